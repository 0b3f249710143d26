/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of the history with its search and its filters, and what is shown instead of it. */

#include "config.h"

#include "sb-history-browser.h"

#include "sb-history-filters.h"
#include "sb-history-row.h"
#include "sb-problem-page.h"
#include "sb-strip.h"

struct _SbHistoryBrowser
{
  AdwBin parent_instance;

  /* template widgets */
  SbProblemPage *failed_page;
  SbStrip *fault_strip;
  SbHistoryFilters *filters;
  GtkListView *list_view;
  SbStrip *more_strip;
  GtkScrolledWindow *scrolled_window;
  GtkBox *search_box;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkLabel *summary_label;

  /* owned */
  SbHistoryPresenter *presenter; /* nullable */
  GSignalGroup *presenter_signals;

  /* state */
  gboolean is_resetting;
};

G_DEFINE_FINAL_TYPE (SbHistoryBrowser, sb_history_browser, ADW_TYPE_BIN)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (SbHistoryBrowser *self, guint position)
{
  g_autoptr (SbHistoryItem) item = g_list_model_get_item (sb_history_presenter_get_items (self->presenter), position);

  g_signal_emit (self, signals[OPENED], 0, item);
}

/* ---- searching ---- */

static void
reset_search_widgets (SbHistoryBrowser *self)
{
  self->is_resetting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sb_history_filters_reset (self->filters);
  self->is_resetting = FALSE;
}

static void
clear_filters (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbHistoryBrowser *self = SB_HISTORY_BROWSER (widget);

  reset_search_widgets (self);
  sb_history_presenter_clear_filters (self->presenter);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_history_presenter_retry (SB_HISTORY_BROWSER (widget)->presenter);
}

static void
search_changed_cb (SbHistoryBrowser *self)
{
  if (!self->is_resetting && self->presenter != NULL)
    sb_history_presenter_set_text (self->presenter, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Escape clears the search first, and then goes back. */
static void
search_stopped_cb (SbHistoryBrowser *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "history.back", NULL);
}

/* Down goes on from the entry to the first row. */
static gboolean
search_key_pressed_cb (SbHistoryBrowser *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Down || self->presenter == NULL
      || g_list_model_get_n_items (sb_history_presenter_get_items (self->presenter)) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0u);
  gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static void
filters_changed_cb (SbHistoryBrowser *self)
{
  if (self->is_resetting || self->presenter == NULL)
    return;

  sb_history_presenter_set_ending (self->presenter, sb_history_filters_get_ending (self->filters));
  sb_history_presenter_set_period (self->presenter, sb_history_filters_get_period (self->filters));
  sb_history_presenter_set_needs_attention (self->presenter, sb_history_filters_get_needs_attention (self->filters));
}

/* Both "changed" and "value-changed": the first page may be shorter than the window. */
static void
scrolled_cb (SbHistoryBrowser *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  const double page = gtk_adjustment_get_page_size (adjustment);
  const double left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) - page;

  if (self->presenter != NULL && page > 0 && left < 1.5 * page)
    sb_history_presenter_load_more (self->presenter);
}

/* ---- what the presenter says ---- */

static void
update (SbHistoryBrowser *self)
{
  static const char *names[] = { "loading", "list", "empty", "no-match", "failed" };

  sb_problem_page_set_problem (self->failed_page, sb_history_presenter_get_problem (self->presenter));
  sb_strip_set_problem (self->more_strip, sb_history_presenter_get_more_problem (self->presenter));
  gtk_stack_set_visible_child_name (self->stack, names[sb_history_presenter_get_view (self->presenter)]);
  gtk_label_set_text (self->summary_label, sb_history_presenter_get_summary (self->presenter));
}

static void
update_fault (SbHistoryBrowser *self)
{
  sb_strip_set_problem (self->fault_strip, sb_history_presenter_get_fault (self->presenter));
}

/* ---- object ---- */

static void
sb_history_browser_dispose (GObject *object)
{
  SbHistoryBrowser *self = SB_HISTORY_BROWSER (object);

  g_clear_object (&self->presenter_signals);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_HISTORY_BROWSER);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_history_browser_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-history-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, fault_strip);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, filters);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, list_view);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, more_strip);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, search_box);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryBrowser, summary_label);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
sb_history_browser_class_init (SbHistoryBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_history_browser_dispose;

  g_type_ensure (SB_TYPE_HISTORY_FILTERS);
  g_type_ensure (SB_TYPE_HISTORY_ITEM);
  g_type_ensure (SB_TYPE_HISTORY_ROW);
  g_type_ensure (SB_TYPE_PROBLEM_PAGE);
  g_type_ensure (SB_TYPE_STRIP);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "history.clear-filters", NULL, clear_filters);
  gtk_widget_class_install_action (widget_class, "history.retry", NULL, retry);

  /**
   * SbHistoryBrowser::opened:
   * @item: the log-in of which the user wants to know all
   */
  signals[OPENED] = g_signal_new ("opened", SB_TYPE_HISTORY_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, SB_TYPE_HISTORY_ITEM);
}

static void
sb_history_browser_init (SbHistoryBrowser *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->presenter_signals = g_signal_group_new (SB_TYPE_HISTORY_PRESENTER);
  g_signal_group_connect_swapped (self->presenter_signals, "notify", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->presenter_signals, "notify::fault", G_CALLBACK (update_fault), self);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/**
 * sb_history_browser_set_presenter:
 * @self: the widget
 * @presenter: what there is to show
 *
 * Shows the history from its beginning.
 */
void
sb_history_browser_set_presenter (SbHistoryBrowser *self, SbHistoryPresenter *presenter)
{
  GtkSingleSelection *selection;

  g_return_if_fail (SB_IS_HISTORY_BROWSER (self));
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (presenter));

  gtk_list_view_set_model (self->list_view, NULL);
  g_set_object (&self->presenter, presenter);
  g_signal_group_set_target (self->presenter_signals, presenter);

  selection = gtk_single_selection_new (g_object_ref (sb_history_presenter_get_items (presenter)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);

  reset_search_widgets (self);
  sb_history_presenter_load (presenter);
  update (self);
  update_fault (self);
}

/**
 * sb_history_browser_set_narrow:
 * @self: the widget
 * @is_narrow: whether the filters stand under the search
 */
void
sb_history_browser_set_narrow (SbHistoryBrowser *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_HISTORY_BROWSER (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->search_box),
                                  is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * sb_history_browser_focus:
 * @self: the widget
 *
 * Puts the keyboard into the search.
 */
void
sb_history_browser_focus (SbHistoryBrowser *self)
{
  g_return_if_fail (SB_IS_HISTORY_BROWSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * sb_history_browser_focus_list:
 * @self: the widget
 *
 * Puts the keyboard on the row where it was.
 */
void
sb_history_browser_focus_list (SbHistoryBrowser *self)
{
  g_return_if_fail (SB_IS_HISTORY_BROWSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
