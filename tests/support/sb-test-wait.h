/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs the main context until @condition holds; fails the test, with @condition as the message, if that takes absurdly
 * long. The limit is no assertion about speed. */
#define sb_test_wait_until(condition)                               \
  G_STMT_START                                                      \
  {                                                                 \
    gint64 sb_deadline = sb_test_wait_deadline ();                  \
    while (!(condition))                                            \
      sb_test_wait_step (sb_deadline, #condition, G_STRLOC);        \
  }                                                                 \
  G_STMT_END

gint64        sb_test_wait_deadline (void);
void          sb_test_wait_step     (gint64         deadline,
                                     const char    *condition,
                                     const char    *location);

void          sb_test_store_result  (GObject       *source,
                                     GAsyncResult  *result,
                                     gpointer       slot);
GAsyncResult *sb_test_wait_result   (GAsyncResult **slot) G_GNUC_WARN_UNUSED_RESULT;
void          sb_test_drain         (void);
void          sb_test_release       (gpointer       object);

G_END_DECLS
