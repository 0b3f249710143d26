/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Saying something to a screen reader. GTK has a call for it since 4.14; at our floor a change of the window's
 * accessible description is announced by Orca, which is the nearest thing.
 *
 * And naming to it what has another text on it: newer GTK says of a button that it is called what is on its label, which
 * goes before any name of its own. */

#include "config.h"
#include "sb-newest.h"

#include "sb-announce.h"

#if GTK_CHECK_VERSION(4, 14, 0)
/* With GTK_A11Y=none or =test, what GTK has to speak through cannot be spoken through, and GTK would call a function that is
 * not there. It tells nobody so, but what it is called does. */
static gboolean
can_announce (GtkWidget *widget)
{
  g_autoptr (GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  return context != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext");
}
#endif

/**
 * sb_announce:
 * @widget: the widget that it is about, in a window
 * @text: what to say
 */
void
sb_announce (GtkWidget *widget, const char *text)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  if (can_announce (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
#else
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
#endif
}

/**
 * sb_set_spoken_name:
 * @widget: such as a button with a short text, after that has been set
 * @name: what it is called for those who do not see what is around it
 */
void
sb_set_spoken_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
