/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever dies, and whenever: what was opened at the platform is ended there, and the learner is told once of each.
 * The platform, the guard, the ledger and libsecret are the real ones, each in its process; what happened is asked of
 * the platform's store (docs/platform-api.md, section 8). */

#include "config.h"

#include "sb-ledger.h"
#include "sb-test-folder.h"
#include "sb-test-platform.h"
#include "sb-test-wait.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static char *base_folder;
static const char *platform_program;
static const char *guard_program;
static const char *guarded_program;
static const char *options[] = { "--learners", "50", "--allow-faults", NULL };

typedef struct
{
  SbTestPlatform *platform;
  char *folder;
  char *state_folder;
  GSubprocess *program;
  GDataInputStream *lines; /* of the program */
  char *uuid;
  SbLedger *ledger;
} Fixture;

#define ask(f, ...) sb_test_platform_ask ((f)->platform, __VA_ARGS__)
#define change(f, ...) sb_test_platform_change ((f)->platform, __VA_ARGS__)

/* ---- what is said and recorded ---- */

static char *
read_value (GDataInputStream *lines, const char *prefix)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      if (g_str_has_prefix (line, prefix))
        return g_strdup (line + strlen (prefix));
      g_clear_pointer (&line, g_free);
    }

  g_assert_no_error (error);
  g_error ("The line “%s” never came", prefix);
}

static void
kill_process (GSubprocess **process)
{
  g_subprocess_send_signal (*process, SIGKILL);
  g_subprocess_wait (*process, NULL, NULL);
  g_clear_object (process);
}

static gint64
count_ended (Fixture *f, const char *how)
{
  return ask (f, "SELECT count (*) FROM sessions WHERE uuid = '%s' AND state = 'ended' AND how = '%s'",
              f->uuid, how);
}

static gint64
count_told (Fixture *f, const char *type)
{
  const gint64 n_notices = ask (f, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'"
                                 " AND type = '%s'", f->uuid, type);
  const gint64 n_emails = ask (f, "SELECT count (*) FROM emails WHERE session_uuid = '%s' AND type = '%s'",
                               f->uuid, type);

  g_assert_cmpint (n_notices, ==, n_emails);

  return n_notices;
}

static void
assert_told_once (Fixture *f, const char *how)
{
  g_assert_cmpint (count_ended (f, how), ==, 1);
  g_assert_cmpint (ask (f, "SELECT count (*) FROM sessions WHERE state = 'open'"), ==, 0);
  g_assert_cmpint (count_told (f, "impersonation_started"), ==, 1);
  g_assert_cmpint (count_told (f, "impersonation_ended"), ==, 1);
}

/* ---- the program and its guard ---- */

static void
start_program (Fixture *f, const char *mode, const char *learner_id)
{
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE;
  g_autoptr (GError) error = NULL;

  /* A guard outlives a test that fails; whoever reads what the test says would wait for it. */
  if (!g_test_verbose ())
    flags |= G_SUBPROCESS_FLAGS_STDERR_SILENCE;

  g_clear_object (&f->lines);
  g_clear_object (&f->program);
  f->program = g_subprocess_new (flags, &error, guarded_program, mode, f->platform->origin, learner_id, NULL);
  g_assert_no_error (error);
  f->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (f->program));
}

static void
begin (Fixture *f)
{
  start_program (f, "begin", "4713");
  f->uuid = read_value (f->lines, "begun ");
}

static void
end (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (f->program), "end\n", 4, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (f->program, NULL, &error));
  g_assert_no_error (error);
}

static char *
lock_path (Fixture *f, const char *suffix)
{
  g_autofree char *name = g_strconcat (f->uuid, suffix, NULL);

  return g_build_filename (f->state_folder, "locks", name, NULL);
}

/* It takes its file along when it leaves of its own accord. */
static gboolean
has_left (Fixture *f)
{
  g_autofree char *path = lock_path (f, ".guard");

  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

static int
find_guard (Fixture *f)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *command = NULL;
      gsize length;

      if (g_ascii_isdigit (*name) && g_file_get_contents (path, &command, &length, NULL)
          && g_str_has_suffix (command, "switchback-guard")
          && memmem (command, length, f->uuid, strlen (f->uuid)) != NULL)
        return atoi (name);
    }

  return 0;
}

