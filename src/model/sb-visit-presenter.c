/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown while logged in as a learner: the bar, the learner's courses, notifications and profile, and the way
 * back. How the lists are loaded is in sb-visit-presenter-load.c. When to end although nobody asks for it is
 * SbVisitWatch's matter, how the end is done SbImpersonation's. */

#include "config.h"

#include "sb-visit-presenter-private.h"

#include "sb-call-private.h"
#include "sb-visit-words.h"

/* As many as are seen beside the courses; a learner may have hundreds, and each takes longer to lay out than to load. */
#define N_NOTICES_SHOWN 8
#define N_MORE_NOTICES_SHOWN 16

typedef enum
{
  PROP_IMPERSONATION = 1,
  PROP_WATCH,
  PROP_LOOK_MS,
  PROP_COURSES_LOADING,
  PROP_NOTICES_LOADING,
  PROP_PROFILE_LOADING,
  PROP_COURSE_FILTER,
  PROP_UNREAD,
  PROP_BAR_TITLE,
  PROP_BAR_SUBTITLE,
  PROP_IS_ENDING,
  PROP_END_PROBLEM,
} SbVisitPresenterProperty;

static GParamSpec *properties[PROP_END_PROBLEM + 1];

enum
{
  ENDED,
  SESSION_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbVisitPresenter, sb_visit_presenter, G_TYPE_OBJECT)

static void
take_text (SbVisitPresenter *self, char **place, char *text, SbVisitPresenterProperty property)
{
  g_autofree char *old = *place;

  *place = text;
  if (g_strcmp0 (old, text) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_bar (SbVisitPresenter *self)
{
  SbLearner *learner = sb_impersonation_get_learner (self->impersonation);
  const char *time_left = sb_visit_watch_get_time_left (self->watch);

  take_text (self, &self->bar_title, sb_visit_words_make_title (learner), PROP_BAR_TITLE);
  take_text (self, &self->bar_subtitle, sb_visit_words_make_subtitle (learner, time_left), PROP_BAR_SUBTITLE);
}

static void
due_cb (SbVisitPresenter *self, SbEndHow how, SbVisitReason reason)
{
  self->reason = reason;
  /* What the desktop does next does not wait. */
  if (reason != SB_VISIT_REASON_IDLE && reason != SB_VISIT_REASON_TIME)
    sb_visit_presenter_hurry (self);
  sb_visit_presenter_end (self, how);
}

/* Takes @problem. */
static void
set_end_problem (SbVisitPresenter *self, SbProblem *problem)
{
  if (self->end_problem == NULL && problem == NULL)
    return;

  g_clear_pointer (&self->end_problem, sb_problem_free);
  self->end_problem = problem;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_END_PROBLEM]);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbVisitPresenter) self = sb_call_end (user_data, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_confirmed = sb_impersonation_end_finish (SB_IMPERSONATION (source), result, &error);

  if (self == NULL)
    return;

  set_end_problem (self, is_confirmed ? NULL : sb_problem_new_for_error (error));
  self->is_ending = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ENDING]);
  g_signal_emit (self, signals[ENDED], 0, is_confirmed);
}

static void
sb_visit_presenter_constructed (GObject *object)
{
  SbVisitPresenter *self = SB_VISIT_PRESENTER (object);

  G_OBJECT_CLASS (sb_visit_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->impersonation != NULL);
  if (self->watch == NULL)
    self->watch = sb_visit_watch_new (self->impersonation, NULL, NULL, NULL);
  g_signal_connect_object (self->watch, "notify::time-left", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "due", G_CALLBACK (due_cb), self, G_CONNECT_SWAPPED);
  update_bar (self);
}

