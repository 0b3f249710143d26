/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* HTTP: which address is whose, whether the token is good, and what came with the request. It answers nothing itself
 * but the refusals that are the same everywhere. */

#include "config.h"

#include "sb-demo-server.h"

#include "sb-demo-faults.h"
#include "sb-demo-routes.h"
#include "sb-demo-tokens.h"
#include "sb-json.h"

#include <stdio.h>

#define MAX_BODY (1024 * 1024)

static const SbDemoRoute *const tables[] = {
  sb_demo_auth_routes,    sb_demo_oauth_routes,         sb_demo_users_routes,    sb_demo_orgchart_routes,
  sb_demo_learner_routes, sb_demo_impersonation_routes, sb_demo_pictures_routes, sb_demo_web_routes,
};

static gboolean
matches (const SbDemoRoute *route, char **segments, char **args)
{
  g_auto (GStrv) wanted = g_strsplit (route->pattern, "/", -1);
  guint n_args = 0;

  if (g_strv_length (wanted) != g_strv_length (segments))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    if (!g_str_equal (wanted[i], "*") && !g_str_equal (wanted[i], segments[i]))
      return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_str_equal (wanted[i], "*") && n_args < SB_DEMO_MAX_ARGS)
      args[n_args++] = g_strdup (segments[i]);

  return TRUE;
}

/* The route, or NULL; is_known_path tells a wrong method from a wrong address. */
static const SbDemoRoute *
find_route (SbDemoRequest *request, gboolean *is_known_path)
{
  g_auto (GStrv) segments = g_strsplit (request->path, "/", -1);
  const char *method = soup_server_message_get_method (request->message);

  if (g_str_equal (method, "HEAD"))
    method = "GET";

  *is_known_path = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const SbDemoRoute *route = tables[i]; route->method != NULL; route++)
      {
        char *args[SB_DEMO_MAX_ARGS] = { NULL };

        if (!matches (route, segments, args))
          continue;

        *is_known_path = TRUE;
        if (g_str_equal (route->method, method))
          {
            memcpy (request->args, args, sizeof args);
            return route;
          }
        for (guint j = 0; j < SB_DEMO_MAX_ARGS; j++)
          g_free (args[j]);
      }

  return NULL;
}

static void
read_part (SbDemoRequest *request, SoupMessageHeaders *headers, GBytes *body)
{
  g_autofree char *disposition = NULL;
  g_autoptr (GHashTable) parameters = NULL;
  const char *name;
  const char *file_name;

  if (!soup_message_headers_get_content_disposition (headers, &disposition, &parameters))
    return;

  name = g_hash_table_lookup (parameters, "name");
  file_name = g_hash_table_lookup (parameters, "filename");
  if (file_name != NULL && request->file == NULL)
    {
      request->file = g_bytes_ref (body);
      request->file_name = g_strdup (file_name);
    }
  else if (name != NULL && file_name == NULL)
    g_hash_table_insert (request->form, g_strdup (name),
                         g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)));
}

/* A form that may have a file in it. */
static gboolean
read_multipart (SbDemoRequest *request, SoupMessageHeaders *headers, GBytes *bytes)
{
  SoupMultipart *multipart = soup_multipart_new_from_message (headers, bytes);

  if (multipart == NULL)
    return FALSE;

  request->form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *part_headers;
      GBytes *part;

      if (soup_multipart_get_part (multipart, i, &part_headers, &part))
        read_part (request, part_headers, part);
    }
  soup_multipart_free (multipart);

  return TRUE;
}

static gboolean
read_body (SbDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  if (g_bytes_get_size (bytes) == 0)
    return TRUE;

  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_URLENCODED) == 0)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      request->form = soup_form_decode (text);
      return TRUE;
    }

  if (g_strcmp0 (type, SOUP_FORM_MIME_TYPE_MULTIPART) == 0)
    return read_multipart (request, headers, bytes);

  request->body = sb_json_parse (bytes, NULL);

  return request->body != NULL;
}

