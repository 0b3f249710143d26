/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the accessibility tree as GTK 4.8 exports it. GTK says "showing" of windows only, so what is on the screen is
 * found out otherwise: what has no size is not there, a row outside the window has been scrolled away, and of a stack's
 * pages the one counts that GTK finds when asked what is at a point (a page that was left keeps its last size). Objects
 * may go away while one looks at them; then they are not found. It never waits. */

#include "config.h"

#include "sb-robot-tree.h"

#include <string.h>

#define PAGE_NAME "GtkStackPage"

typedef gboolean (*Judge) (AtspiAccessible *node, gpointer data);

typedef struct
{
  AtspiAccessible *window;
  AtspiRect bounds;
  Judge judge;
  gpointer data;
} Search;

/**
 * sb_robot_tree_get_extents:
 * @node: an accessible
 * @extents: (out): where it is in its window
 *
 * Returns: whether it has a place at all
 */
gboolean
sb_robot_tree_get_extents (AtspiAccessible *node, AtspiRect *extents)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (node);
  AtspiRect *found;

  if (component == NULL)
    return FALSE;
  found = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  if (found == NULL)
    return FALSE;
  *extents = *found;
  g_free (found);

  return TRUE;
}

/* Newer GTK gives menu items no name but a label, and leaves it to whoever reads to look there. */
static char *
dup_label_text (AtspiAccessible *node)
{
  GArray *relations = atspi_accessible_get_relation_set (node, NULL);
  char *text = NULL;

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      g_autoptr (AtspiRelation) relation = g_array_index (relations, AtspiRelation *, i);
      g_autoptr (AtspiAccessible) label = NULL;
      g_autoptr (AtspiText) content = NULL;

      if (text != NULL || atspi_relation_get_relation_type (relation) != ATSPI_RELATION_LABELLED_BY)
        continue;
      label = atspi_relation_get_target (relation, 0);
      content = label == NULL ? NULL : atspi_accessible_get_text_iface (label);
      if (content != NULL)
        text = atspi_text_get_text (content, 0, atspi_text_get_character_count (content, NULL), NULL);
    }
  g_clear_pointer (&relations, g_array_unref);

  return text;
}

/**
 * sb_robot_tree_dup_name:
 * @node: an accessible
 *
 * Returns: (transfer full): what it is called; GTK 4.8 repeats the label of a button with a mnemonic ("_Ok Ok"), which is
 *   taken back
 */
char *
sb_robot_tree_dup_name (AtspiAccessible *node)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autoptr (GString) plain = g_string_new (name);
  gsize half;

  g_string_replace (plain, "_", "", 0);
  half = plain->len / 2;
  if (plain->len % 2 == 1 && plain->str[half] == ' ' && strncmp (plain->str, plain->str + half + 1, half) == 0)
    return g_strndup (plain->str, half);
  if (plain->len == 0 && atspi_accessible_get_role (node, NULL) == ATSPI_ROLE_MENU_ITEM)
    {
      g_free (name);
      name = dup_label_text (node);
    }

  return name == NULL ? g_strdup ("") : g_steal_pointer (&name);
}

/**
 * sb_robot_tree_has_state:
 * @node: an accessible
 * @state: a state
 *
 * Returns: whether it is in that state
 */
gboolean
sb_robot_tree_has_state (AtspiAccessible *node, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) held = node->states == NULL ? NULL : g_object_ref (node->states);
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);
  gboolean has_state;

  /* libatspi would ask for the states anew to answer this and, as long as it has a set of them, before each other
   * question about the thing: that were two of three calls. */
  has_state = states != NULL && (states->states & ((gint64) 1 << state)) != 0;
  g_clear_object (&node->states);

  return has_state;
}

static gboolean
is_page (AtspiAccessible *node)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  return g_strcmp0 (name, PAGE_NAME) == 0;
}

/* The page whose content is at a point, if @point is within one of the pages below @stack. */
static AtspiAccessible *
dup_page_at (Search *search, AtspiAccessible *stack, int x, int y)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (search->window);
  g_autoptr (AtspiAccessible) node =
    atspi_component_get_accessible_at_point (component, x, y, ATSPI_COORD_TYPE_WINDOW, NULL);

  while (node != NULL)
    {
      g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (node, NULL);

      if (parent == stack && is_page (node))
        return g_steal_pointer (&node);
      g_set_object (&node, parent);
    }

  return NULL;
}

/* The page of a stack that is shown, or NULL if none is: the stack is out of sight itself, or pages are just changing. */
static AtspiAccessible *
dup_shown_page (Search *search, AtspiAccessible *stack)
{
  AtspiRect extents;
  int bottom, right;

  if (!sb_robot_tree_get_extents (stack, &extents))
    return NULL;
  right = MIN (extents.x + extents.width, search->bounds.x + search->bounds.width);
  bottom = MIN (extents.y + extents.height, search->bounds.y + search->bounds.height);
  extents.x = MAX (extents.x, search->bounds.x);
  extents.y = MAX (extents.y, search->bounds.y);
  /* Here and there, because nothing may be found where a widget lets the pointer through. */
  for (int i = 1; i < 8; i++)
    {
      AtspiAccessible *page = dup_page_at (search, stack, extents.x + (right - extents.x) * i / 8,
                                           extents.y + (bottom - extents.y) * ((i * 3) % 8) / 8);

      if (page != NULL)
        return page;
    }

  return NULL;
}

