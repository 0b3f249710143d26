/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One page of the platform. Every page that it would load, and every window that it would open, is judged first; what is
 * no page is downloaded; what goes wrong is told in our own words, and a certificate that is not good is never accepted.
 * Dialogs and permissions are sb-web-dialogs.c's. */

#include "config.h"

#include "sb-web-tab.h"

#include <glib/gi18n.h>

#include "sb-help.h"
#include "sb-problem-page.h"

struct _SbWebTab
{
  AdwBin parent_instance;

  /* template widgets */
  SbProblemPage *problem_page;
  GtkStack *stack;
  AdwBin *view_bin;

  /* owned */
  SbWebSession *session;
  SbWebAsker *asker;
  WebKitWebView *view;
  GCancellable *cancellable;
  char *going;    /* nullable: where the page comes from that is on its way */
};

G_DEFINE_FINAL_TYPE (SbWebTab, sb_web_tab, ADW_TYPE_BIN)

enum
{
  OPENED,
  CLOSED,
  BLANK,
  SIGNED_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_problem (SbWebTab *self, const char *title, const char *body, const char *details, const char *topic)
{
  const SbProblem problem = { (char *) title, (char *) body, (char *) details, SB_REMEDY_RETRY, topic };

  sb_problem_page_set_problem (self->problem_page, &problem);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/* --- what may be loaded --- */

static void
decided_cb (gboolean is_allowed, gpointer data)
{
  g_autoptr (WebKitPolicyDecision) decision = data;

  if (is_allowed)
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
}

typedef struct
{
  WebKitPolicyDecision *decision;
  SbWebAsker *asker;
  char *method;
  char *address;
} Opening;

/* The window that opens now is judged as any other page: nobody is asked again about what it opens with. */
static void
opening_decided_cb (gboolean is_allowed, gpointer data)
{
  Opening *opening = data;

  if (is_allowed)
    sb_web_asker_let_again (opening->asker, opening->method, opening->address);
  decided_cb (is_allowed, opening->decision);
  g_object_unref (opening->asker);
  g_free (opening->method);
  g_free (opening->address);
  g_free (opening);
}

/* The interface does not say whether a navigation is a frame's. What somebody clicked is a page; what goes elsewhere by
 * itself may be a frame's, and if it is not, the filter stops it, and after a redirect the answer is looked at. */
static SbWebTarget
get_target (WebKitNavigationAction *action)
{
  const WebKitNavigationType kind = webkit_navigation_action_get_navigation_type (action);

  if (kind != WEBKIT_NAVIGATION_TYPE_OTHER || webkit_navigation_action_is_user_gesture (action))
    return SB_WEB_TARGET_PAGE;

  return SB_WEB_TARGET_FRAME;
}

static gboolean
decide_navigation (SbWebTab *self, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action
    = webkit_navigation_policy_decision_get_navigation_action (WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  WebKitURIRequest *request = webkit_navigation_action_get_request (action);
  const char *given = webkit_uri_request_get_http_method (request);
  const char *method = given == NULL ? "GET" : given;
  const char *address = webkit_uri_request_get_uri (request);

  if (type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION)
    {
      Opening *opening = g_new0 (Opening, 1);

      *opening = (Opening) { g_object_ref (decision), g_object_ref (self->asker), g_strdup (method),
                             g_strdup (address) };
      sb_web_asker_judge (self->asker, method, address, SB_WEB_TARGET_PAGE, opening_decided_cb, opening);
      return TRUE;
    }

  /* Who sends us on has done what it was asked for. */
  if (webkit_navigation_action_is_redirect (action) && self->going != NULL)
    sb_web_asker_answered (self->asker, self->going, TRUE);
  g_free (self->going);
  self->going = g_strdup (address);
  sb_web_asker_judge (self->asker, method, address, get_target (action), decided_cb, g_object_ref (decision));

  return TRUE;
}

static gboolean
is_attachment (WebKitURIResponse *response)
{
  SoupMessageHeaders *headers = webkit_uri_response_get_http_headers (response);
  g_autofree char *disposition = NULL;
  g_autoptr (GHashTable) parameters = NULL;

  return headers != NULL && soup_message_headers_get_content_disposition (headers, &disposition, &parameters)
      && g_ascii_strcasecmp (disposition, "attachment") == 0;
}

static gboolean
decide_response (SbWebTab *self, WebKitPolicyDecision *decision)
{
  WebKitResponsePolicyDecision *answer = WEBKIT_RESPONSE_POLICY_DECISION (decision);
  WebKitURIResponse *response = webkit_response_policy_decision_get_response (answer);
  const char *address = webkit_uri_response_get_uri (response);
  const gboolean is_page = webkit_response_policy_decision_is_main_frame_main_resource (answer);
  SbAct act;

  sb_web_asker_answered (self->asker, is_page && self->going != NULL ? self->going : address,
                         webkit_uri_response_get_status_code (response) < SOUP_STATUS_BAD_REQUEST);
  if (is_page && sb_web_guard_judge (sb_web_session_get_guard (self->session), "GET", address, SB_WEB_TARGET_PAGE, &act)
                   == SB_WEB_OUTSIDE)
    {
      webkit_policy_decision_ignore (decision);
      sb_web_asker_go_outside (self->asker, address);
      return TRUE;
    }

  if (is_page && webkit_uri_response_get_status_code (response) == SOUP_STATUS_UNAUTHORIZED)
    g_signal_emit (self, signals[SIGNED_OUT], 0);

  if (is_attachment (response) || !webkit_response_policy_decision_is_mime_type_supported (answer))
    webkit_policy_decision_download (decision);
  else
    webkit_policy_decision_use (decision);

  return TRUE;
}

static gboolean
decide_policy_cb (SbWebTab *self, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type)
{
  if (self->view == NULL)
    return FALSE;

  return type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE ? decide_response (self, decision)
                                                      : decide_navigation (self, decision, type);
}

/* --- windows --- */

static GtkWidget *
create_cb (SbWebTab *self, WebKitNavigationAction *action)
{
  SbWebTab *opened = sb_web_tab_new (self->session, self->asker, self->view);

  g_object_ref_sink (opened);
  g_signal_emit (self, signals[OPENED], 0, opened);
  g_object_unref (opened);

  return GTK_WIDGET (opened->view);
}

static void
close_cb (SbWebTab *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

/* --- what goes wrong --- */

static gboolean
load_failed_cb (SbWebTab *self, WebKitLoadEvent event, const char *address, GError *error)
{
  gboolean is_platform;
  g_autofree char *host = NULL;

  if (g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED)
      || g_error_matches (error, WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE))
    return TRUE;

  host = sb_web_guard_dup_host (sb_web_session_get_guard (self->session), address, &is_platform);
  if (*host != '\0' && !is_platform)
    {
      sb_web_asker_go_outside (self->asker, address);
      return TRUE;
    }

  show_problem (self, _("The page cannot be shown"),
                _("The platform cannot be reached, or did not answer as it should. Try again in a while."),
                error->message, SB_HELP_TROUBLES_PAGES);

  return TRUE;
}

static gboolean
load_failed_with_tls_errors_cb (SbWebTab *self,
                                const char *address,
                                GTlsCertificate *certificate,
                                GTlsCertificateFlags flags)
{
  gboolean is_platform;
  g_autofree char *host = sb_web_guard_dup_host (sb_web_session_get_guard (self->session), address, &is_platform);
  g_autofree char *flags_text = g_flags_to_string (G_TYPE_TLS_CERTIFICATE_FLAGS, flags);
  g_autofree char *body = NULL;

  /* Translators: %s is the name of a host */
  body = g_strdup_printf (_("Nobody vouches that this is really %s, so nothing was sent there. Somebody may be listening, "
                            "or the certificate has run out. Tell those who run the platform."), host);
  show_problem (self, _("The certificate is not good"), body, flags_text, SB_HELP_TROUBLES_CERTIFICATE);

  return TRUE;
}

static void
web_process_terminated_cb (SbWebTab *self, WebKitWebProcessTerminationReason reason)
{
  if (reason == WEBKIT_WEB_PROCESS_TERMINATED_BY_API)
    return;

  show_problem (self, _("The page has crashed"),
                _("The program that draws the page has ended. What was typed on the page is lost; what was sent before "
                  "is at the platform."),
                reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT ? "Out of memory" : "Crashed",
                SB_HELP_TROUBLES_PAGES);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbWebTab) self = user_data;
  g_autoptr (JSCValue) value
    = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result, NULL);

  if (value != NULL && self->view != NULL && jsc_value_is_boolean (value) && jsc_value_to_boolean (value))
    g_signal_emit (self, signals[BLANK], 0);
}

static void
load_changed_cb (SbWebTab *self, WebKitLoadEvent event)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    gtk_stack_set_visible_child_name (self->stack, "view");

