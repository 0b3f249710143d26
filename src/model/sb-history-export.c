/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The history as a file for other programs: CSV as RFC 4180 has it, or JSON, both in UTF-8. docs/history-export.md describes
 * both for whoever reads them. The ledger is read in its own thread; the file is there as a whole, or not at all. */

#include "config.h"

#include "sb-history-export.h"

#include "sb-told.h"

#include <json-glib/json-glib.h>

/* ---- what is exported ---- */

/* In this order, and under these names, which other programs rely on: a new one goes to the end. */
enum
{
  FIELD_ID,
  FIELD_PLATFORM,
  FIELD_ADMINISTRATOR_ID,
  FIELD_ADMINISTRATOR,
  FIELD_LEARNER_ID,
  FIELD_LEARNER,
  FIELD_REASON,
  FIELD_TICKET,
  FIELD_DOMAIN,
  FIELD_STATE,
  FIELD_HOW,
  FIELD_ASKED_AT,
  FIELD_STARTED_AT,
  FIELD_ENDED_AT,
  FIELD_BEGIN_PLATFORM,
  FIELD_BEGIN_PLATFORM_AT,
  FIELD_BEGIN_EMAIL,
  FIELD_BEGIN_EMAIL_AT,
  FIELD_END_PLATFORM,
  FIELD_END_PLATFORM_AT,
  FIELD_END_EMAIL,
  FIELD_END_EMAIL_AT,
  FIELD_RECORD,
  FIELD_RECORD_AT,
  FIELD_NEEDS_ATTENTION,
  N_FIELDS,
};

static const char *const field_names[N_FIELDS] = {
  "id",          "platform",       "administrator_id",  "administrator", "learner_id",     "learner",
  "reason",      "ticket",         "domain",            "state",         "how",            "asked_at",
  "started_at",  "ended_at",       "begin_platform",    "begin_platform_at", "begin_email", "begin_email_at",
  "end_platform", "end_platform_at", "end_email",       "end_email_at",  "record",         "record_at",
  "needs_attention",
};

static char *
format_time (GDateTime *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
take_outcome (char **fields, const SbNoticeOutcome *outcome)
{
  if (!outcome->is_known)
    return;

  fields[0] = g_strdup (sb_ledger_notice_to_word (outcome->platform));
  fields[1] = format_time (outcome->platform_at);
  fields[2] = g_strdup (sb_ledger_notice_to_word (outcome->email));
  fields[3] = format_time (outcome->email_at);
}

/* Of an array of N_FIELDS, NULL where nothing is known. */
static void
make_fields (const SbLedgerEntry *entry, char **fields)
{
  fields[FIELD_ID] = g_strdup (entry->uuid);
  fields[FIELD_PLATFORM] = g_strdup (entry->origin);
  fields[FIELD_ADMINISTRATOR_ID] = g_strdup (entry->administrator_id);
  fields[FIELD_ADMINISTRATOR] = g_strdup (entry->administrator_name);
  fields[FIELD_LEARNER_ID] = g_strdup (entry->learner_id);
  fields[FIELD_LEARNER] = g_strdup (entry->learner_name);
  fields[FIELD_REASON] = g_strdup (entry->reason);
  fields[FIELD_TICKET] = g_strdup (entry->ticket);
  fields[FIELD_DOMAIN] = g_strdup (entry->domain);
  fields[FIELD_STATE] = g_strdup (sb_ledger_state_to_word (entry->state));
  fields[FIELD_HOW] = entry->has_how ? g_strdup (sb_end_how_to_string (entry->how)) : NULL;
  fields[FIELD_ASKED_AT] = format_time (entry->planned_at);
  fields[FIELD_STARTED_AT] = format_time (entry->started_at);
  fields[FIELD_ENDED_AT] = format_time (entry->ended_at);
  take_outcome (fields + FIELD_BEGIN_PLATFORM, &entry->begin_notice);
  take_outcome (fields + FIELD_END_PLATFORM, &entry->end_notice);
  fields[FIELD_RECORD] = g_strdup (sb_ledger_proof_to_word (entry->proof));
  fields[FIELD_RECORD_AT] = format_time (entry->proof_at);
}

static void
clear_fields (char **fields)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&fields[i], g_free);
}

/* ---- CSV ---- */

/* A spreadsheet takes a cell for a formula that begins with one of these, also after spaces, and in the full width of
 * East Asian scripts. */
