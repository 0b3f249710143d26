/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom a token belongs to: the answer to "who am I". */

#include "config.h"

#include "sb-identity.h"

#include "sb-text.h"

struct _SbIdentity
{
  GObject parent_instance;

  char *id;
  char *user_name;
  char *display_name;
  char *email;
  char *avatar_url;
  char *branch_title;
  SbLevel level;
};

G_DEFINE_FINAL_TYPE (SbIdentity, sb_identity, G_TYPE_OBJECT)

static void
sb_identity_finalize (GObject *object)
{
  SbIdentity *self = SB_IDENTITY (object);

  g_free (self->id);
  g_free (self->user_name);
  g_free (self->display_name);
  g_free (self->email);
  g_free (self->avatar_url);
  g_free (self->branch_title);

  G_OBJECT_CLASS (sb_identity_parent_class)->finalize (object);
}

static void
sb_identity_class_init (SbIdentityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_identity_finalize;
}

static void
sb_identity_init (SbIdentity *self)
{
}

/* An empty string and a missing one mean the same to whoever shows it. */
static char *
dup_non_empty (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/**
 * sb_identity_new:
 * @fields: what it is made of; copied
 *
 * Returns: (transfer full): a new one
 */
SbIdentity *
sb_identity_new (const SbIdentityFields *fields)
{
  SbIdentity *self = g_object_new (SB_TYPE_IDENTITY, NULL);

  self->id = g_strdup (fields->id);
  self->user_name = sb_text_dup_line (fields->user_name != NULL ? fields->user_name : "");
  self->display_name = sb_text_dup_line (fields->display_name != NULL ? fields->display_name : "");
  self->email = sb_text_dup_non_empty_line (fields->email);
  self->avatar_url = dup_non_empty (fields->avatar_url);
  self->branch_title = sb_text_dup_non_empty_line (fields->branch_title);
  self->level = fields->level;

  return self;
}

/**
 * sb_identity_get_id:
 *
 * Returns: (transfer none): the platform's id of the account
 */
const char *
sb_identity_get_id (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), NULL);

  return self->id;
}

/**
 * sb_identity_get_user_name:
 *
 * Returns: (transfer none): the name that the account signs in with
 */
const char *
sb_identity_get_user_name (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), NULL);

  return self->user_name;
}

/**
 * sb_identity_get_display_name:
 *
 * Returns: (transfer none): the name to show
 */
const char *
sb_identity_get_display_name (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), NULL);

  return self->display_name;
}

/**
 * sb_identity_get_email:
 *
 * Returns: (transfer none) (nullable): the e-mail address
 */
const char *
sb_identity_get_email (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), NULL);

  return self->email;
}

/**
 * sb_identity_get_avatar_url:
 *
 * Returns: (transfer none) (nullable): the address of a picture, as the platform gave it
 */
const char *
sb_identity_get_avatar_url (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), NULL);

  return self->avatar_url;
}

/**
 * sb_identity_get_branch_title:
 *
 * Returns: (transfer none) (nullable): the branch that the account administers or belongs to
 */
const char *
sb_identity_get_branch_title (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), NULL);

  return self->branch_title;
}

/**
 * sb_identity_get_level:
 *
 * Returns: what the account may do
 */
SbLevel
sb_identity_get_level (SbIdentity *self)
{
  g_return_val_if_fail (SB_IS_IDENTITY (self), 0);

  return self->level;
}
