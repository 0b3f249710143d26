/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "sb-probe.h"

G_BEGIN_DECLS

/* What the probe notes in a program, read while it runs. */
typedef struct
{
  char *path;
  SbProbePages *pages;
} SbProbeLog;

#define SB_PROBE_END G_MAXUINT

SbProbeLog          *sb_probe_log_new    (const char    *path) G_GNUC_WARN_UNUSED_RESULT;
void                 sb_probe_log_free   (SbProbeLog    *self);

void                 sb_probe_log_clear  (SbProbeLog    *self);
guint                sb_probe_log_count  (SbProbeLog    *self);
const SbProbeRecord *sb_probe_log_get    (SbProbeLog    *self,
                                          guint          place);
guint                sb_probe_log_find   (SbProbeLog    *self,
                                          guint          from,
                                          guint          to,
                                          SbProbeKind    kind,
                                          const char    *pattern,
                                          int            at_least);
guint                sb_probe_log_wait   (SbProbeLog    *self,
                                          guint          from,
                                          SbProbeKind    kind,
                                          const char    *pattern,
                                          int            at_least);
void                 sb_probe_log_write  (SbProbeLog    *self,
                                          const char    *path,
                                          gint64         start);
double               sb_probe_log_busy   (SbProbeLog    *self,
                                          guint          from,
                                          guint          to,
                                          double        *longest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProbeLog, sb_probe_log_free)

G_END_DECLS
