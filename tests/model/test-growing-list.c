/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How much of a list is shown, and that whoever believes what is announced has what is shown. */

#include "config.h"

#include "sb-growing-list.h"

#define N_FIRST 5

typedef struct
{
  GListStore *source;
  SbGrowingList *list;
  GPtrArray *believed; /* what somebody has who only hears of changes */
} Fixture;

static void
changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (position + removed, <=, f->believed->len);
  if (removed > 0)
    g_ptr_array_remove_range (f->believed, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (f->believed, (int) (position + i), g_list_model_get_item (list, position + i));

  g_assert_cmpuint (f->believed->len, ==, g_list_model_get_n_items (list));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->source = g_list_store_new (G_TYPE_OBJECT);
  f->list = sb_growing_list_new (G_LIST_MODEL (f->source), N_FIRST);
  f->believed = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (f->list, "items-changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->list, f);
  g_ptr_array_unref (f->believed);
  g_assert_finalize_object (f->list);
  g_assert_finalize_object (f->source);
}

static void
splice (Fixture *f, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (f->source, position, removed, items->pdata, added);
}

static void
assert_shown (Fixture *f, guint n)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, n);
  g_assert_cmpuint (f->believed->len, ==, n);

  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GObject) shown = g_list_model_get_item (G_LIST_MODEL (f->list), i);
      g_autoptr (GObject) item = i < n ? g_list_model_get_item (G_LIST_MODEL (f->source), i) : NULL;

      g_assert_true (shown == item);
      if (i < n)
        g_assert_true (g_ptr_array_index (f->believed, i) == item);
    }
}

static void
test_grows (Fixture *f, gconstpointer data)
{
  splice (f, 0, 0, 12);
  assert_shown (f, N_FIRST);
  g_assert_true (sb_growing_list_grow (f->list, 4));
  assert_shown (f, 9);
  g_assert_true (sb_growing_list_grow (f->list, 4));
  assert_shown (f, 12);
  g_assert_false (sb_growing_list_grow (f->list, 4));
  assert_shown (f, 12);
}

/* The view was near the end when it asked, and hears nothing of a page that it does not show. */
static void
test_next_page (Fixture *f, gconstpointer data)
{
  splice (f, 0, 0, 6);
  splice (f, 6, 0, 10);
  assert_shown (f, N_FIRST);

  sb_growing_list_grow (f->list, 20);
  assert_shown (f, 16);
  g_assert_false (sb_growing_list_grow (f->list, 4));
  splice (f, 16, 0, 10);
  assert_shown (f, 20);
  splice (f, 26, 0, 10);
  assert_shown (f, 20);
}

static void
test_short (Fixture *f, gconstpointer data)
{
  splice (f, 0, 0, 2);
  assert_shown (f, 2);
  splice (f, 2, 0, 2);
  assert_shown (f, 4);

  /* What comes before something that is shown cannot be left out. */
  splice (f, 1, 2, 20);
  assert_shown (f, 22);
}

/* The same again, as long as before; something else, from its beginning. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  splice (f, 0, 0, 30);
  sb_growing_list_grow (f->list, 10);
  splice (f, 0, 30, 30);
  assert_shown (f, 15);
  splice (f, 0, 30, 8);
  assert_shown (f, 8);

  splice (f, 0, 8, 30);
  assert_shown (f, 8);
  sb_growing_list_start_over (f->list);
  assert_shown (f, 8);
  splice (f, 0, 30, 30);
  assert_shown (f, N_FIRST);
  sb_growing_list_grow (f->list, 10);
  splice (f, 0, 30, 30);
  assert_shown (f, 15);
  splice (f, 0, 30, 0);
  assert_shown (f, 0);
}

static void
test_anywhere (void)
{
  for (guint seed = 0; seed < 200; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      Fixture f;

      set_up (&f, NULL);
      for (guint i = 0; i < 40; i++)
        {
          const guint n = g_list_model_get_n_items (G_LIST_MODEL (f.source));
          const guint position = (guint) g_rand_int_range (rand, 0, (int) n + 1);

          splice (&f, position, (guint) g_rand_int_range (rand, 0, (int) (n - position) + 1),
                  (guint) g_rand_int_range (rand, 0, 12));
          if (g_rand_int_range (rand, 0, 3) == 0)
            sb_growing_list_grow (f.list, (guint) g_rand_int_range (rand, 0, 6));
          if (g_rand_int_range (rand, 0, 10) == 0)
            sb_growing_list_start_over (f.list);

          assert_shown (&f, g_list_model_get_n_items (G_LIST_MODEL (f.list)));
          g_assert_cmpuint (f.believed->len, >=, MIN (N_FIRST, g_list_model_get_n_items (G_LIST_MODEL (f.source))));
        }
      tear_down (&f, NULL);
      g_rand_free (rand);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/growing-list/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("grows", test_grows);
  ADD ("next-page", test_next_page);
  ADD ("short", test_short);
  ADD ("replaced", test_replaced);
#undef ADD
  g_test_add_func ("/growing-list/anywhere", test_anywhere);

  return g_test_run ();
}
