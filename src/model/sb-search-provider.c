/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The people at hand in the desktop's own search (org.gnome.Shell.SearchProvider2): favourites and recent learners of
 * the account in use, from the settings alone. No platform is asked, nobody is signed in, and names leave the program
 * only if the user wants that. What is chosen is said with a signal, and asked about like a link. */

#include "config.h"

#include "sb-search-provider.h"

#include "sb-kept-learners.h"

/* What parts the account from the learner in an id that the desktop keeps for us: the same number may be somebody
 * else's at another platform. */
#define SEPARATOR "\t"

static const char xml[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='as' direction='out'/></method>"
  "<method name='GetResultMetas'><arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='u' direction='in'/></method>"
  "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
  "</interface></node>";

struct _SbSearchProvider
{
  GObject parent_instance;

  /* owned */
  GSettings *settings;
  GDBusConnection *bus; /* nullable: not exported */

  /* state */
  guint object_id;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbSearchProvider, sb_search_provider, G_TYPE_OBJECT)

/* ---- who is found ---- */

static gboolean
is_match (SbLearner *learner, const char *terms)
{
  g_autofree char *words = g_strjoin (" ", sb_learner_get_display_name (learner), sb_learner_get_user_name (learner),
                                      sb_learner_get_email (learner), NULL);

  return g_str_match_string (terms, words, TRUE);
}

static void
add_matches (GPtrArray *found, GHashTable *seen, SbKeptLearners *people, const char *terms)
{
  GListModel *learners = sb_kept_learners_get_learners (people);

  for (guint i = 0; i < g_list_model_get_n_items (learners); i++)
    {
      g_autoptr (SbLearner) learner = g_list_model_get_item (learners, i);

      if (is_match (learner, terms) && g_hash_table_add (seen, g_strdup (sb_learner_get_id (learner))))
        g_ptr_array_add (found, g_steal_pointer (&learner));
    }
}

/**
 * sb_search_people:
 * @settings: where they are kept
 * @account_id: whose
 * @terms: (array zero-terminated=1): what the words of a name, a user name or an address begin with, accents or not
 *
 * Returns: (transfer full) (element-type SbLearner): the favourites and the recent learners who match, each once
 */
GPtrArray *
sb_search_people (GSettings *settings, const char *account_id, const char *const *terms)
{
  g_autoptr (SbKeptLearners) favourites = NULL;
  g_autoptr (SbKeptLearners) recents = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = g_strjoinv (" ", (char **) terms);

  favourites = sb_kept_learners_new (account_id, settings, SB_KEPT_FAVOURITES, SB_KEPT_MAX_FAVOURITES);
  recents = sb_kept_learners_new (account_id, settings, SB_KEPT_RECENTS, SB_KEPT_MAX_RECENTS);
  add_matches (found, seen, favourites, text);
  add_matches (found, seen, recents, text);

  return g_steal_pointer (&found);
}

/* Of the account in use, if the user wants to be found there at all. */
static GPtrArray *
search (SbSearchProvider *self, const char *const *terms, char **account_id)
{
  g_autofree char *active = g_settings_get_string (self->settings, "active-account");
  GPtrArray *found;

  if (!g_settings_get_boolean (self->settings, "search-provider") || *active == '\0')
    return g_ptr_array_new ();

  found = sb_search_people (self->settings, active, terms);
  *account_id = g_steal_pointer (&active);

  return found;
}

static SbLearner *
lookup (SbSearchProvider *self, const char *id, char **account_id)
{
  const char *const all[] = { "", NULL };
  g_auto (GStrv) parts = g_strsplit (id, SEPARATOR, 2);
  g_autoptr (GPtrArray) found = search (self, all, account_id);

  if (g_strv_length (parts) != 2 || g_strcmp0 (parts[0], *account_id) != 0)
    return NULL;

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (sb_learner_get_id (g_ptr_array_index (found, i)), parts[1]))
      return g_object_ref (g_ptr_array_index (found, i));

  return NULL;
}

/* ---- the calls ---- */

static GVariant *
get_results (SbSearchProvider *self, const char *const *terms)
{
  g_autofree char *account_id = NULL;
  g_autoptr (GPtrArray) found = search (self, terms, &account_id);
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *id
          = g_strconcat (account_id, SEPARATOR, sb_learner_get_id (g_ptr_array_index (found, i)), NULL);

      g_variant_builder_add (&ids, "s", id);
    }

  return g_variant_new ("(as)", &ids);
}

static char *
make_description (SbLearner *learner)
{
  const char *branch = sb_learner_get_branch_title (learner);

  return branch != NULL ? g_strdup_printf ("%s · %s", sb_learner_get_user_name (learner), branch)
                        : g_strdup (sb_learner_get_user_name (learner));
}

