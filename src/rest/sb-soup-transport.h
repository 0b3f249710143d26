/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-transport.h"

G_BEGIN_DECLS

#define SB_TYPE_SOUP_TRANSPORT (sb_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (SbSoupTransport, sb_soup_transport, SB, SOUP_TRANSPORT, GObject)

SbSoupTransport *sb_soup_transport_new (const char      *origin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
