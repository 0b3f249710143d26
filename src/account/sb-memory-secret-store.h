/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-secret-store.h"

G_BEGIN_DECLS

#define SB_TYPE_MEMORY_SECRET_STORE (sb_memory_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (SbMemorySecretStore, sb_memory_secret_store, SB, MEMORY_SECRET_STORE, GObject)

SbMemorySecretStore *sb_memory_secret_store_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
