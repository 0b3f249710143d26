/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program: its options, its actions, and the objects that there is one of: settings, accounts, the keyring. */

#include "config.h"

#include "sb-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "sb-help-viewer.h"
#include "sb-about.h"
#include "sb-debug-info.h"
#include "sb-demo-runner.h"
#include "sb-history-keeper.h"
#include "sb-libsecret-store.h"
#include "sb-preferences-window.h"
#include "sb-recovery.h"
#include "sb-search-provider.h"
#include "sb-shortcuts.h"
#include "sb-sign-in.h"
#include "sb-visit-notices.h"
#include "sb-visit-words.h"
#include "sb-window.h"

struct _SbApplication
{
  AdwApplication parent_instance;

  /* owned */
  GSettings *settings;
  SbAccountStore *accounts;
  SbSignIn *sign_in;
  SbSignInPresenter *resumed; /* nullable: goes on with an account, until there is a window to do it in */
  SbRecovery *recovery;
  SbHistoryKeeper *keeper;
  SbSearchProvider *search_provider;
  GPtrArray *notified; /* (element-type utf8): what the desktop may still show, without a window */

  /* state */
  gboolean is_held;
  gboolean is_terminating; /* nothing holds the program any more: its guards go on */
  gboolean is_demo;
  gboolean exits_after_startup;
  guint signal_sources[3];
};

G_DEFINE_FINAL_TYPE (SbApplication, sb_application, ADW_TYPE_APPLICATION)

static SbWindow *
find_window (SbApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (SB_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SbWindow *window = find_window (user_data);

  if (window != NULL)
    sb_window_leave (window, FALSE);
  else
    g_application_quit (G_APPLICATION (user_data));
}

static void owed_cb (SbApplication *self);

/* The desktop, a service manager or a terminal wants us gone: the log-in is ended first, as at every other end. */
static gboolean
terminate_cb (gpointer user_data)
{
  SbApplication *self = SB_APPLICATION (user_data);
  SbWindow *window = find_window (self);

  self->is_terminating = TRUE;
  owed_cb (self);
  if (window != NULL)
    sb_window_leave (window, TRUE);
  else
    g_application_quit (G_APPLICATION (user_data));

  return G_SOURCE_CONTINUE;
}

static char *
make_debug_info (SbApplication *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) above = NULL;
  g_autofree char *gtk = g_strdup_printf ("GTK %u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
                                          gtk_get_micro_version ());
  g_autofree char *adw = g_strdup_printf ("libadwaita %u.%u.%u", adw_get_major_version (), adw_get_minor_version (),
                                          adw_get_micro_version ());

  g_strv_builder_add_many (lines, gtk, adw, WEBKIT_LINE, G_OBJECT_TYPE_NAME (gdk_display_get_default ()), NULL);
  above = g_strv_builder_end (lines);

  return sb_debug_info_make (self->accounts, (const char *const *) above);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sb_show_shortcuts (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *debug_info = make_debug_info (user_data);

  sb_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)), debug_info);
}

static void
preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SbApplication *self = SB_APPLICATION (user_data);
  SbWindow *window = find_window (self);

  if (window != NULL)
    gtk_window_present (sb_preferences_window_new (self->settings, GTK_WINDOW (window)));
}

/* The button of a notification, which may have stood there for long. */
static void
switch_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SbWindow *window = find_window (user_data);

  if (window != NULL)
    sb_window_switch_back (window, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { .name = SB_ACTION_SWITCH_BACK, .activate = switch_back, .parameter_type = "s" },
  { .name = "quit", .activate = quit },
  { .name = "preferences", .activate = preferences },
  { .name = "about", .activate = about },
  { .name = "shortcuts", .activate = show_shortcuts },
};

static const struct
{
  const char *action;
  const char *accelerators[3];
} accelerators[] = {
  { "app.quit", { "<Control>q", NULL } },
  { "app.preferences", { "<Control>comma", NULL } },
  { "app.shortcuts", { "<Control>question", "<Control>F1", NULL } },
  { "window.close", { "<Control>w", NULL } },
  { "win.show-history", { "<Control>h", NULL } },
  { "win.switch-back", { "<Control><Shift>b", NULL } },
};

/* As long as a learner is owed the second notice, the program goes on without a window. */
static void
owed_cb (SbApplication *self)
{
  const gboolean is_owed = sb_recovery_get_count (self->recovery) > 0 && !self->is_terminating;

  if (is_owed && !self->is_held)
    g_application_hold (G_APPLICATION (self));
  else if (!is_owed && self->is_held)
    g_application_release (G_APPLICATION (self));

  self->is_held = is_owed;
}

