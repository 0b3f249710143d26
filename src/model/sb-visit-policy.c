/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The seat belts of one log-in: look only, and what is asked about before it is done. One object decides for the native
 * pages and for the platform's own. Which request does what is the connector's to say (SbWebEntry); that nobody opens
 * the learner's notifications holds whatever is set here. */

#include "config.h"

#include "sb-visit-policy.h"

struct _SbVisitPolicy
{
  GObject parent_instance;

  /* state */
  gboolean is_look_only;
  gboolean is_asked[SB_N_ACTS]; /* and not to be asked about again */
};

enum
{
  PROP_LOOK_ONLY = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbVisitPolicy, sb_visit_policy, G_TYPE_OBJECT)

static void
sb_visit_policy_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOOK_ONLY:
      g_value_set_boolean (value, SB_VISIT_POLICY (object)->is_look_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_policy_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LOOK_ONLY:
      sb_visit_policy_set_look_only (SB_VISIT_POLICY (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_visit_policy_class_init (SbVisitPolicyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_visit_policy_get_property;
  object_class->set_property = sb_visit_policy_set_property;

  properties[PROP_LOOK_ONLY] = g_param_spec_boolean ("look-only", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                     | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SbVisitPolicy::changed:
   *
   * What may be done is another than before.
   */
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_VISIT_POLICY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
sb_visit_policy_init (SbVisitPolicy *self)
{
}

/**
 * sb_visit_policy_new:
 * @is_look_only: whether nothing is to be changed at first
 *
 * Returns: (transfer full): the seat belts of a new log-in
 */
SbVisitPolicy *
sb_visit_policy_new (gboolean is_look_only)
{
  return g_object_new (SB_TYPE_VISIT_POLICY, "look-only", is_look_only, NULL);
}

gboolean
sb_visit_policy_get_look_only (SbVisitPolicy *self)
{
  g_return_val_if_fail (SB_IS_VISIT_POLICY (self), TRUE);

  return self->is_look_only;
}

void
sb_visit_policy_set_look_only (SbVisitPolicy *self, gboolean is_look_only)
{
  g_return_if_fail (SB_IS_VISIT_POLICY (self));

  if (self->is_look_only == is_look_only)
    return;

  self->is_look_only = is_look_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOK_ONLY]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What the learner is held to, or has to answer for. */
static gboolean
counts_as_the_learners (SbAct act)
{
  switch (act)
    {
    case SB_ACT_COMPLETE:
    case SB_ACT_SUBMIT:
    case SB_ACT_ACCEPT_POLICY:
    case SB_ACT_ENROL:
    case SB_ACT_SEND_MESSAGE:
      return TRUE;
    case SB_ACT_NONE:
    case SB_ACT_OPEN_NOTICE:
    case SB_ACT_START:
    case SB_ACT_CHANGE:
    case SB_N_ACTS:
    default:
      return FALSE;
    }
}

/**
 * sb_visit_policy_judge:
 * @self: the seat belts
 * @act: what somebody is about to do
 *
 * Returns: whether it may be done, has to be asked about, or is held back
 */
SbVerdict
sb_visit_policy_judge (SbVisitPolicy *self, SbAct act)
{
  g_return_val_if_fail (SB_IS_VISIT_POLICY (self), SB_VERDICT_HOLD);
  g_return_val_if_fail (act < SB_N_ACTS, SB_VERDICT_HOLD);

  if (act == SB_ACT_NONE)
    return SB_VERDICT_ALLOW;

  if (act == SB_ACT_OPEN_NOTICE || self->is_look_only)
    return SB_VERDICT_HOLD;

  return counts_as_the_learners (act) && !self->is_asked[act] ? SB_VERDICT_ASK : SB_VERDICT_ALLOW;
}

/**
 * sb_visit_policy_is_recorded:
 * @self: the seat belts
 * @act: what is done in the platform's own pages
 *
 * What a page changes besides is how such pages work, and does not say more than what changed; in look only, somebody
 * has allowed it on purpose.
 *
 * Returns: whether it goes on record
 */
gboolean
sb_visit_policy_is_recorded (SbVisitPolicy *self, SbAct act)
{
  g_return_val_if_fail (SB_IS_VISIT_POLICY (self), FALSE);

  return act != SB_ACT_NONE && (act != SB_ACT_CHANGE || self->is_look_only);
}

/**
 * sb_visit_policy_stop_asking:
 * @self: the seat belts
 * @act: what was asked about
 *
 * Does not ask about @act for the rest of this log-in. Look only still holds it back.
 */
void
sb_visit_policy_stop_asking (SbVisitPolicy *self, SbAct act)
{
  g_return_if_fail (SB_IS_VISIT_POLICY (self));
  g_return_if_fail (act < SB_N_ACTS);

  if (self->is_asked[act] || !counts_as_the_learners (act))
    return;

  self->is_asked[act] = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}
