/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a learner waits for the second notice: from the death of the program, and from the closing of its window, to
 * the end on record at the platform, which is when its answer to the end is there. The yardstick is curl, started for
 * that, ending a log-in that was begun for it. */

#include "config.h"

#include "sb-measure.h"

#include "sb-platform.h"
#include "sb-stage.h"
#include "sb-test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdatomic.h>

#define POLL_US 500
#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct
{
  SbStage stage;
  char *folder;
  SbPlatform *platform; /* for the yardstick */
  SbPuppet *program;
  _Atomic gint64 ended_at;
} Measured;

static void
watch_cb (const char *line, gboolean is_answered, gpointer user_data)
{
  Measured *self = user_data;

  if (is_answered && g_str_has_prefix (line, "DELETE /impersonation/v1/sessions/"))
    atomic_store (&self->ended_at, g_get_monotonic_time ());
}

static gpointer
set_up (SbRobotDesk *desk, const SbScale *scale)
{
  Measured *self = g_new0 (Measured, 1);
  g_autofree char *template = g_build_filename (sb_robot_desk_get_folder (desk), "bench-XXXXXX", NULL);

  self->folder = g_strdup (g_mkdtemp (template));
  sb_stage_set_up (&self->stage, desk, self->folder, 0, watch_cb, self);
  self->platform = sb_platform_for_origin (self->stage.origin);
  sb_platform_set_tokens (self->platform, self->stage.tokens);

  return self;
}

static void
tear_down (gpointer data)
{
  Measured *self = data;

  g_clear_pointer (&self->program, sb_puppet_free);
  g_clear_object (&self->platform);
  sb_stage_tear_down (&self->stage);
  g_free (self->folder);
  g_free (self);
}

static void
insist (Measured *self, const char *line)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!sb_puppet_tell (self->program, "%s", line))
    {
      if (g_get_monotonic_time () > deadline || !sb_puppet_is_alive (self->program))
        g_error ("The program cannot be made to: %s", line);
      g_usleep (POLL_US);
    }
}

static void
log_in (Measured *self)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;

  g_clear_pointer (&self->program, sb_puppet_free);
  self->program = sb_stage_start_program (&self->stage);
  sb_puppet_set_patience (self->program, PATIENCE / 1000);
  while (!sb_puppet_tell (self->program, "sees SbConfirmDialog"))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      sb_puppet_tell (self->program, "act SbUsersPage users.log-in-as %s", SB_STAGE_LEARNER);
      g_usleep (POLL_US * 10);
    }
  insist (self, "click confirm.confirm");
  insist (self, "can visit.open-course");
  atomic_store (&self->ended_at, 0);
}

static void
wait_for_end (Measured *self)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (atomic_load (&self->ended_at) == 0)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("The log-in is not ended");
      g_usleep (POLL_US);
    }
}

/* The end that was recorded is that of the one log-in: there is no other. */
static double
since (Measured *self, gint64 began_at)
{
  g_autofree char *open = sb_robot_platform_ask (self->stage.platform, "SELECT uuid FROM sessions WHERE state <> 'ended'");

  g_assert_cmpstr (open, ==, "");

  return (atomic_load (&self->ended_at) - began_at) / 1000.0;
}

static double
kill_program (Measured *self)
{
  gint64 began_at;

  log_in (self);
  began_at = g_get_monotonic_time ();
  sb_puppet_signal (self->program, SIGKILL);
  wait_for_end (self);

  return since (self, began_at);
}

/* Until the program has gone, and its window with it. */
static double
close_window (Measured *self)
{
  gint64 began_at;

  log_in (self);
  began_at = g_get_monotonic_time ();
  insist (self, "close");
  wait_for_end (self);
  while (sb_puppet_is_alive (self->program))
    g_usleep (POLL_US);
  since (self, began_at);

  return (g_get_monotonic_time () - began_at) / 1000.0;
}

static char *
begin_for_curl (Measured *self)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new (SB_STAGE_LEARNER, "Measured", "", NULL);
  g_autoptr (SbSession) session = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  sb_platform_begin_async (self->platform, request, NULL, sb_test_store_result, &slot);
  begun = sb_test_wait_result (&slot);
  session = sb_platform_begin_finish (self->platform, begun, &error);
  g_assert_no_error (error);

  return g_strdup (request->uuid);
}

/* The token goes in by standard input. */
static double
end_with_curl (Measured *self)
{
  g_autofree char *uuid = begin_for_curl (self);
  g_autofree char *input = g_strdup_printf ("url = \"%s/impersonation/v1/sessions/%s?how=closed\"\n"
                                            "header = \"Authorization: Bearer %s\"\n",
                                            self->stage.origin, uuid, sb_tokens_get_access (self->stage.tokens));
  g_autoptr (GSubprocess) curl = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began_at;

  atomic_store (&self->ended_at, 0);
  began_at = g_get_monotonic_time ();
  curl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "curl", "--silent",
                           "--fail", "--request", "DELETE", "--config", "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (curl, input, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (curl));

  return since (self, began_at);
}

static void
run_kill (gpointer data, SbValue *values)
{
  values[0].value = kill_program (data);
  values[0].beside = end_with_curl (data);
}

/* The button is there as soon as the visit is. */
static double
press_button (Measured *self)
{
  gint64 began_at;

  log_in (self);
  began_at = g_get_monotonic_time ();
  insist (self, "click visit.switch-back");
  wait_for_end (self);

  return since (self, began_at);
}

static void
run_close (gpointer data, SbValue *values)
{
  values[0].value = close_window (data);
  values[0].beside = end_with_curl (data);
}

static void
run_button (gpointer data, SbValue *values)
{
  values[0].value = press_button (data);
  values[0].beside = end_with_curl (data);
}

static const SbFigure kill_figures[] = {
  { "kill-to-end", "SIGKILL of the program to the end on record", "ms", "curl, ending a log-in",
    "median ≤ 300 ms, worst of 100 ≤ 2 s" },
};

static const SbFigure close_figures[] = {
  { "close", "Closing the window to the program gone", "ms", "curl, ending a log-in", NULL },
};

static const SbFigure button_figures[] = {
  { "switch-back", "Switch Back pressed to the end on record", "ms", "curl, ending a log-in", NULL },
};

const SbMeasure sb_measure_kill = {
  .id = "kill",
  .figures = kill_figures,
  .n_figures = G_N_ELEMENTS (kill_figures),
  .set_up = set_up,
  .run = run_kill,
  .tear_down = tear_down,
};

const SbMeasure sb_measure_close = {
  .id = "close",
  .figures = close_figures,
  .n_figures = G_N_ELEMENTS (close_figures),
  .set_up = set_up,
  .run = run_close,
  .tear_down = tear_down,
};

const SbMeasure sb_measure_button = {
  .id = "button",
  .figures = button_figures,
  .n_figures = G_N_ELEMENTS (button_figures),
  .set_up = set_up,
  .run = run_button,
  .tear_down = tear_down,
};
