/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is still owed, as the user sees it on every page: how many log-ins, as whom, since when, what is being done, and
 * that it is over. It ends nothing itself, that is SbRecovery's and the guard's; it asks the ledger, which also knows
 * what other processes do and needs no network, and looks again every few seconds while something is owed.
 *
 * Not owed is what a living process works in. While the window works in a log-in of its own, and would take its end for
 * one that is owed, nothing is looked at. */

#include "config.h"

#include "sb-owed-presenter.h"

#include "sb-call-private.h"
#include "sb-owed-look.h"
#include "sb-owed-receipts.h"
#include "sb-owed-words.h"

#include <glib/gi18n-lib.h>

#define LOOK_MS 4000

struct _SbOwedPresenter
{
  GObject parent_instance;

  /* owned */
  SbRecovery *recovery;
  SbDesk *desk;          /* nullable: nobody is signed in */
  GListStore *all;       /* (element-type SbOwed) */
  SbOwedNames *names;
  SbOwedReceipts *receipts;

  char *label;
  char *title;
  char *status;
  char *error_text;      /* nullable */

  /* state */
  gboolean is_paused;
  gboolean is_looking;
  gboolean must_look_again;
  gboolean can_try;
  guint look_ms;
  guint timeout_id;
};

typedef enum
{
  PROP_RECOVERY = 1,
  PROP_LOOK_MS,
  PROP_COUNT,
  PROP_LABEL,
  PROP_TITLE,
  PROP_STATUS,
  PROP_ERROR_TEXT,
  PROP_CAN_TRY,
} SbOwedPresenterProperty;

static GParamSpec *properties[PROP_CAN_TRY + 1];

static guint paid_signal;

G_DEFINE_FINAL_TYPE (SbOwedPresenter, sb_owed_presenter, G_TYPE_OBJECT)

static void look (SbOwedPresenter *self);

/* ---- what is shown ---- */

static gboolean
is_ours (SbOwedPresenter *self, SbOwed *owed)
{
  const char *id = sb_owed_get_administrator_id (owed);

  if (self->desk == NULL)
    return FALSE;

  return id == NULL
      || (g_str_equal (sb_platform_get_origin (sb_desk_get_platform (self->desk)), sb_owed_get_origin (owed))
          && g_str_equal (sb_identity_get_id (sb_desk_get_identity (self->desk)), id));
}

static void
take_text (SbOwedPresenter *self, char **place, char *text, SbOwedPresenterProperty property)
{
  g_autofree char *old = *place;

  *place = text;
  if (g_strcmp0 (old, text) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static char *
make_status (SbOwedPresenter *self, gboolean is_trying)
{
  if (sb_owed_presenter_get_own_count (self) == 0)
    return g_strdup ("");

  return g_strdup (is_trying ? _("Trying to tell the platform…")
                             : _("Switchback keeps trying, and tells you when it is done."));
}

static char *
make_error_text (const GError *error)
{
  g_autoptr (SbProblem) problem = error != NULL ? sb_problem_new_for_error (error) : NULL;

  /* Translators: what went wrong at the last try; the first is e.g. "The platform cannot be reached", the second a
   * sentence about it. */
  return problem != NULL ? g_strdup_printf (_("Last try: %1$s. %2$s"), problem->title, problem->body) : NULL;
}

static void
update_words (SbOwedPresenter *self)
{
  const guint n = sb_owed_presenter_get_count (self);
  g_autoptr (GError) error = NULL;
  gboolean is_trying;
  gboolean can_try;

  g_object_get (self->recovery, "is-trying", &is_trying, "last-error", &error, NULL);
  take_text (self, &self->label, n > 0 ? sb_owed_words_make_label (n) : g_strdup (""), PROP_LABEL);
  take_text (self, &self->title, n > 0 ? sb_owed_words_make_title (n) : g_strdup (""), PROP_TITLE);
  take_text (self, &self->status, make_status (self, is_trying), PROP_STATUS);
  take_text (self, &self->error_text, make_error_text (error), PROP_ERROR_TEXT);

  can_try = !is_trying && sb_owed_presenter_get_own_count (self) > 0;
  if (self->can_try != can_try)
    {
      self->can_try = can_try;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_TRY]);
    }
}

/* ---- names ---- */

static const char *
find_name (SbOwedPresenter *self, const char *origin, const char *learner_id)
{
  return sb_owed_names_find (self->names, origin, learner_id);
}

