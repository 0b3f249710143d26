/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbDesktopEvent:
 *
 * What happens to the desktop that a log-in should not outlive.
 */
typedef enum
{
  SB_DESKTOP_LOCKED,
  SB_DESKTOP_SUSPENDING, /* the machine is about to sleep, and waits for us for a few seconds */
  SB_DESKTOP_WOKEN,
  SB_DESKTOP_LOGGING_OUT,
} SbDesktopEvent;

gboolean sb_desktop_event_ends (SbDesktopEvent  event,
                                GSettings      *settings);

G_END_DECLS
