/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one thing that the module shows of itself. */

#include "config.h"

#include "sb-web-browser.h"
#include "sb-web-module.h"

#include <gmodule.h>

static GtkWidget *
make (void)
{
  return g_object_new (SB_TYPE_WEB_BROWSER, NULL);
}

static void
set_presenter (GtkWidget *browser, SbWebPresenter *presenter)
{
  sb_web_browser_set_presenter (SB_WEB_BROWSER (browser), presenter);
}

static void
open_address (GtkWidget *browser, const char *address)
{
  sb_web_browser_open (SB_WEB_BROWSER (browser), address);
}

static void
refresh (GtkWidget *browser)
{
  sb_web_browser_refresh (SB_WEB_BROWSER (browser));
}

static void
set_narrow (GtkWidget *browser, gboolean is_narrow)
{
  sb_web_browser_set_narrow (SB_WEB_BROWSER (browser), is_narrow);
}

static void
focus (GtkWidget *browser)
{
  sb_web_browser_focus (SB_WEB_BROWSER (browser));
}

G_MODULE_EXPORT const SbWebModule sb_web_module = {
  .version = VERSION,
  .make = make,
  .set_presenter = set_presenter,
  .open = open_address,
  .refresh = refresh,
  .set_narrow = set_narrow,
  .focus = focus,
};
