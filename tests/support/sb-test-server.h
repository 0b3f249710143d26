/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SbTestAnswer SbTestAnswer;

typedef struct
{
  char *method;
  char *path;
  char *query;         /* or NULL */
  GHashTable *headers; /* lower-case name to value */
  GBytes *body;
} SbTestQuestion;

#define SB_TYPE_TEST_SERVER (sb_test_server_get_type ())
G_DECLARE_FINAL_TYPE (SbTestServer, sb_test_server, SB, TEST_SERVER, GObject)

SbTestServer         *sb_test_server_new             (void) G_GNUC_WARN_UNUSED_RESULT;
SbTestServer         *sb_test_server_new_tls         (GTlsCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
const char           *sb_test_server_get_origin      (SbTestServer    *self);
char                 *sb_test_server_dup_url         (SbTestServer    *self,
                                                      const char      *path) G_GNUC_WARN_UNUSED_RESULT;

SbTestAnswer         *sb_test_server_push            (SbTestServer    *self,
                                                      const char      *path,
                                                      guint            status,
                                                      const char      *content_type,
                                                      const char      *body);
SbTestAnswer         *sb_test_server_push_json       (SbTestServer    *self,
                                                      const char      *path,
                                                      guint            status,
                                                      const char      *json);
SbTestAnswer         *sb_test_server_push_redirect   (SbTestServer    *self,
                                                      const char      *path,
                                                      guint            status,
                                                      const char      *location);
SbTestAnswer         *sb_test_server_push_raw        (SbTestServer    *self,
                                                      const char      *path,
                                                      const char      *text,
                                                      gboolean         stays_open);
void                  sb_test_answer_add_header      (SbTestAnswer    *answer,
                                                      const char      *name,
                                                      const char      *value);
void                  sb_test_answer_set_body        (SbTestAnswer    *answer,
                                                      GBytes          *body);
void                  sb_test_answer_set_delay       (SbTestAnswer    *answer,
                                                      guint            milliseconds);
void                  sb_test_answer_set_stream_size (SbTestAnswer    *answer,
                                                      guint64          bytes);

guint                 sb_test_server_get_n_questions (SbTestServer    *self);
const SbTestQuestion *sb_test_server_get_question    (SbTestServer    *self,
                                                      guint            index);
const char           *sb_test_server_get_header      (SbTestServer    *self,
                                                      guint            index,
                                                      const char      *name);
guint64               sb_test_server_get_streamed    (SbTestServer    *self);

G_END_DECLS
