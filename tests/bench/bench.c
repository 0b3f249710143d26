/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* switchback-bench: runs the measurements below, each beside a yardstick that is measured in the same run, prints a
 * table, and writes the values as JSON. It judges nothing: what is good enough stands in docs/performance.md. */

#include "config.h"

#include "sb-measure.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdlib.h>

#define DEFAULT_RUNS 30

static const SbMeasure *const measures[] = {
  &sb_measure_kill,
  &sb_measure_close,
};

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
quantile (const double *sorted, int n, double part)
{
  return sorted[CLAMP ((int) (part * (n - 1) + 0.5), 0, n - 1)];
}

static void
add_values (JsonBuilder *builder, const char *name, double *values, int n)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  qsort (values, n, sizeof *values, compare);
  json_builder_set_member_name (builder, "median");
  json_builder_add_double_value (builder, quantile (values, n, 0.5));
  json_builder_set_member_name (builder, "quarter");
  json_builder_add_double_value (builder, quantile (values, n, 0.25));
  json_builder_set_member_name (builder, "three-quarters");
  json_builder_add_double_value (builder, quantile (values, n, 0.75));
  json_builder_set_member_name (builder, "worst");
  json_builder_add_double_value (builder, values[n - 1]);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (int i = 0; i < n; i++)
    json_builder_add_double_value (builder, values[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
measure (SbRobotDesk *desk, const SbMeasure *self, int n_runs, JsonBuilder *builder)
{
  g_autofree double *values = g_new0 (double, n_runs);
  g_autofree double *yardsticks = g_new0 (double, n_runs);
  gpointer stage = self->set_up (desk);

  for (int i = 0; i < n_runs; i++)
    {
      values[i] = self->run (stage);
      yardsticks[i] = self->run_yardstick (stage);
    }
  self->tear_down (stage);

  json_builder_begin_object (builder);
  add_text (builder, "id", self->id);
  add_text (builder, "title", self->title);
  add_text (builder, "unit", self->unit);
  add_text (builder, "yardstick", self->yardstick);
  add_values (builder, "measured", values, n_runs);
  add_values (builder, "beside", yardsticks, n_runs);
  json_builder_end_object (builder);

  g_print ("| %s | %.1f | %.1f–%.1f | %.1f | %s: %.1f %s | %.1f × |\n", self->title, quantile (values, n_runs, 0.5),
           quantile (values, n_runs, 0.25), quantile (values, n_runs, 0.75), values[n_runs - 1], self->yardstick,
           quantile (yardsticks, n_runs, 0.5), self->unit,
           quantile (values, n_runs, 0.5) / quantile (yardsticks, n_runs, 0.5));
}

static gboolean
write_json (JsonBuilder *builder, const char *path, GError **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);

  return path == NULL || json_generator_to_file (generator, path, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("— how long it takes");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *only = NULL;
  SbRobotDesk *desk;
  int n_runs = DEFAULT_RUNS;
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, "How often each is measured", "N" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Just this one", "ID" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &path, "Where to write the values", "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_runs < 1)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--runs must be at least 1");
      return 2;
    }

  desk = sb_robot_desk_new_bare ();
  json_builder_begin_array (builder);
  g_print ("| what | median | half of them | worst | beside | ratio |\n| --- | --- | --- | --- | --- | --- |\n");
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (only == NULL || g_str_equal (only, measures[i]->id))
      measure (desk, measures[i], n_runs, builder);
  json_builder_end_array (builder);
  sb_robot_desk_free (desk);

  if (!write_json (builder, path, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}
