/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-visit-policy.h"
#include "sb-web-entry.h"

G_BEGIN_DECLS

/**
 * SbWebTarget:
 * @SB_WEB_TARGET_PAGE: a page of its own, in the view or in a new window
 * @SB_WEB_TARGET_FRAME: a page inside a page
 * @SB_WEB_TARGET_CALL: what a page's script asks for
 * @SB_WEB_TARGET_WAITING: the same, and the page stands still until there is an answer
 *
 * What a request of a page is for.
 */
typedef enum
{
  SB_WEB_TARGET_PAGE,
  SB_WEB_TARGET_FRAME,
  SB_WEB_TARGET_CALL,
  SB_WEB_TARGET_WAITING,
} SbWebTarget;

/**
 * SbWebDecision:
 * @SB_WEB_ALLOW: go on
 * @SB_WEB_ASK: ask first
 * @SB_WEB_HOLD: hold it back, say so, and let the administrator allow this one
 * @SB_WEB_OUTSIDE: not the platform's: in the desktop's browser, if the administrator wants to
 * @SB_WEB_REFUSE: never
 *
 * What becomes of a request.
 */
typedef enum
{
  SB_WEB_ALLOW,
  SB_WEB_ASK,
  SB_WEB_HOLD,
  SB_WEB_OUTSIDE,
  SB_WEB_REFUSE,
} SbWebDecision;

#define SB_TYPE_WEB_GUARD (sb_web_guard_get_type ())

/* Decides about every request of the platform's own pages. Signal: changed (): the filter is another than before. */
G_DECLARE_FINAL_TYPE (SbWebGuard, sb_web_guard, SB, WEB_GUARD, GObject)

SbWebGuard    *sb_web_guard_new         (SbWebEntry    *entry,
                                         SbVisitPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
SbWebEntry    *sb_web_guard_get_entry   (SbWebGuard    *self);
SbVisitPolicy *sb_web_guard_get_policy  (SbWebGuard    *self);
SbWebDecision  sb_web_guard_judge       (SbWebGuard    *self,
                                         const char    *method,
                                         const char    *address,
                                         SbWebTarget    target,
                                         SbAct         *act);
char          *sb_web_guard_make_filter (SbWebGuard    *self) G_GNUC_WARN_UNUSED_RESULT;
char          *sb_web_guard_make_held   (SbWebGuard    *self) G_GNUC_WARN_UNUSED_RESULT;
char          *sb_web_guard_dup_host    (SbWebGuard    *self,
                                         const char    *address,
                                         gboolean      *is_platform) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
