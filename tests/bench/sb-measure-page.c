/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of 200 learners: from the last byte of its reply to its rows on the screen, how long the main loop is busy with
 * it, and how long at most without a pause, in which nobody can type. The yardsticks are curl fetching the same page, and
 * jq parsing it. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include "docebo/sb-docebo-users-api.h"

#include <math.h>

#define PAGE "GET /manage/v1/user"

enum
{
  SHOWN,
  BUSY,
  BLOCK,
};

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  SbBenchStage *self = sb_bench_stage_new (desk, scale->small);

  sb_bench_stage_start (self, NULL);
  sb_probe_log_wait (self->log, 0, SB_PROBE_FRAME, "SbWindow", 1);

  return self;
}

static void
tear_down (gpointer data)
{
  sb_bench_stage_free (data);
}

static double
fetch_with_curl (SbBenchStage *self)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();

  sb_bench_curl_add (self->curl, sb_docebo_describe_learners (query, 1, FALSE),
                     sb_tokens_get_access (self->stage.tokens));

  return sb_bench_curl_run (self->curl);
}

/* Its start included, which is most of it for a page as small as this. */
static double
parse_with_jq (SbBenchStage *self)
{
  GString *page = sb_bench_curl_get_reply (self->curl, 0);
  g_autofree char *path = g_build_filename (self->folder, "page.json", NULL);
  g_autofree char *program = g_find_program_in_path ("jq");
  g_autofree char *output = NULL;
  gint64 began_at;

  if (program == NULL)
    return NAN;

  g_assert_true (g_file_set_contents (path, page->str, page->len, NULL));
  began_at = sb_bench_now ();
  output = sb_robot_desk_run (program, ".data.items | length", path, NULL);
  g_assert_nonnull (output);

  return (sb_bench_now () - began_at) / 1e6;
}

static void
run (gpointer data, SbValue *values)
{
  SbBenchStage *self = data;
  SbProbeLog *log = self->log;
  guint reply;
  guint list;
  guint shown;

  sb_bench_stage_settle (self);
  reply = sb_probe_log_count (log);
  sb_bench_stage_insist (self, "act SbUsersPage users.reload");
  reply = sb_probe_log_wait (log, reply, SB_PROBE_REPLY, PAGE, 0);
  list = sb_probe_log_wait (log, reply, SB_PROBE_LIST, "*", 1);
  shown = sb_probe_log_wait (log, list, SB_PROBE_FRAME, "SbWindow", 1);

  values[SHOWN].value = (sb_probe_log_get (log, shown)->time - sb_probe_log_get (log, reply)->time) / 1e6;
  values[BUSY].value = sb_probe_log_busy (log, reply, shown, &values[BLOCK].value);
  values[SHOWN].beside = fetch_with_curl (self);
  values[BUSY].beside = parse_with_jq (self);
}

static const SbFigure figures[] = {
  [SHOWN] = { "page", "A page of 200: last byte of the reply to the rows on the screen", "ms", "curl, fetching it",
              NULL },
  [BUSY] = { "page-busy", "Main-loop time of that", "ms", "jq, parsing it", "≤ 33 ms" },
  [BLOCK] = { "page-block", "Longest block of that", "ms", NULL, "≤ 8 ms" },
};

const SbMeasure sb_measure_page = {
  .id = "page",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
