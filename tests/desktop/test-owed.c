/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody sees of a log-in that could not be ended, from the moment on that it could not until the learner was told:
 * in the program that began it, with a window and without, and in the next one. */

#include "config.h"

#include "sb-robot-job.h"
#include "sb-robot-keyring.h"

#include <signal.h>
#include <string.h>

#define TITLE "1 learner has not been told that you left"

static SbRobotDesk *desk;

/* For those who want to see it: pictures go where this variable says. */
static void
take_picture (SbRobotJob *job, const char *name)
{
  const char *folder = g_getenv ("SWITCHBACK_PICTURES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL)
    return;

  sb_robot_wait_for_calm (job->robot);
  sb_robot_take_picture (job->robot, path);
}

/* ---- the desktop's notifications, as GNOME's shell takes them ---- */

static const char notifications_xml[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s'/><arg type='s'/><arg type='a{sv}'/></method>"
  "<method name='RemoveNotification'><arg type='s'/><arg type='s'/></method>"
  "</interface></node>";

typedef struct
{
  GDBusNodeInfo *info;
  GDBusConnection *bus;
  guint object_id;
  guint name_id;
  gboolean is_owned;
  char *title; /* of the last one; NULL until there is one */
  char *body;
} Notifications;

static void
notify_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  Notifications *self = user_data;

  if (g_str_equal (method, "AddNotification"))
    {
      g_autoptr (GVariant) fields = g_variant_get_child_value (parameters, 2);

      g_clear_pointer (&self->title, g_free);
      g_clear_pointer (&self->body, g_free);
      g_variant_lookup (fields, "title", "s", &self->title);
      g_variant_lookup (fields, "body", "s", &self->body);
    }

  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Notifications *) user_data)->is_owned = TRUE;
}

static gboolean
is_owned_cb (gpointer notifications)
{
  return ((Notifications *) notifications)->is_owned;
}

static gboolean
has_title_cb (gpointer notifications)
{
  return ((Notifications *) notifications)->title != NULL;
}

static void
notifications_start (Notifications *self)
{
  static const GDBusInterfaceVTable vtable = { .method_call = notify_cb };
  g_autoptr (GError) error = NULL;

  self->info = g_dbus_node_info_new_for_xml (notifications_xml, &error);
  g_assert_no_error (error);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->object_id = g_dbus_connection_register_object (self->bus, "/org/gtk/Notifications", self->info->interfaces[0],
                                                       &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name_id = g_bus_own_name_on_connection (self->bus, "org.gtk.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE,
                                                owned_cb, NULL, self, NULL);
  g_assert_true (sb_robot_wait_until (is_owned_cb, self));
}

static void
notifications_stop (Notifications *self)
{
  g_bus_unown_name (self->name_id);
  g_dbus_connection_unregister_object (self->bus, self->object_id);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->info, g_dbus_node_info_unref);
  g_free (self->title);
  g_free (self->body);
}

/* ---- tests ---- */

static void
start_program (SbRobotJob *job)
{
  g_clear_pointer (&job->robot, sb_robot_free);
  job->robot = sb_robot_new (desk, (const char *const *) job->environment, NULL);
}

/* The platform goes away inside; one leaves all the same, closes the window and is asked, and the program is ended. The
 * next program says it before anybody can sign in; then the platform comes back. */
static void
test_platform_gone (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_platform_kill (job->platform);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Switch Back to Your Account");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Leave Anyway");
  sb_robot_see (job->robot, "1 Log-In to End");
  take_picture (job, "header.png");

  sb_robot_close_window (job->robot);
  sb_robot_see (job->robot, TITLE);
  take_picture (job, "close.png");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Keep Window Open");
  sb_robot_see_no_longer (job->robot, TITLE);

  sb_robot_send_signal (job->robot, SIGTERM);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);

  start_program (job);
  sb_robot_see (job->robot, TITLE);
  sb_robot_see (job->robot, "Ana Silva: Since *");
  take_picture (job, "sign-in.png");

  sb_robot_platform_start_again (job->platform);
  sb_robot_see (job->robot, "The log-in as Ana Silva, open since *");
  sb_robot_see_no_longer (job->robot, TITLE);
  take_picture (job, "paid.png");
  sb_robot_job_assert_told (job, "recovered");
}

/* Neither the guard nor the next program can end it with tokens that were revoked: signing in can. */
static void
test_tokens_revoked (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *user_name = NULL;

  sb_robot_job_log_in_as_ana (job);
  sb_robot_platform_change (job->platform, "DELETE FROM tokens");
  sb_robot_send_signal (job->robot, SIGKILL);
  sb_robot_wait_for_exit (job->robot);

  start_program (job);
  sb_robot_see (job->robot, TITLE);
  user_name = sb_robot_read_entry (job->robot, "User name");
  g_assert_cmpstr (user_name, ==, "tea.admin");
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");
  take_picture (job, "revoked.png");

  sb_robot_fill (job->robot, "Password", "demo");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  /* The message does not stay as long as the list. */
  sb_robot_see (job->robot, "The log-in as Ana Silva, open since *");
  sb_robot_see (job->robot, "1–200 of *");
  take_picture (job, "paid-after-sign-in.png");
  sb_robot_job_assert_told (job, "recovered");
}

/* Nobody can read the tokens, neither the guard nor the next program: it says what is owed all the same, and signing in
 * pays it. */
static void
test_keyring_locked (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_keyring_lock ();
  sb_robot_send_signal (job->robot, SIGKILL);
  sb_robot_wait_for_exit (job->robot);

  start_program (job);
  sb_robot_see (job->robot, TITLE);
  sb_robot_see (job->robot, "Ana Silva: Since *");
  sb_robot_see (job->robot, "The keyring *");
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");
  take_picture (job, "locked.png");

  sb_robot_fill (job->robot, "Password", "demo");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_job_assert_told (job, "recovered");
  sb_robot_see (job->robot, "1–200 of *");
  sb_robot_keyring_unlock (SB_ROBOT_KEYRING_PASSWORD);
}

/* The window is closed with something owed: the program goes on without one, and says it through the desktop when it is
 * over. */
static void
test_without_window (void)
{
  g_autoptr (SbRobotJob) job = NULL;
  Notifications notifications = { 0 };

  notifications_start (&notifications);
  job = sb_robot_job_new (desk, NULL);
  sb_robot_job_log_in_as_ana (job);
  sb_robot_platform_kill (job->platform);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Switch Back to Your Account");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Leave Anyway");
  sb_robot_see (job->robot, "1 Log-In to End");
  sb_robot_close_window (job->robot);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Close Anyway");
  g_assert_null (notifications.title);

  sb_robot_platform_start_again (job->platform);
  g_assert_true (sb_robot_wait_until (has_title_cb, &notifications));
  g_assert_cmpstr (notifications.title, ==, "Switchback has switched back for you");
  g_assert_nonnull (strstr (notifications.body, "Ana"));
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  sb_robot_job_assert_told (job, "recovered");
  notifications_stop (&notifications);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/owed/platform-gone", test_platform_gone);
  g_test_add_func ("/desktop/owed/tokens-revoked", test_tokens_revoked);
  g_test_add_func ("/desktop/owed/keyring-locked", test_keyring_locked);
  g_test_add_func ("/desktop/owed/without-window", test_without_window);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
