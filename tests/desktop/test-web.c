/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's own pages in the real program, used with the keyboard: what is on a page cannot be seen through the
 * accessibility tree of GTK 4.8, but the demo platform's pages have access keys. What came of it is asked of the
 * platform's store and its list of requests, and of who else is listening. */

#include "config.h"

#include "sb-robot-job.h"
#include "sb-robot-world.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#define COURSE "/learn/course/31/workplace-safety-2026"
#define N_DONE "SELECT count(*) FROM audit WHERE session_uuid IS NOT NULL AND impersonator_id = 12 AND action = "
#define FIRE_DOORS "/learn/course/31/play/317"
#define NOTHING "local=&base=&cookie=&cache=&worker=no"
#define SWITCH_BACK "Switch Back to Your Account"
#define BUTTON ATSPI_ROLE_PUSH_BUTTON

static SbRobotDesk *desk;
static SbRobotJob *job; /* of the tests that share a log-in, one after the other */

/* ---- steps ---- */

/* The access keys work when the page is there. */
static void
wait_for_page (const char *path)
{
  sb_robot_see (job->robot, path);
  sb_robot_see_no_longer (job->robot, "Loading the page");
}

static void
enter (void)
{
  sb_robot_press (job->robot, "ctrl+2");
  sb_robot_see (job->robot, "127.0.0.1");
  wait_for_page ("/learn/home");
}

static void
follow (const char *keys, const char *path)
{
  sb_robot_press (job->robot, keys);
  wait_for_page (path);
}

static void
assert_done (const char *action, const char *count)
{
  g_autofree char *sql = g_strdup_printf (N_DONE "'%s'", action);

  sb_robot_platform_assert (job->platform, sql, count);
}

static void
assert_asked (const char *request, guint count)
{
  if (!sb_robot_platform_wait_for_requests (job->platform, request, count))
    sb_robot_give_up (job->robot, "the platform was not asked %u times: %s", count, request);
}

static gboolean
is_look_only_cb (gpointer is_wanted)
{
  g_autoptr (AtspiAccessible) box = sb_robot_look_for (job->robot, ATSPI_ROLE_CHECK_BOX, "Look only*");

  return box != NULL && sb_robot_tree_has_state (box, ATSPI_STATE_CHECKED) == (is_wanted != NULL);
}

/* The switch is on when it has come to rest. */
static void
switch_look_only (gboolean is_wanted)
{
  sb_robot_press (job->robot, "alt+l");
  if (!sb_robot_wait_until (is_look_only_cb, GINT_TO_POINTER (is_wanted)))
    sb_robot_give_up (job->robot, "look only cannot be switched");
}

static void
begin (void)
{
  job = sb_robot_job_new (desk, NULL);
  sb_robot_job_log_in_as_ana (job);
  enter ();
}

static void
end (void)
{
  g_clear_pointer (&job, sb_robot_job_free);
}

