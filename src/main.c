/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-application.h"
#include "sb-memory.h"
#include "sb-translations.h"

int
main (int argc, char *argv[])
{
  g_autoptr (SbApplication) application = NULL;

  sb_memory_set_up ();
  sb_translations_set_up ();
  g_set_application_name ("Switchback");

  application = sb_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
