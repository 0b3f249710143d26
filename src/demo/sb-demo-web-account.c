/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages about the learner: notifications, profile with the password, and the catalogue with something to buy.
 * Opening the list of notifications marks none as read; opening one does. */

#include "config.h"

#include "sb-demo-accounts.h"
#include "sb-demo-html.h"
#include "sb-demo-web.h"

void
sb_demo_web_show_notifications (SbDemoRequest *request)
{
  g_autoptr (SbDemoRows) rows = NULL;
  GString *html;

  if (!sb_demo_web_require (request))
    return;

  html = sb_demo_html_begin (request, "Notifications");
  rows = sb_demo_store_query (request->store, "SELECT id, subject, short_message, created_at, read_at IS NULL "
                                              "FROM notifications WHERE user_id = ? ORDER BY id DESC LIMIT 50",
                              "i", request->caller.user_id);
  g_string_append (html, "<ul class=\"card rows\">\n");
  while (sb_demo_rows_next (rows))
    {
      g_autofree char *date = sb_demo_dup_time (sb_demo_rows_int (rows, 3));
      const gboolean is_unread = sb_demo_rows_int (rows, 4) != 0;

      sb_demo_html_add (html, "<li class=\"%s\"><a href=\"/learn/notifications/%" G_GINT64_FORMAT "\">%s%s</a>"
                              "<span class=\"dim\">%s UTC</span></li>\n", is_unread ? "unread-row" : "",
                        sb_demo_rows_int (rows, 0), is_unread ? "● Unread: " : "", sb_demo_rows_text (rows, 1), date);
    }
  g_string_append (html, "</ul>\n");
  sb_demo_html_reply (request, 200, html);
}

void
sb_demo_web_show_notification (SbDemoRequest *request)
{
  gint64 id;
  g_autofree char *subject = NULL;
  g_autofree char *message = NULL;
  GString *html;

  if (!sb_demo_web_require (request))
    return;

  id = sb_demo_request_get_id (request, 0);
  subject = sb_demo_store_dup_text (request->store, "SELECT subject FROM notifications WHERE id = ? AND user_id = ?",
                                    "ii", id, request->caller.user_id);
  if (subject == NULL)
    {
      sb_demo_html_reply_message (request, 404, "Not there", "You have no such notification.");
      return;
    }

  message = sb_demo_store_dup_text (request->store, "SELECT full_message FROM notifications WHERE id = ?", "i", id);
  sb_demo_store_begin (request->store);
  if (sb_demo_store_run (request->store, "UPDATE notifications SET read_at = ? WHERE id = ? AND read_at IS NULL", "ii",
                         request->now, id) > 0)
    sb_demo_request_audit (request, "notification_read", "notification", request->args[0], NULL);
  sb_demo_store_commit (request->store, NULL);

  html = sb_demo_html_begin (request, subject);
  sb_demo_html_add (html, "<p class=\"card\">%s</p>\n<p><a href=\"/learn/notifications\">All notifications</a></p>\n",
                    message);
  sb_demo_html_reply (request, 200, html);
}

/* What the panel of the bell shows. Reading it marks nothing. */
void
sb_demo_web_show_bell (SbDemoRequest *request)
{
  g_autoptr (SbDemoRows) rows = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!sb_demo_web_require (request))
    return;

  builder = json_builder_new ();
  json_builder_begin_array (builder);
  rows = sb_demo_store_query (request->store, "SELECT id, subject, read_at IS NULL FROM notifications "
                                              "WHERE user_id = ? ORDER BY id DESC LIMIT 5", "i",
                              request->caller.user_id);
  while (sb_demo_rows_next (rows))
    {
      json_builder_begin_object (builder);
      sb_demo_json_add_int (builder, "id", sb_demo_rows_int (rows, 0));
      sb_demo_json_add_string (builder, "subject", sb_demo_rows_text (rows, 1));
      sb_demo_json_add_bool (builder, "is_unread", sb_demo_rows_int (rows, 2) != 0);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sb_demo_request_reply_json (request, 200, builder);
}

/* Whoever opens the bell's panel has seen what is in it: the red dot goes. */
void
sb_demo_web_see_all (SbDemoRequest *request)
{
  if (!sb_demo_web_require_form (request))
    return;

  sb_demo_store_begin (request->store);
  if (sb_demo_store_run (request->store, "UPDATE notifications SET read_at = ? WHERE user_id = ? AND read_at IS NULL",
                         "ii", request->now, request->caller.user_id) > 0)
    sb_demo_request_audit (request, "notification_read", "notification", "all", NULL);
  sb_demo_store_commit (request->store, NULL);
  soup_server_message_set_status (request->message, 204, NULL);
}

void
sb_demo_web_show_help (SbDemoRequest *request)
{
  GString *html;

  if (!sb_demo_web_require (request))
    return;

  html = sb_demo_html_begin (request, "Help");
  g_string_append (html, "<p class=\"card\">Open a course under “My courses”, and work through it from the top.</p>\n"
                         "<button class=\"close-window\" accesskey=\"x\">Close this window</button>\n");
  sb_demo_html_reply (request, 200, html);
}

static void
add_documents (SbDemoRequest *request, GString *html)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT target_id, detail FROM audit "
                                                                     "WHERE actor_id = ? AND"
                                                                     "  action = 'document_uploaded' ORDER BY id",
                                                     "i", request->caller.user_id);

  g_string_append (html, "<h2>Documents</h2><form class=\"card\" method=\"post\" enctype=\"multipart/form-data\""
                         " action=\"/learn/profile/documents\">");
  sb_demo_html_add_csrf (request, html);
  g_string_append (html, "<label for=\"file\">Proof of training from elsewhere</label>"
                         "<input id=\"file\" name=\"file\" type=\"file\" accesskey=\"f\" required>"
                         "<button accesskey=\"u\">Upload</button><ul>");
  while (sb_demo_rows_next (rows))
    sb_demo_html_add (html, "<li>%s, %s</li>", sb_demo_rows_text (rows, 0), sb_demo_rows_text (rows, 1));
  g_string_append (html, "</ul></form>\n");
}

