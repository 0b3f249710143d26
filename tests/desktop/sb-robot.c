/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the real program and does to it what a user does, through the accessibility tree, the keyboard and the window
 * manager. It waits for what it looks for, within bounds, and never for a time. What Switchback's pages are called is not
 * known here but in sb-robot-job.c. */

#include "config.h"

#include "sb-robot.h"

#include "sb-robot-sandbox.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define PROGRAM "SWITCHBACK_PROGRAM"
#define PICTURES "SWITCHBACK_FAILURES"

struct _SbRobot
{
  SbRobotDesk *desk; /* borrowed */
  GSubprocess *process;
  AtspiAccessible *application;
  char *window; /* the id of the X window */
  gboolean has_ended;
};

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *has_ended = data;

  if (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    *has_ended = TRUE;
}

static gboolean
find_application_cb (gpointer data)
{
  SbRobot *robot = data;
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_applications = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n_applications; i++)
    {
      g_autoptr (AtspiAccessible) application = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *name = application == NULL ? NULL : atspi_accessible_get_name (application, NULL);

      if (name != NULL && g_ascii_strcasecmp (name, "switchback") == 0 &&
          atspi_accessible_get_child_count (application, NULL) > 0)
        {
          /* Each question goes to the program: what libatspi remembers is not always what is there. What a thing can do
           * stays the same. */
          atspi_accessible_set_cache_mask (application, ATSPI_CACHE_INTERFACES);
          g_set_object (&robot->application, application);
          return TRUE;
        }
    }

  return robot->has_ended;
}

/* On Wayland the window is the compositor's; in a sandbox a process does not know its own number. */
static char *
search_windows (SbRobot *robot)
{
  if (g_getenv ("WAYLAND_DISPLAY") != NULL)
    return sb_robot_desk_run ("xdotool", "search", "--onlyvisible", "--class", "weston", NULL);
  if (sb_robot_sandbox_get_id () != NULL)
    return sb_robot_desk_run ("xdotool", "search", "--onlyvisible", "--class", "switchback", NULL);

  return sb_robot_desk_run ("xdotool", "search", "--onlyvisible", "--pid",
                            g_subprocess_get_identifier (robot->process), NULL);
}

/* The largest window of the program: GTK has some of one pixel besides. */
static gboolean
find_window_cb (gpointer data)
{
  SbRobot *robot = data;
  g_autofree char *found = search_windows (robot);
  g_auto (GStrv) windows = g_strsplit (found == NULL ? "" : found, "\n", -1);

  for (gsize i = 0; windows[i] != NULL && *windows[i] != '\0'; i++)
    {
      g_autofree char *geometry = sb_robot_desk_run ("xdotool", "getwindowgeometry", "--shell", windows[i], NULL);
      const char *width = geometry == NULL ? NULL : strstr (geometry, "WIDTH=");

      if (width != NULL && atoi (width + strlen ("WIDTH=")) > 100)
        {
          robot->window = g_strdup (windows[i]);
          return TRUE;
        }
    }

  return robot->has_ended;
}

/**
 * sb_robot_new:
 * @desk: where to run the program; has to outlive the robot
 * @environment: (nullable) (array zero-terminated=1): "NAME=value" for the program
 * @arguments: (nullable) (array zero-terminated=1): arguments for the program
 *
 * Starts the program and waits for its window.
 *
 * Returns: (transfer full): a robot
 */
SbRobot *
sb_robot_new (SbRobotDesk *desk, const char *const *environment, const char *const *arguments)
{
  g_autoptr (SbRobot) robot = g_new0 (SbRobot, 1);
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  atspi_init ();
  robot->desk = desk;
  if (sb_robot_sandbox_get_id () != NULL)
    /* The variables would reach the program, and name what is not there inside. */
    g_strv_builder_add_many (command, "flatpak", "run", "--unset-env=SWITCHBACK_DEMO_PLATFORM",
                             "--unset-env=SWITCHBACK_TRANSLATIONS",
                             sb_robot_sandbox_get_id (), NULL);
  else
    g_strv_builder_add (command, g_getenv (PROGRAM));
  if (arguments != NULL)
    g_strv_builder_addv (command, (const char **) arguments);
  strings = g_strv_builder_end (command);
  robot->process = sb_robot_desk_start (desk, G_SUBPROCESS_FLAGS_NONE, environment, (const char *const *) strings);
  g_subprocess_wait_async (robot->process, NULL, ended_cb, &robot->has_ended);

  if (!sb_robot_wait_until (find_application_cb, robot) || robot->application == NULL)
    sb_robot_give_up (robot, "the program has no window that can be accessed");
  if (!sb_robot_wait_until (find_window_cb, robot) || robot->window == NULL)
    sb_robot_give_up (robot, "the program has no window on the display");

  return g_steal_pointer (&robot);
}

