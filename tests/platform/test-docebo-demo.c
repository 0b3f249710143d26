/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The connector against the real demo platform, in a process of its own with a small store. What happened is asked of
 * the store (docs/platform-api.md, section 8), not of the program. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-head-start.h"
#include "sb-impersonation.h"
#include "sb-platform.h"
#include "sb-proof-reader.h"
#include "sb-test-platform.h"
#include "sb-test-wait.h"
#include "sb-told-words.h"

#include <libsoup/soup.h>

/* Nothing in it is markup, whatever it looks like. */
#define REASON "<b>Why</b> & \"how\" &amp; 'what'"

static const char *program;

typedef struct
{
  SbTestPlatform *demo;
  SbPlatform *platform;
  GAsyncResult *slot;
} Fixture;

/* Waits for the one call that was started with sb_test_store_result() and the fixture's slot. */
static GAsyncResult *
wait_for (Fixture *fixture)
{
  return sb_test_wait_result (&fixture->slot);
}

#define CALL(fixture, function, ...) \
  function (__VA_ARGS__ __VA_OPT__ (,) sb_test_store_result, &(fixture)->slot)

#define ask(fixture, ...) sb_test_platform_ask ((fixture)->demo, __VA_ARGS__)

static void
sign_in (Fixture *fixture, const char *user_name)
{
  g_autoptr (SbCredentials) credentials = sb_credentials_new_password (user_name, "demo", NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  CALL (fixture, sb_platform_sign_in_async, fixture->platform, credentials, NULL);
  result = wait_for (fixture);
  g_assert_true (sb_platform_sign_in_finish (fixture->platform, result, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *options[] = { "--learners", "300", "--allow-faults", "--log-requests", NULL };

  fixture->demo = sb_test_platform_start (program, options);
  fixture->platform = sb_platform_for_origin (fixture->demo->origin);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->platform);
  sb_test_platform_stop (fixture->demo);
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbCredentials) wrong = sb_credentials_new_password ("tea.admin", "wrong", NULL, NULL);
  g_autoptr (SbPlatformInfo) info = NULL;
  g_autoptr (SbIdentity) identity = NULL;
  g_autoptr (SbCapabilities) capabilities = NULL;
  g_autoptr (GAsyncResult) probed = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) known = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) left = NULL;
  g_autoptr (GError) error = NULL;

  CALL (fixture, sb_platform_probe_async, fixture->platform, NULL);
  probed = wait_for (fixture);
  info = sb_platform_probe_finish (fixture->platform, probed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->title, ==, "ACME Academy");

  CALL (fixture, sb_platform_sign_in_async, fixture->platform, wrong, NULL);
  refused = wait_for (fixture);
  g_assert_false (sb_platform_sign_in_finish (fixture->platform, refused, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_CREDENTIALS);
  g_clear_error (&error);
  g_assert_null (sb_platform_get_tokens (fixture->platform));

  sign_in (fixture, "tea.admin");
  CALL (fixture, sb_platform_who_am_i_async, fixture->platform, NULL);
  known = wait_for (fixture);
  identity = sb_platform_who_am_i_finish (fixture->platform, known, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_identity_get_id (identity), ==, "12");
  g_assert_cmpint (sb_identity_get_level (identity), ==, SB_LEVEL_POWER_USER);

  CALL (fixture, sb_platform_load_capabilities_async, fixture->platform, NULL);
  loaded = wait_for (fixture);
  capabilities = sb_platform_load_capabilities_finish (fixture->platform, loaded, &error);
  g_assert_no_error (error);
  g_assert_true (capabilities->can_log_in_as);
  g_assert_true (capabilities->can_filter_branch);
  g_assert_cmpint (capabilities->session_seconds, ==, 3600);

  CALL (fixture, sb_platform_sign_out_async, fixture->platform, NULL);
  left = wait_for (fixture);
  g_assert_true (sb_platform_sign_out_finish (fixture->platform, left, &error));
  g_assert_no_error (error);
  g_assert_null (sb_platform_get_tokens (fixture->platform));
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM tokens WHERE user_id = 12 AND revoked_at IS NULL"), ==,
                   0);
}

static void
changed_cb (SbPlatform *platform, guint *n_changes)
{
  (*n_changes)++;
}

