/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gpointer sb_call_new (gpointer  self,
                      guint     generation) G_GNUC_WARN_UNUSED_RESULT;
gpointer sb_call_get (gpointer  call) G_GNUC_WARN_UNUSED_RESULT;
gpointer sb_call_end (gpointer  call,
                      guint    *generation) G_GNUC_WARN_UNUSED_RESULT;

void     sb_call_renew_cancellable (GCancellable **cancellable);
void     sb_call_cancel            (GCancellable **cancellable);

G_END_DECLS
