/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page All Users: search, filters, the list and its states. It turns what the user does into calls on
 * SbUsersPresenter and shows what that says; the platform does the searching, sorting and filtering. */

#include "config.h"

#include "sb-users-page.h"

#include <glib/gi18n.h>

#include "sb-account-menu.h"
#include "sb-branch-button.h"
#include "sb-column-view.h"
#include "sb-decoration.h"
#include "sb-find.h"
#include "sb-focus.h"
#include "sb-main-menu-button.h"
#include "sb-more-rows.h"
#include "sb-owed-button.h"
#include "sb-picture-loader.h"
#include "sb-problem-page.h"
#include "sb-recents-button.h"
#include "sb-strip.h"
#include "sb-users-columns.h"
#include "sb-width-bin.h"

/* Below it the filters stand under the search. */
#define NARROW_WIDTH 620

/* Of pictures as large as they come: of those who are on the screen, for the question whether to log in. */
#define MAX_PICTURE_BYTES (4 * 1024 * 1024)

struct _SbUsersPage
{
  AdwBin parent_instance;

  /* template widgets */
  SbAccountMenu *account_menu;
  SbBranchButton *branch_button;
  GtkColumnView *column_view;
  SbProblemPage *failed_page;
  AdwHeaderBar *header_bar;
  GtkDropDown *level_drop_down;
  GtkSpinner *loading_spinner;
  SbRecentsButton *recents_button;
  GtkScrolledWindow *scrolled_window;
  GtkBox *search_box;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkDropDown *status_drop_down;
  SbStrip *strip;
  GtkLabel *summary_label;
  SbWidthBin *width_bin;
  AdwWindowTitle *window_title;

  SbOwedButton *owed_button; /* not of the template: nullable until there is something to show */

  /* owned */
  SbUsersPresenter *presenter;
  SbPictureLoader *pictures;
  SbUsersColumns *columns;
  SbMoreRows *more_rows;
  GSignalGroup *presenter_signals;
  SbLearner *asked; /* nullable: whose row a log-in was asked for from last */

  /* state */
  gboolean is_resetting;
  double asked_scroll; /* how far the list was scrolled when a log-in was asked for last */
};

G_DEFINE_FINAL_TYPE (SbUsersPage, sb_users_page, ADW_TYPE_BIN)

enum
{
  LOG_IN_AS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How the values of the two drop-downs follow each other in the .ui file. */
static const SbLearnerStatus statuses[] = {
  SB_LEARNER_STATUS_ANY,
  SB_LEARNER_STATUS_ACTIVE,
  SB_LEARNER_STATUS_INACTIVE,
  SB_LEARNER_STATUS_NEVER_SIGNED_IN,
};

static const SbLevel levels[] = {
  SB_LEVEL_UNKNOWN,
  SB_LEVEL_USER,
  SB_LEVEL_POWER_USER,
  SB_LEVEL_SUPERADMIN,
};

static const char *
learner_key (gpointer item)
{
  return sb_learner_get_id (item);
}

/* Not in the list if it was asked for in the search or among the recent people. */
static void
ask (SbUsersPage *self, SbLearner *learner, gboolean is_from_row)
{
  sb_users_page_remember (self, is_from_row ? learner : NULL);
  g_signal_emit (self, signals[LOG_IN_AS], 0, learner);
}

static gboolean
is_in_list (SbUsersPage *self)
{
  GtkWidget *focus = sb_get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view));
}

/* What the list says of somebody is newer than what was kept. */
static SbLearner *
find_learner (SbUsersPage *self, const char *id)
{
  GListModel *lists[] = {
    sb_users_presenter_get_learners (self->presenter),
    sb_users_presenter_get_recents (self->presenter),
    sb_users_presenter_get_favourites (self->presenter),
  };
  SbLearner *learner = NULL;

  for (guint i = 0; learner == NULL && i < G_N_ELEMENTS (lists); i++)
    learner = sb_find_by_key (lists[i], learner_key, id);

  return learner;
}

