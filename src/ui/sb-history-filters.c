/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The filters of the history, side by side. The drop-downs list the values of their enumerations in order. */

#include "config.h"

#include "sb-history-filters.h"

struct _SbHistoryFilters
{
  AdwBin parent_instance;

  /* template widgets */
  GtkToggleButton *attention_button;
  GtkDropDown *ending_drop_down;
  GtkDropDown *period_drop_down;
};

G_DEFINE_FINAL_TYPE (SbHistoryFilters, sb_history_filters, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chosen_cb (SbHistoryFilters *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sb_history_filters_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_HISTORY_FILTERS);

  G_OBJECT_CLASS (sb_history_filters_parent_class)->dispose (object);
}

static void
sb_history_filters_class_init (SbHistoryFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_history_filters_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-history-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, SbHistoryFilters, attention_button);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryFilters, ending_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryFilters, period_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);

  /**
   * SbHistoryFilters::changed:
   *
   * The user has chosen something.
   */
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_HISTORY_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sb_history_filters_init (SbHistoryFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SbLedgerEnding
sb_history_filters_get_ending (SbHistoryFilters *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_FILTERS (self), SB_LEDGER_ENDING_ANY);

  return gtk_drop_down_get_selected (self->ending_drop_down);
}

SbHistoryPeriod
sb_history_filters_get_period (SbHistoryFilters *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_FILTERS (self), SB_HISTORY_PERIOD_ANY);

  return gtk_drop_down_get_selected (self->period_drop_down);
}

gboolean
sb_history_filters_get_needs_attention (SbHistoryFilters *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_FILTERS (self), FALSE);

  return gtk_toggle_button_get_active (self->attention_button);
}

/**
 * sb_history_filters_reset:
 * @self: the filters
 *
 * Lets everything through.
 */
void
sb_history_filters_reset (SbHistoryFilters *self)
{
  g_return_if_fail (SB_IS_HISTORY_FILTERS (self));

  gtk_drop_down_set_selected (self->ending_drop_down, SB_LEDGER_ENDING_ANY);
  gtk_drop_down_set_selected (self->period_drop_down, SB_HISTORY_PERIOD_ANY);
  gtk_toggle_button_set_active (self->attention_button, FALSE);
}
