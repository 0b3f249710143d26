/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* switchback-guard UUID: watches over one log-in. The program starts it before it asks the platform, when it asks its
 * user or later, and holds the other end of its standard input. When that closes, because the log-in is over or the program is dead, the guard looks
 * into the ledger; if the log-in is not over, it ends it, and goes on trying for as long as the user's session lasts.
 * It also ends one whose time at the platform is over by more than a little while the program is alive: then the
 * program hangs, or has been stopped.
 *
 * It is given no secret: the tokens are in the keyring, and are read anew for every try, since somebody may have signed
 * in again meanwhile. It never asks for the keyring to be unlocked. Between two tries it looks whether somebody else
 * has ended the log-in, and leaves if so. SIGTERM asks it to hurry: one more try, and it leaves. */

#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "sb-account.h"
#include "sb-api-error.h"
#include "sb-boot-time.h"
#include "sb-guard-notice.h"
#include "sb-ledger.h"
#include "sb-libsecret-store.h"
#include "sb-session-lock.h"
#include "sb-translations.h"

#define FIRST_TICK_MS 4
#define LONGEST_TICK_MS 500
#define LOOK_SECONDS 60
#define FIRST_WAIT_SECONDS 1.0
#define LONGEST_WAIT_SECONDS 60.0

/* How long after a log-in's time the program may still be about to end it by itself; and how long a begin can take,
 * with all its tries, before it hangs. */
#define GRACE (30 * G_TIME_SPAN_SECOND)
#define LONGEST_BEGIN (15 * G_TIME_SPAN_MINUTE)

typedef struct
{
  /* owned */
  const char *uuid;
  GMainLoop *loop;
  SbLedger *ledger;
  SbSecretStore *secrets;
  SbPlatform *platform;           /* nullable until there is something to do, as are the next two */
  SbAccount *account;
  SbImpersonation *impersonation;
  SbTokens *refused_tokens;       /* nullable: the platform does not take these */

  /* state */
  double wait_seconds;
  gint64 due;       /* when to try again, in monotonic time */
  guint tick_ms;    /* the next one */
  gint64 planned_at; /* when the log-in was first seen on record, on the boot clock; 0: not yet, as with the next */
  gint64 active_at; /* when it was first seen active */
  guint n_under_way;
  gboolean is_awake;   /* there is something to do */
  gboolean is_overdue; /* although the program is alive */
  gboolean is_hurried;
  gboolean is_done;
} Guard;

static void
leave_if_done (Guard *self)
{
  if (self->is_done && self->n_under_way == 0)
    g_main_loop_quit (self->loop);
}

/* Not all who lost the same platform come back to it at the same moment. */
static void
wait_longer (Guard *self)
{
  self->due = g_get_monotonic_time () + self->wait_seconds * g_random_double_range (0.8, 1.2) * G_USEC_PER_SEC;
  self->wait_seconds = MIN (self->wait_seconds * 2, LONGEST_WAIT_SECONDS);
  self->is_done = self->is_hurried;
}

/* ---- one try ---- */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Guard *self = user_data;
  SbImpersonation *impersonation = SB_IMPERSONATION (source);
  g_autoptr (GError) error = NULL;

  self->n_under_way--;
  if (sb_impersonation_end_finish (impersonation, result, &error))
    {
      self->is_done = TRUE;
      if (sb_impersonation_get_state (impersonation) == SB_IMPERSONATION_ENDED)
        sb_guard_notice_send (impersonation);
    }
  else if (!g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_BUSY))
    {
      g_message ("Log-in %s is still owed: %s", self->uuid, error->message);
      if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED))
        {
          g_clear_pointer (&self->refused_tokens, sb_tokens_unref);
          self->refused_tokens = sb_tokens_ref (sb_platform_get_tokens (self->platform));
        }
      wait_longer (self);
    }

  leave_if_done (self);
}

