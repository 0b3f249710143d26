/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's own pages in a real web view, on the real demo platform. A script clicks as a user would; what came of
 * it is asked of the platform's store. */

#include "config.h"

#include "sb-impersonation.h"
#include "sb-question.h"
#include "sb-test-platform.h"
#include "sb-ui-fixtures.h"
#include "sb-why-button.h"
#include "sb-web-page.h"

#include <string.h>
#include <webkit/webkit.h>

#define UNREAD "SELECT count(*) FROM notifications WHERE type = 'impersonation_started' AND read_at IS NULL"
#define READ "SELECT count(*) FROM audit WHERE action = 'notification_read'"
#define COMPLETED "SELECT count(*) FROM audit WHERE action = 'track_complete'"
#define STARTED "SELECT count(*) FROM audit WHERE action = 'track_start'"

static const char *program;

typedef struct
{
  SbTestPlatform *demo;
  SbPlatform *platform;
  SbLearner *learner;
  SbImpersonation *impersonation;
  SbVisitPolicy *policy;
  SbWebPresenter *presenter;
  GtkWidget *page;
  GtkWindow *window;
  GAsyncResult *slot;
} Fixture;

#define ask(f, ...) sb_test_platform_ask ((f)->demo, __VA_ARGS__)

/* --- the platform --- */

static void
begin (Fixture *f)
{
  g_autoptr (SbCredentials) credentials = sb_credentials_new_password ("tea.admin", "demo", NULL, NULL);
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate does not open", "", NULL);
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GError) error = NULL;

  f->platform = sb_platform_for_origin (f->demo->origin);
  sb_platform_sign_in_async (f->platform, credentials, NULL, sb_test_store_result, &f->slot);
  signed_in = sb_test_wait_result (&f->slot);
  g_assert_true (sb_platform_sign_in_finish (f->platform, signed_in, &error));

  f->learner = sb_ui_ana ();
  f->impersonation = sb_impersonation_new (f->platform, f->learner, request);
  sb_impersonation_begin_async (f->impersonation, NULL, sb_test_store_result, &f->slot);
  begun = sb_test_wait_result (&f->slot);
  g_assert_true (sb_impersonation_begin_finish (f->impersonation, begun, &error));
}

static void
end (Fixture *f)
{
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GError) error = NULL;

  sb_impersonation_end_async (f->impersonation, SB_END_SWITCH_BACK, sb_test_store_result, &f->slot);
  ended = sb_test_wait_result (&f->slot);
  g_assert_true (sb_impersonation_end_finish (f->impersonation, ended, &error));
}

/* --- the page --- */

/* A part of the browser, which comes out of the module. */
static GtkWidget *
part (Fixture *f, const char *name)
{
  return sb_ui_child (adw_bin_get_child (ADW_BIN (f->page)), name);
}

/* The tab on top: AdwTabView's pages are SbWebTabs, and each has one view that is shown. */
static WebKitWebView *
get_view (Fixture *f)
{
  AdwTabView *tabs = ADW_TAB_VIEW (part (f, "tab_view"));
  AdwTabPage *tab = adw_tab_view_get_selected_page (tabs);

  return tab == NULL ? NULL : WEBKIT_WEB_VIEW (sb_ui_find (adw_tab_page_get_child (tab), WEBKIT_TYPE_WEB_VIEW, 0));
}

static gboolean
is_at (Fixture *f, const char *path)
{
  WebKitWebView *view = get_view (f);
  g_autofree char *address = g_strconcat (f->demo->origin, path, NULL);

  return view != NULL && !webkit_web_view_is_loading (view)
      && g_strcmp0 (webkit_web_view_get_uri (view), address) == 0;
}

static char *
run (Fixture *f, const char *script)
{
  WebKitWebView *view = get_view (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JSCValue) value = NULL;
  g_autoptr (GError) error = NULL;

  webkit_web_view_call_async_javascript_function (view, script, -1, NULL, NULL, NULL, NULL,
                                                  sb_test_store_result, &f->slot);
  result = sb_test_wait_result (&f->slot);
  value = webkit_web_view_call_async_javascript_function_finish (view, result, &error);
  g_assert_no_error (error);

  return jsc_value_to_string (value);
}

