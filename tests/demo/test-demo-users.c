/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All Users, from outside: pages, orders, searches, filters, and what an administrator may not see. */

#include "config.h"

#include "demo-fixture.h"

#include <locale.h>

static Demo *demo;
static char *tea;
static char *superadmin;

static Reply *
list (const char *token, const char *query)
{
  g_autofree char *path = g_strconcat ("/manage/v1/user?", query, NULL);

  return demo_call (demo, 200, "GET", token, path, NULL);
}

static gint64
count (const char *token, const char *query)
{
  g_autofree char *with_total = g_strconcat ("get_total_count=1&page_size=1&", query, NULL);
  g_autoptr (Reply) reply = list (token, with_total);

  return reply_int (reply, "data.total_count");
}

/* All ids, page by page, and a check that none comes twice. */
static GPtrArray *
list_all (const char *token, const char *query)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_more = TRUE;

  for (guint page = 1; has_more; page++)
    {
      g_autofree char *with_page = g_strdup_printf ("page_size=23&page=%u&%s", page, query);
      g_autoptr (Reply) reply = list (token, with_page);
      JsonArray *items = reply_array (reply, "data.items");

      for (guint i = 0; i < json_array_get_length (items); i++)
        {
          JsonObject *row = json_array_get_object_element (items, i);

          g_ptr_array_add (ids, g_strdup (json_object_get_string_member (row, "user_id")));
          g_assert_true (g_hash_table_add (seen, g_ptr_array_index (ids, ids->len - 1)));
        }
      has_more = strstr (reply->text, "\"has_more_data\":true") != NULL;
      g_assert_cmpint (json_array_get_length (items), ==, reply_int (reply, "data.count"));
    }

  return ids;
}

static void
test_each_order (gconstpointer data)
{
  const char *attribute = data;
  const gint64 n_users = demo_ask (demo, "SELECT count (*) FROM users");
  g_autofree char *ascending = g_strdup_printf ("sort_attr=%s&sort_dir=asc", attribute);
  g_autofree char *descending = g_strdup_printf ("sort_attr=%s&sort_dir=desc", attribute);
  g_autoptr (GPtrArray) up = list_all (superadmin, ascending);
  g_autoptr (GPtrArray) down = list_all (superadmin, descending);

  g_assert_cmpint (up->len, ==, n_users);
  g_assert_cmpint (down->len, ==, n_users);
  for (guint i = 0; i < up->len; i++)
    g_assert_cmpstr (g_ptr_array_index (up, i), ==, g_ptr_array_index (down, down->len - 1 - i));
}