static void
sb_visit_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbVisitPresenter *self = SB_VISIT_PRESENTER (object);

  switch ((SbVisitPresenterProperty) property_id)
    {
    case PROP_IMPERSONATION:
      g_value_set_object (value, self->impersonation);
      break;
    case PROP_WATCH:
      g_value_set_object (value, self->watch);
      break;
    case PROP_COURSES_LOADING:
    case PROP_NOTICES_LOADING:
    case PROP_PROFILE_LOADING:
      g_value_set_int (value, self->parts[property_id - PROP_COURSES_LOADING].loading);
      break;
    case PROP_COURSE_FILTER:
      g_value_set_int (value, self->filter);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_BAR_TITLE:
      g_value_set_string (value, self->bar_title);
      break;
    case PROP_BAR_SUBTITLE:
      g_value_set_string (value, self->bar_subtitle);
      break;
    case PROP_IS_ENDING:
      g_value_set_boolean (value, self->is_ending);
      break;
    case PROP_END_PROBLEM:
      g_value_set_boxed (value, self->end_problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbVisitPresenter *self = SB_VISIT_PRESENTER (object);

  switch ((SbVisitPresenterProperty) property_id)
    {
    case PROP_IMPERSONATION:
      self->impersonation = g_value_dup_object (value);
      break;
    case PROP_WATCH:
      self->watch = g_value_dup_object (value);
      break;
    case PROP_LOOK_MS:
      self->look_ms = g_value_get_uint (value);
      break;
    case PROP_COURSE_FILTER:
      sb_visit_presenter_set_filter (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_presenter_dispose (GObject *object)
{
  SbVisitPresenter *self = SB_VISIT_PRESENTER (object);

  sb_visit_watch_stop (self->watch);
  sb_visit_presenter_cancel_loads (self);
  sb_visit_presenter_hurry (self);

  G_OBJECT_CLASS (sb_visit_presenter_parent_class)->dispose (object);
}

static void
sb_visit_presenter_finalize (GObject *object)
{
  SbVisitPresenter *self = SB_VISIT_PRESENTER (object);

  for (guint i = 0; i < SB_VISIT_N_PARTS; i++)
    g_clear_pointer (&self->parts[i].problem, sb_problem_free);
  g_clear_object (&self->impersonation);
  g_clear_object (&self->watch);
  g_clear_object (&self->courses);
  g_clear_object (&self->shown_notices);
  g_clear_object (&self->notices);
  g_clear_pointer (&self->all_courses, g_ptr_array_unref);
  g_clear_pointer (&self->profile, sb_profile_free);
  g_clear_pointer (&self->end_problem, sb_problem_free);
  g_clear_pointer (&self->before, sb_snapshot_free);
  g_clear_pointer (&self->changes, sb_change_report_free);
  g_clear_object (&self->look_cancellable);
  g_free (self->bar_title);
  g_free (self->bar_subtitle);

  G_OBJECT_CLASS (sb_visit_presenter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_IMPERSONATION] = g_param_spec_object ("impersonation", NULL, NULL, SB_TYPE_IMPERSONATION,
                                                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                        | G_PARAM_STATIC_STRINGS);
  properties[PROP_WATCH] = g_param_spec_object ("watch", NULL, NULL, SB_TYPE_VISIT_WATCH,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * SbVisitPresenter:look-ms:
   *
   * How long the look just before the end may take, in milliseconds; 0 for as long as somebody can wait.
   */
  properties[PROP_LOOK_MS] = g_param_spec_uint ("look-ms", NULL, NULL, 0, 60000, 0,
                                                G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /* The three have the order of SbVisitPartId. */
  properties[PROP_COURSES_LOADING] = g_param_spec_int ("courses-loading", NULL, NULL, SB_LOADING_BUSY,
                                                       SB_LOADING_FAILED, SB_LOADING_BUSY, read_only);
  properties[PROP_NOTICES_LOADING] = g_param_spec_int ("notices-loading", NULL, NULL, SB_LOADING_BUSY,
                                                       SB_LOADING_FAILED, SB_LOADING_BUSY, read_only);
  /**
   * SbVisitPresenter:profile-loading:
   *
   * Also notified when a reload brings a new profile.
   */
  properties[PROP_PROFILE_LOADING] = g_param_spec_int ("profile-loading", NULL, NULL, SB_LOADING_BUSY,
                                                       SB_LOADING_FAILED, SB_LOADING_BUSY, read_only);
  properties[PROP_COURSE_FILTER] = g_param_spec_int ("course-filter", NULL, NULL, SB_COURSE_FILTER_ALL,
                                                     SB_COURSE_FILTER_COMPLETED, SB_COURSE_FILTER_ALL,
                                                     read_only | G_PARAM_WRITABLE);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, read_only);
  properties[PROP_BAR_TITLE] = g_param_spec_string ("bar-title", NULL, NULL, NULL, read_only);
  properties[PROP_BAR_SUBTITLE] = g_param_spec_string ("bar-subtitle", NULL, NULL, NULL, read_only);
  properties[PROP_IS_ENDING] = g_param_spec_boolean ("is-ending", NULL, NULL, FALSE, read_only);
  properties[PROP_END_PROBLEM] = g_param_spec_boxed ("end-problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_visit_presenter_class_init (SbVisitPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_visit_presenter_constructed;
  object_class->get_property = sb_visit_presenter_get_property;
  object_class->set_property = sb_visit_presenter_set_property;
  object_class->dispose = sb_visit_presenter_dispose;
  object_class->finalize = sb_visit_presenter_finalize;

  install_properties (object_class);

  /**
   * SbVisitPresenter::ended:
   * @confirmed: whether the platform says that nothing is open any more; if not, the end is still owed, and the end
   *   problem says why
   */
  signals[ENDED] = g_signal_new ("ended", SB_TYPE_VISIT_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_BOOLEAN);
  /**
   * SbVisitPresenter::session-lost:
   *
   * The platform does not accept the learner's token any more, most likely because its time is up. The learner has not
   * been told yet: the log-in still has to be ended. Emitted once.
   */
  signals[SESSION_LOST] = g_signal_new ("session-lost", SB_TYPE_VISIT_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
sb_visit_presenter_init (SbVisitPresenter *self)
{
  self->all_courses = g_ptr_array_new_with_free_func (g_object_unref);
  self->courses = g_list_store_new (SB_TYPE_COURSE);
  self->notices = g_list_store_new (SB_TYPE_NOTICE);
  self->shown_notices = sb_growing_list_new (G_LIST_MODEL (self->notices), N_NOTICES_SHOWN);
  self->before = sb_snapshot_new ();
}

/**
 * sb_visit_presenter_new:
 * @impersonation: a log-in that is active
 * @watch: (nullable): what ends it although nobody asks for it; without one only the platform's time does
 *
 * Returns: (transfer full): a presenter that has not loaded anything
 */
SbVisitPresenter *
sb_visit_presenter_new (SbImpersonation *impersonation, SbVisitWatch *watch)
{
  return g_object_new (SB_TYPE_VISIT_PRESENTER, "impersonation", impersonation, "watch", watch, NULL);
}

/**
 * sb_visit_presenter_get_impersonation:
 *
 * Returns: (transfer none): the log-in
 */
SbImpersonation *
sb_visit_presenter_get_impersonation (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->impersonation;
}

/**
 * sb_visit_presenter_get_watch:
 *
 * Returns: (transfer none): what ends it although nobody asks for it
 */
SbVisitWatch *
sb_visit_presenter_get_watch (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->watch;
}

/**
 * sb_visit_presenter_get_learner:
 *
 * Returns: (transfer none): as whom
 */
SbLearner *
sb_visit_presenter_get_learner (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return sb_impersonation_get_learner (self->impersonation);
}

/**
 * sb_visit_presenter_get_courses:
 *
 * Returns: (transfer none): a list of the #SbCourse that the filter lets through
 */
GListModel *
sb_visit_presenter_get_courses (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->courses);
}

/**
 * sb_visit_presenter_get_notices:
 *
 * Returns: (transfer none): a list of #SbNotice, the newest first; the oldest may be missing
 */
GListModel *
sb_visit_presenter_get_notices (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->shown_notices);
}

/**
 * sb_visit_presenter_has_older_notices:
 *
 * Returns: whether some of the notifications are not shown yet
 */
gboolean
sb_visit_presenter_has_older_notices (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->shown_notices))
       < g_list_model_get_n_items (G_LIST_MODEL (self->notices));
}

/**
 * sb_visit_presenter_show_older_notices:
 *
 * Shows some more of the notifications.
 */
void
sb_visit_presenter_show_older_notices (SbVisitPresenter *self)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  sb_growing_list_grow (self->shown_notices, N_MORE_NOTICES_SHOWN);
}

/**
 * sb_visit_presenter_get_profile:
 *
 * Returns: (transfer none) (nullable): the profile, once it is loaded; valid until the next one is
 */
const SbProfile *
sb_visit_presenter_get_profile (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->profile;
}

/**
 * sb_visit_presenter_get_courses_problem:
 *
 * Returns: (transfer none) (nullable): why the courses are not there
 */
const SbProblem *
sb_visit_presenter_get_courses_problem (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->parts[SB_VISIT_PART_COURSES].problem;
}

/**
 * sb_visit_presenter_get_notices_problem:
 *
 * Returns: (transfer none) (nullable): why the notifications are not there
 */
const SbProblem *
sb_visit_presenter_get_notices_problem (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->parts[SB_VISIT_PART_NOTICES].problem;
}

/**
 * sb_visit_presenter_get_profile_problem:
 *
 * Returns: (transfer none) (nullable): why the profile is not there
 */
const SbProblem *
sb_visit_presenter_get_profile_problem (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return self->parts[SB_VISIT_PART_PROFILE].problem;
}

/**
 * sb_visit_presenter_is_own_notice:
 * @self: a presenter
 * @notice: one of the notifications
 *
 * Returns: %TRUE if @notice tells of this very log-in, so that it has to be left for the learner to read
 */
gboolean
sb_visit_presenter_is_own_notice (SbVisitPresenter *self, SbNotice *notice)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), FALSE);
  g_return_val_if_fail (SB_IS_NOTICE (notice), FALSE);

  return g_strcmp0 (sb_notice_get_session_uuid (notice), sb_impersonation_get_request (self->impersonation)->uuid) == 0;
}

