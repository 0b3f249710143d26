/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The paged list, over a source that answers when the test says so, also out of order and after a cancel. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-learner-query.h"
#include "sb-learner.h"
#include "sb-paged-list.h"
#include "sb-test-wait.h"

typedef struct
{
  GPtrArray *asked;     /* (element-type GTask): in the order of the questions */
  GString *log;         /* "text/page " for each question */
  gboolean ignores_cancel;
} Source;

typedef struct
{
  Source source;
  SbPagedList *list;
  GString *changes;     /* "position-removed+added " for each items-changed */
  guint n_notifies;
} Fixture;

static void
fetch (gpointer query, guint page, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data)
{
  Source *source = data;
  SbLearnerQuery *learner_query = query;
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, !source->ignores_cancel);
  g_string_append_printf (source->log, "%s/%u ", learner_query->text, page);
  g_ptr_array_add (source->asked, task);
}

static SbPage *
fetch_finish (GObject *object, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static const char *
get_key (gpointer item)
{
  return sb_learner_get_id (item);
}

static void
answer (Fixture *f, guint question, guint first_id, guint n, gint64 total, gboolean has_more)
{
  SbPage *page = sb_page_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", first_id + i);
      SbLearnerFields fields = { .id = id, .user_name = id };

      g_ptr_array_add (page->items, sb_learner_new (&fields));
    }

  page->total = total;
  page->has_more = has_more;
  g_task_return_pointer (g_ptr_array_index (f->source.asked, question), page, (GDestroyNotify) sb_page_free);
  sb_test_drain ();
}

static void
fail (Fixture *f, guint question)
{
  g_task_return_error (g_ptr_array_index (f->source.asked, question), sb_api_error_new (SB_API_ERROR_NETWORK, "no"));
  sb_test_drain ();
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  g_string_append_printf (f->changes, "%u-%u+%u ", position, removed, added);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, Fixture *f)
{
  f->n_notifies++;
}

static void
ask (Fixture *f, const char *text)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();

  sb_learner_query_set_text (query, text);
  sb_paged_list_set_query (f->list, query);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->source.asked = g_ptr_array_new_with_free_func (g_object_unref);
  f->source.log = g_string_new (NULL);
  f->changes = g_string_new (NULL);
  f->list = sb_paged_list_new (SB_TYPE_LEARNER, SB_TYPE_LEARNER_QUERY, get_key, fetch, fetch_finish, &f->source, NULL);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (items_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->list != NULL)
    g_assert_finalize_object (f->list);

  /* What was cancelled and not answered is answered now, as every source has to. */
  for (guint i = 0; i < f->source.asked->len; i++)
    if (!g_task_get_completed (g_ptr_array_index (f->source.asked, i)))
      g_task_return_new_error (g_ptr_array_index (f->source.asked, i), G_IO_ERROR, G_IO_ERROR_CANCELLED, "too late");
  sb_test_drain ();
  g_ptr_array_unref (f->source.asked);
  g_string_free (f->source.log, TRUE);
  g_string_free (f->changes, TRUE);
}

static guint
count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->list));
}

static void
assert_id (Fixture *f, guint position, const char *id)
{
  g_autoptr (SbLearner) learner = g_list_model_get_item (G_LIST_MODEL (f->list), position);

  g_assert_nonnull (learner);
  g_assert_cmpstr (sb_learner_get_id (learner), ==, id);
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_IDLE);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (f->list)) == SB_TYPE_LEARNER);

  ask (f, "a");
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_LOADING_FIRST);
  answer (f, 0, 1, 3, 7, TRUE);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_cmpint (sb_paged_list_get_total (f->list), ==, 7);

  sb_paged_list_load_more (f->list);
  sb_paged_list_load_more (f->list);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_LOADING_MORE);
  /* The total is asked for once; a later page that does not know it does not unset it. Row 3 came before. */
  answer (f, 1, 3, 3, -1, FALSE);
  g_assert_cmpint (sb_paged_list_get_total (f->list), ==, 7);
  g_assert_false (sb_paged_list_get_has_more (f->list));
  sb_paged_list_load_more (f->list);

  g_assert_cmpuint (count (f), ==, 5);
  assert_id (f, 0, "1");
  assert_id (f, 4, "5");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (f->list), 5));
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 ");
  g_assert_cmpstr (f->changes->str, ==, "0-0+3 3-0+2 ");
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  ask (f, "nobody");
  answer (f, 0, 1, 0, 0, TRUE);

  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_EMPTY);
  g_assert_false (sb_paged_list_get_has_more (f->list));
  g_assert_cmpstr (f->changes->str, ==, "");
}

