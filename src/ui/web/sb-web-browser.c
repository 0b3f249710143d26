/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's own pages under the bar, as a small browser: an address that cannot be typed into, a way back, reload,
 * find, zoom, tabs for the windows that pages open. What is held back stands in a strip. All of it, with its session, is
 * there as long as the log-in is, and no longer. */

#include "config.h"

#include "sb-web-browser.h"

#include <glib/gi18n.h>

#include "sb-help.h"
#include "sb-problem-page.h"
#include "sb-strip.h"
#include "sb-web-downloads.h"
#include "sb-web-find.h"
#include "sb-web-tab.h"

#define ZOOM_STEP 1.1
#define ZOOM_MIN 0.3
#define ZOOM_MAX 5.0

struct _SbWebBrowser
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *address_box;
  GtkImage *address_image;
  SbStrip *blank_strip;
  GtkSpinner *busy_spinner;
  SbWebFind *find_bar;
  GtkWidget *forward_button;
  SbStrip *held_strip;
  GtkLabel *host_label;
  GtkLabel *path_label;
  SbProblemPage *problem_page;
  GtkSpinner *spinner;
  GtkStack *stack;
  AdwTabView *tab_view;

  /* owned */
  SbWebPresenter *presenter;
  SbWebSession *session;   /* nullable until it is entered */
  SbWebAsker *asker;
  GSignalGroup *signals;   /* of the presenter */
  GSignalGroup *view_signals;
  char *wanted;            /* nullable: an address to go to as soon as there is a way in */

  /* state */
  gboolean is_software_rendered;
};

G_DEFINE_FINAL_TYPE (SbWebBrowser, sb_web_browser, ADW_TYPE_BIN)

enum
{
  PROP_SOFTWARE_RENDERED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  TOAST,
  SIGNED_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Nullable. */
static SbWebTab *
get_tab (SbWebBrowser *self)
{
  AdwTabPage *page = self->tab_view == NULL ? NULL : adw_tab_view_get_selected_page (self->tab_view);

  return page == NULL ? NULL : SB_WEB_TAB (adw_tab_page_get_child (page));
}

/* Nullable. */
static WebKitWebView *
get_view (SbWebBrowser *self)
{
  SbWebTab *tab = get_tab (self);

  return tab == NULL ? NULL : sb_web_tab_get_view (tab);
}

/* --- what is shown of the page --- */

static void
update_address (SbWebBrowser *self)
{
  WebKitWebView *view = get_view (self);
  const char *address = view == NULL ? NULL : webkit_web_view_get_uri (view);
  g_autoptr (GUri) uri = address == NULL ? NULL : g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  gboolean is_platform = FALSE;
  g_autofree char *host = NULL;
  const char *path = uri == NULL ? "" : g_uri_get_path (uri);

  host = address == NULL ? g_strdup ("") : sb_web_guard_dup_host (sb_web_session_get_guard (self->session), address,
                                                                  &is_platform);
  gtk_label_set_text (self->host_label, host);
  gtk_label_set_text (self->path_label, g_str_equal (path, "/") ? "" : path);
  gtk_image_set_from_icon_name (self->address_image,
                                uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https")
                                  ? "channel-secure-symbolic" : "network-workgroup-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->address_image), *host != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->address_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Address"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, address == NULL ? "" : address, -1);
}

static void
update_history (SbWebBrowser *self)
{
  WebKitWebView *view = get_view (self);
  gboolean is_there = view != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "web.back", is_there && webkit_web_view_can_go_back (view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "web.forward", is_there && webkit_web_view_can_go_forward (view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "web.reload", is_there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "web.find", is_there);
}

static void
update_loading (SbWebBrowser *self)
{
  WebKitWebView *view = get_view (self);
  gboolean is_loading = view != NULL && webkit_web_view_is_loading (view);

  gtk_spinner_set_spinning (self->spinner, is_loading);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_loading);
  if (is_loading)
    sb_strip_set_problem (self->blank_strip, NULL);
  update_history (self);
}

static void
update_all (SbWebBrowser *self)
{
  update_address (self);
  update_loading (self);
}

static void
title_changed_cb (WebKitWebView *view, GParamSpec *pspec, AdwTabPage *page)
{
  const char *title = webkit_web_view_get_title (view);

  adw_tab_page_set_title (page, title == NULL ? "" : title);
}

static void
held_cb (SbWebBrowser *self, const char *what, const char *topic)
{
  const SbProblem problem = { (char *) what,
                              (char *) _("Nothing was sent. It can be allowed once, on purpose."), NULL,
                              SB_REMEDY_NONE, topic };

  sb_strip_set_problem (self->held_strip, what == NULL ? NULL : &problem);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "web.allow-once", what != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "web.dismiss", what != NULL);
}

