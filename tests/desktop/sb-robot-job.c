/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of the main job, in the words that are on the screen: sign in, find Ana Silva among thousands, log in as her,
 * work, switch back. Shared by the tests and the tour, so that what is shown is what is tested. */

#include "config.h"

#include "sb-robot-job.h"

#include "sb-robot-sandbox.h"

#define SWITCH_BACK "Switch Back to Your Account"
#define ANA "4711"

/**
 * sb_robot_job_new:
 * @desk: where to work
 * @environment: (nullable) (array zero-terminated=1): "NAME=value" for the program
 *
 * Starts a demo platform, and the program with settings that nobody has changed yet.
 *
 * Returns: (transfer full): a job
 */
SbRobotJob *
sb_robot_job_new (SbRobotDesk *desk, const char *const *environment)
{
  const char *const arguments[] = { "--learners", SB_ROBOT_LEARNERS, "--log-requests", NULL };
  g_autofree char *template = g_build_filename (sb_robot_desk_get_folder (desk), "settings-XXXXXX", NULL);
  g_autofree char *settings = g_strconcat ("XDG_CONFIG_HOME=", g_mkdtemp (template), NULL);
  g_autoptr (GStrvBuilder) variables = g_strv_builder_new ();
  SbRobotJob *job = g_new0 (SbRobotJob, 1);

  sb_robot_sandbox_forget ();
  g_strv_builder_add (variables, settings);
  if (environment != NULL)
    g_strv_builder_addv (variables, (const char **) environment);
  job->desk = desk;
  job->environment = g_strv_builder_end (variables);
  job->platform = sb_robot_platform_new (desk, NULL, NULL, arguments);
  job->robot = sb_robot_new (desk, (const char *const *) job->environment, NULL);

  return job;
}

void
sb_robot_job_free (SbRobotJob *job)
{
  g_clear_pointer (&job->robot, sb_robot_free);
  g_clear_pointer (&job->platform, sb_robot_platform_free);
  g_strfreev (job->environment);
  g_free (job);
}

static void
stop (SbRobotJob *job)
{
  sb_robot_close_window (job->robot);
  g_assert_cmpint (sb_robot_wait_for_exit (job->robot), ==, 0);
  g_clear_pointer (&job->robot, sb_robot_free);
}

static void
start (SbRobotJob *job)
{
  job->robot = sb_robot_new (job->desk, (const char *const *) job->environment, NULL);
}

/**
 * sb_robot_job_continue:
 * @job: a #SbRobotJob whose program has ended
 *
 * Starts it again, with the same settings and keyring.
 */
void
sb_robot_job_continue (SbRobotJob *job)
{
  g_clear_pointer (&job->robot, sb_robot_free);
  start (job);
}

/**
 * sb_robot_job_start_again:
 * @job: a #SbRobotJob
 *
 * Closes the program and starts it again, with the same settings and keyring.
 */
void
sb_robot_job_start_again (SbRobotJob *job)
{
  stop (job);
  start (job);
}

/**
 * sb_robot_job_start_with:
 * @job: a #SbRobotJob that has signed in
 * @key: a setting
 * @value: a value, as GVariant's text
 *
 * Closes the program, changes a setting and starts it again. While the program runs the file is its own: what it writes
 * next, such as the size of its window, takes a change back that it has not heard of yet.
 */
void
sb_robot_job_start_with (SbRobotJob *job, const char *key, const char *value)
{
  const char *folder = g_environ_getenv (job->environment, "XDG_CONFIG_HOME");
  g_autofree char *path = g_build_filename (folder, "glib-2.0", "settings", "keyfile", NULL);
  g_autoptr (GKeyFile) settings = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  stop (job);
  g_key_file_load_from_file (settings, path, G_KEY_FILE_KEEP_COMMENTS, &error);
  g_assert_no_error (error);
  g_key_file_set_value (settings, "io/github/switchback_app/Switchback", key, value);
  g_key_file_save_to_file (settings, path, &error);
  g_assert_no_error (error);
  start (job);
  sb_robot_see (job->robot, "1–200 of *");
}

/**
 * sb_robot_job_fill_in_sign_in:
 * @job: a #SbRobotJob
 * @user_name: who
 * @password: and their password
 *
 * Fills in the sign-in page and presses its button.
 */
void
sb_robot_job_fill_in_sign_in (SbRobotJob *job, const char *user_name, const char *password)
{
  sb_robot_fill (job->robot, "Platform address", sb_robot_platform_get_address (job->platform));
  sb_robot_fill (job->robot, "User name", user_name);
  sb_robot_fill (job->robot, "Password", password);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
}

