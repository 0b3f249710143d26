/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which course, and which item of it, a page of the platform's own belongs to. A platform gives a course's own page;
 * where the course's id is a segment of that page's path, all that is below it is taken for the course's, and an item
 * is known by its id in the path. That is a guess from the address, good enough to name what was done and to look
 * before it is; where it cannot be made, nothing is claimed. */

#include "config.h"

#include "sb-visit-place.h"

/* Nullable: for a page that is none of the platform's. */
static char *
dup_path (const char *page)
{
  g_autofree char *path = NULL;

  if (page == NULL)
    return NULL;
  if (*page == '/')
    return g_strndup (page, strcspn (page, "?#"));

  if (!g_uri_split (page, G_URI_FLAGS_NONE, NULL, NULL, NULL, NULL, &path, NULL, NULL, NULL))
    return NULL;

  return g_steal_pointer (&path);
}

/* How many segments of @page, from the first, name the course; 0 if none does. */
static guint
count_own_segments (char **page, const char *id)
{
  for (guint i = 1; page[0] != NULL && page[i] != NULL; i++)
    if (g_str_equal (page[i], id))
      return i + 1;

  return 0;
}

static gboolean
begins_with (char **segments, char **start, guint n_segments)
{
  for (guint i = 0; i < n_segments; i++)
    if (segments[i] == NULL || !g_str_equal (segments[i], start[i]))
      return FALSE;

  return TRUE;
}

/* How many segments of @path, from the first, are those of the course's own page; 0 if it is another course's or
 * none's. */
static guint
match (SbCourse *course, char **path)
{
  g_autofree char *page_path = dup_path (sb_course_get_page_url (course));
  g_auto (GStrv) page = g_strsplit (page_path == NULL ? "" : page_path, "/", -1);
  guint n_own = count_own_segments (page, sb_course_get_id (course));

  return begins_with (path, page, n_own) ? n_own : 0;
}

/**
 * sb_visit_place_find_course:
 * @courses: (element-type SbCourse): the learner's courses
 * @path: the path of a page
 *
 * Returns: (transfer none) (nullable): the course that the page belongs to
 */
SbCourse *
sb_visit_place_find_course (GPtrArray *courses, const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (guint i = 0; i < courses->len; i++)
    if (match (g_ptr_array_index (courses, i), segments) > 0)
      return g_ptr_array_index (courses, i);

  return NULL;
}

/**
 * sb_visit_place_find_item:
 * @course: a course that sb_visit_place_find_course() gave for @path
 * @items: (element-type SbCourseItem): its items
 * @path: the path of a page
 *
 * Returns: (transfer none) (nullable): the item that the page is about
 */
SbCourseItem *
sb_visit_place_find_item (SbCourse *course, GPtrArray *items, const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (guint n = match (course, segments); n > 0 && segments[n] != NULL; n++)
    for (guint i = 0; i < items->len; i++)
      if (g_str_equal (sb_course_item_get_id (g_ptr_array_index (items, i)), segments[n]))
        return g_ptr_array_index (items, i);

  return NULL;
}
