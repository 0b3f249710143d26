/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-course-item.h"
#include "sb-course.h"

G_BEGIN_DECLS

/* Where in the learner's courses one of the platform's own pages is. */

SbCourse     *sb_visit_place_find_course (GPtrArray  *courses,
                                          const char *path);
SbCourseItem *sb_visit_place_find_item   (SbCourse   *course,
                                          GPtrArray  *items,
                                          const char *path);

G_END_DECLS
