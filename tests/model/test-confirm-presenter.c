/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question before a log-in: what the card says, when it can be confirmed, and that nothing is left open. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-confirm-presenter.h"
#include "sb-format.h"
#include "sb-model-fixtures.h"
#include "sb-test-folder.h"
#include "sb-test-wait.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  SbDesk *desk;
  SbLearner *learner;
  SbConfirmPresenter *confirm;
  SbImpersonation *begun;
  guint n_owed;

  /* of a guard, if there is one */
  char *folder;
  SbLedger *ledger;
  char *visits;
  char *old_guard;
} Fixture;

static void
begun_cb (SbConfirmPresenter *confirm, SbImpersonation *impersonation, Fixture *f)
{
  g_assert_null (f->begun);
  f->begun = g_object_ref (impersonation);
}

static void
owed_cb (SbConfirmPresenter *confirm, SbImpersonation *impersonation, Fixture *f)
{
  g_assert_cmpint (sb_impersonation_get_state (impersonation), ==, SB_IMPERSONATION_OWED);
  f->n_owed++;
}

static void
watch_confirm (Fixture *f)
{
  g_signal_connect (f->confirm, "begun", G_CALLBACK (begun_cb), f);
  g_signal_connect (f->confirm, "owed", G_CALLBACK (owed_cb), f);
  sb_fake_platform_clear_log (f->platform);
}

static void
make_confirm (Fixture *f, SbCapabilities *capabilities, SbLearner *learner, GSettings *settings)
{
  f->desk = sb_model_desk (f->platform, capabilities);
  f->learner = learner;
  f->confirm = sb_confirm_presenter_new (f->desk, learner, settings);
  watch_confirm (f);
}

static SbLearner *
make_ana (void)
{
  return sb_model_learner ("4711", "Ana", "Silva", "ana.silva", "ana.silva@acme.example", "Lisbon");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sb_test_drain ();
  if (f->confirm != NULL)
    g_assert_finalize_object (f->confirm);
  sb_model_assert_done (f->platform);
  g_clear_object (&f->begun);
  g_clear_object (&f->desk);
  g_clear_object (&f->learner);
  g_assert_finalize_object (f->platform);
}

/* Takes @learner and @look_alikes, which end with NULL. */
static void
push_detail (Fixture *f, SbLearner *learner, ...)
{
  SbLearnerDetail *detail = sb_learner_detail_new ();
  SbLearner *other;
  va_list args;

  g_set_object (&detail->learner, learner);
  g_object_unref (learner);
  va_start (args, learner);
  while ((other = va_arg (args, SbLearner *)) != NULL)
    g_ptr_array_add (detail->look_alikes, other);
  va_end (args);

  sb_fake_platform_push_answer (f->platform, SB_FAKE_LOAD_LEARNER, detail, (GDestroyNotify) sb_learner_detail_free);
}

static void
load_ana (Fixture *f)
{
  push_detail (f, make_ana (), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();
}

/* "kind title|subtitle" for each fact, and where the help explains it, if it does. */
static char *
dup_facts (Fixture *f)
{
  GListModel *facts = sb_confirm_presenter_get_facts (f->confirm);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (SbFact) fact = g_list_model_get_item (facts, i);

      g_assert_true (g_str_has_suffix (sb_fact_get_icon_name (fact), "-symbolic"));
      g_string_append_printf (text, "%c %s|%s\n", "iwB"[sb_fact_get_kind (fact)], sb_fact_get_title (fact),
                              sb_fact_get_subtitle (fact));
      if (sb_fact_get_help (fact) != NULL)
        g_string_append_printf (text, "? %s\n", sb_fact_get_help (fact));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_facts(f, expected)              \
  G_STMT_START                                 \
  {                                            \
    g_autofree char *sb_facts = dup_facts (f); \
    g_assert_cmpstr (sb_facts, ==, expected);  \
  }                                            \
  G_STMT_END

static void
test_card (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_LOADING);
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));

  push_detail (f, make_ana (), sb_model_learner ("9", "Ana", "Silva", "asilva2", NULL, "Porto"), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();

  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_READY);
  sb_model_assert_string (f->confirm, "title", "Log in as Ana Silva?");
  sb_model_assert_string (f->confirm, "identification", "ana.silva · id 4711 · Lisbon");
  sb_model_assert_string (f->confirm, "confirm-label", "Log In as Ana Silva (Lisbon)");
  assert_facts (f,
                "w There is another Ana Silva|asilva2, Porto. This one is in Lisbon.\n"
                "i Ana is told now, and again when you leave|In the platform, and by e-mail to ana.silva@acme.example\n"
                "i Last signed in: 2 January 2020|\n"
                "i Everything you do is real|What you complete is completed by Ana\n");
  g_assert_true (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LOAD_LEARNER), ==, 1);
}

