/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A list that comes in pages, as a GListModel. It owns the rows, the query, what it is doing, and what went wrong; it
 * is given a function that fetches one page and knows nothing of where pages come from.
 *
 * Every question carries a generation: a new query, a reload and a cancel begin a new one, and a reply of an older one
 * is dropped. The rows of an earlier query stay until the first page of the new one is there, so that nothing flashes;
 * rows are told apart by their key, and one page is one items-changed. All in the main thread. */

#include "config.h"

#include "sb-paged-list.h"

#include "sb-call-private.h"

#define DEFAULT_CEILING 20000

struct _SbPagedList
{
  GObject parent_instance;

  /* owned */
  GPtrArray *items;
  GHashTable *keys; /* the key of every item, owned by the table: an item may go before its key does */
  gpointer query;   /* nullable until it is set */
  gpointer fetch_data;
  GDestroyNotify fetch_data_free;
  GCancellable *cancellable;
  GError *error;

  /* state */
  GType item_type;
  GType query_type;
  SbItemKey key;
  SbPageFetch fetch;
  SbPageFetchFinish fetch_finish;
  SbPagedListState state;
  guint generation;
  guint pages;       /* how many pages of this query are in the list */
  guint ceiling;     /* of rows, beyond which a page is fetched only on request */
  guint beyond;      /* how much the ceiling was raised by for this query */
  gint64 total;
  gboolean has_more;
  gboolean are_rows_current; /* the rows are those of the present query */
};

typedef enum
{
  PROP_ITEM_TYPE = 1,
  PROP_N_ITEMS,
  PROP_STATE,
  PROP_HAS_MORE,
  PROP_TOTAL,
  PROP_CEILING,
} SbPagedListProperty;

static GParamSpec *properties[PROP_CEILING + 1];

static void sb_paged_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbPagedList, sb_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sb_paged_list_list_model_init))

static void
set_state (SbPagedList *self, SbPagedListState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_has_more (SbPagedList *self, gboolean has_more)
{
  if (self->has_more == has_more)
    return;

  self->has_more = has_more;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MORE]);
}

static void
set_total (SbPagedList *self, gint64 total)
{
  if (self->total == total)
    return;

  self->total = total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
}

static void
announce (SbPagedList *self, guint position, guint removed, guint added)
{
  if (removed == 0 && added == 0)
    return;

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static gboolean
is_loading (SbPagedList *self)
{
  return self->state == SB_PAGED_LIST_LOADING_FIRST || self->state == SB_PAGED_LIST_LOADING_MORE;
}

static guint
drop_rows (SbPagedList *self)
{
  guint removed = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  g_hash_table_remove_all (self->keys);

  return removed;
}

static guint
append_rows (SbPagedList *self, GPtrArray *items)
{
  guint added = 0;

  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = g_ptr_array_index (items, i);

      if (!g_hash_table_add (self->keys, g_strdup (self->key (item))))
        continue;

      g_ptr_array_add (self->items, g_object_ref (item));
      added++;
    }

  return added;
}

static void
take_page (SbPagedList *self, SbPage *page)
{
  gboolean is_first = self->state == SB_PAGED_LIST_LOADING_FIRST;
  guint removed = is_first ? drop_rows (self) : 0;
  guint position = self->items->len;
  guint added = append_rows (self, page->items);

  /* All is in place before anybody is told, because a view may answer by asking for the next page. */
  g_object_freeze_notify (G_OBJECT (self));
  self->are_rows_current = TRUE;
  self->pages = is_first ? 1 : self->pages + 1;
  if (is_first || page->total >= 0)
    set_total (self, page->total);
  /* A platform that promises more and brings nothing new would be asked without end. */
  set_has_more (self, page->has_more && added > 0);
  set_state (self, self->items->len > 0 ? SB_PAGED_LIST_READY : SB_PAGED_LIST_EMPTY);
  announce (self, position, removed, added);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Rows of another query would be taken for an answer, so they go. Rows of a list that was merely loaded anew stay. */
static void
take_error (SbPagedList *self, GError *error)
{
  gboolean is_first = self->state == SB_PAGED_LIST_LOADING_FIRST && (self->items->len == 0 || !self->are_rows_current);
  guint removed = is_first ? drop_rows (self) : 0;

  g_object_freeze_notify (G_OBJECT (self));
  self->error = error;
  if (is_first)
    {
      self->pages = 0;
      set_total (self, -1);
      set_has_more (self, FALSE);
    }
  set_state (self, is_first ? SB_PAGED_LIST_FAILED : SB_PAGED_LIST_MORE_FAILED);
  announce (self, 0, removed, 0);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbPagedList) self = sb_call_end (user_data, &generation);
  g_autoptr (SbPage) page = NULL;
  g_autoptr (GError) error = NULL;

  /* Whoever dropped the list has cancelled; the result goes with the operation's task. */
  if (self == NULL)
    return;

  page = self->fetch_finish (source, result, &error);
  if (generation != self->generation)
    return;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sb_paged_list_cancel (self);
  else if (page != NULL)
    take_page (self, page);
  else
    take_error (self, g_steal_pointer (&error));
}

