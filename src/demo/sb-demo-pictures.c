/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures, drawn when they are asked for: one for each course, and one for each learner who has one. The same id
 * always gives the same picture. */

#include "config.h"

#include "sb-demo-routes.h"

#include <cairo.h>
#include <math.h>

#define COURSE_WIDTH 640
#define COURSE_HEIGHT 360
#define AVATAR_SIZE 192
#define MAX_AGE "max-age=86400"

typedef struct
{
  double red;
  double green;
  double blue;
} Colour;

/* Pairs that go together, from light to dark. */
static const Colour gradients[][2] = {
  { { 0.38, 0.63, 0.92 }, { 0.10, 0.37, 0.71 } }, { { 0.56, 0.94, 0.64 }, { 0.15, 0.64, 0.41 } },
  { { 1.00, 0.75, 0.44 }, { 0.78, 0.27, 0.00 } }, { { 0.86, 0.54, 0.87 }, { 0.38, 0.21, 0.51 } },
  { { 0.97, 0.89, 0.36 }, { 0.90, 0.65, 0.04 } }, { { 0.96, 0.38, 0.32 }, { 0.65, 0.11, 0.18 } },
  { { 0.36, 0.85, 0.83 }, { 0.05, 0.45, 0.50 } }, { { 0.80, 0.67, 0.56 }, { 0.39, 0.27, 0.17 } },
  { { 0.75, 0.77, 0.95 }, { 0.29, 0.31, 0.66 } }, { { 0.98, 0.66, 0.75 }, { 0.75, 0.20, 0.42 } },
  { { 0.73, 0.90, 0.42 }, { 0.31, 0.52, 0.11 } }, { { 0.60, 0.67, 0.75 }, { 0.20, 0.26, 0.35 } },
};

static void
paint_gradient (cairo_t *cr, guint which, double width, double height)
{
  const Colour *colours = gradients[which % G_N_ELEMENTS (gradients)];
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, width, height);

  cairo_pattern_add_color_stop_rgb (pattern, 0, colours[0].red, colours[0].green, colours[0].blue);
  cairo_pattern_add_color_stop_rgb (pattern, 1, colours[1].red, colours[1].green, colours[1].blue);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);
}

