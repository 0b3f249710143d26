/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pure halves of the connector: what each request looks like, what each answer means, and that no answer whatever
 * does worse than an error. */

#include "config.h"

#include "docebo/sb-docebo-impersonation-api.h"
#include "docebo/sb-docebo-learning-api.h"
#include "docebo/sb-docebo-notices-api.h"
#include "docebo/sb-docebo-session-api.h"
#include "docebo/sb-docebo-token-api.h"
#include "docebo/sb-docebo-text.h"
#include "docebo/sb-docebo-users-api.h"
#include "docebo/sb-docebo-web-api.h"
#include "sb-api-error.h"
#include "sb-json.h"
#include "sb-rest-client.h"

#define UUID "1b4e28ba-2fa1-41d2-883f-0016d3cca427"

/* ---- requests ---- */

static void
assert_request (SbRequest *request, const char *method, const char *url, const char *body, gboolean is_authorised)
{
  g_autoptr (SbRequest) owned = request;
  g_autofree char *actual_url = sb_request_dup_url (request, "");
  GBytes *bytes = sb_request_get_body (request);
  g_autofree char *text = bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (sb_request_get_method_name (request), ==, method);
  g_assert_cmpstr (actual_url, ==, url);
  g_assert_cmpstr (text, ==, body);
  g_assert_cmpint (sb_request_is_authorised (request), ==, is_authorised);
}

static void
test_describe_session (void)
{
  g_autoptr (SbCredentials) password = sb_credentials_new_password ("tea", "p&w \"", NULL, NULL);
  g_autoptr (SbCredentials) client = sb_credentials_new_password ("tea", "p&w", "cl", "se=c");
  g_autoptr (SbCredentials) code = sb_credentials_new_code ("co", "ver", "http://127.0.0.1:1/", "cl", NULL);
  g_autoptr (SbTokens) own = sb_tokens_new ("a", "r+1", NULL, NULL, NULL);
  g_autoptr (SbTokens) of_client = sb_tokens_new ("a", "r", "cl", "sec", NULL);

  assert_request (sb_docebo_describe_probe (), "GET", "/manage/v1/site/bootstrap", NULL, FALSE);
  assert_request (sb_docebo_describe_login (password, "Europe/Berlin"), "POST", "/manage/v1/user/login",
                  "{\"username\":\"tea\",\"password\":\"p&w \\\"\",\"issue_refresh_token\":true,"
                  "\"client_timezone_textual\":\"Europe/Berlin\"}", FALSE);
  assert_request (sb_docebo_describe_token (client), "POST", "/oauth2/token",
                  "grant_type=password&client_id=cl&client_secret=se%3Dc&scope=api&username=tea&password=p%26w", FALSE);
  assert_request (sb_docebo_describe_token (code), "POST", "/oauth2/token",
                  "grant_type=authorization_code&client_id=cl&code=co&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2F"
                  "&code_verifier=ver", FALSE);
  assert_request (sb_docebo_describe_refresh (own), "POST", "/oauth2/token",
                  "grant_type=refresh_token&refresh_token=r%2B1", FALSE);
  assert_request (sb_docebo_describe_refresh (of_client), "POST", "/oauth2/token",
                  "grant_type=refresh_token&client_id=cl&client_secret=sec&refresh_token=r", FALSE);
  assert_request (sb_docebo_describe_logout (), "POST", "/manage/v1/user/logout", NULL, TRUE);
  assert_request (sb_docebo_describe_who_am_i (), "GET", "/manage/v1/user/session", NULL, TRUE);
}

static void
test_describe_users (void)
{
  g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();

  assert_request (sb_docebo_describe_learners (query, 1, FALSE), "GET",
                  "/manage/v1/user?page=1&page_size=200&get_total_count=1&sort_attr=first_name&sort_dir=asc", NULL,
                  TRUE);
  assert_request (sb_docebo_describe_learners (query, 2, FALSE), "GET",
                  "/manage/v1/user?page=2&page_size=200&sort_attr=first_name&sort_dir=asc", NULL, TRUE);

  sb_learner_query_set_text (query, "a&b@c");
  sb_learner_query_set_branch (query, "7/8");
  query->level = SB_LEVEL_POWER_USER;
  query->status = SB_LEARNER_STATUS_INACTIVE;
  query->sort = SB_LEARNER_SORT_LAST_ACCESS;
  query->is_descending = TRUE;
  assert_request (sb_docebo_describe_learners (query, 1, TRUE), "GET",
                  "/manage/v1/user?page=1&page_size=200&search_text=a%26b%40c&match_type=full&branch_id=7%2F8"
                  "&selection_status=2&level=power_user&status=0&sort_attr=last_access_date&sort_dir=desc", NULL, TRUE);

  assert_request (sb_docebo_describe_learner ("47/11?x"), "GET", "/manage/v1/user/47%2F11%3Fx", NULL, TRUE);
  assert_request (sb_docebo_describe_branches (NULL), "GET", "/manage/v1/orgchart", NULL, TRUE);
  assert_request (sb_docebo_describe_branches ("7"), "GET", "/manage/v1/orgchart?node_id=7", NULL, TRUE);
}

