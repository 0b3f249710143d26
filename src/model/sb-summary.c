/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown after a log-in that has ended: as whom and for how long, what changed, whether the learner was told;
 * and the same as a text for a ticket. The changes are found before the end; what is known of the notices may still
 * change. */

#include "config.h"

#include "sb-summary.h"

#include "sb-change-words.h"
#include "sb-confirm-presenter.h"
#include "sb-format.h"
#include "sb-history-words.h"

#include <glib/gi18n-lib.h>

struct _SbSummary
{
  GObject parent_instance;

  /* owned */
  SbLearner *learner;
  SbLedgerEntry *entry;
  SbFarewell *farewell;
  GListStore *facts;
};

typedef enum
{
  PROP_TOLD = 1,
  PROP_NEEDS_ATTENTION,
} SbSummaryProperty;

static GParamSpec *properties[PROP_NEEDS_ATTENTION + 1];

G_DEFINE_FINAL_TYPE (SbSummary, sb_summary, G_TYPE_OBJECT)

static void
told_cb (SbSummary *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOLD]);
}

static void
attention_cb (SbSummary *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_ATTENTION]);
}

/* ---- the rows ---- */

static const char *
find_icon (const SbLedgerChange *change)
{
  switch (change->kind)
    {
    case SB_CHANGE_COURSE_ADDED:
      return "list-add-symbolic";
    case SB_CHANGE_COURSE_REMOVED:
      return "list-remove-symbolic";
    case SB_CHANGE_COURSE:
    case SB_CHANGE_ITEM:
      return sb_change_state_from_text (change->after).status == SB_PROGRESS_COMPLETED ? "object-select-symbolic"
                                                                                       : "media-playback-start-symbolic";
    case SB_CHANGE_UNREAD:
      return "mail-unread-symbolic";
    case SB_CHANGE_OTHER:
    case SB_CHANGE_NAME:
    case SB_CHANGE_USER_NAME:
    case SB_CHANGE_EMAIL:
    case SB_CHANGE_PICTURE:
    case SB_CHANGE_BRANCH:
    case SB_CHANGE_LANGUAGE:
    case SB_CHANGE_TIMEZONE:
    default:
      return "avatar-default-symbolic";
    }
}

static void
add_fact (SbSummary *self, SbFactKind kind, const char *icon_name, const char *title, const char *subtitle)
{
  g_autoptr (SbFact) fact = sb_fact_new (kind, icon_name, title, subtitle);

  g_list_store_append (self->facts, fact);
}

static void
add_facts (SbSummary *self)
{
  const char *note = sb_change_words_for_look (self->entry->look, self->entry->changes->len);

  for (guint i = 0; i < self->entry->changes->len; i++)
    {
      const SbLedgerChange *change = g_ptr_array_index (self->entry->changes, i);
      g_autofree char *sentence = sb_change_words_make_sentence (change);
      g_autofree char *detail = sb_change_words_make_detail (change);

      add_fact (self, SB_FACT_INFO, find_icon (change), sentence, detail);
    }

  if (note == NULL)
    return;

  if (self->entry->look == SB_LOOK_COMPLETE)
    add_fact (self, SB_FACT_INFO, "object-select-symbolic", note, "");
  else
    add_fact (self, SB_FACT_WARNING, "dialog-question-symbolic", note, "");
}

/* ---- object ---- */

