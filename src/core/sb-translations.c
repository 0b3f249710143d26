/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the translations of a program of ours are. Which language it is, the environment and the locale say. */

#include "config.h"

#include "sb-translations.h"

#include <libintl.h>

/**
 * sb_translations_set_up:
 *
 * Has gettext read the installed catalogues, or those in the folder that SWITCHBACK_TRANSLATIONS names, and give UTF-8.
 */
void
sb_translations_set_up (void)
{
  const char *override = g_getenv ("SWITCHBACK_TRANSLATIONS");

  bindtextdomain (GETTEXT_PACKAGE, override != NULL ? override : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
