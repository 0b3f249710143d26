/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question before a log-in: loads the learner in full, shows the pre-flight card (sb-preflight.c), and takes
 * reason, ticket, domain and course. What was entered stays when it fails. How the log-in begins is in
 * sb-confirm-presenter-begin.c. */

#include "config.h"

#include "sb-confirm-presenter-private.h"

#include "sb-call-private.h"
#include "sb-format.h"
#include "sb-preflight-private.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PROP_DESK = 1,
  PROP_LEARNER,
  PROP_SETTINGS,
  PROP_LEDGER,
  PROP_STATE,
  PROP_IS_BUSY,
  PROP_CAN_CONFIRM,
  PROP_IS_REASON_REQUIRED,
  PROP_PROBLEM,
  PROP_TITLE,
  PROP_IDENTIFICATION,
  PROP_CONFIRM_LABEL,
  PROP_REASON,
  PROP_TICKET,
  PROP_DOMAIN,
  PROP_COURSE,
} SbConfirmPresenterProperty;

static GParamSpec *properties[PROP_COURSE + 1];

G_DEFINE_FINAL_TYPE (SbConfirmPresenter, sb_confirm_presenter, G_TYPE_OBJECT)

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

static gboolean
has_domain (SbConfirmPresenter *self)
{
  SbCapabilities *capabilities = sb_desk_get_capabilities (self->desk);

  if (!sb_capabilities_needs_domain (capabilities))
    return TRUE;

  for (guint i = 0; i < capabilities->domains->len; i++)
    {
      SbDomain *domain = g_ptr_array_index (capabilities->domains, i);

      if (g_str_equal (domain->id, self->domain))
        return TRUE;
    }

  return FALSE;
}

static SbPreflight
get_preflight (SbConfirmPresenter *self, GDateTime *now)
{
  return (SbPreflight){ .administrator = sb_desk_get_identity (self->desk),
                        .capabilities = sb_desk_get_capabilities (self->desk),
                        .learner = self->learner,
                        .look_alikes = self->look_alikes,
                        .now = now };
}

static gboolean
is_busy (SbConfirmState state)
{
  return state == SB_CONFIRM_LOADING || state == SB_CONFIRM_STARTING;
}

static gboolean
find_can_confirm (SbConfirmPresenter *self)
{
  gboolean is_settled = self->state == SB_CONFIRM_READY
                     || (self->state == SB_CONFIRM_FAILED && self->look_alikes != NULL);

  return is_settled && has_domain (self) && (!self->is_reason_required || !is_blank (self->reason));
}

static void
update_can_confirm (SbConfirmPresenter *self)
{
  gboolean can_confirm = find_can_confirm (self);

  if (self->can_confirm == can_confirm)
    return;

  self->can_confirm = can_confirm;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CONFIRM]);
}

/* Takes @problem. It is there before the state that shows it. */
void
sb_confirm_presenter_set_state (SbConfirmPresenter *self, SbConfirmState state, SbProblem *problem)
{
  SbConfirmState old = self->state;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->problem != NULL || problem != NULL)
    {
      g_clear_pointer (&self->problem, sb_problem_free);
      self->problem = problem;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }

  self->state = state;
  if (old != state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (is_busy (old) != is_busy (state))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUSY]);
  update_can_confirm (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_text (SbConfirmPresenter *self, char **place, char *text, SbConfirmPresenterProperty property)
{
  g_autofree char *old = *place;

  *place = text;
  if (g_strcmp0 (old, text) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_field (SbConfirmPresenter *self, char **place, const char *text, SbConfirmPresenterProperty property)
{
  take_text (self, place, g_strdup (text != NULL ? text : ""), property);
  update_can_confirm (self);
}

static void
update_reason_required (SbConfirmPresenter *self)
{
  const gboolean is_required = self->is_reason_required_there
                            || (self->settings != NULL && g_settings_get_boolean (self->settings, "reason-required"));

  if (self->is_reason_required == is_required)
    return;

  self->is_reason_required = is_required;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_REASON_REQUIRED]);
  update_can_confirm (self);
}

/* The platform says so. */
void
sb_confirm_presenter_require_reason (SbConfirmPresenter *self)
{
  self->is_reason_required_there = TRUE;
  update_reason_required (self);
}

/* Puts into words what is known of the learner now. */
static void
describe (SbConfirmPresenter *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  SbPreflight preflight = get_preflight (self, now);
  g_autoptr (GPtrArray) facts = sb_preflight_make_facts (&preflight);
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (self->learner));

  /* Translators: a question; %s is the name of a person. */
  take_text (self, &self->title, g_strdup_printf (_("Log in as %s?"), name), PROP_TITLE);
  take_text (self, &self->identification, sb_preflight_make_identification (&preflight), PROP_IDENTIFICATION);
  take_text (self, &self->confirm_label, sb_preflight_make_confirm_label (&preflight), PROP_CONFIRM_LABEL);
  g_list_store_splice (self->facts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->facts)), facts->pdata, facts->len);
}

