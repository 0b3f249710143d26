/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* After how long of doing nothing one may be switched back: the choices of the preferences. */

#include "config.h"

#include "sb-idle-choice.h"

#include <glib/gi18n-lib.h>

static const guint minutes[] = { 5, 10, 15, 30, 60, 0 };

/**
 * sb_idle_choice_count:
 *
 * Returns: how many there are
 */
guint
sb_idle_choice_count (void)
{
  return G_N_ELEMENTS (minutes);
}

/**
 * sb_idle_choice_from_seconds:
 * @seconds: the setting; 0 for never
 *
 * Returns: the first choice that is not shorter; what is longer than all of them is nearest to never
 */
guint
sb_idle_choice_from_seconds (guint seconds)
{
  guint choice = 0;

  while (choice < G_N_ELEMENTS (minutes) - 1 && (seconds == 0 || minutes[choice] * 60 < seconds))
    choice++;

  return choice;
}

/**
 * sb_idle_choice_to_seconds:
 * @choice: one of them
 *
 * Returns: the setting
 */
guint
sb_idle_choice_to_seconds (guint choice)
{
  g_return_val_if_fail (choice < G_N_ELEMENTS (minutes), 0);

  return minutes[choice] * 60;
}

/**
 * sb_idle_choice_dup_words:
 * @choice: one of them
 *
 * Returns: (transfer full): e.g. "After 15 minutes"
 */
char *
sb_idle_choice_dup_words (guint choice)
{
  g_return_val_if_fail (choice < G_N_ELEMENTS (minutes), NULL);

  if (minutes[choice] == 0)
    return g_strdup (_("Never"));

  /* Translators: %u is 5 to 60. */
  return g_strdup_printf (ngettext ("After %u minute", "After %u minutes", minutes[choice]), minutes[choice]);
}
