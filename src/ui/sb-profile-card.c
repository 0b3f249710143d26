/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the learner sees of themselves, line by line; a line that the platform does not fill is not there. */

#include "config.h"

#include "sb-profile-card.h"

#include <glib/gi18n.h>

#include "sb-format.h"

struct _SbProfileCard
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *list_box;
};

G_DEFINE_FINAL_TYPE (SbProfileCard, sb_profile_card, ADW_TYPE_BIN)

static void
sb_profile_card_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_PROFILE_CARD);

  G_OBJECT_CLASS (sb_profile_card_parent_class)->dispose (object);
}

static void
sb_profile_card_class_init (SbProfileCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_profile_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-profile-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SbProfileCard, list_box);
}

static void
sb_profile_card_init (SbProfileCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_line (SbProfileCard *self, const char *label, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (row, "property-row");
  gtk_list_box_append (self->list_box, row);
}

void
sb_profile_card_set_profile (SbProfileCard *self, const SbProfile *profile)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *created = NULL;
  GtkWidget *child;

  g_return_if_fail (SB_IS_PROFILE_CARD (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);

  if (profile == NULL)
    return;

  created = profile->created_at != NULL ? sb_format_date (profile->created_at, now) : NULL;
  add_line (self, C_("profile", "Name"), profile->display_name);
  add_line (self, C_("profile", "User Name"), profile->user_name);
  add_line (self, C_("profile", "E-mail"), profile->email);
  add_line (self, C_("profile", "Branch"), profile->branch_path);
  add_line (self, C_("profile", "Language"), profile->language);
  add_line (self, C_("profile", "Time Zone"), profile->timezone);
  add_line (self, C_("profile", "Member Since"), created);
}
