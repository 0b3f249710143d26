/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-course-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_COURSE_PAGE (sb_course_page_get_type ())

G_DECLARE_FINAL_TYPE (SbCoursePage, sb_course_page, SB, COURSE_PAGE, AdwBin)

void sb_course_page_set_presenter (SbCoursePage      *self,
                                   SbCoursePresenter *presenter);
void sb_course_page_set_narrow    (SbCoursePage      *self,
                                   gboolean           is_narrow);
void sb_course_page_focus         (SbCoursePage      *self);

G_END_DECLS
