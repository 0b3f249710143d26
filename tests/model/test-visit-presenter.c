/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A visit without a display: what is loaded, what is filtered, how it ends, and what is said of it. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-end-patience.h"
#include "sb-model-fixtures.h"
#include "sb-test-clock.h"
#include "sb-test-wait.h"
#include "sb-time.h"
#include "sb-visit-presenter.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  SbLearner *learner;
  SbImpersonation *impersonation;
  SbVisitPresenter *visit;
  guint n_lost;
  guint n_ended;
  gboolean is_confirmed;
} Fixture;

static void
lost_cb (SbVisitPresenter *visit, Fixture *f)
{
  f->n_lost++;
}

static void
ended_cb (SbVisitPresenter *visit, gboolean is_confirmed, Fixture *f)
{
  f->n_ended++;
  f->is_confirmed = is_confirmed;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", "ana@acme.example", "Lisbon");
  f->impersonation = sb_model_visit (f->platform, f->learner);
  f->visit = sb_visit_presenter_new (f->impersonation, NULL);
  g_signal_connect (f->visit, "session-lost", G_CALLBACK (lost_cb), f);
  g_signal_connect (f->visit, "ended", G_CALLBACK (ended_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->visit != NULL)
    g_assert_finalize_object (f->visit);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_object_unref (f->learner);
  g_assert_finalize_object (f->platform);
}

/* A letter for each course: n(ot started), i(n progress), c(ompleted), s(uspended). */
static void
push_courses (Fixture *f, const char *letters)
{
  GPtrArray *courses = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *p = letters; *p != '\0'; p++)
    {
      SbProgress status = *p == 'n' ? SB_PROGRESS_NOT_STARTED
                        : *p == 'i' ? SB_PROGRESS_IN_PROGRESS
                        : *p == 'c' ? SB_PROGRESS_COMPLETED
                                    : SB_PROGRESS_SUSPENDED;
      SbCourseFields fields = { .id = (char[]){ *p, '\0' }, .name = "Safety", .status = status };

      g_ptr_array_add (courses, sb_course_new (&fields));
    }

  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_COURSES, courses, (GDestroyNotify) g_ptr_array_unref);
}

static void
push_notices (Fixture *f, guint n, guint unread)
{
  SbNoticeList *list = sb_notice_list_new ();
  const SbBeginRequest *request = sb_impersonation_get_request (f->impersonation);

  for (guint i = 0; i < n; i++)
    {
      SbNoticeFields fields = { .id = "9", .subject = "Your account was accessed",
                                .session_uuid = i == 0 ? request->uuid : NULL };

      g_ptr_array_add (list->notices, sb_notice_new (&fields));
    }

  list->unread = unread;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_NOTICES, list, (GDestroyNotify) sb_notice_list_free);
}

static void
push_profile (Fixture *f)
{
  SbProfile *profile = sb_profile_new ();

  profile->display_name = g_strdup ("Ana Silva");
  profile->user_name = g_strdup ("ana.silva");
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PROFILE, profile, (GDestroyNotify) sb_profile_free);
}

static char *
dup_courses (Fixture *f)
{
  GListModel *courses = sb_visit_presenter_get_courses (f->visit);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (courses); i++)
    {
      g_autoptr (SbCourse) course = g_list_model_get_item (courses, i);

      g_string_append (ids, sb_course_get_id (course));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_bar (Fixture *f, gconstpointer data)
{
  g_autofree char *left = g_strdup (sb_visit_watch_get_time_left (sb_visit_presenter_get_watch (f->visit)));
  g_autofree char *subtitle = g_strconcat ("Everything you do is real and counts as Ana’s · ", left, NULL);

  sb_model_assert_string (f->visit, "bar-title", "You are logged in as Ana Silva");
  sb_model_assert_string (f->visit, "bar-subtitle", subtitle);
  g_assert_true (g_str_has_suffix (left, " minutes left"));
}

/* What ends by itself ends by the same routine, with its own word for the platform and its reason for the user. */
static void
test_due (Fixture *f, gconstpointer data)
{
  g_autoptr (SbTestClock) clock = sb_test_clock_new ();
  g_autoptr (SbVisitWatch) watch = sb_visit_watch_new (f->impersonation, NULL, NULL, SB_CLOCK (clock));
  g_autoptr (SbVisitPresenter) visit = sb_visit_presenter_new (f->impersonation, watch);
  g_autofree char *log = NULL;

  g_signal_connect (visit, "ended", G_CALLBACK (ended_cb), f);
  sb_test_clock_pass (clock, 56 * 60);
  g_assert_true (g_str_has_suffix (sb_visit_watch_get_time_left (watch), "2:00 left"));
  sb_model_assert_string (visit, "bar-subtitle", "Everything you do is real and counts as Ana’s · 2:00 left");
  g_assert_cmpint (sb_visit_presenter_get_reason (visit), ==, SB_VISIT_REASON_NONE);

  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, sb_model_session ("uuid", "4711"),
                                (GDestroyNotify) sb_session_unref);
  sb_test_clock_jump (clock, 3600);
  sb_test_clock_ring (clock);
  sb_test_wait_until (f->n_ended == 1);
  g_assert_true (f->is_confirmed);
  g_assert_cmpint (sb_visit_presenter_get_reason (visit), ==, SB_VISIT_REASON_EXPIRED);
  log = sb_fake_platform_dup_log (f->platform);
  g_assert_nonnull (strstr (log, "how=expired"));
}

