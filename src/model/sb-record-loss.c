/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said when the record of log-ins was damaged: where the damaged file is, and, when the platform has answered,
 * whom it has open log-ins as. It is said again with each thing that is learnt. */

#include "config.h"

#include "sb-record-loss.h"

#include "sb-owed-words.h"

struct _SbRecordLoss
{
  GObject parent_instance;

  /* owned */
  SbRecovery *recovery;
  SbOwedNames *names;
  char *origin;    /* nullable: with @open */
  GPtrArray *open; /* nullable (element-type SbSession): the platform has not answered */
};

G_DEFINE_FINAL_TYPE (SbRecordLoss, sb_record_loss, G_TYPE_OBJECT)

static guint said_signal;

static GPtrArray *
make_names (SbRecordLoss *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->open->len; i++)
    {
      const char *id = ((SbSession *) self->open->pdata[i])->learner_id;

      g_ptr_array_add (names, sb_owed_words_make_learner (sb_owed_names_find (self->names, self->origin, id), id));
    }

  return g_steal_pointer (&names);
}

static void
say (SbRecordLoss *self)
{
  SbLedger *ledger = sb_recovery_get_ledger (self->recovery);
  g_autofree char *path = ledger != NULL ? sb_ledger_dup_set_aside (ledger) : NULL;
  g_autoptr (GPtrArray) names = self->open != NULL ? make_names (self) : NULL;
  g_autoptr (SbProblem) problem = sb_owed_words_make_record_lost (path, names);

  g_signal_emit (self, said_signal, 0, problem);
}

static void
answered_cb (SbRecordLoss *self)
{
  if (self->open != NULL)
    say (self);
}

static void
rebuilt_cb (SbRecordLoss *self, SbPlatform *platform, GPtrArray *open)
{
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_free (self->origin);
  self->origin = g_strdup (sb_platform_get_origin (platform));
  self->open = g_ptr_array_ref (open);
  say (self);

  for (guint i = 0; i < open->len; i++)
    {
      SbSession *session = open->pdata[i];

      sb_owed_names_ask (self->names, platform, session->learner_id, session->uuid);
    }
}

static void
sb_record_loss_finalize (GObject *object)
{
  SbRecordLoss *self = SB_RECORD_LOSS (object);

  g_clear_object (&self->recovery);
  g_clear_object (&self->names);
  g_free (self->origin);
  g_clear_pointer (&self->open, g_ptr_array_unref);

  G_OBJECT_CLASS (sb_record_loss_parent_class)->finalize (object);
}

static void
sb_record_loss_class_init (SbRecordLossClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_record_loss_finalize;

  /**
   * SbRecordLoss::said:
   * @problem: what has happened, as far as it is known
   */
  said_signal = g_signal_new ("said", SB_TYPE_RECORD_LOSS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              SB_TYPE_PROBLEM);
}

static void
sb_record_loss_init (SbRecordLoss *self)
{
}

/**
 * sb_record_loss_new:
 * @recovery: who notices
 * @names: who asks for names
 *
 * Returns: (transfer full): what says so
 */
SbRecordLoss *
sb_record_loss_new (SbRecovery *recovery, SbOwedNames *names)
{
  SbRecordLoss *self = g_object_new (SB_TYPE_RECORD_LOSS, NULL);

  self->recovery = g_object_ref (recovery);
  self->names = g_object_ref (names);
  g_signal_connect_object (recovery, "record-lost", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recovery, "record-rebuilt", G_CALLBACK (rebuilt_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (names, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);

  return self;
}
