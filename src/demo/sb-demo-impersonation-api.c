/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The impersonation calls of section 5. A session, its notices and its lines in the audit trail are stored in one
 * transaction, so that there is no session without its notice; the rules are sb-demo-rules.c's matter. */

#include "config.h"

#include "sb-demo-html.h"
#include "sb-demo-mailer.h"
#include "sb-demo-notices.h"
#include "sb-demo-routes.h"
#include "sb-demo-rules.h"
#include "sb-demo-scope.h"
#include "sb-demo-secrets.h"

#define HOME_URL "/learn/home"

static gint64
get_session_seconds (SbDemoRequest *request)
{
  return request->platform->options->session_minutes * (gint64) 60;
}

/* A platform that is told to give longer sessions than the longest lets the longest grow. */
static gint64
get_max_session_seconds (SbDemoRequest *request)
{
  return MAX (sb_demo_store_get_setting (request->store, "max_session_seconds", 7200), get_session_seconds (request));
}

/* Version 4 of RFC 4122, in lower case. */
static gboolean
is_uuid_good (const char *uuid)
{
  for (const char *p = uuid; *p != '\0'; p++)
    if (g_ascii_isupper (*p))
      return FALSE;

  return g_uuid_string_is_valid (uuid) && uuid[14] == '4' && strchr ("89ab", uuid[19]) != NULL;
}

static char *
dup_session_token (SbDemoRequest *request, const char *uuid)
{
  return sb_demo_secrets_derive_token (request->platform->secret, "session", uuid);
}

static void
add_record_members (SbDemoRequest *request, JsonBuilder *builder, SbDemoRows *rows)
{
  const char *uuid = sb_demo_rows_text (rows, 0);
  const gboolean is_open = g_str_equal (sb_demo_rows_text (rows, 3), "open");

  sb_demo_json_add_string (builder, "uuid", uuid);
  sb_demo_json_add_id (builder, "user_id", sb_demo_rows_int (rows, 1));
  sb_demo_json_add_id (builder, "administrator_id", sb_demo_rows_int (rows, 2));
  sb_demo_json_add_string (builder, "state", sb_demo_rows_text (rows, 3));
  sb_demo_json_add_string (builder, "reason", sb_demo_rows_text (rows, 4));
  sb_demo_json_add_string (builder, "ticket", sb_demo_rows_text (rows, 5));
  sb_demo_json_add_string (builder, "domain", sb_demo_rows_text (rows, 6));
  sb_demo_json_add_open_time (builder, "started_at", sb_demo_rows_int (rows, 7));
  sb_demo_json_add_open_time (builder, "expires_at", sb_demo_rows_int (rows, 8));
  sb_demo_json_add_open_time (builder, "ended_at", sb_demo_rows_int (rows, 9));
  sb_demo_json_add_string (builder, "how", sb_demo_rows_text (rows, 10));
  sb_demo_json_add_bool (builder, "expired", is_open && sb_demo_rows_int (rows, 8) <= request->now);
  sb_demo_json_add_string (builder, "home_url", HOME_URL);
  json_builder_set_member_name (builder, "notices");
  json_builder_begin_object (builder);
  sb_demo_notices_add_json (request, builder, uuid, SB_DEMO_NOTICE_BEGIN);
  sb_demo_notices_add_json (request, builder, uuid, SB_DEMO_NOTICE_END);
  json_builder_end_object (builder);
}

#define SESSION_COLUMNS "uuid, user_id, administrator_id, state, reason, ticket, domain, started_at, expires_at," \
                        " ended_at, how"

static void
reply_record (SbDemoRequest *request, guint status, const char *uuid, gboolean with_token)
{
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT " SESSION_COLUMNS " FROM sessions "
                                                                     "WHERE uuid = ?", "s", uuid);

  if (sb_demo_rows_next (rows))
    add_record_members (request, builder, rows);
  if (with_token)
    {
      g_autofree char *token = dup_session_token (request, uuid);

      sb_demo_json_add_string (builder, "access_token", token);
      sb_demo_json_add_string (builder, "token_type", "Bearer");
    }
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, status, builder);
}

