/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The installed Flatpak, in its sandbox, on one of four desktops: X11 or Wayland (--wayland), with the desktop's portals
 * (--portals) or without any. What counts is what the platform knows, and what the sandbox does not let through.
 * SWITCHBACK_FLATPAK says which application. Run by build-aux/flatpak-test, which has made and installed it. */

#include "config.h"

#include "sb-robot-abroad.h"
#include "sb-robot-job.h"
#include "sb-robot-sandbox.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define PICTURES "SWITCHBACK_PICTURES"

static SbRobotDesk *desk;
static gboolean has_portals;
static gboolean is_wayland;

static const GOptionEntry options[] = {
  { "portals", 0, 0, G_OPTION_ARG_NONE, &has_portals, "A desktop with portals", NULL },
  { "wayland", 0, 0, G_OPTION_ARG_NONE, &is_wayland, "A desktop on Wayland", NULL },
  { NULL },
};

static void
take_picture (SbRobotJob *job, const char *name)
{
  const char *folder = g_getenv (PICTURES);
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;

  path = g_strdup_printf ("%s/%s-%s-%s.png", folder, is_wayland ? "wayland" : "x11", has_portals ? "portals" : "none", name);
  sb_robot_wait_for_calm (job->robot);
  sb_robot_take_picture (job->robot, path);
}

/* What a command in the sandbox, with the permissions of the program, writes; NULL if it fails. */
static char *
run_inside (const char *command)
{
  return sb_robot_desk_run ("flatpak", "run", "--command=sh", sb_robot_sandbox_get_id (), "-c", command, NULL);
}

static void
quit (SbRobotJob *job)
{
  sb_robot_press (job->robot, "ctrl+q");
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
}

/* ---- the work ---- */

static void
test_main_job (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  take_picture (job, "home");
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_job_complete_item (job, "Fire Doors");
  sb_robot_platform_assert (job->platform,
                            "SELECT status, actor_id, impersonator_id FROM item_states WHERE user_id = 4711 AND "
                            "item_id = (SELECT id FROM items WHERE title = 'Fire Doors')",
                            "completed|4711|12");
  sb_robot_job_go_back (job);
  sb_robot_job_see_summary (job);
  take_picture (job, "summary");
  sb_robot_job_leave_summary (job);
  sb_robot_job_assert_told (job, "switch-back");
}

/* Killed is the program alone; what else is in the sandbox lives on, and with it the guard. */
static void
test_killed (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  g_assert_cmpint (sb_robot_sandbox_find ("switchback-guar"), !=, 0);
  sb_robot_send_signal (job->robot, SIGKILL);
  sb_robot_wait_for_exit (job->robot);
  g_assert_true (sb_robot_platform_wait_for (job->platform, "SELECT state FROM sessions", "ended"));
  sb_robot_job_assert_told (job, "recovered");
}

/* Nobody but the dead program had the tokens: the guard stays, and the next sign-in pays. */
static void
test_killed_without_keyring (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_send_signal (job->robot, SIGKILL);
  sb_robot_wait_for_exit (job->robot);
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");
  sb_robot_job_continue (job);
  sb_robot_job_sign_in (job);
  g_assert_true (sb_robot_platform_wait_for (job->platform, "SELECT state FROM sessions", "ended"));
  sb_robot_job_assert_told (job, "recovered");
}

/* The sandbox itself is ended, and the guard with it: the next start pays. */
static void
test_sandbox_killed (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  sb_robot_job_log_in_as_ana (job);
  sb_robot_sandbox_end ();
  sb_robot_wait_for_exit (job->robot);
  g_assert_cmpint (sb_robot_sandbox_find ("switchback-guar"), ==, 0);
  sb_robot_platform_assert (job->platform, "SELECT state FROM sessions", "open");
  sb_robot_job_continue (job);
  sb_robot_see (job->robot, "1–200 of *");
  g_assert_true (sb_robot_platform_wait_for (job->platform, "SELECT state FROM sessions", "ended"));
  sb_robot_job_assert_told (job, "recovered");
}

