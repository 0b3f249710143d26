/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of All Users: a learner becomes the cells of a row here and nowhere else. Which columns there is room for
 * is decided by the width of the list; sorting is done by the platform. */

#include "config.h"

#include "sb-users-columns.h"

#include <glib/gi18n.h>

#include "sb-column-view.h"
#include "sb-format.h"
#include "sb-learner-cell.h"
#include "sb-learner-menu.h"
#include "sb-row-button.h"
#include "sb-text-cell.h"

/* A narrower list has the name column alone, which then says more (SbLearnerCell). */
#define NARROW_WIDTH 560

struct _SbUsersColumns
{
  GtkColumnView *view;         /* borrowed: owns us through its page */
  SbUsersPresenter *presenter; /* owned */
  SbPictureLoader *pictures;   /* owned */
  GPtrArray *columns;          /* GtkColumnViewColumn, in the order of specs */
  guint shown;                 /* a bit for each column that is in the view */
  GHashTable *cells;           /* the live SbLearnerCells; borrowed, each removes itself */
  gulong sort_id;              /* of the view's sorter */
  GtkEventController *gesture; /* of the view: the secondary button anywhere in a row */
  gboolean is_narrow;
};

typedef char *(*CellText) (SbLearner *learner);

static char *
email_text (SbLearner *learner)
{
  return g_strdup (sb_learner_get_email (learner) != NULL ? sb_learner_get_email (learner) : "—");
}

static char *
branch_text (SbLearner *learner)
{
  return g_strdup (sb_learner_get_branch_title (learner) != NULL ? sb_learner_get_branch_title (learner) : "—");
}

static char *
last_access_text (SbLearner *learner)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return sb_format_when (sb_learner_get_last_access (learner), now);
}

static char *
level_text (SbLearner *learner)
{
  return sb_format_level (sb_learner_get_level (learner));
}

/* What each column is. A sort of -1 means that the platform cannot order by it. No column is as wide as what is in it: GTK
 * would measure every row for that whenever one comes, and the columns would move while somebody scrolls. */
static const struct
{
  const char *title;
  int sort;
  int minimum_list_width; /* the list's width from which there is room for it */
  int width;
  gboolean does_expand;   /* takes of what is left, too */
  CellText text;          /* NULL: a cell of its own kind */
} specs[] = {
  { NC_ ("column", "Name"), SB_LEARNER_SORT_NAME, 0, 180, TRUE, NULL },
  { NC_ ("column", "E-mail"), SB_LEARNER_SORT_EMAIL, NARROW_WIDTH, 160, TRUE, email_text },
  { NC_ ("column", "Branch"), -1, 760, 120, FALSE, branch_text },
  { NC_ ("column", "Level"), SB_LEARNER_SORT_LEVEL, 1120, 110, FALSE, level_text },
  { NC_ ("column", "Last Access"), SB_LEARNER_SORT_LAST_ACCESS, 660, 180, FALSE, last_access_text },
  { NC_ ("column", "Status"), SB_LEARNER_SORT_STATUS, 860, 140, FALSE, NULL },
  { "", -1, 0, 56, FALSE, NULL },
};

enum
{
  COLUMN_NAME = 0,
  COLUMN_STATUS = 5,
  COLUMN_MENU = 6,
};

static void
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
}

/* The chosen entry is activated after the popover has closed, so it must live on for a moment. */
static void
popover_closed_cb (GtkWidget *popover, GtkWidget *focus)
{
  if (gtk_widget_get_root (focus) != NULL)
    gtk_widget_grab_focus (focus);

  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

static GtkWidget *
make_menu (SbUsersColumns *self, SbLearner *learner)
{
  return sb_learner_menu_new (learner, sb_users_presenter_is_favourite (self->presenter, learner),
                              sb_users_presenter_check (self->presenter, learner));
}

static void
open_menu (GtkWidget *menu, GtkWidget *parent)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (parent));

  gtk_widget_set_parent (menu, parent);
  g_signal_connect_object (menu, "closed", G_CALLBACK (popover_closed_cb), focus != NULL ? focus : parent, 0);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
show_context_menu (SbUsersColumns *self, GtkWidget *cell, SbLearner *learner, double x, double y)
{
  GtkWidget *menu = make_menu (self, learner);

  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  open_menu (menu, cell);
}

/* The name cell of the row that something is in, or NULL. */
static GtkWidget *
find_cell_of_row (SbUsersColumns *self, GtkWidget *widget)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  GtkWidget *cell;

  while (widget != NULL && gtk_widget_get_parent (widget) != rows)
    widget = gtk_widget_get_parent (widget);

  cell = widget != NULL ? gtk_widget_get_first_child (widget) : NULL;
  while (cell != NULL && !SB_IS_LEARNER_CELL (cell))
    cell = gtk_widget_get_first_child (cell);

  return cell;
}

static void
secondary_pressed_cb (SbUsersColumns *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *cell = find_cell_of_row (self, gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT));
  graphene_point_t point;

  if (cell == NULL || !gtk_widget_compute_point (view, cell, &GRAPHENE_POINT_INIT (x, y), &point))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_context_menu (self, cell, sb_learner_cell_get_learner (SB_LEARNER_CELL (cell)), point.x, point.y);
}

