/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls about the people whom the administrator may see, and about their branches (docs/platform-api.md, section
 * 3). Search, filters and order are the platform's work; all that is done here is to put the owner of an exact address
 * first. */

#include "config.h"

#include "sb-docebo-users-api.h"

#include "sb-api-error.h"
#include "sb-docebo-json.h"
#include "sb-docebo-private.h"

#define MAX_EXACT 10

/* ---- a page of learners ---- */

static const char *
sort_attribute (SbLearnerSort sort)
{
  switch (sort)
    {
    case SB_LEARNER_SORT_USER_NAME:
      return "username";
    case SB_LEARNER_SORT_EMAIL:
      return "email";
    case SB_LEARNER_SORT_LEVEL:
      return "level";
    case SB_LEARNER_SORT_STATUS:
      return "status";
    case SB_LEARNER_SORT_LAST_ACCESS:
      return "last_access_date";
    case SB_LEARNER_SORT_NAME:
    default:
      return "first_name";
    }
}

static void
add_filters (SbRequest *request, const SbLearnerQuery *query)
{
  if (query->branch_id != NULL)
    {
      sb_request_add_query (request, "branch_id", query->branch_id);
      sb_request_add_query_int (request, "selection_status", 2);
    }

  sb_request_add_query (request, "level", sb_level_to_string (query->level));

  switch (query->status)
    {
    case SB_LEARNER_STATUS_ACTIVE:
      sb_request_add_query_int (request, "status", 1);
      break;
    case SB_LEARNER_STATUS_INACTIVE:
      sb_request_add_query_int (request, "status", 0);
      break;
    case SB_LEARNER_STATUS_NEVER_SIGNED_IN:
      sb_request_add_query_int (request, "never_accessed", 1);
      break;
    case SB_LEARNER_STATUS_ANY:
    default:
      break;
    }
}

/**
 * sb_docebo_describe_learners:
 * @query: what to show
 * @page: which page, from 1
 * @is_full_match: whether the text is the whole e-mail address, user name or id of one person
 *
 * Returns: (transfer full): the request
 */
SbRequest *
sb_docebo_describe_learners (const SbLearnerQuery *query, guint page, gboolean is_full_match)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/manage/v1/user");

  sb_request_add_query_int (request, "page", page);
  sb_request_add_query_int (request, "page_size", SB_LEARNER_PAGE_SIZE);
  if (page == 1 && !is_full_match)
    sb_request_add_query_int (request, "get_total_count", 1);
  if (*query->text != '\0')
    sb_request_add_query (request, "search_text", query->text);
  if (is_full_match)
    sb_request_add_query (request, "match_type", "full");
  add_filters (request, query);
  sb_request_add_query (request, "sort_attr", sort_attribute (query->sort));
  sb_request_add_query (request, "sort_dir", query->is_descending ? "desc" : "asc");

  return request;
}

/* "1" and "0"; an account in a state that we do not know is left to the platform's judgement. */
static gboolean
read_is_active (SbJsonReader *reader, const char *member)
{
  g_autofree char *status = sb_json_reader_optional_id (reader, member);

  return g_strcmp0 (status, "0") != 0 && !sb_json_reader_optional_bool (reader, "expired", FALSE);
}

/* Reads the object that the reader stands in. A mistake is the reader's to report. */
static SbLearner *
read_learner (SbJsonReader *reader, const char *status_member)
{
  g_autofree char *id = sb_json_reader_require_id (reader, "user_id");
  g_autofree char *level = sb_json_reader_optional_id (reader, "level");
  g_autofree char *branch_id = sb_json_reader_optional_id (reader, "branch_id");
  g_autofree char *name = NULL;
  g_autoptr (GDateTime) last_access = sb_json_reader_optional_time (reader, "last_access_date");
  g_autoptr (GDateTime) created_at = sb_json_reader_optional_time (reader, "creation_date");
  SbLearnerFields fields = {
    .id = id,
    .user_name = sb_json_reader_optional_string (reader, "username"),
    .first_name = sb_json_reader_optional_string (reader, "first_name"),
    .last_name = sb_json_reader_optional_string (reader, "last_name"),
    .email = sb_json_reader_optional_string (reader, "email"),
    .avatar_url = sb_json_reader_optional_string (reader, "avatar"),
    .branch_id = branch_id,
    .branch_title = sb_json_reader_optional_string (reader, "branch_title"),
    .branch_path = sb_json_reader_optional_string (reader, "branch_path"),
    .level = sb_level_from_string (level),
    .is_active = read_is_active (reader, status_member),
    .last_access = last_access,
    .created_at = created_at,
    .same_name_count = sb_docebo_read_count (reader, "same_name_count"),
  };

  /* Some platforms give the whole name only. */
  name = sb_docebo_join_name (fields.first_name, fields.last_name, NULL);
  if (*name == '\0')
    fields.first_name = sb_json_reader_optional_string (reader, "fullname");

  return sb_json_reader_has_failed (reader) ? NULL : sb_learner_new (&fields);
}

