/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the promise was kept: what the platform's store and outbox say (docs/platform-api.md, section 8), and whether
 * the ledger says the same. */

#include "config.h"

#include "sb-trial-private.h"

#include "sb-ledger.h"

#include <sqlite3.h>
#include <string.h>

/* Each finds what must not be. */
static const struct
{
  const char *wrong;
  const char *sql;
} offences[] = {
  { "a log-in is open", "SELECT uuid FROM sessions WHERE state <> 'ended'" },
  { "not told once of a begin, in the platform",
    "SELECT uuid FROM sessions s WHERE 1 <> (SELECT count (*) FROM notifications n WHERE n.session_uuid = s.uuid "
    "AND n.type = 'impersonation_started' AND n.user_id = s.user_id)" },
  { "not told once of an end, in the platform",
    "SELECT uuid FROM sessions s WHERE 1 <> (SELECT count (*) FROM notifications n WHERE n.session_uuid = s.uuid "
    "AND n.type = 'impersonation_ended' AND n.user_id = s.user_id)" },
  { "not told once of a begin, by e-mail",
    "SELECT uuid FROM sessions s WHERE 1 <> (SELECT count (*) FROM emails e WHERE e.session_uuid = s.uuid "
    "AND e.type = 'impersonation_started' AND e.state = 'sent')" },
  { "not told once of an end, by e-mail",
    "SELECT uuid FROM sessions s WHERE 1 <> (SELECT count (*) FROM emails e WHERE e.session_uuid = s.uuid "
    "AND e.type = 'impersonation_ended' AND e.state = 'sent')" },
  { "told of a log-in that never was, in the platform",
    "SELECT id FROM notifications WHERE session_uuid IS NOT NULL AND session_uuid NOT IN (SELECT uuid FROM sessions)" },
  { "told of a log-in that never was, by e-mail",
    "SELECT id FROM emails WHERE session_uuid NOT IN (SELECT uuid FROM sessions)" },
  { "a notice was read", "SELECT id FROM notifications WHERE session_uuid IS NOT NULL AND read_at IS NOT NULL" },
  { "a begin is not in the audit trail once",
    "SELECT uuid FROM sessions s WHERE 1 <> (SELECT count (*) FROM audit a WHERE a.action = 'impersonation_begin' "
    "AND a.target_id = s.uuid)" },
  { "an end is not in the audit trail once",
    "SELECT uuid FROM sessions s WHERE 1 <> (SELECT count (*) FROM audit a WHERE a.action = 'impersonation_end' "
    "AND a.target_id = s.uuid)" },
  { "an act is in the audit trail twice",
    "SELECT target_id FROM audit WHERE action = 'track_complete' AND detail IS NOT 'unchanged' "
    "GROUP BY target_id HAVING count (*) > 1" },
  { "an act is not in the audit trail",
    "SELECT item_id FROM item_states i WHERE i.session_uuid IS NOT NULL AND i.status = 'completed' AND NOT EXISTS "
    "(SELECT 1 FROM audit a WHERE a.action = 'track_complete' AND a.detail IS NOT 'unchanged' "
    "AND a.target_id = CAST (i.item_id AS TEXT) AND a.session_uuid = i.session_uuid)" },
  { "an act without both identities",
    "SELECT id FROM audit WHERE action LIKE 'track_%' AND (actor_id IS NOT " SB_STAGE_LEARNER
    " OR impersonator_id IS NOT " SB_STAGE_ADMINISTRATOR " OR session_uuid NOT IN (SELECT uuid FROM sessions))" },
};

static char *
ask (sqlite3 *database, const char *sql)
{
  GString *answer = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      {
        g_string_append (answer, answer->len > 0 ? "\n" : "");
        for (int i = 0; i < sqlite3_column_count (statement); i++)
          g_string_append_printf (answer, "%s%s", i > 0 ? "|" : "", (const char *) sqlite3_column_text (statement, i));
      }
  sqlite3_finalize (statement);

  return g_string_free (answer, FALSE);
}

/**
 * sb_trial_ask_ledger:
 *
 * Returns: (transfer full): the answer, its columns parted by `|` and its rows by line breaks; "" if there is no ledger
 */
