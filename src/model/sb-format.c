/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Times, dates, counts and states in the user's language. Pure functions: "now" is given, nothing is kept. Whole
 * sentences about people and log-ins are not made here but by the presenter that knows what they are for. */

#include "config.h"

#include "sb-format.h"

#include "sb-calendar.h"
#include "sb-text.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

/* How many midnights lie between the two, in local time; negative if @time is on a later day. */
static int
days_before (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) local_time = g_date_time_to_local (time);
  g_autoptr (GDateTime) local_now = g_date_time_to_local (now);
  GDate time_day;
  GDate now_day;

  g_date_clear (&time_day, 1);
  g_date_clear (&now_day, 1);
  g_date_set_dmy (&time_day, g_date_time_get_day_of_month (local_time), g_date_time_get_month (local_time),
                  g_date_time_get_year (local_time));
  g_date_set_dmy (&now_day, g_date_time_get_day_of_month (local_now), g_date_time_get_month (local_now),
                  g_date_time_get_year (local_now));

  return g_date_days_between (&time_day, &now_day);
}

static gboolean
locale_has_am_pm (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL || strstr (format, "%l") != NULL
      || strstr (format, "%p") != NULL;
}

static char *
clock_as_given (GDateTime *time)
{
  if (locale_has_am_pm () && sb_calendar_has_words ())
    /* Translators: a time of the day with AM or PM, e.g. "2:02 PM". See g_date_time_format(). */
    return sb_calendar_format (time, _("%-I:%M %p"));

  /* Translators: a time of the day, e.g. "14:02". See g_date_time_format(). */
  return sb_calendar_format (time, _("%H:%M"));
}

/**
 * sb_format_clock:
 * @time: a time, in any time zone
 *
 * Returns: (transfer full): the time of the day where the user is, e.g. "14:02"
 */
char *
sb_format_clock (GDateTime *time)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (time != NULL, g_strdup (""));

  local = g_date_time_to_local (time);

  return clock_as_given (local);
}

