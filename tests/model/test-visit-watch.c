/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* When a log-in ends by itself: the decision as a table, and the watch over a clock that the test moves. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-idle-choice.h"
#include "sb-model-fixtures.h"
#include "sb-test-clock.h"
#include "sb-test-wait.h"
#include "sb-time.h"
#include "sb-visit-limits.h"
#include "sb-visit-watch.h"

/* ---- the decision ---- */

#define MINUTE 60

typedef struct
{
  const char *name;
  int expires; /* seconds after the start; 0: not known */
  int idle;    /* seconds; 0: for ever */
  int active;  /* seconds after the start */
  int now;     /* seconds after the start */
  SbVisitDue due;
  int next;    /* seconds from now until it has to be looked at again */
} Case;

static const Case cases[] = {
  { "begun", 3600, 900, 0, 0, SB_VISIT_DUE_NOTHING, 30 },
  { "nothing is known", 0, 0, 0, 100 * 3600, SB_VISIT_DUE_NOTHING, 30 },
  { "in the middle", 3600, 900, 1700, 1800, SB_VISIT_DUE_NOTHING, 30 },
  { "just before the question", 3600, 0, 0, 55 * MINUTE - 1, SB_VISIT_DUE_NOTHING, 1 },
  { "five minutes before expiry", 3600, 0, 0, 55 * MINUTE, SB_VISIT_DUE_ASK_TIME, 1 },
  { "just before the end", 3600, 0, 0, 58 * MINUTE - 1, SB_VISIT_DUE_ASK_TIME, 1 },
  { "two minutes before expiry", 3600, 0, 0, 58 * MINUTE, SB_VISIT_DUE_END_TIME, -1 },
  { "just before expiry", 3600, 0, 0, 3599, SB_VISIT_DUE_END_TIME, -1 },
  { "expired", 3600, 0, 0, 3600, SB_VISIT_DUE_END_EXPIRED, -1 },
  { "slept for a day", 3600, 900, 0, 86400, SB_VISIT_DUE_END_EXPIRED, -1 },

  { "just before the idle question", 7200, 900, 100, 100 + 839, SB_VISIT_DUE_NOTHING, 1 },
  { "idle for all but a minute", 7200, 900, 100, 100 + 840, SB_VISIT_DUE_ASK_IDLE, 1 },
  { "idle for all but a second", 7200, 900, 100, 100 + 899, SB_VISIT_DUE_ASK_IDLE, 1 },
  { "idle for too long", 7200, 900, 100, 100 + 900, SB_VISIT_DUE_END_IDLE, -1 },
  { "slept past idleness, not past the time", 7200, 900, 100, 5000, SB_VISIT_DUE_END_IDLE, -1 },
  { "idle is off", 7200, 0, 100, 5000, SB_VISIT_DUE_NOTHING, 30 },
  { "idle without a time", 0, 900, 0, 899, SB_VISIT_DUE_ASK_IDLE, 1 },

  { "both questions, the time is over sooner", 3600, 900, 44 * MINUTE, 58 * MINUTE - 30, SB_VISIT_DUE_ASK_TIME, 1 },
  { "both questions, idleness ends it sooner", 3600, 900, 42 * MINUTE, 56 * MINUTE + 30, SB_VISIT_DUE_ASK_IDLE, 1 },
  { "the time is almost over, and the mouse moves", 3600, 900, 56 * MINUTE, 56 * MINUTE, SB_VISIT_DUE_ASK_TIME, 1 },
  { "both are over", 3600, 900, 0, 58 * MINUTE, SB_VISIT_DUE_END_TIME, -1 },

  /* Short ones: a fifth for the end, a quarter for the question. */
  { "a short one has begun", 60, 0, 0, 0, SB_VISIT_DUE_NOTHING, 30 },
  { "a short one asks", 60, 0, 0, 33, SB_VISIT_DUE_ASK_TIME, 1 },
  { "a short one ends", 60, 0, 0, 48, SB_VISIT_DUE_END_TIME, -1 },
  { "a short idleness asks", 3600, 8, 0, 6, SB_VISIT_DUE_ASK_IDLE, 1 },
  { "a short idleness ends", 3600, 8, 0, 8, SB_VISIT_DUE_END_IDLE, -1 },
};

