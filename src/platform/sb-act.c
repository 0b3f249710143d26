/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for what a request does in the learner's name. What follows from it is decided above. */

#include "config.h"

#include "sb-act.h"

/**
 * sb_act_from_string:
 * @word: (nullable): a word on the wire (docs/platform-api.md, section 7)
 *
 * Returns: the act; %SB_ACT_CHANGE for a word that is not known, because somebody thought it worth naming
 */
SbAct
sb_act_from_string (const char *word)
{
  static const char *const words[SB_N_ACTS] = {
    [SB_ACT_NONE] = "none",
    [SB_ACT_OPEN_NOTICE] = "open-notice",
    [SB_ACT_START] = "start",
    [SB_ACT_COMPLETE] = "complete",
    [SB_ACT_SUBMIT] = "submit",
    [SB_ACT_ACCEPT_POLICY] = "accept-policy",
    [SB_ACT_ENROL] = "enrol",
    [SB_ACT_SEND_MESSAGE] = "send-message",
    [SB_ACT_CHANGE] = "change",
  };

  for (guint i = 0; i < SB_N_ACTS; i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return i;

  return SB_ACT_CHANGE;
}
