/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One course of the learner: its items, and what is done with them. Every act is real and the learner's; after one the
 * course is loaded again, and only the rows that have changed are replaced, so that the focus stays where it is. One
 * act at a time. A load is given up when the presenter goes, an act is seen through. */

#include "config.h"

#include "sb-course-presenter.h"

#include "sb-api-error.h"
#include "sb-call-private.h"
#include "sb-format.h"
#include "sb-ledger.h"

#include <glib/gi18n-lib.h>

struct _SbCoursePresenter
{
  GObject parent_instance;

  /* owned */
  SbImpersonation *impersonation;
  SbCourse *course;
  SbVisitPolicy *policy;  /* nullable: nothing is held back */
  GListStore *items;
  GCancellable *cancellable;
  SbProblem *problem;     /* nullable */
  SbCourseItem *act_item; /* nullable: the item that an act is under way for */

  /* state */
  SbLoading loading;
  SbTrackEvent act;
  guint generation;
  gboolean is_session_lost;
};

typedef enum
{
  PROP_IMPERSONATION = 1,
  PROP_COURSE,
  PROP_POLICY,
  PROP_LOADING,
  PROP_BUSY_ITEM,
} SbCoursePresenterProperty;

static GParamSpec *properties[PROP_BUSY_ITEM + 1];

enum
{
  ACTED,
  ACT_FAILED,
  SESSION_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbCoursePresenter, sb_course_presenter, G_TYPE_OBJECT)

/* Takes @problem. It is there before the state that shows it. */
static void
set_loading (SbCoursePresenter *self, SbLoading loading, SbProblem *problem)
{
  g_clear_pointer (&self->problem, sb_problem_free);
  self->problem = problem;
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_act_item (SbCoursePresenter *self, SbCourseItem *item)
{
  if (g_set_object (&self->act_item, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY_ITEM]);
}

static gboolean
is_same_item (SbCourseItem *a, SbCourseItem *b)
{
  return g_str_equal (sb_course_item_get_id (a), sb_course_item_get_id (b));
}

static gboolean
is_unchanged (SbCourseItem *a, SbCourseItem *b)
{
  return is_same_item (a, b)
      && g_str_equal (sb_course_item_get_title (a), sb_course_item_get_title (b))
      && g_strcmp0 (sb_course_item_get_locked_reason (a), sb_course_item_get_locked_reason (b)) == 0
      && sb_course_item_get_kind (a) == sb_course_item_get_kind (b)
      && sb_course_item_get_status (a) == sb_course_item_get_status (b)
      && sb_course_item_get_is_locked (a) == sb_course_item_get_is_locked (b)
      && sb_course_item_get_is_completable (a) == sb_course_item_get_is_completable (b)
      && sb_course_item_get_duration (a) == sb_course_item_get_duration (b)
      && sb_course_item_get_position (a) == sb_course_item_get_position (b)
      && sb_course_item_get_depth (a) == sb_course_item_get_depth (b);
}

/* Each row that differs is replaced by itself, unless rows have come or gone. */
static void
update_items (SbCoursePresenter *self, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gboolean is_same_shape = n_old == items->len;

  for (guint i = 0; is_same_shape && i < items->len; i++)
    {
      g_autoptr (SbCourseItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      is_same_shape = is_same_item (old, g_ptr_array_index (items, i));
    }

  if (!is_same_shape)
    {
      g_list_store_splice (self->items, 0, n_old, items->pdata, items->len);
      return;
    }

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (SbCourseItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!is_unchanged (old, g_ptr_array_index (items, i)))
        g_list_store_splice (self->items, i, 1, &g_ptr_array_index (items, i), 1);
    }
}

static void
report_error (SbCoursePresenter *self, const GError *error)
{
  if (!g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED) || self->is_session_lost)
    return;

  self->is_session_lost = TRUE;
  g_signal_emit (self, signals[SESSION_LOST], 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbCoursePresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbCourseDetail) detail = sb_platform_load_course_finish (SB_PLATFORM (source), result, &error);

  if (self == NULL || generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (detail == NULL)
    {
      set_loading (self, SB_LOADING_FAILED, sb_problem_new_inside (error));
      report_error (self, error);
      return;
    }

  if (g_set_object (&self->course, detail->course))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COURSE]);

  update_items (self, detail->items);
  set_loading (self, detail->items->len > 0 ? SB_LOADING_READY : SB_LOADING_EMPTY, NULL);
}

