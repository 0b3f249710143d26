/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SB_TYPE_CLOCK (sb_clock_get_type ())

G_DECLARE_DERIVABLE_TYPE (SbClock, sb_clock, SB, CLOCK, GObject)

struct _SbClockClass
{
  GObjectClass parent_class;

  gint64 (*get_time) (SbClock *self);
  gint64 (*from_boot_time) (SbClock *self, gint64 at);
  void (*set_alarm) (SbClock *self, gint64 at);
};

SbClock *sb_clock_new            (void) G_GNUC_WARN_UNUSED_RESULT;
gint64   sb_clock_get_time       (SbClock *self);
gint64   sb_clock_from_boot_time (SbClock *self,
                                  gint64   at);
void     sb_clock_set_alarm      (SbClock *self,
                                  gint64   at);
void     sb_clock_emit_reached   (SbClock *self);

G_END_DECLS
