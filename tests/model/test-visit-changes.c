/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed during a visit: when it is looked at again, with which requests, and that the end never hangs on it. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-course-presenter.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  SbImpersonation *impersonation;
  SbVisitPresenter *visit;
  guint n_ended;
} Fixture;

static void
ended_cb (SbVisitPresenter *visit, gboolean is_confirmed, Fixture *f)
{
  f->n_ended++;
}

static void
make_visit (Fixture *f, guint look_ms)
{
  g_clear_object (&f->visit);
  f->visit = g_object_new (SB_TYPE_VISIT_PRESENTER, "impersonation", f->impersonation, "look-ms", look_ms, NULL);
  g_signal_connect (f->visit, "ended", G_CALLBACK (ended_cb), f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", "ana@acme.example", "Lisbon");

  f->platform = sb_fake_platform_new ();
  f->impersonation = sb_model_visit (f->platform, learner);
  /* A test that is slow must not be taken for a platform that is. */
  make_visit (f, 60000);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->visit != NULL)
    g_assert_finalize_object (f->visit);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_assert_finalize_object (f->platform);
}

/* ---- what the platform answers ---- */

static SbCourse *
make_course (int n_completed)
{
  return sb_course_new (&(SbCourseFields){ .id = "1", .name = "Workplace Safety", .status = SB_PROGRESS_IN_PROGRESS,
                                           .can_enter = TRUE, .items_total = 7, .items_completed = n_completed });
}

static void
push_courses (Fixture *f, int n_completed)
{
  GPtrArray *courses = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (courses, make_course (n_completed));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_COURSES, courses, (GDestroyNotify) g_ptr_array_unref);
}

static void
push_notices (Fixture *f, guint unread)
{
  SbNoticeList *list = sb_notice_list_new ();

  list->unread = unread;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_NOTICES, list, (GDestroyNotify) sb_notice_list_free);
}

static void
push_profile (Fixture *f, const char *language)
{
  SbProfile *profile = sb_profile_new ();

  profile->display_name = g_strdup ("Ana Silva");
  profile->language = g_strdup (language);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_PROFILE, profile, (GDestroyNotify) sb_profile_free);
}

static void
push_items (Fixture *f, int n_completed, SbProgress status)
{
  SbCourseDetail *detail = sb_course_detail_new ();

  detail->course = make_course (n_completed);
  g_ptr_array_add (detail->items, sb_course_item_new (&(SbCourseItemFields){ .id = "9", .title = "Fire Doors",
                                                                             .kind = SB_ITEM_KIND_VIDEO,
                                                                             .status = status }));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_COURSE, detail, (GDestroyNotify) sb_course_detail_free);
}

static void
push_end (Fixture *f)
{
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, sb_model_session ("uuid", "4711"),
                                (GDestroyNotify) sb_session_unref);
}

/* ---- steps ---- */

static void
load (Fixture *f)
{
  push_courses (f, 3);
  push_notices (f, 2);
  push_profile (f, "pt");
  sb_visit_presenter_load (f->visit);
  sb_test_drain ();
}

static void
open_course (Fixture *f)
{
  g_autoptr (SbCoursePresenter) course = sb_visit_presenter_open_course (f->visit, "1");

  push_items (f, 3, SB_PROGRESS_NOT_STARTED);
  sb_course_presenter_load (course);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&course));
}

static void
hold_look (Fixture *f)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_COURSES);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_NOTICES);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_PROFILE);
}

static void
end (Fixture *f, SbEndHow how)
{
  push_end (f);
  sb_visit_presenter_end (f->visit, how);
  sb_test_wait_until (f->n_ended == 1);
}

static void
assert_end_was_sent (Fixture *f, const char *how)
{
  g_autofree char *log = sb_fake_platform_dup_log (f->platform);

  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 1);
  g_assert_nonnull (strstr (log, how));
}

