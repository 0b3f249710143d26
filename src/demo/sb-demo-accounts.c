/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may come in with which password. Used by the sign-in call, the password grant and the sign-in page alike. */

#include "config.h"

#include "sb-demo-accounts.h"

#include "sb-demo-secrets.h"

/**
 * sb_demo_accounts_sign_in:
 * @request: the request that somebody signs in by
 * @username: (nullable): a user name
 * @password: (nullable): a password
 * @reason: (out): why not
 *
 * Checks the password, notes the access, and writes down that somebody came in or tried to.
 *
 * Returns: the user's id, or 0 with @reason set
 */
gint64
sb_demo_accounts_sign_in (SbDemoRequest *request, const char *username, const char *password, const char **reason)
{
  g_autofree char *shared = sb_demo_store_dup_setting (request->store, "password", "");
  g_autofree char *hash = NULL;
  gint64 id = 0;
  gboolean is_active = FALSE;

  {
    g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT id, is_active, password FROM users "
                                                                       "WHERE username = ?", "s", username);

    if (sb_demo_rows_next (rows))
      {
        id = sb_demo_rows_int (rows, 0);
        is_active = sb_demo_rows_int (rows, 1) != 0;
        hash = g_strdup (sb_demo_rows_text (rows, 2));
      }
  }

  /* Also for a user who does not exist, so that the time it takes does not tell. */
  if (password == NULL || !sb_demo_secrets_check_password (password, hash == NULL ? shared : hash) || id == 0)
    *reason = "invalid_credentials";
  else if (!is_active)
    *reason = "account_inactive";
  else
    *reason = NULL;

  if (*reason == NULL)
    {
      sb_demo_store_run (request->store, "UPDATE users SET last_access_at = ? WHERE id = ?", "ii", request->now, id);
      request->caller.user_id = id;
    }
  sb_demo_request_audit (request, *reason == NULL ? "sign_in" : "sign_in_refused", "user", username, *reason);

  return *reason == NULL ? id : 0;
}

/**
 * sb_demo_accounts_change_password:
 * @request: a request with its caller
 * @password: the new one
 *
 * Changes the caller's own password; refused, and written down as such, inside a log-in.
 *
 * Returns: %TRUE if it is changed
 */
gboolean
sb_demo_accounts_change_password (SbDemoRequest *request, const char *password)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, request->caller.user_id);
  const gboolean is_inside = request->caller.impersonator_id != 0;
  g_autofree char *hash = is_inside ? NULL : sb_demo_secrets_hash_password (password);

  sb_demo_store_begin (request->store);
  if (!is_inside)
    sb_demo_store_run (request->store, "UPDATE users SET password = ? WHERE id = ?", "si", hash,
                       request->caller.user_id);
  sb_demo_request_audit (request, is_inside ? "password_refused" : "password_changed", "user", id,
                         is_inside ? "password_inside" : NULL);

  return sb_demo_store_commit (request->store, NULL) && !is_inside;
}