static char *
make_sentence (SbCoursePresenter *self)
{
  SbLearner *learner = sb_impersonation_get_learner (self->impersonation);
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (learner));
  g_autofree char *title = sb_format_name (sb_course_item_get_title (self->act_item));
  g_autofree char *position = NULL;

  if (self->act == SB_TRACK_COMPLETE)
    /* Translators: the first is something to learn, e.g. a video, the second the name of a person. */
    return g_strdup_printf (_("“%1$s” completed as %2$s"), title, name);

  if (sb_course_item_get_status (self->act_item) != SB_PROGRESS_IN_PROGRESS)
    /* Translators: the first is something to learn, e.g. a video, the second the name of a person. */
    return g_strdup_printf (_("“%1$s” started as %2$s"), title, name);

  if (sb_course_item_get_position (self->act_item) <= 0)
    /* Translators: the first is something to learn, e.g. a video, the second the name of a person. */
    return g_strdup_printf (_("“%1$s” resumed as %2$s"), title, name);

  position = sb_format_duration (sb_course_item_get_position (self->act_item));
  /* Translators: the first is a video or the like, the second a position in it, e.g. "3:00", the third the name of a
   * person. */
  return g_strdup_printf (_("“%1$s” resumed at %2$s as %3$s"), title, position, name);
}

/* An act on its way: it goes on record when the platform has confirmed it, whether or not somebody still looks. */
typedef struct
{
  gpointer call;
  SbImpersonation *impersonation;
  SbLedgerAct *act;
} Acting;

static Acting *
acting_new (SbCoursePresenter *self)
{
  const SbActKind kind = self->act == SB_TRACK_COMPLETE ? SB_ACT_ITEM_COMPLETED : SB_ACT_ITEM_STARTED;
  Acting *acting = g_new0 (Acting, 1);

  acting->call = sb_call_new (self, 0);
  acting->impersonation = g_object_ref (self->impersonation);
  acting->act = sb_ledger_act_new (kind, sb_course_get_id (self->course), sb_course_get_name (self->course),
                                   sb_course_item_get_id (self->act_item), sb_course_item_get_title (self->act_item));

  return acting;
}

/* Frees @acting. Returns who asked, if they are still there. */
static SbCoursePresenter *
acting_end (Acting *acting, gboolean is_done)
{
  SbCoursePresenter *self = sb_call_end (acting->call, NULL);

  if (is_done)
    sb_impersonation_note_act (acting->impersonation, g_steal_pointer (&acting->act));

  g_clear_pointer (&acting->act, sb_ledger_act_free);
  g_object_unref (acting->impersonation);
  g_free (acting);

  return self;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = sb_platform_track_finish (SB_PLATFORM (source), result, &error);
  g_autoptr (SbCoursePresenter) self = acting_end (user_data, is_done);
  g_autoptr (SbProblem) problem = NULL;
  g_autofree char *sentence = NULL;

  if (self == NULL)
    return;

  sentence = make_sentence (self);
  set_act_item (self, NULL);
  if (is_done)
    {
      sb_course_presenter_load (self);
      g_signal_emit (self, signals[ACTED], 0, sentence);
      return;
    }

  problem = sb_problem_new_inside (error);
  if (problem != NULL)
    g_signal_emit (self, signals[ACT_FAILED], 0, problem);

  report_error (self, error);
}

static void
begin_act (SbCoursePresenter *self, SbCourseItem *item, SbTrackEvent act)
{
  if (self->act_item != NULL || sb_course_item_get_is_locked (item)
      || sb_course_presenter_judge (self, act) == SB_VERDICT_HOLD
      || sb_impersonation_get_state (self->impersonation) != SB_IMPERSONATION_ACTIVE)
    return;

  self->act = act;
  set_act_item (self, item);

  /* Not cancelled with the page: an act that has left this machine is the learner's, whether somebody looks or not. */
  sb_platform_track_async (sb_impersonation_get_platform (self->impersonation),
                           sb_impersonation_get_session (self->impersonation), sb_course_item_get_id (item), act, NULL,
                           acted_cb, acting_new (self));
}

static void
sb_course_presenter_constructed (GObject *object)
{
  SbCoursePresenter *self = SB_COURSE_PRESENTER (object);

  G_OBJECT_CLASS (sb_course_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->impersonation != NULL && self->course != NULL);
}

