/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-level.h"

/**
 * sb_level_from_string:
 * @text: (nullable): any of the words and numbers that platforms use for a level
 *
 * The words come from the vendor's own descriptions, which disagree with each other; the numbers are the group ids of
 * the platform's ancestor.
 *
 * Returns: the level, or %SB_LEVEL_UNKNOWN
 */
SbLevel
sb_level_from_string (const char *text)
{
  static const struct
  {
    const char *text;
    SbLevel level;
  } words[] = {
    { "user", SB_LEVEL_USER },
    { "6", SB_LEVEL_USER },
    { "power_user", SB_LEVEL_POWER_USER },
    { "poweruser", SB_LEVEL_POWER_USER },
    { "admin", SB_LEVEL_POWER_USER },
    { "4", SB_LEVEL_POWER_USER },
    { "super_admin", SB_LEVEL_SUPERADMIN },
    { "superadmin", SB_LEVEL_SUPERADMIN },
    { "godadmin", SB_LEVEL_SUPERADMIN },
    { "3", SB_LEVEL_SUPERADMIN },
  };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].text, text) == 0)
      return words[i].level;

  return SB_LEVEL_UNKNOWN;
}

/**
 * sb_level_to_string:
 *
 * Returns: (nullable): the word for @level in a query, or %NULL for %SB_LEVEL_UNKNOWN
 */
const char *
sb_level_to_string (SbLevel level)
{
  switch (level)
    {
    case SB_LEVEL_USER:
      return "user";
    case SB_LEVEL_POWER_USER:
      return "power_user";
    case SB_LEVEL_SUPERADMIN:
      return "super_admin";
    case SB_LEVEL_UNKNOWN:
    default:
      return NULL;
    }
}
