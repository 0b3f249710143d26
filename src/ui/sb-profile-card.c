/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the learner sees of themselves, line by line; a line that the platform does not fill is not there. */

#include "config.h"

#include "sb-profile-card.h"

#include <glib/gi18n.h>

#include "sb-format.h"
#include "sb-language.h"
#include "sb-text.h"

struct _SbProfileCard
{
  AdwBin parent_instance;

  /* template widgets */
  GtkListBox *list_box;

  /* owned */
  char *time_zone; /* nullable */

  /* borrowed */
  GtkWidget *time_zone_row; /* nullable */

  /* state */
  guint minute_id; /* while it is seen */
};

G_DEFINE_FINAL_TYPE (SbProfileCard, sb_profile_card, ADW_TYPE_BIN)

#define MINUTE 60

static gboolean
update_time_zone (gpointer user_data)
{
  SbProfileCard *self = user_data;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *words = NULL;

  if (self->time_zone_row == NULL)
    return G_SOURCE_CONTINUE;

  now = g_date_time_new_now_local ();
  words = sb_format_time_zone (self->time_zone, now);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->time_zone_row), words);

  return G_SOURCE_CONTINUE;
}

static void
sb_profile_card_map (GtkWidget *widget)
{
  SbProfileCard *self = SB_PROFILE_CARD (widget);

  GTK_WIDGET_CLASS (sb_profile_card_parent_class)->map (widget);

  update_time_zone (self);
  self->minute_id = g_timeout_add_seconds (MINUTE, update_time_zone, self);
}

static void
sb_profile_card_unmap (GtkWidget *widget)
{
  SbProfileCard *self = SB_PROFILE_CARD (widget);

  g_clear_handle_id (&self->minute_id, g_source_remove);

  GTK_WIDGET_CLASS (sb_profile_card_parent_class)->unmap (widget);
}

static void
sb_profile_card_dispose (GObject *object)
{
  SbProfileCard *self = SB_PROFILE_CARD (object);

  g_clear_handle_id (&self->minute_id, g_source_remove);
  self->time_zone_row = NULL;
  g_clear_pointer (&self->time_zone, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_PROFILE_CARD);

  G_OBJECT_CLASS (sb_profile_card_parent_class)->dispose (object);
}

static void
sb_profile_card_class_init (SbProfileCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_profile_card_dispose;
  widget_class->map = sb_profile_card_map;
  widget_class->unmap = sb_profile_card_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-profile-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SbProfileCard, list_box);
}

static void
sb_profile_card_init (SbProfileCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
add_line (SbProfileCard *self, const char *label, const char *value)
{
  g_autofree char *shown = NULL;
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return NULL;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  shown = sb_text_dup_middle_cut (value, SB_FORMAT_MAX_NAME, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  if (!g_str_equal (shown, value))
    {
      gtk_widget_set_tooltip_text (row, value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
    }
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_add_css_class (row, "property-row");
  gtk_list_box_append (self->list_box, row);

  return row;
}

void
sb_profile_card_set_profile (SbProfileCard *self, const SbProfile *profile)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *created = NULL;
  g_autofree char *language = NULL;
  GtkWidget *child;

  g_return_if_fail (SB_IS_PROFILE_CARD (self));

  self->time_zone_row = NULL;
  g_clear_pointer (&self->time_zone, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);

  if (profile == NULL)
    return;

  language = profile->language != NULL ? sb_language_dup_name (profile->language) : NULL;
  created = profile->created_at != NULL ? sb_format_date (profile->created_at, now) : NULL;
  add_line (self, C_("profile", "Name"), profile->display_name);
  add_line (self, C_("profile", "User Name"), profile->user_name);
  add_line (self, C_("profile", "E-mail"), profile->email);
  add_line (self, C_("profile", "Branch"), profile->branch_path);
  add_line (self, C_("profile", "Language"), language);
  self->time_zone = g_strdup (profile->timezone);
  self->time_zone_row = add_line (self, C_("profile", "Time Zone"), profile->timezone);
  update_time_zone (self);
  add_line (self, C_("profile", "Member Since"), created);
}
