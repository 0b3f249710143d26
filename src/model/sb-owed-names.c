/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of learners of whom only the id is known, because the platform told of an open log-in that the ledger had
 * lost. Each is asked for once, and written into the ledger; a platform that does not know them now will not know them
 * in a minute. */

#include "config.h"

#include "sb-owed-names.h"

#include "sb-call-private.h"

struct _SbOwedNames
{
  GObject parent_instance;

  /* owned */
  SbLedger *ledger;     /* nullable */
  GHashTable *asked;    /* keys */
  GHashTable *answered; /* key → name, empty if there is none */
};

G_DEFINE_FINAL_TYPE (SbOwedNames, sb_owed_names, G_TYPE_OBJECT)

static guint answered_signal;

static char *
make_key (const char *origin, const char *learner_id)
{
  return g_strconcat (origin, "#", learner_id, NULL);
}

/* ---- writing it down ---- */

typedef struct
{
  char *uuid;
  char *name;
} Amendment;

static void
amendment_free (Amendment *amendment)
{
  g_free (amendment->uuid);
  g_free (amendment->name);
  g_free (amendment);
}

/* In the ledger's thread. */
static gpointer
amend_job (SbLedger *ledger, gpointer data, GError **error)
{
  Amendment *amendment = data;

  sb_ledger_name_learner (ledger, amendment->uuid, amendment->name, error);

  return NULL;
}

static void
amended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_run_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("The name of a learner is not on record: %s", error->message);
}

static void
amend (SbOwedNames *self, const char *uuid, const char *name)
{
  Amendment *amendment;

  if (self->ledger == NULL)
    return;

  amendment = g_new0 (Amendment, 1);
  amendment->uuid = g_strdup (uuid);
  amendment->name = g_strdup (name);
  sb_ledger_run_async (self->ledger, amend_job, amendment, (GDestroyNotify) amendment_free, NULL, amended_cb, NULL);
}

/* ---- asking ---- */

typedef struct
{
  gpointer call;
  char *key;
  char *uuid;
} Query;

static void
query_free (Query *query)
{
  g_free (query->key);
  g_free (query->uuid);
  g_free (query);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Query, query_free)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Query) query = user_data;
  g_autoptr (SbOwedNames) self = sb_call_end (query->call, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLearnerDetail) detail = sb_platform_load_learner_finish (SB_PLATFORM (source), result, &error);
  const char *name = detail != NULL ? sb_learner_get_display_name (detail->learner) : "";

  if (self == NULL)
    return;

  g_hash_table_insert (self->answered, g_strdup (query->key), g_strdup (name));
  if (*name != '\0')
    amend (self, query->uuid, name);

  g_signal_emit (self, answered_signal, 0);
}

/* ---- object ---- */

static void
sb_owed_names_finalize (GObject *object)
{
  SbOwedNames *self = SB_OWED_NAMES (object);

  g_clear_object (&self->ledger);
  g_hash_table_unref (self->asked);
  g_hash_table_unref (self->answered);

  G_OBJECT_CLASS (sb_owed_names_parent_class)->finalize (object);
}

static void
sb_owed_names_class_init (SbOwedNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_owed_names_finalize;

  /**
   * SbOwedNames::answered:
   *
   * The platform has answered a question, perhaps without a name.
   */
  answered_signal = g_signal_new ("answered", SB_TYPE_OWED_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_owed_names_init (SbOwedNames *self)
{
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * sb_owed_names_new:
 * @ledger: (nullable): where the names are written down
 *
 * Returns: (transfer full): nobody is known yet
 */
SbOwedNames *
sb_owed_names_new (SbLedger *ledger)
{
  SbOwedNames *self = g_object_new (SB_TYPE_OWED_NAMES, NULL);

  g_set_object (&self->ledger, ledger);

  return self;
}

/**
 * sb_owed_names_find:
 * @self: the names
 * @origin: a platform's origin
 * @learner_id: an account's id there
 *
 * Returns: (nullable): the name, if the platform has told it
 */
const char *
sb_owed_names_find (SbOwedNames *self, const char *origin, const char *learner_id)
{
  g_autofree char *key = NULL;
  const char *name;

  g_return_val_if_fail (SB_IS_OWED_NAMES (self), NULL);

  key = make_key (origin, learner_id);
  name = g_hash_table_lookup (self->answered, key);

  return name != NULL && *name != '\0' ? name : NULL;
}

/**
 * sb_owed_names_is_asked:
 * @self: the names
 * @origin: a platform's origin
 * @learner_id: an account's id there
 *
 * Returns: %TRUE while the platform has not answered
 */
gboolean
sb_owed_names_is_asked (SbOwedNames *self, const char *origin, const char *learner_id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (SB_IS_OWED_NAMES (self), FALSE);

  key = make_key (origin, learner_id);

  return g_hash_table_contains (self->asked, key) && !g_hash_table_contains (self->answered, key);
}

/**
 * sb_owed_names_ask:
 * @self: the names
 * @platform: where, signed in
 * @learner_id: who it is
 * @uuid: the log-in that is to get the name
 *
 * Asks who it is. Asking again changes nothing.
 */
void
sb_owed_names_ask (SbOwedNames *self, SbPlatform *platform, const char *learner_id, const char *uuid)
{
  g_autoptr (Query) query = NULL;

  g_return_if_fail (SB_IS_OWED_NAMES (self));
  g_return_if_fail (SB_IS_PLATFORM (platform));

  query = g_new0 (Query, 1);
  query->key = make_key (sb_platform_get_origin (platform), learner_id);
  query->uuid = g_strdup (uuid);
  if (!g_hash_table_add (self->asked, g_strdup (query->key)))
    return;

  query->call = sb_call_new (self, 0);
  sb_platform_load_learner_async (platform, learner_id, NULL, loaded_cb, g_steal_pointer (&query));
}
