/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Watches over the time of a log-in and over what happens around it, and says what is left, what to ask, and when to
 * end. What is due when is decided in sb-visit-limits.c; ending is the presenter's matter.
 *
 * The platform's clock and this machine's need not agree, and either may be set while the log-in lasts. So only lengths
 * are taken from the platform, the one between its two times, and they are counted on a clock of our own, from the
 * moment at which we asked to begin. */

#include "config.h"

#include "sb-visit-watch.h"

#include "sb-api-error.h"
#include "sb-call-private.h"
#include "sb-format.h"
#include "sb-time.h"
#include "sb-visit-limits.h"

struct _SbVisitWatch
{
  GObject parent_instance;

  /* owned */
  SbImpersonation *impersonation;
  SbCapabilities *capabilities; /* nullable: nothing is offered */
  GSettings *settings;          /* nullable: nothing but the platform's time limits it */
  SbClock *clock;
  SbVisitQuestion *question;    /* nullable: there is nothing to ask */
  GCancellable *cancellable;
  char *time_left;

  /* state */
  SbVisitLimits limits;
  gboolean is_staying; /* the platform was asked for more time */
  gboolean is_used_up; /* and gave none */
  gboolean is_stopped;
};

typedef enum
{
  PROP_TIME_LEFT = 1,
  PROP_QUESTION,
} SbVisitWatchProperty;

static GParamSpec *properties[PROP_QUESTION + 1];

enum
{
  DUE,
  STAY_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbVisitWatch, sb_visit_watch, G_TYPE_OBJECT)

/**
 * sb_desktop_event_ends:
 * @event: what happens
 * @settings: (nullable): the user's wishes
 *
 * Returns: %TRUE if no log-in may outlive it
 */
gboolean
sb_desktop_event_ends (SbDesktopEvent event, GSettings *settings)
{
  switch (event)
    {
    case SB_DESKTOP_LOCKED:
      return settings == NULL || g_settings_get_boolean (settings, "end-on-lock");
    case SB_DESKTOP_SUSPENDING:
      return settings == NULL || g_settings_get_boolean (settings, "end-on-suspend");
    case SB_DESKTOP_LOGGING_OUT:
      return TRUE;
    case SB_DESKTOP_WOKEN:
    default:
      return FALSE;
    }
}

static SbVisitMoreTime
get_more_time (SbVisitWatch *self)
{
  SbSession *session = sb_impersonation_get_session (self->impersonation);
  GTimeSpan length;

  if (self->capabilities == NULL || !self->capabilities->can_keep_alive)
    return SB_VISIT_MORE_TIME_NOT_OFFERED;

  length = g_date_time_difference (session->expires_at, session->started_at);
  if (self->is_used_up
      || (self->capabilities->max_session_seconds > 0
          && length >= self->capabilities->max_session_seconds * G_TIME_SPAN_SECOND))
    return SB_VISIT_MORE_TIME_USED_UP;

  return SB_VISIT_MORE_TIME_OFFERED;
}

/* Takes @question. */
static void
set_question (SbVisitWatch *self, SbVisitQuestion *question)
{
  g_autoptr (SbVisitQuestion) old = self->question;

  self->question = question;
  if (!sb_visit_question_equal (old, question))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUESTION]);
}

static void
update_time_left (SbVisitWatch *self, const SbVisitVerdict *verdict)
{
  int seconds = verdict->time_left != G_MAXINT64 ? sb_visit_limits_to_seconds (verdict->time_left) : -1;
  g_autofree char *old = self->time_left;

  self->time_left = verdict->is_closing ? sb_format_seconds_left (seconds) : sb_format_minutes_left (seconds);
  if (g_strcmp0 (old, self->time_left) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_LEFT]);
}

static void
end (SbVisitWatch *self, SbEndHow how, SbVisitReason reason)
{
  sb_visit_watch_stop (self);
  g_signal_emit (self, signals[DUE], 0, how, reason);
}

/* Only the last may end it, because whoever hears of that may let go of us. */
static void
look (SbVisitWatch *self)
{
  SbVisitVerdict verdict;

  if (self->is_stopped)
    return;

  verdict = sb_visit_limits_judge (&self->limits, sb_clock_get_time (self->clock));
  update_time_left (self, &verdict);
  sb_clock_set_alarm (self->clock, verdict.next);

  switch (verdict.due)
    {
    case SB_VISIT_DUE_ASK_IDLE:
      set_question (self, sb_visit_question_new_idle (sb_visit_limits_to_seconds (verdict.idle_left)));
      break;
    case SB_VISIT_DUE_ASK_TIME:
      set_question (self, sb_visit_question_new_time (sb_visit_limits_to_seconds (verdict.time_left),
                                                      get_more_time (self)));
      break;
    case SB_VISIT_DUE_END_IDLE:
      end (self, SB_END_CLOSED, SB_VISIT_REASON_IDLE);
      break;
    case SB_VISIT_DUE_END_TIME:
      end (self, SB_END_CLOSED, SB_VISIT_REASON_TIME);
      break;
    case SB_VISIT_DUE_END_EXPIRED:
      end (self, SB_END_EXPIRED, SB_VISIT_REASON_EXPIRED);
      break;
    case SB_VISIT_DUE_NOTHING:
    default:
      set_question (self, NULL);
      break;
    }
}

