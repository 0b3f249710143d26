/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* switchback-faults: runs trials (sb-trial.c), several at a time, counts them, and says how to repeat one that failed.
 * Each worker is a process with a desk of its own, because a desk is made of environment variables; a worker that dies
 * in a trial has failed it and is replaced. build-aux/faults starts it; meson does, with --tap, for the suite
 * `faults`. */

#include "config.h"

#include "sb-trial.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_TRIAL_SECONDS 150
#define DEFAULT_WORKERS 2

/* ---- jobs ---- */

/* A job is a line: "random SEED NUMBER" or "single MOMENT FAULT". */
static gboolean
read_job (const char *job, SbPlan *plan)
{
  g_auto (GStrv) words = g_strsplit (job, " ", 3);
  SbMoment moment;
  SbFaultKind kind;

  if (g_strv_length (words) != 3)
    return FALSE;

  if (g_str_equal (words[0], "random"))
    *plan = sb_plan_new_random (g_ascii_strtoll (words[1], NULL, 10), g_ascii_strtoull (words[2], NULL, 10));
  else if (sb_moment_from_word (words[1], &moment) && sb_fault_from_word (words[2], &kind))
    *plan = sb_plan_new_single (moment, kind);
  else
    return FALSE;

  return TRUE;
}

static char *
dup_name (const char *job)
{
  return g_strdelimit (g_strdup (job), " ", '-');
}

/* ---- a worker ---- */

static void
write_log_to (const char *path)
{
  const int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  dup2 (fd, STDERR_FILENO);
  close (fd);
}

/* What @job left behind is taken to @logs, or goes. */
static void
keep (const char *folder, const char *logs, const char *job, gboolean is_wanted)
{
  g_autofree char *name = dup_name (job);
  g_autofree char *place = g_build_filename (logs, name, NULL);
  g_autofree char *gone = NULL;
  g_autofree char *copied = NULL;

  if (is_wanted)
    {
      gone = sb_robot_desk_run ("rm", "-rf", place, NULL);
      copied = sb_robot_desk_run ("cp", "-a", folder, place, NULL);
    }
  g_free (gone);
  gone = sb_robot_desk_run ("rm", "-rf", folder, NULL);
}

/* Answers with "ok OUTCOME" or "bad OUTCOME: what is wrong". */
static void
do_job (SbRobotDesk *desk, const char *logs, gboolean keeps_all, const char *job)
{
  g_autofree char *folder = g_build_filename (sb_robot_desk_get_folder (desk), "trial", NULL);
  g_autofree char *log = g_build_filename (folder, "trial.log", NULL);
  g_autofree char *problems = NULL;
  const char *outcome = "?";
  SbPlan plan;

  if (!read_job (job, &plan))
    g_error ("What is “%s”?", job);

  g_mkdir (folder, 0700);
  write_log_to (log);
  problems = sb_trial_run (desk, &plan, folder, &outcome);
  keep (folder, logs, job, keeps_all || problems != NULL);
  /* The answer is a line. */
  if (problems != NULL)
    g_strdelimit (problems, "\r\n", ' ');
  if (problems == NULL)
    g_print ("ok %s\n", outcome);
  else
    g_print ("bad %s: %s\n", outcome, problems);
  fflush (stdout);
}

static int
work (const char *logs, gboolean keeps_all)
{
  g_autoptr (SbRobotDesk) desk = sb_robot_desk_new_bare ();
  char job[256];

  while (fgets (job, sizeof job, stdin) != NULL)
    do_job (desk, logs, keeps_all, g_strchomp (job));

  return 0;
}

/* ---- the run ---- */

typedef struct
{
  char *program;
  const char *logs;
  GPtrArray *jobs;
  gboolean is_tap;
  gboolean keeps_all;

  GMutex mutex; /* of what follows */
  guint n_begun;
  guint n_done;
  guint n_failed;
  guint n_struck[SB_N_FAULTS];
  guint n_moments[SB_N_MOMENTS];
  GHashTable *outcomes; /* word → number */
} Run;

typedef struct
{
  GSubprocess *process;
  FILE *input;
  int output;
} Worker;

