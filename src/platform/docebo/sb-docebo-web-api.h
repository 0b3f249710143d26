/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Whose pages: what the parser needs besides the answer. */
typedef struct
{
  char *origin;
  SbSession *session;
} SbDoceboWebWish;

SbDoceboWebWish *sb_docebo_web_wish_new  (const char           *origin,
                                          SbSession            *session) G_GNUC_WARN_UNUSED_RESULT;
void             sb_docebo_web_wish_free (SbDoceboWebWish      *self);
gpointer         sb_docebo_parse_web_entry
                                         (JsonNode             *root,
                                          gpointer              wish,
                                          GError              **error);
void             sb_docebo_load_web_entry_async
                                         (SbPlatform           *platform,
                                          SbSession            *session,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDoceboWebWish, sb_docebo_web_wish_free)

G_END_DECLS
