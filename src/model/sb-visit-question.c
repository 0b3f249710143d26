/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said before a log-in ends by itself, and after it has. */

#include "config.h"

#include "sb-visit-question.h"

#include <glib/gi18n-lib.h>

#include "sb-format.h"

/* The last minute is said once more. */
#define LAST_SECONDS 60

G_DEFINE_BOXED_TYPE (SbVisitQuestion, sb_visit_question, sb_visit_question_copy, sb_visit_question_free)

enum
{
  STAGE_IDLE = 1,
  STAGE_TIME,
  STAGE_TIME_LAST,
};

static SbVisitQuestion *
question_new (guint stage, gboolean can_stay, const char *title, char *body)
{
  SbVisitQuestion *self = g_new0 (SbVisitQuestion, 1);

  self->stage = stage;
  self->can_stay = can_stay;
  self->title = g_strdup (title);
  self->body = body;

  return self;
}

/**
 * sb_visit_question_new_idle:
 * @seconds: until it ends
 *
 * Returns: (transfer full): the question to somebody who does nothing
 */
SbVisitQuestion *
sb_visit_question_new_idle (int seconds)
{
  g_autofree char *countdown = sb_format_duration (seconds);

  /* Translators: %s is minutes and seconds, e.g. "0:48". */
  return question_new (STAGE_IDLE, TRUE, _("Are you still there?"),
                       g_strdup_printf (_("You have not done anything for a while. You are switched back in %s."),
                                        countdown));
}

/**
 * sb_visit_question_new_time:
 * @seconds: until it ends
 * @more_time: whether there can be more
 *
 * Returns: (transfer full): the question before the time is over
 */
SbVisitQuestion *
sb_visit_question_new_time (int seconds, SbVisitMoreTime more_time)
{
  const guint stage = seconds <= LAST_SECONDS ? STAGE_TIME_LAST : STAGE_TIME;
  g_autofree char *countdown = sb_format_duration (seconds);

  switch (more_time)
    {
    case SB_VISIT_MORE_TIME_NOT_OFFERED:
      return question_new (stage, FALSE, _("Your time is almost over"),
                           /* Translators: %s is minutes and seconds, e.g. "2:43". */
                           g_strdup_printf (_("You are switched back in %s. This platform does not give more time."),
                                            countdown));
    case SB_VISIT_MORE_TIME_USED_UP:
      return question_new (stage, FALSE, _("Your time is almost over"),
                           /* Translators: %s is minutes and seconds, e.g. "2:43". */
                           g_strdup_printf (_("You are switched back in %s. The longest time that the platform gives "
                                              "is used up."),
                                            countdown));
    case SB_VISIT_MORE_TIME_OFFERED:
    default:
      return question_new (stage, TRUE, _("Stay or switch back?"),
                           /* Translators: %s is minutes and seconds, e.g. "2:43". */
                           g_strdup_printf (_("If you do not stay, you are switched back in %s."), countdown));
    }
}

SbVisitQuestion *
sb_visit_question_copy (const SbVisitQuestion *self)
{
  return question_new (self->stage, self->can_stay, self->title, g_strdup (self->body));
}

void
sb_visit_question_free (SbVisitQuestion *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

/**
 * sb_visit_question_equal:
 * @a: (nullable): a question
 * @b: (nullable): another
 *
 * Returns: %TRUE if nothing on the screen differs
 */
gboolean
sb_visit_question_equal (const SbVisitQuestion *a, const SbVisitQuestion *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->stage == b->stage && a->can_stay == b->can_stay && g_str_equal (a->title, b->title)
         && g_str_equal (a->body, b->body);
}

/**
 * sb_visit_reason_to_sentence:
 * @reason: why it ended
 *
 * Returns: (nullable): a sentence with a full stop, or %NULL if the administrator wanted it so
 */
const char *
sb_visit_reason_to_sentence (SbVisitReason reason)
{
  switch (reason)
    {
    case SB_VISIT_REASON_IDLE:
      return _("You were switched back because you had not done anything for a while.");
    case SB_VISIT_REASON_TIME:
      return _("You were switched back because the time was over.");
    case SB_VISIT_REASON_EXPIRED:
      return _("The log-in had expired at the platform, so you were switched back.");
    case SB_VISIT_REASON_LOCKED:
      return _("You were switched back because the screen was locked.");
    case SB_VISIT_REASON_SUSPENDED:
      return _("You were switched back because the computer was about to sleep.");
    case SB_VISIT_REASON_LOGGED_OUT:
      return _("You were switched back because you were logging out of the computer.");
    case SB_VISIT_REASON_NONE:
    default:
      return NULL;
    }
}