static void
draw_circles (cairo_t *cr, GRand *random)
{
  for (int i = 0; i < 5; i++)
    {
      const double radius = g_rand_double_range (random, 50, 190);

      cairo_set_source_rgba (cr, 1, 1, 1, g_rand_double_range (random, 0.06, 0.18));
      cairo_arc (cr, g_rand_double_range (random, 0, COURSE_WIDTH), g_rand_double_range (random, 0, COURSE_HEIGHT),
                 radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_waves (cairo_t *cr, GRand *random)
{
  for (int i = 0; i < 4; i++)
    {
      const double y = COURSE_HEIGHT * (0.35 + 0.17 * i);
      const double swing = g_rand_double_range (random, 40, 110);

      cairo_set_source_rgba (cr, 1, 1, 1, 0.10);
      cairo_move_to (cr, 0, COURSE_HEIGHT);
      cairo_line_to (cr, 0, y);
      cairo_curve_to (cr, COURSE_WIDTH * 0.33, y - swing, COURSE_WIDTH * 0.66, y + swing, COURSE_WIDTH, y);
      cairo_line_to (cr, COURSE_WIDTH, COURSE_HEIGHT);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

static void
draw_peaks (cairo_t *cr, GRand *random)
{
  for (int i = 0; i < 5; i++)
    {
      const double x = g_rand_double_range (random, -60, COURSE_WIDTH - 120);
      const double width = g_rand_double_range (random, 180, 380);

      cairo_set_source_rgba (cr, 1, 1, 1, g_rand_double_range (random, 0.07, 0.16));
      cairo_move_to (cr, x, COURSE_HEIGHT);
      cairo_line_to (cr, x + width / 2, COURSE_HEIGHT - width * g_rand_double_range (random, 0.5, 0.9));
      cairo_line_to (cr, x + width, COURSE_HEIGHT);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

static void
draw_rings (cairo_t *cr, GRand *random)
{
  const double x = g_rand_double_range (random, 0.55, 0.85) * COURSE_WIDTH;
  const double y = g_rand_double_range (random, 0.3, 0.7) * COURSE_HEIGHT;

  cairo_set_line_width (cr, 18);
  for (int i = 1; i <= 7; i++)
    {
      cairo_set_source_rgba (cr, 1, 1, 1, 0.20 - 0.02 * i);
      cairo_arc (cr, x, y, 42.0 * i, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
}

static void
draw_avatar (cairo_t *cr, GRand *random)
{
  const double middle = AVATAR_SIZE / 2.0;
  const Colour skin = { g_rand_double_range (random, 0.45, 0.98), 0, 0 };

  cairo_set_source_rgb (cr, skin.red, skin.red * 0.82, skin.red * 0.68);
  cairo_arc (cr, middle, AVATAR_SIZE * 0.40, AVATAR_SIZE * 0.19, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_arc (cr, middle, AVATAR_SIZE * 1.02, AVATAR_SIZE * 0.36, 0, 2 * G_PI);
  cairo_fill (cr);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
reply_surface (SbDemoRequest *request, cairo_surface_t *surface)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_write_to_png_stream (surface, write_cb, array);
  bytes = g_byte_array_free_to_bytes (array);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Cache-Control", MAX_AGE);
  sb_demo_request_reply_bytes (request, 200, "image/png", bytes);
}

/* The id in "course-31.png" or "4711.png"; 0 if it is neither. */
static gint64
parse_name (const char *name, const char *prefix)
{
  char *end = NULL;
  gint64 id;

  if (!g_str_has_prefix (name, prefix))
    return 0;

  id = g_ascii_strtoll (name + strlen (prefix), &end, 10);

  return g_str_equal (end, ".png") ? id : 0;
}

static void
show_course_picture (SbDemoRequest *request)
{
  static void (*const shapes[]) (cairo_t *cr, GRand *random) = { draw_circles, draw_waves, draw_peaks, draw_rings };
  const gint64 id = parse_name (request->args[0], "course-");
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) id);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (sb_demo_store_get_int (request->store, "SELECT 1 FROM courses WHERE id = ?", 0, "i", id) == 0)
    {
      sb_demo_request_refuse (request, 404, "no_such_picture", "There is no such picture.");
      return;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, COURSE_WIDTH, COURSE_HEIGHT);
  cr = cairo_create (surface);
  paint_gradient (cr, (guint) id - 31, COURSE_WIDTH, COURSE_HEIGHT);
  shapes[id % G_N_ELEMENTS (shapes)] (cr, random);
  cairo_destroy (cr);
  reply_surface (request, surface);
  cairo_surface_destroy (surface);
}

static void
show_avatar (SbDemoRequest *request)
{
  const gint64 id = parse_name (request->args[0], "");
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) id);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (sb_demo_store_get_int (request->store, "SELECT has_avatar FROM users WHERE id = ?", 0, "i", id) == 0)
    {
      sb_demo_request_refuse (request, 404, "no_such_picture", "There is no such picture.");
      return;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, AVATAR_SIZE, AVATAR_SIZE);
  cr = cairo_create (surface);
  paint_gradient (cr, g_rand_int (random), AVATAR_SIZE, AVATAR_SIZE);
  draw_avatar (cr, random);
  cairo_destroy (cr);
  reply_surface (request, surface);
  cairo_surface_destroy (surface);
}

const SbDemoRoute sb_demo_pictures_routes[] = {
  { "GET", "/pictures/*", SB_DEMO_ROUTE_NO_TOKEN, show_course_picture },
  { "GET", "/avatars/*", SB_DEMO_ROUTE_NO_TOKEN, show_avatar },
  { NULL },
};