/* The demo platform is in the sandbox, too, and its store where the sandbox may write. */
static void
test_demo (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autoptr (GFile) folder = sb_robot_sandbox_get_folder ();
  g_autofree char *demo = g_build_filename (g_file_peek_path (folder), "cache", "switchback", "demo", NULL);

  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Try the Demo Platform");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_see (job->robot, "1–200 of *");
  g_clear_pointer (&job->platform, sb_robot_platform_free);
  job->platform = sb_robot_platform_new_elsewhere (desk, demo);
  sb_robot_job_search (job, "ana silva", "ana.silva");
  sb_robot_job_ask (job, "ana.silva");
  sb_robot_job_confirm (job);
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

static void
open_on_platform (SbRobotJob *job)
{
  sb_robot_job_log_in_as_ana (job);
  sb_robot_job_open_course (job, "Workplace Safety 2026");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Open on the Platform");
}

/* A page of text has many colours, and an empty one has one. */
static gboolean
is_painted_cb (gpointer data)
{
  g_autofree char *n_colours = sb_robot_desk_run ("import", "-window", "root", "-crop", "500x250+350+350", "-format", "%k",
                                                  "info:-", NULL);

  return n_colours != NULL && g_ascii_strtoull (n_colours, NULL, 10) > 16;
}

/* WebKit's processes are in sandboxes of their own, which the portal makes. */
static void
test_web (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  open_on_platform (job);
  sb_robot_see (job->robot, "127.0.0.1");
  sb_robot_see (job->robot, "/learn/course/31/*");
  if (!sb_robot_wait_until (is_painted_cb, NULL))
    sb_robot_give_up (job->robot, "there is nothing on the page");
  take_picture (job, "web");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

/* Without a portal there is no second sandbox, and without that no web page: this is said, and all else goes on. */
static void
test_no_web (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  open_on_platform (job);
  sb_robot_see (job->robot, "Web pages are shown in a sandbox of their own*");
  take_picture (job, "no-web");
  sb_robot_click (job->robot, ATSPI_ROLE_TOGGLE_BUTTON, "Overview");
  sb_robot_job_complete_item (job, "Fire Doors");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
}

/* ---- elsewhere ---- */

static void
set_desktop (const char *key, const char *value)
{
  g_autofree char *output = sb_robot_desk_run ("gsettings", "set", "org.gnome.desktop.interface", key, value, NULL);

  g_assert_nonnull (output);
}

/* The portal tells the sandbox how large and how dark the user wants it. */
static void
test_german (void)
{
  set_desktop ("text-scaling-factor", "2.0");
  set_desktop ("color-scheme", "prefer-dark");
  sb_robot_abroad_work (desk, &sb_robot_german, g_getenv (PICTURES));
  set_desktop ("color-scheme", "default");
  set_desktop ("text-scaling-factor", "1.0");
}

static void
test_arab (void)
{
  sb_robot_abroad_work (desk, &sb_robot_arab, g_getenv (PICTURES));
}

/* ---- secrets ---- */

static char *
dup_keyring_path (void)
{
  g_autoptr (GFile) folder = sb_robot_sandbox_get_folder ();

  return g_build_filename (g_file_peek_path (folder), "data", "keyrings", "default.keyring", NULL);
}

/* The store of the platform has digests of the tokens: does @text have any of them? */
static gboolean
has_token (SbRobotPlatform *platform, const char *text, gsize length)
{
  g_autoptr (GRegex) word = g_regex_new ("[A-Za-z0-9_-]{43}", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match_full (word, text, length, 0, 0, &match, NULL); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *token = g_match_info_fetch (match, 0);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM tokens WHERE hash = '%s'", digest);
      g_autofree char *answer = sb_robot_platform_ask (platform, sql);

      if (!g_str_equal (answer, "0"))
        return TRUE;
    }

  return FALSE;
}

static void
assert_no_token_below (SbRobotPlatform *platform, GFile *folder, guint *n_files)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info != NULL)
    {
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        assert_no_token_below (platform, child, n_files);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
               && g_file_load_contents (child, NULL, &text, &length, NULL, NULL))
        {
          ++*n_files;
          if (has_token (platform, text, length))
            g_error ("%s has a token that can be read", g_file_peek_path (child));
        }
    }
}

/* Kept from one start to the next, by the Secret portal's key, in a file that tells nobody else. */
static void
test_secrets (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autoptr (GFile) folder = sb_robot_sandbox_get_folder ();
  g_autofree char *path = dup_keyring_path ();
  g_autofree char *keyring = NULL;
  guint n_files = 0;
  gsize length;

  sb_robot_job_sign_in (job);
  quit (job);
  g_assert_true (g_file_get_contents (path, &keyring, &length, NULL));
  g_assert_cmpuint (length, >, 100);
  assert_no_token_below (job->platform, folder, &n_files);
  g_assert_cmpuint (n_files, >, 1);

  sb_robot_job_continue (job);
  sb_robot_see (job->robot, "1–200 of *");
}