/* What is on record here, "kind|course|item" in lines. */
static char *
dup_acts (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "switchback", "ledger.db", NULL);
  g_autoptr (GString) acts = g_string_new (NULL);
  sqlite3 *ledger = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &ledger, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (ledger, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (ledger, "SELECT kind || '|' || coalesce (course_title, '') || '|' || item_title "
                                               "FROM acts ORDER BY position", -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (acts, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (ledger);

  return g_string_free (g_steal_pointer (&acts), FALSE);
}

static gboolean
are_acts_cb (gpointer expected)
{
  g_autofree char *acts = dup_acts ();

  return g_str_equal (acts, expected);
}

static void
assert_acts (const char *expected)
{
  if (!sb_robot_wait_until (are_acts_cb, (gpointer) expected))
    {
      g_autofree char *acts = dup_acts ();

      sb_robot_give_up (job->robot, "on record is: %s", acts);
    }
}

/* ---- a log-in in which nothing is to be changed, until somebody says so ---- */

static void
test_form_held (void)
{
  begin ();
  switch_look_only (TRUE);
  follow ("alt+1", COURSE);
  sb_robot_press (job->robot, "alt+4");
  sb_robot_see (job->robot, "Look only: starting an item was held back");
  assert_done ("track_start", "0");
  sb_robot_click (job->robot, BUTTON, "Allow Once");
  wait_for_page (FIRE_DOORS);

  sb_robot_press (job->robot, "alt+c");
  sb_robot_see (job->robot, "Look only: completing an item was held back");
  assert_done ("track_complete", "0");
  g_assert_cmpuint (sb_robot_platform_count_requests (job->platform, "POST /learn/course/*"), ==, 0);
}

/* What is allowed is this one request. */
static void
test_form_allowed_once (void)
{
  sb_robot_click (job->robot, BUTTON, "Allow Once");
  wait_for_page (COURSE);
  assert_done ("track_complete", "1");

  sb_robot_press (job->robot, "alt+5");
  sb_robot_see (job->robot, "Look only: starting an item was held back");
  sb_robot_click (job->robot, BUTTON, "Dismiss");
  sb_robot_see_no_longer (job->robot, "Look only: starting an item was held back");
  assert_done ("track_start", "1");
  assert_acts ("item-started|Workplace Safety 2026|Fire Doors\nitem-completed|Workplace Safety 2026|Fire Doors\n");
}

/* Held back whether somebody only looks or not. */
static void
test_bell (void)
{
  switch_look_only (FALSE);
  sb_robot_press (job->robot, "alt+n");
  sb_robot_see (job->robot, "Opening a notification was held back");
  assert_asked ("GET /learn/bell", 1);
  sb_robot_click (job->robot, BUTTON, "Dismiss");
  g_assert_cmpuint (sb_robot_platform_count_requests (job->platform, "POST /learn/bell/*"), ==, 0);
}

/* A course that was never opened in the overview: what was different is known all the same. */
static void
test_sheet (void)
{
  follow ("alt+5", "/learn/course/31/play/*");
  sb_robot_press (job->robot, "alt+c");
  sb_robot_see (job->robot, "Complete this as *");
  assert_done ("track_complete", "1");
  sb_robot_click (job->robot, BUTTON, "Complete");
  wait_for_page (COURSE);
  assert_done ("track_complete", "2");

  sb_robot_job_see_summary (job);
  sb_robot_see (job->robot, "*Fire Doors* was completed");
  sb_robot_see (job->robot, "*Workplace Safety 2026* is now: In progress · 5 of 7");
  sb_robot_job_leave_summary (job);
  sb_robot_job_assert_told (job, "switch-back");
  end ();
}

/* ---- a log-in with files, windows, and the rest of the world ---- */

static gboolean
is_active_cb (gpointer title)
{
  g_autofree char *active = sb_robot_desk_run ("xdotool", "getactivewindow", "getwindowname", NULL);

  return g_strcmp0 (active, title) == 0;
}

/* A path that is typed stands in the entry for it, whether there was one before or not. */
static void
answer_file_chooser (const char *title, const char *path)
{
  if (!sb_robot_wait_until (is_active_cb, (gpointer) title))
    sb_robot_give_up (job->robot, "“%s” is not asked", title);
  sb_robot_press (job->robot, "ctrl+a");
  sb_robot_type (job->robot, path);
  sb_robot_press (job->robot, "Return");
  sb_robot_see_no_longer (job->robot, title);
}

static void
test_download (void)
{
  g_autofree char *folder = g_build_filename (sb_robot_desk_get_folder (desk), "picked", NULL);
  g_autofree char *path = g_build_filename (folder, "my certificate.txt", NULL);
  g_autofree char *text = NULL;

  g_assert_no_errno (g_mkdir (folder, 0700));
  begin ();
  sb_robot_platform_change (job->platform, "UPDATE enrolments SET completed_at = 1780000000 WHERE user_id = 4711 AND "
                                           "course_id = 31");
  follow ("alt+1", COURSE);
  sb_robot_press (job->robot, "alt+d");
  answer_file_chooser ("Save File", path);
  sb_robot_see (job->robot, "*my certificate.txt* is saved");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Certificate\nWorkplace Safety 2026\n"));
}

static void
test_upload (void)
{
  g_autofree char *path = g_build_filename (sb_robot_desk_get_folder (desk), "proof.txt", NULL);

  g_assert_true (g_file_set_contents (path, "first aid", -1, NULL));
  follow ("alt+m", "/learn/profile");
  sb_robot_press (job->robot, "alt+f");
  answer_file_chooser ("Select File", path);
  sb_robot_press (job->robot, "alt+u");
  sb_robot_see (job->robot, "Hand this in as *");
  assert_done ("document_uploaded", "0");
  sb_robot_click (job->robot, BUTTON, "Hand In");
  sb_robot_platform_assert (job->platform, "SELECT actor_id, impersonator_id, target_id, detail FROM audit WHERE "
                                           "action = 'document_uploaded'", "4711|12|proof.txt|9 bytes");
  wait_for_page ("/learn/profile");
}

/* A window of the page's is a tab under the same bar. */
static void
test_window (void)
{
  sb_robot_press (job->robot, "alt+h");
  wait_for_page ("/learn/help");
  sb_robot_see (job->robot, SWITCH_BACK);
  sb_robot_press (job->robot, "alt+x");
  wait_for_page ("/learn/profile");
}

static gboolean
has_heard_cb (gpointer world)
{
  g_autofree char *heard = sb_robot_world_dup_heard (world);

  return strstr (heard, "\r\n\r\n") != NULL;
}

/* Another port of the same host, which a cookie would be sent to: by the desktop's browser, and with nothing. WebKit
 * may have opened a connection before we are asked; nothing is said over it. */
static void
test_other_host (void)
{
  g_autoptr (SbRobotWorld) world = sb_robot_world_new (NULL);
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO settings VALUES ('website', '%s/partner')",
                                          sb_robot_world_get_address (world));
  g_autofree char *heard = NULL;

  sb_robot_platform_change (job->platform, sql);
  sb_robot_press (job->robot, "F5");
  assert_asked ("GET /learn/profile", 3);
  wait_for_page ("/learn/profile");
  sb_robot_press (job->robot, "alt+w");
  sb_robot_see (job->robot, "Leave for 127.0.0.1?");
  heard = sb_robot_world_dup_heard (world);
  g_assert_cmpstr (heard, ==, "");
  sb_robot_click (job->robot, BUTTON, "Open in Browser");
  if (!sb_robot_wait_until (has_heard_cb, world))
    sb_robot_give_up (job->robot, "the browser was not started");

  g_free (heard);
  heard = sb_robot_world_dup_heard (world);
  g_assert_cmpstr (heard, ==, "GET /partner HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: robot-browser\r\n\r\n");
  sb_robot_see (job->robot, "/learn/profile");
}

/* The program that draws the pages dies; there is a way on. */
static void
test_crash (void)
{
  g_assert_cmpuint (sb_robot_kill_helpers (job->robot, "WebKitWebProces"), >, 0);
  sb_robot_see (job->robot, "The page has crashed");
  sb_robot_click (job->robot, BUTTON, "Retry");
  assert_asked ("GET /learn/profile", 4);
  sb_robot_see_no_longer (job->robot, "The page has crashed");
  follow ("alt+t", "/learn/notes");
  sb_robot_job_switch_back (job);
  sb_robot_job_assert_told (job, "switch-back");
  end ();
}

/* ---- a platform that somebody may listen to ---- */

static void
test_certificate (void)
{
  g_autofree char *certificate = g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "loopback.pem", NULL);
  g_autoptr (SbRobotWorld) world = sb_robot_world_new (certificate);
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO settings VALUES ('website', '%1$s/scorm'),"
                                          " ('web_origin', '%1$s')", sb_robot_world_get_address (world));
  g_autofree char *heard = NULL;

  job = sb_robot_job_new (desk, NULL);
  sb_robot_platform_change (job->platform, sql);
  sb_robot_job_log_in_as_ana (job);
  enter ();
  sb_robot_press (job->robot, "alt+w");
  sb_robot_see (job->robot, "The certificate is not good");
  heard = sb_robot_world_dup_heard (world);
  g_assert_cmpstr (heard, ==, "");
  g_assert_cmpuint (sb_robot_world_get_n_visits (world), >, 0);
  sb_robot_job_switch_back (job);
  end ();
}

