/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of widgets begin with: a display without animations, a bench that windows stand on, people, and ways
 * to find what is shown. Keys are pressed at the display, so that they go the way a user's go. */

#include "config.h"

#include "sb-ui-fixtures.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>

#include "sb-fake-secret-store.h"
#include "sb-test-folder.h"
#include "sb-text-cell.h"
#include "sb-time.h"

#include <string.h>
#include <unistd.h>

#define SCHEMA "io.github.switchback_app.Switchback"

/* A factory has no data. */
static SbFakePlatform *current_platform;

static char *home;

/* As G_TEST_OPTION_ISOLATE_DIRS does, but for icons, fonts and the kinds of files, which GTK cannot do without. There is
 * no program of this machine among them, so that no test ever opens a browser. */
static void
isolate_folders (void)
{
  static const char *const variables[] = {
    "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "XDG_DATA_HOME", "XDG_STATE_HOME",
  };
  static const char *const folders[] = { "fonts", "icons", "mime" };
  g_autoptr (GError) error = NULL;

  home = g_dir_make_tmp ("switchback-ui-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_setenv (variables[i], home, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *target = g_build_filename ("/usr/share", folders[i], NULL);
      g_autofree char *link = g_build_filename (home, folders[i], NULL);

      g_assert_cmpint (symlink (target, link), ==, 0);
    }
}

static void
load_style (const char *name)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  g_autofree char *path = g_strconcat ("/io/github/switchback_app/Switchback/", name, NULL);

  gtk_css_provider_load_from_resource (style, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * sb_ui_init:
 *
 * Instead of g_test_init(). A program without a display is skipped.
 */
void
sb_ui_init (int *argc, char ***argv)
{
  isolate_folders ();
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      exit (0);
    }

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  /* What AdwApplication does for the program: minimum sizes follow from it. */
  load_style ("style.css");
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    load_style ("style-hc.css");
}

/**
 * sb_ui_run:
 *
 * Instead of g_test_run().
 */
int
sb_ui_run (void)
{
  int status = g_test_run ();

  sb_test_folder_remove (home);
  g_clear_pointer (&home, g_free);

  return status;
}

/* --- the bench --- */

/**
 * sb_ui_new_settings:
 *
 * Returns: (transfer full): settings in which nothing is left of an earlier test
 */
GSettings *
sb_ui_new_settings (void)
{
  GSettings *settings = g_settings_new (SCHEMA);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);

  return settings;
}

static SbPlatform *
get_platform (const char *origin)
{
  return SB_PLATFORM (g_object_ref (current_platform));
}

void
sb_ui_bench_set_up (SbUiBench *self)
{
  self->platform = sb_fake_platform_new ();
  current_platform = self->platform;
  self->settings = sb_ui_new_settings ();
  self->secrets = sb_fake_secret_store_new ();
  self->accounts = sb_account_store_new (self->settings);
  self->sign_in = g_object_new (SB_TYPE_SIGN_IN, "secrets", self->secrets, "accounts", self->accounts, "factory",
                                get_platform, NULL);
  self->recovery = g_object_new (SB_TYPE_RECOVERY, "retry-unit-ms", 1, NULL);
}

/**
 * sb_ui_bench_remember:
 * @self: a bench without a window
 *
 * Has Tea Admin signed in before: her account is the one to go on with, and the platform will say who she is and what
 * it can do. Whatever else it is asked for remains to be prepared.
 */
void
sb_ui_bench_remember (SbUiBench *self)
{
  g_autoptr (SbAccount) account = sb_ui_bench_keep (self, "12", "Tea Admin");

  sb_account_store_set_active (self->accounts, account);
  sb_ui_push_desk (self->platform);
}

/**
 * sb_ui_bench_open:
 * @self: a bench without a window
 * @application: (nullable): whose window it is
 *
 * Returns: (transfer none): a window as the program opens one, once it is the active one
 */
SbWindow *
sb_ui_bench_open (SbUiBench *self, GtkApplication *application)
{
  SbWindow *window = sb_window_new (application, self->settings, self->accounts, self->sign_in, NULL, self->recovery);

  g_set_weak_pointer (&self->window, window);
  sb_window_start (window);
  gtk_window_present (GTK_WINDOW (window));
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));

  return window;
}

