/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A working day in one go: search, log in, switch back, again and again, in one program. What it holds then stands beside
 * what it held after its start: memory, file descriptors, threads, objects. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

enum
{
  ROUND,
  MEMORY,
  DESCRIPTORS,
  THREADS,
  OBJECTS,
  OWN_OBJECTS,
  N_FIGURES,
};

typedef struct
{
  SbBenchStage *stage;
  int n_log_ins;
} Measured;

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  Measured *self = g_new0 (Measured, 1);

  self->stage = sb_bench_stage_new (desk, scale->small);
  self->n_log_ins = scale->log_ins;
  sb_bench_stage_count (self->stage);

  return self;
}

static void
tear_down (gpointer data)
{
  Measured *self = data;

  sb_bench_stage_free (self->stage);
  g_free (self);
}

static int
count_entries (SbBenchStage *self, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", sb_puppet_get_pid (self->program), name);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  int n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
look (SbBenchStage *self, double *held)
{
  sb_bench_stage_settle (self);
  held[MEMORY] = sb_bench_stage_weigh (self);
  held[DESCRIPTORS] = count_entries (self, "fd");
  held[THREADS] = count_entries (self, "task");
  held[OBJECTS] = atomic_load (&self->log->pages->n_objects);
  held[OWN_OBJECTS] = atomic_load (&self->log->pages->n_own_objects);
}

static void
work (SbBenchStage *self)
{
  guint place = sb_probe_log_count (self->log);

  sb_bench_stage_ask (self);
  sb_bench_stage_insist (self, "click confirm.confirm");
  place = sb_probe_log_wait (self->log, place, SB_PROBE_REPLY, "GET /learn/v1/profile", 0);
  sb_bench_stage_insist (self, "can visit.open-course");
  sb_bench_stage_insist (self, "click visit.switch-back");
  place = sb_probe_log_wait (self->log, place, SB_PROBE_REPLY, "DELETE *", 0);
  sb_bench_stage_insist (self, "act SbSummaryDialog window.close");
  place = sb_probe_log_count (self->log);
  sb_bench_stage_insist (self, "act SbUsersPage users.clear-filters");
  sb_probe_log_wait (self->log, place, SB_PROBE_LIST, "*", 1);
}

static void
run (gpointer data, SbValue *values)
{
  Measured *self = data;
  double before[N_FIGURES];
  double after[N_FIGURES];
  gint64 began_at;

  sb_bench_stage_start (self->stage, NULL);
  sb_probe_log_wait (self->stage->log, 0, SB_PROBE_FRAME, "SbWindow", 1);
  look (self->stage, before);
  began_at = sb_bench_now ();
  for (int i = 0; i < self->n_log_ins; i++)
    work (self->stage);
  values[ROUND].value = (sb_bench_now () - began_at) / 1e9 / self->n_log_ins;
  look (self->stage, after);
  sb_bench_stage_end (self->stage);

  for (int i = MEMORY; i < N_FIGURES; i++)
    values[i] = (SbValue){ after[i], before[i] };
}

static const SbFigure figures[] = {
  [ROUND] = { "day", "One of 200 rounds of search, log-in and switch-back, as fast as it goes", "s", NULL, NULL },
  [MEMORY] = { "day-memory", "… memory after them", "MiB", "before them", "≤ 1.05 ×" },
  [DESCRIPTORS] = { "day-descriptors", "… file descriptors", "", "before", NULL },
  [THREADS] = { "day-threads", "… threads", "", "before", NULL },
  [OBJECTS] = { "day-objects", "… objects alive", "", "before", NULL },
  [OWN_OBJECTS] = { "day-own-objects", "… of those, of classes of ours", "", "before", NULL },
};

const SbMeasure sb_measure_day = {
  .id = "day",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .max_runs = 1,
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
