/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job from the start of the program, by somebody who needs no time: find a learner, log in as them, see their
 * home. Beside it, the same on the platform's own pages in Chromium (browser/main-job.js). Both are signed in. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include <json-glib/json-glib.h>

enum
{
  LIST,
  HOME,
  REQUESTS,
  BYTES,
  MEMORY,
};

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  const char *script = g_getenv ("SWITCHBACK_BENCH_BROWSER");

  if (script == NULL || !g_file_test (script, G_FILE_TEST_EXISTS) || !g_file_test ("/usr/bin/chromium", G_FILE_TEST_EXISTS))
    {
      g_printerr ("browser: left out, there is no Chromium or no playwright-core\n");
      return NULL;
    }

  return sb_bench_stage_new (desk, scale->small);
}

static void
run_program (SbBenchStage *self, SbValue *values)
{
  guint place;
  guint home;
  int n_requests = 0;
  double n_bytes = 0;

  sb_bench_stage_start (self, NULL);
  place = sb_probe_log_wait (self->log, 0, SB_PROBE_FRAME, "SbWindow", 1);
  values[LIST].value = (sb_probe_log_get (self->log, place)->time - self->started_at) / 1e9;
  sb_bench_stage_ask (self);
  place = sb_probe_log_count (self->log);
  sb_bench_stage_insist (self, "click confirm.confirm");
  home = sb_bench_stage_wait_for_home (self, place);
  values[HOME].value = (sb_probe_log_get (self->log, home)->time - self->started_at) / 1e9;
  sb_bench_stage_settle (self);

  for (guint i = 0; i < sb_probe_log_count (self->log); i++)
    if (sb_probe_log_get (self->log, i)->kind == SB_PROBE_REPLY)
      {
        n_requests++;
        n_bytes += MAX (sb_probe_log_get (self->log, i)->value, 0);
      }
  values[REQUESTS].value = n_requests;
  values[BYTES].value = n_bytes / 1024;
  values[MEMORY].value = sb_bench_stage_weigh (self);
  sb_bench_stage_insist (self, "click visit.switch-back");
  sb_probe_log_wait (self->log, home, SB_PROBE_REPLY, "DELETE *", 0);
  sb_bench_stage_end (self);
}

static double
read_number (JsonParser *parser, const char *name)
{
  return json_object_get_double_member (json_node_get_object (json_parser_get_root (parser)), name);
}

static void
run_browser (SbBenchStage *self, SbValue *values)
{
  g_autofree char *template = g_build_filename (self->folder, "profile-XXXXXX", NULL);
  g_autofree char *profile = g_strdup (g_mkdtemp (template));
  const char *const arguments[] = { "node", g_getenv ("SWITCHBACK_BENCH_BROWSER"), self->stage.origin, profile, NULL };
  g_autoptr (GSubprocess) node = sb_robot_desk_start (
    self->stage.desk, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, arguments);
  g_autoptr (GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (node));
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (profile);

  if (line == NULL || !json_parser_load_from_data (parser, line, -1, NULL))
    g_error ("Chromium came to no end");
  values[LIST].beside = read_number (parser, "list") / 1000;
  values[HOME].beside = read_number (parser, "home") / 1000;
  values[REQUESTS].beside = read_number (parser, "requests");
  values[BYTES].beside = read_number (parser, "bytes") / 1024;
  sb_bench_stage_settle (self);
  values[MEMORY].beside = sb_bench_stage_weigh_children (self, g_subprocess_get_identifier (node));

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (node), "\n", 1, NULL, NULL, NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (node), NULL, NULL);
  if (!g_subprocess_wait_check (node, NULL, NULL))
    g_error ("Chromium did not switch back");
  sb_robot_desk_remove_tree (folder);
}

static void
run (gpointer data, SbValue *values)
{
  run_program (data, values);
  run_browser (data, values);
}

static void
tear_down (gpointer data)
{
  sb_bench_stage_free (data);
}

static const SbFigure figures[] = {
  [LIST] = { "browser-list", "The main job: start to the first page of learners", "s", "Chromium", NULL },
  [HOME] = { "browser-home", "… start to the learner's home", "s", "Chromium", "≤ 0.20 ×" },
  [REQUESTS] = { "browser-requests", "… requests up to then, pictures included", "", "Chromium", NULL },
  [BYTES] = { "browser-bytes", "… bodies of the replies", "KiB", "Chromium", NULL },
  [MEMORY] = { "browser-memory", "… memory of all processes then", "MiB", "Chromium", "≤ 0.125 ×" },
};

const SbMeasure sb_measure_browser = {
  .id = "browser",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