static void
add_domains (SbDemoRequest *request, JsonBuilder *builder)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT id, title FROM domains ORDER BY id", "");

  json_builder_set_member_name (builder, "domains");
  json_builder_begin_array (builder);
  while (sb_demo_rows_next (rows))
    {
      json_builder_begin_object (builder);
      sb_demo_json_add_string (builder, "id", sb_demo_rows_text (rows, 0));
      sb_demo_json_add_string (builder, "title", sb_demo_rows_text (rows, 1));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
has_permission (SbDemoRequest *request)
{
  return g_strcmp0 (request->caller.level, "super_admin") == 0
      || sb_demo_store_get_int (request->store, "SELECT max (may_impersonate) FROM administrators WHERE user_id = ?", 0,
                                "i", request->caller.user_id) != 0;
}

/* How a client enters our pages, and which of their requests do something in the learner's name. */
static void
add_web (SbDemoRequest *request, JsonBuilder *builder)
{
  static const struct
  {
    const char *act;
    const char *method;
    const char *path;
  } rules[] = {
    { "open-notice", "*", "/learn/notifications/*" },
    { "open-notice", "POST", "/learn/bell/seen" },
    { "complete", "POST", "/learn/course/*/play/*/complete" },
    { "submit", "POST", "/learn/course/*/play/*/submit" },
    { "start", "*", "/learn/course/*/play/*" },
    { "complete", "POST", "/learn/v1/lo/*/track" },
    { "submit", "POST", "/learn/profile/documents" },
    { "enrol", "POST", "/learn/buy" },
  };

  g_autofree char *origin = sb_demo_store_dup_setting (request->store, "web_origin", "");

  json_builder_set_member_name (builder, "web");
  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "cookie", SB_DEMO_TOKEN_COOKIE);
  json_builder_set_member_name (builder, "origins");
  json_builder_begin_array (builder);
  if (*origin != '\0')
    json_builder_add_string_value (builder, origin);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      json_builder_begin_object (builder);
      sb_demo_json_add_string (builder, "act", rules[i].act);
      sb_demo_json_add_string (builder, "method", rules[i].method);
      sb_demo_json_add_string (builder, "path", rules[i].path);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
show_capabilities (SbDemoRequest *request)
{
  const char *filters[] = { "level", "status", "never_accessed", "branch" };
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();
  g_autofree char *contact = sb_demo_store_dup_setting (request->store, "contact", "");

  sb_demo_json_add_int (builder, "version", 1);
  sb_demo_json_add_int (builder, "max_session_seconds", get_max_session_seconds (request));
  sb_demo_json_add_int (builder, "session_seconds", get_session_seconds (request));
  sb_demo_json_add_bool (builder, "keep_alive", TRUE);
  add_domains (request, builder);
  sb_demo_json_add_bool (builder, "email", TRUE);
  sb_demo_json_add_bool (builder, "reason_required",
                         sb_demo_store_get_setting (request->store, "reason_required", 0) != 0);
  sb_demo_json_add_bool (builder, "may_impersonate",
                         sb_demo_request_is_admin (request) && has_permission (request)
                           && request->caller.session_uuid == NULL);
  json_builder_set_member_name (builder, "list_filters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    json_builder_add_string_value (builder, filters[i]);
  json_builder_end_array (builder);
  sb_demo_json_add_string (builder, "contact", contact);
  add_web (request, builder);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

/* What a begin asks for. */
typedef struct
{
  const char *uuid;
  gint64 user_id;
  char *reason;
  char *ticket;
  char *domain;
} Begin;

static void
begin_clear (Begin *begin)
{
  g_free (begin->reason);
  g_free (begin->ticket);
  g_free (begin->domain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Begin, begin_clear)

static void
read_begin (SbDemoRequest *request, Begin *begin)
{
  g_autofree char *user_id = sb_demo_request_dup_body (request, "user_id");

  begin->uuid = request->args[0];
  if (user_id == NULL || !g_ascii_string_to_signed (user_id, 10, 1, G_MAXINT64, &begin->user_id, NULL))
    begin->user_id = 0;
  begin->reason = sb_demo_request_dup_body (request, "reason");
  begin->ticket = sb_demo_request_dup_body (request, "ticket");
  begin->domain = sb_demo_request_dup_body (request, "domain");
}

static void
gather_session_facts (SbDemoRequest *request, const Begin *begin, SbDemoRuleFacts *facts)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT administrator_id, user_id, state = 'open' "
                                                                     "FROM sessions WHERE uuid = ?", "s", begin->uuid);

  facts->is_uuid_good = is_uuid_good (begin->uuid);
  if (sb_demo_rows_next (rows))
    {
      facts->is_uuid_taken = sb_demo_rows_int (rows, 0) != request->caller.user_id
                          || sb_demo_rows_int (rows, 1) != begin->user_id;
      facts->is_session_open = sb_demo_rows_int (rows, 2) != 0;
      facts->is_session_over = !facts->is_session_open;
    }
  else
    facts->is_session_over = sb_demo_store_get_int (request->store, "SELECT 1 FROM tombstones WHERE uuid = ?", 0, "s",
                                                    begin->uuid) != 0;
}

static void
gather_user_facts (SbDemoRequest *request, const Begin *begin, SbDemoRuleFacts *facts)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT level, is_active,"
                                                                     "  last_access_at IS NOT NULL FROM users "
                                                                     "WHERE id = ?", "i", begin->user_id);

  if (!sb_demo_rows_next (rows))
    return;

  facts->user_exists = TRUE;
  facts->user_is_caller = begin->user_id == request->caller.user_id;
  facts->user_is_superadmin = g_str_equal (sb_demo_rows_text (rows, 0), "super_admin");
  facts->user_is_power_user = g_str_equal (sb_demo_rows_text (rows, 0), "power_user");
  facts->user_is_active = sb_demo_rows_int (rows, 1) != 0;
  facts->user_has_signed_in = sb_demo_rows_int (rows, 2) != 0;
  facts->user_is_assigned = sb_demo_scope_has_user (request, begin->user_id);
}

