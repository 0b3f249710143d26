/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's own pages in a program that is built without WebKitGTK: they are not offered. */

#include "config.h"

#include "sb-web-page.h"

struct _SbWebPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SbWebPage, sb_web_page, ADW_TYPE_BIN)

static void
sb_web_page_class_init (SbWebPageClass *klass)
{
  g_signal_new ("toast", SB_TYPE_WEB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("signed-out", SB_TYPE_WEB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_web_page_init (SbWebPage *self)
{
}

gboolean
sb_web_page_is_available (void)
{
  return FALSE;
}

void
sb_web_page_set_presenter (SbWebPage *self, SbWebPresenter *presenter)
{
}

void
sb_web_page_remember (SbWebPage *self, GSettings *settings)
{
}

void
sb_web_page_open (SbWebPage *self, const char *address)
{
}

void
sb_web_page_refresh (SbWebPage *self)
{
}

void
sb_web_page_set_narrow (SbWebPage *self, gboolean is_narrow)
{
}

void
sb_web_page_focus (SbWebPage *self)
{
}
