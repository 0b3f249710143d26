/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account.h"
#include "sb-head-start.h"
#include "sb-platform.h"

G_BEGIN_DECLS

#define SB_TYPE_DESK (sb_desk_get_type ())

/* A signed-in administrator: the platform, the account, who they are there and what they may do. */
G_DECLARE_FINAL_TYPE (SbDesk, sb_desk, SB, DESK, GObject)

SbDesk         *sb_desk_new              (SbPlatform           *platform,
                                          SbAccount            *account,
                                          SbIdentity           *identity) G_GNUC_WARN_UNUSED_RESULT;
void            sb_desk_set_head_start   (SbDesk               *self,
                                          SbHeadStart          *head_start);
SbHeadStart    *sb_desk_get_head_start   (SbDesk               *self);
void            sb_desk_load_async       (SbDesk               *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean        sb_desk_load_finish      (SbDesk               *self,
                                          GAsyncResult         *result,
                                          GError              **error);

SbPlatform     *sb_desk_get_platform     (SbDesk *self);
SbAccount      *sb_desk_get_account      (SbDesk *self);
SbIdentity     *sb_desk_get_identity     (SbDesk *self);
SbCapabilities *sb_desk_get_capabilities (SbDesk *self);

G_END_DECLS
