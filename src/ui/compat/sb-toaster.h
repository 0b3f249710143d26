/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _SbToaster SbToaster;

SbToaster *sb_toaster_new     (AdwToastOverlay *overlay) G_GNUC_WARN_UNUSED_RESULT;
void       sb_toaster_free    (SbToaster       *self);
void       sb_toaster_add     (SbToaster       *self,
                               AdwToast        *toast,
                               gboolean         is_kept);
void       sb_toaster_dismiss (SbToaster       *self,
                               AdwToast        *toast);

G_END_DECLS