static void
test_describe_filters (void)
{
  static const struct
  {
    SbLearnerStatus status;
    SbLearnerSort sort;
    const char *tail;
  } cases[] = {
    { SB_LEARNER_STATUS_ACTIVE, SB_LEARNER_SORT_USER_NAME, "&status=1&sort_attr=username&sort_dir=asc" },
    { SB_LEARNER_STATUS_NEVER_SIGNED_IN, SB_LEARNER_SORT_EMAIL, "&never_accessed=1&sort_attr=email&sort_dir=asc" },
    { SB_LEARNER_STATUS_ANY, SB_LEARNER_SORT_LEVEL, "&sort_attr=level&sort_dir=asc" },
    { SB_LEARNER_STATUS_ANY, SB_LEARNER_SORT_STATUS, "&sort_attr=status&sort_dir=asc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbLearnerQuery) query = sb_learner_query_new ();
      g_autofree char *url = g_strconcat ("/manage/v1/user?page=3&page_size=200", cases[i].tail, NULL);

      query->status = cases[i].status;
      query->sort = cases[i].sort;
      assert_request (sb_docebo_describe_learners (query, 3, FALSE), "GET", url, NULL, TRUE);
    }
}

static void
test_describe_learning (void)
{
  g_autoptr (SbRequest) track = sb_docebo_describe_track ("317", SB_TRACK_START);

  assert_request (sb_docebo_describe_courses (3), "GET", "/learn/v1/enrollments?page=3&page_size=200", NULL, TRUE);
  assert_request (sb_docebo_describe_course (".."), "GET", "/learn/v1/courses/%20", NULL, TRUE);
  assert_request (sb_docebo_describe_track ("3/17", SB_TRACK_COMPLETE), "POST", "/learn/v1/lo/3%2F17/track",
                  "{\"event\":\"complete\"}", TRUE);
  assert_request (sb_request_ref (track), "POST", "/learn/v1/lo/317/track", "{\"event\":\"start\"}", TRUE);
  g_assert_true (sb_request_is_repeatable (track));
  assert_request (sb_docebo_describe_profile (), "GET", "/learn/v1/profile", NULL, TRUE);
  assert_request (sb_docebo_describe_notices (), "GET", "/notifications/v1/notification/notifications", NULL, TRUE);
}

static void
test_describe_impersonation (void)
{
  SbBeginRequest full = { (char *) UUID, (char *) "4711", (char *) "Why \"now\"", (char *) "HD-1", (char *) "acme" };
  SbBeginRequest brief = { (char *) UUID, (char *) "4711", (char *) "", (char *) "", NULL };

  assert_request (sb_docebo_describe_capabilities (), "GET", "/impersonation/v1/capabilities", NULL, TRUE);
  assert_request (sb_docebo_describe_begin (&full), "PUT", "/impersonation/v1/sessions/" UUID,
                  "{\"user_id\":\"4711\",\"reason\":\"Why \\\"now\\\"\",\"ticket\":\"HD-1\",\"domain\":\"acme\"}",
                  TRUE);
  assert_request (sb_docebo_describe_begin (&brief), "PUT", "/impersonation/v1/sessions/" UUID,
                  "{\"user_id\":\"4711\",\"reason\":\"\"}", TRUE);
  assert_request (sb_docebo_describe_end (UUID, SB_END_RECOVERED), "DELETE",
                  "/impersonation/v1/sessions/" UUID "?how=recovered", NULL, TRUE);
  assert_request (sb_docebo_describe_keep_alive (UUID), "POST", "/impersonation/v1/sessions/" UUID "/keep-alive", NULL,
                  TRUE);
  assert_request (sb_docebo_describe_session (UUID), "GET", "/impersonation/v1/sessions/" UUID, NULL, TRUE);
  assert_request (sb_docebo_describe_open_sessions (), "GET", "/impersonation/v1/sessions?state=open&page_size=200",
                  NULL, TRUE);
}

/* ---- answers ---- */

static SbBeginRequest begun = { (char *) UUID, (char *) "4711", (char *) "", (char *) "", NULL };

static SbSession web_session = { .token = (char *) "learner-token", .home_url = (char *) "/learn/home?x=1" };
static SbDoceboWebWish web_wish = { (char *) "https://learn.example", &web_session };

typedef struct
{
  const char *fixture;
  SbReplyParser parser;
  gpointer data;
  GDestroyNotify result_free; /* NULL: nothing to free */
  const char *required;       /* members that must be there, by their paths */
} Answer;

static void
free_grant (gpointer grant)
{
  sb_docebo_grant_free (grant);
}

static const Answer answers[] = {
  { "bootstrap", sb_docebo_parse_probe, (gpointer) "https://acme.example", (GDestroyNotify) sb_platform_info_free,
    "data data.platform_version" },
  { "login", sb_docebo_parse_login, NULL, free_grant, "data data.access_token" },
  { "token", sb_docebo_parse_token, NULL, free_grant, "access_token" },
  { "session", sb_docebo_parse_who_am_i, NULL, g_object_unref, "data data.id" },
  { "users", sb_docebo_parse_learners, NULL, (GDestroyNotify) sb_learner_page_free,
    "data data.items data.items.0.user_id" },
  { "user", sb_docebo_parse_learner, NULL, (GDestroyNotify) sb_learner_detail_free,
    "data data.user_data data.user_data.user_id data.look_alikes.0.user_id" },
  { "orgchart", sb_docebo_parse_branches, NULL, (GDestroyNotify) g_ptr_array_unref,
    "data data.items data.items.0.id data.items.0.title" },
  { "enrollments", sb_docebo_parse_courses, NULL, (GDestroyNotify) sb_docebo_course_page_free,
    "data data.items data.items.0.id data.items.0.name data.items.0.next_item.id" },
  { "course", sb_docebo_parse_course, NULL, (GDestroyNotify) sb_course_detail_free,
    "data data.id data.name data.tree.0.id data.tree.0.name data.tree.0.children.1.id" },
  { "track", sb_docebo_parse_track, NULL, NULL, "data data.id" },
  { "notifications", sb_docebo_parse_notices, NULL, (GDestroyNotify) sb_notice_list_free,
    "data data.items data.items.0.id" },
  { "profile", sb_docebo_parse_profile, NULL, (GDestroyNotify) sb_profile_free, "data data.username" },
  { "capabilities", sb_docebo_parse_capabilities, NULL, (GDestroyNotify) sb_capabilities_unref,
    "data data.version data.domains.0.id" },
  { "capabilities-web", sb_docebo_parse_web_entry, &web_wish, (GDestroyNotify) sb_web_entry_unref,
    "data" },
  { "session-begun", sb_docebo_parse_begin, &begun, (GDestroyNotify) sb_session_unref,
    "data data.uuid data.user_id data.access_token data.started_at data.expires_at" },
  { "session-ended", sb_docebo_parse_end, (gpointer) UUID, (GDestroyNotify) sb_session_unref,
    "data data.uuid data.user_id data.started_at data.expires_at data.ended_at" },
  { "session-kept-alive", sb_docebo_parse_keep_alive, (gpointer) UUID, (GDestroyNotify) sb_session_unref,
    "data data.uuid data.user_id data.started_at data.expires_at" },
  { "sessions-open", sb_docebo_parse_open_sessions, NULL, (GDestroyNotify) g_ptr_array_unref,
    "data data.items data.items.0.uuid data.items.0.user_id data.items.0.started_at data.items.0.expires_at" },
};

static JsonNode *
load_fixture (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "docebo", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  root = json_from_string (text, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&root);
}

static gpointer
parse_fixture (const char *name)
{
  g_autoptr (JsonNode) root = load_fixture (name);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].fixture, name))
      {
        gpointer result = answers[i].parser (root, answers[i].data, &error);

        g_assert_no_error (error);
        g_assert_nonnull (result);
        return result;
      }

  g_assert_not_reached ();
}