static SbLearner *
get_selected (SbUsersPage *self)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->column_view);

  return selection != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (selection)) : NULL;
}

/* Without an id, of the row that is chosen. */
static void
toggle_favourite (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbUsersPage *self = SB_USERS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  SbLearner *learner = *id != '\0' ? find_learner (self, id) : get_selected (self);

  if (learner != NULL)
    sb_users_presenter_toggle_favourite (self->presenter, learner);
}

static void
log_in_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbUsersPage *self = SB_USERS_PAGE (widget);
  SbLearner *learner = find_learner (self, g_variant_get_string (parameter, NULL));

  if (learner != NULL)
    ask (self, learner, is_in_list (self));
}

static void
row_activated_cb (SbUsersPage *self, guint position)
{
  g_autoptr (SbLearner) learner = g_list_model_get_item (sb_users_presenter_get_learners (self->presenter), position);

  ask (self, learner, TRUE);
}

static void
show_row_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbUsersPage *self = SB_USERS_PAGE (widget);
  SbLearner *learner = get_selected (self);

  if (learner != NULL)
    sb_users_columns_show_menu (self->columns, learner);
}

static void
retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_users_presenter_retry (SB_USERS_PAGE (widget)->presenter);
}

static void
reload (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_users_presenter_reload (SB_USERS_PAGE (widget)->presenter);
}

/* The widgets of the search go back without each of them asking for a list of its own. */
static void
reset_search_widgets (SbUsersPage *self)
{
  self->is_resetting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->status_drop_down, 0);
  gtk_drop_down_set_selected (self->level_drop_down, 0);
  sb_branch_button_clear (self->branch_button);
  self->is_resetting = FALSE;
}

static void
clear_filters (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbUsersPage *self = SB_USERS_PAGE (widget);

  reset_search_widgets (self);
  sb_users_presenter_clear_filters (self->presenter);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
focus_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (SB_USERS_PAGE (widget)->search_entry));
}

static void
clear_recents (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_users_presenter_clear_recents (SB_USERS_PAGE (widget)->presenter);
}

static void
search_changed_cb (SbUsersPage *self)
{
  if (!self->is_resetting && self->presenter != NULL)
    sb_users_presenter_set_text (self->presenter, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_activated_cb (SbUsersPage *self)
{
  /* The entry may not have told us of the last letter yet. */
  search_changed_cb (self);
  sb_users_presenter_search_now (self->presenter);
}

/* Escape clears the search; the entry's own key would only leave it. */
static void
search_stopped_cb (SbUsersPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* Down goes on from the entry to the first row, as everywhere in a list with a search above it. */
static gboolean
search_key_pressed_cb (SbUsersPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (self->column_view);

  if (keyval != GDK_KEY_Down || selection == NULL || g_list_model_get_n_items (G_LIST_MODEL (selection)) == 0)
    return GDK_EVENT_PROPAGATE;

  sb_column_view_focus_row (self->column_view, 0);

  return GDK_EVENT_STOP;
}

/* Type anywhere to search. GtkSearchEntry could capture the keys by itself, but takes Enter and Shift+F10 away from the
 * rows with them. */
static gboolean
page_key_pressed_cb (SbUsersPage *self,
                     guint keyval,
                     guint keycode,
                     GdkModifierType state,
                     GtkEventControllerKey *controller)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0
      || !g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    return GDK_EVENT_PROPAGATE;

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));

  return gtk_event_controller_key_forward (controller, GTK_WIDGET (text));
}

static void
branch_chosen_cb (SbUsersPage *self)
{
  SbBranch *branch = sb_branch_button_get_branch (self->branch_button);

  if (!self->is_resetting && self->presenter != NULL)
    sb_users_presenter_set_branch (self->presenter, branch != NULL ? sb_branch_get_id (branch) : NULL);
}