/* Not by trying its lock: a guard that tries at the same moment would think that there is one, and leave. */
static gboolean
is_watched (Fixture *f)
{
  return !has_left (f) && find_guard (f) != 0;
}

static void
signal_guard (Fixture *f, int number)
{
  sb_test_wait_until (is_watched (f));
  g_assert_cmpint (kill (find_guard (f), number), ==, 0);
}

static SbImpersonationState
state_on_record (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedgerEntry) entry = sb_ledger_load (f->ledger, f->uuid, &error);

  g_assert_no_error (error);

  return entry->state;
}

static void
assert_at_rest (Fixture *f)
{
  g_autofree char *owner = lock_path (f, ".owner");

  sb_test_wait_until (has_left (f));
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_ENDED);
  g_assert_false (g_file_test (owner, G_FILE_TEST_EXISTS));
}

/* ---- set up ---- */

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_strdup (base_folder);
  f->state_folder = g_build_filename (f->folder, "state", "switchback", NULL);
  f->ledger = sb_ledger_new (f->state_folder);
  f->platform = sb_test_platform_start (platform_program, options);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->lines);
  if (f->program != NULL)
    kill_process (&f->program);
  sb_test_platform_stop (f->platform);
  g_assert_finalize_object (f->ledger);
  sb_test_folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->state_folder);
  g_free (f->uuid);
}

/* ---- tests ---- */

static void
test_clean_end (Fixture *f, gconstpointer data)
{
  begin (f);
  sb_test_wait_until (is_watched (f));
  end (f);
  assert_at_rest (f);
  assert_told_once (f, "switch-back");
}

static void
test_program_killed (Fixture *f, gconstpointer data)
{
  begin (f);
  sb_test_wait_until (is_watched (f));
  kill_process (&f->program);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");
}

/* A guard that is still being born when the program dies. */
static void
test_program_killed_at_once (Fixture *f, gconstpointer data)
{
  begin (f);
  kill_process (&f->program);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ENDED);
  assert_told_once (f, "recovered");
}

static void
test_both_killed (Fixture *f, gconstpointer data)
{
  g_autofree char *paid = NULL;
  g_autoptr (GError) error = NULL;

  begin (f);
  signal_guard (f, SIGKILL);
  sb_test_wait_until (!is_watched (f));
  kill_process (&f->program);
  g_assert_cmpint (ask (f, "SELECT count (*) FROM sessions WHERE state = 'open'"), ==, 1);

  start_program (f, "recover", NULL);
  paid = read_value (f->lines, "paid ");
  g_assert_cmpstr (paid, ==, f->uuid);
  g_assert_true (g_subprocess_wait_check (f->program, NULL, &error));
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_ENDED);
  assert_told_once (f, "recovered");
}

static void
test_guard_killed (Fixture *f, gconstpointer data)
{
  begin (f);
  signal_guard (f, SIGKILL);
  sb_test_wait_until (!is_watched (f));
  end (f);
  g_assert_cmpint (state_on_record (f), ==, SB_IMPERSONATION_ENDED);
  assert_told_once (f, "switch-back");
}

/* The terminal goes, and the desktop asks it to leave while the program is alive. */
static void
test_guard_stays (Fixture *f, gconstpointer data)
{
  begin (f);
  signal_guard (f, SIGHUP);
  signal_guard (f, SIGINT);
  signal_guard (f, SIGTERM);
  kill_process (&f->program);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");
}

static void
test_platform_down (Fixture *f, gconstpointer data)
{
  begin (f);
  sb_test_wait_until (is_watched (f));
  sb_test_platform_kill (f->platform);
  kill_process (&f->program);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_OWED);
  g_assert_true (is_watched (f));

  sb_test_platform_start_again (f->platform, options);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");
}

/* The guard waits for its next try; the program is started again and is faster, or is not. */
static void
test_next_start_beside_guard (Fixture *f, gconstpointer data)
{
  begin (f);
  sb_test_wait_until (is_watched (f));
  sb_test_platform_kill (f->platform);
  kill_process (&f->program);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_OWED);

  sb_test_platform_start_again (f->platform, options);
  start_program (f, "recover", NULL);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");
}

