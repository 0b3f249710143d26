/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The courses of the demo platform, the same in every store, and who is enrolled in what.
 *
 * The enrolments of the fixed learners are stored at the fill. Everybody else's follow from the seed and their id and
 * are stored when somebody first looks at them as that learner: a million learners would otherwise cost six million
 * rows that nobody reads. */

#include "config.h"

#include "sb-demo-catalogue.h"

#define DAY (24 * 60 * 60)
#define MAX_ITEMS 8

typedef struct
{
  const char *title;
  const char *type; /* as the platform calls it; NULL behind the last */
  int duration;
} Item;

typedef struct
{
  gint64 id;
  const char *code;
  const char *name;
  const char *slug;
  const char *description;
  const char *price;
  gboolean is_in_order; /* an item opens when the one before is completed */
  Item items[MAX_ITEMS];
} Course;

static const Course courses[] = {
  { 31, "WS26", "Workplace Safety 2026", "workplace-safety-2026",
    "What to do when it burns, spills or falls, and how to keep it from doing so.", NULL, TRUE,
    { { "Why Safety Is Everybody’s Work", "video", 300 },
      { "Slips, Trips and Falls", "htmlpage", 240 },
      { "The Site Plan", "file", 60 },
      { "Fire Doors", "video", 420 },
      { "Extinguishers and Alarms", "video", 360 },
      { "Reporting an Accident", "htmlpage", 180 },
      { "Final Test", "test", 600 } } },
  { 32, "DPB", "Data Protection Basics", "data-protection-basics",
    "Personal data: what it is, what we may do with it, and whom to ask.", NULL, FALSE,
    { { "Personal Data", "video", 380 },
      { "Eight Questions Before You Share", "htmlpage", 300 },
      { "Our Data Protection Policy", "file", 120 },
      { "Test Yourself", "test", 480 } } },
  { 33, "WEL", "Welcome to ACME", "welcome-to-acme",
    "Who we are, where things are, and whom you will meet in your first weeks.", NULL, FALSE,
    { { "A Word from the Founders", "video", 200 },
      { "Your First Week", "htmlpage", 240 },
      { "Map of the Offices", "file", 30 },
      { "How We Work Together", "video", 500 },
      { "Your Benefits", "htmlpage", 320 } } },
  { 34, "CC1", "Customer Conversations", "customer-conversations",
    "Listening first, and four ways to say no kindly.", NULL, FALSE,
    { { "Listening", "video", 410 },
      { "Saying No Kindly", "video", 390 },
      { "The Difficult Call", "scormorg", 900 },
      { "Phrases to Take Home", "file", 60 } } },
  { 35, "LEAD", "Leading a Team", "leading-a-team", "The first hundred days of somebody who leads.", NULL, TRUE,
    { { "From Colleague to Lead", "video", 480 },
      { "One to One", "htmlpage", 360 },
      { "Feedback", "video", 520 },
      { "A Hundred Days", "scormorg", 1200 } } },
  { 36, "EXP", "Expense Rules", "expense-rules", "What is paid, what is not, and how to hand it in.", NULL, TRUE,
    { { "What Is Paid", "htmlpage", 200 },
      { "Receipts", "video", 180 },
      { "Expense Quiz", "test", 300 } } },
  { 37, "AID", "First Aid", "first-aid", "Until the doctor comes.", NULL, FALSE,
    { { "Module 1: Look and Call", "folder", 0 },
      { "Looking", "video", 240 },
      { "Calling", "htmlpage", 120 },
      { "Recovery Position", "video", 300 },
      { "Practice", "scormorg", 800 } } },
  { 38, "FORK", "Forklift Refresher", "forklift-refresher", "For those who drive already.", NULL, TRUE,
    { { "The Daily Check", "video", 260 },
      { "Loads", "htmlpage", 220 },
      { "Right of Way", "video", 310 },
      { "Refresher Test", "test", 500 } } },
  { 39, "SEC", "Information Security", "information-security", "Passwords, phishing, and lost telephones.", NULL, FALSE,
    { { "Phishing", "video", 350 },
      { "Passwords", "htmlpage", 260 },
      { "Lost and Found", "video", 210 },
      { "Checklist", "file", 45 },
      { "Security Test", "test", 420 } } },
  { 40, "WORD", "Words That Include", "words-that-include", "Writing so that everybody is meant.", NULL, FALSE,
    { { "Who Is Meant?", "video", 330 },
      { "Examples", "htmlpage", 280 },
      { "Style Sheet", "file", 60 } } },
  { 41, "HIGH", "Working at Height", "working-at-height", "Ladders, harnesses, and when to leave it.", NULL, TRUE,
    { { "Ladders", "video", 290 },
      { "Harnesses", "video", 340 },
      { "Weather", "htmlpage", 150 },
      { "Rescue", "video", 400 },
      { "Site Rules", "file", 90 },
      { "Test", "test", 450 } } },
  { 42, "CPM", "Certified Project Manager", "certified-project-manager",
    "A course with a certificate at its end, and with a price.", "EUR 149.00", TRUE,
    { { "Scope", "video", 600 },
      { "Time", "video", 620 },
      { "Cost", "video", 580 },
      { "Risk", "htmlpage", 400 },
      { "People", "htmlpage", 420 },
      { "Closing", "video", 390 },
      { "Trial Exam", "test", 1800 },
      { "Exam", "scormorg", 3600 } } },
};