static void
test_load (Fixture *f, gconstpointer data)
{
  g_autoptr (SbNotice) own = NULL;
  g_autoptr (SbNotice) other = NULL;
  g_autofree char *ids = NULL;

  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_BUSY);
  push_courses (f, "nicsi");
  push_notices (f, 2, 5);
  push_profile (f);
  sb_visit_presenter_load (f->visit);
  sb_test_drain ();

  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_READY);
  g_assert_cmpint (sb_model_get_int (f->visit, "notices-loading"), ==, SB_LOADING_READY);
  g_assert_cmpint (sb_model_get_int (f->visit, "profile-loading"), ==, SB_LOADING_READY);
  ids = dup_courses (f);
  g_assert_cmpstr (ids, ==, "nicsi");
  g_assert_cmpint (sb_model_get_int (f->visit, "unread"), ==, 5);
  g_assert_cmpstr (sb_visit_presenter_get_profile (f->visit)->display_name, ==, "Ana Silva");

  own = g_list_model_get_item (sb_visit_presenter_get_notices (f->visit), 0);
  other = g_list_model_get_item (sb_visit_presenter_get_notices (f->visit), 1);
  g_assert_true (sb_visit_presenter_is_own_notice (f->visit, own));
  g_assert_false (sb_visit_presenter_is_own_notice (f->visit, other));
}

/* Whoever begins and whoever shows it both say so; it is asked for once. */
static void
test_start (Fixture *f, gconstpointer data)
{
  push_courses (f, "n");
  push_notices (f, 1, 1);
  push_profile (f);
  sb_visit_presenter_start (f->visit);
  sb_visit_presenter_start (f->visit);
  sb_test_drain ();
  sb_visit_presenter_start (f->visit);
  sb_test_drain ();
  g_assert_cmpint (sb_model_get_int (f->visit, "profile-loading"), ==, SB_LOADING_READY);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_COURSES), ==, 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_NOTICES), ==, 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_PROFILE), ==, 1);
}

/* The newest are shown at first, and the others are not forgotten: not by whoever asks for them, nor by a reload. */
static void
test_older_notices (Fixture *f, gconstpointer data)
{
  GListModel *shown = sb_visit_presenter_get_notices (f->visit);
  guint n_first;

  push_notices (f, 4, 0);
  sb_visit_presenter_load_notices (f->visit);
  sb_test_drain ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 4);
  g_assert_false (sb_visit_presenter_has_older_notices (f->visit));

  push_notices (f, 25, 0);
  sb_visit_presenter_load_notices (f->visit);
  sb_test_drain ();
  n_first = g_list_model_get_n_items (shown);
  g_assert_cmpuint (n_first, >, 4);
  g_assert_cmpuint (n_first, <, 25);
  g_assert_true (sb_visit_presenter_has_older_notices (f->visit));

  while (sb_visit_presenter_has_older_notices (f->visit))
    {
      const guint n_before = g_list_model_get_n_items (shown);

      sb_visit_presenter_show_older_notices (f->visit);
      g_assert_cmpuint (g_list_model_get_n_items (shown), >, n_before);
    }
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 25);

  push_notices (f, 26, 0);
  sb_visit_presenter_load_notices (f->visit);
  sb_test_drain ();
  g_assert_cmpuint (g_list_model_get_n_items (shown), >=, 25);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_NOTICES), ==, 3);
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  static const struct
  {
    SbCourseFilter filter;
    const char *ids;
  } cases[] = {
    { SB_COURSE_FILTER_TO_DO, "ni" }, { SB_COURSE_FILTER_COMPLETED, "c" }, { SB_COURSE_FILTER_ALL, "nics" },
  };

  push_courses (f, "nics");
  sb_visit_presenter_load_courses (f->visit);
  sb_test_drain ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = NULL;

      g_object_set (f->visit, "course-filter", cases[i].filter, NULL);
      ids = dup_courses (f);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }

  /* A reload keeps the filter, and says when it leaves nothing. */
  g_object_set (f->visit, "course-filter", SB_COURSE_FILTER_COMPLETED, NULL);
  push_courses (f, "ni");
  sb_visit_presenter_load_courses (f->visit);
  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_READY);
  sb_test_drain ();
  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_EMPTY);
  g_object_set (f->visit, "course-filter", SB_COURSE_FILTER_TO_DO, NULL);
  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_READY);
}