/* For what comes to no end before it is answered: a page's dialog can be faster than the result. */
static void
start (Fixture *f, const char *script)
{
  webkit_web_view_call_async_javascript_function (get_view (f), script, -1, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
click (Fixture *f, const char *selector)
{
  g_autofree char *script = g_strdup_printf ("document.querySelector(\"%s\").click(); return 1", selector);
  g_autofree char *nothing = run (f, script);
}

static void
go (Fixture *f, const char *path)
{
  g_autofree char *address = sb_web_presenter_dup_address (f->presenter, path);

  sb_web_page_open (SB_WEB_PAGE (f->page), address);
  sb_test_wait_until (is_at (f, path));
}

static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SB_IS_QUESTION (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static gboolean
shows (Fixture *f, const char *text)
{
  return sb_ui_find_text (f->page, text) != NULL;
}

static void
set_up (Fixture *f, gconstpointer is_look_only)
{
  const char *options[] = { "--learners", "20", NULL };

  f->demo = sb_test_platform_start (program, options);
  begin (f);
  f->policy = sb_visit_policy_new (GPOINTER_TO_INT (is_look_only));
  f->presenter = sb_web_presenter_new (f->impersonation, f->policy, NULL);
  f->page = g_object_new (SB_TYPE_WEB_PAGE, "software-rendered", TRUE, NULL);
  f->window = sb_ui_show (f->page, 1000, 700);
  sb_web_page_set_presenter (SB_WEB_PAGE (f->page), f->presenter);
  sb_web_page_open (SB_WEB_PAGE (f->page), NULL);
  sb_test_wait_until (is_at (f, "/learn/home"));
}

/* Whatever was clicked, Ana has not been deprived of her notice. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_web_page_set_presenter (SB_WEB_PAGE (f->page), NULL);
  end (f);
  sb_ui_close (f->window);
  sb_test_drain ();
  g_object_unref (f->presenter);
  g_object_unref (f->policy);
  g_object_unref (f->impersonation);
  g_object_unref (f->learner);
  g_object_unref (f->platform);
  sb_test_platform_stop (f->demo);
}

/* --- the tests --- */

/* Entered as Ana, and the token is in no address and out of the reach of scripts. */
static void
test_enter (Fixture *f, gconstpointer data)
{
  g_autofree char *page = run (f, "return document.body.innerText");
  g_autofree char *cookies = run (f, "return document.cookie + location.href + document.referrer");
  g_autofree char *home = g_strconcat (f->demo->origin, "/learn/home", NULL);

  g_assert_nonnull (strstr (page, "Ana Silva"));
  g_assert_nonnull (strstr (page, "Everything done here is real"));
  g_assert_cmpstr (cookies, ==, home);
  g_assert_true (shows (f, "127.0.0.1"));
  g_assert_true (shows (f, "/learn/home"));
}

static void
test_bell (Fixture *f, gconstpointer data)
{
  g_autofree char *panel = NULL;
  GtkWidget *why = sb_ui_child (part (f, "held_strip"), "why_button");

  /* Its panel can be read, and would take the dot away. */
  click (f, ".bell");
  sb_test_wait_until (shows (f, "Opening a notification was held back"));
  g_assert_true (gtk_widget_get_mapped (why));
  g_assert_cmpstr (sb_why_button_get_help (SB_WHY_BUTTON (why)), ==, "inside#bell");
  panel = run (f, "return document.querySelector('.panel').innerText");
  g_assert_nonnull (strstr (panel, "Your account was accessed"));
  g_assert_cmpint (ask (f, READ), ==, 0);

  /* A notification in it, as a page; by a fetch; by a picture; by a beacon; by a form. */
  click (f, ".panel a");
  sb_test_wait_until (shows (f, "Opening a notification was held back"));
  g_free (run (f, "document.body.append(Object.assign(new Image(), { src: document.querySelector('.panel a').href }));"
                  "fetch(document.querySelector('.panel a').href).catch(() => {});"
                  "const x = new XMLHttpRequest(); x.open('GET', document.querySelector('.panel a').href); x.send();"
                  "const y = new XMLHttpRequest(); y.open('GET', document.querySelector('.panel a').href, false);"
                  "try { y.send(); } catch (error) {}"
                  "navigator.sendBeacon('/learn/bell/seen', new URLSearchParams({ csrf: "
                  "  document.querySelector('.bell').dataset.csrf }));"
                  "await (await fetch('/learn/bell')).json()"));
  go (f, "/learn/notifications");
  g_assert_cmpint (ask (f, READ), ==, 0);
  g_assert_cmpint (ask (f, UNREAD), ==, 1);

  /* On purpose, and once. */
  click (f, ".rows a");
  sb_test_wait_until (shows (f, "Opening a notification was held back"));
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.allow-once", NULL);
  sb_test_wait_until (ask (f, READ) == 1);
  g_assert_false (shows (f, "Opening a notification was held back"));
}

/* A course's item, completed by its page, after a question. */
static void
test_complete (Fixture *f, gconstpointer data)
{
  go (f, "/learn/course/31/workplace-safety-2026");
  click (f, "a[href$='/play/317']");
  sb_test_wait_until (is_at (f, "/learn/course/31/play/317"));
  g_assert_cmpint (ask (f, STARTED), ==, 1);

  click (f, "form[action$='/complete'] button");
  sb_test_wait_until (find_question () != NULL);
  g_assert_cmpint (ask (f, COMPLETED), ==, 0);
  sb_ui_activate (find_question (), "window.close", NULL);
  g_assert_null (find_question ());

  click (f, "form[action$='/complete'] button");
  sb_test_wait_until (find_question () != NULL);
  sb_ui_activate (find_question (), "question.answer", "s", SB_QUESTION_YES);
  sb_test_wait_until (is_at (f, "/learn/course/31/workplace-safety-2026"));
  g_assert_cmpint (ask (f, "SELECT count(*) FROM audit WHERE action = 'track_complete' AND actor_id = 4711 AND "
                         "impersonator_id = 12 AND target_id = '317' AND session_uuid IS NOT NULL"), ==, 1);
}

/* In look only nothing that changes something leaves, unless it is allowed. */
static void
test_look_only (Fixture *f, gconstpointer data)
{
  go (f, "/learn/course/31/workplace-safety-2026");
  click (f, "a[href$='/play/317']");
  sb_test_wait_until (shows (f, "Look only: starting an item was held back"));
  g_assert_cmpint (ask (f, STARTED), ==, 0);
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.allow-once", NULL);
  sb_test_wait_until (is_at (f, "/learn/course/31/play/317"));

  click (f, "form[action$='/complete'] button");
  sb_test_wait_until (shows (f, "Look only: completing an item was held back"));
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.dismiss", NULL);
  g_assert_false (shows (f, "Look only: completing an item was held back"));
  g_free (run (f, "fetch('/learn/course/31/play/317/complete', { method: 'POST' }).catch(() => {});"
                  "await (await fetch('/learn/bell')).json()"));
  sb_test_wait_until (shows (f, "Look only: completing an item was held back"));
  g_assert_cmpint (ask (f, COMPLETED), ==, 0);
  g_assert_null (find_question ());
}

/* Away from the platform only into the desktop's browser, and only if one says so. */
static void
test_outside (Fixture *f, gconstpointer data)
{
  click (f, "footer a[href^='https:']");
  sb_test_wait_until (find_question () != NULL);
  g_assert_true (is_at (f, "/learn/home"));
  sb_ui_activate (find_question (), "window.close", NULL);

  /* By a script, without a click. */
  g_free (run (f, "location.href = 'http://localhost:8099/'"));
  sb_test_wait_until (find_question () != NULL);
  sb_ui_activate (find_question (), "window.close", NULL);
  sb_test_wait_until (is_at (f, "/learn/home"));

  /* Another port of this host, which the cookie would be sent to. */
  g_free (run (f, "location.href = 'http://127.0.0.1:8099/'"));
  sb_test_wait_until (find_question () != NULL);
  sb_ui_activate (find_question (), "window.close", NULL);
  sb_test_wait_until (is_at (f, "/learn/home"));
}

static guint
count_tabs (Fixture *f)
{
  return adw_tab_view_get_n_pages (ADW_TAB_VIEW (part (f, "tab_view")));
}

/* A new window is a tab under the same bar, and can close itself. */
static void
test_window (Fixture *f, gconstpointer data)
{
  click (f, "footer a[target]");
  sb_test_wait_until (count_tabs (f) == 2 && is_at (f, "/learn/help"));
  g_free (run (f, "setTimeout(() => document.querySelector('.close-window').click()); return 1"));
  sb_test_wait_until (count_tabs (f) == 1 && is_at (f, "/learn/home"));
}

static void
test_dialogs (Fixture *f, gconstpointer data)
{
  start (f, "document.title = confirm('Sure?') + prompt('Who?', 'me')");
  sb_test_wait_until (find_question () != NULL && sb_ui_find_text (find_question (), "Sure?") != NULL);
  sb_ui_activate (find_question (), "question.answer", "s", SB_QUESTION_YES);
  sb_test_wait_until (find_question () != NULL && sb_ui_find_text (find_question (), "Who?") != NULL);
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (find_question (), "entry")), "Ana");
  sb_ui_activate (find_question (), "question.answer", "s", SB_QUESTION_YES);
  sb_test_wait_until (g_strcmp0 (webkit_web_view_get_title (get_view (f)), "trueAna") == 0);
}

/* Nobody has the camera before the user says so; a page that asks gets no answer by itself. */
static void
test_permission (Fixture *f, gconstpointer data)
{
  g_autofree char *nothing = run (f, "setTimeout(() => navigator.geolocation.getCurrentPosition("
                                     "  () => { document.title = 'known'; }, () => { document.title = 'denied'; }))");

  sb_test_wait_until (find_question () != NULL
                      && sb_ui_find_text (find_question (), "Let the page know where you are?") != NULL);
  sb_ui_activate (find_question (), "window.close", NULL);
  sb_test_wait_until (g_strcmp0 (webkit_web_view_get_title (get_view (f)), "denied") == 0);
}

static void
test_crash (Fixture *f, gconstpointer data)
{
  webkit_web_view_load_uri (get_view (f), "about:blank");
  sb_web_page_open (SB_WEB_PAGE (f->page), NULL);
  go (f, "/learn/home");
  g_signal_emit_by_name (get_view (f), "web-process-terminated", WEBKIT_WEB_PROCESS_CRASHED);
  sb_test_wait_until (shows (f, "The page has crashed"));
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.reload", NULL);
  sb_test_wait_until (is_at (f, "/learn/home"));
  g_assert_false (shows (f, "The page has crashed"));
}

/* What is chosen because of this machine is chosen for good. */
static void
test_graphics (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.switchback_app.Switchback");

  g_settings_set_boolean (settings, "draw-without-graphics-card", TRUE);
  sb_web_page_remember (SB_WEB_PAGE (f->page), settings);
  g_assert_cmpint (webkit_settings_get_hardware_acceleration_policy (webkit_web_view_get_settings (get_view (f))), ==,
                   WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.software-rendering", NULL);
  g_assert_false (g_settings_get_boolean (settings, "draw-without-graphics-card"));
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.software-rendering", NULL);
  g_assert_true (g_settings_get_boolean (settings, "draw-without-graphics-card"));
}

static void
test_zoom_and_find (Fixture *f, gconstpointer data)
{
  GtkWidget *bar;

  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.zoom-in", NULL);
  g_assert_cmpfloat (webkit_web_view_get_zoom_level (get_view (f)), >, 1.05);
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.zoom-normal", NULL);
  g_assert_cmpfloat_with_epsilon (webkit_web_view_get_zoom_level (get_view (f)), 1, 0.001);
  sb_ui_activate (adw_bin_get_child (ADW_BIN (f->page)), "web.find", NULL);
  g_assert_true (sb_ui_has_focus (part (f, "find_bar")));
  bar = sb_ui_child (part (f, "find_bar"), "bar");
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
}

/* What one log-in leaves in cookies and storage, the next does not find; and there is no file of it. */
static void
test_nothing_stays (Fixture *f, gconstpointer data)
{
  g_autofree char *before = run (f, "document.cookie = 'mark=1; max-age=9999'; localStorage.mark = '1';"
                                    "return document.cookie + localStorage.mark");
  g_autofree char *after = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *nothing = NULL;

  g_assert_cmpstr (before, ==, "mark=11");
  sb_web_page_set_presenter (SB_WEB_PAGE (f->page), NULL);
  g_assert_null (get_view (f));

  sb_web_page_set_presenter (SB_WEB_PAGE (f->page), f->presenter);
  sb_web_page_open (SB_WEB_PAGE (f->page), NULL);
  sb_test_wait_until (is_at (f, "/learn/home"));
  after = run (f, "return document.cookie + localStorage.mark");
  g_assert_cmpstr (after, ==, "undefined");

  /* All folders that the program may write to are under this one. */
  g_assert_true (g_spawn_command_line_sync ("sh -c 'grep -rl -e mark=1 -e hydra_access_token \"$XDG_DATA_HOME\" 2>/dev/null;"
                                            " find \"$XDG_DATA_HOME\" -iname \"*cookie*\" -o -iname \"*localstorage*\"'",
                                            &nothing, NULL, NULL, NULL));
  g_assert_cmpstr (nothing, ==, "");
}

#define ADD(name, look_only, function) \
  g_test_add ("/ui/web-page/" name, Fixture, GINT_TO_POINTER (look_only), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);
  /* WebKit warns that there is no graphics card. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  program = argv[1];

  ADD ("enter", FALSE, test_enter);
  ADD ("bell", FALSE, test_bell);
  ADD ("complete", FALSE, test_complete);
  ADD ("look-only", TRUE, test_look_only);
  ADD ("outside", FALSE, test_outside);
  ADD ("window", FALSE, test_window);
  ADD ("dialogs", FALSE, test_dialogs);
  ADD ("permission", FALSE, test_permission);
  ADD ("crash", FALSE, test_crash);
  ADD ("graphics", FALSE, test_graphics);
  ADD ("zoom-and-find", FALSE, test_zoom_and_find);
  ADD ("nothing-stays", FALSE, test_nothing_stays);

  return sb_ui_run ();
}
