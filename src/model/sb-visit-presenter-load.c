/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The three lists of a visit: courses, notifications and profile. They are loaded side by side and fail on their own.
 * The courses come as a whole and are filtered here. Nothing here marks a notification as read. */

#include "config.h"

#include "sb-visit-presenter-private.h"

#include "sb-api-error.h"
#include "sb-call-private.h"
#include "sb-course-filter-private.h"

/* In the order of SbVisitPartId. */
static const char *const loading_properties[SB_VISIT_N_PARTS] = {
  "courses-loading",
  "notices-loading",
  "profile-loading",
};

/* Empty is what the filter leaves, too. */
static SbLoading
loading_for_courses (SbVisitPresenter *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->courses)) > 0 ? SB_LOADING_READY : SB_LOADING_EMPTY;
}

/* Takes @problem. It is there before the state that shows it. */
static void
set_part (SbVisitPresenter *self, SbVisitPartId id, SbLoading loading, SbProblem *problem)
{
  SbVisitPart *part = &self->parts[id];

  g_clear_pointer (&part->problem, sb_problem_free);
  part->problem = problem;
  if (part->loading == loading)
    return;

  part->loading = loading;
  g_object_notify (G_OBJECT (self), loading_properties[id]);
}

/**
 * sb_visit_presenter_set_filter:
 * @self: a presenter
 * @filter: which courses to show
 */
void
sb_visit_presenter_set_filter (SbVisitPresenter *self, SbCourseFilter filter)
{
  SbLoading loading = self->parts[SB_VISIT_PART_COURSES].loading;

  if (self->filter == filter)
    return;

  self->filter = filter;
  sb_course_filter_apply (self->filter, self->all_courses, self->courses);
  g_object_notify (G_OBJECT (self), "course-filter");
  if (loading == SB_LOADING_READY || loading == SB_LOADING_EMPTY)
    set_part (self, SB_VISIT_PART_COURSES, loading_for_courses (self), NULL);
}

/* The learner's token does not come back, so this is said once, whichever call finds out. */
static void
report_error (SbVisitPresenter *self, const GError *error)
{
  if (!g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED) || self->is_session_lost || self->is_ending)
    return;

  self->is_session_lost = TRUE;
  g_signal_emit_by_name (self, "session-lost");
}

/* Whether there is an answer to make use of: not one that comes too late, and no error, which is shown. */
static gboolean
take_answer (SbVisitPresenter *self, SbVisitPartId id, guint generation, const GError *error)
{
  if (self == NULL || generation != self->parts[id].generation)
    return FALSE;

  if (error == NULL)
    return TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  set_part (self, id, SB_LOADING_FAILED, sb_problem_new_inside (error));
  report_error (self, error);

  return FALSE;
}

typedef void (*LoadFunc) (SbPlatform *, SbSession *, GCancellable *, GAsyncReadyCallback, gpointer);

/* What is there stays until the answer. Nothing is asked unless the log-in is active: the token would be dead. */
static void
load_part (SbVisitPresenter *self, SbVisitPartId id, LoadFunc load, GAsyncReadyCallback callback)
{
  SbVisitPart *part = &self->parts[id];

  if (sb_impersonation_get_state (self->impersonation) != SB_IMPERSONATION_ACTIVE)
    return;

  part->generation++;
  sb_call_renew_cancellable (&part->cancellable);
  if (part->loading == SB_LOADING_FAILED)
    set_part (self, id, SB_LOADING_BUSY, NULL);

  load (sb_impersonation_get_platform (self->impersonation), sb_impersonation_get_session (self->impersonation),
        part->cancellable, callback, sb_call_new (self, part->generation));
}

static void
courses_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbVisitPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) courses = sb_platform_list_courses_finish (SB_PLATFORM (source), result, &error);

  if (!take_answer (self, SB_VISIT_PART_COURSES, generation, error))
    return;

  g_clear_pointer (&self->all_courses, g_ptr_array_unref);
  self->all_courses = g_steal_pointer (&courses);
  sb_snapshot_see_courses (self->before, self->all_courses);
  sb_course_filter_apply (self->filter, self->all_courses, self->courses);
  set_part (self, SB_VISIT_PART_COURSES, loading_for_courses (self), NULL);
}

static void
notices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbVisitPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbNoticeList) list = sb_platform_list_notices_finish (SB_PLATFORM (source), result, &error);

  if (!take_answer (self, SB_VISIT_PART_NOTICES, generation, error))
    return;

  sb_snapshot_see_unread (self->before, list->unread);
  g_list_store_splice (self->notices, 0, g_list_model_get_n_items (G_LIST_MODEL (self->notices)), list->notices->pdata,
                       list->notices->len);
  if (self->unread != list->unread)
    {
      self->unread = list->unread;
      g_object_notify (G_OBJECT (self), "unread");
    }

  set_part (self, SB_VISIT_PART_NOTICES, list->notices->len > 0 ? SB_LOADING_READY : SB_LOADING_EMPTY, NULL);
}

static void
profile_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbVisitPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbProfile) profile = sb_platform_load_profile_finish (SB_PLATFORM (source), result, &error);

  if (!take_answer (self, SB_VISIT_PART_PROFILE, generation, error))
    return;

  g_clear_pointer (&self->profile, sb_profile_free);
  self->profile = g_steal_pointer (&profile);
  sb_snapshot_see_profile (self->before, self->profile);

  /* A reload that changes nothing but the profile is told by the same property. */
  if (self->parts[SB_VISIT_PART_PROFILE].loading == SB_LOADING_READY)
    g_object_notify (G_OBJECT (self), loading_properties[SB_VISIT_PART_PROFILE]);
  else
    set_part (self, SB_VISIT_PART_PROFILE, SB_LOADING_READY, NULL);
}

/**
 * sb_visit_presenter_cancel_loads:
 *
 * Gives up what is still loading.
 */
void
sb_visit_presenter_cancel_loads (SbVisitPresenter *self)
{
  for (guint i = 0; i < SB_VISIT_N_PARTS; i++)
    {
      self->parts[i].generation++;
      sb_call_cancel (&self->parts[i].cancellable);
    }
}

/**
 * sb_visit_presenter_start:
 *
 * Loads courses, notifications and profile, unless that was asked for before.
 */
void
sb_visit_presenter_start (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  if (self->parts[SB_VISIT_PART_COURSES].generation == 0)
    sb_visit_presenter_load (self);
}

/**
 * sb_visit_presenter_load:
 *
 * Loads courses, notifications and profile, or loads them anew.
 */
void
sb_visit_presenter_load (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  sb_visit_presenter_load_courses (self);
  sb_visit_presenter_load_notices (self);
  sb_visit_presenter_load_profile (self);
}

/**
 * sb_visit_presenter_load_courses:
 *
 * Loads the courses, or loads them anew; what is there stays until then. Nothing happens unless the log-in is active.
 */
void
sb_visit_presenter_load_courses (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  load_part (self, SB_VISIT_PART_COURSES, sb_platform_list_courses_async, courses_cb);
}

/**
 * sb_visit_presenter_load_notices:
 *
 * Loads the notifications, or loads them anew, without marking any as read.
 */
void
sb_visit_presenter_load_notices (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  load_part (self, SB_VISIT_PART_NOTICES, sb_platform_list_notices_async, notices_cb);
}

/**
 * sb_visit_presenter_load_profile:
 *
 * Loads the profile, or loads it anew.
 */
void
sb_visit_presenter_load_profile (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  load_part (self, SB_VISIT_PART_PROFILE, sb_platform_load_profile_async, profile_cb);
}