/* A stale token is renewed in passing, and whoever keeps the tokens is told. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbTokens) stale = NULL;
  g_autoptr (SbTokens) dead = sb_tokens_new ("stale", "not-a-refresh-token", NULL, NULL, NULL);
  g_autoptr (SbIdentity) identity = NULL;
  g_autoptr (GAsyncResult) renewed = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  sign_in (fixture, "tea.admin");
  stale = sb_tokens_new ("stale", sb_tokens_get_refresh (sb_platform_get_tokens (fixture->platform)), NULL, NULL, NULL);
  sb_platform_set_tokens (fixture->platform, stale);
  g_signal_connect (fixture->platform, "tokens-changed", G_CALLBACK (changed_cb), &n_changes);

  CALL (fixture, sb_platform_who_am_i_async, fixture->platform, NULL);
  renewed = wait_for (fixture);
  identity = sb_platform_who_am_i_finish (fixture->platform, renewed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_identity_get_user_name (identity), ==, "tea.admin");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (sb_tokens_get_access (sb_platform_get_tokens (fixture->platform)), !=, "stale");

  sb_platform_set_tokens (fixture->platform, dead);
  CALL (fixture, sb_platform_who_am_i_async, fixture->platform, NULL);
  refused = wait_for (fixture);
  g_assert_null (sb_platform_who_am_i_finish (fixture->platform, refused, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (n_changes, ==, 1);
}

static SbLearnerPage *
list_learners (Fixture *fixture, const SbLearnerQuery *query, guint page)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SbLearnerPage *learners;

  CALL (fixture, sb_platform_list_learners_async, fixture->platform, query, page, NULL);
  result = wait_for (fixture);
  learners = sb_platform_list_learners_finish (fixture->platform, result, &error);
  g_assert_no_error (error);

  return learners;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const exact[] = { "4713", "bjorn@acme.example" };
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  g_autoptr (SbLearnerPage) first = NULL;
  g_autoptr (SbLearnerPage) second = NULL;
  g_autoptr (SbLearnerPage) never = NULL;

  sign_in (fixture, "superadmin");
  first = list_learners (fixture, query, 1);
  second = list_learners (fixture, query, 2);
  g_assert_cmpuint (first->learners->len, ==, SB_LEARNER_PAGE_SIZE);
  g_assert_true (first->has_more);
  g_assert_false (second->has_more);
  g_assert_cmpint (first->total, ==, first->learners->len + second->learners->len);
  g_assert_cmpint (first->total, ==, ask (fixture, "SELECT count (*) FROM users"));

  for (gsize i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      g_autoptr (SbLearnerPage) found = NULL;

      sb_learner_query_set_text (query, exact[i]);
      found = list_learners (fixture, query, 1);
      g_assert_cmpuint (found->learners->len, >=, 1);
      g_assert_cmpstr (sb_learner_get_id (g_ptr_array_index (found->learners, 0)), ==, "4713");
    }

  sb_learner_query_set_text (query, "");
  query->status = SB_LEARNER_STATUS_NEVER_SIGNED_IN;
  never = list_learners (fixture, query, 1);
  g_assert_cmpint (never->total, ==, ask (fixture, "SELECT count (*) FROM users WHERE last_access_at IS NULL"));
  g_assert_cmpint (never->total, >, 0);
  for (guint i = 0; i < never->learners->len; i++)
    g_assert_null (sb_learner_get_last_access (g_ptr_array_index (never->learners, i)));
}

static void
test_learner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbLearnerDetail) detail = NULL;
  g_autoptr (GPtrArray) branches = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) fetched = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_namesake = FALSE;

  sign_in (fixture, "tea.admin");
  CALL (fixture, sb_platform_load_learner_async, fixture->platform, "4711", NULL);
  loaded = wait_for (fixture);
  detail = sb_platform_load_learner_finish (fixture->platform, loaded, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_learner_get_display_name (detail->learner), ==, "Ana Silva");
  g_assert_cmpuint (sb_learner_get_same_name_count (detail->learner), ==, 1);
  for (guint i = 0; i < detail->look_alikes->len; i++)
    has_namesake |= g_str_equal (sb_learner_get_id (g_ptr_array_index (detail->look_alikes, i)), "4712");
  g_assert_true (has_namesake);

  CALL (fixture, sb_platform_load_learner_async, fixture->platform, "999999", NULL);
  missing = wait_for (fixture);
  g_assert_null (sb_platform_load_learner_finish (fixture->platform, missing, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND);
  g_clear_error (&error);

  CALL (fixture, sb_platform_list_branches_async, fixture->platform, NULL, NULL);
  listed = wait_for (fixture);
  branches = sb_platform_list_branches_finish (fixture->platform, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (branches->len, >, 0);

  CALL (fixture, sb_platform_load_picture_async, fixture->platform, "/avatars/4713.png", NULL);
  fetched = wait_for (fixture);
  picture = sb_platform_load_picture_finish (fixture->platform, fetched, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (picture), >, 0);
}

/* ---- a log-in ---- */

