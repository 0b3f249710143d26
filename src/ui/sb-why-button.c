/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Why?", beside a refusal or a failure: opens the help where it is explained. Hidden where the help says nothing of it. */

#include "config.h"

#include "sb-why-button.h"

#include <glib/gi18n.h>

#include "sb-help-viewer.h"

struct _SbWhyButton
{
  GtkButton parent_instance;

  const char *topic; /* nullable: of sb-help.h, never freed */
};

G_DEFINE_FINAL_TYPE (SbWhyButton, sb_why_button, GTK_TYPE_BUTTON)

static void
sb_why_button_clicked (GtkButton *button)
{
  SbWhyButton *self = SB_WHY_BUTTON (button);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (self->topic != NULL)
    sb_help_viewer_show (self->topic);
}

static void
sb_why_button_class_init (SbWhyButtonClass *klass)
{
  GTK_BUTTON_CLASS (klass)->clicked = sb_why_button_clicked;
}

static void
sb_why_button_init (SbWhyButton *self)
{
  /* Translators: a button beside something that is refused or has failed. It opens the help, which explains it. */
  gtk_button_set_label (GTK_BUTTON (self), _("_Why?"));
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Read about it in the help"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "why");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sb_why_button_new:
 * @topic: (nullable): a topic of sb-help.h
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
sb_why_button_new (const char *topic)
{
  SbWhyButton *self = g_object_new (SB_TYPE_WHY_BUTTON, NULL);

  sb_why_button_set_help (self, topic);

  return GTK_WIDGET (self);
}

/**
 * sb_why_button_get_help:
 *
 * Returns: (transfer none) (nullable): what it opens
 */
const char *
sb_why_button_get_help (SbWhyButton *self)
{
  g_return_val_if_fail (SB_IS_WHY_BUTTON (self), NULL);

  return self->topic;
}

/**
 * sb_why_button_set_help:
 * @self: the button
 * @topic: (nullable): a topic of sb-help.h; %NULL hides the button
 */
void
sb_why_button_set_help (SbWhyButton *self, const char *topic)
{
  g_return_if_fail (SB_IS_WHY_BUTTON (self));

  self->topic = topic;
  gtk_widget_set_visible (GTK_WIDGET (self), topic != NULL);
}