static void
test_order_is_right (void)
{
  const struct
  {
    const char *attribute;
    const char *column;
  } cases[] = {
    { "first_name", "first_sort" }, { "last_name", "last_sort" }, { "username", "username" },
    { "email", "email" }, { "level", "level" }, { "status", "is_active" }, { "last_access_date", "last_access_at" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = g_strdup_printf ("sort_attr=%s", cases[i].attribute);
      g_autoptr (GPtrArray) ids = list_all (superadmin, query);
      g_autofree char *wanted = demo_ask_text (demo, "SELECT group_concat (id, ' ') FROM "
                                                     "(SELECT id FROM users NOT INDEXED ORDER BY %s, id)",
                                               cases[i].column);
      g_autofree char *got = NULL;

      g_ptr_array_add (ids, NULL);
      got = g_strjoinv (" ", (char **) ids->pdata);
      g_assert_cmpstr (got, ==, wanted);
    }
}

static void
test_search (void)
{
  const struct
  {
    const char *query;
    gint64 n;
  } cases[] = {
    { "search_text=ana+silva", 2 },       { "search_text=SIL+an", 2 },
    { "search_text=bjorn+lindq", 1 },     { "search_text=Bj%C3%B6rn+lindq", 1 },
    { "search_text=lindqvistx", 0 },      { "search_text=indqvist", 0 },
    { "search_text=ana.silva2", 1 },      { "search_text=%E9%99%88%E4%BC%9F", 1 },
    { "search_text=%40%40", 0 },          { "search_text=%22%20OR%20%22x", 0 },
    { "search_text=4711&match_type=full", 1 },
    { "search_text=ANA.SILVA&match_type=full", 1 },
    { "search_text=ana.silva2%40acme.example&match_type=full", 1 },
    { "search_text=ana.silv&match_type=full", 0 },
    { "search_text=%D9%81%D8%A7%D8%B7%D9%85%D8%A9&branch_id=12", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) ids = list_all (superadmin, cases[i].query);

      if (count (superadmin, cases[i].query) != cases[i].n || ids->len != cases[i].n)
        g_error ("%s: %u rows in place of %d", cases[i].query, ids->len, (int) cases[i].n);
    }
}

static void
test_filters (void)
{
  const struct
  {
    const char *query;
    const char *condition;
  } cases[] = {
    { "level=power_user", "level = 'power_user'" },
    { "level=super_admin", "level = 'super_admin'" },
    { "status=0", "NOT is_active" },
    { "status=1&never_accessed=1", "is_active AND last_access_at IS NULL" },
    { "branch_id=9", "branch_id = 9" },
    { "branch_id=9&selection_status=1", "branch_id = 9" },
    { "branch_id=9&selection_status=2", "branch_id IN (9, 17)" },
    { "branch_id=1&selection_status=2", "1" },
    { "branch_id=999&selection_status=2", "0" },
    { "branch_id=2&selection_status=2&search_text=acme&level=user",
      "level = 'user' AND email <> '' AND branch_left BETWEEN 2 AND 29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) ids = list_all (superadmin, cases[i].query);
      const gint64 wanted = demo_ask (demo, "SELECT count (*) FROM users WHERE %s", cases[i].condition);

      g_assert_cmpint (ids->len, ==, wanted);
      g_assert_cmpint (count (superadmin, cases[i].query), ==, wanted);
    }

  demo_refused (demo, 422, "bad_sort", "GET", tea, "/manage/v1/user?sort_attr=password", NULL);
  demo_refused (demo, 422, "bad_level", "GET", tea, "/manage/v1/user?level=x'", NULL);
  demo_refused (demo, 422, "bad_status", "GET", tea, "/manage/v1/user?status=2", NULL);
}

static void
test_scope (void)
{
  g_autofree char *learner = demo_sign_in (demo, "ana.silva");
  g_autoptr (GPtrArray) ids = list_all (tea, "");
  g_autoptr (Reply) branches = demo_call (demo, 200, "GET", tea, "/manage/v1/orgchart", NULL);

  g_assert_cmpint (ids->len, ==, demo_ask (demo, "SELECT count (*) FROM users JOIN branches b ON b.id = branch_id "
                                                 "WHERE b.path LIKE 'ACME / North%%'"));
  g_assert_cmpint (count (tea, "branch_id=20"), ==, 0);
  g_assert_cmpint (count (tea, "search_text=sam.south"), ==, 0);
  g_assert_cmpint (count (tea, "search_text=4727&match_type=full"), ==, 0);
  demo_refused (demo, 404, "user_not_found", "GET", tea, "/manage/v1/user/4727", NULL);
  demo_refused (demo, 404, "user_not_found", "GET", tea, "/manage/v1/user/x", NULL);
  demo_refused (demo, 403, "not_an_administrator", "GET", learner, "/manage/v1/user", NULL);
  demo_refused (demo, 403, "not_an_administrator", "GET", learner, "/manage/v1/user/4711", NULL);
  demo_refused (demo, 403, "not_an_administrator", "GET", learner, "/manage/v1/orgchart", NULL);
  demo_refused (demo, 404, "branch_not_found", "GET", tea, "/manage/v1/orgchart?node_id=3", NULL);
  g_assert_cmpint (reply_int (branches, "data.count"), ==, 1);
  g_assert_cmpstr (reply_string (branches, "data.items.0.title"), ==, "North");
}

static void
test_orgchart (void)
{
  g_autoptr (Reply) top = demo_call (demo, 200, "GET", superadmin, "/manage/v1/orgchart", NULL);
  g_autoptr (Reply) regions = demo_call (demo, 200, "GET", superadmin, "/manage/v1/orgchart?node_id=1", NULL);
  g_autoptr (Reply) quarters = demo_call (demo, 200, "GET", superadmin, "/manage/v1/orgchart?node_id=16", NULL);

  g_assert_cmpstr (reply_string (top, "data.items.0.title"), ==, "ACME");
  g_assert_cmpint (reply_int (top, "data.items.0.i_right"), ==, 2 * demo_ask (demo, "SELECT count (*) FROM branches"));
  g_assert_cmpint (reply_int (regions, "data.count"), ==, 4);
  g_assert_cmpint (reply_int (quarters, "data.count"), ==, 2);
  g_assert_cmpint (reply_int (quarters, "data.items.0.lev"), ==, 3);

  /* Nested sets: each bound is there once, and a child lies within its parent. */
  g_assert_cmpint (demo_ask (demo, "SELECT count (DISTINCT bound) FROM (SELECT left_bound AS bound FROM branches "
                                   "UNION ALL SELECT right_bound FROM branches)"), ==,
                   2 * demo_ask (demo, "SELECT count (*) FROM branches"));
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM branches c JOIN branches p ON p.id = c.parent_id "
                                   "WHERE c.left_bound < p.left_bound OR c.right_bound > p.right_bound"), ==, 0);
}

