/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the desktop shows of a log-in that nobody looks at: asked of a desktop that keeps what it is given and drops
 * what is taken back. */

#include "config.h"

#include "sb-model-fixtures.h"
#include "sb-test-clock.h"
#include "sb-test-wait.h"
#include "sb-time.h"
#include "sb-visit-notices.h"

#include <string.h>

/* ---- the desktop ---- */

static const char xml[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s'/><arg type='s'/><arg type='a{sv}'/></method>"
  "<method name='RemoveNotification'><arg type='s'/><arg type='s'/></method>"
  "</interface></node>";

typedef struct
{
  GHashTable *shown; /* (element-type utf8 GVariant): by id */
  gboolean is_owned;
} Desktop;

static Desktop desktop;
static GApplication *application;

static void
call_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  const char *id;

  g_variant_get_child (parameters, 1, "&s", &id);
  if (g_str_equal (method, "AddNotification"))
    g_hash_table_insert (desktop.shown, g_strdup (id), g_variant_get_child_value (parameters, 2));
  else
    g_hash_table_remove (desktop.shown, id);

  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  desktop.is_owned = TRUE;
}

static void
start_desktop (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, &error);
  g_autoptr (GDBusConnection) bus = NULL;

  g_assert_no_error (error);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop.shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_dbus_connection_register_object (bus, "/org/gtk/Notifications", info->interfaces[0], &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  g_bus_own_name_on_connection (bus, "org.gtk.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, NULL, NULL);
  sb_test_wait_until (desktop.is_owned);

  application = g_application_new ("io.github.switchback_app.Switchback.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_shown (const char *id)
{
  return g_hash_table_contains (desktop.shown, id);
}

/* Whatever was said before it has arrived, too: the bus keeps the order. */
static void
assert_shown (const char *ids)
{
  g_autoptr (GNotification) last = g_notification_new ("last");
  g_autoptr (GList) keys = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);

  g_application_send_notification (application, "last", last);
  sb_test_wait_until (is_shown ("last"));
  g_application_withdraw_notification (application, "last");
  sb_test_wait_until (!is_shown ("last"));

  keys = g_list_sort (g_hash_table_get_keys (desktop.shown), (GCompareFunc) strcmp);
  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (shown, "%s ", (const char *) l->data);
  g_assert_cmpstr (shown->str, ==, ids);
}

static void
assert_field (const char *id, const char *field, const char *expected)
{
  g_autofree char *value = NULL;

  g_variant_lookup (g_hash_table_lookup (desktop.shown, id), field, "s", &value);
  g_assert_cmpstr (value, ==, expected);
}

/* ---- a log-in ---- */

typedef struct
{
  SbFakePlatform *platform;
  SbImpersonation *impersonation;
  GSettings *settings;
  SbTestClock *watch_clock;
  SbTestClock *clock;
  SbVisitPresenter *visit;
  SbVisitNotices *notices;
  gboolean is_seen;
} Fixture;

static gboolean
get_is_seen (gpointer data)
{
  return ((Fixture *) data)->is_seen;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) ana = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);
  g_autoptr (SbCapabilities) capabilities = sb_model_capabilities ();
  g_autoptr (SbVisitWatch) watch = NULL;

  f->platform = sb_fake_platform_new ();
  f->impersonation = sb_model_visit (f->platform, ana);
  f->settings = g_settings_new ("io.github.switchback_app.Switchback");
  f->watch_clock = sb_test_clock_new ();
  f->clock = sb_test_clock_new ();
  watch = sb_visit_watch_new (f->impersonation, capabilities, f->settings, SB_CLOCK (f->watch_clock));
  f->visit = sb_visit_presenter_new (f->impersonation, watch);
  f->notices = sb_visit_notices_new (application, f->settings, f->visit, SB_CLOCK (f->clock));
  sb_visit_notices_set_is_seen_func (f->notices, get_is_seen, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  f->is_seen = TRUE;
  sb_visit_notices_look (f->notices);
  assert_shown ("");
  g_settings_reset (f->settings, "notifications");
  g_assert_finalize_object (f->notices);
  g_assert_finalize_object (f->visit);
  sb_test_drain ();
  g_object_unref (f->impersonation);
  g_object_unref (f->watch_clock);
  g_assert_finalize_object (f->clock);
  g_object_unref (f->settings);
  sb_model_assert_done (f->platform);
  g_object_unref (f->platform);
}

static void
set_is_seen (Fixture *f, gboolean is_seen)
{
  f->is_seen = is_seen;
  sb_visit_notices_look (f->notices);
}

/* The question whether to go on: fourteen of fifteen minutes without anything done. */
static void
be_asked (Fixture *f)
{
  sb_test_clock_pass (f->watch_clock, 841);
  g_assert_nonnull (sb_visit_watch_get_question (sb_visit_presenter_get_watch (f->visit)));
}

static void
end (Fixture *f, SbVisitReason reason)
{
  const char *uuid = sb_impersonation_get_request (f->impersonation)->uuid;
  SbSession *record = sb_session_new (uuid, "4711", NULL);

  record->ended_at = sb_time_parse ("2026-11-22T14:40:00Z");
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, record, (GDestroyNotify) sb_session_unref);
  sb_visit_presenter_hurry (f->visit);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (sb_impersonation_get_state (f->impersonation) == SB_IMPERSONATION_ENDED);
  sb_visit_notices_end (f->notices, reason);
}

