/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the start of the process to the first frame with learners in it, on a platform that runs, with an account in the
 * keyring; how much memory is taken then; and how many of the requests of the start were on their way before there was a
 * window. The yardstick is a window with nothing in it, by the same libraries: its first frame, and its memory. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

enum
{
  FRAME,
  MEMORY,
  EARLY,
};

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  return sb_bench_stage_new (desk, scale->small);
}

static double
since_start (SbBenchStage *self, guint place)
{
  return (sb_probe_log_get (self->log, place)->time - self->started_at) / 1e6;
}

static guint
count (SbProbeLog *log, guint to, const char *pattern)
{
  guint n = 0;

  for (guint i = sb_probe_log_find (log, 0, to, SB_PROBE_REQUEST, pattern, 0); i != SB_PROBE_END;
       i = sb_probe_log_find (log, i + 1, to, SB_PROBE_REQUEST, pattern, 0))
    n++;

  return n;
}

/* Not pictures: which there are is in the first page of learners, and it is shown without them. */
static guint
count_requests (SbProbeLog *log, guint to)
{
  return count (log, to, "*") - count (log, to, "GET /avatars/*");
}

static void
run (gpointer data, SbValue *values)
{
  SbBenchStage *self = data;
  guint shown;
  guint mapped;

  sb_bench_stage_start (self, NULL);
  shown = sb_probe_log_wait (self->log, 0, SB_PROBE_FRAME, "SbWindow", 1);
  mapped = sb_probe_log_find (self->log, 0, shown, SB_PROBE_MAP, "SbWindow", 0);
  values[FRAME].value = since_start (self, shown);
  values[EARLY].value = count_requests (self->log, mapped);
  values[EARLY].beside = count_requests (self->log, shown);
  sb_bench_stage_settle (self);
  values[MEMORY].value = sb_bench_stage_weigh (self);

  sb_bench_stage_start (self, g_getenv ("SWITCHBACK_BENCH_EMPTY_WINDOW"));
  shown = sb_probe_log_wait (self->log, 0, SB_PROBE_FRAME, "*", 0);
  values[FRAME].beside = since_start (self, shown);
  sb_bench_stage_settle (self);
  values[MEMORY].beside = sb_bench_stage_weigh (self);
  sb_bench_stage_end (self);
}

static void
tear_down (gpointer data)
{
  sb_bench_stage_free (data);
}

static const SbFigure figures[] = {
  [FRAME] = { "start", "Start of the process to the first page of learners on the screen", "ms",
              "first frame of an empty window", "≤ 1.15 ×" },
  [MEMORY] = { "start-memory", "Memory of all our processes then", "MiB", "an empty window", "≤ 1.25 ×" },
  [EARLY] = { "start-early", "Requests sent before the window is mapped", "", "all before the first page is shown",
              "all", TRUE },
};

const SbMeasure sb_measure_start = {
  .id = "start",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
