/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is heard of a desktop on a bus of the test's own, and what is not. */

#include "config.h"

#include "sb-desktop-watch.h"
#include "sb-fake-login.h"
#include "sb-test-wait.h"

#include <string.h>

typedef struct
{
  GTestDBus *bus;
  SbFakeLogin *login;
  SbDesktopWatch *watch;
  GString *heard; /* a letter for each event: l(ocked), s(uspending), w(oken) */
} Fixture;

static void
event_cb (Fixture *f, int event)
{
  g_string_append_c (f->heard, "lswo"[event]);
}

static void
set_up (Fixture *f, gconstpointer has_login)
{
  f->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (f->bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (f->bus), TRUE);
  if (has_login != NULL)
    f->login = sb_fake_login_new (g_test_dbus_get_bus_address (f->bus));
  f->heard = g_string_new (NULL);
  f->watch = sb_desktop_watch_new ();
  g_signal_connect_swapped (f->watch, "event", G_CALLBACK (event_cb), f);
}

/* The test's connections are singletons that must be gone before the bus is. */
static void
close_bus (GBusType type)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (type, NULL, NULL);

  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_dbus_connection_close_sync (bus, NULL, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  /* Until no answer is under way any more. */
  sb_test_wait_until (G_OBJECT (f->watch)->ref_count == 1);
  g_assert_finalize_object (f->watch);
  g_clear_pointer (&f->login, sb_fake_login_free);
  close_bus (G_BUS_TYPE_SYSTEM);
  close_bus (G_BUS_TYPE_SESSION);
  g_test_dbus_down (f->bus);
  g_object_unref (f->bus);
  g_string_free (f->heard, TRUE);
}

/* What the bus has sent by now is here: an answer on the session's connection comes after all signals before it. */
static void
hear_all (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) id = g_dbus_connection_call_sync (session, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                         "org.freedesktop.DBus", "GetId", NULL, NULL,
                                                         G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  sb_test_drain ();
}

/* Listening takes a few replies. The delay is asked for when the bus is there, and the session looked up before it. */
static void
wait_until_heard (Fixture *f, void (*say) (SbFakeLogin *, gboolean), const char *letter)
{
  sb_test_wait_until ((say (f->login, TRUE), sb_test_drain (), strstr (f->heard->str, letter) != NULL));

  /* What was said more than once is heard before what is said last; a screen saver is heard on another connection. */
  sb_fake_login_prepare_for_sleep (f->login, FALSE);
  sb_test_wait_until (strchr (f->heard->str, 'w') != NULL);
  hear_all ();
  g_string_truncate (f->heard, 0);
}

static void
ask_to_lock (SbFakeLogin *login, gboolean unused)
{
  sb_fake_login_ask_to_lock (login);
}

static void
test_lock (Fixture *f, gconstpointer data)
{
  wait_until_heard (f, ask_to_lock, "l");
  wait_until_heard (f, sb_fake_login_set_locked_hint, "l");
  wait_until_heard (f, sb_fake_login_set_screen_saver, "l");

  /* Unlocked is no news. */
  sb_fake_login_set_locked_hint (f->login, FALSE);
  sb_fake_login_set_screen_saver (f->login, FALSE);
  sb_fake_login_prepare_for_sleep (f->login, FALSE);
  sb_test_wait_until (f->heard->len > 0);
  hear_all ();
  g_assert_cmpstr (f->heard->str, ==, "w");
}

static void
test_sleep (Fixture *f, gconstpointer data)
{
  sb_desktop_watch_delay_sleep (f->watch, "You are logged in as Ana Silva.");
  sb_test_wait_until (sb_fake_login_count_delays (f->login) == 1);

  sb_fake_login_prepare_for_sleep (f->login, TRUE);
  sb_test_wait_until (f->heard->len == 1);
  g_assert_cmpstr (f->heard->str, ==, "s");
  g_assert_cmpuint (sb_fake_login_count_delays (f->login), ==, 1);
  sb_desktop_watch_allow_sleep (f->watch);
  g_assert_cmpuint (sb_fake_login_count_delays (f->login), ==, 0);

  sb_fake_login_prepare_for_sleep (f->login, FALSE);
  sb_test_wait_until (f->heard->len == 2);
  g_assert_cmpstr (f->heard->str, ==, "sw");
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_login_count_delays (f->login), ==, 0);
}

/* Who is not done in time lets go, and holds up the next sleep again. */
static void
test_sleep_is_not_kept_waiting (Fixture *f, gconstpointer data)
{
  sb_desktop_watch_delay_sleep (f->watch, "You are logged in as Ana Silva.");
  sb_test_wait_until (sb_fake_login_count_delays (f->login) == 1);
  sb_fake_login_prepare_for_sleep (f->login, TRUE);
  sb_test_wait_until (sb_fake_login_count_delays (f->login) == 0);
  g_assert_cmpstr (f->heard->str, ==, "s");

  sb_fake_login_prepare_for_sleep (f->login, FALSE);
  sb_test_wait_until (sb_fake_login_count_delays (f->login) == 1);
}

/* The answer comes when nobody wants it any more. */
static void
test_delay_too_late (Fixture *f, gconstpointer data)
{
  sb_desktop_watch_delay_sleep (f->watch, "You are logged in as Ana Silva.");
  sb_test_wait_until (sb_fake_login_count_delays (f->login) == 1);
  sb_desktop_watch_allow_sleep (f->watch);
  sb_desktop_watch_delay_sleep (f->watch, "You are logged in as Ana Silva.");
  sb_desktop_watch_allow_sleep (f->watch);
  sb_fake_login_prepare_for_sleep (f->login, TRUE);
  sb_test_wait_until (f->heard->len == 1);
  sb_test_wait_until (sb_fake_login_count_delays (f->login) == 0);
}

/* Nobody there: nothing is heard, and nothing is said. */
static void
test_nobody (Fixture *f, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  sb_desktop_watch_delay_sleep (f->watch, "You are logged in as Ana Silva.");
  sb_test_drain ();
  sb_desktop_watch_allow_sleep (f->watch);
  g_assert_cmpuint (f->heard->len, ==, 0);
}

static void
test_no_bus (void)
{
  SbDesktopWatch *watch;

  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  watch = sb_desktop_watch_new ();
  sb_desktop_watch_delay_sleep (watch, "You are logged in as Ana Silva.");
  sb_test_drain ();
  sb_test_wait_until (G_OBJECT (watch)->ref_count == 1);
  g_assert_finalize_object (watch);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, function) g_test_add ("/desktop-watch/" path, Fixture, data, set_up, function, tear_down)
  ADD ("lock", "login", test_lock);
  ADD ("sleep", "login", test_sleep);
  ADD ("sleep-is-not-kept-waiting", "login", test_sleep_is_not_kept_waiting);
  ADD ("delay-too-late", "login", test_delay_too_late);
  ADD ("nobody", NULL, test_nobody);
  g_test_add_func ("/desktop-watch/no-bus", test_no_bus);

  return g_test_run ();
}