static void
status_chosen_cb (SbUsersPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->status_drop_down);

  if (!self->is_resetting && self->presenter != NULL && selected < G_N_ELEMENTS (statuses))
    sb_users_presenter_set_status (self->presenter, statuses[selected]);
}

static void
level_chosen_cb (SbUsersPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->level_drop_down);

  if (!self->is_resetting && self->presenter != NULL && selected < G_N_ELEMENTS (levels))
    sb_users_presenter_set_level (self->presenter, levels[selected]);
}

static gboolean
add_rows (gpointer user_data)
{
  SbUsersPage *self = user_data;

  return self->presenter != NULL && sb_users_presenter_load_more (self->presenter);
}

static void
update_view (SbUsersPage *self)
{
  static const char *names[] = { "loading", "list", "empty", "no-match", "failed" };
  static const char *icons[] = { NULL, NULL, "system-users-symbolic", "system-search-symbolic", NULL };
  const SbUsersView view = sb_users_presenter_get_view (self->presenter);

  sb_problem_page_set_problem (self->failed_page, sb_users_presenter_get_problem (self->presenter));
  gtk_stack_set_visible_child_name (self->stack, names[view]);
  if (icons[view] != NULL) /* not before, see sb-problem-page.c */
    adw_status_page_set_icon_name (ADW_STATUS_PAGE (gtk_stack_get_visible_child (self->stack)), icons[view]);
}

static void
update_summary (SbUsersPage *self)
{
  gtk_label_set_text (self->summary_label, sb_users_presenter_get_summary (self->presenter));
}

static void
update_loading (SbUsersPage *self)
{
  gboolean is_loading;

  g_object_get (self->presenter, "is-loading", &is_loading, NULL);
  gtk_spinner_set_spinning (self->loading_spinner, is_loading);
  gtk_widget_set_visible (GTK_WIDGET (self->loading_spinner), is_loading);
}

static void
update_strip (SbUsersPage *self)
{
  sb_strip_set_problem (self->strip, sb_users_presenter_get_more_problem (self->presenter));
}

static void
width_changed_cb (SbUsersPage *self)
{
  int width = sb_width_bin_get_width (self->width_bin);
  gboolean is_narrow = width < NARROW_WIDTH;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->search_box),
                                  is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_header_bar_set_decoration_layout (self->header_bar,
                                        is_narrow ? sb_narrow_decoration_layout (GTK_WIDGET (self)) : NULL);
  if (self->owed_button != NULL)
    sb_owed_button_set_narrow (self->owed_button, is_narrow);
  if (self->columns != NULL)
    sb_users_columns_set_width (self->columns, width);
}

static void
sb_users_page_dispose (GObject *object)
{
  SbUsersPage *self = SB_USERS_PAGE (object);

  g_clear_pointer (&self->more_rows, sb_more_rows_free);
  g_clear_object (&self->presenter_signals);
  if (self->column_view != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_pointer (&self->columns, sb_users_columns_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_USERS_PAGE);
  g_clear_object (&self->presenter);
  g_clear_object (&self->pictures);
  g_clear_object (&self->asked);

  G_OBJECT_CLASS (sb_users_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-users-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, account_menu);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, branch_button);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, level_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, recents_button);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, search_box);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, status_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, strip);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, width_bin);
  gtk_widget_class_bind_template_child (widget_class, SbUsersPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, branch_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_changed_cb);
}

