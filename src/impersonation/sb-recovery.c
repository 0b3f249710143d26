/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Log-ins that the platform may still have open, and could not be told to end: each is ended as soon as the platform
 * can be reached again, for as long as the program runs. It tries after 5, 10, 20 … 60 units of time, give or take a
 * little, and when the network comes back; it never gives up, because the learner has not been told yet.
 *
 * What an earlier run, or another process that died, has left in the ledger is taken up when somebody signs in, and
 * tried at once. A log-in that a living process works in is left alone: that process holds its lock. If the ledger has
 * lost its past, the platform is asked what is open. */

#include "config.h"

#include "sb-recovery.h"

#include "sb-api-error.h"
#include "sb-session-lock.h"

#define FIRST_WAIT 5
#define LONGEST_WAIT 60

struct _SbRecovery
{
  GObject parent_instance;

  /* owned */
  SbLedger *ledger;          /* nullable */
  GPtrArray *owed;           /* SbImpersonation */
  SbPlatform *platform;      /* nullable: nobody has signed in yet */
  SbIdentity *administrator; /* with @platform */
  SbPlatform *looked_for;    /* nullable: whose log-ins are being looked for */
  GError *last_error;        /* nullable: why the last try came to nothing */

  /* state */
  guint unit_ms;
  guint wait; /* the next one, in units */
  guint timeout_id;
  guint under_way;
  gboolean must_look;      /* into the ledger again: not all could be taken up */
  gboolean is_looking;
  gboolean has_said_lost;
  gboolean was_available;  /* the network */
};

G_DEFINE_FINAL_TYPE (SbRecovery, sb_recovery, G_TYPE_OBJECT)

enum
{
  PROP_COUNT = 1,
  PROP_LEDGER,
  PROP_UNIT_MS,
  PROP_IS_TRYING,
  PROP_LAST_ERROR,
  N_PROPS,
};

enum
{
  PAID,
  RECORD_LOST,
  RECORD_REBUILT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void schedule (SbRecovery *self);
static void look (SbRecovery *self);

/* ---- ending ---- */

static void
add_under_way (SbRecovery *self, int difference)
{
  const gboolean was_trying = self->under_way > 0;

  self->under_way += difference;
  if (was_trying != (self->under_way > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_TRYING]);
}

/* Takes @error. */
static void
set_last_error (SbRecovery *self, GError *error)
{
  if (self->last_error == NULL && error == NULL)
    return;

  g_clear_error (&self->last_error);
  self->last_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ERROR]);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecovery) self = user_data;
  g_autoptr (SbImpersonation) impersonation = g_object_ref (SB_IMPERSONATION (source));
  g_autoptr (GError) error = NULL;

  if (!sb_impersonation_end_finish (impersonation, result, &error))
    {
      g_debug ("Still owed: %s", error->message);
      set_last_error (self, g_steal_pointer (&error));
    }
  else if (g_ptr_array_remove (self->owed, impersonation))
    {
      /* It is still there as unfinished, and is ended again until that can be written down, too. */
      self->must_look |= sb_impersonation_is_record_behind (impersonation);
      self->wait = FIRST_WAIT;
      if (self->owed->len == 0)
        set_last_error (self, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
      g_signal_emit (self, signals[PAID], 0, impersonation);
    }

  add_under_way (self, -1);
  schedule (self);
}

static void
try_one (SbRecovery *self, SbImpersonation *impersonation)
{
  add_under_way (self, 1);
  sb_impersonation_end_async (impersonation, SB_END_RECOVERED, ended_cb, g_object_ref (self));
}

