/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What whoever looks for a bug asks first, as a text to copy, in English: versions, where the program runs, and at
 * which platforms. No person is in it, be it the administrator or a learner, and nothing that is secret. */

#include "config.h"

#include "sb-debug-info.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <sqlite3.h>

static void
add (GString *text, const char *label, const char *value)
{
  g_string_append_printf (text, "%s: %s\n", label, value != NULL && *value != '\0' ? value : "unknown");
}

static void
add_version (GString *text, const char *name, guint major, guint minor, guint micro)
{
  g_string_append_printf (text, "%s %u.%u.%u\n", name, major, minor, micro);
}

static void
add_platforms (GString *text, SbAccountStore *accounts)
{
  GListModel *list = sb_account_store_get_accounts (accounts);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SbAccount) account = g_list_model_get_item (list, i);
      g_autoptr (GUri) origin = g_uri_parse (sb_account_get_origin (account), G_URI_FLAGS_NONE, NULL);

      if (origin != NULL && g_hash_table_add (seen, g_strdup (g_uri_get_host (origin))))
        add (text, "Platform", g_uri_get_host (origin));
    }
}

/**
 * sb_debug_info_make:
 * @accounts: the known accounts, of which the hosts are named
 * @above: (array zero-terminated=1): what only the interface knows, a line each
 *
 * Returns: (transfer full): the text
 */
char *
sb_debug_info_make (SbAccountStore *accounts, const char *const *above)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Switchback %s (%s)\n", VERSION, APPLICATION_ID);
  for (guint i = 0; above[i] != NULL; i++)
    g_string_append_printf (text, "%s\n", above[i]);
  add_version (text, "GLib", glib_major_version, glib_minor_version, glib_micro_version);
  add_version (text, "libsoup", soup_get_major_version (), soup_get_minor_version (), soup_get_micro_version ());
  g_string_append_printf (text, "json-glib %s (built with)\n", JSON_VERSION_S);
  g_string_append_printf (text, "SQLite %s\n", sqlite3_libversion ());
  add (text, "System", system);
  add (text, "Sandbox", g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "Flatpak" : "none");
  add (text, "Desktop", g_getenv ("XDG_CURRENT_DESKTOP"));
  add (text, "Language", setlocale (LC_MESSAGES, NULL));
  add_platforms (text, accounts);

  return g_string_free (text, FALSE);
}
