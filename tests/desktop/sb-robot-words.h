/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  sb_robot_words_learn       (const char *language);
void  sb_robot_words_forget      (void);
char *sb_robot_words_dup         (const char *context,
                                  const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *sb_robot_words_dup_locale  (const char *locale) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
