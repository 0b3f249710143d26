/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way into the platform's own pages: asked for when they are first wanted, kept as long as the log-in is active. */

#include "config.h"

#include "sb-web-presenter.h"

#include "sb-call-private.h"
#include "sb-uri.h"
#include "sb-web-sandbox.h"

struct _SbWebPresenter
{
  GObject parent_instance;

  /* owned */
  SbImpersonation *impersonation;
  SbVisitPolicy *policy;
  SbWebActs *acts;
  SbWebGuard *guard;  /* nullable until it is loaded */
  SbProblem *problem; /* nullable */
  GCancellable *cancellable;

  /* state */
  SbLoading loading;
  guint generation;
  gboolean is_asked;
};

enum
{
  PROP_LOADING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbWebPresenter, sb_web_presenter, G_TYPE_OBJECT)

/* Takes @problem. */
static void
set_loading (SbWebPresenter *self, SbLoading loading, SbProblem *problem)
{
  g_clear_pointer (&self->problem, sb_problem_free);
  self->problem = problem;
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbWebPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWebEntry) entry = sb_platform_load_web_entry_finish (SB_PLATFORM (source), result, &error);

  if (self == NULL || generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_asked = FALSE;
  if (entry == NULL)
    {
      set_loading (self, SB_LOADING_FAILED, sb_problem_new_inside (error));
      return;
    }

  self->guard = sb_web_guard_new (entry, self->policy);
  set_loading (self, SB_LOADING_READY, NULL);
}

static void
ask_platform (SbWebPresenter *self)
{
  sb_platform_load_web_entry_async (sb_impersonation_get_platform (self->impersonation),
                                    sb_impersonation_get_session (self->impersonation), self->cancellable, loaded_cb,
                                    sb_call_new (self, self->generation));
}

static void
sandbox_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbWebPresenter) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  gboolean can_be = sb_web_sandbox_check_finish (result, &error);

  if (self == NULL || generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (can_be)
    {
      ask_platform (self);
      return;
    }

  self->is_asked = FALSE;
  set_loading (self, SB_LOADING_FAILED, sb_problem_new_inside (error));
}

static void
sb_web_presenter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOADING:
      g_value_set_int (value, SB_WEB_PRESENTER (object)->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_web_presenter_dispose (GObject *object)
{
  SbWebPresenter *self = SB_WEB_PRESENTER (object);

  self->generation++;
  sb_call_cancel (&self->cancellable);

  G_OBJECT_CLASS (sb_web_presenter_parent_class)->dispose (object);
}

static void
sb_web_presenter_finalize (GObject *object)
{
  SbWebPresenter *self = SB_WEB_PRESENTER (object);

  g_clear_object (&self->impersonation);
  g_clear_object (&self->policy);
  g_clear_object (&self->acts);
  g_clear_object (&self->guard);
  g_clear_pointer (&self->problem, sb_problem_free);

  G_OBJECT_CLASS (sb_web_presenter_parent_class)->finalize (object);
}

static void
sb_web_presenter_class_init (SbWebPresenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_web_presenter_get_property;
  object_class->dispose = sb_web_presenter_dispose;
  object_class->finalize = sb_web_presenter_finalize;

  properties[PROP_LOADING] = g_param_spec_int ("loading", NULL, NULL, SB_LOADING_BUSY, SB_LOADING_FAILED,
                                               SB_LOADING_BUSY,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_web_presenter_init (SbWebPresenter *self)
{
}

/**
 * sb_web_presenter_new:
 * @impersonation: a log-in that is active
 * @policy: its seat belts
 * @visit: (nullable): its overview, which the pages share what they know with
 *
 * Returns: (transfer full): a presenter that has not asked for anything
 */
SbWebPresenter *
sb_web_presenter_new (SbImpersonation *impersonation, SbVisitPolicy *policy, SbVisitPresenter *visit)
{
  SbWebPresenter *self = g_object_new (SB_TYPE_WEB_PRESENTER, NULL);

  self->impersonation = g_object_ref (impersonation);
  self->policy = g_object_ref (policy);
  self->acts = sb_web_acts_new (impersonation, policy, visit);

  return self;
}

/**
 * sb_web_presenter_get_impersonation:
 *
 * Returns: (transfer none): the log-in
 */
SbImpersonation *
sb_web_presenter_get_impersonation (SbWebPresenter *self)
{
  g_return_val_if_fail (SB_IS_WEB_PRESENTER (self), NULL);

  return self->impersonation;
}

SbLoading
sb_web_presenter_get_loading (SbWebPresenter *self)
{
  g_return_val_if_fail (SB_IS_WEB_PRESENTER (self), SB_LOADING_BUSY);

  return self->loading;
}

/**
 * sb_web_presenter_get_problem:
 *
 * Returns: (transfer none) (nullable): why there is no way in
 */
const SbProblem *
sb_web_presenter_get_problem (SbWebPresenter *self)
{
  g_return_val_if_fail (SB_IS_WEB_PRESENTER (self), NULL);

  return self->problem;
}

/**
 * sb_web_presenter_get_guard:
 *
 * Returns: (transfer none) (nullable): what decides about the pages' requests, once there is a way in
 */
SbWebGuard *
sb_web_presenter_get_guard (SbWebPresenter *self)
{
  g_return_val_if_fail (SB_IS_WEB_PRESENTER (self), NULL);

  return self->guard;
}

/**
 * sb_web_presenter_get_acts:
 *
 * Returns: (transfer none): what puts on record what the pages do
 */
SbWebActs *
sb_web_presenter_get_acts (SbWebPresenter *self)
{
  g_return_val_if_fail (SB_IS_WEB_PRESENTER (self), NULL);

  return self->acts;
}

/**
 * sb_web_presenter_dup_address:
 * @self: a presenter
 * @reference: an address that the platform gave
 *
 * Returns: (transfer full) (nullable): the absolute address, if it is one of the platform's own pages
 */
char *
sb_web_presenter_dup_address (SbWebPresenter *self, const char *reference)
{
  const char *origin;
  g_autofree char *address = NULL;
  g_autofree char *address_origin = NULL;

  g_return_val_if_fail (SB_IS_WEB_PRESENTER (self), NULL);
  g_return_val_if_fail (reference != NULL, NULL);

  origin = sb_platform_get_origin (sb_impersonation_get_platform (self->impersonation));
  address = sb_uri_resolve (origin, reference);
  address_origin = address == NULL ? NULL : sb_uri_dup_origin (address);

  return g_strcmp0 (address_origin, origin) == 0 ? g_steal_pointer (&address) : NULL;
}

/**
 * sb_web_presenter_load:
 *
 * Asks for the way in, unless it is known or asked for already, or WebKit could not go it. Nothing happens unless the
 * log-in is active.
 */
void
sb_web_presenter_load (SbWebPresenter *self)
{
  g_return_if_fail (SB_IS_WEB_PRESENTER (self));

  if (self->guard != NULL || self->is_asked
      || sb_impersonation_get_state (self->impersonation) != SB_IMPERSONATION_ACTIVE)
    return;

  self->is_asked = TRUE;
  self->generation++;
  sb_call_renew_cancellable (&self->cancellable);
  set_loading (self, SB_LOADING_BUSY, NULL);
  if (sb_web_sandbox_is_in_doubt ())
    sb_web_sandbox_check_async (self->cancellable, sandbox_checked_cb, sb_call_new (self, self->generation));
  else
    ask_platform (self);
}
