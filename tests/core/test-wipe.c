/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory that held a secret. What was freed cannot be looked at, so a second reference keeps it. */

#include "sb-wipe.h"

#include <string.h>

static const char secret[] = "{\"access_token\":\"s3cr3t\"}";

static GByteArray *
make_array (void)
{
  return g_byte_array_append (g_byte_array_new (), (const guint8 *) secret, sizeof secret);
}

static void
assert_wiped (GByteArray *array)
{
  g_assert_cmpuint (array->len, ==, sizeof secret);
  for (guint i = 0; i < array->len; i++)
    g_assert_cmpuint (array->data[i], ==, 0);
}

static void
test_array (void)
{
  g_autoptr (GByteArray) array = make_array ();

  sb_wipe_array (g_byte_array_ref (array));
  assert_wiped (array);
  sb_wipe_array (g_byte_array_new ());
}

/* With the last reference, and not before. */
static void
test_bytes (void)
{
  g_autoptr (GByteArray) array = make_array ();
  GBytes *bytes = sb_wipe_array_to_bytes (g_byte_array_ref (array));
  GBytes *other = g_bytes_ref (bytes);

  g_assert_true (g_bytes_get_data (bytes, NULL) == array->data);
  g_bytes_unref (bytes);
  g_assert_cmpmem (g_bytes_get_data (other, NULL), g_bytes_get_size (other), secret, sizeof secret);
  g_bytes_unref (other);
  assert_wiped (array);
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = sb_wipe_array_to_bytes (g_byte_array_new ());

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
  sb_wipe_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wipe/array", test_array);
  g_test_add_func ("/wipe/bytes", test_bytes);
  g_test_add_func ("/wipe/empty", test_empty);

  return g_test_run ();
}