static void
test_question (Fixture *f, gconstpointer data)
{
  g_autoptr (GVariant) buttons = NULL;
  g_autoptr (GVariant) button = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *action;

  set_is_seen (f, FALSE);
  be_asked (f);
  assert_shown ("question ");
  assert_field ("question", "body", "You are logged in as Ana Silva");

  /* The button ends this log-in and no other. */
  buttons = g_variant_lookup_value (g_hash_table_lookup (desktop.shown, "question"), "buttons",
                                    G_VARIANT_TYPE ("aa{sv}"));
  g_assert_cmpuint (g_variant_n_children (buttons), ==, 1);
  button = g_variant_get_child_value (buttons, 0);
  g_assert_true (g_variant_lookup (button, "action", "&s", &action));
  g_assert_cmpstr (action, ==, "app.switch-back");
  target = g_variant_lookup_value (button, "target", G_VARIANT_TYPE_STRING);
  g_assert_cmpstr (g_variant_get_string (target, NULL), ==, sb_impersonation_get_request (f->impersonation)->uuid);

  /* Answered. */
  sb_visit_watch_note_activity (sb_visit_presenter_get_watch (f->visit));
  assert_shown ("");

  /* Asked again, and the window is looked at. */
  be_asked (f);
  assert_shown ("question ");
  set_is_seen (f, TRUE);
  assert_shown ("");
}

static void
test_question_seen (Fixture *f, gconstpointer data)
{
  set_is_seen (f, TRUE);
  be_asked (f);
  assert_shown ("");
}

/* Nobody looks for a while: said once. */
static void
test_left_alone (Fixture *f, gconstpointer data)
{
  set_is_seen (f, FALSE);
  sb_test_clock_pass (f->clock, SB_VISIT_NOTICES_PATIENCE - 1);
  assert_shown ("");
  set_is_seen (f, TRUE);
  sb_test_clock_pass (f->clock, 2);
  set_is_seen (f, FALSE);
  sb_test_clock_pass (f->clock, SB_VISIT_NOTICES_PATIENCE - 1);
  assert_shown ("");
  sb_test_clock_pass (f->clock, 2);
  assert_shown ("left-alone ");
  assert_field ("left-alone", "title", "You are logged in as Ana Silva");

  /* The question says more. */
  be_asked (f);
  assert_shown ("question ");

  set_is_seen (f, TRUE);
  set_is_seen (f, FALSE);
  sb_test_clock_pass (f->clock, 2 * SB_VISIT_NOTICES_PATIENCE);
  assert_shown ("");
}

static void
test_ended (Fixture *f, gconstpointer data)
{
  set_is_seen (f, FALSE);
  be_asked (f);
  assert_shown ("question ");
  end (f, SB_VISIT_REASON_IDLE);
  assert_shown ("end ");
  assert_field ("end", "title", "Switched back to your account");
  g_assert_false (g_variant_lookup (g_hash_table_lookup (desktop.shown, "end"), "buttons", "aa{sv}", NULL));

  /* It stays until somebody comes back. */
  sb_test_clock_pass (f->clock, 10 * SB_VISIT_NOTICES_PATIENCE);
  assert_shown ("end ");
  set_is_seen (f, TRUE);
  assert_shown ("");
}

/* By the button of a notification: what became of it is said where it was asked for. */
static void
test_ended_from_outside (Fixture *f, gconstpointer data)
{
  set_is_seen (f, FALSE);
  end (f, SB_VISIT_REASON_NONE);
  assert_shown ("end ");
}

static void
test_ended_seen (Fixture *f, gconstpointer data)
{
  set_is_seen (f, TRUE);
  end (f, SB_VISIT_REASON_NONE);
  assert_shown ("");
}

/* What is still owed is not over. */
static void
test_not_ended (Fixture *f, gconstpointer data)
{
  set_is_seen (f, FALSE);
  be_asked (f);
  sb_visit_notices_end (f->notices, SB_VISIT_REASON_NONE);
  assert_shown ("");
}

static void
test_switched_off (Fixture *f, gconstpointer data)
{
  set_is_seen (f, FALSE);
  be_asked (f);
  assert_shown ("question ");
  g_settings_set_boolean (f->settings, "notifications", FALSE);
  assert_shown ("");

  sb_visit_watch_note_activity (sb_visit_presenter_get_watch (f->visit));
  be_asked (f);
  sb_test_clock_pass (f->clock, SB_VISIT_NOTICES_PATIENCE + 1);
  end (f, SB_VISIT_REASON_IDLE);
  assert_shown ("");
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int status;

  g_test_init (&argc, &argv, NULL);
  /* In a Flatpak's build GLib would ask the portal. */
  g_setenv ("GNOTIFICATION_BACKEND", "gtk", TRUE);
  g_test_dbus_up (bus);
  start_desktop ();

#define ADD(path, function) g_test_add ("/visit-notices/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("question", test_question);
  ADD ("question-seen", test_question_seen);
  ADD ("left-alone", test_left_alone);
  ADD ("ended", test_ended);
  ADD ("ended-from-outside", test_ended_from_outside);
  ADD ("ended-seen", test_ended_seen);
  ADD ("not-ended", test_not_ended);
  ADD ("switched-off", test_switched_off);

  status = g_test_run ();
  g_clear_object (&application);
  g_clear_pointer (&desktop.shown, g_hash_table_unref);

  return status;
}
