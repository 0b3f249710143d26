/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* switchback-tour FOLDER: drives the real program through the main job on a desktop of its own, takes pictures on the
 * way, and prints what the platform recorded. Ends with 1 if the learner was not told twice. Started by build-aux/demo. */

#include "config.h"

#include "sb-robot-job.h"

#include <stdlib.h>

#define WIDE 1000
#define WIDE_HEIGHT 680
#define NARROW 360
#define NARROW_HEIGHT 680

typedef struct
{
  SbRobotJob *job;
  const char *folder;
  const char *suffix;
} Tour;

static void
picture (Tour *tour, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s%s.png", tour->folder, name, tour->suffix);

  sb_robot_wait_for_calm (tour->job->robot);
  sb_robot_take_picture (tour->job->robot, path);
  g_print ("  %s\n", path);
}

static void
fill_in_sign_in (Tour *tour)
{
  sb_robot_fill (tour->job->robot, "Platform address", sb_robot_platform_get_address (tour->job->platform));
  sb_robot_fill (tour->job->robot, "User name", "tea.admin");
  sb_robot_fill (tour->job->robot, "Password", "demo");
}

static void
show_sign_in_and_list (Tour *tour)
{
  fill_in_sign_in (tour);
  picture (tour, "01-sign-in");
  sb_robot_click (tour->job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_see (tour->job->robot, "1–200 of *");
  picture (tour, "02-all-users");
  sb_robot_job_search (tour->job, "ana silva", "ana.silva");
  sb_robot_see (tour->job->robot, "1–2 of 2");
  picture (tour, "03-search");
  sb_robot_job_open_menu (tour->job, "ana.silva");
  picture (tour, "04-menu");
  sb_robot_press (tour->job->robot, "Escape");
  sb_robot_see_no_longer (tour->job->robot, "Copy User Name");
  sb_robot_job_ask (tour->job, "ana.silva");
  picture (tour, "05-confirm");
}

/* A page that is there may not be drawn yet: then it has one colour. */
static gboolean
is_drawn_cb (gpointer data)
{
  g_autofree char *n_colours = sb_robot_desk_run ("import", "-window", "root", "-crop", "200x200+120+350",
                                                  "-format", "%k", "info:-", NULL);

  return n_colours != NULL && atoi (n_colours) > 1;
}

/* The platform's own pages, and look only holding back what would be started there. */
static void
show_platform (Tour *tour)
{
  sb_robot_press (tour->job->robot, "ctrl+2");
  sb_robot_see (tour->job->robot, "127.0.0.1");
  sb_robot_see_no_longer (tour->job->robot, "Loading the page");
  sb_robot_wait_until (is_drawn_cb, NULL);
  picture (tour, "08-platform");
  sb_robot_press (tour->job->robot, "alt+1");
  sb_robot_see_no_longer (tour->job->robot, "Loading the page");
  sb_robot_wait_for_calm (tour->job->robot);
  sb_robot_press (tour->job->robot, "alt+l");
  sb_robot_wait_for_calm (tour->job->robot);
  sb_robot_press (tour->job->robot, "alt+4");
  sb_robot_see (tour->job->robot, "Look only: starting an item was held back");
  picture (tour, "08-look-only");
}

/* The whole main job, and the pictures of it. */
static void
show_all (Tour *tour)
{
  show_sign_in_and_list (tour);
  sb_robot_job_confirm (tour->job);
  picture (tour, "06-home");
  sb_robot_job_open_course (tour->job, "Workplace Safety 2026");
  sb_robot_job_resume_item (tour->job, "Fire Doors");
  sb_robot_job_complete_item (tour->job, "Fire Doors");
  picture (tour, "07-course");
  sb_robot_job_go_back (tour->job);
  sb_robot_see (tour->job->robot, "In progress · 4 of 7");
  picture (tour, "08-notifications");
  show_platform (tour);
  sb_robot_job_see_summary (tour->job);
  picture (tour, "08-what-changed");
  sb_robot_job_leave_summary (tour->job);
  picture (tour, "09-after");
}

static void
show_narrow (Tour *tour)
{
  sb_robot_resize (tour->job->robot, NARROW, NARROW_HEIGHT);
  fill_in_sign_in (tour);
  picture (tour, "01-sign-in");
  sb_robot_click (tour->job->robot, ATSPI_ROLE_PUSH_BUTTON, "Sign In");
  sb_robot_see (tour->job->robot, "1–200 of *");
  picture (tour, "02-all-users");
  sb_robot_job_search (tour->job, "ana silva", "ana.silva");
  sb_robot_see (tour->job->robot, "1–2 of 2");
  sb_robot_job_ask (tour->job, "ana.silva");
  picture (tour, "05-confirm");
  sb_robot_fill (tour->job->robot, "Reason*", SB_ROBOT_REASON);
  sb_robot_click (tour->job->robot, ATSPI_ROLE_PUSH_BUTTON, "Log In as *");
  sb_robot_see (tour->job->robot, "Resume: *");
  picture (tour, "06-home");
  show_platform (tour);
  sb_robot_job_see_summary (tour->job);
  picture (tour, "07-what-changed");
  sb_robot_job_leave_summary (tour->job);
}

static const struct
{
  const char *heading;
  const char *sql;
} records[] = {
  { "The log-in, when it began and ended, and how it ended",
    "SELECT a.username, u.username, s.reason, datetime (s.started_at, 'unixepoch'), datetime (s.ended_at, 'unixepoch'), "
    "s.how FROM sessions s JOIN users a ON a.id = s.administrator_id JOIN users u ON u.id = s.user_id" },
  { "What the learner finds in the platform, and whether it is still to be read",
    "SELECT subject, CASE WHEN read_at IS NULL THEN 'unread' ELSE 'read' END FROM notifications "
    "WHERE session_uuid IS NOT NULL ORDER BY id" },
  { "What the learner finds in the mail", "SELECT address, subject, state FROM emails ORDER BY id" },
  { "What was done, as whom, and by whom in truth",
    "SELECT audit.action, items.title, u.username, a.username FROM audit JOIN users u ON u.id = actor_id "
    "JOIN users a ON a.id = impersonator_id JOIN items ON CAST (items.id AS TEXT) = target_id "
    "WHERE target_type = 'item' ORDER BY audit.id" },
};

static void
print_records (SbRobotPlatform *platform)
{
  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autofree char *answer = sb_robot_platform_ask (platform, records[i].sql);
      g_auto (GStrv) lines = g_strsplit (answer, "\n", -1);

      g_print ("\n%s\n", records[i].heading);
      for (gsize j = 0; lines[j] != NULL; j++)
        {
          g_auto (GStrv) columns = g_strsplit (lines[j], "|", -1);
          g_autofree char *line = g_strjoinv ("  ·  ", columns);

          g_print ("  %s\n", line);
        }
    }
}

