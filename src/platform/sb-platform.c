/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A learning platform, as far as Switchback needs one. This file only checks arguments and forwards, as does
 * sb-platform-sessions.c for log-ins; what a call means on the wire is a connector's matter (docs/platform-api.md). The
 * calls that take a session act as the learner, with the learner's own token; all others act as the administrator. */

#include "config.h"

#include "sb-platform-private.h"

G_DEFINE_INTERFACE (SbPlatform, sb_platform, G_TYPE_OBJECT)

enum
{
  TOKENS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
sb_platform_default_init (SbPlatformInterface *iface)
{
  /**
   * SbPlatform::tokens-changed:
   *
   * The tokens were refreshed: whoever keeps them should keep the new ones.
   */
  signals[TOKENS_CHANGED] = g_signal_new ("tokens-changed", SB_TYPE_PLATFORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

/**
 * sb_platform_finish:
 * @self: a platform
 * @result: what the callback was given
 * @tag: the public function that started the call
 * @error: return location for what went wrong
 *
 * The one shape of every finish function.
 *
 * Returns: (transfer full) (nullable): the result
 */
gpointer
sb_platform_finish (SbPlatform *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (SB_IS_PLATFORM (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
finish_boolean (SbPlatform *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (SB_IS_PLATFORM (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sb_platform_emit_tokens_changed:
 * @self: a platform
 *
 * For connectors: says that the tokens were refreshed.
 */
void
sb_platform_emit_tokens_changed (SbPlatform *self)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  g_signal_emit (self, signals[TOKENS_CHANGED], 0);
}

/**
 * sb_platform_get_origin:
 *
 * Returns: (transfer none): scheme, host and port
 */
const char *
sb_platform_get_origin (SbPlatform *self)
{
  g_return_val_if_fail (SB_IS_PLATFORM (self), NULL);

  return SB_PLATFORM_GET_IFACE (self)->get_origin (self);
}

/**
 * sb_platform_get_tokens:
 *
 * Returns: (transfer none) (nullable): the administrator's tokens, or %NULL if nobody is signed in
 */
SbTokens *
sb_platform_get_tokens (SbPlatform *self)
{
  g_return_val_if_fail (SB_IS_PLATFORM (self), NULL);

  return SB_PLATFORM_GET_IFACE (self)->get_tokens (self);
}

/**
 * sb_platform_set_tokens:
 * @self: a platform
 * @tokens: (nullable): tokens that were kept from before
 */
void
sb_platform_set_tokens (SbPlatform *self, SbTokens *tokens)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->set_tokens (self, tokens);
}

/**
 * sb_platform_set_token_source:
 * @self: a platform
 * @source: (nullable): where to look for newer tokens before the ones at hand are given up
 * @user_data: for @source
 * @destroy: (nullable): frees @user_data
 *
 * A platform whose tokens are not renewed does not look.
 */
void
sb_platform_set_token_source (SbPlatform *self, SbTokenSource source, gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  if (SB_PLATFORM_GET_IFACE (self)->set_token_source != NULL)
    SB_PLATFORM_GET_IFACE (self)->set_token_source (self, source, user_data, destroy);
  else if (destroy != NULL)
    destroy (user_data);
}

/**
 * sb_platform_dup_authorize_url:
 * @self: a platform
 * @client_id: the OAuth 2 client
 * @redirect_uri: where the answer is awaited, on this machine
 * @state: what ties the answer to the question
 * @challenge: the S256 challenge (RFC 7636)
 *
 * Returns: (transfer full): the address to open in the user's browser
 */
char *
sb_platform_dup_authorize_url (SbPlatform *self,
                               const char *client_id,
                               const char *redirect_uri,
                               const char *state,
                               const char *challenge)
{
  g_return_val_if_fail (SB_IS_PLATFORM (self), NULL);

  return SB_PLATFORM_GET_IFACE (self)->dup_authorize_url (self, client_id, redirect_uri, state, challenge);
}

/**
 * sb_platform_probe_async:
 * @self: a platform
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks whether a platform of this kind answers at the origin. Needs no token.
 */
void
sb_platform_probe_async (SbPlatform *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->probe_async (self, cancellable, callback, user_data);
}

/**
 * sb_platform_probe_finish:
 *
 * Returns: (transfer full) (nullable): what it says of itself, or %NULL with @error set
 */
SbPlatformInfo *
sb_platform_probe_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_probe_async, error);
}

/**
 * sb_platform_sign_in_async:
 * @self: a platform
 * @credentials: what to exchange for tokens
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Exchanges @credentials for tokens, which are used from now on and can be had from sb_platform_get_tokens().
 */
void
sb_platform_sign_in_async (SbPlatform *self,
                           const SbCredentials *credentials,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (credentials != NULL);

  SB_PLATFORM_GET_IFACE (self)->sign_in_async (self, credentials, cancellable, callback, user_data);
}

/**
 * sb_platform_sign_in_finish:
 *
 * Returns: %TRUE if the platform accepted them
 */
gboolean
sb_platform_sign_in_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, sb_platform_sign_in_async, error);
}

/**
 * sb_platform_sign_out_async:
 * @self: a platform
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Revokes the tokens at the platform and forgets them.
 */
void
sb_platform_sign_out_async (SbPlatform *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->sign_out_async (self, cancellable, callback, user_data);
}

/**
 * sb_platform_sign_out_finish:
 *
 * Returns: %TRUE if the platform confirmed
 */
gboolean
sb_platform_sign_out_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, sb_platform_sign_out_async, error);
}

/**
 * sb_platform_who_am_i_async:
 * @self: a platform
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks whom the tokens belong to.
 */
void
sb_platform_who_am_i_async (SbPlatform *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->who_am_i_async (self, cancellable, callback, user_data);
}

/**
 * sb_platform_who_am_i_finish:
 *
 * Returns: (transfer full) (nullable): the caller, or %NULL with @error set
 */
SbIdentity *
sb_platform_who_am_i_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_who_am_i_async, error);
}

