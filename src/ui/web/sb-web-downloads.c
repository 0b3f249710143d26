/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that a page gives: nothing of it is kept until somebody has chosen where, and nothing of one that nobody wanted. */

#include "config.h"

#include "sb-web-downloads.h"

#include <glib/gi18n.h>

#include "sb-format.h"
#include "sb-save-file.h"

typedef struct
{
  GWeakRef owner;
  WebKitDownload *download;
  SbWebDownloadFunc ended;
  gboolean is_failed;
} Saving;

static void
saving_free (Saving *saving)
{
  g_weak_ref_clear (&saving->owner);
  g_object_unref (saving->download);
  g_free (saving);
}

static void
say (Saving *saving, const char *format)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&saving->owner);
  const char *path = webkit_download_get_destination (saving->download);
  g_autofree char *name = path == NULL ? NULL : g_path_get_basename (path);
  g_autofree char *shown = name == NULL ? NULL : g_filename_display_name (name);
  g_autofree char *isolated = shown == NULL ? NULL : sb_format_isolated (shown);
  g_autoptr (GString) sentence = g_string_new (format);

  if (owner == NULL || isolated == NULL)
    return;

  g_string_replace (sentence, "%s", isolated, 1);
  saving->ended (owner, sentence->str);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WebKitDownload) download = data;
  g_autoptr (GFile) file = sb_save_file_finish (result, NULL);
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  if (path == NULL)
    {
      webkit_download_cancel (download);
      return;
    }

  /* The file chooser has asked. */
  webkit_download_set_allow_overwrite (download, TRUE);
  webkit_download_set_destination (download, path);
}

static gboolean
decide_destination_cb (WebKitDownload *download, const char *suggested_name, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&saving->owner);
  g_autofree char *name = g_path_get_basename (suggested_name == NULL ? "" : suggested_name);

  if (owner == NULL)
    {
      webkit_download_cancel (download);
      return TRUE;
    }

  sb_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (owner))), _("Save File"),
                      g_str_equal (name, ".") ? _("File") : name, chosen_cb, g_object_ref (download));

  return TRUE;
}

static void
failed_cb (WebKitDownload *download, GError *error, gpointer user_data)
{
  Saving *saving = user_data;

  saving->is_failed = TRUE;
  if (!g_error_matches (error, WEBKIT_DOWNLOAD_ERROR, WEBKIT_DOWNLOAD_ERROR_CANCELLED_BY_USER))
    /* Translators: %s is the name of a file */
    say (saving, _("“%s” could not be saved"));
}

/* Always the last that is heard of a download. */
static void
finished_cb (WebKitDownload *download, gpointer user_data)
{
  Saving *saving = user_data;

  if (!saving->is_failed)
    /* Translators: %s is the name of a file */
    say (saving, _("“%s” is saved"));

  g_signal_handlers_disconnect_by_data (download, saving);
  saving_free (saving);
}

/**
 * sb_web_download_save:
 * @download: a download that has just begun
 * @owner: over whose window is asked where to; held weakly
 * @ended: told what became of it, unless nobody wanted it
 *
 * Asks where to save a download, and saves it.
 */
void
sb_web_download_save (WebKitDownload *download, GtkWidget *owner, SbWebDownloadFunc ended)
{
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->owner, owner);
  saving->download = g_object_ref (download);
  saving->ended = ended;
  g_signal_connect (download, "decide-destination", G_CALLBACK (decide_destination_cb), saving);
  g_signal_connect (download, "failed", G_CALLBACK (failed_cb), saving);
  g_signal_connect (download, "finished", G_CALLBACK (finished_cb), saving);
}
