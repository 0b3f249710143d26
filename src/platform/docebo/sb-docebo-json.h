/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-json-reader.h"
#include "sb-progress.h"

G_BEGIN_DECLS

/* What several parsers of the connector read in the same way. */

int        sb_docebo_read_count    (SbJsonReader *reader,
                                    const char   *member);
SbProgress sb_docebo_read_progress (SbJsonReader *reader,
                                    const char   *member);
char      *sb_docebo_read_text     (SbJsonReader *reader,
                                    const char   *member) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_docebo_read_token    (SbJsonReader *reader,
                                    const char   *member,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
char      *sb_docebo_join_name     (const char   *first,
                                    const char   *last,
                                    const char   *fallback) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
