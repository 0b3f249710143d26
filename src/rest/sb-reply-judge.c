/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where an answer is judged: status, then content type, then JSON. What the JSON means is for the parser
 * of the call. No message that is made here repeats anything of a body that is not an error envelope. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-reply.h"

#include "sb-api-error.h"
#include "sb-json-reader.h"
#include "sb-json.h"
#include "sb-text.h"

#include <string.h>

#define MAX_MESSAGE_LENGTH 500
#define MAX_MESSAGES 10
#define MAX_REASON_LENGTH 64

static gboolean
is_json (const char *content_type)
{
  g_autofree char *type = NULL;
  char *parameters;

  if (content_type == NULL)
    return FALSE;

  type = g_ascii_strdown (content_type, -1);
  parameters = strchr (type, ';');
  if (parameters != NULL)
    *parameters = '\0';
  g_strstrip (type);

  return g_str_equal (type, "application/json")
      || (g_str_has_prefix (type, "application/") && g_str_has_suffix (type, "+json"));
}

/* A member of an error envelope. Each is read for itself: a strange one must not hide the others. */
static char *
dup_member (JsonNode *root, const char *member)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);

  return g_strdup (sb_json_reader_optional_text (reader, member));
}

/* A word that a program goes by, and nothing that would be prose, or do something to a terminal. */
static gboolean
is_reason (const char *reason)
{
  const gsize length = strlen (reason);

  if (length == 0 || length > MAX_REASON_LENGTH)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (reason[i]) && strchr ("_-.", reason[i]) == NULL)
      return FALSE;

  return TRUE;
}

static char *
dup_reason (JsonNode *root)
{
  static const char *const members[] = { "reason", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *reason = dup_member (root, members[i]);

      if (reason != NULL && is_reason (reason))
        return g_steal_pointer (&reason);
    }

  return NULL;
}

static char *
dup_joined_messages (JsonNode *root)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) messages = NULL;
  const guint n_messages = sb_json_reader_enter_optional_array (reader, "message");

  for (guint i = 0; i < n_messages && i < MAX_MESSAGES; i++)
    {
      const char *message = sb_json_reader_element_string (reader, i);

      if (message != NULL)
        g_strv_builder_add (builder, message);
    }
  sb_json_reader_leave (reader);

  messages = g_strv_builder_end (builder);

  return messages[0] == NULL ? NULL : g_strjoinv (" ", messages);
}

static char *
dup_message (JsonNode *root)
{
  g_autofree char *text = dup_member (root, "message");
  g_autofree char *message = NULL;

  if (text == NULL)
    text = dup_joined_messages (root);
  if (text == NULL)
    text = dup_member (root, "error_description");

  /* It goes into logs, where another line would look like ours. */
  message = sb_text_dup_non_empty_line (text);
  if (message == NULL)
    return NULL;

  if (g_utf8_strlen (message, -1) > MAX_MESSAGE_LENGTH)
    return g_utf8_substring (message, 0, MAX_MESSAGE_LENGTH);

  return g_steal_pointer (&message);
}

static SbApiError
code_for (guint status, const char *reason)
{
  const gboolean is_credentials = g_strcmp0 (reason, "invalid_credentials") == 0;

  /* RFC 6749 §5.2: a wrong password and a used code are both 400. */
  if ((status == 400 || status == 401) && g_strcmp0 (reason, "invalid_grant") == 0)
    return SB_API_ERROR_CREDENTIALS;

  switch (status)
    {
    case 401:
      return is_credentials ? SB_API_ERROR_CREDENTIALS : SB_API_ERROR_UNAUTHORIZED;
    case 403:
      return SB_API_ERROR_FORBIDDEN;
    case 404:
    case 410:
      return SB_API_ERROR_NOT_FOUND;
    case 407: /* the proxy's, not the platform's */
      return SB_API_ERROR_NETWORK;
    case 408:
      return SB_API_ERROR_TIMEOUT;
    case 409:
      return SB_API_ERROR_CONFLICT;
    case 429:
      return SB_API_ERROR_RATE_LIMITED;
    default:
      return status >= 500 ? SB_API_ERROR_SERVER : SB_API_ERROR_INVALID;
    }
}

static GError *
judge_error_status (SbReply *self)
{
  const guint status = sb_reply_get_status (self);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;

  if (is_json (sb_reply_get_content_type (self)))
    root = sb_json_parse (sb_reply_get_body (self), NULL);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      reason = dup_reason (root);
      message = dup_message (root);
    }

  if (message == NULL)
    message = g_strdup_printf ("The platform answered with status %u", status);

  return sb_api_error_new_for_reply (code_for (status, reason), status, reason, message);
}

/**
 * sb_reply_judge:
 * @self: a reply
 * @error: return location for an #SbApiError, which carries the status and, if the platform gave one, its reason
 *
 * Decides whether @self is a good answer: status first, then the content type, then whether it is JSON.
 *
 * Returns: (transfer full) (nullable): the root of the answer, immutable
 */
JsonNode *
sb_reply_judge (SbReply *self, GError **error)
{
  guint status;

  g_return_val_if_fail (self != NULL, NULL);

  status = sb_reply_get_status (self);

  if (status >= 400 && status < 600)
    {
      g_propagate_error (error, judge_error_status (self));
      return NULL;
    }

  if (status < 200 || status >= 300)
    {
      g_propagate_error (error, sb_api_error_new_for_reply (SB_API_ERROR_PROTOCOL, status, NULL,
                                                            "The platform answered with an unexpected status"));
      return NULL;
    }

  if (!is_json (sb_reply_get_content_type (self)))
    {
      g_propagate_error (error, sb_api_error_new_for_reply (SB_API_ERROR_PROTOCOL, status, NULL,
                                                            "The platform's answer is of another type than JSON"));
      return NULL;
    }

  return sb_json_parse (sb_reply_get_body (self), error);
}
