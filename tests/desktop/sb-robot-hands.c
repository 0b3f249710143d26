/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The hands on keyboard and mouse, which act on what is in sight and reach nothing else: a control that is not wholly
 * within its window cannot be used. Unlike sb_robot_click() and sb_robot_fill(), nothing here is done through the
 * accessibility tree; it only says where things are. The mouse needs X11. */

#include "config.h"

#include "sb-robot-hands.h"

#include <stdio.h>

#define MAX_TABS 60
#define MAX_TURNS 40

typedef struct
{
  SbRobot *robot;
  AtspiRole role;
  const char *pattern;
  AtspiRect window;
  AtspiRect place;
  guint n_turns; /* of the wheel */
} Aim;

static AtspiAccessible *
find_window (AtspiAccessible *node)
{
  g_autoptr (AtspiAccessible) current = g_object_ref (node);

  while (current != NULL)
    {
      g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (current, NULL);

      if (parent != NULL && atspi_accessible_get_role (parent, NULL) == ATSPI_ROLE_APPLICATION)
        return g_steal_pointer (&current);
      g_set_object (&current, parent);
    }

  return NULL;
}

/* Whether the whole of it is in its window; what can be scrolled may come to be. */
static gboolean
is_in_sight (Aim *aim, AtspiAccessible *node)
{
  g_autoptr (AtspiAccessible) window = find_window (node);
  AtspiRect *place = &aim->place;

  return window != NULL && sb_robot_tree_get_extents (window, &aim->window) && sb_robot_tree_get_extents (node, place)
         && place->width > 0 && place->height > 0 && place->x >= aim->window.x && place->y >= aim->window.y
         && place->x + place->width <= aim->window.x + aim->window.width
         && place->y + place->height <= aim->window.y + aim->window.height;
}

/**
 * sb_robot_name_focused:
 * @robot: a #SbRobot
 *
 * Returns: (transfer full): what has the keyboard focus, by its name or the text on it, or ""
 */
char *
sb_robot_name_focused (SbRobot *robot)
{
  g_autoptr (AtspiAccessible) focused = sb_robot_find_focused (robot);
  char *text = focused == NULL ? NULL : sb_robot_tree_dup_text (focused);

  return text == NULL ? g_strdup ("") : text;
}

static gboolean
is_focus_in_sight_cb (gpointer data)
{
  Aim *aim = data;
  g_autoptr (AtspiAccessible) node = sb_robot_find_focused (aim->robot);

  return node != NULL && is_in_sight (aim, node);
}

/**
 * sb_robot_tab_to:
 * @robot: a #SbRobot
 * @pattern: what it is called, with `*` and `?`
 *
 * Presses Tab until the focus is there, which it has to be within reason, and in sight.
 */
void
sb_robot_tab_to (SbRobot *robot, const char *pattern)
{
  Aim aim = { .robot = robot, .pattern = pattern };

  for (int i = 0; i < MAX_TABS; i++)
    {
      g_autofree char *name = sb_robot_name_focused (robot);

      if (g_pattern_match_simple (pattern, name))
        {
          if (!sb_robot_wait_until (is_focus_in_sight_cb, &aim))
            sb_robot_give_up (robot, "“%s” has the focus and is not in the window", pattern);
          return;
        }
      sb_robot_press (robot, "Tab");
    }
  sb_robot_give_up (robot, "“%s” cannot be reached with the Tab key", pattern);
}

/* Where on the screen the window begins in which things are that AT-SPI speaks of: X takes the shadow for a part of it,
 * and GTK 4.8 does not. */
