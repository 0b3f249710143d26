/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-find.h"

/**
 * sb_find_by_key:
 * @list: a list that holds its items, as GListStore and SbPagedList do
 * @key: what tells its items apart, e.g. sb_course_get_id()
 * @value: the key that is looked for
 *
 * Returns: (transfer none) (nullable): the item, good for as long as it is in @list
 */
gpointer
sb_find_by_key (GListModel *list, SbItemKey key, const char *value)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (list), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (g_strcmp0 (key (item), value) == 0)
        return item;
    }

  return NULL;
}