static void
gather_facts (SbDemoRequest *request, const Begin *begin, SbDemoRuleFacts *facts)
{
  SbDemoStore *store = request->store;

  facts->is_inside = request->caller.session_uuid != NULL;
  facts->caller_is_superadmin = g_str_equal (request->caller.level, "super_admin");
  facts->caller_is_power_user = g_str_equal (request->caller.level, "power_user");
  facts->caller_has_permission = has_permission (request);
  facts->notifications_are_on = sb_demo_store_get_setting (store, "notifications", 1) != 0;
  facts->is_reason_required = sb_demo_store_get_setting (store, "reason_required", 0) != 0;
  facts->has_reason = begin->reason != NULL && *begin->reason != '\0';
  facts->n_domains = sb_demo_store_get_int (store, "SELECT count (*) FROM domains", 0, "");
  facts->has_domain = begin->domain != NULL && *begin->domain != '\0';
  facts->is_domain_known = sb_demo_store_get_int (store, "SELECT 1 FROM domains WHERE id = ?", 0, "s",
                                                  begin->domain) != 0;
  gather_session_facts (request, begin, facts);
  gather_user_facts (request, begin, facts);
}

static gboolean
store_session (SbDemoRequest *request, const Begin *begin)
{
  g_autofree char *token = dup_session_token (request, begin->uuid);
  g_autofree char *hash = sb_demo_secrets_hash_token (token);
  g_autofree char *user_id = g_strdup_printf ("%" G_GINT64_FORMAT, begin->user_id);
  const gint64 expires_at = request->now + get_session_seconds (request);

  sb_demo_store_begin (request->store);
  sb_demo_store_run (request->store, "INSERT INTO sessions (uuid, administrator_id, user_id, state, reason, ticket,"
                                     "  domain, started_at, expires_at) VALUES (?, ?, ?, 'open', ?, ?, ?, ?, ?)",
                     "siisssii", begin->uuid, request->caller.user_id, begin->user_id, begin->reason, begin->ticket,
                     begin->domain, request->now, expires_at);
  sb_demo_store_run (request->store, "INSERT INTO tokens (hash, kind, user_id, pair, session_uuid, created_at,"
                                     "  expires_at) VALUES (?1, 'access', ?2, ?3, ?3, ?4, ?5)", "sisii",
                     hash, begin->user_id, begin->uuid, request->now, expires_at);
  sb_demo_notices_store (request, begin->uuid, SB_DEMO_NOTICE_BEGIN);
  sb_demo_request_audit (request, "impersonation_begin", "session", begin->uuid, user_id);

  return sb_demo_store_commit (request->store, NULL);
}

