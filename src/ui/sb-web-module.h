/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "sb-web-presenter.h"

G_BEGIN_DECLS

/* What the module is asked for by name. */
#define SB_WEB_MODULE_SYMBOL "sb_web_module"

/**
 * SbWebModule:
 * @version: the Switchback that the module is a part of
 * @make: makes the browser: a widget with SbWebPage's signals and its property `software-rendered`, which the rest of
 *   these functions take
 *
 * What is in the module.
 */
typedef struct
{
  const char *version;
  GtkWidget *(*make)          (void);
  void       (*set_presenter) (GtkWidget      *browser,
                               SbWebPresenter *presenter);
  void       (*open)          (GtkWidget      *browser,
                               const char     *address);
  void       (*refresh)       (GtkWidget      *browser);
  void       (*set_narrow)    (GtkWidget      *browser,
                               gboolean        is_narrow);
  void       (*focus)         (GtkWidget      *browser);
} SbWebModule;

gboolean           sb_web_module_is_there (void);
const SbWebModule *sb_web_module_load     (GError **error);

G_END_DECLS
