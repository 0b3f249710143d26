/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sheet after a log-in: what changed, whether the learner was told, and both as a text for a ticket. It must not hold up
 * whoever does this all day: the keyboard is on Done, and Escape does the same. */

#include "config.h"

#include "sb-summary-dialog.h"

#include <glib/gi18n.h>

#include "sb-announce.h"
#include "sb-dialog-size.h"
#include "sb-fact-row.h"
#include "sb-help-viewer.h"

struct _SbSummaryDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkListBox *changes_list;
  GtkWidget *done_button;
  GtkScrolledWindow *scrolled_window;
  AdwToastOverlay *toast_overlay;
  GtkImage *told_icon;
  GtkLabel *told_label;
  GtkLabel *visit_label;

  /* owned */
  SbSummary *summary;
};

G_DEFINE_FINAL_TYPE (SbSummaryDialog, sb_summary_dialog, ADW_TYPE_WINDOW)

static void
update_told (SbSummaryDialog *self)
{
  const gboolean needs_attention = sb_summary_get_needs_attention (self->summary);

  gtk_label_set_text (self->told_label, sb_summary_get_told (self->summary));
  gtk_image_set_from_icon_name (self->told_icon, needs_attention ? "dialog-warning-symbolic" : "object-select-symbolic");
  if (needs_attention)
    gtk_widget_add_css_class (GTK_WIDGET (self->told_icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->told_icon), "warning");
}

/* What is learnt while the sheet stands there is said, too. */
static void
told_cb (SbSummaryDialog *self)
{
  update_told (self);
  sb_announce (GTK_WIDGET (self), sb_summary_get_told (self->summary));
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSummaryDialog *self = SB_SUMMARY_DIALOG (widget);
  const gboolean is_markdown = g_str_equal (g_variant_get_string (parameter, NULL), "markdown");
  g_autofree char *text = sb_summary_dup_ticket (self->summary, is_markdown ? SB_TICKET_MARKDOWN : SB_TICKET_PLAIN);
  AdwToast *toast = adw_toast_new (is_markdown ? _("Copied as Markdown") : _("Copied as plain text"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_set_timeout (toast, 3);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  sb_announce (widget, adw_toast_get_title (toast));
}

/* The rows never have the keyboard, which stays on Done. */
static void
scroll (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSummaryDialog *self = SB_SUMMARY_DIALOG (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  const double step = gtk_adjustment_get_page_size (adjustment) * 0.9;

  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment) + g_variant_get_int32 (parameter) * step);
}

static GtkWidget *
make_fact_row (gpointer item, gpointer user_data)
{
  return sb_fact_row_new (item);
}

static void
sb_summary_dialog_dispose (GObject *object)
{
  SbSummaryDialog *self = SB_SUMMARY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SUMMARY_DIALOG);
  g_clear_object (&self->summary);

  G_OBJECT_CLASS (sb_summary_dialog_parent_class)->dispose (object);
}

static void
sb_summary_dialog_class_init (SbSummaryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_summary_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/sb-summary-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, changes_list);
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, told_icon);
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, told_label);
  gtk_widget_class_bind_template_child (widget_class, SbSummaryDialog, visit_label);

  gtk_widget_class_install_action (widget_class, "summary.copy", "s", copy);
  gtk_widget_class_install_action (widget_class, "summary.scroll", "i", scroll);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "summary.scroll", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "summary.scroll", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  sb_help_viewer_add_key (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "summary.copy", "s", "plain");
}

static void
sb_summary_dialog_init (SbSummaryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_summary_dialog_new:
 * @summary: what to show
 * @parent: (nullable): the window that it belongs to
 *
 * Returns: (transfer floating): the sheet, not shown yet
 */
GtkWidget *
sb_summary_dialog_new (SbSummary *summary, GtkWindow *parent)
{
  SbSummaryDialog *self = g_object_new (SB_TYPE_SUMMARY_DIALOG, "transient-for", parent, NULL);
  g_autofree char *visit = sb_summary_dup_visit (summary);

  sb_set_dialog_size (GTK_WINDOW (self), parent);

  self->summary = g_object_ref (summary);
  gtk_label_set_text (self->visit_label, visit);
  gtk_list_box_bind_model (self->changes_list, sb_summary_get_facts (summary), make_fact_row, NULL, NULL);
  g_signal_connect_object (summary, "notify::told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (summary, "notify::needs-attention", G_CALLBACK (update_told), self, G_CONNECT_SWAPPED);
  update_told (self);
  gtk_widget_grab_focus (self->done_button);

  return GTK_WIDGET (self);
}
