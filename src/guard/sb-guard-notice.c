/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the administrator by a desktop notification that the guard has ended a log-in. That is a courtesy: without a
 * desktop that shows it, nothing happens. */

#include "config.h"

#include "sb-guard-notice.h"

#include "sb-visit-words.h"

#include <glib/gi18n.h>

/* What is owed is paid by now; nobody is kept waiting for a desktop that does not answer. */
#define PATIENCE_MS 1000

#define SETTINGS_SCHEMA "io.github.switchback_app.Switchback"

/* Inside a sandbox only the portal can be reached. */
static GVariant *
call_portal (GDBusConnection *bus, const char *id, const char *title, const char *body)
{
  g_auto (GVariantDict) notification = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&notification, "title", "s", title);
  g_variant_dict_insert (&notification, "body", "s", body);

  return g_dbus_connection_call_sync (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                                      "org.freedesktop.portal.Notification", "AddNotification",
                                      g_variant_new ("(s@a{sv})", id, g_variant_dict_end (&notification)), NULL,
                                      G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, NULL);
}

static GVariant *
call_desktop (GDBusConnection *bus, const char *title, const char *body)
{
  const char *no_actions[] = { NULL };
  g_autofree char *markup = g_markup_escape_text (body, -1);
  g_auto (GVariantDict) hints = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&hints, "desktop-entry", "s", APPLICATION_ID);

  return g_dbus_connection_call_sync (bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                                      "org.freedesktop.Notifications", "Notify",
                                      g_variant_new ("(susss^as@a{sv}i)", "Switchback", 0, APPLICATION_ID, title, markup,
                                                     no_actions, g_variant_dict_end (&hints), -1),
                                      NULL, G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, NULL);
}

/* The user may have switched notifications off. */
static gboolean
is_wanted (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, SETTINGS_SCHEMA, TRUE) : NULL;
  g_autoptr (GSettings) settings = schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;

  return settings == NULL || g_settings_get_boolean (settings, "notifications");
}

/**
 * sb_guard_notice_send:
 * @impersonation: a log-in that has ended
 *
 * Says that it has ended, and whether the learner was told.
 */
void
sb_guard_notice_send (SbImpersonation *impersonation)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *body = sb_visit_words_make_farewell (impersonation);
  const char *title = _("Switchback has switched back for you");
  g_autoptr (GVariant) answer = NULL;

  if (bus == NULL || !is_wanted ())
    return;

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    answer = call_portal (bus, sb_impersonation_get_request (impersonation)->uuid, title, body);
  else
    answer = call_desktop (bus, title, body);
}
