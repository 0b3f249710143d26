/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the press on Log In to the learner's home on the screen, with its courses, notifications and profile, and, apart
 * from that, with the last of the pictures. The yardstick is curl with the same requests in the best order that their
 * dependencies allow (the log-in is begun, all else follows at once), and one after the other. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include "docebo/sb-docebo-impersonation-api.h"
#include "docebo/sb-docebo-learning-api.h"
#include "docebo/sb-docebo-notices-api.h"

enum
{
  HOME,
  HOME_SEQUENCE,
  PICTURES,
};

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  return sb_bench_stage_new (desk, scale->small);
}

static void
tear_down (gpointer data)
{
  sb_bench_stage_free (data);
}

static guint
wait_for_pictures (SbBenchStage *stage, guint from)
{
  guint last = from;

  sb_bench_stage_settle (stage);
  for (guint i = from; i != SB_PROBE_END;
       i = sb_probe_log_find (stage->log, i + 1, SB_PROBE_END, SB_PROBE_REPLY, "GET /pictures/*", 0))
    last = i;

  return sb_probe_log_wait (stage->log, last, SB_PROBE_FRAME, "SbWindow", 0);
}

static void
log_in (SbBenchStage *self, SbValue *values)
{
  SbProbeLog *log = self->log;
  gint64 began_at;
  guint from;
  guint home;
  guint pictures;

  sb_bench_stage_start (self, NULL);
  sb_probe_log_wait (log, 0, SB_PROBE_FRAME, "SbWindow", 1);
  sb_bench_stage_settle (self);
  sb_bench_stage_ask (self);
  sb_bench_stage_settle (self);

  from = sb_probe_log_count (log);
  began_at = sb_bench_now ();
  sb_bench_stage_insist (self, "click confirm.confirm");
  home = sb_bench_stage_wait_for_home (self, from);
  pictures = wait_for_pictures (self, home);
  values[HOME].value = values[HOME_SEQUENCE].value = (sb_probe_log_get (log, home)->time - began_at) / 1e6;
  values[PICTURES].value = (sb_probe_log_get (log, pictures)->time - began_at) / 1e6;

  sb_bench_stage_insist (self, "click visit.switch-back");
  sb_probe_log_wait (log, pictures, SB_PROBE_REPLY, "DELETE *", 0);
  sb_bench_stage_end (self);
}

static char *
read_token (SbBenchCurl *curl)
{
  GString *reply = sb_bench_curl_get_reply (curl, 0);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *data;

  g_assert_true (json_parser_load_from_data (parser, reply->str, reply->len, NULL));
  data = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "data");

  return g_strdup (json_object_get_string_member (data, "access_token"));
}

static double
begin_with_curl (SbBenchStage *self, char **uuid, char **token)
{
  g_autoptr (SbBeginRequest) begin = sb_begin_request_new (SB_STAGE_LEARNER, "Measured", "", NULL);
  double duration;

  sb_bench_curl_add (self->curl, sb_docebo_describe_begin (begin), sb_tokens_get_access (self->stage.tokens));
  duration = sb_bench_curl_run (self->curl);
  *uuid = g_strdup (begin->uuid);
  *token = read_token (self->curl);

  return duration;
}

static void
end_with_curl (SbBenchStage *self, const char *uuid)
{
  sb_bench_curl_add (self->curl, sb_docebo_describe_end (uuid, SB_END_CLOSED),
                     sb_tokens_get_access (self->stage.tokens));
  sb_bench_curl_run (self->curl);
}

static double
fetch_home (SbBenchStage *self, gboolean is_parallel)
{
  g_autofree char *uuid = NULL;
  g_autofree char *token = NULL;
  double duration = begin_with_curl (self, &uuid, &token);

  sb_bench_curl_add (self->curl, sb_docebo_describe_courses (1), token);
  if (!is_parallel)
    duration += sb_bench_curl_run (self->curl);
  sb_bench_curl_add (self->curl, sb_docebo_describe_notices (), token);
  if (!is_parallel)
    duration += sb_bench_curl_run (self->curl);
  sb_bench_curl_add (self->curl, sb_docebo_describe_profile (), token);
  duration += sb_bench_curl_run (self->curl);
  end_with_curl (self, uuid);

  return duration;
}

static void
run (gpointer data, SbValue *values)
{
  log_in (data, values);
  values[HOME].beside = fetch_home (data, TRUE);
  values[HOME_SEQUENCE].beside = fetch_home (data, FALSE);
}

static const SbFigure figures[] = {
  [HOME] = { "log-in", "Log In pressed to the learner's home on the screen", "ms", "curl, side by side",
             "≤ 1.10 × + one frame" },
  [HOME_SEQUENCE] = { "log-in-sequence", "The same", "ms", "curl, one after the other", NULL },
  [PICTURES] = { "log-in-pictures", "Log In pressed to the last picture on the screen", "ms", NULL, NULL },
};

const SbMeasure sb_measure_log_in = {
  .id = "log-in",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