static void
begin_session (SbDemoRequest *request)
{
  g_auto (Begin) begin = { 0 };
  SbDemoRuleFacts facts = { 0 };
  const SbDemoRefusal *refusal;

  read_begin (request, &begin);
  gather_facts (request, &begin, &facts);
  refusal = sb_demo_rules_judge (&facts);
  if (refusal != NULL)
    {
      sb_demo_request_audit (request, "impersonation_refused", "session", begin.uuid, refusal->reason);
      sb_demo_request_refuse (request, refusal->status, refusal->reason, refusal->message);
      return;
    }

  if (facts.is_session_open)
    {
      reply_record (request, 200, begin.uuid, TRUE);
      return;
    }

  if (!store_session (request, &begin))
    {
      sb_demo_request_refuse (request, 500, "store_failed", "The store refused the change.");
      return;
    }

  sb_demo_mailer_deliver (request->platform->mailer);
  reply_record (request, 201, begin.uuid, TRUE);
}

/* %TRUE if the session is there and the caller's own; else it is answered. */
static gboolean
require_own_session (SbDemoRequest *request, const char *uuid, char **state, gint64 *expires_at, gint64 *started_at)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT administrator_id, state, expires_at,"
                                                                     "  started_at FROM sessions WHERE uuid = ?", "s",
                                                     uuid);

  if (!sb_demo_rows_next (rows))
    {
      sb_demo_request_refuse (request, 404, "session_not_found", "There is no such session.");
      return FALSE;
    }

  if (sb_demo_rows_int (rows, 0) != request->caller.user_id)
    {
      sb_demo_request_refuse (request, 409, "uuid_taken", "This session belongs to another administrator.");
      return FALSE;
    }

  *state = g_strdup (sb_demo_rows_text (rows, 1));
  *expires_at = sb_demo_rows_int (rows, 2);
  *started_at = sb_demo_rows_int (rows, 3);

  return TRUE;
}

static gboolean
refuse_inside (SbDemoRequest *request)
{
  if (request->caller.session_uuid == NULL)
    return FALSE;

  sb_demo_request_refuse (request, 403, "nested", "This call takes the administrator's own token.");

  return TRUE;
}

static void
show_session (SbDemoRequest *request)
{
  if (refuse_inside (request))
    return;

  /* Another administrator's session is none of the caller's business, not even that it exists. */
  if (sb_demo_store_get_int (request->store, "SELECT 1 FROM sessions WHERE uuid = ? AND administrator_id = ?", 0, "si",
                             request->args[0], request->caller.user_id) == 0)
    sb_demo_request_refuse (request, 404, "session_not_found", "There is no such session.");
  else
    reply_record (request, 200, request->args[0], FALSE);
}

static void
list_sessions (SbDemoRequest *request)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (SbDemoRows) rows = NULL;
  const char *state = sb_demo_request_get_query (request, "state");
  gint64 page_size;
  const gint64 page = sb_demo_request_get_page (request, &page_size);
  gint64 count = 0;
  gboolean has_more = FALSE;

  if (refuse_inside (request))
    return;

  builder = sb_demo_json_begin_data ();
  rows = sb_demo_store_query (request->store, "SELECT " SESSION_COLUMNS " FROM sessions WHERE administrator_id = ?1"
                                              "  AND state = coalesce (?2, state) "
                                              "ORDER BY started_at, uuid LIMIT ?3 OFFSET ?4", "isii",
                              request->caller.user_id, state, page_size + 1, (page - 1) * page_size);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  while (!has_more && sb_demo_rows_next (rows))
    {
      has_more = count == page_size;
      if (has_more)
        break;
      json_builder_begin_object (builder);
      add_record_members (request, builder, rows);
      json_builder_end_object (builder);
      count++;
    }
  json_builder_end_array (builder);
  sb_demo_json_add_page (builder, page, page_size, count, has_more, -1);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void
keep_session_alive (SbDemoRequest *request)
{
  const char *uuid = request->args[0];
  g_autofree char *state = NULL;
  gint64 expires_at;
  gint64 started_at;
  gint64 wanted;

  if (refuse_inside (request) || !require_own_session (request, uuid, &state, &expires_at, &started_at))
    return;

  if (!g_str_equal (state, "open") || expires_at <= request->now)
    {
      sb_demo_request_refuse (request, 409, "session_over", "This log-in has ended or its time ran out.");
      return;
    }

  wanted = MIN (request->now + get_session_seconds (request), started_at + get_max_session_seconds (request));
  sb_demo_store_begin (request->store);
  sb_demo_store_run (request->store, "UPDATE sessions SET expires_at = max (expires_at, ?) WHERE uuid = ?", "is",
                     wanted, uuid);
  sb_demo_request_audit (request, "impersonation_keep_alive", "session", uuid, NULL);
  if (sb_demo_store_commit (request->store, NULL))
    reply_record (request, 200, uuid, FALSE);
  else
    sb_demo_request_refuse (request, 500, "store_failed", "The store refused the change.");
}

