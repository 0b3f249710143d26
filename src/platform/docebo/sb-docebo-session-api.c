/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls about the platform itself and about whoever is signed in there (docs/platform-api.md, section 2). */

#include "config.h"

#include "sb-docebo-session-api.h"

#include "sb-api-error.h"
#include "sb-docebo-json.h"
#include "sb-docebo-private.h"
#include "sb-uri.h"
#include "sb-wipe.h"

/* ---- tokens ---- */

void
sb_docebo_grant_free (SbDoceboGrant *self)
{
  sb_wipe_free (self->access);
  sb_wipe_free (self->refresh);
  g_free (self);
}

static GDateTime *
expiry (const SbDoceboGrant *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return self->expires_in > 0 ? g_date_time_add_seconds (now, self->expires_in) : NULL;
}

/**
 * sb_docebo_grant_renew:
 * @self: what the platform gave
 * @old: the tokens that it was given for
 *
 * Returns: (transfer full): tokens of the same client; the old refresh token stays if there is no new one
 */
SbTokens *
sb_docebo_grant_renew (const SbDoceboGrant *self, SbTokens *old)
{
  g_autoptr (GDateTime) expires_at = expiry (self);

  return sb_tokens_new_renewed (old, self->access, self->refresh, expires_at);
}

static gpointer
read_grant (SbJsonReader *reader, GError **error)
{
  g_autoptr (SbDoceboGrant) grant = g_new0 (SbDoceboGrant, 1);
  GError *local_error = NULL;

  grant->access = sb_docebo_read_token (reader, "access_token", &local_error);
  grant->refresh = g_strdup (sb_json_reader_optional_string (reader, "refresh_token"));
  grant->expires_in = sb_docebo_read_count (reader, "expires_in");

  if (grant->refresh != NULL && *grant->refresh == '\0')
    g_clear_pointer (&grant->refresh, g_free);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&grant) : NULL;
}

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

/**
 * sb_docebo_describe_login:
 * @credentials: a user name and a password
 * @time_zone: the user's time zone, e.g. "Europe/Berlin"
 *
 * Returns: (transfer full): the request of the platform's own login call
 */
SbRequest *
sb_docebo_describe_login (const SbCredentials *credentials, const char *time_zone)
{
  SbRequest *request = sb_request_new (SB_METHOD_POST, "/manage/v1/user/login");
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "username", credentials->user_name);
  json_object_set_string_member (object, "password", credentials->password);
  json_object_set_boolean_member (object, "issue_refresh_token", TRUE);
  json_object_set_string_member (object, "client_timezone_textual", time_zone);

  sb_request_set_authorised (request, FALSE);
  sb_request_set_json (request, root);

  return request;
}

/**
 * sb_docebo_parse_login:
 *
 * Returns: (transfer full) (nullable): an SbDoceboGrant
 */
gpointer
sb_docebo_parse_login (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);

  sb_json_reader_enter_object (reader, "data");

  return read_grant (reader, error);
}

static SbRequest *
token_request_new (const char *grant_type, const char *client_id, const char *client_secret)
{
  SbRequest *request = sb_request_new (SB_METHOD_POST, "/oauth2/token");

  sb_request_set_authorised (request, FALSE);
  sb_request_add_form (request, "grant_type", grant_type);
  sb_request_add_form (request, "client_id", client_id);
  sb_request_add_form (request, "client_secret", client_secret);

  return request;
}

/**
 * sb_docebo_describe_token:
 * @credentials: a code, or a user name and password with a client
 *
 * Returns: (transfer full): the request that exchanges @credentials for tokens of its client
 */
SbRequest *
sb_docebo_describe_token (const SbCredentials *credentials)
{
  const gboolean is_code = credentials->code != NULL;
  SbRequest *request = token_request_new (is_code ? "authorization_code" : "password", credentials->client_id,
                                          credentials->client_secret);

  if (is_code)
    {
      sb_request_add_form (request, "code", credentials->code);
      sb_request_add_form (request, "redirect_uri", credentials->redirect_uri);
      sb_request_add_form (request, "code_verifier", credentials->code_verifier);
    }
  else
    {
      sb_request_add_form (request, "scope", "api");
      sb_request_add_form (request, "username", credentials->user_name);
      sb_request_add_form (request, "password", credentials->password);
    }

  return request;
}

/**
 * sb_docebo_describe_refresh:
 * @tokens: tokens with a refresh token
 *
 * Returns: (transfer full): the request for new tokens; it is not repeated, since the platform may take the refresh
 *   token only once
 */
SbRequest *
sb_docebo_describe_refresh (SbTokens *tokens)
{
  SbRequest *request = token_request_new ("refresh_token", sb_tokens_get_client_id (tokens),
                                          sb_tokens_get_client_secret (tokens));

  sb_request_add_form (request, "refresh_token", sb_tokens_get_refresh (tokens));

  return request;
}

/**
 * sb_docebo_parse_token:
 *
 * Returns: (transfer full) (nullable): an SbDoceboGrant, of an answer without envelope
 */
gpointer
sb_docebo_parse_token (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);

  return read_grant (reader, error);
}

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
  g_autoptr (GDateTime) expires_at = NULL;
  g_autoptr (SbTokens) tokens = NULL;

  if (grant == NULL)
    {
      g_task_return_error (task, login_error (error));
      return;
    }

  expires_at = expiry (grant);
  tokens = sb_tokens_new (grant->access, grant->refresh, credentials->client_id, credentials->client_secret,
                          expires_at);
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
