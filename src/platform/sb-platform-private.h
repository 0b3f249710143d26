/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"

G_BEGIN_DECLS

gpointer sb_platform_finish (SbPlatform    *self,
                             GAsyncResult  *result,
                             gpointer       tag,
                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
