/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many instructions a page of 200 learners takes, which is the same on a busy machine and on an idle one: to parse it,
 * beside jq, and, in the program, from its rows being added to the list to the frame that shows them. Counted by
 * callgrind; the probe tells it where the latter begins and ends. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include "docebo/sb-docebo-users-api.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define N_PARSED 20

enum
{
  PARSE,
  BUILD,
};

typedef struct
{
  SbBenchStage *stage;
  char *page;
} Measured;

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  g_autofree char *valgrind = g_find_program_in_path ("valgrind");
  g_autofree char *jq = g_find_program_in_path ("jq");
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  Measured *self;

  if (valgrind == NULL || jq == NULL || g_getenv ("SWITCHBACK_BENCH_PARSE") == NULL)
    {
      g_printerr ("instructions: left out, there is no valgrind or no jq\n");
      return NULL;
    }

  self = g_new0 (Measured, 1);
  self->stage = sb_bench_stage_new (desk, scale->small);
  self->page = g_build_filename (self->stage->folder, "page.json", NULL);
  sb_bench_curl_add (self->stage->curl, sb_docebo_describe_learners (query, 1, FALSE),
                     sb_tokens_get_access (self->stage->stage.tokens));
  sb_bench_curl_run (self->stage->curl);
  g_assert_true (g_file_set_contents (self->page, sb_bench_curl_get_reply (self->stage->curl, 0)->str, -1, NULL));

  return self;
}

static void
tear_down (gpointer data)
{
  Measured *self = data;

  sb_bench_stage_free (self->stage);
  g_free (self->page);
  g_free (self);
}

/* The first line of a file that begins with @start, as a number in thousands. */
static double
read_count (const char *path, const char *start)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, start)) == NULL)
    g_error ("callgrind counted nothing in %s", path);

  return strtod (line + strlen (start), NULL) / 1000;
}

static double
count (Measured *self, const char *program, const char *first, const char *second)
{
  g_autofree char *path = g_build_filename (self->stage->folder, "callgrind.out", NULL);
  g_autofree char *option = g_strconcat ("--callgrind-out-file=", path, NULL);
  g_autofree char *output = sb_robot_desk_run ("valgrind", "--tool=callgrind", option, program, first, second, NULL);

  g_assert_nonnull (output);

  return read_count (path, "\ntotals: ");
}

/* The start of the program is in both. */
static double
count_parse (Measured *self)
{
  const char *program = g_getenv ("SWITCHBACK_BENCH_PARSE");
  g_autofree char *n = g_strdup_printf ("%d", N_PARSED + 1);

  return (count (self, program, self->page, n) - count (self, program, self->page, "1")) / N_PARSED;
}

static double
count_jq (Measured *self)
{
  return count (self, "jq", ".data.items | length", self->page) - count (self, "jq", "-n", "1");
}

/* Of all dumps, the first of a frame that follows that of the list. */
static double
read_build (const char *prefix)
{
  gboolean is_listed = FALSE;

  for (int i = 1;; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%d", prefix, i);
      g_autofree char *text = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        return 0;
      if (strstr (text, "Client Request: list") != NULL)
        is_listed = TRUE;
      else if (is_listed && strstr (text, "Client Request: frame") != NULL)
        return read_count (path, "\ntotals: ");
    }
}

static double
count_build (Measured *self)
{
  g_autofree char *prefix = g_build_filename (self->stage->folder, "dump", NULL);
  g_autofree char *wrapper = g_build_filename (self->stage->folder, "under-callgrind", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\nexec valgrind --quiet --tool=callgrind --callgrind-out-file=%s %s\n",
                                           prefix, g_getenv ("SWITCHBACK_PROGRAM"));
  double value;

  g_assert_true (g_file_set_contents (wrapper, text, -1, NULL));
  g_assert_no_errno (chmod (wrapper, 0700));
  sb_bench_stage_start (self->stage, wrapper);
  sb_probe_log_wait (self->stage->log, 0, SB_PROBE_FRAME, "SbWindow", 1);
  value = read_build (prefix);
  sb_bench_stage_end (self->stage);

  return value;
}

static void
run (gpointer data, SbValue *values)
{
  values[PARSE] = (SbValue){ count_parse (data), count_jq (data) };
  values[BUILD].value = count_build (data);
}

static const SbFigure figures[] = {
  [PARSE] = { "page-parse-instructions", "Instructions to parse a page of 200", "thousand", "jq", NULL },
  [BUILD] = { "page-build-instructions", "Instructions from there to its rows on the screen", "thousand", NULL, NULL },
};

const SbMeasure sb_measure_instructions = {
  .id = "instructions",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .max_runs = 3,
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
