/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SB_TYPE_ACCOUNT (sb_account_get_type ())
G_DECLARE_FINAL_TYPE (SbAccount, sb_account, SB, ACCOUNT, GObject)

SbAccount  *sb_account_new              (const char *origin,
                                         const char *user_id,
                                         const char *user_name,
                                         const char *display_name,
                                         int         level,
                                         const char *client_id) G_GNUC_WARN_UNUSED_RESULT;
SbAccount  *sb_account_new_from_variant (GVariant   *variant) G_GNUC_WARN_UNUSED_RESULT;

const char *sb_account_get_id           (SbAccount  *self);
const char *sb_account_get_origin       (SbAccount  *self);
const char *sb_account_get_user_id      (SbAccount  *self);
const char *sb_account_get_user_name    (SbAccount  *self);
const char *sb_account_get_display_name (SbAccount  *self);
int         sb_account_get_level        (SbAccount  *self);
const char *sb_account_get_client_id    (SbAccount  *self);

GVariant   *sb_account_to_variant       (SbAccount  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
