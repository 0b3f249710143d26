/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether our own colours can be read: text has a contrast of 4.5 : 1 at least with what it stands on, a sign without
 * words 3 : 1 (WCAG 2.1, 1.4.3 and 1.4.11), in the light and in the dark style; in high contrast, which the
 * environment asks for, text has 7 : 1 (1.4.6). What GTK is asked for is what it draws with; in which places a colour stands
 * on another is known here. */

#include "config.h"

#include "sb-ui-fixtures.h"

#include <math.h>

#define TEXT 4.5
#define SIGN 3.0
#define TEXT_IN_HIGH_CONTRAST 7.0

static const struct
{
  const char *front;
  const char *layers[3]; /* the lowest first */
  double least;
} pairs[] = {
  { "visit_fg", { "visit_bg" }, TEXT },
  { "visit_quiet_fg", { "visit_bg" }, TEXT },
  { "switch_back_fg", { "visit_fg" }, TEXT },
  { "switch_back_fg", { "switch_back_hover_bg" }, TEXT },
  { "switch_back_fg", { "switch_back_active_bg" }, TEXT },
  { "quiet_fg", { "window_bg_color" }, TEXT },
  { "quiet_fg", { "window_bg_color", "card_bg_color" }, TEXT },
  { "window_fg_color", { "window_bg_color", "strip_bg" }, TEXT },
  { "tag_accent_fg", { "view_bg_color", "tag_accent_bg" }, TEXT },
  { "tag_accent_fg", { "window_bg_color", "card_bg_color", "tag_accent_bg" }, TEXT },
  { "tag_caution_fg", { "view_bg_color", "tag_caution_bg" }, TEXT },
  { "tag_caution_fg", { "window_bg_color", "card_bg_color", "tag_caution_bg" }, TEXT },
  { "unread_fg", { "window_bg_color", "card_bg_color" }, SIGN },
};

static GdkRGBA
look_up (GtkWidget *widget, const char *name)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    g_error ("There is no color “%s”", name);

  return color;
}

static GdkRGBA
lay_over (GdkRGBA below, GdkRGBA above)
{
  const float a = above.alpha;

  return (GdkRGBA) { above.red * a + below.red * (1 - a), above.green * a + below.green * (1 - a),
                     above.blue * a + below.blue * (1 - a), 1 };
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (GdkRGBA color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

static double
contrast (GdkRGBA a, GdkRGBA b)
{
  const double light = MAX (luminance (a), luminance (b));
  const double dark = MIN (luminance (a), luminance (b));

  return (light + 0.05) / (dark + 0.05);
}

static void
test_contrast (gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  gboolean is_high = g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL;
  guint n_faint = 0;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), GPOINTER_TO_INT (data));

  g_assert_cmpint (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()), ==, is_high);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const double least = is_high && pairs[i].least == TEXT ? TEXT_IN_HIGH_CONTRAST : pairs[i].least;
      GdkRGBA back = look_up (widget, pairs[i].layers[0]);
      const char *top = pairs[i].layers[0];
      double measured;

      for (gsize j = 1; j < G_N_ELEMENTS (pairs[i].layers) && pairs[i].layers[j] != NULL; j++)
        {
          top = pairs[i].layers[j];
          back = lay_over (back, look_up (widget, top));
        }

      measured = contrast (lay_over (back, look_up (widget, pairs[i].front)), back);
      g_test_message ("%s on %s: %.2f : 1", pairs[i].front, top, measured);
      if (measured < least)
        {
          g_test_message ("^ less than %.1f : 1", least);
          n_faint++;
        }
    }

  g_assert_cmpuint (n_faint, ==, 0);
  g_object_unref (widget);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  g_test_add_data_func ("/ui/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), test_contrast);
  g_test_add_data_func ("/ui/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK), test_contrast);

  return sb_ui_run ();
}
