/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page and every dialog, one after the other, over a platform that answers as if everything could happen. Nothing
 * here goes by what is written in the interface, so it works in every language; and nothing needs the keyboard. */

#include "config.h"

#include "sb-ui-scenes.h"

#include "sb-api-error.h"
#include "sb-confirm-dialog.h"
#include "sb-course-page.h"
#include "sb-history-page.h"
#include "sb-history-row.h"
#include "sb-preferences-window.h"
#include "sb-question.h"
#include "sb-shortcuts.h"
#include "sb-summary-dialog.h"
#include "sb-test-clock.h"
#include "sb-time.h"
#include "sb-visit-page.h"
#include "sb-window.h"

typedef struct
{
  SbUiBench bench;
  SbLedger *ledger;
  SbWindow *window;
  SbUiLook look;
  gpointer data;
} Stage;

/* --- the stage --- */

static void
set_up (Stage *s)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *folder = g_build_filename (g_get_tmp_dir (), name, NULL);

  sb_ui_bench_set_up (&s->bench);
  s->ledger = sb_ledger_new (folder);
  g_object_unref (s->bench.recovery);
  s->bench.recovery = g_object_new (SB_TYPE_RECOVERY, "ledger", s->ledger, "retry-unit-ms", 10000, NULL);
}

static void
tear_down (Stage *s)
{
  if (s->window != NULL)
    sb_ui_close (GTK_WINDOW (g_steal_pointer (&s->window)));
  sb_model_wait_for_ledger (s->ledger);
  sb_test_wait_until (G_OBJECT (s->bench.recovery)->ref_count == 1);
  sb_ui_bench_tear_down (&s->bench);
  g_clear_object (&s->ledger);
}

static void
look (Stage *s, const char *scene)
{
  s->look (scene, GTK_WINDOW (s->window), s->data);
}

static void
open_window (Stage *s)
{
  s->window = sb_window_new (NULL, s->bench.settings, s->bench.accounts, s->bench.sign_in, NULL, s->bench.recovery);
  sb_window_start (s->window);
  gtk_window_present (GTK_WINDOW (s->window));
  sb_ui_settle (s->window);
}

static void
resume (Stage *s)
{
  sb_ui_bench_remember (&s->bench);
  open_window (s);
}

static void
resume_with_people (Stage *s)
{
  sb_ui_push_people (s->bench.platform);
  resume (s);
  sb_ui_wait_text (s->window, "Ben Okri");
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

/* A dialog, when it is there. */
static GtkWindow *
look_at_dialog (Stage *s, GType type, const char *scene)
{
  GtkWindow *dialog;

  sb_test_wait_until (find_window (type) != NULL && gtk_widget_get_mapped (GTK_WIDGET (find_window (type))));
  dialog = find_window (type);
  s->look (scene, dialog, s->data);

  return dialog;
}

static void
close_dialog (GtkWindow *dialog)
{
  gpointer place = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &place);
  gtk_window_close (dialog);
  sb_test_wait_until (place == NULL);
}

/* --- before and after signing in --- */

