/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"

G_BEGIN_DECLS

#define SB_TYPE_DOCEBO (sb_docebo_get_type ())

G_DECLARE_FINAL_TYPE (SbDocebo, sb_docebo, SB, DOCEBO, GObject)

SbPlatform *sb_docebo_new (const char *origin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