/**
 * sb_ui_bench_close:
 * @self: a bench; if a window stands on it, that goes, and nothing keeps it alive
 */
void
sb_ui_bench_close (SbUiBench *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  sb_test_wait_until (self->window == NULL);
}

/**
 * sb_ui_bench_tear_down:
 *
 * Everything that was prepared was used, and nobody holds on to anything.
 */
void
sb_ui_bench_tear_down (SbUiBench *self)
{
  sb_ui_bench_close (self);
  sb_model_assert_done (self->platform);
  g_assert_finalize_object (self->recovery);
  g_assert_finalize_object (self->sign_in);
  g_assert_finalize_object (self->accounts);
  g_object_unref (self->secrets);
  g_object_unref (self->settings);
  current_platform = NULL;
  g_assert_finalize_object (self->platform);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sb_secret_store_save_finish (SB_SECRET_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/**
 * sb_ui_bench_keep:
 *
 * Returns: (transfer full): an account that was signed in before, with its tokens in the keyring
 */
SbAccount *
sb_ui_bench_keep (SbUiBench *self, const char *user_id, const char *name)
{
  SbAccount *account = sb_account_new ("https://fake.example", user_id, name, name, SB_LEVEL_POWER_USER, NULL);
  SbTokens *tokens = sb_tokens_new ("kept-access", "kept-refresh", NULL, NULL, NULL);
  gboolean is_saved = FALSE;

  sb_account_store_add (self->accounts, account);
  sb_secret_store_save_async (SB_SECRET_STORE (self->secrets), account, tokens, NULL, saved_cb, &is_saved);
  sb_test_wait_until (is_saved);
  sb_tokens_unref (tokens);

  return account;
}

/* --- what the platform answers --- */

/**
 * sb_ui_push_identity:
 *
 * One answer to "who am I".
 */
void
sb_ui_push_identity (SbFakePlatform *platform, const char *user_id, const char *name)
{
  SbIdentityFields fields = { .id = user_id, .user_name = name, .display_name = name, .branch_title = "Iberia",
                              .level = SB_LEVEL_POWER_USER };

  sb_fake_platform_push_answer (platform, SB_FAKE_WHO_AM_I, sb_identity_new (&fields), g_object_unref);
}

/**
 * sb_ui_push_desk:
 *
 * One answer to what Tea Admin's client asks before anything else: who she is and what the platform can do.
 */
void
sb_ui_push_desk (SbFakePlatform *platform)
{
  sb_ui_push_identity (platform, "12", "Tea Admin");
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_CAPABILITIES, sb_model_capabilities (),
                                (GDestroyNotify) sb_capabilities_unref);
}

/**
 * sb_ui_push_sign_in:
 *
 * Lets Tea Admin in, up to the desk.
 */
void
sb_ui_push_sign_in (SbFakePlatform *platform)
{
  sb_fake_platform_push_answer (platform, SB_FAKE_PROBE, sb_platform_info_new ("ACME", "en"),
                                (GDestroyNotify) sb_platform_info_free);
  sb_fake_platform_push_ok (platform, SB_FAKE_SIGN_IN);
  sb_ui_push_desk (platform);
}

SbLearner *
sb_ui_ana (void)
{
  return sb_model_learner ("4711", "Ana", "Silva", "ana.silva", "ana.silva@acme.example", "Lisbon");
}

static SbLearner *
make_power_user (void)
{
  g_autoptr (GDateTime) last_access = sb_time_parse ("2020-01-02T09:12:00Z");
  SbLearnerFields fields = { .id = "4713", .user_name = "paul.power", .first_name = "Paul", .last_name = "Power",
                             .level = SB_LEVEL_POWER_USER, .is_active = TRUE, .last_access = last_access };

  return sb_learner_new (&fields);
}

/**
 * sb_ui_push_people:
 *
 * A page of three: Ana, Ben, and Paul, a Power User, whom no other Power User can be.
 */
void
sb_ui_push_people (SbFakePlatform *platform)
{
  SbLearnerPage *page = sb_learner_page_new ();

  g_ptr_array_add (page->learners, sb_ui_ana ());
  g_ptr_array_add (page->learners, sb_model_learner ("4712", "Ben", "Okri", "ben.okri", NULL, "Porto"));
  g_ptr_array_add (page->learners, make_power_user ());
  page->total = 3;
  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

/**
 * sb_ui_push_detail:
 * @learner: (transfer full): somebody in full, whom nobody looks alike
 */
void
sb_ui_push_detail (SbFakePlatform *platform, SbLearner *learner)
{
  SbLearnerDetail *detail = sb_learner_detail_new ();

  g_set_object (&detail->learner, learner);
  g_object_unref (learner);
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_LEARNER, detail, (GDestroyNotify) sb_learner_detail_free);
}

static void
push_courses (SbFakePlatform *platform)
{
  static const SbCourseFields fields[] = {
    { .id = "31", .name = "Workplace Safety", .status = SB_PROGRESS_IN_PROGRESS, .can_enter = TRUE, .items_total = 7,
      .items_completed = 3 },
    { .id = "32", .name = "First Aid", .status = SB_PROGRESS_COMPLETED, .can_enter = TRUE, .items_total = 2,
      .items_completed = 2 },
    { .id = "33", .name = "Later", .status = SB_PROGRESS_NOT_STARTED, .locked_reason = "Opens in May" },
  };
  GPtrArray *courses = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (courses, sb_course_new (&fields[i]));

  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_COURSES, courses, (GDestroyNotify) g_ptr_array_unref);
}