static void
name_all (SbOwedPresenter *self)
{
  for (guint i = 0; i < sb_owed_presenter_get_count (self); i++)
    {
      g_autoptr (SbOwed) owed = g_list_model_get_item (G_LIST_MODEL (self->all), i);
      const char *name = find_name (self, sb_owed_get_origin (owed), sb_owed_get_learner_id (owed));
      g_autoptr (SbOwed) named = NULL;

      if (name == NULL || sb_owed_get_learner_name (owed) != NULL)
        continue;

      named = sb_owed_with_name (owed, name);
      g_list_store_splice (self->all, i, 1, (gpointer *) &named, 1);
    }
}

static void
ask_names (SbOwedPresenter *self)
{
  for (guint i = 0; i < sb_owed_presenter_get_count (self); i++)
    {
      g_autoptr (SbOwed) owed = g_list_model_get_item (G_LIST_MODEL (self->all), i);

      if (sb_owed_get_learner_name (owed) == NULL && is_ours (self, owed))
        sb_owed_names_ask (self->names, sb_desk_get_platform (self->desk), sb_owed_get_learner_id (owed),
                           sb_owed_get_uuid (owed));
    }
}

/* ---- looking ---- */

static gboolean
has_uuid (GPtrArray *all, const char *uuid)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (sb_owed_get_uuid (all->pdata[i]), uuid))
      return TRUE;

  return FALSE;
}

/* What could not be written down is owed, too. */
static void
add_unrecorded (SbOwedPresenter *self, GPtrArray *all)
{
  GPtrArray *owed = sb_recovery_get_owed (self->recovery);

  for (guint i = 0; i < owed->len; i++)
    {
      SbImpersonation *impersonation = owed->pdata[i];
      const char *origin = sb_platform_get_origin (sb_impersonation_get_platform (impersonation));
      const char *id = sb_learner_get_id (sb_impersonation_get_learner (impersonation));

      if (!has_uuid (all, sb_impersonation_get_request (impersonation)->uuid))
        g_ptr_array_add (all, sb_owed_new_for_impersonation (impersonation, find_name (self, origin, id)));
    }
}

static gboolean
is_same (SbOwedPresenter *self, GPtrArray *all)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->all)) != all->len)
    return FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (SbOwed) old = g_list_model_get_item (G_LIST_MODEL (self->all), i);

      if (!sb_owed_equal (old, all->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  SbOwedPresenter *self = user_data;

  self->timeout_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
show_all (SbOwedPresenter *self, GPtrArray *all)
{
  const guint old_count = sb_owed_presenter_get_count (self);

  if (!is_same (self, all))
    g_list_store_splice (self->all, 0, old_count, all->pdata, all->len);

  update_words (self);
  if (old_count != all->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);

  ask_names (self);
  if (all->len > 0 && self->timeout_id == 0)
    self->timeout_id = g_timeout_add (self->look_ms, timeout_cb, self);
}

static void
take_look (SbOwedPresenter *self, SbOwedLook *found)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < found->owed->len; i++)
    {
      const SbLedgerEntry *entry = found->owed->pdata[i];

      g_ptr_array_add (all, sb_owed_new_for_entry (entry, find_name (self, entry->origin, entry->learner_id)));
    }

  add_unrecorded (self, all);
  show_all (self, all);
  for (guint i = 0; i < found->over->len; i++)
    sb_owed_receipts_add_entry (self->receipts, found->over->pdata[i]);
}

static void
look_without_ledger (SbOwedPresenter *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  add_unrecorded (self, all);
  show_all (self, all);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbOwedPresenter) self = sb_call_end (user_data, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbOwedLook) found = sb_owed_look_finish (SB_LEDGER (source), result, &error);

  if (self == NULL)
    return;

  self->is_looking = FALSE;
  if (self->is_paused)
    return;

  if (found != NULL)
    take_look (self, found);
  else
    {
      g_message ("What is owed is not known: %s", error->message);
      look_without_ledger (self);
    }

  if (self->must_look_again)
    look (self);
}

static void
look (SbOwedPresenter *self)
{
  SbLedger *ledger = sb_recovery_get_ledger (self->recovery);

  self->must_look_again = self->is_looking;
  if (self->is_paused || self->is_looking)
    return;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (ledger == NULL)
    {
      look_without_ledger (self);
      return;
    }

  self->is_looking = TRUE;
  sb_owed_look_async (ledger, G_LIST_MODEL (self->all), looked_cb, sb_call_new (self, 0));
}

/* ---- recovery ---- */

static void
paid_cb (SbOwedPresenter *self, SbImpersonation *impersonation)
{
  sb_owed_receipts_add_impersonation (self->receipts, impersonation);
}