static void
test_look_alikes (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  push_detail (f, make_ana (),
               sb_model_learner ("1", "ana", "silva", "a1", NULL, "Lisbon"),
               sb_model_learner ("2", "Ana", "Silva", "a2", NULL, "Porto"),
               sb_model_learner ("3", "Ana", "Silva", "a3", NULL, NULL),
               sb_model_learner ("4", "Ana", "Silva", "a4", NULL, "Braga"),
               sb_model_learner ("5", "Anna", "Silva", "a5", "anna.silva@acme.example", "Porto"), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();

  sb_model_assert_string (f->confirm, "confirm-label", "Log In as Ana Silva (ana.silva)");
  assert_facts (f,
                "w There are 4 others named Ana Silva|"
                "a1, Lisbon; a2, Porto; a3; and 1 more. This one’s user name is ana.silva.\n"
                "w Somebody’s address is easily mistaken for this|"
                "anna.silva@acme.example (Anna Silva) is nearly the same address\n"
                "i Ana is told now, and again when you leave|In the platform, and by e-mail to ana.silva@acme.example\n"
                "i Last signed in: 2 January 2020|\n"
                "i Everything you do is real|What you complete is completed by Ana\n");
}

/* Longer than anybody reads: what differs, in the middle, is read all the same, and the whole is there for who asks. */
static void
test_long (Fixture *f, gconstpointer data)
{
  g_autofree char *x = g_strnfill (150, 'x');
  g_autofree char *name = g_strconcat (x, "1", x, NULL);
  g_autofree char *other_name = g_strconcat (x, "2", x, NULL);
  g_autofree char *email = g_strconcat (name, "@acme.example", NULL);
  g_autofree char *other_email = g_strconcat (other_name, "@acme.example", NULL);
  g_autofree char *title = NULL;
  g_autofree char *identification = NULL;
  GListModel *facts;

  make_confirm (f, sb_model_capabilities (), sb_model_learner ("1", "Ana", "Silva", name, email, "Lisbon"), NULL);
  push_detail (f, sb_model_learner ("1", "Ana", "Silva", name, email, "Lisbon"),
               sb_model_learner ("2", "Ana", "Silva", other_name, NULL, "Lisbon"),
               sb_model_learner ("3", "Anna", "Silva", "a3", other_email, "Lisbon"), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();

  g_object_get (f->confirm, "confirm-label", &title, "identification", &identification, NULL);
  g_assert_cmpint (g_utf8_strlen (identification, -1), <, SB_FORMAT_MAX_NAME + 40);
  g_assert_nonnull (strstr (identification, "xx1xx"));
  g_assert_nonnull (strstr (title, "xx1xx"));

  facts = sb_confirm_presenter_get_facts (f->confirm);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const parts[][2] = { { "xx1xx", "xx2xx" }, { "xx2xx", "@acme.example (Anna Silva)" },
                                              { "xx1xx", "@acme.example" } };
      const char *const whole[] = { other_name, other_email, email };
      g_autoptr (SbFact) fact = g_list_model_get_item (facts, i);

      g_assert_cmpint (g_utf8_strlen (sb_fact_get_subtitle (fact), -1), <, 2 * SB_FORMAT_MAX_NAME + 80);
      g_assert_nonnull (strstr (sb_fact_get_subtitle (fact), parts[i][0]));
      g_assert_nonnull (strstr (sb_fact_get_subtitle (fact), parts[i][1]));
      g_assert_nonnull (strstr (sb_fact_get_whole (fact), whole[i]));
    }
}

static void
test_no_email_and_at_work (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) recently = g_date_time_add_seconds (now, -5 * 60 - 5);
  SbLearnerFields fields = { .id = "5", .user_name = "fatima", .first_name = "فاطمة", .last_name = "<b>",
                             .is_active = TRUE, .last_access = recently };

  make_confirm (f, sb_model_capabilities (), sb_learner_new (&fields), NULL);
  push_detail (f, sb_learner_new (&fields), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();

  sb_model_assert_string (f->confirm, "title", "Log in as \u2068فاطمة <b>\u2069?");
  sb_model_assert_string (f->confirm, "identification", "fatima · id 5");
  assert_facts (f, "i \u2068فاطمة\u2069 is told now, and again when you leave|"
                   "In the platform only: \u2068فاطمة\u2069 has no e-mail address\n"
                   "w \u2068فاطمة\u2069 may be at work there right now|Last seen: 5 minutes ago\n"
                   "i Everything you do is real|What you complete is completed by \u2068فاطمة\u2069\n");
}

/* Somebody from among the recent people: little is known, and nothing is claimed, until the rest is there. */
static void
test_little_known (Fixture *f, gconstpointer data)
{
  SbLearnerFields fields = { .id = "4711", .user_name = "ana.silva", .first_name = "Ana Silva", .is_active = TRUE };
  SbCapabilities *capabilities = sb_model_capabilities ();

  capabilities->contact = g_strdup ("it-help@acme.example");
  make_confirm (f, capabilities, sb_learner_new (&fields), NULL);
  assert_facts (f, "i Ana Silva is told now, and again when you leave|In the platform\n"
                   "i Everything you do is real|What you complete is completed by Ana Silva\n");

  push_detail (f, sb_learner_new (&fields), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_BLOCKED);
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
  assert_facts (f,
                "B The log-in is not possible|This person has never signed in. The platform only allows logging in as "
                "people who have signed in at least once. Questions: it-help@acme.example\n"
                "? refusals#never-signed-in\n");
  sb_confirm_presenter_confirm (f->confirm);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
}

static void
test_load_fails (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  for (int code = SB_API_ERROR_NETWORK; code <= SB_API_ERROR_PROTOCOL; code++)
    {
      sb_model_push_error (f->platform, SB_FAKE_LOAD_LEARNER, code, 0, NULL);
      sb_confirm_presenter_load (f->confirm);
      g_assert_null (sb_confirm_presenter_get_problem (f->confirm));
      sb_test_drain ();
      g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_FAILED);
      g_assert_nonnull (sb_confirm_presenter_get_problem (f->confirm));
      g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
    }

  load_ana (f);
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_READY);
  g_assert_null (sb_confirm_presenter_get_problem (f->confirm));
}

