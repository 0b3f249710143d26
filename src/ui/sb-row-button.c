/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ⋮ button of a row of a long list: one widget where GtkMenuButton is four. Whoever makes it connects to "clicked" and
 * opens the menu, which there is none of until then. */

#include "config.h"

#include "sb-row-button.h"

#include "sb-color.h"
#include "sb-drawing.h"

#define ICON_SIZE 16

struct _SbRowButton
{
  GtkButton parent_instance;

  char *label; /* owned; nullable */
};

G_DEFINE_FINAL_TYPE (SbRowButton, sb_row_button, GTK_TYPE_BUTTON)

/* What was drawn last: hardly ever is one button of another colour than the others. */
static struct
{
  GdkTexture *texture;
  GdkRGBA color;
  int scale;
} icon;

static void
draw_icon (cairo_t *cr, gpointer user_data)
{
  gdk_cairo_set_source_rgba (cr, user_data);
  for (int i = 0; i < 3; i++)
    {
      cairo_arc (cr, ICON_SIZE / 2, 2 + i * 6, 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static GdkTexture *
get_icon (SbRowButton *self)
{
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkRGBA color;

  sb_get_color (GTK_WIDGET (self), &color);
  if (icon.texture == NULL || icon.scale != scale || !gdk_rgba_equal (&icon.color, &color))
    {
      g_clear_object (&icon.texture);
      icon.texture = sb_draw (ICON_SIZE, scale, draw_icon, &color);
      icon.color = color;
      icon.scale = scale;
    }

  return icon.texture;
}

static void
sb_row_button_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const int x = (gtk_widget_get_width (widget) - ICON_SIZE) / 2;
  const int y = (gtk_widget_get_height (widget) - ICON_SIZE) / 2;

  gtk_snapshot_append_texture (snapshot, get_icon (SB_ROW_BUTTON (widget)),
                               &GRAPHENE_RECT_INIT (x, y, ICON_SIZE, ICON_SIZE));
  GTK_WIDGET_CLASS (sb_row_button_parent_class)->snapshot (widget, snapshot);
}

static void
sb_row_button_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

static void
sb_row_button_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  sb_present_menu (widget);
}

static gboolean
sb_row_button_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip)
{
  SbRowButton *self = SB_ROW_BUTTON (widget);

  gtk_tooltip_set_text (tooltip, self->label);

  return self->label != NULL;
}

static void
sb_row_button_dispose (GObject *object)
{
  GtkWidget *child;

  /* The menu, if it is open. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sb_row_button_parent_class)->dispose (object);
}

static void
sb_row_button_finalize (GObject *object)
{
  g_free (SB_ROW_BUTTON (object)->label);

  G_OBJECT_CLASS (sb_row_button_parent_class)->finalize (object);
}

static void
sb_row_button_class_init (SbRowButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_row_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_row_button_finalize;
  widget_class->measure = sb_row_button_measure;
  widget_class->query_tooltip = sb_row_button_query_tooltip;
  widget_class->size_allocate = sb_row_button_size_allocate;
  widget_class->snapshot = sb_row_button_snapshot;
}

static void
sb_row_button_init (SbRowButton *self)
{
  static const char *const classes[] = { "flat", "image-button", NULL };

  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char **) classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
}

GtkWidget *
sb_row_button_new (void)
{
  return g_object_new (SB_TYPE_ROW_BUTTON, NULL);
}

const char *
sb_row_button_get_label (SbRowButton *self)
{
  g_return_val_if_fail (SB_IS_ROW_BUTTON (self), NULL);

  return self->label;
}

/**
 * sb_row_button_set_label:
 * @label: what it is called, which is its tooltip too
 */
void
sb_row_button_set_label (SbRowButton *self, const char *label)
{
  g_return_if_fail (SB_IS_ROW_BUTTON (self));

  g_free (self->label);
  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * sb_row_button_set_open:
 * @is_open: whether the menu is there
 */
void
sb_row_button_set_open (SbRowButton *self, gboolean is_open)
{
  g_return_if_fail (SB_IS_ROW_BUTTON (self));

  if (is_open)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_CHECKED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
}

/**
 * sb_present_menu:
 * @widget: a widget that a popover may have been given to, and that allocates its children itself
 *
 * To be called when it is given its size: a popover that is open goes where it belongs.
 */
void
sb_present_menu (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL; child = gtk_widget_get_prev_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}
