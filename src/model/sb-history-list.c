/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log-ins of a ledger as a paged list. However long the history is, a page is all that is read at once. */

#include "config.h"

#include "sb-history-list.h"

#include "sb-history-item.h"
#include "sb-ledger-query.h"

#define PAGE_SIZE 100

typedef struct
{
  SbLedgerQuery *query;
  guint page;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  sb_ledger_query_free (fetch->query);
  g_free (fetch);
}

/* In the ledger's thread. One row more than a page has says whether there is another. */
static gpointer
fetch_job (SbLedger *ledger, gpointer data, GError **error)
{
  const Fetch *fetch = data;
  g_autoptr (SbPage) page = sb_page_new ();
  g_autoptr (GPtrArray) entries = NULL;
  guint total = 0;

  entries = sb_ledger_find (ledger, fetch->query, (fetch->page - 1) * PAGE_SIZE, PAGE_SIZE + 1, error);
  if (entries == NULL)
    return NULL;

  for (guint i = 0; i < MIN (entries->len, PAGE_SIZE); i++)
    g_ptr_array_add (page->items, sb_history_item_new (g_ptr_array_index (entries, i)));

  page->has_more = entries->len > PAGE_SIZE;
  if (fetch->page == 1 && page->has_more && !sb_ledger_count (ledger, fetch->query, &total, error))
    return NULL;

  if (fetch->page == 1)
    page->total = page->has_more ? total : entries->len;

  return g_steal_pointer (&page);
}

static void
fetch_page (gpointer query,
            guint page,
            gpointer data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->query = sb_ledger_query_copy (query);
  fetch->page = page;
  sb_ledger_run_async (SB_LEDGER (data), fetch_job, fetch, (GDestroyNotify) fetch_free, (GDestroyNotify) sb_page_free,
                       callback, user_data);
}

static SbPage *
fetch_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return sb_ledger_run_finish (SB_LEDGER (source), result, error);
}

static const char *
get_key (gpointer item)
{
  return sb_history_item_get_uuid (item);
}

/**
 * sb_history_list_new:
 * @ledger: where the log-ins are
 *
 * Returns: (transfer full): a list of #SbHistoryItem for an #SbLedgerQuery, the newest first
 */
SbPagedList *
sb_history_list_new (SbLedger *ledger)
{
  return sb_paged_list_new (SB_TYPE_HISTORY_ITEM, SB_TYPE_LEDGER_QUERY, get_key, fetch_page, fetch_finish,
                            g_object_ref (ledger), g_object_unref);
}