static GVariant *
get_metas (SbSearchProvider *self, const char *const *ids)
{
  g_autoptr (GIcon) icon = g_themed_icon_new ("avatar-default-symbolic");
  g_autoptr (GVariant) icon_variant = g_icon_serialize (icon);
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *account_id = NULL;
      g_autoptr (SbLearner) learner = lookup (self, ids[i], &account_id);
      g_autofree char *description = NULL;

      if (learner == NULL)
        continue;

      description = make_description (learner);
      g_variant_builder_open (&metas, G_VARIANT_TYPE ("a{sv}"));
      g_variant_builder_add (&metas, "{sv}", "id", g_variant_new_string (ids[i]));
      g_variant_builder_add (&metas, "{sv}", "name", g_variant_new_string (sb_learner_get_display_name (learner)));
      g_variant_builder_add (&metas, "{sv}", "description", g_variant_new_string (description));
      g_variant_builder_add (&metas, "{sv}", "icon", icon_variant);
      g_variant_builder_close (&metas);
    }

  return g_variant_new ("(aa{sv})", &metas);
}

static void
choose (SbSearchProvider *self, const char *id)
{
  g_autofree char *account_id = NULL;
  g_autoptr (SbLearner) learner = lookup (self, id, &account_id);
  g_autoptr (SbErrand) errand = NULL;

  if (learner == NULL)
    return;

  errand = sb_errand_new_for_learner (account_id, learner);
  g_signal_emit (self, signals[CHOSEN], 0, errand);
}

static void
choose_search (SbSearchProvider *self, const char *const *terms)
{
  g_autofree char *text = g_strjoinv (" ", (char **) terms);
  g_autoptr (SbErrand) errand = sb_errand_new (text, NULL, NULL, NULL, NULL);

  if (errand == NULL || !g_settings_get_boolean (self->settings, "search-provider"))
    return;

  errand->is_listing = TRUE;
  g_signal_emit (self, signals[CHOSEN], 0, errand);
}

static void
call_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  SbSearchProvider *self = user_data;
  g_autofree const char **strings = NULL;
  g_autofree const char **before = NULL;
  const char *id;
  GVariant *answer = NULL;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &strings);
      answer = get_results (self, strings);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      /* There are so few of them that those found before save nothing. */
      g_variant_get (parameters, "(^a&s^a&s)", &before, &strings);
      answer = get_results (self, strings);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &strings);
      answer = get_metas (self, strings);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s^a&su)", &id, &strings, NULL);
      choose (self, id);
    }
  else
    {
      g_variant_get (parameters, "(^a&su)", &strings, NULL);
      choose_search (self, strings);
    }

  g_dbus_method_invocation_return_value (invocation, answer);
}

static void
sb_search_provider_dispose (GObject *object)
{
  SbSearchProvider *self = SB_SEARCH_PROVIDER (object);

  sb_search_provider_unexport (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_search_provider_parent_class)->dispose (object);
}

static void
sb_search_provider_class_init (SbSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_search_provider_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", SB_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, SB_TYPE_ERRAND);
}

static void
sb_search_provider_init (SbSearchProvider *self)
{
}

/**
 * sb_search_provider_new:
 * @settings: whether the user wants it, which account is in use, and whom it has at hand
 *
 * Returns: (transfer full): a provider that nobody can call yet
 */
SbSearchProvider *
sb_search_provider_new (GSettings *settings)
{
  SbSearchProvider *self = g_object_new (SB_TYPE_SEARCH_PROVIDER, NULL);

  self->settings = g_object_ref (settings);

  return self;
}

/**
 * sb_search_provider_export:
 * @self: a provider
 * @bus: where it can be called
 * @path: the path of its object
 * @error: return location for an error of the bus
 *
 * Returns: %TRUE if it can be called
 */
gboolean
sb_search_provider_export (SbSearchProvider *self, GDBusConnection *bus, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, error);

  g_return_val_if_fail (SB_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->bus == NULL, FALSE);

  if (info == NULL)
    return FALSE;

  self->object_id = g_dbus_connection_register_object (bus, path, info->interfaces[0], &vtable, self, NULL, error);
  if (self->object_id == 0)
    return FALSE;

  self->bus = g_object_ref (bus);

  return TRUE;
}

/**
 * sb_search_provider_unexport:
 *
 * From now on nobody can call it.
 */
void
sb_search_provider_unexport (SbSearchProvider *self)
{
  g_return_if_fail (SB_IS_SEARCH_PROVIDER (self));

  if (self->bus != NULL)
    g_dbus_connection_unregister_object (self->bus, self->object_id);
  g_clear_object (&self->bus);
}
