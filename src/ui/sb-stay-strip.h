/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-visit-watch.h"

G_BEGIN_DECLS

#define SB_TYPE_STAY_STRIP (sb_stay_strip_get_type ())

/* Signal: answered (the question that had the focus is gone). */
G_DECLARE_FINAL_TYPE (SbStayStrip, sb_stay_strip, SB, STAY_STRIP, AdwBin)

void sb_stay_strip_set_watch (SbStayStrip  *self,
                              SbVisitWatch *watch);

G_END_DECLS
