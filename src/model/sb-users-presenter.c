/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "All Users": what is searched for, what is shown instead of rows, the line under them, and the people
 * somebody logged in as lately. Rows, paging and late replies are SbPagedList's matter; search, filters and order are
 * the platform's. What is typed is searched for after a short rest, everything else at once. */

#include "config.h"

#include "sb-users-presenter-private.h"

#include "sb-format.h"
#include "sb-learner-list.h"

#define DEFAULT_DEBOUNCE_MS 250

/* Rows: more than a window shows at first, how many a view takes at once, and how few are left when more are fetched, so
 * that they are there when somebody gets to them. */
#define N_FIRST_SHOWN 16
#define N_MORE_SHOWN 4
#define N_LEFT 60

typedef enum
{
  PROP_DESK = 1,
  PROP_SETTINGS,
  PROP_DEBOUNCE_MS,
  PROP_RETRY_UNIT_MS,
  PROP_VIEW,
  PROP_IS_LOADING,
  PROP_SUMMARY,
  PROP_PROBLEM,
  PROP_MORE_PROBLEM,
  PROP_HAS_FILTERS,
} SbUsersPresenterProperty;

static GParamSpec *properties[PROP_HAS_FILTERS + 1];

G_DEFINE_FINAL_TYPE (SbUsersPresenter, sb_users_presenter, G_TYPE_OBJECT)

static SbUsersView
find_view (SbUsersPresenter *self)
{
  const SbLearnerQuery *shown = sb_paged_list_get_query (self->list);

  switch (sb_paged_list_get_state (self->list))
    {
    case SB_PAGED_LIST_FAILED:
      return SB_USERS_VIEW_FAILED;
    case SB_PAGED_LIST_EMPTY:
      return sb_learner_query_has_filters (shown) ? SB_USERS_VIEW_NO_MATCH : SB_USERS_VIEW_EMPTY;
    case SB_PAGED_LIST_IDLE:
    case SB_PAGED_LIST_LOADING_FIRST:
    case SB_PAGED_LIST_LOADING_MORE:
    case SB_PAGED_LIST_READY:
    case SB_PAGED_LIST_MORE_FAILED:
    default:
      return g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? SB_USERS_VIEW_LIST : SB_USERS_VIEW_LOADING;
    }
}

static char *
make_summary (SbUsersPresenter *self)
{
  /* The rows of an earlier query are not those that were asked for. */
  if (sb_paged_list_get_state (self->list) == SB_PAGED_LIST_LOADING_FIRST)
    return g_strdup ("");

  return sb_format_range (g_list_model_get_n_items (G_LIST_MODEL (self->list)), sb_paged_list_get_total (self->list));
}

