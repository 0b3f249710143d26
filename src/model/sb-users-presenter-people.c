/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The people whom SbUsersPresenter has at hand besides its list, and whether one may log in as somebody. */

#include "config.h"

#include "sb-users-presenter-private.h"

/**
 * sb_users_presenter_get_recents:
 *
 * Returns: (transfer none): a list of at most eight #SbLearner, the newest first
 */
GListModel *
sb_users_presenter_get_recents (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return sb_recents_get_learners (self->recents);
}

/**
 * sb_users_presenter_add_recent:
 * @self: a presenter
 * @learner: as whom somebody logged in now
 */
void
sb_users_presenter_add_recent (SbUsersPresenter *self, SbLearner *learner)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  sb_recents_add (self->recents, learner);
}

void
sb_users_presenter_clear_recents (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  sb_recents_clear (self->recents);
}

/**
 * sb_users_presenter_check:
 * @self: a presenter
 * @learner: one of the learners or the recent ones
 *
 * Returns: the rule that keeps the administrator from logging in as @learner, as far as it is known beforehand
 */
SbRefusal
sb_users_presenter_check (SbUsersPresenter *self, SbLearner *learner)
{
  SbIdentity *identity;
  SbCapabilities *capabilities;
  SbRefusal refusal;

  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), SB_REFUSAL_OTHER);
  g_return_val_if_fail (SB_IS_LEARNER (learner), SB_REFUSAL_OTHER);

  identity = sb_desk_get_identity (self->desk);
  capabilities = sb_desk_get_capabilities (self->desk);
  if (identity == NULL || capabilities == NULL)
    return SB_REFUSAL_OTHER;

  refusal = sb_rules_check (identity, capabilities, learner);

  /* When a recent learner was last there is not kept; somebody has logged in as them, so they have been. */
  if (refusal == SB_REFUSAL_NEVER_SIGNED_IN && sb_recents_contains (self->recents, learner))
    return SB_REFUSAL_NONE;

  return refusal;
}