static void
test_parse_session (void)
{
  g_autoptr (SbPlatformInfo) info = parse_fixture ("bootstrap");
  g_autoptr (SbDoceboGrant) login = parse_fixture ("login");
  g_autoptr (SbDoceboGrant) token = parse_fixture ("token");
  g_autoptr (SbIdentity) identity = parse_fixture ("session");

  g_assert_cmpstr (info->title, ==, "ACME Academy");
  g_assert_cmpstr (info->language, ==, "en");
  g_assert_true (info->is_in_maintenance);
  g_assert_true (info->has_single_sign_on);

  g_assert_cmpstr (login->access, ==, "access-for-tests");
  g_assert_cmpstr (login->refresh, ==, "refresh-for-tests");
  g_assert_cmpint (login->expires_in, ==, 3600);
  g_assert_null (token->refresh);

  g_assert_cmpstr (sb_identity_get_id (identity), ==, "12");
  g_assert_cmpstr (sb_identity_get_display_name (identity), ==, "Tea Admin");
  g_assert_cmpint (sb_identity_get_level (identity), ==, SB_LEVEL_POWER_USER);
  g_assert_null (sb_identity_get_avatar_url (identity));
  g_assert_cmpstr (sb_identity_get_branch_title (identity), ==, "North");
}

static void
test_parse_users (void)
{
  g_autoptr (SbLearnerPage) page = parse_fixture ("users");
  g_autoptr (SbLearnerDetail) detail = parse_fixture ("user");
  g_autoptr (GPtrArray) branches = parse_fixture ("orgchart");
  SbLearner *ana, *efua, *strange;

  g_assert_cmpint (page->total, ==, 412);
  g_assert_true (page->has_more);
  g_assert_cmpuint (page->learners->len, ==, 3);
  ana = g_ptr_array_index (page->learners, 0);
  efua = g_ptr_array_index (page->learners, 1);
  strange = g_ptr_array_index (page->learners, 2);

  g_assert_cmpstr (sb_learner_get_display_name (ana), ==, "Ana Silva");
  g_assert_cmpint (g_date_time_get_hour (sb_learner_get_last_access (ana)), ==, 9);
  g_assert_true (sb_learner_get_is_active (ana));
  g_assert_cmpuint (sb_learner_get_same_name_count (ana), ==, 1);

  g_assert_cmpstr (sb_learner_get_id (efua), ==, "4715");
  g_assert_cmpstr (sb_learner_get_display_name (efua), ==, "Efua Mensah");
  g_assert_cmpint (sb_learner_get_level (efua), ==, SB_LEVEL_USER);
  g_assert_false (sb_learner_get_is_active (efua));
  g_assert_null (sb_learner_get_last_access (efua));
  g_assert_null (sb_learner_get_email (efua));

  g_assert_cmpint (sb_learner_get_level (strange), ==, SB_LEVEL_UNKNOWN);
  g_assert_false (sb_learner_get_is_active (strange));

  g_assert_cmpstr (sb_learner_get_branch_path (detail->learner), ==, "ACME / North / Lisbon");
  g_assert_cmpuint (detail->look_alikes->len, ==, 1);
  g_assert_cmpstr (sb_learner_get_id (g_ptr_array_index (detail->look_alikes, 0)), ==, "4712");

  g_assert_cmpuint (branches->len, ==, 2);
  g_assert_false (sb_branch_get_has_children (g_ptr_array_index (branches, 0)));
  g_assert_true (sb_branch_get_has_children (g_ptr_array_index (branches, 1)));
}