static void
take_summary (SbUsersPresenter *self, char *summary)
{
  g_autofree char *old = self->summary;

  self->summary = summary;
  if (g_strcmp0 (old, summary) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
set_problem (SbUsersPresenter *self, SbProblem **place, const GError *error, SbUsersPresenterProperty property)
{
  if (*place == NULL && error == NULL)
    return;

  g_clear_pointer (place, sb_problem_free);
  if (error != NULL)
    *place = sb_problem_new_for_error (error);

  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_boolean (SbUsersPresenter *self, gboolean *place, gboolean value, SbUsersPresenterProperty property)
{
  if (*place == value)
    return;

  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Everything that follows from the list; a problem comes before the view that shows it. */
static void
update (SbUsersPresenter *self)
{
  SbPagedListState state = sb_paged_list_get_state (self->list);
  const GError *error = sb_paged_list_get_error (self->list);
  SbUsersView view = find_view (self);

  g_object_freeze_notify (G_OBJECT (self));
  set_problem (self, &self->problem, state == SB_PAGED_LIST_FAILED ? error : NULL, PROP_PROBLEM);
  set_problem (self, &self->more_problem, state == SB_PAGED_LIST_MORE_FAILED ? error : NULL, PROP_MORE_PROBLEM);
  if (error != NULL || state == SB_PAGED_LIST_READY || state == SB_PAGED_LIST_EMPTY)
    sb_reconnect_set_error (self->reconnect, error);
  set_boolean (self, &self->is_loading,
               state == SB_PAGED_LIST_LOADING_FIRST || state == SB_PAGED_LIST_LOADING_MORE, PROP_IS_LOADING);
  take_summary (self, make_summary (self));
  if (self->view != view)
    {
      self->view = view;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
query_changed (SbUsersPresenter *self)
{
  set_boolean (self, &self->has_filters, sb_learner_query_has_filters (self->query), PROP_HAS_FILTERS);
}

static gboolean
is_applied (SbUsersPresenter *self)
{
  const SbLearnerQuery *shown = sb_paged_list_get_query (self->list);

  return shown != NULL && sb_learner_query_equal (shown, self->query);
}

/* Makes the list show what the controls say, unless it does, or is about to. */
static void
apply (SbUsersPresenter *self)
{
  g_clear_handle_id (&self->debounce_id, g_source_remove);
  query_changed (self);

  if (!is_applied (self) || sb_paged_list_get_state (self->list) == SB_PAGED_LIST_IDLE)
    {
      sb_growing_list_start_over (self->shown);
      sb_paged_list_set_query (self->list, self->query);
    }
}

static gboolean
debounced_cb (gpointer user_data)
{
  SbUsersPresenter *self = user_data;

  self->debounce_id = 0;
  apply (self);

  return G_SOURCE_REMOVE;
}

static gboolean
retry_cb (gpointer user_data)
{
  sb_users_presenter_retry (user_data);

  return G_SOURCE_REMOVE;
}

static void
list_state_cb (SbUsersPresenter *self)
{
  update (self);
}

static void
sb_users_presenter_constructed (GObject *object)
{
  SbUsersPresenter *self = SB_USERS_PRESENTER (object);
  const char *account_id;

  G_OBJECT_CLASS (sb_users_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->desk != NULL);

  account_id = sb_account_get_id (sb_desk_get_account (self->desk));
  self->recents = sb_kept_learners_new (account_id, self->settings, SB_KEPT_RECENTS, SB_KEPT_MAX_RECENTS);
  self->favourites = sb_kept_learners_new (account_id, self->settings, SB_KEPT_FAVOURITES, SB_KEPT_MAX_FAVOURITES);
  self->reconnect = sb_reconnect_new (self->retry_unit_ms, retry_cb, self);
  self->list = sb_learner_list_new (sb_desk_get_platform (self->desk), sb_desk_get_head_start (self->desk));
  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (list_state_cb), self, G_CONNECT_SWAPPED);
  self->shown = sb_growing_list_new (G_LIST_MODEL (self->list), N_FIRST_SHOWN);
}

static void
sb_users_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbUsersPresenter *self = SB_USERS_PRESENTER (object);

  switch ((SbUsersPresenterProperty) property_id)
    {
    case PROP_VIEW:
      g_value_set_int (value, self->view);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_MORE_PROBLEM:
      g_value_set_boxed (value, self->more_problem);
      break;
    case PROP_HAS_FILTERS:
      g_value_set_boolean (value, self->has_filters);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_users_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbUsersPresenter *self = SB_USERS_PRESENTER (object);

  switch ((SbUsersPresenterProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_DEBOUNCE_MS:
      self->debounce_ms = g_value_get_uint (value);
      break;
    case PROP_RETRY_UNIT_MS:
      self->retry_unit_ms = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_users_presenter_dispose (GObject *object)
{
  SbUsersPresenter *self = SB_USERS_PRESENTER (object);

  g_clear_handle_id (&self->debounce_id, g_source_remove);
  g_clear_pointer (&self->reconnect, sb_reconnect_free);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      sb_paged_list_cancel (self->list);
    }

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sb_users_presenter_parent_class)->dispose (object);
}

/* The list, the recent people and the desk stay until the end: a view may still hold on to what they gave. */
static void
sb_users_presenter_finalize (GObject *object)
{
  SbUsersPresenter *self = SB_USERS_PRESENTER (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->list);
  g_clear_object (&self->recents);
  g_clear_object (&self->favourites);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->query, sb_learner_query_free);
  g_clear_pointer (&self->problem, sb_problem_free);
  g_clear_pointer (&self->more_problem, sb_problem_free);
  g_free (self->summary);

  G_OBJECT_CLASS (sb_users_presenter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct_only = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, SB_TYPE_DESK, construct_only);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct_only);
  /**
   * SbUsersPresenter:debounce-ms:
   *
   * How long typing has to rest before it is searched for, in milliseconds.
   */
  properties[PROP_DEBOUNCE_MS] = g_param_spec_uint ("debounce-ms", NULL, NULL, 0, 10000, DEFAULT_DEBOUNCE_MS,
                                                    construct_only);
  properties[PROP_RETRY_UNIT_MS] = g_param_spec_uint ("retry-unit-ms", NULL, NULL, 1, 10000, 1000, construct_only);
  properties[PROP_VIEW] = g_param_spec_int ("view", NULL, NULL, SB_USERS_VIEW_LOADING, SB_USERS_VIEW_FAILED,
                                            SB_USERS_VIEW_LOADING, read_only);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, read_only);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "", read_only);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  properties[PROP_MORE_PROBLEM] = g_param_spec_boxed ("more-problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  properties[PROP_HAS_FILTERS] = g_param_spec_boolean ("has-filters", NULL, NULL, FALSE, read_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_users_presenter_class_init (SbUsersPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_users_presenter_constructed;
  object_class->get_property = sb_users_presenter_get_property;
  object_class->set_property = sb_users_presenter_set_property;
  object_class->dispose = sb_users_presenter_dispose;
  object_class->finalize = sb_users_presenter_finalize;

  install_properties (object_class);
}

static void
sb_users_presenter_init (SbUsersPresenter *self)
{
  self->query = sb_learner_query_new ();
  self->summary = g_strdup ("");
}

/**
 * sb_users_presenter_new:
 * @desk: the administrator's desk, loaded
 * @settings: (nullable): where the recent people are kept
 *
 * Returns: (transfer full): a presenter that shows everybody once it is told to load
 */
SbUsersPresenter *
sb_users_presenter_new (SbDesk *desk, GSettings *settings)
{
  return g_object_new (SB_TYPE_USERS_PRESENTER, "desk", desk, "settings", settings, NULL);
}

/**
 * sb_users_presenter_get_desk:
 *
 * Returns: (transfer none): the administrator's desk
 */
SbDesk *
sb_users_presenter_get_desk (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return self->desk;
}

/**
 * sb_users_presenter_get_learners:
 *
 * Returns: (transfer none): the beginning of the #SbPagedList of #SbLearner; sb_users_presenter_load_more() has more shown
 */
GListModel *
sb_users_presenter_get_learners (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->shown);
}

/**
 * sb_users_presenter_get_query:
 *
 * Returns: (transfer none): what the controls say; owned by @self, and valid until the next change
 */
const SbLearnerQuery *
sb_users_presenter_get_query (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return self->query;
}

/**
 * sb_users_presenter_set_text:
 * @self: a presenter
 * @text: what is typed in the search field
 *
 * Searches once typing has rested.
 */
void
sb_users_presenter_set_text (SbUsersPresenter *self, const char *text)
{
  g_autofree char *old = NULL;

  g_return_if_fail (SB_IS_USERS_PRESENTER (self));
  g_return_if_fail (text != NULL);

  old = g_strdup (self->query->text);
  sb_learner_query_set_text (self->query, text);
  if (g_str_equal (old, self->query->text))
    return;

  query_changed (self);
  g_clear_handle_id (&self->debounce_id, g_source_remove);
  self->debounce_id = g_timeout_add (self->debounce_ms, debounced_cb, self);
}

/**
 * sb_users_presenter_search_now:
 *
 * Searches for what is typed without waiting; tries again if that has failed.
 */
void
sb_users_presenter_search_now (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  if (is_applied (self) && self->view == SB_USERS_VIEW_FAILED)
    sb_paged_list_retry (self->list);

  apply (self);
}

/**
 * sb_users_presenter_set_branch:
 * @self: a presenter
 * @branch_id: (nullable): a branch, with its sub-branches, or %NULL for all
 */
void
sb_users_presenter_set_branch (SbUsersPresenter *self, const char *branch_id)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  if (g_strcmp0 (self->query->branch_id, branch_id) == 0)
    return;

  sb_learner_query_set_branch (self->query, branch_id);
  apply (self);
}

/**
 * sb_users_presenter_set_status:
 * @self: a presenter
 * @status: which accounts to show
 */
void
sb_users_presenter_set_status (SbUsersPresenter *self, SbLearnerStatus status)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  if (self->query->status == status)
    return;

  self->query->status = status;
  apply (self);
}

