/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-learner.h"

G_BEGIN_DECLS

/* The most that one may say, in characters; the link as a whole in bytes. */
#define SB_ERRAND_MAX_LINK 2048
#define SB_ERRAND_MAX_FIELD 200

/**
 * SbErrandError:
 * @SB_ERRAND_ERROR_NOT_A_LINK: not one of ours, or with something in it that we do not know
 * @SB_ERRAND_ERROR_TOO_LONG: the link, or something in it, is longer than anybody writes
 * @SB_ERRAND_ERROR_NOBODY: it does not say whom to look for
 * @SB_ERRAND_ERROR_PLATFORM: what it gives for the platform's address is none
 *
 * Why an errand is refused.
 */
typedef enum
{
  SB_ERRAND_ERROR_NOT_A_LINK,
  SB_ERRAND_ERROR_TOO_LONG,
  SB_ERRAND_ERROR_NOBODY,
  SB_ERRAND_ERROR_PLATFORM,
} SbErrandError;

#define SB_ERRAND_ERROR (sb_errand_error_quark ())

GQuark      sb_errand_error_quark       (void);
const char *sb_errand_error_to_sentence (const GError *error);

/**
 * SbErrand:
 *
 * What somebody asks for from outside of the window: by a link, on the command line, or from the desktop's search. It
 * says whom to look for and what to fill in. It cannot say that somebody has confirmed.
 */
typedef struct
{
  char *text;          /* whom to search for, never empty */
  char *ticket;        /* nullable */
  char *course;        /* nullable: its id, code or name */
  char *origin;        /* nullable: of the platform */
  char *account_id;    /* nullable: of the one account that it is for */
  SbLearner *learner;  /* nullable: then there is nobody to search for */
  gboolean is_listing; /* only search, also if there is just one */
} SbErrand;

#define SB_TYPE_ERRAND (sb_errand_get_type ())

GType     sb_errand_get_type        (void);
SbErrand *sb_errand_new             (const char      *text,
                                     const char      *ticket,
                                     const char      *course,
                                     const char      *platform,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
SbErrand *sb_errand_new_from_link   (const char      *link,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
SbErrand *sb_errand_new_for_learner (const char      *account_id,
                                     SbLearner       *learner) G_GNUC_WARN_UNUSED_RESULT;
SbErrand *sb_errand_copy            (const SbErrand  *self) G_GNUC_WARN_UNUSED_RESULT;
void      sb_errand_free            (SbErrand        *self);
char     *sb_errand_to_link         (const SbErrand  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbErrand, sb_errand_free)

G_END_DECLS
