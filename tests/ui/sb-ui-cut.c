/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for words that cannot be read to their end: cut with an ellipsis, given less room than they need, or outside of
 * what clips them. Some labels may be cut, because what they say is as long as somebody made it; they are named here,
 * each with the reason. */

#include "config.h"

#include "sb-ui-cut.h"

#include "sb-text-cell.h"
#include "sb-ui-fixtures.h"
#include "sb-width-bin.h"

#include <string.h>

/* What may be cut with an ellipsis: a label by the name it has in its template, and the type of a widget around it. */
static const struct
{
  const char *type;
  const char *id;
} may_be_cut[] = {
  /* The explanation gives way to the name and the button; the window's title says it in full. */
  { "SbVisitBar", "lead_label" },
  { "SbVisitBar", "subtitle_label" },
  /* Names and titles that people have given. */
  { "SbVisitBar", "name_label" },
  { "SbCourseCard", "name_label" },
  { "SbHistoryRow", "learner_label" },
  { "SbHistoryRow", "account_label" },
  { "SbNoticeRow", "text_label" },
  { "SbBranchButton", "level_label" },
  /* What the page is called gives way to the buttons beside it; the platform and the branch are in the account's menu. */
  { "AdwWindowTitle", "title_label" },
  { "AdwWindowTitle", "subtitle_label" },
};

/* And what may be in large text only: the titles of dialogs have one line, and say nothing that is not below them. */
static const struct
{
  const char *type;
  const char *id;
} may_be_cut_if_large[] = {
  { "AdwHeaderBar", "" },
};

static const char *
get_id (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  return id == NULL ? "" : id;
}

static GtkWidget *
get_owner (GtkWidget *widget)
{
  for (GtkWidget *owner = widget; owner != NULL; owner = gtk_widget_get_parent (owner))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (owner), "Sb"))
      return owner;

  return NULL;
}

/* Of gtk-xft-dpi: text is larger than the a page is made for. */
#define LARGE (1.5 * 96 * 1024)

static gboolean
is_large (void)
{
  int resolution;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &resolution, NULL);

  return resolution >= LARGE;
}

static gboolean
may_be_ellipsized (GtkWidget *label)
{
  for (gsize i = 0; is_large () && i < G_N_ELEMENTS (may_be_cut_if_large); i++)
    if (g_str_equal (may_be_cut_if_large[i].id, get_id (label))
        && gtk_widget_get_ancestor (label, g_type_from_name (may_be_cut_if_large[i].type)) != NULL)
      return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (may_be_cut); i++)
    if (g_str_equal (may_be_cut[i].id, get_id (label))
        && gtk_widget_get_ancestor (label, g_type_from_name (may_be_cut[i].type)) != NULL)
      return TRUE;

  /* The whole text of a row's cell is in its tooltip, and what is typed takes the place of the other, whose entry has a
   * name. */
  return SB_IS_TEXT_CELL (label) || GTK_IS_TEXT (gtk_widget_get_parent (label));
}

typedef struct
{
  const char *place;
  guint n_cut;
} Look;

static void
complain (Look *look, GtkWidget *label, const char *what)
{
  GtkWidget *owner = get_owner (label);
  GtkWidget *parent = gtk_widget_get_parent (label);

  g_test_message ("%s: “%s” is %s (%s “%s” in %s in %s, %d × %d)", look->place, sb_ui_get_text (label), what,
                  G_OBJECT_TYPE_NAME (label), get_id (label), G_OBJECT_TYPE_NAME (parent),
                  owner == NULL ? "GTK" : G_OBJECT_TYPE_NAME (owner), gtk_widget_get_width (label),
                  gtk_widget_get_height (label));
  look->n_cut++;
}

static PangoLayout *
get_layout (GtkWidget *label)
{
  return SB_IS_TEXT_CELL (label) ? sb_text_cell_get_layout (SB_TEXT_CELL (label))
                                 : gtk_label_get_layout (GTK_LABEL (label));
}