/* GLib looks a zone up as a file below the folder of all zones, so a platform must not be able to lead it out of there. */
static gboolean
is_zone_name (const char *text)
{
  return g_regex_match_simple ("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/**
 * sb_format_time_zone:
 * @zone: a time zone as a platform writes it, e.g. "Europe/Berlin"
 * @now: the time that it is
 *
 * Returns: (transfer full): the zone with the time of the day there, e.g. "Europe/Berlin, 16:40 there"; @zone itself if
 *   nobody knows it
 */
char *
sb_format_time_zone (const char *zone, GDateTime *now)
{
  g_autoptr (GTimeZone) known = NULL;
  g_autoptr (GDateTime) there = NULL;
  g_autofree char *clock = NULL;

  g_return_val_if_fail (zone != NULL && now != NULL, g_strdup (""));

  known = is_zone_name (zone) ? g_time_zone_new_identifier (zone) : NULL;
  if (known == NULL)
    return g_strdup (zone);

  there = g_date_time_to_timezone (now, known);
  clock = clock_as_given (there);

  /* Translators: a time zone, and the time of the day that it is now in it, e.g. "Europe/Berlin, 16:40 there". */
  return g_strdup_printf (_("%1$s, %2$s there"), zone, clock);
}

/**
 * sb_format_date:
 * @time: a time, in any time zone
 * @now: the time that it is
 *
 * Returns: (transfer full): the day, e.g. "3 November", with the year unless it is this year
 */
char *
sb_format_date (GDateTime *time, GDateTime *now)
{
  g_autoptr (GDateTime) local_time = NULL;
  g_autoptr (GDateTime) local_now = NULL;

  g_return_val_if_fail (time != NULL && now != NULL, g_strdup (""));

  local_time = g_date_time_to_local (time);
  local_now = g_date_time_to_local (now);
  if (!sb_calendar_has_words ())
    return sb_calendar_format (local_time, "%Y-%m-%d");

  if (g_date_time_get_year (local_time) == g_date_time_get_year (local_now))
    /* Translators: a day of this year, e.g. "3 November". See g_date_time_format(). */
    return sb_calendar_format (local_time, _("%-e %B"));

  /* Translators: a day of another year, e.g. "3 November 2025". See g_date_time_format(). */
  return sb_calendar_format (local_time, _("%-e %B %Y"));
}

/**
 * sb_format_when:
 * @time: (nullable): when something was, in any time zone, or %NULL for never
 * @now: the time that it is
 *
 * Returns: (transfer full): when that was, as precisely as it matters: "12 minutes ago", "today, 09:12",
 *   "yesterday, 14:02", "3 November", "3 November 2025", or "never"
 */
char *
sb_format_when (GDateTime *time, GDateTime *now)
{
  g_autofree char *clock = NULL;
  gint64 minutes;

  g_return_val_if_fail (now != NULL, g_strdup (""));

  if (time == NULL)
    /* Translators: when somebody was last there, if they never were. */
    return g_strdup (C_("last access", "never"));

  /* The clocks of the platform and of this machine need not agree: the near future is now. */
  minutes = g_date_time_difference (now, time) / G_TIME_SPAN_MINUTE;
  if (ABS (minutes) < 1 || (minutes < 0 && minutes > -60))
    return g_strdup (_("just now"));

  if (minutes > 0 && minutes < 60)
    /* Translators: %d is 1 to 59. */
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", minutes), (int) minutes);

  clock = sb_format_clock (time);
  switch (days_before (time, now))
    {
    case 0:
      /* Translators: %s is a time of the day, e.g. "09:12". */
      return g_strdup_printf (_("today, %s"), clock);
    case 1:
      /* Translators: %s is a time of the day, e.g. "14:02". */
      return g_strdup_printf (_("yesterday, %s"), clock);
    default:
      return sb_format_date (time, now);
    }
}

/**
 * sb_format_moment:
 * @time: when something was, in any time zone
 * @now: the time that it is
 *
 * As sb_format_when(), but never relative to now, for a text that stays where it is while time goes by.
 *
 * Returns: (transfer full): e.g. "14:02", "yesterday, 14:02", "3 November, 14:02"
 */
char *
sb_format_moment (GDateTime *time, GDateTime *now)
{
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (time != NULL && now != NULL, g_strdup (""));

  clock = sb_format_clock (time);
  switch (days_before (time, now))
    {
    case 0:
      return g_steal_pointer (&clock);
    case 1:
      /* Translators: %s is a time of the day, e.g. "14:02". */
      return g_strdup_printf (_("yesterday, %s"), clock);
    default:
      date = sb_format_date (time, now);
      /* Translators: a day and a time of the day, e.g. "3 November, 14:02". */
      return g_strdup_printf (_("%1$s, %2$s"), date, clock);
    }
}

/**
 * sb_format_minutes_left:
 * @seconds: how long still; negative if that is not known
 *
 * Returns: (transfer full): how long still, e.g. "52 minutes left"; empty if it is not known
 */
char *
sb_format_minutes_left (int seconds)
{
  int minutes;

  if (seconds < 0)
    return g_strdup ("");

  if (seconds == 0)
    return g_strdup (_("no time left"));

  if (seconds < 60)
    return g_strdup (_("less than a minute left"));

  minutes = (int) MIN (((gint64) seconds + 30) / 60, 60 * 24 * 365);
  if (minutes < 120)
    /* Translators: how long the log-in lasts still; %d is 1 to 119. */
    return g_strdup_printf (ngettext ("%d minute left", "%d minutes left", minutes), minutes);

  /* Translators: how long the log-in lasts still, in hours and minutes, e.g. "2 h 05 min left". */
  return g_strdup_printf (_("%1$d h %2$02d min left"), minutes / 60, minutes % 60);
}

/**
 * sb_format_seconds_left:
 * @seconds: how long still
 *
 * Returns: (transfer full): how long still to the second, e.g. "2:43 left"
 */
char *
sb_format_seconds_left (int seconds)
{
  g_autofree char *duration = sb_format_duration (seconds);

  /* Translators: how long the log-in lasts still; %s is minutes and seconds, e.g. "2:43". */
  return g_strdup_printf (_("%s left"), duration);
}

/**
 * sb_format_duration:
 * @seconds: a length of time, or a position in a video
 *
 * Returns: (transfer full): e.g. "3:00" or "1:02:03"
 */
char *
sb_format_duration (int seconds)
{
  seconds = MAX (seconds, 0);

  if (seconds >= 3600)
    /* Translators: hours, minutes and seconds of a video, e.g. "1:02:03". */
    return g_strdup_printf (_("%1$d:%2$02d:%3$02d"), seconds / 3600, seconds / 60 % 60, seconds % 60);

  /* Translators: minutes and seconds of a video, e.g. "3:00". */
  return g_strdup_printf (_("%1$d:%2$02d"), seconds / 60, seconds % 60);
}

/**
 * sb_format_count:
 * @count: a number of things
 *
 * Returns: (transfer full): the number with the locale's separators, e.g. "12,345"
 */
char *
sb_format_count (gint64 count)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, count);
}

/**
 * sb_format_range:
 * @n: how many rows there are, from the first
 * @total: how many there are in all, or -1 if that is not known
 *
 * Returns: (transfer full): which rows are there, e.g. "1–200 of 12,345"; empty if there are none
 */