/**
 * sb_robot_job_sign_in:
 * @job: a #SbRobotJob
 *
 * Signs in as tea.admin and waits for the list of learners.
 */
void
sb_robot_job_sign_in (SbRobotJob *job)
{
  sb_robot_job_fill_in_sign_in (job, "tea.admin", "demo");
  sb_robot_see (job->robot, "1–200 of *");
}

/**
 * sb_robot_job_sign_in_by_keyboard:
 * @job: a job at the sign-in page
 *
 * As sb_robot_job_sign_in(), with keys alone. Each entry has the focus when its turn comes: where the keys went is seen
 * from what the platform answers.
 */
void
sb_robot_job_sign_in_by_keyboard (SbRobotJob *job)
{
  sb_robot_type (job->robot, sb_robot_platform_get_address (job->platform));
  sb_robot_press (job->robot, "Tab");
  sb_robot_type (job->robot, "tea.admin");
  sb_robot_press (job->robot, "Tab");
  sb_robot_type (job->robot, "demo");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "1–200 of *");
}

typedef struct
{
  SbRobotJob *job;
  const char *user_name;
  AtspiAccessible *row;
} Quest;

static gboolean
find_row_cb (gpointer data)
{
  Quest *quest = data;
  /* In a narrow window the branch stands beside the user name. */
  g_autofree char *narrow = g_strconcat (quest->user_name, " · *", NULL);
  g_autoptr (AtspiAccessible) label = sb_robot_look_for (quest->job->robot, ATSPI_ROLE_LABEL, quest->user_name);

  if (label == NULL)
    label = sb_robot_look_for (quest->job->robot, ATSPI_ROLE_LABEL, narrow);
  if (label != NULL)
    quest->row = sb_robot_tree_find_above (label, ATSPI_ROLE_TABLE_ROW);

  return quest->row != NULL;
}

static AtspiAccessible *
find_row (SbRobotJob *job, const char *user_name)
{
  Quest quest = { job, user_name, NULL };

  if (!sb_robot_wait_until (find_row_cb, &quest))
    sb_robot_give_up (job->robot, "%s is not in the list", user_name);

  return quest.row;
}

/**
 * sb_robot_job_search:
 * @job: a #SbRobotJob
 * @text: what to search for
 * @user_name: who is to be found
 */
void
sb_robot_job_search (SbRobotJob *job, const char *text, const char *user_name)
{
  g_autoptr (AtspiAccessible) row = NULL;

  sb_robot_fill (job->robot, "Search Learners", text);
  row = find_row (job, user_name);
}

/**
 * sb_robot_job_open_menu:
 * @job: a #SbRobotJob
 * @user_name: whose row
 */
void
sb_robot_job_open_menu (SbRobotJob *job, const char *user_name)
{
  g_autoptr (AtspiAccessible) row = find_row (job, user_name);
  g_autoptr (AtspiAccessible) button = sb_robot_tree_find (row, ATSPI_ROLE_PUSH_BUTTON, "Menu for *");

  if (button == NULL || !sb_robot_tree_do (button, "click"))
    sb_robot_give_up (job->robot, "the row of %s has no menu", user_name);
  sb_robot_see (job->robot, "Copy User Name");
}

/**
 * sb_robot_job_ask:
 * @job: a #SbRobotJob
 * @user_name: who
 *
 * Chooses to log in as them, and waits for the question whether one really wants to.
 */
void
sb_robot_job_ask (SbRobotJob *job, const char *user_name)
{
  sb_robot_job_open_menu (job, user_name);
  sb_robot_click (job->robot, ATSPI_ROLE_MENU_ITEM, "Log In as This User");
  sb_robot_see (job->robot, "Everything you do is real");
}

/**
 * sb_robot_job_confirm:
 * @job: a #SbRobotJob
 *
 * Gives a reason, confirms, and waits for the learner's home page.
 */
void
sb_robot_job_confirm (SbRobotJob *job)
{
  sb_robot_fill (job->robot, "Reason*", SB_ROBOT_REASON);
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Log In as *");
  sb_robot_see (job->robot, SWITCH_BACK);
  sb_robot_see (job->robot, "Resume: *");
  sb_robot_see (job->robot, "Your account was accessed");
}

/**
 * sb_robot_job_log_in_as_ana:
 * @job: a #SbRobotJob
 *
 * Signs in, finds Ana Silva of Lisbon among her namesakes, and logs in as her.
 */