static void
sb_users_page_class_init (SbUsersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_users_page_dispose;

  signals[LOG_IN_AS] = g_signal_new ("log-in-as", SB_TYPE_USERS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, SB_TYPE_LEARNER);

  g_type_ensure (SB_TYPE_ACCOUNT_MENU);
  g_type_ensure (SB_TYPE_BRANCH_BUTTON);
  g_type_ensure (SB_TYPE_MAIN_MENU_BUTTON);
  g_type_ensure (SB_TYPE_PROBLEM_PAGE);
  g_type_ensure (SB_TYPE_RECENTS_BUTTON);
  g_type_ensure (SB_TYPE_STRIP);
  g_type_ensure (SB_TYPE_WIDTH_BIN);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "users.log-in-as", "s", log_in_as);
  gtk_widget_class_install_action (widget_class, "users.toggle-favourite", "s", toggle_favourite);
  gtk_widget_class_install_action (widget_class, "users.show-row-menu", NULL, show_row_menu);
  gtk_widget_class_install_action (widget_class, "users.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "users.reload", NULL, reload);
  gtk_widget_class_install_action (widget_class, "users.clear-filters", NULL, clear_filters);
  gtk_widget_class_install_action (widget_class, "users.clear-recents", NULL, clear_recents);
  gtk_widget_class_install_action (widget_class, "users.search", NULL, focus_search);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "users.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "users.toggle-favourite", "s", "");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "users.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "users.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "users.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "users.show-row-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "users.show-row-menu", NULL);
}

static void
sb_users_page_init (SbUsersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->more_rows = sb_more_rows_new (self->scrolled_window, add_rows, self);
  self->presenter_signals = g_signal_group_new (SB_TYPE_USERS_PRESENTER);
  g_signal_group_connect_swapped (self->presenter_signals, "notify::view", G_CALLBACK (update_view), self);
  g_signal_group_connect_swapped (self->presenter_signals, "notify::problem", G_CALLBACK (update_view), self);
  g_signal_group_connect_swapped (self->presenter_signals, "notify::summary", G_CALLBACK (update_summary), self);
  g_signal_group_connect_swapped (self->presenter_signals, "notify::is-loading", G_CALLBACK (update_loading), self);
  g_signal_group_connect_swapped (self->presenter_signals, "notify::more-problem", G_CALLBACK (update_strip), self);
}