static void
fetch_page (SbPagedList *self, SbPagedListState state, guint page)
{
  /* The generation first: a cancelled source may answer on the spot. */
  self->generation++;
  sb_call_renew_cancellable (&self->cancellable);
  g_clear_error (&self->error);
  set_state (self, state);
  self->fetch (self->query, page, self->fetch_data, self->cancellable, fetched_cb,
               sb_call_new (self, self->generation));
}

static GType
sb_paged_list_get_item_type (GListModel *model)
{
  return SB_PAGED_LIST (model)->item_type;
}

static guint
sb_paged_list_get_n_items (GListModel *model)
{
  return SB_PAGED_LIST (model)->items->len;
}

static gpointer
sb_paged_list_get_item (GListModel *model, guint position)
{
  SbPagedList *self = SB_PAGED_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
sb_paged_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sb_paged_list_get_item_type;
  iface->get_n_items = sb_paged_list_get_n_items;
  iface->get_item = sb_paged_list_get_item;
}

static void
sb_paged_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbPagedList *self = SB_PAGED_LIST (object);

  switch ((SbPagedListProperty) property_id)
    {
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, self->item_type);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->items->len);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, self->has_more);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_CEILING:
      g_value_set_uint (value, self->ceiling);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_paged_list_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbPagedList *self = SB_PAGED_LIST (object);

  switch ((SbPagedListProperty) property_id)
    {
    case PROP_ITEM_TYPE:
      self->item_type = g_value_get_gtype (value);
      break;
    case PROP_CEILING:
      if (self->ceiling == g_value_get_uint (value))
        break;
      self->ceiling = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_paged_list_dispose (GObject *object)
{
  SbPagedList *self = SB_PAGED_LIST (object);

  self->generation++;
  sb_call_cancel (&self->cancellable);

  G_OBJECT_CLASS (sb_paged_list_parent_class)->dispose (object);
}

static void
sb_paged_list_finalize (GObject *object)
{
  SbPagedList *self = SB_PAGED_LIST (object);

  if (self->query != NULL)
    g_boxed_free (self->query_type, self->query);
  if (self->fetch_data_free != NULL)
    self->fetch_data_free (self->fetch_data);

  g_clear_error (&self->error);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (sb_paged_list_parent_class)->finalize (object);
}

static void
sb_paged_list_class_init (SbPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sb_paged_list_get_property;
  object_class->set_property = sb_paged_list_set_property;
  object_class->dispose = sb_paged_list_dispose;
  object_class->finalize = sb_paged_list_finalize;

  /**
   * SbPagedList:item-type:
   *
   * What the rows are.
   */
  properties[PROP_ITEM_TYPE] = g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * SbPagedList:n-items:
   *
   * How many rows there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read_only);
  /**
   * SbPagedList:state:
   *
   * What the list is doing: an #SbPagedListState.
   */
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SB_PAGED_LIST_IDLE, SB_PAGED_LIST_MORE_FAILED,
                                             SB_PAGED_LIST_IDLE, read_only);
  /**
   * SbPagedList:has-more:
   *
   * Whether there are rows beyond those in the list.
   */
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, read_only);
  /**
   * SbPagedList:total:
   *
   * How many rows there are in all, or -1 if that is not known.
   */
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, -1, G_MAXINT64, -1, read_only);
  /**
   * SbPagedList:ceiling:
   *
   * How many rows are loaded without asking; more need sb_paged_list_load_beyond().
   */
  properties[PROP_CEILING] = g_param_spec_uint ("ceiling", NULL, NULL, 1, G_MAXUINT, DEFAULT_CEILING,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS
                                                | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_paged_list_init (SbPagedList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->total = -1;
}

/**
 * sb_paged_list_new:
 * @item_type: what the rows are; a #GObject type
 * @query_type: what a query is; a boxed type
 * @key: (scope forever): gives what tells one row from another; never %NULL
 * @fetch: (scope notified) (closure fetch_data): fetches one page
 * @fetch_finish: (scope forever): takes a page out of the result of @fetch
 * @fetch_data: (nullable): for @fetch
 * @fetch_data_free: (nullable): frees @fetch_data with the list
 *
 * Returns: (transfer full): a list that is idle until it is given a query and told to reload
 */
SbPagedList *
sb_paged_list_new (GType item_type,
                   GType query_type,
                   SbItemKey key,
                   SbPageFetch fetch,
                   SbPageFetchFinish fetch_finish,
                   gpointer fetch_data,
                   GDestroyNotify fetch_data_free)
{
  SbPagedList *self;

  g_return_val_if_fail (g_type_is_a (item_type, G_TYPE_OBJECT), NULL);
  g_return_val_if_fail (G_TYPE_IS_BOXED (query_type), NULL);
  g_return_val_if_fail (key != NULL && fetch != NULL && fetch_finish != NULL, NULL);

  self = g_object_new (SB_TYPE_PAGED_LIST, "item-type", item_type, NULL);
  self->query_type = query_type;
  self->key = key;
  self->fetch = fetch;
  self->fetch_finish = fetch_finish;
  self->fetch_data = fetch_data;
  self->fetch_data_free = fetch_data_free;

  return self;
}

/**
 * sb_paged_list_set_query:
 * @self: a list
 * @query: what the list shall show; copied
 *
 * Drops what is under way for an earlier query and fetches the first page of this one. The rows of the earlier query
 * stay until that page is there.
 */
void
sb_paged_list_set_query (SbPagedList *self, gconstpointer query)
{
  gpointer copy;

  g_return_if_fail (SB_IS_PAGED_LIST (self));
  g_return_if_fail (query != NULL);

  copy = g_boxed_copy (self->query_type, query);
  if (self->query != NULL)
    g_boxed_free (self->query_type, self->query);
  self->query = copy;
  self->are_rows_current = FALSE;
  self->pages = 0;
  self->beyond = 0;
  fetch_page (self, SB_PAGED_LIST_LOADING_FIRST, 1);
}

/**
 * sb_paged_list_get_query:
 *
 * Returns: (transfer none) (nullable): what the list shows, or shall show once the first page is there; %NULL before
 *   the first query
 */
gconstpointer
sb_paged_list_get_query (SbPagedList *self)
{
  g_return_val_if_fail (SB_IS_PAGED_LIST (self), NULL);

  return self->query;
}

/**
 * sb_paged_list_reload:
 *
 * Fetches the first page again; the rows stay until it is there. Nothing happens while a first page is on its way, or
 * before there is a query.
 */
void
sb_paged_list_reload (SbPagedList *self)
{
  g_return_if_fail (SB_IS_PAGED_LIST (self));

  if (self->query == NULL || self->state == SB_PAGED_LIST_LOADING_FIRST)
    return;

  self->beyond = 0;
  self->pages = 0;
  fetch_page (self, SB_PAGED_LIST_LOADING_FIRST, 1);
}

/**
 * sb_paged_list_load_more:
 *
 * Fetches the next page, if there is one, nothing is on its way, and the ceiling is not reached. After a failure only
 * sb_paged_list_retry() tries again: a view that asks while it scrolls must not hammer a platform in trouble.
 */
void
sb_paged_list_load_more (SbPagedList *self)
{
  g_return_if_fail (SB_IS_PAGED_LIST (self));

  if (self->state != SB_PAGED_LIST_READY || !self->has_more || sb_paged_list_get_is_at_ceiling (self))
    return;

  /* After a cancelled first page the rows are those of an earlier query, to which nothing may be appended. */
  if (self->pages == 0)
    fetch_page (self, SB_PAGED_LIST_LOADING_FIRST, 1);
  else
    fetch_page (self, SB_PAGED_LIST_LOADING_MORE, self->pages + 1);
}

/**
 * sb_paged_list_load_beyond:
 *
 * Raises the ceiling by as much as it was, for this query, and fetches the next page. For a button: never without a
 * click.
 */
void
sb_paged_list_load_beyond (SbPagedList *self)
{
  g_return_if_fail (SB_IS_PAGED_LIST (self));

  if (sb_paged_list_get_is_at_ceiling (self))
    self->beyond += MIN (self->ceiling, G_MAXUINT - self->ceiling - self->beyond);

  sb_paged_list_load_more (self);
}

/**
 * sb_paged_list_retry:
 *
 * Repeats what failed; nothing if nothing did.
 */
void
sb_paged_list_retry (SbPagedList *self)
{
  g_return_if_fail (SB_IS_PAGED_LIST (self));

  if (self->state != SB_PAGED_LIST_FAILED && self->state != SB_PAGED_LIST_MORE_FAILED)
    return;

  if (self->pages == 0)
    fetch_page (self, SB_PAGED_LIST_LOADING_FIRST, 1);
  else
    fetch_page (self, SB_PAGED_LIST_LOADING_MORE, self->pages + 1);
}

/**
 * sb_paged_list_cancel:
 *
 * Gives up what is under way. The rows stay.
 */
void
sb_paged_list_cancel (SbPagedList *self)
{
  g_return_if_fail (SB_IS_PAGED_LIST (self));

  if (!is_loading (self))
    return;

  self->generation++;
  sb_call_cancel (&self->cancellable);
  set_state (self, self->items->len > 0 ? SB_PAGED_LIST_READY : SB_PAGED_LIST_IDLE);
}

SbPagedListState
sb_paged_list_get_state (SbPagedList *self)
{
  g_return_val_if_fail (SB_IS_PAGED_LIST (self), SB_PAGED_LIST_IDLE);

  return self->state;
}

gboolean
sb_paged_list_get_has_more (SbPagedList *self)
{
  g_return_val_if_fail (SB_IS_PAGED_LIST (self), FALSE);

  return self->has_more;
}

/**
 * sb_paged_list_get_total:
 *
 * Returns: how many rows there are in all, or -1 if that is not known
 */
gint64
sb_paged_list_get_total (SbPagedList *self)
{
  g_return_val_if_fail (SB_IS_PAGED_LIST (self), -1);

  return self->total;
}

/**
 * sb_paged_list_get_error:
 *
 * Returns: (transfer none) (nullable): why the last page could not be fetched, in the two failed states
 */
const GError *
sb_paged_list_get_error (SbPagedList *self)
{
  g_return_val_if_fail (SB_IS_PAGED_LIST (self), NULL);

  return self->error;
}

/**
 * sb_paged_list_get_is_at_ceiling:
 *
 * Returns: %TRUE if there is more, but so much is loaded already that only sb_paged_list_load_beyond() goes on
 */
gboolean
sb_paged_list_get_is_at_ceiling (SbPagedList *self)
{
  g_return_val_if_fail (SB_IS_PAGED_LIST (self), FALSE);

  return self->has_more && self->items->len >= self->ceiling + self->beyond;
}

/**
 * sb_page_new:
 *
 * Returns: (transfer full): a page without items, the last one, of an unknown total
 */
SbPage *
sb_page_new (void)
{
  SbPage *page = g_new0 (SbPage, 1);

  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  page->total = -1;

  return page;
}

void
sb_page_free (SbPage *page)
{
  g_ptr_array_unref (page->items);
  g_free (page);
}
