/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that is different for a learner after a log-in, as a value, and the words that stand for it in the ledger.
 * What is compared with what, and the sentences, are made in model/. */

#include "config.h"

#include "sb-ledger-change.h"

#include "sb-text.h"

static const char *const kind_words[] = {
  [SB_CHANGE_OTHER] = "other",
  [SB_CHANGE_COURSE_ADDED] = "course-added",
  [SB_CHANGE_COURSE_REMOVED] = "course-removed",
  [SB_CHANGE_COURSE] = "course",
  [SB_CHANGE_ITEM] = "item",
  [SB_CHANGE_UNREAD] = "unread",
  [SB_CHANGE_NAME] = "name",
  [SB_CHANGE_USER_NAME] = "user-name",
  [SB_CHANGE_EMAIL] = "email",
  [SB_CHANGE_PICTURE] = "picture",
  [SB_CHANGE_BRANCH] = "branch",
  [SB_CHANGE_LANGUAGE] = "language",
  [SB_CHANGE_TIMEZONE] = "timezone",
};

static const char *const status_words[] = {
  [SB_PROGRESS_UNKNOWN] = "unknown",
  [SB_PROGRESS_NOT_STARTED] = "not-started",
  [SB_PROGRESS_IN_PROGRESS] = "in-progress",
  [SB_PROGRESS_COMPLETED] = "completed",
  [SB_PROGRESS_FAILED] = "failed",
  [SB_PROGRESS_SUSPENDED] = "suspended",
};

static const char *const look_words[] = {
  [SB_LOOK_NONE] = NULL,
  [SB_LOOK_FAILED] = "failed",
  [SB_LOOK_PARTIAL] = "partial",
  [SB_LOOK_COMPLETE] = "complete",
};

/* Titles and texts are the platform's. */
static char *
dup_line (const char *text)
{
  return text != NULL ? sb_text_dup_non_empty_line (text) : NULL;
}

/**
 * sb_ledger_change_new:
 * @kind: what is different
 * @before: (nullable): what it was
 * @after: (nullable): what it is
 *
 * Returns: (transfer full): a change that is not about a course
 */
SbLedgerChange *
sb_ledger_change_new (SbChangeKind kind, const char *before, const char *after)
{
  SbLedgerChange *self = g_new0 (SbLedgerChange, 1);

  self->kind = kind;
  self->word = g_strdup (sb_change_kind_to_word (kind));
  self->before = dup_line (before);
  self->after = dup_line (after);

  return self;
}

/**
 * sb_ledger_change_new_course:
 * @kind: what is different
 * @course_id: in which course
 * @course_title: what it is called
 * @before: (nullable): how far the learner was
 * @after: (nullable): how far the learner is
 *
 * Returns: (transfer full): a change that is about a course
 */
SbLedgerChange *
sb_ledger_change_new_course (SbChangeKind kind,
                             const char *course_id,
                             const char *course_title,
                             const SbChangeState *before,
                             const SbChangeState *after)
{
  g_autofree char *before_text = before != NULL ? sb_change_state_to_text (before) : NULL;
  g_autofree char *after_text = after != NULL ? sb_change_state_to_text (after) : NULL;
  SbLedgerChange *self = sb_ledger_change_new (kind, before_text, after_text);

  self->course_id = g_strdup (course_id);
  self->course_title = dup_line (course_title);

  return self;
}

/**
 * sb_ledger_change_set_item:
 * @self: a change in a course
 * @item_id: of which item
 * @item_title: what it is called
 */
void
sb_ledger_change_set_item (SbLedgerChange *self, const char *item_id, const char *item_title)
{
  g_free (self->item_id);
  self->item_id = g_strdup (item_id);
  g_free (self->item_title);
  self->item_title = dup_line (item_title);
}

/**
 * sb_ledger_change_copy:
 *
 * Returns: (transfer full): the same change
 */
SbLedgerChange *
sb_ledger_change_copy (const SbLedgerChange *self)
{
  SbLedgerChange *copy = g_new0 (SbLedgerChange, 1);

  copy->kind = self->kind;
  copy->word = g_strdup (self->word);
  copy->course_id = g_strdup (self->course_id);
  copy->course_title = g_strdup (self->course_title);
  copy->item_id = g_strdup (self->item_id);
  copy->item_title = g_strdup (self->item_title);
  copy->before = g_strdup (self->before);
  copy->after = g_strdup (self->after);

  return copy;
}

void
sb_ledger_change_free (SbLedgerChange *self)
{
  g_free (self->word);
  g_free (self->course_id);
  g_free (self->course_title);
  g_free (self->item_id);
  g_free (self->item_title);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/**
 * sb_change_state_to_text:
 *
 * Returns: (transfer full): the state as it stands in the ledger, e.g. "in-progress 3/7"
 */
char *
sb_change_state_to_text (const SbChangeState *self)
{
  const char *word = status_words[(guint) self->status < G_N_ELEMENTS (status_words) ? self->status : SB_PROGRESS_UNKNOWN];

  return self->total > 0 ? g_strdup_printf ("%s %d/%d", word, self->done, self->total) : g_strdup (word);
}

/**
 * sb_change_state_from_text:
 * @text: (nullable): what sb_change_state_to_text() has written, or a later version, or somebody by hand
 *
 * Returns: the state; what makes no sense is unknown
 */
SbChangeState
sb_change_state_from_text (const char *text)
{
  SbChangeState state = { SB_PROGRESS_UNKNOWN, 0, 0 };
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", 2);
  g_auto (GStrv) numbers = g_strsplit (parts[0] != NULL && parts[1] != NULL ? parts[1] : "", "/", 2);
  gint64 done;
  gint64 total;

  for (guint i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_strcmp0 (parts[0], status_words[i]) == 0)
      state.status = i;

  if (g_strv_length (numbers) == 2 && g_ascii_string_to_signed (numbers[0], 10, 0, G_MAXINT, &done, NULL)
      && g_ascii_string_to_signed (numbers[1], 10, 1, G_MAXINT, &total, NULL))
    {
      state.done = (int) done;
      state.total = (int) total;
    }

  return state;
}

/**
 * sb_change_kind_to_word:
 *
 * Returns: the word for @kind in the ledger
 */
const char *
sb_change_kind_to_word (SbChangeKind kind)
{
  return kind_words[(guint) kind < G_N_ELEMENTS (kind_words) ? kind : SB_CHANGE_OTHER];
}

/**
 * sb_change_kind_from_word:
 * @word: (nullable): a word
 *
 * Returns: what @word stands for
 */
SbChangeKind
sb_change_kind_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i], word) == 0)
      return i;

  return SB_CHANGE_OTHER;
}

/**
 * sb_look_to_word:
 *
 * Returns: (nullable): the word for @look in the ledger
 */
const char *
sb_look_to_word (SbLook look)
{
  return (guint) look < G_N_ELEMENTS (look_words) ? look_words[look] : NULL;
}

/**
 * sb_look_from_word:
 * @word: (nullable): a word
 *
 * Returns: what @word stands for
 */
SbLook
sb_look_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (look_words); i++)
    if (g_strcmp0 (look_words[i], word) == 0)
      return i;

  return SB_LOOK_NONE;
}
