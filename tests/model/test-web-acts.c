/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done in the platform's own pages goes on record, with the names that it has in the overview; and a course
 * that is entered there is looked at before. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-history-words.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"
#include "sb-visit-place.h"
#include "sb-web-acts.h"

#include <string.h>

#define ORIGIN "https://learn.example"

typedef struct
{
  SbFakePlatform *platform;
  SbLedger *ledger;
  SbImpersonation *impersonation;
  SbVisitPolicy *policy;
  SbVisitPresenter *visit;
  SbWebActs *acts;
} Fixture;

static SbCourse *
make_course (const char *id, const char *page_url)
{
  return sb_course_new (&(SbCourseFields){ .id = id, .name = "Safety", .page_url = page_url,
                                           .status = SB_PROGRESS_IN_PROGRESS });
}

static SbCourseItem *
make_item (const char *id, SbProgress status)
{
  return sb_course_item_new (&(SbCourseItemFields){ .id = id, .title = "Fire Doors", .kind = SB_ITEM_KIND_VIDEO,
                                                    .status = status });
}

static void
push_course (Fixture *f, SbProgress status)
{
  SbCourseDetail *detail = sb_course_detail_new ();

  detail->course = make_course ("31", "/learn/course/31/safety");
  g_ptr_array_add (detail->items, make_item ("317", status));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_COURSE, detail, (GDestroyNotify) sb_course_detail_free);
}

static void
push_courses (Fixture *f)
{
  GPtrArray *courses = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (courses, make_course ("31", "/learn/course/31/safety"));
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_COURSES, courses, (GDestroyNotify) g_ptr_array_unref);
}

static void
set_up (Fixture *f, gconstpointer is_look_only)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "switchback", NULL);
  g_autoptr (SbLearner) learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);

  g_mkdir_with_parents (folder, 0700);
  f->platform = sb_fake_platform_new ();
  f->ledger = sb_ledger_new (folder);
  f->impersonation = sb_model_recorded_visit (f->platform, learner, f->ledger);
  f->policy = sb_visit_policy_new (GPOINTER_TO_INT (is_look_only));
  f->visit = g_object_new (SB_TYPE_VISIT_PRESENTER, "impersonation", f->impersonation, "look-ms", 60000, NULL);
  f->acts = sb_web_acts_new (f->impersonation, f->policy, f->visit);

  push_courses (f);
  sb_visit_presenter_load_courses (f->visit);
  sb_test_drain ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->acts);
  g_assert_finalize_object (f->visit);
  g_assert_finalize_object (f->policy);
  g_assert_finalize_object (f->impersonation);
  g_assert_finalize_object (f->platform);
  g_assert_finalize_object (f->ledger);
}

static SbLedgerEntry *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  SbLedgerEntry *entry = NULL;

  sb_model_wait_for_ledger (f->ledger);
  entry = sb_ledger_load (f->ledger, sb_impersonation_get_request (f->impersonation)->uuid, &error);
  g_assert_no_error (error);

  return entry;
}

static void
assert_words (Fixture *f, const char *expected)
{
  g_autoptr (SbLedgerEntry) entry = load (f);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < entry->acts->len; i++)
    {
      g_autofree char *act = sb_history_words_make_act (g_ptr_array_index (entry->acts, i));

      g_string_append_printf (words, "%s\n", act);
    }
  /* Names stand in isolating characters. */
  g_string_replace (words, "\u2068", "", 0);
  g_string_replace (words, "\u2069", "", 0);
  g_assert_cmpstr (words->str, ==, expected);
}

static void
act (Fixture *f, const char *path, SbAct what, gboolean is_done)
{
  g_autofree char *address = g_strconcat (ORIGIN, path, NULL);

  sb_web_acts_let_go (f->acts, address, what);
  sb_test_drain ();
  sb_web_acts_answered (f->acts, address, is_done);
}

/* The course is looked at once, when the first of its pages is entered. */
static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLedgerEntry) entry = NULL;
  const SbLedgerAct *first;

  push_course (f, SB_PROGRESS_NOT_STARTED);
  act (f, "/learn/course/31/safety", SB_ACT_NONE, TRUE);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_COURSE), ==, 1);

  act (f, "/learn/course/31/play/317", SB_ACT_START, TRUE);
  act (f, "/learn/course/31/play/317?again", SB_ACT_START, TRUE);
  act (f, "/learn/course/31/play/317/complete", SB_ACT_COMPLETE, FALSE);
  act (f, "/learn/course/31/play/317/complete", SB_ACT_COMPLETE, TRUE);
  act (f, "/learn/course/31/survey/9", SB_ACT_SUBMIT, TRUE);
  act (f, "/learn/notifications/8?x=y", SB_ACT_OPEN_NOTICE, TRUE);
  act (f, "/learn/buy", SB_ACT_ENROL, TRUE);
  act (f, "/learn/terms", SB_ACT_ACCEPT_POLICY, TRUE);
  act (f, "/learn/messages", SB_ACT_SEND_MESSAGE, TRUE);
  act (f, "/learn/player/position", SB_ACT_CHANGE, TRUE);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_COURSE), ==, 1);

  assert_words (f, "“Fire Doors” started or resumed\n“Fire Doors” completed\n“/learn/course/31/survey/9” handed in\n"
                   "Notification opened: “/learn/notifications/8”\nEnrolment changed: “/learn/buy”\n"
                   "“/learn/terms” accepted\nMessage sent: “/learn/messages”\n");
  entry = load (f);
  first = g_ptr_array_index (entry->acts, 0);
  g_assert_cmpstr (first->course_id, ==, "31");
  g_assert_cmpstr (first->item_id, ==, "317");
}

