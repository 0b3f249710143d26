/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The open calls behind Log In as This User (docs/platform-api.md, section 5), made with the administrator's token.
 * Begin and end are idempotent by UUID, so both may be repeated. An answer about another log-in or another learner than
 * the one that was asked for is refused, because everything after it would happen as the wrong person. */

#include "config.h"

#include "sb-docebo-impersonation-api.h"

#include "sb-api-error.h"
#include "sb-docebo-json.h"
#include "sb-docebo-private.h"
#include "sb-wipe.h"

/* As many as a platform gives at once; who has more open than that asks again. */
#define OPEN_PAGE_SIZE 200

/* ---- capabilities ---- */

/**
 * sb_docebo_describe_capabilities:
 *
 * Returns: (transfer full): the request that asks what is offered
 */
SbRequest *
sb_docebo_describe_capabilities (void)
{
  return sb_request_new (SB_METHOD_GET, "/impersonation/v1/capabilities");
}

static void
read_domains (SbJsonReader *reader, GPtrArray *domains)
{
  const guint n_domains = sb_json_reader_enter_optional_array (reader, "domains");

  for (guint i = 0; i < n_domains && !sb_json_reader_has_failed (reader); i++)
    {
      g_autofree char *id = NULL;

      sb_json_reader_enter_element (reader, i);
      id = sb_json_reader_require_id (reader, "id");
      if (id != NULL)
        g_ptr_array_add (domains, sb_domain_new (id, sb_json_reader_optional_string (reader, "title")));
      sb_json_reader_leave (reader);
    }

  sb_json_reader_leave (reader);
}

static void
read_filters (SbJsonReader *reader, SbCapabilities *capabilities)
{
  const guint n_filters = sb_json_reader_enter_optional_array (reader, "list_filters");

  for (guint i = 0; i < n_filters; i++)
    {
      const char *filter = sb_json_reader_element_string (reader, i);

      capabilities->can_filter_branch |= g_strcmp0 (filter, "branch") == 0;
      capabilities->can_filter_status |= g_strcmp0 (filter, "status") == 0;
      capabilities->can_filter_level |= g_strcmp0 (filter, "level") == 0;
      capabilities->can_filter_never_signed_in |= g_strcmp0 (filter, "never_accessed") == 0;
    }

  sb_json_reader_leave (reader);
}

/**
 * sb_docebo_parse_capabilities:
 *
 * Returns: (transfer full) (nullable): an SbCapabilities
 */
gpointer
sb_docebo_parse_capabilities (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbCapabilities) capabilities = sb_capabilities_new ();
  const char *contact;

  sb_json_reader_enter_object (reader, "data");
  sb_json_reader_require_int (reader, "version");
  capabilities->offers_log_in_as = TRUE;
  capabilities->can_log_in_as = sb_json_reader_optional_bool (reader, "may_impersonate", TRUE);
  capabilities->can_keep_alive = sb_json_reader_optional_bool (reader, "keep_alive", FALSE);
  capabilities->sends_email = sb_json_reader_optional_bool (reader, "email", FALSE);
  capabilities->is_reason_required = sb_json_reader_optional_bool (reader, "reason_required", FALSE);
  capabilities->session_seconds = sb_docebo_read_count (reader, "session_seconds");
  capabilities->max_session_seconds = sb_docebo_read_count (reader, "max_session_seconds");
  contact = sb_json_reader_optional_string (reader, "contact");
  capabilities->contact = contact == NULL || *contact == '\0' ? NULL : g_strdup (contact);
  read_domains (reader, capabilities->domains);
  read_filters (reader, capabilities);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&capabilities) : NULL;
}

/* What a platform can do that has the vendor's calls and not ours. */
static SbCapabilities *
vendor_capabilities (void)
{
  SbCapabilities *capabilities = sb_capabilities_new ();

  capabilities->can_filter_branch = TRUE;

  return capabilities;
}

