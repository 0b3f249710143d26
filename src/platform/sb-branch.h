/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbBranchFields:
 *
 * What one is made of. Everything is copied by sb_branch_new(), so what is pointed to may be borrowed.
 */
typedef struct
{
  const char *id;
  const char *title;
  gboolean has_children;
} SbBranchFields;

#define SB_TYPE_BRANCH (sb_branch_get_type ())

G_DECLARE_FINAL_TYPE (SbBranch, sb_branch, SB, BRANCH, GObject)

SbBranch   *sb_branch_new              (const SbBranchFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_branch_get_id           (SbBranch *self);
const char *sb_branch_get_title        (SbBranch *self);
gboolean    sb_branch_get_has_children (SbBranch *self);

G_END_DECLS