static SbImpersonation *
begin (Fixture *fixture, const char *learner_id, GError **error)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new (learner_id, REASON, "HD-1234", NULL);
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields) { .id = learner_id });
  g_autoptr (SbImpersonation) impersonation = sb_impersonation_new (fixture->platform, learner, request);
  g_autoptr (GAsyncResult) result = NULL;

  CALL (fixture, sb_impersonation_begin_async, impersonation, NULL);
  result = wait_for (fixture);
  sb_impersonation_begin_finish (impersonation, result, error);

  return g_steal_pointer (&impersonation);
}

static void
end (Fixture *fixture, SbImpersonation *impersonation, SbEndHow how)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  CALL (fixture, sb_impersonation_end_async, impersonation, how);
  result = wait_for (fixture);
  g_assert_true (sb_impersonation_end_finish (impersonation, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_courses (Fixture *fixture, SbSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  CALL (fixture, sb_platform_list_courses_async, fixture->platform, session, NULL);
  result = wait_for (fixture);

  return sb_platform_list_courses_finish (fixture->platform, result, error);
}

static SbCourseDetail *
load_course (Fixture *fixture, SbSession *session, const char *course_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SbCourseDetail *detail;

  CALL (fixture, sb_platform_load_course_async, fixture->platform, session, course_id, NULL);
  result = wait_for (fixture);
  detail = sb_platform_load_course_finish (fixture->platform, result, &error);
  g_assert_no_error (error);

  return detail;
}

/* The first item of the learner's that can be declared complete and is not. */
static char *
find_open_item (Fixture *fixture, SbSession *session, GPtrArray *courses)
{
  for (guint i = 0; i < courses->len; i++)
    {
      SbCourse *course = g_ptr_array_index (courses, i);
      g_autoptr (SbCourseDetail) detail = NULL;

      if (!sb_course_get_can_enter (course))
        continue;

      detail = load_course (fixture, session, sb_course_get_id (course));
      g_assert_cmpstr (sb_course_get_id (detail->course), ==, sb_course_get_id (course));
      g_assert_cmpint (sb_course_get_items_total (detail->course), ==, sb_course_get_items_total (course));

      for (guint j = 0; j < detail->items->len; j++)
        {
          SbCourseItem *item = g_ptr_array_index (detail->items, j);

          if (sb_course_item_get_is_completable (item) && !sb_course_item_get_is_locked (item)
              && sb_course_item_get_status (item) != SB_PROGRESS_COMPLETED)
            return g_strdup (sb_course_item_get_id (item));
        }
    }

  return NULL;
}

static void
track (Fixture *fixture, SbSession *session, const char *item_id, SbTrackEvent event)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  CALL (fixture, sb_platform_track_async, fixture->platform, session, item_id, event, NULL);
  result = wait_for (fixture);
  g_assert_true (sb_platform_track_finish (fixture->platform, result, &error));
  g_assert_no_error (error);
}

static void
assert_unread_notice (Fixture *fixture, SbSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbNoticeList) list = NULL;
  g_autoptr (GError) error = NULL;
  guint n_own = 0;

  CALL (fixture, sb_platform_list_notices_async, fixture->platform, session, NULL);
  result = wait_for (fixture);
  list = sb_platform_list_notices_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->unread, >=, 1);

  for (guint i = 0; i < list->notices->len; i++)
    {
      SbNotice *notice = g_ptr_array_index (list->notices, i);

      if (g_strcmp0 (sb_notice_get_session_uuid (notice), session->uuid) == 0)
        {
          g_assert_false (sb_notice_get_is_read (notice));
          g_assert_true (g_str_has_suffix (sb_notice_get_text (notice), " Reason: " REASON));
          n_own++;
        }
    }
  g_assert_cmpuint (n_own, ==, 1);
}