static void
message_cb (SbOwedPresenter *self, const char *text)
{
  g_signal_emit (self, paid_signal, 0, text);
}

/* ---- object ---- */

static void
sb_owed_presenter_constructed (GObject *object)
{
  SbOwedPresenter *self = SB_OWED_PRESENTER (object);

  G_OBJECT_CLASS (sb_owed_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->recovery != NULL);

  self->names = sb_owed_names_new (sb_recovery_get_ledger (self->recovery));
  g_signal_connect_object (self->names, "answered", G_CALLBACK (name_all), self, G_CONNECT_SWAPPED);
  self->receipts = sb_owed_receipts_new (self->names);
  g_signal_connect_object (self->receipts, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery, "notify::count", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery, "notify::is-trying", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery, "notify::last-error", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery, "paid", G_CALLBACK (paid_cb), self, G_CONNECT_SWAPPED);
}

static void
sb_owed_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbOwedPresenter *self = SB_OWED_PRESENTER (object);

  switch ((SbOwedPresenterProperty) property_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, sb_owed_presenter_get_count (self));
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    case PROP_CAN_TRY:
      g_value_set_boolean (value, self->can_try);
      break;
    case PROP_RECOVERY:
    case PROP_LOOK_MS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_owed_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbOwedPresenter *self = SB_OWED_PRESENTER (object);

  if (property_id == PROP_RECOVERY)
    self->recovery = g_value_dup_object (value);
  else if (property_id == PROP_LOOK_MS)
    self->look_ms = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sb_owed_presenter_finalize (GObject *object)
{
  SbOwedPresenter *self = SB_OWED_PRESENTER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->recovery);
  g_clear_object (&self->desk);
  g_clear_object (&self->all);
  g_clear_object (&self->names);
  g_clear_object (&self->receipts);
  g_free (self->label);
  g_free (self->title);
  g_free (self->status);
  g_free (self->error_text);

  G_OBJECT_CLASS (sb_owed_presenter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags construct_only = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_RECOVERY] = g_param_spec_object ("recovery", NULL, NULL, SB_TYPE_RECOVERY, construct_only);
  /**
   * SbOwedPresenter:look-ms:
   *
   * How long to wait before the ledger is looked into again, in milliseconds; tests make it short.
   */
  properties[PROP_LOOK_MS] = g_param_spec_uint ("look-ms", NULL, NULL, 1, 60000, LOOK_MS, construct_only);
  /**
   * SbOwedPresenter:count:
   *
   * How many log-ins are owed, whoever's they are; notified after what is said about them.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, read_only);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", read_only);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", read_only);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "", read_only);
  /**
   * SbOwedPresenter:error-text:
   *
   * What went wrong at the last try; %NULL if there was none, or none that failed.
   */
  properties[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, read_only);
  properties[PROP_CAN_TRY] = g_param_spec_boolean ("can-try", NULL, NULL, FALSE, read_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_owed_presenter_class_init (SbOwedPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_owed_presenter_constructed;
  object_class->get_property = sb_owed_presenter_get_property;
  object_class->set_property = sb_owed_presenter_set_property;
  object_class->finalize = sb_owed_presenter_finalize;

  install_properties (object_class);

  /**
   * SbOwedPresenter::paid:
   * @message: what is over, with all that was over before and is on the screen still
   */
  paid_signal = g_signal_new ("paid", SB_TYPE_OWED_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
}

static void
sb_owed_presenter_init (SbOwedPresenter *self)
{
  self->all = g_list_store_new (SB_TYPE_OWED);
  self->label = g_strdup ("");
  self->title = g_strdup ("");
  self->status = g_strdup ("");
}

/**
 * sb_owed_presenter_new:
 * @recovery: who ends what is owed
 *
 * Returns: (transfer full): a presenter that has not looked yet
 */
SbOwedPresenter *
sb_owed_presenter_new (SbRecovery *recovery)
{
  return g_object_new (SB_TYPE_OWED_PRESENTER, "recovery", recovery, NULL);
}

/**
 * sb_owed_presenter_set_desk:
 * @self: a presenter
 * @desk: (nullable): who is signed in
 */
void
sb_owed_presenter_set_desk (SbOwedPresenter *self, SbDesk *desk)
{
  g_return_if_fail (SB_IS_OWED_PRESENTER (self));

  if (g_set_object (&self->desk, desk))
    {
      update_words (self);
      look (self);
    }
}

/**
 * sb_owed_presenter_set_is_paused:
 * @self: a presenter
 * @is_paused: whether a log-in of our own begins, goes on or ends: that is not owed
 */
void
sb_owed_presenter_set_is_paused (SbOwedPresenter *self, gboolean is_paused)
{
  g_return_if_fail (SB_IS_OWED_PRESENTER (self));

  if (self->is_paused == is_paused)
    return;

  self->is_paused = is_paused;
  if (!is_paused)
    look (self);
}

/**
 * sb_owed_presenter_refresh:
 *
 * Looks into the ledger now.
 */
void
sb_owed_presenter_refresh (SbOwedPresenter *self)
{
  g_return_if_fail (SB_IS_OWED_PRESENTER (self));

  look (self);
}

/**
 * sb_owed_presenter_try_now:
 *
 * Does not wait for the next try.
 */
void
sb_owed_presenter_try_now (SbOwedPresenter *self)
{
  g_return_if_fail (SB_IS_OWED_PRESENTER (self));

  sb_recovery_try_now (self->recovery);
}

/**
 * sb_owed_presenter_forget_receipts:
 *
 * What was told is no longer on the screen; what is over from now on is told alone.
 */
void
sb_owed_presenter_forget_receipts (SbOwedPresenter *self)
{
  g_return_if_fail (SB_IS_OWED_PRESENTER (self));

  sb_owed_receipts_forget (self->receipts);
}

guint
sb_owed_presenter_get_count (SbOwedPresenter *self)
{
  g_return_val_if_fail (SB_IS_OWED_PRESENTER (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->all));
}

/**
 * sb_owed_presenter_get_all:
 *
 * Returns: (transfer none) (element-type SbOwed): what is owed, the oldest first
 */
GListModel *
sb_owed_presenter_get_all (SbOwedPresenter *self)
{
  g_return_val_if_fail (SB_IS_OWED_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->all);
}

static GListModel *
make_own (SbOwedPresenter *self)
{
  g_autoptr (GListStore) own = g_list_store_new (SB_TYPE_OWED);

  for (guint i = 0; i < sb_owed_presenter_get_count (self); i++)
    {
      g_autoptr (SbOwed) owed = g_list_model_get_item (G_LIST_MODEL (self->all), i);

      if (is_ours (self, owed))
        g_list_store_append (own, owed);
    }

  return G_LIST_MODEL (g_steal_pointer (&own));
}

/**
 * sb_owed_presenter_get_own_count:
 *
 * Returns: how many of them are owed by the account that is signed in
 */
guint
sb_owed_presenter_get_own_count (SbOwedPresenter *self)
{
  g_autoptr (GListModel) own = NULL;

  g_return_val_if_fail (SB_IS_OWED_PRESENTER (self), 0);

  own = make_own (self);

  return g_list_model_get_n_items (own);
}

/**
 * sb_owed_presenter_make_line:
 * @self: a presenter
 * @owed: one of what is owed
 *
 * Returns: (transfer full): what stands under the learner's name
 */
char *
sb_owed_presenter_make_line (SbOwedPresenter *self, SbOwed *owed)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_return_val_if_fail (SB_IS_OWED_PRESENTER (self), g_strdup (""));

  return sb_owed_words_make_line (owed, is_ours (self, owed), now);
}

/**
 * sb_owed_presenter_make_problem:
 * @self: a presenter
 * @occasion: on which occasion it is said
 *
 * Returns: (transfer full) (nullable): what to say, or %NULL if there is no reason to
 */
SbProblem *
sb_owed_presenter_make_problem (SbOwedPresenter *self, SbOwedOccasion occasion)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GListModel) own = NULL;

  g_return_val_if_fail (SB_IS_OWED_PRESENTER (self), NULL);

  own = make_own (self);
  switch (occasion)
    {
    case SB_OWED_OCCASION_SIGN_IN:
      return sb_owed_words_make_invitation (G_LIST_MODEL (self->all), now);
    case SB_OWED_OCCASION_SIGN_OUT:
      return sb_owed_words_make_sign_out_question (own, now);
    case SB_OWED_OCCASION_CLOSE:
    default:
      return sb_owed_words_make_close_question (G_LIST_MODEL (self->all), g_list_model_get_n_items (own) > 0, now);
    }
}

/**
 * sb_owed_presenter_get_names:
 *
 * Returns: (transfer none): who asks for names
 */
SbOwedNames *
sb_owed_presenter_get_names (SbOwedPresenter *self)
{
  g_return_val_if_fail (SB_IS_OWED_PRESENTER (self), NULL);

  return self->names;
}
