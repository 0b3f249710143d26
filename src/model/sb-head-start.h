/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"

G_BEGIN_DECLS

#define SB_TYPE_HEAD_START (sb_head_start_get_type ())

G_DECLARE_FINAL_TYPE (SbHeadStart, sb_head_start, SB, HEAD_START, GObject)

SbHeadStart *sb_head_start_new               (SbPlatform           *platform) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sb_head_start_take_capabilities (SbHeadStart          *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean     sb_head_start_take_learners     (SbHeadStart          *self,
                                              const SbLearnerQuery *query,
                                              guint                 page,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);

G_END_DECLS
