/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is owed, as it is shown: over a real ledger and a platform that answers on order. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-model-fixtures.h"
#include "sb-owed-presenter.h"
#include "sb-owed-words.h"
#include "sb-record-loss.h"
#include "sb-session-lock.h"
#include "sb-test-wait.h"

#define ORIGIN "https://fake.example"

typedef struct
{
  SbFakePlatform *platform;
  SbLedger *ledger;
  SbRecovery *recovery;
  SbOwedPresenter *owed;
  SbDesk *desk;
  char *message;
  guint n_messages;
} Fixture;

static void
paid_cb (SbOwedPresenter *owed, const char *message, Fixture *f)
{
  g_free (f->message);
  f->message = g_strdup (message);
  f->n_messages++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "switchback", NULL);

  f->platform = sb_fake_platform_new ();
  f->ledger = sb_ledger_new (folder);
  f->recovery = g_object_new (SB_TYPE_RECOVERY, "ledger", f->ledger, "retry-unit-ms", 10000, NULL);
  f->owed = g_object_new (SB_TYPE_OWED_PRESENTER, "recovery", f->recovery, "look-ms", 5, NULL);
  g_signal_connect (f->owed, "paid", G_CALLBACK (paid_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  g_assert_finalize_object (f->owed);
  sb_test_wait_until (G_OBJECT (f->recovery)->ref_count == 1);
  g_assert_finalize_object (f->recovery);
  g_clear_object (&f->desk);
  g_object_unref (f->ledger);
  sb_model_assert_done (f->platform);
  g_object_unref (f->platform);
  g_free (f->message);
}

static void
take (Fixture *f, const char *uuid, SbImpersonationEvent event, SbSession *session)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_take_event (f->ledger, uuid, event, SB_END_RECOVERED, session, &error);
  g_assert_no_error (error);
}

/* Left open by a process that is gone. */
static char *
leave_behind (Fixture *f, const char *administrator_id, const char *name, const char *learner_id)
{
  g_autoptr (SbIdentity) administrator
      = sb_identity_new (&(SbIdentityFields){ .id = administrator_id, .display_name = "Tea Admin" });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = learner_id, .first_name = name });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new (learner_id, "", "", NULL);
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new_planned (ORIGIN, administrator, learner, request);
  g_autoptr (SbSession) session = sb_model_session (request->uuid, learner_id);
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (f->ledger, entry, &error);
  g_assert_no_error (error);
  take (f, request->uuid, SB_IMPERSONATION_EVENT_BEGUN, session);

  return g_strdup (request->uuid);
}

static SbSession *
make_record (const char *uuid, const char *learner_id)
{
  SbSession *record = sb_model_session (uuid, learner_id);

  record->ended_at = g_date_time_add_minutes (record->started_at, 98);
  record->begin_notice = (SbNoticeOutcome){ .is_known = TRUE, .platform = SB_NOTICE_STATE_DELIVERED,
                                            .platform_at = g_date_time_ref (record->started_at) };
  record->end_notice = (SbNoticeOutcome){ .is_known = TRUE, .platform = SB_NOTICE_STATE_DELIVERED,
                                          .platform_at = g_date_time_ref (record->ended_at) };

  return record;
}

static void
push_end (Fixture *f, const char *uuid, const char *learner_id)
{
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, make_record (uuid, learner_id),
                                (GDestroyNotify) sb_session_unref);
}

static void
sign_in (Fixture *f)
{
  f->desk = sb_model_desk (f->platform, sb_model_capabilities ());
  sb_owed_presenter_set_desk (f->owed, f->desk);
  sb_recovery_resume (f->recovery, SB_PLATFORM (f->platform), sb_desk_get_identity (f->desk));
}

static void
wait_for_count (Fixture *f, guint n)
{
  sb_owed_presenter_refresh (f->owed);
  sb_test_wait_until (sb_owed_presenter_get_count (f->owed) == n);
}

static void
assert_says (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

/* Before anybody has signed in, whoever's it is; and no longer when somebody else, such as the guard, has ended it. */
static void
test_nobody_signed_in (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "13", "Ana Silva", "4711");
  g_autoptr (SbProblem) invitation = NULL;
  g_autoptr (SbProblem) question = NULL;
  g_autoptr (SbSession) record = make_record (uuid, "4711");

  g_assert_null (sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_SIGN_IN));
  wait_for_count (f, 1);
  sb_model_assert_string (f->owed, "label", "1 Log-In to End");
  sb_model_assert_string (f->owed, "title", "1 learner has not been told that you left");
  sb_model_assert_string (f->owed, "status", "");
  g_assert_false (sb_model_get_boolean (f->owed, "can-try"));

  invitation = sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_SIGN_IN);
  assert_says (invitation->body, "Ana Silva: Since ");
  assert_says (invitation->body, "14:02 by Tea Admin at fake.example");
  assert_says (invitation->body, "Sign in to fake.example as Tea Admin to switch back");
  question = sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_CLOSE);
  assert_says (question->body, "only after you sign in");
  g_assert_null (sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_SIGN_OUT));

  take (f, uuid, SB_IMPERSONATION_EVENT_END, NULL);
  take (f, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED, record);
  sb_test_wait_until (f->n_messages == 1);
  g_assert_cmpuint (sb_owed_presenter_get_count (f->owed), ==, 0);
  assert_says (f->message, "The log-in as Ana Silva, open since ");
  assert_says (f->message, "15:40. Ana Silva was told at 14:02 and at 15:40, in the platform.");
  g_assert_null (sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_SIGN_IN));
}

