/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sb-account-store.h"
#include "sb-fake-platform.h"
#include "sb-fake-secret-store.h"
#include "sb-model-fixtures.h"
#include "sb-recovery.h"
#include "sb-sign-in.h"
#include "sb-test-wait.h"
#include "sb-window.h"

G_BEGIN_DECLS

/**
 * SbUiBench:
 *
 * What a window stands on, and the window: settings that are as new, accounts, a keyring in memory, and one platform that
 * answers what a test tells it to.
 */
typedef struct
{
  SbFakePlatform *platform;
  GSettings *settings;
  SbFakeSecretStore *secrets;
  SbAccountStore *accounts;
  SbSignIn *sign_in;
  SbRecovery *recovery;
  gpointer window; /* the one that stands on it; NULL before it is opened, and when it is finalized */
} SbUiBench;

void       sb_ui_init             (int             *argc,
                                   char          ***argv);
int        sb_ui_run              (void);
GSettings *sb_ui_new_settings     (void) G_GNUC_WARN_UNUSED_RESULT;
void       sb_ui_bench_set_up     (SbUiBench       *self);
void       sb_ui_bench_tear_down  (SbUiBench       *self);
SbAccount *sb_ui_bench_keep       (SbUiBench       *self,
                                   const char      *user_id,
                                   const char      *name) G_GNUC_WARN_UNUSED_RESULT;

void       sb_ui_bench_remember   (SbUiBench       *self);
SbWindow  *sb_ui_bench_open       (SbUiBench       *self,
                                   GtkApplication  *application);
void       sb_ui_bench_close      (SbUiBench       *self);

void       sb_ui_push_sign_in     (SbFakePlatform  *platform);
void       sb_ui_push_identity    (SbFakePlatform  *platform,
                                   const char      *user_id,
                                   const char      *name);
void       sb_ui_push_desk        (SbFakePlatform  *platform);
void       sb_ui_push_people      (SbFakePlatform  *platform);
void       sb_ui_push_detail      (SbFakePlatform  *platform,
                                   SbLearner       *learner);
void       sb_ui_push_visit       (SbFakePlatform  *platform,
                                   const char      *uuid);
void       sb_ui_push_end         (SbFakePlatform  *platform,
                                   const char      *uuid);
char      *sb_ui_dup_begin_uuid   (SbFakePlatform  *platform) G_GNUC_WARN_UNUSED_RESULT;
SbLearner *sb_ui_ana              (void) G_GNUC_WARN_UNUSED_RESULT;
guint      sb_ui_count_lines      (SbFakePlatform  *platform,
                                   const char      *needle);

GtkWindow *sb_ui_show             (GtkWidget       *content,
                                   int              width,
                                   int              height);
void       sb_ui_close            (GtkWindow       *window);
void       sb_ui_settle           (gpointer         widget);
void       sb_ui_resize           (gpointer         window,
                                   int              width,
                                   int              height);
void       sb_ui_scroll_to_row    (gpointer         page,
                                   guint            row);
void       sb_ui_press            (gpointer         window,
                                   guint            keyval,
                                   GdkModifierType  modifiers);

/* The child that a template binds under this name. */
#define sb_ui_child(widget, name) sb_ui_template_child (GTK_WIDGET (widget), name)

GtkWidget *sb_ui_template_child   (GtkWidget       *widget,
                                   const char      *name);
GtkWidget *sb_ui_find             (gpointer         widget,
                                   GType            type,
                                   guint            index);
const char *sb_ui_get_text        (GtkWidget       *widget);
GtkWidget *sb_ui_find_text        (gpointer         widget,
                                   const char      *text);
GtkWidget *sb_ui_find_button      (gpointer         widget,
                                   const char      *action_name);
gboolean   sb_ui_has_focus        (gpointer         widget);
gboolean   sb_ui_is_enabled       (gpointer         widget,
                                   const char      *action_name);

typedef void (*SbUiVisit) (GtkWidget *widget,
                           gpointer   user_data);

void       sb_ui_walk             (gpointer         widget,
                                   SbUiVisit        visit,
                                   gpointer         user_data);

/* Activates an action where the user would. It must be there; if it is disabled, nothing happens. */
#define sb_ui_activate(widget, ...)                                                   \
  G_STMT_START                                                                        \
  {                                                                                   \
    gboolean sb_is_there = gtk_widget_activate_action (GTK_WIDGET (widget), __VA_ARGS__); \
    g_assert_true (sb_is_there);                                                      \
  }                                                                                   \
  G_STMT_END

/* Waits until a label that can be seen says exactly this. */
#define sb_ui_wait_text(widget, text) sb_test_wait_until (sb_ui_find_text (widget, text) != NULL)

G_END_DECLS
