/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sb-learner-query.h"

G_BEGIN_DECLS

/**
 * SbPlatformInfo:
 *
 * What a platform says of itself before anybody has signed in.
 */
typedef struct
{
  char *title;    /* its name, never empty */
  char *language; /* nullable: its default language, e.g. "en" */
  gboolean is_in_maintenance;
  gboolean has_single_sign_on;
} SbPlatformInfo;

/**
 * SbDomain:
 *
 * One of several domains under which a platform appears to its learners.
 */
typedef struct
{
  char *id;
  char *title;
} SbDomain;

/**
 * SbCapabilities:
 *
 * What a platform can do of what Switchback needs, and what the caller may do there. The interface hides or explains
 * what is missing, and never asks which platform it is.
 */
typedef struct
{
  gboolean offers_log_in_as;   /* the platform offers it, whether or not the caller may */
  gboolean can_log_in_as;      /* the platform offers it, and the caller may */
  gboolean can_keep_alive;
  gboolean sends_email;
  gboolean is_reason_required;
  gboolean can_filter_branch;
  gboolean can_filter_status;
  gboolean can_filter_level;
  gboolean can_filter_never_signed_in;
  int session_seconds;         /* how long a log-in lasts */
  int max_session_seconds;     /* and how long at the most, with keep-alive */
  GPtrArray *domains;          /* (element-type SbDomain) */
  char *contact;               /* nullable: whom to ask about the rules */
} SbCapabilities;

SbPlatformInfo *sb_platform_info_new   (const char           *title,
                                        const char           *language) G_GNUC_WARN_UNUSED_RESULT;
void            sb_platform_info_free  (SbPlatformInfo       *self);

SbDomain       *sb_domain_new          (const char           *id,
                                        const char           *title) G_GNUC_WARN_UNUSED_RESULT;
void            sb_domain_free         (SbDomain             *self);

SbCapabilities *sb_capabilities_new    (void) G_GNUC_WARN_UNUSED_RESULT;
SbCapabilities *sb_capabilities_ref    (SbCapabilities       *self) G_GNUC_WARN_UNUSED_RESULT;
void            sb_capabilities_unref  (SbCapabilities       *self);
gboolean        sb_capabilities_needs_domain (const SbCapabilities *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPlatformInfo, sb_platform_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCapabilities, sb_capabilities_unref)

G_END_DECLS