char *
sb_trial_ask_ledger (SbTrial *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->stage.state_folder, "ledger.db", NULL);
  sqlite3 *database = NULL;
  char *answer;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    answer = g_strdup ("");
  else
    {
      sqlite3_busy_timeout (database, 5000);
      answer = ask (database, sql);
    }
  sqlite3_close (database);

  return answer;
}

static gboolean
is_empty (char *answer)
{
  g_autofree char *owned = answer;

  return *owned == '\0';
}

/**
 * sb_trial_is_paid:
 *
 * Returns: whether ledger and platform both have nothing open, and every e-mail is on its way
 */
gboolean
sb_trial_is_paid (SbTrial *self)
{
  return is_empty (sb_trial_ask_ledger (self, "SELECT uuid FROM sessions WHERE state NOT IN ('ended', 'refused')"))
      && is_empty (sb_robot_platform_ask (self->stage.platform, "SELECT uuid FROM sessions WHERE state <> 'ended'"))
      && is_empty (sb_robot_platform_ask (self->stage.platform, "SELECT id FROM emails WHERE state = 'queued'"));
}

/* A history that is older than it is to be kept is deleted, and a clock that is ahead by more than a year makes it
 * so. */
static gboolean
may_be_too_old (SbTrial *self)
{
  return sb_trial_get_longest_shift (self) >= SB_TRIAL_HISTORY_DAYS * 24 * 3600;
}

static void
check_ledger (SbTrial *self)
{
  g_autofree char *ours = sb_trial_ask_ledger (self, "SELECT uuid, ifnull (how, '') FROM sessions WHERE state = 'ended' "
                                                     "ORDER BY uuid");
  g_autofree char *theirs = sb_robot_platform_ask (self->stage.platform, "SELECT uuid, ifnull (how, '') FROM sessions "
                                                                   "ORDER BY uuid");
  g_autoptr (SbLedger) ledger = sb_ledger_new (self->stage.state_folder);
  g_auto (SbLedgerVerdict) verdict = { 0 };
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (ours, theirs) && !(*ours == '\0' && may_be_too_old (self)))
    sb_trial_blame (self, "the ledger says “%s”, the platform “%s”", ours, theirs);
  if (!sb_ledger_check (ledger, &verdict, &error))
    sb_trial_blame (self, "the ledger cannot be checked: %s", error->message);
  else if (verdict.fault != SB_LEDGER_FAULT_NONE)
    sb_trial_blame (self, "the history does not hold at %s", verdict.uuid);
}

static void
check_outbox (SbTrial *self)
{
  g_autofree char *n_emails = sb_robot_platform_ask (self->stage.platform, "SELECT count (*) FROM emails");
  g_autofree char *n_sessions = sb_robot_platform_ask (self->stage.platform, "SELECT 2 * count (*) FROM sessions");
  g_autoptr (GPtrArray) messages = sb_robot_platform_read_outbox (self->stage.platform);
  g_autofree char *n_messages = g_strdup_printf ("%u", messages->len);

  if (!g_str_equal (n_messages, n_sessions) || !g_str_equal (n_emails, n_sessions))
    sb_trial_blame (self, "%s e-mails, %s in the outbox, not %s", n_emails, n_messages, n_sessions);
}

/**
 * sb_trial_check:
 *
 * Blames whatever is not as promised.
 */
void
sb_trial_check (SbTrial *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offences); i++)
    {
      g_autofree char *found = sb_robot_platform_ask (self->stage.platform, offences[i].sql);

      if (*found != '\0')
        sb_trial_blame (self, "%s: %s", offences[i].wrong, g_strdelimit (found, "\n", ' '));
    }

  check_outbox (self);
  check_ledger (self);
}

/**
 * sb_trial_name_outcome:
 *
 * Returns: how the platform has ended the last log-in, or that there was none
 */
const char *
sb_trial_name_outcome (SbTrial *self)
{
  g_autofree char *how = sb_robot_platform_ask (self->stage.platform, "SELECT how FROM sessions ORDER BY started_at DESC, uuid "
                                                                "LIMIT 1");

  return *how == '\0' ? "never began" : g_intern_string (how);
}
