/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory that held a password or a token is overwritten before it goes back to the allocator. This does not reach the
 * copies that a library makes for itself (a TLS record, a socket buffer); it keeps ours from lying about. */

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
