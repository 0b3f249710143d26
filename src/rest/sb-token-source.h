/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbTokenSource:
 * @task: (transfer full): to be answered with the #SbTokens that are kept, or with %NULL; never with an error
 * @user_data: as given
 *
 * Where somebody else may have put newer tokens: the program and its guard share what is in the keyring, and a platform
 * may take a refresh token only once. Asked when the platform refuses the tokens at hand.
 */
typedef void (*SbTokenSource) (GTask    *task,
                               gpointer  user_data);

G_END_DECLS
