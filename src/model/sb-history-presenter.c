/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "History": which log-ins are shown, what is shown instead of them, the check and the export. Rows and paging are
 * SbPagedList's matter, searching and filtering are the ledger's. */

#include "config.h"

#include "sb-history-presenter.h"

#include "sb-call-private.h"
#include "sb-format.h"
#include "sb-help.h"
#include "sb-history-list.h"
#include "sb-history-words.h"

#include <glib/gi18n-lib.h>

struct _SbHistoryPresenter
{
  GObject parent_instance;

  /* owned */
  SbLedger *ledger;
  SbPagedList *list;
  SbLedgerQuery *query;
  SbProblem *problem;      /* nullable */
  SbProblem *more_problem; /* nullable */
  SbProblem *fault;        /* nullable: nothing is wrong, or nobody has looked */
  char *summary;
  GCancellable *cancellable; /* nullable: of the export */

  /* state */
  SbHistoryView view;
  gboolean is_loading;
  gboolean has_filters;
  gboolean is_checking;
  gboolean is_exporting;
};

typedef enum
{
  PROP_LEDGER = 1,
  PROP_VIEW,
  PROP_IS_LOADING,
  PROP_SUMMARY,
  PROP_PROBLEM,
  PROP_MORE_PROBLEM,
  PROP_HAS_FILTERS,
  PROP_FAULT,
  PROP_IS_CHECKING,
  PROP_IS_EXPORTING,
} SbHistoryPresenterProperty;

static GParamSpec *properties[PROP_IS_EXPORTING + 1];

enum
{
  CHECKED,
  EXPORTED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbHistoryPresenter, sb_history_presenter, G_TYPE_OBJECT)

/* ---- what follows from the list ---- */

static SbHistoryView
find_view (SbHistoryPresenter *self)
{
  switch (sb_paged_list_get_state (self->list))
    {
    case SB_PAGED_LIST_FAILED:
      return SB_HISTORY_VIEW_FAILED;
    case SB_PAGED_LIST_EMPTY:
      return sb_ledger_query_has_filters (self->query) ? SB_HISTORY_VIEW_NO_MATCH : SB_HISTORY_VIEW_EMPTY;
    case SB_PAGED_LIST_IDLE:
    case SB_PAGED_LIST_LOADING_FIRST:
    case SB_PAGED_LIST_LOADING_MORE:
    case SB_PAGED_LIST_READY:
    case SB_PAGED_LIST_MORE_FAILED:
    default:
      return g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? SB_HISTORY_VIEW_LIST
                                                                      : SB_HISTORY_VIEW_LOADING;
    }
}

