/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-visit-policy.h"

G_BEGIN_DECLS

/* Told the answer, once. */
typedef void (*SbActQuestionFunc) (gpointer owner,
                                   gboolean is_allowed,
                                   gpointer data);

void sb_act_question_ask (GtkWidget         *parent,
                          SbVisitPolicy     *policy,
                          SbAct              act,
                          const char        *learner,
                          const char        *what,
                          GObject           *owner,
                          SbActQuestionFunc  answered,
                          gpointer           data,
                          GDestroyNotify     data_free);

G_END_DECLS
