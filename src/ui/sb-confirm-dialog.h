/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-confirm-presenter.h"
#include "sb-picture-loader.h"
#include "sb-visit-policy.h"

G_BEGIN_DECLS

#define SB_TYPE_CONFIRM_DIALOG (sb_confirm_dialog_get_type ())

/* The pre-flight card. It closes itself when the presenter says "begun". */
G_DECLARE_FINAL_TYPE (SbConfirmDialog, sb_confirm_dialog, SB, CONFIRM_DIALOG, AdwWindow)

GtkWidget *sb_confirm_dialog_new (SbConfirmPresenter *presenter,
                                  SbPictureLoader    *pictures,
                                  GtkWindow          *parent);

void       sb_confirm_dialog_set_policy
                                 (SbConfirmDialog    *self,
                                  SbVisitPolicy      *policy);

G_END_DECLS
