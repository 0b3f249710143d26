/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-platform.h"
#include "sb-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

SbRequest     *sb_docebo_describe_learners (const SbLearnerQuery *query,
                                            guint                 page,
                                            gboolean              is_full_match) G_GNUC_WARN_UNUSED_RESULT;
gpointer       sb_docebo_parse_learners    (JsonNode             *root,
                                            gpointer              unused,
                                            GError              **error);
void           sb_docebo_put_first         (SbLearnerPage        *page,
                                            const SbLearnerPage  *exact);
void           sb_docebo_keep_exact        (SbLearnerPage        *page,
                                            const char           *text);
SbRequest     *sb_docebo_describe_learner  (const char           *learner_id) G_GNUC_WARN_UNUSED_RESULT;
gpointer       sb_docebo_parse_learner     (JsonNode             *root,
                                            gpointer              unused,
                                            GError              **error);
SbRequest     *sb_docebo_describe_branches (const char           *parent_id) G_GNUC_WARN_UNUSED_RESULT;
gpointer       sb_docebo_parse_branches    (JsonNode             *root,
                                            gpointer              unused,
                                            GError              **error);

void           sb_docebo_list_learners_async (SbPlatform           *platform,
                                              const SbLearnerQuery *query,
                                              guint                 page,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void           sb_docebo_load_learner_async  (SbPlatform           *platform,
                                              const char           *learner_id,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void           sb_docebo_list_branches_async (SbPlatform           *platform,
                                              const char           *parent_id,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);

G_END_DECLS
