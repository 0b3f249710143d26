/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-snapshot.h"

G_BEGIN_DECLS

/* Of how many opened courses the items are looked at again. */
#define SB_SECOND_LOOK_MAX_OPENED 6

void        sb_second_look_async  (SbPlatform           *platform,
                                   SbSession            *session,
                                   const SbSnapshot     *before,
                                   guint                 milliseconds,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
SbSnapshot *sb_second_look_finish (GAsyncResult         *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
