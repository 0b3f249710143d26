/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-request.h"

G_BEGIN_DECLS

/* curl, as a yardstick: requests of the program's, sent by somebody who does nothing else. */
typedef struct _SbBenchCurl SbBenchCurl;

SbBenchCurl *sb_bench_curl_new       (const char         *origin) G_GNUC_WARN_UNUSED_RESULT;
void         sb_bench_curl_free      (SbBenchCurl        *self);

void         sb_bench_curl_add       (SbBenchCurl        *self,
                                      SbRequest          *request,
                                      const char         *token);
double       sb_bench_curl_run       (SbBenchCurl        *self);
GString     *sb_bench_curl_get_reply (SbBenchCurl        *self,
                                      guint               place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBenchCurl, sb_bench_curl_free)

G_END_DECLS