static void
assert_profile (Fixture *fixture, SbSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SbProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  CALL (fixture, sb_platform_load_profile_async, fixture->platform, session, NULL);
  result = wait_for (fixture);
  profile = sb_platform_load_profile_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (profile->user_name, ==, "ana.silva");
}

static void
test_log_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (SbSession) session = NULL;
  g_autoptr (SbSession) again = NULL;
  g_autoptr (GPtrArray) courses = NULL;
  g_autoptr (GAsyncResult) repeated = NULL;
  g_autofree char *item_id = NULL;
  g_autoptr (GError) error = NULL;
  SbSession *record;

  sign_in (fixture, "tea.admin");
  impersonation = begin (fixture, "4711", &error);
  g_assert_no_error (error);
  session = sb_session_ref (sb_impersonation_get_session (impersonation));
  g_assert_cmpint (session->begin_notice.platform, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpstr (session->begin_notice.email_address, ==, "ana.silva@acme.example");
  g_assert_false (session->end_notice.is_known);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM sessions WHERE uuid = '%s' AND state = 'open'"
                         " AND administrator_id = 12 AND user_id = 4711", session->uuid), ==, 1);

  /* The same again is the same session, and tells nobody twice. */
  CALL (fixture, sb_platform_begin_async, fixture->platform, sb_impersonation_get_request (impersonation), NULL);
  repeated = wait_for (fixture);
  again = sb_platform_begin_finish (fixture->platform, repeated, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->uuid, ==, session->uuid);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'",
                        session->uuid), ==, 1);

  courses = list_courses (fixture, again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (courses->len, ==, ask (fixture, "SELECT count (*) FROM enrolments WHERE user_id = 4711"));

  item_id = find_open_item (fixture, again, courses);
  g_assert_nonnull (item_id);
  track (fixture, again, item_id, SB_TRACK_START);
  track (fixture, again, item_id, SB_TRACK_COMPLETE);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM item_states WHERE user_id = 4711 AND item_id = %s"
                         " AND status = 'completed' AND actor_id = 4711 AND impersonator_id = 12"
                         " AND session_uuid = '%s'", item_id, session->uuid), ==, 1);

  assert_profile (fixture, again);
  assert_unread_notice (fixture, again);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'"
                         " AND read_at IS NULL", session->uuid), ==, 1);

  end (fixture, impersonation, SB_END_SWITCH_BACK);
  record = sb_impersonation_get_record (impersonation);
  g_assert_nonnull (record->ended_at);
  g_assert_null (record->token);
  g_assert_cmpint (record->end_notice.platform, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM sessions WHERE uuid = '%s' AND state = 'ended'"
                         " AND how = 'switch-back'", session->uuid), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count (DISTINCT type) FROM notifications WHERE session_uuid = '%s'",
                        session->uuid), ==, 2);

  /* And out is out. */
  g_assert_null (list_courses (fixture, again, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED);
}

static void
test_end_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (SbSession) record = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *uuid;

  sign_in (fixture, "tea.admin");
  impersonation = begin (fixture, "4713", &error);
  g_assert_no_error (error);
  uuid = sb_impersonation_get_request (impersonation)->uuid;
  end (fixture, impersonation, SB_END_CLOSED);

  CALL (fixture, sb_platform_end_async, fixture->platform, uuid, SB_END_RECOVERED, NULL);
  result = wait_for (fixture);
  record = sb_platform_end_finish (fixture->platform, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (record->ended_at);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM sessions WHERE uuid = '%s' AND how = 'closed'",
                        uuid), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'", uuid), ==,
                   2);
}

