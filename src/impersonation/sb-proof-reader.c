/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* After the end of a log-in: does the platform's own record say what its answer to the end said, and what became of the
 * two notices? The record is read back, again a little later as long as a notice is on its way or the platform cannot
 * be reached, and what is found goes into the ledger. That is bounded: after the last look it stays as it is. Nothing
 * here begins or ends anything. */

#include "config.h"

#include "sb-proof-reader.h"

#include "sb-api-error.h"
#include "sb-told.h"

/* Of this many seconds, unless a test is in a hurry. */
#define DEFAULT_UNIT_MS 5000

/* As in sb-told.c: a platform is many machines. */
#define CLOCK_TOLERANCE (60 * G_TIME_SPAN_SECOND)

/* How many units pass before the second look, the third, and so on: five looks within four minutes. */
static const guint waits[] = { 1, 4, 12, 30 };

struct _SbProofReader
{
  GObject parent_instance;

  /* owned */
  SbPlatform *platform;
  SbLedger *ledger;     /* nullable: nothing is kept */
  SbSession *confirmed; /* what the answer to the end was */
  SbSession *record;    /* what is known now */
  GCancellable *cancellable;

  /* state */
  SbLedgerProof proof;
  guint n_looks;
  guint unit_ms;
  guint wait_id;
  gboolean is_settled;
};

typedef enum
{
  PROP_RETRY_UNIT_MS = 1,
  PROP_IS_SETTLED,
} SbProofReaderProperty;

static GParamSpec *properties[PROP_IS_SETTLED + 1];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbProofReader, sb_proof_reader, G_TYPE_OBJECT)

static void look (SbProofReader *self);

/* ---- judging ---- */

static gboolean
are_far_apart (GDateTime *a, GDateTime *b)
{
  return a != NULL && b != NULL && ABS (g_date_time_difference (a, b)) > CLOCK_TOLERANCE;
}

/* A notice that was there and is not any more was never there. */
static gboolean
is_taken_back (const SbNoticeOutcome *said, const SbNoticeOutcome *kept)
{
  return said->is_known && sb_told_is_reached (sb_told_judge (said, NULL)) && !kept->is_known;
}

/**
 * sb_proof_compare:
 * @confirmed: what the platform answered when the log-in was ended
 * @record: what its record says now
 *
 * Returns: whether the one bears the other out
 */
SbLedgerProof
sb_proof_compare (const SbSession *confirmed, const SbSession *record)
{
  if (g_ascii_strcasecmp (confirmed->uuid, record->uuid) != 0
      || g_strcmp0 (confirmed->learner_id, record->learner_id) != 0)
    return SB_LEDGER_PROOF_CONTRADICTED;

  if (record->ended_at == NULL)
    return SB_LEDGER_PROOF_OPEN;

  if (are_far_apart (confirmed->started_at, record->started_at) || are_far_apart (confirmed->ended_at, record->ended_at)
      || is_taken_back (&confirmed->begin_notice, &record->begin_notice)
      || is_taken_back (&confirmed->end_notice, &record->end_notice))
    return SB_LEDGER_PROOF_CONTRADICTED;

  return SB_LEDGER_PROOF_CONFIRMED;
}

static SbLedgerProof
judge_error (const GError *error)
{
  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND)
      && g_strcmp0 (sb_api_error_get_reason (error), "session_not_found") == 0)
    return SB_LEDGER_PROOF_MISSING;

  return SB_LEDGER_PROOF_UNAVAILABLE;
}

static gboolean
is_same_outcome (const SbNoticeOutcome *a, const SbNoticeOutcome *b)
{
  return a->is_known == b->is_known && a->platform == b->platform && a->email == b->email;
}

/* ---- looking ---- */

static gboolean
wait_cb (gpointer user_data)
{
  SbProofReader *self = user_data;

  self->wait_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_worth_another_look (SbProofReader *self, const GError *error)
{
  if (self->n_looks > G_N_ELEMENTS (waits))
    return FALSE;

  if (self->proof == SB_LEDGER_PROOF_UNAVAILABLE)
    return sb_api_error_is_transient (error);

  return self->proof != SB_LEDGER_PROOF_CONFIRMED
      || sb_told_may_change (sb_told_judge (&self->record->begin_notice, self->record->started_at))
      || sb_told_may_change (sb_told_judge (&self->record->end_notice, self->record->ended_at));
}

static void
settle_or_wait (SbProofReader *self, const GError *error)
{
  if (is_worth_another_look (self, error))
    {
      self->wait_id = g_timeout_add (waits[self->n_looks - 1] * self->unit_ms, wait_cb, self);
      return;
    }

  self->is_settled = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SETTLED]);
}

typedef struct
{
  char *uuid;
  SbLedgerProof proof;
  SbSession *record; /* nullable */
} Finding;

static void
finding_free (Finding *finding)
{
  g_free (finding->uuid);
  g_clear_pointer (&finding->record, sb_session_unref);
  g_free (finding);
}

static gpointer
prove_job (SbLedger *ledger, gpointer data, GError **error)
{
  const Finding *finding = data;

  sb_ledger_prove (ledger, finding->uuid, finding->proof, finding->record, error);

  return NULL;
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_run_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_message ("What the platform's record says is not on record: %s", error->message);
}

