/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-docebo-authorizer.h"
#include "sb-docebo.h"
#include "sb-rest-client.h"

G_BEGIN_DECLS

/* What the files of the connector share. Each sb-docebo-x-api.c has, for each call, a pure function that describes the
 * request, a pure one that parses the answer, and the vfunc of SbPlatform that puts the two together. */

SbRestClient       *sb_docebo_get_client     (SbDocebo             *self);
SbDoceboAuthorizer *sb_docebo_get_authorizer (SbDocebo             *self);
SbRestClient       *sb_docebo_new_client_for (SbDocebo             *self,
                                              SbSession            *session,
                                              GError              **error) G_GNUC_WARN_UNUSED_RESULT;

GTask              *sb_docebo_task_new       (SbPlatform           *platform,
                                              gpointer              tag,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;
void                sb_docebo_call           (GTask                *task,
                                              SbRequest            *request,
                                              SbReplyParser         parser,
                                              gpointer              parser_data,
                                              GDestroyNotify        parser_data_free,
                                              GDestroyNotify        result_free);
void                sb_docebo_call_as        (GTask                *task,
                                              SbSession            *session,
                                              SbRequest            *request,
                                              SbReplyParser         parser,
                                              GDestroyNotify        result_free);

G_END_DECLS
