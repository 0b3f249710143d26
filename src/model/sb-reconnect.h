/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SbReconnect SbReconnect;

SbReconnect *sb_reconnect_new       (guint         unit_ms,
                                     GSourceFunc   retry,
                                     gpointer      user_data) G_GNUC_WARN_UNUSED_RESULT;
void         sb_reconnect_free      (SbReconnect  *self);
void         sb_reconnect_set_error (SbReconnect  *self,
                                     const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReconnect, sb_reconnect_free)

G_END_DECLS
