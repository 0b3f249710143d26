/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-learner.h"
#include "sb-picture-loader.h"

G_BEGIN_DECLS

#define SB_TYPE_LEARNER_CELL (sb_learner_cell_get_type ())

G_DECLARE_FINAL_TYPE (SbLearnerCell, sb_learner_cell, SB, LEARNER_CELL, GtkWidget)

GtkWidget *sb_learner_cell_new         (SbPictureLoader *pictures);
SbLearner *sb_learner_cell_get_learner (SbLearnerCell   *self);
void       sb_learner_cell_set_learner (SbLearnerCell   *self,
                                        SbLearner       *learner);
gboolean   sb_learner_cell_get_favourite
                                       (SbLearnerCell   *self);
void       sb_learner_cell_set_favourite
                                       (SbLearnerCell   *self,
                                        gboolean         is_favourite);
void       sb_learner_cell_set_narrow  (SbLearnerCell   *self,
                                        gboolean         is_narrow);

G_END_DECLS