static void
blank_cb (SbWebBrowser *self)
{
  const SbProblem problem = { (char *) _("There is nothing on this page"),
                              (char *) _("Reload it. If it stays empty, choose “Draw Without Graphics Card” in the "
                                         "page menu."), NULL, SB_REMEDY_NONE,
                              SB_HELP_TROUBLES_PAGES };

  sb_strip_set_problem (self->blank_strip, &problem);
}

static void
refused_cb (SbWebBrowser *self, const char *address)
{
  g_signal_emit (self, signals[TOAST], 0, _("The page wanted to leave the platform in a way that is not allowed."));
}

static void
downloaded_cb (gpointer owner, const char *sentence)
{
  g_signal_emit (owner, signals[TOAST], 0, sentence);
}

static void
download_started_cb (SbWebBrowser *self, WebKitDownload *download)
{
  sb_web_download_save (download, GTK_WIDGET (self), downloaded_cb);
}

/* --- tabs --- */

static void
signed_out_cb (SbWebBrowser *self)
{
  g_signal_emit (self, signals[SIGNED_OUT], 0);
}

static void
close_tab (SbWebBrowser *self, SbWebTab *tab)
{
  if (adw_tab_view_get_n_pages (self->tab_view) > 1)
    adw_tab_view_close_page (self->tab_view, adw_tab_view_get_page (self->tab_view, GTK_WIDGET (tab)));
}

