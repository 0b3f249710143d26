/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody typed into the address field, to an origin. It only looks at the text: whether there is a platform, and
 * of which kind, is found out by asking it. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-address.h"

#include "sb-api-error.h"
#include "sb-uri.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_HOST_LENGTH 253
#define MAX_LABEL_LENGTH 63

static char *
invalid (GError **error)
{
  g_propagate_error (error, sb_api_error_new (SB_API_ERROR_INVALID, "That is no address of a platform"));

  return NULL;
}

/* A copy without white space around it, also of the kind that comes along from a web page; NULL if there is white space
 * or a control character within, or nothing at all. */
static char *
dup_trimmed (const char *typed)
{
  const char *start = typed;
  const char *end;

  if (!g_utf8_validate (typed, -1, NULL))
    return NULL;

  while (*start != '\0' && !g_unichar_isgraph (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);

  end = start + strlen (start);
  while (end > start && !g_unichar_isgraph (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isgraph (g_utf8_get_char (p)))
        return NULL;
    }

  return end == start ? NULL : g_strndup (start, (gsize) (end - start));
}

static gboolean
is_label (const char *label)
{
  const gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL_LENGTH || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  return strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean
is_numeric (const char *label)
{
  return strspn (label, "0123456789") == strlen (label) || g_str_has_prefix (label, "0x");
}

/* The host name in ASCII and lower case. A last label of digits makes it an IPv4 address, which must then be a complete
 * one: "127.1" and the like are read differently by different programs. */
static char *
dup_host_name (const char *text)
{
  g_autofree char *ascii = g_hostname_to_ascii (text);
  g_autofree char *lower = NULL;
  g_auto (GStrv) labels = NULL;
  guint n_labels;

  if (ascii == NULL)
    return NULL;

  lower = g_ascii_strdown (ascii, -1);
  if (g_str_has_suffix (lower, "."))
    lower[strlen (lower) - 1] = '\0';
  if (*lower == '\0' || strlen (lower) > MAX_HOST_LENGTH)
    return NULL;

  labels = g_strsplit (lower, ".", -1);
  n_labels = g_strv_length (labels);
  for (guint i = 0; i < n_labels; i++)
    {
      if (!is_label (labels[i]))
        return NULL;
    }

  if (is_numeric (labels[n_labels - 1]))
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (lower);

      return address == NULL ? NULL : g_inet_address_to_string (address);
    }

  return g_steal_pointer (&lower);
}

static char *
dup_ipv6 (const char *text)
{
  g_autoptr (GInetAddress) address = strchr (text, '%') == NULL ? g_inet_address_new_from_string (text) : NULL;

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return NULL;

  return g_inet_address_to_string (address);
}

/* Host and port; without a port, -1. */
static gboolean
split_authority (const char *authority, char **host, int *port)
{
  g_autofree char *host_text = NULL;
  const char *port_text = "";
  gboolean is_ipv6 = FALSE;
  guint64 number;

  if (authority[0] == '[')
    {
      const char *bracket = strchr (authority, ']');

      if (bracket == NULL || (bracket[1] != '\0' && bracket[1] != ':'))
        return FALSE;

      is_ipv6 = TRUE;
      host_text = g_strndup (authority + 1, (gsize) (bracket - authority - 1));
      port_text = bracket[1] == '\0' ? "" : bracket + 2;
    }
  else
    {
      const char *colon = strchr (authority, ':');

      is_ipv6 = colon != NULL && strchr (colon + 1, ':') != NULL;
      host_text = is_ipv6 || colon == NULL ? g_strdup (authority) : g_strndup (authority, (gsize) (colon - authority));
      port_text = is_ipv6 || colon == NULL ? "" : colon + 1;
    }

  *port = -1;
  if (*port_text != '\0')
    {
      if (!g_ascii_string_to_unsigned (port_text, 10, 1, G_MAXUINT16, &number, NULL))
        return FALSE;
      *port = (int) number;
    }

  *host = is_ipv6 ? dup_ipv6 (host_text) : dup_host_name (host_text);

  return *host != NULL;
}

/* Takes the scheme off the front; NULL if none was typed. */
static gboolean
split_scheme (const char *text, char **scheme, const char **rest)
{
  const char *separator = strstr (text, "://");

  *scheme = NULL;
  *rest = text;

  if (separator == NULL || separator > text + strcspn (text, "/?#"))
    return TRUE;

  *scheme = g_ascii_strdown (text, separator - text);
  *rest = separator + strlen ("://");

  return g_str_equal (*scheme, "http") || g_str_equal (*scheme, "https");
}

/**
 * sb_address_normalise:
 * @typed: what the user typed
 * @error: return location for an %SB_API_ERROR_INVALID, or %SB_API_ERROR_INSECURE for plain http to another machine
 *
 * Makes an origin of an address: https unless it is this machine, host in ASCII, the port if it is not the scheme's
 * own. A path, a query and a fragment are dropped; a user name in the address is refused.
 *
 * Returns: (transfer full) (nullable): the origin, without a trailing slash
 */
char *
sb_address_normalise (const char *typed, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *host = NULL;
  const char *rest;
  gboolean is_loopback;
  int port;

  g_return_val_if_fail (typed != NULL, NULL);

  text = dup_trimmed (typed);
  if (text == NULL || !split_scheme (text, &scheme, &rest))
    return invalid (error);

  authority = g_strndup (rest, strcspn (rest, "/?#"));
  if (strpbrk (authority, "@\\") != NULL || !split_authority (authority, &host, &port))
    return invalid (error);

  is_loopback = sb_uri_is_loopback_host (host);
  if (!is_loopback && g_strcmp0 (scheme, "http") == 0)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_INSECURE, "Plain http is for this machine only"));
      return NULL;
    }

  if (scheme == NULL)
    scheme = g_strdup (is_loopback ? "http" : "https");
  if (port == (g_str_equal (scheme, "http") ? 80 : 443))
    port = -1;

  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, port, "", NULL, NULL);
}
