/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-account-store.h"
#include "sb-sign-in-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_SIGN_IN_PAGE (sb_sign_in_page_get_type ())

G_DECLARE_FINAL_TYPE (SbSignInPage, sb_sign_in_page, SB, SIGN_IN_PAGE, AdwBin)

void sb_sign_in_page_set_up     (SbSignInPage      *self,
                                 SbSignInPresenter *presenter,
                                 SbAccountStore    *accounts);
void sb_sign_in_page_fill       (SbSignInPage      *self,
                                 const char        *address,
                                 const char        *user_name,
                                 const char        *password);
void sb_sign_in_page_set_can_go_back
                                (SbSignInPage      *self,
                                 gboolean           can_go_back);
void sb_sign_in_page_set_invitation
                                (SbSignInPage      *self,
                                 const SbProblem   *invitation);
void sb_sign_in_page_focus      (SbSignInPage      *self);

G_END_DECLS