  /* In a world of its own, where the page cannot lie about itself. */
  if (event == WEBKIT_LOAD_FINISHED
      && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "view"))
    webkit_web_view_call_async_javascript_function (self->view,
                                                    "const b = document.body; return location.href !== 'about:blank' &&"
                                                    " (!b || (b.innerText.trim() === '' &&"
                                                    " !b.querySelector('*:not(script):not(style)')));",
                                                    -1, NULL, "switchback", NULL, self->cancellable, looked_cb,
                                                    g_object_ref (self));
}

/* --- the object --- */

static void
sb_web_tab_dispose (GObject *object)
{
  SbWebTab *self = SB_WEB_TAB (object);

  sb_web_tab_end (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_WEB_TAB);
  g_clear_object (&self->asker);
  g_clear_object (&self->session);
  g_clear_pointer (&self->going, g_free);

  G_OBJECT_CLASS (sb_web_tab_parent_class)->dispose (object);
}

static void
sb_web_tab_class_init (SbWebTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_web_tab_dispose;

  signals[OPENED] = g_signal_new ("opened", SB_TYPE_WEB_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  SB_TYPE_WEB_TAB);
  signals[CLOSED] = g_signal_new ("closed", SB_TYPE_WEB_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BLANK] = g_signal_new ("blank", SB_TYPE_WEB_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED_OUT] = g_signal_new ("signed-out", SB_TYPE_WEB_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);

  g_type_ensure (SB_TYPE_PROBLEM_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/web/sb-web-tab.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWebTab, problem_page);
  gtk_widget_class_bind_template_child (widget_class, SbWebTab, stack);
  gtk_widget_class_bind_template_child (widget_class, SbWebTab, view_bin);
}