static void
add_tab (SbWebBrowser *self, SbWebTab *tab)
{
  AdwTabPage *page = adw_tab_view_append (self->tab_view, GTK_WIDGET (tab));
  WebKitWebView *view = sb_web_tab_get_view (tab);

  g_signal_connect_object (tab, "opened", G_CALLBACK (add_tab), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tab, "closed", G_CALLBACK (close_tab), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tab, "blank", G_CALLBACK (blank_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tab, "signed-out", G_CALLBACK (signed_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::title", G_CALLBACK (title_changed_cb), page, 0);
  adw_tab_view_set_selected_page (self->tab_view, page);
}

static gboolean
close_page_cb (SbWebBrowser *self, AdwTabPage *page)
{
  sb_web_tab_end (SB_WEB_TAB (adw_tab_page_get_child (page)));
  adw_tab_view_close_page_finish (self->tab_view, page, TRUE);

  return GDK_EVENT_STOP;
}

static void
selected_cb (SbWebBrowser *self)
{
  if (self->session == NULL)
    return;

  g_signal_group_set_target (self->view_signals, get_view (self));
  sb_web_find_set_view (self->find_bar, get_view (self));
  update_all (self);
}

/* --- the way in --- */

static void
show_problem (SbWebBrowser *self, const SbProblem *problem)
{
  sb_problem_page_set_problem (self->problem_page, problem);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbWebBrowser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = NULL;
  SbWebTab *tab;

  if (!sb_web_session_enter_finish (SB_WEB_SESSION (source), result, &error))
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      if (problem != NULL && self->session == (gpointer) source)
        show_problem (self, problem);
      return;
    }

  if (self->session != (gpointer) source || self->asker != NULL)
    return;

  self->asker = sb_web_asker_new (self->session, self->presenter, GTK_WIDGET (self));
  g_signal_connect_object (self->asker, "held", G_CALLBACK (held_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->asker, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);

  wanted = g_steal_pointer (&self->wanted);
  tab = sb_web_tab_new (self->session, self->asker, NULL);
  add_tab (self, tab);
  sb_web_tab_load (tab, wanted != NULL ? wanted
                                       : sb_web_guard_get_entry (sb_web_session_get_guard (self->session))->address);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  gtk_spinner_set_spinning (self->busy_spinner, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (sb_web_tab_get_view (tab)));
}

/* What a page's script wants to send, answered to it when it is decided. */
static void
judged_cb (gboolean is_allowed, gpointer data)
{
  sb_web_session_answer (data, is_allowed);
  webkit_script_message_reply_unref (data);
}

static void
judge_cb (SbWebBrowser *self, const char *method, const char *address, WebKitScriptMessageReply *reply)
{
  if (self->asker == NULL)
    sb_web_session_answer (reply, FALSE);
  else
    sb_web_asker_judge (self->asker, method, address, SB_WEB_TARGET_CALL, judged_cb, webkit_script_message_reply_ref (reply));
}

static void
presenter_changed_cb (SbWebBrowser *self)
{
  switch (sb_web_presenter_get_loading (self->presenter))
    {
    case SB_LOADING_FAILED:
      show_problem (self, sb_web_presenter_get_problem (self->presenter));
      break;
    case SB_LOADING_READY:
      if (self->session != NULL)
        break;
      self->session = sb_web_session_new (sb_web_presenter_get_guard (self->presenter), self->is_software_rendered);
      g_signal_connect_object (self->session, "judge", G_CALLBACK (judge_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->session, "download-started", G_CALLBACK (download_started_cb), self,
                               G_CONNECT_SWAPPED);
      sb_web_session_enter_async (self->session, NULL, entered_cb, g_object_ref (self));
      break;
    case SB_LOADING_BUSY:
    case SB_LOADING_EMPTY:
    default:
      gtk_stack_set_visible_child_name (self->stack, "busy");
      gtk_spinner_set_spinning (self->busy_spinner, TRUE);
    }
}

static void
leave (SbWebBrowser *self)
{
  g_signal_group_set_target (self->view_signals, NULL);
  if (self->asker != NULL)
    g_object_run_dispose (G_OBJECT (self->asker));
  g_clear_object (&self->asker);
  /* At once, without asking the pages: what they would send on their way out would be sent after the log-in. */
  for (int i = 0; self->tab_view != NULL && i < adw_tab_view_get_n_pages (self->tab_view); i++)
    webkit_web_view_terminate_web_process (sb_web_tab_get_view (SB_WEB_TAB (
        adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tab_view, i)))));
  while (self->tab_view != NULL && adw_tab_view_get_n_pages (self->tab_view) > 0)
    adw_tab_view_close_page (self->tab_view, adw_tab_view_get_nth_page (self->tab_view, 0));
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);
}

/* --- actions --- */

static void
navigate (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWebBrowser *self = SB_WEB_BROWSER (widget);
  WebKitWebView *view = get_view (self);

  if (view == NULL)
    return;

  if (g_str_equal (action, "web.back"))
    webkit_web_view_go_back (view);
  else if (g_str_equal (action, "web.forward"))
    webkit_web_view_go_forward (view);
  else
    sb_web_tab_reload (get_tab (self));
}

static void
enter (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_web_presenter_load (SB_WEB_BROWSER (widget)->presenter);
}

static void
zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WebKitWebView *view = get_view (SB_WEB_BROWSER (widget));
  double level;

  if (view == NULL)
    return;

  level = webkit_web_view_get_zoom_level (view);
  if (g_str_equal (action, "web.zoom-in"))
    level *= ZOOM_STEP;
  else if (g_str_equal (action, "web.zoom-out"))
    level /= ZOOM_STEP;
  else
    level = 1;
  webkit_web_view_set_zoom_level (view, CLAMP (level, ZOOM_MIN, ZOOM_MAX));
}

static void
find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_web_find_open (SB_WEB_BROWSER (widget)->find_bar);
}

static void
answer_held (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWebBrowser *self = SB_WEB_BROWSER (widget);

  if (self->asker != NULL)
    sb_web_asker_answer_held (self->asker, g_str_equal (action, "web.allow-once"));
  sb_web_browser_focus (self);
}

/* --- the object --- */

