/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory that held a password or a token is overwritten before it goes back to the allocator. This does not reach the
 * copies that a library makes for itself: a TLS record, a socket buffer, and the strings of json-glib, which copies
 * each one out of the text of an answer (the scanner's buffer, the value in the tree) and frees them as they are. It
 * keeps ours from lying about. */

#include "config.h"

#include "sb-wipe.h"

#include <string.h>

/**
 * sb_wipe_free:
 * @text: (transfer full) (nullable): a string that held a secret
 *
 * Overwrites @text with zeros and frees it.
 */
void
sb_wipe_free (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * sb_wipe_to_bytes:
 * @text: (transfer full): a string that holds a secret
 *
 * Returns: (transfer full): @text without its final nul; it is wiped when the last reference goes
 */
GBytes *
sb_wipe_to_bytes (char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) sb_wipe_free, text);
}

/**
 * sb_wipe_array:
 * @array: (transfer full): bytes that may have held a secret
 *
 * Overwrites what @array holds with zeros and gives up the reference, whoever else has one.
 */
void
sb_wipe_array (GByteArray *array)
{
  g_return_if_fail (array != NULL);

  if (array->data != NULL)
    explicit_bzero (array->data, array->len);
  g_byte_array_unref (array);
}

/**
 * sb_wipe_array_to_bytes:
 * @array: (transfer full): bytes that may hold a secret, not to be changed any more
 *
 * Returns: (transfer full): what @array holds, not copied; it is wiped when the last reference goes
 */
GBytes *
sb_wipe_array_to_bytes (GByteArray *array)
{
  g_return_val_if_fail (array != NULL, NULL);

  return g_bytes_new_with_free_func (array->data, array->len, (GDestroyNotify) sb_wipe_array, array);
}
