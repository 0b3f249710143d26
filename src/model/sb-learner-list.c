/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The paged list of a platform's learners: what SbPagedList needs to know of them, and nothing else. */

#include "config.h"

#include "sb-learner-list.h"

static void
fetch_page (gpointer query,
            guint page,
            gpointer platform,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  sb_platform_list_learners_async (SB_PLATFORM (platform), query, page, cancellable, callback, user_data);
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
 *
 * Returns: (transfer full): a list of #SbLearner that takes an #SbLearnerQuery
 */
SbPagedList *
sb_learner_list_new (SbPlatform *platform)
{
  g_return_val_if_fail (SB_IS_PLATFORM (platform), NULL);

  return sb_paged_list_new (SB_TYPE_LEARNER, SB_TYPE_LEARNER_QUERY, get_key, fetch_page, fetch_page_finish,
                            g_object_ref (platform), g_object_unref);
}