static void
sb_summary_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbSummary *self = SB_SUMMARY (object);

  switch ((SbSummaryProperty) property_id)
    {
    case PROP_TOLD:
      g_value_set_string (value, sb_summary_get_told (self));
      break;
    case PROP_NEEDS_ATTENTION:
      g_value_set_boolean (value, sb_summary_get_needs_attention (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_summary_finalize (GObject *object)
{
  SbSummary *self = SB_SUMMARY (object);

  g_clear_object (&self->learner);
  g_clear_object (&self->farewell);
  g_clear_object (&self->facts);
  g_clear_pointer (&self->entry, sb_ledger_entry_free);

  G_OBJECT_CLASS (sb_summary_parent_class)->finalize (object);
}

static void
sb_summary_class_init (SbSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sb_summary_get_property;
  object_class->finalize = sb_summary_finalize;

  properties[PROP_TOLD] = g_param_spec_string ("told", NULL, NULL, NULL, read_only);
  properties[PROP_NEEDS_ATTENTION] = g_param_spec_boolean ("needs-attention", NULL, NULL, FALSE, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_summary_init (SbSummary *self)
{
  self->facts = g_list_store_new (SB_TYPE_FACT);
}

/**
 * sb_summary_new:
 * @impersonation: a log-in that has ended
 * @administrator: (nullable): who was logged in
 * @report: (nullable): what changed; copied. %NULL if nobody looked
 * @farewell: what is said of the notices, now and later
 *
 * Returns: (transfer full): what is to be shown of it
 */
SbSummary *
sb_summary_new (SbImpersonation *impersonation,
                SbIdentity *administrator,
                const SbChangeReport *report,
                SbFarewell *farewell)
{
  SbSummary *self = g_object_new (SB_TYPE_SUMMARY, NULL);
  SbSession *session = sb_impersonation_get_session (impersonation);
  SbSession *record = sb_impersonation_get_record (impersonation);

  self->learner = g_object_ref (sb_impersonation_get_learner (impersonation));
  self->entry = sb_ledger_entry_new_planned (sb_platform_get_origin (sb_impersonation_get_platform (impersonation)),
                                             administrator, self->learner, sb_impersonation_get_request (impersonation));
  if (session != NULL)
    sb_ledger_entry_take_session (self->entry, session);
  if (record != NULL)
    sb_ledger_entry_take_session (self->entry, record);
  if (report != NULL)
    {
      g_autoptr (SbChangeReport) copy = sb_change_report_new_for (report->look, report->changes);

      self->entry->look = copy->look;
      g_ptr_array_unref (self->entry->changes);
      self->entry->changes = g_ptr_array_ref (copy->changes);
    }
  add_facts (self);

  self->farewell = g_object_ref (farewell);
  g_signal_connect_object (farewell, "notify::sentence", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (farewell, "notify::needs-attention", G_CALLBACK (attention_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * sb_summary_dup_visit:
 *
 * Returns: (transfer full): a sentence without a full stop on as whom, and for how long
 */
char *
sb_summary_dup_visit (SbSummary *self)
{
  g_autofree char *name = NULL;
  g_autofree char *length = NULL;

  g_return_val_if_fail (SB_IS_SUMMARY (self), NULL);

  name = sb_format_isolated (sb_learner_get_display_name (self->learner));
  length = sb_history_words_make_length (self->entry);
  if (*length == '\0')
    /* Translators: %s is the name of a person. */
    return g_strdup_printf (_("You were logged in as %s"), name);

  /* Translators: the first is the name of a person, the second e.g. "12 minutes" or "less than a minute". */
  return g_strdup_printf (_("You were logged in as %1$s for %2$s"), name, length);
}

/**
 * sb_summary_get_facts:
 *
 * Returns: (transfer none): a list of #SbFact: what changed, or that nothing did, or why that is not known
 */
GListModel *
sb_summary_get_facts (SbSummary *self)
{
  g_return_val_if_fail (SB_IS_SUMMARY (self), NULL);

  return G_LIST_MODEL (self->facts);
}

/**
 * sb_summary_get_told:
 *
 * Returns: (transfer none): a sentence on whether the learner was told; good until it changes
 */
const char *
sb_summary_get_told (SbSummary *self)
{
  g_return_val_if_fail (SB_IS_SUMMARY (self), NULL);

  return sb_farewell_get_sentence (self->farewell);
}

/**
 * sb_summary_get_needs_attention:
 *
 * Returns: %TRUE if a notice is missing, or the platform contradicts itself
 */
gboolean
sb_summary_get_needs_attention (SbSummary *self)
{
  g_return_val_if_fail (SB_IS_SUMMARY (self), FALSE);

  return sb_farewell_get_needs_attention (self->farewell);
}

/**
 * sb_summary_dup_ticket:
 * @self: a summary
 * @format: how to write it
 *
 * Returns: (transfer full): all of it as a text for a ticket, as it is known now
 */
char *
sb_summary_dup_ticket (SbSummary *self, SbTicketFormat format)
{
  g_return_val_if_fail (SB_IS_SUMMARY (self), NULL);

  return sb_ticket_make_text (self->entry, sb_learner_get_user_name (self->learner), sb_summary_get_told (self), format);
}
