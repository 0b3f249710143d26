/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls about what a learner learns, made as the learner (docs/platform-api.md, section 4). */

#include "config.h"

#include "sb-docebo-learning-api.h"

#include "sb-api-error.h"
#include "sb-docebo-json.h"
#include "sb-docebo-private.h"

#define COURSE_PAGE_SIZE 200
#define MAX_COURSE_PAGES 50

/* ---- all courses ---- */

void
sb_docebo_course_page_free (SbDoceboCoursePage *self)
{
  g_ptr_array_unref (self->courses);
  g_free (self);
}

/**
 * sb_docebo_describe_courses:
 * @page: which page, from 1
 *
 * Returns: (transfer full): the request for a page of the learner's courses
 */
SbRequest *
sb_docebo_describe_courses (guint page)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/learn/v1/enrollments");

  sb_request_add_query_int (request, "page", page);
  sb_request_add_query_int (request, "page_size", COURSE_PAGE_SIZE);

  return request;
}

static SbCourse *
read_enrolment (SbJsonReader *reader)
{
  g_autofree char *id = sb_json_reader_require_id (reader, "id");
  g_autofree char *description = sb_docebo_read_text (reader, "description");
  g_autofree char *locked_reason = sb_docebo_read_text (reader, "can_enter_reason");
  g_autofree char *next_item_id = NULL;
  g_autoptr (GDateTime) deadline = sb_json_reader_optional_time (reader, "enroll_end_date");
  g_autoptr (GDateTime) completed_at = sb_json_reader_optional_time (reader, "course_complete_date");
  SbCourseFields fields = {
    .id = id,
    .name = sb_json_reader_require_string (reader, "name"),
    .code = sb_json_reader_optional_string (reader, "code"),
    .description = description,
    .image_url = sb_json_reader_optional_string (reader, "image_url"),
    .page_url = sb_json_reader_optional_string (reader, "url"),
    .locked_reason = locked_reason,
    .status = sb_docebo_read_progress (reader, "status"),
    .can_enter = sb_json_reader_optional_bool (reader, "can_enter", TRUE),
    .items_total = sb_docebo_read_count (reader, "items_total"),
    .items_completed = sb_docebo_read_count (reader, "items_completed"),
    .deadline = deadline,
    .completed_at = completed_at,
  };

  if (sb_json_reader_enter_optional_object (reader, "next_item"))
    {
      next_item_id = sb_json_reader_require_id (reader, "id");
      fields.next_item_id = next_item_id;
      fields.next_item_title = sb_json_reader_optional_string (reader, "title");
    }
  sb_json_reader_leave (reader);

  return sb_json_reader_has_failed (reader) ? NULL : sb_course_new (&fields);
}

/**
 * sb_docebo_parse_courses:
 *
 * Returns: (transfer full) (nullable): an SbDoceboCoursePage
 */
gpointer
sb_docebo_parse_courses (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbDoceboCoursePage) page = g_new0 (SbDoceboCoursePage, 1);
  guint n_rows;

  page->courses = g_ptr_array_new_with_free_func (g_object_unref);
  sb_json_reader_enter_object (reader, "data");
  n_rows = sb_json_reader_enter_array (reader, "items");

  for (guint i = 0; i < n_rows && !sb_json_reader_has_failed (reader); i++)
    {
      SbCourse *course;

      sb_json_reader_enter_element (reader, i);
      course = read_enrolment (reader);
      sb_json_reader_leave (reader);

      if (course != NULL)
        g_ptr_array_add (page->courses, course);
    }

  sb_json_reader_leave (reader);
  page->has_more = sb_json_reader_optional_bool (reader, "has_more_data", FALSE);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&page) : NULL;
}

typedef struct
{
  /* input */
  SbRestClient *client;

  /* progress */
  guint page;
  GHashTable *seen;

  /* output */
  GPtrArray *courses;
} CourseList;

