/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed for a learner, in words: one sentence for each change, and what it was before. The sentences say what is
 * different and not who did it. Titles are the platform's: they are isolated, and are no markup for whoever shows
 * them. */

#include "config.h"

#include "sb-change-words.h"

#include "sb-course-item.h"
#include "sb-course.h"
#include "sb-format.h"
#include "sb-language.h"

#include <glib/gi18n-lib.h>

/* "In progress · 3 of 7", as the cards say it. */
static char *
course_state_words (const SbChangeState *state)
{
  const SbCourseFields fields
      = { .id = "", .name = "", .status = state->status, .items_completed = state->done, .items_total = state->total };
  g_autoptr (SbCourse) course = sb_course_new (&fields);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return sb_format_course_status (course, now);
}

/* "In progress · 3:00 of 7:00", as the rows say it. */
static char *
item_state_words (const SbChangeState *state)
{
  const SbCourseItemFields fields
      = { .id = "", .title = "", .status = state->status, .position = state->done, .duration = state->total };
  g_autoptr (SbCourseItem) item = sb_course_item_new (&fields);

  return sb_format_item_status (item);
}

static char *
state_words (const SbLedgerChange *change, const char *text)
{
  const SbChangeState state = sb_change_state_from_text (text);

  return change->kind == SB_CHANGE_ITEM ? item_state_words (&state) : course_state_words (&state);
}

static char *
isolated (const char *text)
{
  return sb_format_isolated (text != NULL ? text : "");
}

/* As isolated(), for what may be the code of a language. */
static char *
value_words (const SbLedgerChange *change, const char *text)
{
  g_autofree char *language = NULL;

  if (change->kind != SB_CHANGE_LANGUAGE || text == NULL)
    return isolated (text);

  language = sb_language_dup_name (text);

  return isolated (language);
}

/* ---- sentences ---- */

static char *
progress_sentence (const SbLedgerChange *change, const char *title)
{
  const SbChangeState before = sb_change_state_from_text (change->before);
  const SbChangeState after = sb_change_state_from_text (change->after);
  g_autofree char *words = NULL;

  if (after.status == SB_PROGRESS_COMPLETED && before.status != SB_PROGRESS_COMPLETED)
    /* Translators: %s is a course, or something to learn, e.g. a video. */
    return g_strdup_printf (_("“%s” was completed"), title);

  if (after.status == SB_PROGRESS_FAILED && before.status != SB_PROGRESS_FAILED)
    /* Translators: %s is a course or a test. */
    return g_strdup_printf (_("“%s” was not passed"), title);

  if (after.status == SB_PROGRESS_IN_PROGRESS && before.status == SB_PROGRESS_NOT_STARTED)
    /* Translators: %s is a course, or something to learn, e.g. a video. */
    return g_strdup_printf (_("“%s” was started"), title);

  words = state_words (change, change->after);
  /* Translators: the first is a course, or something to learn, the second how far the learner is, e.g. "In progress · 4
   * of 7". */
  return g_strdup_printf (_("“%1$s” is now: %2$s"), title, words);
}

static char *
unread_sentence (const SbLedgerChange *change)
{
  const guint64 n = change->after != NULL ? g_ascii_strtoull (change->after, NULL, 10) : 0;
  g_autofree char *count = sb_format_count ((gint64) MIN (n, G_MAXUINT));

  if (n == 0)
    return g_strdup (_("No notification is unread any more"));

  /* Translators: %s is a number of notifications. */
  return g_strdup_printf (ngettext ("%s notification is unread now", "%s notifications are unread now", n), count);
}

static char *
profile_sentence (const SbLedgerChange *change)
{
  g_autofree char *after = value_words (change, change->after);
  const gboolean is_empty = *after == '\0';

  switch (change->kind)
    {
    case SB_CHANGE_NAME:
      /* Translators: %s is the name of a person. */
      return g_strdup_printf (_("The name is now “%s”"), after);
    case SB_CHANGE_USER_NAME:
      /* Translators: %s is the user name of a person. */
      return g_strdup_printf (_("The user name is now “%s”"), after);
    case SB_CHANGE_EMAIL:
      return g_strdup (_("The e-mail address was changed"));
    case SB_CHANGE_PICTURE:
      return g_strdup (_("The picture was changed"));
    case SB_CHANGE_BRANCH:
      /* Translators: %s is a branch with those above it, e.g. "ACME / Iberia / Lisbon". */
      return is_empty ? g_strdup (_("There is no branch any more")) : g_strdup_printf (_("The branch is now “%s”"), after);
    case SB_CHANGE_LANGUAGE:
      /* Translators: %s is the name of a language, or its code if nobody knows its name. */
      return is_empty ? g_strdup (_("No language is set any more")) : g_strdup_printf (_("The language is now “%s”"), after);
    case SB_CHANGE_TIMEZONE:
      /* Translators: %s is a time zone, e.g. "Europe/Lisbon". */
      return is_empty ? g_strdup (_("No time zone is set any more")) : g_strdup_printf (_("The time zone is now “%s”"), after);
    case SB_CHANGE_OTHER:
    case SB_CHANGE_COURSE_ADDED:
    case SB_CHANGE_COURSE_REMOVED:
    case SB_CHANGE_COURSE:
    case SB_CHANGE_ITEM:
    case SB_CHANGE_UNREAD:
    default:
      return g_strdup (_("Something changed that this version of Switchback does not know"));
    }
}

