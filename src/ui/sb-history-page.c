/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page History: every log-in that is on record, and all that is known of one of them. It turns what the user does into
 * calls on SbHistoryPresenter and shows what that says. */

#include "config.h"

#include "sb-history-page.h"

#include <glib/gi18n.h>

#include "sb-decoration.h"
#include "sb-history-browser.h"
#include "sb-history-detail.h"
#include "sb-history-words.h"
#include "sb-owed-button.h"
#include "sb-save-file.h"
#include "sb-width-bin.h"

/* Below it the filters stand under the search. */
#define NARROW_WIDTH 760

struct _SbHistoryPage
{
  AdwBin parent_instance;

  /* template widgets */
  SbHistoryBrowser *browser;
  SbHistoryDetail *detail;
  AdwHeaderBar *header_bar;
  GtkWidget *menu_button;
  SbOwedButton *owed_button;
  GtkStack *pages;
  SbWidthBin *width_bin;
  AdwWindowTitle *window_title;

  /* owned */
  SbHistoryPresenter *presenter; /* nullable */
  GSignalGroup *presenter_signals;
  SbHistoryItem *shown;          /* nullable: the one that all is told of */
};

G_DEFINE_FINAL_TYPE (SbHistoryPage, sb_history_page, ADW_TYPE_BIN)

enum
{
  LEFT,
  TOAST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_in_detail (SbHistoryPage *self)
{
  return self->shown != NULL;
}

static void
update_actions (SbHistoryPage *self)
{
  gboolean is_checking = FALSE;
  gboolean is_exporting = FALSE;
  gboolean has_rows = FALSE;

  if (self->presenter != NULL)
    {
      g_object_get (self->presenter, "is-checking", &is_checking, "is-exporting", &is_exporting, NULL);
      has_rows = sb_history_presenter_get_view (self->presenter) == SB_HISTORY_VIEW_LIST;
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.check", self->presenter != NULL && !is_checking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export", has_rows && !is_exporting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.copy", is_in_detail (self));
}

/* ---- the list and one of it ---- */

static void
show_list (SbHistoryPage *self)
{
  gtk_stack_set_visible_child_name (self->pages, "list");
  g_clear_object (&self->shown);
  adw_window_title_set_title (self->window_title, _("History"));
  gtk_widget_set_visible (self->menu_button, TRUE);
  update_actions (self);
}

static void
opened_cb (SbHistoryPage *self, SbHistoryItem *item)
{
  g_autofree char *title = sb_history_words_make_learner (sb_history_item_get_entry (item));

  g_set_object (&self->shown, item);
  sb_history_detail_set_item (self->detail, item);
  adw_window_title_set_title (self->window_title, title);
  gtk_widget_set_visible (self->menu_button, FALSE);
  gtk_stack_set_visible_child_name (self->pages, "detail");
  update_actions (self);
  sb_history_detail_focus (self->detail);
}

/* From the details to the list, whose row still has the selection; from there out. */
static void
go_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbHistoryPage *self = SB_HISTORY_PAGE (widget);

  if (!is_in_detail (self))
    {
      g_signal_emit (self, signals[LEFT], 0);
      return;
    }

  show_list (self);
  sb_history_browser_focus_list (self->browser);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbHistoryPage *self = SB_HISTORY_PAGE (widget);
  g_autofree char *text = sb_history_words_make_text (sb_history_item_get_entry (self->shown));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  g_signal_emit (self, signals[TOAST], 0, _("Copied"));
}

/* ---- checking and exporting ---- */

static void
check (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_history_presenter_check (SB_HISTORY_PAGE (widget)->presenter);
}

static void
checked_cb (SbHistoryPage *self, gboolean is_good, const char *sentence)
{
  if (is_good)
    g_signal_emit (self, signals[TOAST], 0, sentence);
}

static void
say_cb (SbHistoryPage *self, const char *sentence)
{
  g_signal_emit (self, signals[TOAST], 0, sentence);
}

typedef struct
{
  SbHistoryPage *self;
  SbHistoryFormat format;
} Choice;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (SbHistoryPage) self = choice->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = sb_save_file_finish (result, &error);

  if (file != NULL && self->presenter != NULL)
    sb_history_presenter_export (self->presenter, choice->format, file);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[TOAST], 0, _("It could not be asked where to save the file"));
}