static void
capabilities_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  SbCapabilities *capabilities = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);

  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      capabilities = vendor_capabilities ();
    }

  if (capabilities != NULL)
    g_task_return_pointer (task, capabilities, (GDestroyNotify) sb_capabilities_unref);
  else
    g_task_return_error (task, error);
}

void
sb_docebo_load_capabilities_async (SbPlatform *platform,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_load_capabilities_async, cancellable, callback,
                                               user_data);
  g_autoptr (SbRequest) request = sb_docebo_describe_capabilities ();

  sb_rest_client_call_async (sb_docebo_get_client (SB_DOCEBO (platform)), request, sb_docebo_parse_capabilities, NULL,
                             NULL, (GDestroyNotify) sb_capabilities_unref, cancellable, capabilities_loaded_cb,
                             g_steal_pointer (&task));
}

/* ---- the record of a log-in ---- */

static SbNoticeState
read_notice_state (SbJsonReader *reader)
{
  static const struct
  {
    const char *word;
    SbNoticeState state;
  } words[] = {
    { "none", SB_NOTICE_STATE_NONE },           { "queued", SB_NOTICE_STATE_QUEUED },
    { "delivered", SB_NOTICE_STATE_DELIVERED }, { "sent", SB_NOTICE_STATE_DELIVERED },
    { "failed", SB_NOTICE_STATE_FAILED },
  };
  const char *word = sb_json_reader_optional_string (reader, "state");

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].state;

  return SB_NOTICE_STATE_UNKNOWN;
}

static void
read_outcome (SbJsonReader *reader, const char *member, SbNoticeOutcome *outcome)
{
  outcome->is_known = sb_json_reader_enter_optional_object (reader, member);

  sb_json_reader_enter_optional_object (reader, "platform");
  outcome->platform = read_notice_state (reader);
  outcome->platform_at = sb_json_reader_optional_time (reader, "at");
  sb_json_reader_leave (reader);

  sb_json_reader_enter_optional_object (reader, "email");
  outcome->email = read_notice_state (reader);
  outcome->email_at = sb_json_reader_optional_time (reader, "at");
  outcome->email_address = g_strdup (sb_json_reader_optional_string (reader, "address"));
  sb_json_reader_leave (reader);

  sb_json_reader_leave (reader);
}

/* Reads the object that the reader stands in. A mistake is the reader's to report. */
static SbSession *
read_session (SbJsonReader *reader, const char *token)
{
  g_autofree char *learner_id = sb_json_reader_require_id (reader, "user_id");
  SbSession *session = sb_session_new (sb_json_reader_require_string (reader, "uuid"), learner_id, token);

  session->home_url = g_strdup (sb_json_reader_optional_string (reader, "home_url"));
  session->started_at = sb_json_reader_require_time (reader, "started_at");
  session->expires_at = sb_json_reader_require_time (reader, "expires_at");
  session->ended_at = sb_json_reader_optional_time (reader, "ended_at");
  session->has_how = sb_end_how_from_string (sb_json_reader_optional_string (reader, "how"), &session->how);

  sb_json_reader_enter_optional_object (reader, "notices");
  read_outcome (reader, "begin", &session->begin_notice);
  read_outcome (reader, "end", &session->end_notice);
  sb_json_reader_leave (reader);

  return session;
}

static gpointer
check_session (SbSession *session, const char *uuid, const char *learner_id, gboolean is_ended, GError **error)
{
  const char *what = NULL;

  if (g_ascii_strcasecmp (session->uuid, uuid) != 0)
    what = "is about another log-in";
  else if (learner_id != NULL && !g_str_equal (session->learner_id, learner_id))
    what = "is about another learner";
  else if ((session->ended_at != NULL) != is_ended)
    what = is_ended ? "does not say that it has ended" : "says that it has ended";

  if (what == NULL)
    return sb_session_ref (session);

  g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The answer to a log-in %s", what));

  return NULL;
}

static gpointer
parse_record (JsonNode *root, const char *uuid, gboolean is_ended, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbSession) session = NULL;

  sb_json_reader_enter_object (reader, "data");
  session = read_session (reader, NULL);

  if (!sb_json_reader_finish (reader, error))
    return NULL;

  return check_session (session, uuid, NULL, is_ended, error);
}

