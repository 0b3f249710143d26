/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "All Users" without a display: what is asked, what is shown instead of rows, and who is remembered. */

#include "config.h"

#include "sb-account-store.h"
#include "sb-api-error.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"
#include "sb-users-presenter.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  SbDesk *desk;
  SbUsersPresenter *users;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->desk = sb_model_desk (f->platform, sb_model_capabilities ());
  f->users = g_object_new (SB_TYPE_USERS_PRESENTER, "desk", f->desk, "debounce-ms", 1, NULL);
  sb_fake_platform_clear_log (f->platform);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->users != NULL)
    g_assert_finalize_object (f->users);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->desk);
  g_assert_finalize_object (f->platform);
}

static void
push_page (Fixture *f, guint first_id, guint n, gint64 total, gboolean has_more)
{
  SbLearnerPage *page = sb_learner_page_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", first_id + i);

      g_ptr_array_add (page->learners, sb_model_learner (id, "Ana", "Silva", id, NULL, NULL));
    }

  page->total = total;
  page->has_more = has_more;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

static guint
count_calls (Fixture *f)
{
  return sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS);
}

static void
test_load (Fixture *f, gconstpointer data)
{
  push_page (f, 1, 200, 12345, TRUE);
  g_assert_cmpint (sb_users_presenter_get_view (f->users), ==, SB_USERS_VIEW_LOADING);
  sb_users_presenter_load (f->users);
  sb_users_presenter_load (f->users);
  g_assert_true (sb_model_get_boolean (f->users, "is-loading"));
  g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "");
  sb_test_drain ();

  g_assert_cmpint (sb_users_presenter_get_view (f->users), ==, SB_USERS_VIEW_LIST);
  g_assert_false (sb_model_get_boolean (f->users, "is-loading"));
  g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "1–200 of 12345");
  g_assert_null (sb_users_presenter_get_problem (f->users));

  /* What is loaded is shown first, a few rows at a time; the next page is fetched before they run out, once. */
  push_page (f, 201, 200, -1, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (sb_users_presenter_get_learners (f->users)), <, 50);
  while (g_list_model_get_n_items (sb_users_presenter_get_learners (f->users)) < 100)
    g_assert_true (sb_users_presenter_load_more (f->users));
  g_assert_cmpuint (count_calls (f), ==, 1);
  while (g_list_model_get_n_items (sb_users_presenter_get_learners (f->users)) < 200)
    g_assert_true (sb_users_presenter_load_more (f->users));
  g_assert_cmpuint (count_calls (f), ==, 2);
  g_assert_false (sb_users_presenter_load_more (f->users));
  sb_test_drain ();
  g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "1–400 of 12345");
  sb_users_presenter_load (f->users);
  g_assert_cmpuint (count_calls (f), ==, 2);
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint n;
    gint64 total;
    const char *summary;
  } cases[] = {
    { 1, 1, "1 of 1" }, { 1, -1, "1" }, { 3, -1, "1–3" }, { 3, 3, "1–3 of 3" }, { 3, 2, "1–3 of 3" }, { 0, 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      push_page (f, 1, cases[i].n, cases[i].total, FALSE);
      if (i == 0)
        sb_users_presenter_load (f->users);
      else
        sb_users_presenter_reload (f->users);
      g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "");
      sb_test_drain ();
      g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, cases[i].summary);
    }
}

static void
test_typing (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  push_page (f, 1, 3, 3, FALSE);
  sb_users_presenter_load (f->users);
  sb_test_drain ();
  sb_fake_platform_clear_log (f->platform);

  push_page (f, 1, 1, 1, FALSE);
  sb_users_presenter_set_text (f->users, "a");
  sb_users_presenter_set_text (f->users, "an");
  sb_users_presenter_set_text (f->users, " ana ");
  g_assert_true (sb_model_get_boolean (f->users, "has-filters"));
  g_assert_cmpuint (count_calls (f), ==, 0);
  sb_test_wait_until (count_calls (f) == 1);
  sb_test_drain ();

  log = sb_fake_platform_dup_log (f->platform);
  g_assert_cmpstr (log, ==, "list-learners page=1 text=ana branch= status=0 level=0 sort=0 descending=0\n");
  g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "1 of 1");

  /* Back and forth before the rest is over: nothing is asked again. */
  sb_users_presenter_set_text (f->users, "ana s");
  sb_users_presenter_set_text (f->users, "ana");
  sb_users_presenter_search_now (f->users);
  sb_test_drain ();
  g_assert_cmpuint (count_calls (f), ==, 1);
}

