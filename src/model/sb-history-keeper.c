/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Deletes from the history what is older than the preferences say: at the start, once a day, and when they change. What is
 * not over stays, however old it is; that, and the chain, is the ledger's matter. */

#include "config.h"

#include "sb-history-keeper.h"

#include <glib/gi18n-lib.h>

#define KEY "history-keep-days"
#define SECONDS_PER_DAY (24 * 60 * 60)

struct _SbHistoryKeeper
{
  GObject parent_instance;

  /* owned */
  SbLedger *ledger;
  GSettings *settings;

  /* state */
  guint daily_id;
};

G_DEFINE_FINAL_TYPE (SbHistoryKeeper, sb_history_keeper, G_TYPE_OBJECT)

static gpointer
expire_job (SbLedger *ledger, gpointer data, GError **error)
{
  guint n_deleted = 0;

  if (sb_ledger_expire (ledger, data, &n_deleted, error) && n_deleted > 0)
    g_message ("%u log-ins were deleted from the history for their age", n_deleted);

  return NULL;
}

static void
expired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_run_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("The history is kept longer than it should be: %s", error->message);
}

static void
expire (SbHistoryKeeper *self)
{
  const int days = g_settings_get_int (self->settings, KEY);
  g_autoptr (GDateTime) now = NULL;

  if (days <= 0)
    return;

  now = g_date_time_new_now_utc ();
  sb_ledger_run_async (self->ledger, expire_job, g_date_time_add_days (now, -days), (GDestroyNotify) g_date_time_unref,
                       NULL, expired_cb, NULL);
}

static gboolean
daily_cb (gpointer user_data)
{
  expire (SB_HISTORY_KEEPER (user_data));

  return G_SOURCE_CONTINUE;
}

static void
sb_history_keeper_dispose (GObject *object)
{
  g_clear_handle_id (&SB_HISTORY_KEEPER (object)->daily_id, g_source_remove);

  G_OBJECT_CLASS (sb_history_keeper_parent_class)->dispose (object);
}

static void
sb_history_keeper_finalize (GObject *object)
{
  SbHistoryKeeper *self = SB_HISTORY_KEEPER (object);

  g_clear_object (&self->ledger);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_history_keeper_parent_class)->finalize (object);
}

static void
sb_history_keeper_class_init (SbHistoryKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_history_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_history_keeper_finalize;
}

static void
sb_history_keeper_init (SbHistoryKeeper *self)
{
}

/**
 * sb_history_keeper_new:
 * @ledger: where the history is
 * @settings: the program's settings
 *
 * Returns: (transfer full): a keeper that has not begun
 */
SbHistoryKeeper *
sb_history_keeper_new (SbLedger *ledger, GSettings *settings)
{
  SbHistoryKeeper *self = g_object_new (SB_TYPE_HISTORY_KEEPER, NULL);

  self->ledger = g_object_ref (ledger);
  self->settings = g_object_ref (settings);

  return self;
}

/**
 * sb_history_keeper_start:
 *
 * Deletes what is too old, and goes on to do so. Once only.
 */
void
sb_history_keeper_start (SbHistoryKeeper *self)
{
  g_return_if_fail (SB_IS_HISTORY_KEEPER (self));
  g_return_if_fail (self->daily_id == 0);

  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (expire), self, G_CONNECT_SWAPPED);
  self->daily_id = g_timeout_add_seconds (SECONDS_PER_DAY, daily_cb, self);
  expire (self);
}

/* ---- the choices in the preferences ---- */

static const int days_of_choices[] = { 30, 90, 365, 2 * 365, 5 * 365, 0 };

/**
 * sb_history_keeper_get_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): what can be chosen, in the user's language
 */
const char *const *
sb_history_keeper_get_names (void)
{
  static const char *names[G_N_ELEMENTS (days_of_choices) + 1];

  names[0] = C_ ("keep the history", "30 days");
  names[1] = C_ ("keep the history", "90 days");
  names[2] = C_ ("keep the history", "1 year");
  names[3] = C_ ("keep the history", "2 years");
  names[4] = C_ ("keep the history", "5 years");
  names[5] = C_ ("keep the history", "Forever");

  return names;
}

/**
 * sb_history_keeper_get_days:
 * @choice: one of the choices
 *
 * Returns: how many days that is; 0 for ever
 */
int
sb_history_keeper_get_days (guint choice)
{
  g_return_val_if_fail (choice < G_N_ELEMENTS (days_of_choices), 0);

  return days_of_choices[choice];
}

/**
 * sb_history_keeper_find_choice:
 * @days: how many days; 0 for ever
 *
 * Returns: the shortest of the choices that keeps no less
 */
guint
sb_history_keeper_find_choice (int days)
{
  for (guint i = 0; days > 0 && days_of_choices[i] > 0; i++)
    if (days_of_choices[i] >= days)
      return i;

  return G_N_ELEMENTS (days_of_choices) - 1;
}
