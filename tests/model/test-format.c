/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for times, counts and states, in the C locale and in UTC. */

#include "config.h"

#include "sb-format.h"
#include "sb-language.h"
#include "sb-time.h"
#include "sb-translations.h"

#include <gnu/libc-version.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#define NOW "2026-11-22T14:30:00Z"

static void
test_when (void)
{
  static const struct
  {
    const char *time;
    const char *words;
  } cases[] = {
    { NULL, "never" },
    { "2026-11-22T14:30:00Z", "just now" },
    { "2026-11-22T14:29:01Z", "just now" },
    { "2026-11-22T14:33:00Z", "just now" },
    { "2026-11-22T14:29:00Z", "1 minute ago" },
    { "2026-11-22T14:18:00Z", "12 minutes ago" },
    { "2026-11-22T13:30:01Z", "59 minutes ago" },
    { "2026-11-22T13:30:00Z", "today, 13:30" },
    { "2026-11-22T09:12:00Z", "today, 09:12" },
    { "2026-11-22T00:00:00Z", "today, 00:00" },
    { "2026-11-21T23:59:59Z", "yesterday, 23:59" },
    { "2026-11-21T14:02:00Z", "yesterday, 14:02" },
    { "2026-11-20T23:59:59Z", "20 November" },
    { "2026-11-03T08:00:00Z", "3 November" },
    { "2026-01-01T00:00:00Z", "1 January" },
    { "2025-12-31T23:59:59Z", "31 December 2025" },
    { "2025-11-03T08:00:00Z", "3 November 2025" },
    { "2027-02-01T08:00:00Z", "1 February 2027" },
  };
  g_autoptr (GDateTime) now = sb_time_parse (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = cases[i].time != NULL ? sb_time_parse (cases[i].time) : NULL;
      g_autofree char *words = sb_format_when (time, now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Just after midnight: what was a few minutes ago is that, not yesterday. */
static void
test_when_after_midnight (void)
{
  g_autoptr (GDateTime) now = sb_time_parse ("2026-01-01T00:05:00Z");
  g_autoptr (GDateTime) recent = sb_time_parse ("2025-12-31T23:55:00Z");
  g_autoptr (GDateTime) earlier = sb_time_parse ("2025-12-31T22:55:00Z");
  g_autofree char *recent_words = sb_format_when (recent, now);
  g_autofree char *earlier_words = sb_format_when (earlier, now);

  g_assert_cmpstr (recent_words, ==, "10 minutes ago");
  g_assert_cmpstr (earlier_words, ==, "yesterday, 22:55");
}

/* The time zone of the given time does not matter, only where the user is: UTC, in the tests. */
static void
test_local_time_zone (void)
{
  g_autoptr (GDateTime) now = sb_time_parse (NOW);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 3600);
  g_autoptr (GDateTime) utc = sb_time_parse ("2026-11-22T09:12:00Z");
  g_autoptr (GDateTime) tokyo = g_date_time_to_timezone (utc, zone);
  g_autofree char *words = sb_format_when (tokyo, now);
  g_autofree char *clock = sb_format_clock (tokyo);

  g_assert_cmpstr (words, ==, "today, 09:12");
  g_assert_cmpstr (clock, ==, "09:12");
}

static void
test_minutes_left (void)
{
  static const struct
  {
    int seconds;
    const char *words;
  } cases[] = {
    { -1, "" },                     { 0, "no time left" },           { 1, "less than a minute left" },
    { 59, "less than a minute left" }, { 60, "1 minute left" },      { 52 * 60, "52 minutes left" },
    { 3599, "60 minutes left" },    { 119 * 60, "119 minutes left" }, { 120 * 60, "2 h 00 min left" },
    { 125 * 60, "2 h 05 min left" },
  };
  g_autofree char *exact = sb_format_seconds_left (163);

  g_assert_cmpstr (exact, ==, "2:43 left");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = sb_format_minutes_left (cases[i].seconds);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_duration (void)
{
  static const struct
  {
    int seconds;
    const char *words;
  } cases[] = {
    { -5, "0:00" }, { 0, "0:00" }, { 7, "0:07" }, { 180, "3:00" }, { 3599, "59:59" }, { 3723, "1:02:03" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = sb_format_duration (cases[i].seconds);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The C locale has no separators: the number stays as it is, whatever its size. */
static void
test_count (void)
{
  g_autofree char *small = sb_format_count (0);
  g_autofree char *large = sb_format_count (G_GINT64_CONSTANT (12345678901));

  g_assert_cmpstr (small, ==, "0");
  g_assert_cmpstr (large, ==, "12345678901");
}

static void
test_range (void)
{
  static const struct
  {
    guint n;
    gint64 total;
    const char *words;
  } cases[] = {
    { 0, 0, "" },      { 0, 12, "" },         { 1, 1, "1 of 1" }, { 1, 7, "1 of 7" },
    { 1, -1, "1" },    { 200, -1, "1–200" }, { 200, 12345, "1–200 of 12345" }, { 3, 2, "1–3 of 3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = sb_format_range (cases[i].n, cases[i].total);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_level (void)
{
  static const char *const words[] = { "", "User", "Power User", "Superadmin" };

  for (int level = SB_LEVEL_UNKNOWN; level <= SB_LEVEL_SUPERADMIN; level++)
    {
      g_autofree char *word = sb_format_level (level);

      g_assert_cmpstr (word, ==, words[level]);
    }
}

static void
test_course (void)
{
  static const struct
  {
    SbProgress status;
    int completed;
    int total;
    const char *completed_at;
    const char *deadline;
    const char *status_words;
    const char *due_words;
  } cases[] = {
    { SB_PROGRESS_NOT_STARTED, 0, 7, NULL, "2026-12-15T23:59:59Z", "Not started", "Due 15 December" },
    { SB_PROGRESS_IN_PROGRESS, 3, 7, NULL, "2026-11-30T23:59:59Z", "In progress · 3 of 7", "Due 30 November" },
    { SB_PROGRESS_IN_PROGRESS, 0, 0, NULL, NULL, "In progress", "" },
    { SB_PROGRESS_IN_PROGRESS, 1, 4, NULL, "2026-11-22T23:59:59Z", "In progress · 1 of 4", "Due today" },
    { SB_PROGRESS_IN_PROGRESS, 1, 4, NULL, "2026-11-23T00:00:00Z", "In progress · 1 of 4", "Due tomorrow" },
    { SB_PROGRESS_IN_PROGRESS, 1, 4, NULL, "2027-01-02T00:00:00Z", "In progress · 1 of 4", "Due 2 January 2027" },
    { SB_PROGRESS_IN_PROGRESS, 1, 4, NULL, "2026-11-20T23:59:59Z", "In progress · 1 of 4",
      "Overdue since 20 November" },
    { SB_PROGRESS_COMPLETED, 7, 7, "2026-10-02T09:00:00Z", "2026-11-20T23:59:59Z", "Completed on 2 October", "" },
    { SB_PROGRESS_COMPLETED, 7, 7, NULL, NULL, "Completed", "" },
    { SB_PROGRESS_SUSPENDED, 2, 7, NULL, NULL, "Suspended", "" },
    { SB_PROGRESS_UNKNOWN, 2, 7, NULL, NULL, "", "" },
  };
  g_autoptr (GDateTime) now = sb_time_parse (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) completed_at = cases[i].completed_at ? sb_time_parse (cases[i].completed_at) : NULL;
      g_autoptr (GDateTime) deadline = cases[i].deadline ? sb_time_parse (cases[i].deadline) : NULL;
      SbCourseFields fields = { .id = "31", .name = "Workplace Safety", .status = cases[i].status,
                                .items_completed = cases[i].completed, .items_total = cases[i].total,
                                .completed_at = completed_at, .deadline = deadline };
      g_autoptr (SbCourse) course = sb_course_new (&fields);
      g_autofree char *status = sb_format_course_status (course, now);
      g_autofree char *due = sb_format_course_due (course, now);

      g_assert_cmpstr (status, ==, cases[i].status_words);
      g_assert_cmpstr (due, ==, cases[i].due_words);
    }
}

static void
test_item_status (void)
{
  static const struct
  {
    SbItemKind kind;
    SbProgress status;
    gboolean is_locked;
    int position;
    int duration;
    const char *words;
  } cases[] = {
    { SB_ITEM_KIND_FOLDER, SB_PROGRESS_IN_PROGRESS, FALSE, 0, 0, "" },
    { SB_ITEM_KIND_PAGE, SB_PROGRESS_NOT_STARTED, FALSE, 0, 0, "Not started" },
    { SB_ITEM_KIND_PAGE, SB_PROGRESS_NOT_STARTED, TRUE, 0, 0, "Locked" },
    { SB_ITEM_KIND_VIDEO, SB_PROGRESS_IN_PROGRESS, FALSE, 180, 420, "In progress · 3:00 of 7:00" },
    { SB_ITEM_KIND_VIDEO, SB_PROGRESS_IN_PROGRESS, FALSE, 180, 0, "In progress" },
    { SB_ITEM_KIND_VIDEO, SB_PROGRESS_IN_PROGRESS, FALSE, 0, 420, "In progress" },
    { SB_ITEM_KIND_VIDEO, SB_PROGRESS_COMPLETED, FALSE, 420, 420, "Completed" },
    { SB_ITEM_KIND_TEST, SB_PROGRESS_FAILED, FALSE, 0, 0, "Not passed" },
    { SB_ITEM_KIND_UNKNOWN, SB_PROGRESS_UNKNOWN, FALSE, 0, 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SbCourseItemFields fields = { .id = "317",
                                    .title = "Fire Doors",
                                    .kind = cases[i].kind,
                                    .status = cases[i].status,
                                    .is_locked = cases[i].is_locked,
                                    .position = cases[i].position,
                                    .duration = cases[i].duration };
      g_autoptr (SbCourseItem) item = sb_course_item_new (&fields);
      g_autofree char *words = sb_format_item_status (item);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_item_kind (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int kind = SB_ITEM_KIND_UNKNOWN; kind <= SB_ITEM_KIND_SCORM; kind++)
    {
      char *word = sb_format_item_kind (kind);

      g_assert_cmpstr (word, !=, "");
      g_assert_true (g_hash_table_add (seen, word));
    }
}

static void
test_isolated (void)
{
  static const struct
  {
    const char *name;
    const char *isolated;
  } cases[] = {
    { "Ana Silva", "Ana Silva" },
    { "Björn <b>&amp;", "Björn <b>&amp;" },
    { "陈伟", "陈伟" },
    { "فاطمة الزهراء", "\u2068فاطمة الزهراء\u2069" },
    { "דנה (North)", "\u2068דנה (North)\u2069" },
    /* A name that would turn the rest of the sentence around, and one that would break out of its isolate. */
    { "Ana \u202eavliS", "Ana avliS" },
    { "فاطمة\u2069 x", "\u2068فاطمة x\u2069" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *isolated = sb_format_isolated (cases[i].name);

      g_assert_cmpstr (isolated, ==, cases[i].isolated);
    }
}

/* Never relative to now. */
static void
test_moment (void)
{
  static const struct
  {
    const char *time;
    const char *words;
  } cases[] = {
    { "2026-11-22T14:29:00Z", "14:29" },
    { "2026-11-21T14:02:00Z", "yesterday, 14:02" },
    { "2026-11-03T08:00:00Z", "3 November, 08:00" },
    { "2025-11-03T08:00:00Z", "3 November 2025, 08:00" },
  };
  g_autoptr (GDateTime) now = sb_time_parse (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = sb_time_parse (cases[i].time);
      g_autofree char *words = sb_format_moment (time, now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_name (void)
{
  g_autofree char *long_name = g_strnfill (300, 'W');
  g_autofree char *shown = sb_format_name (long_name);
  g_autofree char *short_name = sb_format_name ("Ana Silva");

  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, SB_FORMAT_MAX_NAME);
  g_assert_true (g_str_has_suffix (shown, "…"));
  g_assert_cmpstr (short_name, ==, "Ana Silva");
  g_assert_cmpstr (sb_format_line_mark (short_name), ==, "");
  g_assert_cmpstr (sb_format_line_mark ("\u2068محمد\u2069"), ==, "\u200e");
}

/* In summer and in winter, a day before and a day after, half an hour off; and what is no time zone. */
static void
test_time_zone (void)
{
  static const struct
  {
    const char *zone;
    const char *now;
    const char *words;
  } cases[] = {
    { "Europe/Berlin", NOW, "Europe/Berlin, 15:30 there" },
    { "Europe/Berlin", "2026-07-22T14:30:00Z", "Europe/Berlin, 16:30 there" },
    { "Asia/Kolkata", NOW, "Asia/Kolkata, 20:00 there" },
    { "Pacific/Auckland", NOW, "Pacific/Auckland, 03:30 there" },
    { "UTC", NOW, "UTC, 14:30 there" },
    { "Europe/Atlantis", NOW, "Europe/Atlantis" },
    { "../../etc/passwd", NOW, "../../etc/passwd" },
    { "../zoneinfo/UTC", NOW, "../zoneinfo/UTC" },
    { "/usr/share/zoneinfo/UTC", NOW, "/usr/share/zoneinfo/UTC" },
    { "Etc/../UTC", NOW, "Etc/../UTC" },
    { "UTC\n", NOW, "UTC\n" },
    { "%s", NOW, "%s" },
    { "", NOW, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = sb_time_parse (cases[i].now);
      g_autofree char *words = sb_format_time_zone (cases[i].zone, now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_language (void)
{
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "german", "German" },
    { "de", "German" },
    { "pt-BR", "Portuguese (BR)" },
    { "pt_br", "Portuguese (BR)" },
    { "portuguese-br", "Portuguese (BR)" },
    { "simplified_chinese", "Chinese (simplified)" },
    { "English", "English" },
    { "english_uk", "English (UK)" },
    { "uk_english", "English (UK)" },
    { "farsi", "Persian" },
    { "greek", "Modern Greek" },
    { "ms", "Malay" },
    { "klingon", "klingon" },
    { "", "" },
    { "-", "-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = sb_language_dup_name (cases[i].text);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

/* Older C libraries translate in C.UTF-8 as well; newer ones want a locale of some country. */
static gboolean
set_translatable_locale (void)
{
  return setlocale (LC_ALL, "en_US.UTF-8") != NULL || strverscmp (gnu_get_libc_version (), "2.39") < 0;
}

/* Runs the rest of a test in another process, where a language can be spoken: gettext keeps what it has found. Returns
 * whether this is that process. */
static gboolean
is_elsewhere (void)
{
  if (g_test_subprocess ())
    {
      set_translatable_locale ();
      return TRUE;
    }

  if (!set_translatable_locale ())
    {
      g_test_skip ("There is no locale that can be translated in");
      return FALSE;
    }
  setlocale (LC_ALL, "");
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();

  return FALSE;
}

/* Binding anew makes gettext look anew. */
static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  sb_translations_set_up ();
}

/* As iso-codes has them. */
static void
test_language_translated (void)
{
  g_autofree char *german = NULL;
  g_autofree char *spanish = NULL;
  g_autofree char *portuguese = NULL;

  if (!is_elsewhere ())
    return;

  speak ("de");
  german = sb_language_dup_name ("german");
  spanish = sb_language_dup_name ("es");
  portuguese = sb_language_dup_name ("pt-BR");
  g_assert_cmpstr (german, ==, "Deutsch");
  g_assert_cmpstr (spanish, ==, "Spanisch");
  g_assert_cmpstr (portuguese, ==, "Portugiesisch (BR)");
}

/* A date is in one language, that of the sentence around it, whatever LC_TIME is; here that is C or American. */
static void
test_date_in_one_language (void)
{
  static const struct
  {
    const char *language;
    const char *date;
  } cases[] = {
    { "de", "2. Januar 2020" },
    { "pl", "2 stycznia 2020" }, /* of January */
    { "zh_CN", "2020年1月2日" },
    { "ar", "2 يناير 2020" },
    { "en", "2 January 2020" },
    { "fi", "2 January 2020" }, /* which GLib speaks, and we do not */
  };
  g_autoptr (GDateTime) now = sb_time_parse (NOW);
  g_autoptr (GDateTime) time = sb_time_parse ("2020-01-02T14:02:00Z");

  if (!is_elsewhere ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = NULL;

      speak (cases[i].language);
      date = sb_format_date (time, now);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

/* GLib's words are not installed: digits are in no language. Where LC_TIME has the words, they serve. */
static void
test_date_without_words (void)
{
  g_autoptr (GDateTime) now = sb_time_parse (NOW);
  g_autoptr (GDateTime) time = sb_time_parse ("2020-01-02T14:02:00Z");
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (!is_elsewhere ())
    return;

  bindtextdomain ("glib20", g_get_tmp_dir ());
  speak ("de");
  date = sb_format_date (time, now);
  clock = sb_format_clock (time);
  g_assert_cmpstr (date, ==, "2020-01-02");
  g_assert_cmpstr (clock, ==, "14:02");

  if (setlocale (LC_TIME, "de_DE.UTF-8") != NULL)
    {
      g_free (date);
      date = sb_format_date (time, now);
      g_assert_cmpstr (date, ==, "2. Januar 2020");
    }
}

/* Half a day is LC_TIME's, and its name the language's. */
static void
test_half_day_in_one_language (void)
{
  g_autoptr (GDateTime) time = sb_time_parse ("2020-01-02T14:02:00Z");
  g_autofree char *english = NULL;

  if (!is_elsewhere ())
    return;

  if (setlocale (LC_TIME, "ar_EG.UTF-8") == NULL)
    {
      g_test_skip ("There is no Arabic locale");
      return;
    }
  speak ("en");
  english = sb_format_clock (time);
  g_assert_cmpstr (english, ==, "2:02 PM");
}

/* A sentence from right to left that begins with a Latin name stays one. */
static void
test_isolated_right_to_left (void)
{
  g_autofree char *name = NULL;
  g_autofree char *nothing = NULL;

  if (!is_elsewhere ())
    return;

  speak ("ar");
  nothing = sb_format_isolated ("");
  g_assert_cmpstr (nothing, ==, "");
  name = sb_format_name ("Ana Silva");
  g_assert_cmpstr (name, ==, "\u200f\u2068Ana Silva\u2069");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/format/when", test_when);
  g_test_add_func ("/format/when-after-midnight", test_when_after_midnight);
  g_test_add_func ("/format/local-time-zone", test_local_time_zone);
  g_test_add_func ("/format/minutes-left", test_minutes_left);
  g_test_add_func ("/format/duration", test_duration);
  g_test_add_func ("/format/count", test_count);
  g_test_add_func ("/format/range", test_range);
  g_test_add_func ("/format/level", test_level);
  g_test_add_func ("/format/course", test_course);
  g_test_add_func ("/format/item-status", test_item_status);
  g_test_add_func ("/format/item-kind", test_item_kind);
  g_test_add_func ("/format/isolated", test_isolated);
  g_test_add_func ("/format/moment", test_moment);
  g_test_add_func ("/format/name", test_name);
  g_test_add_func ("/format/time-zone", test_time_zone);
  g_test_add_func ("/format/language", test_language);
  g_test_add_func ("/format/language-translated", test_language_translated);
  g_test_add_func ("/format/date-in-one-language", test_date_in_one_language);
  g_test_add_func ("/format/date-without-words", test_date_without_words);
  g_test_add_func ("/format/half-day-in-one-language", test_half_day_in_one_language);
  g_test_add_func ("/format/isolated-right-to-left", test_isolated_right_to_left);

  return g_test_run ();
}
