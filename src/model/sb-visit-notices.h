/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-presenter.h"

G_BEGIN_DECLS

/* The application's action that ends the log-in of that UUID, and no other. */
#define SB_ACTION_SWITCH_BACK "switch-back"

/* After how long somebody who looks elsewhere is reminded, in seconds. */
#define SB_VISIT_NOTICES_PATIENCE 180

typedef gboolean (*SbIsSeenFunc) (gpointer data);

#define SB_TYPE_VISIT_NOTICES (sb_visit_notices_get_type ())

G_DECLARE_FINAL_TYPE (SbVisitNotices, sb_visit_notices, SB, VISIT_NOTICES, GObject)

SbVisitNotices *sb_visit_notices_new    (GApplication     *application,
                                         GSettings        *settings,
                                         SbVisitPresenter *visit,
                                         SbClock          *clock) G_GNUC_WARN_UNUSED_RESULT;
void            sb_visit_notices_set_is_seen_func
                                        (SbVisitNotices   *self,
                                         SbIsSeenFunc      is_seen,
                                         gpointer          data);
void            sb_visit_notices_look   (SbVisitNotices   *self);
void            sb_visit_notices_end    (SbVisitNotices   *self,
                                         SbVisitReason     reason);

G_END_DECLS
