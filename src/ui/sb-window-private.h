/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of SbWindow share. */

#pragma once

#include "sb-window.h"

#include "sb-confirm-presenter.h"
#include "sb-demo-runner.h"
#include "sb-desktop-watch.h"
#include "sb-errands.h"
#include "sb-history-page.h"
#include "sb-owed-presenter.h"
#include "sb-record-loss.h"
#include "sb-sign-in-page.h"
#include "sb-toaster.h"
#include "sb-users-page.h"
#include "sb-visit-notices.h"
#include "sb-visit-page.h"

G_BEGIN_DECLS

struct _SbWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  GtkWidget *frame;
  GtkWidget *resuming_cancel_button;
  GtkLabel *resuming_label;
  GtkStack *stack;
  AdwToastOverlay *toast_overlay;

  /* pages: NULL until they are needed, see sb-window-pages.c */
  SbHistoryPage *history_page;
  SbSignInPage *sign_in_page;
  SbUsersPage *users_page;
  SbVisitPage *visit_page;

  /* owned */
  GSettings *settings;
  SbAccountStore *accounts;
  SbSignIn *sign_in;
  SbSignInPresenter *sign_in_presenter;
  SbDesk *desk;                     /* the signed-in administrator */
  SbUsersPresenter *users_presenter;
  SbConfirmPresenter *question;     /* the last that was asked before a log-in; its request may be on its way */
  SbVisitPolicy *policy;            /* the seat belts of the log-in that is asked about, or goes on */
  SbVisitPresenter *visit;          /* the log-in, if there is one */
  SbDemoRunner *demo;
  SbRecovery *recovery;
  SbDesktopWatch *desktop;
  SbVisitNotices *notices;          /* nullable: of the log-in there is, or was last */
  GPtrArray *farewells;             /* (element-type SbFarewell): more may be said of these log-ins */
  SbOwedPresenter *owed;
  SbRecordLoss *record_loss;
  SbErrands *errands;
  SbToaster *toaster;

  /* borrowed */
  GtkWidget *dialog; /* weak */
  GtkWidget *summary_dialog;  /* weak: what changed in the last log-in */
  AdwToast *receipt_toast;    /* until it is dismissed: the one that says what is no longer owed */
  AdwToast *errand_toast;     /* until it is dismissed: the one that says what becomes of an errand */
  GtkWidget *owed_dialog;     /* weak: a question about what is owed, or that the record was lost */
  GtkWidget *owed_try_button; /* in it, if it is a question */

  /* state */
  guint show_visit_id; /* a log-in that has begun, and whose page is about to be shown */
  const char *return_page; /* nullable: where a log-in was asked for, if not among all users */
  gboolean is_leaving; /* close as soon as the log-in has ended */
  guint inhibit_cookie; /* 0: the desktop may be logged out of */
  gboolean is_urgent;  /* and also if the platform could not be told */
  gboolean may_close;  /* although something is owed */
  SbOwedOccasion owed_occasion; /* of the question */
  guint owed_count;    /* as it was announced last */
  guint patience_id;   /* until the window is on the screen, if that waits for something to show */
  guint build_id;      /* the page that will be shown then */
};

AdwToast *sb_window_add_toast         (SbWindow       *self,
                                       const char     *text,
                                       guint           seconds);
AdwToast *sb_window_add_kept_toast    (SbWindow       *self,
                                       const char     *text,
                                       guint           seconds);
void     sb_window_add_problem_toast  (SbWindow        *self,
                                       const SbProblem *problem,
                                       guint            seconds);
void     sb_window_update_actions     (SbWindow       *self);
void     sb_window_show_sign_in       (SbWindow       *self);
void     sb_window_show_users         (SbWindow       *self);
void     sb_window_return_to_users    (SbWindow       *self);

SbHistoryPage *sb_window_get_history_page    (SbWindow *self);
SbSignInPage  *sb_window_get_sign_in_page    (SbWindow *self);
SbUsersPage   *sb_window_get_users_page      (SbWindow *self);
SbVisitPage   *sb_window_get_visit_page      (SbWindow *self);

void     sb_window_show_now           (SbWindow       *self);
void     sb_window_clear_start        (SbWindow       *self);

void     sb_window_class_init_account (GtkWidgetClass *widget_class);
void     sb_window_set_up_account     (SbWindow       *self);
void     sb_window_set_up_sign_in_page (SbWindow      *self);
void     sb_window_resume             (SbWindow       *self,
                                       SbAccount      *account);
void     sb_window_sign_out_now       (SbWindow       *self);

void     sb_window_class_init_log_in  (GtkWidgetClass *widget_class);
void     sb_window_set_up_log_in      (SbWindow       *self);
void     sb_window_set_up_visit       (SbWindow       *self);
gboolean sb_window_is_starting        (SbWindow       *self);
void     sb_window_ask_to_log_in      (SbWindow       *self,
                                       SbLearner      *learner,
                                       const SbErrand *errand);

void     sb_window_set_up_errands     (SbWindow       *self);
void     sb_window_clear_errands      (SbWindow       *self);

void     sb_window_class_init_history (GtkWidgetClass *widget_class);
void     sb_window_set_up_history     (SbWindow       *self);
void     sb_window_say_goodbye        (SbWindow             *self,
                                       SbImpersonation      *impersonation,
                                       const SbChangeReport *changes,
                                       SbVisitReason         reason);
void     sb_window_say_farewell       (SbWindow        *self,
                                       SbImpersonation *impersonation,
                                       SbVisitReason    reason);
void     sb_window_read_back          (SbWindow        *self,
                                       SbImpersonation *impersonation);

void     sb_window_class_init_owed    (GtkWidgetClass *widget_class);
void     sb_window_set_up_owed        (SbWindow       *self);
void     sb_window_update_invitation  (SbWindow       *self);
void     sb_window_clear_owed         (SbWindow       *self);
gboolean sb_window_ask_about_owed     (SbWindow       *self,
                                       SbOwedOccasion  occasion);

void     sb_window_set_up_desktop     (SbWindow        *self);
void     sb_window_watch_visit        (SbWindow        *self);
void     sb_window_update_desktop     (SbWindow        *self);

G_END_DECLS
