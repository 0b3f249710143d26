/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What reaches the program from outside of its window: a second start, a link. It asks, and that is all it does: the
 * platform knows of nothing until somebody has confirmed. */

#include "config.h"

#include "sb-robot-job.h"

#include <signal.h>
#include <string.h>

/* What a log-in, or the attempt at one, leaves behind at the platform, and how often anybody signed in. */
#define NOTHING_BEGUN \
  "SELECT (SELECT count(*) FROM sessions) + (SELECT count(*) FROM tombstones) + (SELECT count(*) FROM audit " \
  "WHERE action LIKE 'impersonation%')"
#define OBJECT_PATH "/io/github/switchback_app/Switchback"
#define SIGN_INS "SELECT count(*) FROM audit WHERE action = 'sign_in'"

static SbRobotDesk *desk;

static void
assert_entry (SbRobotJob *job, const char *name, const char *text)
{
  g_autofree char *entered = sb_robot_read_entry (job->robot, name);

  g_assert_cmpstr (entered, ==, text);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

static gboolean
is_set_cb (gpointer data)
{
  return *(gboolean *) data;
}

/* Starts the program once more, which hands over what it was asked for and is done. Returns how it ended. */
static int
start_again (SbRobotJob *job, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  const char *argument;
  gboolean has_ended = FALSE;
  va_list more;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("SWITCHBACK_PROGRAM"));
  va_start (more, job);
  while ((argument = va_arg (more, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  process = sb_robot_desk_start (desk, G_SUBPROCESS_FLAGS_STDERR_SILENCE, (const char *const *) job->environment,
                                 (const char *const *) arguments->pdata);
  g_subprocess_wait_async (process, NULL, ended_cb, &has_ended);
  g_assert_true (sb_robot_wait_until (is_set_cb, &has_ended));
  g_assert_true (g_subprocess_get_if_exited (process));

  return g_subprocess_get_exit_status (process);
}

static void
test_command_line (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_sign_in (job);
  sb_robot_fill (job->robot, "Search Learners", "okafor");
  g_assert_cmpint (start_again (job, "--find", "ana.silva", "--ticket", "T-17", "--to", "WS26", NULL), ==, 0);
  sb_robot_see (job->robot, "Log in as Ana Silva?");
  sb_robot_see (job->robot, "Everything you do is real");
  assert_entry (job, "Ticket (optional)", "T-17");
  assert_entry (job, "Course to open*", "WS26");
  sb_robot_platform_assert (job->platform, NOTHING_BEGUN, "0");
  sb_robot_platform_assert (job->platform, SIGN_INS, "1");

  /* Confirmed, it leads to the course, and back to where one was. */
  sb_robot_fill (job->robot, "Reason*", SB_ROBOT_REASON);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Log In as *");
  sb_robot_see (job->robot, "Items of the Course");
  sb_robot_see (job->robot, "Fire Doors");
  sb_robot_platform_assert (job->platform, "SELECT user_id, ticket FROM sessions", "4711|T-17");

  /* While logged in, a link is told to wait; the log-in goes on. */
  g_assert_cmpint (start_again (job, "switchback:find?text=ben", NULL), ==, 0);
  sb_robot_see (job->robot, "You are logged in as somebody. Switch back first*");
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");

  sb_robot_job_switch_back (job);
  assert_entry (job, "Search Learners", "okafor");
  sb_robot_job_assert_told (job, "switch-back");
}

static void
test_links (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *here = NULL;
  g_autofree char *address = NULL;

  sb_robot_job_sign_in (job);
  address = g_uri_escape_string (sb_robot_platform_get_address (job->platform), NULL, FALSE);
  here = g_strdup_printf ("switchback:find?text=ana.silva%%40acme.example&ticket=T-18&platform=%s", address);

  g_assert_cmpint (start_again (job, "switchback:find?text=ana.silva&confirm=yes", NULL), ==, 0);
  sb_robot_see (job->robot, "That is not a link that Switchback knows. Nothing was opened.");
  g_assert_cmpint (start_again (job, "switchback:find?text=ana.silva&platform=evil.example", NULL), ==, 0);
  sb_robot_see (job->robot, "You have no account at evil.example. Nothing was opened.");
  g_assert_cmpint (start_again (job, "--ticket", "T-18", NULL), ==, 1);
  g_assert_false (sb_robot_sees (job->robot, SB_ROBOT_ANY_ROLE, "Log in as *"));

  g_assert_cmpint (start_again (job, here, NULL), ==, 0);
  sb_robot_see (job->robot, "Log in as Ana Silva?");
  assert_entry (job, "Ticket (optional)", "T-18");
  sb_robot_press (job->robot, "Escape");
  sb_robot_see_no_longer (job->robot, "Log in as Ana Silva?");
  sb_robot_platform_assert (job->platform, NOTHING_BEGUN, "0");
  sb_robot_platform_assert (job->platform, SIGN_INS, "1");
}

/* It comes while the history is read: that is where one goes on. */
static void
test_from_history (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_sign_in (job);
  sb_robot_press (job->robot, "ctrl+h");
  sb_robot_see (job->robot, "Search the History");
  g_assert_cmpint (start_again (job, "--find", "ana.silva", NULL), ==, 0);
  sb_robot_see (job->robot, "Log in as Ana Silva?");
  sb_robot_job_confirm (job);
  sb_robot_job_see_summary (job);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Done");
  sb_robot_see (job->robot, "Search the History");
  g_assert_false (sb_robot_sees (job->robot, SB_ROBOT_ANY_ROLE, "Search Learners"));
  sb_robot_job_assert_told (job, "switch-back");
}

static void
activate (const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder parameters;

  g_assert_no_error (error);
  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", g_variant_new_string (uuid));
  answer = g_dbus_connection_call_sync (bus, APPLICATION_ID, OBJECT_PATH, "org.freedesktop.Application",
                                        "ActivateAction", g_variant_new ("(sava{sv})", "switch-back", &parameters, NULL),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* The button of a notification, which the desktop presses: with the window out of sight, and for one log-in only. */
static void
test_notification_button (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *uuid = NULL;
  g_autofree char *minimized = NULL;

  sb_robot_job_log_in_as_ana (job);
  uuid = sb_robot_platform_ask (job->platform, "SELECT uuid FROM sessions");
  minimized = sb_robot_desk_run ("xdotool", "getactivewindow", "windowminimize", NULL);
  g_assert_nonnull (minimized);
  activate ("2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d");
  sb_robot_wait_for_calm (job->robot);
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");

  activate (uuid);
  g_assert_true (sb_robot_platform_wait_for (job->platform, "SELECT state FROM sessions", "ended"));
  sb_robot_job_assert_told (job, "switch-back");
}

static GVariant *
ask_provider (const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *answer = g_dbus_connection_call_sync (bus, APPLICATION_ID, OBJECT_PATH "/SearchProvider",
                                                  "org.gnome.Shell.SearchProvider2", method, parameters, NULL,
                                                  G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);

  return answer;
}

/* The desktop's search finds whom one logged in as, if that is wanted; choosing them asks, and no more. */
static void
test_search_provider (void)
{
  const char *const terms[] = { "silv", NULL };
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autoptr (GVariant) off = NULL;
  g_autoptr (GVariant) on = NULL;
  g_autoptr (GVariant) activated = NULL;
  g_autofree const char **ids = NULL;
  g_autofree const char **none = NULL;

  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_switch_back (job);
  off = ask_provider ("GetInitialResultSet", g_variant_new ("(^as)", terms));
  g_variant_get (off, "(^a&s)", &none);
  g_assert_null (none[0]);

  sb_robot_job_start_with (job, "search-provider", "true");
  on = ask_provider ("GetInitialResultSet", g_variant_new ("(^as)", terms));
  g_variant_get (on, "(^a&s)", &ids);
  g_assert_cmpuint (g_strv_length ((char **) ids), ==, 1);
  activated = ask_provider ("ActivateResult", g_variant_new ("(s^asu)", ids[0], terms, 0));
  sb_robot_see (job->robot, "Log in as Ana Silva?");
  sb_robot_see (job->robot, "Everything you do is real");
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM sessions", "1");
}

/* ---- what the guard tells ---- */

static const char notifications_xml[] =
  "<node><interface name='org.freedesktop.Notifications'><method name='Notify'>"
  "<arg type='s'/><arg type='u'/><arg type='s'/><arg type='s'/><arg type='s'/><arg type='as'/><arg type='a{sv}'/>"
  "<arg type='i'/><arg type='u' direction='out'/></method></interface></node>";

static void
notify_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  guint *n_notified = user_data;
  const char *title;

  g_variant_get_child (parameters, 3, "&s", &title);
  g_assert_cmpstr (title, ==, "Switchback has switched back for you");
  (*n_notified)++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_notified_cb (gpointer data)
{
  return *(guint *) data > 0;
}

static void
log_in_and_be_killed (SbRobotJob *job, const char *n_ended)
{
  sb_robot_job_search (job, "ana silva", "ana.silva");
  sb_robot_job_ask (job, "ana.silva");
  sb_robot_job_confirm (job);
  sb_robot_send_signal (job->robot, SIGKILL);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, -SIGKILL);
  g_assert_true (sb_robot_platform_wait_for (job->platform, "SELECT count(*) FROM sessions WHERE state = 'ended'",
                                             n_ended));
  sb_robot_free (job->robot);
  job->robot = NULL;
}

/* The guard ends what a dead program has left open in either case; only whoever wants to be told is. */
static void
test_guard_notice (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = notify_cb };
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (notifications_xml, NULL);
  gboolean is_owned = FALSE;
  guint n_notified = 0;
  guint object_id;
  guint name_id;

  object_id = g_dbus_connection_register_object (bus, "/org/freedesktop/Notifications", info->interfaces[0], &vtable,
                                                 &n_notified, NULL, &error);
  g_assert_no_error (error);
  name_id = g_bus_own_name_on_connection (bus, "org.freedesktop.Notifications", G_BUS_NAME_OWNER_FLAGS_REPLACE,
                                          owned_cb, NULL, &is_owned, NULL);
  g_assert_true (sb_robot_wait_until (is_set_cb, &is_owned));

  sb_robot_job_sign_in (job);
  sb_robot_job_start_with (job, "notifications", "false");
  log_in_and_be_killed (job, "1");

  /* Had the first guard said something, it would be here before the second does. */
  job->robot = sb_robot_new (desk, (const char *const *) job->environment, NULL);
  sb_robot_see (job->robot, "1–200 of *");
  sb_robot_job_start_with (job, "notifications", "true");
  log_in_and_be_killed (job, "2");
  g_assert_true (sb_robot_wait_until (is_notified_cb, &n_notified));
  g_assert_cmpuint (n_notified, ==, 1);

  g_bus_unown_name (name_id);
  g_dbus_connection_unregister_object (bus, object_id);
}

/* The program is started by the link: nobody is signed in, and it waits. */
static void
test_first_start (void)
{
  const char *const arguments[] = { "--find", "ana.silva", "--ticket", "T-19", NULL };
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_close_window (job->robot);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  sb_robot_free (job->robot);
  job->robot = sb_robot_new (desk, (const char *const *) job->environment, arguments);
  sb_robot_see (job->robot, "Sign in, and the learner you asked for is looked up.");
  sb_robot_job_fill_in_sign_in (job, "tea.admin", "demo");
  sb_robot_see (job->robot, "Log in as Ana Silva?");
  assert_entry (job, "Ticket (optional)", "T-19");
  sb_robot_platform_assert (job->platform, NOTHING_BEGUN, "0");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/ways/command-line", test_command_line);
  g_test_add_func ("/desktop/ways/links", test_links);
  g_test_add_func ("/desktop/ways/from-history", test_from_history);
  g_test_add_func ("/desktop/ways/notification-button", test_notification_button);
  g_test_add_func ("/desktop/ways/search-provider", test_search_provider);
  g_test_add_func ("/desktop/ways/guard-notice", test_guard_notice);
  g_test_add_func ("/desktop/ways/first-start", test_first_start);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