static void
assert_changes (Fixture *f, SbLook look, guint n_changes)
{
  const SbChangeReport *report = sb_visit_presenter_get_changes (f->visit);

  g_assert_nonnull (report);
  g_assert_cmpint (report->look, ==, look);
  g_assert_cmpuint (report->changes->len, ==, n_changes);
}

/* ---- tests ---- */

static void
test_looks_before_the_end (Fixture *f, gconstpointer data)
{
  const SbLedgerChange *change;
  g_autofree char *log = NULL;

  load (f);
  open_course (f);
  g_assert_null (sb_visit_presenter_get_changes (f->visit));

  push_courses (f, 4);
  push_items (f, 4, SB_PROGRESS_COMPLETED);
  push_notices (f, 1);
  push_profile (f, "de");
  end (f, SB_END_SWITCH_BACK);

  assert_changes (f, SB_LOOK_COMPLETE, 4);
  change = g_ptr_array_index (sb_visit_presenter_get_changes (f->visit)->changes, 0);
  g_assert_cmpint (change->kind, ==, SB_CHANGE_ITEM);
  g_assert_cmpstr (change->item_title, ==, "Fire Doors");

  /* The learner's token is dead after the end. */
  log = sb_fake_platform_dup_log (f->platform);
  g_assert_true (g_str_has_prefix (g_strrstr (log, "end "), "end "));
  g_assert_null (strstr (g_strrstr (log, "end "), "list-courses"));
}

/* Only what was seen is looked at again: nothing was opened, and the profile never came. */
static void
test_asks_for_no_more_than_was_seen (Fixture *f, gconstpointer data)
{
  push_courses (f, 3);
  push_notices (f, 2);
  sb_visit_presenter_load_courses (f->visit);
  sb_visit_presenter_load_notices (f->visit);
  sb_test_drain ();

  push_courses (f, 3);
  push_notices (f, 2);
  end (f, SB_END_CLOSED);
  assert_changes (f, SB_LOOK_PARTIAL, 0);
  assert_end_was_sent (f, "how=closed");
}

static void
test_nothing_seen (Fixture *f, gconstpointer data)
{
  end (f, SB_END_SWITCH_BACK);
  g_assert_null (sb_visit_presenter_get_changes (f->visit));
}

static void
test_too_slow (Fixture *f, gconstpointer data)
{
  make_visit (f, 1);
  load (f);
  hold_look (f);
  end (f, SB_END_SWITCH_BACK);
  assert_changes (f, SB_LOOK_FAILED, 0);
  assert_end_was_sent (f, "how=switch-back");
}

/* What came in time counts. */
static void
test_partly_too_slow (Fixture *f, gconstpointer data)
{
  load (f);
  push_courses (f, 4);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_NOTICES);
  push_profile (f, "pt");
  push_end (f);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 0);
  sb_visit_presenter_hurry (f->visit);
  sb_test_wait_until (f->n_ended == 1);
  assert_changes (f, SB_LOOK_PARTIAL, 1);
}

