/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_MAIN_MENU_BUTTON (sb_main_menu_button_get_type ())

G_DECLARE_FINAL_TYPE (SbMainMenuButton, sb_main_menu_button, SB, MAIN_MENU_BUTTON, AdwBin)

G_END_DECLS