/**
 * sb_change_words_make_sentence:
 * @change: one thing that is different
 *
 * Returns: (transfer full): a sentence without a full stop, as plain text
 */
char *
sb_change_words_make_sentence (const SbLedgerChange *change)
{
  g_autofree char *title = isolated (change->kind == SB_CHANGE_ITEM ? change->item_title : change->course_title);

  switch (change->kind)
    {
    case SB_CHANGE_COURSE_ADDED:
      /* Translators: %s is a course. */
      return g_strdup_printf (_("Enrolled in “%s”"), title);
    case SB_CHANGE_COURSE_REMOVED:
      /* Translators: %s is a course. */
      return g_strdup_printf (_("No longer enrolled in “%s”"), title);
    case SB_CHANGE_COURSE:
    case SB_CHANGE_ITEM:
      return progress_sentence (change, title);
    case SB_CHANGE_UNREAD:
      return unread_sentence (change);
    case SB_CHANGE_OTHER:
    case SB_CHANGE_NAME:
    case SB_CHANGE_USER_NAME:
    case SB_CHANGE_EMAIL:
    case SB_CHANGE_PICTURE:
    case SB_CHANGE_BRANCH:
    case SB_CHANGE_LANGUAGE:
    case SB_CHANGE_TIMEZONE:
    default:
      return profile_sentence (change);
    }
}

static char *
before_words (const SbLedgerChange *change)
{
  switch (change->kind)
    {
    case SB_CHANGE_COURSE:
    case SB_CHANGE_COURSE_REMOVED:
    case SB_CHANGE_ITEM:
      return state_words (change, change->before);
    case SB_CHANGE_UNREAD:
      return sb_format_count ((gint64) MIN (g_ascii_strtoull (change->before != NULL ? change->before : "", NULL, 10),
                                            G_MAXUINT));
    case SB_CHANGE_NAME:
    case SB_CHANGE_USER_NAME:
    case SB_CHANGE_BRANCH:
    case SB_CHANGE_LANGUAGE:
    case SB_CHANGE_TIMEZONE:
      return value_words (change, change->before);
    case SB_CHANGE_OTHER:
    case SB_CHANGE_COURSE_ADDED:
    case SB_CHANGE_EMAIL:
    case SB_CHANGE_PICTURE:
    default:
      return g_strdup ("");
    }
}

/**
 * sb_change_words_make_detail:
 * @change: one thing that is different
 *
 * Returns: (transfer full): where it belongs and what it was before, e.g. "Workplace Safety · before: Not started"; may
 *   be empty
 */
char *
sb_change_words_make_detail (const SbLedgerChange *change)
{
  g_autofree char *course = isolated (change->kind == SB_CHANGE_ITEM ? change->course_title : NULL);
  g_autofree char *before = before_words (change);

  if (*before == '\0')
    return g_steal_pointer (&course);

  if (*course == '\0')
    /* Translators: %s is what something was before it changed, e.g. "In progress · 3 of 7" or "Europe/Lisbon". */
    return g_strdup_printf (_("Before: %s"), before);

  /* Translators: the first is a course, the second how far the learner was in one of its items, e.g. "Not started". */
  return g_strdup_printf (_("%1$s · before: %2$s"), course, before);
}

/**
 * sb_change_words_make_line:
 * @change: one thing that is different
 *
 * Returns: (transfer full): the sentence, with the detail in brackets if there is any, for a text of plain lines
 */
char *
sb_change_words_make_line (const SbLedgerChange *change)
{
  g_autofree char *sentence = sb_change_words_make_sentence (change);
  g_autofree char *detail = sb_change_words_make_detail (change);

  if (*detail == '\0')
    return g_steal_pointer (&sentence);

  return g_strdup_printf ("%s (%s)", sentence, detail);
}

/**
 * sb_change_words_for_look:
 * @look: how much is known of what changed
 * @n_changes: how many changes are known
 *
 * Returns: (nullable): a sentence on what is not known, or that nothing changed; %NULL if the changes say it all
 */
const char *
sb_change_words_for_look (SbLook look, guint n_changes)
{
  switch (look)
    {
    case SB_LOOK_COMPLETE:
      return n_changes == 0 ? _("Nothing changed") : NULL;
    case SB_LOOK_PARTIAL:
      return n_changes == 0 ? _("No change was found, but not everything could be compared")
                            : _("There may be more: not everything could be compared");
    case SB_LOOK_FAILED:
      return _("Could not look again before switching back");
    case SB_LOOK_NONE:
    default:
      return NULL;
    }
}
