/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is on the demo platform: a few fixed people, awkward on purpose, and as many generated learners as were asked
 * for. The same seed and the same number give the same people. The fill is done in batches, each a transaction;
 * whether it was finished is the matter of sb-demo-seed.c. */

#include "config.h"

#include "sb-demo-people.h"

#include "sb-demo-branches.h"
#include "sb-demo-names.h"

#define BATCH 50000
#define FIRST_GENERATED_ID 5000
#define SORT_CHARACTERS 40
#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NEVER -1

typedef struct
{
  gint64 id;
  const char *username;
  const char *first_name;
  const char *last_name;
  const char *email;
  const char *level;
  const char *language;
  gint64 branch_id;
  gint64 last_access; /* how long ago in seconds, or NEVER */
  gboolean is_inactive;
} Person;

static const Person people[] = {
  { 10, "superadmin", "Superadmin", "", "superadmin@acme.example", "super_admin", "en", 1, 2 * HOUR },
  { 11, "second.admin", "Second", "Admin", "second.admin@acme.example", "super_admin", "en", 1, 3 * DAY },
  { 12, "tea.admin", "Tea", "Admin", "tea.admin@acme.example", "power_user", "en", 2, 20 * MINUTE },
  { 13, "limited.admin", "Limited", "Admin", "limited.admin@acme.example", "power_user", "en", 2, 9 * DAY },
  { 14, "dana.power", "Dana", "Power", "dana.power@acme.example", "power_user", "en", 2, 5 * HOUR },
  { 4711, "ana.silva", "Ana", "Silva", "ana.silva@acme.example", "user", "pt", 7, 4 * HOUR },
  { 4712, "asilva2", "Ana", "Silva", "ana.silva2@acme.example", "user", "pt", 8, 19 * DAY },
  { 4713, "bjorn.l", "Björn", "Lindqvist", "bjorn@acme.example", "user", "sv", 9, 1 * DAY },
  { 4714, "chen.wei", "Chen Wei", "陈伟", "chen.wei@acme.example", "user", "zh", 10, 12 * MINUTE },
  { 4715, "efua", "Efua", "Mensah", "", "user", "en", 11, NEVER },
  { 4716, "fatima", "فاطمة", "الزهراء", "fatima@acme.example", "user", "ar", 12, 5 * DAY },
  { 4717, "ghm", "Gustavo", "Hernández-Montenegro", "gustavo.hernandez@acme.example", "user", "es", 13, 14 * DAY },
  { 4718, "hiro", "Hiro", "Abara", "hiro@acme.example", "user", "ja", 14, 240 * DAY, TRUE },
  { 4719, "ingrid.as", "Ingrid", "Ås", "ingrid.as@acme.example", "user", "nb", 15, 6 * HOUR },
  { 4720, "noa.levi", "נועה", "לוי", "noa.levi@acme.example", "user", "he", 16, 2 * DAY },
  { 4721, "hanako.y", "花子", "山田", "hanako.y@acme.example", "user", "ja", 14, 3 * DAY },
  { 4722, "longname", NULL, NULL, "longname@acme.example", "user", "en", 8, 30 * DAY },
  { 4723, "o", "Ö", "O", "o@acme.example", "user", "en", 15, 8 * DAY },
  { 4724, "madonna", "Madonna", "", "madonna@acme.example", "user", "en", 13, 2 * DAY },
  { 4725, "bold", "<b>Bold</b>", "& \"Quoted\"", "bold@acme.example", "user", "en", 18, 7 * DAY },
  { 4726, "noemail", "Nils", "Ohnepost", "", "user", "de", 19, 4 * DAY },
  { 4727, "sam.south", "Sam", "South", "sam.south@acme.example", "user", "en", 20, 1 * DAY },
  { 4728, "rtl", "Eve \u202Eevil", "O'Neil \u200F(مريم)", "rtl@acme.example", "user", "ar", 12, 11 * DAY },
  { 4729, "nora.never", "Nora", "Never", "nora.never@acme.example", "user", "en", 7, NEVER },
  { 4730, "greta.gross", "Greta", "Groß", "greta.gross@acme.example", "user", "de", 16, 1 * HOUR },
  { 4731, "elena.es", "Elena", "Ibáñez", "elena.es@acme.example", "user", "es", 13, 26 * HOUR },
};

