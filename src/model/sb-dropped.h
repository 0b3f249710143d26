/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sb_dropped_dup_search (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
