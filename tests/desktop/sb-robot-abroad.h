/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-job.h"

G_BEGIN_DECLS

/* What somebody elsewhere has set up, and how they work. */
typedef struct
{
  const char *language; /* of the catalogue */
  const char *locale;
  gboolean has_mouse;   /* and types only what is text; else the keyboard alone */
  gboolean is_dark;
  gboolean is_large;    /* text at 200 % */
} SbRobotTraveller;

extern const SbRobotTraveller sb_robot_german;
extern const SbRobotTraveller sb_robot_arab;

void sb_robot_abroad_work (SbRobotDesk            *desk,
                           const SbRobotTraveller *traveller,
                           const char             *pictures);

G_END_DECLS