/* Reads @n_rows of the list that the reader stands in. Nobody is shown twice, whatever the platform sends. */
static void
read_learners (SbJsonReader *reader, guint n_rows, GHashTable *seen, GPtrArray *learners)
{
  for (guint i = 0; i < n_rows && !sb_json_reader_has_failed (reader); i++)
    {
      g_autoptr (SbLearner) learner = NULL;

      sb_json_reader_enter_element (reader, i);
      learner = read_learner (reader, "status");
      sb_json_reader_leave (reader);

      if (learner != NULL && g_hash_table_add (seen, g_strdup (sb_learner_get_id (learner))))
        g_ptr_array_add (learners, g_steal_pointer (&learner));
    }
}

/**
 * sb_docebo_parse_learners:
 *
 * Returns: (transfer full) (nullable): an SbLearnerPage
 */
gpointer
sb_docebo_parse_learners (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SbLearnerPage) page = sb_learner_page_new ();

  sb_json_reader_enter_object (reader, "data");
  read_learners (reader, sb_json_reader_enter_array (reader, "items"), seen, page->learners);
  sb_json_reader_leave (reader);
  page->has_more = sb_json_reader_optional_bool (reader, "has_more_data", FALSE);
  page->total = MAX (sb_json_reader_optional_int (reader, "total_count", -1), -1);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&page) : NULL;
}

/**
 * sb_docebo_put_first:
 * @page: the first page of a list
 * @exact: those whom the text names exactly
 *
 * Moves or adds the people of @exact to the top of @page. A search by words may not find them at all, so a list that is
 * complete is as long as it is now.
 */
void
sb_docebo_put_first (SbLearnerPage *page, const SbLearnerPage *exact)
{
  for (guint i = 0; i < exact->learners->len; i++)
    {
      SbLearner *learner = g_ptr_array_index (exact->learners, i);

      for (guint j = page->learners->len; j > 0; j--)
        if (g_str_equal (sb_learner_get_id (g_ptr_array_index (page->learners, j - 1)), sb_learner_get_id (learner)))
          g_ptr_array_remove_index (page->learners, j - 1);
    }

  for (guint i = 0; i < exact->learners->len; i++)
    g_ptr_array_insert (page->learners, i, g_object_ref (g_ptr_array_index (exact->learners, i)));

  if (page->total >= 0 && !page->has_more)
    page->total = page->learners->len;
}

static gboolean
is_same_word (const char *a, const char *b)
{
  g_autofree char *folded_a = a == NULL ? NULL : g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_strcmp0 (folded_a, folded_b) == 0;
}

/**
 * sb_docebo_keep_exact:
 * @page: what the platform gave for an exact match
 * @text: the e-mail address, user name or id that was searched for
 *
 * Drops whom @text does not name: a platform that does not know the parameter gives everybody whom the words find. Of
 * those who are left only a few are kept; several people may share an address.
 */
void
sb_docebo_keep_exact (SbLearnerPage *page, const char *text)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&page->learners);

  page->learners = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len && page->learners->len < MAX_EXACT; i++)
    {
      SbLearner *learner = g_ptr_array_index (all, i);

      if (g_str_equal (sb_learner_get_id (learner), text) || is_same_word (sb_learner_get_email (learner), text)
          || is_same_word (sb_learner_get_user_name (learner), text))
        g_ptr_array_add (page->learners, g_object_ref (learner));
    }
}

typedef struct
{
  char *text;           /* what was searched for */
  guint n_pending;
  SbLearnerPage *page;  /* nullable */
  SbLearnerPage *exact; /* nullable: there is none, or the extra request failed */
  GError *error;        /* nullable: what happened to the list itself */
} List;

static void
list_free (List *list)
{
  g_free (list->text);
  g_clear_pointer (&list->page, sb_learner_page_free);
  g_clear_pointer (&list->exact, sb_learner_page_free);
  g_clear_error (&list->error);
  g_free (list);
}

static void
return_list_if_done (GTask *task)
{
  List *list = g_task_get_task_data (task);

  if (--list->n_pending > 0)
    return;

  if (list->page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&list->error));
      return;
    }

  if (list->exact != NULL)
    {
      sb_docebo_keep_exact (list->exact, list->text);
      sb_docebo_put_first (list->page, list->exact);
    }

  g_task_return_pointer (task, g_steal_pointer (&list->page), (GDestroyNotify) sb_learner_page_free);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  List *list = g_task_get_task_data (task);

  list->page = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &list->error);
  return_list_if_done (task);
}

static void
exact_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  List *list = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  list->exact = sb_rest_client_call_finish (SB_REST_CLIENT (source), result, &error);
  if (error != NULL)
    g_debug ("The exact match is left out: %s", error->message);

  return_list_if_done (task);
}