/* Whether a rule stands in the way of what is known now. */
static SbConfirmState
state_when_known (SbConfirmPresenter *self)
{
  SbPreflight preflight = get_preflight (self, NULL);

  return sb_preflight_check (&preflight) == SB_REFUSAL_NONE ? SB_CONFIRM_READY : SB_CONFIRM_BLOCKED;
}

static void
learner_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbConfirmPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLearnerDetail) detail = sb_platform_load_learner_finish (SB_PLATFORM (source), result, &error);

  if (self == NULL || generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_loading = FALSE;
  if (detail == NULL)
    {
      sb_confirm_presenter_set_state (self, SB_CONFIRM_FAILED, sb_problem_new_for_error (error));
      return;
    }

  g_set_object (&self->learner, detail->learner);
  g_clear_pointer (&self->look_alikes, g_ptr_array_unref);
  self->look_alikes = g_ptr_array_ref (detail->look_alikes);
  describe (self);
  sb_confirm_presenter_set_state (self, state_when_known (self), NULL);
  if (self->state == SB_CONFIRM_READY)
    sb_confirm_presenter_call_guard (self);
}

static void
sb_confirm_presenter_constructed (GObject *object)
{
  SbConfirmPresenter *self = SB_CONFIRM_PRESENTER (object);

  G_OBJECT_CLASS (sb_confirm_presenter_parent_class)->constructed (object);

  g_return_if_fail (self->desk != NULL && self->learner != NULL);
  g_return_if_fail (sb_desk_get_capabilities (self->desk) != NULL);

  self->is_reason_required_there = sb_desk_get_capabilities (self->desk)->is_reason_required;
  update_reason_required (self);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::reason-required", G_CALLBACK (update_reason_required), self,
                             G_CONNECT_SWAPPED);
  describe (self);
}