static void
test_reason (Fixture *f, gconstpointer data)
{
  SbCapabilities *capabilities = sb_model_capabilities ();
  SbNotifyLog log;

  capabilities->is_reason_required = TRUE;
  make_confirm (f, capabilities, make_ana (), NULL);
  load_ana (f);
  g_assert_true (sb_model_get_boolean (f->confirm, "is-reason-required"));
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));

  sb_model_log_notifies (f->confirm, &log);
  g_object_set (f->confirm, "reason", "", "ticket", "", "domain", "", NULL);
  g_assert_cmpuint (log.count, ==, 0);
  g_object_set (f->confirm, "reason", " \n", NULL);
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_object_set (f->confirm, "reason", "Certificate", NULL);
  g_assert_true (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_assert_cmpuint (log.count, ==, 3);
  sb_model_clear_log (&log);
}

static void
test_reason_by_settings (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.switchback_app.Switchback");

  g_settings_set_boolean (settings, "reason-required", TRUE);
  make_confirm (f, sb_model_capabilities (), make_ana (), settings);
  load_ana (f);
  g_assert_true (sb_model_get_boolean (f->confirm, "is-reason-required"));
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));

  /* At once, also while it is asked. */
  g_settings_set_boolean (settings, "reason-required", FALSE);
  g_assert_false (sb_model_get_boolean (f->confirm, "is-reason-required"));
  g_assert_true (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_settings_set_boolean (settings, "reason-required", TRUE);
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_settings_reset (settings, "reason-required");
}