/**
 * sb_platform_load_capabilities_async:
 * @self: a platform
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks what the platform can do, and what the caller may.
 */
void
sb_platform_load_capabilities_async (SbPlatform *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->load_capabilities_async (self, cancellable, callback, user_data);
}

/**
 * sb_platform_load_capabilities_finish:
 *
 * Returns: (transfer full) (nullable): the capabilities; of a platform that does not offer log-in as, with
 *   can_log_in_as unset, or %NULL with @error set
 */
SbCapabilities *
sb_platform_load_capabilities_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_capabilities_async, error);
}

/**
 * sb_platform_list_learners_async:
 * @self: a platform
 * @query: what to show
 * @page: which page, from 1
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for a page of the learners that the caller may see. The total comes with the first page. The owner of an exact
 * e-mail address, user name or id comes first.
 */
void
sb_platform_list_learners_async (SbPlatform *self,
                                 const SbLearnerQuery *query,
                                 guint page,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (query != NULL);

  SB_PLATFORM_GET_IFACE (self)->list_learners_async (self, query, page, cancellable, callback, user_data);
}

/**
 * sb_platform_list_learners_finish:
 *
 * Returns: (transfer full) (nullable): the page, or %NULL with @error set
 */
SbLearnerPage *
sb_platform_list_learners_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_list_learners_async, error);
}

/**
 * sb_platform_load_learner_async:
 * @self: a platform
 * @learner_id: whom
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for a learner in full, with the people they could be taken for.
 */
void
sb_platform_load_learner_async (SbPlatform *self,
                                const char *learner_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (learner_id != NULL);

  SB_PLATFORM_GET_IFACE (self)->load_learner_async (self, learner_id, cancellable, callback, user_data);
}

/**
 * sb_platform_load_learner_finish:
 *
 * Returns: (transfer full) (nullable): the learner, or %NULL with @error set
 */
SbLearnerDetail *
sb_platform_load_learner_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_learner_async, error);
}

/**
 * sb_platform_list_branches_async:
 * @self: a platform
 * @parent_id: (nullable): the branch whose children are wanted, or %NULL for the top
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for branches.
 */