/* Work goes on without, nothing is written, and the next start asks again. */
static void
test_no_secrets (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autofree char *path = dup_keyring_path ();

  sb_robot_job_sign_in (job);
  sb_robot_see (job->robot, "Your sign-in cannot be kept on this computer.*");
  quit (job);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  sb_robot_job_continue (job);
  sb_robot_see (job->robot, "Platform address");
}

/* ---- what the sandbox denies ---- */

/* The file is there, for us and for a sandbox that is given the home folder; so it is the permissions that count. */
static void
test_host_files (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "letter.txt", NULL);
  g_autofree char *command = g_strdup_printf ("cat '%s'", path);
  g_autofree char *denied = NULL;
  g_autofree char *granted = NULL;
  g_autofree char *written = NULL;

  g_assert_true (g_file_set_contents (path, "private", -1, NULL));
  granted = sb_robot_desk_run ("flatpak", "run", "--filesystem=home", "--command=sh", sb_robot_sandbox_get_id (), "-c",
                               command, NULL);
  g_assert_cmpstr (granted, ==, "private");
  denied = run_inside (command);
  g_assert_null (denied);
  written = run_inside ("echo mine > /app/mine || echo mine > /usr/mine");
  g_assert_null (written);
}

static void
test_other_secrets (void)
{
  static const char command[] = "gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets "
                                "-m org.freedesktop.Secret.Service.SearchItems '{}'";
  g_autofree char *from_here = sb_robot_desk_run ("sh", "-c", command, NULL);
  g_autofree char *from_inside = run_inside (command);
  g_autofree char *granted = sb_robot_desk_run ("flatpak", "run", "--talk-name=org.freedesktop.secrets", "--command=sh",
                                                sb_robot_sandbox_get_id (), "-c", command, NULL);

  g_assert_nonnull (from_here);
  g_assert_nonnull (granted);
  g_assert_null (from_inside);
}

/* ---- the desktop ---- */

static void
add_portals (void)
{
  static const struct { const char *name, *program; } services[] = {
    { "org.freedesktop.impl.portal.PermissionStore", "/usr/libexec/xdg-permission-store" },
    { "org.freedesktop.portal.Documents", "/usr/libexec/xdg-document-portal" },
    { "org.freedesktop.impl.portal.desktop.gtk", "/usr/libexec/xdg-desktop-portal-gtk" },
    { "org.freedesktop.portal.Desktop", "/usr/libexec/xdg-desktop-portal" },
    { "org.freedesktop.portal.Flatpak", "/usr/libexec/flatpak-portal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    sb_robot_desk_serve (desk, services[i].name, services[i].program);
  g_unsetenv ("ADW_DISABLE_PORTAL");
}

static void
add_tests (void)
{
  g_test_add_func ("/flatpak/main-job", test_main_job);
  g_test_add_func ("/flatpak/host-files", test_host_files);
  g_test_add_func ("/flatpak/other-secrets", test_other_secrets);
  if (has_portals)
    {
      g_test_add_func ("/flatpak/secrets", test_secrets);
      g_test_add_func ("/flatpak/web", test_web);
      g_test_add_func ("/flatpak/killed", test_killed);
      g_test_add_func ("/flatpak/sandbox-killed", test_sandbox_killed);
      g_test_add_func ("/flatpak/demo", test_demo);
      /* The mouse needs to know where on the screen the window is, which Wayland tells nobody. */
      if (is_wayland)
        g_test_add_func ("/flatpak/german", test_german);
      else
        g_test_add_func ("/flatpak/arab", test_arab);
    }
  else
    {
      g_test_add_func ("/flatpak/no-secrets", test_no_secrets);
      g_test_add_func ("/flatpak/no-web", test_no_web);
      g_test_add_func ("/flatpak/killed-without-keyring", test_killed_without_keyring);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || sb_robot_sandbox_get_id () == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "SWITCHBACK_FLATPAK is not set");
      return 2;
    }

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();
  if (is_wayland)
    sb_robot_desk_use_wayland (desk);
  if (has_portals)
    add_portals ();
  add_tests ();

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