static void
test_domain (Fixture *f, gconstpointer data)
{
  SbCapabilities *capabilities = sb_model_capabilities ();

  g_ptr_array_add (capabilities->domains, sb_domain_new ("acme", "ACME"));
  g_ptr_array_add (capabilities->domains, sb_domain_new ("umbra", "Umbra"));
  make_confirm (f, capabilities, make_ana (), NULL);
  load_ana (f);
  g_assert_cmpuint (sb_confirm_presenter_get_domains (f->confirm)->len, ==, 2);
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_object_set (f->confirm, "domain", "elsewhere", NULL);
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_object_set (f->confirm, "domain", "umbra", NULL);
  g_assert_true (sb_model_get_boolean (f->confirm, "can-confirm"));
}

static void
push_session (Fixture *f)
{
  sb_fake_platform_push_answer (f->platform, SB_FAKE_BEGIN, sb_model_session ("uuid", "4711"),
                                (GDestroyNotify) sb_session_unref);
}

static void
push_record (Fixture *f)
{
  sb_fake_platform_push_answer (f->platform, SB_FAKE_END, sb_model_session ("uuid", "4711"),
                                (GDestroyNotify) sb_session_unref);
}

static void
test_confirm (Fixture *f, gconstpointer data)
{
  const SbBeginRequest *request;

  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  g_object_set (f->confirm, "reason", "Certificate", "ticket", "HD-1", NULL);
  push_session (f);
  sb_confirm_presenter_confirm (f->confirm);
  sb_confirm_presenter_confirm (f->confirm);
  g_assert_true (sb_model_get_boolean (f->confirm, "is-busy"));
  sb_test_wait_until (f->begun != NULL);

  g_assert_cmpint (sb_impersonation_get_state (f->begun), ==, SB_IMPERSONATION_ACTIVE);
  request = sb_impersonation_get_request (f->begun);
  g_assert_cmpstr (request->reason, ==, "Certificate");
  g_assert_cmpstr (request->ticket, ==, "HD-1");
  g_assert_null (request->domain);
  g_assert_false (sb_model_get_boolean (f->confirm, "is-busy"));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    SbApiError code;
    guint status;
    const char *reason;
    SbRefusal refusal;
  } cases[] = {
    { SB_API_ERROR_FORBIDDEN, 403, "permission_missing", SB_REFUSAL_PERMISSION_MISSING },
    { SB_API_ERROR_FORBIDDEN, 403, "not_assigned", SB_REFUSAL_NOT_ASSIGNED },
    { SB_API_ERROR_FORBIDDEN, 403, "nested", SB_REFUSAL_NESTED },
    { SB_API_ERROR_FORBIDDEN, 403, "notifications_off", SB_REFUSAL_NOTIFICATIONS_OFF },
    { SB_API_ERROR_NOT_FOUND, 404, NULL, SB_REFUSAL_NOT_OFFERED },
    { SB_API_ERROR_NOT_FOUND, 404, "user_not_found", SB_REFUSAL_USER_NOT_FOUND },
    { SB_API_ERROR_CONFLICT, 409, "session_over", SB_REFUSAL_SESSION_OVER },
    { SB_API_ERROR_INVALID, 422, "reason_required", SB_REFUSAL_REASON_REQUIRED },
  };

  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  g_object_set (f->confirm, "ticket", "HD-1", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sb_model_push_error (f->platform, SB_FAKE_BEGIN, cases[i].code, cases[i].status, cases[i].reason);
      sb_confirm_presenter_confirm (f->confirm);
      sb_test_wait_until (sb_confirm_presenter_get_state (f->confirm) == SB_CONFIRM_FAILED);
      g_assert_cmpstr (sb_confirm_presenter_get_problem (f->confirm)->body, ==,
                       sb_refusal_to_sentence (cases[i].refusal));
      sb_model_assert_string (f->confirm, "ticket", "HD-1");
    }

  /* The last refusal has taught us that a reason is needed. */
  g_assert_true (sb_model_get_boolean (f->confirm, "is-reason-required"));
  g_assert_false (sb_model_get_boolean (f->confirm, "can-confirm"));
  g_assert_null (f->begun);
  g_assert_cmpuint (f->n_owed, ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 0);
}

