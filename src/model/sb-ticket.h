/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-ledger-entry.h"

G_BEGIN_DECLS

/**
 * SbTicketFormat:
 *
 * How a text for a ticket is written.
 */
typedef enum
{
  SB_TICKET_PLAIN,
  SB_TICKET_MARKDOWN,
} SbTicketFormat;

char *sb_ticket_make_text (const SbLedgerEntry *entry,
                           const char          *user_name,
                           const char          *told,
                           SbTicketFormat       format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