typedef enum
{
  IN_SIGHT,
  OUT_OF_SIGHT,
  BELOW_SIGHT,
} Place;

static Place
place_node (Search *search, AtspiAccessible *node)
{
  AtspiRect extents;

  if (!sb_robot_tree_has_state (node, ATSPI_STATE_VISIBLE))
    return OUT_OF_SIGHT;
  /* What is no component, such as a page, has no size of its own. */
  if (!sb_robot_tree_get_extents (node, &extents))
    return IN_SIGHT;
  if (extents.width <= 0 || extents.height <= 0)
    return OUT_OF_SIGHT;
  if (search->bounds.height <= 0 || atspi_accessible_get_role (node, NULL) != ATSPI_ROLE_TABLE_ROW)
    return IN_SIGHT;
  if (extents.y >= search->bounds.y + search->bounds.height)
    return BELOW_SIGHT;

  return extents.y + extents.height <= search->bounds.y ? OUT_OF_SIGHT : IN_SIGHT;
}

static AtspiAccessible *search_below (Search *search, AtspiAccessible *node);

static AtspiAccessible *
search_node (Search *search, AtspiAccessible *node, Place *place)
{
  /* If the node goes away while it is asked, libatspi 2.46 goes on reading the states that went with it. */
  g_autoptr (AtspiStateSet) states = node->states == NULL ? NULL : g_object_ref (node->states);

  *place = place_node (search, node);
  if (*place != IN_SIGHT)
    return NULL;
  if (search->judge (node, search->data))
    return g_object_ref (node);

  return search_below (search, node);
}

static gboolean
never_cb (AtspiAccessible *node, gpointer data)
{
  return FALSE;
}

/* GTK knows what is at a point only once somebody has asked for it by another way. */
static void
touch (Search *search, AtspiAccessible *node)
{
  Search blind = { .window = search->window, .bounds = search->bounds, .judge = never_cb };
  Place place;
  g_autoptr (AtspiAccessible) nothing = search_node (&blind, node, &place);
}

static AtspiAccessible *
search_below (Search *search, AtspiAccessible *node)
{
  int n_children = atspi_accessible_get_child_count (node, NULL);
  g_autoptr (AtspiAccessible) shown_page = NULL;
  gboolean has_looked = FALSE;

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found;
      Place place;

      if (child == NULL)
        continue;
      if (n_children > 1 && is_page (child))
        {
          if (!has_looked)
            shown_page = dup_shown_page (search, node);
          has_looked = TRUE;
          if (shown_page == NULL)
            touch (search, child);
          if (shown_page != child)
            continue;
        }
      found = search_node (search, child, &place);
      if (found != NULL)
        return found;
      /* Nor are the rows that follow to be seen, of which there may be hundreds. */
      if (place == BELOW_SIGHT)
        break;
    }

  return NULL;
}

/* @root may be an application, whose newest window is looked at first, a window, or something in one. */
static AtspiAccessible *
search_tree (AtspiAccessible *root, Judge judge, gpointer data)
{
  if (atspi_accessible_get_role (root, NULL) == ATSPI_ROLE_APPLICATION)
    {
      for (int i = atspi_accessible_get_child_count (root, NULL); i > 0; i--)
        {
          g_autoptr (AtspiAccessible) window = atspi_accessible_get_child_at_index (root, i - 1, NULL);
          AtspiAccessible *found = window == NULL ? NULL : search_tree (window, judge, data);

          if (found != NULL)
            return found;
        }

      return NULL;
    }
  else
    {
      g_autoptr (AtspiAccessible) window = sb_robot_tree_find_above (root, ATSPI_ROLE_FRAME);
      Search search = { .judge = judge, .data = data };
      Place place;

      search.window = window == NULL ? root : window;
      sb_robot_tree_get_extents (search.window, &search.bounds);

      return search_node (&search, root, &place);
    }
}

typedef struct
{
  AtspiRole role;
  GPatternSpec *pattern;
} Look;

/* GTK calls what nobody has named after its class. */
static gboolean
is_named (const char *name)
{
  return *name != '\0' && !g_str_has_prefix (name, "Gtk") && !g_str_has_prefix (name, "Adw") &&
         !g_str_has_prefix (name, "Sb");
}

