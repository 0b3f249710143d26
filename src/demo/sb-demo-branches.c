/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The branch tree of the demo platform, the same in every store: one root, four regions, cities, and quarters of some
 * cities. A branch and all below it are the range left_bound to right_bound (nested sets). */

#include "config.h"

#include "sb-demo-branches.h"

typedef struct
{
  gint64 id;
  gint64 parent_id;
  const char *code;
  const char *title;
  guint weight; /* how many of a hundred generated learners or so are here */
} Branch;

/* Parents stand before their children, and children right behind them. */
static const Branch branches[] = {
  { 1, 0, "ACME", "ACME", 0 },
  { 2, 1, "N", "North", 1 },
  { 7, 2, "LIS", "Lisbon", 7 },
  { 8, 2, "OPO", "Porto", 6 },
  { 9, 2, "STO", "Stockholm", 4 },
  { 17, 9, "STO-G", "Gamla Stan", 2 },
  { 10, 2, "SHA", "Shanghai", 6 },
  { 11, 2, "ACC", "Accra", 5 },
  { 12, 2, "CAI", "Cairo", 5 },
  { 13, 2, "MAD", "Madrid", 6 },
  { 14, 2, "OSA", "Osaka", 5 },
  { 15, 2, "OSL", "Oslo", 4 },
  { 16, 2, "BER", "Berlin", 3 },
  { 18, 16, "BER-K", "Kreuzberg", 2 },
  { 19, 16, "BER-M", "Mitte", 2 },
  { 3, 1, "S", "South", 1 },
  { 20, 3, "NBO", "Nairobi", 4 },
  { 21, 3, "CPT", "Cape Town", 4 },
  { 22, 3, "SAO", "São Paulo", 4 },
  { 23, 3, "SYD", "Sydney", 3 },
  { 4, 1, "E", "East", 1 },
  { 24, 4, "IEV", "Kyiv", 3 },
  { 25, 4, "IST", "Istanbul", 4 },
  { 26, 4, "BOM", "Mumbai", 4 },
  { 27, 4, "SEL", "Seoul", 3 },
  { 5, 1, "W", "West", 1 },
  { 28, 5, "DUB", "Dublin", 3 },
  { 29, 5, "NYC", "New York", 2 },
  { 30, 29, "NYC-B", "Brooklyn", 2 },
  { 31, 29, "NYC-Q", "Queens", 2 },
  { 32, 5, "YYZ", "Toronto", 3 },
  { 33, 5, "SEA", "Seattle", 2 },
};

static const Branch *
find (gint64 id)
{
  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    if (branches[i].id == id)
      return &branches[i];

  g_assert_not_reached ();
}

static guint
count_below (const Branch *branch)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    if (branches[i].parent_id == branch->id)
      n += 1 + count_below (&branches[i]);

  return n;
}

static int
level_of (const Branch *branch)
{
  return branch->parent_id == 0 ? 0 : 1 + level_of (find (branch->parent_id));
}

static char *
dup_path (const Branch *branch)
{
  g_autofree char *parent = NULL;

  if (branch->parent_id == 0)
    return g_strdup (branch->title);

  parent = dup_path (find (branch->parent_id));

  return g_strconcat (parent, " / ", branch->title, NULL);
}

/**
 * sb_demo_branches_get_left:
 * @id: the id of a branch
 *
 * Returns: its left bound. In this order of the table it is one more than twice the branches that stand before it, less
 *   the levels above, because the branches above are not closed yet.
 */
gint64
sb_demo_branches_get_left (gint64 id)
{
  const Branch *branch = find (id);

  return 2 * (branch - branches) + 1 - level_of (branch);
}

/**
 * sb_demo_branches_fill:
 * @store: a store without branches
 *
 * Stores the tree.
 */
void
sb_demo_branches_fill (SbDemoStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    {
      const Branch *branch = &branches[i];
      const gint64 left = sb_demo_branches_get_left (branch->id);
      g_autofree char *path = dup_path (branch);

      sb_demo_store_run (store, "INSERT INTO branches (id, parent_id, code, title, level, left_bound, right_bound,"
                                "  path) "
                                "VALUES (?, nullif (?, 0), ?, ?, ?, ?, ?, ?)", "iissiiis",
                         branch->id, branch->parent_id, branch->code, branch->title, (gint64) level_of (branch), left,
                         left + 2 * (gint64) count_below (branch) + 1, path);
    }
}

/**
 * sb_demo_branches_pick:
 * @random: where chance comes from
 *
 * Returns: the id of a branch for a generated learner
 */
gint64
sb_demo_branches_pick (GRand *random)
{
  static guint total;
  gint32 rest;

  if (total == 0)
    for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
      total += branches[i].weight;

  rest = g_rand_int_range (random, 0, total);
  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    {
      rest -= branches[i].weight;
      if (rest < 0)
        return branches[i].id;
    }

  g_assert_not_reached ();
}