static void
test_parse_learning (void)
{
  static const struct
  {
    const char *id;
    SbItemKind kind;
    int depth;
  } items[] = {
    { "310", SB_ITEM_KIND_FOLDER, 0 },  { "311", SB_ITEM_KIND_PAGE, 1 }, { "317", SB_ITEM_KIND_VIDEO, 1 },
    { "318", SB_ITEM_KIND_UNKNOWN, 2 }, { "320", SB_ITEM_KIND_TEST, 0 },
  };
  g_autoptr (SbDoceboCoursePage) page = parse_fixture ("enrollments");
  g_autoptr (SbCourseDetail) detail = parse_fixture ("course");
  g_autoptr (SbProfile) profile = parse_fixture ("profile");
  SbCourse *safety = g_ptr_array_index (page->courses, 0);

  g_assert_cmpuint (page->courses->len, ==, 3);
  g_assert_cmpstr (sb_course_get_description (safety), ==, "What to do & when.\n\nRead it.");
  g_assert_cmpstr (sb_course_get_next_item_id (safety), ==, "317");
  g_assert_cmpint (sb_course_get_status (g_ptr_array_index (page->courses, 1)), ==, SB_PROGRESS_NOT_STARTED);
  g_assert_false (sb_course_get_can_enter (g_ptr_array_index (page->courses, 1)));
  g_assert_cmpint (sb_course_get_status (g_ptr_array_index (page->courses, 2)), ==, SB_PROGRESS_UNKNOWN);

  g_assert_cmpuint (detail->items->len, ==, G_N_ELEMENTS (items));
  for (guint i = 0; i < detail->items->len; i++)
    {
      SbCourseItem *item = g_ptr_array_index (detail->items, i);

      g_assert_cmpstr (sb_course_item_get_id (item), ==, items[i].id);
      g_assert_cmpint (sb_course_item_get_kind (item), ==, items[i].kind);
      g_assert_cmpint (sb_course_item_get_depth (item), ==, items[i].depth);
    }
  g_assert_cmpstr (sb_course_item_get_locked_reason (g_ptr_array_index (detail->items, 4)), ==, "Fire Doors first");
  g_assert_cmpint (sb_course_item_get_position (g_ptr_array_index (detail->items, 2)), ==, 180);
  g_assert_cmpstr (sb_course_get_next_item_id (detail->course), ==, "317");

  g_assert_cmpstr (profile->display_name, ==, "Ana Silva");
  g_assert_null (profile->email);
  g_assert_cmpint (profile->courses_completed, ==, 2);
}

static void
test_parse_notices (void)
{
  g_autoptr (SbNoticeList) list = parse_fixture ("notifications");
  SbNotice *first = g_ptr_array_index (list->notices, 0);
  SbNotice *second = g_ptr_array_index (list->notices, 1);

  g_assert_cmpuint (list->unread, ==, 5);
  g_assert_cmpstr (sb_notice_get_subject (first), ==, "Tea <Admin> &amp; Co came in");
  g_assert_cmpstr (sb_notice_get_text (first), ==, "First\n\nReason: <b>bold</b> &amp; 'quoted'");
  g_assert_cmpstr (sb_notice_get_session_uuid (first), ==, UUID);
  g_assert_false (sb_notice_get_is_read (first));
  g_assert_cmpstr (sb_notice_get_text (second), ==, "Only <b>short</b>");
  g_assert_true (sb_notice_get_is_read (second));
}

static SbNoticeList *
parse_notices (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  return sb_docebo_parse_notices (root, NULL, error);
}