static gboolean
was_told_twice (SbRobotPlatform *platform)
{
  return sb_robot_platform_wait_for (platform,
                                     "SELECT type FROM notifications WHERE user_id = 4711 AND read_at IS NULL AND "
                                     "session_uuid IN (SELECT uuid FROM sessions WHERE state = 'ended') ORDER BY id",
                                     "impersonation_started\nimpersonation_ended") &&
         sb_robot_platform_wait_for (platform, "SELECT type FROM emails WHERE state = 'sent' ORDER BY id",
                                     "impersonation_started\nimpersonation_ended");
}

static gboolean
run (SbRobotDesk *desk, const char *folder, const char *suffix, const char *environment, void (*show) (Tour *tour),
     gboolean prints_records)
{
  const char *const variables[] = { environment, NULL };
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, variables);
  Tour tour = { job, folder, suffix };
  gboolean is_told;

  sb_robot_resize (job->robot, WIDE, WIDE_HEIGHT);
  show (&tour);
  is_told = was_told_twice (job->platform);
  if (prints_records)
    print_records (job->platform);

  return is_told;
}

int
main (int argc, char *argv[])
{
  g_autoptr (SbRobotDesk) desk = NULL;
  gboolean is_told;

  if (argc != 2)
    {
      g_printerr ("usage: switchback-tour FOLDER\n");
      return 2;
    }

  g_set_prgname ("tour");
  desk = sb_robot_desk_new ();
  g_print ("Pictures\n");
  is_told = run (desk, argv[1], "-dark", "ADW_DEBUG_COLOR_SCHEME=prefer-dark", show_all, FALSE) &&
            run (desk, argv[1], "-360", "ADW_DEBUG_COLOR_SCHEME=default", show_narrow, FALSE) &&
            run (desk, argv[1], "", "ADW_DEBUG_COLOR_SCHEME=default", show_all, TRUE);
  g_print ("\n%s\n", is_told ? "The learner was told when somebody came in and when they left."
                             : "THE LEARNER WAS NOT TOLD TWICE.");

  return is_told ? EXIT_SUCCESS : EXIT_FAILURE;
}
