/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-clock.h"
#include "sb-desktop-event.h"
#include "sb-impersonation.h"
#include "sb-problem.h"
#include "sb-visit-question.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define SB_TYPE_VISIT_WATCH (sb_visit_watch_get_type ())

/* When a log-in ends although nobody asks for it.
 *
 * Properties: time-left (string, e.g. "52 minutes left", may be empty), question (SbVisitQuestion, nullable). Signals: due
 * (int SbEndHow, int SbVisitReason), stay-failed (SbProblem). */
G_DECLARE_FINAL_TYPE (SbVisitWatch, sb_visit_watch, SB, VISIT_WATCH, GObject)

SbVisitWatch          *sb_visit_watch_new           (SbImpersonation *impersonation,
                                                     SbCapabilities  *capabilities,
                                                     GSettings       *settings,
                                                     SbClock         *clock) G_GNUC_WARN_UNUSED_RESULT;

const char            *sb_visit_watch_get_time_left (SbVisitWatch    *self);
const SbVisitQuestion *sb_visit_watch_get_question  (SbVisitWatch    *self);

gint64                 sb_visit_watch_get_platform_time
                                                    (SbVisitWatch    *self);

void                   sb_visit_watch_note_activity (SbVisitWatch    *self);
void                   sb_visit_watch_note_event    (SbVisitWatch    *self,
                                                     SbDesktopEvent   event);
void                   sb_visit_watch_stay          (SbVisitWatch    *self);
void                   sb_visit_watch_stop          (SbVisitWatch    *self);

G_END_DECLS