/* A begin may still be on its way: remember that it was given up. */
static void
give_up_unknown (SbDemoRequest *request, const char *uuid)
{
  sb_demo_store_begin (request->store);
  sb_demo_store_run (request->store, "INSERT OR IGNORE INTO tombstones (uuid, administrator_id, created_at) "
                                     "VALUES (?, ?, ?)", "sii", uuid, request->caller.user_id, request->now);
  sb_demo_request_audit (request, "impersonation_given_up", "session", uuid, NULL);
  if (sb_demo_store_commit (request->store, NULL))
    sb_demo_request_refuse (request, 404, "session_not_found", "There is no such session; it can no longer begin.");
  else
    sb_demo_request_refuse (request, 500, "store_failed", "The store refused the change.");
}

static gboolean
store_end (SbDemoRequest *request, const char *uuid, const char *how)
{
  sb_demo_store_begin (request->store);
  sb_demo_store_run (request->store, "UPDATE sessions SET state = 'ended', ended_at = ?, how = ? WHERE uuid = ?", "iss",
                     request->now, how, uuid);
  sb_demo_store_run (request->store, "UPDATE tokens SET revoked_at = ? WHERE pair = ?", "is", request->now, uuid);
  sb_demo_notices_store (request, uuid, SB_DEMO_NOTICE_END);
  sb_demo_request_audit (request, "impersonation_end", "session", uuid, how);

  return sb_demo_store_commit (request->store, NULL);
}

static void
end_session (SbDemoRequest *request)
{
  const char *uuid = request->args[0];
  const char *how = sb_demo_request_get_query (request, "how");
  const char *hows[] = { "switch-back", "closed", "expired", "recovered", NULL };
  g_autofree char *state = NULL;
  gint64 expires_at;
  gint64 started_at;

  if (refuse_inside (request))
    return;

  if (!is_uuid_good (uuid))
    {
      sb_demo_request_refuse (request, 422, "bad_uuid", "The UUID must be of version 4, in lower case.");
      return;
    }

  if (how == NULL || !g_strv_contains (hows, how))
    {
      sb_demo_request_refuse (request, 422, "bad_how", "It ends by switch-back, closed, expired or recovered.");
      return;
    }

  if (sb_demo_store_get_int (request->store, "SELECT 1 FROM sessions WHERE uuid = ?", 0, "s", uuid) == 0)
    {
      give_up_unknown (request, uuid);
      return;
    }

  if (!require_own_session (request, uuid, &state, &expires_at, &started_at))
    return;

  if (g_str_equal (state, "open"))
    {
      if (!store_end (request, uuid, how))
        {
          sb_demo_request_refuse (request, 500, "store_failed", "The store refused the change.");
          return;
        }
      sb_demo_mailer_deliver (request->platform->mailer);
    }

  reply_record (request, 200, uuid, FALSE);
}

/* PUT takes every good token, because its own rules tell a plain user from a log-in. */
const SbDemoRoute sb_demo_impersonation_routes[] = {
  { "GET", "/impersonation/v1/capabilities", SB_DEMO_ROUTE_TOKEN, show_capabilities },
  { "GET", "/impersonation/v1/sessions", SB_DEMO_ROUTE_TOKEN, list_sessions },
  { "PUT", "/impersonation/v1/sessions/*", SB_DEMO_ROUTE_TOKEN, begin_session },
  { "GET", "/impersonation/v1/sessions/*", SB_DEMO_ROUTE_TOKEN, show_session },
  { "DELETE", "/impersonation/v1/sessions/*", SB_DEMO_ROUTE_TOKEN, end_session },
  { "POST", "/impersonation/v1/sessions/*/keep-alive", SB_DEMO_ROUTE_TOKEN, keep_session_alive },
  { NULL },
};