static void
push_notices (SbFakePlatform *platform, const char *uuid)
{
  g_autoptr (GDateTime) date = sb_time_parse ("2020-01-02T09:12:00Z");
  SbNoticeFields own = { .id = "9", .subject = "Your account was accessed", .text = "By Tea Admin",
                         .session_uuid = uuid, .date = date };
  SbNoticeFields other = { .id = "8", .subject = "Welcome", .text = "To ACME", .is_read = TRUE, .date = date };
  SbNoticeList *list = sb_notice_list_new ();

  g_ptr_array_add (list->notices, sb_notice_new (&own));
  g_ptr_array_add (list->notices, sb_notice_new (&other));
  list->unread = 1;
  sb_fake_platform_push_answer (platform, SB_FAKE_LIST_NOTICES, list, (GDestroyNotify) sb_notice_list_free);
}

/**
 * sb_ui_push_visit:
 * @uuid: the log-in that the newest notice tells of
 *
 * A home page: three courses, two notices, a profile.
 */
void
sb_ui_push_visit (SbFakePlatform *platform, const char *uuid)
{
  SbProfile *profile = sb_profile_new ();

  profile->display_name = g_strdup ("Ana Silva");
  profile->user_name = g_strdup ("ana.silva");
  profile->branch_path = g_strdup ("ACME / Iberia / Lisbon");
  push_courses (platform);
  push_notices (platform, uuid);
  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_PROFILE, profile, (GDestroyNotify) sb_profile_free);
}

/**
 * sb_ui_push_end:
 *
 * The platform confirms that a log-in is over.
 */
void
sb_ui_push_end (SbFakePlatform *platform, const char *uuid)
{
  SbSession *record = sb_session_new (uuid, "4711", NULL);

  record->ended_at = sb_time_parse ("2026-11-22T14:40:00Z");
  sb_fake_platform_push_answer (platform, SB_FAKE_END, record, (GDestroyNotify) sb_session_unref);
}

/**
 * sb_ui_dup_begin_uuid:
 *
 * Returns: (transfer full): the UUID that the newest log-in was asked for with
 */
char *
sb_ui_dup_begin_uuid (SbFakePlatform *platform)
{
  g_autofree char *log = sb_fake_platform_dup_log (platform);
  const char *line = g_strrstr (log, "begin ");

  g_assert_nonnull (line);

  return g_strndup (line + strlen ("begin "), 36);
}