static void
find_origin (Aim *aim, int *x, int *y)
{
  g_autofree char *window = sb_robot_desk_run ("xdotool", "getactivewindow", NULL);
  g_autofree char *place = NULL;
  g_autofree char *shadow = NULL;
  int width;
  int left = 0;
  int top = 0;

  if (window == NULL)
    sb_robot_give_up (aim->robot, "no window has the focus");
  place = sb_robot_desk_run ("xdotool", "getwindowgeometry", "--shell", window, NULL);
  if (place == NULL || sscanf (place, "WINDOW=%*d\nX=%d\nY=%d\nWIDTH=%d", x, y, &width) != 3)
    sb_robot_give_up (aim->robot, "the window is nowhere");

  shadow = sb_robot_desk_run ("xprop", "-id", window, "-notype", "_GTK_FRAME_EXTENTS", NULL);
  if (shadow != NULL && sscanf (shadow, "_GTK_FRAME_EXTENTS = %d, %*d, %d", &left, &top) == 2
      && aim->window.width < width)
    {
      *x += left;
      *y += top;
    }
}

static void
move_pointer (Aim *aim, int x, int y)
{
  g_autofree char *x_text = NULL;
  g_autofree char *y_text = NULL;
  g_autofree char *output = NULL;
  int left, top;

  find_origin (aim, &left, &top);
  x_text = g_strdup_printf ("%d", left + x);
  y_text = g_strdup_printf ("%d", top + y);
  output = sb_robot_desk_run ("xdotool", "mousemove", x_text, y_text, NULL);
}

static void
press_button (Aim *aim, const char *button)
{
  g_autofree char *output = sb_robot_desk_run ("xdotool", "click", button, NULL);

  if (output == NULL)
    sb_robot_give_up (aim->robot, "the mouse has no button %s", button);
}

/* Where it stands, or else down the page, with the pointer in the middle of it, until it comes into sight. */
static gboolean
comes_into_sight_cb (gpointer data)
{
  Aim *aim = data;
  g_autoptr (AtspiAccessible) node = sb_robot_look_for (aim->robot, aim->role, aim->pattern);

  if (node == NULL || !sb_robot_tree_has_state (node, ATSPI_STATE_SENSITIVE))
    return FALSE;
  if (is_in_sight (aim, node))
    return TRUE;
  if (aim->n_turns > 0)
    {
      aim->n_turns--;
      move_pointer (aim, aim->window.width / 2, aim->window.height / 2);
      press_button (aim, "5");
    }

  return FALSE;
}

/**
 * sb_robot_see_in_sight:
 * @robot: a #SbRobot
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, with `*` and `?`
 *
 * Waits until the whole of it is within its window.
 */
void
sb_robot_see_in_sight (SbRobot *robot, AtspiRole role, const char *pattern)
{
  Aim aim = { .robot = robot, .role = role, .pattern = pattern };

  if (!sb_robot_wait_until (comes_into_sight_cb, &aim))
    sb_robot_give_up (robot, "“%s” is not in sight", pattern);
}

static void
point (SbRobot *robot, AtspiRole role, const char *pattern, guint n_clicks)
{
  Aim aim = { .robot = robot, .role = role, .pattern = pattern, .n_turns = MAX_TURNS };

  if (!sb_robot_wait_until (comes_into_sight_cb, &aim))
    sb_robot_give_up (robot, "“%s” does not come into sight", pattern);
  /* What moves would be missed. */
  sb_robot_wait_for_calm (robot);
  if (!sb_robot_wait_until (comes_into_sight_cb, &aim))
    sb_robot_give_up (robot, "“%s” does not stay in sight", pattern);
  move_pointer (&aim, aim.place.x + aim.place.width / 2, aim.place.y + aim.place.height / 2);
  for (guint i = 0; i < n_clicks; i++)
    press_button (&aim, "1");
}

/**
 * sb_robot_point_at:
 * @robot: a #SbRobot
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, with `*` and `?`
 *
 * Moves the mouse to the middle of it, turning the wheel if it must, and clicks.
 */
void
sb_robot_point_at (SbRobot *robot, AtspiRole role, const char *pattern)
{
  point (robot, role, pattern, 1);
}

/**
 * sb_robot_double_click:
 * @robot: a #SbRobot
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, with `*` and `?`
 *
 * As sb_robot_point_at(), but with two clicks.
 */
void
sb_robot_double_click (SbRobot *robot, AtspiRole role, const char *pattern)
{
  point (robot, role, pattern, 2);
}