/* It may have begun, and could not be ended: that is said, handed over, and ended before the next try. */
static void
test_owed (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  sb_model_push_error (f->platform, SB_FAKE_BEGIN, SB_API_ERROR_TLS, 0, NULL);
  sb_model_push_error (f->platform, SB_FAKE_END, SB_API_ERROR_TLS, 0, NULL);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_wait_until (sb_confirm_presenter_get_state (f->confirm) == SB_CONFIRM_FAILED);
  g_assert_cmpuint (f->n_owed, ==, 1);
  g_assert_cmpstr (sb_confirm_presenter_get_problem (f->confirm)->title, ==, "The log-in may still be open");
  g_assert_true (sb_model_get_boolean (f->confirm, "can-confirm"));

  /* Still not: nothing new is begun. */
  sb_model_push_error (f->platform, SB_FAKE_END, SB_API_ERROR_TLS, 0, NULL);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_wait_until (f->n_owed == 2);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 1);
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_FAILED);

  push_record (f);
  push_session (f);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_wait_until (f->begun != NULL);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 2);
  g_assert_null (sb_confirm_presenter_get_problem (f->confirm));
}

/* It had begun and was ended: not a log-in, but the learner was told of both. */
static void
test_ended_at_once (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  sb_model_push_error (f->platform, SB_FAKE_BEGIN, SB_API_ERROR_TLS, 0, NULL);
  push_record (f);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_wait_until (sb_confirm_presenter_get_state (f->confirm) == SB_CONFIRM_FAILED);

  g_assert_cmpstr (sb_confirm_presenter_get_problem (f->confirm)->title, ==, "The log-in was ended at once");
  g_assert_cmpuint (f->n_owed, ==, 0);
}

static void
test_cancel_load (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_LEARNER);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();
  sb_confirm_presenter_cancel (f->confirm);
  sb_test_drain ();
  g_assert_cmpuint (sb_fake_platform_count_held (f->platform, SB_FAKE_LOAD_LEARNER), ==, 0);
  g_assert_null (sb_confirm_presenter_get_problem (f->confirm));

  load_ana (f);
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_READY);
}

static void
test_cancel_begin (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_BEGIN);
  sb_model_push_error (f->platform, SB_FAKE_END, SB_API_ERROR_NOT_FOUND, 404, "session_not_found");
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_drain ();
  sb_confirm_presenter_cancel (f->confirm);
  sb_test_wait_until (sb_confirm_presenter_get_state (f->confirm) != SB_CONFIRM_STARTING);

  /* The platform never heard of it: nothing is to be said. */
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_READY);
  g_assert_null (sb_confirm_presenter_get_problem (f->confirm));
  g_assert_null (f->begun);
}

static void
test_dropped_while_loading (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_LEARNER);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->confirm));
}

static void
test_dropped_while_starting (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_BEGIN);
  push_record (f);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_drain ();
  g_assert_finalize_object (g_steal_pointer (&f->confirm));

  /* Nobody is there any more, and the end is sent all the same. */
  sb_test_wait_until (sb_fake_platform_count_calls (f->platform, SB_FAKE_END) == 1);
}

