/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

SbDemoMailer *sb_demo_mailer_new     (SbDemoStore  *store,
                                      const char   *smtp) G_GNUC_WARN_UNUSED_RESULT;
void          sb_demo_mailer_free    (SbDemoMailer *self);
void          sb_demo_mailer_deliver (SbDemoMailer *self);
char         *sb_demo_mailer_compose (const char   *name,
                                      const char   *address,
                                      const char   *subject,
                                      const char   *text,
                                      const char   *message_id,
                                      gint64        at) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoMailer, sb_demo_mailer_free)

G_END_DECLS
