/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sb-errand.h"

G_BEGIN_DECLS

GPtrArray *sb_search_people (GSettings         *settings,
                             const char        *account_id,
                             const char *const *terms) G_GNUC_WARN_UNUSED_RESULT;

#define SB_TYPE_SEARCH_PROVIDER (sb_search_provider_get_type ())

/* Signal: chosen (SbErrand): what somebody has chosen in the desktop's search; it still has to be asked about. */
G_DECLARE_FINAL_TYPE (SbSearchProvider, sb_search_provider, SB, SEARCH_PROVIDER, GObject)

SbSearchProvider *sb_search_provider_new      (GSettings        *settings) G_GNUC_WARN_UNUSED_RESULT;
gboolean          sb_search_provider_export   (SbSearchProvider *self,
                                               GDBusConnection  *bus,
                                               const char       *path,
                                               GError          **error);
void              sb_search_provider_unexport (SbSearchProvider *self);

G_END_DECLS