static void
test_search_now (Fixture *f, gconstpointer data)
{
  g_autoptr (SbUsersPresenter) users
      = g_object_new (SB_TYPE_USERS_PRESENTER, "desk", f->desk, "debounce-ms", 10000, NULL);

  push_page (f, 1, 1, 1, FALSE);
  sb_users_presenter_set_text (users, "ana");
  sb_users_presenter_search_now (users);
  g_assert_cmpuint (count_calls (f), ==, 1);
  sb_test_drain ();

  /* Enter after a failure tries again. */
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  sb_users_presenter_set_text (users, "ann");
  sb_users_presenter_search_now (users);
  sb_test_drain ();
  g_assert_cmpint (sb_users_presenter_get_view (users), ==, SB_USERS_VIEW_FAILED);
  push_page (f, 1, 1, 1, FALSE);
  sb_users_presenter_search_now (users);
  sb_test_drain ();
  g_assert_cmpint (sb_users_presenter_get_view (users), ==, SB_USERS_VIEW_LIST);
}

/* The platform goes away and comes back: the rows stay, it is said, and nobody has to press anything. */
static void
test_reconnect (Fixture *f, gconstpointer data)
{
  g_autoptr (SbUsersPresenter) users = g_object_new (SB_TYPE_USERS_PRESENTER, "desk", f->desk, "retry-unit-ms", 1, NULL);

  push_page (f, 1, 3, 3, FALSE);
  sb_users_presenter_load (users);
  sb_test_drain ();

  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_NETWORK, 0, NULL);
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_TIMEOUT, 0, NULL);
  push_page (f, 1, 4, 4, FALSE);
  sb_users_presenter_reload (users);
  sb_test_wait_until (sb_users_presenter_get_more_problem (users) != NULL);
  g_assert_cmpint (sb_users_presenter_get_view (users), ==, SB_USERS_VIEW_LIST);
  g_assert_cmpuint (g_list_model_get_n_items (sb_users_presenter_get_learners (users)), ==, 3);

  sb_test_wait_until (g_list_model_get_n_items (sb_users_presenter_get_learners (users)) == 4);
  g_assert_null (sb_users_presenter_get_more_problem (users));
  g_assert_cmpuint (count_calls (f), ==, 4);

  /* What waiting does not mend is left to the user. */
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_FORBIDDEN, 403, NULL);
  sb_users_presenter_reload (users);
  sb_test_drain ();
  g_assert_nonnull (sb_users_presenter_get_more_problem (users));
  g_assert_cmpuint (count_calls (f), ==, 5);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  for (guint i = 0; i < 4; i++)
    push_page (f, 1, 0, 0, FALSE);

  sb_users_presenter_set_branch (f->users, "7");
  sb_users_presenter_set_status (f->users, SB_LEARNER_STATUS_INACTIVE);
  sb_users_presenter_set_level (f->users, SB_LEVEL_POWER_USER);
  sb_users_presenter_set_sort (f->users, SB_LEARNER_SORT_LAST_ACCESS, TRUE);
  sb_users_presenter_set_branch (f->users, "7");
  sb_users_presenter_set_status (f->users, SB_LEARNER_STATUS_INACTIVE);
  sb_users_presenter_set_level (f->users, SB_LEVEL_POWER_USER);
  sb_users_presenter_set_sort (f->users, SB_LEARNER_SORT_LAST_ACCESS, TRUE);
  sb_test_drain ();
  g_assert_cmpuint (count_calls (f), ==, 4);
  g_assert_cmpint (sb_users_presenter_get_view (f->users), ==, SB_USERS_VIEW_NO_MATCH);
  log = sb_fake_platform_dup_log (f->platform);
  g_assert_true (g_str_has_suffix (log, "page=1 text= branch=7 status=2 level=2 sort=5 descending=1\n"));

  /* The order is no filter. */
  push_page (f, 1, 0, 0, FALSE);
  sb_users_presenter_clear_filters (f->users);
  sb_test_drain ();
  g_assert_false (sb_model_get_boolean (f->users, "has-filters"));
  g_assert_cmpint (sb_users_presenter_get_view (f->users), ==, SB_USERS_VIEW_EMPTY);
  g_assert_cmpint (sb_users_presenter_get_query (f->users)->sort, ==, SB_LEARNER_SORT_LAST_ACCESS);
}

