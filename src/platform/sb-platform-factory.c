/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place that knows which connectors there are. Everybody else has an SbPlatform and asks it what it can do. */

#include "config.h"

#include "docebo/sb-docebo.h"
#include "sb-platform.h"

/**
 * sb_platform_for_origin:
 * @origin: scheme, host and port, without a trailing slash
 *
 * Returns: (transfer full): a platform with nobody signed in; whether there is one at @origin is
 *   sb_platform_probe_async()'s to say
 */
SbPlatform *
sb_platform_for_origin (const char *origin)
{
  g_return_val_if_fail (origin != NULL, NULL);

  return sb_docebo_new (origin);
}