/* On record as begun, by a process that is gone, and not as ended; or all of it, with what was done and what changed. */
static char *
put_on_record (Stage *s, gboolean is_over)
{
  g_autoptr (SbIdentity) administrator = sb_model_administrator (SB_LEVEL_POWER_USER);
  g_autoptr (SbLearner) ana = sb_ui_ana ();
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Certificate does not open", "HD-1", NULL);
  g_autoptr (SbLedgerEntry) entry
      = sb_ledger_entry_new_planned ("https://fake.example", administrator, ana, request);
  g_autoptr (SbLedgerAct) act = sb_ledger_act_new (SB_ACT_ITEM_COMPLETED, "31", "Safety", "7", "Fire Doors");
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_ledger_change_free);
  g_autoptr (SbSession) session = sb_model_session (request->uuid, "4711");
  const SbChangeState before = { SB_PROGRESS_IN_PROGRESS, 3, 7 };
  const SbChangeState after = { SB_PROGRESS_COMPLETED, 7, 7 };
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (s->ledger, entry, &error);
  g_assert_no_error (error);
  if (!is_over)
    return g_strdup (request->uuid);

  sb_ledger_take_event (s->ledger, request->uuid, SB_IMPERSONATION_EVENT_BEGUN, 0, session, &error);
  sb_ledger_add_act (s->ledger, request->uuid, act, &error);
  g_ptr_array_add (changes, sb_ledger_change_new_course (SB_CHANGE_COURSE, "31", "Safety", &before, &after));
  g_ptr_array_add (changes, sb_ledger_change_new (SB_CHANGE_UNREAD, "2", "1"));
  sb_ledger_note_changes (s->ledger, request->uuid, SB_LOOK_PARTIAL, changes, &error);
  session->ended_at = g_date_time_add_minutes (session->started_at, 29);
  session->begin_notice.is_known = session->end_notice.is_known = TRUE;
  session->begin_notice.platform = session->end_notice.platform = SB_NOTICE_STATE_DELIVERED;
  session->begin_notice.email = session->end_notice.email = SB_NOTICE_STATE_FAILED;
  sb_ledger_take_event (s->ledger, request->uuid, SB_IMPERSONATION_EVENT_END, SB_END_EXPIRED, NULL, &error);
  sb_ledger_take_event (s->ledger, request->uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, 0, session, &error);
  g_assert_no_error (error);

  return g_strdup (request->uuid);
}

static gboolean
is_revealed (gpointer page, const char *name)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (sb_ui_child (page, name)));
}

static void
show_sign_in (Stage *s)
{
  g_autofree char *uuid = put_on_record (s, FALSE);
  g_autoptr (SbAccount) account = sb_ui_bench_keep (&s->bench, "12", "tea.admin");
  GtkWidget *page;

  open_window (s);
  page = sb_ui_child (s->window, "sign_in_page");
  sb_test_wait_until (is_revealed (sb_ui_child (page, "owed_strip"), "revealer"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (sb_ui_child (page, "advanced_row")), TRUE);
  look (s, "sign-in");

  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "address_row")), "fake.example");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "user_name_row")), "tea.admin");
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (page, "password_row")), "secret");
  sb_model_push_error (s->bench.platform, SB_FAKE_PROBE, SB_API_ERROR_HOST_UNKNOWN, 0, NULL);
  sb_ui_activate (page, "sign-in.sign-in", NULL);
  sb_test_wait_until (is_revealed (page, "problem_revealer"));
  look (s, "sign-in, refused");
}

static void
show_resuming (Stage *s)
{
  g_autoptr (SbAccount) account = sb_ui_bench_keep (&s->bench, "12", "Tea Admin");

  sb_account_store_set_active (s->bench.accounts, account);
  sb_fake_platform_push_hold (s->bench.platform, SB_FAKE_WHO_AM_I);
  sb_fake_platform_push_hold (s->bench.platform, SB_FAKE_LOAD_CAPABILITIES);
  sb_fake_platform_push_hold (s->bench.platform, SB_FAKE_LIST_LEARNERS);
  open_window (s);
  look (s, "resuming");
  sb_ui_activate (s->window, "win.cancel-resume", NULL);
}

static void
push_nobody (Stage *s)
{
  sb_fake_platform_push_answer (s->bench.platform, SB_FAKE_LIST_LEARNERS, sb_learner_page_new (),
                                (GDestroyNotify) sb_learner_page_free);
}

static void
push_branches (Stage *s)
{
  GPtrArray *branches = g_ptr_array_new_with_free_func (g_object_unref);
  SbBranchFields fields = { .id = "2", .title = "North", .has_children = TRUE };

  g_ptr_array_add (branches, sb_branch_new (&fields));
  sb_fake_platform_push_answer (s->bench.platform, SB_FAKE_LIST_BRANCHES, branches, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
shows (gpointer page, const char *name)
{
  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (sb_ui_child (page, "stack"))), name);
}