/* A platform that has more for ever, and sends the same page again and again. */
static void
test_nothing_new (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  answer (f, 0, 1, 3, 7, TRUE);
  sb_paged_list_load_more (f->list);
  answer (f, 1, 1, 3, -1, TRUE);

  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_false (sb_paged_list_get_has_more (f->list));
  g_assert_cmpuint (count (f), ==, 3);
  sb_paged_list_load_more (f->list);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 ");
}

static void
test_new_query_keeps_rows (Fixture *f, gconstpointer data)
{
  const SbLearnerQuery *query;

  ask (f, "a");
  answer (f, 0, 1, 3, 3, FALSE);
  ask (f, "b");

  query = sb_paged_list_get_query (f->list);
  g_assert_cmpstr (query->text, ==, "b");
  g_assert_cmpuint (count (f), ==, 3);
  answer (f, 1, 10, 2, 2, FALSE);
  g_assert_cmpuint (count (f), ==, 2);
  assert_id (f, 0, "10");
  g_assert_cmpstr (f->changes->str, ==, "0-0+3 0-3+2 ");
}

static void
test_late_reply (Fixture *f, gconstpointer data)
{
  f->source.ignores_cancel = TRUE;
  ask (f, "a");
  ask (f, "ab");
  g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (g_ptr_array_index (f->source.asked, 0))));

  answer (f, 1, 10, 2, 2, FALSE);
  answer (f, 0, 1, 3, 3, TRUE);

  g_assert_cmpuint (count (f), ==, 2);
  assert_id (f, 0, "10");
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_false (sb_paged_list_get_has_more (f->list));
}

static void
test_late_error (Fixture *f, gconstpointer data)
{
  f->source.ignores_cancel = TRUE;
  ask (f, "a");
  ask (f, "ab");
  fail (f, 0);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_LOADING_FIRST);
  g_assert_null (sb_paged_list_get_error (f->list));
  answer (f, 1, 1, 1, 1, FALSE);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
}

static void
test_first_fails (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  answer (f, 0, 1, 3, 3, FALSE);
  ask (f, "b");
  fail (f, 1);

  /* The rows of another query would be a lie under the error of this one. */
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_FAILED);
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpint (sb_paged_list_get_total (f->list), ==, -1);
  g_assert_error (sb_paged_list_get_error (f->list), SB_API_ERROR, SB_API_ERROR_NETWORK);

  sb_paged_list_load_more (f->list);
  sb_paged_list_retry (f->list);
  sb_paged_list_retry (f->list);
  g_assert_null (sb_paged_list_get_error (f->list));
  answer (f, 2, 10, 2, 2, FALSE);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 b/1 b/1 ");
}

static void
test_more_fails (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  answer (f, 0, 1, 3, 6, TRUE);
  sb_paged_list_load_more (f->list);
  fail (f, 1);

  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_MORE_FAILED);
  g_assert_cmpuint (count (f), ==, 3);
  sb_paged_list_load_more (f->list);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 ");

  sb_paged_list_retry (f->list);
  answer (f, 2, 4, 3, -1, FALSE);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_cmpuint (count (f), ==, 6);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 a/2 ");
}

static void
test_reload (Fixture *f, gconstpointer data)
{
  sb_paged_list_reload (f->list);
  g_assert_cmpstr (f->source.log->str, ==, "");

  ask (f, "a");
  sb_paged_list_reload (f->list);
  answer (f, 0, 1, 3, 9, TRUE);
  sb_paged_list_load_more (f->list);
  sb_paged_list_reload (f->list);
  g_assert_cmpuint (count (f), ==, 3);
  answer (f, 2, 2, 3, 8, TRUE);

  g_assert_cmpuint (count (f), ==, 3);
  assert_id (f, 0, "2");
  g_assert_cmpint (sb_paged_list_get_total (f->list), ==, 8);
  sb_paged_list_load_more (f->list);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 a/1 a/2 ");
}

/* What is on the screen stays there when the platform goes away, unless it would be taken for another answer. */
static void
test_reload_failed (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  answer (f, 0, 1, 3, 9, TRUE);
  sb_paged_list_reload (f->list);
  fail (f, 1);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_MORE_FAILED);
  g_assert_cmpuint (count (f), ==, 3);
  g_assert_cmpint (sb_paged_list_get_total (f->list), ==, 9);
  g_assert_nonnull (sb_paged_list_get_error (f->list));

  sb_paged_list_retry (f->list);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_LOADING_FIRST);
  answer (f, 2, 2, 3, 8, TRUE);
  g_assert_cmpuint (count (f), ==, 3);
  assert_id (f, 0, "2");
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/1 a/1 ");

  ask (f, "b");
  fail (f, 3);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_FAILED);
  g_assert_cmpuint (count (f), ==, 0);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  sb_paged_list_cancel (f->list);
  ask (f, "a");
  sb_paged_list_cancel (f->list);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_IDLE);
  answer (f, 0, 1, 3, 6, TRUE);
  g_assert_cmpuint (count (f), ==, 0);

  ask (f, "a");
  answer (f, 1, 1, 3, 6, TRUE);
  sb_paged_list_load_more (f->list);
  sb_paged_list_cancel (f->list);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_cmpuint (count (f), ==, 3);

  /* A query that was given up: the rows are those of an earlier one, and nothing is appended to them. */
  ask (f, "b");
  sb_paged_list_cancel (f->list);
  sb_paged_list_load_more (f->list);
  answer (f, 4, 10, 2, 2, FALSE);
  g_assert_cmpuint (count (f), ==, 2);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/1 a/2 b/1 b/1 ");
}