void
sb_docebo_list_learners_async (SbPlatform *platform,
                               const SbLearnerQuery *query,
                               guint page,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  SbRestClient *client = sb_docebo_get_client (SB_DOCEBO (platform));
  g_autoptr (GTask) task = sb_docebo_task_new (platform, sb_platform_list_learners_async, cancellable, callback,
                                               user_data);
  g_autoptr (SbRequest) request = sb_docebo_describe_learners (query, page, FALSE);
  const gboolean is_exact = page == 1 && sb_learner_query_is_exact (query);
  List *list = g_new0 (List, 1);

  list->text = g_strdup (query->text);
  list->n_pending = is_exact ? 2 : 1;
  g_task_set_task_data (task, list, (GDestroyNotify) list_free);

  sb_rest_client_call_async (client, request, sb_docebo_parse_learners, NULL, NULL,
                             (GDestroyNotify) sb_learner_page_free, cancellable, listed_cb, g_object_ref (task));

  if (is_exact)
    {
      g_autoptr (SbRequest) exact_request = sb_docebo_describe_learners (query, page, TRUE);

      sb_rest_client_call_async (client, exact_request, sb_docebo_parse_learners, NULL, NULL,
                                 (GDestroyNotify) sb_learner_page_free, cancellable, exact_listed_cb,
                                 g_object_ref (task));
    }
}

/* ---- one learner ---- */

/**
 * sb_docebo_describe_learner:
 *
 * Returns: (transfer full): the request for one learner in full
 */
SbRequest *
sb_docebo_describe_learner (const char *learner_id)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/manage/v1/user");

  sb_request_append_segment (request, learner_id);

  return request;
}

/**
 * sb_docebo_parse_learner:
 *
 * Returns: (transfer full) (nullable): an SbLearnerDetail; nobody is their own look-alike
 */
gpointer
sb_docebo_parse_learner (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SbLearnerDetail) detail = sb_learner_detail_new ();

  sb_json_reader_enter_object (reader, "data");
  sb_json_reader_enter_object (reader, "user_data");
  detail->learner = read_learner (reader, "valid");
  sb_json_reader_leave (reader);

  if (detail->learner != NULL)
    g_hash_table_add (seen, g_strdup (sb_learner_get_id (detail->learner)));

  read_learners (reader, sb_json_reader_enter_optional_array (reader, "look_alikes"), seen, detail->look_alikes);
  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&detail) : NULL;
}

void
sb_docebo_load_learner_async (SbPlatform *platform,
                              const char *learner_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_load_learner_async, cancellable, callback, user_data),
                  sb_docebo_describe_learner (learner_id), sb_docebo_parse_learner, NULL, NULL,
                  (GDestroyNotify) sb_learner_detail_free);
}

/* ---- branches ---- */

/**
 * sb_docebo_describe_branches:
 * @parent_id: (nullable): a branch, or %NULL for the top
 *
 * Returns: (transfer full): the request for the branches below it
 */
SbRequest *
sb_docebo_describe_branches (const char *parent_id)
{
  SbRequest *request = sb_request_new (SB_METHOD_GET, "/manage/v1/orgchart");

  sb_request_add_query (request, "node_id", parent_id);

  return request;
}

static SbBranch *
read_branch (SbJsonReader *reader)
{
  g_autofree char *id = sb_json_reader_require_id (reader, "id");
  gint64 left = sb_json_reader_optional_int (reader, "i_left", 0);
  gint64 right = sb_json_reader_optional_int (reader, "i_right", 0);
  SbBranchFields fields = {
    .id = id,
    .title = sb_json_reader_require_string (reader, "title"),
    /* The nested set's i_right - i_left > 1, written so that no number can overflow. */
    .has_children = left < right && left + 1 < right,
  };

  return sb_json_reader_has_failed (reader) ? NULL : sb_branch_new (&fields);
}

/**
 * sb_docebo_parse_branches:
 *
 * Returns: (transfer full) (nullable) (element-type SbBranch): the branches
 */
gpointer
sb_docebo_parse_branches (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) branches = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_rows;

  sb_json_reader_enter_object (reader, "data");
  n_rows = sb_json_reader_enter_array (reader, "items");

  for (guint i = 0; i < n_rows && !sb_json_reader_has_failed (reader); i++)
    {
      g_autoptr (SbBranch) branch = NULL;

      sb_json_reader_enter_element (reader, i);
      branch = read_branch (reader);
      sb_json_reader_leave (reader);

      if (branch != NULL && g_hash_table_add (seen, g_strdup (sb_branch_get_id (branch))))
        g_ptr_array_add (branches, g_steal_pointer (&branch));
    }

  sb_json_reader_leave (reader);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&branches) : NULL;
}

void
sb_docebo_list_branches_async (SbPlatform *platform,
                               const char *parent_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  sb_docebo_call (sb_docebo_task_new (platform, sb_platform_list_branches_async, cancellable, callback, user_data),
                  sb_docebo_describe_branches (parent_id), sb_docebo_parse_branches, NULL, NULL,
                  (GDestroyNotify) g_ptr_array_unref);
}