void
sb_platform_list_branches_async (SbPlatform *self,
                                 const char *parent_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->list_branches_async (self, parent_id, cancellable, callback, user_data);
}

/**
 * sb_platform_list_branches_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SbBranch): the branches, or %NULL with @error set
 */
GPtrArray *
sb_platform_list_branches_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_list_branches_async, error);
}

/**
 * sb_platform_list_courses_async:
 * @self: a platform
 * @session: the log-in
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for the learner's courses, all of them.
 */
void
sb_platform_list_courses_async (SbPlatform *self,
                                SbSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (session != NULL);

  SB_PLATFORM_GET_IFACE (self)->list_courses_async (self, session, cancellable, callback, user_data);
}

/**
 * sb_platform_list_courses_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SbCourse): the courses, or %NULL with @error set
 */
GPtrArray *
sb_platform_list_courses_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_list_courses_async, error);
}

/**
 * sb_platform_load_course_async:
 * @self: a platform
 * @session: the log-in
 * @course_id: which course
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for one of the learner's courses with its items.
 */
void
sb_platform_load_course_async (SbPlatform *self,
                               SbSession *session,
                               const char *course_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (session != NULL);
  g_return_if_fail (course_id != NULL);

  SB_PLATFORM_GET_IFACE (self)->load_course_async (self, session, course_id, cancellable, callback, user_data);
}

/**
 * sb_platform_load_course_finish:
 *
 * Returns: (transfer full) (nullable): the course, or %NULL with @error set
 */
SbCourseDetail *
sb_platform_load_course_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_course_async, error);
}

/**
 * sb_platform_track_async:
 * @self: a platform
 * @session: the log-in
 * @item_id: which item
 * @event: what the learner did
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Records an act as the learner's own. Safe to repeat.
 */
void
sb_platform_track_async (SbPlatform *self,
                         SbSession *session,
                         const char *item_id,
                         SbTrackEvent event,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (session != NULL);
  g_return_if_fail (item_id != NULL);

  SB_PLATFORM_GET_IFACE (self)->track_async (self, session, item_id, event, cancellable, callback, user_data);
}

/**
 * sb_platform_track_finish:
 *
 * Returns: %TRUE if the platform recorded it
 */
gboolean
sb_platform_track_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, sb_platform_track_async, error);
}

/**
 * sb_platform_list_notices_async:
 * @self: a platform
 * @session: the log-in
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for the learner's notifications. There is no call in the program that marks one as read.
 */
void
sb_platform_list_notices_async (SbPlatform *self,
                                SbSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (session != NULL);

  SB_PLATFORM_GET_IFACE (self)->list_notices_async (self, session, cancellable, callback, user_data);
}

/**
 * sb_platform_list_notices_finish:
 *
 * Returns: (transfer full) (nullable): the newest notifications, or %NULL with @error set
 */
SbNoticeList *
sb_platform_list_notices_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_list_notices_async, error);
}

/**
 * sb_platform_load_profile_async:
 * @self: a platform
 * @session: the log-in
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for what the learner sees of themselves.
 */
void
sb_platform_load_profile_async (SbPlatform *self,
                                SbSession *session,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (session != NULL);

  SB_PLATFORM_GET_IFACE (self)->load_profile_async (self, session, cancellable, callback, user_data);
}

/**
 * sb_platform_load_profile_finish:
 *
 * Returns: (transfer full) (nullable): the profile, or %NULL with @error set
 */
SbProfile *
sb_platform_load_profile_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_profile_async, error);
}

/**
 * sb_platform_load_picture_async:
 * @self: a platform
 * @url: an address that the platform gave
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Fetches a picture, without any token.
 */
void
sb_platform_load_picture_async (SbPlatform *self,
                                const char *url,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (url != NULL);

  SB_PLATFORM_GET_IFACE (self)->load_picture_async (self, url, cancellable, callback, user_data);
}

/**
 * sb_platform_load_picture_finish:
 *
 * Returns: (transfer full) (nullable): a PNG or JPEG file, or %NULL with @error set
 */
GBytes *
sb_platform_load_picture_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_picture_async, error);
}
