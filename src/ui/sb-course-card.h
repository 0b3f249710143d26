/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-course.h"
#include "sb-picture-loader.h"

G_BEGIN_DECLS

#define SB_TYPE_COURSE_CARD (sb_course_card_get_type ())

G_DECLARE_FINAL_TYPE (SbCourseCard, sb_course_card, SB, COURSE_CARD, GtkFlowBoxChild)

GtkWidget *sb_course_card_new        (SbCourse        *course,
                                      SbPictureLoader *pictures);
SbCourse  *sb_course_card_get_course (SbCourseCard    *self);

G_END_DECLS
