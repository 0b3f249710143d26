/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbLearnerSort:
 *
 * What a list of learners can be ordered by, at the platform.
 */
typedef enum
{
  SB_LEARNER_SORT_NAME,
  SB_LEARNER_SORT_USER_NAME,
  SB_LEARNER_SORT_EMAIL,
  SB_LEARNER_SORT_LEVEL,
  SB_LEARNER_SORT_STATUS,
  SB_LEARNER_SORT_LAST_ACCESS,
} SbLearnerSort;

/**
 * SbLearnerStatus:
 *
 * Which learners a list shows, by the state of their account.
 */
typedef enum
{
  SB_LEARNER_STATUS_ANY,
  SB_LEARNER_STATUS_ACTIVE,
  SB_LEARNER_STATUS_INACTIVE,
  SB_LEARNER_STATUS_NEVER_SIGNED_IN,
} SbLearnerStatus;

#define SB_LEARNER_PAGE_SIZE 200

/**
 * SbLearnerQuery:
 *
 * What a list of learners shows, as a value: what the user typed, the filters, and the order. Search, filters and order
 * are all done by the platform. Which page is asked for is not part of it.
 */
typedef struct
{
  char *text;              /* never NULL; trimmed */
  char *branch_id;         /* nullable: every branch that the caller may see */
  SbLearnerStatus status;
  int level;               /* an SbLevel, or SB_LEVEL_UNKNOWN for every level */
  SbLearnerSort sort;
  gboolean is_descending;
} SbLearnerQuery;

#define SB_TYPE_LEARNER_QUERY (sb_learner_query_get_type ())

GType           sb_learner_query_get_type    (void);
SbLearnerQuery *sb_learner_query_new         (void) G_GNUC_WARN_UNUSED_RESULT;
SbLearnerQuery *sb_learner_query_copy        (const SbLearnerQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void            sb_learner_query_free        (SbLearnerQuery       *self);
gboolean        sb_learner_query_equal       (const SbLearnerQuery *a,
                                              const SbLearnerQuery *b);
void            sb_learner_query_set_text    (SbLearnerQuery       *self,
                                              const char           *text);
void            sb_learner_query_set_branch  (SbLearnerQuery       *self,
                                              const char           *branch_id);
gboolean        sb_learner_query_has_filters (const SbLearnerQuery *self);
gboolean        sb_learner_query_is_exact    (const SbLearnerQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLearnerQuery, sb_learner_query_free)

G_END_DECLS