static void
test_limits (void)
{
  const gint64 start = 77777 * G_TIME_SPAN_SECOND;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      const SbVisitLimits limits = {
        .started = start,
        .expires = c->expires == 0 ? G_MAXINT64 : start + c->expires * G_TIME_SPAN_SECOND,
        .active = start + c->active * G_TIME_SPAN_SECOND,
        .idle = c->idle * G_TIME_SPAN_SECOND,
      };
      const gint64 now = start + c->now * G_TIME_SPAN_SECOND;
      const SbVisitVerdict verdict = sb_visit_limits_judge (&limits, now);

      g_test_message ("%s", c->name);
      g_assert_cmpint (verdict.due, ==, c->due);
      if (c->next >= 0)
        g_assert_cmpint (verdict.next - now, ==, c->next * G_TIME_SPAN_SECOND);
    }
}

/* From any moment on, looking again when told to leads to the end, and never to standing still. */
static void
test_limits_go_on (void)
{
  for (gint64 odd = 0; odd < 40; odd++)
    {
      const SbVisitLimits limits = { .started = 0, .expires = 3600 * G_TIME_SPAN_SECOND, .active = odd * 61234567,
                                     .idle = odd % 2 == 0 ? 0 : 900 * G_TIME_SPAN_SECOND };
      gint64 now = odd * 61234567;
      SbVisitVerdict verdict = sb_visit_limits_judge (&limits, now);

      while (verdict.due < SB_VISIT_DUE_END_IDLE)
        {
          g_assert_cmpint (verdict.next, >, now);
          g_assert_cmpint (verdict.next, <=, now + 30 * G_TIME_SPAN_SECOND);
          now = verdict.next;
          verdict = sb_visit_limits_judge (&limits, now);
        }
      g_assert_cmpint (now, <=, 58 * MINUTE * G_TIME_SPAN_SECOND + 1);
    }
}

/* ---- the watch ---- */

typedef struct
{
  SbFakePlatform *platform;
  SbLearner *learner;
  SbImpersonation *impersonation;
  SbCapabilities *capabilities;
  GSettings *settings;
  SbTestClock *clock;
  SbVisitWatch *watch;
  guint n_due;
  int how;
  int reason;
  guint n_failed;
} Fixture;

static void
due_cb (Fixture *f, int how, int reason)
{
  f->n_due++;
  f->how = how;
  f->reason = reason;
}

static void
stay_failed_cb (Fixture *f, const SbProblem *problem)
{
  g_assert_nonnull (problem->title);
  f->n_failed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", "ana@acme.example", "Lisbon");
  f->impersonation = sb_model_visit (f->platform, f->learner);
  f->capabilities = sb_model_capabilities ();
  f->capabilities->can_keep_alive = TRUE;
  f->settings = g_settings_new ("io.github.switchback_app.Switchback");
  f->clock = sb_test_clock_new ();
}

