/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures: asked for once however many want them, remembered whether they can be had or not, and given up by one
 * without the others. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-picture-loader.h"
#include "sb-ui-fixtures.h"

#define URL "/avatars/1.png"

typedef struct
{
  SbFakePlatform *platform;
  SbPictureLoader *loader;
  GAsyncResult *slots[3];
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->loader = sb_picture_loader_new (SB_PLATFORM (f->platform));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->loader);
  g_assert_finalize_object (f->platform);
}

static GBytes *
make_png (void)
{
  static const guchar pixels[] = { 129, 61, 156, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, bytes, 4);

  return gdk_texture_save_to_png_bytes (texture);
}

static void
ask (Fixture *f, guint i, GCancellable *cancellable)
{
  sb_picture_loader_load_async (f->loader, URL, cancellable, sb_test_store_result, &f->slots[i]);
}

static GdkTexture *
get (Fixture *f, guint i, GError **error)
{
  g_autoptr (GAsyncResult) result = sb_test_wait_result (&f->slots[i]);

  return sb_picture_loader_load_finish (f->loader, result, error);
}

static void
test_single_flight (Fixture *f, gconstpointer data)
{
  GdkTexture *textures[3];

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_PICTURE);
  for (guint i = 0; i < 2; i++)
    ask (f, i, NULL);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE), ==, 1);
  g_assert_null (sb_picture_loader_peek (f->loader, URL));

  sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_PICTURE, make_png (), (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < 2; i++)
    textures[i] = get (f, i, NULL);
  g_assert_nonnull (textures[0]);
  g_assert_true (textures[0] == textures[1]);
  g_assert_cmpint (gdk_texture_get_width (textures[0]), ==, 1);

  /* From then on it is there at once. */
  g_assert_true (sb_picture_loader_peek (f->loader, URL) == textures[0]);
  ask (f, 2, NULL);
  textures[2] = get (f, 2, NULL);
  g_assert_true (textures[2] == textures[0]);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE), ==, 1);
  for (guint i = 0; i < 3; i++)
    g_object_unref (textures[i]);
}

static void
test_failure (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sb_model_push_error (f->platform, SB_FAKE_LOAD_PICTURE, SB_API_ERROR_NOT_FOUND, 404, NULL);
  for (guint i = 0; i < 2; i++)
    ask (f, i, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (get (f, i, &error));
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }

  ask (f, 2, NULL);
  g_assert_null (get (f, 2, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (sb_picture_loader_peek (f->loader, URL));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE), ==, 1);
}

/* Something arrived that is no picture. */
static void
test_no_picture (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PICTURE, g_bytes_new_static ("<html>", 6),
                                (GDestroyNotify) g_bytes_unref);
  ask (f, 0, NULL);
  g_assert_null (get (f, 0, &error));
  g_assert_nonnull (error);
  ask (f, 1, NULL);
  g_assert_null (get (f, 1, NULL));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PICTURE), ==, 1);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_PICTURE);
  ask (f, 0, cancellable);
  ask (f, 1, NULL);
  g_cancellable_cancel (cancellable);
  sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_PICTURE, make_png (), (GDestroyNotify) g_bytes_unref);

  g_assert_null (get (f, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  texture = get (f, 1, NULL);
  g_assert_nonnull (texture);
}

/* The oldest go when there are too many. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *url = g_strdup_printf ("/avatars/%u.png", i);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GdkTexture) texture = NULL;

      sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PICTURE, make_png (), (GDestroyNotify) g_bytes_unref);
      sb_picture_loader_load_async (f->loader, url, NULL, sb_test_store_result, &f->slots[0]);
      result = sb_test_wait_result (&f->slots[0]);
      texture = sb_picture_loader_load_finish (f->loader, result, NULL);
      g_assert_true (sb_picture_loader_peek (f->loader, url) == texture);
    }

  g_assert_null (sb_picture_loader_peek (f->loader, "/avatars/0.png"));
  g_assert_nonnull (sb_picture_loader_peek (f->loader, "/avatars/299.png"));
}

/* A picture of one pixel takes four bytes. */
static void
test_max_bytes (Fixture *f, gconstpointer data)
{
  static const char *const urls[] = { "/avatars/1.png", "/avatars/2.png", "/avatars/3.png" };

  sb_picture_loader_set_max_bytes (f->loader, 8);
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GdkTexture) texture = NULL;

      sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PICTURE, make_png (), (GDestroyNotify) g_bytes_unref);
      sb_picture_loader_load_async (f->loader, urls[i], NULL, sb_test_store_result, &f->slots[0]);
      result = sb_test_wait_result (&f->slots[0]);
      texture = sb_picture_loader_load_finish (f->loader, result, NULL);
      g_assert_nonnull (texture);
    }

  g_assert_null (sb_picture_loader_peek (f->loader, urls[0]));
  g_assert_nonnull (sb_picture_loader_peek (f->loader, urls[1]));
  g_assert_nonnull (sb_picture_loader_peek (f->loader, urls[2]));
}

/* Of more people than pictures are kept of, but the oldest go here, too. */
static void
test_faces (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (GdkTexture) face = gdk_texture_new_from_bytes (png, NULL);

  g_assert_null (sb_picture_loader_peek_face (f->loader, URL));
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *url = g_strdup_printf ("/avatars/%u.png", i);

      sb_picture_loader_keep_face (f->loader, url, face);
      sb_picture_loader_keep_face (f->loader, url, face);
      g_assert_true (sb_picture_loader_peek_face (f->loader, url) == face);
    }

  g_assert_null (sb_picture_loader_peek_face (f->loader, "/avatars/0.png"));
  g_assert_true (sb_picture_loader_peek_face (f->loader, "/avatars/300.png") == face);
}

#define ADD(name, func) g_test_add ("/ui/pictures/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("single-flight", test_single_flight);
  ADD ("failure", test_failure);
  ADD ("no-picture", test_no_picture);
  ADD ("cancelled", test_cancelled);
  ADD ("limit", test_limit);
  ADD ("max-bytes", test_max_bytes);
  ADD ("faces", test_faces);

  return sb_ui_run ();
}
