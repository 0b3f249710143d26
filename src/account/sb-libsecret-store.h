/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-secret-store.h"

G_BEGIN_DECLS

#define SB_TYPE_LIBSECRET_STORE (sb_libsecret_store_get_type ())
G_DECLARE_FINAL_TYPE (SbLibsecretStore, sb_libsecret_store, SB, LIBSECRET_STORE, GObject)

SbLibsecretStore *sb_libsecret_store_new       (void) G_GNUC_WARN_UNUSED_RESULT;
SbLibsecretStore *sb_libsecret_store_new_quiet (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
