/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A node of the tree of branches, by which a platform groups its people. */

#include "config.h"

#include "sb-branch.h"

#include "sb-text.h"

struct _SbBranch
{
  GObject parent_instance;

  char *id;
  char *title;
  gboolean has_children;
};

G_DEFINE_FINAL_TYPE (SbBranch, sb_branch, G_TYPE_OBJECT)

static void
sb_branch_finalize (GObject *object)
{
  SbBranch *self = SB_BRANCH (object);

  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (sb_branch_parent_class)->finalize (object);
}

static void
sb_branch_class_init (SbBranchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_branch_finalize;
}

static void
sb_branch_init (SbBranch *self)
{
}

/**
 * sb_branch_new:
 * @fields: what it is made of; copied
 *
 * Returns: (transfer full): a new one
 */
SbBranch *
sb_branch_new (const SbBranchFields *fields)
{
  SbBranch *self = g_object_new (SB_TYPE_BRANCH, NULL);

  self->id = g_strdup (fields->id);
  self->title = sb_text_dup_line (fields->title != NULL ? fields->title : "");
  self->has_children = fields->has_children;

  return self;
}

/**
 * sb_branch_get_id:
 *
 * Returns: (transfer none): the platform's id of the branch
 */
const char *
sb_branch_get_id (SbBranch *self)
{
  g_return_val_if_fail (SB_IS_BRANCH (self), NULL);

  return self->id;
}

/**
 * sb_branch_get_title:
 *
 * Returns: (transfer none): its name
 */
const char *
sb_branch_get_title (SbBranch *self)
{
  g_return_val_if_fail (SB_IS_BRANCH (self), NULL);

  return self->title;
}

/**
 * sb_branch_get_has_children:
 *
 * Returns: whether it has sub-branches
 */
gboolean
sb_branch_get_has_children (SbBranch *self)
{
  g_return_val_if_fail (SB_IS_BRANCH (self), FALSE);

  return self->has_children;
}
