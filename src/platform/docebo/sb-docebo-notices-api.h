/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

SbRequest *sb_docebo_describe_notices   (void) G_GNUC_WARN_UNUSED_RESULT;
gpointer   sb_docebo_parse_notices      (JsonNode             *root,
                                         gpointer              unused,
                                         GError              **error);

void       sb_docebo_list_notices_async (SbPlatform           *platform,
                                         SbSession            *session,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

G_END_DECLS
