/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What GtkBinLayout does, but that the width is the same for any height. A horizontal GtkBox, and GtkStack, ask what is in
 * them how wide it is at the height that they have got; for a label that wraps, and for a box of such labels, GTK tries
 * a dozen widths, and lays the text out for each. A page of text takes longer to measure so than all else together, for
 * an answer that is thrown away: on a page that scrolls, the width comes first. */

#include "config.h"

#include "sb-width-first-layout.h"

struct _SbWidthFirstLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SbWidthFirstLayout, sb_width_first_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
sb_width_first_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sb_width_first_layout_measure (GtkLayoutManager *manager,
                               GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, &child_minimum,
                          &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
sb_width_first_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
sb_width_first_layout_class_init (SbWidthFirstLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = sb_width_first_layout_get_request_mode;
  layout_class->measure = sb_width_first_layout_measure;
  layout_class->allocate = sb_width_first_layout_allocate;
}

static void
sb_width_first_layout_init (SbWidthFirstLayout *self)
{
}