static const char *const languages[] = { "en", "en", "en", "de", "es", "pt", "fr", "pl" };

typedef struct
{
  SbDemoStore *store;
  GRand *random;
  gint64 now;
  gint64 n_learners;
  char **first_sorts;
  char **last_sorts;
  guint *uses;       /* how often each pair of names was given */
  GHashTable *taken; /* the user names of the fixed people; the strings are theirs */
} Fill;

/**
 * sb_demo_people_fold:
 * @text: a name
 *
 * Returns: (transfer full): @text without case and accents and not too long, to sort and to compare by
 */
char *
sb_demo_people_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *result = g_string_new (NULL);
  int n = 0;

  for (const char *p = decomposed; p != NULL && *p != '\0' && n < SORT_CHARACTERS; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        continue;

      g_string_append_unichar (result, c);
      n++;
    }

  return g_string_free (result, FALSE);
}

static void
insert (Fill *fill, const Person *person, const char *first_sort, const char *last_sort)
{
  const gint64 last_access = person->last_access == NEVER ? -1 : fill->now - person->last_access;
  const gint64 created = fill->now - 900 * (gint64) DAY + person->id % (170 * DAY);
  g_autofree char *by_first = g_strjoin (" ", first_sort, last_sort, NULL);
  g_autofree char *by_last = g_strjoin (" ", last_sort, first_sort, NULL);
  g_autofree char *words = g_strjoin (" ", person->first_name, person->last_name, person->username, person->email,
                                      NULL);

  sb_demo_store_run (fill->store,
                     "INSERT INTO users (id, username, first_name, last_name, first_sort, last_sort, email, level,"
                     "  is_active, last_access_at, created_at, language, timezone, branch_id, branch_left, has_avatar) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, -1), ?, ?, 'UTC', ?, ?, ?)",
                     "isssssssiiisiii", person->id, person->username, person->first_name, person->last_name, by_first,
                     by_last, person->email, person->level, (gint64) !person->is_inactive, last_access, created,
                     person->language, person->branch_id, sb_demo_branches_get_left (person->branch_id),
                     (gint64) (person->id % 3 == 0));
  sb_demo_store_run (fill->store, "INSERT INTO users_search (rowid, words) VALUES (?, ?)", "is", person->id, words);
}

/* 150 characters each, in words, because that is how such names come. */
static char *
dup_long_name (const char *word)
{
  GString *name = g_string_new (NULL);

  while (g_utf8_strlen (name->str, -1) < 150)
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", word);

  name->str[g_utf8_offset_to_pointer (name->str, 149) - name->str] = '\0';

  return g_string_free (name, FALSE);
}

static void
insert_fixed (Fill *fill)
{
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      Person person = people[i];
      g_autofree char *long_first = dup_long_name ("Wolfeschlegelsteinhausen");
      g_autofree char *long_last = dup_long_name ("Bergerdorff");
      g_autofree char *first_sort = NULL;
      g_autofree char *last_sort = NULL;

      if (person.first_name == NULL)
        {
          person.first_name = long_first;
          person.last_name = long_last;
        }

      first_sort = sb_demo_people_fold (person.first_name);
      last_sort = sb_demo_people_fold (person.last_name);
      insert (fill, &person, first_sort, last_sort);
      g_hash_table_add (fill->taken, (char *) person.username);
    }

  sb_demo_store_execute (fill->store, "INSERT INTO administrators (user_id, branch_id, may_impersonate) "
                                      "VALUES (12, 2, 1), (13, 2, 0), (14, 2, 1)");
}

