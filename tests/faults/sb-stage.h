/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-account.h"
#include "sb-proxy.h"
#include "sb-puppet.h"
#include "sb-robot-platform.h"
#include "sb-tokens.h"
#include "sb-world.h"

G_BEGIN_DECLS

#define SB_STAGE_ADMINISTRATOR "12"
#define SB_STAGE_SUPERADMIN "10"
#define SB_STAGE_LEARNER "4711"

/**
 * SbStageSize:
 * @platform_folder: where the platform's store is, or is filled, and stays
 * @learners: how many there are
 * @module: loaded into the program instead of the hand alone
 *
 * What is different where the program is measured: the platform is as large as real ones, a Superadmin sees all of it,
 * nothing is between it and the program, and the window is as large as it is for somebody who starts the program for the
 * first time.
 */
typedef struct
{
  const char *platform_folder;
  const char *learners;
  const char *module;
} SbStageSize;

/**
 * SbStage:
 *
 * A small platform, the network to it, and somebody who is signed in there with an account in the keyring: what the
 * program is started on.
 */
typedef struct
{
  /* borrowed */
  SbRobotDesk *desk;
  const char *folder;
  const SbStageSize *size; /* nullable; set before sb_stage_set_up() */

  /* owned */
  SbRobotPlatform *platform;
  SbProxy *proxy;          /* nullable: if there is a size */
  SbWorld *world;          /* nullable, of the program and its guard: time is ours */
  SbWorld *platform_world; /* nullable, likewise */
  char *origin;            /* of the platform, as the program knows it */
  char *state_folder;
  char **environment;      /* of the program */
  SbAccount *account;
  SbTokens *tokens;        /* as they were at first */
} SbStage;

void      sb_stage_set_up        (SbStage       *self,
                                  SbRobotDesk   *desk,
                                  const char    *folder,
                                  int            speed,
                                  SbProxyWatch   watch,
                                  gpointer       user_data);
void      sb_stage_tear_down     (SbStage       *self);
SbPuppet *sb_stage_start_program (SbStage       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
