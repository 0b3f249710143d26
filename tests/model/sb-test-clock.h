/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-clock.h"

G_BEGIN_DECLS

/* A clock that stands still until the test moves it on. */
#define SB_TYPE_TEST_CLOCK (sb_test_clock_get_type ())

G_DECLARE_FINAL_TYPE (SbTestClock, sb_test_clock, SB, TEST_CLOCK, SbClock)

SbTestClock *sb_test_clock_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void         sb_test_clock_pass      (SbTestClock *self,
                                      double       seconds);
void         sb_test_clock_jump      (SbTestClock *self,
                                      double       seconds);
void         sb_test_clock_ring      (SbTestClock *self);
gboolean     sb_test_clock_has_alarm (SbTestClock *self);

G_END_DECLS
