/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

#define SB_TYPE_FAREWELL (sb_farewell_get_type ())

/* Properties, all read-only: sentence (string), needs-attention (boolean), is-settled (boolean). */
G_DECLARE_FINAL_TYPE (SbFarewell, sb_farewell, SB, FAREWELL, GObject)

SbFarewell *sb_farewell_new                 (SbImpersonation *impersonation,
                                             SbLedger        *ledger) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_farewell_get_sentence        (SbFarewell      *self);
gboolean    sb_farewell_get_needs_attention (SbFarewell      *self);
gboolean    sb_farewell_is_settled          (SbFarewell      *self);

G_END_DECLS