char *
sb_format_range (guint n, gint64 total)
{
  g_autofree char *last = sb_format_count (n);
  g_autofree char *all = sb_format_count (MAX (total, n));

  if (n == 0)
    return g_strdup ("");

  if (total < 0)
    /* Translators: which rows are in a list, when it is not known how many there are, e.g. "1–200". */
    return n == 1 ? g_strdup (last) : g_strdup_printf (_("1–%s"), last);

  if (n == 1)
    /* Translators: there is one row in a list, of %s in all. */
    return g_strdup_printf (_("1 of %s"), all);

  /* Translators: which rows are in a list, and how many there are in all, e.g. "1–200 of 12,345". */
  return g_strdup_printf (_("1–%1$s of %2$s"), last, all);
}

/**
 * sb_format_level:
 * @level: what an account may do
 *
 * Returns: (transfer full): the platform's word for it; empty for a level that we do not know
 */
char *
sb_format_level (SbLevel level)
{
  switch (level)
    {
    case SB_LEVEL_USER:
      return g_strdup (C_("level", "User"));
    case SB_LEVEL_POWER_USER:
      return g_strdup (C_("level", "Power User"));
    case SB_LEVEL_SUPERADMIN:
      return g_strdup (C_("level", "Superadmin"));
    case SB_LEVEL_UNKNOWN:
    default:
      return g_strdup ("");
    }
}

static const char *
progress_to_word (SbProgress progress)
{
  switch (progress)
    {
    case SB_PROGRESS_NOT_STARTED:
      return C_("progress", "Not started");
    case SB_PROGRESS_IN_PROGRESS:
      return C_("progress", "In progress");
    case SB_PROGRESS_COMPLETED:
      return C_("progress", "Completed");
    case SB_PROGRESS_FAILED:
      return C_("progress", "Not passed");
    case SB_PROGRESS_SUSPENDED:
      return C_("progress", "Suspended");
    case SB_PROGRESS_UNKNOWN:
    default:
      return "";
    }
}

/**
 * sb_format_course_status:
 * @course: a course
 * @now: the time that it is
 *
 * Returns: (transfer full): how far the learner is, e.g. "In progress · 3 of 7"; empty if that is not known
 */
char *
sb_format_course_status (SbCourse *course, GDateTime *now)
{
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;
  g_autofree char *date = NULL;
  SbProgress status;

  g_return_val_if_fail (SB_IS_COURSE (course) && now != NULL, g_strdup (""));

  status = sb_course_get_status (course);
  if (status == SB_PROGRESS_COMPLETED && sb_course_get_completed_at (course) != NULL)
    {
      date = sb_format_date (sb_course_get_completed_at (course), now);
      /* Translators: %s is a day, e.g. "2 October". */
      return g_strdup_printf (_("Completed on %s"), date);
    }

  if (status == SB_PROGRESS_IN_PROGRESS && sb_course_get_items_total (course) > 0)
    {
      done = sb_format_count (sb_course_get_items_completed (course));
      total = sb_format_count (sb_course_get_items_total (course));
      /* Translators: how much of a course is done: the first is the number of items that are completed, the second how
       * many there are. */
      return g_strdup_printf (_("In progress · %1$s of %2$s"), done, total);
    }

  return g_strdup (progress_to_word (status));
}

/**
 * sb_format_course_due:
 * @course: a course
 * @now: the time that it is
 *
 * Returns: (transfer full): until when it is to be done, e.g. "Due 30 November"; empty if it is done or has no deadline
 */
char *
sb_format_course_due (SbCourse *course, GDateTime *now)
{
  g_autofree char *date = NULL;
  GDateTime *deadline;

  g_return_val_if_fail (SB_IS_COURSE (course) && now != NULL, g_strdup (""));

  deadline = sb_course_get_deadline (course);
  if (deadline == NULL || sb_course_get_status (course) == SB_PROGRESS_COMPLETED)
    return g_strdup ("");

  date = sb_format_date (deadline, now);
  if (sb_course_is_overdue (course, now))
    /* Translators: %s is a day, e.g. "30 November". */
    return g_strdup_printf (_("Overdue since %s"), date);

  switch (days_before (deadline, now))
    {
    case 0:
      return g_strdup (_("Due today"));
    case -1:
      return g_strdup (_("Due tomorrow"));
    default:
      /* Translators: %s is a day, e.g. "30 November". */
      return g_strdup_printf (_("Due %s"), date);
    }
}

/**
 * sb_format_item_status:
 * @item: an item of a course
 *
 * Returns: (transfer full): how far the learner is, e.g. "In progress · 3:00 of 7:00"; empty for a folder and for what
 *   is not known
 */
