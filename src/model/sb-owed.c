/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One log-in that is owed an end: as whom, since when, where and by which account. What is made of it in words is in
 * sb-owed-words.c. */

#include "config.h"

#include "sb-owed.h"

struct _SbOwed
{
  GObject parent_instance;

  /* owned */
  char *uuid;
  char *origin;
  char *administrator_id;   /* nullable: the account that is signed in */
  char *administrator_name; /* nullable */
  char *learner_id;
  char *learner_name;       /* nullable: only the id is known */
  GDateTime *since;         /* nullable */
};

G_DEFINE_FINAL_TYPE (SbOwed, sb_owed, G_TYPE_OBJECT)

static void
sb_owed_finalize (GObject *object)
{
  SbOwed *self = SB_OWED (object);

  g_free (self->uuid);
  g_free (self->origin);
  g_free (self->administrator_id);
  g_free (self->administrator_name);
  g_free (self->learner_id);
  g_free (self->learner_name);
  g_clear_pointer (&self->since, g_date_time_unref);

  G_OBJECT_CLASS (sb_owed_parent_class)->finalize (object);
}

static void
sb_owed_class_init (SbOwedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_owed_finalize;
}

static void
sb_owed_init (SbOwed *self)
{
}

static char *
dup_non_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * sb_owed_new_for_entry:
 * @entry: a log-in as the ledger has it
 * @learner_name: (nullable): the learner's name if the ledger has none
 *
 * Returns: (transfer full): the same to be shown
 */
SbOwed *
sb_owed_new_for_entry (const SbLedgerEntry *entry, const char *learner_name)
{
  SbOwed *self;
  GDateTime *since;

  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (SB_TYPE_OWED, NULL);
  since = entry->started_at != NULL ? entry->started_at : entry->planned_at;
  self->uuid = g_strdup (entry->uuid);
  self->origin = g_strdup (entry->origin);
  self->administrator_id = g_strdup (entry->administrator_id);
  self->administrator_name = dup_non_empty (entry->administrator_name);
  self->learner_id = g_strdup (entry->learner_id);
  self->learner_name = dup_non_empty (sb_ledger_entry_has_name (entry) ? entry->learner_name : learner_name);
  self->since = since != NULL ? g_date_time_ref (since) : NULL;

  return self;
}

/**
 * sb_owed_new_for_impersonation:
 * @impersonation: a log-in that may not be on record
 * @learner_name: (nullable): the learner's name if @impersonation has none
 *
 * Returns: (transfer full): the same to be shown
 */
SbOwed *
sb_owed_new_for_impersonation (SbImpersonation *impersonation, const char *learner_name)
{
  SbLearner *learner;
  SbSession *session;
  const char *id;
  const char *name;
  SbOwed *self;

  g_return_val_if_fail (SB_IS_IMPERSONATION (impersonation), NULL);

  self = g_object_new (SB_TYPE_OWED, NULL);
  learner = sb_impersonation_get_learner (impersonation);
  session = sb_impersonation_get_session (impersonation);
  id = sb_learner_get_id (learner);
  name = sb_learner_get_display_name (learner);
  self->uuid = g_strdup (sb_impersonation_get_request (impersonation)->uuid);
  self->origin = g_strdup (sb_platform_get_origin (sb_impersonation_get_platform (impersonation)));
  self->learner_id = g_strdup (id);
  self->learner_name = dup_non_empty (g_str_equal (name, id) ? learner_name : name);
  self->since = session != NULL && session->started_at != NULL ? g_date_time_ref (session->started_at) : NULL;

  return self;
}

/**
 * sb_owed_with_name:
 * @self: a log-in without a name
 * @learner_name: the name
 *
 * Returns: (transfer full): the same log-in with the name
 */
SbOwed *
sb_owed_with_name (SbOwed *self, const char *learner_name)
{
  SbOwed *named;

  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  named = g_object_new (SB_TYPE_OWED, NULL);
  named->uuid = g_strdup (self->uuid);
  named->origin = g_strdup (self->origin);
  named->administrator_id = g_strdup (self->administrator_id);
  named->administrator_name = g_strdup (self->administrator_name);
  named->learner_id = g_strdup (self->learner_id);
  named->learner_name = dup_non_empty (learner_name);
  named->since = self->since != NULL ? g_date_time_ref (self->since) : NULL;

  return named;
}

const char *
sb_owed_get_uuid (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->uuid;
}

const char *
sb_owed_get_origin (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->origin;
}

/**
 * sb_owed_get_administrator_id:
 *
 * Returns: (nullable): the account's id at the platform; %NULL if it is the one that is signed in
 */
const char *
sb_owed_get_administrator_id (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->administrator_id;
}

/**
 * sb_owed_get_administrator_name:
 *
 * Returns: (nullable): the account's name, if it is known
 */
const char *
sb_owed_get_administrator_name (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->administrator_name;
}

const char *
sb_owed_get_learner_id (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->learner_id;
}

/**
 * sb_owed_get_learner_name:
 *
 * Returns: (nullable): the learner's name, if it is known
 */
const char *
sb_owed_get_learner_name (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->learner_name;
}

/**
 * sb_owed_get_since:
 *
 * Returns: (transfer none) (nullable): when it began
 */
GDateTime *
sb_owed_get_since (SbOwed *self)
{
  g_return_val_if_fail (SB_IS_OWED (self), NULL);

  return self->since;
}

/**
 * sb_owed_equal:
 *
 * Returns: %TRUE if the two are the same log-in, and look the same
 */
gboolean
sb_owed_equal (SbOwed *a, SbOwed *b)
{
  g_return_val_if_fail (SB_IS_OWED (a) && SB_IS_OWED (b), FALSE);

  return g_str_equal (a->uuid, b->uuid) && g_strcmp0 (a->learner_name, b->learner_name) == 0
      && (a->since == b->since || (a->since != NULL && b->since != NULL && g_date_time_equal (a->since, b->since)));
}

/**
 * sb_owed_find_account:
 * @all: (element-type SbOwed): what is owed
 * @accounts: the accounts that were used here
 *
 * Returns: (transfer none) (nullable): the first of them that owes something
 */
SbAccount *
sb_owed_find_account (GListModel *all, SbAccountStore *accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SbOwed) owed = g_list_model_get_item (all, i);

      for (guint j = 0; j < g_list_model_get_n_items (sb_account_store_get_accounts (accounts)); j++)
        {
          g_autoptr (SbAccount) account = g_list_model_get_item (sb_account_store_get_accounts (accounts), j);

          if (g_str_equal (sb_account_get_origin (account), owed->origin)
              && g_strcmp0 (sb_account_get_user_id (account), owed->administrator_id) == 0)
            return sb_account_store_lookup (accounts, sb_account_get_id (account));
        }
    }

  return NULL;
}
