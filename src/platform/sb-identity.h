/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-level.h"

G_BEGIN_DECLS

/**
 * SbIdentityFields:
 *
 * What one is made of. Everything is copied by sb_identity_new(), so what is pointed to may be borrowed.
 */
typedef struct
{
  const char *id;
  const char *user_name;
  const char *display_name;
  const char *email;
  const char *avatar_url;
  const char *branch_title;
  SbLevel level;
} SbIdentityFields;

#define SB_TYPE_IDENTITY (sb_identity_get_type ())

G_DECLARE_FINAL_TYPE (SbIdentity, sb_identity, SB, IDENTITY, GObject)

SbIdentity *sb_identity_new              (const SbIdentityFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_identity_get_id           (SbIdentity *self);
const char *sb_identity_get_user_name    (SbIdentity *self);
const char *sb_identity_get_display_name (SbIdentity *self);
const char *sb_identity_get_email        (SbIdentity *self);
const char *sb_identity_get_avatar_url   (SbIdentity *self);
const char *sb_identity_get_branch_title (SbIdentity *self);
SbLevel     sb_identity_get_level        (SbIdentity *self);

G_END_DECLS
