/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where things are measured: a platform whose store is filled once and kept (filling the largest takes a while), nothing
 * between it and the program, and the program, or a yardstick in its place, with the probe in it. */

#include "config.h"

#include "sb-bench-stage.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LEARNER_NAME "ana.silva"
#define ANSWER_MS 60000 /* a program that makes rows or pages answers late */
#define POLL_US 500
#define PATIENCE (60 * G_USEC_PER_SEC)
#define SETTLE_US (2 * G_USEC_PER_SEC)

/**
 * sb_bench_now:
 *
 * Returns: the time in nanoseconds, by the probe's clock
 */
gint64
sb_bench_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
add_variable (SbBenchStage *self, const char *name, const char *value)
{
  self->stage.environment = g_environ_setenv (self->stage.environment, name, value, TRUE);
}

/**
 * sb_bench_stage_new:
 * @desk: where
 * @n_learners: how many the platform has
 *
 * Returns: (transfer full): a stage, without a program yet
 */
SbBenchStage *
sb_bench_stage_new (SbRobotDesk *desk, int n_learners)
{
  SbBenchStage *self = g_new0 (SbBenchStage, 1);
  g_autofree char *template = g_build_filename (sb_robot_desk_get_folder (desk), "bench-XXXXXX", NULL);
  g_autofree char *log_path = NULL;

  self->folder = g_strdup (g_mkdtemp (template));
  self->learners = g_strdup_printf ("%d", n_learners);
  self->platform_folder = g_build_filename (g_getenv ("SWITCHBACK_BENCH_PLATFORMS"), self->learners, NULL);
  g_assert_no_errno (g_mkdir_with_parents (self->platform_folder, 0700));
  self->size = (SbStageSize) { self->platform_folder, self->learners, g_getenv ("SWITCHBACK_BENCH_PROBE") };
  self->stage.size = &self->size;
  sb_stage_set_up (&self->stage, desk, self->folder, 0, NULL, NULL);
  log_path = g_build_filename (self->folder, "probe.log", NULL);
  self->log = sb_probe_log_new (log_path);
  self->curl = sb_bench_curl_new (self->stage.origin);
  add_variable (self, SB_PROBE_LOG_VARIABLE, log_path);

  return self;
}

void
sb_bench_stage_free (SbBenchStage *self)
{
  sb_bench_stage_end (self);
  sb_bench_curl_free (self->curl);
  sb_stage_tear_down (&self->stage);
  sb_probe_log_free (self->log);
  g_free (self->folder);
  g_free (self->platform_folder);
  g_free (self->learners);
  g_free (self);
}

/**
 * sb_bench_stage_count:
 *
 * From now on, what is started counts its objects, which takes time.
 */
void
sb_bench_stage_count (SbBenchStage *self)
{
  add_variable (self, SB_PROBE_OBJECTS_VARIABLE, "1");
}

/**
 * sb_bench_stage_start:
 * @program: (nullable): a yardstick to start instead of Switchback
 *
 * Starts it, with an empty log.
 */
void
sb_bench_stage_start (SbBenchStage *self, const char *program)
{
  g_autofree char *shipped = g_strdup (g_getenv ("SWITCHBACK_PROGRAM"));

  sb_bench_stage_end (self);
  sb_probe_log_clear (self->log);
  self->is_yardstick = g_strcmp0 (program, g_getenv ("SWITCHBACK_BENCH_EMPTY_WINDOW")) == 0;
  if (program != NULL)
    g_setenv ("SWITCHBACK_PROGRAM", program, TRUE);
  self->started_at = sb_bench_now ();
  self->program = sb_stage_start_program (&self->stage);
  sb_puppet_set_patience (self->program, ANSWER_MS);
  g_setenv ("SWITCHBACK_PROGRAM", shipped, TRUE);
}

/**
 * sb_bench_stage_end:
 *
 * Takes the program away, if there is one, without a warning. What the probe noted is left behind if it is asked for, that of
 * a yardstick in a file of its own.
 */
void
sb_bench_stage_end (SbBenchStage *self)
{
  const char *notes = g_getenv ("SWITCHBACK_BENCH_NOTES");

  g_autofree char *beside = notes == NULL ? NULL : g_strconcat (notes, ".beside", NULL);

  if (notes != NULL && self->program != NULL)
    sb_probe_log_write (self->log, self->is_yardstick ? beside : notes, self->started_at);
  g_clear_pointer (&self->program, sb_puppet_free);
}

