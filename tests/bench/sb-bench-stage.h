/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-bench-curl.h"
#include "sb-probe-log.h"
#include "sb-stage.h"

G_BEGIN_DECLS

/* A platform of some size, somebody who is signed in there, the program with the probe in it, and curl beside it. */
typedef struct
{
  SbStage stage;
  SbStageSize size;
  char *folder;
  char *platform_folder;
  char *learners;
  SbProbeLog *log;
  SbBenchCurl *curl;
  SbPuppet *program; /* nullable: while it runs */
  gint64 started_at; /* ns, as the probe's */
  gboolean is_yardstick; /* it is not Switchback that runs */
} SbBenchStage;

SbBenchStage *sb_bench_stage_new       (SbRobotDesk        *desk,
                                        int                 n_learners) G_GNUC_WARN_UNUSED_RESULT;
void          sb_bench_stage_free      (SbBenchStage       *self);

void          sb_bench_stage_count     (SbBenchStage       *self);
void          sb_bench_stage_start     (SbBenchStage       *self,
                                        const char         *program);
void          sb_bench_stage_end       (SbBenchStage       *self);
void          sb_bench_stage_insist    (SbBenchStage       *self,
                                        const char         *format,
                                        ...) G_GNUC_PRINTF (2, 3);
void          sb_bench_stage_ask       (SbBenchStage       *self);
guint         sb_bench_stage_wait_for_home
                                       (SbBenchStage       *self,
                                        guint               from);
void          sb_bench_stage_settle    (SbBenchStage       *self);
double        sb_bench_stage_weigh     (SbBenchStage       *self);
double        sb_bench_stage_weigh_children
                                       (SbBenchStage       *self,
                                        const char         *pid);

gint64        sb_bench_now             (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBenchStage, sb_bench_stage_free)

G_END_DECLS