static void
kept_alive_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbVisitWatch) self = sb_call_end (user_data, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_kept = sb_impersonation_keep_alive_finish (SB_IMPERSONATION (source), result, &error);

  if (self == NULL || self->is_stopped)
    return;

  self->is_staying = FALSE;
  if (is_kept)
    look (self);
  else if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_CONFLICT))
    end (self, SB_END_EXPIRED, SB_VISIT_REASON_EXPIRED);
  else
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      if (problem != NULL)
        g_signal_emit (self, signals[STAY_FAILED], 0, problem);
    }
}

/* The platform gave more time. How much more is the length between its own two answers, whatever its clock shows. */
static void
session_cb (SbVisitWatch *self)
{
  SbSession *session = sb_impersonation_get_session (self->impersonation);
  gint64 expires = self->limits.started + g_date_time_difference (session->expires_at, session->started_at);

  self->is_used_up = expires <= self->limits.expires;
  self->limits.expires = expires;
}

static void
idle_changed_cb (SbVisitWatch *self)
{
  self->limits.idle = (gint64) g_settings_get_uint (self->settings, "idle-timeout") * G_TIME_SPAN_SECOND;
  look (self);
}

static void
sb_visit_watch_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbVisitWatch *self = SB_VISIT_WATCH (object);

  switch ((SbVisitWatchProperty) property_id)
    {
    case PROP_TIME_LEFT:
      g_value_set_string (value, self->time_left);
      break;
    case PROP_QUESTION:
      g_value_set_boxed (value, self->question);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_watch_dispose (GObject *object)
{
  SbVisitWatch *self = SB_VISIT_WATCH (object);

  sb_call_cancel (&self->cancellable);
  g_clear_object (&self->impersonation);
  g_clear_pointer (&self->capabilities, sb_capabilities_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sb_visit_watch_parent_class)->dispose (object);
}

static void
sb_visit_watch_finalize (GObject *object)
{
  SbVisitWatch *self = SB_VISIT_WATCH (object);

  g_clear_pointer (&self->question, sb_visit_question_free);
  g_free (self->time_left);

  G_OBJECT_CLASS (sb_visit_watch_parent_class)->finalize (object);
}

static void
sb_visit_watch_class_init (SbVisitWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sb_visit_watch_get_property;
  object_class->dispose = sb_visit_watch_dispose;
  object_class->finalize = sb_visit_watch_finalize;

  properties[PROP_TIME_LEFT] = g_param_spec_string ("time-left", NULL, NULL, NULL, read_only);
  /**
   * SbVisitWatch:question:
   *
   * What to ask before the log-in ends by itself, or %NULL. It is another one each second, because it counts down.
   */
  properties[PROP_QUESTION] = g_param_spec_boxed ("question", NULL, NULL, SB_TYPE_VISIT_QUESTION, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SbVisitWatch::due:
   * @how: an #SbEndHow, for the platform
   * @reason: an #SbVisitReason, for the administrator
   *
   * The log-in has to be ended now. Emitted once; after that nothing is watched any more.
   */
  signals[DUE] = g_signal_new ("due", SB_TYPE_VISIT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_INT, G_TYPE_INT);
  /**
   * SbVisitWatch::stay-failed:
   * @problem: an #SbProblem
   *
   * The platform could not be asked for more time. The countdown goes on, and it can be tried again.
   */
  signals[STAY_FAILED] = g_signal_new ("stay-failed", SB_TYPE_VISIT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, SB_TYPE_PROBLEM);
}

static void
sb_visit_watch_init (SbVisitWatch *self)
{
  self->limits.expires = G_MAXINT64;
}

static void
start (SbVisitWatch *self)
{
  SbSession *session = sb_impersonation_get_session (self->impersonation);

  self->limits.active = sb_clock_get_time (self->clock);
  self->limits.started
      = sb_clock_from_boot_time (self->clock, sb_impersonation_get_asked_at (self->impersonation));

  /* A platform that says nothing sensible sets no limit; what it does not take any more, it will say. */
  if (session != NULL && sb_time_compare (session->expires_at, session->started_at) > 0)
    self->limits.expires
        = self->limits.started + g_date_time_difference (session->expires_at, session->started_at);
}

/**
 * sb_visit_watch_new:
 * @impersonation: a log-in that is active
 * @capabilities: (nullable): what the platform offers
 * @settings: (nullable): the program's settings: after how long idleness ends it, and what else does
 * @clock: (nullable): a clock that nobody else sets the alarm of; %NULL for the boot clock
 *
 * Returns: (transfer full): a watch over it
 */
SbVisitWatch *
sb_visit_watch_new (SbImpersonation *impersonation, SbCapabilities *capabilities, GSettings *settings, SbClock *clock)
{
  SbVisitWatch *self = g_object_new (SB_TYPE_VISIT_WATCH, NULL);
  SbVisitVerdict verdict;
  gint64 now;

  self->impersonation = g_object_ref (impersonation);
  self->capabilities = capabilities != NULL ? sb_capabilities_ref (capabilities) : NULL;
  self->clock = clock != NULL ? g_object_ref (clock) : sb_clock_new ();
  start (self);

  g_signal_connect_object (self->clock, "reached", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (impersonation, "notify::session", G_CALLBACK (session_cb), self, G_CONNECT_SWAPPED);
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      g_signal_connect_object (settings, "changed::idle-timeout", G_CALLBACK (idle_changed_cb), self,
                               G_CONNECT_SWAPPED);
      self->limits.idle = (gint64) g_settings_get_uint (settings, "idle-timeout") * G_TIME_SPAN_SECOND;
    }

  /* What is due is said from the main loop, because nobody can have connected to us yet. */
  now = sb_clock_get_time (self->clock);
  verdict = sb_visit_limits_judge (&self->limits, now);
  update_time_left (self, &verdict);
  sb_clock_set_alarm (self->clock, now);

  return self;
}

/**
 * sb_visit_watch_get_time_left:
 *
 * Returns: (transfer none): how long still, in words; empty if the platform did not say
 */
const char *
sb_visit_watch_get_time_left (SbVisitWatch *self)
{
  g_return_val_if_fail (SB_IS_VISIT_WATCH (self), "");

  return self->time_left;
}

/**
 * sb_visit_watch_get_question:
 *
 * Returns: (transfer none) (nullable): what to ask
 */
const SbVisitQuestion *
sb_visit_watch_get_question (SbVisitWatch *self)
{
  g_return_val_if_fail (SB_IS_VISIT_WATCH (self), NULL);

  return self->question;
}

/**
 * sb_visit_watch_note_activity:
 *
 * The administrator has done something. It may be told very often.
 */
void
sb_visit_watch_note_activity (SbVisitWatch *self)
{
  g_return_if_fail (SB_IS_VISIT_WATCH (self));

  if (self->is_stopped)
    return;

  self->limits.active = sb_clock_get_time (self->clock);
  if (self->question != NULL)
    look (self);
}

/**
 * sb_visit_watch_note_event:
 * @self: a watch
 * @event: what happens to the desktop
 *
 * Ends the log-in if it must not outlive that. After a sleep it is looked at whether it still can be used.
 */
void
sb_visit_watch_note_event (SbVisitWatch *self, SbDesktopEvent event)
{
  static const SbVisitReason reasons[] = {
    [SB_DESKTOP_LOCKED] = SB_VISIT_REASON_LOCKED,
    [SB_DESKTOP_SUSPENDING] = SB_VISIT_REASON_SUSPENDED,
    [SB_DESKTOP_LOGGING_OUT] = SB_VISIT_REASON_LOGGED_OUT,
  };

  g_return_if_fail (SB_IS_VISIT_WATCH (self));

  if (self->is_stopped)
    return;

  if (sb_desktop_event_ends (event, self->settings))
    end (self, SB_END_CLOSED, reasons[event]);
  else
    look (self);
}

/**
 * sb_visit_watch_stay:
 *
 * The administrator wants to stay: asks the platform for more time, if that is what is short and it offers it.
 */
void
sb_visit_watch_stay (SbVisitWatch *self)
{
  g_autoptr (SbVisitWatch) keep = NULL;

  g_return_if_fail (SB_IS_VISIT_WATCH (self));

  if (self->is_stopped)
    return;

  keep = g_object_ref (self);
  sb_visit_watch_note_activity (self);
  if (self->is_staying || self->question == NULL || !self->question->can_stay)
    return;

  self->is_staying = TRUE;
  sb_call_renew_cancellable (&self->cancellable);
  sb_impersonation_keep_alive_async (self->impersonation, self->cancellable, kept_alive_cb, sb_call_new (self, 0));
}

/**
 * sb_visit_watch_get_platform_time:
 *
 * Returns: how long the platform still takes the learner's token, in microseconds; %G_MAXINT64 if it did not say
 */
gint64
sb_visit_watch_get_platform_time (SbVisitWatch *self)
{
  g_return_val_if_fail (SB_IS_VISIT_WATCH (self), 0);

  return self->limits.expires == G_MAXINT64 ? G_MAXINT64 : self->limits.expires - sb_clock_get_time (self->clock);
}

/**
 * sb_visit_watch_stop:
 *
 * The log-in is being ended: there is nothing left to watch.
 */
void
sb_visit_watch_stop (SbVisitWatch *self)
{
  g_return_if_fail (SB_IS_VISIT_WATCH (self));

  if (self->is_stopped)
    return;

  self->is_stopped = TRUE;
  sb_call_cancel (&self->cancellable);
  sb_clock_set_alarm (self->clock, G_MAXINT64);
  set_question (self, NULL);
}
