/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learner's notifications, read as the learner (docs/platform-api.md, section 4). Reading the list leaves every
 * notice unread, and there is deliberately no call here that would not. */

#include "config.h"

#include "sb-docebo-notices-api.h"

#include "sb-docebo-json.h"
#include "sb-docebo-private.h"

/**
 * sb_docebo_describe_notices:
 *
 * Returns: (transfer full): the request for the newest notifications
 */
SbRequest *
sb_docebo_describe_notices (void)
{
  return sb_request_new (SB_METHOD_GET, "/notifications/v1/notification/notifications");
}

/* Of the three texts only the full message is HTML. */
static SbNotice *
read_notice (SbJsonReader *reader)
{
  g_autofree char *id = sb_json_reader_require_id (reader, "id");
  const char *subject = sb_json_reader_optional_string (reader, "subject");
  const char *brief = sb_json_reader_optional_string (reader, "short_message");
  g_autofree char *full = sb_docebo_read_text (reader, "full_message");
  g_autoptr (GDateTime) date = sb_json_reader_optional_time (reader, "date");
  SbNoticeFields fields = {
    .id = id,
    .subject = subject,
    .text = full != NULL && *full != '\0' ? full : brief,
    .session_uuid = sb_json_reader_optional_string (reader, "session_uuid"),
    .is_read = sb_json_reader_optional_bool (reader, "is_read", FALSE),
    .date = date,
  };

  return sb_json_reader_has_failed (reader) ? NULL : sb_notice_new (&fields);
}

static void
read_notices (SbJsonReader *reader, GPtrArray *notices)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n_rows = sb_json_reader_enter_array (reader, "items");

  for (guint i = 0; i < n_rows && !sb_json_reader_has_failed (reader); i++)
    {
      g_autoptr (SbNotice) notice = NULL;

      sb_json_reader_enter_element (reader, i);
      notice = read_notice (reader);
      sb_json_reader_leave (reader);

      if (notice != NULL && g_hash_table_add (seen, g_strdup (sb_notice_get_id (notice))))
        g_ptr_array_add (notices, g_steal_pointer (&notice));
    }

  sb_json_reader_leave (reader);
}

static guint
count_unread (GPtrArray *notices)
{
  guint n_unread = 0;

  for (guint i = 0; i < notices->len; i++)
    if (!sb_notice_get_is_read (g_ptr_array_index (notices, i)))
      n_unread++;

  return n_unread;
}

/**
 * sb_docebo_parse_notices:
 *
 * Some tenants put the one object that holds the list into a list of its own; both are read.
 *
 * Returns: (transfer full) (nullable): an SbNoticeList; where the platform does not say how many are unread, those of
 *   the list are counted
 */
gpointer
sb_docebo_parse_notices (JsonNode *root, gpointer unused, GError **error)
{
  g_autoptr (SbJsonReader) reader = sb_json_reader_new (root);
  g_autoptr (SbNoticeList) list = sb_notice_list_new ();

  if (sb_json_reader_enter_object_or_first (reader, "data"))
    read_notices (reader, list->notices);
  sb_json_reader_leave (reader);

  sb_json_reader_enter_optional_object (reader, "extra_data");
  if (sb_json_reader_has_value (reader, "count_unread"))
    list->unread = sb_docebo_read_count (reader, "count_unread");
  else
    list->unread = count_unread (list->notices);
  sb_json_reader_leave (reader);

  return sb_json_reader_finish (reader, error) ? g_steal_pointer (&list) : NULL;
}

void
sb_docebo_list_notices_async (SbPlatform *platform,
                              SbSession *session,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  sb_docebo_call_as (sb_docebo_task_new (platform, sb_platform_list_notices_async, cancellable, callback, user_data),
                     session, sb_docebo_describe_notices (), sb_docebo_parse_notices,
                     (GDestroyNotify) sb_notice_list_free);
}