/* As much again as a new one has, and never more than the longest; and the end that follows is one end. */
static void
test_keep_alive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SbSession *session;
  gint64 seconds;

  sign_in (fixture, "tea.admin");
  impersonation = begin (fixture, "4713", &error);
  g_assert_no_error (error);
  CALL (fixture, sb_impersonation_keep_alive_async, impersonation, NULL);
  result = wait_for (fixture);
  g_assert_true (sb_impersonation_keep_alive_finish (impersonation, result, &error));
  g_assert_no_error (error);
  session = sb_impersonation_get_session (impersonation);
  seconds = ask (fixture, "SELECT expires_at FROM sessions WHERE uuid = '%s'", session->uuid);
  g_assert_cmpint (g_date_time_to_unix (session->expires_at), ==, seconds);
  g_assert_nonnull (session->token);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM audit WHERE session_uuid = '%s'"
                         "  AND action = 'impersonation_keep_alive'", session->uuid), ==, 1);

  end (fixture, impersonation, SB_END_SWITCH_BACK);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM notifications WHERE session_uuid = '%s'",
                        session->uuid), ==, 2);
}

/* Only the administrator's own, and only what has not ended. */
static void
test_open_sessions (Fixture *fixture, gconstpointer data)
{
  static const guint expected[] = { 0, 1, 0 };
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "tea.admin");
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) sessions = NULL;

      CALL (fixture, sb_platform_list_open_sessions_async, fixture->platform, NULL);
      result = wait_for (fixture);
      sessions = sb_platform_list_open_sessions_finish (fixture->platform, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (sessions->len, ==, expected[i]);

      if (i == 0)
        impersonation = begin (fixture, "4713", &error);
      else if (i == 1)
        {
          SbSession *session = g_ptr_array_index (sessions, 0);

          g_assert_cmpstr (session->uuid, ==, sb_impersonation_get_request (impersonation)->uuid);
          g_assert_cmpstr (session->learner_id, ==, "4713");
          end (fixture, impersonation, SB_END_SWITCH_BACK);
        }
      g_assert_no_error (error);
    }
}

/* An end that overtakes its begin: the platform remembers, and the late begin is refused. */
static void
test_end_before_begin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "Late", "", NULL);
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "tea.admin");
  CALL (fixture, sb_platform_end_async, fixture->platform, request->uuid, SB_END_RECOVERED, NULL);
  ended = wait_for (fixture);
  g_assert_null (sb_platform_end_finish (fixture->platform, ended, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND);
  g_clear_error (&error);

  CALL (fixture, sb_platform_begin_async, fixture->platform, request, NULL);
  begun = wait_for (fixture);
  g_assert_null (sb_platform_begin_finish (fixture->platform, begun, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_CONFLICT);
  g_assert_cmpstr (sb_api_error_get_reason (error), ==, "session_over");
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM sessions WHERE uuid = '%s'", request->uuid), ==, 0);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *learner_id;
    SbApiError code;
    const char *reason;
  } cases[] = {
    { "10", SB_API_ERROR_FORBIDDEN, NULL },  /* a Superadmin, or outside the branches: either is right */
    { "14", SB_API_ERROR_FORBIDDEN, "power_user" },
    { "12", SB_API_ERROR_FORBIDDEN, NULL },  /* oneself, who is a Power User */
    { "4729", SB_API_ERROR_FORBIDDEN, "never_signed_in" },
    { "999999", SB_API_ERROR_NOT_FOUND, "user_not_found" },
  };

  sign_in (fixture, "tea.admin");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbImpersonation) impersonation = begin (fixture, cases[i].learner_id, &error);

      g_assert_error (error, SB_API_ERROR, (int) cases[i].code);
      g_assert_nonnull (sb_api_error_get_reason (error));
      if (cases[i].reason != NULL)
        g_assert_cmpstr (sb_api_error_get_reason (error), ==, cases[i].reason);
      g_assert_cmpint (sb_impersonation_get_state (impersonation), ==, SB_IMPERSONATION_REFUSED);
    }

  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM sessions"), ==, 0);
}

static void
order (Fixture *fixture, const char *fault)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *address = g_strconcat (fixture->demo->origin, "/_faults", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", address);
  g_autoptr (GBytes) body = g_bytes_new (fault, strlen (fault));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 204);
}

/* ---- what is asked at the start ---- */

static guint
count_requests (Fixture *fixture, const char *start)
{
  g_autofree char *path = g_build_filename (fixture->demo->folder, "requests.log", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], start);

  return n;
}

