/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through the whole accessibility tree of a window and looks at every control as a screen reader meets it: it has a
 * role, a name that is not its class's, and can be focused or holds something that can. What has no size is not there.
 * Rows are alike, and there may be hundreds: the first few of a table stand for all. */

#include "config.h"

#include "sb-robot-walk.h"

#define MAX_ROWS 5
#define MAX_DEPTH 60

typedef struct
{
  const char *place;
  guint n_controls;
} Walk;

static const AtspiRole control_roles[] = {
  ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_COMBO_BOX,  ATSPI_ROLE_ENTRY,        ATSPI_ROLE_LINK,
  ATSPI_ROLE_LIST,      ATSPI_ROLE_MENU_ITEM,  ATSPI_ROLE_PASSWORD_TEXT, ATSPI_ROLE_PUSH_BUTTON,
  ATSPI_ROLE_SLIDER,    ATSPI_ROLE_SPIN_BUTTON, ATSPI_ROLE_TABLE,        ATSPI_ROLE_TOGGLE_BUTTON,
};

static gboolean
is_control (AtspiRole role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (control_roles); i++)
    if (control_roles[i] == role)
      return TRUE;

  return FALSE;
}

static gboolean
has_size (AtspiAccessible *node)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (node);
  AtspiRect *extents = component == NULL ? NULL : atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  gboolean has_size = extents != NULL && extents->width > 0 && extents->height > 0;

  g_free (extents);

  return has_size;
}

/* GTK calls what nobody has named after its class, and that is no name. */
static gboolean
is_name (const char *name)
{
  return name != NULL && *name != '\0' && !g_str_has_prefix (name, "Gtk") && !g_str_has_prefix (name, "Adw")
         && !g_str_has_prefix (name, "Sb");
}

/* By itself, by its tooltip, or by what is written in it; GTK 4.8 leaves the last to the reader. */
static gboolean
is_named (AtspiAccessible *node, int depth)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *description = atspi_accessible_get_description (node, NULL);
  int n_children;

  if (is_name (name) || is_name (description))
    return TRUE;

  n_children = depth == 0 ? 0 : atspi_accessible_get_child_count (node, NULL);
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL && is_named (child, depth - 1))
        return TRUE;
    }

  return FALSE;
}

static char *
dup_path (AtspiAccessible *node)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autoptr (AtspiAccessible) current = g_object_ref (node);

  for (int i = 0; current != NULL && i < MAX_DEPTH; i++)
    {
      g_autofree char *role = atspi_accessible_get_role_name (current, NULL);
      g_autofree char *name = atspi_accessible_get_name (current, NULL);
      g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (current, NULL);

      g_string_append_printf (path, "%s%s “%s”", i == 0 ? "" : " in ", role, name);
      g_set_object (&current, parent);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
complain (Walk *walk, AtspiAccessible *node, const char *what)
{
  g_autofree char *path = dup_path (node);

  g_test_message ("%s: %s: %s", walk->place, what, path);
  g_test_fail ();
}

static void walk_node (Walk *walk, AtspiAccessible *node, int depth, gboolean is_in_menu_button);

static void
walk_children (Walk *walk, AtspiAccessible *node, int depth, gboolean is_in_control)
{
  int n_children = atspi_accessible_get_child_count (node, NULL);
  int n_rows = 0;

  for (int i = 0; i < n_children && n_rows < MAX_ROWS; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child == NULL)
        continue;
      n_rows += atspi_accessible_get_role (child, NULL) == ATSPI_ROLE_TABLE_ROW;
      walk_node (walk, child, depth + 1, is_in_control);
    }
}

/* A control within a named control, as the button in a menu button is, is named by that. */
static void
walk_node (Walk *walk, AtspiAccessible *node, int depth, gboolean is_in_control)
{
  AtspiRole role = atspi_accessible_get_role (node, NULL);
  gboolean is_here = is_control (role) && has_size (node);

  if (depth > MAX_DEPTH)
    return;

  if (role == ATSPI_ROLE_INVALID)
    complain (walk, node, "has no role");
  if (is_here)
    {
      walk->n_controls++;
      if (!is_in_control && !is_named (node, 6))
        complain (walk, node, "has no name");
    }
  walk_children (walk, node, depth, is_in_control || (is_here && role != ATSPI_ROLE_LIST && role != ATSPI_ROLE_TABLE));
}

/**
 * sb_robot_walk:
 * @window: a window, or something in one
 * @place: for the log
 *
 * Fails the test for each control of the window that somebody who does not see could not use.
 *
 * Returns: how many controls there are
 */
guint
sb_robot_walk (AtspiAccessible *window, const char *place)
{
  Walk walk = { place, 0 };

  walk_node (&walk, window, 0, FALSE);

  return walk.n_controls;
}