static void
start_worker (Run *run, Worker *worker)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  int to_worker[2];
  int from_worker[2];
  g_autoptr (GError) error = NULL;

  g_assert_true (g_unix_open_pipe (to_worker, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_open_pipe (from_worker, FD_CLOEXEC, NULL));
  g_subprocess_launcher_take_stdin_fd (launcher, to_worker[0]);
  g_subprocess_launcher_take_stdout_fd (launcher, from_worker[1]);
  worker->process = g_subprocess_launcher_spawn (launcher, &error, run->program, "--worker", "--logs", run->logs,
                                                 run->keeps_all ? "--keep" : NULL, NULL);
  g_assert_no_error (error);
  worker->input = fdopen (to_worker[1], "w");
  worker->output = from_worker[0];
}

static void
end_worker (Worker *worker, gboolean is_stuck)
{
  if (worker->process == NULL)
    return;

  fclose (worker->input);
  if (is_stuck)
    g_subprocess_send_signal (worker->process, SIGKILL);
  g_subprocess_wait (worker->process, NULL, NULL);
  close (worker->output);
  g_clear_object (&worker->process);
}

/* NULL if the worker has died or is stuck. */
static char *
ask_worker (Worker *worker, const char *job)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  struct pollfd fd = { worker->output, POLLIN, 0 };
  char letter;

  fprintf (worker->input, "%s\n", job);
  fflush (worker->input);
  while (poll (&fd, 1, LONGEST_TRIAL_SECONDS * 1000) == 1 && read (worker->output, &letter, 1) == 1)
    {
      if (letter == '\n')
        return g_string_free (g_steal_pointer (&answer), FALSE);
      g_string_append_c (answer, letter);
    }

  return NULL;
}

static void
count (Run *run, const SbPlan *plan, const char *outcome)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (run->outcomes, outcome));

  g_hash_table_replace (run->outcomes, g_strdup (outcome), GUINT_TO_POINTER (n + 1));
  for (guint i = 0; i < plan->n_faults; i++)
    {
      run->n_struck[plan->faults[i].kind]++;
      run->n_moments[plan->faults[i].moment]++;
    }
}

static void
report (Run *run, const char *job, const char *answer)
{
  g_autofree char *name = dup_name (job);
  g_autofree char *description = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean is_good;
  SbPlan plan;

  read_job (job, &plan);
  description = sb_plan_describe (&plan);
  is_good = answer != NULL && g_str_has_prefix (answer, "ok ");
  parts = g_strsplit (answer == NULL ? "bad died" : answer, " ", 2);

  g_mutex_lock (&run->mutex);
  run->n_done++;
  run->n_failed += !is_good;
  if (is_good)
    count (run, &plan, parts[1]);
  if (run->is_tap)
    g_print ("%s %u - %s\n", is_good ? "ok" : "not ok", run->n_done, job);
  if (!is_good)
    g_print ("%sFAILED %s (%s): %s\n%s  again: build-aux/faults --again \"%s\"   left behind: %s/%s\n",
             run->is_tap ? "# " : "", job, description,
             answer == NULL ? "the worker died, or took too long" : parts[1], run->is_tap ? "# " : "", job, run->logs, name);
  else if (!run->is_tap && run->n_done % 50 == 0)
    g_print ("%u of %u, %u failed\n", run->n_done, run->jobs->len, run->n_failed);
  fflush (stdout);
  g_mutex_unlock (&run->mutex);
}

static gpointer
drive_thread (gpointer data)
{
  Run *run = data;
  Worker worker = { NULL };
  const char *job;

  for (;;)
    {
      g_autofree char *answer = NULL;

      g_mutex_lock (&run->mutex);
      job = run->n_begun < run->jobs->len ? run->jobs->pdata[run->n_begun++] : NULL;
      g_mutex_unlock (&run->mutex);
      if (job == NULL)
        break;

      if (worker.process == NULL)
        start_worker (run, &worker);
      answer = ask_worker (&worker, job);
      if (answer == NULL)
        end_worker (&worker, TRUE);
      report (run, job, answer);
    }
  end_worker (&worker, FALSE);

  return NULL;
}

