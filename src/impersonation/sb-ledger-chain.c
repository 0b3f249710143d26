/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the history shows edits to itself. Each log-in that is over has a link in the chain: a digest of its row, the
 * acts inside and what changed, and a hash of the link before and that digest. To change a row unseen, all links after
 * it have to be made anew; the check finds any edit that does not do that. It is no proof against somebody who knows
 * how the hashes are made and takes the trouble: docs/guarantee.md says so.
 *
 * Old rows go from the beginning of the chain; where it was cut is kept, so that the rest can still be checked. */

#include "config.h"

#include "sb-ledger-private.h"

#include "sb-ledger-schema.h"

typedef struct
{
  gint64 position;
  char *uuid;
  char *digest;
  char *hash;
  gboolean is_latest; /* of its log-in */
} Link;

static void
link_free (Link *link)
{
  g_free (link->uuid);
  g_free (link->digest);
  g_free (link->hash);
  g_free (link);
}

/* ---- digests ---- */

/* The length keeps one value from being taken for two. */
static void
add_text (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s=%" G_GSIZE_FORMAT ":%s\n", name, strlen (value), value);
  else
    g_string_append_printf (text, "%s=-\n", name);
}

static void
add_time (GString *text, const char *name, GDateTime *time)
{
  if (time != NULL)
    g_string_append_printf (text, "%s=%" G_GINT64_FORMAT "\n", name, g_date_time_to_unix (time));
  else
    g_string_append_printf (text, "%s=-\n", name);
}

static void
add_outcome (GString *text, const char *name, const SbNoticeOutcome *outcome)
{
  add_text (text, name, outcome->is_known ? sb_ledger_notice_to_word (outcome->platform) : NULL);
  add_time (text, name, outcome->platform_at);
  add_text (text, name, outcome->is_known ? sb_ledger_notice_to_word (outcome->email) : NULL);
  add_time (text, name, outcome->email_at);
}

static void
add_act (GString *text, const SbLedgerAct *act)
{
  add_time (text, "at", act->at);
  add_text (text, "kind", act->word);
  add_text (text, "course_id", act->course_id);
  add_text (text, "course_title", act->course_title);
  add_text (text, "item_id", act->item_id);
  add_text (text, "item_title", act->item_title);
}

static void
add_change (GString *text, const SbLedgerChange *change)
{
  add_text (text, "kind", change->word);
  add_text (text, "course_id", change->course_id);
  add_text (text, "course_title", change->course_title);
  add_text (text, "item_id", change->item_id);
  add_text (text, "item_title", change->item_title);
  add_text (text, "was", change->before);
  add_text (text, "became", change->after);
}

/**
 * sb_ledger_digest:
 * @entry: a log-in
 *
 * What a later version has added to a row counts only where it is there, so that a row that an earlier one has chained
 * keeps its digest.
 *
 * Returns: (transfer full): a digest of all that is on record of it
 */
