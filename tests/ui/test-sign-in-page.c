/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sign-in page: what it says of each thing that can go wrong, what it keeps, and where the keyboard goes. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-sign-in-page.h"
#include "sb-ui-fixtures.h"

typedef struct
{
  SbUiBench bench;
  SbSignInPresenter *presenter;
  GtkWidget *page;
  GtkWindow *window;
  guint n_signed_in;
} Fixture;

static void
signed_in_cb (Fixture *f)
{
  f->n_signed_in++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  sb_ui_bench_set_up (&f->bench);
  f->presenter = sb_sign_in_presenter_new (f->bench.sign_in);
  g_signal_connect_swapped (f->presenter, "signed-in", G_CALLBACK (signed_in_cb), f);
  f->page = g_object_new (SB_TYPE_SIGN_IN_PAGE, NULL);
  sb_sign_in_page_set_up (SB_SIGN_IN_PAGE (f->page), f->presenter, f->bench.accounts);
  f->window = sb_ui_show (f->page, 600, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_ui_close (f->window);
  g_assert_finalize_object (f->presenter);
  sb_ui_bench_tear_down (&f->bench);
}

static const char *
get_text (Fixture *f, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (f->page, row)));
}

static void
set_text (Fixture *f, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (f->page, row)), text);
}

static void
fill (Fixture *f)
{
  set_text (f, "address_row", "fake.example");
  set_text (f, "user_name_row", "tea.admin");
  set_text (f, "password_row", "secret");
}

static void
test_can_submit (Fixture *f, gconstpointer data)
{
  g_assert_false (sb_ui_is_enabled (f->page, "sign-in.sign-in"));
  g_assert_false (sb_ui_is_enabled (f->page, "sign-in.use-browser"));
  fill (f);
  g_assert_true (sb_ui_is_enabled (f->page, "sign-in.sign-in"));
  g_assert_false (sb_ui_is_enabled (f->page, "sign-in.use-browser"));
  set_text (f, "client_id_row", "switchback");
  g_assert_true (sb_ui_is_enabled (f->page, "sign-in.use-browser"));
  set_text (f, "password_row", "");
  g_assert_false (sb_ui_is_enabled (f->page, "sign-in.sign-in"));
}

static const struct
{
  const char *name;
  SbFakeOp op; /* where it goes wrong */
  SbApiError code;
  const char *reason;
  const char *title;
  const char *focus; /* the field that it is about */
} problems[] = {
  { "wrong-password", SB_FAKE_SIGN_IN, SB_API_ERROR_CREDENTIALS, NULL, "Wrong user name or password", "password_row" },
  { "unknown-host", SB_FAKE_PROBE, SB_API_ERROR_HOST_UNKNOWN, NULL, "There is nothing at this address",
    "address_row" },
  { "no-network", SB_FAKE_PROBE, SB_API_ERROR_NETWORK, NULL, "The platform cannot be reached", NULL },
  { "tls", SB_FAKE_PROBE, SB_API_ERROR_TLS, NULL, "The connection is not secure", "address_row" },
  { "http", SB_FAKE_PROBE, SB_API_ERROR_INSECURE, NULL, "This address is not secure", "address_row" },
  { "another-page", SB_FAKE_PROBE, SB_API_ERROR_NOT_A_PLATFORM, NULL, "This is not a learning platform",
    "address_row" },
  { "nonsense", SB_FAKE_SIGN_IN, SB_API_ERROR_PROTOCOL, NULL, "The answer makes no sense", NULL },
  { "busy", SB_FAKE_SIGN_IN, SB_API_ERROR_RATE_LIMITED, NULL, "The platform is too busy", NULL },
  { "server", SB_FAKE_SIGN_IN, SB_API_ERROR_SERVER, NULL, "The platform has a problem", NULL },
  { "hang", SB_FAKE_SIGN_IN, SB_API_ERROR_TIMEOUT, NULL, "The platform does not answer", NULL },
  { "inactive", SB_FAKE_SIGN_IN, SB_API_ERROR_FORBIDDEN, "account_inactive", "Your account is not active",
    "user_name_row" },
  { "client", SB_FAKE_SIGN_IN, SB_API_ERROR_CREDENTIALS, "invalid_client", "The platform does not know this client",
    "client_id_row" },
};

