/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-desk.h"
#include "sb-paged-list.h"
#include "sb-problem.h"

G_BEGIN_DECLS

typedef enum
{
  SB_USERS_VIEW_LOADING,  /* the first rows are on their way, and there is nothing else to show */
  SB_USERS_VIEW_LIST,
  SB_USERS_VIEW_EMPTY,    /* there is nobody */
  SB_USERS_VIEW_NO_MATCH, /* nobody matches the search and the filters */
  SB_USERS_VIEW_FAILED,
} SbUsersView;

#define SB_TYPE_USERS_PRESENTER (sb_users_presenter_get_type ())

/* Properties: view (int, SbUsersView), is-loading (boolean: something is on its way), summary (string: "1–200 of
 * 12,345"), problem (SbProblem, nullable: of the first page), more-problem (SbProblem, nullable: of the next page),
 * has-filters (boolean). All read-only. */
G_DECLARE_FINAL_TYPE (SbUsersPresenter, sb_users_presenter, SB, USERS_PRESENTER, GObject)

SbUsersPresenter *sb_users_presenter_new           (SbDesk           *desk,
                                                    GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;

SbDesk           *sb_users_presenter_get_desk      (SbUsersPresenter *self);
GListModel       *sb_users_presenter_get_learners  (SbUsersPresenter *self);
GListModel       *sb_users_presenter_get_recents   (SbUsersPresenter *self);

const SbLearnerQuery *
                  sb_users_presenter_get_query     (SbUsersPresenter *self);
void              sb_users_presenter_set_text      (SbUsersPresenter *self,
                                                    const char       *text);
void              sb_users_presenter_search_now    (SbUsersPresenter *self);
void              sb_users_presenter_search        (SbUsersPresenter *self,
                                                    const char       *text);
void              sb_users_presenter_set_branch    (SbUsersPresenter *self,
                                                    const char       *branch_id);
void              sb_users_presenter_set_status    (SbUsersPresenter *self,
                                                    SbLearnerStatus   status);
void              sb_users_presenter_set_level     (SbUsersPresenter *self,
                                                    SbLevel           level);
void              sb_users_presenter_set_sort      (SbUsersPresenter *self,
                                                    SbLearnerSort     sort,
                                                    gboolean          is_descending);
void              sb_users_presenter_clear_filters (SbUsersPresenter *self);

void              sb_users_presenter_load          (SbUsersPresenter *self);
void              sb_users_presenter_reload        (SbUsersPresenter *self);
gboolean          sb_users_presenter_load_more     (SbUsersPresenter *self);
void              sb_users_presenter_retry         (SbUsersPresenter *self);
void              sb_users_presenter_add_recent    (SbUsersPresenter *self,
                                                    SbLearner        *learner);
void              sb_users_presenter_clear_recents (SbUsersPresenter *self);
GListModel       *sb_users_presenter_get_favourites
                                                   (SbUsersPresenter *self);
gboolean          sb_users_presenter_is_favourite  (SbUsersPresenter *self,
                                                    SbLearner        *learner);
void              sb_users_presenter_toggle_favourite
                                                   (SbUsersPresenter *self,
                                                    SbLearner        *learner);

SbUsersView       sb_users_presenter_get_view      (SbUsersPresenter *self);
const SbProblem  *sb_users_presenter_get_problem   (SbUsersPresenter *self);
const SbProblem  *sb_users_presenter_get_more_problem
                                                   (SbUsersPresenter *self);
const char       *sb_users_presenter_get_summary   (SbUsersPresenter *self);

SbRefusal         sb_users_presenter_check         (SbUsersPresenter *self,
                                                    SbLearner        *learner);

G_END_DECLS
