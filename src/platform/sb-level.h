/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbLevel:
 * @SB_LEVEL_UNKNOWN: a level that we do not know
 * @SB_LEVEL_USER: a learner
 * @SB_LEVEL_POWER_USER: administers a branch; here also called a training administrator (TA)
 * @SB_LEVEL_SUPERADMIN: administers the platform
 *
 * What an account may do at the platform.
 */
typedef enum
{
  SB_LEVEL_UNKNOWN,
  SB_LEVEL_USER,
  SB_LEVEL_POWER_USER,
  SB_LEVEL_SUPERADMIN,
} SbLevel;

SbLevel     sb_level_from_string (const char *text);
const char *sb_level_to_string   (SbLevel     level);

G_END_DECLS