static void
course_list_free (CourseList *list)
{
  g_object_unref (list->client);
  g_hash_table_unref (list->seen);
  g_clear_pointer (&list->courses, g_ptr_array_unref);
  g_free (list);
}

static void courses_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
list_next_page (GTask *task)
{
  CourseList *list = g_task_get_task_data (task);
  g_autoptr (SbRequest) request = sb_docebo_describe_courses (++list->page);

  sb_rest_client_call_async (list->client, request, sb_docebo_parse_courses, NULL, NULL,
                             (GDestroyNotify) sb_docebo_course_page_free, g_task_get_cancellable (task),
                             courses_listed_cb, g_object_ref (task));
}

/* Returns whether @page brought anything that we did not have. */
static gboolean
take_courses (CourseList *list, SbDoceboCoursePage *page)
{
  const guint n_before = list->courses->len;

  for (guint i = 0; i < page->courses->len; i++)
    {
      SbCourse *course = g_ptr_array_index (page->courses, i);

      if (g_hash_table_add (list->seen, g_strdup (sb_course_get_id (course))))
        g_ptr_array_add (list->courses, g_object_ref (course));
    }

  return list->courses->len > n_before;
}

/* The pages are counted by us, and a platform that always has more, or sends the same page again, is stopped. */
static void
courses_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  CourseList *list = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SbDoceboCoursePage) page = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);

  if (page == NULL)
    g_task_return_error (task, error);
  else if (take_courses (list, page) && page->has_more && list->page < MAX_COURSE_PAGES)
    list_next_page (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&list->courses), (GDestroyNotify) g_ptr_array_unref);
}

void
sb_docebo_list_courses_async (SbPlatform *platform,
                              SbSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_list_courses_async, cancellable, callback,
                                               user_data);
  GError *error = NULL;
  SbRestClient *client = sb_docebo_new_client_for (SB_DOCEBO (platform), session, &error);
  CourseList *list;

  if (client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  list = g_new0 (CourseList, 1);
  list->client = client;
  list->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list->courses = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, list, (GDestroyNotify) course_list_free);
  list_next_page (task);
}

/* ---- one course ---- */

/**
 * sb_docebo_describe_course:
 *
 * Returns: (transfer full): the request for a course with its items
 */
SbRequest *
sb_docebo_describe_course (const char *course_id)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/learn/v1/courses");

  sb_request_append_segment (request, course_id);

  return request;
}

static SbItemKind
read_kind (SbJsonReader *reader)
{
  static const struct
  {
    const char *word;
    SbItemKind kind;
  } words[] = {
    { "folder", SB_ITEM_KIND_FOLDER }, { "video", SB_ITEM_KIND_VIDEO },    { "page", SB_ITEM_KIND_PAGE },
    { "htmlpage", SB_ITEM_KIND_PAGE }, { "file", SB_ITEM_KIND_FILE },      { "item", SB_ITEM_KIND_FILE },
    { "test", SB_ITEM_KIND_TEST },     { "scormorg", SB_ITEM_KIND_SCORM }, { "scorm", SB_ITEM_KIND_SCORM },
  };
  const char *word = sb_json_reader_optional_string (reader, "type");

  if (sb_json_reader_optional_bool (reader, "is_folder", FALSE))
    return SB_ITEM_KIND_FOLDER;

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].kind;

  return SB_ITEM_KIND_UNKNOWN;
}

static SbCourseItem *
read_item (SbJsonReader *reader, int depth)
{
  g_autofree char *id = sb_json_reader_require_id (reader, "id");
  g_autofree char *locked_reason = sb_docebo_read_text (reader, "locked_reason");
  SbCourseItemFields fields = {
    .id = id,
    .title = sb_json_reader_require_string (reader, "name"),
    .locked_reason = locked_reason,
    .kind = read_kind (reader),
    .status = sb_docebo_read_progress (reader, "status"),
    .is_locked = sb_json_reader_optional_bool (reader, "locked", FALSE),
    .is_completable = sb_json_reader_optional_bool (reader, "completable", FALSE),
    .duration = sb_docebo_read_count (reader, "duration"),
    .position = sb_docebo_read_count (reader, "position"),
    .depth = depth,
  };

  return sb_json_reader_has_failed (reader) ? NULL : sb_course_item_new (&fields);
}