static void
show_users (Stage *s)
{
  GtkWidget *page;

  push_branches (s);
  resume_with_people (s);
  page = sb_ui_child (s->window, "users_page");
  look (s, "users");
  sb_model_push_error (s->bench.platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_NETWORK, 0, NULL);
  sb_ui_activate (page, "users.reload", NULL);
  sb_ui_settle (s->window);
  look (s, "users, not reloaded");
  push_nobody (s);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sb_ui_child (page, "status_drop_down")), 3);
  sb_test_wait_until (shows (page, "no-match"));
  look (s, "users, none found");
  if (sb_fake_platform_count_unused (s->bench.platform, SB_FAKE_LIST_BRANCHES) > 0)
    gtk_menu_button_popup (GTK_MENU_BUTTON (sb_ui_child (sb_ui_child (page, "branch_button"), "menu_button")));
  sb_test_wait_until (sb_fake_platform_count_unused (s->bench.platform, SB_FAKE_LIST_BRANCHES) == 0);
}

static void
show_nobody (Stage *s)
{
  push_nobody (s);
  resume (s);
  sb_test_wait_until (shows (sb_ui_child (s->window, "users_page"), "empty"));
  look (s, "users, none at all");
}

static void
show_failed_users (Stage *s)
{
  sb_model_push_error (s->bench.platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  resume (s);
  sb_test_wait_until (shows (sb_ui_child (s->window, "users_page"), "failed"));
  look (s, "users, failed");
}

/* What could not be ended, in the header bar and before the window closes. */
static void
show_owed (Stage *s)
{
  g_autofree char *uuid = put_on_record (s, FALSE);
  GtkWindow *dialog;

  sb_model_push_error (s->bench.platform, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  resume_with_people (s);
  sb_test_wait_until (sb_recovery_get_count (s->bench.recovery) == 1
                      && sb_fake_platform_count_unused (s->bench.platform, SB_FAKE_END) == 0
                      && sb_ui_is_enabled (s->window, "win.try-owed"));
  look (s, "users, owing");
  gtk_window_close (GTK_WINDOW (s->window));
  dialog = look_at_dialog (s, SB_TYPE_QUESTION, "closing, owing");
  sb_ui_push_end (s->bench.platform, uuid);
  sb_ui_activate (dialog, "question.answer", "s", "try");
  sb_test_wait_until (sb_recovery_get_count (s->bench.recovery) == 0);
  if (find_window (SB_TYPE_QUESTION) != NULL)
    close_dialog (find_window (SB_TYPE_QUESTION));
}

static void
show_history (Stage *s)
{
  g_autofree char *uuid = put_on_record (s, TRUE);
  GtkWidget *page, *list;

  resume_with_people (s);
  page = sb_ui_child (s->window, "history_page");
  sb_ui_activate (s->window, "win.show-history", NULL);
  list = sb_ui_child (sb_ui_child (page, "browser"), "list_view");
  sb_test_wait_until (sb_ui_find (list, SB_TYPE_HISTORY_ROW, 0) != NULL);
  look (s, "history");
  sb_ui_activate (list, "list.activate-item", "u", 0);
  sb_test_wait_until (gtk_widget_get_mapped (sb_ui_child (page, "detail")));
  sb_model_wait_for_ledger (s->ledger);
  sb_ui_settle (s->window);
  look (s, "history, one log-in");
}

static void
show_empty_history (Stage *s)
{
  resume_with_people (s);
  sb_ui_activate (s->window, "win.show-history", NULL);
  sb_test_wait_until (shows (sb_ui_child (sb_ui_child (s->window, "history_page"), "browser"), "empty"));
  look (s, "history, empty");
}

static void
show_preferences (Stage *s)
{
  GtkWindow *window = sb_preferences_window_new (s->bench.settings, NULL);

  gtk_window_present (window);
  sb_ui_settle (window);
  s->look ("preferences", window, s->data);
  sb_ui_close (window);
}

/* --- a log-in --- */

/* Takes both. */
static void
show_card (Stage *s, SbLearner *learner, SbCapabilities *capabilities, const char *scene)
{
  g_autoptr (SbDesk) desk = sb_model_desk (s->bench.platform, capabilities);
  g_autoptr (SbConfirmPresenter) presenter = sb_confirm_presenter_new (desk, learner, s->bench.settings);
  SbLearnerDetail *detail = sb_learner_detail_new ();
  GtkWidget *dialog;

  g_set_object (&detail->learner, learner);
  g_ptr_array_add (detail->look_alikes, sb_model_learner ("9", "Ana", "Silva", "asilva2", NULL, "Porto"));
  sb_fake_platform_push_answer (s->bench.platform, SB_FAKE_LOAD_LEARNER, detail, (GDestroyNotify) sb_learner_detail_free);
  dialog = sb_confirm_dialog_new (presenter, NULL, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  sb_test_wait_until (sb_confirm_presenter_get_state (presenter) != SB_CONFIRM_LOADING);
  sb_ui_settle (dialog);
  s->look (scene, GTK_WINDOW (dialog), s->data);
  sb_ui_close (GTK_WINDOW (dialog));
  g_object_unref (learner);
}

static void
show_cards (Stage *s)
{
  SbCapabilities *capabilities = sb_model_capabilities ();
  SbLearnerFields fields = { .id = "5", .user_name = "new", .first_name = "Nora", .last_name = "New",
                             .level = SB_LEVEL_USER, .is_active = TRUE };

  g_ptr_array_add (capabilities->domains, sb_domain_new ("acme", "ACME"));
  g_ptr_array_add (capabilities->domains, sb_domain_new ("emca", "EMCA"));
  show_card (s, sb_ui_ana (), capabilities, "confirm");
  show_card (s, sb_learner_new (&fields), sb_model_capabilities (), "confirm, refused");
}

/* The card over the window, and then the home page. */
static char *
log_in (Stage *s)
{
  GtkWindow *dialog;
  char *uuid;

  sb_ui_push_detail (s->bench.platform, sb_ui_ana ());
  sb_ui_activate (sb_ui_child (s->window, "users_page"), "users.log-in-as", "s", "4711");
  sb_test_wait_until (find_window (SB_TYPE_CONFIRM_DIALOG) != NULL);
  dialog = find_window (SB_TYPE_CONFIRM_DIALOG);
  sb_test_wait_until (sb_ui_is_enabled (dialog, "confirm.confirm"));
  sb_fake_platform_push_hold (s->bench.platform, SB_FAKE_BEGIN);
  sb_ui_activate (dialog, "confirm.confirm", NULL);
  sb_test_wait_until (sb_fake_platform_count_held (s->bench.platform, SB_FAKE_BEGIN) == 1);
  uuid = sb_ui_dup_begin_uuid (s->bench.platform);
  sb_ui_push_visit (s->bench.platform, uuid);
  sb_fake_platform_release_answer (s->bench.platform, SB_FAKE_BEGIN, sb_model_session (uuid, "4711"),
                                   (GDestroyNotify) sb_session_unref);
  sb_ui_wait_text (s->window, "Workplace Safety");
  sb_ui_settle (s->window);

  return uuid;
}

static void
push_course (Stage *s)
{
  static const SbCourseItemFields items[] = {
    { .id = "1", .title = "Fire Doors", .kind = SB_ITEM_KIND_VIDEO, .is_completable = TRUE,
      .status = SB_PROGRESS_IN_PROGRESS },
    { .id = "2", .title = "Exits", .kind = SB_ITEM_KIND_PAGE, .is_completable = TRUE },
    { .id = "3", .title = "Alarm", .kind = SB_ITEM_KIND_TEST, .status = SB_PROGRESS_COMPLETED },
    { .id = "4", .title = "Later", .kind = SB_ITEM_KIND_FILE, .is_locked = TRUE },
  };
  SbCourseFields course = { .id = "31", .name = "Workplace Safety", .description = "All doors", .can_enter = TRUE,
                            .status = SB_PROGRESS_IN_PROGRESS, .items_total = 4, .items_completed = 1 };
  SbCourseDetail *detail = sb_course_detail_new ();

  detail->course = sb_course_new (&course);
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    g_ptr_array_add (detail->items, sb_course_item_new (&items[i]));
  sb_fake_platform_push_answer (s->bench.platform, SB_FAKE_LOAD_COURSE, detail, (GDestroyNotify) sb_course_detail_free);
}

static void
show_course (Stage *s)
{
  GtkWidget *visit = sb_ui_child (s->window, "visit_page");
  GtkWidget *page = sb_ui_child (visit, "course_page");

  push_course (s);
  sb_ui_activate (visit, "visit.open-course", "s", "31");
  sb_ui_wait_text (page, "Fire Doors");
  sb_ui_settle (s->window);
  look (s, "course");
  sb_ui_activate (sb_ui_find_button (page, "course.complete"), "course.complete", "s", "1");
  close_dialog (look_at_dialog (s, SB_TYPE_QUESTION, "completing"));
}

static void
show_visit (Stage *s)
{
  g_autofree char *uuid = NULL;
  GtkWidget *home;

  resume_with_people (s);
  uuid = log_in (s);
  home = sb_ui_child (sb_ui_child (s->window, "visit_page"), "home");
  look (s, "home");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (home, "notices_toggle")), TRUE);
  look (s, "home, notifications");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sb_ui_child (home, "profile_toggle")), TRUE);
  look (s, "home, profile");
  show_course (s);

  push_course (s);
  sb_ui_push_visit (s->bench.platform, uuid);
  sb_ui_push_end (s->bench.platform, uuid);
  sb_ui_activate (s->window, "win.switch-back", NULL);
  close_dialog (look_at_dialog (s, SB_TYPE_SUMMARY_DIALOG, "what changed"));
}

