/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* switchback-bench: runs the measurements below, each beside a yardstick that is measured in the same run, prints a
 * table, and writes the values as JSON. It judges nothing: what is good enough stands in docs/performance.md. With
 * --check it only looks that all that was measured has a value above 0. */

#include "config.h"

#include "sb-bench-report.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

#define DEFAULT_RUNS 30

static const SbMeasure *const measures[] = {
  &sb_measure_start,
  &sb_measure_page,
  &sb_measure_instructions,
  &sb_measure_search,
  &sb_measure_log_in,
  &sb_measure_button,
  &sb_measure_kill,
  &sb_measure_close,
  &sb_measure_scroll,
  &sb_measure_day,
  &sb_measure_browser,
  &sb_measure_platform,
  &sb_measure_fill,
};

static const SbScale real_scale = { 10000, 100000, 1000000, 20000, 200 };
static const SbScale short_scale = { 450, 500, 600, 450, 2 };

static int n_runs = DEFAULT_RUNS;
static gboolean is_short;
static gboolean is_check;
static char *only;
static char *path;

static const GOptionEntry options[] = {
  { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, "How often each is measured", "N" },
  { "short", 0, 0, G_OPTION_ARG_NONE, &is_short, "Once, on tiny platforms: only to see that it runs", NULL },
  { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Just these", "ID,ID…" },
  { "json", 0, 0, G_OPTION_ARG_FILENAME, &path, "Where to write the values, beside those that are there", "FILE" },
  { "check", 0, 0, G_OPTION_ARG_NONE, &is_check, "Fail if a figure is missing", NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
is_wanted (const SbMeasure *self)
{
  g_auto (GStrv) ids = only != NULL ? g_strsplit (only, ",", -1) : NULL;

  return ids == NULL || g_strv_contains ((const char *const *) ids, self->id);
}

/* The values of a figure lie beside each other: runs[figure * n + run]. */
static gboolean
measure (SbRobotDesk *desk, const SbMeasure *self, SbBenchReport *report)
{
  const int n = self->max_runs > 0 ? MIN (n_runs, self->max_runs) : n_runs;
  g_autofree SbValue *runs = g_new0 (SbValue, n * self->n_figures);
  SbValue values[SB_MEASURE_MAX_FIGURES];
  gpointer stage;

  g_assert_cmpuint (self->n_figures, <=, G_N_ELEMENTS (values));
  stage = self->set_up (desk, is_short ? &short_scale : &real_scale);
  if (stage == NULL)
    return FALSE;

  for (int i = 0; i < n; i++)
    {
      g_printerr ("%s: %d of %d\n", self->id, i + 1, n);
      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        values[j] = (SbValue){ NAN, NAN };
      self->run (stage, values);
      for (guint j = 0; j < self->n_figures; j++)
        runs[j * n + i] = values[j];
    }
  self->tear_down (stage);
  for (guint j = 0; j < self->n_figures; j++)
    sb_bench_report_add (report, &self->figures[j], runs + j * n, n);

  return TRUE;
}

static int
print_all (SbBenchReport *report, GHashTable *measured)
{
  int n_missing = 0;

  g_print ("| what | median | half of the runs | all runs | beside | ratio | goal | runs |\n"
           "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    for (guint j = 0; j < measures[i]->n_figures; j++)
      if (!sb_bench_report_print (report, &measures[i]->figures[j])
          && g_hash_table_contains (measured, measures[i]))
        {
          n_missing++;
          if (is_check)
            g_printerr ("There is no value of %s\n", measures[i]->figures[j].id);
        }

  return n_missing;
}

static int
run (void)
{
  g_autoptr (SbBenchReport) report = sb_bench_report_new (path);
  g_autoptr (GHashTable) measured = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  SbRobotDesk *desk = sb_robot_desk_new_bare ();
  int n_missing;

  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (is_wanted (measures[i]) && measure (desk, measures[i], report))
      {
        g_hash_table_add (measured, (gpointer) measures[i]);
        /* At once: what follows takes long, and may fail. */
        if (!sb_bench_report_save (report, &error))
          g_error ("%s", error->message);
      }
  sb_robot_desk_free (desk);

  n_missing = print_all (report, measured);
  return is_check && n_missing > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("— how long it takes");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_runs < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--runs must be at least 1");
      return 2;
    }
  if (is_short)
    n_runs = 1;

  return run ();
}
