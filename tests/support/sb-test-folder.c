/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder of a test's own, which is gone with all that is in it when the test is over. */

#include "config.h"

#include "sb-test-folder.h"

#include <glib/gstdio.h>

/**
 * sb_test_folder_new:
 *
 * Returns: (transfer full): the path of a new folder, which is empty
 */
char *
sb_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("switchback-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

/**
 * sb_test_folder_remove:
 * @path: a folder, or nothing
 *
 * Removes it and all that is in it; of a symbolic link only the link.
 */
void
sb_test_folder_remove (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        sb_test_folder_remove (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}
