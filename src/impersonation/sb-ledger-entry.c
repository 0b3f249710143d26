/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of the ledger as a value, and the words that stand for states and outcomes in it. It reads and writes no
 * file. */

#include "config.h"

#include "sb-ledger-entry.h"

G_DEFINE_BOXED_TYPE (SbLedgerEntry, sb_ledger_entry, sb_ledger_entry_copy, sb_ledger_entry_free)

static const char *const state_words[] = {
  [SB_IMPERSONATION_PLANNED] = "planned", [SB_IMPERSONATION_STARTING] = "starting",
  [SB_IMPERSONATION_ACTIVE] = "active",   [SB_IMPERSONATION_ENDING] = "ending",
  [SB_IMPERSONATION_ENDED] = "ended",     [SB_IMPERSONATION_REFUSED] = "refused",
  [SB_IMPERSONATION_OWED] = "owed",
};

static const char *const notice_words[] = {
  [SB_NOTICE_STATE_UNKNOWN] = "unknown",     [SB_NOTICE_STATE_NONE] = "none",
  [SB_NOTICE_STATE_QUEUED] = "queued",       [SB_NOTICE_STATE_DELIVERED] = "delivered",
  [SB_NOTICE_STATE_FAILED] = "failed",
};

static const char *const proof_words[] = {
  [SB_LEDGER_PROOF_NONE] = NULL,
  [SB_LEDGER_PROOF_CONFIRMED] = "confirmed",
  [SB_LEDGER_PROOF_OPEN] = "open",
  [SB_LEDGER_PROOF_MISSING] = "missing",
  [SB_LEDGER_PROOF_CONTRADICTED] = "contradicted",
  [SB_LEDGER_PROOF_UNAVAILABLE] = "unavailable",
};

static void
set_time (GDateTime **place, GDateTime *time)
{
  g_autoptr (GDateTime) old = *place;

  *place = time != NULL ? g_date_time_ref (time) : NULL;
}

/* Leaves the address out. */
static void
set_outcome (SbNoticeOutcome *place, const SbNoticeOutcome *outcome)
{
  place->is_known = outcome->is_known;
  place->platform = outcome->platform;
  place->email = outcome->email;
  set_time (&place->platform_at, outcome->platform_at);
  set_time (&place->email_at, outcome->email_at);
}

/**
 * sb_ledger_entry_new:
 *
 * Returns: (transfer full): an empty entry, to be filled by whoever reads one
 */
SbLedgerEntry *
sb_ledger_entry_new (void)
{
  SbLedgerEntry *self = g_new0 (SbLedgerEntry, 1);

  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_act_free);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);

  return self;
}

/**
 * sb_ledger_entry_new_planned:
 * @origin: the platform's origin
 * @administrator: (nullable): who logs in
 * @learner: as whom
 * @request: with what
 *
 * Returns: (transfer full): an entry for a log-in that is about to be asked for
 */
SbLedgerEntry *
sb_ledger_entry_new_planned (const char *origin,
                             SbIdentity *administrator,
                             SbLearner *learner,
                             const SbBeginRequest *request)
{
  SbLedgerEntry *self = sb_ledger_entry_new ();

  self->uuid = g_strdup (request->uuid);
  self->origin = g_strdup (origin);
  self->administrator_id = g_strdup (administrator != NULL ? sb_identity_get_id (administrator) : "");
  self->administrator_name = g_strdup (administrator != NULL ? sb_identity_get_display_name (administrator) : "");
  self->learner_id = g_strdup (sb_learner_get_id (learner));
  self->learner_name = g_strdup (sb_learner_get_display_name (learner));
  self->reason = g_strdup (request->reason);
  self->ticket = g_strdup (request->ticket);
  self->domain = g_strdup (request->domain);
  self->state = SB_IMPERSONATION_PLANNED;
  self->planned_at = g_date_time_new_now_utc ();

  return self;
}

/**
 * sb_ledger_entry_copy:
 *
 * Returns: (transfer full): the same entry
 */
SbLedgerEntry *
sb_ledger_entry_copy (const SbLedgerEntry *self)
{
  SbLedgerEntry *copy = sb_ledger_entry_new ();

  copy->uuid = g_strdup (self->uuid);
  copy->origin = g_strdup (self->origin);
  copy->administrator_id = g_strdup (self->administrator_id);
  copy->administrator_name = g_strdup (self->administrator_name);
  copy->learner_id = g_strdup (self->learner_id);
  copy->learner_name = g_strdup (self->learner_name);
  copy->reason = g_strdup (self->reason);
  copy->ticket = g_strdup (self->ticket);
  copy->domain = g_strdup (self->domain);
  copy->state = self->state;
  set_time (&copy->planned_at, self->planned_at);
  set_time (&copy->started_at, self->started_at);
  set_time (&copy->expires_at, self->expires_at);
  set_time (&copy->ended_at, self->ended_at);
  copy->has_how = self->has_how;
  copy->how = self->how;
  set_outcome (&copy->begin_notice, &self->begin_notice);
  set_outcome (&copy->end_notice, &self->end_notice);
  copy->revision = self->revision;
  copy->proof = self->proof;
  set_time (&copy->proof_at, self->proof_at);
  for (guint i = 0; i < self->acts->len; i++)
    g_ptr_array_add (copy->acts, sb_ledger_act_copy (g_ptr_array_index (self->acts, i)));
  copy->look = self->look;
  for (guint i = 0; i < self->changes->len; i++)
    g_ptr_array_add (copy->changes, sb_ledger_change_copy (g_ptr_array_index (self->changes, i)));

  return copy;
}

