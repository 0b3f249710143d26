/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One course without a display: its rows, and what is done with them. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-course-presenter.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"

typedef struct
{
  SbFakePlatform *platform;
  SbImpersonation *impersonation;
  SbCoursePresenter *presenter;
  GString *acts;    /* "sentence\n" for each ::acted, "!title\n" for each ::act-failed */
  GString *changes; /* "position-removed+added " for each items-changed */
  guint n_lost;
} Fixture;

static void
acted_cb (SbCoursePresenter *presenter, const char *sentence, Fixture *f)
{
  g_string_append_printf (f->acts, "%s\n", sentence);
}

static void
act_failed_cb (SbCoursePresenter *presenter, SbProblem *problem, Fixture *f)
{
  g_string_append_printf (f->acts, "!%s\n", problem->title);
}

static void
lost_cb (SbCoursePresenter *presenter, Fixture *f)
{
  f->n_lost++;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  g_string_append_printf (f->changes, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);
  g_autoptr (SbCourse) course = sb_course_new (&(SbCourseFields){ .id = "31", .name = "Safety" });

  f->platform = sb_fake_platform_new ();
  f->impersonation = sb_model_visit (f->platform, learner);
  f->presenter = sb_course_presenter_new (f->impersonation, course);
  f->acts = g_string_new (NULL);
  f->changes = g_string_new (NULL);
  g_signal_connect (f->presenter, "acted", G_CALLBACK (acted_cb), f);
  g_signal_connect (f->presenter, "act-failed", G_CALLBACK (act_failed_cb), f);
  g_signal_connect (f->presenter, "session-lost", G_CALLBACK (lost_cb), f);
  g_signal_connect (sb_course_presenter_get_items (f->presenter), "items-changed", G_CALLBACK (items_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->presenter != NULL)
    g_assert_finalize_object (f->presenter);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->impersonation);
  g_assert_finalize_object (f->platform);
  g_string_free (f->acts, TRUE);
  g_string_free (f->changes, TRUE);
}

/* A letter for each item: n(ot started), i(n progress at 3:00), r (in progress, no position), c(ompleted), l(ocked). */
static void
push_course (Fixture *f, const char *letters)
{
  SbCourseDetail *detail = sb_course_detail_new ();

  detail->course = sb_course_new (&(SbCourseFields){ .id = "31", .name = "Safety", .items_total = 3 });
  for (const char *p = letters; *p != '\0'; p++)
    {
      g_autofree char *id = g_strdup_printf ("%d", (int) (p - letters));
      SbCourseItemFields fields = { .id = id, .title = "Fire Doors", .kind = SB_ITEM_KIND_VIDEO, .duration = 420,
                                    .is_completable = TRUE };

      fields.status = *p == 'c' ? SB_PROGRESS_COMPLETED
                    : *p == 'i' || *p == 'r' ? SB_PROGRESS_IN_PROGRESS
                                             : SB_PROGRESS_NOT_STARTED;
      fields.position = *p == 'i' ? 180 : 0;
      fields.is_locked = *p == 'l';
      g_ptr_array_add (detail->items, sb_course_item_new (&fields));
    }

  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_COURSE, detail, (GDestroyNotify) sb_course_detail_free);
}

static void
load (Fixture *f, const char *letters)
{
  push_course (f, letters);
  sb_course_presenter_load (f->presenter);
  sb_test_drain ();
  g_string_truncate (f->changes, 0);
  sb_fake_platform_clear_log (f->platform);
}

static SbCourseItem *
get_item (Fixture *f, guint position)
{
  return g_list_model_get_item (sb_course_presenter_get_items (f->presenter), position);
}

static void
test_load (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_BUSY);
  load (f, "nic");
  g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_READY);
  g_assert_cmpuint (g_list_model_get_n_items (sb_course_presenter_get_items (f->presenter)), ==, 3);
  g_assert_cmpint (sb_course_get_items_total (sb_course_presenter_get_course (f->presenter)), ==, 3);

  load (f, "");
  g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_EMPTY);
}

static void
test_load_fails (Fixture *f, gconstpointer data)
{
  for (int code = SB_API_ERROR_NETWORK; code <= SB_API_ERROR_PROTOCOL; code++)
    {
      sb_model_push_error (f->platform, SB_FAKE_LOAD_COURSE, code, 0, NULL);
      sb_course_presenter_load (f->presenter);
      g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_BUSY);
      sb_test_drain ();
      g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_FAILED);
      g_assert_nonnull (sb_course_presenter_get_problem (f->presenter));
    }

  g_assert_cmpuint (f->n_lost, ==, 1);
  load (f, "n");
  g_assert_null (sb_course_presenter_get_problem (f->presenter));
}

static void
test_complete (Fixture *f, gconstpointer data)
{
  g_autoptr (SbCourseItem) item = NULL;
  g_autoptr (SbCourseItem) first = NULL;
  g_autoptr (SbCourseItem) still_first = NULL;
  g_autofree char *log = NULL;

  load (f, "cil");
  first = get_item (f, 0);
  item = get_item (f, 1);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_TRACK);
  sb_course_presenter_complete (f->presenter, item);
  sb_model_assert_string (f->presenter, "busy-item", "1");
  sb_course_presenter_start (f->presenter, first);
  sb_test_drain ();

  push_course (f, "ccn");
  sb_fake_platform_release_ok (f->platform, SB_FAKE_TRACK);
  sb_test_drain ();
  sb_model_assert_string (f->presenter, "busy-item", NULL);
  g_assert_cmpstr (f->acts->str, ==, "“Fire Doors” completed as Ana Silva\n");

  /* Only the rows that changed were replaced; the others are the same objects. */
  g_assert_cmpstr (f->changes->str, ==, "1-1+1 2-1+1 ");
  still_first = get_item (f, 0);
  g_assert_true (still_first == first);
  log = sb_fake_platform_dup_log (f->platform);
  g_assert_true (g_str_has_suffix (log, " 31\n"));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_TRACK), ==, 1);
}

