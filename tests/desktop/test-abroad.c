/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* test-abroad LANGUAGE: the main job as somebody does it who uses the program in German, in the dark, with the keyboard
 * alone and text twice as large, or in Arabic with the mouse. */

#include "config.h"

#include "sb-robot-abroad.h"

static SbRobotDesk *desk;

static void
test_main_job (gconstpointer traveller)
{
  sb_robot_abroad_work (desk, traveller, g_getenv ("SWITCHBACK_PICTURES"));
}

int
main (int argc, char *argv[])
{
  const SbRobotTraveller *const travellers[] = { &sb_robot_german, &sb_robot_arab };
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (travellers); i++)
    if (argc < 2 || g_str_equal (argv[1], travellers[i]->language))
      {
        g_autofree char *path = g_strconcat ("/desktop/abroad/", travellers[i]->language, NULL);

        g_test_add_data_func (path, travellers[i], test_main_job);
      }

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