/* A window says so itself. */
static void
paid_cb (SbApplication *self, SbImpersonation *impersonation)
{
  g_autofree char *body = NULL;
  g_autoptr (GNotification) notification = NULL;

  if (find_window (self) != NULL || !g_settings_get_boolean (self->settings, "notifications"))
    return;

  body = sb_visit_words_make_farewell (impersonation);
  notification = g_notification_new (_("Switchback has switched back for you"));
  g_notification_set_body (notification, body);
  g_application_send_notification (G_APPLICATION (self), sb_impersonation_get_request (impersonation)->uuid,
                                   notification);
  g_ptr_array_add (self->notified, g_strdup (sb_impersonation_get_request (impersonation)->uuid));
}

/* Who opens the window is told there. */
static void
withdraw_paid (SbApplication *self)
{
  for (guint i = 0; i < self->notified->len; i++)
    g_application_withdraw_notification (G_APPLICATION (self), g_ptr_array_index (self->notified, i));
  g_ptr_array_set_size (self->notified, 0);
}

static gboolean
exit_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));

  return G_SOURCE_REMOVE;
}

static SbWindow *
present_window (SbApplication *self)
{
  SbWindow *window = find_window (self);

  if (window == NULL)
    {
      g_autoptr (SbSignInPresenter) resumed = g_steal_pointer (&self->resumed);

      window = sb_window_new (GTK_APPLICATION (self), self->settings, self->accounts, self->sign_in, resumed,
                              self->recovery);
      if (self->is_demo)
        sb_window_try_demo (window);
      else
        sb_window_start (window);
    }

  sb_window_open (window);
  withdraw_paid (self);

  return window;
}

static void
sb_application_activate (GApplication *application)
{
  SbApplication *self = SB_APPLICATION (application);

  present_window (self);

  if (self->exits_after_startup)
    g_timeout_add (500, exit_cb, self);
}

/* A link, from the desktop or from another start of the program. Only the first: there is one window, and one
 * question. */
static void
sb_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  SbWindow *window = present_window (SB_APPLICATION (application));
  g_autofree char *link = g_file_get_uri (files[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbErrand) errand = sb_errand_new_from_link (link, &error);

  /* What becomes of it is said, or asked, on the screen. */
  sb_window_open (window);
  if (errand != NULL)
    sb_window_take_errand (window, errand);
  else
    sb_window_say (window, sb_errand_error_to_sentence (error));
}

/* GTK would draw it for every window, for which it loads a library that a start needs for nothing else; where one is wanted, we
 * have a small one (sb-window-desktop.c). Some desktops have a button with the icon. */
static void
set_up_icon (void)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-decoration-layout", &layout, NULL);
  if (layout != NULL && strstr (layout, "icon") != NULL)
    gtk_window_set_default_icon_name ("io.github.switchback_app.Switchback");
}

/* Who starts the program to sign in again: its keyring and its platform have something to do while GTK gets ready. */
static void
resume_early (SbApplication *self)
{
  SbAccount *account = sb_account_store_get_active (self->accounts);

  if (account == NULL || self->is_demo || sb_demo_runner_is_at (sb_account_get_origin (account))
      || (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_IS_SERVICE) != 0)
    return;

  self->resumed = sb_sign_in_presenter_new (self->sign_in);
  sb_sign_in_presenter_resume (self->resumed, account);
}

static void
sb_application_startup (GApplication *application)
{
  SbApplication *self = SB_APPLICATION (application);
  g_autoptr (SbLibsecretStore) secrets = sb_libsecret_store_new ();
  g_autoptr (SbLedger) ledger = NULL;
  const int signal_numbers[] = { SIGTERM, SIGINT, SIGHUP };

  self->settings = g_settings_new ("io.github.switchback_app.Switchback");
  self->accounts = sb_account_store_new (self->settings);
  self->sign_in = sb_sign_in_new (SB_SECRET_STORE (secrets), self->accounts);
  resume_early (self);

  G_APPLICATION_CLASS (sb_application_parent_class)->startup (application);

  ledger = sb_ledger_new (NULL);
  self->recovery = sb_recovery_new (ledger);
  self->keeper = sb_history_keeper_new (ledger, self->settings);
  sb_history_keeper_start (self->keeper);
  g_signal_connect_object (self->recovery, "notify::count", G_CALLBACK (owed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery, "paid", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           (const char *const *) accelerators[i].accelerators);
  sb_help_viewer_set_up (GTK_APPLICATION (self));
  for (guint i = 0; i < G_N_ELEMENTS (signal_numbers); i++)
    self->signal_sources[i] = g_unix_signal_add (signal_numbers[i], terminate_cb, self);

  set_up_icon ();
}

static void
sb_application_shutdown (GApplication *application)
{
  SbApplication *self = SB_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);

  G_APPLICATION_CLASS (sb_application_parent_class)->shutdown (application);
}