/* Of the view, not of every cell, and before the row: that takes a click of any button for its own. */
static void
add_context_menu (SbUsersColumns *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  self->gesture = GTK_EVENT_CONTROLLER (gesture);
  gtk_event_controller_set_propagation_phase (self->gesture, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), self->gesture);
}

static void
menu_closed_cb (GtkWidget *button)
{
  sb_row_button_set_open (SB_ROW_BUTTON (button), FALSE);
}

static void
button_clicked_cb (GtkWidget *button, SbUsersColumns *self)
{
  GtkWidget *cell = find_cell_of_row (self, button);
  GtkWidget *menu = make_menu (self, sb_learner_cell_get_learner (SB_LEARNER_CELL (cell)));

  g_signal_connect_object (menu, "closed", G_CALLBACK (menu_closed_cb), button, G_CONNECT_SWAPPED);
  sb_row_button_set_open (SB_ROW_BUTTON (button), TRUE);
  open_menu (menu, button);
}

static void
cell_destroyed_cb (GtkWidget *cell, SbUsersColumns *self)
{
  g_hash_table_remove (self->cells, cell);
}

static GtkWidget *
make_cell (SbUsersColumns *self, guint column)
{
  GtkWidget *cell;

  switch (column)
    {
    case COLUMN_NAME:
      cell = sb_learner_cell_new (self->pictures);
      sb_learner_cell_set_narrow (SB_LEARNER_CELL (cell), self->is_narrow);
      g_hash_table_add (self->cells, cell);
      g_signal_connect (cell, "destroy", G_CALLBACK (cell_destroyed_cb), self);
      return cell;

    case COLUMN_MENU:
      cell = sb_row_button_new ();
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
      gtk_widget_set_halign (cell, GTK_ALIGN_CENTER);
      /* A row with something focusable in it never takes the focus itself, and then Enter would not log in. From the
       * keyboard the menu is opened by its own key. */
      gtk_widget_set_can_focus (cell, FALSE);
      g_signal_connect (cell, "clicked", G_CALLBACK (button_clicked_cb), self);
      return cell;

    default:
      return sb_text_cell_new ();
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, SbUsersColumns *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_list_item_set_child (list_item, make_cell (self, column));
}

/* Most are active: only what is not as usual has a ground of its own, which is as wide as the words. */
static void
bind_status (GtkWidget *cell, SbLearner *learner)
{
  const char *kind = "caution";
  const char *text;

  if (!sb_learner_get_is_active (learner))
    text = C_("account status", "Inactive");
  else if (sb_learner_get_last_access (learner) == NULL)
    text = C_("account status", "Never signed in");
  else
    {
      const SbLevel level = sb_learner_get_level (learner);

      kind = level == SB_LEVEL_POWER_USER || level == SB_LEVEL_SUPERADMIN ? "accent" : NULL;
      text = level == SB_LEVEL_POWER_USER   ? C_("account status", "Power User")
             : level == SB_LEVEL_SUPERADMIN ? C_("account status", "Superadmin")
                                            : C_("account status", "Active");
    }

  sb_text_cell_set_text (SB_TEXT_CELL (cell), text);
  if (kind != NULL ? gtk_widget_has_css_class (cell, kind) : gtk_widget_has_css_class (cell, "quiet"))
    return;

  gtk_widget_set_css_classes (cell, kind != NULL ? (const char *[]){ "tag", kind, NULL } : (const char *[]){ "quiet", NULL });
  gtk_widget_set_halign (cell, kind != NULL ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_valign (cell, kind != NULL ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  sb_text_cell_set_tight (SB_TEXT_CELL (cell), kind != NULL);
}

static void
bind_menu (GtkWidget *button, SbLearner *learner)
{
  /* Translators: the name of the ⋮ button of a row; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_("Menu for %s"), sb_learner_get_display_name (learner));

  sb_row_button_set_label (SB_ROW_BUTTON (button), label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, SbUsersColumns *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  SbLearner *learner = gtk_list_item_get_item (list_item);

  if (column == COLUMN_NAME)
    {
      sb_learner_cell_set_learner (SB_LEARNER_CELL (cell), learner);
      sb_learner_cell_set_favourite (SB_LEARNER_CELL (cell), sb_users_presenter_is_favourite (self->presenter, learner));
    }
  else if (column == COLUMN_STATUS)
    bind_status (cell, learner);
  else if (column == COLUMN_MENU)
    bind_menu (cell, learner);
  else
    {
      g_autofree char *text = specs[column].text (learner);

      sb_text_cell_set_text (SB_TEXT_CELL (cell), text);
    }
}

static GtkColumnViewColumn *
make_column (SbUsersColumns *self, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);

  column = gtk_column_view_column_new (
      *specs[index].title != '\0' ? g_dpgettext2 (NULL, "column", specs[index].title) : NULL, factory);
  gtk_column_view_column_set_expand (column, specs[index].does_expand);
  gtk_column_view_column_set_fixed_width (column, specs[index].width);

  if (specs[index].sort >= 0)
    {
      g_autoptr (GtkSorter) sorter = sb_column_sorter_new (specs[index].sort);

      gtk_column_view_column_set_sorter (column, sorter);
    }

  return column;
}

/* A column without room is taken out of the view: one that is only made invisible keeps its place in GTK 4.8. */
static void
show_columns (SbUsersColumns *self, int width)
{
  guint position = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      gboolean is_wanted = width >= specs[i].minimum_list_width;
      gboolean is_shown = (self->shown & (1u << i)) != 0;

      if (is_wanted && !is_shown)
        gtk_column_view_insert_column (self->view, position, self->columns->pdata[i]);
      else if (!is_wanted && is_shown)
        gtk_column_view_remove_column (self->view, self->columns->pdata[i]);

      self->shown = is_wanted ? self->shown | (1u << i) : self->shown & ~(1u << i);
      position += is_wanted;
    }
}

static void
favourites_changed_cb (SbUsersColumns *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      SbLearner *learner = sb_learner_cell_get_learner (cell);

      if (learner != NULL)
        sb_learner_cell_set_favourite (cell, sb_users_presenter_is_favourite (self->presenter, learner));
    }
}

static void
sorted_cb (int key, gboolean is_descending, gpointer user_data)
{
  SbUsersColumns *self = user_data;

  sb_users_presenter_set_sort (self->presenter, key, is_descending);
}

/**
 * sb_users_columns_new:
 * @view: an empty column view
 * @presenter: where sorting goes, and which knows the rules
 * @pictures: (nullable): where pictures come from
 *
 * Returns: (transfer full): the columns of @view; to be freed after @view has lost its model
 */
SbUsersColumns *
sb_users_columns_new (GtkColumnView *view, SbUsersPresenter *presenter, SbPictureLoader *pictures)
{
  SbUsersColumns *self = g_new0 (SbUsersColumns, 1);

  self->view = view;
  self->presenter = g_object_ref (presenter);
  g_set_object (&self->pictures, pictures);
  self->cells = g_hash_table_new (NULL, NULL);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    g_ptr_array_add (self->columns, make_column (self, i));

  add_context_menu (self);
  show_columns (self, 0);
  gtk_column_view_sort_by_column (view, self->columns->pdata[COLUMN_NAME], GTK_SORT_ASCENDING);
  self->sort_id = sb_column_view_on_sort (view, sorted_cb, self);
  g_signal_connect_swapped (sb_users_presenter_get_favourites (presenter), "items-changed",
                            G_CALLBACK (favourites_changed_cb), self);

  return self;
}

static void
disconnect_cell (gpointer cell, gpointer value, gpointer self)
{
  g_signal_handlers_disconnect_by_data (cell, self);
}

void
sb_users_columns_free (SbUsersColumns *self)
{
  g_signal_handlers_disconnect_by_data (sb_users_presenter_get_favourites (self->presenter), self);
  g_signal_handler_disconnect (gtk_column_view_get_sorter (self->view), self->sort_id);
  gtk_widget_remove_controller (GTK_WIDGET (self->view), self->gesture);
  for (guint i = 0; i < self->columns->len; i++)
    if (self->shown & (1u << i))
      gtk_column_view_remove_column (self->view, self->columns->pdata[i]);

  g_hash_table_foreach (self->cells, disconnect_cell, self);
  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->columns);
  g_clear_object (&self->pictures);
  g_object_unref (self->presenter);
  g_free (self);
}

/**
 * sb_users_columns_set_width:
 * @self: the columns
 * @width: how wide the list is, in pixels
 *
 * Shows the columns that there is room for.
 */
void
sb_users_columns_set_width (SbUsersColumns *self, int width)
{
  gboolean is_narrow = width < NARROW_WIDTH;
  GHashTableIter iter;
  gpointer cell;

  show_columns (self, width);

  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    sb_learner_cell_set_narrow (cell, is_narrow);
}

/* The name cell that shows @learner, or NULL if the row is not on the screen. */
static GtkWidget *
find_cell (SbUsersColumns *self, SbLearner *learner)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (sb_learner_cell_get_learner (cell) == learner)
      return cell;

  return NULL;
}

/**
 * sb_users_columns_focus:
 * @self: the columns
 * @learner: whose row
 *
 * Puts the keyboard on a row.
 *
 * Returns: %FALSE if there is no such row near what is on the screen
 */
gboolean
sb_users_columns_focus (SbUsersColumns *self, SbLearner *learner)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  GtkWidget *row = find_cell (self, learner);

  while (row != NULL && gtk_widget_get_parent (row) != rows)
    row = gtk_widget_get_parent (row);

  return row != NULL && gtk_widget_grab_focus (row);
}

/**
 * sb_users_columns_show_menu:
 * @self: the columns
 * @learner: whose menu
 *
 * Opens the menu of a row from the keyboard.
 */
void
sb_users_columns_show_menu (SbUsersColumns *self, SbLearner *learner)
{
  GtkWidget *cell = find_cell (self, learner);

  if (cell != NULL)
    show_context_menu (self, cell, learner, gtk_widget_get_width (cell) / 4.0, gtk_widget_get_height (cell));
}
