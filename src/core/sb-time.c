/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The two ways in which a platform writes a point in time (docs/platform-api.md, section 1). All is UTC here; the
 * user's own time zone is the interface's matter. */

#include "config.h"

#include "sb-time.h"

/* The years in which a time can be shown in every time zone of the world. */
#define FIRST_YEAR 2
#define LAST_YEAR 9998

/**
 * sb_time_is_never:
 * @text: what stands where a time is expected
 *
 * Returns: %TRUE if @text is how databases write "never" or "no end": nothing, or a day of the year 0, 1 or 9999
 */
gboolean
sb_time_is_never (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return *text == '\0' || g_str_has_prefix (text, "0000-") || g_str_has_prefix (text, "0001-")
      || g_str_has_prefix (text, "9999-");
}

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
  g_autoptr (GDateTime) in_utc = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  /* GLib takes a space for the T of ISO 8601, but is happy with a bare time, too. */
  if (strlen (text) < strlen ("YYYY-MM-DD HH:MM:SS"))
    return NULL;

  time = g_date_time_new_from_iso8601 (text, utc);

  in_utc = time == NULL ? NULL : g_date_time_to_utc (time);
  if (in_utc == NULL || g_date_time_get_year (in_utc) < FIRST_YEAR || g_date_time_get_year (in_utc) > LAST_YEAR)
    return NULL;

  return g_steal_pointer (&in_utc);
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