static void
test_fails (Fixture *f, gconstpointer data)
{
  load (f);
  sb_model_push_error (f->platform, SB_FAKE_LIST_COURSES, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_model_push_error (f->platform, SB_FAKE_LIST_NOTICES, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sb_model_push_error (f->platform, SB_FAKE_LOAD_PROFILE, SB_API_ERROR_SERVER, 500, NULL);
  end (f, SB_END_SWITCH_BACK);
  assert_changes (f, SB_LOOK_FAILED, 0);
  assert_end_was_sent (f, "how=switch-back");
}

/* Whoever asks a second time does not want to wait. */
static void
test_asked_twice (Fixture *f, gconstpointer data)
{
  load (f);
  hold_look (f);
  push_end (f);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_drain ();
  g_assert_cmpuint (f->n_ended, ==, 0);
  g_assert_true (sb_model_get_boolean (f->visit, "is-ending"));

  sb_visit_presenter_end (f->visit, SB_END_CLOSED);
  sb_test_wait_until (f->n_ended == 1);
  assert_end_was_sent (f, "how=switch-back");
}

static void
test_hurried_before (Fixture *f, gconstpointer data)
{
  load (f);
  sb_visit_presenter_hurry (f->visit);
  end (f, SB_END_CLOSED);
  g_assert_null (sb_visit_presenter_get_changes (f->visit));
}

static void
test_expired (Fixture *f, gconstpointer data)
{
  load (f);
  end (f, SB_END_EXPIRED);
  g_assert_null (sb_visit_presenter_get_changes (f->visit));
}

static void
test_little_time_left (Fixture *f, gconstpointer data)
{
  SbSession *session = sb_impersonation_get_session (f->impersonation);

  g_date_time_unref (session->expires_at);
  session->expires_at = g_date_time_add_seconds (session->started_at, 10);
  make_visit (f, 60000);
  push_end (f);
  push_courses (f, 3);
  sb_visit_presenter_load_courses (f->visit);
  sb_test_wait_until (f->n_ended == 1);
  g_assert_null (sb_visit_presenter_get_changes (f->visit));
}

/* The end is not the page's: it is sent although nobody waits for the look any more. */
static void
test_dropped_while_looking (Fixture *f, gconstpointer data)
{
  load (f);
  hold_look (f);
  push_end (f);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->visit));
  sb_test_wait_until (sb_impersonation_get_state (f->impersonation) == SB_IMPERSONATION_ENDED);
  assert_end_was_sent (f, "how=switch-back");
}

/* The end could not be delivered. What was found before stays, and is not looked for again. */
static void
test_end_fails (Fixture *f, gconstpointer data)
{
  load (f);
  push_courses (f, 4);
  push_notices (f, 2);
  push_profile (f, "pt");
  sb_model_push_error (f->platform, SB_FAKE_END, SB_API_ERROR_TLS, 0, NULL);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (f->n_ended == 1);
  push_end (f);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (f->n_ended == 2);
  assert_changes (f, SB_LOOK_COMPLETE, 1);
}

static void
remove_ledger (const char *folder)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "ledger.db", NULL);

  g_assert_true (g_file_delete (file, NULL, NULL));
}

/* What was found is on record before it is over. */
static void
test_on_record (void)
{
  g_autofree char *folder = g_dir_make_tmp ("switchback-visit-XXXXXX", NULL);
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, "Lisbon");
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  SbLedger *ledger = sb_ledger_new (folder);
  Fixture f = { .platform = sb_fake_platform_new () };

  f.impersonation = sb_model_recorded_visit (f.platform, learner, ledger);
  make_visit (&f, 60000);
  load (&f);
  push_courses (&f, 4);
  push_notices (&f, 2);
  push_profile (&f, "pt");
  end (&f, SB_END_SWITCH_BACK);
  sb_model_wait_for_ledger (ledger);

  entry = sb_ledger_load (ledger, sb_impersonation_get_request (f.impersonation)->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->state, ==, SB_IMPERSONATION_ENDED);
  g_assert_cmpint (entry->look, ==, SB_LOOK_COMPLETE);
  g_assert_cmpuint (entry->changes->len, ==, 1);
  g_assert_cmpstr (((SbLedgerChange *) entry->changes->pdata[0])->after, ==, "in-progress 4/7");

  tear_down (&f, NULL);
  g_assert_finalize_object (ledger);
  remove_ledger (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/visit-changes/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("looks-before-the-end", test_looks_before_the_end);
  ADD ("asks-for-no-more-than-was-seen", test_asks_for_no_more_than_was_seen);
  ADD ("nothing-seen", test_nothing_seen);
  ADD ("too-slow", test_too_slow);
  ADD ("partly-too-slow", test_partly_too_slow);
  ADD ("fails", test_fails);
  ADD ("asked-twice", test_asked_twice);
  ADD ("hurried-before", test_hurried_before);
  ADD ("expired", test_expired);
  ADD ("little-time-left", test_little_time_left);
  ADD ("dropped-while-looking", test_dropped_while_looking);
  ADD ("end-fails", test_end_fails);
  g_test_add_func ("/visit-changes/on-record", test_on_record);

  return g_test_run ();
}
