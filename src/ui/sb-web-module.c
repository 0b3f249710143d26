/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads the part of the program that has WebKitGTK in it, and with it a hundred libraries that a start does not need: when
 * the platform's own pages are opened, and not before. It is never unloaded, because it registers types. */

#include "config.h"

#include "sb-web-module.h"

#include <gmodule.h>

/* Empty in a program that is built without web pages. */
static const char *
get_path (void)
{
  const char *override = g_getenv ("SWITCHBACK_WEB_MODULE");

  return override != NULL ? override : WEB_MODULE;
}

/* Whether there is something to load. */
gboolean
sb_web_module_is_there (void)
{
  return g_file_test (get_path (), G_FILE_TEST_IS_REGULAR);
}

/* Owned by the module, and there for ever. All symbols are looked up at once: one that is missing is an error here, and
 * not the end of the program later. */
const SbWebModule *
sb_web_module_load (GError **error)
{
  static const SbWebModule *loaded;
  GModule *module;
  gpointer symbol;

  if (loaded != NULL)
    return loaded;

  module = g_module_open_full (get_path (), G_MODULE_BIND_LOCAL, error);
  if (module == NULL)
    return NULL;

  g_module_make_resident (module);
  if (!g_module_symbol (module, SB_WEB_MODULE_SYMBOL, &symbol))
    {
      g_set_error_literal (error, G_MODULE_ERROR, G_MODULE_ERROR_FAILED, g_module_error ());
      return NULL;
    }
  if (!g_str_equal (((const SbWebModule *) symbol)->version, VERSION))
    {
      g_set_error (error, G_MODULE_ERROR, G_MODULE_ERROR_FAILED, "“%s” is of Switchback %s", get_path (),
                   ((const SbWebModule *) symbol)->version);
      return NULL;
    }
  loaded = symbol;

  return loaded;
}
