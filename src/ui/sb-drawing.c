/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small things that every row of a list shows, drawn once: to copy a texture is cheap, to fill what is round is not. */

#include "config.h"

#include "sb-drawing.h"

/**
 * sb_draw:
 * @size: of a square, in pixels of the window
 * @scale: how many pixels of the screen each of those has across
 * @draw: (scope call): draws, in pixels of the window, on what is empty
 *
 * Returns: (transfer full): what it drew
 */
GdkTexture *
sb_draw (int size, int scale, SbDraw draw, gpointer user_data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size * scale, size * scale);
  cairo_t *cr = cairo_create (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_scale (cr, scale, scale);
  draw (cr, user_data);
  cairo_destroy (cr);

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * size * scale);
  cairo_surface_destroy (surface);

  return gdk_memory_texture_new (size * scale, size * scale, GDK_MEMORY_DEFAULT, bytes, stride);
}