static gboolean
is_formula (const char *text)
{
  static const gunichar starts[] = { '=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20 };
  const char *at = text;

  if (*text == '\t' || *text == '\r' || *text == '\n')
    return TRUE;

  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_utf8_get_char (at) == starts[i])
      return TRUE;

  return FALSE;
}

static void
add_cell (GString *csv, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  g_string_append_c (csv, '"');
  if (is_formula (valid))
    g_string_append_c (csv, '\'');
  for (const char *at = valid; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

/* One line for each act. */
static char *
make_acts_text (const SbLedgerEntry *entry)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entry->acts->len; i++)
    {
      const SbLedgerAct *act = g_ptr_array_index (entry->acts, i);
      g_autofree char *at = format_time (act->at);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "", at, act->word);
      if (act->item_title != NULL)
        g_string_append_printf (text, " “%s”", act->item_title);
      if (act->course_title != NULL)
        g_string_append_printf (text, " (%s)", act->course_title);
    }

  return g_string_free (text, FALSE);
}

/* One line for each change. */
static char *
make_changes_text (const SbLedgerEntry *entry)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entry->changes->len; i++)
    {
      const SbLedgerChange *change = g_ptr_array_index (entry->changes, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", change->word);
      if (change->item_title != NULL)
        g_string_append_printf (text, " “%s”", change->item_title);
      if (change->course_title != NULL)
        g_string_append_printf (text, " (%s)", change->course_title);
      if (change->before != NULL || change->after != NULL)
        g_string_append_printf (text, ": %s → %s", change->before != NULL ? change->before : "",
                                change->after != NULL ? change->after : "");
    }

  return g_string_free (text, FALSE);
}

/**
 * sb_history_export_make_csv:
 * @entries: (element-type SbLedgerEntry): the log-ins
 *
 * Returns: (transfer full): a table with a head, as RFC 4180 describes it, every cell in quotation marks; what a spreadsheet
 *   would take for a formula has an apostrophe before it
 */
char *
sb_history_export_make_csv (GPtrArray *entries)
{
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    g_string_append_printf (csv, "\"%s\",", field_names[i]);
  g_string_append (csv, "\"acts\",\"look\",\"changes\"\r\n");

  for (guint i = 0; i < entries->len; i++)
    {
      const SbLedgerEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *acts = make_acts_text (entry);
      g_autofree char *changes = make_changes_text (entry);
      char *fields[N_FIELDS] = { NULL };

      make_fields (entry, fields);
      fields[FIELD_NEEDS_ATTENTION] = g_strdup (sb_ledger_entry_needs_attention (entry) ? "true" : "false");
      for (guint j = 0; j < N_FIELDS; j++)
        {
          add_cell (csv, fields[j]);
          g_string_append_c (csv, ',');
        }
      clear_fields (fields);
      add_cell (csv, acts);
      g_string_append_c (csv, ',');
      add_cell (csv, sb_look_to_word (entry->look));
      g_string_append_c (csv, ',');
      add_cell (csv, changes);
      g_string_append (csv, "\r\n");
    }

  return g_string_free (csv, FALSE);
}

/* ---- JSON ---- */

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  json_builder_set_member_name (builder, name);
  if (valid != NULL)
    json_builder_add_string_value (builder, valid);
  else
    json_builder_add_null_value (builder);
}

