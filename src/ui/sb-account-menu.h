/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-account-store.h"

G_BEGIN_DECLS

#define SB_TYPE_ACCOUNT_MENU (sb_account_menu_get_type ())

G_DECLARE_FINAL_TYPE (SbAccountMenu, sb_account_menu, SB, ACCOUNT_MENU, AdwBin)

void sb_account_menu_set_accounts (SbAccountMenu  *self,
                                   SbAccountStore *accounts);
void sb_account_menu_set_active   (SbAccountMenu  *self,
                                   SbAccount      *account);

G_END_DECLS
