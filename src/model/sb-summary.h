/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-change-report.h"
#include "sb-farewell.h"
#include "sb-ticket.h"

G_BEGIN_DECLS

#define SB_TYPE_SUMMARY (sb_summary_get_type ())

/* What is shown after a log-in. Properties, read-only: told (string: whether the learner was told), needs-attention (boolean: a
 * notice is missing). Both change when the platform's record was read back. */
G_DECLARE_FINAL_TYPE (SbSummary, sb_summary, SB, SUMMARY, GObject)

SbSummary  *sb_summary_new        (SbImpersonation      *impersonation,
                                   SbIdentity           *administrator,
                                   const SbChangeReport *report,
                                   SbFarewell           *farewell) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_summary_dup_visit  (SbSummary            *self) G_GNUC_WARN_UNUSED_RESULT;
GListModel *sb_summary_get_facts  (SbSummary            *self);
const char *sb_summary_get_told   (SbSummary            *self);
gboolean    sb_summary_get_needs_attention
                                  (SbSummary            *self);
char       *sb_summary_dup_ticket (SbSummary            *self,
                                   SbTicketFormat        format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
