/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of people and courses: fetched through the platform without any token, decoded in a thread, kept in memory
 * up to a limit, each address asked for once at a time. A picture that cannot be had is remembered too, so that a
 * scrolling list does not ask again and again.
 *
 * Only a few are fetched at a time, in the order in which they were asked for, and those that nobody waits for any more are
 * left out. Of the many who are scrolled by, the small face is kept and the picture that it was made of is not. */

#include "config.h"

#include "sb-picture-loader.h"

/* What is kept: by number, since one that cannot be had counts too, and by size, since a server may send large ones. */
#define MAX_PICTURES 256
#define MAX_BYTES (24 * 1024 * 1024)
#define MAX_FACES 512
#define MAX_IN_FLIGHT 3

struct _SbPictureLoader
{
  GObject parent_instance;

  /* owned */
  SbPlatform *platform;
  GHashTable *pictures; /* url → GdkTexture, or NULL for one that cannot be had */
  GQueue order;         /* of the keys of pictures, oldest first; borrowed */
  GHashTable *faces;    /* url → GdkTexture, as rows show it */
  GQueue faces_order;   /* of the keys of faces, oldest first; borrowed */
  GHashTable *waiting;  /* url → GPtrArray of GTask */
  GQueue queue;         /* urls that are waited for, and not fetched yet */

  /* state */
  guint in_flight;
  gsize bytes; /* of the pictures that are kept */
  gsize max_bytes;
};

G_DEFINE_FINAL_TYPE (SbPictureLoader, sb_picture_loader, G_TYPE_OBJECT)

typedef struct
{
  SbPictureLoader *self;
  char *url;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->self);
  g_free (fetch->url);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
unref_nullable (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

static gsize
size_of (GdkTexture *texture)
{
  return texture != NULL ? (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4 : 0;
}

static void
forget_oldest (SbPictureLoader *self)
{
  const char *key = g_queue_pop_head (&self->order);

  self->bytes -= size_of (g_hash_table_lookup (self->pictures, key));
  g_hash_table_remove (self->pictures, key);
}

static void
remember (SbPictureLoader *self, const char *url, GdkTexture *texture)
{
  char *key = g_strdup (url);

  self->bytes += size_of (texture);
  while (self->order.length > 0 && (self->order.length >= MAX_PICTURES || self->bytes > self->max_bytes))
    forget_oldest (self);

  g_hash_table_insert (self->pictures, key, texture != NULL ? g_object_ref (texture) : NULL);
  g_queue_push_tail (&self->order, key);
}

static void
answer_all (SbPictureLoader *self, const char *url, GdkTexture *texture, const GError *error)
{
  g_autoptr (GPtrArray) tasks = NULL;
  g_autofree char *key = NULL;

  g_hash_table_steal_extended (self->waiting, url, (gpointer *) &key, (gpointer *) &tasks);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      if (texture != NULL)
        g_task_return_pointer (tasks->pdata[i], g_object_ref (texture), g_object_unref);
      else
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
    }
}

static void start_next (SbPictureLoader *self);

static void
finish_fetch (SbPictureLoader *self, const char *url, GdkTexture *texture, const GError *error)
{
  self->in_flight--;
  remember (self, url, texture);
  answer_all (self, url, texture, error);
  start_next (self);
}

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (task_data, &error);

  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  finish_fetch (fetch->self, fetch->url, texture, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sb_platform_load_picture_finish (SB_PLATFORM (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (bytes == NULL)
    {
      g_debug ("A picture could not be had: %s", error->message);
      finish_fetch (fetch->self, fetch->url, NULL, error);
      return;
    }

  task = g_task_new (NULL, NULL, decoded_cb, g_steal_pointer (&fetch));
  g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_in_thread);
}

static gboolean
is_wanted (SbPictureLoader *self, const char *url)
{
  GPtrArray *tasks = g_hash_table_lookup (self->waiting, url);

  for (guint i = 0; i < tasks->len; i++)
    if (!g_cancellable_is_cancelled (g_task_get_cancellable (tasks->pdata[i])))
      return TRUE;

  return FALSE;
}

static void
start_next (SbPictureLoader *self)
{
  while (self->in_flight < MAX_IN_FLIGHT && self->queue.length > 0)
    {
      g_autofree char *url = g_queue_pop_head (&self->queue);
      Fetch *fetch;

      if (!is_wanted (self, url))
        {
          g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for this picture");

          answer_all (self, url, NULL, error);
          continue;
        }

      self->in_flight++;
      fetch = g_new0 (Fetch, 1);
      fetch->self = g_object_ref (self);
      fetch->url = g_strdup (url);
      sb_platform_load_picture_async (self->platform, url, NULL, fetched_cb, fetch);
    }
}

static void
sb_picture_loader_finalize (GObject *object)
{
  SbPictureLoader *self = SB_PICTURE_LOADER (object);

  g_queue_clear (&self->order);
  g_queue_clear (&self->faces_order);
  g_hash_table_unref (self->faces);
  g_queue_clear_full (&self->queue, g_free);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->waiting);
  g_object_unref (self->platform);

  G_OBJECT_CLASS (sb_picture_loader_parent_class)->finalize (object);
}

static void
sb_picture_loader_class_init (SbPictureLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_picture_loader_finalize;
}

static void
sb_picture_loader_init (SbPictureLoader *self)
{
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_nullable);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->max_bytes = MAX_BYTES;
  self->faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->order);
  g_queue_init (&self->faces_order);
  g_queue_init (&self->queue);
}