/**
 * sb_users_presenter_set_level:
 * @self: a presenter
 * @level: which level to show, or %SB_LEVEL_UNKNOWN for all
 */
void
sb_users_presenter_set_level (SbUsersPresenter *self, SbLevel level)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  if (self->query->level == (int) level)
    return;

  self->query->level = level;
  apply (self);
}

/**
 * sb_users_presenter_set_sort:
 * @self: a presenter
 * @sort: by what
 * @is_descending: whether the last comes first
 */
void
sb_users_presenter_set_sort (SbUsersPresenter *self, SbLearnerSort sort, gboolean is_descending)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  if (self->query->sort == sort && !self->query->is_descending == !is_descending)
    return;

  self->query->sort = sort;
  self->query->is_descending = !!is_descending;
  apply (self);
}

/**
 * sb_users_presenter_clear_filters:
 *
 * Shows everybody again, in the order that was chosen.
 */
void
sb_users_presenter_clear_filters (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  sb_users_presenter_search (self, "");
}

/**
 * sb_users_presenter_search:
 * @self: a presenter
 * @text: whom to look for
 *
 * Looks among everybody, at once.
 */
void
sb_users_presenter_search (SbUsersPresenter *self, const char *text)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));
  g_return_if_fail (text != NULL);

  sb_learner_query_set_text (self->query, text);
  sb_learner_query_set_branch (self->query, NULL);
  self->query->status = SB_LEARNER_STATUS_ANY;
  self->query->level = SB_LEVEL_UNKNOWN;
  apply (self);
}

