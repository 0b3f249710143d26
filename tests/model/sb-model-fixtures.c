/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People, a desk and a log-in that the tests of the presenters begin with. */

#include "config.h"

#include "sb-model-fixtures.h"

#include "sb-api-error.h"
#include "sb-test-wait.h"
#include "sb-time.h"

/* Somebody active who was last there long ago. */
SbLearner *
sb_model_learner (const char *id, const char *first_name, const char *last_name, const char *user_name,
                  const char *email, const char *branch)
{
  g_autoptr (GDateTime) last_access = sb_time_parse ("2020-01-02T09:12:00Z");
  SbLearnerFields fields = { .id = id, .user_name = user_name, .first_name = first_name, .last_name = last_name,
                             .email = email, .branch_id = branch, .branch_title = branch, .level = SB_LEVEL_USER,
                             .is_active = TRUE, .last_access = last_access };

  return sb_learner_new (&fields);
}

SbIdentity *
sb_model_administrator (SbLevel level)
{
  SbIdentityFields fields = { .id = "12", .user_name = "tea.admin", .display_name = "Tea Admin", .level = level };

  return sb_identity_new (&fields);
}

SbCapabilities *
sb_model_capabilities (void)
{
  SbCapabilities *capabilities = sb_capabilities_new ();

  capabilities->offers_log_in_as = TRUE;
  capabilities->can_log_in_as = TRUE;
  capabilities->sends_email = TRUE;
  capabilities->session_seconds = 3600;
  capabilities->max_session_seconds = 7200;

  return capabilities;
}

/* Takes @capabilities. */
SbDesk *
sb_model_desk (SbFakePlatform *platform, SbCapabilities *capabilities)
{
  g_autoptr (SbAccount) account = sb_account_new ("https://fake.example", "12", "tea.admin", "Tea Admin",
                                                  SB_LEVEL_POWER_USER, NULL);
  g_autoptr (SbIdentity) identity = sb_model_administrator (SB_LEVEL_POWER_USER);
  g_autoptr (SbDesk) desk = sb_desk_new (SB_PLATFORM (platform), account, identity);
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  sb_fake_platform_push_answer (platform, SB_FAKE_LOAD_CAPABILITIES, capabilities,
                                (GDestroyNotify) sb_capabilities_unref);
  sb_desk_load_async (desk, NULL, sb_test_store_result, &slot);
  result = sb_test_wait_result (&slot);
  sb_desk_load_finish (desk, result, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&desk);
}

/* Open since 14:02, for an hour. */
SbSession *
sb_model_session (const char *uuid, const char *learner_id)
{
  SbSession *session = sb_session_new (uuid, learner_id, "learner-token");

  session->started_at = sb_time_parse ("2026-11-22T14:02:00Z");
  session->expires_at = sb_time_parse ("2026-11-22T15:02:00Z");

  return session;
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_done = user_data;
  g_autoptr (GError) error = NULL;

  sb_impersonation_begin_finish (SB_IMPERSONATION (source), result, &error);
  g_assert_no_error (error);
  *is_done = TRUE;
}

/* An active log-in that does not wait between its retries, on record if there is a ledger. */
SbImpersonation *
sb_model_recorded_visit (SbFakePlatform *platform, SbLearner *learner, SbLedger *ledger)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new (sb_learner_get_id (learner), "", "", NULL);
  SbImpersonation *impersonation = g_object_new (SB_TYPE_IMPERSONATION, "platform", platform, "learner", learner,
                                                 "request", request, "ledger", ledger, "retry-unit-ms", 0, NULL);
  gboolean is_done = FALSE;

  sb_fake_platform_push_answer (platform, SB_FAKE_BEGIN, sb_model_session (request->uuid, request->learner_id),
                                (GDestroyNotify) sb_session_unref);
  sb_impersonation_begin_async (impersonation, NULL, begun_cb, &is_done);
  sb_test_wait_until (is_done);
  sb_fake_platform_clear_log (platform);

  return impersonation;
}

SbImpersonation *
sb_model_visit (SbFakePlatform *platform, SbLearner *learner)
{
  return sb_model_recorded_visit (platform, learner, NULL);
}

static gpointer
nothing_job (SbLedger *ledger, gpointer data, GError **error)
{
  return NULL;
}

/* What was asked of it before is done. */
void
sb_model_wait_for_ledger (SbLedger *ledger)
{
  g_autoptr (GAsyncResult) result = NULL;

  sb_ledger_run_async (ledger, nothing_job, NULL, NULL, NULL, sb_test_store_result, &result);
  sb_test_wait_until (result != NULL);
  g_assert_null (sb_ledger_run_finish (ledger, result, NULL));
}

void
sb_model_push_error (SbFakePlatform *platform, SbFakeOp op, int code, guint status, const char *reason)
{
  sb_fake_platform_push_error (platform, op, sb_api_error_new_for_reply (code, status, reason, "No."));
}

/* All that was prepared was used, and nobody waits. */
void
sb_model_assert_done (SbFakePlatform *platform)
{
  sb_test_drain ();
  for (guint op = 0; op < SB_FAKE_N_OPS; op++)
    {
      g_assert_cmpuint (sb_fake_platform_count_unused (platform, op), ==, 0);
      g_assert_cmpuint (sb_fake_platform_count_held (platform, op), ==, 0);
    }
}

static void
notify_cb (GObject *object, GParamSpec *pspec, SbNotifyLog *log)
{
  log->count++;
  g_string_append_printf (log->names, "%s ", pspec->name);
}

void
sb_model_log_notifies (gpointer object, SbNotifyLog *log)
{
  log->count = 0;
  log->names = g_string_new (NULL);
  g_signal_connect (object, "notify", G_CALLBACK (notify_cb), log);
}

void
sb_model_clear_log (SbNotifyLog *log)
{
  log->count = 0;
  g_string_free (log->names, TRUE);
  log->names = NULL;
}

char *
sb_model_dup_string (gpointer object, const char *property)
{
  char *value = NULL;

  g_object_get (object, property, &value, NULL);

  return value;
}

gboolean
sb_model_get_boolean (gpointer object, const char *property)
{
  gboolean value = FALSE;

  g_object_get (object, property, &value, NULL);

  return value;
}

int
sb_model_get_int (gpointer object, const char *property)
{
  int value = 0;

  g_object_get (object, property, &value, NULL);

  return value;
}
