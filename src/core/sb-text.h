/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long a line may get, in characters: more than any real name. */
#define SB_TEXT_MAX_LINE 1000

char *sb_text_dup_line           (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *sb_text_dup_non_empty_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *sb_text_dup_shortened      (const char *text,
                                  guint       max_chars) G_GNUC_WARN_UNUSED_RESULT;
char *sb_text_dup_middle_cut     (const char *text,
                                  guint       max_chars,
                                  const char *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
