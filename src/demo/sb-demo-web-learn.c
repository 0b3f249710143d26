/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The learner's home, a course, and the player. What is done here is the same act as by the calls: sb-demo-courses.c
 * does it and writes it down. */

#include "config.h"

#include "sb-demo-courses.h"
#include "sb-demo-html.h"
#include "sb-demo-web.h"

static const struct
{
  const char *question;
  const char *answers[3];
} quiz[] = {
  { "What do you do first?", { "Look what is the matter", "Post about it", "Go home" } },
  { "Whom do you ask when you are not sure?", { "Somebody who knows", "Nobody", "A fortune cookie" } },
};

static const char *
describe_status (const char *status)
{
  if (g_str_equal (status, "completed"))
    return "Completed";
  if (g_str_equal (status, "in_progress"))
    return "In progress";
  if (g_str_equal (status, "suspended"))
    return "Suspended";
  if (g_str_equal (status, "failed"))
    return "Failed";

  return "Not started";
}

static char *
dup_date (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);

  return g_date_time_format (time, "%-e %B %Y");
}

static void
add_dates (SbDemoRequest *request, GString *html, const SbDemoCourse *course)
{
  g_autofree char *opens = dup_date (course->opens_at);
  g_autofree char *due = dup_date (course->due_at);

  if (!course->is_open)
    sb_demo_html_add (html, "<p class=\"dim\">Opens on %s</p>", opens);
  else if (course->due_at != 0 && course->completed_at == 0)
    sb_demo_html_add (html, "<p class=\"%s\">%s %s</p>", course->due_at < request->now ? "bad" : "dim",
                      course->due_at < request->now ? "Overdue since" : "Due on", due);
}

void
sb_demo_web_show_home (SbDemoRequest *request)
{
  g_autoptr (GPtrArray) courses = NULL;
  GString *html;

  if (!sb_demo_web_require (request))
    return;

  courses = sb_demo_courses_list (request);
  html = sb_demo_html_begin (request, "My courses");
  g_string_append (html, "<ul class=\"grid\">\n");
  for (guint i = 0; i < courses->len; i++)
    {
      const SbDemoCourse *course = g_ptr_array_index (courses, i);

      sb_demo_html_add (html, "<li class=\"card course\"><img src=\"/pictures/course-%" G_GINT64_FORMAT ".png\""
                              " alt=\"\"><div><h2><a href=\"/learn/course/%" G_GINT64_FORMAT "/%s\""
                              " accesskey=\"%u\">%s</a></h2>"
                              "<p class=\"dim\">%s · %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT "</p>"
                              "<progress max=\"%" G_GINT64_FORMAT "\" value=\"%" G_GINT64_FORMAT "\""
                              " aria-label=\"Progress\"></progress>",
                        course->id, course->id, course->slug, i + 1, course->name, describe_status (course->status),
                        course->n_completed, course->n_items, course->n_items, course->n_completed);
      add_dates (request, html, course);
      g_string_append (html, "</div></li>\n");
    }
  g_string_append (html, "</ul>\n");
  sb_demo_html_reply (request, 200, html);
}

/* The course of the address, or NULL and an answer. */
static SbDemoCourse *
require_course (SbDemoRequest *request)
{
  g_autoptr (SbDemoCourse) course = sb_demo_courses_find (request, sb_demo_request_get_id (request, 0));

  if (course != NULL && course->is_open)
    return g_steal_pointer (&course);

  sb_demo_html_reply_message (request, 403, course == NULL ? "Not your course" : "Not open yet",
                              course == NULL ? "You are not enrolled in this course."
                                             : "This course is not open for you.");

  return NULL;
}

/* The number of an item is its access key. */
static void
add_item_row (GString *html, const SbDemoCourse *course, const SbDemoItem *item, guint number)
{
  if (item->is_folder)
    sb_demo_html_add (html, "<li><strong>%s</strong></li>\n", item->title);
  else if (item->is_locked)
    sb_demo_html_add (html, "<li><span>%s</span><span class=\"dim\">Locked until the one before is completed</span>"
                            "</li>\n", item->title);
  else
    sb_demo_html_add (html, "<li><a href=\"/learn/course/%" G_GINT64_FORMAT "/play/%" G_GINT64_FORMAT "\""
                            " accesskey=\"%u\">%s</a><span class=\"dim\">%s · %" G_GINT64_FORMAT " min</span></li>\n",
                      course->id, item->id, number, item->title, describe_status (item->status),
                      MAX (item->duration / 60, 1));
}

