/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* parse-page FILE N: parses a page of learners N times, as the program does, for somebody who counts instructions. */

#include "config.h"

#include "docebo/sb-docebo-users-api.h"
#include "sb-answers.h"
#include "sb-json.h"

#include <stdlib.h>

int
main (int argc, char *argv[])
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (argc != 3 || !g_file_get_contents (argv[1], &text, &length, NULL))
    return 2;

  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  for (int i = atoi (argv[2]); i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = sb_json_parse (bytes, &error);
      g_autoptr (SbLearnerPage) page = root != NULL ? sb_docebo_parse_learners (root, NULL, &error) : NULL;

      if (page == NULL)
        g_error ("%s", error->message);
    }

  return 0;
}