char *
sb_ledger_digest (const SbLedgerEntry *entry)
{
  g_autoptr (GString) text = g_string_new ("switchback-ledger-1\n");

  add_text (text, "uuid", entry->uuid);
  add_text (text, "origin", entry->origin);
  add_text (text, "administrator_id", entry->administrator_id);
  add_text (text, "administrator_name", entry->administrator_name);
  add_text (text, "learner_id", entry->learner_id);
  add_text (text, "learner_name", entry->learner_name);
  add_text (text, "reason", entry->reason);
  add_text (text, "ticket", entry->ticket);
  add_text (text, "domain", entry->domain);
  add_text (text, "state", sb_ledger_state_to_word (entry->state));
  add_time (text, "planned_at", entry->planned_at);
  add_time (text, "started_at", entry->started_at);
  add_time (text, "expires_at", entry->expires_at);
  add_time (text, "ended_at", entry->ended_at);
  add_text (text, "how", entry->has_how ? sb_end_how_to_string (entry->how) : NULL);
  add_outcome (text, "begin", &entry->begin_notice);
  add_outcome (text, "end", &entry->end_notice);
  g_string_append_printf (text, "revision=%" G_GINT64_FORMAT "\n", entry->revision);

  if (entry->proof != SB_LEDGER_PROOF_NONE)
    {
      add_text (text, "proof", sb_ledger_proof_to_word (entry->proof));
      add_time (text, "proof_at", entry->proof_at);
    }
  if (entry->acts->len > 0)
    g_string_append_printf (text, "acts=%u\n", entry->acts->len);
  for (guint i = 0; i < entry->acts->len; i++)
    add_act (text, g_ptr_array_index (entry->acts, i));
  if (entry->look != SB_LOOK_NONE)
    add_text (text, "look", sb_look_to_word (entry->look));
  if (entry->changes->len > 0)
    g_string_append_printf (text, "changes=%u\n", entry->changes->len);
  for (guint i = 0; i < entry->changes->len; i++)
    add_change (text, g_ptr_array_index (entry->changes, i));

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

static char *
make_hash (const char *before, const char *digest)
{
  g_autofree char *text = g_strconcat (before, "\n", digest, "\n", NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* ---- facts ---- */

static gboolean
read_end (SbLedger *self, const char *which, gint64 *position, char **hash, GError **error)
{
  g_autofree char *position_key = g_strconcat (which, "_position", NULL);
  g_autofree char *hash_key = g_strconcat (which, "_hash", NULL);
  g_autofree char *text = sb_ledger_dup_fact (self, position_key, error);

  *hash = sb_ledger_dup_fact (self, hash_key, error);
  if (text != NULL && *hash != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, position, NULL))
    return TRUE;

  if (error != NULL && *error == NULL)
    g_set_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED, "The ledger does not say where its history ends");

  return FALSE;
}

static gboolean
write_end (SbLedger *self, const char *which, gint64 position, const char *hash, GError **error)
{
  g_autofree char *position_key = g_strconcat (which, "_position", NULL);
  g_autofree char *hash_key = g_strconcat (which, "_hash", NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, position);

  return sb_ledger_set_fact (self, position_key, text, error) && sb_ledger_set_fact (self, hash_key, hash, error);
}

/**
 * sb_ledger_chain_append:
 * @self: a ledger in a transaction
 * @entry: a log-in that is over, as it is in the file now
 * @error: return location for an #SbLedgerError
 *
 * Returns: %TRUE if the history has a link for it
 */
gboolean
sb_ledger_chain_append (SbLedger *self, const SbLedgerEntry *entry, GError **error)
{
  g_autofree char *digest = sb_ledger_digest (entry);
  g_autofree char *before = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 position;

  if (!read_end (self, "head", &position, &before, error))
    return FALSE;

  hash = make_hash (before, digest);
  statement = sb_ledger_prepare (self, "INSERT INTO chain VALUES (?, ?, ?, ?)", error);
  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, position + 1);
  sb_ledger_bind_text (statement, 2, entry->uuid);
  sb_ledger_bind_text (statement, 3, digest);
  sb_ledger_bind_text (statement, 4, hash);

  return sb_ledger_run (self, statement, error) && write_end (self, "head", position + 1, hash, error);
}

/* ---- checking ---- */

static GPtrArray *
read_links (SbLedger *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sb_ledger_prepare (self, "SELECT position, uuid, digest, hash,"
                                 " position = (SELECT max (position) FROM chain AS c WHERE c.uuid = chain.uuid)"
                                 " FROM chain ORDER BY position", error);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  gboolean has_row = TRUE;

  while (has_row)
    {
      Link *link;

      if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      link = g_new0 (Link, 1);
      link->position = sqlite3_column_int64 (statement, 0);
      link->uuid = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      link->digest = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      link->hash = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      link->is_latest = sqlite3_column_int (statement, 4);
      g_ptr_array_add (links, link);
    }

  return g_steal_pointer (&links);
}

static void
convict (SbLedgerVerdict *verdict, SbLedgerFault fault, const char *uuid, gint64 position)
{
  verdict->fault = fault;
  verdict->uuid = g_strdup (uuid);
  verdict->position = position;
}

static gboolean
check_row (SbLedger *self, const Link *link, SbLedgerVerdict *verdict, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, link->uuid, &local_error);
  g_autofree char *digest = entry != NULL ? sb_ledger_digest (entry) : NULL;

  if (g_error_matches (local_error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN))
    convict (verdict, SB_LEDGER_FAULT_MISSING, link->uuid, link->position);
  else if (entry == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  else if (!g_str_equal (digest, link->digest))
    convict (verdict, SB_LEDGER_FAULT_CHANGED, link->uuid, link->position);

  return TRUE;
}

/* Every link in its place, every hash right, every row as its newest link says. */
static gboolean
check_links (SbLedger *self, GPtrArray *links, SbLedgerVerdict *verdict, GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *head_hash = NULL;
  gint64 position;
  gint64 head_position;

  if (!read_end (self, "base", &position, &hash, error)
      || !read_end (self, "head", &head_position, &head_hash, error))
    return FALSE;

  for (guint i = 0; i < links->len && verdict->fault == SB_LEDGER_FAULT_NONE; i++)
    {
      const Link *link = g_ptr_array_index (links, i);
      g_autofree char *expected = make_hash (hash, link->digest);

      position++;
      if (link->position != position)
        convict (verdict, SB_LEDGER_FAULT_MISSING, NULL, position);
      else if (!g_str_equal (link->hash, expected))
        convict (verdict, SB_LEDGER_FAULT_CHANGED, link->uuid, position);
      else if (link->is_latest && !check_row (self, link, verdict, error))
        return FALSE;

      g_free (hash);
      hash = g_steal_pointer (&expected);
      verdict->n_checked++;
    }

  if (verdict->fault == SB_LEDGER_FAULT_NONE && (position != head_position || !g_str_equal (hash, head_hash)))
    convict (verdict, SB_LEDGER_FAULT_MISSING, NULL, position + 1);

  return TRUE;
}