static void
update_title (SbUsersPage *self, SbDesk *desk)
{
  SbIdentity *identity = sb_desk_get_identity (desk);
  g_autoptr (GUri) origin = g_uri_parse (sb_platform_get_origin (sb_desk_get_platform (desk)), G_URI_FLAGS_NONE, NULL);
  const char *branch = sb_identity_get_branch_title (identity);
  g_autofree char *subtitle = branch != NULL ? g_strdup_printf ("%s · %s", g_uri_get_host (origin), branch)
                                             : g_strdup (g_uri_get_host (origin));

  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
show_filters (SbUsersPage *self, SbDesk *desk)
{
  const SbCapabilities *capabilities = sb_desk_get_capabilities (desk);

  gtk_widget_set_visible (GTK_WIDGET (self->branch_button), capabilities->can_filter_branch);
  gtk_widget_set_visible (GTK_WIDGET (self->status_drop_down), capabilities->can_filter_status);
  gtk_widget_set_visible (GTK_WIDGET (self->level_drop_down), capabilities->can_filter_level);
}

/**
 * sb_users_page_set_accounts:
 * @self: the page
 * @accounts: the accounts that the menu offers
 */
void
sb_users_page_set_accounts (SbUsersPage *self, SbAccountStore *accounts)
{
  g_return_if_fail (SB_IS_USERS_PAGE (self));

  sb_account_menu_set_accounts (self->account_menu, accounts);
}

/**
 * sb_users_page_set_owed:
 * @self: the page
 * @owed: what is still owed
 *
 * To be called once.
 */
void
sb_users_page_set_owed (SbUsersPage *self, SbOwedPresenter *owed)
{
  g_return_if_fail (SB_IS_USERS_PAGE (self));
  g_return_if_fail (self->owed_button == NULL);

  self->owed_button = g_object_new (SB_TYPE_OWED_BUTTON, NULL);
  sb_owed_button_set_presenter (self->owed_button, owed);
  adw_header_bar_pack_start (self->header_bar, GTK_WIDGET (self->owed_button));
}

/**
 * sb_users_page_set_presenter:
 * @self: the page
 * @presenter: the presenter of a signed-in administrator
 *
 * Shows another administrator's list, from its beginning.
 */
void
sb_users_page_set_presenter (SbUsersPage *self, SbUsersPresenter *presenter)
{
  SbDesk *desk = sb_users_presenter_get_desk (presenter);
  GtkSingleSelection *selection;

  g_return_if_fail (SB_IS_USERS_PAGE (self));

  gtk_column_view_set_model (self->column_view, NULL);
  g_clear_pointer (&self->columns, sb_users_columns_free);
  g_clear_object (&self->pictures);
  g_set_object (&self->presenter, presenter);
  g_clear_object (&self->asked);

  self->pictures = sb_picture_loader_new (sb_desk_get_platform (desk));
  sb_picture_loader_set_max_bytes (self->pictures, MAX_PICTURE_BYTES);
  self->columns = sb_users_columns_new (self->column_view, presenter, self->pictures);
  sb_users_columns_set_width (self->columns, sb_width_bin_get_width (self->width_bin));

  selection = gtk_single_selection_new (g_object_ref (sb_users_presenter_get_learners (presenter)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);

  g_signal_group_set_target (self->presenter_signals, presenter);
  sb_recents_button_set_people (self->recents_button, sb_users_presenter_get_recents (presenter),
                                sb_users_presenter_get_favourites (presenter));
  sb_branch_button_set_platform (self->branch_button, sb_desk_get_platform (desk));
  reset_search_widgets (self);
  show_filters (self, desk);
  update_title (self, desk);

  sb_account_menu_set_active (self->account_menu, sb_desk_get_account (desk));
  sb_users_presenter_load (presenter);
  update_view (self);
  update_summary (self);
  update_loading (self);
  update_strip (self);
}

/**
 * sb_users_page_focus:
 * @self: the page
 *
 * Puts the keyboard where work goes on: in the search, until a row is chosen.
 */
void
sb_users_page_focus (SbUsersPage *self)
{
  g_return_if_fail (SB_IS_USERS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * sb_users_page_get_search:
 *
 * Returns: (transfer none): what is searched for
 */
const char *
sb_users_page_get_search (SbUsersPage *self)
{
  g_return_val_if_fail (SB_IS_USERS_PAGE (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

/**
 * sb_users_page_search:
 * @self: the page
 * @text: whom to look for, among everybody
 *
 * Searches as if somebody had typed @text.
 */
void
sb_users_page_search (SbUsersPage *self, const char *text)
{
  g_return_if_fail (SB_IS_USERS_PAGE (self));

  if (self->presenter == NULL)
    return;

  reset_search_widgets (self);
  self->is_resetting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  self->is_resetting = FALSE;
  sb_users_presenter_search (self->presenter, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * sb_users_page_remember:
 * @self: the page
 * @row: (nullable): the learner in whose row a log-in is asked for
 *
 * Keeps where one is, to go on there after the log-in.
 */
void
sb_users_page_remember (SbUsersPage *self, SbLearner *row)
{
  g_return_if_fail (SB_IS_USERS_PAGE (self));

  g_set_object (&self->asked, row);
  self->asked_scroll = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window));
}

/**
 * sb_users_page_focus_again:
 * @self: the page
 *
 * Puts the keyboard where it was when a log-in was asked for: on the row, which does not move, or in the search.
 */
void
sb_users_page_focus_again (SbUsersPage *self)
{
  g_return_if_fail (SB_IS_USERS_PAGE (self));

  if (self->asked == NULL || !sb_users_columns_focus (self->columns, self->asked))
    sb_users_page_focus (self);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled_window), self->asked_scroll);
}

/**
 * sb_users_page_get_pictures:
 *
 * Returns: (transfer none) (nullable): where the list has its pictures from, so that a picture that is on the screen is
 *   not fetched again
 */
SbPictureLoader *
sb_users_page_get_pictures (SbUsersPage *self)
{
  g_return_val_if_fail (SB_IS_USERS_PAGE (self), NULL);

  return self->pictures;
}
