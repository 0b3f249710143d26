/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-desk.h"

G_BEGIN_DECLS

/* A running demo platform, and what its store and its outbox know. */
typedef struct _SbRobotPlatform SbRobotPlatform;

SbRobotPlatform *sb_robot_platform_new            (SbRobotDesk        *desk,
                                                   const char         *folder,
                                                   const char *const  *environment,
                                                   const char *const  *arguments) G_GNUC_WARN_UNUSED_RESULT;
SbRobotPlatform *sb_robot_platform_new_elsewhere  (SbRobotDesk        *desk,
                                                   const char         *folder) G_GNUC_WARN_UNUSED_RESULT;
void             sb_robot_platform_free           (SbRobotPlatform    *platform);

const char      *sb_robot_platform_get_address    (SbRobotPlatform    *platform);
const char      *sb_robot_platform_get_folder     (SbRobotPlatform    *platform);
void             sb_robot_platform_kill           (SbRobotPlatform    *platform);
void             sb_robot_platform_start_again    (SbRobotPlatform    *platform);

char            *sb_robot_platform_ask            (SbRobotPlatform    *platform,
                                                   const char         *sql) G_GNUC_WARN_UNUSED_RESULT;
gboolean         sb_robot_platform_wait_for       (SbRobotPlatform    *platform,
                                                   const char         *sql,
                                                   const char         *answer);
guint            sb_robot_platform_count_requests (SbRobotPlatform    *platform,
                                                   const char         *pattern);
gboolean         sb_robot_platform_wait_for_requests
                                                  (SbRobotPlatform    *platform,
                                                   const char         *pattern,
                                                   guint               count);
void             sb_robot_platform_change         (SbRobotPlatform    *platform,
                                                   const char         *sql);
GPtrArray       *sb_robot_platform_read_outbox    (SbRobotPlatform    *platform) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRobotPlatform, sb_robot_platform_free)

/* Says what was asked and what was answered, where they differ from what is expected. */
#define sb_robot_platform_assert(platform, sql, expected) \
  G_STMT_START { \
    if (!sb_robot_platform_wait_for ((platform), (sql), (expected))) \
      { \
        g_autofree char *sb_answer = sb_robot_platform_ask ((platform), (sql)); \
        g_error ("%s:%d: the platform answers “%s”, not “%s”, to: %s", __FILE__, __LINE__, sb_answer, (expected), (sql)); \
      } \
  } G_STMT_END

G_END_DECLS
