/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A desktop that can be locked, put to sleep and left, on a bus of the test's own: as much of logind, of a screen saver
 * and of a session manager as a program talks to. It answers from a thread of its own. */
typedef struct _SbFakeLogin SbFakeLogin;

SbFakeLogin *sb_fake_login_new              (const char  *bus_address) G_GNUC_WARN_UNUSED_RESULT;
void         sb_fake_login_free             (SbFakeLogin *self);

guint        sb_fake_login_count_delays     (SbFakeLogin *self);
char        *sb_fake_login_dup_inhibitors   (SbFakeLogin *self) G_GNUC_WARN_UNUSED_RESULT;

void         sb_fake_login_ask_to_lock      (SbFakeLogin *self);
void         sb_fake_login_set_locked_hint  (SbFakeLogin *self,
                                             gboolean     is_locked);
void         sb_fake_login_set_screen_saver (SbFakeLogin *self,
                                             gboolean     is_active);
void         sb_fake_login_prepare_for_sleep
                                            (SbFakeLogin *self,
                                             gboolean     is_before);
void         sb_fake_login_log_out          (SbFakeLogin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFakeLogin, sb_fake_login_free)

G_END_DECLS
