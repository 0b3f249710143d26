/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls about the platform itself and about whoever is signed in there (docs/platform-api.md, section 2). */

#include "config.h"

#include "sb-docebo-session-api.h"

#include "sb-api-error.h"
#include "sb-docebo-json.h"
#include "sb-docebo-private.h"
#include "sb-docebo-token-api.h"
#include "sb-uri.h"

/* ---- the probe ---- */

/**
 * sb_docebo_describe_probe:
 *
 * Returns: (transfer full): the request that asks whether this is such a platform
 */
SbRequest *
sb_docebo_describe_probe (void)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/manage/v1/site/bootstrap");

  sb_request_set_authorised (request, FALSE);

  return request;
}

/**
 * sb_docebo_parse_probe:
 * @root: the answer
 * @origin: where it came from; its host is the title of a platform that has none
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): an SbPlatformInfo
 */
gpointer
sb_docebo_parse_probe (JsonNode *root, gpointer origin, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbPlatformInfo) info = NULL;
  g_autofree char *version = NULL;
  const char *host = strstr (origin, "://");
  const char *title;

  sb_json_reader_enter_object (reader, "data");
  version = sb_json_reader_require_id (reader, "platform_version");

  sb_json_reader_enter_optional_object (reader, "branding");
  title = sb_json_reader_optional_string (reader, "title");
  sb_json_reader_leave (reader);

  if (title == NULL || *title == '\0')
    title = host != NULL ? host + strlen ("://") : origin;

  info = sb_platform_info_new (title, sb_json_reader_optional_string (reader, "default_platform_language"));
  info->is_in_maintenance = sb_json_reader_optional_bool (reader, "in_maintenance_mode", FALSE);
  info->has_single_sign_on = sb_json_reader_enter_optional_array (reader, "sso_providers") > 0;
  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&info) : NULL;
}

/* A server that has a problem, or cannot be reached, may still be one; whatever else answers strangely is none. */
static gboolean
is_of_another_kind (const GError *error)
{
  return g_error_matches (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_FORBIDDEN)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_CREDENTIALS)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_CONFLICT)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_INVALID);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  SbPlatformInfo *info = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);

  if (info != NULL)
    g_task_return_pointer (task, info, (GDestroyNotify) sb_platform_info_free);
  else if (is_of_another_kind (error))
    {
      g_task_return_error (task, sb_api_error_new_for_reply (SB_API_ERROR_NOT_A_PLATFORM,
                                                             sb_api_error_get_status (error), NULL, error->message));
      g_error_free (error);
    }
  else
    g_task_return_error (task, error);
}

void
sb_docebo_probe_async (SbPlatform *platform,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  SbDocebo *self = SB_DOCEBO (platform);
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_probe_async, cancellable, callback, user_data);
  g_autoptr (SbRequest) request = sb_docebo_describe_probe ();

  sb_rest_client_call_async (sb_docebo_get_client (self), request, sb_docebo_parse_probe,
                             g_strdup (sb_platform_get_origin (platform)), g_free,
                             (GDestroyNotify) sb_platform_info_free, cancellable, probed_cb, g_steal_pointer (&task));
}

/* ---- signing in ---- */

/* A platform that refuses a login without naming a reason means the name and the password: there was no token. */
static GError *
login_error (GError *error)
{
  GError *refined;

  if (!g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED) || sb_api_error_get_reason (error) != NULL)
    return error;

  refined = sb_api_error_new_for_reply (SB_API_ERROR_CREDENTIALS, sb_api_error_get_status (error), NULL,
                                        error->message);
  g_error_free (error);

  return refined;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbDocebo *self = g_task_get_source_object (task);
  const SbCredentials *credentials = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SbDoceboGrant) grant = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);
  g_autoptr (SbTokens) tokens = NULL;

  if (grant == NULL)
    {
      g_task_return_error (task, login_error (error));
      return;
    }

  tokens = sb_docebo_grant_to_tokens (grant, credentials);
  sb_docebo_authorizer_set_tokens (sb_docebo_get_authorizer (self), tokens);
  g_task_return_boolean (task, TRUE);
}

void
sb_docebo_sign_in_async (SbPlatform *platform,
                         const SbCredentials *credentials,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  SbDocebo *self = SB_DOCEBO (platform);
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_sign_in_async, cancellable, callback, user_data);
  const gboolean is_login = credentials->code == NULL && credentials->client_id == NULL;
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_local ();
  g_autoptr (SbRequest) request = is_login
    ? sb_docebo_describe_login (credentials, g_time_zone_get_identifier (time_zone))
    : sb_docebo_describe_token (credentials);

  g_task_set_task_data (task, sb_credentials_copy (credentials), (GDestroyNotify) sb_credentials_free);
  sb_rest_client_call_async (sb_docebo_get_client (self), request,
                             is_login ? sb_docebo_parse_login : sb_docebo_parse_token, NULL, NULL,
                             (GDestroyNotify) sb_docebo_grant_free, cancellable, signed_in_cb, g_steal_pointer (&task));
}

