/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbApiError:
 * @SB_API_ERROR_NETWORK: the platform could not be reached; trying again may help
 * @SB_API_ERROR_HOST_UNKNOWN: no host of that name; the address is probably mistyped
 * @SB_API_ERROR_TIMEOUT: the platform did not answer in time
 * @SB_API_ERROR_TLS: the host's certificate is not trusted
 * @SB_API_ERROR_INSECURE: plain http to a host that is not this machine
 * @SB_API_ERROR_NOT_A_PLATFORM: something answers there, but not a platform that we know
 * @SB_API_ERROR_UNAUTHORIZED: the token is not (or no longer) good: sign in again
 * @SB_API_ERROR_CREDENTIALS: wrong user name or password
 * @SB_API_ERROR_FORBIDDEN: a rule of the platform; sb_api_error_get_reason() says which
 * @SB_API_ERROR_NOT_FOUND: it is not there (any more)
 * @SB_API_ERROR_CONFLICT: it is in another state than we thought
 * @SB_API_ERROR_INVALID: the platform refused what we sent
 * @SB_API_ERROR_RATE_LIMITED: too many requests, and waiting did not help
 * @SB_API_ERROR_SERVER: the platform has a problem of its own
 * @SB_API_ERROR_PROTOCOL: the platform sent something that we do not understand
 *
 * What can go wrong with a platform, named by what the caller can do about it. A cancelled operation
 * stays %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  SB_API_ERROR_NETWORK,
  SB_API_ERROR_HOST_UNKNOWN,
  SB_API_ERROR_TIMEOUT,
  SB_API_ERROR_TLS,
  SB_API_ERROR_INSECURE,
  SB_API_ERROR_NOT_A_PLATFORM,
  SB_API_ERROR_UNAUTHORIZED,
  SB_API_ERROR_CREDENTIALS,
  SB_API_ERROR_FORBIDDEN,
  SB_API_ERROR_NOT_FOUND,
  SB_API_ERROR_CONFLICT,
  SB_API_ERROR_INVALID,
  SB_API_ERROR_RATE_LIMITED,
  SB_API_ERROR_SERVER,
  SB_API_ERROR_PROTOCOL,
} SbApiError;

#define SB_API_ERROR (sb_api_error_quark ())

GQuark      sb_api_error_quark       (void);

GError     *sb_api_error_new         (SbApiError    code,
                                      const char   *format,
                                      ...) G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;
GError     *sb_api_error_new_for_reply
                                     (SbApiError    code,
                                      guint         status,
                                      const char   *reason,
                                      const char   *message) G_GNUC_WARN_UNUSED_RESULT;

guint       sb_api_error_get_status  (const GError *error);
const char *sb_api_error_get_reason  (const GError *error);
void        sb_api_error_set_uncertain
                                     (GError       *error);
gboolean    sb_api_error_is_uncertain
                                     (const GError *error);
gboolean    sb_api_error_is_transient
                                     (const GError *error);

G_END_DECLS