/* Only its name and size are kept. */
void
sb_demo_web_upload (SbDemoRequest *request)
{
  g_autofree char *detail = NULL;

  if (!sb_demo_web_require_form (request))
    return;

  if (request->file == NULL || request->file_name == NULL || *request->file_name == '\0')
    {
      sb_demo_html_reply_message (request, 422, "No file", "Choose a file, and upload it again.");
      return;
    }

  detail = g_strdup_printf ("%" G_GSIZE_FORMAT " bytes", g_bytes_get_size (request->file));
  sb_demo_request_audit (request, "document_uploaded", "document", request->file_name, detail);
  sb_demo_html_redirect (request, "/learn/profile");
}

static void
reply_profile (SbDemoRequest *request, guint status, const char *problem)
{
  g_autoptr (SbDemoRows) rows = NULL;
  GString *html = sb_demo_html_begin (request, "Profile");

  rows = sb_demo_store_query (request->store, "SELECT u.first_name, u.last_name, u.username, u.email, b.path "
                                              "FROM users u JOIN branches b ON b.id = u.branch_id WHERE u.id = ?",
                              "i", request->caller.user_id);
  if (sb_demo_rows_next (rows))
    sb_demo_html_add (html, "<dl class=\"card\"><dt>First name</dt><dd><bdi>%s</bdi></dd><dt>Last name</dt>"
                            "<dd><bdi>%s</bdi></dd><dt>User name</dt><dd>%s</dd><dt>E-mail</dt><dd>%s</dd>"
                            "<dt>Branch</dt><dd>%s</dd></dl>\n", sb_demo_rows_text (rows, 0),
                      sb_demo_rows_text (rows, 1), sb_demo_rows_text (rows, 2), sb_demo_rows_text (rows, 3),
                      sb_demo_rows_text (rows, 4));
  add_documents (request, html);
  g_string_append (html, "<h2>Change password</h2>"
                         "<form class=\"card\" method=\"post\" action=\"/learn/profile/password\">");
  if (problem != NULL)
    sb_demo_html_add (html, "<p class=\"bad\" role=\"alert\">%s</p>", problem);
  sb_demo_html_add_csrf (request, html);
  g_string_append (html, "<label for=\"password\">New password</label><input id=\"password\" name=\"password\""
                         " type=\"password\" autocomplete=\"new-password\" required>"
                         "<button>Change password</button></form>\n");
  sb_demo_html_reply (request, status, html);
}

void
sb_demo_web_show_profile (SbDemoRequest *request)
{
  if (sb_demo_web_require (request))
    reply_profile (request, 200, NULL);
}

void
sb_demo_web_change_password (SbDemoRequest *request)
{
  const char *password = sb_demo_request_get_form (request, "password");

  if (!sb_demo_web_require_form (request))
    return;

  if (request->caller.impersonator_id == 0 && (password == NULL || *password == '\0'))
    reply_profile (request, 422, "The new password is missing.");
  else if (sb_demo_accounts_change_password (request, password))
    sb_demo_html_redirect (request, "/learn/profile");
  else
    reply_profile (request, 403, "The password cannot be changed inside a log-in.");
}

static void
reply_catalogue (SbDemoRequest *request, guint status, const char *problem)
{
  g_autoptr (SbDemoRows) rows = NULL;
  GString *html = sb_demo_html_begin (request, "Catalogue");

  if (problem != NULL)
    sb_demo_html_add (html, "<p class=\"bad\" role=\"alert\">%s</p>", problem);
  rows = sb_demo_store_query (request->store, "SELECT id, name, description, price FROM courses "
                                              "WHERE price IS NOT NULL ORDER BY id", "");
  while (sb_demo_rows_next (rows))
    {
      sb_demo_html_add (html, "<form class=\"card\" method=\"post\" action=\"/learn/buy\""
                              " data-confirm=\"Buy this course?\"><h2>%s</h2><p>%s</p>"
                              "<p><strong>%s</strong></p>"
                              "<input type=\"hidden\" name=\"course\" value=\"%" G_GINT64_FORMAT "\">",
                        sb_demo_rows_text (rows, 1), sb_demo_rows_text (rows, 2), sb_demo_rows_text (rows, 3),
                        sb_demo_rows_int (rows, 0));
      sb_demo_html_add_csrf (request, html);
      g_string_append (html, "<button>Buy</button></form>\n");
    }
  sb_demo_html_reply (request, status, html);
}

void
sb_demo_web_show_catalogue (SbDemoRequest *request)
{
  if (sb_demo_web_require (request))
    reply_catalogue (request, 200, NULL);
}

void
sb_demo_web_buy (SbDemoRequest *request)
{
  const char *course = sb_demo_request_get_form (request, "course");
  gboolean is_inside;

  if (!sb_demo_web_require_form (request))
    return;

  is_inside = request->caller.impersonator_id != 0;
  sb_demo_request_audit (request, is_inside ? "payment_refused" : "payment", "course", course,
                         is_inside ? "payment_inside" : NULL);
  if (is_inside)
    reply_catalogue (request, 403, "Nothing can be bought inside a log-in.");
  else
    sb_demo_html_reply_message (request, 200, "Thank you", "Your order is noted. No money is real here.");
}
