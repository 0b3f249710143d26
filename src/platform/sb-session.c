/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-session.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (SbSession, sb_session, sb_session_ref, sb_session_unref)
G_DEFINE_BOXED_TYPE (SbBeginRequest, sb_begin_request, sb_begin_request_copy, sb_begin_request_free)

/**
 * sb_session_new:
 * @uuid: the UUID of the log-in
 * @learner_id: as whom
 * @token: (nullable): the learner's token
 *
 * Returns: (transfer full): a session without times and notices; to be filled before it is shared
 */
SbSession *
sb_session_new (const char *uuid, const char *learner_id, const char *token)
{
  SbSession *self = g_atomic_rc_box_new0 (SbSession);

  self->uuid = g_strdup (uuid);
  self->learner_id = g_strdup (learner_id);
  self->token = g_strdup (token);

  return self;
}

static void
copy_outcome (SbNoticeOutcome *copy, const SbNoticeOutcome *outcome)
{
  *copy = *outcome;
  if (outcome->platform_at != NULL)
    copy->platform_at = g_date_time_ref (outcome->platform_at);
  if (outcome->email_at != NULL)
    copy->email_at = g_date_time_ref (outcome->email_at);
  copy->email_address = g_strdup (outcome->email_address);
}

/**
 * sb_session_extend:
 * @self: a session that is open
 * @expires_at: when it expires now
 *
 * Returns: (transfer full): the same session, with its token, that lasts until @expires_at
 */
SbSession *
sb_session_extend (const SbSession *self, GDateTime *expires_at)
{
  SbSession *copy = sb_session_new (self->uuid, self->learner_id, self->token);

  copy->home_url = g_strdup (self->home_url);
  copy->started_at = self->started_at != NULL ? g_date_time_ref (self->started_at) : NULL;
  copy->expires_at = g_date_time_ref (expires_at);
  copy_outcome (&copy->begin_notice, &self->begin_notice);
  copy_outcome (&copy->end_notice, &self->end_notice);

  return copy;
}

SbSession *
sb_session_ref (SbSession *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_outcome (SbNoticeOutcome *outcome)
{
  g_clear_pointer (&outcome->platform_at, g_date_time_unref);
  g_clear_pointer (&outcome->email_at, g_date_time_unref);
  g_clear_pointer (&outcome->email_address, g_free);
}

static void
sb_session_clear (SbSession *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));

  g_free (self->token);
  g_free (self->uuid);
  g_free (self->learner_id);
  g_free (self->home_url);
  g_clear_pointer (&self->started_at, g_date_time_unref);
  g_clear_pointer (&self->expires_at, g_date_time_unref);
  g_clear_pointer (&self->ended_at, g_date_time_unref);
  clear_outcome (&self->begin_notice);
  clear_outcome (&self->end_notice);
}

void
sb_session_unref (SbSession *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) sb_session_clear);
}

/**
 * sb_begin_request_new:
 * @learner_id: as whom
 * @reason: why, in the administrator's words; may be empty
 * @ticket: the ticket that it belongs to; may be empty
 * @domain: (nullable): the domain, where there is a choice
 *
 * Returns: (transfer full): a request with a new UUID
 */
SbBeginRequest *
sb_begin_request_new (const char *learner_id, const char *reason, const char *ticket, const char *domain)
{
  SbBeginRequest *self = g_new0 (SbBeginRequest, 1);

  self->uuid = g_uuid_string_random ();
  self->learner_id = g_strdup (learner_id);
  self->reason = g_strstrip (g_strdup (reason));
  self->ticket = g_strstrip (g_strdup (ticket));
  self->domain = g_strdup (domain);

  return self;
}

/**
 * sb_begin_request_copy:
 *
 * Returns: (transfer full): the same request, with the same UUID
 */
SbBeginRequest *
sb_begin_request_copy (const SbBeginRequest *self)
{
  SbBeginRequest *copy = g_new0 (SbBeginRequest, 1);

  copy->uuid = g_strdup (self->uuid);
  copy->learner_id = g_strdup (self->learner_id);
  copy->reason = g_strdup (self->reason);
  copy->ticket = g_strdup (self->ticket);
  copy->domain = g_strdup (self->domain);

  return copy;
}

void
sb_begin_request_free (SbBeginRequest *self)
{
  g_free (self->uuid);
  g_free (self->learner_id);
  g_free (self->reason);
  g_free (self->ticket);
  g_free (self->domain);
  g_free (self);
}

/**
 * sb_end_how_to_string:
 *
 * Returns: the word for @how on the wire (docs/platform-api.md, section 5)
 */
const char *
sb_end_how_to_string (SbEndHow how)
{
  switch (how)
    {
    case SB_END_CLOSED:
      return "closed";
    case SB_END_EXPIRED:
      return "expired";
    case SB_END_RECOVERED:
      return "recovered";
    case SB_END_SWITCH_BACK:
    default:
      return "switch-back";
    }
}

/**
 * sb_end_how_from_string:
 * @word: (nullable): a word
 * @how: (out): return location for what it stands for
 *
 * Returns: %TRUE if @word is one of those on the wire
 */
gboolean
sb_end_how_from_string (const char *word, SbEndHow *how)
{
  for (int i = SB_END_SWITCH_BACK; i <= SB_END_RECOVERED; i++)
    if (g_strcmp0 (word, sb_end_how_to_string (i)) == 0)
      {
        *how = i;
        return TRUE;
      }

  return FALSE;
}
