/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

/* Answers a request as if nothing were wrong. */
typedef void (*SbDemoAnswer) (SbDemoPlatform    *platform,
                              SoupServerMessage *message,
                              const char        *path,
                              GHashTable        *query);

SbDemoFaults *sb_demo_faults_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void          sb_demo_faults_free   (SbDemoFaults       *self);
gboolean      sb_demo_faults_handle (SbDemoFaults       *self,
                                     SbDemoPlatform     *platform,
                                     SoupServerMessage  *message,
                                     const char         *path,
                                     GHashTable         *query,
                                     SbDemoAnswer        answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoFaults, sb_demo_faults_free)

G_END_DECLS
