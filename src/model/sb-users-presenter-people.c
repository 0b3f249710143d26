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

  return sb_kept_learners_get_learners (self->recents);
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

  sb_kept_learners_add (self->recents, learner);
  sb_kept_learners_refresh (self->favourites, learner);
}

void
sb_users_presenter_clear_recents (SbUsersPresenter *self)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));

  sb_kept_learners_clear (self->recents);
}

/**
 * sb_users_presenter_get_favourites:
 *
 * Returns: (transfer none): a list of #SbLearner, the newest first
 */
GListModel *
sb_users_presenter_get_favourites (SbUsersPresenter *self)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), NULL);

  return sb_kept_learners_get_learners (self->favourites);
}

/**
 * sb_users_presenter_is_favourite:
 *
 * Returns: whether @learner has a star
 */
gboolean
sb_users_presenter_is_favourite (SbUsersPresenter *self, SbLearner *learner)
{
  g_return_val_if_fail (SB_IS_USERS_PRESENTER (self), FALSE);
  g_return_val_if_fail (SB_IS_LEARNER (learner), FALSE);

  return sb_kept_learners_has (self->favourites, sb_learner_get_id (learner));
}

/**
 * sb_users_presenter_toggle_favourite:
 * @self: a presenter
 * @learner: somebody
 *
 * Gives @learner a star, or takes it away.
 */
void
sb_users_presenter_toggle_favourite (SbUsersPresenter *self, SbLearner *learner)
{
  g_return_if_fail (SB_IS_USERS_PRESENTER (self));
  g_return_if_fail (SB_IS_LEARNER (learner));

  if (sb_users_presenter_is_favourite (self, learner))
    sb_kept_learners_remove (self->favourites, sb_learner_get_id (learner));
  else
    sb_kept_learners_add (self->favourites, learner);
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

  /* When somebody was last there is not kept of the people at hand. The platform knows, and is asked. */
  if (refusal == SB_REFUSAL_NEVER_SIGNED_IN
      && (sb_kept_learners_contains (self->recents, learner) || sb_kept_learners_contains (self->favourites, learner)))
    return SB_REFUSAL_NONE;

  return refusal;
}
