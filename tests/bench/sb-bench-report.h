/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-measure.h"

G_BEGIN_DECLS

typedef struct _SbBenchReport SbBenchReport;

SbBenchReport *sb_bench_report_new   (const char         *path) G_GNUC_WARN_UNUSED_RESULT;
void           sb_bench_report_free  (SbBenchReport      *self);

void           sb_bench_report_add   (SbBenchReport      *self,
                                      const SbFigure     *figure,
                                      const SbValue      *runs,
                                      int                 n_runs);
gboolean       sb_bench_report_print (SbBenchReport      *self,
                                      const SbFigure     *figure);
gboolean       sb_bench_report_save  (SbBenchReport      *self,
                                      GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBenchReport, sb_bench_report_free)

G_END_DECLS