static void
set_boolean (SbHistoryPresenter *self, gboolean *place, gboolean value, SbHistoryPresenterProperty property)
{
  if (*place == value)
    return;

  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_problem (SbHistoryPresenter *self, SbProblem **place, const GError *error, SbHistoryPresenterProperty property)
{
  if (*place == NULL && error == NULL)
    return;

  g_clear_pointer (place, sb_problem_free);
  if (error != NULL)
    *place = sb_problem_new_for_error (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_summary (SbHistoryPresenter *self)
{
  g_autofree char *old = g_steal_pointer (&self->summary);

  self->summary = sb_format_range (g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                                   sb_paged_list_get_total (self->list));
  if (g_strcmp0 (old, self->summary) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

/* A problem comes before the view that shows it. */
static void
update (SbHistoryPresenter *self)
{
  const SbPagedListState state = sb_paged_list_get_state (self->list);
  const GError *error = sb_paged_list_get_error (self->list);
  const SbHistoryView view = find_view (self);

  g_object_freeze_notify (G_OBJECT (self));
  set_problem (self, &self->problem, state == SB_PAGED_LIST_FAILED ? error : NULL, PROP_PROBLEM);
  set_problem (self, &self->more_problem, state == SB_PAGED_LIST_MORE_FAILED ? error : NULL, PROP_MORE_PROBLEM);
  set_boolean (self, &self->is_loading, state == SB_PAGED_LIST_LOADING_FIRST || state == SB_PAGED_LIST_LOADING_MORE,
               PROP_IS_LOADING);
  update_summary (self);
  if (self->view != view)
    {
      self->view = view;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
apply (SbHistoryPresenter *self)
{
  set_boolean (self, &self->has_filters, sb_ledger_query_has_filters (self->query), PROP_HAS_FILTERS);
  sb_paged_list_set_query (self->list, self->query);
}

/* ---- checking ---- */

static gpointer
check_job (SbLedger *ledger, gpointer data, GError **error)
{
  g_auto (SbLedgerVerdict) verdict = { 0 };
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_autofree char *sentence = NULL;

  if (!sb_ledger_check (ledger, &verdict, error))
    return NULL;

  if (verdict.uuid != NULL)
    entry = sb_ledger_load (ledger, verdict.uuid, NULL);

  sentence = sb_history_words_make_verdict (&verdict, entry);

  return g_variant_ref_sink (g_variant_new ("(bs)", verdict.fault == SB_LEDGER_FAULT_NONE, sentence));
}

/* It stays until the next check. */
static void
set_fault (SbHistoryPresenter *self, const char *sentence)
{
  if (self->fault == NULL && sentence == NULL)
    return;

  g_clear_pointer (&self->fault, sb_problem_free);
  if (sentence != NULL)
    {
      self->fault = g_new0 (SbProblem, 1);
      self->fault->title = g_strdup (_("The history was edited"));
      self->fault->body = g_strdup (sentence);
      self->fault->details = g_strdup (sentence);
      self->fault->help = SB_HELP_HISTORY_CHECK;
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbHistoryPresenter) self = sb_call_end (user_data, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) finding = sb_ledger_run_finish (SB_LEDGER (source), result, &error);
  g_autofree char *sentence = NULL;
  gboolean is_good;

  if (self == NULL)
    return;

  set_boolean (self, &self->is_checking, FALSE, PROP_IS_CHECKING);
  if (finding == NULL)
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      g_signal_emit (self, signals[FAILED], 0, problem->title);
      return;
    }

  g_variant_get (finding, "(bs)", &is_good, &sentence);
  set_fault (self, is_good ? NULL : sentence);
  g_signal_emit (self, signals[CHECKED], 0, is_good, sentence);
}

/* ---- exporting ---- */

static char *
make_exported (guint n_exported)
{
  g_autofree char *count = sb_format_count (n_exported);

  /* Translators: %s is a number. */
  return g_strdup_printf (ngettext ("%s log-in exported", "%s log-ins exported", n_exported), count);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbHistoryPresenter) self = sb_call_end (user_data, NULL);
  g_autoptr (GError) error = NULL;
  guint n_exported = 0;
  gboolean is_done = sb_history_export_finish (SB_LEDGER (source), result, &n_exported, &error);
  g_autofree char *sentence = NULL;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_boolean (self, &self->is_exporting, FALSE, PROP_IS_EXPORTING);
  if (is_done)
    {
      sentence = make_exported (n_exported);
      g_signal_emit (self, signals[EXPORTED], 0, sentence);
      return;
    }

  if (error->domain == G_IO_ERROR)
    /* Translators: %s is what went wrong, in the system's words. */
    sentence = g_strdup_printf (_("The file could not be written: %s"), error->message);
  else
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      sentence = g_strdup (problem->title);
    }
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* ---- object ---- */

static void
sb_history_presenter_constructed (GObject *object)
{
  SbHistoryPresenter *self = SB_HISTORY_PRESENTER (object);

  G_OBJECT_CLASS (sb_history_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->ledger != NULL);
  self->list = sb_history_list_new (self->ledger);
  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::total", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
sb_history_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbHistoryPresenter *self = SB_HISTORY_PRESENTER (object);

  switch ((SbHistoryPresenterProperty) property_id)
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
    case PROP_FAULT:
      g_value_set_boxed (value, self->fault);
      break;
    case PROP_IS_CHECKING:
      g_value_set_boolean (value, self->is_checking);
      break;
    case PROP_IS_EXPORTING:
      g_value_set_boolean (value, self->is_exporting);
      break;
    case PROP_LEDGER:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_history_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbHistoryPresenter *self = SB_HISTORY_PRESENTER (object);

  if (property_id == PROP_LEDGER)
    self->ledger = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sb_history_presenter_dispose (GObject *object)
{
  sb_call_cancel (&SB_HISTORY_PRESENTER (object)->cancellable);

  G_OBJECT_CLASS (sb_history_presenter_parent_class)->dispose (object);
}

static void
sb_history_presenter_finalize (GObject *object)
{
  SbHistoryPresenter *self = SB_HISTORY_PRESENTER (object);

  g_clear_object (&self->list);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->query, sb_ledger_query_free);
  g_clear_pointer (&self->problem, sb_problem_free);
  g_clear_pointer (&self->more_problem, sb_problem_free);
  g_clear_pointer (&self->fault, sb_problem_free);
  g_free (self->summary);

  G_OBJECT_CLASS (sb_history_presenter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, SB_TYPE_LEDGER,
                                                 G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] = g_param_spec_int ("view", NULL, NULL, SB_HISTORY_VIEW_LOADING, SB_HISTORY_VIEW_FAILED,
                                            SB_HISTORY_VIEW_LOADING, read_only);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, read_only);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, read_only);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  properties[PROP_MORE_PROBLEM] = g_param_spec_boxed ("more-problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  properties[PROP_HAS_FILTERS] = g_param_spec_boolean ("has-filters", NULL, NULL, FALSE, read_only);
  properties[PROP_FAULT] = g_param_spec_boxed ("fault", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  properties[PROP_IS_CHECKING] = g_param_spec_boolean ("is-checking", NULL, NULL, FALSE, read_only);
  properties[PROP_IS_EXPORTING] = g_param_spec_boolean ("is-exporting", NULL, NULL, FALSE, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_history_presenter_class_init (SbHistoryPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_history_presenter_constructed;
  object_class->get_property = sb_history_presenter_get_property;
  object_class->set_property = sb_history_presenter_set_property;
  object_class->dispose = sb_history_presenter_dispose;
  object_class->finalize = sb_history_presenter_finalize;

  install_properties (object_class);

  /**
   * SbHistoryPresenter::checked:
   * @is-good: whether nothing was changed or removed
   * @sentence: what was found
   */
  signals[CHECKED] = g_signal_new ("checked", SB_TYPE_HISTORY_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  /**
   * SbHistoryPresenter::exported:
   * @sentence: how many log-ins are in the file
   */
  signals[EXPORTED] = g_signal_new ("exported", SB_TYPE_HISTORY_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * SbHistoryPresenter::failed:
   * @sentence: why nothing was checked or exported
   */
  signals[FAILED] = g_signal_new ("failed", SB_TYPE_HISTORY_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sb_history_presenter_init (SbHistoryPresenter *self)
{
  self->query = sb_ledger_query_new ();
  self->summary = g_strdup ("");
}

/**
 * sb_history_presenter_new:
 * @ledger: where the history is
 *
 * Returns: (transfer full): a presenter that has not loaded anything
 */
SbHistoryPresenter *
sb_history_presenter_new (SbLedger *ledger)
{
  return g_object_new (SB_TYPE_HISTORY_PRESENTER, "ledger", ledger, NULL);
}

/**
 * sb_history_presenter_get_items:
 *
 * Returns: (transfer none): a list of #SbHistoryItem, the newest first
 */
GListModel *
sb_history_presenter_get_items (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->list);
}

/**
 * sb_history_presenter_get_query:
 *
 * Returns: (transfer none): what is shown, or about to be
 */
const SbLedgerQuery *
sb_history_presenter_get_query (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), NULL);

  return self->query;
}

/**
 * sb_history_presenter_set_text:
 * @self: a presenter
 * @text: words that are looked for in learner, account, reason and ticket
 */
void
sb_history_presenter_set_text (SbHistoryPresenter *self, const char *text)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->query->text, text))
    return;

  g_free (self->query->text);
  self->query->text = g_strdup (text);
  apply (self);
}

void
sb_history_presenter_set_ending (SbHistoryPresenter *self, SbLedgerEnding ending)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  if (self->query->ending == ending)
    return;

  self->query->ending = ending;
  apply (self);
}

void
sb_history_presenter_set_needs_attention (SbHistoryPresenter *self, gboolean needs_attention)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  needs_attention = !!needs_attention;
  if (self->query->needs_attention == needs_attention)
    return;

  self->query->needs_attention = needs_attention;
  apply (self);
}

/* Today begins at midnight, where the user is. */
static GDateTime *
find_since (SbHistoryPeriod period)
{
  static const int days[] = { -1, 0, 7, 30, 365 };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) midnight = NULL;

  if (period == SB_HISTORY_PERIOD_ANY || (guint) period >= G_N_ELEMENTS (days))
    return NULL;

  midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                    g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_add_days (midnight != NULL ? midnight : now, -days[period]);
}

void
sb_history_presenter_set_period (SbHistoryPresenter *self, SbHistoryPeriod period)
{
  g_autoptr (GDateTime) since = NULL;

  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  since = find_since (period);
  if (since == self->query->since
      || (since != NULL && self->query->since != NULL && g_date_time_equal (since, self->query->since)))
    return;

  g_clear_pointer (&self->query->since, g_date_time_unref);
  self->query->since = g_steal_pointer (&since);
  apply (self);
}

void
sb_history_presenter_clear_filters (SbHistoryPresenter *self)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  sb_ledger_query_free (self->query);
  self->query = sb_ledger_query_new ();
  apply (self);
}

/**
 * sb_history_presenter_load:
 *
 * Loads the first page, or loads it anew; the rows stay until it is there.
 */
void
sb_history_presenter_load (SbHistoryPresenter *self)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  if (sb_paged_list_get_query (self->list) == NULL)
    apply (self);
  else
    sb_paged_list_reload (self->list);
}

