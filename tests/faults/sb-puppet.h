/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-desk.h"

G_BEGIN_DECLS

/* The real program, and the hand in it that does what somebody at the screen would (sb-hand.c). */
typedef struct _SbPuppet SbPuppet;

SbPuppet *sb_puppet_new         (SbRobotDesk        *desk,
                                 const char *const  *environment,
                                 const char         *socket_path,
                                 const char         *log_path) G_GNUC_WARN_UNUSED_RESULT;
void      sb_puppet_free        (SbPuppet           *self);
int       sb_puppet_get_pid     (SbPuppet           *self);
gboolean  sb_puppet_is_alive    (SbPuppet           *self);
void      sb_puppet_signal      (SbPuppet           *self,
                                 int                 number);
char     *sb_puppet_dup_ending  (SbPuppet           *self) G_GNUC_WARN_UNUSED_RESULT;
void      sb_puppet_set_patience
                              (SbPuppet           *self,
                               int                 milliseconds);
gboolean  sb_puppet_tell        (SbPuppet           *self,
                                 const char         *format,
                                 ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPuppet, sb_puppet_free)

G_END_DECLS
