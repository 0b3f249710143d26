/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbDemoName:
 * @text: a first or last name as its bearer writes it
 * @ascii: the same for a user name
 */
typedef struct
{
  const char *text;
  const char *ascii;
} SbDemoName;

extern const SbDemoName sb_demo_first_names[];
extern const SbDemoName sb_demo_last_names[];
extern const guint sb_demo_n_first_names;
extern const guint sb_demo_n_last_names;

G_END_DECLS