static gboolean
has_ended_cb (gpointer data)
{
  SbRobot *robot = data;

  return robot->has_ended;
}

static gboolean
is_off_the_bus_cb (gpointer data)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);

  return atspi_accessible_get_child_count (desktop, NULL) <= 0;
}

/**
 * sb_robot_free:
 * @robot: (transfer full): a #SbRobot
 *
 * Ends the program, if it runs, without asking.
 */
void
sb_robot_free (SbRobot *robot)
{
  sb_robot_sandbox_end ();
  if (robot->process != NULL && !robot->has_ended)
    {
      g_subprocess_force_exit (robot->process);
      sb_robot_wait_until (has_ended_cb, robot);
    }
  g_clear_object (&robot->application);
  sb_robot_wait_until (is_off_the_bus_cb, NULL);
  g_clear_object (&robot->process);
  g_free (robot->window);
  g_free (robot);
}

/**
 * sb_robot_give_up:
 * @robot: a #SbRobot
 * @format: what is wrong
 * @...: for @format
 *
 * Says what is wrong and what is on the screen, takes a picture, and aborts.
 */
void
sb_robot_give_up (SbRobot *robot, const char *format, ...)
{
  const char *folder = g_getenv (PICTURES);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (robot->application != NULL && !robot->has_ended)
    {
      g_autofree char *description = sb_robot_tree_describe (robot->application);

      g_printerr ("# On the screen:\n%s", description);
    }
  if (folder != NULL)
    {
      g_autofree char *program = g_path_get_basename (g_get_prgname ());
      g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, program);

      sb_robot_take_picture (robot, path);
      g_printerr ("# A picture: %s\n", path);
    }
  g_error ("%s%s", message, robot->has_ended ? " (the program has ended)" : "");
  abort ();
}

typedef struct
{
  SbRobot *robot;
  AtspiRole role;
  const char *pattern;
  AtspiAccessible *found;
} Look;

static gboolean
look_cb (gpointer data)
{
  Look *look = data;

  look->found = sb_robot_tree_find (look->robot->application, look->role, look->pattern);

  return look->found != NULL || look->robot->has_ended;
}

/**
 * sb_robot_find:
 * @robot: a #SbRobot
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, with `*` and `?`
 *
 * Returns: (transfer full): the thing, which may take a while to come
 */
AtspiAccessible *
sb_robot_find (SbRobot *robot, AtspiRole role, const char *pattern)
{
  Look look = { .robot = robot, .role = role, .pattern = pattern };

  if (!sb_robot_wait_until (look_cb, &look) || look.found == NULL)
    sb_robot_give_up (robot, "“%s” is not on the screen", pattern);

  return look.found;
}

/**
 * sb_robot_look_for:
 * @robot: a #SbRobot
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, with `*` and `?`
 *
 * Returns: (transfer full) (nullable): the thing, if it is on the screen at this moment
 */
AtspiAccessible *
sb_robot_look_for (SbRobot *robot, AtspiRole role, const char *pattern)
{
  return sb_robot_tree_find (robot->application, role, pattern);
}

/**
 * sb_robot_see:
 * @robot: a #SbRobot
 * @pattern: what it is called, with `*` and `?`
 *
 * Waits until something of that name is on the screen.
 */
void
sb_robot_see (SbRobot *robot, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = sb_robot_find (robot, SB_ROBOT_ANY_ROLE, pattern);
}