/* The answer is in, but not yet delivered, when the dialog goes: the log-in must not stay open. */
static void
test_dropped_with_answer (Fixture *f, gconstpointer data)
{
  make_confirm (f, sb_model_capabilities (), make_ana (), NULL);
  load_ana (f);
  push_session (f);
  push_record (f);
  sb_confirm_presenter_confirm (f->confirm);
  g_assert_finalize_object (g_steal_pointer (&f->confirm));
  sb_test_wait_until (sb_fake_platform_count_calls (f->platform, SB_FAKE_END) == 1);
}

/* A name without end is shortened wherever it would have to be broken into lines. */
static void
test_long_name (Fixture *f, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'W');
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  make_confirm (f, sb_model_capabilities (), sb_model_learner ("4711", name, name, "ana.silva", NULL, name), NULL);
  title = sb_model_dup_string (f->confirm, "title");
  label = sb_model_dup_string (f->confirm, "confirm-label");
  g_assert_cmpint (g_utf8_strlen (title, -1), <=, 100);
  g_assert_cmpint (g_utf8_strlen (label, -1), <=, 100);
  for (guint i = 0; i < g_list_model_get_n_items (sb_confirm_presenter_get_facts (f->confirm)); i++)
    {
      g_autoptr (SbFact) fact = g_list_model_get_item (sb_confirm_presenter_get_facts (f->confirm), i);

      g_assert_cmpint (g_utf8_strlen (sb_fact_get_title (fact), -1), <=, 200);
      g_assert_cmpint (g_utf8_strlen (sb_fact_get_subtitle (fact), -1), <=, 300);
    }
}

/* ---- the guard that is called beforehand ---- */

/* Says when it comes and goes, as "came UUID" and "gone UUID"; stays until its line is cut, or not at all. */
static void
set_up_guard (Fixture *f, gboolean stays)
{
  g_autofree char *program = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sb_test_folder_new ();
  f->ledger = sb_ledger_new (f->folder);
  f->visits = g_build_filename (f->folder, "visits", NULL);
  f->old_guard = g_strdup (g_getenv ("SWITCHBACK_GUARD"));
  program = g_build_filename (f->folder, "guard", NULL);
  script = g_strdup_printf ("#!/bin/sh\necho came $1 >> '%s'\n%s\necho gone $1 >> '%s'\n", f->visits,
                            stays ? "read line" : "", f->visits);
  g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, &error);
  g_assert_no_error (error);
  g_setenv ("SWITCHBACK_GUARD", program, TRUE);

  f->desk = sb_model_desk (f->platform, sb_model_capabilities ());
  f->learner = make_ana ();
  f->confirm = g_object_new (SB_TYPE_CONFIRM_PRESENTER, "desk", f->desk, "learner", f->learner, "ledger", f->ledger,
                             NULL);
  watch_confirm (f);
}

static void
tear_down_guard (Fixture *f)
{
  g_clear_object (&f->confirm);
  g_clear_object (&f->begun);
  sb_test_drain ();
  g_setenv ("SWITCHBACK_GUARD", f->old_guard, TRUE);
  g_assert_finalize_object (f->ledger);
  sb_test_folder_remove (f->folder);
  g_free (f->folder);
  g_free (f->visits);
  g_free (f->old_guard);
}

static guint
count_visits (Fixture *f, const char *word)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (f->visits, &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], word);

  return n;
}

static guint
count_on_record (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = sb_ledger_list (f->ledger, &error);

  g_assert_no_error (error);

  return entries->len;
}

/* Whoever only looks at the card leaves nothing behind. */
static void
test_guard_of_nothing (Fixture *f, gconstpointer is_dropped)
{
  set_up_guard (f, TRUE);
  load_ana (f);
  sb_test_wait_until (count_visits (f, "came ") == 1);

  if (is_dropped != NULL)
    g_assert_finalize_object (g_steal_pointer (&f->confirm));
  else
    sb_confirm_presenter_cancel (f->confirm);
  sb_test_wait_until (count_visits (f, "gone ") == 1);
  g_assert_cmpuint (count_on_record (f), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_END), ==, 0);
  g_assert_cmpuint (count_visits (f, "came "), ==, 1);

  tear_down_guard (f);
}

