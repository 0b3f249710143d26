/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sb-act.h"

G_BEGIN_DECLS

/**
 * SbWebRule:
 *
 * Which requests of the platform's own pages do what.
 */
typedef struct
{
  SbAct act;
  char *method; /* nullable: any; in upper case */
  char *path;   /* e.g. "/learn/notifications/" and a star for any one segment; two stars at the end: and all below */
} SbWebRule;

/**
 * SbWebEntry:
 *
 * How one enters the platform's own pages as the learner: where, and with which cookie. Immutable and counted; the
 * cookie's value is the learner's token, and is wiped with the last reference. It belongs to @origin alone.
 */
typedef struct
{
  char *origin;       /* of the pages */
  char *address;      /* where to begin; holds no secret */
  char *cookie_name;
  char *cookie_value;
  char **origins;     /* others that belong to the platform; they are not given the cookie */
  GPtrArray *rules;   /* (element-type SbWebRule) the first that matches counts */
} SbWebEntry;

#define SB_TYPE_WEB_ENTRY (sb_web_entry_get_type ())

GType       sb_web_entry_get_type (void);
SbWebEntry *sb_web_entry_new      (const char        *origin,
                                   const char        *address,
                                   const char        *cookie_name,
                                   const char        *cookie_value) G_GNUC_WARN_UNUSED_RESULT;
SbWebEntry *sb_web_entry_ref      (SbWebEntry        *self) G_GNUC_WARN_UNUSED_RESULT;
void        sb_web_entry_unref    (SbWebEntry        *self);
void        sb_web_entry_add_rule (SbWebEntry        *self,
                                   SbAct              act,
                                   const char        *method,
                                   const char        *path);
SbAct       sb_web_entry_find_act (const SbWebEntry  *self,
                                   const char        *method,
                                   const char        *path);
gboolean    sb_web_entry_has_origin
                                  (const SbWebEntry  *self,
                                   const char        *origin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWebEntry, sb_web_entry_unref)

G_END_DECLS