/* The first of a name is "ana.costa", the next "ana.costa2": unique, because only a generated name ends in a digit. */
static char *
dup_username (Fill *fill, guint first, guint last)
{
  guint *uses = &fill->uses[first * sb_demo_n_last_names + last];
  char *name = g_strconcat (sb_demo_first_names[first].ascii, ".", sb_demo_last_names[last].ascii, NULL);

  if (++*uses > 1 || g_hash_table_contains (fill->taken, name))
    {
      char *numbered = g_strdup_printf ("%s%u", name, MAX (*uses, 2));

      *uses = MAX (*uses, 2);
      g_free (name);
      name = numbered;
    }

  return name;
}

/* More people were here lately than long ago: the square of an even chance. */
static gint64
pick_last_access (GRand *random)
{
  const double chance = g_rand_double (random);

  return MINUTE + (gint64) (chance * chance * 730 * DAY);
}

static void
insert_generated (Fill *fill, gint64 id)
{
  GRand *random = fill->random;
  const guint first = g_rand_int_range (random, 0, sb_demo_n_first_names);
  const guint last = g_rand_int_range (random, 0, sb_demo_n_last_names);
  const guint kind = g_rand_int_range (random, 0, 1000);
  g_autofree char *username = dup_username (fill, first, last);
  g_autofree char *email = g_strconcat (username, "@acme.example", NULL);
  Person person = {
    .id = id,
    .username = username,
    .first_name = sb_demo_first_names[first].text,
    .last_name = sb_demo_last_names[last].text,
    .email = kind >= 40 && kind < 60 ? "" : email,
    .level = kind >= 60 && kind < 70 ? "power_user" : "user",
    .language = languages[g_rand_int_range (random, 0, G_N_ELEMENTS (languages))],
    .branch_id = sb_demo_branches_pick (random),
    .last_access = pick_last_access (random),
    .is_inactive = kind >= 950,
  };

  if (kind < 40)
    person.last_access = NEVER;

  insert (fill, &person, fill->first_sorts[first], fill->last_sorts[last]);
}

static char **
fold_all (const SbDemoName *names, guint n)
{
  char **sorts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    sorts[i] = sb_demo_people_fold (names[i].text);

  return sorts;
}

static gint64
count_fixed_learners (void)
{
  gint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    n += people[i].id >= 4711;

  return n;
}

static gboolean
fill_in_batches (Fill *fill, GError **error)
{
  const gint64 n_generated = MAX (fill->n_learners - count_fixed_learners (), 0);

  sb_demo_store_begin (fill->store);
  sb_demo_branches_fill (fill->store);
  insert_fixed (fill);

  for (gint64 i = 0; i < n_generated; i++)
    {
      if (i % BATCH == BATCH - 1)
        {
          if (!sb_demo_store_commit (fill->store, error))
            return FALSE;
          g_printerr ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " learners\n", i + 1, n_generated);
          sb_demo_store_begin (fill->store);
        }
      insert_generated (fill, FIRST_GENERATED_ID + i);
    }

  return sb_demo_store_commit (fill->store, error);
}

/**
 * sb_demo_people_fill:
 * @store: a store with empty tables
 * @n_learners: how many learners there shall be, not counting administrators; the fixed ones are always there
 * @seed: what the generated ones are made from
 * @now: the time that "last access" is relative to
 * @error: return location for a #GIOError
 *
 * Stores branches and people.
 *
 * Returns: %TRUE if they are stored
 */
gboolean
sb_demo_people_fill (SbDemoStore *store, gint64 n_learners, gint64 seed, gint64 now, GError **error)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) seed);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) first_sorts = fold_all (sb_demo_first_names, sb_demo_n_first_names);
  g_auto (GStrv) last_sorts = fold_all (sb_demo_last_names, sb_demo_n_last_names);
  g_autofree guint *uses = g_new0 (guint, sb_demo_n_first_names * sb_demo_n_last_names);
  Fill fill = { store, random, now, n_learners, first_sorts, last_sorts, uses, taken };

  return fill_in_batches (&fill, error);
}
