/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was measured, as JSON with every value and as lines of a table. Figures that are measured again replace those of
 * an earlier time; all others stay, so that the whole can be measured piece by piece. */

#include "config.h"

#include "sb-bench-report.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>

struct _SbBenchReport
{
  char *path;          /* nullable */
  JsonObject *figures; /* by id */
};

/**
 * sb_bench_report_new:
 * @path: (nullable): the file to go on with, if it is there, and to write
 *
 * Returns: (transfer full): a report
 */
SbBenchReport *
sb_bench_report_new (const char *path)
{
  SbBenchReport *self = g_new0 (SbBenchReport, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();

  self->path = g_strdup (path);
  if (path != NULL && json_parser_load_from_file (parser, path, NULL)
      && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    self->figures = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  else
    self->figures = json_object_new ();

  return self;
}

void
sb_bench_report_free (SbBenchReport *self)
{
  g_free (self->path);
  json_object_unref (self->figures);
  g_free (self);
}

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

static JsonObject *
describe_values (double *values, int n)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (int i = 0; i < n; i++)
    json_array_add_double_element (array, values[i]);
  qsort (values, n, sizeof *values, compare);
  json_object_set_double_member (object, "median", quantile (values, n, 0.5));
  json_object_set_double_member (object, "quarter", quantile (values, n, 0.25));
  json_object_set_double_member (object, "three-quarters", quantile (values, n, 0.75));
  json_object_set_double_member (object, "least", values[0]);
  json_object_set_double_member (object, "most", values[n - 1]);
  json_object_set_array_member (object, "values", array);

  return object;
}

/**
 * sb_bench_report_add:
 * @figure: what was measured
 * @runs: (array length=n_runs): what came of it
 */
void
sb_bench_report_add (SbBenchReport *self, const SbFigure *figure, const SbValue *runs, int n_runs)
{
  JsonObject *object = json_object_new ();
  g_autofree double *values = g_new0 (double, n_runs);
  g_autofree double *besides = g_new0 (double, n_runs);
  int n = 0;

  for (int i = 0; i < n_runs; i++)
    if (!isnan (runs[i].value))
      {
        values[n] = runs[i].value;
        besides[n++] = runs[i].beside;
      }
  if (n == 0)
    {
      json_object_unref (object);
      return;
    }

  json_object_set_string_member (object, "title", figure->title);
  json_object_set_string_member (object, "unit", figure->unit);
  json_object_set_int_member (object, "runs", n);
  json_object_set_object_member (object, "measured", describe_values (values, n));
  if (figure->yardstick != NULL)
    {
      json_object_set_string_member (object, "yardstick", figure->yardstick);
      json_object_set_object_member (object, "beside", describe_values (besides, n));
    }
  json_object_set_object_member (self->figures, figure->id, object);
}

/* As many digits as mean something. */
static char *
format (double value)
{
  return g_strdup_printf (fabs (value) < 10 ? "%.2f" : fabs (value) < 1000 ? "%.1f" : "%.0f", value);
}

static char *
format_member (JsonObject *object, const char *name)
{
  return format (json_object_get_double_member (object, name));
}

/**
 * sb_bench_report_print:
 * @figure: a figure
 *
 * Prints its line of the table.
 *
 * Returns: whether it was measured, and its values are of use
 */
gboolean
sb_bench_report_print (SbBenchReport *self, const SbFigure *figure)
{
  JsonObject *object = json_object_has_member (self->figures, figure->id)
                         ? json_object_get_object_member (self->figures, figure->id) : NULL;
  JsonObject *measured = object != NULL ? json_object_get_object_member (object, "measured") : NULL;
  const double median = measured != NULL ? json_object_get_double_member (measured, "median") : 0;
  const char *space = *figure->unit != '\0' ? " " : "";
  g_autofree char *beside = g_strdup ("");
  g_autofree char *ratio = g_strdup ("");

  if (measured == NULL)
    return FALSE;

  if (figure->yardstick != NULL)
    {
      const double yardstick =
        json_object_get_double_member (json_object_get_object_member (object, "beside"), "median");
      g_autofree char *text = format (yardstick);

      g_free (beside);
      beside = g_strdup_printf ("%s: %s%s%s", figure->yardstick, text, space, figure->unit);
      if (yardstick > 0)
        {
          g_free (ratio);
          ratio = g_strdup_printf ("%.2f ×", median / yardstick);
        }
    }

  {
    g_autofree char *middle = format_member (measured, "median");
    g_autofree char *quarter = format_member (measured, "quarter");
    g_autofree char *three_quarters = format_member (measured, "three-quarters");
    g_autofree char *least = format_member (measured, "least");
    g_autofree char *most = format_member (measured, "most");

    g_print ("| %s | %s%s%s | %s–%s | %s–%s | %s | %s | %s | %d |\n", figure->title, middle, space, figure->unit, quarter,
             three_quarters, least, most, beside, ratio, figure->goal != NULL ? figure->goal : "",
             (int) json_object_get_int_member (object, "runs"));
  }

  return isfinite (median) && (median > 0 || (median == 0 && figure->can_be_none));
}

/**
 * sb_bench_report_save:
 *
 * Returns: whether the file is written, if there is to be one
 */
gboolean
sb_bench_report_save (SbBenchReport *self, GError **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), self->figures);

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);

  return self->path == NULL || json_generator_to_file (generator, self->path, error);
}