static gboolean
is_gone_cb (gpointer data)
{
  Look *look = data;

  return !sb_robot_sees (look->robot, look->role, look->pattern);
}

/**
 * sb_robot_see_no_longer:
 * @robot: a #SbRobot
 * @pattern: what it is called, with `*` and `?`
 *
 * Waits until nothing of that name is on the screen.
 */
void
sb_robot_see_no_longer (SbRobot *robot, const char *pattern)
{
  Look look = { .robot = robot, .role = SB_ROBOT_ANY_ROLE, .pattern = pattern };

  if (!sb_robot_wait_until (is_gone_cb, &look))
    sb_robot_give_up (robot, "“%s” stays on the screen", pattern);
}

/**
 * sb_robot_sees:
 * @robot: a #SbRobot
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, with `*` and `?`
 *
 * Returns: whether such a thing is on the screen at this moment
 */
gboolean
sb_robot_sees (SbRobot *robot, AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = sb_robot_look_for (robot, role, pattern);

  return found != NULL;
}

/**
 * sb_robot_can_click:
 * @robot: a #SbRobot
 * @role: what it is
 * @pattern: what it is called, with `*` and `?`
 *
 * Returns: whether it is sensitive, once it is there
 */
gboolean
sb_robot_can_click (SbRobot *robot, AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = sb_robot_find (robot, role, pattern);

  return sb_robot_tree_has_state (found, ATSPI_STATE_SENSITIVE);
}

/**
 * sb_robot_read_entry:
 * @robot: a #SbRobot
 * @pattern: what the entry is called
 *
 * Returns: (transfer full): what is in it
 */
char *
sb_robot_read_entry (SbRobot *robot, const char *pattern)
{
  g_autoptr (AtspiAccessible) entry = sb_robot_find (robot, SB_ROBOT_ANY_ROLE, pattern);
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (entry);

  return atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);
}

/**
 * sb_robot_find_focused:
 * @robot: a #SbRobot
 *
 * GTK 4.8 does not say it of entries.
 *
 * Returns: (transfer full) (nullable): what has the keyboard focus
 */
AtspiAccessible *
sb_robot_find_focused (SbRobot *robot)
{
  return sb_robot_tree_find_focused (robot->application);
}

/* A button that has no name of its own is found by the text on it. */
static AtspiAccessible *
find_to_click (Look *look)
{
  AtspiAccessible *root = look->robot->application;
  g_autoptr (AtspiAccessible) found = sb_robot_tree_find (root, look->role, look->pattern);
  g_autoptr (AtspiAccessible) label = NULL;

  if (found != NULL)
    return g_steal_pointer (&found);
  label = sb_robot_tree_find (root, ATSPI_ROLE_LABEL, look->pattern);

  return label == NULL ? NULL : sb_robot_tree_find_above (label, look->role);
}

static gboolean
click_cb (gpointer data)
{
  Look *look = data;
  g_autoptr (AtspiAccessible) found = find_to_click (look);

  return found != NULL && sb_robot_tree_has_state (found, ATSPI_STATE_SENSITIVE) && sb_robot_tree_do (found, "click");
}

/**
 * sb_robot_click:
 * @robot: a #SbRobot
 * @role: what it is
 * @pattern: what it is called, with `*` and `?`
 *
 * Clicks on it as soon as it is there and sensitive.
 */
void
sb_robot_click (SbRobot *robot, AtspiRole role, const char *pattern)
{
  Look look = { .robot = robot, .role = role, .pattern = pattern };

  if (!sb_robot_wait_until (click_cb, &look))
    sb_robot_give_up (robot, "“%s” cannot be clicked", pattern);
}

/**
 * sb_robot_fill:
 * @robot: a #SbRobot
 * @pattern: what the entry is called
 * @text: what it should hold
 */
void
sb_robot_fill (SbRobot *robot, const char *pattern, const char *text)
{
  g_autoptr (AtspiAccessible) entry = NULL;
  g_autoptr (AtspiEditableText) editable = NULL;

  entry = sb_robot_find (robot, SB_ROBOT_ANY_ROLE, pattern);
  editable = atspi_accessible_get_editable_text_iface (entry);
  if (editable == NULL || !atspi_editable_text_set_text_contents (editable, text, NULL))
    sb_robot_give_up (robot, "“%s” cannot be filled in", pattern);
}