static gboolean
judge_access (SbDemoRequest *request, SbDemoRouteAccess access)
{
  g_autofree char *token = NULL;
  const char *reason;

  if (access == SB_DEMO_ROUTE_NO_TOKEN)
    return TRUE;

  token = sb_demo_tokens_dup_bearer (request);
  reason = token == NULL ? "token_missing" : sb_demo_tokens_judge (request, token, "access");
  if (reason != NULL)
    {
      sb_demo_request_refuse (request, 401, reason, "The access token is missing, wrong, or no longer good.");
      return FALSE;
    }

  if (access == SB_DEMO_ROUTE_ADMIN && !sb_demo_request_is_admin (request))
    {
      sb_demo_request_refuse (request, 403, "not_an_administrator", "Only administrators may do this.");
      return FALSE;
    }

  return TRUE;
}

static void
answer (SbDemoRequest *request)
{
  gboolean is_known_path;
  const SbDemoRoute *route = find_route (request, &is_known_path);

  if (route == NULL)
    sb_demo_request_refuse (request, is_known_path ? 405 : 404, is_known_path ? "bad_method" : "no_such_call",
                            is_known_path ? "This call has another method." : "There is no such call.");
  else if (!read_body (request))
    sb_demo_request_refuse (request, 400, "bad_json", "The body is not JSON.");
  else if (judge_access (request, route->access))
    route->handler (request);
}

static void
handle (SbDemoPlatform *platform, SoupServerMessage *message, const char *path, GHashTable *query)
{
  g_autoptr (SbDemoRequest) request = g_new0 (SbDemoRequest, 1);

  request->platform = platform;
  request->store = platform->store;
  request->message = message;
  request->path = path;
  request->query = query == NULL ? NULL : g_hash_table_ref (query);
  request->now = g_get_real_time () / G_USEC_PER_SEC;

  answer (request);
  g_debug ("%s %s: %u", soup_server_message_get_method (message), path, soup_server_message_get_status (message));
}

/* As soon as a request is there: what becomes of it is in the store. */
static void
log_request (SbDemoPlatform *platform, SoupServerMessage *message)
{
  g_autofree char *path = g_build_filename (platform->options->data, "requests.log", NULL);
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  FILE *file = fopen (path, "ae");

  if (file == NULL)
    return;

  fprintf (file, "%s %s%s%s\n", soup_server_message_get_method (message), g_uri_get_path (uri),
           query != NULL ? "?" : "", query != NULL ? query : "");
  fclose (file);
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SbDemoPlatform *platform = user_data;

  if (platform->options->log_requests)
    log_request (platform, message);
  if (platform->faults == NULL || !sb_demo_faults_handle (platform->faults, platform, message, path, query, handle))
    handle (platform, message, path, query);
}

/* Before the body is read: nothing that we are sent is that big. */
static void
check_size_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    soup_server_message_set_status (message, 411, NULL);
  else if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    soup_server_message_set_status (message, 413, NULL);
}

/**
 * sb_demo_server_start:
 * @platform: what the calls work with; must outlive the server
 * @error: return location for a #GIOError
 *
 * Listens on 127.0.0.1.
 *
 * Returns: (transfer full) (nullable): the server, or %NULL with @error set
 */
SoupServer *
sb_demo_server_start (SbDemoPlatform *platform, GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new ("server-header", "switchback-demo-platform", NULL);

  soup_server_add_early_handler (server, NULL, check_size_cb, NULL, NULL);
  soup_server_add_handler (server, NULL, handle_cb, platform, NULL);

  if (!soup_server_listen_local (server, platform->options->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    {
      g_prefix_error (error, "Cannot listen on port %d: ", platform->options->port);
      return NULL;
    }

  return g_steal_pointer (&server);
}

/**
 * sb_demo_server_get_port:
 *
 * Returns: the port that @server listens on
 */
int
sb_demo_server_get_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  const int port = uris == NULL ? 0 : g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return port;
}