static void
chosen_cb (SbApplication *self, const SbErrand *errand)
{
  SbWindow *window = present_window (self);

  /* As in sb_application_open(). */
  sb_window_open (window);
  sb_window_take_errand (window, errand);
}

/* Before anything else is there: the desktop may have started the program to search. */
static gboolean
sb_application_dbus_register (GApplication *application, GDBusConnection *bus, const char *path, GError **error)
{
  SbApplication *self = SB_APPLICATION (application);
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *search_path = g_strconcat (path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (sb_application_parent_class)->dbus_register (application, bus, path, error))
    return FALSE;

  settings = g_settings_new ("io.github.switchback_app.Switchback");
  self->search_provider = sb_search_provider_new (settings);
  g_signal_connect_object (self->search_provider, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  return sb_search_provider_export (self->search_provider, bus, search_path, error);
}

static void
sb_application_dbus_unregister (GApplication *application, GDBusConnection *bus, const char *path)
{
  g_clear_object (&SB_APPLICATION (application)->search_provider);

  G_APPLICATION_CLASS (sb_application_parent_class)->dbus_unregister (application, bus, path);
}

static const char *
lookup (GVariantDict *options, const char *name)
{
  const char *value = NULL;

  g_variant_dict_lookup (options, name, "&s", &value);

  return value;
}

/* What is asked for on the command line goes the way of a link, and so reaches the program that runs already. Returns
 * an exit status, or -1 to go on. */
static int
take_request (GApplication *application, GVariantDict *options)
{
  const char *find = lookup (options, "find");
  const char *ticket = lookup (options, "ticket");
  const char *course = lookup (options, "to");
  const char *platform = lookup (options, "platform");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbErrand) errand = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *link = NULL;

  if (find == NULL && ticket == NULL && course == NULL && platform == NULL)
    return -1;

  errand = sb_errand_new (find, ticket, course, platform, &error);
  if (errand == NULL)
    {
      g_printerr ("%s\n", sb_errand_error_to_sentence (error));
      return EXIT_FAILURE;
    }

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  link = sb_errand_to_link (errand);
  file = g_file_new_for_uri (link);
  g_application_open (application, &file, 1, "");

  return g_application_get_is_remote (application) ? EXIT_SUCCESS : -1;
}

static int
sb_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  SbApplication *self = SB_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Switchback %s\n", VERSION);
      return 0;
    }

  self->is_demo = g_variant_dict_contains (options, "demo");
  self->exits_after_startup = g_variant_dict_contains (options, "exit-after-startup");

  /* The demo is a program of its own, beside one that is in use. */
  if (self->is_demo)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return take_request (application, options);
}

static void
sb_application_dispose (GObject *object)
{
  SbApplication *self = SB_APPLICATION (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->search_provider);
  g_clear_pointer (&self->notified, g_ptr_array_unref);
  g_clear_object (&self->recovery);
  g_clear_object (&self->resumed);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_application_parent_class)->dispose (object);
}

static void
sb_application_class_init (SbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_application_dispose;
  application_class->activate = sb_application_activate;
  application_class->open = sb_application_open;
  application_class->dbus_register = sb_application_dbus_register;
  application_class->dbus_unregister = sb_application_dbus_unregister;
  application_class->startup = sb_application_startup;
  application_class->shutdown = sb_application_shutdown;
  application_class->handle_local_options = sb_application_handle_local_options;
}

static void
sb_application_init (SbApplication *self)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open on a demo platform of its own"), NULL },
    { "find", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Look for a learner, and ask whether to log in as them"),
      N_ ("NAME|E-MAIL|ID") },
    { "ticket", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("With --find: the ticket to fill in"), N_ ("TICKET") },
    { "to", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("With --find: the course to open then"), N_ ("NAME|CODE|ID") },
    { "platform", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("With --find: the platform, one of those with an account"),
      N_ ("ADDRESS") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { "exit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { NULL },
  };

  self->notified = g_ptr_array_new_with_free_func (g_free);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

SbApplication *
sb_application_new (void)
{
  return g_object_new (SB_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       /* Or the desktop neither asks before a log-out nor says that the screen is locked. */
                       "register-session", TRUE,
                       "resource-base-path", "/io/github/switchback_app/Switchback",
                       NULL);
}
