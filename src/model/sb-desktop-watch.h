/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-desktop-event.h"

G_BEGIN_DECLS

#define SB_TYPE_DESKTOP_WATCH (sb_desktop_watch_get_type ())

/* Hears what happens to the desktop. Signal: event (int SbDesktopEvent). */
G_DECLARE_FINAL_TYPE (SbDesktopWatch, sb_desktop_watch, SB, DESKTOP_WATCH, GObject)

SbDesktopWatch *sb_desktop_watch_new         (void) G_GNUC_WARN_UNUSED_RESULT;

void            sb_desktop_watch_delay_sleep (SbDesktopWatch *self,
                                              const char     *why);
void            sb_desktop_watch_allow_sleep (SbDesktopWatch *self);

G_END_DECLS
