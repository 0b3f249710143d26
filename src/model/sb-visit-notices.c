/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the desktop tells somebody who is logged in as a learner and does not look: that it is asked whether to stay,
 * that the log-in goes on, and that it has ended. The way back is a button on it. Nothing stays on the desktop that
 * is no longer so, or that was seen in the window. The user can do without all of it. */

#include "config.h"

#include "sb-visit-notices.h"

#include "sb-visit-words.h"

#include <glib/gi18n-lib.h>

#define QUESTION_ID "question"
#define LEFT_ID "left-alone"
#define END_ID "end"

struct _SbVisitNotices
{
  GObject parent_instance;

  /* owned */
  GApplication *application; /* nullable */
  GSettings *settings;
  SbVisitPresenter *visit;   /* nullable: it has ended */
  SbClock *clock;

  /* borrowed */
  SbIsSeenFunc is_seen;
  gpointer data;

  /* state */
  guint asked_stage; /* of the question that was asked last */
  gboolean has_reminded;
};

G_DEFINE_FINAL_TYPE (SbVisitNotices, sb_visit_notices, G_TYPE_OBJECT)

static gboolean
is_seen_now (SbVisitNotices *self)
{
  return self->is_seen == NULL || self->is_seen (self->data);
}

static void
withdraw (SbVisitNotices *self, const char *id)
{
  if (self->application != NULL)
    g_application_withdraw_notification (self->application, id);
}

static void
withdraw_all (SbVisitNotices *self)
{
  withdraw (self, QUESTION_ID);
  withdraw (self, LEFT_ID);
  withdraw (self, END_ID);
}

static void
notify (SbVisitNotices *self, const char *id, const char *title, const char *body, GNotificationPriority priority)
{
  g_autoptr (GNotification) notification = NULL;

  if (self->application == NULL || !g_settings_get_boolean (self->settings, "notifications"))
    return;

  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, priority);
  if (self->visit != NULL)
    {
      SbImpersonation *impersonation = sb_visit_presenter_get_impersonation (self->visit);

      g_notification_add_button_with_target (notification, _("Switch Back"), "app." SB_ACTION_SWITCH_BACK, "s",
                                             sb_impersonation_get_request (impersonation)->uuid);
    }
  g_application_send_notification (self->application, id, notification);
}

static void
question_cb (SbVisitNotices *self, GParamSpec *pspec, SbVisitWatch *watch)
{
  const SbVisitQuestion *question = sb_visit_watch_get_question (watch);
  g_autofree char *who = NULL;

  if (question == NULL)
    {
      if (self->asked_stage != 0)
        withdraw (self, QUESTION_ID);
      self->asked_stage = 0;
      return;
    }

  /* The seconds would be wrong by the time that it is read; who is asked about is not. */
  if (question->stage != self->asked_stage && !is_seen_now (self))
    {
      g_object_get (self->visit, "bar-title", &who, NULL);
      withdraw (self, LEFT_ID);
      notify (self, QUESTION_ID, question->title, who, G_NOTIFICATION_PRIORITY_HIGH);
    }
  self->asked_stage = question->stage;
}

/* Once in a log-in: who has a ticket open beside it knows. */
static void
reached_cb (SbVisitNotices *self)
{
  g_autofree char *who = NULL;

  if (self->visit == NULL || self->has_reminded || is_seen_now (self))
    return;

  self->has_reminded = TRUE;
  if (self->asked_stage != 0)
    return;

  g_object_get (self->visit, "bar-title", &who, NULL);
  notify (self, LEFT_ID, who, _("The log-in goes on until you switch back."), G_NOTIFICATION_PRIORITY_NORMAL);
}

static void
setting_cb (SbVisitNotices *self)
{
  if (!g_settings_get_boolean (self->settings, "notifications"))
    withdraw_all (self);
}