static void
try_all (SbRecovery *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->wait = MIN (self->wait * 2, LONGEST_WAIT);

  for (guint i = 0; i < self->owed->len; i++)
    try_one (self, self->owed->pdata[i]);

  if (self->must_look)
    look (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  SbRecovery *self = user_data;

  self->timeout_id = 0;
  try_all (self);

  return G_SOURCE_REMOVE;
}

/* Not all who were cut off at the same moment come back at the same moment. */
static void
schedule (SbRecovery *self)
{
  const gboolean has_work = self->owed->len > 0 || self->must_look;

  if (self->timeout_id == 0 && self->under_way == 0 && !self->is_looking && has_work)
    self->timeout_id = g_timeout_add (self->wait * self->unit_ms * g_random_double_range (0.8, 1.2), timeout_cb, self);
}

/* A hint and no more. */
static void
network_changed_cb (SbRecovery *self, gboolean is_available, GNetworkMonitor *monitor)
{
  const gboolean has_come_back = is_available && !self->was_available;

  self->was_available = is_available;
  if (has_come_back && self->timeout_id != 0)
    {
      self->wait = FIRST_WAIT;
      try_all (self);
    }
}

/* ---- looking into the ledger ---- */

typedef struct
{
  /* input */
  char *origin;
  SbIdentity *administrator;
  GPtrArray *open; /* nullable (element-type SbSession): what the platform says */
} Look;

typedef struct
{
  GPtrArray *entries; /* (element-type SbLedgerEntry) */
  gboolean must_ask;
} Found;

static void
look_free (Look *data)
{
  g_free (data->origin);
  g_clear_object (&data->administrator);
  g_clear_pointer (&data->open, g_ptr_array_unref);
  g_free (data);
}

static void
found_free (Found *found)
{
  g_clear_pointer (&found->entries, g_ptr_array_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* In the ledger's thread. What the platform has open and the ledger has not is put on record first. */
static gboolean
adopt_all (SbLedger *ledger, Look *data, GError **error)
{
  for (guint i = 0; i < data->open->len; i++)
    {
      const SbSession *session = g_ptr_array_index (data->open, i);
      g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = session->learner_id });
      g_autoptr (SbBeginRequest) request = sb_begin_request_new (session->learner_id, "", "", NULL);
      g_autoptr (SbLedgerEntry) entry = NULL;

      /* It comes from the network, and becomes the name of a file. */
      if (!g_uuid_string_is_valid (session->uuid))
        continue;

      g_free (request->uuid);
      request->uuid = g_ascii_strdown (session->uuid, -1);
      entry = sb_ledger_entry_new_planned (data->origin, data->administrator, learner, request);
      if (!sb_ledger_adopt (ledger, entry, session, error))
        return FALSE;
    }

  return sb_ledger_note_asked (ledger, data->origin, sb_identity_get_id (data->administrator), error);
}

static gpointer
look_job (SbLedger *ledger, gpointer user_data, GError **error)
{
  Look *data = user_data;
  const char *id = sb_identity_get_id (data->administrator);
  g_autoptr (Found) found = g_new0 (Found, 1);

  if ((data->open != NULL && !adopt_all (ledger, data, error))
      || !sb_ledger_must_ask (ledger, data->origin, id, &found->must_ask, error))
    return NULL;

  found->entries = sb_ledger_list_unfinished (ledger, data->origin, id, error);

  return found->entries != NULL ? g_steal_pointer (&found) : NULL;
}

static SbImpersonation *
find_owed (SbRecovery *self, const char *uuid)
{
  for (guint i = 0; i < self->owed->len; i++)
    if (g_str_equal (sb_impersonation_get_request (self->owed->pdata[i])->uuid, uuid))
      return self->owed->pdata[i];

  return NULL;
}

/* Whether a living process, perhaps this one, works in the log-in or is ending it. */
static gboolean
has_owner (SbRecovery *self, const char *uuid)
{
  g_autoptr (SbSessionLock) lock = sb_session_lock_try (sb_ledger_get_folder (self->ledger), uuid,
                                                        SB_SESSION_ROLE_OWNER);

  return lock == NULL;
}

static void
take_up (SbRecovery *self, const SbLedgerEntry *entry)
{
  SbImpersonation *known = find_owed (self, entry->uuid);
  g_autoptr (SbImpersonation) impersonation = NULL;

  if (known != NULL && sb_impersonation_get_platform (known) == self->platform)
    return;

  /* Looked at again: that process may die, and if it is the guard, it may fail. */
  if (has_owner (self, entry->uuid))
    {
      self->must_look = TRUE;
      return;
    }

  /* Somebody has signed in anew, and the old tokens may be dead. */
  if (known != NULL)
    g_ptr_array_remove (self->owed, known);

  impersonation = sb_impersonation_new_from_entry (self->platform, self->ledger, entry);
  g_ptr_array_add (self->owed, g_object_ref (impersonation));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  try_one (self, impersonation);
}

static void looked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes @open. */
static void
start_look (SbRecovery *self, GPtrArray *open)
{
  Look *data = g_new0 (Look, 1);

  data->origin = g_strdup (sb_platform_get_origin (self->platform));
  data->administrator = g_object_ref (self->administrator);
  data->open = open;
  g_set_object (&self->looked_for, self->platform);
  self->is_looking = TRUE;
  sb_ledger_run_async (self->ledger, look_job, data, (GDestroyNotify) look_free, (GDestroyNotify) found_free,
                       looked_cb, g_object_ref (self));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecovery) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *open = sb_platform_list_open_sessions_finish (SB_PLATFORM (source), result, &error);

  /* A platform without log-ins has none open. */
  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND))
    open = g_ptr_array_new ();

  self->is_looking = FALSE;
  if (open == NULL)
    {
      g_debug ("The platform does not say what is open: %s", error->message);
      self->must_look = TRUE;
      schedule (self);
    }
  else if (SB_PLATFORM (source) != self->platform)
    {
      g_ptr_array_unref (open);
      look (self);
    }
  else
    {
      g_signal_emit (self, signals[RECORD_REBUILT], 0, self->platform, open);
      start_look (self, open);
    }
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecovery) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = sb_ledger_run_finish (SB_LEDGER (source), result, &error);

  /* Somebody else has signed in meanwhile, or nobody is any more: with another account's tokens nothing may be
   * ended. */
  if (self->looked_for != self->platform)
    {
      self->is_looking = FALSE;
      look (self);
      return;
    }

  if (found != NULL && found->must_ask)
    {
      if (!self->has_said_lost)
        g_signal_emit (self, signals[RECORD_LOST], 0);
      self->has_said_lost = TRUE;
      sb_platform_list_open_sessions_async (self->platform, NULL, asked_cb, g_object_ref (self));
      return;
    }

  self->is_looking = FALSE;
  if (found == NULL)
    {
      g_message ("What is owed is not known: %s", error->message);
      self->must_look = TRUE;
    }

  for (guint i = 0; found != NULL && i < found->entries->len; i++)
    take_up (self, g_ptr_array_index (found->entries, i));

  schedule (self);
}

