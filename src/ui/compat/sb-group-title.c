/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* libadwaita 1.2 cuts the title of a group of rows when it does not fit into one line, as happens in long languages and in
 * large text. It takes as many lines as it needs instead. */

#include "config.h"

#include "sb-group-title.h"

#include <adwaita.h>

/* The labels of a group are its title and its description; the rows are in a list. */
static void
let_wrap (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_LIST_BOX (child))
      let_wrap (child);
}

/**
 * sb_let_group_titles_wrap:
 * @widget: something with groups of rows in it
 */
void
sb_let_group_titles_wrap (GtkWidget *widget)
{
  if (ADW_IS_PREFERENCES_GROUP (widget))
    {
      let_wrap (widget);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sb_let_group_titles_wrap (child);
}