static void
add_acts (JsonBuilder *builder, const SbLedgerEntry *entry)
{
  json_builder_set_member_name (builder, "acts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entry->acts->len; i++)
    {
      const SbLedgerAct *act = g_ptr_array_index (entry->acts, i);
      g_autofree char *at = format_time (act->at);

      json_builder_begin_object (builder);
      add_member (builder, "at", at);
      add_member (builder, "kind", act->word);
      add_member (builder, "course_id", act->course_id);
      add_member (builder, "course", act->course_title);
      add_member (builder, "item_id", act->item_id);
      add_member (builder, "item", act->item_title);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_changes (JsonBuilder *builder, const SbLedgerEntry *entry)
{
  add_member (builder, "look", sb_look_to_word (entry->look));
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entry->changes->len; i++)
    {
      const SbLedgerChange *change = g_ptr_array_index (entry->changes, i);

      json_builder_begin_object (builder);
      add_member (builder, "kind", change->word);
      add_member (builder, "course_id", change->course_id);
      add_member (builder, "course", change->course_title);
      add_member (builder, "item_id", change->item_id);
      add_member (builder, "item", change->item_title);
      add_member (builder, "before", change->before);
      add_member (builder, "after", change->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_entry (JsonBuilder *builder, const SbLedgerEntry *entry)
{
  char *fields[N_FIELDS] = { NULL };

  make_fields (entry, fields);
  json_builder_begin_object (builder);
  for (guint i = 0; i < FIELD_NEEDS_ATTENTION; i++)
    add_member (builder, field_names[i], fields[i]);
  json_builder_set_member_name (builder, field_names[FIELD_NEEDS_ATTENTION]);
  json_builder_add_boolean_value (builder, sb_ledger_entry_needs_attention (entry));
  add_acts (builder, entry);
  add_changes (builder, entry);
  json_builder_end_object (builder);
  clear_fields (fields);
}

/**
 * sb_history_export_make_json:
 * @entries: (element-type SbLedgerEntry): the log-ins
 *
 * Returns: (transfer full): one object with the log-ins as a list
 */
char *
sb_history_export_make_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, "switchback-history");
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "log_ins");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);

  return g_strconcat (text, "\n", NULL);
}

/* ---- the file ---- */

typedef struct
{
  SbLedgerQuery *query;
  SbHistoryFormat format;
  GFile *file;

  GBytes *bytes;
  guint n_exported;
} Export;

static void
export_free (Export *export)
{
  sb_ledger_query_free (export->query);
  g_object_unref (export->file);
  g_clear_pointer (&export->bytes, g_bytes_unref);
  g_free (export);
}

typedef struct
{
  GBytes *bytes;
  guint n_exported;
} Made;

static void
made_free (Made *made)
{
  g_clear_pointer (&made->bytes, g_bytes_unref);
  g_free (made);
}

/* In the ledger's thread. The export itself stays in ours. */
static gpointer
make_job (SbLedger *ledger, gpointer data, GError **error)
{
  const Export *export = data;
  g_autoptr (GPtrArray) entries = sb_ledger_find (ledger, export->query, 0, G_MAXINT, error);
  char *text;
  Made *made;

  if (entries == NULL)
    return NULL;

  text = export->format == SB_HISTORY_FORMAT_JSON ? sb_history_export_make_json (entries)
                                                  : sb_history_export_make_csv (entries);
  made = g_new0 (Made, 1);
  made->bytes = g_bytes_new_take (text, strlen (text));
  made->n_exported = entries->len;

  return made;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  Made *made = sb_ledger_run_finish (SB_LEDGER (source), result, &error);

  if (made == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  export->bytes = g_steal_pointer (&made->bytes);
  export->n_exported = made->n_exported;
  made_free (made);
  g_file_replace_contents_bytes_async (export->file, export->bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

/**
 * sb_history_export_async:
 * @ledger: where the history is
 * @query: which log-ins of it
 * @format: as what
 * @file: into which file; one that is there is replaced, as a whole or not at all
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes the log-ins that @query lets through into a file that only its owner may read.
 */
void
sb_history_export_async (SbLedger *ledger,
                         const SbLedgerQuery *query,
                         SbHistoryFormat format,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (SB_IS_LEDGER (ledger));
  g_return_if_fail (query != NULL && G_IS_FILE (file));

  task = g_task_new (ledger, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_history_export_async);
  export = g_new0 (Export, 1);
  export->query = sb_ledger_query_copy (query);
  export->format = format;
  export->file = g_object_ref (file);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  sb_ledger_run_async (ledger, make_job, export, NULL, (GDestroyNotify) made_free, made_cb, task);
}

/**
 * sb_history_export_finish:
 * @ledger: where the history is
 * @result: what the callback was given
 * @n_exported: (out) (optional): how many log-ins are in the file
 * @error: return location for an #SbLedgerError or a #GIOError
 *
 * Returns: %TRUE if the file is there
 */
gboolean
sb_history_export_finish (SbLedger *ledger, GAsyncResult *result, guint *n_exported, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, ledger), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_history_export_async), FALSE);

  if (n_exported != NULL)
    *n_exported = ((Export *) g_task_get_task_data (G_TASK (result)))->n_exported;

  return g_task_propagate_boolean (G_TASK (result), error);
}