static void
test_one_guard (Fixture *f, gconstpointer data)
{
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GError) error = NULL;

  begin (f);
  sb_test_wait_until (is_watched (f));
  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, guard_program, f->uuid, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (second, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (is_watched (f));

  end (f);
  assert_at_rest (f);
  assert_told_once (f, "switch-back");
}

/* One that has nothing to do, and one that is called wrongly. */
static void
test_idle_guard (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) idle = NULL;
  g_autoptr (GSubprocess) wrong = NULL;

  f->uuid = g_uuid_string_random ();
  idle = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, guard_program, f->uuid, NULL);
  g_assert_true (g_subprocess_wait_check (idle, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (has_left (f));

  wrong = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, guard_program, "../../etc/passwd", NULL);
  g_assert_false (g_subprocess_wait_check (wrong, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (wrong), ==, 2);
}

/* It was started for a question that nobody confirmed: it waits, and leaves without a trace when it is sent away. */
static void
test_called_off (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) guard = NULL;
  g_autoptr (SbLedgerEntry) entry = NULL;

  f->uuid = g_uuid_string_random ();
  guard = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, guard_program, f->uuid, NULL);
  g_assert_no_error (error);
  sb_test_wait_until (is_watched (f));

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (guard), NULL, &error));
  g_assert_true (g_subprocess_wait_check (guard, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (has_left (f));
  entry = sb_ledger_load (f->ledger, f->uuid, &error);
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN);
  g_assert_cmpint (ask (f, "SELECT count (*) FROM sessions"), ==, 0);
}

static char *
dup_token (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, guarded_program, "show",
                                                      f->platform->origin, NULL);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *token = read_value (lines, "token ");

  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&token);
}

static void
test_token_expired (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  begin (f);
  sb_test_wait_until (is_watched (f));
  before = dup_token (f);
  change (f, "UPDATE tokens SET expires_at = 1 WHERE kind = 'access'");
  kill_process (&f->program);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");

  after = dup_token (f);
  g_assert_cmpstr (before, !=, after);
}

/* Another process uses the refresh token, which is good once, and keeps what it gets. */
static void
renew_elsewhere (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, guarded_program, "renew",
                                                      f->platform->origin, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

static void
order_fault (Fixture *f, const char *fault)
{
  g_autofree char *command = g_strdup_printf ("%s/_faults", f->platform->origin);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("POST", command);
  g_autoptr (GBytes) body = g_bytes_new (fault, strlen (fault));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message), ==, 204);
}

static void
test_renewed_beside_program (Fixture *f, gconstpointer data)
{
  begin (f);
  change (f, "UPDATE tokens SET expires_at = 1 WHERE kind = 'access'");
  renew_elsewhere (f);
  end (f);
  assert_at_rest (f);
  assert_told_once (f, "switch-back");
}

/* While the platform thinks about the guard's first request. */
static void
test_renewed_beside_guard (Fixture *f, gconstpointer data)
{
  begin (f);
  sb_test_wait_until (is_watched (f));
  change (f, "UPDATE tokens SET expires_at = 1 WHERE kind = 'access'");
  order_fault (f, "{\"match\": \"DELETE /impersonation\", \"action\": \"delay\", \"ms\": 1500}");
  kill_process (&f->program);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ENDING);
  renew_elsewhere (f);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");
}

/* Nothing can be done before somebody signs in again. */
static void
leave_owed (Fixture *f)
{
  begin (f);
  sb_test_wait_until (is_watched (f));
  change (f, "UPDATE tokens SET revoked_at = 1");
  kill_process (&f->program);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_OWED);
}

/* Another log-in, from its sign-in to its end. */
static void
sign_in_again (Fixture *f)
{
  g_autofree char *first = g_steal_pointer (&f->uuid);

  begin (f);
  end (f);
  assert_at_rest (f);
  g_free (f->uuid);
  f->uuid = g_steal_pointer (&first);
}

/* The guard finds in the keyring what the sign-in has put there. */
static void
test_token_revoked (Fixture *f, gconstpointer data)
{
  leave_owed (f);
  sign_in_again (f);
  sb_test_wait_until (count_ended (f, "recovered") == 1);
  assert_at_rest (f);
  assert_told_once (f, "recovered");
}