static gboolean
is_called (AtspiAccessible *node, GPatternSpec *pattern)
{
  g_autofree char *name = sb_robot_tree_dup_name (node);
  g_autofree char *tooltip = NULL;

  if (g_pattern_spec_match_string (pattern, name))
    return TRUE;
  if (is_named (name))
    return FALSE;
  tooltip = atspi_accessible_get_description (node, NULL);

  return tooltip != NULL && *tooltip != '\0' && g_pattern_spec_match_string (pattern, tooltip);
}

static gboolean
matches_cb (AtspiAccessible *node, gpointer data)
{
  Look *look = data;

  return is_called (node, look->pattern) &&
         (look->role == SB_ROBOT_ANY_ROLE || atspi_accessible_get_role (node, NULL) == look->role);
}

/**
 * sb_robot_tree_find:
 * @root: where to look
 * @role: what it is, or %SB_ROBOT_ANY_ROLE
 * @pattern: what it is called, or its tooltip if it has no name, with `*` and `?`
 *
 * Returns: (transfer full) (nullable): the first such thing that somebody could see, @root included
 */
AtspiAccessible *
sb_robot_tree_find (AtspiAccessible *root, AtspiRole role, const char *pattern)
{
  g_autoptr (GPatternSpec) spec = g_pattern_spec_new (pattern);
  Look look = { role, spec };

  return search_tree (root, matches_cb, &look);
}

/**
 * sb_robot_tree_dup_text:
 * @node: an accessible
 *
 * Returns: (transfer full): what it is called, or else the first text on it, or its tooltip
 */
char *
sb_robot_tree_dup_text (AtspiAccessible *node)
{
  g_autofree char *name = sb_robot_tree_dup_name (node);
  g_autoptr (AtspiAccessible) label = NULL;

  if (is_named (name))
    return g_steal_pointer (&name);
  label = sb_robot_tree_find (node, ATSPI_ROLE_LABEL, "?*");

  return label == NULL ? atspi_accessible_get_description (node, NULL) : sb_robot_tree_dup_name (label);
}

static gboolean
is_focused_cb (AtspiAccessible *node, gpointer data)
{
  return sb_robot_tree_has_state (node, ATSPI_STATE_FOCUSED);
}

/**
 * sb_robot_tree_find_focused:
 * @root: where to look
 *
 * Returns: (transfer full) (nullable): what has the keyboard focus
 */
AtspiAccessible *
sb_robot_tree_find_focused (AtspiAccessible *root)
{
  return search_tree (root, is_focused_cb, NULL);
}

/**
 * sb_robot_tree_find_above:
 * @node: an accessible
 * @role: a role
 *
 * Returns: (transfer full) (nullable): @node or the nearest thing around it with that role
 */
AtspiAccessible *
sb_robot_tree_find_above (AtspiAccessible *node, AtspiRole role)
{
  g_autoptr (AtspiAccessible) current = g_object_ref (node);

  while (current != NULL && atspi_accessible_get_role (current, NULL) != role)
    {
      g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (current, NULL);

      g_set_object (&current, parent);
    }

  return g_steal_pointer (&current);
}

typedef struct
{
  GString *text;
} Description;

static gboolean
describe_cb (AtspiAccessible *node, gpointer data)
{
  Description *description = data;
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = sb_robot_tree_dup_name (node);
  g_autofree char *tooltip = atspi_accessible_get_description (node, NULL);

  if (is_named (name) || (tooltip != NULL && *tooltip != '\0'))
    g_string_append_printf (description->text, "# %s “%s” %s\n", role, name, tooltip == NULL ? "" : tooltip);

  return FALSE;
}

/**
 * sb_robot_tree_describe:
 * @root: where to look
 *
 * Returns: (transfer full): everything with a name that somebody could see, for the log of a failed test
 */
char *
sb_robot_tree_describe (AtspiAccessible *root)
{
  Description description = { g_string_new (NULL) };
  g_autoptr (AtspiAccessible) none = search_tree (root, describe_cb, &description);

  return g_string_free (description.text, FALSE);
}

static gboolean
does_itself (AtspiAccessible *node, const char *action)
{
  g_autoptr (AtspiAction) actions = atspi_accessible_get_action_iface (node);
  int n_actions = actions == NULL ? 0 : atspi_action_get_n_actions (actions, NULL);

  for (int i = 0; i < n_actions; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (actions, i, NULL);

      if (g_strcmp0 (name, action) == 0)
        return atspi_action_do_action (actions, i, NULL);
    }

  return FALSE;
}

/**
 * sb_robot_tree_do:
 * @node: an accessible
 * @action: the name of an action, such as "click"
 *
 * Does what the user would do to it; a menu button, for one, has the button that is clicked inside of it.
 *
 * Returns: whether there was such an action, and it was done
 */
gboolean
sb_robot_tree_do (AtspiAccessible *node, const char *action)
{
  int n_children;

  if (does_itself (node, action))
    return TRUE;

  n_children = atspi_accessible_get_child_count (node, NULL);
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL && sb_robot_tree_do (child, action))
        return TRUE;
    }

  return FALSE;
}
