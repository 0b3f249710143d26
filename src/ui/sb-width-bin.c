/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What AdwBreakpointBin does in a newer libadwaita: lets a page follow its width. It asks for no width itself (set
 * width-request), or a window could never get narrow enough for the page to change. The notification comes after the
 * allocation, never within it, because what is shown must not change while it is being allocated; until then a child
 * that does not fit is cut off for a frame.
 *
 * The width is told in pixels of text at its usual size: at twice the size, a page has half as many of them. What does not
 * fit even when it has become as narrow as it gets (large text on a small screen) can be scrolled to, and follows the
 * keyboard. */

#include "config.h"

#include "sb-width-bin.h"

/* Of gtk-xft-dpi. */
#define USUAL_RESOLUTION (96 * 1024)

struct _SbWidthBin
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *scroller;
  GtkWidget *child;

  /* state */
  int width;
  guint idle;
};

G_DEFINE_FINAL_TYPE (SbWidthBin, sb_width_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_CHILD = 1,
  PROP_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_child (SbWidthBin *self, GtkWidget *child)
{
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->child = child;
  if (child == NULL)
    return;

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), child);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static gboolean
notify_cb (gpointer user_data)
{
  SbWidthBin *self = SB_WIDTH_BIN (user_data);

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);

  return G_SOURCE_REMOVE;
}

static void
notify_later (SbWidthBin *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
sb_width_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbWidthBin *self = SB_WIDTH_BIN (widget);

  if (self->scroller != NULL)
    gtk_widget_allocate (self->scroller, width, height, baseline, NULL);

  if (width != self->width)
    notify_later (self);

  self->width = width;
}

static void
sb_width_bin_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  SbWidthBin *self = SB_WIDTH_BIN (widget);
  int child_minimum = 0;

  if (self->child == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);

  /* How wide it is does not depend on its height (sb-width-first-layout.c says why nobody should ask). */
  gtk_widget_measure (self->child, orientation,
                      for_size < 0 || orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : MAX (for_size, child_minimum),
                      minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static GtkSizeRequestMode
sb_width_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sb_width_bin_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbWidthBin *self = SB_WIDTH_BIN (object);

  switch (property_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, sb_width_bin_get_width (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_width_bin_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbWidthBin *self = SB_WIDTH_BIN (object);

  switch (property_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Somebody makes the text larger or smaller. */
static void
sb_width_bin_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_width_bin_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", G_CALLBACK (notify_later), widget,
                           G_CONNECT_SWAPPED);
}

static void
sb_width_bin_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), notify_later, widget);

  GTK_WIDGET_CLASS (sb_width_bin_parent_class)->unroot (widget);
}

static void
sb_width_bin_dispose (GObject *object)
{
  SbWidthBin *self = SB_WIDTH_BIN (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  set_child (self, NULL);

  G_OBJECT_CLASS (sb_width_bin_parent_class)->dispose (object);
}

static void
sb_width_bin_class_init (SbWidthBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_width_bin_get_property;
  object_class->set_property = sb_width_bin_set_property;
  object_class->dispose = sb_width_bin_dispose;
  widget_class->root = sb_width_bin_root;
  widget_class->unroot = sb_width_bin_unroot;
  widget_class->size_allocate = sb_width_bin_size_allocate;
  widget_class->measure = sb_width_bin_measure;
  widget_class->get_request_mode = sb_width_bin_get_request_mode;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_width_bin_init (SbWidthBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * sb_width_bin_get_width:
 *
 * Returns: how wide it is, in pixels of text at its usual size
 */
int
sb_width_bin_get_width (SbWidthBin *self)
{
  int resolution;

  g_return_val_if_fail (SB_IS_WIDTH_BIN (self), 0);

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &resolution, NULL);

  return resolution > USUAL_RESOLUTION ? (int) ((gint64) self->width * USUAL_RESOLUTION / resolution) : self->width;
}
