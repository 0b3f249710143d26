/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbEndHow:
 *
 * How a log-in ended, as it is recorded at the platform.
 */
typedef enum
{
  SB_END_SWITCH_BACK,
  SB_END_CLOSED,
  SB_END_EXPIRED,
  SB_END_RECOVERED,
} SbEndHow;

/**
 * SbNoticeState:
 *
 * What became of a notice to the learner.
 */
typedef enum
{
  SB_NOTICE_STATE_UNKNOWN,
  SB_NOTICE_STATE_NONE,      /* there is no address to send it to */
  SB_NOTICE_STATE_QUEUED,
  SB_NOTICE_STATE_DELIVERED,
  SB_NOTICE_STATE_FAILED,
} SbNoticeState;

/**
 * SbNoticeOutcome:
 *
 * What became of the two forms of one notice, as the platform says.
 */
typedef struct
{
  gboolean is_known;         /* FALSE: the platform did not say anything of this notice */
  SbNoticeState platform;
  GDateTime *platform_at;    /* nullable */
  SbNoticeState email;
  GDateTime *email_at;       /* nullable */
  char *email_address;       /* nullable */
} SbNoticeOutcome;

/**
 * SbSession:
 *
 * A log-in as a learner, as the platform has it on record. Immutable and counted; the learner's token in it is wiped
 * with the last reference. The record after the end has no token.
 */
typedef struct
{
  char *uuid;
  char *learner_id;
  char *token;               /* nullable */
  char *home_url;            /* nullable */
  GDateTime *started_at;
  GDateTime *expires_at;
  GDateTime *ended_at;       /* nullable: it is open */
  gboolean has_how;          /* the platform says how it ended */
  SbEndHow how;              /* if @has_how; of several ends, the first */
  SbNoticeOutcome begin_notice;
  SbNoticeOutcome end_notice;
} SbSession;

/**
 * SbBeginRequest:
 *
 * What a log-in is asked for with. The UUID is made before anything is sent, so that asking again is safe.
 */
typedef struct
{
  char *uuid;
  char *learner_id;
  char *reason;              /* may be empty */
  char *ticket;              /* may be empty */
  char *domain;              /* nullable */
} SbBeginRequest;

#define SB_TYPE_SESSION (sb_session_get_type ())
#define SB_TYPE_BEGIN_REQUEST (sb_begin_request_get_type ())

GType           sb_session_get_type      (void);
SbSession      *sb_session_new           (const char           *uuid,
                                          const char           *learner_id,
                                          const char           *token) G_GNUC_WARN_UNUSED_RESULT;
SbSession      *sb_session_extend        (const SbSession      *self,
                                          GDateTime            *expires_at) G_GNUC_WARN_UNUSED_RESULT;
SbSession      *sb_session_ref           (SbSession            *self) G_GNUC_WARN_UNUSED_RESULT;
void            sb_session_unref         (SbSession            *self);

GType           sb_begin_request_get_type (void);
SbBeginRequest *sb_begin_request_new     (const char           *learner_id,
                                          const char           *reason,
                                          const char           *ticket,
                                          const char           *domain) G_GNUC_WARN_UNUSED_RESULT;
SbBeginRequest *sb_begin_request_copy    (const SbBeginRequest *self) G_GNUC_WARN_UNUSED_RESULT;
void            sb_begin_request_free    (SbBeginRequest       *self);

const char     *sb_end_how_to_string     (SbEndHow              how);
gboolean        sb_end_how_from_string   (const char           *word,
                                          SbEndHow             *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSession, sb_session_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBeginRequest, sb_begin_request_free)

G_END_DECLS
