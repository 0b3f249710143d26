/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to be asked: method, path, query, body and the limits of the answer. A value without behaviour; it knows
 * neither the origin that it will be sent to nor a token. Its body may hold a password, so it is wiped at the end. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-request.h"

#include "sb-json.h"
#include "sb-uri.h"
#include "sb-wipe.h"

#define DEFAULT_MAX_SIZE (16 * 1024 * 1024)
#define DEFAULT_MAX_SECONDS 30

struct _SbRequest
{
  SbMethod method;
  char *path;
  SbUriBuilder *query;
  char *absolute_url;
  char *id;

  const char *content_type;
  char *form; /* wiped; becomes the body when it is first asked for */
  GBytes *body;

  gboolean is_authorised;
  gboolean is_repeatable;
  gboolean are_redirects_allowed;
  gsize max_size;
  guint max_seconds;
};

G_DEFINE_BOXED_TYPE (SbRequest, sb_request, sb_request_ref, sb_request_unref)

/**
 * sb_request_new:
 * @method: the method
 * @path: a path that we wrote ourselves, with a leading slash
 *
 * Makes a request with an id of its own. It is authorised, follows redirects and, unless it is a POST, may be repeated.
 *
 * Returns: (transfer full): a request
 */
SbRequest *
sb_request_new (SbMethod method, const char *path)
{
  SbRequest *self;

  g_return_val_if_fail (path != NULL && path[0] == '/', NULL);

  self = g_atomic_rc_box_new0 (SbRequest);
  self->method = method;
  self->path = g_strdup (path);
  self->query = sb_uri_builder_new ("");
  self->id = g_uuid_string_random ();
  self->is_authorised = TRUE;
  self->is_repeatable = method != SB_METHOD_POST;
  self->are_redirects_allowed = TRUE;
  self->max_size = DEFAULT_MAX_SIZE;
  self->max_seconds = DEFAULT_MAX_SECONDS;

  return self;
}

/**
 * sb_request_ref:
 * @self: a request
 *
 * Returns: (transfer full): @self
 */
SbRequest *
sb_request_ref (SbRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sb_request_clear (gpointer data)
{
  SbRequest *self = data;

  g_free (self->path);
  sb_uri_builder_free (self->query);
  g_free (self->absolute_url);
  g_free (self->id);
  sb_wipe_free (self->form);
  g_clear_pointer (&self->body, g_bytes_unref);
}

/**
 * sb_request_unref:
 * @self: (transfer full): a request
 *
 * Gives up a reference; with the last one the body is wiped.
 */
void
sb_request_unref (SbRequest *self)
{
  g_atomic_rc_box_release_full (self, sb_request_clear);
}

/**
 * sb_request_append_segment:
 * @self: a request
 * @segment: anything, e.g. an id that the platform gave
 *
 * Appends a slash and @segment, escaped, to the path.
 */
void
sb_request_append_segment (SbRequest *self, const char *segment)
{
  g_autoptr (SbUriBuilder) builder = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (segment != NULL);

  builder = sb_uri_builder_new (self->path);
  sb_uri_builder_append_segment (builder, segment);
  g_free (self->path);
  self->path = sb_uri_builder_to_string (builder);
}

/**
 * sb_request_add_query:
 * @self: a request
 * @name: a parameter
 * @value: (nullable): its value; %NULL adds nothing
 */
void
sb_request_add_query (SbRequest *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  sb_uri_builder_add_query (self->query, name, value);
}

/**
 * sb_request_add_query_int:
 * @self: a request
 * @name: a parameter
 * @value: its value
 */
void
sb_request_add_query_int (SbRequest *self, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  sb_request_add_query (self, name, text);
}

/**
 * sb_request_set_absolute_url:
 * @self: a request
 * @url: where to send it instead, e.g. the address of a picture
 *
 * A request with an address of its own is not authorised, unless sb_request_set_authorised() says otherwise; and even
 * then a token is not sent to another origin.
 */
void
sb_request_set_absolute_url (SbRequest *self, const char *url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (url != NULL);

  g_free (self->absolute_url);
  self->absolute_url = g_strdup (url);
  self->is_authorised = FALSE;

  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_free (self->path);
  self->path = g_strdup (uri == NULL ? "" : g_uri_get_path (uri));
}

/**
 * sb_request_set_json:
 * @self: a request without a body
 * @root: the body, with no secret in it: a tree is never wiped
 */
void
sb_request_set_json (SbRequest *self, JsonNode *root)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (root != NULL);

  sb_request_take_secret_json (self, sb_json_to_string (root));
}

/**
 * sb_request_take_secret_json:
 * @self: a request without a body
 * @text: (transfer full): the body, as sb_json_object_string() makes it; it is wiped at the end
 */
