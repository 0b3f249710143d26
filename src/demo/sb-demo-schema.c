/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the demo platform's store holds. docs/platform-api.md, section 8, explains the tables to whoever asks them with
 * sqlite3; times are seconds since 1970 in UTC throughout. */

#include "config.h"

#include "sb-demo-schema.h"

static const char *const tables =
  "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE domains (id TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE branches (id INTEGER PRIMARY KEY, parent_id INTEGER, code TEXT NOT NULL, title TEXT NOT NULL,"
  "  level INTEGER NOT NULL, left_bound INTEGER NOT NULL, right_bound INTEGER NOT NULL, path TEXT NOT NULL);"
  /* branch_left repeats the branch's left_bound, so that a branch with its sub-branches is a range of it; the sort
   * columns hold the names without case and accents. */
  "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT NOT NULL COLLATE NOCASE, first_name TEXT NOT NULL,"
  "  last_name TEXT NOT NULL, first_sort TEXT NOT NULL, last_sort TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE,"
  "  level TEXT NOT NULL, is_active INTEGER NOT NULL, last_access_at INTEGER, created_at INTEGER NOT NULL,"
  "  language TEXT NOT NULL, timezone TEXT NOT NULL, branch_id INTEGER NOT NULL, branch_left INTEGER NOT NULL,"
  "  has_avatar INTEGER NOT NULL, password TEXT);"
  "CREATE TABLE administrators (user_id INTEGER NOT NULL, branch_id INTEGER NOT NULL,"
  "  may_impersonate INTEGER NOT NULL, PRIMARY KEY (user_id, branch_id)) WITHOUT ROWID;"
  "CREATE TABLE courses (id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, slug TEXT NOT NULL,"
  "  description TEXT NOT NULL, type TEXT NOT NULL, price TEXT);"
  "CREATE TABLE items (id INTEGER PRIMARY KEY, course_id INTEGER NOT NULL, parent_id INTEGER,"
  "  position INTEGER NOT NULL, title TEXT NOT NULL, type TEXT NOT NULL, duration INTEGER NOT NULL,"
  "  is_folder INTEGER NOT NULL, is_completable INTEGER NOT NULL, after_item_id INTEGER, body TEXT NOT NULL);"
  "CREATE INDEX items_by_course ON items (course_id, position);"
  "CREATE TABLE enrolments (user_id INTEGER NOT NULL, course_id INTEGER NOT NULL, enrolled_at INTEGER NOT NULL,"
  "  opens_at INTEGER, due_at INTEGER, completed_at INTEGER, seconds_spent INTEGER NOT NULL, score INTEGER,"
  "  is_suspended INTEGER NOT NULL, PRIMARY KEY (user_id, course_id)) WITHOUT ROWID;"
  "CREATE TABLE item_states (user_id INTEGER NOT NULL, item_id INTEGER NOT NULL, status TEXT NOT NULL,"
  "  position INTEGER NOT NULL, started_at INTEGER, completed_at INTEGER, updated_at INTEGER NOT NULL,"
  "  actor_id INTEGER NOT NULL, impersonator_id INTEGER, session_uuid TEXT, PRIMARY KEY (user_id, item_id))"
  "  WITHOUT ROWID;"
  "CREATE TABLE notifications (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, type TEXT NOT NULL,"
  "  subject TEXT NOT NULL, short_message TEXT NOT NULL, full_message TEXT NOT NULL, created_at INTEGER NOT NULL,"
  "  read_at INTEGER, session_uuid TEXT);"
  "CREATE INDEX notifications_by_user ON notifications (user_id, id);"
  "CREATE UNIQUE INDEX notifications_by_session ON notifications (session_uuid, type) WHERE session_uuid IS NOT NULL;"
  "CREATE TABLE emails (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, session_uuid TEXT NOT NULL,"
  "  type TEXT NOT NULL, address TEXT NOT NULL, subject TEXT NOT NULL, message_id TEXT NOT NULL,"
  "  message TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, created_at INTEGER NOT NULL,"
  "  next_try_at INTEGER, sent_at INTEGER, file TEXT, error TEXT, UNIQUE (session_uuid, type));"
  "CREATE INDEX emails_by_state ON emails (state, id);"
  "CREATE TABLE sessions (uuid TEXT PRIMARY KEY, administrator_id INTEGER NOT NULL, user_id INTEGER NOT NULL,"
  "  state TEXT NOT NULL, reason TEXT, ticket TEXT, domain TEXT, started_at INTEGER NOT NULL,"
  "  expires_at INTEGER NOT NULL, ended_at INTEGER, how TEXT) WITHOUT ROWID;"
  "CREATE INDEX sessions_by_administrator ON sessions (administrator_id, state, started_at);"
  "CREATE TABLE tombstones (uuid TEXT PRIMARY KEY, administrator_id INTEGER NOT NULL, created_at INTEGER NOT NULL)"
  "  WITHOUT ROWID;"
  /* pair ties an access token to the refresh token that came with it. */
  "CREATE TABLE tokens (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, user_id INTEGER NOT NULL, pair TEXT NOT NULL,"
  "  client_id TEXT, session_uuid TEXT, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,"
  "  revoked_at INTEGER) WITHOUT ROWID;"
  "CREATE INDEX tokens_by_pair ON tokens (pair);"
  "CREATE INDEX tokens_by_user ON tokens (user_id);"
  "CREATE TABLE oauth_clients (id TEXT PRIMARY KEY, title TEXT NOT NULL, secret_hash TEXT) WITHOUT ROWID;"
  "CREATE TABLE oauth_codes (hash TEXT PRIMARY KEY, client_id TEXT NOT NULL, redirect_uri TEXT NOT NULL,"
  "  user_id INTEGER NOT NULL, challenge TEXT NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER, pair TEXT)"
  "  WITHOUT ROWID;"
  "CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor_id INTEGER,"
  "  impersonator_id INTEGER, action TEXT NOT NULL, target_type TEXT, target_id TEXT, detail TEXT,"
  "  session_uuid TEXT, request_id TEXT);"
  "CREATE INDEX audit_by_session ON audit (session_uuid);"
  "CREATE INDEX audit_by_actor ON audit (actor_id, id);"
  "CREATE VIRTUAL TABLE users_search USING fts5 (words, content = '', detail = none, prefix = '1 2 3',"
  "  tokenize = 'unicode61 remove_diacritics 2');";

