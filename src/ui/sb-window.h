/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-account-store.h"
#include "sb-errand.h"
#include "sb-recovery.h"
#include "sb-sign-in-presenter.h"
#include "sb-sign-in.h"

G_BEGIN_DECLS

#define SB_TYPE_WINDOW (sb_window_get_type ())

G_DECLARE_FINAL_TYPE (SbWindow, sb_window, SB, WINDOW, AdwApplicationWindow)

SbWindow *sb_window_new       (GtkApplication *application,
                               GSettings      *settings,
                               SbAccountStore *accounts,
                               SbSignIn       *sign_in,
                               SbSignInPresenter *resumed,
                               SbRecovery     *recovery);
void      sb_window_start     (SbWindow       *self);
void      sb_window_open      (SbWindow       *self);
GtkWidget *sb_window_get_page (SbWindow       *self,
                               const char     *name);
void      sb_window_try_demo  (SbWindow       *self);
void      sb_window_take_errand
                              (SbWindow       *self,
                               const SbErrand *errand);
void      sb_window_say       (SbWindow       *self,
                               const char     *sentence);
void      sb_window_switch_back
                              (SbWindow       *self,
                               const char     *uuid);
void      sb_window_leave     (SbWindow       *self,
                               gboolean        is_urgent);

G_END_DECLS
