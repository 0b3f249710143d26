/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot.h"

G_BEGIN_DECLS

guint sb_robot_walk (AtspiAccessible *window,
                     const char      *place);

G_END_DECLS
