/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program for somebody who does not see it: each page and dialog of the main job through the accessibility tree, the
 * change of account announced, and nothing that a screen reader asks for brings it down. Everything is done by keyboard. */

#include "config.h"

#include "sb-robot-job.h"
#include "sb-robot-walk.h"

#include <stdlib.h>
#include <string.h>

#define BAR "You are logged in as Ana Silva"

static SbRobotDesk *desk;

/* The window in which something is. */
static AtspiAccessible *
find_window (SbRobotJob *job, const char *pattern)
{
  g_autoptr (AtspiAccessible) node = sb_robot_find (job->robot, SB_ROBOT_ANY_ROLE, pattern);
  g_autoptr (AtspiAccessible) current = g_object_ref (node);

  for (;;)
    {
      g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (current, NULL);

      if (parent == NULL || atspi_accessible_get_role (parent, NULL) == ATSPI_ROLE_APPLICATION)
        return g_steal_pointer (&current);
      g_set_object (&current, parent);
    }
}

static void
walk (SbRobotJob *job, const char *pattern, guint at_least)
{
  g_autoptr (AtspiAccessible) window = find_window (job, pattern);

  g_assert_cmpuint (sb_robot_walk (window, pattern), >=, at_least);
}

static void
confirm (SbRobotJob *job)
{
  sb_robot_type (job->robot, SB_ROBOT_REASON);
  sb_robot_press (job->robot, "ctrl+Return");
  sb_robot_see (job->robot, "Your account was accessed");
}

static void
ask_for_ana (SbRobotJob *job)
{
  sb_robot_type (job->robot, "ana.silva@acme.example");
  sb_robot_see (job->robot, "1–2 of 2");
  sb_robot_press (job->robot, "Down");
  sb_robot_press (job->robot, "Return");
  sb_robot_see (job->robot, "Everything you do is real");
}

/* Before, and after: page by page, each with all that is on it. */
static void
test_pages (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);

  walk (job, "Platform address", 6);
  sb_robot_job_sign_in_by_keyboard (job);
  walk (job, "1–200 of *", 12);

  sb_robot_press (job->robot, "ctrl+comma");
  sb_robot_see (job->robot, "Preferences");
  walk (job, "When Nothing Is Done", 5);
  sb_robot_press (job->robot, "Escape");
  sb_robot_see_no_longer (job->robot, "When Nothing Is Done");

  ask_for_ana (job);
  walk (job, "Everything you do is real", 4);
  confirm (job);
  walk (job, "Your account was accessed", 8);

  sb_robot_press (job->robot, "ctrl+shift+b");
  sb_robot_see (job->robot, "You were logged in as *");
  walk (job, "You were logged in as *", 2);
  sb_robot_press (job->robot, "Return");
  sb_robot_see_no_longer (job->robot, "You were logged in as *");

  sb_robot_press (job->robot, "ctrl+h");
  sb_robot_see (job->robot, "History");
  walk (job, "1 of 1*", 5);
  sb_robot_job_assert_told (job, "switch-back");
}

typedef struct
{
  char *said;
} Ear;

/* Announcements are there since GTK 4.14; before, the description of the window is what a screen reader reads out. */
static void
heard_cb (AtspiEvent *event, gpointer data)
{
  Ear *ear = data;
  g_autofree char *text = NULL;

  if (g_str_has_prefix (event->type, "object:announcement") && G_VALUE_HOLDS_STRING (&event->any_data))
    text = g_value_dup_string (&event->any_data);
  else if (g_str_has_prefix (event->type, "object:property-change:accessible-description"))
    text = atspi_accessible_get_description (event->source, NULL);

  if (g_strcmp0 (text, BAR) == 0)
    {
      g_free (ear->said);
      ear->said = g_steal_pointer (&text);
    }
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

static gboolean
has_heard_cb (gpointer data)
{
  Ear *ear = data;

  return ear->said != NULL;
}

static void
test_announced (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  Ear ear = { NULL };
  AtspiEventListener *listener = atspi_event_listener_new (heard_cb, &ear, NULL);
  g_autoptr (AtspiAccessible) window = NULL;
  g_autofree char *title = NULL;

  g_assert_true (atspi_event_listener_register (listener, "object:announcement", NULL));
  g_assert_true (atspi_event_listener_register (listener, "object:property-change:accessible-description", NULL));
  sb_robot_job_sign_in_by_keyboard (job);
  ask_for_ana (job);
  g_assert_null (ear.said);
  confirm (job);
  g_assert_true (sb_robot_wait_until (has_heard_cb, &ear));

  /* Whoever did not listen finds it in the title of the window. */
  window = find_window (job, "Your account was accessed");
  title = sb_robot_tree_dup_name (window);
  g_test_message ("The window is called “%s”", title);
  sb_robot_press (job->robot, "ctrl+shift+b");
  sb_robot_see (job->robot, "You were logged in as *");
  atspi_event_listener_deregister (listener, "object:announcement", NULL);
  atspi_event_listener_deregister (listener, "object:property-change:accessible-description", NULL);
  g_object_unref (listener);
  g_free (ear.said);
}

/* A dialog goes while a screen reader goes through the windows: it asks for one more than there are. GTK 4.8 answers with
 * the last that there is, and must not find one that was never shown. */
static void
test_one_window_too_many (void)
{
  g_autoptr (SbRobotJob) job = sb_robot_job_new (desk, NULL);
  g_autoptr (AtspiAccessible) window = find_window (job, "Platform address");
  g_autoptr (AtspiAccessible) application = atspi_accessible_get_parent (window, NULL);
  int n_windows;

  n_windows = atspi_accessible_get_child_count (application, NULL);
  g_assert_cmpint (n_windows, ==, 1);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AtspiAccessible) nothing = atspi_accessible_get_child_at_index (application, n_windows + i, NULL);
    }
  sb_robot_press (job->robot, "ctrl+question");
  sb_robot_see (job->robot, "Search (or just type)");
  sb_robot_press (job->robot, "Escape");
  sb_robot_see_no_longer (job->robot, "Search (or just type)");
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AtspiAccessible) nothing = atspi_accessible_get_child_at_index (application, n_windows + i, NULL);
    }
  sb_robot_job_sign_in_by_keyboard (job);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  desk = sb_robot_desk_new ();

  g_test_add_func ("/desktop/access/pages", test_pages);
  g_test_add_func ("/desktop/access/announced", test_announced);
  g_test_add_func ("/desktop/access/one-window-too-many", test_one_window_too_many);

  status = g_test_run ();
  sb_robot_desk_free (desk);

  return status;
}
