/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page and every dialog with the keyboard alone: what can have the focus is reached with the Tab key from the start,
 * or with the arrows in a list that is, or with the Tab key from a row of one; and the focus goes the way one reads. */

#include "config.h"

#include "sb-ui-scenes.h"

#define MAX_STEPS 300

typedef struct
{
  GHashTable *reached; /* (element-type GtkWidget) */
  const char *scene;
  gboolean checks_order;
} Reach;

static guint n_scenes;
static guint n_reached;

static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_FLOW_BOX (widget) || GTK_IS_LIST_BASE (widget);
}

static char *
dup_words (GtkWidget *widget)
{
  for (GtkWidget *named = widget; named != NULL; named = gtk_widget_get_parent (named))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (named));

      if (id != NULL && !g_str_has_prefix (id, "___"))
        return g_strdup_printf ("%s in “%s”", G_OBJECT_TYPE_NAME (widget), id);
    }

  return g_strdup (G_OBJECT_TYPE_NAME (widget));
}

/* Up, or back in the same line: not the way one reads. From the foot of one column to the head of the next is. */
static gboolean
is_backwards (GtkWidget *from, GtkWidget *to)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (from));
  graphene_rect_t a, b;
  gboolean is_above, is_beside;

  if (!gtk_widget_compute_bounds (from, window, &a) || !gtk_widget_compute_bounds (to, window, &b))
    return FALSE;

  is_above = b.origin.y + b.size.height <= a.origin.y;
  is_beside = b.origin.x >= a.origin.x + a.size.width;

  return (is_above && !is_beside)
         || (b.origin.x + b.size.width <= a.origin.x && !is_above && b.origin.y < a.origin.y + a.size.height / 2
             && b.origin.y + b.size.height > a.origin.y + a.size.height / 2);
}

/* Where the focus goes, newer GTK scrolls in a moment. */
static gboolean
stays_backwards (GtkWidget *from, GtkWidget *to)
{
  if (!is_backwards (from, to))
    return FALSE;

  sb_ui_settle (gtk_widget_get_root (to));

  return is_backwards (from, to);
}

static void
step_to (Reach *reach, GtkWidget *from, GtkWidget *to)
{
  g_hash_table_add (reach->reached, to);
  if (from != NULL && reach->checks_order && stays_backwards (from, to))
    {
      g_autofree char *before = dup_words (from);
      g_autofree char *after = dup_words (to);

      g_test_message ("%s: the focus goes back from %s to %s", reach->scene, before, after);
      g_test_fail ();
    }
}

/* With the Tab key from where the focus is, while it is in @within. */
static void
walk (Reach *reach, GtkWindow *window, GtkWidget *within)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      GtkWidget *next;

      if (!gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
        return;
      next = gtk_window_get_focus (window);
      if (next == NULL || next == focus || (within != NULL && !gtk_widget_is_ancestor (next, within))
          || (within == NULL && g_hash_table_contains (reach->reached, next)))
        return;
      step_to (reach, focus, next);
      focus = next;
    }
}

/* Of a list that was reached, each row, and what is in it. */
static void
walk_rows_cb (GtkWidget *widget, gpointer data)
{
  Reach *reach = data;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWidget *list = gtk_widget_get_parent (widget);

  if (list == NULL || !is_list (list) || !gtk_widget_get_mapped (widget))
    return;

  if (!g_hash_table_contains (reach->reached, list) || !gtk_widget_get_focusable (widget) || !gtk_widget_grab_focus (widget))
    return;

  g_hash_table_add (reach->reached, widget);
  walk (reach, window, widget);
}

static gboolean
can_be_focused (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) || !gtk_widget_get_focusable (widget))
    return FALSE;

  for (GtkWidget *around = widget; around != NULL; around = gtk_widget_get_parent (around))
    if (!gtk_widget_get_can_focus (around))
      return FALSE;

  return gtk_widget_get_width (widget) > 0;
}

static void
check_reached_cb (GtkWidget *widget, gpointer data)
{
  Reach *reach = data;
  g_autofree char *words = NULL;

  /* What only scrolls is no control, and what is in it is reached; so is the row in an expander row. */
  if (!can_be_focused (widget) || GTK_IS_SCROLLED_WINDOW (widget) || is_list (widget) || GTK_IS_COLUMN_VIEW (widget)
      || ADW_IS_EXPANDER_ROW (widget))
    return;

  n_reached++;
  if (g_hash_table_contains (reach->reached, widget))
    return;

  words = dup_words (widget);
  g_test_message ("%s: a %s cannot be reached with the keyboard", reach->scene, words);
  g_test_fail ();
}

static void
look_cb (const char *scene, GtkWindow *window, gpointer data)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  Reach reach = { reached, scene, TRUE };
  g_autoptr (GPtrArray) widgets = NULL;
  GHashTableIter iter;
  gpointer widget;

  /* GTK's own. */
  if (g_str_equal (scene, "shortcuts"))
    return;

  /* Without the focus of the display, newer GTK does not go on from a row to what is in it. */
  gtk_window_present (window);
  sb_test_wait_until (gtk_window_is_active (window));
  sb_ui_settle (window);
  n_scenes++;
  gtk_window_set_focus (window, NULL);
  walk (&reach, window, NULL);

  /* The lists that the focus came by. */
  widgets = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    g_ptr_array_add (widgets, widget);
  for (guint i = 0; i < widgets->len; i++)
    for (GtkWidget *around = widgets->pdata[i]; around != NULL; around = gtk_widget_get_parent (around))
      if (is_list (around))
        g_hash_table_add (reached, around);
  reach.checks_order = FALSE;
  sb_ui_walk (window, walk_rows_cb, &reach);
  sb_ui_walk (window, check_reached_cb, &reach);
}

static void
test_keyboard (void)
{
  sb_ui_show_scenes (look_cb, NULL);
  g_assert_cmpuint (n_scenes, >, 15);
  g_assert_cmpuint (n_reached, >, 150);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  g_test_add_func ("/ui/reach/keyboard", test_keyboard);

  return sb_ui_run ();
}