/**
 * sb_robot_press:
 * @robot: a #SbRobot
 * @keys: keys as xdotool calls them, such as "ctrl+shift+b" or "Return"
 *
 * Presses keys together; the window that has the focus gets them.
 */
void
sb_robot_press (SbRobot *robot, const char *keys)
{
  g_autofree char *output = sb_robot_desk_run ("xdotool", "key", "--clearmodifiers", keys, NULL);

  if (output == NULL)
    sb_robot_give_up (robot, "the keys %s cannot be pressed", keys);
}

/**
 * sb_robot_type:
 * @robot: a #SbRobot
 * @text: some text
 *
 * Types it, key by key.
 */
void
sb_robot_type (SbRobot *robot, const char *text)
{
  g_autofree char *output = sb_robot_desk_run ("xdotool", "type", "--clearmodifiers", "--delay", "12", text, NULL);

  if (output == NULL)
    sb_robot_give_up (robot, "“%s” cannot be typed", text);
}

typedef struct
{
  int x, y, width, height;
  int left, right, top, bottom; /* the shadow around the window, which X takes for a part of it */
} Geometry;

static gboolean
get_geometry (SbRobot *robot, Geometry *geometry)
{
  g_autofree char *place = NULL;
  g_autofree char *shadow = NULL;

  *geometry = (Geometry) { 0 };
  if (robot->window == NULL)
    return FALSE;
  place = sb_robot_desk_run ("xdotool", "getwindowgeometry", "--shell", robot->window, NULL);
  shadow = sb_robot_desk_run ("xprop", "-id", robot->window, "-notype", "_GTK_FRAME_EXTENTS", NULL);
  if (shadow != NULL)
    sscanf (shadow, "_GTK_FRAME_EXTENTS = %d, %d, %d, %d",
            &geometry->left, &geometry->right, &geometry->top, &geometry->bottom);

  return place != NULL && sscanf (place, "WINDOW=%*d\nX=%d\nY=%d\nWIDTH=%d\nHEIGHT=%d", &geometry->x, &geometry->y,
                                  &geometry->width, &geometry->height) == 4;
}

typedef struct
{
  SbRobot *robot;
  int width;
  int height;
} Size;

static gboolean
has_size_cb (gpointer data)
{
  Size *size = data;
  Geometry geometry;

  return get_geometry (size->robot, &geometry) &&
         geometry.width == size->width + geometry.left + geometry.right &&
         geometry.height == size->height + geometry.top + geometry.bottom;
}

/**
 * sb_robot_resize:
 * @robot: a #SbRobot
 * @width: new width of the window, without its shadow
 * @height: new height
 *
 * Resizes the window and waits until that is done. A window that cannot get as small stays larger, which is a failure.
 */
void
sb_robot_resize (SbRobot *robot, int width, int height)
{
  Size size = { robot, width, height };
  Geometry geometry;
  g_autofree char *width_text = NULL;
  g_autofree char *height_text = NULL;
  g_autofree char *output = NULL;

  get_geometry (robot, &geometry);
  width_text = g_strdup_printf ("%d", width + geometry.left + geometry.right);
  height_text = g_strdup_printf ("%d", height + geometry.top + geometry.bottom);
  output = sb_robot_desk_run ("xdotool", "windowsize", robot->window, width_text, height_text, NULL);
  if (output == NULL || !sb_robot_wait_until (has_size_cb, &size))
    sb_robot_give_up (robot, "the window cannot be %d × %d", width, height);
}

/**
 * sb_robot_close_window:
 * @robot: a #SbRobot
 *
 * Has the window manager ask the window to close.
 */
void
sb_robot_close_window (SbRobot *robot)
{
  sb_robot_press (robot, "alt+F4");
}

/**
 * sb_robot_send_signal:
 * @robot: a #SbRobot
 * @signal_number: a signal
 *
 * Sends it to the program, and in a sandbox to nothing else there.
 */
