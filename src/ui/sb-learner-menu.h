/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-learner.h"
#include "sb-rules.h"

G_BEGIN_DECLS

GtkWidget *sb_learner_menu_new (SbLearner *learner,
                                gboolean   is_favourite,
                                SbRefusal  refusal);

G_END_DECLS