static void
test_look_alikes (void)
{
  g_autoptr (Reply) reply = demo_call (demo, 200, "GET", tea, "/manage/v1/user/4711", NULL);

  g_assert_cmpstr (reply_string (reply, "data.user_data.branch_path"), ==, "ACME / North / Lisbon");
  g_assert_cmpint (reply_int (reply, "data.user_data.same_name_count"), ==, 1);
  g_assert_cmpstr (reply_string (reply, "data.look_alikes.0.user_id"), ==, "4712");

  /* A namesake whom the caller may not see is not counted. */
  demo_change (demo, "UPDATE users SET branch_id = 20, branch_left = (SELECT left_bound FROM branches WHERE id = 20) "
                     "WHERE id = 4712");
  reply_free (g_steal_pointer (&reply));
  reply = demo_call (demo, 200, "GET", tea, "/manage/v1/user/4711", NULL);
  g_assert_cmpint (reply_int (reply, "data.user_data.same_name_count"), ==, 0);
  g_assert_cmpint (json_array_get_length (reply_array (reply, "data.look_alikes")), ==, 0);
}

static void
test_second_start_keeps_the_store (void)
{
  const gint64 filled_at = demo_ask (demo, "SELECT value FROM settings WHERE key = 'filled_at'");
  const char *options[] = { "--learners=500", "--seed=2", NULL };

  demo_restart (demo, options);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM users WHERE id >= 4711"), ==, 200);
  g_assert_cmpint (demo_ask (demo, "SELECT value FROM settings WHERE key = 'filled_at'"), ==, filled_at);
}

/* Killed before the last step: the mark of a finished fill is missing, so it is done again. */
static void
test_broken_fill_is_done_again (void)
{
  demo_change (demo, "DELETE FROM settings WHERE key = 'filled_at'");
  demo_change (demo, "DELETE FROM users WHERE id > 4711");
  demo_restart (demo, NULL);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM users WHERE id >= 4711"), ==, 200);
  g_assert_cmpint (demo_ask (demo, "SELECT count (*) FROM users GROUP BY username ORDER BY 1 DESC"), ==, 1);

  /* The tokens went with the store. */
  g_free (tea);
  g_free (superadmin);
  tea = demo_sign_in (demo, "tea.admin");
  superadmin = demo_sign_in (demo, "superadmin");
}

int
main (int argc, char **argv)
{
  const char *attributes[] = { "first_name", "last_name", "username", "email", "level", "status", "last_access_date" };
  int code;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *path = g_strconcat ("/demo/users/order/", attributes[i], NULL);

      g_test_add_data_func (path, attributes[i], test_each_order);
    }
  g_test_add_func ("/demo/users/order-is-right", test_order_is_right);
  g_test_add_func ("/demo/users/search", test_search);
  g_test_add_func ("/demo/users/filters", test_filters);
  g_test_add_func ("/demo/users/scope", test_scope);
  g_test_add_func ("/demo/users/orgchart", test_orgchart);
  g_test_add_func ("/demo/users/look-alikes", test_look_alikes);
  g_test_add_func ("/demo/users/second-start", test_second_start_keeps_the_store);
  g_test_add_func ("/demo/users/broken-fill", test_broken_fill_is_done_again);

  demo = demo_start (NULL);
  tea = demo_sign_in (demo, "tea.admin");
  superadmin = demo_sign_in (demo, "superadmin");
  code = g_test_run ();
  g_free (tea);
  g_free (superadmin);
  g_clear_pointer (&demo, demo_stop);

  return code;
}