void
sb_robot_send_signal (SbRobot *robot, int signal_number)
{
  if (sb_robot_sandbox_get_id () == NULL)
    g_subprocess_send_signal (robot->process, signal_number);
  else
    g_assert_no_errno (kill (sb_robot_sandbox_find ("switchback"), signal_number));
}

/* The name and the parent of a process, as the kernel has them; 0 if it is gone. */
static int
get_parent (const char *pid, char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", pid);
  g_autofree char *text = NULL;
  int parent;

  if (!g_file_get_contents (path, &text, NULL, NULL) || sscanf (text, "%*d (%63[^)]) %*c %d", name, &parent) != 2)
    return 0;

  return parent;
}

static gboolean
is_below (const char *pid, int ancestor)
{
  g_autofree char *child = g_strdup (pid);
  char name[64];
  int parent;

  while ((parent = get_parent (child, name)) > 1)
    {
      if (parent == ancestor)
        return TRUE;
      g_free (child);
      child = g_strdup_printf ("%d", parent);
    }

  return FALSE;
}

/**
 * sb_robot_kill_helpers:
 * @robot: a #SbRobot
 * @name: the first 15 characters of a program's name
 *
 * Kills the processes of that name that the program has started, without a warning.
 *
 * Returns: how many there were
 */
guint
sb_robot_kill_helpers (SbRobot *robot, const char *name)
{
  const int program = atoi (g_subprocess_get_identifier (robot->process));
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *pid;
  char found[64];
  guint count = 0;

  while (processes != NULL && (pid = g_dir_read_name (processes)) != NULL)
    if (g_ascii_isdigit (*pid) && get_parent (pid, found) != 0 && g_str_equal (found, name) && is_below (pid, program)
        && kill (atoi (pid), SIGKILL) == 0)
      count++;

  return count;
}

/**
 * sb_robot_wait_for_exit:
 * @robot: a #SbRobot
 *
 * Returns: the exit status of the program, or minus the number of the signal that killed it
 */
int
sb_robot_wait_for_exit (SbRobot *robot)
{
  if (!sb_robot_wait_until (has_ended_cb, robot))
    sb_robot_give_up (robot, "the program does not end");

  return g_subprocess_get_if_exited (robot->process) ? g_subprocess_get_exit_status (robot->process)
                                                     : -g_subprocess_get_term_sig (robot->process);
}

typedef struct
{
  SbRobot *robot;
  char *last; /* what the screen looked like */
  int n_equal;
} Calm;

static gboolean
is_calm_cb (gpointer data)
{
  Calm *calm = data;
  g_autofree char *now = sb_robot_desk_run ("import", "-window", "root", "-format", "%#", "info:-", NULL);

  calm->n_equal = g_strcmp0 (now, calm->last) == 0 ? calm->n_equal + 1 : 0;
  g_free (calm->last);
  calm->last = g_steal_pointer (&now);

  return calm->n_equal == 2;
}

/**
 * sb_robot_wait_for_calm:
 * @robot: a #SbRobot
 *
 * Waits until nothing moves on the screen: for pictures, not for tests.
 */
void
sb_robot_wait_for_calm (SbRobot *robot)
{
  Calm calm = { robot, NULL, 0 };

  sb_robot_wait_until (is_calm_cb, &calm);
  g_free (calm.last);
}

/**
 * sb_robot_take_picture:
 * @robot: a #SbRobot
 * @path: a file name that ends in .png
 *
 * Takes a picture of the screen where the window is, with whatever is in front of it.
 */
void
sb_robot_take_picture (SbRobot *robot, const char *path)
{
  g_autofree char *crop = NULL;
  g_autofree char *output = NULL;
  Geometry geometry;

  if (get_geometry (robot, &geometry))
    crop = g_strdup_printf ("%dx%d+%d+%d", geometry.width, geometry.height, geometry.x, geometry.y);
  output = sb_robot_desk_run ("import", "-window", "root", "-crop", crop == NULL ? "100%" : crop, "+repage", path, NULL);
  if (output == NULL)
    g_printerr ("# no picture could be taken\n");
}