static gboolean
is_all_there (Fixture *fixture)
{
  return count_requests (fixture, "GET /manage/v1/user/session") == 1
      && count_requests (fixture, "GET /impersonation/v1/capabilities") == 1
      && count_requests (fixture, "GET /manage/v1/user?") == 1;
}

/* All of them reach a platform that answers none. */
static void
test_side_by_side (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) known = NULL;
  g_autoptr (GError) error = NULL;
  SbHeadStart *head_start;

  sign_in (fixture, "tea.admin");
  order (fixture, "{\"match\": \"GET /\", \"times\": 3, \"action\": \"hang\"}");
  CALL (fixture, sb_platform_who_am_i_async, fixture->platform, cancellable);
  head_start = sb_head_start_new (fixture->platform);
  sb_test_wait_until (is_all_there (fixture));

  g_assert_null (fixture->slot);
  g_assert_finalize_object (head_start);
  g_cancellable_cancel (cancellable);
  known = wait_for (fixture);
  g_assert_null (sb_platform_who_am_i_finish (fixture->platform, known, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sb_test_drain ();
}

/* The token has expired for all of them, and is renewed once. */
static void
test_side_by_side_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
  g_autoptr (SbTokens) stale = NULL;
  g_autoptr (SbHeadStart) head_start = NULL;
  g_autoptr (SbIdentity) identity = NULL;
  g_autoptr (SbCapabilities) capabilities = NULL;
  g_autoptr (SbLearnerPage) learners = NULL;
  g_autoptr (GAsyncResult) known = NULL;
  g_autoptr (GAsyncResult) offered = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  guint n_tokens;

  sign_in (fixture, "tea.admin");
  n_tokens = count_requests (fixture, "POST /oauth2/token");
  stale = sb_tokens_new ("stale", sb_tokens_get_refresh (sb_platform_get_tokens (fixture->platform)), NULL, NULL, NULL);
  sb_platform_set_tokens (fixture->platform, stale);
  CALL (fixture, sb_platform_who_am_i_async, fixture->platform, NULL);
  head_start = sb_head_start_new (fixture->platform);
  known = wait_for (fixture);
  identity = sb_platform_who_am_i_finish (fixture->platform, known, &error);
  g_assert_no_error (error);

  g_assert_true (CALL (fixture, sb_head_start_take_capabilities, head_start, NULL));
  offered = wait_for (fixture);
  capabilities = sb_platform_load_capabilities_finish (fixture->platform, offered, &error);
  g_assert_no_error (error);
  g_assert_true (CALL (fixture, sb_head_start_take_learners, head_start, query, 1, NULL));
  listed = wait_for (fixture);
  learners = sb_platform_list_learners_finish (fixture->platform, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (learners->learners->len, >, 0);

  g_assert_cmpuint (count_requests (fixture, "POST /oauth2/token"), ==, n_tokens + 1);
  g_assert_false (CALL (fixture, sb_head_start_take_capabilities, head_start, NULL));
  g_assert_false (CALL (fixture, sb_head_start_take_learners, head_start, query, 1, NULL));
}

/* ---- reading back ---- */

static SbProofReader *
read_back (Fixture *fixture, SbImpersonation *impersonation)
{
  SbProofReader *reader = sb_proof_reader_new (fixture->platform, NULL, sb_impersonation_get_record (impersonation));

  g_object_set (reader, "retry-unit-ms", 20, NULL);
  sb_proof_reader_start (reader);
  sb_test_wait_until (sb_proof_reader_is_settled (reader));

  return reader;
}

static char *
make_farewell (SbProofReader *reader)
{
  return sb_told_words_make_farewell (sb_proof_reader_get_record (reader), sb_proof_reader_get_proof (reader), "Ana");
}

/* The e-mail of the end is queued when the end is answered; a moment later the record says what became of it. */
static void
test_read_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (SbProofReader) reader = NULL;
  g_autofree char *farewell = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "tea.admin");
  impersonation = begin (fixture, "4713", &error);
  g_assert_no_error (error);
  end (fixture, impersonation, SB_END_SWITCH_BACK);
  reader = read_back (fixture, impersonation);

  g_assert_cmpint (sb_proof_reader_get_proof (reader), ==, SB_LEDGER_PROOF_CONFIRMED);
  g_assert_cmpint (sb_proof_reader_get_record (reader)->end_notice.email, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_cmpint (ask (fixture, "SELECT count (*) FROM emails WHERE session_uuid = '%s' AND state = 'sent'",
                        sb_impersonation_get_request (impersonation)->uuid), ==, 2);
  farewell = make_farewell (reader);
  g_assert_true (g_str_has_suffix (farewell, "in the platform and by e-mail"));
}

