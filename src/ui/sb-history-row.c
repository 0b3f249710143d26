/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One log-in in the list of the history. */

#include "config.h"

#include "sb-history-row.h"

#include "sb-history-words.h"

struct _SbHistoryRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *account_label;
  GtkWidget *attention_box;
  GtkLabel *attention_label;
  GtkWidget *box;
  GtkLabel *ending_label;
  GtkLabel *learner_label;
  GtkLabel *when_label;
};

typedef enum
{
  PROP_ITEM = 1,
} SbHistoryRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];

G_DEFINE_FINAL_TYPE (SbHistoryRow, sb_history_row, GTK_TYPE_WIDGET)

static void
set_ending (SbHistoryRow *self, const SbLedgerEntry *entry)
{
  g_autofree char *length = sb_history_words_make_length (entry);
  const char *parts[4] = { sb_history_words_get_ending (entry), NULL };
  g_autofree char *text = NULL;
  guint n = 1;

  if (*length != '\0')
    parts[n++] = length;
  if (*entry->ticket != '\0')
    parts[n++] = entry->ticket;

  text = g_strjoinv (" · ", (char **) parts);
  gtk_label_set_text (self->ending_label, text);
}

static void
show (SbHistoryRow *self, const SbLedgerEntry *entry)
{
  g_autofree char *learner = sb_history_words_make_learner (entry);
  g_autofree char *account = sb_history_words_make_account (entry);
  g_autofree char *when = sb_history_words_make_moment (entry->planned_at);
  g_autofree char *attention = sb_history_words_make_attention (entry);

  gtk_label_set_text (self->learner_label, learner);
  gtk_label_set_text (self->account_label, account);
  gtk_label_set_text (self->when_label, when);
  set_ending (self, entry);
  gtk_label_set_text (self->attention_label, attention != NULL ? attention : "");
  gtk_widget_set_visible (self->attention_box, attention != NULL);
}

static void
sb_history_row_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbHistoryItem *item;

  switch ((SbHistoryRowProperty) property_id)
    {
    case PROP_ITEM:
      item = g_value_get_object (value);
      if (item != NULL)
        show (SB_HISTORY_ROW (object), sb_history_item_get_entry (item));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_history_row_dispose (GObject *object)
{
  SbHistoryRow *self = SB_HISTORY_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_HISTORY_ROW);

  G_OBJECT_CLASS (sb_history_row_parent_class)->dispose (object);
}

static void
sb_history_row_class_init (SbHistoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sb_history_row_set_property;
  object_class->dispose = sb_history_row_dispose;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, SB_TYPE_HISTORY_ITEM,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, account_label);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, attention_box);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, attention_label);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, box);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, ending_label);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, learner_label);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryRow, when_label);
}

static void
sb_history_row_init (SbHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
