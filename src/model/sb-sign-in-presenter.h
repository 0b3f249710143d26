/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-desk.h"
#include "sb-problem.h"
#include "sb-sign-in.h"

G_BEGIN_DECLS

typedef enum
{
  SB_SIGN_IN_EDITING,
  SB_SIGN_IN_WORKING,
  SB_SIGN_IN_WAITING_FOR_BROWSER,
} SbSignInState;

/* Which field a problem is about, so that the focus goes there. */
typedef enum
{
  SB_SIGN_IN_FIELD_NONE,
  SB_SIGN_IN_FIELD_ADDRESS,
  SB_SIGN_IN_FIELD_USER_NAME,
  SB_SIGN_IN_FIELD_PASSWORD,
  SB_SIGN_IN_FIELD_CLIENT_ID,
} SbSignInField;

#define SB_TYPE_SIGN_IN_PRESENTER (sb_sign_in_presenter_get_type ())

/* Properties: address, user-name, client-id (strings, read-write); has-password (boolean, read-write: the widget says
 * whether its field holds something, which can-submit needs); state (int, SbSignInState), is-busy, can-submit,
 * can-use-browser (booleans); problem (SbProblem, nullable); problem-field (int). Signal: signed-in (SbDesk). The
 * password is handed over with the act and kept in no property. */
G_DECLARE_FINAL_TYPE (SbSignInPresenter, sb_sign_in_presenter, SB, SIGN_IN_PRESENTER, GObject)

SbSignInPresenter *sb_sign_in_presenter_new             (SbSignIn          *sign_in) G_GNUC_WARN_UNUSED_RESULT;

void               sb_sign_in_presenter_submit          (SbSignInPresenter *self,
                                                         const char        *password,
                                                         const char        *client_secret);
void               sb_sign_in_presenter_use_browser     (SbSignInPresenter *self,
                                                         SbOpenUrlFunc      open_url,
                                                         gpointer           open_url_data);
void               sb_sign_in_presenter_resume          (SbSignInPresenter *self,
                                                         SbAccount         *account);
void               sb_sign_in_presenter_suggest         (SbSignInPresenter *self,
                                                         const char        *old_address,
                                                         const char        *address,
                                                         const char        *user_name,
                                                         const char        *client_id);
void               sb_sign_in_presenter_cancel          (SbSignInPresenter *self);
void               sb_sign_in_presenter_set_problem     (SbSignInPresenter *self,
                                                         const GError      *error);

const SbProblem   *sb_sign_in_presenter_get_problem     (SbSignInPresenter *self);
SbSignInField      sb_sign_in_presenter_get_problem_field
                                                        (SbSignInPresenter *self);
SbSignInState      sb_sign_in_presenter_get_state       (SbSignInPresenter *self);

G_END_DECLS
