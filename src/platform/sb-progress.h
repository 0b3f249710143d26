/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbProgress:
 *
 * How far a learner is in a course or an item.
 */
typedef enum
{
  SB_PROGRESS_UNKNOWN,
  SB_PROGRESS_NOT_STARTED,
  SB_PROGRESS_IN_PROGRESS,
  SB_PROGRESS_COMPLETED,
  SB_PROGRESS_FAILED,
  SB_PROGRESS_SUSPENDED,
} SbProgress;

/**
 * SbTrackEvent:
 * @SB_TRACK_START: start an item, or resume it where it was left
 * @SB_TRACK_COMPLETE: declare it complete
 *
 * What a learner does with an item.
 */
typedef enum
{
  SB_TRACK_START,
  SB_TRACK_COMPLETE,
} SbTrackEvent;

G_END_DECLS
