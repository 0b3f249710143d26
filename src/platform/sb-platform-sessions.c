/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of SbPlatform that begin, end and count log-ins, and lead into their pages; like its other calls they only
 * check and forward. */

#include "config.h"

#include "sb-platform-private.h"

/**
 * sb_platform_begin_async:
 * @self: a platform
 * @request: whom, why, and under which UUID
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Begins a log-in as a learner. Safe to repeat with the same request: the learner is told once.
 */
void
sb_platform_begin_async (SbPlatform *self,
                         const SbBeginRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (request != NULL);

  SB_PLATFORM_GET_IFACE (self)->begin_async (self, request, cancellable, callback, user_data);
}

/**
 * sb_platform_begin_finish:
 *
 * Returns: (transfer full) (nullable): the session, with the learner's token, or %NULL with @error set
 */
SbSession *
sb_platform_begin_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_begin_async, error);
}

/**
 * sb_platform_end_async:
 * @self: a platform
 * @uuid: which log-in
 * @how: how it ended
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Ends a log-in. Safe to repeat: the learner is told once. Works after the learner's token has expired.
 * %SB_API_ERROR_NOT_FOUND means that it never began, and now never will.
 */
void
sb_platform_end_async (SbPlatform *self,
                       const char *uuid,
                       SbEndHow how,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (uuid != NULL);

  SB_PLATFORM_GET_IFACE (self)->end_async (self, uuid, how, cancellable, callback, user_data);
}

/**
 * sb_platform_end_finish:
 *
 * Returns: (transfer full) (nullable): the record of the session, with both notices, or %NULL with @error set
 */
SbSession *
sb_platform_end_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_end_async, error);
}

/**
 * sb_platform_keep_alive_async:
 * @self: a platform
 * @uuid: which log-in
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks for more time in a log-in that is open, where the capabilities offer that. The platform gives as much as it
 * gives to a new one, but never more than its longest time in all. %SB_API_ERROR_CONFLICT means that it is over.
 */
void
sb_platform_keep_alive_async (SbPlatform *self,
                              const char *uuid,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (uuid != NULL);

  SB_PLATFORM_GET_IFACE (self)->keep_alive_async (self, uuid, cancellable, callback, user_data);
}

/**
 * sb_platform_keep_alive_finish:
 *
 * Returns: (transfer full) (nullable): the record of the session, without the token, with its new end, or %NULL with
 *   @error set
 */
SbSession *
sb_platform_keep_alive_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_keep_alive_async, error);
}

/**
 * sb_platform_load_session_async:
 * @self: a platform
 * @uuid: which log-in
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the platform's record of one of the administrator's own log-ins back, whether it has ended or not, to compare
 * it with what begin and end have answered. %SB_API_ERROR_NOT_FOUND with the reason `session_not_found` means that
 * there is none.
 */
void
sb_platform_load_session_async (SbPlatform *self,
                                const char *uuid,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (uuid != NULL);

  SB_PLATFORM_GET_IFACE (self)->load_session_async (self, uuid, cancellable, callback, user_data);
}

/**
 * sb_platform_load_session_finish:
 *
 * Returns: (transfer full) (nullable): the record, without a token, or %NULL with @error set
 */
SbSession *
sb_platform_load_session_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_session_async, error);
}

/**
 * sb_platform_list_open_sessions_async:
 * @self: a platform
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks which of the administrator's own log-ins have not ended, those whose time ran out among them. For whoever has
 * lost their own record; at most 200 are told at once.
 */
void
sb_platform_list_open_sessions_async (SbPlatform *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));

  SB_PLATFORM_GET_IFACE (self)->list_open_sessions_async (self, cancellable, callback, user_data);
}

/**
 * sb_platform_list_open_sessions_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SbSession): the sessions, without tokens, or %NULL with @error set
 */
GPtrArray *
sb_platform_list_open_sessions_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_list_open_sessions_async, error);
}

/**
 * sb_platform_load_web_entry_async:
 * @self: a platform
 * @session: a log-in
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks how one enters the platform's own pages as the learner. %SB_API_ERROR_NOT_FOUND with the reason
 * "web_not_offered" means that the platform does not offer them.
 */
void
sb_platform_load_web_entry_async (SbPlatform *self,
                                  SbSession *session,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (SB_IS_PLATFORM (self));
  g_return_if_fail (session != NULL);

  SB_PLATFORM_GET_IFACE (self)->load_web_entry_async (self, session, cancellable, callback, user_data);
}

/**
 * sb_platform_load_web_entry_finish:
 *
 * Returns: (transfer full) (nullable): the way in, or %NULL with @error set
 */
SbWebEntry *
sb_platform_load_web_entry_finish (SbPlatform *self, GAsyncResult *result, GError **error)
{
  return sb_platform_finish (self, result, sb_platform_load_web_entry_async, error);
}