void
sb_request_take_secret_json (SbRequest *self, char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (self->body == NULL && self->form == NULL);

  self->content_type = "application/json";
  self->body = sb_wipe_to_bytes (text);
}

/**
 * sb_request_add_form:
 * @self: a request without a body, or with a form that was not asked for yet
 * @name: a field
 * @value: (nullable): its value; %NULL adds nothing
 */
void
sb_request_add_form (SbRequest *self, const char *name, const char *value)
{
  g_autofree char *escaped_name = NULL;
  char *escaped_value;
  char *old_form;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (self->body == NULL);

  if (value == NULL)
    return;

  escaped_name = g_uri_escape_string (name, NULL, FALSE);
  escaped_value = g_uri_escape_string (value, NULL, FALSE);
  old_form = self->form;

  self->content_type = "application/x-www-form-urlencoded";
  self->form = g_strconcat (old_form == NULL ? "" : old_form, old_form == NULL ? "" : "&",
                            escaped_name, "=", escaped_value, NULL);

  sb_wipe_free (old_form);
  sb_wipe_free (escaped_value);
}

/**
 * sb_request_set_authorised:
 * @self: a request
 * @is_authorised: whether it carries the token
 */
void
sb_request_set_authorised (SbRequest *self, gboolean is_authorised)
{
  g_return_if_fail (self != NULL);

  self->is_authorised = is_authorised;
}

/**
 * sb_request_set_repeatable:
 * @self: a request
 * @is_repeatable: whether sending it twice is the same as sending it once
 */
void
sb_request_set_repeatable (SbRequest *self, gboolean is_repeatable)
{
  g_return_if_fail (self != NULL);

  self->is_repeatable = is_repeatable;
}

/**
 * sb_request_set_redirects_allowed:
 * @self: a request
 * @are_allowed: whether a redirect is followed; only a GET's ever is
 */
void
sb_request_set_redirects_allowed (SbRequest *self, gboolean are_allowed)
{
  g_return_if_fail (self != NULL);

  self->are_redirects_allowed = are_allowed;
}

/**
 * sb_request_set_max_size:
 * @self: a request
 * @bytes: how large the answer's body may be
 */
void
sb_request_set_max_size (SbRequest *self, gsize bytes)
{
  g_return_if_fail (self != NULL);

  self->max_size = bytes;
}

/**
 * sb_request_set_max_seconds:
 * @self: a request
 * @seconds: how long the answer may take, from the first byte sent to the last one read
 */
void
sb_request_set_max_seconds (SbRequest *self, guint seconds)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (seconds > 0);

  self->max_seconds = seconds;
}

SbMethod
sb_request_get_method (SbRequest *self)
{
  return self->method;
}

/**
 * sb_request_get_method_name:
 * @self: a request
 *
 * Returns: the method's name on the wire
 */
const char *
sb_request_get_method_name (SbRequest *self)
{
  static const char *const names[] = { "GET", "POST", "PUT", "DELETE" };

  g_return_val_if_fail (self != NULL, NULL);

  return names[self->method];
}

/**
 * sb_request_get_path:
 * @self: a request
 *
 * Returns: the path without the query, good for a log; owned by @self
 */
const char *
sb_request_get_path (SbRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * sb_request_dup_url:
 * @self: a request
 * @origin: the platform's origin, without a trailing slash
 *
 * Returns: (transfer full): where to send it
 */
char *
sb_request_dup_url (SbRequest *self, const char *origin)
{
  g_autofree char *query = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  if (self->absolute_url != NULL)
    return g_strdup (self->absolute_url);

  query = sb_uri_builder_to_string (self->query);

  return g_strconcat (origin, self->path, query, NULL);
}

/**
 * sb_request_get_content_type:
 * @self: a request
 *
 * Returns: (nullable): the body's type, or %NULL without a body
 */
const char *
sb_request_get_content_type (SbRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->content_type;
}

/**
 * sb_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the body, or %NULL if there is none
 */
GBytes *
sb_request_get_body (SbRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->form != NULL)
    self->body = sb_wipe_to_bytes (g_steal_pointer (&self->form));

  return self->body;
}

/**
 * sb_request_get_id:
 * @self: a request
 *
 * Returns: the UUID that goes into `X-Request-Id`; owned by @self
 */
const char *
sb_request_get_id (SbRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

gboolean
sb_request_is_authorised (SbRequest *self)
{
  return self->is_authorised;
}

gboolean
sb_request_is_repeatable (SbRequest *self)
{
  return self->is_repeatable;
}

gboolean
sb_request_are_redirects_allowed (SbRequest *self)
{
  return self->are_redirects_allowed;
}

gsize
sb_request_get_max_size (SbRequest *self)
{
  return self->max_size;
}

guint
sb_request_get_max_seconds (SbRequest *self)
{
  return self->max_seconds;
}