/**
 * sb_bench_stage_insist:
 * @format: what the hand is to do in the program
 * @...: for @format
 *
 * Says it until it is done. That it cannot be done is an error.
 */
void
sb_bench_stage_insist (SbBenchStage *self, const char *format, ...)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  while (!sb_puppet_tell (self->program, "%s", line))
    {
      if (g_get_monotonic_time () > deadline || !sb_puppet_is_alive (self->program))
        g_error ("The program cannot be made to: %s", line);
      g_usleep (POLL_US);
    }
}

/**
 * sb_bench_stage_ask:
 *
 * Searches for the learner of the stage, by the whole user name, and opens the question whether to log in as them, in a
 * program that shows all learners.
 */
void
sb_bench_stage_ask (SbBenchStage *self)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;
  const guint place = sb_probe_log_count (self->log);

  sb_bench_stage_insist (self, "fill search_entry " LEARNER_NAME);
  sb_probe_log_wait (self->log, place, SB_PROBE_LIST, "*", 1);
  while (!sb_puppet_tell (self->program, "can confirm.confirm"))
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("Nobody is asked whether to log in");
      sb_puppet_tell (self->program, "act SbUsersPage users.log-in-as %s", SB_STAGE_LEARNER);
      g_usleep (20 * POLL_US);
    }
}

/**
 * sb_bench_stage_wait_for_home:
 * @from: a place before the log-in was confirmed
 *
 * Waits for the learner's home with its courses, notifications and profile. Pictures are asked for when there is something
 * to put them on; they may still be missing.
 *
 * Returns: the place of the frame that shows it
 */
guint
sb_bench_stage_wait_for_home (SbBenchStage *self, guint from)
{
  static const char *const paths[] = { "GET /learn/v1/enrollments", "GET /notifications/*", "GET /learn/v1/profile" };
  guint last = sb_probe_log_wait (self->log, from, SB_PROBE_REQUEST, "GET /pictures/*", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    last = MAX (last, sb_probe_log_wait (self->log, from, SB_PROBE_REPLY, paths[i], 0));

  return sb_probe_log_wait (self->log, last, SB_PROBE_FRAME, "SbWindow", 0);
}

/**
 * sb_bench_stage_settle:
 *
 * Lets the program do what it does by itself after what was asked of it, such as fetching pictures.
 */
void
sb_bench_stage_settle (SbBenchStage *self)
{
  g_usleep (SETTLE_US);
}

/* The log is ours, not the program's. */
static double
weigh_process (SbBenchStage *self, const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/smaps", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_ours = FALSE;
  double sum = 0;
  double kib;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_ascii_isxdigit (*lines[i]) && strchr (lines[i], '-') != NULL && !g_ascii_isupper (*lines[i]))
      is_ours = g_str_has_suffix (lines[i], self->log->path);
    else if (!is_ours && sscanf (lines[i], "Pss: %lf kB", &kib) == 1)
      sum += kib;

  return sum / 1024;
}

/**
 * sb_bench_stage_weigh_children:
 * @pid: of a process
 *
 * Returns: the memory of all it has started, and those have, in MiB
 */
double
sb_bench_stage_weigh_children (SbBenchStage *self, const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "task", NULL);
  g_autoptr (GDir) tasks = g_dir_open (path, 0, NULL);
  const char *task;
  double sum = 0;

  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *children_path = g_build_filename (path, task, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) children = NULL;

      if (!g_file_get_contents (children_path, &text, NULL, NULL))
        continue;

      children = g_strsplit (g_strstrip (text), " ", -1);
      for (gsize i = 0; children[i] != NULL && *children[i] != '\0'; i++)
        sum += weigh_process (self, children[i]) + sb_bench_stage_weigh_children (self, children[i]);
    }

  return sum;
}

/**
 * sb_bench_stage_weigh:
 *
 * Returns: the memory of the program and all it has started, in MiB: what they have for themselves, and their share of
 *   what they share (PSS)
 */
double
sb_bench_stage_weigh (SbBenchStage *self)
{
  g_autofree char *pid = g_strdup_printf ("%d", sb_puppet_get_pid (self->program));

  return weigh_process (self, pid) + sb_bench_stage_weigh_children (self, pid);
}
