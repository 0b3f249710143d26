/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-picture-loader.h"
#include "sb-users-presenter.h"

G_BEGIN_DECLS

typedef struct _SbUsersColumns SbUsersColumns;

SbUsersColumns *sb_users_columns_new       (GtkColumnView    *view,
                                            SbUsersPresenter *presenter,
                                            SbPictureLoader  *pictures) G_GNUC_WARN_UNUSED_RESULT;
void            sb_users_columns_free      (SbUsersColumns   *self);
void            sb_users_columns_set_width (SbUsersColumns   *self,
                                            int               width);
gboolean        sb_users_columns_focus     (SbUsersColumns   *self,
                                            SbLearner        *learner);
void            sb_users_columns_show_menu (SbUsersColumns   *self,
                                            SbLearner        *learner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbUsersColumns, sb_users_columns_free)

G_END_DECLS
