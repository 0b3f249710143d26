/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-act.h"
#include "sb-rules.h"

G_BEGIN_DECLS

/* The places in the help that the program opens: a page, or a section of it. build-aux/check-help looks that they are there.
 * To each place there is an address for Yelp and one on the web. */
#define SB_HELP_INDEX "index"
#define SB_HELP_FIRST_STEPS "first-steps"
#define SB_HELP_FIND "find"
#define SB_HELP_FIND_NOBODY "find#nobody"
#define SB_HELP_BEFORE "before"
#define SB_HELP_BEFORE_CARD "before#card"
#define SB_HELP_INSIDE "inside"
#define SB_HELP_INSIDE_OVERVIEW "inside#overview"
#define SB_HELP_INSIDE_PLATFORM "inside#platform"
#define SB_HELP_INSIDE_LOOK_ONLY "inside#look-only"
#define SB_HELP_INSIDE_ASK_FIRST "inside#ask-first"
#define SB_HELP_INSIDE_BELL "inside#bell"
#define SB_HELP_INSIDE_TIME "inside#time"
#define SB_HELP_INSIDE_IDLE "inside#idle"
#define SB_HELP_INSIDE_NOT_ALLOWED "inside#not-allowed"
#define SB_HELP_BACK_SHEET "back#sheet"
#define SB_HELP_BACK_NOT_ANSWERED "back#not-answered"
#define SB_HELP_HISTORY "history"
#define SB_HELP_HISTORY_CHECK "history#check"
#define SB_HELP_PREFERENCES "preferences"
#define SB_HELP_KEYBOARD "keyboard"
#define SB_HELP_TROUBLES_NETWORK "troubles#network"
#define SB_HELP_TROUBLES_ADDRESS "troubles#address"
#define SB_HELP_TROUBLES_CERTIFICATE "troubles#certificate"
#define SB_HELP_TROUBLES_SIGN_IN "troubles#sign-in"
#define SB_HELP_TROUBLES_PERMISSION "troubles#permission"
#define SB_HELP_TROUBLES_CHANGED "troubles#changed"
#define SB_HELP_TROUBLES_ANSWER "troubles#answer"
#define SB_HELP_TROUBLES_OWED "troubles#owed"
#define SB_HELP_TROUBLES_EXPIRED "troubles#expired"
#define SB_HELP_TROUBLES_GUARD "troubles#guard"
#define SB_HELP_TROUBLES_KEYRING "troubles#keyring"
#define SB_HELP_TROUBLES_RECORD "troubles#record"
#define SB_HELP_TROUBLES_BUSY "troubles#busy"
#define SB_HELP_TROUBLES_COURSE "troubles#course"
#define SB_HELP_TROUBLES_PAGES "troubles#pages"
#define SB_HELP_REFUSALS "refusals"
#define SB_HELP_REFUSALS_NOT_OFFERED "refusals#not-offered"
#define SB_HELP_REFUSALS_NOT_AN_ADMINISTRATOR "refusals#not-an-administrator"
#define SB_HELP_REFUSALS_PERMISSION_MISSING "refusals#permission-missing"
#define SB_HELP_REFUSALS_NOT_ASSIGNED "refusals#not-assigned"
#define SB_HELP_REFUSALS_SUPERADMIN "refusals#superadmin"
#define SB_HELP_REFUSALS_POWER_USER "refusals#power-user"
#define SB_HELP_REFUSALS_SELF "refusals#self"
#define SB_HELP_REFUSALS_NESTED "refusals#nested"
#define SB_HELP_REFUSALS_NEVER_SIGNED_IN "refusals#never-signed-in"
#define SB_HELP_REFUSALS_INACTIVE "refusals#inactive"
#define SB_HELP_REFUSALS_NOTIFICATIONS_OFF "refusals#notifications-off"
#define SB_HELP_REFUSALS_USER_NOT_FOUND "refusals#user-not-found"
#define SB_HELP_REFUSALS_REASON_REQUIRED "refusals#reason-required"
#define SB_HELP_REFUSALS_DOMAIN_REQUIRED "refusals#domain-required"
#define SB_HELP_REFUSALS_SESSION_OVER "refusals#session-over"
#define SB_HELP_REFUSALS_OTHER "refusals#other"

const char *sb_help_get_topic_for_refusal (SbRefusal   refusal);
const char *sb_help_get_topic_for_held    (SbAct       act);
char       *sb_help_make_address          (const char *topic) G_GNUC_WARN_UNUSED_RESULT;
char       *sb_help_make_web_address      (const char *topic) G_GNUC_WARN_UNUSED_RESULT;
gboolean    sb_help_is_installed          (const char *const *data_folders);

G_END_DECLS