void
sb_demo_web_show_course (SbDemoRequest *request)
{
  g_autoptr (SbDemoCourse) course = NULL;
  g_autoptr (GPtrArray) items = NULL;
  GString *html;

  if (!sb_demo_web_require (request))
    return;

  course = require_course (request);
  if (course == NULL)
    return;

  items = sb_demo_courses_list_items (request, course->id);
  html = sb_demo_html_begin (request, course->name);
  sb_demo_html_add (html, "<p>%s</p><p class=\"dim\">%s · %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT "</p>",
                    course->description, describe_status (course->status), course->n_completed, course->n_items);
  add_dates (request, html, course);
  if (course->completed_at != 0)
    sb_demo_html_add (html, "<p><a href=\"/learn/course/%" G_GINT64_FORMAT "/%s/certificate\""
                            " accesskey=\"d\">Download the certificate</a>"
                            "</p>\n", course->id, course->slug);
  g_string_append (html, "<ol class=\"card rows\">\n");
  for (guint i = 0; i < items->len; i++)
    add_item_row (html, course, g_ptr_array_index (items, i), i + 1);
  g_string_append (html, "</ol>\n");
  sb_demo_html_reply (request, 200, html);
}

static void
add_quiz (GString *html)
{
  for (guint i = 0; i < G_N_ELEMENTS (quiz); i++)
    {
      sb_demo_html_add (html, "<fieldset><legend>%s</legend>", quiz[i].question);
      for (guint j = 0; j < G_N_ELEMENTS (quiz[i].answers); j++)
        sb_demo_html_add (html, "<label><input type=\"radio\" name=\"q%u\" value=\"%u\" required> %s</label>", i, j,
                          quiz[i].answers[j]);
      g_string_append (html, "</fieldset>");
    }
}

static gboolean
is_quiz_passed (SbDemoRequest *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (quiz); i++)
    {
      g_autofree char *name = g_strdup_printf ("q%u", i);

      if (g_strcmp0 (sb_demo_request_get_form (request, name), "0") != 0)
        return FALSE;
    }

  return TRUE;
}

static void
add_player_forms (SbDemoRequest *request, GString *html, const SbDemoItem *item)
{
  const gboolean is_test = g_str_equal (item->type, "test");

  if (g_str_equal (item->type, "video"))
    {
      g_string_append (html, "<form class=\"card\" method=\"post\">");
      sb_demo_html_add_csrf (request, html);
      sb_demo_html_add (html, "<input type=\"hidden\" name=\"event\" value=\"position\">"
                              "<label for=\"position\">Position in seconds</label>"
                              "<input id=\"position\" name=\"position\" type=\"number\" min=\"0\""
                              " max=\"%" G_GINT64_FORMAT "\" value=\"%" G_GINT64_FORMAT "\">"
                              "<button class=\"second\">Save position</button></form>\n", item->duration,
                        item->position);
    }

  if (g_str_equal (item->status, "completed"))
    {
      g_string_append (html, "<p>You have completed this.</p>\n");
      return;
    }

  sb_demo_html_add (html, "<form class=\"card\" method=\"post\" action=\"/learn/course/%" G_GINT64_FORMAT
                          "/play/%" G_GINT64_FORMAT "/%s\">", item->course_id, item->id,
                    is_test ? "submit" : "complete");
  sb_demo_html_add_csrf (request, html);
  if (is_test)
    add_quiz (html);
  sb_demo_html_add (html, "<button accesskey=\"c\">%s</button></form>\n", is_test ? "Hand in" : "Complete");
}

