/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-desk.h"
#include "sb-impersonation.h"
#include "sb-problem.h"

G_BEGIN_DECLS

typedef enum
{
  SB_FACT_INFO,
  SB_FACT_WARNING,
  SB_FACT_BLOCKER,
} SbFactKind;

/**
 * SbFact:
 *
 * One line of the pre-flight card: what will happen, what to beware of, what stands in the way. Properties: kind (int,
 * SbFactKind), icon-name, title, subtitle (strings; plain text), all read-only.
 */
#define SB_TYPE_FACT (sb_fact_get_type ())

G_DECLARE_FINAL_TYPE (SbFact, sb_fact, SB, FACT, GObject)

SbFact     *sb_fact_new           (SbFactKind  kind,
                                   const char *icon_name,
                                   const char *title,
                                   const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;
SbFactKind  sb_fact_get_kind      (SbFact     *self);
const char *sb_fact_get_icon_name (SbFact     *self);
const char *sb_fact_get_title     (SbFact     *self);
const char *sb_fact_get_subtitle  (SbFact     *self);
const char *sb_fact_get_whole     (SbFact     *self);
const char *sb_fact_get_help      (SbFact     *self);
void        sb_fact_set_whole     (SbFact     *self,
                                   const char *whole);
void        sb_fact_set_help      (SbFact     *self,
                                   const char *help);

typedef enum
{
  SB_CONFIRM_LOADING,  /* the learner in full is on its way; the card shows what is known */
  SB_CONFIRM_READY,
  SB_CONFIRM_BLOCKED,  /* a rule stands in the way */
  SB_CONFIRM_STARTING,
  SB_CONFIRM_FAILED,   /* the learner could not be loaded, or the log-in could not be begun */
} SbConfirmState;

#define SB_TYPE_CONFIRM_PRESENTER (sb_confirm_presenter_get_type ())

/* Properties: state (int, SbConfirmState), is-busy, can-confirm, is-reason-required (booleans), problem (SbProblem,
 * nullable), title ("Log in as Ana Silva?"), identification ("ana.silva · id 4711 · Lisbon"), confirm-label ("Log In
 * as Ana Silva") (strings, read-only), reason, ticket, domain, course (strings, read-write). Signals: begun (SbImpersonation);
 * owed (SbImpersonation: it may be open at the platform, and could not be ended; the problem says so). */
G_DECLARE_FINAL_TYPE (SbConfirmPresenter, sb_confirm_presenter, SB, CONFIRM_PRESENTER, GObject)

SbConfirmPresenter *sb_confirm_presenter_new          (SbDesk             *desk,
                                                       SbLearner          *learner,
                                                       GSettings          *settings) G_GNUC_WARN_UNUSED_RESULT;

SbLearner          *sb_confirm_presenter_get_learner  (SbConfirmPresenter *self);
GListModel         *sb_confirm_presenter_get_facts    (SbConfirmPresenter *self);
GPtrArray          *sb_confirm_presenter_get_domains  (SbConfirmPresenter *self);
SbConfirmState      sb_confirm_presenter_get_state    (SbConfirmPresenter *self);
const SbProblem    *sb_confirm_presenter_get_problem  (SbConfirmPresenter *self);

void                sb_confirm_presenter_load         (SbConfirmPresenter *self);
void                sb_confirm_presenter_confirm      (SbConfirmPresenter *self);
void                sb_confirm_presenter_cancel       (SbConfirmPresenter *self);

G_END_DECLS