static void
test_first_fails (Fixture *f, gconstpointer data)
{
  for (int code = SB_API_ERROR_NETWORK; code <= SB_API_ERROR_PROTOCOL; code++)
    {
      g_autoptr (GError) error = sb_api_error_new (code, "No.");
      g_autoptr (SbProblem) expected = sb_problem_new_for_error (error);

      sb_fake_platform_push_error (f->platform, SB_FAKE_LIST_LEARNERS, g_error_copy (error));
      if (code == SB_API_ERROR_NETWORK)
        sb_users_presenter_load (f->users);
      else
        sb_users_presenter_retry (f->users);
      g_assert_null (sb_users_presenter_get_problem (f->users));
      sb_test_drain ();

      g_assert_cmpint (sb_users_presenter_get_view (f->users), ==, SB_USERS_VIEW_FAILED);
      g_assert_nonnull (sb_users_presenter_get_problem (f->users));
      g_assert_cmpstr (sb_users_presenter_get_problem (f->users)->title, ==, expected->title);
      g_assert_null (sb_users_presenter_get_more_problem (f->users));
      g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "");
    }
}

static void
test_more_fails (Fixture *f, gconstpointer data)
{
  push_page (f, 1, 2, 4, TRUE);
  sb_users_presenter_load (f->users);
  sb_test_drain ();
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_TIMEOUT, 0, NULL);
  sb_users_presenter_load_more (f->users);
  sb_test_drain ();

  g_assert_cmpint (sb_users_presenter_get_view (f->users), ==, SB_USERS_VIEW_LIST);
  g_assert_null (sb_users_presenter_get_problem (f->users));
  g_assert_nonnull (sb_users_presenter_get_more_problem (f->users));
  g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "1–2 of 4");

  push_page (f, 3, 2, -1, FALSE);
  sb_users_presenter_retry (f->users);
  sb_test_drain ();
  g_assert_null (sb_users_presenter_get_more_problem (f->users));
  g_assert_cmpstr (sb_users_presenter_get_summary (f->users), ==, "1–4 of 4");
}

static void
test_no_needless_notify (Fixture *f, gconstpointer data)
{
  SbNotifyLog log;

  push_page (f, 1, 2, 2, FALSE);
  sb_users_presenter_load (f->users);
  sb_test_drain ();
  sb_model_log_notifies (f->users, &log);
  sb_users_presenter_load (f->users);
  sb_users_presenter_set_text (f->users, "  ");
  sb_users_presenter_set_branch (f->users, NULL);
  sb_users_presenter_clear_filters (f->users);
  sb_users_presenter_retry (f->users);
  sb_users_presenter_load_more (f->users);
  sb_test_drain ();
  g_assert_cmpstr (log.names->str, ==, "");
  g_assert_cmpuint (count_calls (f), ==, 1);
  sb_model_clear_log (&log);
}

static void
test_dropped_in_flight (Fixture *f, gconstpointer data)
{
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_LEARNERS);
  sb_users_presenter_load (f->users);
  sb_test_drain ();
  sb_users_presenter_set_text (f->users, "ana");
  g_assert_finalize_object (g_steal_pointer (&f->users));
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_LIST_LEARNERS), ==, 0);
}