static void
sb_web_browser_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SOFTWARE_RENDERED:
      g_value_set_boolean (value, SB_WEB_BROWSER (object)->is_software_rendered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_web_browser_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbWebBrowser *self = SB_WEB_BROWSER (object);

  switch (property_id)
    {
    case PROP_SOFTWARE_RENDERED:
      if (self->is_software_rendered == g_value_get_boolean (value))
        break;
      self->is_software_rendered = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      if (self->session != NULL)
        sb_web_session_set_software_rendered (self->session, self->is_software_rendered);
      if (get_tab (self) != NULL)
        sb_web_tab_reload (get_tab (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_web_browser_dispose (GObject *object)
{
  SbWebBrowser *self = SB_WEB_BROWSER (object);

  if (self->signals != NULL)
    leave (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->view_signals);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_WEB_BROWSER);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_web_browser_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/web/sb-web-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, address_box);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, address_image);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, blank_strip);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, busy_spinner);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, find_bar);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, forward_button);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, held_strip);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, host_label);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, path_label);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, problem_page);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, spinner);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, SbWebBrowser, tab_view);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "web.back", NULL, navigate);
  gtk_widget_class_install_action (widget_class, "web.forward", NULL, navigate);
  gtk_widget_class_install_action (widget_class, "web.reload", NULL, navigate);
  gtk_widget_class_install_action (widget_class, "web.enter", NULL, enter);
  gtk_widget_class_install_action (widget_class, "web.zoom-in", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "web.zoom-out", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "web.zoom-normal", NULL, zoom);
  gtk_widget_class_install_action (widget_class, "web.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "web.allow-once", NULL, answer_held);
  gtk_widget_class_install_action (widget_class, "web.dismiss", NULL, answer_held);
  gtk_widget_class_install_property_action (widget_class, "web.software-rendering", "software-rendered");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "web.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "web.forward", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "web.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "web.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "web.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "web.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "web.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "web.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "web.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "web.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "web.zoom-normal", NULL);
}

static void
sb_web_browser_class_init (SbWebBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_web_browser_get_property;
  object_class->set_property = sb_web_browser_set_property;
  object_class->dispose = sb_web_browser_dispose;

  properties[PROP_SOFTWARE_RENDERED] = g_param_spec_boolean ("software-rendered", NULL, NULL, FALSE,
                                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                             | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", SB_TYPE_WEB_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[SIGNED_OUT] = g_signal_new ("signed-out", SB_TYPE_WEB_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);

  g_type_ensure (SB_TYPE_PROBLEM_PAGE);
  g_type_ensure (SB_TYPE_STRIP);
  g_type_ensure (SB_TYPE_WEB_FIND);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
sb_web_browser_init (SbWebBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  held_cb (self, NULL, NULL);
  update_history (self);

  self->signals = g_signal_group_new (SB_TYPE_WEB_PRESENTER);
  g_signal_group_connect_swapped (self->signals, "notify::loading", G_CALLBACK (presenter_changed_cb), self);
  self->view_signals = g_signal_group_new (WEBKIT_TYPE_WEB_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "notify::uri", G_CALLBACK (update_all), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::is-loading", G_CALLBACK (update_loading), self);
}

/**
 * sb_web_browser_set_presenter:
 * @self: the page
 * @presenter: (nullable): the way in; %NULL ends what is there, and all that it remembers
 */
void
sb_web_browser_set_presenter (SbWebBrowser *self, SbWebPresenter *presenter)
{
  g_return_if_fail (SB_IS_WEB_BROWSER (self));

  leave (self);
  held_cb (self, NULL, NULL);
  sb_strip_set_problem (self->blank_strip, NULL);
  g_signal_group_set_target (self->signals, presenter);
  g_set_object (&self->presenter, presenter);
  gtk_stack_set_visible_child_name (self->stack, "busy");
}

/**
 * sb_web_browser_open:
 * @self: the page
 * @address: (nullable): one of the platform's pages; %NULL for where one was, or the first
 */
void
sb_web_browser_open (SbWebBrowser *self, const char *address)
{
  SbWebTab *tab;

  g_return_if_fail (SB_IS_WEB_BROWSER (self));

  if (self->presenter == NULL)
    return;

  tab = get_tab (self);
  if (tab == NULL && address != NULL)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (address);
    }
  else if (tab != NULL && address != NULL)
    sb_web_tab_load (tab, address);

  if (tab == NULL)
    {
      sb_web_presenter_load (self->presenter);
      presenter_changed_cb (self);
    }
}

/**
 * sb_web_browser_refresh:
 * @self: the page
 *
 * Shows what has changed elsewhere: loads the pages again.
 */
void
sb_web_browser_refresh (SbWebBrowser *self)
{
  g_return_if_fail (SB_IS_WEB_BROWSER (self));

  if (get_tab (self) != NULL)
    sb_web_tab_reload (get_tab (self));
}

void
sb_web_browser_set_narrow (SbWebBrowser *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_WEB_BROWSER (self));

  gtk_widget_set_visible (self->forward_button, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->path_label), !is_narrow);
  gtk_widget_set_halign (GTK_WIDGET (self->host_label), GTK_ALIGN_START);
}

void
sb_web_browser_focus (SbWebBrowser *self)
{
  WebKitWebView *view;

  g_return_if_fail (SB_IS_WEB_BROWSER (self));

  view = get_view (self);
  if (view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
