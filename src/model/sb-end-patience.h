/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_END_PATIENCE (sb_end_patience_get_type ())

G_DECLARE_FINAL_TYPE (SbEndPatience, sb_end_patience, SB, END_PATIENCE, GObject)

SbEndPatience *sb_end_patience_new         (SbVisitPresenter *visit) G_GNUC_WARN_UNUSED_RESULT;
SbProblem     *sb_end_patience_dup_problem (SbEndPatience    *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
