/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture of somebody in a row of a long list, or else their initials on a colour that belongs to their name. It looks
 * as AdwAvatar does, which is five widgets and fills a circle anew in every frame; here a picture is made round once, and
 * there is one disc of each colour. A screen reader hears nothing of it: the name stands
 * beside it. */

#include "config.h"

#include "sb-face.h"

#include "sb-drawing.h"

#include <string.h>

#define RADIUS (SB_FACE_SIZE / 2.0)

/* The largest square in the circle, less what AdwAvatar leaves around the initials. */
#define INITIALS_SIZE (SB_FACE_SIZE / G_SQRT2 - (SB_FACE_SIZE * 0.4 - 5))

struct _SbFace
{
  GtkWidget parent_instance;

  /* owned */
  char *name;           /* nullable */
  GdkTexture *picture;  /* nullable; round */
  PangoLayout *initials; /* nullable */
};

G_DEFINE_FINAL_TYPE (SbFace, sb_face, GTK_TYPE_WIDGET)

/* libadwaita's avatars: the colour on top of the disc, that at its bottom, and that of the initials. */
static const struct
{
  guint32 top;
  guint32 bottom;
  guint32 text;
} colors[] = {
  { 0x83b6ec, 0x337fdc, 0xcfe1f5 }, { 0x7ad9f1, 0x0f9ac8, 0xcaeaf2 }, { 0x8de6b1, 0x29ae74, 0xcef8d8 },
  { 0xb5e98a, 0x6ab85b, 0xe6f9d7 }, { 0xf8e359, 0xd29d09, 0xf9f4e1 }, { 0xffcb62, 0xd68400, 0xffead1 },
  { 0xffa95a, 0xed5b00, 0xffe5c5 }, { 0xf78773, 0xe62d42, 0xf8d2ce }, { 0xe973ab, 0xe33b6a, 0xfac7de },
  { 0xcb78d4, 0x9945b5, 0xe7c2e8 }, { 0x9e91e8, 0x7a59ca, 0xd5d2f5 }, { 0xe3cf9c, 0xb08952, 0xf2eade },
  { 0xbe916d, 0x785336, 0xe5d6ca }, { 0xc0bfbc, 0x6e6d71, 0xd8d7d3 },
};

static GdkTexture *discs[G_N_ELEMENTS (colors)];
static int disc_scale;

static GdkRGBA
make_color (guint32 hex)
{
  return (GdkRGBA) { (hex >> 16) / 255.0f, (hex >> 8 & 0xff) / 255.0f, (hex & 0xff) / 255.0f, 1 };
}

static void
add_stop (cairo_pattern_t *gradient, double offset, guint32 hex)
{
  const GdkRGBA color = make_color (hex);

  cairo_pattern_add_color_stop_rgb (gradient, offset, color.red, color.green, color.blue);
}

static void
draw_disc (cairo_t *cr, gpointer user_data)
{
  const guint color = GPOINTER_TO_UINT (user_data);
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0, 0, 0, SB_FACE_SIZE);

  add_stop (gradient, 0, colors[color].top);
  add_stop (gradient, 1, colors[color].bottom);
  cairo_set_source (cr, gradient);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
}

/* A window on another screen may have another scale; rows of both are hardly ever seen at once. */
static GdkTexture *
get_disc (guint color, int scale)
{
  if (disc_scale != scale)
    for (guint i = 0; i < G_N_ELEMENTS (discs); i++)
      g_clear_object (&discs[i]);
  disc_scale = scale;

  if (discs[color] == NULL)
    discs[color] = sb_draw (SB_FACE_SIZE, scale, draw_disc, GUINT_TO_POINTER (color));

  return discs[color];
}

