/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-presenter.h"

G_BEGIN_DECLS

void sb_course_filter_apply (SbCourseFilter  filter,
                             GPtrArray      *all,
                             GListStore     *shown);

G_END_DECLS
