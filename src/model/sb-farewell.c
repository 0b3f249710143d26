/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the administrator is told after a log-in that has ended: whether the learner was told, and whether somebody has
 * to see to it. It is said at once by what the platform answered, and may become another sentence when its record is
 * read back. */

#include "config.h"

#include "sb-farewell.h"

#include "sb-format.h"
#include "sb-proof-reader.h"
#include "sb-told.h"
#include "sb-told-words.h"
#include "sb-visit-words.h"

struct _SbFarewell
{
  GObject parent_instance;

  /* owned */
  char *name;
  char *sentence;
  SbProofReader *reader; /* nullable: there is nothing to read back */

  /* state */
  gboolean needs_attention;
};

typedef enum
{
  PROP_SENTENCE = 1,
  PROP_NEEDS_ATTENTION,
  PROP_IS_SETTLED,
} SbFarewellProperty;

static GParamSpec *properties[PROP_IS_SETTLED + 1];

G_DEFINE_FINAL_TYPE (SbFarewell, sb_farewell, G_TYPE_OBJECT)

static gboolean
find_needs_attention (SbFarewell *self)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new ();

  entry->state = SB_IMPERSONATION_ENDED;
  entry->proof = sb_proof_reader_get_proof (self->reader);
  sb_ledger_entry_take_session (entry, sb_proof_reader_get_record (self->reader));

  return sb_ledger_entry_needs_attention (entry);
}

static void
update (SbFarewell *self)
{
  g_autofree char *old = g_steal_pointer (&self->sentence);
  const gboolean needed_attention = self->needs_attention;

  self->sentence = sb_told_words_make_farewell (sb_proof_reader_get_record (self->reader),
                                                sb_proof_reader_get_proof (self->reader), self->name);
  self->needs_attention = find_needs_attention (self);

  /* Whoever hears of the sentence may ask for the other. */
  if (self->needs_attention != needed_attention)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_ATTENTION]);
  if (g_strcmp0 (self->sentence, old) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

static void
settled_cb (SbFarewell *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SETTLED]);
}

static void
sb_farewell_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbFarewell *self = SB_FAREWELL (object);

  switch ((SbFarewellProperty) property_id)
    {
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    case PROP_NEEDS_ATTENTION:
      g_value_set_boolean (value, self->needs_attention);
      break;
    case PROP_IS_SETTLED:
      g_value_set_boolean (value, sb_farewell_is_settled (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_farewell_dispose (GObject *object)
{
  SbFarewell *self = SB_FAREWELL (object);

  if (self->reader != NULL)
    g_object_run_dispose (G_OBJECT (self->reader));

  G_OBJECT_CLASS (sb_farewell_parent_class)->dispose (object);
}

static void
sb_farewell_finalize (GObject *object)
{
  SbFarewell *self = SB_FAREWELL (object);

  g_clear_object (&self->reader);
  g_free (self->name);
  g_free (self->sentence);

  G_OBJECT_CLASS (sb_farewell_parent_class)->finalize (object);
}

static void
sb_farewell_class_init (SbFarewellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sb_farewell_get_property;
  object_class->dispose = sb_farewell_dispose;
  object_class->finalize = sb_farewell_finalize;

  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, read_only);
  properties[PROP_NEEDS_ATTENTION] = g_param_spec_boolean ("needs-attention", NULL, NULL, FALSE, read_only);
  properties[PROP_IS_SETTLED] = g_param_spec_boolean ("is-settled", NULL, NULL, TRUE, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_farewell_init (SbFarewell *self)
{
}

/**
 * sb_farewell_new:
 * @impersonation: a log-in that is over, or owed
 * @ledger: (nullable): where what is learnt is kept
 *
 * Returns: (transfer full): what is to be said of it; if the platform has confirmed the end, its record is being read
 *   back
 */
SbFarewell *
sb_farewell_new (SbImpersonation *impersonation, SbLedger *ledger)
{
  SbFarewell *self = g_object_new (SB_TYPE_FAREWELL, NULL);
  SbSession *record = sb_impersonation_get_record (impersonation);

  self->name = sb_format_name (sb_learner_get_display_name (sb_impersonation_get_learner (impersonation)));
  self->sentence = sb_visit_words_make_farewell (impersonation);
  if (record == NULL)
    return self;

  self->reader = sb_proof_reader_new (sb_impersonation_get_platform (impersonation), ledger, record);
  self->needs_attention = find_needs_attention (self);
  g_signal_connect_object (self->reader, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::is-settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  sb_proof_reader_start (self->reader);

  return self;
}

/**
 * sb_farewell_get_sentence:
 *
 * Returns: (transfer none): one sentence or two, without the last full stop; good until it changes
 */
const char *
sb_farewell_get_sentence (SbFarewell *self)
{
  g_return_val_if_fail (SB_IS_FAREWELL (self), NULL);

  return self->sentence;
}

/**
 * sb_farewell_get_needs_attention:
 *
 * Returns: %TRUE if a notice is missing, or the platform contradicts itself
 */
gboolean
sb_farewell_get_needs_attention (SbFarewell *self)
{
  g_return_val_if_fail (SB_IS_FAREWELL (self), FALSE);

  return self->needs_attention;
}

gboolean
sb_farewell_is_settled (SbFarewell *self)
{
  g_return_val_if_fail (SB_IS_FAREWELL (self), TRUE);

  return self->reader == NULL || sb_proof_reader_is_settled (self->reader);
}
