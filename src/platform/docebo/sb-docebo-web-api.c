/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way into the platform's own pages as a learner (docs/platform-api.md, section 7): the platform names a cookie,
 * and the learner's token is its value. The token never stands in an address. Which requests do something in the
 * learner's name is the platform's to say; what is known of the vendor's own calls comes after. */

#include "config.h"

#include "sb-docebo-web-api.h"

#include "sb-api-error.h"
#include "sb-docebo-impersonation-api.h"
#include "sb-docebo-json.h"
#include "sb-docebo-private.h"
#include "sb-uri.h"

#define HOME "/learn/home"

/* The vendor's pages make these calls with the same cookie (section 4). */
static const struct
{
  SbAct act;
  const char *method;
  const char *path;
} vendor_rules[] = {
  { SB_ACT_OPEN_NOTICE, "POST", "/notifications/v1/**" },
  { SB_ACT_OPEN_NOTICE, "PUT", "/notifications/v1/**" },
  { SB_ACT_OPEN_NOTICE, "PATCH", "/notifications/v1/**" },
  { SB_ACT_OPEN_NOTICE, "DELETE", "/notifications/v1/**" },
  { SB_ACT_ENROL, "POST", "/learn/v1/enrollments/**" },
  { SB_ACT_ENROL, "DELETE", "/learn/v1/enrollments/**" },
};

/**
 * sb_docebo_web_wish_new:
 * @origin: the platform's origin
 * @session: a log-in with a token
 *
 * Returns: (transfer full): what sb_docebo_parse_web_entry() needs
 */
SbDoceboWebWish *
sb_docebo_web_wish_new (const char *origin, SbSession *session)
{
  SbDoceboWebWish *self = g_new0 (SbDoceboWebWish, 1);

  self->origin = g_strdup (origin);
  self->session = sb_session_ref (session);

  return self;
}

void
sb_docebo_web_wish_free (SbDoceboWebWish *self)
{
  g_free (self->origin);
  sb_session_unref (self->session);
  g_free (self);
}

/* Where the platform says that the learner begins, if that is a page of its own; a token in it is not passed on. */
static char *
dup_address (const SbDoceboWebWish *wish)
{
  g_autofree char *address = sb_uri_resolve (wish->origin, wish->session->home_url != NULL ? wish->session->home_url
                                                                                           : HOME);
  g_autofree char *origin = address == NULL ? NULL : sb_uri_dup_origin (address);

  if (origin != NULL && g_str_equal (origin, wish->origin) && strstr (address, wish->session->token) == NULL)
    return g_steal_pointer (&address);

  return sb_uri_resolve (wish->origin, HOME);
}

/* The name of a cookie (RFC 6265 §4.1.1), and nothing that could be more than that. */
static gboolean
is_cookie_name (const char *name)
{
  if (name == NULL || *name == '\0' || strlen (name) > 64)
    return FALSE;

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
      return FALSE;

  return TRUE;
}

static void
read_origins (SbJsonReader *reader, SbWebEntry *entry)
{
  const guint n_origins = sb_json_reader_enter_optional_array (reader, "origins");
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();

  for (guint i = 0; i < n_origins; i++)
    {
      const char *word = sb_json_reader_element_string (reader, i);
      g_autofree char *origin = word == NULL ? NULL : sb_uri_dup_origin (word);

      /* Nothing but https, whatever the platform itself is. */
      if (origin != NULL && g_str_has_prefix (origin, "https:"))
        g_strv_builder_add (origins, origin);
    }

  sb_json_reader_leave (reader);
  g_strfreev (entry->origins);
  entry->origins = g_strv_builder_end (origins);
}

static void
read_rules (SbJsonReader *reader, SbWebEntry *entry)
{
  const guint n_rules = sb_json_reader_enter_optional_array (reader, "rules");

  for (guint i = 0; i < n_rules && !sb_json_reader_has_failed (reader); i++)
    {
      sb_json_reader_enter_element (reader, i);
      sb_web_entry_add_rule (entry, sb_act_from_string (sb_json_reader_optional_string (reader, "act")),
                             sb_json_reader_optional_string (reader, "method"),
                             sb_json_reader_optional_string (reader, "path"));
      sb_json_reader_leave (reader);
    }

  sb_json_reader_leave (reader);
}

/**
 * sb_docebo_parse_web_entry:
 * @root: the answer of the capabilities call
 * @wish: an SbDoceboWebWish
 * @error: return location for an #SbApiError
 *
 * Returns: (transfer full) (nullable): an SbWebEntry
 */
gpointer
sb_docebo_parse_web_entry (JsonNode *root, gpointer wish, GError **error)
{
  const SbDoceboWebWish *wanted = wish;
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbWebEntry) entry = NULL;
  g_autofree char *address = dup_address (wanted);
  const char *cookie = NULL;

  sb_json_reader_enter_object (reader, "data");
  if (sb_json_reader_enter_optional_object (reader, "web"))
    cookie = sb_json_reader_optional_string (reader, "cookie");

  if (is_cookie_name (cookie))
    {
      entry = sb_web_entry_new (wanted->origin, address, cookie, wanted->session->token);
      read_origins (reader, entry);
      read_rules (reader, entry);
      for (guint i = 0; i < G_N_ELEMENTS (vendor_rules); i++)
        sb_web_entry_add_rule (entry, vendor_rules[i].act, vendor_rules[i].method, vendor_rules[i].path);
    }
  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  if (!sb_json_reader_finish (reader, error))
    return NULL;

  if (entry == NULL)
    g_propagate_error (error, sb_api_error_new_for_reply (SB_API_ERROR_NOT_FOUND, 0, "web_not_offered",
                                                          "The platform does not say how its pages are entered"));

  return g_steal_pointer (&entry);
}

void
sb_docebo_load_web_entry_async (SbPlatform *platform,
                                SbSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = sb_docebo_task_new (platform, sb_platform_load_web_entry_async, cancellable, callback, user_data);

  if (session->token == NULL)
    {
      g_task_return_error (task, sb_api_error_new (SB_API_ERROR_UNAUTHORIZED, "The log-in has no token"));
      g_object_unref (task);
      return;
    }

  sb_docebo_call (task, sb_docebo_describe_capabilities (), sb_docebo_parse_web_entry,
                  sb_docebo_web_wish_new (sb_platform_get_origin (platform), session),
                  (GDestroyNotify) sb_docebo_web_wish_free, (GDestroyNotify) sb_web_entry_unref);
}
