/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-history-export.h"
#include "sb-history-item.h"
#include "sb-problem.h"

G_BEGIN_DECLS

typedef enum
{
  SB_HISTORY_VIEW_LOADING,  /* the first rows are on their way, and there is nothing else to show */
  SB_HISTORY_VIEW_LIST,
  SB_HISTORY_VIEW_EMPTY,    /* nobody has logged in as anybody yet */
  SB_HISTORY_VIEW_NO_MATCH, /* nothing matches the search and the filters */
  SB_HISTORY_VIEW_FAILED,
} SbHistoryView;

typedef enum
{
  SB_HISTORY_PERIOD_ANY,
  SB_HISTORY_PERIOD_TODAY,
  SB_HISTORY_PERIOD_WEEK,
  SB_HISTORY_PERIOD_MONTH,
  SB_HISTORY_PERIOD_YEAR,
} SbHistoryPeriod;

#define SB_TYPE_HISTORY_PRESENTER (sb_history_presenter_get_type ())

/* Properties: view (int, SbHistoryView), is-loading (boolean), summary (string: "1–200 of 12,345"), problem (SbProblem,
 * nullable: of the first page), more-problem (SbProblem, nullable: of the next page), has-filters (boolean), fault
 * (SbProblem, nullable: what the last check has found), is-checking (boolean), is-exporting (boolean). All read-only. */
G_DECLARE_FINAL_TYPE (SbHistoryPresenter, sb_history_presenter, SB, HISTORY_PRESENTER, GObject)

SbHistoryPresenter  *sb_history_presenter_new               (SbLedger           *ledger) G_GNUC_WARN_UNUSED_RESULT;

GListModel          *sb_history_presenter_get_items         (SbHistoryPresenter *self);
const SbLedgerQuery *sb_history_presenter_get_query         (SbHistoryPresenter *self);
void                 sb_history_presenter_set_text          (SbHistoryPresenter *self,
                                                             const char         *text);
void                 sb_history_presenter_set_ending        (SbHistoryPresenter *self,
                                                             SbLedgerEnding      ending);
void                 sb_history_presenter_set_needs_attention
                                                            (SbHistoryPresenter *self,
                                                             gboolean            needs_attention);
void                 sb_history_presenter_set_period        (SbHistoryPresenter *self,
                                                             SbHistoryPeriod     period);
void                 sb_history_presenter_clear_filters     (SbHistoryPresenter *self);

void                 sb_history_presenter_load              (SbHistoryPresenter *self);
void                 sb_history_presenter_load_more         (SbHistoryPresenter *self);
void                 sb_history_presenter_retry             (SbHistoryPresenter *self);
void                 sb_history_presenter_check             (SbHistoryPresenter *self);
void                 sb_history_presenter_export            (SbHistoryPresenter *self,
                                                             SbHistoryFormat     format,
                                                             GFile              *file);
char                *sb_history_presenter_make_file_name    (SbHistoryFormat     format) G_GNUC_WARN_UNUSED_RESULT;

SbHistoryView        sb_history_presenter_get_view          (SbHistoryPresenter *self);
const SbProblem     *sb_history_presenter_get_problem       (SbHistoryPresenter *self);
const SbProblem     *sb_history_presenter_get_more_problem  (SbHistoryPresenter *self);
const SbProblem     *sb_history_presenter_get_fault         (SbHistoryPresenter *self);
const char          *sb_history_presenter_get_summary       (SbHistoryPresenter *self);

G_END_DECLS