static gboolean
is_too_small (GtkWidget *label)
{
  int layout_width, layout_height;

  pango_layout_get_pixel_size (get_layout (label), &layout_width, &layout_height);

  return layout_width > gtk_widget_get_width (label) || layout_height > gtk_widget_get_height (label);
}

/* Whether what is in the widget can be moved, in this direction, until all of it is seen. Whole pages can be moved, but
 * must need it only in large text. */
static gboolean
scrolls (GtkWidget *widget, GtkOrientation orientation)
{
  GtkPolicyType horizontal, vertical;

  widget = gtk_widget_get_parent (widget);
  if (GTK_IS_COLUMN_VIEW (widget))
    widget = gtk_widget_get_parent (widget);
  if (widget == NULL || !GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;

  if (SB_IS_WIDTH_BIN (gtk_widget_get_parent (widget)) && !is_large ())
    return FALSE;

  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &horizontal, &vertical);

  return (orientation == GTK_ORIENTATION_HORIZONTAL ? horizontal : vertical) != GTK_POLICY_NEVER;
}

/* Up to the window, or the popover, that it is in: all of it is within everything that it is in. */
static gboolean
is_outside (GtkWidget *label)
{
  gboolean has_to_fit_across = TRUE;
  gboolean has_to_fit_down = TRUE;

  for (GtkWidget *around = gtk_widget_get_parent (label); around != NULL; around = gtk_widget_get_parent (around))
    {
      graphene_rect_t bounds;

      has_to_fit_across = has_to_fit_across && !scrolls (around, GTK_ORIENTATION_HORIZONTAL);
      has_to_fit_down = has_to_fit_down && !scrolls (around, GTK_ORIENTATION_VERTICAL);
      if (!gtk_widget_compute_bounds (label, around, &bounds))
        continue;
      if (gtk_widget_get_overflow (around) != GTK_OVERFLOW_HIDDEN && !GTK_IS_NATIVE (around))
        continue;
      if (has_to_fit_across && (bounds.origin.x < -1
                                || bounds.origin.x + bounds.size.width > gtk_widget_get_width (around) + 1))
        return TRUE;
      if (has_to_fit_down && (bounds.origin.y < -1
                              || bounds.origin.y + bounds.size.height > gtk_widget_get_height (around) + 1))
        return TRUE;
      if (GTK_IS_NATIVE (around))
        break;
    }

  return FALSE;
}

/* What makes it so wide: from the widest thing in @widget to the widest in that, and so on. */
static char *
dup_widest (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);

  while (widget != NULL)
    {
      GtkWidget *widest = NULL;
      int minimum, most = 0;

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          if (gtk_widget_get_mapped (child) && minimum > most)
            {
              most = minimum;
              widest = child;
            }
        }
      widget = widest;
      if (widget != NULL)
        g_string_append_printf (path, " > %s “%s” %d", G_OBJECT_TYPE_NAME (widget), get_id (widget), most);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
look_at (Look *look, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) == 0)
    return;

  if (sb_ui_get_text (widget) != NULL && *sb_ui_get_text (widget) != '\0')
    {
      gboolean is_cut = pango_layout_is_ellipsized (get_layout (widget));

      if (is_cut && !may_be_ellipsized (widget))
        complain (look, widget, "cut");
      else if (!is_cut && is_too_small (widget))
        complain (look, widget, "in too little room");
      else if (is_outside (widget))
        complain (look, widget, "partly outside");
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      look_at (look, child);
}

/**
 * sb_ui_look_for_cut_text:
 * @root: a window or a popover that is shown; popovers above it are looked at by themselves
 * @place: for the log
 *
 * Returns: how many labels cannot be read to their end; which is in the log
 */
guint
sb_ui_look_for_cut_text (GtkWidget *root, const char *place)
{
  Look look = { place, 0 };

  look_at (&look, root);
  if (look.n_cut > 0)
    {
      g_autofree char *widest = dup_widest (root);

      g_test_message ("%s: the widest thing is%s", place, widest);
    }

  return look.n_cut;
}
