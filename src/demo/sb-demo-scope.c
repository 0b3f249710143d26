/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom an administrator may see: a Superadmin everybody, a Power User the branches assigned to them with all below, a
 * plain user nobody. A Power User without assignments has the branch that they are in. */

#include "config.h"

#include "sb-demo-scope.h"

/**
 * sb_demo_scope_dup_top:
 * @request: a request with its caller
 * @n_branches: (out): how many
 *
 * Returns: (transfer full) (array length=n_branches): the highest branches that the caller may see
 */
gint64 *
sb_demo_scope_dup_top (SbDemoRequest *request, guint *n_branches)
{
  g_autoptr (GArray) branches = g_array_new (TRUE, TRUE, sizeof (gint64));
  const gboolean is_superadmin = g_strcmp0 (request->caller.level, "super_admin") == 0;
  g_autoptr (SbDemoRows) rows = NULL;

  if (is_superadmin)
    rows = sb_demo_store_query (request->store, "SELECT id FROM branches WHERE parent_id IS NULL", "");
  else if (sb_demo_request_is_admin (request))
    rows = sb_demo_store_query (request->store,
                                "SELECT branch_id FROM administrators WHERE user_id = ?1 UNION "
                                "SELECT branch_id FROM users WHERE id = ?1"
                                "  AND NOT EXISTS (SELECT 1 FROM administrators WHERE user_id = ?1)",
                                "i", request->caller.user_id);

  while (sb_demo_rows_next (rows))
    {
      const gint64 id = sb_demo_rows_int (rows, 0);

      g_array_append_val (branches, id);
    }

  *n_branches = branches->len;

  return (gint64 *) g_array_free (g_steal_pointer (&branches), FALSE);
}

/**
 * sb_demo_scope_dup_condition:
 * @request: a request with its caller
 * @column: the column that holds the left bound of a branch
 *
 * Returns: (transfer full): an SQL condition, made of our own numbers only
 */
char *
sb_demo_scope_dup_condition (SbDemoRequest *request, const char *column)
{
  guint n = 0;
  g_autofree gint64 *branches = sb_demo_scope_dup_top (request, &n);
  GString *condition = g_string_new ("(");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT left_bound, right_bound FROM branches "
                                                                         "WHERE id = ?", "i", branches[i]);

      if (sb_demo_rows_next (rows))
        g_string_append_printf (condition, "%s%s BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                                condition->len > 1 ? " OR " : "", column, sb_demo_rows_int (rows, 0),
                                sb_demo_rows_int (rows, 1));
    }

  g_string_append (condition, condition->len > 1 ? ")" : "0)");

  return g_string_free (condition, FALSE);
}

/**
 * sb_demo_scope_has_user:
 *
 * Returns: %TRUE if there is such a user and the caller may see them
 */
gboolean
sb_demo_scope_has_user (SbDemoRequest *request, gint64 user_id)
{
  g_autofree char *condition = sb_demo_scope_dup_condition (request, "branch_left");
  g_autofree char *sql = g_strconcat ("SELECT 1 FROM users WHERE id = ? AND ", condition, NULL);

  return sb_demo_store_get_int (request->store, sql, 0, "i", user_id) != 0;
}

/**
 * sb_demo_scope_has_branch:
 *
 * Returns: %TRUE if there is such a branch and the caller may see it
 */
gboolean
sb_demo_scope_has_branch (SbDemoRequest *request, gint64 branch_id)
{
  g_autofree char *condition = sb_demo_scope_dup_condition (request, "left_bound");
  g_autofree char *sql = g_strconcat ("SELECT 1 FROM branches WHERE id = ? AND ", condition, NULL);

  return sb_demo_store_get_int (request->store, sql, 0, "i", branch_id) != 0;
}
