/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-web-presenter.h"
#include "sb-web-session.h"

G_BEGIN_DECLS

/* Told once for every request. */
typedef void (*SbWebAnswerFunc) (gboolean is_allowed,
                                 gpointer data);

#define SB_TYPE_WEB_ASKER (sb_web_asker_get_type ())

/* Puts the guard's decisions before the administrator. Signals: held (const char *what, nullable): what is held back just
 * now; refused (const char *address): was not the platform's, and could not be opened elsewhere. */
G_DECLARE_FINAL_TYPE (SbWebAsker, sb_web_asker, SB, WEB_ASKER, GObject)

SbWebAsker *sb_web_asker_new         (SbWebSession    *session,
                                      SbWebPresenter  *presenter,
                                      GtkWidget       *parent) G_GNUC_WARN_UNUSED_RESULT;
void        sb_web_asker_judge       (SbWebAsker      *self,
                                      const char      *method,
                                      const char      *address,
                                      SbWebTarget      target,
                                      SbWebAnswerFunc  answer,
                                      gpointer         data);
void        sb_web_asker_answer_held (SbWebAsker      *self,
                                      gboolean         is_allowed);
void        sb_web_asker_let_again   (SbWebAsker      *self,
                                      const char      *method,
                                      const char      *address);
void        sb_web_asker_answered    (SbWebAsker      *self,
                                      const char      *address,
                                      gboolean         is_done);
void        sb_web_asker_go_outside  (SbWebAsker      *self,
                                      const char      *address);

G_END_DECLS
