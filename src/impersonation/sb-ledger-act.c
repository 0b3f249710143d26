/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One act inside a log-in as a value, and the words that stand for its kinds in the ledger. A new kind of act gets its
 * word here and its sentence in model/. */

#include "config.h"

#include "sb-ledger-act.h"

#include "sb-text.h"

static const char *const kind_words[] = {
  [SB_ACT_OTHER] = "other",
  [SB_ACT_ITEM_STARTED] = "item-started",
  [SB_ACT_ITEM_COMPLETED] = "item-completed",
  [SB_ACT_POLICY_ACCEPTED] = "policy-accepted",
  [SB_ACT_MESSAGE_SENT] = "message-sent",
  [SB_ACT_SUBMITTED] = "submitted",
  [SB_ACT_ENROLMENT_CHANGED] = "enrolment-changed",
  [SB_ACT_NOTICE_OPENED] = "notice-opened",
};

/* Titles are the platform's. */
static char *
dup_title (const char *title)
{
  return title != NULL ? sb_text_dup_non_empty_line (title) : NULL;
}

/**
 * sb_ledger_act_new:
 * @kind: what was done
 * @course_id: (nullable): in which course
 * @course_title: (nullable): what it is called
 * @item_id: (nullable): to which item
 * @item_title: (nullable): what it is called
 *
 * Returns: (transfer full): an act of this moment
 */
SbLedgerAct *
sb_ledger_act_new (SbActKind kind,
                   const char *course_id,
                   const char *course_title,
                   const char *item_id,
                   const char *item_title)
{
  SbLedgerAct *self = g_new0 (SbLedgerAct, 1);

  self->kind = kind;
  self->word = g_strdup (sb_act_kind_to_word (kind));
  self->at = g_date_time_new_now_utc ();
  self->course_id = g_strdup (course_id);
  self->course_title = dup_title (course_title);
  self->item_id = g_strdup (item_id);
  self->item_title = dup_title (item_title);

  return self;
}

/**
 * sb_ledger_act_copy:
 *
 * Returns: (transfer full): the same act
 */
SbLedgerAct *
sb_ledger_act_copy (const SbLedgerAct *self)
{
  SbLedgerAct *copy = g_new0 (SbLedgerAct, 1);

  copy->kind = self->kind;
  copy->word = g_strdup (self->word);
  copy->at = g_date_time_ref (self->at);
  copy->course_id = g_strdup (self->course_id);
  copy->course_title = g_strdup (self->course_title);
  copy->item_id = g_strdup (self->item_id);
  copy->item_title = g_strdup (self->item_title);

  return copy;
}

void
sb_ledger_act_free (SbLedgerAct *self)
{
  g_date_time_unref (self->at);
  g_free (self->word);
  g_free (self->course_id);
  g_free (self->course_title);
  g_free (self->item_id);
  g_free (self->item_title);
  g_free (self);
}

/**
 * sb_act_kind_to_word:
 *
 * Returns: the word for @kind in the ledger
 */
const char *
sb_act_kind_to_word (SbActKind kind)
{
  return kind_words[(guint) kind < G_N_ELEMENTS (kind_words) ? kind : SB_ACT_OTHER];
}

/**
 * sb_act_kind_from_word:
 * @word: (nullable): a word
 *
 * Returns: what @word stands for
 */
SbActKind
sb_act_kind_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i], word) == 0)
      return i;

  return SB_ACT_OTHER;
}