static void
test_problem (Fixture *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  fill (f);
  set_text (f, "client_id_row", "switchback");
  if (problems[i].op == SB_FAKE_SIGN_IN)
    sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_PROBE, sb_platform_info_new ("ACME", "en"),
                                  (GDestroyNotify) sb_platform_info_free);
  sb_model_push_error (f->bench.platform, problems[i].op, problems[i].code, 400, problems[i].reason);
  sb_ui_activate (f->page, "sign-in.sign-in", NULL);
  sb_ui_wait_text (f->page, problems[i].title);

  g_assert_cmpstr (get_text (f, "address_row"), ==, "fake.example");
  g_assert_cmpstr (get_text (f, "user_name_row"), ==, "tea.admin");
  g_assert_cmpstr (get_text (f, "password_row"), ==, "secret");
  g_assert_true (sb_ui_is_enabled (f->page, "sign-in.sign-in"));
  sb_ui_settle (f->window);
  if (problems[i].focus != NULL)
    {
      GtkWidget *row = sb_ui_child (f->page, problems[i].focus);

      g_assert_true (sb_ui_has_focus (row));
      g_assert_true (gtk_widget_get_mapped (row));
      g_assert_true (gtk_widget_has_css_class (row, "error"));
    }

  /* A new attempt starts from a clean page. */
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_PROBE);
  sb_ui_activate (f->page, "sign-in.sign-in", NULL);
  sb_ui_settle (f->window);
  g_assert_null (sb_ui_find_text (f->page, problems[i].title));
  if (problems[i].focus != NULL)
    g_assert_false (gtk_widget_has_css_class (sb_ui_child (f->page, problems[i].focus), "error"));
  sb_ui_activate (f->page, "sign-in.cancel", NULL);
}

static void
test_busy_and_cancel (Fixture *f, gconstpointer data)
{
  fill (f);
  sb_fake_platform_push_hold (f->bench.platform, SB_FAKE_PROBE);
  gtk_widget_grab_focus (sb_ui_child (f->page, "password_row"));
  sb_ui_press (f->window, GDK_KEY_Return, 0);
  sb_test_wait_until (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_PROBE) == 1);

  g_assert_false (gtk_widget_is_sensitive (sb_ui_child (f->page, "form")));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (sb_ui_child (f->page, "spinner"))));
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (f->page, "cancel_button")));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (f->page, "sign_in_button")));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (f->page, "demo_button")));

  /* The keyboard is on the only thing there is to do. */
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->page, "cancel_button")));
  sb_ui_press (f->window, GDK_KEY_Escape, 0);
  g_assert_cmpuint (sb_fake_platform_count_held (f->bench.platform, SB_FAKE_PROBE), ==, 0);
  g_assert_true (gtk_widget_is_sensitive (sb_ui_child (f->page, "form")));
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (f->page, "sign_in_button")));
  g_assert_cmpstr (get_text (f, "password_row"), ==, "secret");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (sb_ui_child (f->page, "problem_revealer"))));
  g_assert_cmpuint (f->n_signed_in, ==, 0);
}

static void
test_enter (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *text;
  } steps[] = {
    { "address_row", "fake.example" },
    { "user_name_row", "tea.admin" },
    { "password_row", "secret" },
  };

  gtk_widget_grab_focus (sb_ui_child (f->page, "address_row"));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (sb_ui_has_focus (sb_ui_child (f->page, steps[i].row)));
      set_text (f, steps[i].row, steps[i].text);
      if (i + 1 == G_N_ELEMENTS (steps))
        sb_ui_push_sign_in (f->bench.platform);
      sb_ui_press (f->window, GDK_KEY_Return, 0);
    }

  sb_test_wait_until (f->n_signed_in == 1);
}

static void
test_password_is_cleared (Fixture *f, gconstpointer data)
{
  fill (f);
  set_text (f, "client_secret_row", "hush");
  sb_ui_push_sign_in (f->bench.platform);
  sb_ui_activate (f->page, "sign-in.sign-in", NULL);
  sb_test_wait_until (f->n_signed_in == 1);
  g_assert_cmpstr (get_text (f, "password_row"), ==, "");
  g_assert_cmpstr (get_text (f, "client_secret_row"), ==, "");
  g_assert_cmpstr (get_text (f, "address_row"), ==, "fake.example");
}

static void
open_url (const char *url, gpointer user_data)
{
  char **place = user_data;

  g_assert_null (*place);
  *place = g_strdup (url);
}

