/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking for log-ins in the ledger, the newest first and a page at a time. The file does the searching, however long
 * the history is; two functions of ours help it: one to compare without regard to case in every script, one to ask what
 * needs attention, so that there is one answer to that. */

#include "config.h"

#include "sb-ledger-query.h"

#include "sb-ledger-private.h"
#include "sb-told.h"

G_DEFINE_BOXED_TYPE (SbLedgerQuery, sb_ledger_query, sb_ledger_query_copy, sb_ledger_query_free)

/* ---- functions for the file ---- */

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

/* Of several texts as one; a line break keeps a word from spanning two of them. */
static void
fold_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < n_values; i++)
    {
      const char *value = (const char *) sqlite3_value_text (values[i]);

      g_string_append_printf (text, "%s\n", value != NULL ? value : "");
    }

  sqlite3_result_text (context, fold (text->str), -1, g_free);
}

static GDateTime *
read_time (sqlite3_value *value)
{
  return sqlite3_value_type (value) != SQLITE_NULL ? g_date_time_new_from_unix_utc (sqlite3_value_int64 (value)) : NULL;
}

static void
read_outcome (sqlite3_value **values, SbNoticeOutcome *outcome)
{
  outcome->is_known = sqlite3_value_type (values[0]) != SQLITE_NULL;
  outcome->platform = sb_ledger_notice_from_word ((const char *) sqlite3_value_text (values[0]));
  outcome->platform_at = read_time (values[1]);
  outcome->email = sb_ledger_notice_from_word ((const char *) sqlite3_value_text (values[2]));
  outcome->email_at = read_time (values[3]);
}

#define ATTENTION_COLUMNS                                                                                              \
  "state, started_at, ended_at, begin_platform, begin_platform_at, begin_email, begin_email_at, end_platform,"        \
  " end_platform_at, end_email, end_email_at, proof"
#define N_ATTENTION_COLUMNS 12

static void
attention_func (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new ();

  if (!sb_ledger_state_from_word ((const char *) sqlite3_value_text (values[0]), &entry->state))
    entry->state = SB_IMPERSONATION_OWED;
  entry->started_at = read_time (values[1]);
  entry->ended_at = read_time (values[2]);
  read_outcome (values + 3, &entry->begin_notice);
  read_outcome (values + 7, &entry->end_notice);
  entry->proof = sb_ledger_proof_from_word ((const char *) sqlite3_value_text (values[11]));

  sqlite3_result_int (context, sb_ledger_entry_needs_attention (entry));
}

static gboolean
add_functions (SbLedger *self, GError **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

  if (sqlite3_create_function (sb_ledger_get_database (self), "folded", -1, flags, NULL, fold_func, NULL, NULL) == SQLITE_OK
      && sqlite3_create_function (sb_ledger_get_database (self), "needs_attention", N_ATTENTION_COLUMNS, flags, NULL,
                                  attention_func, NULL, NULL)
             == SQLITE_OK)
    return TRUE;

  sb_ledger_take_error (self, error);

  return FALSE;
}

/* ---- the query ---- */

