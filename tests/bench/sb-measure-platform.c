/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo platform with its largest directory: how long its calls take on an open connection, how many it answers in a
 * second, and how long it takes to fill, with how much disk. The yardstick of the calls is the least of all calls, which
 * needs no store; that of filling is writing a file as large. */

#include "config.h"

#include "sb-bench-stage.h"
#include "sb-measure.h"

#include "docebo/sb-docebo-impersonation-api.h"
#include "docebo/sb-docebo-session-api.h"
#include "docebo/sb-docebo-users-api.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define N_AT_ONCE 500

enum
{
  PAGE,
  LAST_PAGE,
  SEARCH,
  BEGIN,
  END,
  RATE,
};

typedef struct
{
  SbBenchStage *stage;
  int n_pages;
} Measured;

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  Measured *self = g_new0 (Measured, 1);

  self->stage = sb_bench_stage_new (desk, scale->large);
  self->n_pages = scale->large / SB_LEARNER_PAGE_SIZE;

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
call (Measured *self, SbRequest *request)
{
  sb_bench_curl_add (self->stage->curl, request, sb_tokens_get_access (self->stage->stage.tokens));

  return sb_bench_curl_run (self->stage->curl);
}

static SbValue
call_beside_least (Measured *self, SbRequest *request)
{
  const double value = call (self, request);

  return (SbValue){ value, call (self, sb_docebo_describe_probe ()) };
}

static double
count_a_second (Measured *self)
{
  for (int i = 0; i < N_AT_ONCE; i++)
    sb_bench_curl_add (self->stage->curl, sb_docebo_describe_learner (SB_STAGE_LEARNER),
                       sb_tokens_get_access (self->stage->stage.tokens));

  return N_AT_ONCE / (sb_bench_curl_run (self->stage->curl) / 1000);
}

static void
run (gpointer data, SbValue *values)
{
  Measured *self = data;
  g_autoptr (SbLearnerQuery) all = sb_learner_query_new ();
  g_autoptr (SbLearnerQuery) some = sb_learner_query_new ();
  g_autoptr (SbBeginRequest) begin = sb_begin_request_new (SB_STAGE_LEARNER, "Measured", "", NULL);

  sb_learner_query_set_text (some, "an");
  call (self, sb_docebo_describe_probe ());
  values[PAGE] = call_beside_least (self, sb_docebo_describe_learners (all, 1, FALSE));
  values[LAST_PAGE] = call_beside_least (self, sb_docebo_describe_learners (all, self->n_pages, FALSE));
  values[SEARCH] = call_beside_least (self, sb_docebo_describe_learners (some, 1, FALSE));
  values[BEGIN] = call_beside_least (self, sb_docebo_describe_begin (begin));
  values[END] = call_beside_least (self, sb_docebo_describe_end (begin->uuid, SB_END_SWITCH_BACK));
  values[RATE].value = count_a_second (self);
}

static const SbFigure figures[] = {
  [PAGE] = { "platform-page", "The demo platform with 1,000,000 learners: the first page of 200", "ms",
             "the least call", NULL },
  [LAST_PAGE] = { "platform-last-page", "… the last page of 200", "ms", "the least call", NULL },
  [SEARCH] = { "platform-search", "… a search that finds many", "ms", "the least call", NULL },
  [BEGIN] = { "platform-begin", "… beginning a log-in", "ms", "the least call", NULL },
  [END] = { "platform-end", "… ending it", "ms", "the least call", NULL },
  [RATE] = { "platform-rate", "… one learner in full, again and again on eight connections", "a second", NULL, NULL },
};

const SbMeasure sb_measure_platform = {
  .id = "platform",
  .figures = figures,
  .n_figures = G_N_ELEMENTS (figures),
  .set_up = set_up,
  .run = run,
  .tear_down = tear_down,
};

/* ---- filling it ---- */

enum
{
  FILL,
  DISK,
};

typedef struct
{
  SbRobotDesk *desk;
  char *learners;
} Fill;

static gpointer
set_up_fill (SbRobotDesk *desk, const SbScale *scale)
{
  Fill *self = g_new0 (Fill, 1);

  self->desk = desk;
  self->learners = g_strdup_printf ("%d", scale->large);

  return self;
}

static void
tear_down_fill (gpointer data)
{
  Fill *self = data;

  g_free (self->learners);
  g_free (self);
}

static double
weigh_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size / 1048576.0 : 0;
}

static double
write_as_much (const char *folder, double mebibytes)
{
  g_autofree char *path = g_build_filename (folder, "as-much", NULL);
  g_autofree char *block = g_malloc0 (1048576);
  const gint64 began_at = sb_bench_now ();
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  for (int i = 0; i < mebibytes; i++)
    g_assert_cmpint (write (fd, block, 1048576), ==, 1048576);
  fsync (fd);
  close (fd);
  g_unlink (path);

  return (sb_bench_now () - began_at) / 1e9;
}

static void
run_fill (gpointer data, SbValue *values)
{
  Fill *self = data;
  g_autofree char *template = g_build_filename (g_getenv ("SWITCHBACK_BENCH_PLATFORMS"), "fill-XXXXXX", NULL);
  g_autofree char *folder = NULL;
  const char *const arguments[] = { "--learners", self->learners, NULL };
  const gint64 began_at = sb_bench_now ();
  g_autoptr (GFile) file = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_getenv ("SWITCHBACK_BENCH_PLATFORMS"), 0700));
  folder = g_strdup (g_mkdtemp (template));
  file = g_file_new_for_path (folder);
  sb_robot_platform_free (sb_robot_platform_new (self->desk, folder, NULL, arguments));
  values[FILL].value = (sb_bench_now () - began_at) / 1e9;
  values[DISK].value = weigh_file (folder, "platform.db") + weigh_file (folder, "platform.db-wal");
  values[FILL].beside = write_as_much (folder, values[DISK].value);
  sb_robot_desk_remove_tree (file);
}

static const SbFigure fill_figures[] = {
  [FILL] = { "platform-fill", "Filling the demo platform with 1,000,000 learners", "s", "writing a file as large", NULL },
  [DISK] = { "platform-disk", "… its store", "MiB", NULL, NULL },
};

const SbMeasure sb_measure_fill = {
  .id = "fill",
  .figures = fill_figures,
  .n_figures = G_N_ELEMENTS (fill_figures),
  .max_runs = 3,
  .set_up = set_up_fill,
  .run = run_fill,
  .tear_down = tear_down_fill,
};
