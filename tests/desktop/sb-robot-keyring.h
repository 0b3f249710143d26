/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void sb_robot_keyring_lock   (void);
void sb_robot_keyring_unlock (const char *password);

G_END_DECLS