/* A platform that says one thing and does another, or says what cannot be: it is caught, and said. */
static const struct
{
  const char *name;
  const char *fault;
  SbLedgerProof proof;
  const char *sentence; /* how it begins; the times are the platform's */
} lies[] = {
  { "ended-without-notice",
    "{\"match\": \"* /impersonation/v1/sessions/\", \"times\": 9, \"action\": \"lie\","
    " \"with\": {\"data\": {\"notices\": {\"end\": null}}}}",
    SB_LEDGER_PROOF_CONFIRMED, "You are back. Ana was told at " },
  { "notice-before-the-start",
    "{\"match\": \"* /impersonation/v1/sessions/\", \"times\": 9, \"action\": \"lie\", \"with\": {\"data\": {\"notices\":"
    " {\"end\": {\"platform\": {\"at\": \"2001-01-01T00:00:00Z\"}}}}}}",
    SB_LEDGER_PROOF_CONFIRMED, "You are back. The platform says that it told Ana that you left, at a time" },
  { "another-uuid",
    "{\"match\": \"GET /impersonation/v1/sessions/\", \"times\": 9, \"action\": \"lie\","
    " \"with\": {\"data\": {\"uuid\": \"00000000-0000-4000-8000-000000000000\"}}}",
    SB_LEDGER_PROOF_CONTRADICTED, "The platform’s record of the log-in as Ana is not" },
  { "not-ended",
    "{\"match\": \"GET /impersonation/v1/sessions/\", \"times\": 9, \"action\": \"lie\","
    " \"with\": {\"data\": {\"ended_at\": null, \"state\": \"open\"}}}",
    SB_LEDGER_PROOF_OPEN, "The platform said that the log-in as Ana had ended, but has it on record as open" },
  { "notice-taken-back",
    "{\"match\": \"GET /impersonation/v1/sessions/\", \"times\": 9, \"action\": \"lie\","
    " \"with\": {\"data\": {\"notices\": {\"end\": null}}}}",
    SB_LEDGER_PROOF_CONTRADICTED, "The platform’s record of the log-in as Ana is not" },
  { "no-such-call",
    "{\"match\": \"GET /impersonation/v1/sessions/\", \"times\": 9, \"action\": \"status\", \"status\": 404}",
    SB_LEDGER_PROOF_UNAVAILABLE, "Ana was told at " },
};

static void
test_lie (Fixture *fixture, gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SbImpersonation) impersonation = NULL;
  g_autoptr (SbProofReader) reader = NULL;
  g_autofree char *farewell = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "tea.admin");
  impersonation = begin (fixture, "4713", &error);
  g_assert_no_error (error);
  order (fixture, lies[i].fault);
  end (fixture, impersonation, SB_END_SWITCH_BACK);
  reader = read_back (fixture, impersonation);

  g_assert_cmpint (sb_proof_reader_get_proof (reader), ==, lies[i].proof);
  farewell = make_farewell (reader);
  g_test_message ("%s", farewell);
  g_assert_true (g_str_has_prefix (farewell, lies[i].sentence));
}

#define ADD(name, func) g_test_add ("/docebo/demo/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

  ADD ("sign-in", test_sign_in);
  ADD ("refresh", test_refresh);
  ADD ("list", test_list);
  ADD ("learner", test_learner);
  ADD ("log-in", test_log_in);
  ADD ("end-twice", test_end_twice);
  ADD ("keep-alive", test_keep_alive);
  ADD ("open-sessions", test_open_sessions);
  ADD ("end-before-begin", test_end_before_begin);
  ADD ("refusals", test_refusals);
  ADD ("read-back", test_read_back);
  ADD ("side-by-side", test_side_by_side);
  ADD ("side-by-side-renewed", test_side_by_side_renewed);
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strconcat ("/docebo/demo/lie/", lies[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_lie, tear_down);
    }

  return g_test_run ();
}
