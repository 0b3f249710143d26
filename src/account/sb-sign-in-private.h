/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-sign-in.h"
#include "sb-token-keeper.h"

G_BEGIN_DECLS

/* What signing in and signing out share. */

struct _SbSignIn
{
  GObject parent_instance;

  /* owned */
  SbSecretStore *secrets;
  SbAccountStore *accounts;
  SbTokenKeeper *keeper;

  /* state */
  SbPlatformFactory factory;
};

G_END_DECLS
