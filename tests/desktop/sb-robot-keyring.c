/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Locks the keyring of the desk as its owner does who leaves, and opens it again as signing in to the desktop does: by
 * the call that GNOME's own programs use, since the public one would ask on the screen. */

#include "config.h"

#include "sb-robot-keyring.h"

#include <gio/gio.h>

#define NAME "org.freedesktop.secrets"
#define SERVICE "/org/freedesktop/secrets"
#define COLLECTION "/org/freedesktop/secrets/collection/login"

static GVariant *
call (const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (bus, NAME, SERVICE, interface, method, parameters, NULL,
                                                  G_DBUS_CALL_FLAGS_NONE, 10000, NULL, &error);

  if (answer == NULL)
    g_error ("The keyring: %s: %s", method, error->message);

  return answer;
}

/**
 * sb_robot_keyring_lock:
 *
 * From now on it asks, and nobody answers.
 */
void
sb_robot_keyring_lock (void)
{
  const char *collections[] = { COLLECTION, NULL };
  g_autoptr (GVariant) answer = call ("org.freedesktop.Secret.Service", "Lock",
                                      g_variant_new ("(@ao)", g_variant_new_objv (collections, -1)));
}

/**
 * sb_robot_keyring_unlock:
 * @password: of the keyring
 */
void
sb_robot_keyring_unlock (const char *password)
{
  /* The session is gone when the connection is that it was opened on. */
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) opened = call ("org.freedesktop.Secret.Service", "OpenSession",
                                      g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_autoptr (GVariant) answer = NULL;
  const char *session;
  GVariant *secret;

  g_variant_get (opened, "(v&o)", NULL, &session);
  secret = g_variant_new ("(o@ay@ays)", session, g_variant_new_from_data (G_VARIANT_TYPE_BYTESTRING, "", 0, TRUE, NULL, NULL),
                          g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, password, strlen (password), 1),
                          "text/plain");
  answer = call ("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                 g_variant_new ("(o@(oayays))", COLLECTION, secret));
}