static void
sb_web_tab_init (SbWebTab *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
connect_view (SbWebTab *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } callbacks[] = {
    { "decide-policy", G_CALLBACK (decide_policy_cb) },
    { "create", G_CALLBACK (create_cb) },
    { "close", G_CALLBACK (close_cb) },
    { "load-changed", G_CALLBACK (load_changed_cb) },
    { "load-failed", G_CALLBACK (load_failed_cb) },
    { "load-failed-with-tls-errors", G_CALLBACK (load_failed_with_tls_errors_cb) },
    { "web-process-terminated", G_CALLBACK (web_process_terminated_cb) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (callbacks); i++)
    g_signal_connect_object (self->view, callbacks[i].signal, callbacks[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * sb_web_tab_new:
 * @session: what all pages of the log-in share
 * @asker: who decides about requests
 * @related: (nullable): the view that opens this one as a new window
 *
 * Returns: (transfer floating): a tab without a page
 */
SbWebTab *
sb_web_tab_new (SbWebSession *session, SbWebAsker *asker, WebKitWebView *related)
{
  SbWebTab *self = g_object_new (SB_TYPE_WEB_TAB, NULL);

  self->session = g_object_ref (session);
  self->asker = g_object_ref (asker);
  self->view = g_object_ref_sink (sb_web_session_new_view (session, related));
  connect_view (self);
  sb_web_tab_set_up_dialogs (self);
  adw_bin_set_child (self->view_bin, GTK_WIDGET (self->view));

  return self;
}

WebKitWebView *
sb_web_tab_get_view (SbWebTab *self)
{
  g_return_val_if_fail (SB_IS_WEB_TAB (self), NULL);

  return self->view;
}

SbWebAsker *
sb_web_tab_get_asker (SbWebTab *self)
{
  g_return_val_if_fail (SB_IS_WEB_TAB (self), NULL);

  return self->asker;
}

void
sb_web_tab_load (SbWebTab *self, const char *address)
{
  g_return_if_fail (SB_IS_WEB_TAB (self));

  webkit_web_view_load_uri (self->view, address);
}

void
sb_web_tab_reload (SbWebTab *self)
{
  g_return_if_fail (SB_IS_WEB_TAB (self));

  gtk_stack_set_visible_child_name (self->stack, "view");
  webkit_web_view_reload (self->view);
}

/**
 * sb_web_tab_end:
 * @self: a tab
 *
 * Lets go of the page. Its process may be that of the page which opened it, and is left alone.
 */
void
sb_web_tab_end (SbWebTab *self)
{
  g_autoptr (WebKitWebView) view = NULL;

  g_return_if_fail (SB_IS_WEB_TAB (self));

  g_cancellable_cancel (self->cancellable);
  view = g_steal_pointer (&self->view);
  if (view == NULL)
    return;

  g_signal_handlers_disconnect_by_data (view, self);
  if (self->view_bin != NULL)
    adw_bin_set_child (self->view_bin, NULL);
}