/**
 * sb_visit_presenter_end:
 * @self: a presenter
 * @how: why it ends
 *
 * Ends the log-in, also again after that has failed, and then emits #SbVisitPresenter::ended. What is still loading is
 * given up: the learner's token is about to die. If there is time, what changed is looked at before. While it ends already,
 * nothing happens but that this look is cut short.
 */
void
sb_visit_presenter_end (SbVisitPresenter *self, SbEndHow how)
{
  g_return_if_fail (SB_IS_VISIT_PRESENTER (self));

  if (self->is_ending)
    {
      sb_visit_presenter_hurry (self);
      return;
    }

  sb_visit_watch_stop (self->watch);
  sb_visit_presenter_cancel_loads (self);
  set_end_problem (self, NULL);
  self->is_ending = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ENDING]);
  sb_visit_presenter_look_and_end (self, how, ended_cb);
}

/**
 * sb_visit_presenter_get_reason:
 *
 * Returns: why it ended, if the administrator did not end it
 */
SbVisitReason
sb_visit_presenter_get_reason (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), SB_VISIT_REASON_NONE);

  return self->reason;
}

/**
 * sb_visit_presenter_dup_farewell:
 *
 * Returns: (transfer full): one sentence for after the end, on whether the learner was told of it all
 */
char *
sb_visit_presenter_dup_farewell (SbVisitPresenter *self)
{
  g_return_val_if_fail (SB_IS_VISIT_PRESENTER (self), NULL);

  return sb_visit_words_make_farewell (self->impersonation);
}