static void
look (SbRecovery *self)
{
  if (self->ledger == NULL || self->platform == NULL || self->is_looking)
    return;

  self->must_look = FALSE;
  start_look (self, NULL);
}

/* ---- object ---- */

static void
sb_recovery_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbRecovery *self = SB_RECOVERY (object);

  switch (property_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, self->owed->len);
      break;
    case PROP_LEDGER:
      g_value_set_object (value, self->ledger);
      break;
    case PROP_IS_TRYING:
      g_value_set_boolean (value, self->under_way > 0);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_recovery_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbRecovery *self = SB_RECOVERY (object);

  switch (property_id)
    {
    case PROP_LEDGER:
      self->ledger = g_value_dup_object (value);
      break;
    case PROP_UNIT_MS:
      self->unit_ms = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_recovery_dispose (GObject *object)
{
  SbRecovery *self = SB_RECOVERY (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->ledger);
  g_clear_object (&self->platform);
  g_clear_object (&self->looked_for);
  g_clear_object (&self->administrator);

  G_OBJECT_CLASS (sb_recovery_parent_class)->dispose (object);
}

static void
sb_recovery_finalize (GObject *object)
{
  SbRecovery *self = SB_RECOVERY (object);

  g_ptr_array_unref (self->owed);
  g_clear_error (&self->last_error);

  G_OBJECT_CLASS (sb_recovery_parent_class)->finalize (object);
}

static void
sb_recovery_class_init (SbRecoveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_recovery_get_property;
  object_class->set_property = sb_recovery_set_property;
  object_class->dispose = sb_recovery_dispose;
  object_class->finalize = sb_recovery_finalize;

  /**
   * SbRecovery:count:
   *
   * How many log-ins are still owed an end.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * SbRecovery:ledger:
   *
   * Where to look for what was left behind; %NULL if there is nothing but what sb_recovery_take() is told.
   */
  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, SB_TYPE_LEDGER,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * SbRecovery:retry-unit-ms:
   *
   * The unit of the waits, in milliseconds; tests make it short.
   */
  properties[PROP_UNIT_MS] = g_param_spec_uint ("retry-unit-ms", NULL, NULL, 1, 10000, 1000,
                                                G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * SbRecovery:is-trying:
   *
   * Whether a try is under way at this moment.
   */
  properties[PROP_IS_TRYING] = g_param_spec_boolean ("is-trying", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * SbRecovery:last-error:
   *
   * Why the last try that failed did; %NULL while none has, and when nothing is owed any more.
   */
  properties[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SbRecovery::paid:
   * @impersonation: the log-in
   *
   * The platform has confirmed the end of a log-in that was owed.
   */
  signals[PAID] = g_signal_new ("paid", SB_TYPE_RECOVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                SB_TYPE_IMPERSONATION);
  /**
   * SbRecovery::record-lost:
   *
   * The ledger was damaged and has lost its past; the platform is asked what is open.
   */
  signals[RECORD_LOST] = g_signal_new ("record-lost", SB_TYPE_RECOVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  /**
   * SbRecovery::record-rebuilt:
   * @platform: which platform
   * @open: (element-type SbSession): what the platform has open for the administrator, which is ended next
   *
   * The platform has answered after ::record-lost.
   */
  signals[RECORD_REBUILT] = g_signal_new ("record-rebuilt", SB_TYPE_RECOVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, SB_TYPE_PLATFORM, G_TYPE_PTR_ARRAY);
}

static void
sb_recovery_init (SbRecovery *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  self->owed = g_ptr_array_new_with_free_func (g_object_unref);
  self->wait = FIRST_WAIT;
  self->was_available = g_network_monitor_get_network_available (monitor);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * sb_recovery_new:
 * @ledger: (nullable): where to look for what was left behind
 *
 * Returns: (transfer full): a recovery that has not looked yet
 */
SbRecovery *
sb_recovery_new (SbLedger *ledger)
{
  return g_object_new (SB_TYPE_RECOVERY, "ledger", ledger, NULL);
}

/**
 * sb_recovery_get_ledger:
 *
 * Returns: (transfer none) (nullable): where log-ins are put on record
 */
SbLedger *
sb_recovery_get_ledger (SbRecovery *self)
{
  g_return_val_if_fail (SB_IS_RECOVERY (self), NULL);

  return self->ledger;
}

/**
 * sb_recovery_resume:
 * @self: the recovery
 * @platform: where somebody has signed in
 * @administrator: who it is
 *
 * Ends what the ledger shows of this account as open or owed and nobody works in, now and until it is done.
 */
void
sb_recovery_resume (SbRecovery *self, SbPlatform *platform, SbIdentity *administrator)
{
  g_return_if_fail (SB_IS_RECOVERY (self));
  g_return_if_fail (SB_IS_PLATFORM (platform));
  g_return_if_fail (SB_IS_IDENTITY (administrator));

  g_set_object (&self->platform, platform);
  g_set_object (&self->administrator, administrator);
  self->wait = FIRST_WAIT;
  look (self);
}

/**
 * sb_recovery_take:
 * @self: the recovery
 * @impersonation: a log-in in the state %SB_IMPERSONATION_OWED, or %SB_IMPERSONATION_ENDING if nobody waits any longer
 *
 * Goes on trying to end @impersonation. Taking the same one again changes nothing.
 */
void
sb_recovery_take (SbRecovery *self, SbImpersonation *impersonation)
{
  g_return_if_fail (SB_IS_RECOVERY (self));
  g_return_if_fail (SB_IS_IMPERSONATION (impersonation));

  if (g_ptr_array_find (self->owed, impersonation, NULL))
    return;

  g_ptr_array_add (self->owed, g_object_ref (impersonation));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  schedule (self);
}

/**
 * sb_recovery_get_count:
 *
 * Returns: how many log-ins are still owed an end
 */
guint
sb_recovery_get_count (SbRecovery *self)
{
  g_return_val_if_fail (SB_IS_RECOVERY (self), 0);

  return self->owed->len;
}

/**
 * sb_recovery_get_owed:
 *
 * Returns: (transfer none) (element-type SbImpersonation): the log-ins that are still owed an end
 */
GPtrArray *
sb_recovery_get_owed (SbRecovery *self)
{
  g_return_val_if_fail (SB_IS_RECOVERY (self), NULL);

  return self->owed;
}

/**
 * sb_recovery_try_now:
 * @self: the recovery
 *
 * Tries at once, instead of when the next try is due. While a try is under way, nothing happens.
 */
void
sb_recovery_try_now (SbRecovery *self)
{
  g_return_if_fail (SB_IS_RECOVERY (self));

  if (self->under_way > 0)
    return;

  self->wait = FIRST_WAIT;
  try_all (self);
}

/**
 * sb_recovery_let_go:
 * @self: the recovery
 *
 * The account of the last sb_recovery_resume() is signed out: what it owes cannot be ended without its tokens, and
 * stays in the ledger until somebody signs in with it.
 */
void
sb_recovery_let_go (SbRecovery *self)
{
  guint old_count;

  g_return_if_fail (SB_IS_RECOVERY (self));

  old_count = self->owed->len;
  for (guint i = self->owed->len; i > 0; i--)
    if (sb_impersonation_get_platform (self->owed->pdata[i - 1]) == self->platform)
      g_ptr_array_remove_index (self->owed, i - 1);

  g_clear_object (&self->platform);
  g_clear_object (&self->administrator);
  self->must_look = FALSE;
  if (self->owed->len == 0)
    {
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      set_last_error (self, NULL);
    }
  if (self->owed->len != old_count)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
