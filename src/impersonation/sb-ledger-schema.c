/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the ledger's file is laid out. Times are seconds since 1970 in UTC.
 *
 *   sessions  one row a log-in. `administrator_id` is the account's id at `origin`. A notice's columns are NULL as long
 *             as the platform has said nothing of it. `revision` grows by one with every write. `proof` is what was
 *             found when the platform's record was read back after the end, `proof_at` when that was. `look` says how
 *             much is known of what changed, see SbLook.
 *   acts      one row for every act inside a log-in that the platform has confirmed, in the order of `position`.
 *   changes   one row for everything that was different for the learner just before the end, in the order of
 *   `position`. chain     one row for every time that a log-in reached its final state, or that something was learnt of
 *             it after that. `digest` is of the row in `sessions`, its acts and changes as they were then, `hash` is of
 *             the hash before and that digest.
 *   facts     `base_position`, `base_hash`: up to where the chain was deleted for its age; `head_position`,
 *             `head_hash`: where it ends; `damaged_at`: a ledger before this one could not be read.
 *   asked     the accounts that were asked what they have open at the platform since then.
 *
 * The version is in `user_version`. A change of the layout gets a new step here; none is ever changed. */

#include "config.h"

#include "sb-ledger-schema.h"

static const char *const steps[SB_LEDGER_SCHEMA_VERSION] = {
  "CREATE TABLE sessions ("
  "  uuid TEXT NOT NULL PRIMARY KEY,"
  "  origin TEXT NOT NULL,"
  "  administrator_id TEXT NOT NULL,"
  "  administrator_name TEXT NOT NULL,"
  "  learner_id TEXT NOT NULL,"
  "  learner_name TEXT NOT NULL,"
  "  reason TEXT NOT NULL,"
  "  ticket TEXT NOT NULL,"
  "  domain TEXT,"
  "  state TEXT NOT NULL"
  "    CHECK (state IN ('planned', 'starting', 'active', 'ending', 'ended', 'refused', 'owed')),"
  "  planned_at INTEGER NOT NULL,"
  "  started_at INTEGER,"
  "  expires_at INTEGER,"
  "  ended_at INTEGER,"
  "  how TEXT CHECK (how IN ('switch-back', 'closed', 'expired', 'recovered')),"
  "  begin_platform TEXT, begin_platform_at INTEGER, begin_email TEXT, begin_email_at INTEGER,"
  "  end_platform TEXT, end_platform_at INTEGER, end_email TEXT, end_email_at INTEGER,"
  "  revision INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX sessions_unfinished ON sessions (origin, administrator_id)"
  "  WHERE state NOT IN ('ended', 'refused');"
  "CREATE TRIGGER sessions_final BEFORE UPDATE OF state ON sessions"
  "  WHEN OLD.state IN ('ended', 'refused') AND NEW.state IS NOT OLD.state"
  "  BEGIN SELECT raise (ABORT, 'the log-in is over'); END;"
  "CREATE TABLE chain ("
  "  position INTEGER PRIMARY KEY,"
  "  uuid TEXT NOT NULL REFERENCES sessions (uuid),"
  "  digest TEXT NOT NULL,"
  "  hash TEXT NOT NULL"
  ") STRICT;"
  "CREATE INDEX chain_uuid ON chain (uuid, position);"
  "CREATE TABLE facts (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;"
  "INSERT INTO facts VALUES ('base_position', '0'), ('base_hash', '" SB_LEDGER_FIRST_HASH "'),"
  "  ('head_position', '0'), ('head_hash', '" SB_LEDGER_FIRST_HASH "');"
  "CREATE TABLE asked ("
  "  origin TEXT NOT NULL,"
  "  administrator_id TEXT NOT NULL,"
  "  PRIMARY KEY (origin, administrator_id)"
  ") STRICT;"
  "PRAGMA user_version = 1;",

  "CREATE TABLE acts ("
  "  uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  course_id TEXT, course_title TEXT,"
  "  item_id TEXT, item_title TEXT,"
  "  PRIMARY KEY (uuid, position)"
  ") STRICT, WITHOUT ROWID;"
  "ALTER TABLE sessions ADD COLUMN proof TEXT;"
  "ALTER TABLE sessions ADD COLUMN proof_at INTEGER;"
  "CREATE INDEX sessions_newest ON sessions (planned_at DESC, uuid);"
  "PRAGMA user_version = 2;",

  "CREATE TABLE changes ("
  "  uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  course_id TEXT, course_title TEXT,"
  "  item_id TEXT, item_title TEXT,"
  "  was TEXT, became TEXT,"
  "  PRIMARY KEY (uuid, position)"
  ") STRICT, WITHOUT ROWID;"
  "ALTER TABLE sessions ADD COLUMN look TEXT;"
  "PRAGMA user_version = 3;",
};

static int
read_version (sqlite3 *database, int *version)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (database, "PRAGMA user_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return code == SQLITE_ROW ? SQLITE_OK : code;
}

/**
 * sb_ledger_schema_prepare:
 * @database: an open database, in a transaction that may write
 *
 * Brings the layout up to this program's version.
 *
 * Returns: %SQLITE_OK; %SQLITE_SCHEMA if a newer program has written it; or what went wrong
 */
int
sb_ledger_schema_prepare (sqlite3 *database)
{
  int version = 0;
  int code = read_version (database, &version);

  if (code == SQLITE_OK && (version < 0 || version > SB_LEDGER_SCHEMA_VERSION))
    return SQLITE_SCHEMA;

  for (; code == SQLITE_OK && version < SB_LEDGER_SCHEMA_VERSION; version++)
    code = sqlite3_exec (database, steps[version], NULL, NULL, NULL);

  return code;
}
