/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The paged list of a platform's learners: what SbPagedList needs to know of them, and nothing else. */

#include "config.h"

#include "sb-learner-list.h"

typedef struct
{
  SbPlatform *platform;
  SbHeadStart *head_start; /* nullable */
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_object_unref (source->platform);
  g_clear_object (&source->head_start);
  g_free (source);
}

static void
fetch_page (gpointer query,
            guint page,
            gpointer data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  Source *source = data;

  if (source->head_start == NULL
      || !sb_head_start_take_learners (source->head_start, query, page, cancellable, callback, user_data))
    sb_platform_list_learners_async (source->platform, query, page, cancellable, callback, user_data);
}

static SbPage *
fetch_page_finish (GObject *source, GAsyncResult *result, GError **error)
{
  g_autoptr (SbLearnerPage) learners = sb_platform_list_learners_finish (SB_PLATFORM (source), result, error);
  SbPage *page;

  if (learners == NULL)
    return NULL;

  page = sb_page_new ();
  g_ptr_array_unref (page->items);
  page->items = g_ptr_array_ref (learners->learners);
  page->total = learners->total;
  page->has_more = learners->has_more;

  return page;
}

static const char *
get_key (gpointer item)
{
  return sb_learner_get_id (SB_LEARNER (item));
}

/**
 * sb_learner_list_new:
 * @platform: whose learners
 * @head_start: (nullable): what was asked of @platform before; its first page is used once
 *
 * Returns: (transfer full): a list of #SbLearner that takes an #SbLearnerQuery
 */
SbPagedList *
sb_learner_list_new (SbPlatform *platform, SbHeadStart *head_start)
{
  Source *source;

  g_return_val_if_fail (SB_IS_PLATFORM (platform), NULL);

  source = g_new0 (Source, 1);
  source->platform = g_object_ref (platform);
  g_set_object (&source->head_start, head_start);

  return sb_paged_list_new (SB_TYPE_LEARNER, SB_TYPE_LEARNER_QUERY, get_key, fetch_page, fetch_page_finish,
                            source, source_free);
}