/* A living process works in it. */
static void
test_in_use (Fixture *f, gconstpointer data)
{
  g_autofree char *first = leave_behind (f, "13", "Ana Silva", "4711");
  g_autofree char *second = leave_behind (f, "13", "Bo", "4712");
  SbSessionLock *lock = sb_session_lock_try (sb_ledger_get_folder (f->ledger), first, SB_SESSION_ROLE_OWNER);

  wait_for_count (f, 1);
  sb_session_lock_release (lock);
  wait_for_count (f, 2);

  /* Whoever ends it holds the lock, too. */
  lock = sb_session_lock_try (sb_ledger_get_folder (f->ledger), first, SB_SESSION_ROLE_OWNER);
  take (f, first, SB_IMPERSONATION_EVENT_END, NULL);
  sb_owed_presenter_refresh (f->owed);
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  g_assert_cmpuint (sb_owed_presenter_get_count (f->owed), ==, 2);
  sb_session_lock_release (lock);
}

/* It is tried, fails, is tried again on demand, and is told once. */
static void
test_paid (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "12", "Ana Silva", "4711");
  g_autofree char *error_text = NULL;
  g_autoptr (SbProblem) question = NULL;
  g_autoptr (SbProblem) sign_out = NULL;

  sb_model_push_error (f->platform, SB_FAKE_END, SB_API_ERROR_UNAUTHORIZED, 401, NULL);
  sign_in (f);
  sb_test_wait_until (sb_owed_presenter_get_count (f->owed) == 1 && sb_model_get_boolean (f->owed, "can-try"));
  sb_test_wait_until ((error_text = sb_model_dup_string (f->owed, "error-text")) != NULL);
  assert_says (error_text, "Last try: ");
  sb_model_assert_string (f->owed, "status", "Switchback keeps trying, and tells you when it is done.");
  question = sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_CLOSE);
  assert_says (question->body, "Switchback goes on trying in the background");
  sign_out = sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_SIGN_OUT);
  assert_says (sign_out->body, "Ana Silva");

  push_end (f, uuid, "4711");
  sb_owed_presenter_try_now (f->owed);
  sb_model_assert_string (f->owed, "status", "Trying to tell the platform…");
  g_assert_false (sb_model_get_boolean (f->owed, "can-try"));
  sb_test_wait_until (sb_owed_presenter_get_count (f->owed) == 0 && f->n_messages > 0);
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  g_assert_cmpuint (f->n_messages, ==, 1);
  assert_says (f->message, "The log-in as Ana Silva");
  sb_model_assert_string (f->owed, "error-text", NULL);
}

/* What somebody else owes is shown, and is not ours to end. */
static void
test_other_account (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "13", "Ana Silva", "4711");
  g_autoptr (GListModel) all = NULL;
  g_autoptr (SbOwed) owed = NULL;
  g_autofree char *line = NULL;

  sign_in (f);
  wait_for_count (f, 1);
  g_assert_cmpuint (sb_owed_presenter_get_own_count (f->owed), ==, 0);
  owed = g_list_model_get_item (sb_owed_presenter_get_all (f->owed), 0);
  line = sb_owed_presenter_make_line (f->owed, owed);
  assert_says (line, "Sign in as Tea Admin at fake.example to end it.");
  g_assert_null (sb_owed_presenter_make_problem (f->owed, SB_OWED_OCCASION_SIGN_OUT));
}

/* As long as the first is on the screen, the second is told with it. */
static void
test_several (Fixture *f, gconstpointer data)
{
  g_autofree char *first = leave_behind (f, "12", "Ana Silva", "4711");
  g_autofree char *second = leave_behind (f, "12", "Bo Li", "4712");
  g_autofree char *third = NULL;

  push_end (f, first, "4711");
  push_end (f, second, "4712");
  sign_in (f);
  sb_test_wait_until (f->n_messages == 2);
  assert_says (f->message, "2 log-ins that were still open are over:");
  assert_says (f->message, "\nAna Silva, since ");
  assert_says (f->message, "\nBo Li, since ");

  sb_owed_presenter_forget_receipts (f->owed);
  third = leave_behind (f, "12", "Cy", "4713");
  push_end (f, third, "4713");
  sb_recovery_resume (f->recovery, SB_PLATFORM (f->platform), sb_desk_get_identity (f->desk));
  sb_test_wait_until (f->n_messages == 3);
  assert_says (f->message, "The log-in as Cy");
}