/* Only what was let go can be done, and only once; what is not answered is not said to be done. */
static void
test_answers (Fixture *f, gconstpointer data)
{
  sb_web_acts_answered (f->acts, ORIGIN "/learn/x", TRUE);
  sb_web_acts_let_go (f->acts, ORIGIN "/learn/x", SB_ACT_SUBMIT);
  sb_web_acts_let_go (f->acts, ORIGIN "/learn/y", SB_ACT_SUBMIT);
  sb_web_acts_answered (f->acts, ORIGIN "/learn/z", TRUE);
  sb_web_acts_answered (f->acts, ORIGIN "/learn/y", TRUE);
  sb_web_acts_answered (f->acts, ORIGIN "/learn/y", TRUE);

  assert_words (f, "“/learn/y” handed in\n");
}

/* What somebody has allowed in look only, whatever it is. */
static void
test_look_only (Fixture *f, gconstpointer data)
{
  act (f, "/learn/settings", SB_ACT_CHANGE, TRUE);
  act (f, "/learn/home", SB_ACT_NONE, TRUE);

  assert_words (f, "“/learn/settings” changed\n");
}

/* What was seen before an act in the pages is what the end compares with. */
static void
test_before (Fixture *f, gconstpointer data)
{
  const SbChangeReport *report;
  const SbLedgerChange *change;

  push_course (f, SB_PROGRESS_NOT_STARTED);
  act (f, "/learn/course/31/safety", SB_ACT_NONE, TRUE);

  push_courses (f);
  push_course (f, SB_PROGRESS_COMPLETED);
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, sb_model_session ("uuid", "4711"),
                                (GDestroyNotify) sb_session_unref);
  sb_visit_presenter_end (f->visit, SB_END_SWITCH_BACK);
  sb_test_wait_until (sb_impersonation_get_state (f->impersonation) == SB_IMPERSONATION_ENDED);

  report = sb_visit_presenter_get_changes (f->visit);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->changes->len, ==, 1);
  change = g_ptr_array_index (report->changes, 0);
  g_assert_cmpint (change->kind, ==, SB_CHANGE_ITEM);
  g_assert_cmpstr (change->item_title, ==, "Fire Doors");
}

/* A course that cannot be looked at is no reason not to show its page, or not to say what was done there. */
static void
test_not_seen (Fixture *f, gconstpointer data)
{
  sb_model_push_error (f->platform, SB_FAKE_LOAD_COURSE, SB_API_ERROR_SERVER, 500, NULL);
  act (f, "/learn/course/31/play/317", SB_ACT_START, TRUE);

  assert_words (f, "“/learn/course/31/play/317” started or resumed\n");
}

static const struct
{
  const char *page_url; /* of the course 31 */
  const char *path;
  gboolean is_course;
  gboolean is_item;     /* 317 */
} places[] = {
  { "/learn/course/31/safety", "/learn/course/31/safety", TRUE, FALSE },
  { "/learn/course/31/safety?from=home#top", "/learn/course/31", TRUE, FALSE },
  { "https://learn.example/learn/course/31", "/learn/course/31/play/317", TRUE, TRUE },
  { "/learn/course/31/safety", "/learn/course/31/play/317/complete", TRUE, TRUE },
  { "/learn/course/31/safety", "/learn/course/31/play/3170", TRUE, FALSE },
  { "/learn/course/31/safety", "/learn/course/310/play/317", FALSE, FALSE },
  { "/learn/course/31/safety", "/learn/item/31", FALSE, FALSE },
  { "/learn/course/31/safety", "/", FALSE, FALSE },
  { "/learn/course/31/safety", "", FALSE, FALSE },
  { "/course/view.php?id=31", "/course/view.php", FALSE, FALSE },
  { "31", "31", FALSE, FALSE },
  { NULL, "/learn/course/31", FALSE, FALSE },
};

static void
test_places (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, make_item ("317", SB_PROGRESS_NOT_STARTED));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func (g_object_unref);
      SbCourse *course;

      g_test_message ("%s in %s", places[i].path, places[i].page_url);
      g_ptr_array_add (courses, make_course ("30", "/learn/course/30/first"));
      g_ptr_array_add (courses, make_course ("31", places[i].page_url));
      course = sb_visit_place_find_course (courses, places[i].path);
      g_assert_cmpint (course == g_ptr_array_index (courses, 1), ==, places[i].is_course);
      if (course != NULL)
        g_assert_cmpint (sb_visit_place_find_item (course, items, places[i].path) != NULL, ==, places[i].is_item);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, look_only, func) \
  g_test_add ("/web-acts/" name, Fixture, GINT_TO_POINTER (look_only), set_up, func, tear_down)
  ADD ("names", FALSE, test_names);
  ADD ("answers", FALSE, test_answers);
  ADD ("look-only", TRUE, test_look_only);
  ADD ("before", FALSE, test_before);
  ADD ("not-seen", FALSE, test_not_seen);
  g_test_add_func ("/web-acts/places", test_places);

  return g_test_run ();
}
