/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures that are none, and pictures that would fill the memory. */

#include "sb-api-error.h"
#include "sb-picture.h"

typedef struct
{
  const char *name;
  gboolean is_good;
  gsize length;
  const char *bytes;
} Case;

#define CASE(name, is_good, bytes) { name, is_good, sizeof (bytes) - 1, bytes }
#define PNG "\211PNG\r\n\032\n\0\0\0\015IHDR"
#define JPEG "\377\330\377\340\0\004ab"
#define SIZE(h, w) "\0\021\010" h w "\003\001"

static const Case cases[] = {
  CASE ("png", TRUE, PNG "\0\0\0\140\0\0\0\140"),
  CASE ("png-largest", TRUE, PNG "\0\0\010\0\0\0\010\0"),
  CASE ("png-wide", FALSE, PNG "\0\100\0\1\0\0\1\0"),
  CASE ("png-high", FALSE, PNG "\0\0\010\0\0\0\010\1"),
  CASE ("png-bomb", FALSE, PNG "\377\377\377\377\377\377\377\377"),
  CASE ("png-nothing", FALSE, PNG "\0\0\0\0\0\0\0\0"),
  CASE ("png-cut", FALSE, PNG "\0\0\0\140\0\0\0"),
  CASE ("png-without-header", FALSE, "\211PNG\r\n\032\n\0\0\0\015tEXt\0\0\0\140\0\0\0\140"),
  CASE ("jpeg", TRUE, JPEG "\377\300" SIZE ("\0\140", "\0\140")),
  CASE ("jpeg-progressive", TRUE, JPEG "\377\377\377\302" SIZE ("\0\140", "\0\140")),
  CASE ("jpeg-tables-first", TRUE, JPEG "\377\304\0\003x\377\300" SIZE ("\0\140", "\0\140")),
  CASE ("jpeg-bomb", FALSE, JPEG "\377\300" SIZE ("\377\377", "\377\377")),
  CASE ("jpeg-nothing", FALSE, JPEG "\377\300" SIZE ("\0\0", "\0\140")),
  CASE ("jpeg-without-frame", FALSE, JPEG "\377\331"),
  CASE ("jpeg-empty-segment", FALSE, "\377\330\377\340\0\0\377\340\0\0\377\340\0\0"),
  CASE ("jpeg-long-segment", FALSE, "\377\330\377\340\377\377abcdefgh"),
  CASE ("jpeg-start-only", FALSE, "\377\330"),
  CASE ("svg", FALSE, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
  CASE ("gif", FALSE, "GIF89a\1\0\1\0\0\0\0;"),
  CASE ("empty", FALSE, ""),
};

static void
test_check (gconstpointer data)
{
  const Case *test = data;
  /* A copy, so that a sanitizer sees who reads beyond the end. */
  g_autoptr (GBytes) bytes = g_bytes_new (test->bytes, test->length);
  g_autoptr (GError) error = NULL;

  if (sb_picture_check (bytes, &error))
    {
      g_assert_no_error (error);
      g_assert_true (test->is_good);
    }
  else
    {
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
      g_assert_false (test->is_good);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/picture/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_check);
    }

  return g_test_run ();
}
