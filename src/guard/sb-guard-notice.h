/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-impersonation.h"

G_BEGIN_DECLS

void sb_guard_notice_send (SbImpersonation *impersonation);

G_END_DECLS