/* ---- begin ---- */

/**
 * sb_docebo_describe_begin:
 * @begin: whom, why, and under which UUID
 *
 * Returns: (transfer full): the request
 */
SbRequest *
sb_docebo_describe_begin (const SbBeginRequest *begin)
{
  SbRequest *request = sb_request_new (SB_METHOD_PUT, "/impersonation/v1/sessions");
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "user_id", begin->learner_id);
  json_object_set_string_member (object, "reason", begin->reason);
  if (*begin->ticket != '\0')
    json_object_set_string_member (object, "ticket", begin->ticket);
  if (begin->domain != NULL)
    json_object_set_string_member (object, "domain", begin->domain);

  sb_request_append_segment (request, begin->uuid);
  sb_request_set_json (request, root);

  return request;
}

/**
 * sb_docebo_parse_begin:
 * @root: the answer
 * @begin: the SbBeginRequest that it answers
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): an SbSession that is open, of that learner, with their token
 */
gpointer
sb_docebo_parse_begin (JsonNode *root, gpointer begin, GError **error)
{
  const SbBeginRequest *request = begin;
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbSession) session = NULL;
  GError *local_error = NULL;
  char *token;

  sb_json_reader_enter_object (reader, "data");
  token = sb_docebo_read_token (reader, "access_token", &local_error);
  session = read_session (reader, token);
  sb_wipe_free (token);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  if (!sb_json_reader_finish (reader, error))
    return NULL;

  return check_session (session, request->uuid, request->learner_id, FALSE, error);
}

void
sb_docebo_begin_async (SbPlatform *platform,
                       const SbBeginRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_begin_async, cancellable, callback, user_data),
                  sb_docebo_describe_begin (request), sb_docebo_parse_begin, sb_begin_request_copy (request),
                  (GDestroyNotify) sb_begin_request_free, (GDestroyNotify) sb_session_unref);
}

/* ---- end ---- */

/**
 * sb_docebo_describe_end:
 * @uuid: which log-in
 * @how: how it ended
 *
 * Returns: (transfer full): the request
 */
SbRequest *
sb_docebo_describe_end (const char *uuid, SbEndHow how)
{
  SbRequest *request = sb_request_new (SB_METHOD_DELETE, "/impersonation/v1/sessions");

  sb_request_append_segment (request, uuid);
  sb_request_add_query (request, "how", sb_end_how_to_string (how));

  return request;
}

/**
 * sb_docebo_parse_end:
 * @root: the answer
 * @uuid: the UUID of the log-in that was ended
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): an SbSession that has ended; an answer that does not say so confirms nothing
 */
gpointer
sb_docebo_parse_end (JsonNode *root, gpointer uuid, GError **error)
{
  return parse_record (root, uuid, TRUE, error);
}

/* Only the platform itself can say that it does not know a log-in, and it does so with a reason. A 404 without one is
 * some proxy's on the way, and to believe it would be to leave the learner untold. */
static GError *
end_error (GError *error)
{
  GError *refined;

  if (!g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND)
      || g_strcmp0 (sb_api_error_get_reason (error), "session_not_found") == 0)
    return error;

  refined = sb_api_error_new_for_reply (SB_API_ERROR_PROTOCOL, sb_api_error_get_status (error),
                                        sb_api_error_get_reason (error), error->message);
  g_error_free (error);

  return refined;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  SbSession *session = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);

  if (session != NULL)
    g_task_return_pointer (task, session, (GDestroyNotify) sb_session_unref);
  else
    g_task_return_error (task, end_error (error));
}

void
sb_docebo_end_async (SbPlatform *platform,
                     const char *uuid,
                     SbEndHow how,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_end_async, cancellable, callback, user_data);
  g_autoptr (SbRequest) request = sb_docebo_describe_end (uuid, how);

  sb_rest_client_call_async (sb_docebo_get_client (SB_DOCEBO (platform)), request, sb_docebo_parse_end, g_strdup (uuid),
                             g_free, (GDestroyNotify) sb_session_unref, cancellable, ended_cb, g_steal_pointer (&task));
}

