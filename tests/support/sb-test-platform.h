/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SbTestPlatform:
 * @origin: where it answers
 * @folder: where its store is
 *
 * A demo platform in a process of its own, which ends with the test, and what its store knows.
 */
typedef struct
{
  char *origin;
  char *folder;
  char *program;
  GSubprocess *process; /* NULL while it is killed */
} SbTestPlatform;

SbTestPlatform *sb_test_platform_start       (const char         *program,
                                              const char *const  *options) G_GNUC_WARN_UNUSED_RESULT;
void            sb_test_platform_kill        (SbTestPlatform     *self);
void            sb_test_platform_start_again (SbTestPlatform     *self,
                                              const char *const  *options);
void            sb_test_platform_stop        (SbTestPlatform     *self);

gint64          sb_test_platform_ask         (SbTestPlatform     *self,
                                              const char         *format,
                                              ...) G_GNUC_PRINTF (2, 3);
char           *sb_test_platform_ask_text    (SbTestPlatform     *self,
                                              const char         *format,
                                              ...) G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;
void            sb_test_platform_change      (SbTestPlatform     *self,
                                              const char         *format,
                                              ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
