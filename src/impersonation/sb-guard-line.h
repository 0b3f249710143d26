/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbGuardError:
 * @SB_GUARD_ERROR_NOT_STARTED: its program is not there, or cannot be run
 */
typedef enum
{
  SB_GUARD_ERROR_NOT_STARTED,
} SbGuardError;

#define SB_GUARD_ERROR (sb_guard_error_quark ())

GQuark sb_guard_error_quark (void);

typedef struct _SbGuardLine SbGuardLine;

SbGuardLine *sb_guard_line_open     (const char   *uuid,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void         sb_guard_line_close    (SbGuardLine  *self);

const char  *sb_guard_line_get_uuid (SbGuardLine  *self);
gboolean     sb_guard_line_is_held  (SbGuardLine  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbGuardLine, sb_guard_line_close)

G_END_DECLS
