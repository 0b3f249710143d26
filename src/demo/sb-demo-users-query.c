/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The parameters of All Users turned into SQL that stays quick with a million of them. Three ways to the ids of a
 * page:
 *
 *   - without a search, a walk along the index of the order; it holds the filters' columns, too
 *   - with words, the full-text index, then the users that it names
 *   - with match_type=full, the indices of user name, e-mail and id
 *
 * None reads the users table from end to end. Whatever the caller wrote is a parameter; the text of the statement is
 * made of our own words and numbers. */

#include "config.h"

#include "sb-demo-users-query.h"

#include "sb-demo-scope.h"

typedef struct
{
  const char *name;
  const char *column;
  const char *index;
} Order;

static const Order orders[] = {
  { "first_name", "first_sort", "users_by_first_name" },
  { "last_name", "last_sort", "users_by_last_name" },
  { "username", "username", "users_by_username" },
  { "email", "email", "users_by_email" },
  { "level", "level", "users_by_level" },
  { "status", "is_active", "users_by_status" },
  { "last_access_date", "last_access_at", "users_by_last_access" },
};

static const Order *
find_order (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (name == NULL || g_str_equal (orders[i].name, name))
      return &orders[i];

  return NULL;
}

static void
add_branch (SbDemoRequest *request, GString *where)
{
  const char *branch = sb_demo_request_get_query (request, "branch_id");
  const gboolean with_children = g_strcmp0 (sb_demo_request_get_query (request, "selection_status"), "2") == 0;
  g_autoptr (SbDemoRows) rows = NULL;

  if (branch == NULL)
    return;

  rows = sb_demo_store_query (request->store, "SELECT left_bound, right_bound FROM branches WHERE id = ?", "i",
                              g_ascii_strtoll (branch, NULL, 10));
  if (!sb_demo_rows_next (rows))
    g_string_append (where, " AND 0");
  else
    g_string_append_printf (where, " AND u.branch_left BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                            sb_demo_rows_int (rows, 0), sb_demo_rows_int (rows, with_children ? 1 : 0));
}

/* Returns the reason if a filter has a value that it cannot have. */
static const char *
add_filters (SbDemoRequest *request, GString *where)
{
  const char *level = sb_demo_request_get_query (request, "level");
  const char *status = sb_demo_request_get_query (request, "status");
  const char *levels[] = { "user", "power_user", "super_admin", NULL };

  if (level != NULL && !g_strv_contains (levels, level))
    return "bad_level";
  if (status != NULL && !g_str_equal (status, "0") && !g_str_equal (status, "1"))
    return "bad_status";

  if (level != NULL)
    g_string_append_printf (where, " AND u.level = '%s'", level);
  if (status != NULL)
    g_string_append_printf (where, " AND u.is_active = %s", status);
  if (g_strcmp0 (sb_demo_request_get_query (request, "never_accessed"), "1") == 0)
    g_string_append (where, " AND u.last_access_at IS NULL");

  return NULL;
}

/**
 * sb_demo_users_query_dup_match:
 * @text: what somebody searches for
 *
 * Returns: (transfer full): the full-text query: every word of @text must begin a word; an empty string if it has no
 *   words
 */
char *
sb_demo_users_query_dup_match (const char *text)
{
  GString *match = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean is_word = g_unichar_isalnum (c) || g_unichar_ismark (c);

      if (is_word && !in_word)
        g_string_append (match, match->len > 0 ? " AND \"" : "\"");
      else if (!is_word && in_word)
        g_string_append (match, "\"*");
      if (is_word)
        g_string_append_unichar (match, c);
      in_word = is_word;
    }

  if (in_word)
    g_string_append (match, "\"*");

  return g_string_free (match, FALSE);
}

static void
choose_source (SbDemoRequest *request, SbDemoUsersQuery *self, const char **pick_from, const char **count_from)
{
  g_autofree char *search = g_strdup (sb_demo_request_get_query (request, "search_text"));

  if (search == NULL || *g_strstrip (search) == '\0' || !g_utf8_validate (search, -1, NULL))
    return;

  if (g_strcmp0 (sb_demo_request_get_query (request, "match_type"), "full") == 0)
    {
      self->parameter = g_steal_pointer (&search);
      *pick_from = *count_from = "users u WHERE u.id IN (SELECT id FROM users WHERE username = ?1 "
                                 "UNION ALL SELECT id FROM users WHERE email = ?1 "
                                 "UNION ALL SELECT id FROM users WHERE id = ?1)";
      return;
    }

  self->parameter = sb_demo_users_query_dup_match (search);
  if (*self->parameter == '\0')
    *pick_from = *count_from = "users u WHERE u.id = 0 AND ?1 IS NOT NULL";
  else
    *pick_from = *count_from = "users_search s CROSS JOIN users u ON u.id = s.rowid WHERE s.users_search MATCH ?1";
}

/**
 * sb_demo_users_query_new:
 * @request: a request of `GET /manage/v1/user`
 * @reason: (out): the reason if it cannot be asked
 *
 * Returns: (transfer full) (nullable): the statements, or %NULL with @reason set
 */
SbDemoUsersQuery *
sb_demo_users_query_new (SbDemoRequest *request, const char **reason)
{
  g_autoptr (SbDemoUsersQuery) self = g_new0 (SbDemoUsersQuery, 1);
  const Order *order = find_order (sb_demo_request_get_query (request, "sort_attr"));
  const char *direction = g_strcmp0 (sb_demo_request_get_query (request, "sort_dir"), "desc") == 0 ? "DESC" : "ASC";
  g_autofree char *scope = sb_demo_scope_dup_condition (request, "u.branch_left");
  g_autoptr (GString) where = g_string_new (scope);
  g_autofree char *walk = NULL;
  const char *pick_from;
  const char *count_from = "users u INDEXED BY users_by_branch WHERE ?1 IS NULL";

  add_branch (request, where);
  *reason = order == NULL ? "bad_sort" : add_filters (request, where);
  if (*reason != NULL)
    return NULL;

  pick_from = walk = g_strdup_printf ("users u INDEXED BY %s WHERE ?1 IS NULL", order->index);
  choose_source (request, self, &pick_from, &count_from);

  /* The same column decides ties in both directions, so that turning the order around turns the list around. */
  self->pick = g_strdup_printf ("SELECT u.id FROM %s AND %s ORDER BY u.%s %s, u.id %s LIMIT ?2 OFFSET ?3", pick_from,
                                where->str, order->column, direction, direction);
  self->count = g_strdup_printf ("SELECT count (*) FROM %s AND %s", count_from, where->str);

  return g_steal_pointer (&self);
}

void
sb_demo_users_query_free (SbDemoUsersQuery *self)
{
  g_free (self->pick);
  g_free (self->count);
  g_free (self->parameter);
  g_free (self);
}
