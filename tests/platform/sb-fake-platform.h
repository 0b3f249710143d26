/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"

G_BEGIN_DECLS

/**
 * SbFakeOp:
 *
 * The operations of SbPlatform, in its order.
 */
typedef enum
{
  SB_FAKE_PROBE,
  SB_FAKE_SIGN_IN,
  SB_FAKE_SIGN_OUT,
  SB_FAKE_WHO_AM_I,
  SB_FAKE_LOAD_CAPABILITIES,
  SB_FAKE_LIST_LEARNERS,
  SB_FAKE_LOAD_LEARNER,
  SB_FAKE_LIST_BRANCHES,
  SB_FAKE_BEGIN,
  SB_FAKE_END,
  SB_FAKE_KEEP_ALIVE,
  SB_FAKE_LOAD_SESSION,
  SB_FAKE_LIST_OPEN_SESSIONS,
  SB_FAKE_LIST_COURSES,
  SB_FAKE_LOAD_COURSE,
  SB_FAKE_TRACK,
  SB_FAKE_LIST_NOTICES,
  SB_FAKE_LOAD_PROFILE,
  SB_FAKE_LOAD_WEB_ENTRY,
  SB_FAKE_LOAD_PICTURE,
  SB_FAKE_N_OPS,
} SbFakeOp;

#define SB_TYPE_FAKE_PLATFORM (sb_fake_platform_get_type ())

G_DECLARE_FINAL_TYPE (SbFakePlatform, sb_fake_platform, SB, FAKE_PLATFORM, GObject)

SbFakePlatform *sb_fake_platform_new            (void) G_GNUC_WARN_UNUSED_RESULT;

void            sb_fake_platform_push_answer    (SbFakePlatform *self,
                                                 SbFakeOp        op,
                                                 gpointer        answer,
                                                 GDestroyNotify  free_answer);
void            sb_fake_platform_push_ok        (SbFakePlatform *self,
                                                 SbFakeOp        op);
void            sb_fake_platform_push_error     (SbFakePlatform *self,
                                                 SbFakeOp        op,
                                                 GError         *error);
void            sb_fake_platform_push_hold      (SbFakePlatform *self,
                                                 SbFakeOp        op);

guint           sb_fake_platform_count_held     (SbFakePlatform *self,
                                                 SbFakeOp        op);
void            sb_fake_platform_release_answer (SbFakePlatform *self,
                                                 SbFakeOp        op,
                                                 gpointer        answer,
                                                 GDestroyNotify  free_answer);
void            sb_fake_platform_release_ok     (SbFakePlatform *self,
                                                 SbFakeOp        op);
void            sb_fake_platform_release_error  (SbFakePlatform *self,
                                                 SbFakeOp        op,
                                                 GError         *error);

guint           sb_fake_platform_count_calls    (SbFakePlatform *self,
                                                 SbFakeOp        op);
guint           sb_fake_platform_count_unused   (SbFakePlatform *self,
                                                 SbFakeOp        op);
char           *sb_fake_platform_dup_log        (SbFakePlatform *self) G_GNUC_WARN_UNUSED_RESULT;
void            sb_fake_platform_clear_log      (SbFakePlatform *self);

G_END_DECLS