static void
test_parts_fail_alone (Fixture *f, gconstpointer data)
{
  push_courses (f, "");
  sb_model_push_error (f->platform, SB_FAKE_LIST_NOTICES, SB_API_ERROR_SERVER, 500, NULL);
  sb_model_push_error (f->platform, SB_FAKE_LOAD_PROFILE, SB_API_ERROR_TIMEOUT, 0, NULL);
  sb_visit_presenter_load (f->visit);
  sb_test_drain ();

  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_EMPTY);
  g_assert_null (sb_visit_presenter_get_courses_problem (f->visit));
  g_assert_cmpint (sb_model_get_int (f->visit, "notices-loading"), ==, SB_LOADING_FAILED);
  g_assert_cmpstr (sb_visit_presenter_get_notices_problem (f->visit)->title, ==, "The platform has a problem");
  g_assert_cmpint (sb_model_get_int (f->visit, "profile-loading"), ==, SB_LOADING_FAILED);
  g_assert_cmpstr (sb_visit_presenter_get_profile_problem (f->visit)->title, ==, "The platform does not answer");
  g_assert_null (sb_visit_presenter_get_profile (f->visit));

  push_notices (f, 0, 0);
  sb_visit_presenter_load_notices (f->visit);
  g_assert_cmpint (sb_model_get_int (f->visit, "notices-loading"), ==, SB_LOADING_BUSY);
  sb_test_drain ();
  g_assert_cmpint (sb_model_get_int (f->visit, "notices-loading"), ==, SB_LOADING_EMPTY);
  g_assert_null (sb_visit_presenter_get_notices_problem (f->visit));
}

static void
test_courses_fail (Fixture *f, gconstpointer data)
{
  for (int code = SB_API_ERROR_NETWORK; code <= SB_API_ERROR_PROTOCOL; code++)
    {
      sb_model_push_error (f->platform, SB_FAKE_LIST_COURSES, code, 0, NULL);
      sb_visit_presenter_load_courses (f->visit);
      sb_test_drain ();
      g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_FAILED);
      g_assert_nonnull (sb_visit_presenter_get_courses_problem (f->visit));
    }
}

static void
test_session_lost (Fixture *f, gconstpointer data)
{
  sb_model_push_error (f->platform, SB_FAKE_LIST_COURSES, SB_API_ERROR_UNAUTHORIZED, 401, "token_expired");
  sb_model_push_error (f->platform, SB_FAKE_LIST_NOTICES, SB_API_ERROR_UNAUTHORIZED, 401, "token_expired");
  sb_model_push_error (f->platform, SB_FAKE_LOAD_PROFILE, SB_API_ERROR_UNAUTHORIZED, 401, "token_expired");
  sb_visit_presenter_load (f->visit);
  sb_test_drain ();

  g_assert_cmpuint (f->n_lost, ==, 1);
  /* The administrator is not signed out; nobody is asked to sign in again. */
  g_assert_cmpint (sb_visit_presenter_get_courses_problem (f->visit)->remedy, ==, SB_REMEDY_NONE);
  g_assert_cmpstr (sb_visit_presenter_get_courses_problem (f->visit)->title, ==, "The log-in has run out");
}

static void
test_reload_drops_late_reply (Fixture *f, gconstpointer data)
{
  g_autofree char *ids = NULL;

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_COURSES);
  sb_visit_presenter_load_courses (f->visit);
  sb_test_drain ();
  push_courses (f, "n");
  sb_visit_presenter_load_courses (f->visit);
  sb_test_drain ();
  ids = dup_courses (f);
  g_assert_cmpstr (ids, ==, "n");
  g_assert_cmpint (sb_model_get_int (f->visit, "courses-loading"), ==, SB_LOADING_READY);
}

