/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbNoticeFields:
 *
 * What one is made of. Everything is copied by sb_notice_new(), so what is pointed to may be borrowed.
 */
typedef struct
{
  const char *id;
  const char *subject;
  const char *text;
  const char *session_uuid;
  gboolean is_read;
  GDateTime *date;
} SbNoticeFields;

#define SB_TYPE_NOTICE (sb_notice_get_type ())

G_DECLARE_FINAL_TYPE (SbNotice, sb_notice, SB, NOTICE, GObject)

SbNotice   *sb_notice_new              (const SbNoticeFields *fields) G_GNUC_WARN_UNUSED_RESULT;
const char *sb_notice_get_id           (SbNotice *self);
const char *sb_notice_get_subject      (SbNotice *self);
const char *sb_notice_get_text         (SbNotice *self);
const char *sb_notice_get_session_uuid (SbNotice *self);
gboolean    sb_notice_get_is_read      (SbNotice *self);
GDateTime  *sb_notice_get_date         (SbNotice *self);

G_END_DECLS