SbPictureLoader *
sb_picture_loader_new (SbPlatform *platform)
{
  SbPictureLoader *self = g_object_new (SB_TYPE_PICTURE_LOADER, NULL);

  self->platform = g_object_ref (platform);

  return self;
}

/* How much is kept at most. One who keeps faces needs little else. */
void
sb_picture_loader_set_max_bytes (SbPictureLoader *self, gsize max_bytes)
{
  g_return_if_fail (SB_IS_PICTURE_LOADER (self));

  self->max_bytes = max_bytes;
}

/* A row that is scrolled in again shows its face at once, without a flash. */
GdkTexture *
sb_picture_loader_peek_face (SbPictureLoader *self, const char *url)
{
  g_return_val_if_fail (SB_IS_PICTURE_LOADER (self), NULL);

  return g_hash_table_lookup (self->faces, url);
}

void
sb_picture_loader_keep_face (SbPictureLoader *self, const char *url, GdkTexture *face)
{
  char *key;

  g_return_if_fail (SB_IS_PICTURE_LOADER (self));

  if (g_hash_table_contains (self->faces, url))
    return;

  if (self->faces_order.length >= MAX_FACES)
    g_hash_table_remove (self->faces, g_queue_pop_head (&self->faces_order));

  key = g_strdup (url);
  g_hash_table_insert (self->faces, key, g_object_ref (face));
  g_queue_push_tail (&self->faces_order, key);
}

/* The picture, if it is there already. */
GdkTexture *
sb_picture_loader_peek (SbPictureLoader *self, const char *url)
{
  g_return_val_if_fail (SB_IS_PICTURE_LOADER (self), NULL);

  return g_hash_table_lookup (self->pictures, url);
}

void
sb_picture_loader_load_async (SbPictureLoader *self,
                              const char *url,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GdkTexture *known;
  GPtrArray *tasks;

  g_return_if_fail (SB_IS_PICTURE_LOADER (self));
  g_return_if_fail (url != NULL);

  g_task_set_source_tag (task, sb_picture_loader_load_async);

  if (g_hash_table_lookup_extended (self->pictures, url, NULL, (gpointer *) &known))
    {
      if (known != NULL)
        g_task_return_pointer (task, g_object_ref (known), g_object_unref);
      else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "This picture could not be had before");
      return;
    }

  tasks = g_hash_table_lookup (self->waiting, url);
  if (tasks != NULL)
    {
      g_ptr_array_add (tasks, g_steal_pointer (&task));
      return;
    }

  tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (tasks, g_steal_pointer (&task));
  g_hash_table_insert (self->waiting, g_strdup (url), tasks);
  g_queue_push_tail (&self->queue, g_strdup (url));
  start_next (self);
}

GdkTexture *
sb_picture_loader_load_finish (SbPictureLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sb_picture_loader_load_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
