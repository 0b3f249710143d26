/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-secret-store.h"

G_BEGIN_DECLS

#define SB_TYPE_FAKE_SECRET_STORE (sb_fake_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (SbFakeSecretStore, sb_fake_secret_store, SB, FAKE_SECRET_STORE, GObject)

struct _SbFakeSecretStore
{
  GObject parent_instance;

  GHashTable *tokens; /* by the id of the account */
  GPtrArray *held;    /* of GTask: saves and clears that wait for the test */
  gboolean is_held;
  gboolean is_clear_held;
  int failure; /* an SbSecretError, or -1 */
  guint n_saves;
};

SbFakeSecretStore *sb_fake_secret_store_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
