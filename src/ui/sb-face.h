/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_FACE_SIZE 36

#define SB_TYPE_FACE (sb_face_get_type ())

G_DECLARE_FINAL_TYPE (SbFace, sb_face, SB, FACE, GtkWidget)

GtkWidget  *sb_face_new          (void);
void        sb_face_set_name     (SbFace     *self,
                                  const char *name);
GdkTexture *sb_face_make_round   (GdkTexture *picture,
                                  int         scale) G_GNUC_WARN_UNUSED_RESULT;
void        sb_face_set_picture  (SbFace     *self,
                                  GdkTexture *picture);
char       *sb_face_dup_initials (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
