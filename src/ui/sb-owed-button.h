/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-owed-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_OWED_BUTTON (sb_owed_button_get_type ())

G_DECLARE_FINAL_TYPE (SbOwedButton, sb_owed_button, SB, OWED_BUTTON, AdwBin)

void sb_owed_button_set_presenter (SbOwedButton    *self,
                                   SbOwedPresenter *presenter);
void sb_owed_button_set_narrow    (SbOwedButton    *self,
                                   gboolean         is_narrow);

G_END_DECLS