char *
sb_format_item_status (SbCourseItem *item)
{
  g_autofree char *position = NULL;
  g_autofree char *duration = NULL;

  g_return_val_if_fail (SB_IS_COURSE_ITEM (item), g_strdup (""));

  if (sb_course_item_get_kind (item) == SB_ITEM_KIND_FOLDER)
    return g_strdup ("");

  if (sb_course_item_get_is_locked (item))
    return g_strdup (C_("progress", "Locked"));

  if (sb_course_item_get_status (item) != SB_PROGRESS_IN_PROGRESS || sb_course_item_get_position (item) <= 0
      || sb_course_item_get_duration (item) < sb_course_item_get_position (item))
    return g_strdup (progress_to_word (sb_course_item_get_status (item)));

  position = sb_format_duration (sb_course_item_get_position (item));
  duration = sb_format_duration (sb_course_item_get_duration (item));
  /* Translators: how much of a video was watched: how far, and how long it is, e.g. "3:00 of 7:00". */
  return g_strdup_printf (_("In progress · %1$s of %2$s"), position, duration);
}

/**
 * sb_format_item_kind:
 * @kind: what an item is
 *
 * Returns: (transfer full): a word for it, never empty
 */
char *
sb_format_item_kind (SbItemKind kind)
{
  switch (kind)
    {
    case SB_ITEM_KIND_FOLDER:
      return g_strdup (C_("item of a course", "Folder"));
    case SB_ITEM_KIND_VIDEO:
      return g_strdup (C_("item of a course", "Video"));
    case SB_ITEM_KIND_PAGE:
      return g_strdup (C_("item of a course", "Page"));
    case SB_ITEM_KIND_FILE:
      return g_strdup (C_("item of a course", "File"));
    case SB_ITEM_KIND_TEST:
      return g_strdup (C_("item of a course", "Test"));
    case SB_ITEM_KIND_SCORM:
      return g_strdup (C_("item of a course", "Learning package"));
    case SB_ITEM_KIND_UNKNOWN:
    default:
      return g_strdup (C_("item of a course", "Other content"));
    }
}

/* Embeddings, overrides and isolates: in a name they could turn the sentence around it. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* The blocks of the scripts that are written from right to left, and the right-to-left mark. */
static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || c == 0x200f || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff)
      || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

static gboolean
sentences_are_right_to_left (void)
{
  /* Translators: write "rtl" if your language is written from right to left, otherwise leave "ltr". */
  return g_str_equal (C_("direction of the text", "ltr"), "rtl");
}

/**
 * sb_format_isolated:
 * @text: a name, or another piece of text from elsewhere, that will stand in a sentence
 *
 * Keeps the direction of @text from disturbing the sentence, by Unicode's isolates (UAX #9). Where all is written from
 * left to right the isolates would change nothing, and are left out, so that what is copied or read aloud stays plain; where
 * sentences go from right to left, a mark of that direction is before them.
 * Direction controls that @text itself holds are dropped.
 *
 * Returns: (transfer full): what to put into the sentence
 */
char *
sb_format_isolated (const char *text)
{
  g_autoptr (GString) plain = NULL;
  gboolean is_needed = sentences_are_right_to_left ();

  g_return_val_if_fail (text != NULL, g_strdup (""));

  plain = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      is_needed = is_needed || is_right_to_left (c);
      if (!is_direction_control (c))
        g_string_append_unichar (plain, c);
    }

  if (!is_needed || plain->len == 0)
    return g_string_free (g_steal_pointer (&plain), FALSE);

  /* Pango does not skip isolates when it looks for the direction of a paragraph: a sentence that begins with a name in
   * Latin letters would turn around without the mark. */
  return g_strdup_printf ("%s\u2068%s\u2069", sentences_are_right_to_left () ? "\u200f" : "", plain->str);
}

/**
 * sb_format_name:
 * @text: a name from elsewhere
 *
 * As sb_format_isolated(), and not longer than %SB_FORMAT_MAX_NAME characters: a label takes seconds to find out how
 * hundreds of letters without a blank could be broken into lines. Whoever shows the result offers the whole elsewhere.
 *
 * Returns: (transfer full): what to put into a sentence, or into a label that wraps
 */
char *
sb_format_name (const char *text)
{
  g_autofree char *shortened = NULL;

  g_return_val_if_fail (text != NULL, g_strdup (""));

  shortened = sb_text_dup_shortened (text, SB_FORMAT_MAX_NAME);

  return sb_format_isolated (shortened);
}

/**
 * sb_format_line_mark:
 * @beginning: with what a line of a sentence begins, from sb_format_isolated()
 *
 * A name at the beginning of a line would decide the direction of the whole line, isolated or not.
 *
 * Returns: what to put before it; empty where it is not needed
 */
const char *
sb_format_line_mark (const char *beginning)
{
  g_return_val_if_fail (beginning != NULL, "");

  if (!g_str_has_prefix (beginning, "\u2068") || sentences_are_right_to_left ())
    return "";

  return "\u200e";
}