char *
sb_docebo_dup_authorize_url (SbPlatform *platform,
                             const char *client_id,
                             const char *redirect_uri,
                             const char *state,
                             const char *challenge)
{
  g_autoptr (SbUriBuilder) builder = sb_uri_builder_new (sb_platform_get_origin (platform));

  sb_uri_builder_append_path (builder, "/oauth2/authorize");
  sb_uri_builder_add_query (builder, "response_type", "code");
  sb_uri_builder_add_query (builder, "client_id", client_id);
  sb_uri_builder_add_query (builder, "redirect_uri", redirect_uri);
  sb_uri_builder_add_query (builder, "scope", "api");
  sb_uri_builder_add_query (builder, "state", state);
  sb_uri_builder_add_query (builder, "code_challenge", challenge);
  sb_uri_builder_add_query (builder, "code_challenge_method", "S256");

  return sb_uri_builder_to_string (builder);
}

/* ---- signing out ---- */

/**
 * sb_docebo_describe_logout:
 *
 * Returns: (transfer full): the request that revokes the tokens it carries
 */
SbRequest *
sb_docebo_describe_logout (void)
{
  return sb_request_new (SB_METHOD_POST, "/manage/v1/user/logout");
}

/**
 * sb_docebo_parse_logout:
 *
 * Returns: (nullable): something, whatever the answer says: that there is a good one is all we need
 */
gpointer
sb_docebo_parse_logout (JsonNode *root, gpointer unused, GError **error)
{
  return root;
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SbDocebo *self = g_task_get_source_object (task);
  SbDoceboAuthorizer *authorizer = sb_docebo_get_authorizer (self);
  GError *error = NULL;

  (void) !sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);
  sb_docebo_authorizer_set_tokens (authorizer, NULL);

  /* Tokens that the platform does not take any more need no revoking. */
  if (error == NULL || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED))
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
sb_docebo_sign_out_async (SbPlatform *platform,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  SbDocebo *self = SB_DOCEBO (platform);
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_sign_out_async, cancellable, callback, user_data);
  g_autoptr (SbRequest) request = sb_docebo_describe_logout ();

  sb_rest_client_call_async (sb_docebo_get_client (self), request, sb_docebo_parse_logout, NULL, NULL, NULL,
                             cancellable, signed_out_cb, g_steal_pointer (&task));
}

/* ---- who am I ---- */

/**
 * sb_docebo_describe_who_am_i:
 *
 * Returns: (transfer full): the request that asks whom the token belongs to
 */
SbRequest *
sb_docebo_describe_who_am_i (void)
{
  return sb_request_new (SB_METHOD_GET, "/manage/v1/user/session");
}

/**
 * sb_docebo_parse_who_am_i:
 *
 * Returns: (transfer full) (nullable): an SbIdentity
 */
gpointer
sb_docebo_parse_who_am_i (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autofree char *id = NULL;
  g_autofree char *level = NULL;
  g_autofree char *display_name = NULL;
  SbIdentityFields fields = { NULL };

  sb_json_reader_enter_object (reader, "data");
  id = sb_json_reader_require_id (reader, "id");
  level = sb_json_reader_optional_id (reader, "user_level");
  fields.user_name = sb_json_reader_optional_string (reader, "username");
  fields.email = sb_json_reader_optional_string (reader, "email");
  fields.avatar_url = sb_json_reader_optional_string (reader, "avatar_url");
  display_name = sb_docebo_join_name (sb_json_reader_optional_string (reader, "firstname"),
                                      sb_json_reader_optional_string (reader, "lastname"),
                                      fields.user_name != NULL && *fields.user_name != '\0' ? fields.user_name : id);

  sb_json_reader_enter_optional_object (reader, "branch");
  fields.branch_title = sb_json_reader_optional_string (reader, "title");
  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  if (!sb_json_reader_finish (reader, error))
    return NULL;

  fields.id = id;
  fields.level = sb_level_from_string (level);
  fields.display_name = display_name;

  return sb_identity_new (&fields);
}

void
sb_docebo_who_am_i_async (SbPlatform *platform,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_who_am_i_async, cancellable, callback, user_data),
                  sb_docebo_describe_who_am_i (), sb_docebo_parse_who_am_i, NULL, NULL, g_object_unref);
}