/* The middle of it, cut round. */
static void
draw_round (cairo_t *cr, gpointer user_data)
{
  GdkTexture *picture = user_data;
  const int width = gdk_texture_get_width (picture);
  const int height = gdk_texture_get_height (picture);
  const double zoom = (double) SB_FACE_SIZE / MIN (width, height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  gdk_texture_download (picture, cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS, 0, 2 * G_PI);
  cairo_clip (cr);
  cairo_scale (cr, zoom, zoom);
  cairo_set_source_surface (cr, surface, (MIN (width, height) - width) / 2.0, (MIN (width, height) - height) / 2.0);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

/* As large as there is room for, in a few sizes only: each of them has its own glyphs, which are made when they are first
 * drawn. */
static void
make_initials (SbFace *self)
{
  g_autofree char *text = sb_face_dup_initials (self->name);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autoptr (PangoAttrList) bold_and_sized = NULL;
  int width, height, size;

  self->initials = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (self->initials, bold);
  pango_layout_get_pixel_size (self->initials, &width, &height);
  if (width == 0)
    return;

  /* In a list of its own: that one which it has already is not looked at again. */
  bold_and_sized = pango_attr_list_copy (bold);
  size = 2 * (int) (MIN (height * INITIALS_SIZE / width, INITIALS_SIZE) / 2);
  pango_attr_list_insert (bold_and_sized, pango_attr_size_new_absolute (MAX (size, 8) * PANGO_SCALE));
  pango_layout_set_attributes (self->initials, bold_and_sized);
}

static void
sb_face_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbFace *self = SB_FACE (widget);
  const int scale = gtk_widget_get_scale_factor (widget);
  const guint color = self->name != NULL ? g_str_hash (self->name) % G_N_ELEMENTS (colors) : 0;
  const GdkRGBA text_color = make_color (colors[color].text);
  GdkTexture *ground = self->picture != NULL ? self->picture : get_disc (color, scale);
  PangoRectangle place;

  gtk_snapshot_append_texture (snapshot, ground, &GRAPHENE_RECT_INIT (0, 0, SB_FACE_SIZE, SB_FACE_SIZE));
  if (self->picture != NULL || self->name == NULL)
    return;

  if (self->initials == NULL)
    make_initials (self);
  pango_layout_get_pixel_extents (self->initials, NULL, &place);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((SB_FACE_SIZE - place.width) / 2 - place.x,
                                                          (SB_FACE_SIZE - place.height) / 2));
  gtk_snapshot_append_layout (snapshot, self->initials, &text_color);
  gtk_snapshot_restore (snapshot);
}

static void
sb_face_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  *minimum = *natural = SB_FACE_SIZE;
}

static void
sb_face_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sb_face_parent_class)->css_changed (widget, change);

  g_clear_object (&SB_FACE (widget)->initials);
}

static void
sb_face_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_face_parent_class)->unmap (widget);

  g_clear_object (&SB_FACE (widget)->initials);
}

static void
sb_face_finalize (GObject *object)
{
  SbFace *self = SB_FACE (object);

  g_clear_object (&self->initials);
  g_clear_object (&self->picture);
  g_free (self->name);

  G_OBJECT_CLASS (sb_face_parent_class)->finalize (object);
}

static void
sb_face_class_init (SbFaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sb_face_finalize;
  widget_class->css_changed = sb_face_css_changed;
  widget_class->measure = sb_face_measure;
  widget_class->snapshot = sb_face_snapshot;
  widget_class->unmap = sb_face_unmap;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sb_face_init (SbFace *self)
{
}

GtkWidget *
sb_face_new (void)
{
  return g_object_new (SB_TYPE_FACE, NULL);
}

void
sb_face_set_name (SbFace *self, const char *name)
{
  g_return_if_fail (SB_IS_FACE (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;

  g_free (self->name);
  self->name = g_strdup (name);
  g_clear_object (&self->initials);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sb_face_make_round:
 * @picture: of somebody, as the platform gave it
 * @scale: of the screen
 *
 * Returns: (transfer full): it as a face shows it, which is a fraction as large
 */
GdkTexture *
sb_face_make_round (GdkTexture *picture, int scale)
{
  return sb_draw (SB_FACE_SIZE, scale, draw_round, picture);
}

/**
 * sb_face_set_picture:
 * @picture: (nullable): what to show instead of the initials; from sb_face_make_round()
 */
void
sb_face_set_picture (SbFace *self, GdkTexture *picture)
{
  g_return_if_fail (SB_IS_FACE (self));

  if (g_set_object (&self->picture, picture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sb_face_dup_initials:
 *
 * Returns: (transfer full): the first letter of the first word of @name and of the last, in capitals
 */
char *
sb_face_dup_initials (const char *name)
{
  g_autofree char *capitals = g_utf8_strup (name, -1);
  g_autofree char *whole = g_utf8_normalize (g_strstrip (capitals), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *last;

  if (whole == NULL || *whole == '\0')
    return g_strdup ("");

  g_string_append_unichar (initials, g_utf8_get_char (whole));
  last = strrchr (whole, ' ');
  if (last != NULL)
    g_string_append_unichar (initials, g_utf8_get_char (last + 1));

  return g_string_free (g_steal_pointer (&initials), FALSE);
}