static void
sb_course_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbCoursePresenter *self = SB_COURSE_PRESENTER (object);

  switch ((SbCoursePresenterProperty) property_id)
    {
    case PROP_IMPERSONATION:
      g_value_set_object (value, self->impersonation);
      break;
    case PROP_COURSE:
      g_value_set_object (value, self->course);
      break;
    case PROP_POLICY:
      g_value_set_object (value, self->policy);
      break;
    case PROP_LOADING:
      g_value_set_int (value, self->loading);
      break;
    case PROP_BUSY_ITEM:
      g_value_set_string (value, self->act_item != NULL ? sb_course_item_get_id (self->act_item) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_course_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbCoursePresenter *self = SB_COURSE_PRESENTER (object);

  switch ((SbCoursePresenterProperty) property_id)
    {
    case PROP_IMPERSONATION:
      self->impersonation = g_value_dup_object (value);
      break;
    case PROP_COURSE:
      self->course = g_value_dup_object (value);
      break;
    case PROP_POLICY:
      g_set_object (&self->policy, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_course_presenter_dispose (GObject *object)
{
  SbCoursePresenter *self = SB_COURSE_PRESENTER (object);

  self->generation++;
  sb_call_cancel (&self->cancellable);

  G_OBJECT_CLASS (sb_course_presenter_parent_class)->dispose (object);
}

static void
sb_course_presenter_finalize (GObject *object)
{
  SbCoursePresenter *self = SB_COURSE_PRESENTER (object);

  g_clear_object (&self->impersonation);
  g_clear_object (&self->course);
  g_clear_object (&self->policy);
  g_clear_object (&self->items);
  g_clear_object (&self->act_item);
  g_clear_pointer (&self->problem, sb_problem_free);

  G_OBJECT_CLASS (sb_course_presenter_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * SbCoursePresenter::acted:
   * @sentence: what was done, for a toast; plain text
   */
  signals[ACTED] = g_signal_new ("acted", SB_TYPE_COURSE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  /**
   * SbCoursePresenter::act-failed:
   * @problem: why it was not done
   */
  signals[ACT_FAILED] = g_signal_new ("act-failed", SB_TYPE_COURSE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, SB_TYPE_PROBLEM | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * SbCoursePresenter::session-lost:
   *
   * As #SbVisitPresenter::session-lost, if it is found out here. Emitted once.
   */
  signals[SESSION_LOST]
      = g_signal_new ("session-lost", SB_TYPE_COURSE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_course_presenter_class_init (SbCoursePresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags construct_only = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_course_presenter_constructed;
  object_class->get_property = sb_course_presenter_get_property;
  object_class->set_property = sb_course_presenter_set_property;
  object_class->dispose = sb_course_presenter_dispose;
  object_class->finalize = sb_course_presenter_finalize;

  properties[PROP_IMPERSONATION] = g_param_spec_object ("impersonation", NULL, NULL, SB_TYPE_IMPERSONATION,
                                                        construct_only);
  /**
   * SbCoursePresenter:course:
   *
   * The course; another object after each load.
   */
  properties[PROP_COURSE] = g_param_spec_object ("course", NULL, NULL, SB_TYPE_COURSE,
                                                 construct_only | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * SbCoursePresenter:policy:
   *
   * The seat belts of the log-in, to be set before anything is done; without, nothing is held back.
   */
  properties[PROP_POLICY] = g_param_spec_object ("policy", NULL, NULL, SB_TYPE_VISIT_POLICY,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_int ("loading", NULL, NULL, SB_LOADING_BUSY, SB_LOADING_FAILED,
                                               SB_LOADING_BUSY, read_only);
  /**
   * SbCoursePresenter:busy-item:
   *
   * The id of the item that an act is under way for, or %NULL.
   */
  properties[PROP_BUSY_ITEM] = g_param_spec_string ("busy-item", NULL, NULL, NULL, read_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals ();
}

static void
sb_course_presenter_init (SbCoursePresenter *self)
{
  self->items = g_list_store_new (SB_TYPE_COURSE_ITEM);
}

/**
 * sb_course_presenter_new:
 * @impersonation: a log-in that is active
 * @course: one of the learner's courses
 *
 * Returns: (transfer full): a presenter that has not loaded the items
 */
SbCoursePresenter *
sb_course_presenter_new (SbImpersonation *impersonation, SbCourse *course)
{
  return g_object_new (SB_TYPE_COURSE_PRESENTER, "impersonation", impersonation, "course", course, NULL);
}

/**
 * sb_course_presenter_get_course:
 *
 * Returns: (transfer none): the course as it was loaded last
 */
SbCourse *
sb_course_presenter_get_course (SbCoursePresenter *self)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), NULL);

  return self->course;
}

/**
 * sb_course_presenter_get_items:
 *
 * Returns: (transfer none): a list of #SbCourseItem, folders included, in the order in which they are shown
 */
GListModel *
sb_course_presenter_get_items (SbCoursePresenter *self)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->items);
}

SbLoading
sb_course_presenter_get_loading (SbCoursePresenter *self)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), SB_LOADING_BUSY);

  return self->loading;
}

/**
 * sb_course_presenter_get_problem:
 *
 * Returns: (transfer none) (nullable): why the items are not there
 */
const SbProblem *
sb_course_presenter_get_problem (SbCoursePresenter *self)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), NULL);

  return self->problem;
}

/**
 * sb_course_presenter_get_learner_name:
 *
 * Returns: (transfer none): as whom
 */
const char *
sb_course_presenter_get_learner_name (SbCoursePresenter *self)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), NULL);

  return sb_learner_get_display_name (sb_impersonation_get_learner (self->impersonation));
}

