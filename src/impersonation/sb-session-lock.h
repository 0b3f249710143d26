/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SbSessionLock SbSessionLock;

/**
 * SbSessionRole:
 * @SB_SESSION_ROLE_OWNER: may act on the log-in at the platform
 * @SB_SESSION_ROLE_GUARD: watches over it
 *
 * What there is one of for each log-in, on the whole machine.
 */
typedef enum
{
  SB_SESSION_ROLE_OWNER,
  SB_SESSION_ROLE_GUARD,
} SbSessionRole;

SbSessionLock *sb_session_lock_try     (const char    *folder,
                                        const char    *uuid,
                                        SbSessionRole  role) G_GNUC_WARN_UNUSED_RESULT;
void           sb_session_lock_remove  (SbSessionLock *self);
void           sb_session_lock_release (SbSessionLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSessionLock, sb_session_lock_release)

G_END_DECLS