void
sb_ledger_entry_free (SbLedgerEntry *self)
{
  const SbNoticeOutcome nothing = { 0 };

  g_free (self->uuid);
  g_free (self->origin);
  g_free (self->administrator_id);
  g_free (self->administrator_name);
  g_free (self->learner_id);
  g_free (self->learner_name);
  g_free (self->reason);
  g_free (self->ticket);
  g_free (self->domain);
  set_time (&self->planned_at, NULL);
  set_time (&self->started_at, NULL);
  set_time (&self->expires_at, NULL);
  set_time (&self->ended_at, NULL);
  set_outcome (&self->begin_notice, &nothing);
  set_outcome (&self->end_notice, &nothing);
  set_time (&self->proof_at, NULL);
  g_ptr_array_unref (self->acts);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

/**
 * sb_ledger_entry_take_session:
 * @self: an entry
 * @session: what the platform says of it
 *
 * Takes times, notices and the way it ended over; what @session does not say stays. Its token and addresses are left
 * out.
 */
void
sb_ledger_entry_take_session (SbLedgerEntry *self, const SbSession *session)
{
  if (session->started_at != NULL)
    set_time (&self->started_at, session->started_at);
  if (session->expires_at != NULL)
    set_time (&self->expires_at, session->expires_at);
  if (session->ended_at != NULL)
    set_time (&self->ended_at, session->ended_at);
  if (session->has_how)
    {
      self->has_how = TRUE;
      self->how = session->how;
    }
  if (session->begin_notice.is_known)
    set_outcome (&self->begin_notice, &session->begin_notice);
  if (session->end_notice.is_known)
    set_outcome (&self->end_notice, &session->end_notice);
}

/**
 * sb_ledger_entry_to_session:
 * @self: an entry
 *
 * Returns: (transfer full) (nullable): what is known of it as a session without a token; %NULL if the platform never
 *   confirmed that it began
 */
SbSession *
sb_ledger_entry_to_session (const SbLedgerEntry *self)
{
  SbSession *session;

  if (self->started_at == NULL)
    return NULL;

  session = sb_session_new (self->uuid, self->learner_id, NULL);
  set_time (&session->started_at, self->started_at);
  set_time (&session->expires_at, self->expires_at);
  set_time (&session->ended_at, self->ended_at);
  session->has_how = self->has_how && self->ended_at != NULL;
  session->how = self->how;
  set_outcome (&session->begin_notice, &self->begin_notice);
  set_outcome (&session->end_notice, &self->end_notice);

  return session;
}

/**
 * sb_ledger_entry_is_final:
 *
 * Returns: %TRUE if nothing is open at the platform and nothing is owed
 */
gboolean
sb_ledger_entry_is_final (const SbLedgerEntry *self)
{
  return self->state == SB_IMPERSONATION_ENDED || self->state == SB_IMPERSONATION_REFUSED;
}

static int
find_word (const char *const *words, int n_words, const char *word)
{
  for (int i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;

  return -1;
}

/**
 * sb_ledger_state_to_word:
 *
 * Returns: the word for @state in the ledger
 */
const char *
sb_ledger_state_to_word (SbImpersonationState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_words), NULL);

  return state_words[state];
}

/**
 * sb_ledger_state_from_word:
 * @word: (nullable): a word
 * @state: (out): return location for the state
 *
 * Returns: %TRUE if @word stands for a state
 */
gboolean
sb_ledger_state_from_word (const char *word, SbImpersonationState *state)
{
  const int found = find_word (state_words, G_N_ELEMENTS (state_words), word);

  if (found >= 0)
    *state = found;

  return found >= 0;
}

/**
 * sb_ledger_notice_to_word:
 *
 * Returns: the word for @state in the ledger
 */
const char *
sb_ledger_notice_to_word (SbNoticeState state)
{
  return (guint) state < G_N_ELEMENTS (notice_words) ? notice_words[state] : notice_words[SB_NOTICE_STATE_UNKNOWN];
}

/**
 * sb_ledger_notice_from_word:
 * @word: (nullable): a word
 *
 * Returns: what @word stands for
 */
SbNoticeState
sb_ledger_notice_from_word (const char *word)
{
  return MAX (find_word (notice_words, G_N_ELEMENTS (notice_words), word), SB_NOTICE_STATE_UNKNOWN);
}

/**
 * sb_ledger_proof_to_word:
 *
 * Returns: (nullable): the word for @proof in the ledger; %NULL if nobody has looked
 */
const char *
sb_ledger_proof_to_word (SbLedgerProof proof)
{
  return (guint) proof < G_N_ELEMENTS (proof_words) ? proof_words[proof] : NULL;
}

/**
 * sb_ledger_proof_from_word:
 * @word: (nullable): a word
 *
 * Returns: what @word stands for; a word that is none of ours counts as %SB_LEDGER_PROOF_UNAVAILABLE
 */
SbLedgerProof
sb_ledger_proof_from_word (const char *word)
{
  const int found = find_word (proof_words, G_N_ELEMENTS (proof_words), word);

  return found >= 0 ? (SbLedgerProof) found : SB_LEDGER_PROOF_UNAVAILABLE;
}