static void
sb_visit_notices_dispose (GObject *object)
{
  SbVisitNotices *self = SB_VISIT_NOTICES (object);

  g_clear_object (&self->application);
  g_clear_object (&self->settings);
  g_clear_object (&self->visit);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sb_visit_notices_parent_class)->dispose (object);
}

static void
sb_visit_notices_class_init (SbVisitNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_visit_notices_dispose;
}

static void
sb_visit_notices_init (SbVisitNotices *self)
{
}

/**
 * sb_visit_notices_new:
 * @application: (nullable): who sends them; it has the action %SB_ACTION_SWITCH_BACK
 * @settings: whether the user wants any
 * @visit: a log-in that has begun
 * @clock: (nullable): a clock that nobody else sets the alarm of
 *
 * What is still there of the log-in before goes.
 *
 * Returns: (transfer full): the notifications of @visit
 */
SbVisitNotices *
sb_visit_notices_new (GApplication *application, GSettings *settings, SbVisitPresenter *visit, SbClock *clock)
{
  SbVisitNotices *self = g_object_new (SB_TYPE_VISIT_NOTICES, NULL);

  g_set_object (&self->application, application);
  self->settings = g_object_ref (settings);
  self->visit = g_object_ref (visit);
  self->clock = clock != NULL ? g_object_ref (clock) : sb_clock_new ();
  g_signal_connect_object (sb_visit_presenter_get_watch (visit), "notify::question", G_CALLBACK (question_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "reached", G_CALLBACK (reached_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::notifications", G_CALLBACK (setting_cb), self, G_CONNECT_SWAPPED);
  withdraw_all (self);

  return self;
}

/**
 * sb_visit_notices_set_is_seen_func:
 * @self: the notifications
 * @is_seen: says whether somebody looks at the program; until there is one, somebody does
 * @data: for @is_seen; has to live as long
 */
void
sb_visit_notices_set_is_seen_func (SbVisitNotices *self, SbIsSeenFunc is_seen, gpointer data)
{
  g_return_if_fail (SB_IS_VISIT_NOTICES (self));

  self->is_seen = is_seen;
  self->data = data;
  sb_visit_notices_look (self);
}

/**
 * sb_visit_notices_look:
 *
 * To be called when it changes whether somebody looks.
 */
void
sb_visit_notices_look (SbVisitNotices *self)
{
  g_return_if_fail (SB_IS_VISIT_NOTICES (self));

  if (is_seen_now (self))
    {
      sb_clock_set_alarm (self->clock, G_MAXINT64);
      withdraw_all (self);
    }
  else if (self->visit != NULL)
    sb_clock_set_alarm (self->clock,
                        sb_clock_get_time (self->clock) + SB_VISIT_NOTICES_PATIENCE * G_TIME_SPAN_SECOND);
}

/**
 * sb_visit_notices_end:
 * @self: the notifications
 * @reason: why the log-in has ended, if nobody asked for it
 *
 * Who does not look is told so, with what the platform says of it. What is still owed is not over.
 */
void
sb_visit_notices_end (SbVisitNotices *self, SbVisitReason reason)
{
  g_autoptr (SbVisitPresenter) visit = NULL;
  const char *sentence = sb_visit_reason_to_sentence (reason);
  g_autofree char *farewell = NULL;

  g_return_if_fail (SB_IS_VISIT_NOTICES (self));

  visit = g_steal_pointer (&self->visit);
  if (visit == NULL)
    return;

  g_signal_handlers_disconnect_by_data (sb_visit_presenter_get_watch (visit), self);
  sb_clock_set_alarm (self->clock, G_MAXINT64);
  withdraw_all (self);
  if (is_seen_now (self)
      || sb_impersonation_get_state (sb_visit_presenter_get_impersonation (visit)) != SB_IMPERSONATION_ENDED)
    return;

  farewell = sb_visit_presenter_dup_farewell (visit);
  notify (self, END_ID, _("Switched back to your account"), sentence != NULL ? sentence : farewell,
          sentence != NULL ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
}