/* What a record says that does not belong to this log-in is not taken over. */
static void
keep (SbProofReader *self)
{
  const gboolean is_ours = self->proof == SB_LEDGER_PROOF_CONFIRMED || self->proof == SB_LEDGER_PROOF_UNAVAILABLE;
  Finding *finding;

  if (self->ledger == NULL)
    return;

  finding = g_new0 (Finding, 1);
  finding->uuid = g_strdup (self->confirmed->uuid);
  finding->proof = self->proof;
  finding->record = is_ours ? sb_session_ref (self->record) : NULL;
  sb_ledger_run_async (self->ledger, prove_job, finding, (GDestroyNotify) finding_free, NULL, proved_cb, NULL);
}

static void
take_finding (SbProofReader *self, SbLedgerProof proof, SbSession *record)
{
  gboolean is_news = proof != self->proof;

  if (proof == SB_LEDGER_PROOF_CONFIRMED)
    {
      is_news = is_news || !is_same_outcome (&record->begin_notice, &self->record->begin_notice)
             || !is_same_outcome (&record->end_notice, &self->record->end_notice);
      sb_session_unref (self->record);
      self->record = sb_session_ref (record);
    }

  self->proof = proof;
  if (!is_news)
    return;

  keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbProofReader) self = SB_PROOF_READER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSession) record = sb_platform_load_session_finish (SB_PLATFORM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  take_finding (self, record != NULL ? sb_proof_compare (self->confirmed, record) : judge_error (error), record);
  settle_or_wait (self, error);
}

static void
look (SbProofReader *self)
{
  self->n_looks++;
  sb_platform_load_session_async (self->platform, self->confirmed->uuid, self->cancellable, looked_cb,
                                  g_object_ref (self));
}

/* ---- object ---- */

static void
sb_proof_reader_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbProofReader *self = SB_PROOF_READER (object);

  switch ((SbProofReaderProperty) property_id)
    {
    case PROP_IS_SETTLED:
      g_value_set_boolean (value, self->is_settled);
      break;
    case PROP_RETRY_UNIT_MS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_proof_reader_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbProofReader *self = SB_PROOF_READER (object);

  switch ((SbProofReaderProperty) property_id)
    {
    case PROP_RETRY_UNIT_MS:
      self->unit_ms = g_value_get_uint (value);
      break;
    case PROP_IS_SETTLED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_proof_reader_dispose (GObject *object)
{
  SbProofReader *self = SB_PROOF_READER (object);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (sb_proof_reader_parent_class)->dispose (object);
}

static void
sb_proof_reader_finalize (GObject *object)
{
  SbProofReader *self = SB_PROOF_READER (object);

  g_clear_object (&self->platform);
  g_clear_object (&self->ledger);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->confirmed, sb_session_unref);
  g_clear_pointer (&self->record, sb_session_unref);

  G_OBJECT_CLASS (sb_proof_reader_parent_class)->finalize (object);
}

static void
sb_proof_reader_class_init (SbProofReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_proof_reader_get_property;
  object_class->set_property = sb_proof_reader_set_property;
  object_class->dispose = sb_proof_reader_dispose;
  object_class->finalize = sb_proof_reader_finalize;

  /**
   * SbProofReader:retry-unit-ms:
   *
   * What the waits between two looks are counted in, in milliseconds.
   */
  properties[PROP_RETRY_UNIT_MS] = g_param_spec_uint ("retry-unit-ms", NULL, NULL, 0, 60000, DEFAULT_UNIT_MS,
                                                      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  /**
   * SbProofReader:is-settled:
   *
   * Whether it will not look any more.
   */
  properties[PROP_IS_SETTLED] = g_param_spec_boolean ("is-settled", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SbProofReader::changed:
   *
   * Something is known now that was not before.
   */
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_PROOF_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
sb_proof_reader_init (SbProofReader *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * sb_proof_reader_new:
 * @platform: where, signed in as the administrator
 * @ledger: (nullable): where what is found is kept
 * @confirmed: what the platform answered to the end
 *
 * Returns: (transfer full): a reader that has not looked yet
 */
SbProofReader *
sb_proof_reader_new (SbPlatform *platform, SbLedger *ledger, SbSession *confirmed)
{
  SbProofReader *self = g_object_new (SB_TYPE_PROOF_READER, NULL);

  self->platform = g_object_ref (platform);
  self->ledger = ledger != NULL ? g_object_ref (ledger) : NULL;
  self->confirmed = sb_session_ref (confirmed);
  self->record = sb_session_ref (confirmed);

  return self;
}

/**
 * sb_proof_reader_start:
 *
 * Looks at once, and then as often as it is worth it. Once only.
 */
void
sb_proof_reader_start (SbProofReader *self)
{
  g_return_if_fail (SB_IS_PROOF_READER (self));

  if (self->n_looks == 0)
    look (self);
}

/**
 * sb_proof_reader_get_record:
 *
 * Returns: (transfer none): what is known of the log-in: the platform's record, or the answer to the end as long as
 *   that could not be read or is none to go by
 */
SbSession *
sb_proof_reader_get_record (SbProofReader *self)
{
  g_return_val_if_fail (SB_IS_PROOF_READER (self), NULL);

  return self->record;
}

SbLedgerProof
sb_proof_reader_get_proof (SbProofReader *self)
{
  g_return_val_if_fail (SB_IS_PROOF_READER (self), SB_LEDGER_PROOF_NONE);

  return self->proof;
}

gboolean
sb_proof_reader_is_settled (SbProofReader *self)
{
  g_return_val_if_fail (SB_IS_PROOF_READER (self), FALSE);

  return self->is_settled;
}
