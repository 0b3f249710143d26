/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of text in a row of a long list: to look at and to hear a label, but one that hardly costs anything until it is
 * seen. It is as tall as a line of its font and takes the width that it is given, whatever it says, so that nothing is laid
 * out again when a row is given to somebody else; what it says is laid out when it is drawn, and forgotten when it is out
 * of sight. Text that does not fit ends in an ellipsis and is in the tooltip. */

#include "config.h"

#include "sb-text-cell.h"

#include "sb-color.h"

struct _SbTextCell
{
  GtkWidget parent_instance;

  /* owned */
  char *text;          /* never NULL */
  PangoLayout *layout; /* nullable */

  /* state */
  gboolean is_tight;
};

G_DEFINE_FINAL_TYPE (SbTextCell, sb_text_cell, GTK_TYPE_WIDGET)

/* How tall a line is, by font: there are three fonts in a list, and thousands of lines. Other scripts may need a little
 * more, for which there is room around the line. */
static GHashTable *line_heights;

static int
get_line_height (SbTextCell *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font = pango_context_get_font_description (context);
  PangoFontMetrics *metrics;
  int height;

  if (line_heights == NULL)
    line_heights = g_hash_table_new_full ((GHashFunc) pango_font_description_hash,
                                          (GEqualFunc) pango_font_description_equal,
                                          (GDestroyNotify) pango_font_description_free, NULL);

  height = GPOINTER_TO_INT (g_hash_table_lookup (line_heights, font));
  if (height > 0)
    return height;

  metrics = pango_context_get_metrics (context, font, NULL);
  height = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));
  pango_font_metrics_unref (metrics);
  g_hash_table_insert (line_heights, pango_font_description_copy (font), GINT_TO_POINTER (height));

  return height;
}

static void
make_layout (SbTextCell *self)
{
  if (self->layout != NULL)
    return;

  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
}

/* As wide as it wants to be, where there is room for it: text in another direction than the window's begins where the
 * others begin. */
static void
fit_layout (SbTextCell *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  make_layout (self);
  pango_layout_set_width (self->layout, -1);
  if (sb_text_cell_get_text_width (self) > width)
    pango_layout_set_width (self->layout, width * PANGO_SCALE);
}

static void
sb_text_cell_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  SbTextCell *self = SB_TEXT_CELL (widget);

  if (!self->is_tight)
    {
      *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? get_line_height (self) : 0;
      return;
    }

  make_layout (self);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      pango_layout_get_pixel_size (self->layout, NULL, natural);
      *minimum = *natural = MAX (*natural, get_line_height (self));
    }
  else
    *natural = sb_text_cell_get_text_width (self);
}

static void
sb_text_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbTextCell *self = SB_TEXT_CELL (widget);
  const int width = gtk_widget_get_width (widget);
  PangoRectangle place;
  GdkRGBA color;
  int x;

  if (*self->text == '\0' || width <= 0)
    return;

  fit_layout (self);
  pango_layout_get_pixel_extents (self->layout, NULL, &place);
  x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - place.width : 0;
  sb_get_color (widget, &color);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - place.x, (gtk_widget_get_height (widget) - place.height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static gboolean
sb_text_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip)
{
  SbTextCell *self = SB_TEXT_CELL (widget);

  if (self->layout == NULL || !pango_layout_is_ellipsized (self->layout))
    return FALSE;

  gtk_tooltip_set_text (tooltip, self->text);

  return TRUE;
}

static void
sb_text_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sb_text_cell_parent_class)->css_changed (widget, change);

  g_clear_object (&SB_TEXT_CELL (widget)->layout);
}

static void
sb_text_cell_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (sb_text_cell_parent_class)->direction_changed (widget, previous);

  g_clear_object (&SB_TEXT_CELL (widget)->layout);
}

static void
sb_text_cell_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_text_cell_parent_class)->unmap (widget);

  g_clear_object (&SB_TEXT_CELL (widget)->layout);
}

static void
sb_text_cell_finalize (GObject *object)
{
  SbTextCell *self = SB_TEXT_CELL (object);

  g_clear_object (&self->layout);
  g_free (self->text);

  G_OBJECT_CLASS (sb_text_cell_parent_class)->finalize (object);
}

static void
sb_text_cell_class_init (SbTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sb_text_cell_finalize;
  widget_class->css_changed = sb_text_cell_css_changed;
  widget_class->direction_changed = sb_text_cell_direction_changed;
  widget_class->measure = sb_text_cell_measure;
  widget_class->query_tooltip = sb_text_cell_query_tooltip;
  widget_class->snapshot = sb_text_cell_snapshot;
  widget_class->unmap = sb_text_cell_unmap;

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
sb_text_cell_init (SbTextCell *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
sb_text_cell_new (void)
{
  return g_object_new (SB_TYPE_TEXT_CELL, NULL);
}

const char *
sb_text_cell_get_text (SbTextCell *self)
{
  g_return_val_if_fail (SB_IS_TEXT_CELL (self), NULL);

  return self->text;
}

void
sb_text_cell_set_text (SbTextCell *self, const char *text)
{
  g_return_if_fail (SB_IS_TEXT_CELL (self));

  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (self->is_tight)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sb_text_cell_set_tight:
 * @is_tight: whether it asks for the size of its text, as what has a ground of its own does
 */
void
sb_text_cell_set_tight (SbTextCell *self, gboolean is_tight)
{
  g_return_if_fail (SB_IS_TEXT_CELL (self));

  if (self->is_tight == is_tight)
    return;

  self->is_tight = is_tight;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * sb_text_cell_get_text_width:
 *
 * Returns: how wide all of the text is
 */
int
sb_text_cell_get_text_width (SbTextCell *self)
{
  int previous;
  int width;

  g_return_val_if_fail (SB_IS_TEXT_CELL (self), 0);

  make_layout (self);
  previous = pango_layout_get_width (self->layout);
  pango_layout_set_width (self->layout, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  pango_layout_set_width (self->layout, previous);

  return width;
}

/**
 * sb_text_cell_get_layout:
 *
 * Returns: (transfer none): the text as it is drawn
 */
PangoLayout *
sb_text_cell_get_layout (SbTextCell *self)
{
  g_return_val_if_fail (SB_IS_TEXT_CELL (self), NULL);

  fit_layout (self);

  return self->layout;
}
