/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of section 3: All Users, and one user in full. Whom the caller may see is sb-demo-scope.c's matter. */

#include "config.h"

#include "sb-demo-routes.h"
#include "sb-demo-scope.h"
#include "sb-demo-users-query.h"

#define MAX_LOOK_ALIKES 5
#define MAX_CANDIDATES 50

#define USER_COLUMNS \
  "u.id, u.username, u.first_name, u.last_name, u.email, u.level, u.is_active, u.last_access_at, u.created_at," \
  " u.language, u.has_avatar, u.branch_id, b.title, b.path, u.timezone"

static gint64
count_same_names (SbDemoRequest *request, const char *scope, gint64 id, const char *first_name, const char *last_name)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM users INDEXED BY users_by_name "
                                      "WHERE last_name = ? AND first_name = ? AND id <> ? AND ", scope, NULL);

  return sb_demo_store_get_int (request->store, sql, 0, "ssi", last_name, first_name, id);
}

static void
add_common_members (JsonBuilder *builder, SbDemoRows *rows)
{
  g_autofree char *avatar = sb_demo_rows_int (rows, 10)
                              ? g_strdup_printf ("/avatars/%" G_GINT64_FORMAT ".png", sb_demo_rows_int (rows, 0))
                              : g_strdup ("");

  sb_demo_json_add_id (builder, "user_id", sb_demo_rows_int (rows, 0));
  sb_demo_json_add_string (builder, "username", sb_demo_rows_text (rows, 1));
  sb_demo_json_add_string (builder, "first_name", sb_demo_rows_text (rows, 2));
  sb_demo_json_add_string (builder, "last_name", sb_demo_rows_text (rows, 3));
  sb_demo_json_add_string (builder, "email", sb_demo_rows_text (rows, 4));
  sb_demo_json_add_string (builder, "level", sb_demo_rows_text (rows, 5));
  sb_demo_json_add_time (builder, "last_access_date", sb_demo_rows_int (rows, 7));
  sb_demo_json_add_time (builder, "creation_date", sb_demo_rows_int (rows, 8));
  sb_demo_json_add_string (builder, "language", sb_demo_rows_text (rows, 9));
  sb_demo_json_add_string (builder, "avatar", avatar);
  sb_demo_json_add_id (builder, "branch_id", sb_demo_rows_int (rows, 11));
  sb_demo_json_add_string (builder, "branch_title", sb_demo_rows_text (rows, 12));
}

static SbDemoRows *
find_user (SbDemoRequest *request, gint64 id)
{
  return sb_demo_store_query (request->store, "SELECT " USER_COLUMNS " FROM users u "
                                              "JOIN branches b ON b.id = u.branch_id WHERE u.id = ?", "i", id);
}

static void
add_row (SbDemoRequest *request, JsonBuilder *builder, const char *scope, gint64 id)
{
  g_autoptr (SbDemoRows) rows = find_user (request, id);
  g_autofree char *fullname = NULL;

  if (!sb_demo_rows_next (rows))
    return;

  fullname = g_strjoin (" ", sb_demo_rows_text (rows, 2), sb_demo_rows_text (rows, 3), NULL);
  json_builder_begin_object (builder);
  add_common_members (builder, rows);
  sb_demo_json_add_string (builder, "fullname", g_strstrip (fullname));
  sb_demo_json_add_string (builder, "status", sb_demo_rows_int (rows, 6) ? "1" : "0");
  sb_demo_json_add_bool (builder, "expired", FALSE);
  sb_demo_json_add_int (builder, "same_name_count",
                        count_same_names (request, scope, id, sb_demo_rows_text (rows, 2),
                                          sb_demo_rows_text (rows, 3)));
  json_builder_end_object (builder);
}

