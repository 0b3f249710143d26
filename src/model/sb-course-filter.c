/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of a learner's courses are shown. They come as a whole, so this is done here and not by the platform. */

#include "config.h"

#include "sb-course-filter-private.h"

static gboolean
passes (SbCourseFilter filter, SbCourse *course)
{
  SbProgress status = sb_course_get_status (course);

  switch (filter)
    {
    case SB_COURSE_FILTER_TO_DO:
      return status == SB_PROGRESS_NOT_STARTED || status == SB_PROGRESS_IN_PROGRESS;
    case SB_COURSE_FILTER_COMPLETED:
      return status == SB_PROGRESS_COMPLETED;
    case SB_COURSE_FILTER_ALL:
    default:
      return TRUE;
    }
}

/**
 * sb_course_filter_apply:
 * @filter: what to show
 * @all: (element-type SbCourse): all courses
 * @shown: a list of #SbCourse
 *
 * Fills @shown with those of @all that @filter lets through, in one change.
 */
void
sb_course_filter_apply (SbCourseFilter filter, GPtrArray *all, GListStore *shown)
{
  g_autoptr (GPtrArray) passed = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (passes (filter, g_ptr_array_index (all, i)))
      g_ptr_array_add (passed, g_ptr_array_index (all, i));

  g_list_store_splice (shown, 0, g_list_model_get_n_items (G_LIST_MODEL (shown)), passed->pdata, passed->len);
}