/* What a fixed learner has done: so many items completed, then perhaps one in progress at a position. */
typedef struct
{
  gint64 user_id;
  gint64 course_id;
  int days_to_open; /* 0: open */
  int days_to_due;  /* 0: no end */
  int n_completed;
  int position; /* of the item after those; 0: not started */
} Progress;

static const Progress fixed_progress[] = {
  { 4711, 31, 0, 8, 3, 180 },  { 4711, 32, 0, 0, 4, 0 },   { 4711, 33, 0, 23, 0, 0 }, { 4711, 34, 0, 0, 1, 0 },
  { 4711, 35, 14, 90, 0, 0 },  { 4711, 36, 0, -6, 0, 0 },  { 4712, 31, 0, 8, 7, 0 },  { 4712, 33, 0, 23, 2, 0 },
  { 4713, 31, 0, 8, 1, 60 },   { 4713, 39, 0, 0, 2, 0 },   { 4714, 31, 0, 8, 0, 0 },  { 4714, 37, 0, 30, 2, 0 },
  { 4725, 32, 0, 0, 1, 0 },    { 4726, 36, 0, 12, 1, 0 },
};

static gint64
first_item_of (const Course *course)
{
  return course->id * 10 + 4;
}

static guint
count_items (const Course *course)
{
  guint n = 0;

  while (n < MAX_ITEMS && course->items[n].type != NULL)
    n++;

  return n;
}

static const Course *
find (gint64 id)
{
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    if (courses[i].id == id)
      return &courses[i];

  g_assert_not_reached ();
}

static void
fill_items (SbDemoStore *store, const Course *course)
{
  gint64 folder_id = 0;
  gint64 before_id = 0;

  for (guint i = 0; i < count_items (course); i++)
    {
      const Item *item = &course->items[i];
      const gint64 id = first_item_of (course) + i;
      const gboolean is_folder = g_str_equal (item->type, "folder");
      const gboolean is_completable = !is_folder && !g_str_equal (item->type, "test")
                                   && !g_str_equal (item->type, "scormorg");
      g_autofree char *body = g_strdup_printf ("%s — from the course “%s”.", item->title, course->name);

      sb_demo_store_run (store, "INSERT INTO items (id, course_id, parent_id, position, title, type, duration,"
                                "  is_folder, is_completable, after_item_id, body) "
                                "VALUES (?, ?, nullif (?, 0), ?, ?, ?, ?, ?, ?, nullif (?, 0), ?)", "iiiissiiiis",
                         id, course->id, is_folder ? (gint64) 0 : folder_id, (gint64) i, item->title, item->type,
                         (gint64) item->duration, (gint64) is_folder, (gint64) is_completable,
                         course->is_in_order ? before_id : (gint64) 0, body);

      /* A folder holds the two items behind it. */
      if (is_folder)
        folder_id = id;
      else if (folder_id != 0 && id == folder_id + 2)
        folder_id = 0;
      if (!is_folder)
        before_id = id;
    }
}

static void
store_item_state (SbDemoStore *store, const Progress *progress, gint64 item_id, gint64 duration, gint64 at,
                  gboolean is_completed)
{
  const gint64 position = is_completed ? duration : progress->position;

  sb_demo_store_run (store, "INSERT OR IGNORE INTO item_states (user_id, item_id, status, position, started_at,"
                            "  completed_at, updated_at, actor_id) VALUES (?, ?, ?, ?, ?, nullif (?, 0), ?, ?)",
                     "iisiiiii", progress->user_id, item_id, is_completed ? "completed" : "in_progress", position,
                     at - duration, is_completed ? at : (gint64) 0, at, progress->user_id);
}