/**
 * sb_ui_count_lines:
 *
 * Returns: how many of the calls since the log was cleared contain @needle
 */
guint
sb_ui_count_lines (SbFakePlatform *platform, const char *needle)
{
  g_autofree char *log = sb_fake_platform_dup_log (platform);
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], needle) != NULL;

  return n;
}

/* --- windows --- */

static gboolean
done_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  return ++*n_frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * sb_ui_settle:
 * @widget: something in a window that is shown
 *
 * Lets what is shown catch up with what has happened: a few frames are drawn.
 */
void
sb_ui_settle (gpointer widget)
{
  guint n_frames = 0;

  gtk_widget_add_tick_callback (widget, done_cb, &n_frames, NULL);
  sb_test_wait_until (n_frames >= 3);
  sb_test_drain ();
}

/**
 * sb_ui_show:
 * @content: a page
 *
 * Returns: (transfer none): a window that shows it, with the keyboard
 */
GtkWindow *
sb_ui_show (GtkWidget *content, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, width, height);
  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_present (window);
  sb_test_wait_until (gtk_window_is_active (window));
  sb_ui_settle (window);

  return window;
}

/**
 * sb_ui_close:
 *
 * Destroys a window, and sees that it is gone for good.
 */
void
sb_ui_close (GtkWindow *window)
{
  gpointer place = window;

  g_object_add_weak_pointer (G_OBJECT (window), &place);
  gtk_window_destroy (window);
  sb_test_wait_until (place == NULL);
}

/**
 * sb_ui_resize:
 *
 * Makes what is in a window as wide as that, and waits until it is. It is asked for again if it was not granted: what
 * was under way when it was asked for the first time may have come in between.
 */
void
sb_ui_resize (gpointer window, int width, int height)
{
  int width_with_border, height_with_border;
  guint n_waits = 0;

  do
    {
      g_assert_cmpuint (n_waits, <, 1000);
      if (n_waits++ % 20 == 0)
        {
          /* Where nothing composes the windows, they have a border. */
          gtk_window_get_default_size (window, &width_with_border, &height_with_border);
          gtk_window_set_default_size (window, width + width_with_border - gtk_widget_get_width (window), height);
        }
      sb_ui_settle (window);
    }
  while (gtk_widget_get_width (window) != width);

  sb_ui_settle (window);
}

static const struct
{
  GdkModifierType modifier;
  guint keyval;
} modifier_keys[] = {
  { GDK_SHIFT_MASK, GDK_KEY_Shift_L },
  { GDK_CONTROL_MASK, GDK_KEY_Control_L },
  { GDK_ALT_MASK, GDK_KEY_Alt_L },
};

/**
 * sb_ui_scroll_to_row:
 * @page: a page with the children "column_view" and "scrolled_window"
 * @row: a row of what is loaded
 *
 * Scrolls to the end of the list again and again, as a user does, until there is this row.
 */
void
sb_ui_scroll_to_row (gpointer page, guint row)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (sb_ui_child (page, "column_view"));
  GtkScrolledWindow *scrolled_window = GTK_SCROLLED_WINDOW (sb_ui_child (page, "scrolled_window"));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled_window);

  while (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view))) <= row)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      sb_ui_settle (page);
    }
}

static void
send_key (guint keyval, gboolean is_press)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_display_get_default ());

  XTestFakeKeyEvent (display, XKeysymToKeycode (display, keyval), is_press, CurrentTime);
}

/**
 * sb_ui_press:
 * @window: the window to press it in
 *
 * Presses a key at the display, and lets it have its effect.
 */
void
sb_ui_press (gpointer window, guint keyval, GdkModifierType modifiers)
{
  gpointer place = window;

  sb_test_wait_until (gtk_window_is_active (window));
  g_object_add_weak_pointer (window, &place);

  for (guint i = 0; i < G_N_ELEMENTS (modifier_keys); i++)
    if (modifiers & modifier_keys[i].modifier)
      send_key (modifier_keys[i].keyval, TRUE);

  send_key (keyval, TRUE);
  send_key (keyval, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (modifier_keys); i++)
    if (modifiers & modifier_keys[i].modifier)
      send_key (modifier_keys[i].keyval, FALSE);

  XSync (gdk_x11_display_get_xdisplay (gdk_display_get_default ()), False);
  sb_test_drain ();
  if (place != NULL)
    {
      g_object_remove_weak_pointer (window, &place);
      if (gtk_widget_get_mapped (window))
        sb_ui_settle (window);
    }
}

