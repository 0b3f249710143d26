/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What rows are made of, and draw by themselves: lines of text, initials, pictures, and the ⋮ button. */

#include "config.h"

#include "sb-drawing.h"
#include "sb-face.h"
#include "sb-row-button.h"
#include "sb-text-cell.h"
#include "sb-ui-fixtures.h"

#define LONG "Somebody whose name is longer than any window is wide, and who is proud of every part of it"

static GtkWidget *
show_text (GtkWindow **window, const char *text)
{
  GtkWidget *cell = sb_text_cell_new ();

  sb_text_cell_set_text (SB_TEXT_CELL (cell), text);
  gtk_widget_set_size_request (cell, 200, -1);
  gtk_widget_set_halign (cell, GTK_ALIGN_START);
  *window = sb_ui_show (cell, 400, 100);

  return cell;
}

/* The same height whatever it says, so that a list never lays its rows out again. */
static void
test_text_height (void)
{
  static const char *const texts[] = { "", "a", "ÅÇqjg", "李小明", "سلام", LONG };
  GtkWidget *cell = g_object_ref_sink (sb_text_cell_new ());
  int first = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      int minimum, natural, width;

      sb_text_cell_set_text (SB_TEXT_CELL (cell), texts[i]);
      gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      first = i == 0 ? natural : first;
      g_assert_cmpint (natural, >, 0);
      g_assert_cmpint (minimum, ==, first);
      g_assert_cmpint (natural, ==, first);
      g_assert_cmpint (width, ==, 0);
    }
  g_object_unref (cell);
}

static void
test_text_tight (void)
{
  GtkWidget *cell = g_object_ref_sink (sb_text_cell_new ());
  int natural;

  sb_text_cell_set_text (SB_TEXT_CELL (cell), "Inactive");
  sb_text_cell_set_tight (SB_TEXT_CELL (cell), TRUE);
  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, >, 0);
  g_assert_cmpint (natural, ==, sb_text_cell_get_text_width (SB_TEXT_CELL (cell)));
  g_object_unref (cell);
}

/* Cut where there is no room, and then the whole of it is in the tooltip. */
static void
test_text_cut (void)
{
  GtkWindow *window;
  GtkWidget *cell = show_text (&window, LONG);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean has_tooltip;

  g_assert_true (pango_layout_is_ellipsized (sb_text_cell_get_layout (SB_TEXT_CELL (cell))));
  g_signal_emit_by_name (cell, "query-tooltip", 1, 1, FALSE, tooltip, &has_tooltip);
  g_assert_true (has_tooltip);

  sb_text_cell_set_text (SB_TEXT_CELL (cell), "Ana");
  sb_ui_settle (window);
  g_assert_false (pango_layout_is_ellipsized (sb_text_cell_get_layout (SB_TEXT_CELL (cell))));
  g_signal_emit_by_name (cell, "query-tooltip", 1, 1, FALSE, tooltip, &has_tooltip);
  g_assert_false (has_tooltip);
  sb_ui_close (window);
}

static void
test_initials (void)
{
  static const struct
  {
    const char *name;
    const char *initials;
  } cases[] = {
    { "Ana Silva", "AS" },  { "ana maria silva", "AS" }, { "Éva", "É" }, { " José  Ferreira ", "JF" },
    { "李 小明", "李小" },  { "x", "X" },                { "", "" },      { "   ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = sb_face_dup_initials (cases[i].name);

      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

static void
fill_cb (cairo_t *cr, gpointer user_data)
{
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
}

static guint32
get_pixel (GdkTexture *texture, int x, int y)
{
  const int width = gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new0 (guint32, width * gdk_texture_get_height (texture));

  gdk_texture_download (texture, (guchar *) pixels, width * 4);

  return pixels[y * width + x];
}

/* A picture is red all over, and round on the screen; without it, the name has its colour. */
static void
test_picture (void)
{
  g_autoptr (GdkTexture) picture = sb_draw (50, 1, fill_cb, NULL);
  g_autoptr (GdkTexture) disc = sb_face_make_round (picture, 1);
  g_autoptr (GdkTexture) screen = NULL;
  GtkWidget *face = sb_face_new ();
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (face);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkWindow *window;
  g_autoptr (GskRenderNode) node = NULL;

  sb_face_set_name (SB_FACE (face), "Ana Silva");
  sb_face_set_picture (SB_FACE (face), disc);
  gtk_widget_set_halign (face, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (face, GTK_ALIGN_CENTER);
  window = sb_ui_show (face, 200, 200);
  gdk_paintable_snapshot (paintable, snapshot, SB_FACE_SIZE, SB_FACE_SIZE);
  node = gtk_snapshot_free_to_node (snapshot);
  screen = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                        &GRAPHENE_RECT_INIT (0, 0, SB_FACE_SIZE, SB_FACE_SIZE));
  g_assert_cmphex (get_pixel (screen, SB_FACE_SIZE / 2, SB_FACE_SIZE / 2), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (screen, 0, 0), ==, 0);
  sb_ui_close (window);
}

/* However large the text of the desktop is. */
static void
test_initials_fit (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *face = sb_face_new ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  graphene_rect_t bounds;
  GtkWindow *window;
  int resolution;

  g_object_get (settings, "gtk-xft-dpi", &resolution, NULL);
  g_object_set (settings, "gtk-xft-dpi", 3 * 96 * 1024, NULL);
  sb_face_set_name (SB_FACE (face), "Wanda Wolff");
  gtk_widget_set_halign (face, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (face, GTK_ALIGN_CENTER);
  window = sb_ui_show (face, 200, 200);
  GTK_WIDGET_GET_CLASS (face)->snapshot (face, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_get_bounds (node, &bounds);
  g_assert_cmpfloat (bounds.size.width, <=, SB_FACE_SIZE);
  g_assert_cmpfloat (bounds.size.height, <=, SB_FACE_SIZE);
  sb_ui_close (window);
  g_object_set (settings, "gtk-xft-dpi", resolution, NULL);
}

static void
test_button (void)
{
  GtkWidget *button = g_object_ref_sink (sb_row_button_new ());

  sb_row_button_set_label (SB_ROW_BUTTON (button), "Menu for Ana");
  g_assert_cmpstr (sb_row_button_get_label (SB_ROW_BUTTON (button)), ==, "Menu for Ana");
  sb_row_button_set_open (SB_ROW_BUTTON (button), TRUE);
  g_assert_true (gtk_widget_get_state_flags (button) & GTK_STATE_FLAG_CHECKED);
  g_object_unref (button);
}

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  g_test_add_func ("/ui/rows/text-height", test_text_height);
  g_test_add_func ("/ui/rows/text-tight", test_text_tight);
  g_test_add_func ("/ui/rows/text-cut", test_text_cut);
  g_test_add_func ("/ui/rows/initials", test_initials);
  g_test_add_func ("/ui/rows/initials-fit", test_initials_fit);
  g_test_add_func ("/ui/rows/picture", test_picture);
  g_test_add_func ("/ui/rows/button", test_button);

  return sb_ui_run ();
}