static void
summarise (Run *run, gint64 began_at)
{
  const char *mark = run->is_tap ? "# " : "";
  GHashTableIter iter;
  gpointer word;
  gpointer n;

  g_print ("%s\n%s%u trials, %u failed, %.0f s\n%sHow often each fault struck:\n", mark, mark, run->n_done, run->n_failed,
           (g_get_monotonic_time () - began_at) / 1e6, mark);
  for (guint i = 0; i < SB_N_FAULTS; i++)
    g_print ("%s  %-22s %5u\n", mark, sb_fault_to_word (i), run->n_struck[i]);
  g_print ("%sAt which moment:\n", mark);
  for (guint i = 0; i < SB_N_MOMENTS; i++)
    g_print ("%s  %-22s %5u\n", mark, sb_moment_to_word (i), run->n_moments[i]);
  g_print ("%sHow the log-in ended, by the platform's word:\n", mark);
  g_hash_table_iter_init (&iter, run->outcomes);
  while (g_hash_table_iter_next (&iter, &word, &n))
    g_print ("%s  %-22s %5u\n", mark, (char *) word, GPOINTER_TO_UINT (n));
}

static void
add_jobs (GPtrArray *jobs, int n_trials, gint64 seed, gboolean is_sweep)
{
  for (guint m = 0; is_sweep && m < SB_N_MOMENTS; m++)
    for (guint f = 0; f < SB_N_FAULTS; f++)
      g_ptr_array_add (jobs, g_strdup_printf ("single %s %s", sb_moment_to_word (m), sb_fault_to_word (f)));
  for (int i = 1; i <= n_trials; i++)
    g_ptr_array_add (jobs, g_strdup_printf ("random %" G_GINT64_FORMAT " %d", seed, i));
}

static gboolean
run_all (Run *run, int n_workers)
{
  const gint64 began_at = g_get_monotonic_time ();
  GThread *threads[16];

  n_workers = CLAMP (n_workers, 1, (int) G_N_ELEMENTS (threads));
  g_mkdir_with_parents (run->logs, 0700);
  if (run->is_tap)
    g_print ("1..%u\n", run->jobs->len);
  for (int i = 0; i < n_workers; i++)
    threads[i] = g_thread_new ("drive", drive_thread, run);
  for (int i = 0; i < n_workers; i++)
    g_thread_join (threads[i]);
  summarise (run, began_at);

  return run->n_failed == 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("— let everything go wrong, and ask the platform");
  g_autoptr (GError) error = NULL;
  g_autofree char *logs = NULL;
  g_autofree char *again = NULL;
  gboolean is_worker = FALSE;
  gboolean keeps_all = FALSE;
  gboolean is_sweep = FALSE;
  gint64 seed = g_random_int ();
  int n_trials = 0;
  int n_workers = DEFAULT_WORKERS;
  Run run = { 0 };
  gboolean is_good;
  const GOptionEntry entries[] = {
    { "trials", 0, 0, G_OPTION_ARG_INT, &n_trials, "How many random trials", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "What they follow from", "S" },
    { "every-single-one", 0, 0, G_OPTION_ARG_NONE, &is_sweep, "Every fault at every moment, too", NULL },
    { "again", 0, 0, G_OPTION_ARG_STRING, &again, "One trial, as it is called where it failed", "TRIAL" },
    { "workers", 0, 0, G_OPTION_ARG_INT, &n_workers, "How many at a time", "K" },
    { "logs", 0, 0, G_OPTION_ARG_FILENAME, &logs, "Where to keep what a failed trial leaves behind", "DIR" },
    { "tap", 0, 0, G_OPTION_ARG_NONE, &run.is_tap, "Speak TAP", NULL },
    { "keep", 0, 0, G_OPTION_ARG_NONE, &keeps_all, "Keep what good trials leave behind, too", NULL },
    { "worker", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &is_worker, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (logs == NULL)
    logs = g_build_filename (g_get_tmp_dir (), "switchback-faults", NULL);
  if (is_worker)
    return work (logs, keeps_all);

  signal (SIGPIPE, SIG_IGN);
  run.program = g_file_read_link ("/proc/self/exe", NULL);
  run.logs = logs;
  run.keeps_all = keeps_all || again != NULL;
  run.jobs = g_ptr_array_new_with_free_func (g_free);
  run.outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (again != NULL)
    g_ptr_array_add (run.jobs, g_strdup (again));
  else
    add_jobs (run.jobs, n_trials, seed, is_sweep);
  g_print ("%sseed %" G_GINT64_FORMAT "\n", run.is_tap ? "# " : "", seed);

  is_good = run_all (&run, n_workers);
  g_ptr_array_unref (run.jobs);
  g_hash_table_unref (run.outcomes);
  g_free (run.program);

  return is_good ? 0 : 1;
}