/* --- finding what is shown --- */

/**
 * sb_ui_template_child:
 *
 * Returns: (transfer none): the child that the template of @widget binds under @name; of a window, also "sign_in_page" and
 *   so on, which is made if it was not needed so far
 */
GtkWidget *
sb_ui_template_child (GtkWidget *widget, const char *name)
{
  static const char *const pages[][2] = {
    { "sign_in_page", "sign-in" }, { "users_page", "users" }, { "history_page", "history" }, { "visit_page", "visit" },
  };
  GObject *child;

  for (gsize i = 0; SB_IS_WINDOW (widget) && i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (name, pages[i][0]))
      return sb_window_get_page (SB_WINDOW (widget), pages[i][1]);

  child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_true (GTK_IS_WIDGET (child));

  return GTK_WIDGET (child);
}

/**
 * sb_ui_walk:
 *
 * Calls @visit for @widget and all that is in it, shown or not.
 */
void
sb_ui_walk (gpointer widget, SbUiVisit visit, gpointer user_data)
{
  visit (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sb_ui_walk (child, visit, user_data);
}

/**
 * sb_ui_get_text:
 *
 * Returns: (transfer none) (nullable): what a widget that shows text says, or %NULL for any other
 */
const char *
sb_ui_get_text (GtkWidget *widget)
{
  if (SB_IS_TEXT_CELL (widget))
    return sb_text_cell_get_text (SB_TEXT_CELL (widget));

  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
}

typedef struct
{
  GType type;
  const char *text;
  const char *action_name;
  guint index;
  GtkWidget *found;
} Search;

static void
search_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (search->found != NULL || !g_type_is_a (G_OBJECT_TYPE (widget), search->type))
    return;

  if (search->text != NULL
      && (!gtk_widget_get_mapped (widget) || g_strcmp0 (sb_ui_get_text (widget), search->text) != 0))
    return;

  if (search->action_name != NULL
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), search->action_name) != 0)
    return;

  if (search->index-- == 0)
    search->found = widget;
}

/**
 * sb_ui_find:
 *
 * Returns: (transfer none) (nullable): the widget of this type, shown or not, before which there are @index
 */
GtkWidget *
sb_ui_find (gpointer widget, GType type, guint index)
{
  Search search = { .type = type, .index = index };

  sb_ui_walk (widget, search_cb, &search);

  return search.found;
}

/**
 * sb_ui_find_text:
 *
 * Returns: (transfer none) (nullable): what can be seen and says exactly @text
 */
GtkWidget *
sb_ui_find_text (gpointer widget, const char *text)
{
  Search search = { .type = GTK_TYPE_WIDGET, .text = text };

  sb_ui_walk (widget, search_cb, &search);

  return search.found;
}

/**
 * sb_ui_find_button:
 *
 * Returns: (transfer none) (nullable): a button, shown or not, that activates an action
 */
GtkWidget *
sb_ui_find_button (gpointer widget, const char *action_name)
{
  Search search = { .type = GTK_TYPE_BUTTON, .action_name = action_name };

  sb_ui_walk (widget, search_cb, &search);

  return search.found;
}

/**
 * sb_ui_has_focus:
 *
 * Returns: whether the keyboard is in @widget
 */
gboolean
sb_ui_has_focus (gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/**
 * sb_ui_is_enabled:
 *
 * Returns: whether a button of @widget that activates this action can be pressed
 */
gboolean
sb_ui_is_enabled (gpointer widget, const char *action_name)
{
  GtkWidget *button = sb_ui_find_button (widget, action_name);

  g_assert_nonnull (button);

  return gtk_widget_is_sensitive (button);
}
