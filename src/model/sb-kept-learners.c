/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Learners that an account has at hand, such as those it logged in as last: the newest first, each once, and no more
 * than there is room for. Kept in the settings, under a key of type a{sv}: the account's id, and a list of learners
 * (aa{sv}, see sb_learner_to_variant()). What other accounts have there is left alone; what cannot be read is
 * dropped. Without settings it lasts as long as the object. */

#include "config.h"

#include "sb-kept-learners.h"

struct _SbKeptLearners
{
  GObject parent_instance;

  /* owned */
  char *account_id;
  GSettings *settings; /* nullable */
  char *key;
  GListStore *learners;

  /* state */
  guint max;
};

G_DEFINE_FINAL_TYPE (SbKeptLearners, sb_kept_learners, G_TYPE_OBJECT)

static void
load (SbKeptLearners *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, self->key);
  g_autoptr (GVariant) own = g_variant_lookup_value (all, self->account_id, G_VARIANT_TYPE ("aa{sv}"));
  gsize n = own != NULL ? g_variant_n_children (own) : 0;

  for (gsize i = 0; i < n && g_list_model_get_n_items (G_LIST_MODEL (self->learners)) < self->max; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (own, i);
      g_autoptr (SbLearner) learner = sb_learner_new_from_variant (child);

      if (learner != NULL)
        g_list_store_append (self->learners, learner);
    }
}

static GVariant *
own_to_variant (SbKeptLearners *self)
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
save (SbKeptLearners *self)
{
  g_autoptr (GVariant) all = NULL;
  GVariantDict dict;

  if (self->settings == NULL)
    return;

  all = g_settings_get_value (self->settings, self->key);
  g_variant_dict_init (&dict, all);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->learners)) > 0)
    g_variant_dict_insert_value (&dict, self->account_id, own_to_variant (self));
  else
    g_variant_dict_remove (&dict, self->account_id);

  g_settings_set_value (self->settings, self->key, g_variant_dict_end (&dict));
}

static gboolean
find (SbKeptLearners *self, const char *id, guint *position)
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
sb_kept_learners_dispose (GObject *object)
{
  SbKeptLearners *self = SB_KEPT_LEARNERS (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_kept_learners_parent_class)->dispose (object);
}

static void
sb_kept_learners_finalize (GObject *object)
{
  SbKeptLearners *self = SB_KEPT_LEARNERS (object);

  g_clear_object (&self->learners);
  g_free (self->account_id);
  g_free (self->key);

  G_OBJECT_CLASS (sb_kept_learners_parent_class)->finalize (object);
}

static void
sb_kept_learners_class_init (SbKeptLearnersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_kept_learners_dispose;
  object_class->finalize = sb_kept_learners_finalize;
}

static void
sb_kept_learners_init (SbKeptLearners *self)
{
  self->learners = g_list_store_new (SB_TYPE_LEARNER);
}

/**
 * sb_kept_learners_new:
 * @account_id: whose
 * @settings: (nullable): where they are kept, or %NULL to forget them with the object
 * @key: under which key, %SB_KEPT_RECENTS or %SB_KEPT_FAVOURITES
 * @max: for how many there is room
 *
 * Returns: (transfer full): the learners of an earlier time
 */
SbKeptLearners *
sb_kept_learners_new (const char *account_id, GSettings *settings, const char *key, guint max)
{
  SbKeptLearners *self;

  g_return_val_if_fail (account_id != NULL, NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (SB_TYPE_KEPT_LEARNERS, NULL);
  self->account_id = g_strdup (account_id);
  self->key = g_strdup (key);
  self->max = max;
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      load (self);
    }

  return self;
}

/**
 * sb_kept_learners_get_learners:
 *
 * Returns: (transfer none): a list of #SbLearner, the newest first
 */
GListModel *
sb_kept_learners_get_learners (SbKeptLearners *self)
{
  g_return_val_if_fail (SB_IS_KEPT_LEARNERS (self), NULL);

  return G_LIST_MODEL (self->learners);
}

/**
 * sb_kept_learners_add:
 * @self: the learners
 * @learner: one of them, or a new one
 *
 * Puts @learner first, and drops whoever is too many.
 */
void
sb_kept_learners_add (SbKeptLearners *self, SbLearner *learner)
{
  guint position;
  guint n;

  g_return_if_fail (SB_IS_KEPT_LEARNERS (self));
  g_return_if_fail (SB_IS_LEARNER (learner));

  if (find (self, sb_learner_get_id (learner), &position))
    g_list_store_remove (self->learners, position);

  g_list_store_insert (self->learners, 0, learner);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->learners));
  if (n > self->max)
    g_list_store_remove (self->learners, n - 1);

  save (self);
}

/**
 * sb_kept_learners_remove:
 * @self: the learners
 * @id: of one of them; nothing happens if it is not
 */
void
sb_kept_learners_remove (SbKeptLearners *self, const char *id)
{
  guint position;

  g_return_if_fail (SB_IS_KEPT_LEARNERS (self));

  if (!find (self, id, &position))
    return;

  g_list_store_remove (self->learners, position);
  save (self);
}

/**
 * sb_kept_learners_refresh:
 * @self: the learners
 * @learner: as the platform describes somebody now
 *
 * Replaces what is known of @learner, if it is one of them.
 */
void
sb_kept_learners_refresh (SbKeptLearners *self, SbLearner *learner)
{
  guint position;

  g_return_if_fail (SB_IS_KEPT_LEARNERS (self));
  g_return_if_fail (SB_IS_LEARNER (learner));

  if (!find (self, sb_learner_get_id (learner), &position))
    return;

  g_list_store_splice (self->learners, position, 1, (gpointer *) &learner, 1);
  save (self);
}

/**
 * sb_kept_learners_has:
 *
 * Returns: %TRUE if somebody with this id is among them
 */
gboolean
sb_kept_learners_has (SbKeptLearners *self, const char *id)
{
  guint position;

  g_return_val_if_fail (SB_IS_KEPT_LEARNERS (self), FALSE);

  return find (self, id, &position);
}

/**
 * sb_kept_learners_clear:
 *
 * Forgets everybody.
 */
void
sb_kept_learners_clear (SbKeptLearners *self)
{
  g_return_if_fail (SB_IS_KEPT_LEARNERS (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->learners)) == 0)
    return;

  g_list_store_remove_all (self->learners);
  save (self);
}

/**
 * sb_kept_learners_contains:
 *
 * Returns: %TRUE if this very object is among them: then less is known of the learner than of one in a list
 */
gboolean
sb_kept_learners_contains (SbKeptLearners *self, SbLearner *learner)
{
  g_return_val_if_fail (SB_IS_KEPT_LEARNERS (self), FALSE);

  return g_list_store_find (self->learners, learner, NULL);
}
