/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-growing-list.h"
#include "sb-snapshot.h"
#include "sb-visit-presenter.h"
#include "sb-visit-watch.h"

G_BEGIN_DECLS

/* What the presenter and its three lists share. */

typedef struct
{
  SbLoading loading;
  SbProblem *problem; /* nullable */
  GCancellable *cancellable;
  guint generation;
} SbVisitPart;

typedef enum
{
  SB_VISIT_PART_COURSES,
  SB_VISIT_PART_NOTICES,
  SB_VISIT_PART_PROFILE,
  SB_VISIT_N_PARTS,
} SbVisitPartId;

struct _SbVisitPresenter
{
  GObject parent_instance;

  /* owned */
  SbImpersonation *impersonation;
  SbVisitWatch *watch;
  SbVisitPart parts[SB_VISIT_N_PARTS];
  GPtrArray *all_courses;  /* (element-type SbCourse) */
  GListStore *courses;     /* those that the filter lets through */
  GListStore *notices;
  SbGrowingList *shown_notices; /* the newest of them, until somebody asks for more */
  SbProfile *profile;      /* nullable until it is loaded */
  SbProblem *end_problem;  /* nullable */
  SbSnapshot *before;      /* what was seen first */
  SbChangeReport *changes; /* nullable: nobody has looked again */
  GCancellable *look_cancellable; /* nullable: nobody is looking again */
  char *bar_title;
  char *bar_subtitle;

  /* state */
  SbCourseFilter filter;
  guint unread;
  SbVisitReason reason;
  gboolean is_ending;
  gboolean is_session_lost;
  gboolean is_hurried;
  guint look_ms;
};

void sb_visit_presenter_set_filter   (SbVisitPresenter *self,
                                      SbCourseFilter    filter);
void sb_visit_presenter_cancel_loads (SbVisitPresenter *self);
void sb_visit_presenter_look_and_end (SbVisitPresenter    *self,
                                      SbEndHow             how,
                                      GAsyncReadyCallback  ended);

G_END_DECLS
