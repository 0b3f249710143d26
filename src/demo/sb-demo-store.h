/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _SbDemoStore SbDemoStore;

/* A statement that stands on its first row, or behind its last. It belongs to the store and is reset, not freed. */
typedef sqlite3_stmt SbDemoRows;

SbDemoStore *sb_demo_store_open          (const char   *folder,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void         sb_demo_store_close         (SbDemoStore  *self);
sqlite3     *sb_demo_store_get_database  (SbDemoStore  *self);
const char  *sb_demo_store_get_folder    (SbDemoStore  *self);

gboolean     sb_demo_store_execute       (SbDemoStore  *self,
                                          const char   *script);
SbDemoRows  *sb_demo_store_query         (SbDemoStore  *self,
                                          const char   *sql,
                                          const char   *types,
                                          ...) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sb_demo_rows_next           (SbDemoRows   *rows);
void         sb_demo_rows_done           (SbDemoRows   *rows);
const char  *sb_demo_rows_text           (SbDemoRows   *rows,
                                          int           column);
gint64       sb_demo_rows_int            (SbDemoRows   *rows,
                                          int           column);
gboolean     sb_demo_rows_is_null        (SbDemoRows   *rows,
                                          int           column);

int          sb_demo_store_run           (SbDemoStore  *self,
                                          const char   *sql,
                                          const char   *types,
                                          ...);
gint64       sb_demo_store_insert        (SbDemoStore  *self,
                                          const char   *sql,
                                          const char   *types,
                                          ...);
gint64       sb_demo_store_get_int       (SbDemoStore  *self,
                                          const char   *sql,
                                          gint64        fallback,
                                          const char   *types,
                                          ...);
char        *sb_demo_store_dup_text      (SbDemoStore  *self,
                                          const char   *sql,
                                          const char   *types,
                                          ...) G_GNUC_WARN_UNUSED_RESULT;

void         sb_demo_store_begin         (SbDemoStore  *self);
gboolean     sb_demo_store_commit        (SbDemoStore  *self,
                                          GError      **error);
void         sb_demo_store_rollback      (SbDemoStore  *self);

char        *sb_demo_store_dup_setting   (SbDemoStore  *self,
                                          const char   *key,
                                          const char   *fallback) G_GNUC_WARN_UNUSED_RESULT;
gint64       sb_demo_store_get_setting   (SbDemoStore  *self,
                                          const char   *key,
                                          gint64        fallback);
void         sb_demo_store_put_setting   (SbDemoStore  *self,
                                          const char   *key,
                                          const char   *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoStore, sb_demo_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDemoRows, sb_demo_rows_done)

G_END_DECLS