static void
start (Fixture *f)
{
  f->watch = sb_visit_watch_new (f->impersonation, f->capabilities, f->settings, SB_CLOCK (f->clock));
  g_signal_connect_swapped (f->watch, "due", G_CALLBACK (due_cb), f);
  g_signal_connect_swapped (f->watch, "stay-failed", G_CALLBACK (stay_failed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "idle-timeout", "end-on-lock", "end-on-suspend" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (f->settings, keys[i]);
  sb_test_drain ();
  g_assert_finalize_object (f->watch);
  g_assert_finalize_object (f->clock);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_object_unref (f->learner);
  g_assert_finalize_object (f->platform);
  sb_capabilities_unref (f->capabilities);
  g_object_unref (f->settings);
}

static void
assert_question (Fixture *f, const char *title, const char *body, gboolean can_stay)
{
  const SbVisitQuestion *question = sb_visit_watch_get_question (f->watch);

  g_assert_nonnull (question);
  g_assert_cmpstr (question->title, ==, title);
  g_assert_cmpstr (question->body, ==, body);
  g_assert_cmpint (question->can_stay, ==, can_stay);
}

static void
assert_ended (Fixture *f, SbEndHow how, SbVisitReason reason)
{
  g_assert_cmpuint (f->n_due, ==, 1);
  g_assert_cmpint (f->how, ==, how);
  g_assert_cmpint (f->reason, ==, reason);
  g_assert_null (sb_visit_watch_get_question (f->watch));
  g_assert_false (sb_test_clock_has_alarm (f->clock));
  g_assert_nonnull (sb_visit_reason_to_sentence (reason));
}

static void
test_countdown (Fixture *f, gconstpointer data)
{
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  f->capabilities->can_keep_alive = FALSE;
  start (f);
  g_assert_cmpstr (sb_visit_watch_get_time_left (f->watch), ==, "58 minutes left");

  sb_test_clock_pass (f->clock, 6 * MINUTE + 1);
  g_assert_cmpstr (sb_visit_watch_get_time_left (f->watch), ==, "52 minutes left");
  g_assert_null (sb_visit_watch_get_question (f->watch));

  sb_test_clock_pass (f->clock, 49 * MINUTE + 16);
  g_assert_cmpstr (sb_visit_watch_get_time_left (f->watch), ==, "2:43 left");
  assert_question (f, "Your time is almost over",
                   "You are switched back in 2:43. This platform does not give more time.", FALSE);

  /* What is not offered is not asked for. */
  sb_visit_watch_stay (f->watch);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_KEEP_ALIVE), ==, 0);

  sb_test_clock_pass (f->clock, 3 * MINUTE);
  assert_ended (f, SB_END_CLOSED, SB_VISIT_REASON_TIME);
}

/* Once when it comes, once in the last minute, and silently each second. */
static void
test_stages (Fixture *f, gconstpointer data)
{
  guint stage;

  start (f);
  sb_test_clock_pass (f->clock, 10);
  for (guint minute = 0; minute < 55; minute++)
    {
      sb_visit_watch_note_activity (f->watch);
      sb_test_clock_pass (f->clock, MINUTE);
    }
  assert_question (f, "Stay or switch back?", "If you do not stay, you are switched back in 2:50.", TRUE);
  stage = sb_visit_watch_get_question (f->watch)->stage;
  sb_test_clock_pass (f->clock, 60);
  g_assert_cmpuint (sb_visit_watch_get_question (f->watch)->stage, ==, stage);
  sb_test_clock_pass (f->clock, 60);
  g_assert_cmpuint (sb_visit_watch_get_question (f->watch)->stage, !=, stage);
}

static void
push_longer (Fixture *f, const char *expires_at)
{
  SbSession *longer = sb_model_session (sb_impersonation_get_request (f->impersonation)->uuid, "4711");

  g_date_time_unref (longer->expires_at);
  longer->expires_at = sb_time_parse (expires_at);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_KEEP_ALIVE, longer, (GDestroyNotify) sb_session_unref);
}

static void
stay (Fixture *f)
{
  guint n_calls = sb_fake_platform_count_calls (f->platform, SB_FAKE_KEEP_ALIVE);

  sb_visit_watch_stay (f->watch);
  sb_visit_watch_stay (f->watch);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_KEEP_ALIVE), ==, n_calls + 1);
  sb_test_drain ();
}

/* By as much as the platform's own times say, up to its longest; then it is said that there is no more. */
static void
test_stay (Fixture *f, gconstpointer data)
{
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  start (f);
  sb_test_clock_pass (f->clock, 56 * MINUTE);
  g_assert_true (sb_visit_watch_get_question (f->watch)->can_stay);
  push_longer (f, "2026-11-22T15:58:00Z");
  stay (f);
  g_assert_null (sb_visit_watch_get_question (f->watch));
  g_assert_cmpstr (sb_visit_watch_get_time_left (f->watch), ==, "58 minutes left");

  sb_test_clock_pass (f->clock, 56 * MINUTE);
  push_longer (f, "2026-11-22T16:02:00Z");
  stay (f);
  g_assert_cmpstr (sb_visit_watch_get_time_left (f->watch), ==, "6 minutes left");
  sb_test_clock_pass (f->clock, 4 * MINUTE);
  assert_question (f, "Your time is almost over",
                   "You are switched back in 2:00. The longest time that the platform gives is used up.", FALSE);
  sb_test_clock_pass (f->clock, 2 * MINUTE);
  assert_ended (f, SB_END_CLOSED, SB_VISIT_REASON_TIME);
}