static void
reply_player (SbDemoRequest *request, const SbDemoCourse *course, guint status, const char *problem)
{
  g_autoptr (SbDemoItem) item = sb_demo_courses_find_item (request, sb_demo_request_get_id (request, 1));
  GString *html = sb_demo_html_begin (request, item->title);

  sb_demo_html_add (html, "<p><a href=\"/learn/course/%" G_GINT64_FORMAT "/%s\">%s</a></p>", course->id, course->slug,
                    course->name);
  if (problem != NULL)
    sb_demo_html_add (html, "<p class=\"bad\" role=\"alert\">%s</p>", problem);
  sb_demo_html_add (html, "<div class=\"screen\">%s</div>\n", item->body);
  add_player_forms (request, html, item);
  sb_demo_html_reply (request, status, html);
}

/* The course of the address if it has the item of the address, and that is open; else NULL and an answer. */
static SbDemoCourse *
require_item (SbDemoRequest *request, const char *event, gint64 position)
{
  g_autoptr (SbDemoCourse) course = require_course (request);
  g_autoptr (SbDemoItem) item = NULL;
  const char *reason;

  if (course == NULL)
    return NULL;

  item = sb_demo_courses_find_item (request, sb_demo_request_get_id (request, 1));
  if (item == NULL || item->course_id != course->id)
    {
      sb_demo_html_reply_message (request, 404, "Not there", "This course has no such item.");
      return NULL;
    }

  reason = sb_demo_courses_track (request, item->id, event, position, TRUE);
  if (reason == NULL)
    return g_steal_pointer (&course);

  sb_demo_html_reply_message (request, 403, "Locked", "This item opens when the one before it is completed.");

  return NULL;
}

/* As on every platform of this kind, opening an item starts it. */
void
sb_demo_web_show_player (SbDemoRequest *request)
{
  g_autoptr (SbDemoCourse) course = NULL;

  if (!sb_demo_web_require (request))
    return;

  course = require_item (request, "start", 0);
  if (course != NULL)
    reply_player (request, course, 200, NULL);
}

static void
play (SbDemoRequest *request, const char *event)
{
  g_autoptr (SbDemoCourse) course = NULL;
  g_autoptr (SbDemoItem) item = NULL;
  const char *position = sb_demo_request_get_form (request, "position");
  gboolean is_failed;

  if (!sb_demo_web_require_form (request))
    return;

  item = sb_demo_courses_find_item (request, sb_demo_request_get_id (request, 1));
  is_failed = g_strcmp0 (event, "complete") == 0 && item != NULL && g_str_equal (item->type, "test")
           && !is_quiz_passed (request);
  if (is_failed || (g_strcmp0 (event, "complete") != 0 && g_strcmp0 (event, "position") != 0))
    event = "start";

  course = require_item (request, event, position == NULL ? 0 : g_ascii_strtoll (position, NULL, 10));
  if (course == NULL)
    return;

  if (is_failed)
    reply_player (request, course, 200, "Not quite. Please try again.");
  else
    {
      g_autofree char *location = g_strdup_printf ("/learn/course/%" G_GINT64_FORMAT "/%s", course->id, course->slug);

      sb_demo_html_redirect (request, location);
    }
}

void
sb_demo_web_play (SbDemoRequest *request)
{
  play (request, sb_demo_request_get_form (request, "event"));
}

/* Addresses of their own, so that what they do can be told from the address. */
void
sb_demo_web_complete (SbDemoRequest *request)
{
  play (request, "complete");
}

void
sb_demo_web_show_certificate (SbDemoRequest *request)
{
  g_autoptr (SbDemoCourse) course = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;
  g_autofree char *disposition = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!sb_demo_web_require (request))
    return;

  course = require_course (request);
  if (course == NULL)
    return;

  if (course->completed_at == 0)
    {
      sb_demo_html_reply_message (request, 404, "Not there", "There is a certificate when the course is completed.");
      return;
    }

  date = dup_date (course->completed_at);
  text = g_strdup_printf ("ACME Academy\n\nCertificate\n%s\nCompleted on %s\n", course->name, date);
  bytes = g_bytes_new (text, strlen (text));
  disposition = g_strdup_printf ("attachment; filename=\"certificate-%s.txt\"", course->slug);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Content-Disposition",
                                disposition);
  sb_demo_request_reply_bytes (request, 200, "text/plain; charset=utf-8", bytes);
}
