/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-platform.h"

G_BEGIN_DECLS

#define SB_TYPE_BRANCH_BUTTON (sb_branch_button_get_type ())

/* Chooses a branch from the tree. Property: branch (SbBranch, nullable: all branches). */
G_DECLARE_FINAL_TYPE (SbBranchButton, sb_branch_button, SB, BRANCH_BUTTON, AdwBin)

void      sb_branch_button_set_platform (SbBranchButton *self,
                                         SbPlatform     *platform);
SbBranch *sb_branch_button_get_branch   (SbBranchButton *self);
void      sb_branch_button_clear        (SbBranchButton *self);

G_END_DECLS