/* A platform that does not say what its longest is, but gives no more. */
static void
test_stay_in_vain (Fixture *f, gconstpointer data)
{
  f->capabilities->max_session_seconds = 0;
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  start (f);
  sb_test_clock_pass (f->clock, 56 * MINUTE);
  push_longer (f, "2026-11-22T15:02:00Z");
  stay (f);
  g_assert_false (sb_visit_watch_get_question (f->watch)->can_stay);
}

static void
test_stay_fails (Fixture *f, gconstpointer data)
{
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  start (f);
  sb_test_clock_pass (f->clock, 56 * MINUTE);
  sb_model_push_error (f->platform, SB_FAKE_KEEP_ALIVE, SB_API_ERROR_SERVER, 500, NULL);
  stay (f);
  g_assert_cmpuint (f->n_failed, ==, 1);
  g_assert_true (sb_visit_watch_get_question (f->watch)->can_stay);
  push_longer (f, "2026-11-22T15:58:00Z");
  stay (f);
  g_assert_null (sb_visit_watch_get_question (f->watch));
}

/* The platform says that it is over, whatever we had counted. */
static void
test_stay_too_late (Fixture *f, gconstpointer data)
{
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  start (f);
  sb_test_clock_pass (f->clock, 56 * MINUTE);
  sb_model_push_error (f->platform, SB_FAKE_KEEP_ALIVE, SB_API_ERROR_CONFLICT, 409, "session_over");
  stay (f);
  assert_ended (f, SB_END_EXPIRED, SB_VISIT_REASON_EXPIRED);
}

static void
test_idle (Fixture *f, gconstpointer data)
{
  start (f);
  sb_test_clock_pass (f->clock, 14 * MINUTE + 12);
  assert_question (f, "Are you still there?",
                   "You have not done anything for a while. You are switched back in 0:48.", TRUE);

  /* Whatever is done is an answer. */
  sb_visit_watch_note_activity (f->watch);
  g_assert_null (sb_visit_watch_get_question (f->watch));
  g_assert_cmpuint (f->n_due, ==, 0);

  sb_test_clock_pass (f->clock, 14 * MINUTE + 12);
  sb_visit_watch_stay (f->watch);
  g_assert_null (sb_visit_watch_get_question (f->watch));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_KEEP_ALIVE), ==, 0);

  sb_test_clock_pass (f->clock, 15 * MINUTE);
  assert_ended (f, SB_END_CLOSED, SB_VISIT_REASON_IDLE);
}

static void
test_idle_setting (Fixture *f, gconstpointer data)
{
  start (f);
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  sb_test_clock_pass (f->clock, 40 * MINUTE);
  g_assert_null (sb_visit_watch_get_question (f->watch));
  g_settings_set_uint (f->settings, "idle-timeout", 300);
  assert_ended (f, SB_END_CLOSED, SB_VISIT_REASON_IDLE);
}

/* The machine sleeps past the expiry; at wake an alarm rings, or the desktop says so, whichever is first. */
static void
test_slept (Fixture *f, gconstpointer by_event)
{
  start (f);
  sb_test_clock_pass (f->clock, 60);
  sb_test_clock_jump (f->clock, 3600);
  if (by_event != NULL)
    sb_visit_watch_note_event (f->watch, SB_DESKTOP_WOKEN);
  else
    sb_test_clock_ring (f->clock);
  assert_ended (f, SB_END_EXPIRED, SB_VISIT_REASON_EXPIRED);

  /* One end. */
  sb_visit_watch_note_event (f->watch, SB_DESKTOP_WOKEN);
  sb_visit_watch_note_event (f->watch, SB_DESKTOP_LOCKED);
  sb_test_clock_ring (f->clock);
  g_assert_cmpuint (f->n_due, ==, 1);
}

