/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the last key of a search to the rows that were found on the screen, less the rest after which the search begins, in
 * the largest directory. The yardstick is curl with the same requests. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include "docebo/sb-docebo-users-api.h"

/* The default of SbUsersPresenter:debounce-ms. */
#define DEBOUNCE_MS 250

/* Each finds many: with fewer rows there is less to do. */
static const char *const texts[] = { "an", "ma", "jo", "si", "al", "be", "ca", "da", "el", "ka" };

typedef struct
{
  SbBenchStage *stage;
  guint n_runs;
} Measured;

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  Measured *self = g_new0 (Measured, 1);

  self->stage = sb_bench_stage_new (desk, scale->large);
  sb_bench_stage_start (self->stage, NULL);
  sb_probe_log_wait (self->stage->log, 0, SB_PROBE_FRAME, "SbWindow", 1);

  return self;
}

static void
tear_down (gpointer data)
{
  Measured *self = data;

  sb_bench_stage_free (self->stage);
  g_free (self);
}

static double
search_with_curl (Measured *self, const char *text)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  const char *token = sb_tokens_get_access (self->stage->stage.tokens);

  sb_learner_query_set_text (query, text);
  sb_bench_curl_add (self->stage->curl, sb_docebo_describe_learners (query, 1, FALSE), token);
  if (sb_learner_query_is_exact (query))
    sb_bench_curl_add (self->stage->curl, sb_docebo_describe_learners (query, 1, TRUE), token);

  return sb_bench_curl_run (self->stage->curl);
}

static void
run (gpointer data, SbValue *values)
{
  Measured *self = data;
  SbProbeLog *log = self->stage->log;
  const char *text = texts[self->n_runs++ % G_N_ELEMENTS (texts)];
  gint64 began_at;
  guint from;
  guint shown;

  sb_bench_stage_settle (self->stage);
  from = sb_probe_log_count (log);
  began_at = sb_bench_now ();
  sb_bench_stage_insist (self->stage, "fill search_entry %s", text);
  shown = sb_probe_log_wait (log, from, SB_PROBE_LIST, "*", 1);
  shown = sb_probe_log_wait (log, shown, SB_PROBE_FRAME, "SbWindow", 1);
  values[0].value = (sb_probe_log_get (log, shown)->time - began_at) / 1e6 - DEBOUNCE_MS;
  values[0].beside = search_with_curl (self, text);
}

static const SbFigure figures[] = {
  { "search", "Last key of a search among 1,000,000 to the rows on the screen, less the 250 ms of rest", "ms",
    "curl, the same requests", "≤ 1.10 × + one frame" },
};

const SbMeasure sb_measure_search = {
  .id = "search",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};