/* Each order of the list has an index that also holds all that the filters look at, so that a page is found without
 * touching the users who are not on it. */
#define FILTERS "branch_left, level, is_active, last_access_at"

static const char *const indices =
  "CREATE INDEX users_by_first_name ON users (first_sort, id, " FILTERS ");"
  "CREATE INDEX users_by_last_name ON users (last_sort, id, " FILTERS ");"
  "CREATE INDEX users_by_username ON users (username, id, " FILTERS ");"
  "CREATE INDEX users_by_email ON users (email, id, " FILTERS ");"
  "CREATE INDEX users_by_level ON users (level, id, branch_left, is_active, last_access_at);"
  "CREATE INDEX users_by_status ON users (is_active, id, branch_left, level, last_access_at);"
  "CREATE INDEX users_by_last_access ON users (last_access_at, id, branch_left, level, is_active);"
  "CREATE INDEX users_by_branch ON users (branch_left, level, is_active, last_access_at);"
  "CREATE INDEX users_by_name ON users (last_name, first_name, branch_left);";

static gboolean
make (SbDemoStore *store, const char *script, GError **error)
{
  if (sb_demo_store_execute (store, script))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The store cannot be set up: %s",
               sqlite3_errmsg (sb_demo_store_get_database (store)));

  return FALSE;
}

/**
 * sb_demo_schema_make_tables:
 * @store: an empty store
 * @error: return location for a #GIOError
 *
 * Makes the tables, and the indices of the tables that start out small.
 *
 * Returns: %TRUE if they are there
 */
gboolean
sb_demo_schema_make_tables (SbDemoStore *store, GError **error)
{
  return make (store, tables, error);
}

/**
 * sb_demo_schema_make_indices:
 * @store: a store that has its users
 * @error: return location for a #GIOError
 *
 * Makes the indices over the users, which is much faster once they are all there.
 *
 * Returns: %TRUE if they are there
 */
gboolean
sb_demo_schema_make_indices (SbDemoStore *store, GError **error)
{
  return make (store, indices, error);
}