static void
end (Guard *self, SbTokens *tokens)
{
  SbTokens *known = sb_platform_get_tokens (self->platform);

  if (known == NULL || !sb_tokens_equal (known, tokens))
    sb_platform_set_tokens (self->platform, tokens);

  self->n_under_way++;
  if (self->is_overdue)
    sb_impersonation_take_over (self->impersonation);
  sb_impersonation_end_async (self->impersonation, self->is_overdue ? SB_END_EXPIRED : SB_END_RECOVERED, ended_cb, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Guard *self = user_data;
  g_autoptr (SbTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  self->n_under_way--;
  sb_secret_store_load_finish (SB_SECRET_STORE (source), result, &tokens, &error);

  if (tokens != NULL && (self->refused_tokens == NULL || !sb_tokens_equal (tokens, self->refused_tokens)))
    end (self, tokens);
  else
    {
      g_message ("Log-in %s is still owed: %s", self->uuid,
                 error != NULL ? error->message : "the keyring has no tokens that the platform takes");
      wait_longer (self);
    }

  leave_if_done (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Guard *self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_under_way--;
  if (!sb_secret_store_save_finish (SB_SECRET_STORE (source), result, &error))
    g_message ("The new tokens are not in the keyring: %s", error->message);

  leave_if_done (self);
}

/* The old ones may be dead from now on. */
static void
tokens_changed_cb (SbPlatform *platform, gpointer user_data)
{
  Guard *self = user_data;

  self->n_under_way++;
  sb_secret_store_save_async (self->secrets, self->account, sb_platform_get_tokens (platform), NULL, saved_cb, self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbTokens *tokens = NULL;

  sb_secret_store_load_finish (SB_SECRET_STORE (source), result, &tokens, NULL);
  g_task_return_pointer (task, tokens, (GDestroyNotify) sb_tokens_unref);
}

/* The program, if it lives, may have used the refresh token. */
static void
look_in_keyring (GTask *task, gpointer user_data)
{
  Guard *self = user_data;

  sb_secret_store_load_async (self->secrets, self->account, NULL, found_cb, task);
}

static void
prepare (Guard *self, const SbLedgerEntry *entry)
{
  if (self->impersonation != NULL)
    return;

  self->account = sb_account_new (entry->origin, entry->administrator_id, "", entry->administrator_name, 0, NULL);
  self->platform = sb_platform_for_origin (entry->origin);
  self->impersonation = sb_impersonation_new_from_entry (self->platform, self->ledger, entry);
  g_signal_connect (self->platform, "tokens-changed", G_CALLBACK (tokens_changed_cb), self);
  sb_platform_set_token_source (self->platform, look_in_keyring, self, NULL);
}

/* ---- when to try ---- */

/* The program is not quite dead yet, or its next start is at it. */
static gboolean
has_owner (Guard *self)
{
  g_autoptr (SbSessionLock) lock = sb_session_lock_try (sb_ledger_get_folder (self->ledger), self->uuid,
                                                        SB_SESSION_ROLE_OWNER);

  return lock == NULL;
}

/* Whether its time at the platform is over, be the program alive or not. How long it lasts is the platform's word;
 * since when, our own clock's, which goes on while the machine sleeps and cannot be set. More time moves the end
 * away. */
static gboolean
is_overdue (Guard *self, const SbLedgerEntry *entry)
{
  const gint64 now = sb_boot_time_now ();

  if (self->planned_at == 0)
    self->planned_at = now;

  if (entry->started_at == NULL || entry->expires_at == NULL)
    return now - self->planned_at > LONGEST_BEGIN;

  if (self->active_at == 0)
    self->active_at = now;

  return now - self->active_at > g_date_time_difference (entry->expires_at, entry->started_at) + GRACE;
}

static void
try_now (Guard *self)
{
  self->n_under_way++;
  sb_secret_store_load_async (self->secrets, self->account, NULL, loaded_cb, self);
}

/* Looks how things are, and does what there is to do. */
static void
tick (Guard *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedgerEntry) entry = NULL;

  if (self->n_under_way > 0)
    return;

  entry = sb_ledger_load (self->ledger, self->uuid, &error);
  if (g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN)
      || (entry != NULL && sb_ledger_entry_is_final (entry)))
    {
      self->is_done = TRUE;
      return;
    }

  if (entry != NULL)
    {
      prepare (self, entry);
      self->is_overdue = is_overdue (self, entry);
    }

  /* A ledger that cannot be read now does not make us forget what we know. */
  if (self->impersonation != NULL && g_get_monotonic_time () >= self->due && (self->is_overdue || !has_owner (self)))
    try_now (self);
  else if (self->is_hurried && self->impersonation == NULL)
    self->is_done = TRUE;
}

static gboolean
tick_cb (gpointer user_data)
{
  Guard *self = user_data;

  tick (self);
  leave_if_done (self);

  /* A program that has just died lets its lock go in a moment. */
  g_timeout_add (self->tick_ms, tick_cb, self);
  self->tick_ms = MIN (self->tick_ms * 2, LONGEST_TICK_MS);

  return G_SOURCE_REMOVE;
}

static void
wake_up (Guard *self)
{
  if (self->is_awake)
    return;

  self->is_awake = TRUE;
  tick_cb (self);
}

/* As long as the program is there, now and then: does it still do its part? */
static gboolean
look_cb (gpointer user_data)
{
  Guard *self = user_data;
  g_autoptr (SbLedgerEntry) entry = self->is_awake ? NULL : sb_ledger_load (self->ledger, self->uuid, NULL);

  if (entry != NULL && !sb_ledger_entry_is_final (entry) && is_overdue (self, entry))
    wake_up (self);

  return self->is_awake ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
line_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[64];
  const ssize_t n_read = read (fd, buffer, sizeof buffer);

  if (n_read > 0 || (n_read < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;

  /* Whatever it waits for, it need not wait any more. */
  ((Guard *) user_data)->tick_ms = FIRST_TICK_MS;
  wake_up (user_data);

  return G_SOURCE_REMOVE;
}

/* A hint and no more. */
static void
network_changed_cb (GNetworkMonitor *monitor, gboolean is_available, gpointer user_data)
{
  Guard *self = user_data;

  if (!is_available)
    return;

  self->due = 0;
  self->wait_seconds = FIRST_WAIT_SECONDS;
}

static gboolean
hurry_cb (gpointer user_data)
{
  Guard *self = user_data;

  self->is_hurried = TRUE;
  self->due = 0;

  return G_SOURCE_CONTINUE;
}

static void
guard_clear (Guard *self)
{
  g_clear_object (&self->impersonation);
  g_clear_object (&self->platform);
  g_clear_object (&self->account);
  g_clear_object (&self->secrets);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->refused_tokens, sb_tokens_unref);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

static void
watch_over (const char *uuid, SbLedger *ledger)
{
  Guard self = {
    .uuid = uuid,
    .loop = g_main_loop_new (NULL, FALSE),
    .ledger = g_object_ref (ledger),
    .secrets = SB_SECRET_STORE (sb_libsecret_store_new_quiet ()),
    .wait_seconds = FIRST_WAIT_SECONDS,
    .tick_ms = FIRST_TICK_MS,
  };

  g_unix_signal_add (SIGTERM, hurry_cb, &self);
  g_timeout_add_seconds (LOOK_SECONDS, look_cb, &self);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR | G_IO_NVAL, line_cb, &self);
  g_signal_connect (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_changed_cb), &self);
  g_main_loop_run (self.loop);

  g_signal_handlers_disconnect_by_data (g_network_monitor_get_default (), &self);
  guard_clear (&self);
}

/* The program's death, its terminal's and its session leader's are none of ours. */
static void
detach (void)
{
  setsid ();
  signal (SIGHUP, SIG_IGN);
  signal (SIGINT, SIG_IGN);
  signal (SIGTERM, SIG_IGN); /* until watch_over() listens to it */
  signal (SIGPIPE, SIG_IGN);
  g_chdir ("/");
}

int
main (int argc, char *argv[])
{
  g_autoptr (SbLedger) ledger = NULL;
  SbSessionLock *lock;

  if (argc != 2 || !g_uuid_string_is_valid (argv[1]))
    {
      g_printerr ("Usage: switchback-guard UUID\nIt is started by Switchback, and is of no use without it.\n");
      return 2;
    }

  detach ();
  setlocale (LC_ALL, "");
  sb_translations_set_up ();
  g_set_prgname ("switchback-guard");

  ledger = sb_ledger_new (NULL);
  lock = sb_session_lock_try (sb_ledger_get_folder (ledger), argv[1], SB_SESSION_ROLE_GUARD);
  if (lock == NULL)
    return 0;

  watch_over (argv[1], ledger);
  sb_session_lock_remove (lock);

  return 0;
}