/* ---- more time ---- */

/**
 * sb_docebo_describe_keep_alive:
 * @uuid: which log-in
 *
 * Returns: (transfer full): the request
 */
SbRequest *
sb_docebo_describe_keep_alive (const char *uuid)
{
  SbRequest *request = sb_request_new (SB_METHOD_POST, "/impersonation/v1/sessions");

  sb_request_append_segment (request, uuid);
  sb_request_append_segment (request, "keep-alive");

  return request;
}

/**
 * sb_docebo_parse_keep_alive:
 * @root: the answer
 * @uuid: the UUID of the log-in
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): an SbSession that is open, with its new end
 */
gpointer
sb_docebo_parse_keep_alive (JsonNode *root, gpointer uuid, GError **error)
{
  return parse_record (root, uuid, FALSE, error);
}

void
sb_docebo_keep_alive_async (SbPlatform *platform,
                            const char *uuid,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_keep_alive_async, cancellable, callback, user_data),
                  sb_docebo_describe_keep_alive (uuid), sb_docebo_parse_keep_alive, g_strdup (uuid), g_free,
                  (GDestroyNotify) sb_session_unref);
}

/* ---- reading back ---- */

/**
 * sb_docebo_describe_session:
 * @uuid: which log-in
 *
 * Returns: (transfer full): the request
 */
SbRequest *
sb_docebo_describe_session (const char *uuid)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/impersonation/v1/sessions");

  sb_request_append_segment (request, uuid);

  return request;
}

/**
 * sb_docebo_parse_session:
 * @root: the answer
 * @unused: unused
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): the SbSession that the answer is about, whether it has ended or not. It may be
 *   about another one than was asked for: whoever reads back wants to know that, see sb_proof_compare()
 */
gpointer
sb_docebo_parse_session (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbSession) session = NULL;

  sb_json_reader_enter_object (reader, "data");
  session = read_session (reader, NULL);

  if (!sb_json_reader_finish (reader, error))
    return NULL;

  return g_steal_pointer (&session);
}

void
sb_docebo_load_session_async (SbPlatform *platform,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_load_session_async, cancellable, callback, user_data),
                  sb_docebo_describe_session (uuid), sb_docebo_parse_session, NULL, NULL,
                  (GDestroyNotify) sb_session_unref);
}

/* ---- what is open ---- */

/**
 * sb_docebo_describe_open_sessions:
 *
 * Returns: (transfer full): the request
 */
SbRequest *
sb_docebo_describe_open_sessions (void)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/impersonation/v1/sessions");

  sb_request_add_query (request, "state", "open");
  sb_request_add_query_int (request, "page_size", OPEN_PAGE_SIZE);

  return request;
}

/**
 * sb_docebo_parse_open_sessions:
 * @root: the answer
 * @unused: unused
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: (transfer full) (nullable): a GPtrArray of SbSession; one that says that it has ended is left out
 */
gpointer
sb_docebo_parse_open_sessions (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_session_unref);
  guint n_sessions;

  sb_json_reader_enter_object (reader, "data");
  n_sessions = sb_json_reader_enter_array (reader, "items");
  for (guint i = 0; i < n_sessions && !sb_json_reader_has_failed (reader); i++)
    {
      g_autoptr (SbSession) session = NULL;

      sb_json_reader_enter_element (reader, i);
      session = read_session (reader, NULL);
      if (session->ended_at == NULL)
        g_ptr_array_add (sessions, g_steal_pointer (&session));
      sb_json_reader_leave (reader);
    }
  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&sessions) : NULL;
}

void
sb_docebo_list_open_sessions_async (SbPlatform *platform,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_list_open_sessions_async, cancellable, callback, user_data),
                  sb_docebo_describe_open_sessions (), sb_docebo_parse_open_sessions, NULL, NULL,
                  (GDestroyNotify) g_ptr_array_unref);
}
