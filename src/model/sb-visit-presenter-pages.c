/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the overview knows of the platform's own pages: a course whose page is entered there is looked at as it was, so
 * that the end has something to compare with; and an act there gets the names of its course and item. The look is not
 * waited for: it is sent before the page is, and what it does not see in time is not claimed to have changed. */

#include "config.h"

#include "sb-visit-presenter-private.h"

#include "sb-call-private.h"
#include "sb-visit-place.h"

static void
course_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbVisitPresenter) self = sb_call_end (user_data, NULL);
  g_autoptr (SbCourseDetail) detail = sb_platform_load_course_finish (SB_PLATFORM (source), result, NULL);

  if (self != NULL && detail != NULL && !self->is_ending)
    sb_snapshot_see_course (self->before, detail);
}

/**
 * sb_visit_presenter_see_page:
 * @self: a presenter
 * @path: the path of one of the platform's own pages, which is about to be loaded
 *
 * If it is a course's, and the course has not been seen yet, looks at it.
 */
void
sb_visit_presenter_see_page (SbVisitPresenter *self, const char *path)
{
  SbCourse *course;

  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));
  g_return_if_fail (path != NULL);

  course = self->all_courses == NULL ? NULL : sb_visit_place_find_course (self->all_courses, path);
  if (course == NULL || self->is_ending || sb_snapshot_find_opened (self->before, sb_course_get_id (course)) != NULL
      || sb_impersonation_get_state (self->impersonation) != SB_IMPERSONATION_ACTIVE)
    return;

  sb_platform_load_course_async (sb_impersonation_get_platform (self->impersonation),
                                 sb_impersonation_get_session (self->impersonation), sb_course_get_id (course), NULL,
                                 course_cb, sb_call_new (self, 0));
}

/**
 * sb_visit_presenter_make_act:
 * @self: a presenter
 * @kind: what was done
 * @path: the path of the request that did it
 *
 * Returns: (transfer full): the act, with the course and the item if they can be told; else the path stands for them
 */
SbLedgerAct *
sb_visit_presenter_make_act (SbVisitPresenter *self, SbActKind kind, const char *path)
{
  const SbCourseDetail *detail = NULL;
  SbCourse *course;
  SbCourseItem *item = NULL;

  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  course = self->all_courses == NULL ? NULL : sb_visit_place_find_course (self->all_courses, path);
  if (course != NULL)
    detail = sb_snapshot_find_opened (self->before, sb_course_get_id (course));
  if (detail != NULL)
    item = sb_visit_place_find_item (course, detail->items, path);

  return sb_ledger_act_new (kind, course != NULL ? sb_course_get_id (course) : NULL,
                            course != NULL ? sb_course_get_name (course) : NULL,
                            item != NULL ? sb_course_item_get_id (item) : NULL,
                            item != NULL ? sb_course_item_get_title (item) : path);
}