static void
test_token_revoked_without_guard (Fixture *f, gconstpointer data)
{
  g_autofree char *paid = NULL;

  leave_owed (f);
  signal_guard (f, SIGKILL);
  sb_test_wait_until (!is_watched (f));
  sign_in_again (f);
  g_assert_cmpint (count_ended (f, "recovered"), ==, 0);

  start_program (f, "recover", NULL);
  paid = read_value (f->lines, "paid ");
  g_assert_cmpstr (paid, ==, f->uuid);
  sb_test_wait_until (state_on_record (f) == SB_IMPERSONATION_ENDED);
  assert_told_once (f, "recovered");
}

/* The program dies while the begin is on its way; it may arrive before the end or after it. */
static void
test_killed_while_beginning (Fixture *f, gconstpointer data)
{
  static const char *const faults[] = {
    "{\"match\": \"PUT /impersonation/v1/sessions\", \"action\": \"delay\", \"ms\": 400}",
    "{\"match\": \"PUT /impersonation/v1/sessions\", \"action\": \"delay\", \"ms\": 1}",
    "{\"match\": \"PUT /impersonation/v1/sessions\", \"action\": \"hang\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      order_fault (f, faults[i]);
      start_program (f, "begin", "4713");
      g_clear_pointer (&f->uuid, g_free);
      f->uuid = read_value (f->lines, "beginning ");
      sb_test_wait_until (is_watched (f));
      kill_process (&f->program);

      sb_test_wait_until (has_left (f));
      g_assert_true (state_on_record (f) == SB_IMPERSONATION_REFUSED || state_on_record (f) == SB_IMPERSONATION_ENDED);
      g_assert_cmpint (count_told (f, "impersonation_started"), <=, 1);
      g_assert_cmpint (count_told (f, "impersonation_started"), ==, count_told (f, "impersonation_ended"));
      g_assert_cmpint (ask (f, "SELECT count (*) FROM sessions WHERE state = 'open'"), ==, 0);
    }
}

/* For all children, and before there are threads. */
static void
set_folder (const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (base_folder, name, NULL);

  g_setenv (variable, path, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 4);
  base_folder = g_dir_make_tmp ("switchback-guard-XXXXXX", &error);
  g_assert_no_error (error);
  platform_program = argv[1];
  guard_program = argv[2];
  guarded_program = argv[3];

  set_folder ("XDG_STATE_HOME", "state");
  set_folder ("XDG_DATA_HOME", "data");
  set_folder ("XDG_CONFIG_HOME", "config");
  set_folder ("HOME", "home");
  set_folder ("SECRET_FILE_TEST_PATH", "keyring");
  g_setenv ("SWITCHBACK_GUARD", guard_program, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  /* libsecret warns since 0.21 that there is no bus. */
  g_setenv ("G_DEBUG", "fatal-criticals", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("DISPLAY");
  g_unsetenv ("XDG_RUNTIME_DIR");

#define ADD(path, function) g_test_add ("/guard/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("clean-end", test_clean_end);
  ADD ("program-killed", test_program_killed);
  ADD ("program-killed-at-once", test_program_killed_at_once);
  ADD ("both-killed", test_both_killed);
  ADD ("guard-killed", test_guard_killed);
  ADD ("guard-stays", test_guard_stays);
  ADD ("platform-down", test_platform_down);
  ADD ("next-start-beside-guard", test_next_start_beside_guard);
  ADD ("one-guard", test_one_guard);
  ADD ("idle-guard", test_idle_guard);
  ADD ("called-off", test_called_off);
  ADD ("token-expired", test_token_expired);
  ADD ("renewed-beside-program", test_renewed_beside_program);
  ADD ("renewed-beside-guard", test_renewed_beside_guard);
  ADD ("token-revoked", test_token_revoked);
  ADD ("token-revoked-without-guard", test_token_revoked_without_guard);
  ADD ("killed-while-beginning", test_killed_while_beginning);
#undef ADD

  result = g_test_run ();
  g_free (base_folder);

  return result;
}