/* Flattens the tree, parents before children. The recursion is bounded by the depth that sb_json_parse() allows. */
static void
read_items (SbJsonReader *reader, guint n_nodes, int depth, GHashTable *seen, GPtrArray *items)
{
  for (guint i = 0; i < n_nodes && !sb_json_reader_has_failed (reader); i++)
    {
      g_autoptr (SbCourseItem) item = NULL;

      sb_json_reader_enter_element (reader, i);
      item = read_item (reader, depth);
      if (item != NULL && g_hash_table_add (seen, g_strdup (sb_course_item_get_id (item))))
        g_ptr_array_add (items, g_steal_pointer (&item));

      read_items (reader, sb_json_reader_enter_optional_array (reader, "children"), depth + 1, seen, items);
      sb_json_reader_leave (reader);
      sb_json_reader_leave (reader);
    }
}

/* Where to go on: what was played last, if it is not done, else the first thing that can be done. */
static SbCourseItem *
find_next (GPtrArray *items, const char *last_played)
{
  SbCourseItem *first = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      SbCourseItem *item = g_ptr_array_index (items, i);

      if (sb_course_item_get_kind (item) == SB_ITEM_KIND_FOLDER || sb_course_item_get_is_locked (item)
          || sb_course_item_get_status (item) == SB_PROGRESS_COMPLETED)
        continue;

      if (g_strcmp0 (sb_course_item_get_id (item), last_played) == 0)
        return item;

      if (first == NULL)
        first = item;
    }

  return first;
}

static SbCourse *
read_course (SbJsonReader *reader, GPtrArray *items)
{
  g_autofree char *id = sb_json_reader_require_id (reader, "id");
  g_autofree char *last_played = sb_json_reader_optional_id (reader, "last_played_object");
  g_autofree char *description = sb_docebo_read_text (reader, "description");
  g_autofree char *locked_reason = sb_docebo_read_text (reader, "can_enter_reason");
  g_autoptr (GDateTime) deadline = sb_json_reader_optional_time (reader, "deadline");
  g_autoptr (GDateTime) completed_at = sb_json_reader_optional_time (reader, "completion_date");
  SbCourseItem *next = find_next (items, last_played);
  SbCourseFields fields = {
    .id = id,
    .name = sb_json_reader_require_string (reader, "name"),
    .description = description,
    .image_url = sb_json_reader_optional_string (reader, "thumbnail"),
    .page_url = sb_json_reader_optional_string (reader, "url"),
    .locked_reason = locked_reason,
    .next_item_id = next != NULL ? sb_course_item_get_id (next) : NULL,
    .next_item_title = next != NULL ? sb_course_item_get_title (next) : NULL,
    .status = sb_docebo_read_progress (reader, "status"),
    .can_enter = sb_json_reader_optional_bool (reader, "can_enter", TRUE),
    .items_total = sb_docebo_read_count (reader, "items_total"),
    .items_completed = sb_docebo_read_count (reader, "items_completed"),
    .deadline = deadline,
    .completed_at = completed_at,
  };

  return sb_json_reader_has_failed (reader) ? NULL : sb_course_new (&fields);
}

/**
 * sb_docebo_parse_course:
 *
 * Returns: (transfer full) (nullable): an SbCourseDetail, its tree flattened
 */
gpointer
sb_docebo_parse_course (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SbCourseDetail) detail = sb_course_detail_new ();

  sb_json_reader_enter_object (reader, "data");
  read_items (reader, sb_json_reader_enter_optional_array (reader, "tree"), 0, seen, detail->items);
  sb_json_reader_leave (reader);
  detail->course = read_course (reader, detail->items);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&detail) : NULL;
}

