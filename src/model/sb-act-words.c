/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for what is done in the learner's name. */

#include "config.h"

#include "sb-act-words.h"

#include "sb-format.h"

#include <glib/gi18n-lib.h>

/**
 * sb_act_to_label:
 * @act: an act
 *
 * Returns: a name for a button that does it
 */
const char *
sb_act_to_label (SbAct act)
{
  switch (act)
    {
    case SB_ACT_OPEN_NOTICE:
      return _("Open Notification");
    case SB_ACT_START:
      return _("Start");
    case SB_ACT_COMPLETE:
      return _("Complete");
    case SB_ACT_SUBMIT:
      return _("Hand In");
    case SB_ACT_ACCEPT_POLICY:
      return _("Accept");
    case SB_ACT_ENROL:
      return _("Enrol");
    case SB_ACT_SEND_MESSAGE:
      return _("Send");
    case SB_ACT_NONE:
    case SB_ACT_CHANGE:
    case SB_N_ACTS:
    default:
      return _("Change");
    }
}

/**
 * sb_act_make_question:
 * @act: an act that %SB_VERDICT_ASK is said of
 * @learner: the learner's display name
 *
 * Returns: (transfer full): the question to ask first
 */
char *
sb_act_make_question (SbAct act, const char *learner)
{
  g_autofree char *name = sb_format_isolated (learner);

  switch (act)
    {
    case SB_ACT_COMPLETE:
      /* Translators: %s is a learner's name */
      return g_strdup_printf (_("Complete this as %s?"), name);
    case SB_ACT_SUBMIT:
      /* Translators: %s is a learner's name */
      return g_strdup_printf (_("Hand this in as %s?"), name);
    case SB_ACT_ACCEPT_POLICY:
      /* Translators: %s is a learner's name */
      return g_strdup_printf (_("Accept these terms as %s?"), name);
    case SB_ACT_ENROL:
      /* Translators: %s is a learner's name */
      return g_strdup_printf (_("Change an enrolment as %s?"), name);
    case SB_ACT_SEND_MESSAGE:
      /* Translators: %s is a learner's name */
      return g_strdup_printf (_("Send this message as %s?"), name);
    case SB_ACT_NONE:
    case SB_ACT_OPEN_NOTICE:
    case SB_ACT_START:
    case SB_ACT_CHANGE:
    case SB_N_ACTS:
    default:
      /* Translators: %s is a learner's name */
      return g_strdup_printf (_("Change this as %s?"), name);
    }
}

/**
 * sb_act_to_held:
 * @act: an act that was held back
 *
 * Returns: what was held back, a sentence that names it
 */
const char *
sb_act_to_held (SbAct act)
{
  switch (act)
    {
    case SB_ACT_OPEN_NOTICE:
      return _("Opening a notification was held back");
    case SB_ACT_START:
      return _("Look only: starting an item was held back");
    case SB_ACT_COMPLETE:
      return _("Look only: completing an item was held back");
    case SB_ACT_SUBMIT:
      return _("Look only: handing something in was held back");
    case SB_ACT_ACCEPT_POLICY:
      return _("Look only: accepting terms was held back");
    case SB_ACT_ENROL:
      return _("Look only: changing an enrolment was held back");
    case SB_ACT_SEND_MESSAGE:
      return _("Look only: sending a message was held back");
    case SB_ACT_NONE:
    case SB_ACT_CHANGE:
    case SB_N_ACTS:
    default:
      return _("Look only: a change was held back");
    }
}
