/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint sb_idle_choice_count        (void);
guint sb_idle_choice_from_seconds (guint seconds);
guint sb_idle_choice_to_seconds   (guint choice);
char *sb_idle_choice_dup_words    (guint choice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
