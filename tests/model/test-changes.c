/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two looks at a learner: what is different between them, in which words, and what is said when one look saw less. */

#include "config.h"

#include "sb-change-report.h"
#include "sb-change-words.h"
#include "sb-course-item.h"

#include <string.h>

#define MAX_THINGS 4

/* Status letters: ? unknown, n(ot started), i(n progress), c(ompleted), f(ailed), s(uspended). */
typedef struct
{
  const char *id;
  const char *title;
  char status;
  int done;
  int total;
} Thing;

typedef struct
{
  gboolean sees_no_courses;
  Thing courses[MAX_THINGS];
  gboolean has_opened;
  Thing items[MAX_THINGS]; /* of the course "1" */
  int unread;              /* negative: not seen */
  const char *time_zone;   /* nullable: the profile is not seen */
  const char *email;
  const char *name;
  const char *language;
} Look;

typedef struct
{
  const char *name;
  Look before;
  Look after;
  SbLook look;
  const char *lines; /* "sentence | detail\n" for each change */
} Row;

static SbProgress
get_status (char letter)
{
  static const char letters[] = "?nicfs";

  return strchr (letters, letter) - letters;
}

static SbCourse *
make_course (const Thing *thing)
{
  const SbCourseFields fields = { .id = thing->id, .name = thing->title, .status = get_status (thing->status),
                                  .items_completed = thing->done, .items_total = thing->total };

  return sb_course_new (&fields);
}

static SbCourseItem *
make_item (const Thing *thing)
{
  const SbCourseItemFields fields
      = { .id = thing->id, .title = thing->title, .kind = SB_ITEM_KIND_VIDEO, .status = get_status (thing->status),
          .position = thing->done, .duration = thing->total };

  return sb_course_item_new (&fields);
}

static void
see_courses (SbSnapshot *snapshot, const Look *look)
{
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MAX_THINGS && look->courses[i].id != NULL; i++)
    g_ptr_array_add (courses, make_course (&look->courses[i]));

  sb_snapshot_see_courses (snapshot, courses);
}

static void
see_items (SbSnapshot *snapshot, const Look *look)
{
  g_autoptr (SbCourseDetail) detail = sb_course_detail_new ();

  detail->course = make_course (&(Thing){ "1", "Workplace Safety", 'i', 0, 0 });
  for (guint i = 0; i < MAX_THINGS && look->items[i].id != NULL; i++)
    g_ptr_array_add (detail->items, make_item (&look->items[i]));

  sb_snapshot_see_course (snapshot, detail);
}

static SbSnapshot *
take (const Look *look)
{
  SbSnapshot *snapshot = sb_snapshot_new ();

  if (!look->sees_no_courses)
    see_courses (snapshot, look);
  if (look->has_opened)
    see_items (snapshot, look);
  if (look->unread >= 0)
    sb_snapshot_see_unread (snapshot, look->unread);
  if (look->time_zone != NULL)
    {
      SbProfile profile = { .display_name = (char *) look->name, .email = (char *) look->email,
                            .timezone = (char *) look->time_zone, .language = (char *) look->language,
                            .courses_total = look->unread };

      sb_snapshot_see_profile (snapshot, &profile);
    }

  return snapshot;
}

#define SAFETY(letter, done, total) { "1", "Workplace Safety", letter, done, total }
#define NOTHING_SEEN .sees_no_courses = TRUE, .unread = -1
#define LONG_10 "Long title"
#define LONG_100 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10 LONG_10
#define LONG_300 LONG_100 LONG_100 LONG_100

