/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-level.h"

G_BEGIN_DECLS

/**
 * SbLearnerFields:
 *
 * What a learner is made of. Everything is copied by sb_learner_new(), so the strings may be borrowed. Any of them but
 * @id may be %NULL.
 */
typedef struct
{
  const char *id;
  const char *user_name;
  const char *first_name;
  const char *last_name;
  const char *email;
  const char *avatar_url;
  const char *branch_id;
  const char *branch_title;
  const char *branch_path;
  SbLevel level;
  gboolean is_active;
  GDateTime *last_access;
  GDateTime *created_at;
  guint same_name_count;
} SbLearnerFields;

#define SB_TYPE_LEARNER (sb_learner_get_type ())

G_DECLARE_FINAL_TYPE (SbLearner, sb_learner, SB, LEARNER, GObject)

SbLearner  *sb_learner_new                  (const SbLearnerFields *fields) G_GNUC_WARN_UNUSED_RESULT;

const char *sb_learner_get_id               (SbLearner *self);
const char *sb_learner_get_user_name        (SbLearner *self);
const char *sb_learner_get_first_name       (SbLearner *self);
const char *sb_learner_get_display_name     (SbLearner *self);
const char *sb_learner_get_email            (SbLearner *self);
const char *sb_learner_get_avatar_url       (SbLearner *self);
const char *sb_learner_get_branch_id        (SbLearner *self);
const char *sb_learner_get_branch_title     (SbLearner *self);
const char *sb_learner_get_branch_path      (SbLearner *self);
SbLevel     sb_learner_get_level            (SbLearner *self);
gboolean    sb_learner_get_is_active        (SbLearner *self);
GDateTime  *sb_learner_get_last_access      (SbLearner *self);
GDateTime  *sb_learner_get_created_at       (SbLearner *self);
guint       sb_learner_get_same_name_count  (SbLearner *self);

GVariant   *sb_learner_to_variant           (SbLearner *self) G_GNUC_WARN_UNUSED_RESULT;
SbLearner  *sb_learner_new_from_variant     (GVariant  *variant) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
