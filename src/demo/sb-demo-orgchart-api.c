/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* `GET /manage/v1/orgchart`: the branch tree, one level at a time, as far as the caller may see it. */

#include "config.h"

#include "sb-demo-routes.h"
#include "sb-demo-scope.h"

#define BRANCH_COLUMNS "id, code, title, level, left_bound, right_bound"

static void
add_branches (JsonBuilder *builder, SbDemoRows *rows, gint64 *count)
{
  while (sb_demo_rows_next (rows))
    {
      json_builder_begin_object (builder);
      sb_demo_json_add_int (builder, "id", sb_demo_rows_int (rows, 0));
      sb_demo_json_add_string (builder, "code", sb_demo_rows_text (rows, 1));
      sb_demo_json_add_string (builder, "title", sb_demo_rows_text (rows, 2));
      sb_demo_json_add_int (builder, "lev", sb_demo_rows_int (rows, 3));
      sb_demo_json_add_int (builder, "i_left", sb_demo_rows_int (rows, 4));
      sb_demo_json_add_int (builder, "i_right", sb_demo_rows_int (rows, 5));
      sb_demo_json_add_int (builder, "selectable", 1);
      json_builder_end_object (builder);
      *count += 1;
    }
}

static void
add_top (SbDemoRequest *request, JsonBuilder *builder, gint64 *count)
{
  guint n = 0;
  g_autofree gint64 *branches = sb_demo_scope_dup_top (request, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT " BRANCH_COLUMNS " FROM branches "
                                                                         "WHERE id = ?", "i", branches[i]);

      add_branches (builder, rows, count);
    }
}

static void
show_branches (SbDemoRequest *request)
{
  const char *node = sb_demo_request_get_query (request, "node_id");
  const gint64 node_id = node == NULL ? 0 : g_ascii_strtoll (node, NULL, 10);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (SbDemoRows) rows = NULL;
  gint64 count = 0;

  if (node != NULL && !sb_demo_scope_has_branch (request, node_id))
    {
      sb_demo_request_refuse (request, 404, "branch_not_found",
                              "There is no such branch, or not one that you may see.");
      return;
    }

  builder = sb_demo_json_begin_data ();
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  if (node == NULL)
    add_top (request, builder, &count);
  else
    {
      rows = sb_demo_store_query (request->store, "SELECT " BRANCH_COLUMNS " FROM branches WHERE parent_id = ? "
                                                  "ORDER BY title, id", "i", node_id);
      add_branches (builder, rows, &count);
    }
  json_builder_end_array (builder);
  sb_demo_json_add_page (builder, 1, MAX (count, 1), count, FALSE, count);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

const SbDemoRoute sb_demo_orgchart_routes[] = {
  { "GET", "/manage/v1/orgchart", SB_DEMO_ROUTE_ADMIN, show_branches },
  { NULL },
};