/* One more than the page has, to know whether there is another. */
static GArray *
pick_ids (SbDemoRequest *request, const SbDemoUsersQuery *query, gint64 page, gint64 page_size)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, query->pick, "sii", query->parameter,
                                                     page_size + 1, (page - 1) * page_size);

  while (sb_demo_rows_next (rows))
    {
      const gint64 id = sb_demo_rows_int (rows, 0);

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
list_users (SbDemoRequest *request)
{
  const char *reason = NULL;
  g_autoptr (SbDemoUsersQuery) query = sb_demo_users_query_new (request, &reason);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *scope = NULL;
  gint64 page_size;
  const gint64 page = sb_demo_request_get_page (request, &page_size);
  gint64 total = -1;

  if (query == NULL)
    {
      sb_demo_request_refuse (request, 422, reason, "A parameter has a value that it cannot have.");
      return;
    }

  ids = pick_ids (request, query, page, page_size);
  if (g_strcmp0 (sb_demo_request_get_query (request, "get_total_count"), "1") == 0)
    total = sb_demo_store_get_int (request->store, query->count, 0, "s", query->parameter);

  builder = sb_demo_json_begin_data ();
  scope = sb_demo_scope_dup_condition (request, "branch_left");
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (ids->len, page_size); i++)
    add_row (request, builder, scope, g_array_index (ids, gint64, i));
  json_builder_end_array (builder);
  sb_demo_json_add_page (builder, page, page_size, MIN (ids->len, page_size), ids->len > page_size, total);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

/* What stands before the @, without a number at its end. */
static char *
dup_address_stem (const char *email)
{
  gsize length = strcspn (email, "@");

  while (length > 0 && g_ascii_isdigit (email[length - 1]))
    length--;

  return g_ascii_strdown (email, length);
}

static GArray *
find_look_alikes (SbDemoRequest *request, const char *scope, gint64 id, const char *first_name, const char *last_name,
                  const char *email)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *stem = dup_address_stem (email);
  g_autofree char *end = g_strconcat (stem, "\u00ff", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (SbDemoRows) rows = NULL;

  sql = g_strdup_printf ("SELECT id, email, 1 FROM users INDEXED BY users_by_name"
                         "  WHERE last_name = ?1 AND first_name = ?2 AND id <> ?3 AND %s "
                         "UNION ALL SELECT * FROM (SELECT id, email, 0 FROM users INDEXED BY users_by_email"
                         "  WHERE ?4 <> '' AND email >= ?4 AND email < ?5 AND id <> ?3"
                         "  AND NOT (last_name = ?1 AND first_name = ?2) AND %s LIMIT %d)", scope, scope,
                         MAX_CANDIDATES);
  rows = sb_demo_store_query (request->store, sql, "ssiss", last_name, first_name, id, stem, end);
  while (ids->len < MAX_LOOK_ALIKES && sb_demo_rows_next (rows))
    {
      const gint64 other_id = sb_demo_rows_int (rows, 0);
      g_autofree char *other_stem = dup_address_stem (sb_demo_rows_text (rows, 1));

      if (sb_demo_rows_int (rows, 2) || g_str_equal (stem, other_stem))
        g_array_append_val (ids, other_id);
    }

  return ids;
}

static GArray *
add_user_data (SbDemoRequest *request, JsonBuilder *builder, const char *scope, SbDemoRows *rows)
{
  const gint64 id = sb_demo_rows_int (rows, 0);
  const char *first_name = sb_demo_rows_text (rows, 2);
  const char *last_name = sb_demo_rows_text (rows, 3);
  g_autoptr (SbDemoRows) domains = sb_demo_store_query (request->store, "SELECT id FROM domains ORDER BY id", "");

  json_builder_set_member_name (builder, "user_data");
  json_builder_begin_object (builder);
  add_common_members (builder, rows);
  sb_demo_json_add_string (builder, "valid", sb_demo_rows_int (rows, 6) ? "1" : "0");
  sb_demo_json_add_string (builder, "timezone", sb_demo_rows_text (rows, 14));
  sb_demo_json_add_int (builder, "force_change", 0);
  sb_demo_json_add_string (builder, "branch_path", sb_demo_rows_text (rows, 13));
  sb_demo_json_add_int (builder, "same_name_count", count_same_names (request, scope, id, first_name, last_name));
  json_builder_set_member_name (builder, "domains");
  json_builder_begin_array (builder);
  while (sb_demo_rows_next (domains))
    json_builder_add_string_value (builder, sb_demo_rows_text (domains, 0));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return find_look_alikes (request, scope, id, first_name, last_name, sb_demo_rows_text (rows, 4));
}

static void
show_user (SbDemoRequest *request)
{
  const gint64 id = sb_demo_request_get_id (request, 0);
  g_autofree char *scope = sb_demo_scope_dup_condition (request, "branch_left");
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GArray) look_alikes = NULL;
  SbDemoRows *rows;

  if (!sb_demo_scope_has_user (request, id))
    {
      sb_demo_request_refuse (request, 404, "user_not_found", "There is no such user, or not one that you may see.");
      return;
    }

  builder = sb_demo_json_begin_data ();
  rows = find_user (request, id);
  if (sb_demo_rows_next (rows))
    look_alikes = add_user_data (request, builder, scope, rows);
  sb_demo_rows_done (rows);

  json_builder_set_member_name (builder, "look_alikes");
  json_builder_begin_array (builder);
  for (guint i = 0; look_alikes != NULL && i < look_alikes->len; i++)
    add_row (request, builder, scope, g_array_index (look_alikes, gint64, i));
  json_builder_end_array (builder);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

const SbDemoRoute sb_demo_users_routes[] = {
  { "GET", "/manage/v1/user", SB_DEMO_ROUTE_ADMIN, list_users },
  { "GET", "/manage/v1/user/*", SB_DEMO_ROUTE_ADMIN, show_user },
  { NULL },
};