static const Row rows[] = {
  { "nothing",
    { .courses = { SAFETY ('i', 3, 7) }, .unread = 2, .time_zone = "Europe/Lisbon" },
    { .courses = { SAFETY ('i', 3, 7) }, .unread = 2, .time_zone = "Europe/Lisbon" },
    SB_LOOK_COMPLETE, "" },
  { "item-completed",
    { .courses = { SAFETY ('i', 3, 7) }, .has_opened = TRUE, .items = { { "9", "Fire Doors", 'i', 180, 420 } },
      .time_zone = "UTC" },
    { .courses = { SAFETY ('i', 4, 7) }, .has_opened = TRUE, .items = { { "9", "Fire Doors", 'c', 420, 420 } },
      .time_zone = "UTC" },
    SB_LOOK_COMPLETE,
    "“Fire Doors” was completed | Workplace Safety · before: In progress · 3:00 of 7:00\n"
    "“Workplace Safety” is now: In progress · 4 of 7 | Before: In progress · 3 of 7\n" },
  { "item-further",
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'i', 180, 420 } }, .time_zone = "UTC" },
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'i', 240, 420 } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE,
    "“Fire Doors” is now: In progress · 4:00 of 7:00 | Workplace Safety · before: In progress · 3:00 of 7:00\n" },
  { "item-longer",
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'i', 180, 420 } }, .time_zone = "UTC" },
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'i', 180, 500 } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "" },
  { "items-come-and-go",
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'n' }, { "10", "Exits", 'n' } }, .time_zone = "UTC" },
    { .has_opened = TRUE, .items = { { "11", "Alarms", 'c' }, { "9", "Fire Doors", 'n' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "" },
  { "item-named-twice",
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'n' }, { "9", "Fire Doors", 'n' } }, .time_zone = "UTC" },
    { .has_opened = TRUE, .items = { { "9", "Fire Doors", 'c' }, { "9", "Fire Doors", 'c' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“Fire Doors” was completed | Workplace Safety · before: Not started\n" },
  { "test-failed",
    { .has_opened = TRUE, .items = { { "9", "Quiz", 'n' } }, .time_zone = "UTC" },
    { .has_opened = TRUE, .items = { { "9", "Quiz", 'f' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“Quiz” was not passed | Workplace Safety · before: Not started\n" },
  { "course-started",
    { .courses = { SAFETY ('n', 0, 7) }, .time_zone = "UTC" },
    { .courses = { SAFETY ('i', 0, 7) }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“Workplace Safety” was started | Before: Not started\n" },
  { "course-completed",
    { .courses = { SAFETY ('i', 6, 7) }, .time_zone = "UTC" },
    { .courses = { SAFETY ('c', 7, 7) }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“Workplace Safety” was completed | Before: In progress · 6 of 7\n" },
  { "course-undone",
    { .courses = { SAFETY ('c', 7, 7) }, .time_zone = "UTC" },
    { .courses = { SAFETY ('s', 7, 7) }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“Workplace Safety” is now: Suspended | Before: Completed\n" },
  { "course-gets-items",
    { .courses = { SAFETY ('i', 3, 7) }, .time_zone = "UTC" },
    { .courses = { SAFETY ('i', 3, 8) }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "" },
  { "platform-does-not-say",
    { .courses = { SAFETY ('i', 3, 7) }, .time_zone = "UTC" },
    { .courses = { SAFETY ('?', 0, 0) }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "" },
  { "enrolments",
    { .courses = { SAFETY ('i', 3, 7), { "2", "Old", 'n' } }, .time_zone = "UTC" },
    { .courses = { { "3", "New", 'n' }, SAFETY ('i', 3, 7), { "3", "New", 'n' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "Enrolled in “New” | \nNo longer enrolled in “Old” | Before: Not started\n" },
  { "opened-and-left",
    { .courses = { SAFETY ('n', 0, 0) }, .has_opened = TRUE, .items = { { "9", "Fire Doors", 'n' } }, .time_zone = "UTC" },
    { .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "No longer enrolled in “Workplace Safety” | Before: Not started\n" },
  { "unread-one",
    { .unread = 2, .time_zone = "UTC" }, { .unread = 1, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "1 notification is unread now | Before: 2\n" },
  { "unread-more",
    { .unread = 0, .time_zone = "UTC" }, { .unread = 3, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "3 notifications are unread now | Before: 0\n" },
  { "unread-none",
    { .unread = 2, .time_zone = "UTC" }, { .unread = 0, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "No notification is unread any more | Before: 2\n" },
  { "language",
    { .time_zone = "UTC", .language = "german" }, { .time_zone = "UTC", .language = "klingon" },
    SB_LOOK_COMPLETE, "The language is now “klingon” | Before: German\n" },
  { "profile",
    { .time_zone = "Europe/Lisbon", .email = "ana@acme.example", .name = "Ana Silva" },
    { .time_zone = "", .email = "mallory@acme.example", .name = "Ana Costa" },
    SB_LOOK_COMPLETE,
    "The name is now “Ana Costa” | Before: Ana Silva\nThe e-mail address was changed | \n"
    "No time zone is set any more | Before: Europe/Lisbon\n" },
  { "markup",
    { .courses = { { "1", "<b>R&D</b> %s [x](y)", 'n' } }, .time_zone = "UTC" },
    { .courses = { { "1", "<b>R&D</b> %s [x](y)", 'i' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“<b>R&D</b> %s [x](y)” was started | Before: Not started\n" },
  { "right-to-left",
    { .courses = { { "1", "بيئة \u202eالعمل", 'n' } }, .time_zone = "UTC" },
    { .courses = { { "1", "بيئة \u202eالعمل", 'i' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“\u2068بيئة العمل\u2069” was started | Before: Not started\n" },
  { "long",
    { .courses = { { "1", LONG_300, 'n' } }, .time_zone = "UTC" },
    { .courses = { { "1", LONG_300, 'i' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“" LONG_300 "” was started | Before: Not started\n" },
  { "lines",
    { .courses = { { "1", "Two\n\nlines", 'n' } }, .time_zone = "UTC" },
    { .courses = { { "1", "Two\n\nlines", 'i' } }, .time_zone = "UTC" },
    SB_LOOK_COMPLETE, "“Two lines” was started | Before: Not started\n" },
  { "no-courses-after",
    { .courses = { SAFETY ('i', 3, 7) }, .unread = 2, .time_zone = "UTC" },
    { .sees_no_courses = TRUE, .unread = 2, .time_zone = "UTC" },
    SB_LOOK_PARTIAL, "" },
  { "no-profile-before",
    { .courses = { SAFETY ('i', 3, 7) }, .unread = 2 },
    { .courses = { SAFETY ('i', 4, 7) }, .unread = 2, .time_zone = "UTC" },
    SB_LOOK_PARTIAL, "“Workplace Safety” is now: In progress · 4 of 7 | Before: In progress · 3 of 7\n" },
  { "items-not-after",
    { .courses = { SAFETY ('i', 3, 7) }, .has_opened = TRUE, .items = { { "9", "Fire Doors", 'n' } }, .time_zone = "UTC" },
    { .courses = { SAFETY ('i', 3, 7) }, .time_zone = "UTC" },
    SB_LOOK_PARTIAL, "" },
  { "nothing-after", { .courses = { SAFETY ('i', 3, 7) }, .time_zone = "UTC" }, { NOTHING_SEEN }, SB_LOOK_FAILED, "" },
  { "nothing-before", { NOTHING_SEEN }, { .courses = { SAFETY ('i', 3, 7) }, .time_zone = "UTC" }, SB_LOOK_FAILED, "" },
};

static char *
make_lines (const SbChangeReport *report)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < report->changes->len; i++)
    {
      const SbLedgerChange *change = g_ptr_array_index (report->changes, i);
      g_autofree char *sentence = sb_change_words_make_sentence (change);
      g_autofree char *detail = sb_change_words_make_detail (change);

      g_string_append_printf (lines, "%s | %s\n", sentence, detail);
    }

  return g_string_free (lines, FALSE);
}

/* What was found can be kept and read again. */
static SbChangeReport *
keep (const SbChangeReport *report)
{
  g_autoptr (SbChangeReport) kept = sb_change_report_new_for (report->look, report->changes);

  for (guint i = 0; i < kept->changes->len; i++)
    {
      SbLedgerChange *change = g_ptr_array_index (kept->changes, i);

      change->kind = sb_change_kind_from_word (change->word);
    }
  kept->look = sb_look_from_word (sb_look_to_word (kept->look));

  return g_steal_pointer (&kept);
}

static void
test_compare (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (SbSnapshot) before = take (&row->before);
  g_autoptr (SbSnapshot) after = take (&row->after);
  g_autoptr (SbChangeReport) report = sb_change_report_new (before, after);
  g_autoptr (SbChangeReport) kept = keep (report);
  g_autofree char *lines = make_lines (report);
  g_autofree char *kept_lines = make_lines (kept);

  g_assert_cmpstr (lines, ==, row->lines);
  g_assert_cmpint (report->look, ==, row->look);
  g_assert_cmpstr (kept_lines, ==, row->lines);
  g_assert_cmpint (kept->look, ==, row->look);
}

/* An address and a picture are not kept. */
static void
test_private (void)
{
  const Look early = { .time_zone = "UTC", .email = "ana@acme.example" };
  const Look late = { .time_zone = "UTC", .email = "mallory@acme.example" };
  g_autoptr (SbSnapshot) before = take (&early);
  g_autoptr (SbSnapshot) after = take (&late);
  g_autoptr (SbChangeReport) report = sb_change_report_new (before, after);
  const SbLedgerChange *change = g_ptr_array_index (report->changes, 0);

  g_assert_cmpint (change->kind, ==, SB_CHANGE_EMAIL);
  g_assert_null (change->before);
  g_assert_null (change->after);
}

/* The first look at a thing stays: what is seen later is not the beginning. */
static void
test_first_look (void)
{
  const Look early = { .courses = { SAFETY ('i', 3, 7) }, .has_opened = TRUE, .items = { { "9", "Fire Doors", 'n' } },
                       .unread = 2, .time_zone = "UTC" };
  const Look late = { .courses = { SAFETY ('c', 7, 7) }, .has_opened = TRUE, .items = { { "9", "Fire Doors", 'c' } },
                      .unread = 0, .time_zone = "CET" };
  g_autoptr (SbSnapshot) before = take (&early);
  g_autoptr (SbSnapshot) after = take (&late);
  g_autoptr (SbSnapshot) empty = sb_snapshot_new ();
  g_autoptr (SbChangeReport) report = NULL;

  g_assert_true (sb_snapshot_is_empty (empty));
  g_assert_false (sb_snapshot_is_empty (before));
  see_courses (before, &late);
  see_items (before, &late);
  sb_snapshot_see_unread (before, late.unread);
  sb_snapshot_see_profile (before, after->profile);
  report = sb_change_report_new (before, after);
  g_assert_cmpuint (report->changes->len, ==, 4);
}

/* More than anybody reads: cut, and said so. */
static void
test_many (void)
{
  g_autoptr (SbSnapshot) before = sb_snapshot_new ();
  g_autoptr (SbSnapshot) after = sb_snapshot_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SbChangeReport) report = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_ptr_array_add (many, make_course (&(Thing){ id, "Safety", 'n', 0, 0 }));
    }
  sb_snapshot_see_courses (before, none);
  sb_snapshot_see_courses (after, many);
  report = sb_change_report_new (before, after);
  g_assert_cmpuint (report->changes->len, ==, 200);
  g_assert_cmpint (report->look, ==, SB_LOOK_PARTIAL);
}

static void
test_look_words (void)
{
  g_assert_cmpstr (sb_change_words_for_look (SB_LOOK_COMPLETE, 0), ==, "Nothing changed");
  g_assert_null (sb_change_words_for_look (SB_LOOK_COMPLETE, 1));
  g_assert_cmpstr (sb_change_words_for_look (SB_LOOK_PARTIAL, 0), ==,
                   "No change was found, but not everything could be compared");
  g_assert_cmpstr (sb_change_words_for_look (SB_LOOK_PARTIAL, 2), ==,
                   "There may be more: not everything could be compared");
  g_assert_cmpstr (sb_change_words_for_look (SB_LOOK_FAILED, 0), ==, "Could not look again before switching back");
  g_assert_null (sb_change_words_for_look (SB_LOOK_NONE, 0));
}

/* What stands in the ledger may have been written by a later version, or by somebody else. */
static void
test_state_text (void)
{
  static const struct
  {
    const char *text;
    SbChangeState state;
  } states[] = {
    { "in-progress 3/7", { SB_PROGRESS_IN_PROGRESS, 3, 7 } },
    { "completed", { SB_PROGRESS_COMPLETED, 0, 0 } },
    { "paused 3/7", { SB_PROGRESS_UNKNOWN, 3, 7 } },
    { "in-progress 3", { SB_PROGRESS_IN_PROGRESS, 0, 0 } },
    { "in-progress -3/7", { SB_PROGRESS_IN_PROGRESS, 0, 0 } },
    { "in-progress 3/99999999999999999999", { SB_PROGRESS_IN_PROGRESS, 0, 0 } },
    { "", { SB_PROGRESS_UNKNOWN, 0, 0 } },
    { NULL, { SB_PROGRESS_UNKNOWN, 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const SbChangeState state = sb_change_state_from_text (states[i].text);

      g_assert_cmpint (state.status, ==, states[i].state.status);
      g_assert_cmpint (state.done, ==, states[i].state.done);
      g_assert_cmpint (state.total, ==, states[i].state.total);
    }
}

static void
test_later_version (void)
{
  g_autoptr (SbLedgerChange) change = sb_ledger_change_new (SB_CHANGE_OTHER, "a", "b");
  g_autofree char *sentence = NULL;
  g_autofree char *detail = NULL;

  g_assert_cmpint (sb_change_kind_from_word ("badge"), ==, SB_CHANGE_OTHER);
  g_assert_cmpint (sb_look_from_word ("twice"), ==, SB_LOOK_NONE);
  sentence = sb_change_words_make_sentence (change);
  detail = sb_change_words_make_detail (change);
  g_assert_cmpstr (sentence, ==, "Something changed that this version of Switchback does not know");
  g_assert_cmpstr (detail, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/changes/compare/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_compare);
    }
  g_test_add_func ("/changes/private", test_private);
  g_test_add_func ("/changes/first-look", test_first_look);
  g_test_add_func ("/changes/many", test_many);
  g_test_add_func ("/changes/look-words", test_look_words);
  g_test_add_func ("/changes/state-text", test_state_text);
  g_test_add_func ("/changes/later-version", test_later_version);

  return g_test_run ();
}
