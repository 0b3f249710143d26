/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program as an installed Flatpak, if SWITCHBACK_FLATPAK says so: where its processes are, which have other numbers
 * inside, and where its folder is. */

#include "config.h"

#include "sb-robot-sandbox.h"

#include "sb-robot-desk.h"

#include <stdlib.h>
#include <string.h>

#define SANDBOX "SWITCHBACK_FLATPAK"

/**
 * sb_robot_sandbox_get_id:
 *
 * Returns: (nullable): the application to run as a Flatpak, or %NULL if the program is run as it is
 */
const char *
sb_robot_sandbox_get_id (void)
{
  return g_getenv (SANDBOX);
}

/**
 * sb_robot_sandbox_get_folder:
 *
 * Returns: (transfer full): where the desk's user has what the sandboxed program writes
 */
GFile *
sb_robot_sandbox_get_folder (void)
{
  return g_file_new_build_filename (g_getenv ("HOME"), ".var", "app", sb_robot_sandbox_get_id (), NULL);
}

static pid_t
find_below (pid_t parent, const char *program)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", parent, parent);
  g_autofree char *text = NULL;
  g_auto (GStrv) children = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  children = g_strsplit (g_strstrip (text), " ", -1);
  for (gsize i = 0; children[i] != NULL && *children[i] != '\0'; i++)
    {
      pid_t child = atoi (children[i]);
      g_autofree char *name_path = g_strdup_printf ("/proc/%d/comm", child);
      g_autofree char *name = NULL;
      pid_t found;

      if (g_file_get_contents (name_path, &name, NULL, NULL) && g_str_equal (g_strchomp (name), program))
        return child;
      found = find_below (child, program);
      if (found != 0)
        return found;
    }

  return 0;
}

/**
 * sb_robot_sandbox_find:
 * @program: the name of a process, of which Linux keeps 15 characters
 *
 * Returns: its number outside of the sandbox, or 0 if no sandbox has it
 */
pid_t
sb_robot_sandbox_find (const char *program)
{
  g_autofree char *output = sb_robot_desk_run ("flatpak", "ps", "--columns=child-pid", NULL);
  g_auto (GStrv) sandboxes = g_strsplit (output == NULL ? "" : output, "\n", -1);
  pid_t found = 0;

  for (gsize i = 0; sandboxes[i] != NULL && found == 0; i++)
    found = find_below (atoi (sandboxes[i]), program);

  return found;
}

/**
 * sb_robot_sandbox_end:
 *
 * Ends all sandboxes of the program without asking, with all that is in them.
 */
void
sb_robot_sandbox_end (void)
{
  g_autofree char *output = NULL;

  if (sb_robot_sandbox_get_id () != NULL)
    output = sb_robot_desk_run ("flatpak", "kill", sb_robot_sandbox_get_id (), NULL);
}

/**
 * sb_robot_sandbox_forget:
 *
 * Removes all that the sandboxed program has written: settings, record, secrets.
 */
void
sb_robot_sandbox_forget (void)
{
  g_autoptr (GFile) folder = NULL;

  if (sb_robot_sandbox_get_id () == NULL)
    return;

  folder = sb_robot_sandbox_get_folder ();
  sb_robot_desk_remove_tree (folder);
}
