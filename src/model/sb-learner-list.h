/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-head-start.h"
#include "sb-paged-list.h"
#include "sb-platform.h"

G_BEGIN_DECLS

SbPagedList *sb_learner_list_new (SbPlatform  *platform,
                                  SbHeadStart *head_start) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
