/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A store that is ready: the one that is there, or a new one, filled. A fill that was killed half-way is thrown away
 * and done again; the mark of a finished one is the setting `filled_at`, written last. */

#include "config.h"

#include "sb-demo-seed.h"

#include "sb-demo-catalogue.h"
#include "sb-demo-people.h"
#include "sb-demo-schema.h"
#include "sb-demo-secrets.h"

#include <glib/gstdio.h>

#define PASSWORD "demo"

static gboolean
is_filled (SbDemoStore *store)
{
  return sb_demo_store_get_int (store, "SELECT count (*) FROM sqlite_schema WHERE name = 'settings'", 0, "") != 0
      && sb_demo_store_get_setting (store, "filled_at", 0) != 0;
}

static void
remove_store (const char *folder)
{
  const char *const names[] = { "platform.db", "platform.db-wal", "platform.db-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
}

static void
put_settings (SbDemoStore *store, const SbDemoOptions *options, gint64 now)
{
  g_autofree char *learners = g_strdup_printf ("%" G_GINT64_FORMAT, options->learners);
  g_autofree char *seed = g_strdup_printf ("%" G_GINT64_FORMAT, options->seed);
  g_autofree char *filled_at = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  /* Everybody's password is the same, so it is hashed once and not once a user: a million hashes worth their name would
   * take hours. Who changes theirs gets a hash of their own in users.password. */
  g_autofree char *password = sb_demo_secrets_hash_password (PASSWORD);

  sb_demo_store_put_setting (store, "title", "ACME Academy");
  sb_demo_store_put_setting (store, "contact", "it-help@acme.example");
  sb_demo_store_put_setting (store, "notifications", "1");
  sb_demo_store_put_setting (store, "reason_required", "0");
  sb_demo_store_put_setting (store, "max_session_seconds", "7200");
  sb_demo_store_put_setting (store, "password", password);
  sb_demo_store_put_setting (store, "learners", learners);
  sb_demo_store_put_setting (store, "seed", seed);
  sb_demo_store_run (store, "INSERT INTO domains (id, title) VALUES ('acme', 'ACME')", "");
  sb_demo_store_run (store, "INSERT INTO oauth_clients (id, title) VALUES ('switchback', 'Switchback')", "");
  sb_demo_store_put_setting (store, "filled_at", filled_at);
}

static gboolean
fill (SbDemoStore *store, const SbDemoOptions *options, GError **error)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_printerr ("Filling the store with %" G_GINT64_FORMAT " learners …\n", options->learners);

  /* Nothing to lose yet: a fill that breaks off is done again. */
  if (!sb_demo_store_execute (store, "PRAGMA synchronous = OFF")
      || !sb_demo_schema_make_tables (store, error)
      || !sb_demo_people_fill (store, options->learners, options->seed, now, error))
    return FALSE;

  g_printerr ("Making the indices …\n");
  if (!sb_demo_schema_make_indices (store, error))
    return FALSE;

  sb_demo_store_execute (store, "ANALYZE");
  sb_demo_store_execute (store, "PRAGMA synchronous = NORMAL");

  sb_demo_store_begin (store);
  sb_demo_catalogue_fill (store, now);
  put_settings (store, options, now);
  if (!sb_demo_store_commit (store, error))
    return FALSE;

  return sb_demo_store_execute (store, "PRAGMA wal_checkpoint (TRUNCATE)");
}

static void
say_if_different (SbDemoStore *store, const SbDemoOptions *options)
{
  const gint64 learners = sb_demo_store_get_setting (store, "learners", 0);
  const gint64 seed = sb_demo_store_get_setting (store, "seed", 0);

  if (learners != options->learners || seed != options->seed)
    g_printerr ("The store in %s was made with --learners %" G_GINT64_FORMAT " --seed %" G_GINT64_FORMAT
                " and is kept as it is.\n", sb_demo_store_get_folder (store), learners, seed);
}

/**
 * sb_demo_seed_open_store:
 * @options: the folder, and what a new store gets
 * @error: return location for a #GIOError
 *
 * Returns: (transfer full) (nullable): a filled store, or %NULL with @error set
 */
SbDemoStore *
sb_demo_seed_open_store (const SbDemoOptions *options, GError **error)
{
  g_autoptr (SbDemoStore) store = sb_demo_store_open (options->data, error);

  if (store == NULL)
    return NULL;

  if (is_filled (store))
    {
      say_if_different (store, options);
      return g_steal_pointer (&store);
    }

  g_clear_pointer (&store, sb_demo_store_close);
  remove_store (options->data);

  store = sb_demo_store_open (options->data, error);
  if (store == NULL || !fill (store, options, error))
    return NULL;

  return g_steal_pointer (&store);
}

/**
 * sb_demo_seed_print_accounts:
 *
 * Says on standard output who can sign in.
 */
void
sb_demo_seed_print_accounts (void)
{
  g_print ("ACME Academy. Everybody's password is “%s”.\n"
           "  superadmin, second.admin  Superadmins\n"
           "  tea.admin                 Power User over North: may log in as its learners\n"
           "  limited.admin             Power User over North without that permission\n"
           "  dana.power                Power User in North\n"
           "  ana.silva, asilva2        two learners named Ana Silva\n"
           "  efua, nora.never          never signed in\n"
           "  hiro                      inactive\n"
           "  noemail                   has no e-mail address\n"
           "  sam.south                 outside of tea.admin's branch\n", PASSWORD);
}
