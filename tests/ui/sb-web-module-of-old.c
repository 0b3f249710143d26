/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an update that went half way leaves behind: the module of another version. */

#include "config.h"

#include "sb-web-module.h"

extern const SbWebModule sb_web_module;

const SbWebModule sb_web_module = {
  .version = "0.0.1",
};