void
sb_docebo_load_course_async (SbPlatform *platform,
                             SbSession *session,
                             const char *course_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  sb_docebo_call_as (sb_docebo_task_new (platform, sb_platform_load_course_async, cancellable, callback, user_data),
                     session, sb_docebo_describe_course (course_id), sb_docebo_parse_course,
                     (GDestroyNotify) sb_course_detail_free);
}

/* ---- one item ---- */

/**
 * sb_docebo_describe_track:
 * @item_id: which item
 * @event: what the learner does with it
 *
 * Returns: (transfer full): the request; repeating an event changes nothing, so it may be repeated
 */
SbRequest *
sb_docebo_describe_track (const char *item_id, SbTrackEvent event)
{
  SbRequest *request = sb_request_new (SB_METHOD_POST, "/learn/v1/lo");
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "event", event == SB_TRACK_COMPLETE ? "complete" : "start");

  sb_request_append_segment (request, item_id);
  sb_request_append_segment (request, "track");
  sb_request_set_json (request, root);
  sb_request_set_repeatable (request, TRUE);

  return request;
}

/**
 * sb_docebo_parse_track:
 *
 * Returns: (nullable): something, if the answer is about an item
 */
gpointer
sb_docebo_parse_track (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autofree char *id = NULL;

  sb_json_reader_enter_object (reader, "data");
  id = sb_json_reader_require_id (reader, "id");

  return sb_json_reader_finish (reader, error) ? root : NULL;
}

void
sb_docebo_track_async (SbPlatform *platform,
                       SbSession *session,
                       const char *item_id,
                       SbTrackEvent event,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  sb_docebo_call_as (sb_docebo_task_new (platform, sb_platform_track_async, cancellable, callback, user_data),
                     session, sb_docebo_describe_track (item_id, event), sb_docebo_parse_track, NULL);
}

/* ---- the profile ---- */

/**
 * sb_docebo_describe_profile:
 *
 * Returns: (transfer full): the request for what the learner sees of themselves
 */
SbRequest *
sb_docebo_describe_profile (void)
{
  return sb_request_new (SB_METHOD_GET, "/learn/v1/profile");
}

static char *
dup_non_empty (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/**
 * sb_docebo_parse_profile:
 *
 * Returns: (transfer full) (nullable): an SbProfile
 */
gpointer
sb_docebo_parse_profile (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbProfile) profile = sb_profile_new ();

  sb_json_reader_enter_object (reader, "data");
  profile->user_name = g_strdup (sb_json_reader_require_string (reader, "username"));
  profile->display_name = sb_docebo_join_name (sb_json_reader_optional_string (reader, "firstname"),
                                               sb_json_reader_optional_string (reader, "lastname"), profile->user_name);
  profile->email = dup_non_empty (sb_json_reader_optional_string (reader, "email"));
  profile->avatar_url = dup_non_empty (sb_json_reader_optional_string (reader, "avatar_url"));
  profile->branch_path = dup_non_empty (sb_json_reader_optional_string (reader, "branch_path"));
  profile->language = dup_non_empty (sb_json_reader_optional_string (reader, "language"));
  profile->timezone = dup_non_empty (sb_json_reader_optional_string (reader, "timezone"));
  profile->created_at = sb_json_reader_optional_time (reader, "created_at");
  profile->last_access = sb_json_reader_optional_time (reader, "last_access_date");

  sb_json_reader_enter_optional_object (reader, "courses");
  profile->courses_total = sb_docebo_read_count (reader, "total");
  profile->courses_completed = sb_docebo_read_count (reader, "completed");
  profile->courses_in_progress = sb_docebo_read_count (reader, "in_progress");
  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&profile) : NULL;
}

void
sb_docebo_load_profile_async (SbPlatform *platform,
                              SbSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  sb_docebo_call_as (sb_docebo_task_new (platform, sb_platform_load_profile_async, cancellable, callback, user_data),
                     session, sb_docebo_describe_profile (), sb_docebo_parse_profile, (GDestroyNotify) sb_profile_free);
}