/* Some tenants put the object that holds the list into a list. */
static void
test_parse_notices_in_a_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbNoticeList) one = parse_notices ("{\"data\": [{\"items\": [{\"id\": 9}]}]}", &error);
  g_autoptr (SbNoticeList) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (one->notices->len, ==, 1);
  g_assert_cmpuint (one->unread, ==, 1);

  none = parse_notices ("{\"data\": [], \"extra_data\": {\"count_unread\": 0}}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->notices->len, ==, 0);

  g_assert_null (parse_notices ("{\"data\": [7]}", &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (parse_notices ("{\"data\": [{}]}", &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

/* Prose may hold pictures and be of any length; names may hold anything, and are still one line. */
static void
test_parse_excess (void)
{
  g_autofree char *picture = g_strnfill (1024 * 1024, 'A');
  g_autofree char *prose = g_strnfill (100000, 'b');
  g_autofree char *json = g_strdup_printf (
    "{\"data\":{\"items\":[{\"id\":1,\"name\":\"A\\n\\n\\u0007B\",\"enroll_end_date\":\"9999-12-31 23:59:59\","
    "\"course_complete_date\":\"0000-00-00 00:00:00\",\"description\":\"<img src='data:%s'>%s\"}]}}", picture, prose);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDoceboCoursePage) page = sb_docebo_parse_courses (root, NULL, &error);
  SbCourse *course;

  g_assert_no_error (error);
  course = g_ptr_array_index (page->courses, 0);
  g_assert_cmpstr (sb_course_get_name (course), ==, "A B");
  g_assert_null (sb_course_get_deadline (course));
  g_assert_null (sb_course_get_completed_at (course));
  g_assert_true (g_str_has_prefix (sb_course_get_description (course), "bbb"));
  g_assert_cmpint (g_utf8_strlen (sb_course_get_description (course), -1), <, 20000);
}

static void
test_parse_impersonation (void)
{
  g_autoptr (SbCapabilities) capabilities = parse_fixture ("capabilities");
  g_autoptr (SbSession) session = parse_fixture ("session-begun");
  g_autoptr (SbSession) record = parse_fixture ("session-ended");

  g_assert_true (capabilities->offers_log_in_as);
  g_assert_false (capabilities->can_log_in_as);
  g_assert_true (capabilities->is_reason_required);
  g_assert_true (capabilities->can_filter_level);
  g_assert_true (capabilities->can_filter_never_signed_in);
  g_assert_false (capabilities->can_filter_status);
  g_assert_true (sb_capabilities_needs_domain (capabilities));
  g_assert_cmpstr (((SbDomain *) g_ptr_array_index (capabilities->domains, 1))->title, ==, "beta");

  g_assert_cmpstr (session->learner_id, ==, "4711");
  g_assert_cmpstr (session->token, ==, "learner-for-tests");
  g_assert_null (session->ended_at);
  g_assert_cmpint (session->begin_notice.email, ==, SB_NOTICE_STATE_DELIVERED);
  g_assert_false (session->end_notice.is_known);

  g_assert_null (record->token);
  g_assert_nonnull (record->ended_at);
  g_assert_cmpint (record->begin_notice.email, ==, SB_NOTICE_STATE_UNKNOWN);
  g_assert_true (record->end_notice.is_known);
  g_assert_cmpint (record->end_notice.platform, ==, SB_NOTICE_STATE_QUEUED);
  g_assert_cmpint (record->end_notice.email, ==, SB_NOTICE_STATE_NONE);
  g_assert_true (record->has_how);
  g_assert_cmpint (record->how, ==, SB_END_SWITCH_BACK);
  g_assert_false (session->has_how);
}

/* One that has ended while the list was made is not open. */
static void
test_web_entry (void)
{
  g_autoptr (SbWebEntry) entry = parse_fixture ("capabilities-web");

  g_assert_cmpstr (entry->origin, ==, "https://learn.example");
  g_assert_cmpstr (entry->address, ==, "https://learn.example/learn/home?x=1");
  g_assert_cmpstr (entry->cookie_name, ==, "hydra_access_token");
  g_assert_cmpstr (entry->cookie_value, ==, "learner-token");
  g_assert_true (sb_web_entry_has_origin (entry, "https://scorm.example"));
  g_assert_false (sb_web_entry_has_origin (entry, "http://plain.example"));

  /* The platform's rules come before the vendor's. */
  g_assert_cmpint (sb_web_entry_find_act (entry, "GET", "/learn/notifications/9"), ==, SB_ACT_OPEN_NOTICE);
  g_assert_cmpint (sb_web_entry_find_act (entry, "PATCH", "/notifications/v1/x/9"), ==, SB_ACT_OPEN_NOTICE);
  g_assert_cmpint (sb_web_entry_find_act (entry, "GET", "/notifications/v1/x"), ==, SB_ACT_NONE);
  g_assert_cmpint (sb_web_entry_find_act (entry, "POST", "/notifications/v1/preferences"), ==, SB_ACT_CHANGE);
}

/* Wherever the platform says that the learner begins, it is a page of the platform's, and no token is in its address. */
static void
test_web_address (void)
{
  static const struct
  {
    const char *home;
    const char *address;
  } homes[] = {
    { NULL, "https://learn.example/learn/home" },
    { "https://learn.example/pages", "https://learn.example/pages" },
    { "https://evil.example/", "https://learn.example/learn/home" },
    { "//evil.example/", "https://learn.example/learn/home" },
    { "javascript:alert(1)", "https://learn.example/learn/home" },
    { "/enter?token=learner-token", "https://learn.example/learn/home" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      SbSession session = { .token = (char *) "learner-token", .home_url = (char *) homes[i].home };
      SbDoceboWebWish wish = { (char *) "https://learn.example", &session };
      g_autoptr (JsonNode) root = load_fixture ("capabilities-web");
      g_autoptr (GError) error = NULL;
      g_autoptr (SbWebEntry) entry = sb_docebo_parse_web_entry (root, &wish, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (entry->address, ==, homes[i].address);
    }
}

/* A platform that says nothing of its pages, or names a cookie that is none. */
static void
test_web_not_offered (void)
{
  static const char *const answers_without[] = {
    "{\"data\": {\"version\": 1}}",
    "{\"data\": {\"web\": null}}",
    "{\"data\": {\"web\": {\"cookie\": \"\"}}}",
    "{\"data\": {\"web\": {\"cookie\": \"a=b; Domain=example\"}}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers_without); i++)
    {
      g_autoptr (JsonNode) root = json_from_string (answers_without[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (sb_docebo_parse_web_entry (root, &web_wish, &error));
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_NOT_FOUND);
      g_assert_cmpstr (sb_api_error_get_reason (error), ==, "web_not_offered");
    }
}

static void
test_open_sessions (void)
{
  g_autoptr (GPtrArray) sessions = parse_fixture ("sessions-open");
  SbSession *session;

  g_assert_cmpuint (sessions->len, ==, 2);
  session = g_ptr_array_index (sessions, 0);
  g_assert_cmpstr (session->uuid, ==, UUID);
  g_assert_cmpstr (session->learner_id, ==, "4711");
  g_assert_null (session->token);
  g_assert_null (session->ended_at);
  g_assert_cmpint (session->begin_notice.platform, ==, SB_NOTICE_STATE_DELIVERED);
  session = g_ptr_array_index (sessions, 1);
  g_assert_cmpstr (session->learner_id, ==, "4713");
}

/* An answer that is good in itself, and about somebody else. */
static void
test_wrong_session (void)
{
  SbBeginRequest other_learner = { (char *) UUID, (char *) "4712", (char *) "", (char *) "", NULL };
  SbBeginRequest other_uuid = { (char *) "2b4e28ba-2fa1-41d2-883f-0016d3cca427", (char *) "4711", (char *) "",
                                (char *) "", NULL };
  const struct
  {
    const char *fixture;
    SbReplyParser parser;
    gpointer data;
  } cases[] = {
    { "session-begun", sb_docebo_parse_begin, &other_learner },
    { "session-begun", sb_docebo_parse_begin, &other_uuid },
    { "session-begun", sb_docebo_parse_end, (gpointer) UUID },          /* still open: that confirms no end */
    { "session-ended", sb_docebo_parse_end, (gpointer) other_uuid.uuid },
    { "session-ended", sb_docebo_parse_keep_alive, (gpointer) UUID },   /* too late: that gives no time */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) root = load_fixture (cases[i].fixture);
      g_autoptr (GError) error = NULL;

      g_assert_null (cases[i].parser (root, cases[i].data, &error));
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
    }
}

static void
test_strange_tokens (void)
{
  static const char *const tokens[] = { "", " ", "a b", "a\\r\\nX-Header: 1", "t\\u00f6ken", "a\\u0007" };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"access_token\": \"%s\"}", tokens[i]);
      g_autoptr (JsonNode) root = json_from_string (text, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (sb_docebo_parse_token (root, NULL, &error));
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
    }
}

/* ---- hostile answers ---- */

static JsonNode *
find_parent (JsonNode *root, char **path, guint n_steps)
{
  JsonNode *node = root;

  for (guint i = 0; i + 1 < n_steps; i++)
    node = JSON_NODE_HOLDS_ARRAY (node)
      ? json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (path[i], NULL, 10))
      : json_object_get_member (json_node_get_object (node), path[i]);

  return node;
}

/* Without any of the members that it must have, and with null for it, an answer is an error and no object. */
static void
test_required (gconstpointer data)
{
  const Answer *answer = data;
  g_auto (GStrv) required = g_strsplit (answer->required, " ", -1);

  for (guint i = 0; required[i] != NULL; i++)
    for (guint is_null = 0; is_null < 2; is_null++)
      {
        g_autoptr (JsonNode) root = load_fixture (answer->fixture);
        g_auto (GStrv) path = g_strsplit (required[i], ".", -1);
        const guint n_steps = g_strv_length (path);
        JsonObject *parent = json_node_get_object (find_parent (root, path, n_steps));
        g_autoptr (GError) error = NULL;

        g_test_message ("%s: %s", required[i], is_null ? "null" : "missing");
        g_assert_true (json_object_has_member (parent, path[n_steps - 1]));
        if (is_null)
          json_object_set_null_member (parent, path[n_steps - 1]);
        else
          json_object_remove_member (parent, path[n_steps - 1]);

        g_assert_null (answer->parser (root, answer->data, &error));
        g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
      }
}

static const char *const replacements[] = {
  "null", "true", "false", "0", "-1", "1.5", "9223372036854775807", "-9223372036854775808", "1e300", "\"\"", "\"x\"",
  "\"99999999999999999999999\"", "\"<script>\"", "\"\\u0000\"", "\"0000-00-00 00:00:00\"", "[]", "[[]]",
  "[null]", "[{}]", "{}", "{\"data\": {}}", "{\"id\": []}",
};

typedef struct
{
  JsonObject *object;
  const char *member;
} Place;

/* Every member of every object of the tree; the tree keeps them. */
static void
collect_places (JsonNode *node, GArray *places)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &member, &value))
        {
          Place place = { json_node_get_object (node), g_intern_string (member) };

          g_array_append_val (places, place);
          collect_places (value, places);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_places (json_array_get_element (array, i), places);
    }
}

static void
assert_survives (const Answer *answer, JsonNode *root)
{
  g_autoptr (GError) error = NULL;
  gpointer result = answer->parser (root, answer->data, &error);

  if (result == NULL)
    {
      /* What names no cookie is an answer, too. */
      if (g_strcmp0 (sb_api_error_get_reason (error), "web_not_offered") != 0)
        g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
    }
  else
    {
      g_assert_no_error (error);
      if (answer->result_free != NULL)
        answer->result_free (result);
    }
}

/* Every value of a good answer is replaced by every kind of bad one. Warnings are fatal here, so what is asserted is
 * that nothing is ever read without having been looked at. */
static void
test_every_replacement (gconstpointer data)
{
  const Answer *answer = data;
  g_autoptr (JsonNode) root = load_fixture (answer->fixture);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  collect_places (root, places);
  g_assert_cmpuint (places->len, >, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (replacements); i++)
    {
      g_autoptr (JsonNode) replacement = json_from_string (replacements[i], NULL);

      g_assert_nonnull (replacement);
      assert_survives (answer, replacement);

      for (guint j = 0; j < places->len; j++)
        {
          Place *place = &g_array_index (places, Place, j);
          JsonNode *original = json_node_ref (json_object_get_member (place->object, place->member));

          json_object_set_member (place->object, place->member, json_node_copy (replacement));
          assert_survives (answer, root);
          json_object_set_member (place->object, place->member, original);
        }
    }
}

/* The course's tree is the one place where the platform decides how deep we go. */
static void
test_deep_course (void)
{
  g_autoptr (GString) text = g_string_new ("{\"data\":{\"id\":1,\"name\":\"Deep\",\"tree\":");
  const guint depth = (SB_JSON_MAX_DEPTH - 2) / 2;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (SbCourseDetail) detail = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (text, "[{\"id\":%u,\"name\":\"n\",\"children\":", i);
  g_string_append (text, "null");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "}]");
  g_string_append (text, "}}");

  bytes = g_bytes_new (text->str, text->len);
  root = sb_json_parse (bytes, &error);
  g_assert_no_error (error);
  detail = sb_docebo_parse_course (root, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->items->len, ==, depth);
  g_assert_cmpint (sb_course_item_get_depth (g_ptr_array_index (detail->items, depth - 1)), ==, depth - 1);
}

static void
test_extreme_numbers (void)
{
  g_autoptr (JsonNode) root = json_from_string (
    "{\"data\":{\"items\":[{\"id\":9223372036854775807,\"title\":\"t\",\"i_left\":-9223372036854775808,"
    "\"i_right\":9223372036854775807},{\"id\":1,\"title\":\"u\",\"i_left\":9,\"i_right\":-9223372036854775808}]}}",
    NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) branches = sb_docebo_parse_branches (root, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sb_branch_get_id (g_ptr_array_index (branches, 0)), ==, "9223372036854775807");
  g_assert_true (sb_branch_get_has_children (g_ptr_array_index (branches, 0)));
  g_assert_false (sb_branch_get_has_children (g_ptr_array_index (branches, 1)));
}

/* ---- the exact match on top ---- */

static SbLearnerPage *
make_page (const char *ids, gint64 total, gboolean has_more)
{
  g_auto (GStrv) each = g_strsplit (ids, " ", -1);
  SbLearnerPage *page = sb_learner_page_new ();

  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    g_ptr_array_add (page->learners, sb_learner_new (&(SbLearnerFields) { .id = each[i] }));
  page->total = total;
  page->has_more = has_more;

  return page;
}

static void
test_put_first (void)
{
  static const struct
  {
    const char *page;
    gint64 total;
    gboolean has_more;
    const char *exact;
    const char *expected;
    gint64 expected_total;
  } cases[] = {
    { "1 2 3", 3, FALSE, "2", "2 1 3", 3 },
    { "", 0, FALSE, "7", "7", 1 },
    { "1 2", 900, TRUE, "7", "7 1 2", 900 },
    { "1 2", 2, FALSE, "", "1 2", 2 },
    { "1", -1, FALSE, "7", "7 1", -1 },
    { "1 2 3", 3, FALSE, "3 1", "3 1 2", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbLearnerPage) page = make_page (cases[i].page, cases[i].total, cases[i].has_more);
      g_autoptr (SbLearnerPage) exact = make_page (cases[i].exact, -1, FALSE);
      g_autoptr (GString) ids = g_string_new (NULL);

      sb_docebo_put_first (page, exact);
      for (guint j = 0; j < page->learners->len; j++)
        g_string_append_printf (ids, "%s%s", j > 0 ? " " : "",
                                sb_learner_get_id (g_ptr_array_index (page->learners, j)));
      g_assert_cmpstr (ids->str, ==, cases[i].expected);
      g_assert_cmpint (page->total, ==, cases[i].expected_total);
    }
}

/* ---- text ---- */

static void
test_plain_text (void)
{
  static const struct
  {
    const char *html;
    const char *text;
  } cases[] = {
    { "", "" },
    { "Plain", "Plain" },
    { "  Two\nlines  ", "Two\nlines" },
    { "a\n\n\n\nb", "a\n\nb" },
    { "3 < 4 & 5 > 2", "3 < 4 & 5 > 2" },
    { "<p>One</p><p>Two\n  three</p>", "One\n\nTwo three" },
    { "a<br>b<br/>c", "a\nb\nc" },
    { "<ul><li>x</li><li>y</li></ul>", "x\n\ny" },
    { "<b>bold</b>er", "bolder" },
    { "<script>alert(1)</script>ok<style>p{}</style>", "ok" },
    { "<script>never closed", "" },
    { "a<!-- > -->b", "ab" },
    { "a<!-- never closed > b", "a" },
    { "a <b unclosed", "a <b unclosed" },
    { "&lt;b&gt; &amp;amp; &quot;q&quot; &apos;&#39;", "<b> &amp; \"q\" ''" },
    { "&#65;&#x42;&#x1F600;", "AB\xf0\x9f\x98\x80" },
    { "&#0;&#7;&#xD800;&#x110000;&#99999999999999;&#;&#x;&nonsense;",
      "&#0;&#7;&#xD800;&#x110000;&#99999999999999;&#;&#x;&nonsense;" },
    { "caf\xc3\xa9 &nbsp; \xe5\xb1\xb1", "caf\xc3\xa9 \xe5\xb1\xb1" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
    { "<<b>>", "<>" },
  };

  g_assert_null (sb_docebo_plain_text (NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sb_docebo_plain_text (cases[i].html);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Inputs that would take hours if any of them were looked at more than once; the test's own limit is what fails. */
static void
test_plain_text_is_linear (void)
{
  static const char *const pieces[] = { "<a", "<!--", "&#", "<script>", "<", "&", "<a>", "</script" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;

      while (html->len < 1024 * 1024)
        g_string_append (html, pieces[i]);
      text = sb_docebo_plain_text (html->str);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

/* Whatever it is about, and whether or not it has ended. */
static void
test_session (void)
{
  g_autoptr (JsonNode) ended_root = load_fixture ("session-ended");
  g_autoptr (JsonNode) open_root = load_fixture ("session-kept-alive");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSession) ended = sb_docebo_parse_session (ended_root, NULL, &error);
  g_autoptr (SbSession) open = sb_docebo_parse_session (open_root, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ended->ended_at);
  g_assert_true (ended->end_notice.is_known);
  g_assert_null (open->ended_at);
  g_assert_null (open->token);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/docebo/describe/session", test_describe_session);
  g_test_add_func ("/docebo/describe/users", test_describe_users);
  g_test_add_func ("/docebo/describe/filters", test_describe_filters);
  g_test_add_func ("/docebo/describe/learning", test_describe_learning);
  g_test_add_func ("/docebo/describe/impersonation", test_describe_impersonation);
  g_test_add_func ("/docebo/parse/session", test_parse_session);
  g_test_add_func ("/docebo/parse/users", test_parse_users);
  g_test_add_func ("/docebo/parse/learning", test_parse_learning);
  g_test_add_func ("/docebo/parse/notices", test_parse_notices);
  g_test_add_func ("/docebo/parse/notices/in-a-list", test_parse_notices_in_a_list);
  g_test_add_func ("/docebo/parse/excess", test_parse_excess);
  g_test_add_func ("/docebo/parse/impersonation", test_parse_impersonation);
  g_test_add_func ("/docebo/parse/web-entry", test_web_entry);
  g_test_add_func ("/docebo/parse/web-entry/address", test_web_address);
  g_test_add_func ("/docebo/parse/web-entry/not-offered", test_web_not_offered);
  g_test_add_func ("/docebo/parse/open-sessions", test_open_sessions);
  g_test_add_func ("/docebo/parse/wrong-session", test_wrong_session);
  g_test_add_func ("/docebo/parse/strange-tokens", test_strange_tokens);
  g_test_add_func ("/docebo/parse/deep-course", test_deep_course);
  g_test_add_func ("/docebo/parse/extreme-numbers", test_extreme_numbers);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *required = g_strdup_printf ("/docebo/required/%s", answers[i].fixture);
      g_autofree char *replacement = g_strdup_printf ("/docebo/replacement/%s", answers[i].fixture);

      g_test_add_data_func (required, &answers[i], test_required);
      g_test_add_data_func (replacement, &answers[i], test_every_replacement);
    }

  g_test_add_func ("/docebo/session", test_session);
  g_test_add_func ("/docebo/put-first", test_put_first);
  g_test_add_func ("/docebo/plain-text", test_plain_text);
  g_test_add_func ("/docebo/plain-text/linear", test_plain_text_is_linear);

  return g_test_run ();
}