/* The way back is refused, and the time runs out. */
static void
show_strips (Stage *s)
{
  g_autoptr (SbTestClock) clock = sb_test_clock_new ();
  g_autoptr (SbCapabilities) capabilities = sb_model_capabilities ();
  g_autoptr (SbLearner) ana = sb_ui_ana ();
  g_autoptr (SbImpersonation) impersonation = sb_model_visit (s->bench.platform, ana);
  g_autoptr (SbVisitWatch) watch = NULL;
  g_autoptr (SbVisitPresenter) presenter = NULL;
  GtkWidget *page = g_object_new (SB_TYPE_VISIT_PAGE, NULL);
  GtkWindow *window;

  capabilities->can_keep_alive = TRUE;
  watch = sb_visit_watch_new (impersonation, capabilities, NULL, SB_CLOCK (clock));
  presenter = sb_visit_presenter_new (impersonation, watch);
  for (guint i = 0; i < 3; i++)
    sb_model_push_error (s->bench.platform, i == 0 ? SB_FAKE_LIST_COURSES : i == 1 ? SB_FAKE_LIST_NOTICES : SB_FAKE_LOAD_PROFILE,
                         SB_API_ERROR_SERVER, 500, NULL);
  window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (window, 1000, 700);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (window);
  sb_visit_page_set_presenter (SB_VISIT_PAGE (page), presenter, NULL);
  sb_test_clock_pass (clock, 55 * 60 + 17);
  sb_ui_settle (window);
  s->look ("home, failed, time almost over", window, s->data);
  sb_ui_close (window);
}

static void
show_shortcuts (Stage *s)
{
  GtkWindow *window;

  sb_show_shortcuts (NULL);
  window = find_window (g_type_from_name ("GtkShortcutsWindow"));
  sb_ui_settle (window);
  s->look ("shortcuts", window, s->data);
  sb_ui_close (window);
}

/**
 * sb_ui_show_scenes:
 * @look: told of each
 * @data: for @look
 *
 * Opens every page and every dialog, in most of their states, and closes them again.
 */
void
sb_ui_show_scenes (SbUiLook sees, gpointer data)
{
  static void (*const scenes[]) (Stage *s) = {
    show_sign_in, show_resuming, show_users, show_nobody, show_failed_users, show_owed, show_history, show_empty_history,
    show_preferences, show_cards, show_visit, show_strips, show_shortcuts,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      Stage stage = { .look = sees, .data = data };

      set_up (&stage);
      scenes[i] (&stage);
      tear_down (&stage);
    }
}
