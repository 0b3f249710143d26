/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-account-store.h"
#include "sb-picture-loader.h"
#include "sb-owed-presenter.h"
#include "sb-users-presenter.h"

G_BEGIN_DECLS

#define SB_TYPE_USERS_PAGE (sb_users_page_get_type ())

/* All Users. Signal: log-in-as (SbLearner): the user wants to log in as that learner; nothing was asked or sent yet. */
G_DECLARE_FINAL_TYPE (SbUsersPage, sb_users_page, SB, USERS_PAGE, AdwBin)

void sb_users_page_set_owed      (SbUsersPage      *self,
                                  SbOwedPresenter  *owed);
void sb_users_page_set_accounts  (SbUsersPage      *self,
                                  SbAccountStore   *accounts);
void sb_users_page_set_presenter (SbUsersPage      *self,
                                  SbUsersPresenter *presenter);
const char *
     sb_users_page_get_search    (SbUsersPage      *self);
void sb_users_page_search        (SbUsersPage      *self,
                                  const char       *text);
void sb_users_page_remember      (SbUsersPage      *self,
                                  SbLearner        *row);
void sb_users_page_focus         (SbUsersPage      *self);
void sb_users_page_focus_again   (SbUsersPage      *self);

SbPictureLoader *
     sb_users_page_get_pictures  (SbUsersPage      *self);

G_END_DECLS
