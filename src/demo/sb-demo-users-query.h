/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

/**
 * SbDemoUsersQuery:
 * @pick: the statement that picks one page of ids
 * @count: the statement that counts all of them
 * @parameter: (nullable): the one parameter of both, before the page's limit and offset
 *
 * What a list of users asks the store.
 */
typedef struct
{
  char *pick;
  char *count;
  char *parameter;
} SbDemoUsersQuery;

SbDemoUsersQuery *sb_demo_users_query_new  (SbDemoRequest     *request,
                                            const char       **reason) G_GNUC_WARN_UNUSED_RESULT;
void              sb_demo_users_query_free (SbDemoUsersQuery  *self);
char             *sb_demo_users_query_dup_match
                                           (const char        *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoUsersQuery, sb_demo_users_query_free)

G_END_DECLS
