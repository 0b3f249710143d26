/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All that is known of one log-in of the history. */

#include "config.h"

#include "sb-history-detail.h"

#include "sb-group-title.h"
#include <glib/gi18n.h>

#include "sb-change-words.h"
#include "sb-history-words.h"

struct _SbHistoryDetail
{
  AdwBin parent_instance;

  /* template widgets */
  AdwPreferencesGroup *acts_group;
  AdwPreferencesGroup *changes_group;
  AdwPreferencesGroup *log_in_group;
  AdwPreferencesGroup *notices_group;
  GtkButton *copy_button;
  GtkScrolledWindow *scrolled_window;

  /* borrowed */
  GPtrArray *rows; /* (element-type GtkWidget): those that show the log-in; each is in one of the groups */
};

G_DEFINE_FINAL_TYPE (SbHistoryDetail, sb_history_detail, ADW_TYPE_BIN)

static AdwActionRow *
add_row (SbHistoryDetail *self, AdwPreferencesGroup *group, const char *name, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return NULL;

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "property-row");
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);

  return ADW_ACTION_ROW (row);
}

static void
add_moment (SbHistoryDetail *self, AdwPreferencesGroup *group, const char *name, GDateTime *time)
{
  g_autofree char *moment = sb_history_words_make_moment (time);

  add_row (self, group, name, moment);
}

static void
add_warning (SbHistoryDetail *self, const char *text)
{
  AdwActionRow *row = add_row (self, self->log_in_group, _("Needs attention"), text);
  GtkWidget *icon;

  if (row == NULL)
    return;

  icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (row, icon);
}

static void
show_log_in (SbHistoryDetail *self, const SbLedgerEntry *entry)
{
  g_autofree char *learner = sb_history_words_make_learner (entry);
  g_autofree char *account = sb_history_words_make_account (entry);
  g_autofree char *length = sb_history_words_make_length (entry);
  g_autofree char *attention = sb_history_words_make_attention (entry);
  g_autofree char *proof = sb_history_words_make_proof (entry);

  add_warning (self, attention);
  add_row (self, self->log_in_group, _("Log-in as"), learner);
  add_row (self, self->log_in_group, _("By"), account);
  add_row (self, self->log_in_group, _("Reason"), entry->reason);
  add_row (self, self->log_in_group, _("Ticket"), entry->ticket);
  add_moment (self, self->log_in_group, _("Began"), entry->started_at != NULL ? entry->started_at : entry->planned_at);
  add_moment (self, self->log_in_group, _("Ended"), entry->ended_at);
  add_row (self, self->log_in_group, _("It lasted"), length);
  add_row (self, self->log_in_group, _("How it ended"), sb_history_words_get_ending (entry));
  if (entry->state == SB_IMPERSONATION_ENDED)
    add_row (self, self->log_in_group, _("The platform’s record"), proof);
  add_row (self, self->log_in_group, _("Id"), entry->uuid);
}

static void
add_told (SbHistoryDetail *self, const char *name, SbTold told, GDateTime *at)
{
  g_autofree char *words = sb_history_words_make_told (told, at);

  add_row (self, self->notices_group, name, words);
}

static void
show_notices (SbHistoryDetail *self, const SbLedgerEntry *entry)
{
  const SbToldBoth begin = sb_ledger_entry_get_begin_told (entry);
  const SbToldBoth end = sb_ledger_entry_get_end_told (entry);

  gtk_widget_set_visible (GTK_WIDGET (self->notices_group), entry->state != SB_IMPERSONATION_REFUSED);
  add_told (self, _("Of the beginning, in the platform"), begin.platform, entry->begin_notice.platform_at);
  add_told (self, _("Of the beginning, by e-mail"), begin.email, entry->begin_notice.email_at);
  if (entry->state != SB_IMPERSONATION_ENDED)
    return;

  add_told (self, _("Of the end, in the platform"), end.platform, entry->end_notice.platform_at);
  add_told (self, _("Of the end, by e-mail"), end.email, entry->end_notice.email_at);
}

static void
show_acts (SbHistoryDetail *self, const SbLedgerEntry *entry)
{
  gtk_widget_set_visible (GTK_WIDGET (self->acts_group), entry->acts->len > 0);
  for (guint i = 0; i < entry->acts->len; i++)
    {
      const SbLedgerAct *act = g_ptr_array_index (entry->acts, i);
      g_autofree char *words = sb_history_words_make_act (act);
      g_autofree char *moment = sb_history_words_make_moment (act->at);

      add_row (self, self->acts_group, moment, words);
    }
}

/* A change has no name that its sentence is the value of. */
static void
add_change (SbHistoryDetail *self, const char *sentence, const char *detail)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->changes_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_changes (SbHistoryDetail *self, const SbLedgerEntry *entry)
{
  const char *note = sb_change_words_for_look (entry->look, entry->changes->len);

  gtk_widget_set_visible (GTK_WIDGET (self->changes_group), entry->changes->len > 0 || note != NULL);
  for (guint i = 0; i < entry->changes->len; i++)
    {
      const SbLedgerChange *change = g_ptr_array_index (entry->changes, i);
      g_autofree char *sentence = sb_change_words_make_sentence (change);
      g_autofree char *detail = sb_change_words_make_detail (change);

      add_change (self, sentence, detail);
    }
  if (note != NULL)
    add_change (self, note, "");
}

static void
sb_history_detail_dispose (GObject *object)
{
  SbHistoryDetail *self = SB_HISTORY_DETAIL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_HISTORY_DETAIL);

  G_OBJECT_CLASS (sb_history_detail_parent_class)->dispose (object);
}

static void
sb_history_detail_class_init (SbHistoryDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_history_detail_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-history-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SbHistoryDetail, acts_group);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryDetail, changes_group);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryDetail, copy_button);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryDetail, log_in_group);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryDetail, notices_group);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryDetail, scrolled_window);
}

static void
sb_history_detail_init (SbHistoryDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sb_let_group_titles_wrap (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/**
 * sb_history_detail_set_item:
 * @self: the widget
 * @item: the log-in to show
 */
void
sb_history_detail_set_item (SbHistoryDetail *self, SbHistoryItem *item)
{
  const SbLedgerEntry *entry = sb_history_item_get_entry (item);

  g_return_if_fail (SB_IS_HISTORY_DETAIL (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)),
                                    row);
    }
  g_ptr_array_set_size (self->rows, 0);

  show_log_in (self, entry);
  show_notices (self, entry);
  show_acts (self, entry);
  show_changes (self, entry);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), 0);
}

void
sb_history_detail_focus (SbHistoryDetail *self)
{
  g_return_if_fail (SB_IS_HISTORY_DETAIL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->copy_button));
}