static void
sb_confirm_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbConfirmPresenter *self = SB_CONFIRM_PRESENTER (object);

  switch ((SbConfirmPresenterProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, is_busy (self->state));
      break;
    case PROP_CAN_CONFIRM:
      g_value_set_boolean (value, self->can_confirm);
      break;
    case PROP_IS_REASON_REQUIRED:
      g_value_set_boolean (value, self->is_reason_required);
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_IDENTIFICATION:
      g_value_set_string (value, self->identification);
      break;
    case PROP_CONFIRM_LABEL:
      g_value_set_string (value, self->confirm_label);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_TICKET:
      g_value_set_string (value, self->ticket);
      break;
    case PROP_DOMAIN:
      g_value_set_string (value, self->domain);
      break;
    case PROP_COURSE:
      g_value_set_string (value, self->course);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_confirm_presenter_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbConfirmPresenter *self = SB_CONFIRM_PRESENTER (object);

  switch ((SbConfirmPresenterProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    case PROP_LEARNER:
      self->learner = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_LEDGER:
      self->ledger = g_value_dup_object (value);
      break;
    case PROP_REASON:
      set_field (self, &self->reason, g_value_get_string (value), PROP_REASON);
      break;
    case PROP_TICKET:
      set_field (self, &self->ticket, g_value_get_string (value), PROP_TICKET);
      break;
    case PROP_DOMAIN:
      set_field (self, &self->domain, g_value_get_string (value), PROP_DOMAIN);
      break;
    case PROP_COURSE:
      set_field (self, &self->course, g_value_get_string (value), PROP_COURSE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_confirm_presenter_dispose (GObject *object)
{
  SbConfirmPresenter *self = SB_CONFIRM_PRESENTER (object);

  self->generation++;
  sb_call_cancel (&self->cancellable);
  sb_confirm_presenter_dismiss_guard (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->ledger);
  g_clear_object (&self->owed);

  G_OBJECT_CLASS (sb_confirm_presenter_parent_class)->dispose (object);
}

static void
sb_confirm_presenter_finalize (GObject *object)
{
  SbConfirmPresenter *self = SB_CONFIRM_PRESENTER (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->learner);
  g_clear_object (&self->facts);
  g_clear_pointer (&self->look_alikes, g_ptr_array_unref);
  g_clear_pointer (&self->problem, sb_problem_free);
  g_free (self->title);
  g_free (self->identification);
  g_free (self->confirm_label);
  g_free (self->reason);
  g_free (self->ticket);
  g_free (self->domain);
  g_free (self->course);

  G_OBJECT_CLASS (sb_confirm_presenter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct_only = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read_write = read_only | G_PARAM_WRITABLE;

  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, SB_TYPE_DESK, construct_only);
  properties[PROP_LEARNER] = g_param_spec_object ("learner", NULL, NULL, SB_TYPE_LEARNER, construct_only);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct_only);
  /* Where the log-in is put on record before it begins; without one, only a test logs in. */
  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, SB_TYPE_LEDGER, construct_only);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SB_CONFIRM_LOADING, SB_CONFIRM_FAILED,
                                             SB_CONFIRM_LOADING, read_only);
  properties[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, TRUE, read_only);
  /**
   * SbConfirmPresenter:can-confirm:
   *
   * Whether the learner is known in full, no known rule stands in the way, and what must be entered is entered.
   */
  properties[PROP_CAN_CONFIRM] = g_param_spec_boolean ("can-confirm", NULL, NULL, FALSE, read_only);
  properties[PROP_IS_REASON_REQUIRED] = g_param_spec_boolean ("is-reason-required", NULL, NULL, FALSE, read_only);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, SB_TYPE_PROBLEM, read_only);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_only);
  properties[PROP_IDENTIFICATION] = g_param_spec_string ("identification", NULL, NULL, NULL, read_only);
  properties[PROP_CONFIRM_LABEL] = g_param_spec_string ("confirm-label", NULL, NULL, NULL, read_only);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, "", read_write);
  properties[PROP_TICKET] = g_param_spec_string ("ticket", NULL, NULL, "", read_write);
  /**
   * SbConfirmPresenter:domain:
   *
   * The id of one of sb_confirm_presenter_get_domains(); matters only where there are several.
   */
  properties[PROP_DOMAIN] = g_param_spec_string ("domain", NULL, NULL, "", read_write);

  /**
   * SbConfirmPresenter:course:
   *
   * The id, code or name of the course that is to open once logged in; "" for none. The platform is not told.
   */
  properties[PROP_COURSE] = g_param_spec_string ("course", NULL, NULL, "", read_write);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_confirm_presenter_class_init (SbConfirmPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sb_confirm_presenter_constructed;
  object_class->get_property = sb_confirm_presenter_get_property;
  object_class->set_property = sb_confirm_presenter_set_property;
  object_class->dispose = sb_confirm_presenter_dispose;
  object_class->finalize = sb_confirm_presenter_finalize;

  install_properties (object_class);

  /**
   * SbConfirmPresenter::begun:
   * @impersonation: the log-in, active; whoever takes it has to end it
   */
  g_signal_new ("begun", SB_TYPE_CONFIRM_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                SB_TYPE_IMPERSONATION);
  /**
   * SbConfirmPresenter::owed:
   * @impersonation: a log-in that may be open at the platform, and could not be ended
   *
   * Whoever outlives the dialog should try to end @impersonation again. The problem says the same to the user.
   */
  g_signal_new ("owed", SB_TYPE_CONFIRM_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                SB_TYPE_IMPERSONATION);
}