void
sb_robot_job_log_in_as_ana (SbRobotJob *job)
{
  sb_robot_job_sign_in (job);
  sb_robot_job_search (job, "ana silva", "ana.silva");
  sb_robot_job_ask (job, "ana.silva");
  sb_robot_job_confirm (job);
}

/**
 * sb_robot_job_open_course:
 * @job: a #SbRobotJob
 * @name: a course in progress
 */
void
sb_robot_job_open_course (SbRobotJob *job, const char *name)
{
  g_autofree char *button = g_strconcat ("Resume: ", name, NULL);

  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, button);
  sb_robot_see (job->robot, "Items of the Course");
}

/**
 * sb_robot_job_complete_item:
 * @job: a #SbRobotJob
 * @title: an item
 *
 * Completes it, says that one really wants to, and waits until it is shown as completed.
 */
void
sb_robot_job_complete_item (SbRobotJob *job, const char *title)
{
  g_autofree char *button = g_strconcat ("Complete: ", title, NULL);

  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, button);
  sb_robot_see (job->robot, "Complete this as *");
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Complete");
  sb_robot_see_no_longer (job->robot, button);
}

/**
 * sb_robot_job_resume_item:
 * @job: a #SbRobotJob
 * @title: an item in progress
 */
void
sb_robot_job_resume_item (SbRobotJob *job, const char *title)
{
  g_autofree char *button = g_strconcat ("Resume: ", title, NULL);

  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, button);
}

/**
 * sb_robot_job_go_back:
 * @job: a #SbRobotJob
 *
 * From a course back to the learner's home page.
 */
void
sb_robot_job_go_back (SbRobotJob *job)
{
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Back to the Overview");
  sb_robot_see (job->robot, "Your account was accessed");
}

/**
 * sb_robot_job_switch_back:
 * @job: a #SbRobotJob
 *
 * Switches back, leaves the sheet that says what changed, and waits for the list of learners.
 */
void
sb_robot_job_switch_back (SbRobotJob *job)
{
  sb_robot_job_see_summary (job);
  sb_robot_job_leave_summary (job);
}

/**
 * sb_robot_job_see_summary:
 * @job: a #SbRobotJob
 *
 * Switches back and waits for the sheet that says what changed.
 */
void
sb_robot_job_see_summary (SbRobotJob *job)
{
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, SWITCH_BACK);
  sb_robot_see (job->robot, "You were logged in as *");
}

/**
 * sb_robot_job_leave_summary:
 * @job: a #SbRobotJob
 *
 * Leaves the sheet and waits for the list of learners.
 */
void
sb_robot_job_leave_summary (SbRobotJob *job)
{
  sb_robot_click (job->robot, ATSPI_ROLE_PUSH_BUTTON, "Done");
  sb_robot_see_no_longer (job->robot, "You were logged in as *");
  sb_robot_see (job->robot, "All Users");
}

static void
assert_outbox (SbRobotJob *job)
{
  g_autoptr (GPtrArray) messages = sb_robot_platform_read_outbox (job->platform);

  g_assert_cmpuint (messages->len, ==, 2);
  for (guint i = 0; i < messages->len; i++)
    {
      const char *message = g_ptr_array_index (messages, i);

      g_assert_nonnull (strstr (message, "ana.silva@acme.example"));
      g_assert_null (strstr (message, "asilva2"));
    }
}

/**
 * sb_robot_job_assert_told:
 * @job: a #SbRobotJob
 * @how: how the one log-in as Ana Silva was ended
 *
 * Asserts that the platform has ended it so, and that Ana was told twice, and has it all to read yet.
 */
void
sb_robot_job_assert_told (SbRobotJob *job, const char *how)
{
  g_autofree char *session = g_strdup_printf ("12|" ANA "|ended|%s|" SB_ROBOT_REASON, how);

  sb_robot_platform_assert (job->platform, "SELECT administrator_id, user_id, state, how, reason FROM sessions", session);
  sb_robot_platform_assert (job->platform,
                            "SELECT user_id, type, read_at IS NULL FROM notifications WHERE session_uuid IS NOT NULL "
                            "ORDER BY id",
                            ANA "|impersonation_started|1\n" ANA "|impersonation_ended|1");
  sb_robot_platform_assert (job->platform, "SELECT user_id, type, state, attempts FROM emails ORDER BY id",
                            ANA "|impersonation_started|sent|1\n" ANA "|impersonation_ended|sent|1");
  sb_robot_platform_assert (job->platform, "SELECT count(*) FROM audit WHERE action = 'notification_read'", "0");
  assert_outbox (job);
}
