/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-transport.h"

G_BEGIN_DECLS

#define SB_TYPE_MOCK_TRANSPORT (sb_mock_transport_get_type ())
G_DECLARE_FINAL_TYPE (SbMockTransport, sb_mock_transport, SB, MOCK_TRANSPORT, GObject)

SbMockTransport *sb_mock_transport_new            (void) G_GNUC_WARN_UNUSED_RESULT;

void             sb_mock_transport_push_json      (SbMockTransport *self,
                                                   guint            status,
                                                   const char      *json);
void             sb_mock_transport_push_reply     (SbMockTransport *self,
                                                   SbReply         *reply);
void             sb_mock_transport_push_error     (SbMockTransport *self,
                                                   GError          *error);
void             sb_mock_transport_set_held       (SbMockTransport *self,
                                                   gboolean         is_held);

guint            sb_mock_transport_get_n_requests (SbMockTransport *self);
guint            sb_mock_transport_get_n_queued   (SbMockTransport *self);
SbRequest       *sb_mock_transport_get_request    (SbMockTransport *self,
                                                   guint            index);
const char      *sb_mock_transport_get_bearer     (SbMockTransport *self,
                                                   guint            index);
char            *sb_mock_transport_dup_url        (SbMockTransport *self,
                                                   guint            index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
