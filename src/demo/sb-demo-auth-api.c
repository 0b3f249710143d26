/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of section 2 but OAuth: what kind of platform this is, signing in and out, who am I; and the password and
 * payment calls, which are there to be refused inside a log-in. */

#include "config.h"

#include "sb-demo-accounts.h"
#include "sb-demo-routes.h"
#include "sb-demo-tokens.h"

static void
add_list_of_one (JsonBuilder *builder, const char *name, const char *const *members)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  for (guint i = 0; members[i] != NULL; i += 2)
    sb_demo_json_add_string (builder, members[i], members[i + 1]);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
show_bootstrap (SbDemoRequest *request)
{
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();
  g_autofree char *title = sb_demo_store_dup_setting (request->store, "title", "");
  const char *plugin[] = { "plugin_name", "Notifications", NULL };
  const char *provider[] = { "title", "ACME SSO", "redirect_url", "/oauth2/authorize", NULL };

  sb_demo_json_add_string (builder, "platform_version", VERSION);
  sb_demo_json_add_string (builder, "default_platform_language", "en");
  sb_demo_json_add_bool (builder, "is_logged_in", FALSE);
  sb_demo_json_add_bool (builder, "in_maintenance_mode", FALSE);
  json_builder_set_member_name (builder, "branding");
  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "title", title);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  sb_demo_json_add_int (builder, "hide_signin_form", 0);
  json_builder_end_object (builder);
  add_list_of_one (builder, "active_plugins", plugin);
  add_list_of_one (builder, "sso_providers", provider);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static gboolean
wants_refresh_token (SbDemoRequest *request)
{
  JsonNode *node = NULL;

  if (request->body != NULL && JSON_NODE_HOLDS_OBJECT (request->body))
    node = json_object_get_member (json_node_get_object (request->body), "issue_refresh_token");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
      && json_node_get_boolean (node);
}

static void
sign_in (SbDemoRequest *request)
{
  g_autofree char *username = sb_demo_request_dup_body (request, "username");
  g_autofree char *password = sb_demo_request_dup_body (request, "password");
  const char *reason = NULL;
  const gint64 id = sb_demo_accounts_sign_in (request, username, password, &reason);
  g_autoptr (SbDemoTokens) tokens = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (id == 0)
    {
      if (g_str_equal (reason, "account_inactive"))
        sb_demo_request_refuse (request, 403, reason, "This account is not active.");
      else
        sb_demo_request_refuse (request, 401, reason, "Wrong user name or password.");
      return;
    }

  tokens = sb_demo_tokens_issue (request, id, NULL, wants_refresh_token (request));
  builder = sb_demo_json_begin_data ();
  sb_demo_json_add_int (builder, "id_user", id);
  sb_demo_json_add_string (builder, "access_token", tokens->access);
  if (tokens->refresh != NULL)
    sb_demo_json_add_string (builder, "refresh_token", tokens->refresh);
  sb_demo_json_add_string (builder, "token_type", "Bearer");
  sb_demo_json_add_string (builder, "scope", "api");
  sb_demo_json_add_int (builder, "expires_in", tokens->expires_in);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void
reply_success (SbDemoRequest *request)
{
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();

  sb_demo_json_add_bool (builder, "success", TRUE);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

/* A log-in ends by DELETE alone: its token is good until then, or somebody would leave without a word. */
static void
sign_out (SbDemoRequest *request)
{
  if (request->caller.session_uuid == NULL)
    sb_demo_tokens_revoke_pair (request, request->caller.token);
  sb_demo_request_audit (request, "sign_out", NULL, NULL, NULL);
  reply_success (request);
}

static void
add_session (SbDemoRequest *request, JsonBuilder *builder, SbDemoRows *rows)
{
  g_autofree char *avatar = sb_demo_rows_int (rows, 7)
                              ? g_strdup_printf ("/avatars/%" G_GINT64_FORMAT ".png", request->caller.user_id)
                              : g_strdup ("");

  sb_demo_json_add_int (builder, "id", request->caller.user_id);
  sb_demo_json_add_string (builder, "username", sb_demo_rows_text (rows, 0));
  sb_demo_json_add_string (builder, "firstname", sb_demo_rows_text (rows, 1));
  sb_demo_json_add_string (builder, "lastname", sb_demo_rows_text (rows, 2));
  sb_demo_json_add_string (builder, "email", sb_demo_rows_text (rows, 3));
  sb_demo_json_add_string (builder, "user_level", sb_demo_rows_text (rows, 4));
  sb_demo_json_add_string (builder, "avatar_url", avatar);
  sb_demo_json_add_string (builder, "language", sb_demo_rows_text (rows, 5));
  sb_demo_json_add_string (builder, "timezone", sb_demo_rows_text (rows, 6));
  json_builder_set_member_name (builder, "branch");
  json_builder_begin_object (builder);
  sb_demo_json_add_id (builder, "id", sb_demo_rows_int (rows, 8));
  sb_demo_json_add_string (builder, "title", sb_demo_rows_text (rows, 9));
  json_builder_end_object (builder);
}

static void
show_session (SbDemoRequest *request)
{
  g_autoptr (JsonBuilder) builder = sb_demo_json_begin_data ();
  g_autoptr (SbDemoRows) rows = NULL;

  rows = sb_demo_store_query (request->store, "SELECT u.username, u.first_name, u.last_name, u.email, u.level,"
                                              "  u.language, u.timezone, u.has_avatar, b.id, b.title "
                                              "FROM users u JOIN branches b ON b.id = u.branch_id WHERE u.id = ?",
                              "i", request->caller.user_id);
  if (sb_demo_rows_next (rows))
    add_session (request, builder, rows);
  sb_demo_json_end_data (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

static void
change_password (SbDemoRequest *request)
{
  g_autofree char *password = sb_demo_request_dup_body (request, "password");

  if (sb_demo_request_get_id (request, 0) != request->caller.user_id)
    sb_demo_request_refuse (request, 403, "not_yours", "Everybody changes their own password only.");
  else if (request->caller.impersonator_id == 0 && (password == NULL || *password == '\0'))
    sb_demo_request_refuse (request, 422, "password_required", "The new password is missing.");
  else if (sb_demo_accounts_change_password (request, password))
    reply_success (request);
  else
    sb_demo_request_refuse (request, 403, "password_inside", "The password cannot be changed inside a log-in.");
}

static void
purchase (SbDemoRequest *request)
{
  const gboolean is_inside = request->caller.impersonator_id != 0;
  g_autofree char *course = sb_demo_request_dup_body (request, "course_id");

  sb_demo_request_audit (request, is_inside ? "payment_refused" : "payment", "course", course,
                         is_inside ? "payment_inside" : NULL);
  if (is_inside)
    sb_demo_request_refuse (request, 403, "payment_inside", "Nothing can be bought inside a log-in.");
  else
    reply_success (request);
}

const SbDemoRoute sb_demo_auth_routes[] = {
  { "GET", "/manage/v1/site/bootstrap", SB_DEMO_ROUTE_NO_TOKEN, show_bootstrap },
  { "POST", "/manage/v1/user/login", SB_DEMO_ROUTE_NO_TOKEN, sign_in },
  { "POST", "/manage/v1/user/logout", SB_DEMO_ROUTE_TOKEN, sign_out },
  { "GET", "/manage/v1/user/session", SB_DEMO_ROUTE_TOKEN, show_session },
  { "POST", "/manage/v1/user/*/password", SB_DEMO_ROUTE_TOKEN, change_password },
  { "POST", "/ecommerce/v1/purchase", SB_DEMO_ROUTE_TOKEN, purchase },
  { NULL },
};
