/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a page asks the user for: its dialogs, as questions of ours that name it, and permissions, which nobody has until
 * the user says so. One "dialog" is no dialog: our own script's way of asking whether a request may go that cannot wait
 * (sb-web-script.js). */

#include "config.h"

#include "sb-web-tab.h"

#include <glib/gi18n.h>

#include "sb-question.h"

/* As sb-web-script.js has them. */
#define JUDGE "switchback:judge"
#define ALLOWED "allow"
#define DENIED "deny"

/* The last reference closes it; WebKit does not bear that it is closed while it still tells us of it. */
static void
judged_cb (gboolean is_allowed, gpointer data)
{
  WebKitScriptDialog *dialog = data;

  webkit_script_dialog_prompt_set_text (dialog, is_allowed ? ALLOWED : DENIED);
  webkit_script_dialog_unref (dialog);
}

/* "METHOD address" */
static void
judge (SbWebTab *self, WebKitScriptDialog *dialog)
{
  const char *text = webkit_script_dialog_prompt_get_default_text (dialog);
  g_auto (GStrv) words = g_strsplit (text == NULL ? "" : text, " ", 2);

  webkit_script_dialog_ref (dialog);
  if (g_strv_length (words) == 2)
    sb_web_asker_judge (sb_web_tab_get_asker (self), words[0], words[1], SB_WEB_TARGET_WAITING, judged_cb, dialog);
  else
    judged_cb (FALSE, dialog);
}

static void
answered_cb (gpointer owner, gboolean is_yes, gboolean is_checked, const char *text, gpointer data)
{
  WebKitScriptDialog *dialog = data;

  switch (webkit_script_dialog_get_dialog_type (dialog))
    {
    case WEBKIT_SCRIPT_DIALOG_CONFIRM:
    case WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM:
      webkit_script_dialog_confirm_set_confirmed (dialog, is_yes);
      break;
    case WEBKIT_SCRIPT_DIALOG_PROMPT:
      if (is_yes)
        webkit_script_dialog_prompt_set_text (dialog, text);
      break;
    case WEBKIT_SCRIPT_DIALOG_ALERT:
    default:
      break;
    }
}

/* Also when the tab is gone: a script waits for it. */
static void
close_dialog (gpointer data)
{
  webkit_script_dialog_close (data);
  webkit_script_dialog_unref (data);
}

static gboolean
script_dialog_cb (SbWebTab *self, WebKitScriptDialog *dialog)
{
  const WebKitScriptDialogType type = webkit_script_dialog_get_dialog_type (dialog);
  const char *message = webkit_script_dialog_get_message (dialog);
  SbQuestion *question;

  if (type == WEBKIT_SCRIPT_DIALOG_PROMPT && g_str_equal (message, JUDGE))
    {
      judge (self, dialog);
      return TRUE;
    }

  if (type == WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM)
    question = sb_question_new (GTK_WIDGET (self), _("Leave the page?"), _("What was typed on it may be lost."),
                                _("_Leave"), _("_Stay"));
  else
    question = sb_question_new (GTK_WIDGET (self), _("The page says"), message, _("_OK"),
                                type == WEBKIT_SCRIPT_DIALOG_ALERT ? NULL : _("_Cancel"));
  if (type == WEBKIT_SCRIPT_DIALOG_PROMPT)
    sb_question_add_entry (question, webkit_script_dialog_prompt_get_default_text (dialog));
  sb_question_ask (question, G_OBJECT (self), answered_cb, webkit_script_dialog_ref (dialog), close_dialog);

  return TRUE;
}

/* What is asked for, as a question; NULL for what nobody gets. */
static const char *
name_permission (WebKitPermissionRequest *request)
{
  if (WEBKIT_IS_GEOLOCATION_PERMISSION_REQUEST (request))
    return _("Let the page know where you are?");
  if (WEBKIT_IS_NOTIFICATION_PERMISSION_REQUEST (request))
    return _("Let the page show notifications?");
  if (!WEBKIT_IS_USER_MEDIA_PERMISSION_REQUEST (request))
    return NULL;
  if (webkit_user_media_permission_is_for_display_device (WEBKIT_USER_MEDIA_PERMISSION_REQUEST (request)))
    return _("Let the page see your screen?");
  if (webkit_user_media_permission_is_for_video_device (WEBKIT_USER_MEDIA_PERMISSION_REQUEST (request)))
    return _("Let the page use the camera?");

  return _("Let the page use the microphone?");
}

static void
permitted_cb (gpointer owner, gboolean is_yes, gboolean is_checked, const char *text, gpointer data)
{
  if (is_yes)
    webkit_permission_request_allow (data);
  else
    webkit_permission_request_deny (data);
}

static gboolean
permission_request_cb (SbWebTab *self, WebKitPermissionRequest *request)
{
  const char *title = name_permission (request);
  SbQuestion *question;

  if (title == NULL)
    {
      webkit_permission_request_deny (request);
      return TRUE;
    }

  question = sb_question_new (GTK_WIDGET (self), title,
                              _("You are logged in as somebody else. What the page gets is yours, not the learner’s."),
                              _("_Allow"), _("_Deny"));
  sb_question_set_dangerous (question);
  /* A request that nobody answers is denied when it is freed. */
  sb_question_ask (question, G_OBJECT (self), permitted_cb, g_object_ref (request), g_object_unref);

  return TRUE;
}

void
sb_web_tab_set_up_dialogs (SbWebTab *self)
{
  WebKitWebView *view = sb_web_tab_get_view (self);

  g_signal_connect_object (view, "script-dialog", G_CALLBACK (script_dialog_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "permission-request", G_CALLBACK (permission_request_cb), self, G_CONNECT_SWAPPED);
}