static GStrv
split_words (const char *text)
{
  g_autofree char *folded = fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

static const char *
ending_condition (SbLedgerEnding ending)
{
  switch (ending)
    {
    case SB_LEDGER_ENDING_SWITCH_BACK:
      return " AND state = 'ended' AND how = 'switch-back'";
    case SB_LEDGER_ENDING_CLOSED:
      return " AND state = 'ended' AND how = 'closed'";
    case SB_LEDGER_ENDING_EXPIRED:
      return " AND state = 'ended' AND how = 'expired'";
    case SB_LEDGER_ENDING_RECOVERED:
      return " AND state = 'ended' AND how = 'recovered'";
    case SB_LEDGER_ENDING_NOT_OVER:
      return " AND state NOT IN ('ended', 'refused')";
    case SB_LEDGER_ENDING_NEVER_BEGAN:
      return " AND state = 'refused'";
    case SB_LEDGER_ENDING_ANY:
    default:
      return "";
    }
}

/* What follows @head up to the order; its values are bound. */
static sqlite3_stmt *
prepare (SbLedger *self, const SbLedgerQuery *query, const char *head, const char *tail, GError **error)
{
  g_autoptr (GString) sql = g_string_new (head);
  g_auto (GStrv) words = split_words (query->text);
  sqlite3_stmt *statement;
  int index = 0;

  if (!add_functions (self, error))
    return NULL;

  g_string_append (sql, " FROM sessions WHERE 1");
  g_string_append (sql, ending_condition (query->ending));
  if (query->since != NULL)
    g_string_append (sql, " AND planned_at >= ?");
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append (sql, " AND instr (folded (learner_name, learner_id, administrator_name, origin, reason, ticket), ?) > 0");
  if (query->needs_attention)
    g_string_append (sql, " AND needs_attention (" ATTENTION_COLUMNS ")");
  g_string_append (sql, tail);

  statement = sb_ledger_prepare (self, sql->str, error);
  if (statement != NULL && query->since != NULL)
    sqlite3_bind_int64 (statement, ++index, g_date_time_to_unix (query->since));
  for (guint i = 0; words[i] != NULL; i++)
    sb_ledger_bind_text (statement, ++index, words[i]);

  return statement;
}

/**
 * sb_ledger_find:
 * @ledger: a ledger
 * @query: which log-ins
 * @offset: how many of them to leave out
 * @limit: how many to return at the most
 * @error: return location for an #SbLedgerError
 *
 * Returns: (transfer full) (nullable) (element-type SbLedgerEntry): the log-ins, the newest first
 */
GPtrArray *
sb_ledger_find (SbLedger *ledger, const SbLedgerQuery *query, guint offset, guint limit, GError **error)
{
  g_autofree char *tail = g_strdup_printf (" ORDER BY planned_at DESC, uuid LIMIT %u OFFSET %u", limit, offset);
  g_autoptr (sqlite3_stmt) statement = NULL;
  GPtrArray *entries;

  g_return_val_if_fail (SB_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (query != NULL, NULL);

  if (!sb_ledger_lock (ledger, error))
    return NULL;

  statement = prepare (ledger, query, "SELECT " SB_LEDGER_COLUMNS, tail, error);
  entries = sb_ledger_read_rows (ledger, statement, error);
  g_clear_pointer (&statement, sqlite3_finalize);
  sb_ledger_unlock (ledger);

  return entries;
}

/**
 * sb_ledger_count:
 * @ledger: a ledger
 * @query: which log-ins
 * @count: (out): how many there are
 * @error: return location for an #SbLedgerError
 *
 * Returns: %TRUE if @count is set
 */
gboolean
sb_ledger_count (SbLedger *ledger, const SbLedgerQuery *query, guint *count, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (SB_IS_LEDGER (ledger), FALSE);
  g_return_val_if_fail (query != NULL && count != NULL, FALSE);

  if (!sb_ledger_lock (ledger, error))
    return FALSE;

  statement = prepare (ledger, query, "SELECT count (*)", "", error);
  if (statement != NULL && sb_ledger_step (ledger, statement, &has_row, error) && has_row)
    *count = sqlite3_column_int (statement, 0);
  g_clear_pointer (&statement, sqlite3_finalize);
  sb_ledger_unlock (ledger);

  return has_row;
}

/**
 * sb_ledger_query_new:
 *
 * Returns: (transfer full): a query that lets everything through
 */
SbLedgerQuery *
sb_ledger_query_new (void)
{
  SbLedgerQuery *self = g_new0 (SbLedgerQuery, 1);

  self->text = g_strdup ("");

  return self;
}

/**
 * sb_ledger_query_copy:
 *
 * Returns: (transfer full): the same query
 */
SbLedgerQuery *
sb_ledger_query_copy (const SbLedgerQuery *self)
{
  SbLedgerQuery *copy = g_new0 (SbLedgerQuery, 1);

  copy->text = g_strdup (self->text);
  copy->ending = self->ending;
  copy->needs_attention = self->needs_attention;
  copy->since = self->since != NULL ? g_date_time_ref (self->since) : NULL;

  return copy;
}

void
sb_ledger_query_free (SbLedgerQuery *self)
{
  g_free (self->text);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_free (self);
}

/**
 * sb_ledger_query_has_filters:
 *
 * Returns: %TRUE if it leaves anything out
 */
gboolean
sb_ledger_query_has_filters (const SbLedgerQuery *self)
{
  g_auto (GStrv) words = split_words (self->text);

  return words[0] != NULL || self->ending != SB_LEDGER_ENDING_ANY || self->needs_attention || self->since != NULL;
}
