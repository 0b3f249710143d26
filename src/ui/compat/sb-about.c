/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who made the program, and what somebody who looks for a bug wants to know. libadwaita 1.5 has a dialog for it, and
 * deprecates the window that our floor has; both have the same properties. */

#include "config.h"

#include "sb-about.h"

#include <glib/gi18n.h>

#define WEBSITE "https://github.com/switchback-app/switchback"

static void
fill (GObject *about, const char *debug_info)
{
  static const char *const developers[] = { "The Switchback authors " WEBSITE, NULL };

  g_object_set (about,
                "application-icon", APPLICATION_ID,
                "application-name", "Switchback",
                "comments", _("Log in as a learner, and always switch back"),
                "copyright", "© 2026 The Switchback authors",
                "debug-info", debug_info,
                "debug-info-filename", "switchback-debug-info.txt",
                "developer-name", "The Switchback authors",
                "developers", developers,
                "issue-url", WEBSITE "/issues",
                "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: your name, one per line, perhaps with an address */
                "translator-credits", _("translator-credits"),
                "version", VERSION,
                "website", WEBSITE,
                NULL);
}

/**
 * sb_show_about:
 * @parent: (nullable): the window that it belongs to
 * @debug_info: what can be copied into a report
 */
void
sb_show_about (GtkWindow *parent, const char *debug_info)
{
  static const char *built_on[] = {
    "GTK https://www.gtk.org",
    "libadwaita https://gnome.pages.gitlab.gnome.org/libadwaita",
    "libsoup https://libsoup.gnome.org",
    "WebKitGTK https://webkitgtk.org",
    "libsecret https://gitlab.gnome.org/GNOME/libsecret",
    "SQLite https://sqlite.org",
    NULL,
  };

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();

  fill (G_OBJECT (about), debug_info);
  adw_about_dialog_add_acknowledgement_section (ADW_ABOUT_DIALOG (about), _("Built On"), built_on);
  adw_dialog_present (about, parent != NULL ? GTK_WIDGET (parent) : NULL);
#else
  GtkWidget *about = adw_about_window_new ();

  fill (G_OBJECT (about), debug_info);
  adw_about_window_add_acknowledgement_section (ADW_ABOUT_WINDOW (about), _("Built On"), built_on);
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), parent != NULL);
  gtk_window_present (GTK_WINDOW (about));
#endif
  G_GNUC_END_IGNORE_DEPRECATIONS
}