static void
test_browser (Fixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;

  set_text (f, "address_row", "fake.example");
  set_text (f, "client_id_row", "switchback");
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_PROBE, sb_platform_info_new ("ACME", "en"),
                                (GDestroyNotify) sb_platform_info_free);
  sb_sign_in_presenter_use_browser (f->presenter, open_url, &url);
  sb_test_wait_until (url != NULL);
  g_assert_true (g_str_has_prefix (url, "https://fake.example/oauth2/authorize?client_id=switchback&"));
  sb_ui_wait_text (f->page, "Go on in your browser, then come back here.");
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (f->page, "cancel_button")));

  sb_ui_activate (f->page, "sign-in.cancel", NULL);
  sb_ui_settle (f->window);
  g_assert_null (sb_ui_find_text (f->page, "Go on in your browser, then come back here."));
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (f->page, "browser_button")));
}

/* No browser on this machine: the page says so, instead of waiting for ever. */
static void
test_no_browser (Fixture *f, gconstpointer data)
{
  set_text (f, "address_row", "fake.example");
  set_text (f, "client_id_row", "switchback");
  sb_fake_platform_push_answer (f->bench.platform, SB_FAKE_PROBE, sb_platform_info_new ("ACME", "en"),
                                (GDestroyNotify) sb_platform_info_free);
  sb_ui_activate (f->page, "sign-in.use-browser", NULL);
  sb_test_wait_until (gtk_revealer_get_reveal_child (GTK_REVEALER (sb_ui_child (f->page, "problem_revealer"))));
  g_assert_true (gtk_widget_get_mapped (sb_ui_child (f->page, "browser_button")));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (f->page, "cancel_button")));
}

static void
test_demo_button (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  g_autoptr (SbSignInPresenter) presenter = sb_sign_in_presenter_new (f->bench.sign_in);

  g_assert_false (gtk_widget_get_visible (sb_ui_child (f->page, "demo_button")));

  g_setenv ("SWITCHBACK_DEMO_PLATFORM", "/bin/true", TRUE);
  page = g_object_ref_sink (g_object_new (SB_TYPE_SIGN_IN_PAGE, NULL));
  sb_sign_in_page_set_up (SB_SIGN_IN_PAGE (page), presenter, f->bench.accounts);
  g_assert_true (gtk_widget_get_visible (sb_ui_child (page, "demo_button")));
  g_assert_finalize_object (page);
  g_setenv ("SWITCHBACK_DEMO_PLATFORM", "/nowhere/platform", TRUE);
}

static void
test_accounts (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) account = NULL;
  GtkListBox *list = GTK_LIST_BOX (sb_ui_child (f->page, "accounts_list"));

  g_assert_false (gtk_widget_get_visible (sb_ui_child (f->page, "accounts_group")));
  account = sb_ui_bench_keep (&f->bench, "12", "Tea <b>Admin</b>");
  g_assert_true (gtk_widget_get_visible (sb_ui_child (f->page, "accounts_group")));
  sb_ui_wait_text (f->page, "Tea <b>Admin</b>");

  sb_ui_push_desk (f->bench.platform);
  sb_ui_push_people (f->bench.platform);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  sb_test_wait_until (f->n_signed_in == 1);
}

static void
test_fill (Fixture *f, gconstpointer data)
{
  sb_sign_in_page_fill (SB_SIGN_IN_PAGE (f->page), "http://127.0.0.1:8080", "tea.admin", "demo");
  g_assert_cmpstr (get_text (f, "address_row"), ==, "http://127.0.0.1:8080");
  g_assert_cmpstr (get_text (f, "user_name_row"), ==, "tea.admin");
  g_assert_true (sb_ui_is_enabled (f->page, "sign-in.sign-in"));
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->page, "sign_in_button")));
}

#define ADD(name, func, data) g_test_add ("/ui/sign-in/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("SWITCHBACK_DEMO_PLATFORM", "/nowhere/platform", TRUE);
  sb_ui_init (&argc, &argv);

  ADD ("can-submit", test_can_submit, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/sign-in/problem/", problems[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_problem, tear_down);
    }
  ADD ("busy-and-cancel", test_busy_and_cancel, NULL);
  ADD ("enter", test_enter, NULL);
  ADD ("password-is-cleared", test_password_is_cleared, NULL);
  ADD ("browser", test_browser, NULL);
  ADD ("no-browser", test_no_browser, NULL);
  ADD ("demo-button", test_demo_button, NULL);
  ADD ("accounts", test_accounts, NULL);
  ADD ("fill", test_fill, NULL);

  return sb_ui_run ();
}
