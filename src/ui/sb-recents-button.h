/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_RECENTS_BUTTON (sb_recents_button_get_type ())

G_DECLARE_FINAL_TYPE (SbRecentsButton, sb_recents_button, SB, RECENTS_BUTTON, AdwBin)

void sb_recents_button_set_people (SbRecentsButton *self,
                                   GListModel      *recents,
                                   GListModel      *favourites);

G_END_DECLS