static char *
dup_recents (SbUsersPresenter *users)
{
  GListModel *recents = sb_users_presenter_get_recents (users);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (recents); i++)
    {
      g_autoptr (SbLearner) learner = g_list_model_get_item (recents, i);

      g_string_append (ids, sb_learner_get_id (learner));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
add_recent (SbUsersPresenter *users, const char *id)
{
  g_autoptr (SbLearner) learner = sb_model_learner (id, "Ana", "Silva", "ana", NULL, "Lisbon");

  sb_users_presenter_add_recent (users, learner);
}

static void
test_recents (Fixture *f, gconstpointer data)
{
  g_autofree char *ids = NULL;
  g_autofree char *none = NULL;

  for (char id = '0'; id <= '9'; id++)
    add_recent (f->users, (char[]){ id, '\0' });
  add_recent (f->users, "5");

  ids = dup_recents (f->users);
  g_assert_cmpstr (ids, ==, "59876432");
  sb_users_presenter_clear_recents (f->users);
  none = dup_recents (f->users);
  g_assert_cmpstr (none, ==, "");
}

static void
test_recents_in_settings (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.switchback_app.Switchback");
  g_autoptr (SbUsersPresenter) first = sb_users_presenter_new (f->desk, settings);
  g_autoptr (SbUsersPresenter) second = NULL;
  g_autoptr (SbLearner) restored = NULL;
  g_autoptr (SbLearner) fresh = NULL;
  g_autofree char *ids = NULL;
  g_autoptr (GVariant) left = NULL;

  /* Another account's, and something that is no learner. */
  g_settings_set_value (settings, "recents",
                        g_variant_new_parsed ("{'other': <[{'id': <'99'>}]>, 'third': <'x'>}"));
  add_recent (first, "1");
  add_recent (first, "2");

  second = sb_users_presenter_new (f->desk, settings);
  ids = dup_recents (second);
  g_assert_cmpstr (ids, ==, "21");

  /* When they were last there is not kept, and does not stand in the way; of anybody else it does. */
  restored = g_list_model_get_item (sb_users_presenter_get_recents (second), 0);
  g_assert_cmpstr (sb_learner_get_branch_title (restored), ==, "Lisbon");
  g_assert_null (sb_learner_get_last_access (restored));
  g_assert_cmpint (sb_users_presenter_check (second, restored), ==, SB_REFUSAL_NONE);
  fresh = sb_learner_new (&(SbLearnerFields){ .id = "3", .is_active = TRUE });
  g_assert_cmpint (sb_users_presenter_check (second, fresh), ==, SB_REFUSAL_NEVER_SIGNED_IN);

  sb_users_presenter_clear_recents (second);
  left = g_settings_get_value (settings, "recents");
  g_assert_cmpuint (g_variant_n_children (left), ==, 2);
  g_settings_reset (settings, "recents");
}

static char *
dup_favourites (SbUsersPresenter *users)
{
  GListModel *favourites = sb_users_presenter_get_favourites (users);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (favourites); i++)
    {
      g_autoptr (SbLearner) learner = g_list_model_get_item (favourites, i);

      g_string_append_printf (names, "%s %s, ", sb_learner_get_id (learner), sb_learner_get_user_name (learner));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* They stay until the star is taken away, or the account goes; and are no recents. */
static void
test_favourites (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.switchback_app.Switchback");
  g_autoptr (SbAccountStore) accounts = sb_account_store_new (settings);
  g_autoptr (SbUsersPresenter) first = sb_users_presenter_new (f->desk, settings);
  g_autoptr (SbUsersPresenter) second = NULL;
  g_autoptr (SbUsersPresenter) third = NULL;
  g_autoptr (SbLearner) ana = sb_model_learner ("1", "Ana", "Silva", "ana", NULL, "Lisbon");
  g_autoptr (SbLearner) ben = sb_model_learner ("2", "Ben", "Okri", "ben", NULL, "Porto");
  g_autoptr (SbLearner) renamed = sb_model_learner ("1", "Ana", "Sousa", "ana.sousa", NULL, "Lisbon");
  g_autofree char *both = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GVariant) left = NULL;

  g_settings_set_value (settings, "favourites", g_variant_new_parsed ("{'other': <[{'id': <'99'>}]>}"));
  sb_users_presenter_toggle_favourite (first, ana);
  sb_users_presenter_toggle_favourite (first, ben);
  g_assert_true (sb_users_presenter_is_favourite (first, renamed));
  g_assert_cmpuint (g_list_model_get_n_items (sb_users_presenter_get_recents (first)), ==, 0);

  second = sb_users_presenter_new (f->desk, settings);
  both = dup_favourites (second);
  g_assert_cmpstr (both, ==, "2 ben, 1 ana, ");
  sb_users_presenter_toggle_favourite (second, ben);
  sb_users_presenter_add_recent (second, renamed);
  newer = dup_favourites (second);
  g_assert_cmpstr (newer, ==, "1 ana.sousa, ");

  sb_account_store_add (accounts, sb_desk_get_account (f->desk));
  sb_account_store_remove (accounts, sb_desk_get_account (f->desk));
  third = sb_users_presenter_new (f->desk, settings);
  none = dup_favourites (third);
  g_assert_cmpstr (none, ==, "");
  left = g_settings_get_value (settings, "favourites");
  g_assert_cmpuint (g_variant_n_children (left), ==, 1);
  g_settings_reset (settings, "favourites");
  g_settings_reset (settings, "recents");
  g_settings_reset (settings, "accounts");
}

static void
test_check (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) ana = sb_model_learner ("4711", "Ana", "Silva", "ana", NULL, NULL);
  g_autoptr (SbLearner) self = sb_model_learner ("12", "Tea", "Admin", "tea", NULL, NULL);

  g_assert_cmpint (sb_users_presenter_check (f->users, ana), ==, SB_REFUSAL_NONE);
  g_assert_cmpint (sb_users_presenter_check (f->users, self), ==, SB_REFUSAL_SELF);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/users/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("load", test_load);
  ADD ("summary", test_summary);
  ADD ("typing", test_typing);
  ADD ("search-now", test_search_now);
  ADD ("reconnect", test_reconnect);
  ADD ("filters", test_filters);
  ADD ("first-fails", test_first_fails);
  ADD ("more-fails", test_more_fails);
  ADD ("no-needless-notify", test_no_needless_notify);
  ADD ("dropped-in-flight", test_dropped_in_flight);
  ADD ("recents", test_recents);
  ADD ("recents-in-settings", test_recents_in_settings);
  ADD ("favourites", test_favourites);
  ADD ("check", test_check);

  return g_test_run ();
}