/* ---- two log-ins, one after the other ---- */

static gboolean
contains (const char *path, const char *mark)
{
  g_autofree char *contents = NULL;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (mark, -1, NULL, NULL, NULL);
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL)
      && (memmem (contents, length, mark, strlen (mark)) != NULL
          || memmem (contents, length, wide, strlen (mark) * sizeof *wide) != NULL);
}

/* In files, and in their names. What is not ours to read is not ours. */
static void
assert_nowhere (const char *folder, const char *mark)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat status;

      if (lstat (path, &status) != 0)
        continue;
      if (strstr (name, mark) != NULL || (S_ISREG (status.st_mode) && contains (path, mark)))
        g_error ("%s holds “%s”", path, mark);
      if (S_ISDIR (status.st_mode) && g_strcmp0 (path, sb_robot_platform_get_folder (job->platform)) != 0)
        assert_nowhere (path, mark);
    }
}

static void
open_notes (const char *found, guint n_times)
{
  g_autofree char *request = g_strconcat ("GET /learn/notes/found?", found, NULL);

  assert_asked (request, n_times);
}

static void
test_nothing_stays (void)
{
  g_autofree char *mark = g_strdup_printf ("mark%08x", g_random_int ());
  g_autofree char *kept = g_strdup_printf ("local=%1$s&base=%1$s&cookie=%1$s&cache=*&worker=no", mark);
  g_autofree char *request = g_strconcat ("GET /learn/notes/kept?", kept, NULL);
  const char *temporary[] = { NULL, NULL };
  g_autofree char *folder = g_build_filename (sb_robot_desk_get_folder (desk), "tmp", NULL);
  g_autofree char *variable = g_strconcat ("TMPDIR=", folder, NULL);

  g_assert_no_errno (g_mkdir (folder, 0700));
  temporary[0] = variable;
  job = sb_robot_job_new (desk, temporary);
  sb_robot_job_log_in_as_ana (job);
  enter ();
  follow ("alt+t", "/learn/notes");
  open_notes (NOTHING, 1);
  sb_robot_press (job->robot, "alt+e");
  sb_robot_type (job->robot, mark);
  sb_robot_press (job->robot, "alt+k");
  assert_asked (request, 1);

  /* As long as the log-in lasts, it is all there. */
  sb_robot_press (job->robot, "F5");
  open_notes (kept, 1);
  sb_robot_job_switch_back (job);
  assert_nowhere (sb_robot_desk_get_folder (desk), mark);
  assert_nowhere (folder, mark);

  /* The same learner once more, in the same run of the program. */
  sb_robot_job_ask (job, "ana.silva");
  sb_robot_job_confirm (job);
  enter ();
  follow ("alt+t", "/learn/notes");
  open_notes (NOTHING, 2);
  open_notes (kept, 1);
  assert_asked ("GET /learn/notes/paper", 2);
  sb_robot_job_switch_back (job);
  sb_robot_close_window (job->robot);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  assert_nowhere (sb_robot_desk_get_folder (desk), mark);
  end ();
}

int
main (int argc, char *argv[])
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *browser = g_strconcat (self, " --browse", NULL);
  int status;

  if (argc == 3 && g_str_equal (argv[1], "--browse"))
    return sb_robot_world_browse (argv[2]);

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();
  sb_robot_world_set_browser (browser);

  g_test_add_func ("/desktop/web/look-only/form-held", test_form_held);
  g_test_add_func ("/desktop/web/look-only/form-allowed-once", test_form_allowed_once);
  g_test_add_func ("/desktop/web/look-only/bell", test_bell);
  g_test_add_func ("/desktop/web/look-only/sheet", test_sheet);
  g_test_add_func ("/desktop/web/world/download", test_download);
  g_test_add_func ("/desktop/web/world/upload", test_upload);
  g_test_add_func ("/desktop/web/world/window", test_window);
  g_test_add_func ("/desktop/web/world/other-host", test_other_host);
  g_test_add_func ("/desktop/web/world/crash", test_crash);
  g_test_add_func ("/desktop/web/certificate", test_certificate);
  g_test_add_func ("/desktop/web/nothing-stays", test_nothing_stays);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