static void
store_progress (SbDemoStore *store, const Progress *progress, gint64 now)
{
  const Course *course = find (progress->course_id);
  const gint64 enrolled = now - 80 * (gint64) DAY;
  const gint64 opens = progress->days_to_open == 0 ? enrolled : now + progress->days_to_open * (gint64) DAY;
  const gint64 due = progress->days_to_due == 0 ? 0 : now + progress->days_to_due * (gint64) DAY;
  gint64 completed_at = 0;
  gint64 seconds = 0;
  int n_done = 0;
  gboolean is_all_done = TRUE;

  for (guint i = 0; i < count_items (course); i++)
    {
      const gint64 duration = course->items[i].duration;
      const gint64 at = now - 51 * (gint64) DAY + i * 3600;

      if (g_str_equal (course->items[i].type, "folder"))
        continue;

      if (n_done < progress->n_completed)
        {
          store_item_state (store, progress, first_item_of (course) + i, duration, at, TRUE);
          completed_at = at;
          seconds += duration;
        }
      else
        {
          is_all_done = FALSE;
          if (n_done == progress->n_completed && progress->position > 0)
            store_item_state (store, progress, first_item_of (course) + i, duration, now - DAY, FALSE);
        }
      n_done++;
    }

  sb_demo_store_run (store, "INSERT OR IGNORE INTO enrolments (user_id, course_id, enrolled_at, opens_at, due_at,"
                            "  completed_at, seconds_spent, is_suspended) "
                            "VALUES (?, ?, ?, ?, nullif (?, 0), nullif (?, 0), ?, 0)", "iiiiiii",
                     progress->user_id, progress->course_id, enrolled, opens, due,
                     is_all_done ? completed_at : (gint64) 0, seconds + progress->position);
}

static void
fill_notifications (SbDemoStore *store, gint64 now)
{
  const char *const sql = "INSERT INTO notifications (user_id, type, subject, short_message, full_message, created_at,"
                          "  read_at) VALUES (4711, ?, ?, ?, ?, ?, nullif (?, 0))";

  sb_demo_store_run (store, sql, "ssssii", "certificate_available", "Certificate available",
                     "Your certificate for “Data Protection Basics” is ready.",
                     "Your certificate for “Data Protection Basics” is ready. You find it in your profile.",
                     now - 51 * (gint64) DAY, now - 50 * (gint64) DAY);
  sb_demo_store_run (store, sql, "ssssii", "course_assigned", "New course: Welcome to ACME",
                     "You have been enrolled in “Welcome to ACME”.",
                     "You have been enrolled in “Welcome to ACME”. Please complete it within 23 days.",
                     now - (gint64) DAY, (gint64) 0);
}

/**
 * sb_demo_catalogue_fill:
 * @store: a store without courses, in a transaction
 * @now: the time that dates are relative to
 *
 * Stores the courses and what the fixed learners have done.
 */
void
sb_demo_catalogue_fill (SbDemoStore *store, gint64 now)
{
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      const Course *course = &courses[i];

      sb_demo_store_run (store, "INSERT INTO courses (id, code, name, slug, description, type, price) "
                                "VALUES (?, ?, ?, ?, ?, 'elearning', ?)", "isssss",
                         course->id, course->code, course->name, course->slug, course->description, course->price);
      fill_items (store, course);
    }

  for (guint i = 0; i < G_N_ELEMENTS (fixed_progress); i++)
    store_progress (store, &fixed_progress[i], now);

  fill_notifications (store, now);
}

static void
derive_progress (SbDemoStore *store, GRand *random, gint64 user_id, gboolean has_signed_in, gint64 now)
{
  const guint n = g_rand_int_range (random, 1, 7);
  const guint start = g_rand_int_range (random, 0, G_N_ELEMENTS (courses));

  for (guint i = 0; i < n; i++)
    {
      const Course *course = &courses[(start + i) % G_N_ELEMENTS (courses)];
      const int n_items = (int) count_items (course);
      Progress progress = { user_id, course->id };

      progress.days_to_due = g_rand_boolean (random) ? g_rand_int_range (random, -10, 60) : 0;
      progress.days_to_open = g_rand_int_range (random, 0, 12) == 0 ? 10 : 0;
      if (has_signed_in && progress.days_to_open == 0)
        progress.n_completed = g_rand_int_range (random, 0, n_items + 1);
      if (progress.n_completed > 0 && progress.n_completed < n_items)
        progress.position = g_rand_int_range (random, 0, 120);
      store_progress (store, &progress, now);
    }
}

/**
 * sb_demo_catalogue_enrol:
 * @store: a store
 * @user_id: a learner
 *
 * Stores the enrolments that follow from the learner's id, unless some are stored already. Dates are relative to the
 * fill, so that it does not matter when this happens.
 */
void
sb_demo_catalogue_enrol (SbDemoStore *store, gint64 user_id)
{
  const gint64 seed = sb_demo_store_get_setting (store, "seed", 1);
  const gint64 now = sb_demo_store_get_setting (store, "filled_at", 0);
  g_autoptr (GRand) random = NULL;
  gboolean has_signed_in;

  if (sb_demo_store_get_int (store, "SELECT 1 FROM enrolments WHERE user_id = ? LIMIT 1", 0, "i", user_id) != 0)
    return;

  random = g_rand_new_with_seed ((guint32) (seed * 2654435761u + user_id));
  has_signed_in = sb_demo_store_get_int (store, "SELECT last_access_at IS NOT NULL FROM users WHERE id = ?", 0, "i",
                                         user_id) != 0;

  sb_demo_store_begin (store);
  derive_progress (store, random, user_id, has_signed_in, now);
  sb_demo_store_commit (store, NULL);
}