/* Somebody else gave up, below us: the list does not stay "loading" for ever. */
static void
test_cancelled_below (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  g_task_return_new_error (g_ptr_array_index (f->source.asked, 0), G_IO_ERROR, G_IO_ERROR_CANCELLED, "below");
  sb_test_drain ();

  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_IDLE);
  g_assert_null (sb_paged_list_get_error (f->list));
}

static void
test_ceiling (Fixture *f, gconstpointer data)
{
  g_object_set (f->list, "ceiling", 4, NULL);
  ask (f, "a");
  answer (f, 0, 1, 3, 100, TRUE);
  g_assert_false (sb_paged_list_get_is_at_ceiling (f->list));
  sb_paged_list_load_more (f->list);
  answer (f, 1, 4, 3, -1, TRUE);

  g_assert_true (sb_paged_list_get_is_at_ceiling (f->list));
  sb_paged_list_load_more (f->list);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 ");
  sb_paged_list_load_beyond (f->list);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 a/3 ");
  answer (f, 2, 7, 3, -1, TRUE);
  g_assert_true (sb_paged_list_get_is_at_ceiling (f->list));

  /* A new query begins with the ceiling as it was. */
  ask (f, "b");
  answer (f, 3, 1, 5, 100, TRUE);
  g_assert_true (sb_paged_list_get_is_at_ceiling (f->list));
}

static void
load_more_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  sb_paged_list_load_more (SB_PAGED_LIST (model));
}

/* A view with much room asks for the next page while it is told of this one. */
static void
test_load_more_from_items_changed (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->list, "items-changed", G_CALLBACK (load_more_cb), NULL);
  ask (f, "a");
  answer (f, 0, 1, 2, 4, TRUE);
  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_LOADING_MORE);
  answer (f, 1, 3, 2, -1, FALSE);

  g_assert_cmpint (sb_paged_list_get_state (f->list), ==, SB_PAGED_LIST_READY);
  g_assert_cmpuint (count (f), ==, 4);
  g_assert_cmpstr (f->source.log->str, ==, "a/1 a/2 ");
}

static void
test_no_needless_notify (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  answer (f, 0, 1, 2, 4, TRUE);
  g_signal_connect (f->list, "notify::total", G_CALLBACK (notify_cb), f);
  g_signal_connect (f->list, "notify::has-more", G_CALLBACK (notify_cb), f);
  g_signal_connect (f->list, "notify::n-items", G_CALLBACK (notify_cb), f);
  g_signal_connect (f->list, "notify::ceiling", G_CALLBACK (notify_cb), f);
  g_object_set (f->list, "ceiling", 20000, NULL);
  sb_paged_list_reload (f->list);
  answer (f, 1, 5, 2, 4, TRUE);
  g_assert_cmpuint (f->n_notifies, ==, 0);

  ask (f, "b");
  answer (f, 2, 5, 1, 1, FALSE);
  g_assert_cmpuint (f->n_notifies, ==, 3);
}

static void
test_dropped_in_flight (Fixture *f, gconstpointer data)
{
  ask (f, "a");
  g_assert_finalize_object (g_steal_pointer (&f->list));

  g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (g_ptr_array_index (f->source.asked, 0))));
  g_task_return_new_error (g_ptr_array_index (f->source.asked, 0), G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
  sb_test_drain ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/paged-list/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pages", test_pages);
  ADD ("empty", test_empty);
  ADD ("nothing-new", test_nothing_new);
  ADD ("new-query-keeps-rows", test_new_query_keeps_rows);
  ADD ("late-reply", test_late_reply);
  ADD ("late-error", test_late_error);
  ADD ("first-fails", test_first_fails);
  ADD ("more-fails", test_more_fails);
  ADD ("reload", test_reload);
  ADD ("reload-failed", test_reload_failed);
  ADD ("cancel", test_cancel);
  ADD ("cancelled-below", test_cancelled_below);
  ADD ("ceiling", test_ceiling);
  ADD ("load-more-from-items-changed", test_load_more_from_items_changed);
  ADD ("no-needless-notify", test_no_needless_notify);
  ADD ("dropped-in-flight", test_dropped_in_flight);

  return g_test_run ();
}