void
sb_history_presenter_load_more (SbHistoryPresenter *self)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  sb_paged_list_load_more (self->list);
}

void
sb_history_presenter_retry (SbHistoryPresenter *self)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  sb_paged_list_retry (self->list);
}

/**
 * sb_history_presenter_check:
 *
 * Looks whether the history was changed, and then emits #SbHistoryPresenter::checked or #SbHistoryPresenter::failed. Nothing
 * happens while it is being looked at.
 */
void
sb_history_presenter_check (SbHistoryPresenter *self)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));

  if (self->is_checking)
    return;

  set_boolean (self, &self->is_checking, TRUE, PROP_IS_CHECKING);
  sb_ledger_run_async (self->ledger, check_job, NULL, NULL, (GDestroyNotify) g_variant_unref, checked_cb,
                       sb_call_new (self, 0));
}

/**
 * sb_history_presenter_export:
 * @self: a presenter
 * @format: as what
 * @file: into which file
 *
 * Exports what the search and the filters let through, not only the rows that are loaded, and then emits
 * #SbHistoryPresenter::exported or #SbHistoryPresenter::failed. Nothing happens while an export is under way.
 */
void
sb_history_presenter_export (SbHistoryPresenter *self, SbHistoryFormat format, GFile *file)
{
  g_return_if_fail (SB_IS_HISTORY_PRESENTER (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->is_exporting)
    return;

  set_boolean (self, &self->is_exporting, TRUE, PROP_IS_EXPORTING);
  sb_call_renew_cancellable (&self->cancellable);
  sb_history_export_async (self->ledger, self->query, format, file, self->cancellable, exported_cb,
                           sb_call_new (self, 0));
}

/**
 * sb_history_presenter_make_file_name:
 * @format: as what
 *
 * Returns: (transfer full): a name for the file, with today's date
 */
char *
sb_history_presenter_make_file_name (SbHistoryFormat format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf ("switchback-history-%s.%s", date, format == SB_HISTORY_FORMAT_JSON ? "json" : "csv");
}

SbHistoryView
sb_history_presenter_get_view (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), SB_HISTORY_VIEW_LOADING);

  return self->view;
}

/**
 * sb_history_presenter_get_problem:
 *
 * Returns: (transfer none) (nullable): why there are no rows
 */
const SbProblem *
sb_history_presenter_get_problem (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), NULL);

  return self->problem;
}

/**
 * sb_history_presenter_get_more_problem:
 *
 * Returns: (transfer none) (nullable): why there are no more rows
 */
const SbProblem *
sb_history_presenter_get_more_problem (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), NULL);

  return self->more_problem;
}

const char *
sb_history_presenter_get_summary (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), NULL);

  return self->summary;
}

/**
 * sb_history_presenter_get_fault:
 *
 * Returns: (transfer none) (nullable): what the last check has found to be changed or removed
 */
const SbProblem *
sb_history_presenter_get_fault (SbHistoryPresenter *self)
{
  g_return_val_if_fail (SB_IS_HISTORY_PRESENTER (self), NULL);

  return self->fault;
}
