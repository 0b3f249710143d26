/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The beginning of another list, and more of it when a view asks. GTK's lists make widgets for two hundred rows as soon
 * as there are that many, though ten are seen, and that takes longer than fetching them does: so a view is told of the
 * rows it is about to show, and of the rest while somebody scrolls towards it. */

#include "config.h"

#include "sb-growing-list.h"

struct _SbGrowingList
{
  GObject parent_instance;

  GListModel *source; /* owned */
  guint n_source;     /* how long it was when last heard of */
  guint n_shown;
  guint n_first;
  guint n_missed;   /* how many more were asked for when there were none */
  gboolean is_anew; /* what replaces all of the source is shown from its beginning */
};

static void sb_growing_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbGrowingList, sb_growing_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sb_growing_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (SB_GROWING_LIST (model)->source);
}

static guint
get_n_items (GListModel *model)
{
  return SB_GROWING_LIST (model)->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SbGrowingList *self = SB_GROWING_LIST (model);

  return position < self->n_shown ? g_list_model_get_item (self->source, position) : NULL;
}

static void
announce (SbGrowingList *self, guint position, guint removed, guint added)
{
  self->n_shown = self->n_shown - removed + added;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
source_changed_cb (SbGrowingList *self, guint position, guint removed, guint added)
{
  const gboolean is_all = position == 0 && removed == self->n_source;
  const guint wanted = is_all && self->is_anew ? self->n_first : MAX (self->n_shown + self->n_missed, self->n_first);
  const guint gone = position < self->n_shown ? MIN (removed, self->n_shown - position) : 0;
  const guint behind = position < self->n_shown ? self->n_shown - position - gone : 0;
  guint come = 0;

  self->n_source = self->n_source - removed + added;
  if (is_all)
    self->is_anew = FALSE;
  if (added > 0)
    self->n_missed = 0;

  /* What comes before rows that are shown is shown; at the end of them, only what there is room for. */
  if (position <= self->n_shown)
    come = behind > 0 ? added : MIN (added, wanted > position ? wanted - position : 0);
  announce (self, MIN (position, self->n_shown), gone, come);

  if (self->n_shown < MIN (self->n_first, self->n_source))
    announce (self, self->n_shown, 0, MIN (self->n_first, self->n_source) - self->n_shown);
}

static void
sb_growing_list_dispose (GObject *object)
{
  SbGrowingList *self = SB_GROWING_LIST (object);

  g_clear_object (&self->source);
  self->n_shown = 0;

  G_OBJECT_CLASS (sb_growing_list_parent_class)->dispose (object);
}

static void
sb_growing_list_class_init (SbGrowingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_growing_list_dispose;
}

static void
sb_growing_list_init (SbGrowingList *self)
{
}

static void
sb_growing_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/**
 * sb_growing_list_new:
 * @source: the whole
 * @n_first: how many items of it are shown at once
 *
 * Returns: (transfer full): a list of the first items of @source
 */
SbGrowingList *
sb_growing_list_new (GListModel *source, guint n_first)
{
  SbGrowingList *self = g_object_new (SB_TYPE_GROWING_LIST, NULL);

  self->source = g_object_ref (source);
  self->n_source = g_list_model_get_n_items (source);
  self->n_first = n_first;
  self->n_shown = MIN (n_first, self->n_source);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * sb_growing_list_start_over:
 * @self: a list
 *
 * When all of the source is replaced the next time, it is by something else, of which the beginning is shown. Without
 * this, it is taken for the same again, of which as much is shown as before.
 */
void
sb_growing_list_start_over (SbGrowingList *self)
{
  g_return_if_fail (SB_IS_GROWING_LIST (self));

  self->is_anew = TRUE;
}

/**
 * sb_growing_list_grow:
 * @self: a list
 * @n: by how many items
 *
 * Shows more; if there is no more, then as soon as there is.
 *
 * Returns: %FALSE if all of the source is shown already
 */
gboolean
sb_growing_list_grow (SbGrowingList *self, guint n)
{
  guint added;

  g_return_val_if_fail (SB_IS_GROWING_LIST (self), FALSE);

  added = MIN (n, self->n_source - self->n_shown);
  self->n_missed = added == 0 ? n : 0;
  announce (self, self->n_shown, 0, added);

  return added > 0;
}
