/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbAct:
 * @SB_ACT_NONE: it only looks
 * @SB_ACT_OPEN_NOTICE: takes the red dot off a notification
 * @SB_ACT_START: starts an item, or is remembered as a visit
 * @SB_ACT_COMPLETE: completes an item or a course
 * @SB_ACT_SUBMIT: hands something in
 * @SB_ACT_ACCEPT_POLICY: accepts terms
 * @SB_ACT_ENROL: enrols in a course, or leaves one
 * @SB_ACT_SEND_MESSAGE: sends a message
 * @SB_ACT_CHANGE: changes something else
 *
 * What a request does in the learner's name, as a platform says or its method lets fear.
 */
typedef enum
{
  SB_ACT_NONE,
  SB_ACT_OPEN_NOTICE,
  SB_ACT_START,
  SB_ACT_COMPLETE,
  SB_ACT_SUBMIT,
  SB_ACT_ACCEPT_POLICY,
  SB_ACT_ENROL,
  SB_ACT_SEND_MESSAGE,
  SB_ACT_CHANGE,
  SB_N_ACTS,
} SbAct;

SbAct sb_act_from_string (const char *word);

G_END_DECLS