static void
export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const gboolean is_json = g_str_equal (g_variant_get_string (parameter, NULL), "json");
  const SbHistoryFormat format = is_json ? SB_HISTORY_FORMAT_JSON : SB_HISTORY_FORMAT_CSV;
  g_autofree char *name = sb_history_presenter_make_file_name (format);
  Choice *choice = g_new0 (Choice, 1);

  choice->self = g_object_ref (SB_HISTORY_PAGE (widget));
  choice->format = format;
  sb_save_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), _("Export the History"), name, chosen_cb, choice);
}

static void
focus_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbHistoryPage *self = SB_HISTORY_PAGE (widget);

  if (self->shown == NULL)
    sb_history_browser_focus (self->browser);
}

static void
width_changed_cb (SbHistoryPage *self)
{
  const gboolean is_narrow = sb_width_bin_get_width (self->width_bin) < NARROW_WIDTH;

  sb_history_browser_set_narrow (self->browser, is_narrow);
  sb_owed_button_set_narrow (self->owed_button, is_narrow);
  adw_header_bar_set_decoration_layout (self->header_bar,
                                        is_narrow ? sb_narrow_decoration_layout (GTK_WIDGET (self)) : NULL);
}

/* ---- object ---- */

static void
sb_history_page_dispose (GObject *object)
{
  SbHistoryPage *self = SB_HISTORY_PAGE (object);

  g_clear_object (&self->presenter_signals);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_HISTORY_PAGE);
  g_clear_object (&self->presenter);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (sb_history_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, browser);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, detail);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, owed_button);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, pages);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, width_bin);
  gtk_widget_class_bind_template_child (widget_class, SbHistoryPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
}

static void
sb_history_page_class_init (SbHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_history_page_dispose;

  g_type_ensure (SB_TYPE_HISTORY_BROWSER);
  g_type_ensure (SB_TYPE_HISTORY_DETAIL);
  g_type_ensure (SB_TYPE_OWED_BUTTON);
  g_type_ensure (SB_TYPE_WIDTH_BIN);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "history.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "history.check", NULL, check);
  gtk_widget_class_install_action (widget_class, "history.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "history.export", "s", export);
  gtk_widget_class_install_action (widget_class, "history.search", NULL, focus_search);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "history.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "history.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "history.search", NULL);

  /**
   * SbHistoryPage::left:
   *
   * The user wants to go back to where they came from.
   */
  signals[LEFT] = g_signal_new ("left", SB_TYPE_HISTORY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * SbHistoryPage::toast:
   * @text: what to say
   */
  signals[TOAST] = g_signal_new ("toast", SB_TYPE_HISTORY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
sb_history_page_init (SbHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->presenter_signals = g_signal_group_new (SB_TYPE_HISTORY_PRESENTER);
  g_signal_group_connect_swapped (self->presenter_signals, "notify", G_CALLBACK (update_actions), self);
  g_signal_group_connect_swapped (self->presenter_signals, "checked", G_CALLBACK (checked_cb), self);
  g_signal_group_connect_swapped (self->presenter_signals, "exported", G_CALLBACK (say_cb), self);
  g_signal_group_connect_swapped (self->presenter_signals, "failed", G_CALLBACK (say_cb), self);
  update_actions (self);
}

/**
 * sb_history_page_set_owed:
 * @self: the page
 * @owed: what is still owed
 *
 * To be called once.
 */
void
sb_history_page_set_owed (SbHistoryPage *self, SbOwedPresenter *owed)
{
  g_return_if_fail (SB_IS_HISTORY_PAGE (self));

  sb_owed_button_set_presenter (self->owed_button, owed);
}

/**
 * sb_history_page_set_presenter:
 * @self: the page
 * @presenter: what there is to show
 *
 * Shows the history from its beginning.
 */
void
sb_history_page_set_presenter (SbHistoryPage *self, SbHistoryPresenter *presenter)
{
  g_return_if_fail (SB_IS_HISTORY_PAGE (self));
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (presenter));

  g_set_object (&self->presenter, presenter);
  g_signal_group_set_target (self->presenter_signals, presenter);
  sb_history_browser_set_presenter (self->browser, presenter);
  show_list (self);
}

/**
 * sb_history_page_focus:
 * @self: the page
 *
 * Puts the keyboard into the search.
 */
void
sb_history_page_focus (SbHistoryPage *self)
{
  g_return_if_fail (SB_IS_HISTORY_PAGE (self));

  sb_history_browser_focus (self->browser);
}
