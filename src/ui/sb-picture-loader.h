/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-platform.h"

G_BEGIN_DECLS

#define SB_TYPE_PICTURE_LOADER (sb_picture_loader_get_type ())

G_DECLARE_FINAL_TYPE (SbPictureLoader, sb_picture_loader, SB, PICTURE_LOADER, GObject)

SbPictureLoader *sb_picture_loader_new         (SbPlatform           *platform) G_GNUC_WARN_UNUSED_RESULT;
void             sb_picture_loader_set_max_bytes
                                               (SbPictureLoader      *self,
                                                gsize                 max_bytes);
GdkTexture      *sb_picture_loader_peek_face   (SbPictureLoader      *self,
                                                const char           *url);
void             sb_picture_loader_keep_face   (SbPictureLoader      *self,
                                                const char           *url,
                                                GdkTexture           *face);
GdkTexture      *sb_picture_loader_peek        (SbPictureLoader      *self,
                                                const char           *url);
void             sb_picture_loader_load_async  (SbPictureLoader      *self,
                                                const char           *url,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GdkTexture      *sb_picture_loader_load_finish (SbPictureLoader      *self,
                                                GAsyncResult         *result,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