static void
set_outcome (SbNoticeOutcome *outcome, const char *letters, const char *at)
{
  static const char *const states = "?-qdf";

  if (*letters == '\0')
    return;

  outcome->is_known = TRUE;
  outcome->platform = strchr (states, letters[0]) - states;
  outcome->email = strchr (states, letters[1]) - states;
  outcome->platform_at = sb_time_parse (at);
}

static void
test_end (Fixture *f, gconstpointer data)
{
  SbSession *record = sb_model_session ("uuid", "4711");
  g_autofree char *log = NULL;
  g_autofree char *farewell = NULL;

  set_outcome (&record->begin_notice, "dd", "2026-11-22T14:02:00Z");
  set_outcome (&record->end_notice, "dd", "2026-11-22T14:31:00Z");
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, record, (GDestroyNotify) sb_session_unref);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_COURSES);
  sb_visit_presenter_load_courses (f->visit);
  sb_test_drain ();

  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_visit_presenter_end (f->visit, SB_END_CLOSED);
  g_assert_true (sb_model_get_boolean (f->visit, "is-ending"));
  sb_test_wait_until (f->n_ended > 0);
  sb_test_drain ();

  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_true (f->is_confirmed);
  g_assert_false (sb_model_get_boolean (f->visit, "is-ending"));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 1);
  log = sb_fake_platform_dup_log (f->platform);
  g_assert_nonnull (strstr (log, "how=switch-back"));
  farewell = sb_visit_presenter_dup_farewell (f->visit);
  g_assert_cmpstr (farewell, ==, "Ana Silva was told at 14:02 and at 14:31, in the platform and by e-mail");

  /* Over is over: nothing is asked with a token that is dead. */
  sb_visit_presenter_load (f->visit);
}

static void
test_end_fails (Fixture *f, gconstpointer data)
{
  g_autofree char *farewell = NULL;
  SbProblem *problem = NULL;

  sb_model_push_error (f->platform, SB_FAKE_END, SB_API_ERROR_TLS, 0, NULL);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (f->n_ended > 0);
  g_assert_false (f->is_confirmed);
  g_object_get (f->visit, "end-problem", &problem, NULL);
  g_assert_cmpstr (problem->title, ==, "The connection is not secure");
  sb_problem_free (problem);
  farewell = sb_visit_presenter_dup_farewell (f->visit);
  g_assert_cmpstr (farewell, ==, "The platform could not be told that you left; Ana Silva does not know it yet");

  /* And again, when it can be told. */
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, sb_model_session ("uuid", "4711"),
                                (GDestroyNotify) sb_session_unref);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (f->n_ended == 2);
  g_assert_true (f->is_confirmed);
  problem = NULL;
  g_object_get (f->visit, "end-problem", &problem, NULL);
  g_assert_null (problem);
}

/* What is said claims no more than the platform has. ?: unknown, -: none, q: queued, d: delivered, f: failed. */
static const struct
{
  const char *begin;
  const char *end;
  const char *sentence;
} farewells[] = {
  { "dd", "dd", "Ana Silva was told at 14:02 and at 14:31, in the platform and by e-mail" },
  { "d?", "d?", "Ana Silva was told at 14:02 and at 14:31, in the platform" },
  { "d-", "d-",
    "Ana Silva was told at 14:02 and at 14:31, in the platform. No e-mail could be sent: Ana Silva has no address" },
  { "dd", "dq", "Ana Silva was told at 14:02 and at 14:31, in the platform; an e-mail is on its way" },
  { "df", "dd",
    "Ana Silva was told at 14:02 and at 14:31, in the platform. The first of the two e-mails could not be sent" },
  { "dd", "df",
    "Ana Silva was told at 14:02 and at 14:31, in the platform. The second of the two e-mails could not be sent" },
  { "df", "df",
    "Ana Silva was told at 14:02 and at 14:31, in the platform. Neither of the two e-mails could be sent" },
  { "fd", "fd", "Ana Silva was told at 14:02 and at 14:31, by e-mail only" },
  { "dd", "d-", "Ana Silva was told at 14:02 and at 14:31" },
  { "dd", "ff", "You are back. Ana Silva was told at 14:02 that you came, but could not be told that you left" },
  { "ff", "dd", "You are back. Ana Silva was told at 14:31 that you left, but could not be told that you came" },
  { "ff", "f-", "You are back. Ana Silva could not be told, neither that you came nor that you left" },
  { "dd", "",
    "You are back. Ana Silva was told at 14:02 that you came. The platform does not say that they were told that you left" },
  { "", "dd",
    "You are back. Ana Silva was told at 14:31 that you left. The platform does not say that they were told that you came" },
  { "", "", "You are back. The platform did not say whether Ana Silva was told" },
};

