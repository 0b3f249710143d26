/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-presenter.h"

G_BEGIN_DECLS

SbCourse *sb_course_find (GPtrArray  *courses,
                          const char *wanted,
                          guint      *n_found);

#define SB_TYPE_VISIT_AIM (sb_visit_aim_get_type ())

/* Where a log-in is to lead. Signals, one of which comes once: found (string): the id of the course, which can be
 * entered; missed (string): a sentence on why there is none. */
G_DECLARE_FINAL_TYPE (SbVisitAim, sb_visit_aim, SB, VISIT_AIM, GObject)

SbVisitAim *sb_visit_aim_new   (SbVisitPresenter *visit,
                                const char       *course) G_GNUC_WARN_UNUSED_RESULT;
void        sb_visit_aim_start (SbVisitAim       *self);

G_END_DECLS
