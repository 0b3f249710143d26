/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learners that an account logged in as last, the newest first, at most eight, each once. Kept in the settings,
 * under the key "recents" of type a{sv}: the account's id, and a list of learners (aa{sv}, see
 * sb_learner_to_variant()). What other accounts have there is left alone; what cannot be read is dropped. Without
 * settings it lasts as long as the object. */

#include "config.h"

#include "sb-recents.h"

#define KEY "recents"
#define MAX_RECENTS 8

struct _SbRecents
{
  GObject parent_instance;

  /* owned */
  char *account_id;
  GSettings *settings; /* nullable */
  GListStore *learners;
};

G_DEFINE_FINAL_TYPE (SbRecents, sb_recents, G_TYPE_OBJECT)

static void
load (SbRecents *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, KEY);
  g_autoptr (GVariant) own = g_variant_lookup_value (all, self->account_id, G_VARIANT_TYPE ("aa{sv}"));
  gsize n = own != NULL ? g_variant_n_children (own) : 0;

  for (gsize i = 0; i < n && g_list_model_get_n_items (G_LIST_MODEL (self->learners)) < MAX_RECENTS; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (own, i);
      g_autoptr (SbLearner) learner = sb_learner_new_from_variant (child);

      if (learner != NULL)
        g_list_store_append (self->learners, learner);
    }
}

static GVariant *
own_to_variant (SbRecents *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->learners)); i++)
    {
      g_autoptr (SbLearner) learner = g_list_model_get_item (G_LIST_MODEL (self->learners), i);

      g_variant_builder_add_value (&builder, sb_learner_to_variant (learner));
    }

  return g_variant_builder_end (&builder);
}

static void
save (SbRecents *self)
{
  g_autoptr (GVariant) all = NULL;
  GVariantDict dict;

  if (self->settings == NULL)
    return;

  all = g_settings_get_value (self->settings, KEY);
  g_variant_dict_init (&dict, all);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->learners)) > 0)
    g_variant_dict_insert_value (&dict, self->account_id, own_to_variant (self));
  else
    g_variant_dict_remove (&dict, self->account_id);

  g_settings_set_value (self->settings, KEY, g_variant_dict_end (&dict));
}

static gboolean
find (SbRecents *self, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->learners)); i++)
    {
      g_autoptr (SbLearner) learner = g_list_model_get_item (G_LIST_MODEL (self->learners), i);

      if (g_str_equal (sb_learner_get_id (learner), id))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
sb_recents_dispose (GObject *object)
{
  SbRecents *self = SB_RECENTS (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_recents_parent_class)->dispose (object);
}

static void
sb_recents_finalize (GObject *object)
{
  SbRecents *self = SB_RECENTS (object);

  g_clear_object (&self->learners);
  g_free (self->account_id);

  G_OBJECT_CLASS (sb_recents_parent_class)->finalize (object);
}

static void
sb_recents_class_init (SbRecentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_recents_dispose;
  object_class->finalize = sb_recents_finalize;
}

static void
sb_recents_init (SbRecents *self)
{
  self->learners = g_list_store_new (SB_TYPE_LEARNER);
}

/**
 * sb_recents_new:
 * @account_id: whose
 * @settings: (nullable): where they are kept, or %NULL to forget them with the object
 *
 * Returns: (transfer full): the learners of an earlier time
 */
SbRecents *
sb_recents_new (const char *account_id, GSettings *settings)
{
  SbRecents *self;

  g_return_val_if_fail (account_id != NULL, NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (SB_TYPE_RECENTS, NULL);
  self->account_id = g_strdup (account_id);
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      load (self);
    }

  return self;
}

/**
 * sb_recents_get_learners:
 *
 * Returns: (transfer none): a list of #SbLearner, the newest first
 */
GListModel *
sb_recents_get_learners (SbRecents *self)
{
  g_return_val_if_fail (SB_IS_RECENTS (self), NULL);

  return G_LIST_MODEL (self->learners);
}

/**
 * sb_recents_add:
 * @self: the recent learners
 * @learner: as whom somebody logged in now
 *
 * Puts @learner first, and drops whoever is too many.
 */
void
sb_recents_add (SbRecents *self, SbLearner *learner)
{
  guint position;
  guint n;

  g_return_if_fail (SB_IS_RECENTS (self));
  g_return_if_fail (SB_IS_LEARNER (learner));

  if (find (self, sb_learner_get_id (learner), &position))
    g_list_store_remove (self->learners, position);

  g_list_store_insert (self->learners, 0, learner);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->learners));
  if (n > MAX_RECENTS)
    g_list_store_remove (self->learners, n - 1);

  save (self);
}

/**
 * sb_recents_clear:
 *
 * Forgets everybody.
 */
void
sb_recents_clear (SbRecents *self)
{
  g_return_if_fail (SB_IS_RECENTS (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->learners)) == 0)
    return;

  g_list_store_remove_all (self->learners);
  save (self);
}

/**
 * sb_recents_contains:
 *
 * Returns: %TRUE if this very object is among the recent ones: then less is known of the learner than of one in a list
 */
gboolean
sb_recents_contains (SbRecents *self, SbLearner *learner)
{
  g_return_val_if_fail (SB_IS_RECENTS (self), FALSE);

  return g_list_store_find (self->learners, learner, NULL);
}