/**
 * sb_users_presenter_load:
 *
 * Loads the first page, unless it is there or on its way.
 */
void
sb_users_presenter_load (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  apply (self);
}

/**
 * sb_users_presenter_reload:
 *
 * Loads the first page anew; the rows stay until it is there.
 */
void
sb_users_presenter_reload (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  if (is_applied (self))
    sb_paged_list_reload (self->list);
  else
    apply (self);
}

/**
 * sb_users_presenter_load_more:
 *
 * Shows a few more of what is loaded, and loads the next page, if there is one, before they run out; for a view that is
 * scrolled near its end.
 *
 * Returns: whether there was more to show
 */
gboolean
sb_users_presenter_load_more (SbUsersPresenter *self)
{
  gboolean is_shown;

  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), FALSE);

  is_shown = sb_growing_list_grow (self->shown, N_MORE_SHOWN);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) - g_list_model_get_n_items (G_LIST_MODEL (self->shown)) < N_LEFT)
    sb_paged_list_load_more (self->list);

  return is_shown;
}

/**
 * sb_users_presenter_retry:
 *
 * Repeats what failed, be it the first page or the next.
 */
void
sb_users_presenter_retry (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  sb_paged_list_retry (self->list);
}

SbUsersView
sb_users_presenter_get_view (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), SB_USERS_VIEW_LOADING);

  return self->view;
}

/**
 * sb_users_presenter_get_problem:
 *
 * Returns: (transfer none) (nullable): why there are no rows
 */
const SbProblem *
sb_users_presenter_get_problem (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return self->problem;
}

/**
 * sb_users_presenter_get_more_problem:
 *
 * Returns: (transfer none) (nullable): why the next rows are not there
 */
const SbProblem *
sb_users_presenter_get_more_problem (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return self->more_problem;
}

/**
 * sb_users_presenter_get_summary:
 *
 * Returns: (transfer none): how much of how many is shown; may be empty
 */
const char *
sb_users_presenter_get_summary (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return self->summary;
}
