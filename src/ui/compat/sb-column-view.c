/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two things that GtkColumnView only learnt later.
 *
 * Column headers that sort at the platform, not here: GTK tells which column is sorted by only since 4.10
 * (gtk_column_view_sorter_get_primary_sort_column()). What works on every version: the view's sorter asks the
 * sorter of the clicked column first, and turns its answer round for descending order. So each column's sorter says
 * "smaller" to anything and notes that it was asked.
 *
 * The keyboard focus on a row: gtk_column_view_scroll_to() is there since 4.12. On every version the view's last
 * child is the list of the rows, and takes the focus to the row that was focused last. */

#include "config.h"

#include "sb-column-view.h"

static int asked_key;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  asked_key = GPOINTER_TO_INT (user_data);

  return GTK_ORDERING_SMALLER;
}

/**
 * sb_column_sorter_new:
 * @key: what the column means, at least 0
 *
 * Returns: (transfer full): a sorter that makes the column's header clickable
 */
GtkSorter *
sb_column_sorter_new (int key)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_cb, GINT_TO_POINTER (key), NULL));
}

typedef struct
{
  SbColumnSortFunc func;
  gpointer user_data;
} Listener;

static void
changed_cb (GtkSorter *sorter, GtkSorterChange change, Listener *listener)
{
  g_autoptr (GObject) any = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  asked_key = -1;
  ordering = gtk_sorter_compare (sorter, any, other);

  if (asked_key >= 0)
    listener->func (asked_key, ordering == GTK_ORDERING_LARGER, listener->user_data);
}

/**
 * sb_column_view_on_sort:
 * @view: a column view whose columns have sorters of sb_column_sorter_new()
 * @func: called with the key of the column that was clicked
 * @user_data: for @func
 *
 * Returns: a handler of the view's sorter, to be disconnected before @user_data goes
 */
gulong
sb_column_view_on_sort (GtkColumnView *view, SbColumnSortFunc func, gpointer user_data)
{
  Listener *listener = g_new (Listener, 1);

  *listener = (Listener) { func, user_data };

  return g_signal_connect_data (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (changed_cb), listener,
                                (GClosureNotify) g_free, 0);
}

/**
 * sb_column_view_focus_row:
 * @view: a column view with a #GtkSingleSelection
 * @position: a row that is there
 *
 * Selects a row and puts the keyboard focus on it.
 */
void
sb_column_view_focus_row (GtkColumnView *view, guint position)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (view));

  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
  gtk_widget_activate_action (rows, "list.select-item", "(ubb)", position, FALSE, FALSE);
  gtk_widget_grab_focus (rows);
}
