/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbPagedListState:
 *
 * What a list that comes in pages is doing.
 */
typedef enum
{
  SB_PAGED_LIST_IDLE,          /* nothing was asked for yet */
  SB_PAGED_LIST_LOADING_FIRST, /* rows of an earlier query may still be shown */
  SB_PAGED_LIST_LOADING_MORE,
  SB_PAGED_LIST_READY,
  SB_PAGED_LIST_EMPTY,
  SB_PAGED_LIST_FAILED,        /* no rows, and an error */
  SB_PAGED_LIST_MORE_FAILED,   /* rows, and an error for the next page, or for loading them anew */
} SbPagedListState;

/**
 * SbPage:
 *
 * One page, as a source gives it.
 */
typedef struct
{
  GPtrArray *items; /* (element-type GObject) */
  gint64 total;     /* -1: not known */
  gboolean has_more;
} SbPage;

/**
 * SbPageFetch:
 * @query: the list's query at the time
 * @page: which page, from 1
 * @data: the list's @fetch_data
 *
 * Starts to fetch one page. @callback's result is given to the #SbPageFetchFinish.
 */
typedef void         (*SbPageFetch)       (gpointer              query,
                                           guint                 page,
                                           gpointer              data,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
typedef SbPage      *(*SbPageFetchFinish) (GObject              *source,
                                           GAsyncResult         *result,
                                           GError              **error);
typedef const char  *(*SbItemKey)         (gpointer              item);

#define SB_TYPE_PAGED_LIST (sb_paged_list_get_type ())

/* Properties: item-type, n-items, state (int, SbPagedListState), has-more (boolean), total (int64, -1: not known), all
 * read-only; ceiling (uint, 20 000 unless set): how many rows are loaded without a click. */
G_DECLARE_FINAL_TYPE (SbPagedList, sb_paged_list, SB, PAGED_LIST, GObject)

SbPagedList      *sb_paged_list_new          (GType              item_type,
                                              GType              query_type,
                                              SbItemKey          key,
                                              SbPageFetch        fetch,
                                              SbPageFetchFinish  fetch_finish,
                                              gpointer           fetch_data,
                                              GDestroyNotify     fetch_data_free) G_GNUC_WARN_UNUSED_RESULT;

void              sb_paged_list_set_query    (SbPagedList  *self,
                                              gconstpointer query);
gconstpointer     sb_paged_list_get_query    (SbPagedList  *self);
void              sb_paged_list_reload       (SbPagedList  *self);
void              sb_paged_list_load_more    (SbPagedList  *self);
void              sb_paged_list_load_beyond  (SbPagedList  *self);
void              sb_paged_list_retry        (SbPagedList  *self);
void              sb_paged_list_cancel       (SbPagedList  *self);

SbPagedListState  sb_paged_list_get_state    (SbPagedList  *self);
gboolean          sb_paged_list_get_has_more (SbPagedList  *self);
gint64            sb_paged_list_get_total    (SbPagedList  *self);
const GError     *sb_paged_list_get_error    (SbPagedList  *self);
gboolean          sb_paged_list_get_is_at_ceiling
                                             (SbPagedList  *self);

SbPage           *sb_page_new                (void) G_GNUC_WARN_UNUSED_RESULT;
void              sb_page_free               (SbPage       *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPage, sb_page_free)

G_END_DECLS
