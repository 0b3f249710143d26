/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was answered: status, the few headers that matter, and the body, not looked at yet. What it means is
 * sb_reply_judge()'s matter, in sb-reply-judge.c. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-reply.h"

#include <libsoup/soup.h>

struct _SbReply
{
  guint status;
  char *content_type;
  int retry_after;
  char *request_id;
  GBytes *body;
};

G_DEFINE_BOXED_TYPE (SbReply, sb_reply, sb_reply_ref, sb_reply_unref)

/* RFC 9110 §10.2.3: seconds, or an HTTP date. */
static int
parse_retry_after (const char *header)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (header == NULL)
    return -1;

  text = g_strstrip (g_strdup (header));
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    return (int) seconds;

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;

  now = g_date_time_new_now_utc ();

  /* Rounded up, so that we never come back too early. */
  return (int) CLAMP ((g_date_time_difference (date, now) + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND, 0, G_MAXINT);
}

/**
 * sb_reply_new:
 * @status: the HTTP status
 * @content_type: (nullable): the `Content-Type` header
 * @retry_after: (nullable): the `Retry-After` header
 * @request_id: (nullable): the id of the request that this answers
 * @body: (nullable): the body
 *
 * Returns: (transfer full): a reply
 */
SbReply *
sb_reply_new (guint status, const char *content_type, const char *retry_after, const char *request_id, GBytes *body)
{
  SbReply *self = g_atomic_rc_box_new0 (SbReply);

  self->status = status;
  self->content_type = g_strdup (content_type);
  self->retry_after = parse_retry_after (retry_after);
  self->request_id = g_strdup (request_id);
  self->body = body == NULL ? g_bytes_new (NULL, 0) : g_bytes_ref (body);

  return self;
}

/**
 * sb_reply_ref:
 * @self: a reply
 *
 * Returns: (transfer full): @self
 */
SbReply *
sb_reply_ref (SbReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sb_reply_clear (gpointer data)
{
  SbReply *self = data;

  g_free (self->content_type);
  g_free (self->request_id);
  g_bytes_unref (self->body);
}

/**
 * sb_reply_unref:
 * @self: (transfer full): a reply
 */
void
sb_reply_unref (SbReply *self)
{
  g_atomic_rc_box_release_full (self, sb_reply_clear);
}

guint
sb_reply_get_status (SbReply *self)
{
  return self->status;
}

/**
 * sb_reply_get_content_type:
 * @self: a reply
 *
 * Returns: (nullable): the `Content-Type` header as it came; owned by @self
 */
const char *
sb_reply_get_content_type (SbReply *self)
{
  return self->content_type;
}

/**
 * sb_reply_get_retry_after:
 * @self: a reply
 *
 * Returns: how many seconds the platform asks us to wait, or -1 if it does not say
 */
int
sb_reply_get_retry_after (SbReply *self)
{
  return self->retry_after;
}

/**
 * sb_reply_get_request_id:
 * @self: a reply
 *
 * Returns: (nullable): the id of the request that this answers; owned by @self
 */
const char *
sb_reply_get_request_id (SbReply *self)
{
  return self->request_id;
}

/**
 * sb_reply_get_body:
 * @self: a reply
 *
 * Returns: (transfer none): the body, perhaps empty
 */
GBytes *
sb_reply_get_body (SbReply *self)
{
  return self->body;
}