static const struct
{
  SbDesktopEvent event;
  const char *key;
  SbVisitReason reason;
} events[] = {
  { SB_DESKTOP_LOCKED, "end-on-lock", SB_VISIT_REASON_LOCKED },
  { SB_DESKTOP_SUSPENDING, "end-on-suspend", SB_VISIT_REASON_SUSPENDED },
  { SB_DESKTOP_LOGGING_OUT, NULL, SB_VISIT_REASON_LOGGED_OUT },
};

static void
test_events (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_clear_object (&f->watch);
      f->n_due = 0;
      start (f);
      if (events[i].key != NULL)
        {
          g_settings_set_boolean (f->settings, events[i].key, FALSE);
          sb_visit_watch_note_event (f->watch, events[i].event);
          g_assert_cmpuint (f->n_due, ==, 0);
          g_settings_set_boolean (f->settings, events[i].key, TRUE);
        }
      sb_visit_watch_note_event (f->watch, SB_DESKTOP_WOKEN);
      g_assert_cmpuint (f->n_due, ==, 0);
      sb_visit_watch_note_event (f->watch, events[i].event);
      assert_ended (f, SB_END_CLOSED, events[i].reason);
    }
}

/* What ends otherwise is not watched, and an answer that comes then is of no use. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  g_settings_set_uint (f->settings, "idle-timeout", 0);
  start (f);
  sb_test_clock_pass (f->clock, 56 * MINUTE);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_KEEP_ALIVE);
  sb_visit_watch_stay (f->watch);
  sb_visit_watch_stop (f->watch);
  sb_test_drain ();
  sb_test_clock_pass (f->clock, 3600);
  sb_visit_watch_note_activity (f->watch);
  sb_visit_watch_note_event (f->watch, SB_DESKTOP_LOGGING_OUT);
  g_assert_cmpuint (f->n_due, ==, 0);
  g_assert_cmpuint (f->n_failed, ==, 0);
  g_assert_null (sb_visit_watch_get_question (f->watch));
}

/* Every choice is what its setting shows; what is between is not made shorter. */
static void
test_idle_choices (void)
{
  g_autofree char *words = sb_idle_choice_dup_words (2);
  g_autofree char *never = sb_idle_choice_dup_words (sb_idle_choice_count () - 1);

  for (guint i = 0; i < sb_idle_choice_count (); i++)
    g_assert_cmpuint (sb_idle_choice_from_seconds (sb_idle_choice_to_seconds (i)), ==, i);

  g_assert_cmpstr (words, ==, "After 15 minutes");
  g_assert_cmpstr (never, ==, "Never");
  g_assert_cmpuint (sb_idle_choice_to_seconds (sb_idle_choice_from_seconds (1)), ==, 300);
  g_assert_cmpuint (sb_idle_choice_to_seconds (sb_idle_choice_from_seconds (301)), ==, 600);
  g_assert_cmpuint (sb_idle_choice_to_seconds (sb_idle_choice_from_seconds (G_MAXUINT)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/visit-limits/table", test_limits);
  g_test_add_func ("/idle-choice", test_idle_choices);
  g_test_add_func ("/visit-limits/go-on", test_limits_go_on);
#define ADD(path, data, function) g_test_add ("/visit-watch/" path, Fixture, data, set_up, function, tear_down)
  ADD ("countdown", NULL, test_countdown);
  ADD ("stages", NULL, test_stages);
  ADD ("stay", NULL, test_stay);
  ADD ("stay-in-vain", NULL, test_stay_in_vain);
  ADD ("stay-fails", NULL, test_stay_fails);
  ADD ("stay-too-late", NULL, test_stay_too_late);
  ADD ("idle", NULL, test_idle);
  ADD ("idle-setting", NULL, test_idle_setting);
  ADD ("slept/alarm", NULL, test_slept);
  ADD ("slept/event", "event", test_slept);
  ADD ("events", NULL, test_events);
  ADD ("stop", NULL, test_stop);

  return g_test_run ();
}