/* A log-in that is over and has no link was put there by somebody else. */
static gboolean
check_strangers (SbLedger *self, SbLedgerVerdict *verdict, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = sb_ledger_prepare (self, "SELECT uuid FROM sessions WHERE state IN ('ended', 'refused')"
                                 " AND uuid NOT IN (SELECT uuid FROM chain) ORDER BY planned_at LIMIT 1", error);
  gboolean has_row;

  if (statement == NULL || !sb_ledger_step (self, statement, &has_row, error))
    return FALSE;

  if (has_row)
    convict (verdict, SB_LEDGER_FAULT_CHANGED, (const char *) sqlite3_column_text (statement, 0), 0);

  return TRUE;
}

static gboolean
check (SbLedger *self, SbLedgerVerdict *verdict, GError **error)
{
  g_autoptr (GPtrArray) links = read_links (self, error);

  return links != NULL && check_links (self, links, verdict, error)
      && (verdict->fault != SB_LEDGER_FAULT_NONE || check_strangers (self, verdict, error));
}

/**
 * sb_ledger_check:
 * @self: a ledger
 * @verdict: (out caller-allocates): what was found; to be cleared with sb_ledger_verdict_clear()
 * @error: return location for an #SbLedgerError
 *
 * Looks whether any log-in of the history was changed or removed.
 *
 * Returns: %TRUE if it could be looked at
 */
gboolean
sb_ledger_check (SbLedger *self, SbLedgerVerdict *verdict, GError **error)
{
  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (verdict != NULL, FALSE);

  *verdict = (SbLedgerVerdict){ 0 };

  /* A write transaction, so that nobody appends while we look. */
  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  return sb_ledger_end_write (self, check (self, verdict, error), error);
}

/**
 * sb_ledger_verdict_clear:
 * @verdict: a verdict
 *
 * Frees what is in it.
 */
void
sb_ledger_verdict_clear (SbLedgerVerdict *verdict)
{
  g_clear_pointer (&verdict->uuid, g_free);
}

/* ---- expiry ---- */

static gboolean
is_expired (SbLedger *self, const Link *link, GDateTime *before)
{
  g_autoptr (SbLedgerEntry) entry = sb_ledger_read_entry (self, link->uuid, NULL);
  GDateTime *time;

  if (entry == NULL)
    return FALSE;

  time = entry->ended_at != NULL ? entry->ended_at : entry->planned_at;

  return time != NULL && g_date_time_compare (time, before) < 0;
}

static gboolean
run_for_link (SbLedger *self, const char *sql, const Link *link, gboolean by_position, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sb_ledger_prepare (self, sql, error);

  if (statement != NULL && by_position)
    sqlite3_bind_int64 (statement, 1, link->position);
  else
    sb_ledger_bind_text (statement, 1, link->uuid);

  return sb_ledger_run (self, statement, error);
}

static gboolean
expire (SbLedger *self, GDateTime *before, guint *n_deleted, GError **error)
{
  g_autoptr (GPtrArray) links = read_links (self, error);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const Link *link = g_ptr_array_index (links, i);

      if (!is_expired (self, link, before))
        break;
      if (!run_for_link (self, "DELETE FROM chain WHERE position = ?", link, TRUE, error)
          || (link->is_latest && !run_for_link (self, "DELETE FROM sessions WHERE uuid = ?", link, FALSE, error))
          || !write_end (self, "base", link->position, link->hash, error))
        return FALSE;
      *n_deleted += link->is_latest;
    }

  return links != NULL;
}

/**
 * sb_ledger_expire:
 * @self: a ledger
 * @before: what ended before this is to be deleted
 * @n_deleted: (out): how many log-ins were deleted
 * @error: return location for an #SbLedgerError; %SB_LEDGER_ERROR_DAMAGED is not told for edits: a history that was
 *   changed is kept as it is, and this fails with %SB_LEDGER_ERROR_FAILED
 *
 * Deletes what is old, from the beginning of the history up to the first log-in that is not.
 *
 * Returns: %TRUE if all that is old is gone
 */
gboolean
sb_ledger_expire (SbLedger *self, GDateTime *before, guint *n_deleted, GError **error)
{
  g_auto (SbLedgerVerdict) verdict = { 0 };
  gboolean is_good;

  g_return_val_if_fail (SB_IS_LEDGER (self), FALSE);
  g_return_val_if_fail (before != NULL && n_deleted != NULL, FALSE);

  *n_deleted = 0;
  if (!sb_ledger_begin_write (self, error))
    return FALSE;

  is_good = check (self, &verdict, error);
  if (is_good && verdict.fault != SB_LEDGER_FAULT_NONE)
    {
      g_set_error_literal (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_FAILED, "The history was changed, and is kept");
      is_good = FALSE;
    }

  return sb_ledger_end_write (self, is_good && expire (self, before, n_deleted, error), error);
}
