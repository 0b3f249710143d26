/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where addresses are put together and compared. Whatever comes from a user or a platform goes in as a
 * segment or a value and is escaped; nothing is glued. */

#include "config.h"

#include "sb-uri.h"

#include <gio/gio.h>

struct _SbUriBuilder
{
  GString *text;
  gboolean has_query;
};

/**
 * sb_uri_builder_new:
 * @origin: scheme, host and port, without a trailing slash; or "" for a path alone
 *
 * Returns: (transfer full): a builder
 */
SbUriBuilder *
sb_uri_builder_new (const char *origin)
{
  SbUriBuilder *self = g_new0 (SbUriBuilder, 1);

  g_return_val_if_fail (origin != NULL, NULL);

  self->text = g_string_new (origin);

  return self;
}

void
sb_uri_builder_free (SbUriBuilder *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * sb_uri_builder_append_path:
 * @self: a builder
 * @path: a path that we wrote ourselves, with a leading slash, e.g. "/manage/v1/user"
 *
 * Appends @path as it is.
 */
void
sb_uri_builder_append_path (SbUriBuilder *self, const char *path)
{
  g_return_if_fail (!self->has_query);
  g_return_if_fail (path[0] == '/');

  g_string_append (self->text, path);
}

/**
 * sb_uri_builder_append_segment:
 * @self: a builder
 * @segment: anything
 *
 * Appends a slash and @segment, escaped, so that it stays one segment.
 */
void
sb_uri_builder_append_segment (SbUriBuilder *self, const char *segment)
{
  g_return_if_fail (!self->has_query);
  g_return_if_fail (segment != NULL);

  g_string_append_c (self->text, '/');

  /* "." and ".." cannot be escaped: a server undoes the escape before it walks the path. */
  if (g_str_equal (segment, ".") || g_str_equal (segment, ".."))
    g_string_append (self->text, "%20");
  else
    g_string_append_uri_escaped (self->text, segment, NULL, FALSE);
}

/**
 * sb_uri_builder_add_query:
 * @self: a builder
 * @name: the parameter's name
 * @value: (nullable): its value; %NULL adds nothing
 */
void
sb_uri_builder_add_query (SbUriBuilder *self, const char *name, const char *value)
{
  if (value == NULL)
    return;

  g_string_append_c (self->text, self->has_query ? '&' : '?');
  g_string_append_uri_escaped (self->text, name, NULL, FALSE);
  g_string_append_c (self->text, '=');
  g_string_append_uri_escaped (self->text, value, NULL, FALSE);
  self->has_query = TRUE;
}

/**
 * sb_uri_builder_to_string:
 *
 * Returns: (transfer full): what was built so far
 */
char *
sb_uri_builder_to_string (SbUriBuilder *self)
{
  return g_strdup (self->text->str);
}

/**
 * sb_uri_dup_origin:
 * @uri: an absolute address
 *
 * Returns: (transfer full) (nullable): scheme, host and, where it is not the scheme's own, port, in lower case; %NULL
 *   if @uri is not an http or https address
 */
char *
sb_uri_dup_origin (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = NULL;
  const char *scheme;
  int port;
  gboolean is_default_port;

  if (parsed == NULL || g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0')
    return NULL;

  scheme = g_uri_get_scheme (parsed);
  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (parsed), -1);
  port = g_uri_get_port (parsed);
  is_default_port = port == -1 || (port == 80 && g_str_equal (scheme, "http"))
                 || (port == 443 && g_str_equal (scheme, "https"));

  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, is_default_port ? -1 : port, "", NULL, NULL);
}

/**
 * sb_uri_is_loopback_host:
 * @host: a host name or address, as g_uri_get_host() gives it
 *
 * Returns: %TRUE if @host is this machine (RFC 6761 §6.3, 127.0.0.0/8, ::1)
 */
gboolean
sb_uri_is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * sb_uri_resolve:
 * @origin: the platform's origin
 * @reference: an address that the platform gave, absolute, starting with `//`, or a path
 *
 * Returns: (transfer full) (nullable): the absolute address, escaped as it was, or %NULL if it is neither https nor at
 *   @origin: a platform elsewhere has no business with what listens on this machine
 */
char *
sb_uri_resolve (const char *origin, const char *reference)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED;
  g_autoptr (GUri) base = g_uri_parse (origin, flags, NULL);
  g_autoptr (GUri) resolved = NULL;
  g_autofree char *text = NULL;
  g_autofree char *resolved_origin = NULL;

  if (base == NULL)
    return NULL;

  resolved = g_uri_parse_relative (base, reference, flags, NULL);
  text = resolved == NULL ? NULL : g_uri_to_string (resolved);
  resolved_origin = text == NULL ? NULL : sb_uri_dup_origin (text);
  if (resolved_origin == NULL)
    return NULL;

  if (g_str_equal (g_uri_get_scheme (resolved), "https") || g_str_equal (resolved_origin, origin))
    return g_steal_pointer (&text);

  return NULL;
}
