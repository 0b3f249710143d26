/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of everything that talks to a platform. An error carries, beside its English message for logs and
 * "Details", the HTTP status and the platform's machine-readable reason (docs/platform-api.md, section 1), because the
 * interface chooses its sentence by these and never by the message. */

#include "config.h"

#include "sb-api-error.h"

typedef struct
{
  guint status;
  char *reason;
  gboolean is_uncertain;
} SbApiErrorPrivate;

static void
sb_api_error_private_init (SbApiErrorPrivate *priv)
{
}

static void
sb_api_error_private_copy (const SbApiErrorPrivate *source, SbApiErrorPrivate *copy)
{
  copy->status = source->status;
  copy->reason = g_strdup (source->reason);
  copy->is_uncertain = source->is_uncertain;
}

static void
sb_api_error_private_clear (SbApiErrorPrivate *priv)
{
  g_free (priv->reason);
}

G_DEFINE_EXTENDED_ERROR (SbApiError, sb_api_error)

/**
 * sb_api_error_new:
 * @code: what the caller can do about it
 * @format: an English message, for logs and "Details"
 *
 * Returns: (transfer full): an error without status or reason
 */
GError *
sb_api_error_new (SbApiError code, const char *format, ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (SB_API_ERROR, code, format, args);
  va_end (args);

  return error;
}

/**
 * sb_api_error_new_for_reply:
 * @code: what the caller can do about it
 * @status: the HTTP status
 * @reason: (nullable): the platform's machine-readable reason
 * @message: the platform's own sentence, or ours
 *
 * Returns: (transfer full): an error that carries @status and @reason
 */
GError *
sb_api_error_new_for_reply (SbApiError code, guint status, const char *reason, const char *message)
{
  GError *error = g_error_new_literal (SB_API_ERROR, code, message);
  SbApiErrorPrivate *priv = sb_api_error_get_private (error);

  priv->status = status;
  priv->reason = g_strdup (reason);

  return error;
}

/**
 * sb_api_error_get_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status that @error came with, or 0 if it has none or is of another domain
 */
guint
sb_api_error_get_status (const GError *error)
{
  if (error == NULL || error->domain != SB_API_ERROR)
    return 0;

  return sb_api_error_get_private (error)->status;
}

/**
 * sb_api_error_get_reason:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the platform's machine-readable reason, or %NULL; owned by @error
 */
const char *
sb_api_error_get_reason (const GError *error)
{
  if (error == NULL || error->domain != SB_API_ERROR)
    return NULL;

  return sb_api_error_get_private (error)->reason;
}

/**
 * sb_api_error_set_uncertain:
 * @error: an #SbApiError
 *
 * Says that it is the answer to a repetition, and that the request before it may have been acted on.
 */
void
sb_api_error_set_uncertain (GError *error)
{
  g_return_if_fail (error != NULL && error->domain == SB_API_ERROR);

  sb_api_error_get_private (error)->is_uncertain = TRUE;
}

/**
 * sb_api_error_is_uncertain:
 * @error: (nullable): any error
 *
 * Whoever is busy says "503"; but so does a proxy that has lost the answer.
 *
 * Returns: %TRUE if the platform may have acted on a request before the one that @error answers, whatever @error says
 */
gboolean
sb_api_error_is_uncertain (const GError *error)
{
  return error != NULL && error->domain == SB_API_ERROR && sb_api_error_get_private (error)->is_uncertain;
}

/**
 * sb_api_error_is_transient:
 * @error: (nullable): any error
 *
 * Returns: %TRUE if the platform may or may not have acted on the request, and the same request may succeed later
 */
gboolean
sb_api_error_is_transient (const GError *error)
{
  return g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NETWORK)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_TIMEOUT)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_RATE_LIMITED)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_SERVER)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}
