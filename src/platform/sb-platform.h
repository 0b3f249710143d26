/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-answers.h"
#include "sb-branch.h"
#include "sb-capabilities.h"
#include "sb-course-item.h"
#include "sb-credentials.h"
#include "sb-identity.h"
#include "sb-learner-query.h"
#include "sb-notice.h"
#include "sb-progress.h"
#include "sb-session.h"
#include "sb-token-source.h"
#include "sb-tokens.h"
#include "sb-web-entry.h"

G_BEGIN_DECLS

#define SB_TYPE_PLATFORM (sb_platform_get_type ())

G_DECLARE_INTERFACE (SbPlatform, sb_platform, SB, PLATFORM, GObject)

/**
 * SbPlatformInterface:
 *
 * What a connector has to do. Each operation is a vfunc that answers with a #GTask whose source is the platform and
 * whose tag is the public function of the same name; the public finish function takes the result out of that task.
 */
struct _SbPlatformInterface
{
  GTypeInterface parent_iface;

  const char *(*get_origin)        (SbPlatform *self);
  SbTokens   *(*get_tokens)        (SbPlatform *self);
  void        (*set_tokens)        (SbPlatform *self,
                                    SbTokens   *tokens);
  void        (*set_token_source)  (SbPlatform *self,
                                    SbTokenSource   source,
                                    gpointer        user_data,
                                    GDestroyNotify  destroy);
  char       *(*dup_authorize_url) (SbPlatform *self,
                                    const char *client_id,
                                    const char *redirect_uri,
                                    const char *state,
                                    const char *challenge);

  void (*probe_async) (SbPlatform *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  void (*sign_in_async) (SbPlatform *self,
                         const SbCredentials *credentials,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  void (*sign_out_async) (SbPlatform *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
  void (*who_am_i_async) (SbPlatform *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
  void (*load_capabilities_async) (SbPlatform *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
  void (*list_learners_async) (SbPlatform *self,
                               const SbLearnerQuery *query,
                               guint page,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  void (*load_learner_async) (SbPlatform *self,
                              const char *learner_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*list_branches_async) (SbPlatform *self,
                               const char *parent_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  void (*begin_async) (SbPlatform *self,
                       const SbBeginRequest *request,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  void (*end_async) (SbPlatform *self,
                     const char *uuid,
                     SbEndHow how,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  void (*keep_alive_async) (SbPlatform *self,
                            const char *uuid,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  void (*load_session_async) (SbPlatform *self,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*list_open_sessions_async) (SbPlatform *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
  void (*list_courses_async) (SbPlatform *self,
                              SbSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*load_course_async) (SbPlatform *self,
                             SbSession *session,
                             const char *course_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  void (*track_async) (SbPlatform *self,
                       SbSession *session,
                       const char *item_id,
                       SbTrackEvent event,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  void (*list_notices_async) (SbPlatform *self,
                              SbSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*load_profile_async) (SbPlatform *self,
                              SbSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  void (*load_web_entry_async) (SbPlatform *self,
                                SbSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
  void (*load_picture_async) (SbPlatform *self,
                              const char *url,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
};

const char *sb_platform_get_origin        (SbPlatform *self);
SbTokens   *sb_platform_get_tokens        (SbPlatform *self);
void        sb_platform_set_tokens        (SbPlatform *self,
                                           SbTokens   *tokens);
void        sb_platform_set_token_source  (SbPlatform     *self,
                                           SbTokenSource   source,
                                           gpointer        user_data,
                                           GDestroyNotify  destroy);
char       *sb_platform_dup_authorize_url (SbPlatform *self,
                                           const char *client_id,
                                           const char *redirect_uri,
                                           const char *state,
                                           const char *challenge) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_probe_async (SbPlatform *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
SbPlatformInfo *sb_platform_probe_finish (SbPlatform *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_sign_in_async (SbPlatform *self,
                                const SbCredentials *credentials,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sb_platform_sign_in_finish (SbPlatform *self,
                                     GAsyncResult *result,
                                     GError **error);

void sb_platform_sign_out_async (SbPlatform *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sb_platform_sign_out_finish (SbPlatform *self,
                                      GAsyncResult *result,
                                      GError **error);

void sb_platform_who_am_i_async (SbPlatform *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
SbIdentity *sb_platform_who_am_i_finish (SbPlatform *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_capabilities_async (SbPlatform *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
SbCapabilities *sb_platform_load_capabilities_finish (SbPlatform *self,
                                                      GAsyncResult *result,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_list_learners_async (SbPlatform *self,
                                      const SbLearnerQuery *query,
                                      guint page,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SbLearnerPage *sb_platform_list_learners_finish (SbPlatform *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_learner_async (SbPlatform *self,
                                     const char *learner_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SbLearnerDetail *sb_platform_load_learner_finish (SbPlatform *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_list_branches_async (SbPlatform *self,
                                      const char *parent_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *sb_platform_list_branches_finish (SbPlatform *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_list_courses_async (SbPlatform *self,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *sb_platform_list_courses_finish (SbPlatform *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_course_async (SbPlatform *self,
                                    SbSession *session,
                                    const char *course_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SbCourseDetail *sb_platform_load_course_finish (SbPlatform *self,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_track_async (SbPlatform *self,
                              SbSession *session,
                              const char *item_id,
                              SbTrackEvent event,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sb_platform_track_finish (SbPlatform *self,
                                   GAsyncResult *result,
                                   GError **error);

void sb_platform_list_notices_async (SbPlatform *self,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SbNoticeList *sb_platform_list_notices_finish (SbPlatform *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_profile_async (SbPlatform *self,
                                     SbSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
SbProfile *sb_platform_load_profile_finish (SbPlatform *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_load_picture_async (SbPlatform *self,
                                     const char *url,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *sb_platform_load_picture_finish (SbPlatform *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sb_platform_emit_tokens_changed (SbPlatform *self);

SbPlatform *sb_platform_for_origin (const char *origin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

#include "sb-platform-sessions.h"
