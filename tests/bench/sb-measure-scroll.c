/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scrolling through all that the list loads by itself, in directories of three sizes: how long the main loop is busy from
 * one frame to the next, the memory before and after, and how many rows have widgets then. The yardstick of each size is
 * the next smaller: nothing may grow with the directory. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include "sb-learner-query.h"

#include <stdlib.h>

/* About ten rows: fast enough that hardly a frame is without new ones. */
#define PIXELS_A_FRAME 500

enum
{
  MEDIAN,
  HIGH,
  WORST,
  MEMORY,
  ROWS,
  N_EACH,
};

#define N_SIZES 3

typedef struct
{
  SbBenchStage *stages[N_SIZES];
  int n_rows[N_SIZES];
} Measured;

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  const int sizes[N_SIZES] = { MIN (scale->small, 1000), scale->medium, scale->large };
  Measured *self = g_new0 (Measured, 1);

  for (int i = 0; i < N_SIZES; i++)
    {
      self->stages[i] = sb_bench_stage_new (desk, sizes[i]);
      /* Of the smallest, all but the page that may be a short one. */
      self->n_rows[i] = MIN (scale->rows, sizes[i] / SB_LEARNER_PAGE_SIZE * SB_LEARNER_PAGE_SIZE);
    }

  return self;
}

static void
tear_down (gpointer data)
{
  Measured *self = data;

  for (int i = 0; i < N_SIZES; i++)
    sb_bench_stage_free (self->stages[i]);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Of each frame, what the main loop did since the one before. */
static void
judge_frames (SbProbeLog *log, guint from, guint to, SbValue *values)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint last = from;

  for (guint i = sb_probe_log_find (log, from, to, SB_PROBE_FRAME, "SbWindow", 0); i != SB_PROBE_END;
       i = sb_probe_log_find (log, i + 1, to, SB_PROBE_FRAME, "SbWindow", 0))
    {
      const double time = sb_probe_log_busy (log, last, i, NULL);

      g_array_append_val (times, time);
      last = i;
    }
  g_assert_cmpuint (times->len, >, 1);
  qsort (times->data, times->len, sizeof (double), compare);
  values[MEDIAN].value = g_array_index (times, double, times->len / 2);
  values[HIGH].value = g_array_index (times, double, times->len * 99 / 100);
  values[WORST].value = g_array_index (times, double, times->len - 1);
}

static void
scroll (SbBenchStage *self, int n_rows, SbValue *values)
{
  guint from;
  guint to;

  sb_bench_stage_start (self, NULL);
  sb_probe_log_wait (self->log, 0, SB_PROBE_FRAME, "SbWindow", 1);
  sb_bench_stage_settle (self);
  values[MEMORY].beside = sb_bench_stage_weigh (self);

  from = sb_probe_log_count (self->log);
  sb_bench_stage_insist (self, "scroll GtkColumnView %d", PIXELS_A_FRAME);
  to = sb_probe_log_wait (self->log, from, SB_PROBE_LIST, "*", n_rows);
  sb_bench_stage_insist (self, "scroll GtkColumnView 0");
  judge_frames (self->log, from, to, values);

  sb_bench_stage_settle (self);
  values[MEMORY].value = sb_bench_stage_weigh (self);
  values[ROWS].value = atomic_load (&self->log->pages->n_rows);
  sb_bench_stage_end (self);
}

static void
run (gpointer data, SbValue *values)
{
  Measured *self = data;

  for (int i = 0; i < N_SIZES; i++)
    {
      scroll (self->stages[i], self->n_rows[i], values + i * N_EACH);
      for (int j = 0; i > 0 && j < N_EACH; j++)
        if (j != MEMORY)
          values[i * N_EACH + j].beside = values[(i - 1) * N_EACH + j].value;
    }
}

#define FIGURES(place, id, title, smaller)                                                                        \
  [place * N_EACH + MEDIAN] = { "scroll-" id "-median", "Scrolling through " title ": half of the frames take less", \
                                "ms", smaller, NULL },                                                            \
  [place * N_EACH + HIGH] = { "scroll-" id "-high", "… 99 of 100 frames take less", "ms", smaller, "< 8 ms" },    \
  [place * N_EACH + WORST] = { "scroll-" id "-worst", "… the worst frame", "ms", smaller, NULL },                 \
  [place * N_EACH + MEMORY] = { "scroll-" id "-memory", "… memory after it", "MiB", "before it", "≤ 1.10 ×" },    \
  [place * N_EACH + ROWS] = { "scroll-" id "-rows", "… rows with widgets after it", "", smaller, NULL }

static const SbFigure figures[] = {
  FIGURES (0, "1k", "all of 1,000", NULL),
  FIGURES (1, "100k", "20,000 of 100,000", "of 1,000"),
  FIGURES (2, "1m", "20,000 of 1,000,000", "of 100,000"),
};

const SbMeasure sb_measure_scroll = {
  .id = "scroll",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .max_runs = 3,
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