static void
test_farewell (Fixture *f, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  SbSession *record = sb_model_session ("uuid", "4711");
  g_autofree char *farewell = NULL;

  set_outcome (&record->begin_notice, farewells[i].begin, "2026-11-22T14:02:00Z");
  set_outcome (&record->end_notice, farewells[i].end, "2026-11-22T14:31:00Z");
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, record, (GDestroyNotify) sb_session_unref);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (f->n_ended > 0);

  farewell = sb_visit_presenter_dup_farewell (f->visit);
  g_assert_cmpstr (farewell, ==, farewells[i].sentence);
}

static void
test_no_needless_notify (Fixture *f, gconstpointer data)
{
  SbNotifyLog log;

  push_courses (f, "n");
  push_notices (f, 1, 1);
  sb_visit_presenter_load_courses (f->visit);
  sb_visit_presenter_load_notices (f->visit);
  sb_test_drain ();

  sb_model_log_notifies (f->visit, &log);
  push_courses (f, "n");
  push_notices (f, 1, 1);
  sb_visit_presenter_load_courses (f->visit);
  sb_visit_presenter_load_notices (f->visit);
  g_object_set (f->visit, "course-filter", SB_COURSE_FILTER_ALL, NULL);
  sb_test_drain ();
  g_assert_cmpstr (log.names->str, ==, "");
  sb_model_clear_log (&log);
}

static void
test_dropped_in_flight (Fixture *f, gconstpointer data)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_COURSES);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_NOTICES);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_PROFILE);
  sb_visit_presenter_load (f->visit);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->visit));
}

/* The end is not the page's: it is seen through without it. */
static void
test_dropped_while_ending (Fixture *f, gconstpointer data)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_END);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->visit));
  sb_fake_platform_release_answer (f->platform, SB_FAKE_END, sb_model_session ("uuid", "4711"),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_drain ();
  g_assert_cmpint (sb_impersonation_get_state (f->impersonation), ==, SB_IMPERSONATION_ENDED);
}

static char *
dup_title (SbEndPatience *patience)
{
  g_autoptr (SbProblem) problem = sb_end_patience_dup_problem (patience);

  return problem != NULL ? g_strdup (problem->title) : NULL;
}

static void
count_cb (SbEndPatience *patience, guint *count)
{
  (*count)++;
}

/* A platform that does not answer keeps nobody waiting for longer than they like. */
static void
test_patience (Fixture *f, gconstpointer data)
{
  SbEndPatience *patience = g_object_new (SB_TYPE_END_PATIENCE, "visit", f->visit, "wait-ms", 1, NULL);
  g_autofree char *before = dup_title (patience);
  g_autofree char *slow = NULL;
  g_autofree char *after = NULL;
  guint n_changes = 0;

  g_signal_connect (patience, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_null (before);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_END);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (n_changes == 2);
  slow = dup_title (patience);
  g_assert_cmpstr (slow, ==, "The platform has not answered yet");

  /* What it then says is what counts. */
  sb_fake_platform_release_error (f->platform, SB_FAKE_END, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "scripted"));
  sb_test_wait_until (n_changes > 2 && !sb_model_get_boolean (f->visit, "is-ending"));
  after = dup_title (patience);
  g_assert_cmpstr (after, !=, slow);
  g_assert_nonnull (after);
  g_assert_finalize_object (patience);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/visit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("bar", test_bar);
  ADD ("due", test_due);
  ADD ("load", test_load);
  ADD ("start", test_start);
  ADD ("older-notices", test_older_notices);
  ADD ("filter", test_filter);
  ADD ("parts-fail-alone", test_parts_fail_alone);
  ADD ("courses-fail", test_courses_fail);
  ADD ("session-lost", test_session_lost);
  ADD ("reload-drops-late-reply", test_reload_drops_late_reply);
  ADD ("end", test_end);
  ADD ("end-fails", test_end_fails);
  ADD ("no-needless-notify", test_no_needless_notify);
  ADD ("dropped-in-flight", test_dropped_in_flight);
  ADD ("dropped-while-ending", test_dropped_while_ending);
  ADD ("patience", test_patience);
  for (gsize i = 0; i < G_N_ELEMENTS (farewells); i++)
    {
      g_autofree char *path = g_strdup_printf ("/visit/farewell/%" G_GSIZE_FORMAT, i);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_farewell, tear_down);
    }

  return g_test_run ();
}
