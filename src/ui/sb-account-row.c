/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An account as a row: who, and at which platform. */

#include "config.h"

#include "sb-account-row.h"

#define ACCOUNT_ID "account-id"

/**
 * sb_account_row_new:
 * @account: the account
 * @icon_name: (nullable): an icon at the end of the row
 * @icon_label: (nullable): what the icon says, or %NULL if it is mere decoration
 *
 * Returns: (transfer floating): an activatable row
 */
GtkWidget *
sb_account_row_new (SbAccount *account, const char *icon_name, const char *icon_label)
{
  g_autoptr (GUri) origin = g_uri_parse (sb_account_get_origin (account), G_URI_FLAGS_NONE, NULL);
  const char *name = sb_account_get_display_name (account);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), origin != NULL ? g_uri_get_host (origin) : "");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, name, TRUE));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ACCOUNT_ID, g_strdup (sb_account_get_id (account)), g_free);

  if (icon_name != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

      if (icon_label != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, icon_label, -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
    }

  return row;
}

/**
 * sb_account_row_get_account_id:
 * @row: a row of sb_account_row_new()
 *
 * Returns: (transfer none): the account's id
 */
const char *
sb_account_row_get_account_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ACCOUNT_ID);
}
