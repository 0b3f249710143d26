/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* test-languages LANGUAGE FOLDER [SCALE]: every page and every dialog in one language, whose translations are below
 * FOLDER, at its own width and as narrow as a telephone, with text SCALE times as large: nothing that is written is cut. In
 * large text a window need not become as narrow as that, and a page may have to be scrolled sideways. */

#include "config.h"

#include <glib/gi18n.h>
#include <gnu/libc-version.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "sb-ui-cut.h"
#include "sb-ui-scenes.h"

#define NARROW 360
#define DOTS_PER_INCH 96

typedef struct
{
  const char *language;
  int scale;
  guint n_places;
  guint n_cut;
} Reader;

static void
read_place (Reader *reader, GtkWidget *root, const char *scene, const char *what)
{
  g_autofree char *place = g_strdup_printf ("%s, %s, %s", reader->language, scene, what);

  reader->n_places++;
  reader->n_cut += sb_ui_look_for_cut_text (root, place);
}

static void
collect_popovers_cb (GtkWidget *widget, gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_POPOVER (widget) && parent != NULL && gtk_widget_get_mapped (parent) && gtk_widget_is_sensitive (parent))
    g_ptr_array_add (data, widget);
}

/* What opens when a button is pressed. Nothing takes the pointer, which other tests have as well. */
static void
read_popovers (Reader *reader, GtkWindow *window, const char *scene)
{
  g_autoptr (GPtrArray) popovers = g_ptr_array_new ();

  sb_ui_walk (window, collect_popovers_cb, popovers);
  for (guint i = 0; i < popovers->len; i++)
    {
      GtkWidget *popover = popovers->pdata[i];

      gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
      gtk_popover_popup (GTK_POPOVER (popover));
      sb_ui_settle (popover);
      sb_ui_settle (popover);
      sb_ui_settle (popover);
      read_place (reader, popover, scene, "what opens");
      gtk_popover_popdown (GTK_POPOVER (popover));
    }
}

static void
read_too_wide (Reader *reader, const char *scene, int width)
{
  g_test_message ("%s, %s cannot be less than %d wide", reader->language, scene, width);
  reader->n_cut++;
}

static void
look_cb (const char *scene, GtkWindow *window, gpointer data)
{
  Reader *reader = data;

  sb_ui_settle (window);
  read_place (reader, GTK_WIDGET (window), scene, "at its width");
  if (gtk_window_get_resizable (window))
    {
      int minimum, width, height;

      if (g_str_equal (scene, "users") || g_str_equal (scene, "users, owing"))
        read_popovers (reader, window, scene);
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > NARROW && reader->scale > 1)
        return;
      if (minimum > NARROW)
        {
          read_too_wide (reader, scene, minimum);
          return;
        }

      gtk_window_get_default_size (window, &width, &height);
      sb_ui_resize (window, NARROW, height);
      sb_ui_settle (window);
      read_place (reader, GTK_WIDGET (window), scene, "narrow");
      gtk_window_set_default_size (window, width, height);
      sb_ui_settle (window);
    }
  else if (reader->scale == 1 && gtk_widget_get_width (GTK_WIDGET (window)) > NARROW
           && !g_str_equal (scene, "shortcuts"))
    read_too_wide (reader, scene, gtk_widget_get_width (GTK_WIDGET (window)));
}

static Reader reader;

static void
test_nothing_is_cut (void)
{
  sb_ui_show_scenes (look_cb, &reader);
  g_assert_cmpuint (reader.n_places, >, 40);
  g_assert_cmpuint (reader.n_cut, ==, 0);
}

/* The test would be worth nothing if it read English everywhere. */
static void
test_is_translated (void)
{
  const char *word = g_dgettext (GETTEXT_PACKAGE, "Preferences");

  if (!g_str_equal (reader.language, "en"))
    g_assert_cmpstr (word, !=, "Preferences");
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  if (argc < 3)
    return EXIT_FAILURE;

  reader.language = argv[1];
  reader.scale = argc > 3 ? atoi (argv[3]) : 1;
  g_setenv ("LANGUAGE", reader.language, TRUE);
  /* Newer C libraries translate nothing in C.UTF-8, and want a locale of some country. */
  if (strverscmp (gnu_get_libc_version (), "2.39") >= 0)
    g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  if (setlocale (LC_ALL, "") == NULL)
    {
      g_print ("1..0 # SKIP no locale that can be translated in\n");
      return EXIT_SUCCESS;
    }
  bindtextdomain (GETTEXT_PACKAGE, argv[2]);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  argc = 1;

  sb_ui_init (&argc, &argv);
  if (g_str_equal (reader.language, "ar") || g_str_equal (reader.language, "he"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", reader.scale * DOTS_PER_INCH * 1024, NULL);

  path = g_strdup_printf ("/ui/languages/%s/%d/", reader.language, reader.scale * 100);
  {
    g_autofree char *translated = g_strconcat (path, "is-translated", NULL);
    g_autofree char *cut = g_strconcat (path, "nothing-is-cut", NULL);

    g_test_add_func (translated, test_is_translated);
    g_test_add_func (cut, test_nothing_is_cut);
  }

  return sb_ui_run ();
}