static void
sb_confirm_presenter_init (SbConfirmPresenter *self)
{
  self->facts = g_list_store_new (SB_TYPE_FACT);
  self->reason = g_strdup ("");
  self->ticket = g_strdup ("");
  self->domain = g_strdup ("");
  self->course = g_strdup ("");
}

/**
 * sb_confirm_presenter_new:
 * @desk: the administrator's desk, loaded
 * @learner: as whom to log in, as a list shows them
 * @settings: (nullable): whether a reason has to be given
 *
 * Returns: (transfer full): a presenter that shows what is known of @learner, and waits to be told to load the rest
 */
SbConfirmPresenter *
sb_confirm_presenter_new (SbDesk *desk, SbLearner *learner, GSettings *settings)
{
  return g_object_new (SB_TYPE_CONFIRM_PRESENTER, "desk", desk, "learner", learner, "settings", settings, NULL);
}

/**
 * sb_confirm_presenter_get_learner:
 *
 * Returns: (transfer none): as whom to log in; another object once the learner is loaded in full
 */
SbLearner *
sb_confirm_presenter_get_learner (SbConfirmPresenter *self)
{
  g_return_val_if_fail (SB_IS_CONFIRM_PRESENTER (self), NULL);

  return self->learner;
}

/**
 * sb_confirm_presenter_get_facts:
 *
 * Returns: (transfer none): a list of #SbFact, what matters most first
 */
GListModel *
sb_confirm_presenter_get_facts (SbConfirmPresenter *self)
{
  g_return_val_if_fail (SB_IS_CONFIRM_PRESENTER (self), NULL);

  return G_LIST_MODEL (self->facts);
}

/**
 * sb_confirm_presenter_get_domains:
 *
 * Returns: (transfer none) (element-type SbDomain): the domains; there is something to choose if there are two or more
 */
GPtrArray *
sb_confirm_presenter_get_domains (SbConfirmPresenter *self)
{
  g_return_val_if_fail (SB_IS_CONFIRM_PRESENTER (self), NULL);

  return sb_desk_get_capabilities (self->desk)->domains;
}

SbConfirmState
sb_confirm_presenter_get_state (SbConfirmPresenter *self)
{
  g_return_val_if_fail (SB_IS_CONFIRM_PRESENTER (self), SB_CONFIRM_LOADING);

  return self->state;
}

/**
 * sb_confirm_presenter_get_problem:
 *
 * Returns: (transfer none) (nullable): why the learner could not be loaded, or the log-in not be begun
 */
const SbProblem *
sb_confirm_presenter_get_problem (SbConfirmPresenter *self)
{
  g_return_val_if_fail (SB_IS_CONFIRM_PRESENTER (self), NULL);

  return self->problem;
}

/**
 * sb_confirm_presenter_load:
 *
 * Loads the learner in full, also again after that has failed. Nothing happens while something is under way.
 */
void
sb_confirm_presenter_load (SbConfirmPresenter *self)
{
  g_return_if_fail (SB_IS_CONFIRM_PRESENTER (self));

  if (self->is_loading || self->state == SB_CONFIRM_STARTING)
    return;

  self->is_loading = TRUE;
  self->generation++;
  sb_call_renew_cancellable (&self->cancellable);
  sb_confirm_presenter_set_state (self, SB_CONFIRM_LOADING, NULL);
  sb_platform_load_learner_async (sb_desk_get_platform (self->desk), sb_learner_get_id (self->learner),
                                  self->cancellable, learner_loaded_cb, sb_call_new (self, self->generation));
}