/* It watches over the log-in that follows, and no other comes. */
static void
test_guard_beforehand (Fixture *f, gconstpointer data)
{
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  set_up_guard (f, TRUE);
  load_ana (f);
  sb_test_wait_until (count_visits (f, "came ") == 1);
  push_session (f);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_wait_until (f->begun != NULL);

  line = g_strdup_printf ("came %s\n", sb_impersonation_get_request (f->begun)->uuid);
  g_assert_true (g_file_get_contents (f->visits, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, line);

  push_record (f);
  sb_impersonation_end_async (f->begun, SB_END_SWITCH_BACK, NULL, NULL);
  sb_test_wait_until (count_visits (f, "gone ") == 1);
  g_assert_cmpint (sb_impersonation_get_state (f->begun), ==, SB_IMPERSONATION_ENDED);

  tear_down_guard (f);
}

/* One that has died meanwhile is replaced before anything is sent. */
static void
test_guard_died (Fixture *f, gconstpointer data)
{
  set_up_guard (f, FALSE);
  load_ana (f);
  sb_test_wait_until (count_visits (f, "gone ") == 1);
  push_session (f);
  push_record (f);
  sb_confirm_presenter_confirm (f->confirm);
  sb_test_wait_until (f->begun != NULL);
  sb_test_wait_until (count_visits (f, "came ") == 2);
  sb_impersonation_end_async (f->begun, SB_END_SWITCH_BACK, NULL, NULL);
  sb_test_wait_until (sb_impersonation_get_state (f->begun) == SB_IMPERSONATION_ENDED);

  tear_down_guard (f);
}

/* A card that cannot be confirmed calls nobody. */
static void
test_guard_of_blocked (Fixture *f, gconstpointer data)
{
  SbLearnerFields fields = { .id = "4711", .first_name = "Ana", .is_active = FALSE };

  set_up_guard (f, TRUE);
  push_detail (f, sb_learner_new (&fields), NULL);
  sb_confirm_presenter_load (f->confirm);
  sb_test_drain ();
  g_assert_cmpint (sb_confirm_presenter_get_state (f->confirm), ==, SB_CONFIRM_BLOCKED);
  g_assert_cmpuint (count_visits (f, "came "), ==, 0);

  tear_down_guard (f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add ("/confirm/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("card", test_card);
  ADD ("look-alikes", test_look_alikes);
  ADD ("long", test_long);
  ADD ("no-email-and-at-work", test_no_email_and_at_work);
  ADD ("little-known", test_little_known);
  ADD ("load-fails", test_load_fails);
  ADD ("reason", test_reason);
  ADD ("reason-by-settings", test_reason_by_settings);
  ADD ("domain", test_domain);
  ADD ("confirm", test_confirm);
  ADD ("refused", test_refused);
  ADD ("owed", test_owed);
  ADD ("ended-at-once", test_ended_at_once);
  ADD ("cancel-load", test_cancel_load);
  ADD ("long-name", test_long_name);
  ADD ("cancel-begin", test_cancel_begin);
  ADD ("dropped-while-loading", test_dropped_while_loading);
  ADD ("dropped-while-starting", test_dropped_while_starting);
  ADD ("dropped-with-answer", test_dropped_with_answer);
  ADD ("guard-of-nothing", test_guard_of_nothing);
  g_test_add ("/confirm/guard-of-nothing/dropped", Fixture, GINT_TO_POINTER (TRUE), set_up, test_guard_of_nothing, tear_down);
  ADD ("guard-beforehand", test_guard_beforehand);
  ADD ("guard-died", test_guard_died);
  ADD ("guard-of-blocked", test_guard_of_blocked);

  return g_test_run ();
}
