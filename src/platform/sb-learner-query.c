/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list of learners shows. SbUsersPresenter changes it, a connector turns it into a request. */

#include "config.h"

#include "sb-learner-query.h"

#include "sb-level.h"

G_DEFINE_BOXED_TYPE (SbLearnerQuery, sb_learner_query, sb_learner_query_copy, sb_learner_query_free)

/**
 * sb_learner_query_new:
 *
 * Returns: (transfer full): everybody, by name
 */
SbLearnerQuery *
sb_learner_query_new (void)
{
  SbLearnerQuery *self = g_new0 (SbLearnerQuery, 1);

  self->text = g_strdup ("");

  return self;
}

/**
 * sb_learner_query_copy:
 *
 * Returns: (transfer full): a copy
 */
SbLearnerQuery *
sb_learner_query_copy (const SbLearnerQuery *self)
{
  SbLearnerQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->branch_id = g_strdup (self->branch_id);

  return copy;
}

void
sb_learner_query_free (SbLearnerQuery *self)
{
  g_free (self->text);
  g_free (self->branch_id);
  g_free (self);
}

/**
 * sb_learner_query_equal:
 *
 * Returns: %TRUE if @a and @b ask for the same list
 */
gboolean
sb_learner_query_equal (const SbLearnerQuery *a, const SbLearnerQuery *b)
{
  return g_str_equal (a->text, b->text)
      && g_strcmp0 (a->branch_id, b->branch_id) == 0
      && a->status == b->status
      && a->level == b->level
      && a->sort == b->sort
      && a->is_descending == b->is_descending;
}

/**
 * sb_learner_query_set_text:
 * @self: a query
 * @text: what the user typed; white space around it is dropped
 */
void
sb_learner_query_set_text (SbLearnerQuery *self, const char *text)
{
  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
}

/**
 * sb_learner_query_set_branch:
 * @self: a query
 * @branch_id: (nullable): a branch, with its sub-branches, or %NULL for all
 */
void
sb_learner_query_set_branch (SbLearnerQuery *self, const char *branch_id)
{
  char *copy = g_strdup (branch_id);

  g_free (self->branch_id);
  self->branch_id = copy;
}

/**
 * sb_learner_query_has_filters:
 *
 * Returns: %TRUE if something narrows the list, so that "nobody found" can offer to show all again
 */
gboolean
sb_learner_query_has_filters (const SbLearnerQuery *self)
{
  return *self->text != '\0' || self->branch_id != NULL || self->status != SB_LEARNER_STATUS_ANY
      || self->level != SB_LEVEL_UNKNOWN;
}

/**
 * sb_learner_query_is_exact:
 *
 * Returns: %TRUE if the text looks like a whole e-mail address or an id, whose owner must come first in the list
 */
gboolean
sb_learner_query_is_exact (const SbLearnerQuery *self)
{
  gboolean is_number = *self->text != '\0' && strspn (self->text, "0123456789") == strlen (self->text);
  const char *at = strchr (self->text, '@');

  return is_number || (at != NULL && at != self->text && at[1] != '\0' && strchr (self->text, ' ') == NULL);
}
