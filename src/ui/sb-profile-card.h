/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-answers.h"
#include "sb-learner.h"

G_BEGIN_DECLS

#define SB_TYPE_PROFILE_CARD (sb_profile_card_get_type ())

G_DECLARE_FINAL_TYPE (SbProfileCard, sb_profile_card, SB, PROFILE_CARD, AdwBin)

void sb_profile_card_set_profile (SbProfileCard   *self,
                                  const SbProfile *profile);

G_END_DECLS