static void
test_sentences (Fixture *f, gconstpointer data)
{
  load (f, "nirl");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (SbCourseItem) item = get_item (f, i);

      if (i < 3)
        {
          sb_fake_platform_push_ok (f->platform, SB_FAKE_TRACK);
          push_course (f, "nirl");
        }
      sb_course_presenter_start (f->presenter, item);
      sb_test_drain ();
    }

  g_assert_cmpstr (f->acts->str, ==,
                   "“Fire Doors” started as Ana Silva\n"
                   "“Fire Doors” resumed at 3:00 as Ana Silva\n"
                   "“Fire Doors” resumed as Ana Silva\n");
  g_assert_cmpstr (f->changes->str, ==, "");
}

static void
test_act_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (SbCourseItem) item = NULL;

  load (f, "n");
  item = get_item (f, 0);
  sb_model_push_error (f->platform, SB_FAKE_TRACK, SB_API_ERROR_FORBIDDEN, 403, "not_completable");
  sb_course_presenter_complete (f->presenter, item);
  sb_test_drain ();
  sb_model_push_error (f->platform, SB_FAKE_TRACK, SB_API_ERROR_UNAUTHORIZED, 401, "token_expired");
  sb_course_presenter_start (f->presenter, item);
  sb_test_drain ();
  sb_model_push_error (f->platform, SB_FAKE_TRACK, SB_API_ERROR_UNAUTHORIZED, 401, "token_expired");
  sb_course_presenter_start (f->presenter, item);
  sb_test_drain ();

  g_assert_cmpstr (f->acts->str, ==,
                   "!This cannot be marked as completed\n!The log-in has run out\n!The log-in has run out\n");
  g_assert_cmpuint (f->n_lost, ==, 1);
  sb_model_assert_string (f->presenter, "busy-item", NULL);
  g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_READY);
}

static void
test_rows_come_and_go (Fixture *f, gconstpointer data)
{
  load (f, "nn");
  push_course (f, "nnn");
  sb_course_presenter_load (f->presenter);
  g_assert_cmpint (sb_course_presenter_get_loading (f->presenter), ==, SB_LOADING_READY);
  sb_test_drain ();
  g_assert_cmpstr (f->changes->str, ==, "0-2+3 ");
}

static void
test_no_needless_notify (Fixture *f, gconstpointer data)
{
  SbNotifyLog log;

  load (f, "n");
  sb_model_log_notifies (f->presenter, &log);
  load (f, "n");
  /* A load brings a new course object, and nothing else. */
  g_assert_cmpstr (log.names->str, ==, "course ");
  sb_model_clear_log (&log);
}

static void
test_dropped_in_flight (Fixture *f, gconstpointer data)
{
  g_autoptr (SbCourseItem) item = NULL;

  load (f, "n");
  item = get_item (f, 0);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_COURSE);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_TRACK);
  sb_course_presenter_load (f->presenter);
  sb_course_presenter_complete (f->presenter, item);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->presenter));
  sb_test_drain ();

  /* The load was given up, the act is seen through. */
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_LOAD_COURSE), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_TRACK), ==, 1);
  sb_fake_platform_release_ok (f->platform, SB_FAKE_TRACK);
}

/* Each act that the platform has confirmed is on record, and none that it has not; also one whose page is gone. */
static void
test_record (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "switchback", NULL);
  g_autoptr (SbLedger) ledger = sb_ledger_new (folder);
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);
  g_autoptr (SbCourse) course = sb_course_new (&(SbCourseFields){ .id = "31", .name = "Safety" });
  g_autoptr (SbCourseItem) item = NULL;
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  const SbLedgerAct *act;

  g_mkdir_with_parents (folder, 0700);
  g_clear_object (&f->presenter);
  g_clear_object (&f->impersonation);
  f->impersonation = sb_model_recorded_visit (f->platform, learner, ledger);
  f->presenter = sb_course_presenter_new (f->impersonation, course);
  load (f, "n");
  item = get_item (f, 0);

  sb_model_push_error (f->platform, SB_FAKE_TRACK, SB_API_ERROR_FORBIDDEN, 403, "not_completable");
  sb_course_presenter_complete (f->presenter, item);
  sb_test_drain ();
  sb_fake_platform_push_hold (f->platform, SB_FAKE_TRACK);
  sb_course_presenter_complete (f->presenter, item);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->presenter));
  sb_fake_platform_release_ok (f->platform, SB_FAKE_TRACK);
  sb_test_drain ();
  sb_model_wait_for_ledger (ledger);

  entry = sb_ledger_load (ledger, sb_impersonation_get_request (f->impersonation)->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entry->acts->len, ==, 1);
  act = g_ptr_array_index (entry->acts, 0);
  g_assert_cmpint (act->kind, ==, SB_ACT_ITEM_COMPLETED);
  g_assert_cmpstr (act->course_id, ==, "31");
  g_assert_cmpstr (act->course_title, ==, "Safety");
  g_assert_cmpstr (act->item_id, ==, "0");
  g_assert_cmpstr (act->item_title, ==, "Fire Doors");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/course/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("load", test_load);
  ADD ("load-fails", test_load_fails);
  ADD ("complete", test_complete);
  ADD ("record", test_record);
  ADD ("sentences", test_sentences);
  ADD ("act-fails", test_act_fails);
  ADD ("rows-come-and-go", test_rows_come_and_go);
  ADD ("no-needless-notify", test_no_needless_notify);
  ADD ("dropped-in-flight", test_dropped_in_flight);

  return g_test_run ();
}