/**
 * sb_course_presenter_get_policy:
 *
 * Returns: (transfer none) (nullable): the seat belts of the log-in
 */
SbVisitPolicy *
sb_course_presenter_get_policy (SbCoursePresenter *self)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), NULL);

  return self->policy;
}

/**
 * sb_course_presenter_judge:
 * @self: a presenter
 * @event: what somebody is about to do with an item
 *
 * Returns: whether it may be done, has to be asked about, or is held back; what is held back is not done
 */
SbVerdict
sb_course_presenter_judge (SbCoursePresenter *self, SbTrackEvent event)
{
  g_return_val_if_fail (SB_IS_COURSE_PRESENTER (self), SB_VERDICT_HOLD);

  if (self->policy == NULL)
    return SB_VERDICT_ALLOW;

  return sb_visit_policy_judge (self->policy, event == SB_TRACK_COMPLETE ? SB_ACT_COMPLETE : SB_ACT_START);
}

/**
 * sb_course_presenter_load:
 *
 * Loads the course, or loads it anew; what is there stays until then. Nothing happens unless the log-in is active.
 */
void
sb_course_presenter_load (SbCoursePresenter *self)
{
  g_return_if_fail (SB_IS_COURSE_PRESENTER (self));

  if (sb_impersonation_get_state (self->impersonation) != SB_IMPERSONATION_ACTIVE)
    return;

  self->generation++;
  sb_call_renew_cancellable (&self->cancellable);
  if (self->loading == SB_LOADING_FAILED)
    set_loading (self, SB_LOADING_BUSY, NULL);

  sb_platform_load_course_async (sb_impersonation_get_platform (self->impersonation),
                                 sb_impersonation_get_session (self->impersonation), sb_course_get_id (self->course),
                                 self->cancellable, loaded_cb, sb_call_new (self, self->generation));
}

/**
 * sb_course_presenter_start:
 * @self: a presenter
 * @item: one of the items
 *
 * Starts @item as the learner, or resumes it. Nothing happens if it is locked, or while another act is under way.
 */
void
sb_course_presenter_start (SbCoursePresenter *self, SbCourseItem *item)
{
  g_return_if_fail (SB_IS_COURSE_PRESENTER (self));
  g_return_if_fail (SB_IS_COURSE_ITEM (item));

  begin_act (self, item, SB_TRACK_START);
}

/**
 * sb_course_presenter_complete:
 * @self: a presenter
 * @item: one of the items
 *
 * Completes @item as the learner. Nothing happens if it is locked, or while another act is under way.
 */
void
sb_course_presenter_complete (SbCoursePresenter *self, SbCourseItem *item)
{
  g_return_if_fail (SB_IS_COURSE_PRESENTER (self));
  g_return_if_fail (SB_IS_COURSE_ITEM (item));

  begin_act (self, item, SB_TRACK_COMPLETE);
}
