/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What changes for the learner during a visit: what is loaded first is the state before, and just before the end is
 * sent, while the learner's token is still good, it is looked at again. The look is short, and the end never depends on
 * it: it is sent when the look is over, whether that saw anything or not, and whether anybody still waits for it. */

#include "config.h"

#include "sb-visit-presenter-private.h"

#include "sb-call-private.h"
#include "sb-course-presenter.h"
#include "sb-find.h"
#include "sb-ledger.h"
#include "sb-second-look.h"

/* Somebody waits for it, twenty times a day. */
#define LOOK_MS 1500

/* So much must be left of the time at the platform that the look cannot use it up. */
#define MIN_TIME_LEFT (15 * G_TIME_SPAN_SECOND)

/* ---- the first look ---- */

static const char *
course_key (gpointer item)
{
  return sb_course_get_id (item);
}

static void
course_loading_cb (SbVisitPresenter *self, GParamSpec *pspec, SbCoursePresenter *presenter)
{
  const SbLoading loading = sb_course_presenter_get_loading (presenter);
  GListModel *items = sb_course_presenter_get_items (presenter);
  g_autoptr (SbCourseDetail) detail = NULL;

  if (loading != SB_LOADING_READY && loading != SB_LOADING_EMPTY)
    return;

  detail = sb_course_detail_new ();
  detail->course = g_object_ref (sb_course_presenter_get_course (presenter));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    g_ptr_array_add (detail->items, g_list_model_get_item (items, i));
  sb_snapshot_see_course (self->before, detail);
}

/**
 * sb_visit_presenter_open_course:
 * @self: a presenter
 * @id: one of the courses that are shown
 *
 * What is seen of the course first is what its items are compared with at the end.
 *
 * Returns: (transfer full) (nullable): the course, not loaded yet; %NULL if it is not among them
 */
SbCoursePresenter *
sb_visit_presenter_open_course (SbVisitPresenter *self, const char *id)
{
  SbCoursePresenter *presenter;
  SbCourse *course;

  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  course = sb_find_by_key (G_LIST_MODEL (self->courses), course_key, id);
  if (course == NULL)
    return NULL;

  presenter = sb_course_presenter_new (self->impersonation, course);
  g_signal_connect_object (presenter, "notify::loading", G_CALLBACK (course_loading_cb), self, G_CONNECT_SWAPPED);

  return presenter;
}

/* ---- the second look ---- */

/* An end that waits for its look; it goes on without the presenter. */
typedef struct
{
  gpointer call;
  SbImpersonation *impersonation;
  SbSnapshot *before;
  SbEndHow how;
  GAsyncReadyCallback ended;
} Ending;

/* Frees @ending. */
static void
send_end (Ending *ending)
{
  g_autoptr (SbImpersonation) impersonation = ending->impersonation;

  sb_impersonation_end_async (impersonation, ending->how, ending->ended, ending->call);
  g_clear_pointer (&ending->before, sb_snapshot_free);
  g_free (ending);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (SbSnapshot) after = sb_second_look_finish (result);
  g_autoptr (SbChangeReport) report = sb_change_report_new (ending->before, after);
  g_autoptr (SbVisitPresenter) self = sb_call_get (ending->call);

  sb_impersonation_note_changes (ending->impersonation, report->look, report->changes);
  if (self != NULL)
    {
      g_clear_object (&self->look_cancellable);
      g_clear_pointer (&self->changes, sb_change_report_free);
      self->changes = g_steal_pointer (&report);
    }

  send_end (ending);
}

/* Nobody looks again when the desktop does not wait, when the token is not good any more, or when nothing was seen
 * before. */
static gboolean
may_look (SbVisitPresenter *self, SbEndHow how)
{
  return !self->is_hurried && !self->is_session_lost && (how == SB_END_SWITCH_BACK || how == SB_END_CLOSED)
      && sb_impersonation_get_state (self->impersonation) == SB_IMPERSONATION_ACTIVE
      && sb_visit_watch_get_platform_time (self->watch) >= MIN_TIME_LEFT && !sb_snapshot_is_empty (self->before);
}

/**
 * sb_visit_presenter_look_and_end:
 * @self: a presenter
 * @how: why it ends
 * @ended: called when it has ended, with what sb_call_new() gave
 *
 * Looks again, if there is time for that, and then sends the end.
 */
void
sb_visit_presenter_look_and_end (SbVisitPresenter *self, SbEndHow how, GAsyncReadyCallback ended)
{
  Ending *ending = g_new0 (Ending, 1);

  ending->call = sb_call_new (self, 0);
  ending->impersonation = g_object_ref (self->impersonation);
  ending->how = how;
  ending->ended = ended;

  if (!may_look (self, how))
    {
      send_end (ending);
      return;
    }

  /* The state before is the look's now. A second end, after the first could not be delivered, has no token to look
   * with. */
  ending->before = g_steal_pointer (&self->before);
  self->before = sb_snapshot_new ();
  self->look_cancellable = g_cancellable_new ();
  sb_second_look_async (sb_impersonation_get_platform (self->impersonation),
                        sb_impersonation_get_session (self->impersonation), ending->before,
                        self->look_ms > 0 ? self->look_ms : LOOK_MS, self->look_cancellable, looked_cb, ending);
}

/**
 * sb_visit_presenter_hurry:
 * @self: a presenter
 *
 * There is no time to look again: an end that waits for it is sent at once, and so is one that is asked for after this.
 */
void
sb_visit_presenter_hurry (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  self->is_hurried = TRUE;
  g_cancellable_cancel (self->look_cancellable);
}

/**
 * sb_visit_presenter_get_changes:
 *
 * Returns: (transfer none) (nullable): what changed, once it was looked at again; %NULL if nobody looked
 */
const SbChangeReport *
sb_visit_presenter_get_changes (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->changes;
}
