/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-account.h"

G_BEGIN_DECLS

#define SB_TYPE_ACCOUNT_STORE (sb_account_store_get_type ())
G_DECLARE_FINAL_TYPE (SbAccountStore, sb_account_store, SB, ACCOUNT_STORE, GObject)

SbAccountStore *sb_account_store_new          (GSettings      *settings) G_GNUC_WARN_UNUSED_RESULT;

GListModel     *sb_account_store_get_accounts (SbAccountStore *self);
SbAccount      *sb_account_store_get_active   (SbAccountStore *self);
void            sb_account_store_set_active   (SbAccountStore *self,
                                               SbAccount      *account);
SbAccount      *sb_account_store_lookup       (SbAccountStore *self,
                                               const char     *id);
void            sb_account_store_add          (SbAccountStore *self,
                                               SbAccount      *account);
void            sb_account_store_remove       (SbAccountStore *self,
                                               SbAccount      *account);

G_END_DECLS
