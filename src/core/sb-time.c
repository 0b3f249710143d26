/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The two ways in which a platform writes a point in time (docs/platform-api.md, section 1). All is UTC here; the
 * user's own time zone is the interface's matter. */

#include "config.h"

#include "sb-time.h"

/**
 * sb_time_parse:
 * @text: `YYYY-MM-DD HH:MM:SS` in UTC, or RFC 3339
 *
 * Returns: (transfer full) (nullable): the time in UTC, or %NULL if @text is neither
 */
GDateTime *
sb_time_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  /* GLib takes a space for the T of ISO 8601, but is happy with a bare time, too. */
  if (strlen (text) < strlen ("YYYY-MM-DD HH:MM:SS"))
    return NULL;

  time = g_date_time_new_from_iso8601 (text, utc);

  return time == NULL ? NULL : g_date_time_to_utc (time);
}

/**
 * sb_time_to_wire:
 * @time: a point in time
 *
 * Returns: (transfer full): `YYYY-MM-DD HH:MM:SS` in UTC
 */
char *
sb_time_to_wire (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y-%m-%d %H:%M:%S");
}

/**
 * sb_time_to_rfc3339:
 * @time: a point in time
 *
 * Returns: (transfer full): `YYYY-MM-DDTHH:MM:SSZ`
 */
char *
sb_time_to_rfc3339 (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * sb_time_compare:
 * @a: (nullable): a point in time
 * @b: (nullable): another
 *
 * Returns: below, equal to or above 0 as @a is before, at or after @b; %NULL ("never") is before everything
 */
int
sb_time_compare (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);

  return g_date_time_compare (a, b);
}