/* The platform told of it by the id only: it is asked for the name, which then is on record. */
static void
test_no_name (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "12", NULL, "4711");
  g_autoptr (SbLedgerEntry) entry = NULL;

  push_end (f, uuid, "4711");
  if (data != NULL)
    sb_model_push_error (f->platform, SB_FAKE_LOAD_LEARNER, SB_API_ERROR_NOT_FOUND, 404, NULL);
  else
    {
      SbLearnerDetail *detail = g_new0 (SbLearnerDetail, 1);

      detail->learner = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);
      detail->look_alikes = g_ptr_array_new ();
      sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_LEARNER, detail, (GDestroyNotify) sb_learner_detail_free);
    }

  sign_in (f);
  sb_test_wait_until (f->n_messages == 1);
  assert_says (f->message, data != NULL ? "The log-in as Learner (id 4711)" : "The log-in as Ana Silva");

  sb_model_wait_for_ledger (f->ledger);
  entry = sb_ledger_load (f->ledger, uuid, NULL);
  g_assert_cmpstr (entry->learner_name, ==, data != NULL ? "4711" : "Ana Silva");
}

/* While the window works in a log-in of its own. */
static void
test_paused (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "13", "Ana Silva", "4711");

  sb_owed_presenter_set_is_paused (f->owed, TRUE);
  sb_owed_presenter_refresh (f->owed);
  sb_model_wait_for_ledger (f->ledger);
  sb_test_drain ();
  g_assert_cmpuint (sb_owed_presenter_get_count (f->owed), ==, 0);

  sb_owed_presenter_set_is_paused (f->owed, FALSE);
  sb_test_wait_until (sb_owed_presenter_get_count (f->owed) == 1);
}

static void
test_account (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = leave_behind (f, "13", "Ana Silva", "4711");
  g_autoptr (GSettings) settings = g_settings_new ("io.github.switchback_app.Switchback");
  g_autoptr (SbAccountStore) accounts = sb_account_store_new (settings);
  g_autoptr (SbAccount) other = sb_account_new (ORIGIN, "12", "tea.admin", "Tea Admin", SB_LEVEL_POWER_USER, NULL);
  g_autoptr (SbAccount) account = sb_account_new (ORIGIN, "13", "tom.admin", "Tom Admin", SB_LEVEL_POWER_USER, NULL);

  wait_for_count (f, 1);
  sb_account_store_add (accounts, other);
  g_assert_null (sb_owed_find_account (sb_owed_presenter_get_all (f->owed), accounts));
  sb_account_store_add (accounts, account);
  g_assert_true (sb_owed_find_account (sb_owed_presenter_get_all (f->owed), accounts) == account);
}

static void
said_cb (SbRecordLoss *loss, SbProblem *problem, GString *text)
{
  g_string_assign (text, problem->body);
}

static void
test_record_lost (Fixture *f, gconstpointer data)
{
  const char *folder = sb_ledger_get_folder (f->ledger);
  g_autofree char *path = g_build_filename (folder, "ledger.db", NULL);
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (SbRecordLoss) loss = sb_record_loss_new (f->recovery, sb_owed_presenter_get_names (f->owed));
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_session_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *set_aside = NULL;

  g_signal_connect (loss, "said", G_CALLBACK (said_cb), text);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  g_ptr_array_add (open, sb_model_session (uuid, "4711"));
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_OPEN_SESSIONS);
  sign_in (f);
  sb_test_wait_until (text->len > 0);
  set_aside = sb_ledger_dup_set_aside (f->ledger);
  assert_says (text->str, set_aside);
  assert_says (text->str, "The platform is being asked");

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_LEARNER);
  push_end (f, uuid, "4711");
  sb_fake_platform_release_answer (f->platform, SB_FAKE_LIST_OPEN_SESSIONS, g_steal_pointer (&open),
                                   (GDestroyNotify) g_ptr_array_unref);
  sb_test_wait_until (strstr (text->str, "1 log-in of yours was open") != NULL);
  assert_says (text->str, "• Learner (id 4711)");

  sb_test_wait_until (sb_fake_platform_count_held (f->platform, SB_FAKE_LOAD_LEARNER) == 1);
  sb_fake_platform_release_error (f->platform, SB_FAKE_LOAD_LEARNER, sb_api_error_new (SB_API_ERROR_SERVER, "scripted"));
  sb_test_wait_until (f->n_messages == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, data, func) g_test_add ("/owed/" name, Fixture, data, set_up, func, tear_down)
  ADD ("nobody-signed-in", NULL, test_nobody_signed_in);
  ADD ("in-use", NULL, test_in_use);
  ADD ("paid", NULL, test_paid);
  ADD ("other-account", NULL, test_other_account);
  ADD ("several", NULL, test_several);
  ADD ("no-name/known", NULL, test_no_name);
  ADD ("no-name/unknown", "unknown", test_no_name);
  ADD ("paused", NULL, test_paused);
  ADD ("account", NULL, test_account);
  ADD ("record-lost", NULL, test_record_lost);

  return g_test_run ();
}
