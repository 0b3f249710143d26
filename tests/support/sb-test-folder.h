/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sb_test_folder_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void  sb_test_folder_remove (const char *path);

G_END_DECLS
