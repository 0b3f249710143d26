/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* E-mail: writing it down as MIME, and carrying what the store has queued. Without a mail server each e-mail becomes a
 * file in the outbox, at once; with one it is sent by SMTP, one after the other, in a worker thread that knows nothing
 * of the store. What fails is tried again, later and later. What to say, and to whom, is sb-demo-notices.c's matter. */

#include "config.h"

#include "sb-demo-mailer.h"

#include <curl/curl.h>
#include <gmime/gmime.h>

#define FROM_NAME "ACME Academy"
#define FROM_ADDRESS "no-reply@acme.example"
#define MAX_ATTEMPTS 10
#define MAX_WAIT_SECONDS 300
#define SMTP_TIMEOUT_SECONDS 30L

struct _SbDemoMailer
{
  SbDemoStore *store; /* borrowed */
  char *url;          /* NULL: to the outbox */
  char *outbox;
  GCancellable *cancellable;
  gboolean is_sending;
  guint timeout_id;
};

static GMimeObject *
new_part (const char *subtype, const char *content)
{
  GMimeTextPart *part = g_mime_text_part_new_with_subtype (subtype);

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, content);
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);

  return GMIME_OBJECT (part);
}

static GMimeObject *
new_alternatives (const char *subject, const char *text)
{
  GMimeMultipart *parts = g_mime_multipart_new_with_subtype ("alternative");
  g_autofree char *plain = g_strconcat (text, "\n\n-- \n" FROM_NAME "\n", NULL);
  g_autofree char *html = g_markup_printf_escaped ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                                                   "<title>%s</title></head>\n<body><h1>%s</h1>\n<p>%s</p>\n"
                                                   "<p>" FROM_NAME "</p></body></html>\n", subject, subject, text);
  GMimeObject *plain_part = new_part ("plain", plain);
  GMimeObject *html_part = new_part ("html", html);

  /* The best comes last (RFC 2046 §5.1.4). */
  g_mime_multipart_add (parts, plain_part);
  g_mime_multipart_add (parts, html_part);
  g_object_unref (plain_part);
  g_object_unref (html_part);

  return GMIME_OBJECT (parts);
}

/**
 * sb_demo_mailer_compose:
 * @name: the recipient's name
 * @address: the recipient's address
 * @subject: the subject
 * @text: the text, plain
 * @message_id: the Message-ID, without brackets
 * @at: the date
 *
 * Returns: (transfer full): an e-mail in ASCII, with CR LF at the ends of its lines
 */
char *
sb_demo_mailer_compose (const char *name, const char *address, const char *subject, const char *text,
                        const char *message_id, gint64 at)
{
  GMimeMessage *message = g_mime_message_new (TRUE);
  GMimeObject *body = new_alternatives (subject, text);
  GMimeFormatOptions *format = g_mime_format_options_new ();
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (at);
  char *result;

  g_mime_format_options_set_newline_format (format, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, FROM_NAME, FROM_ADDRESS);
  g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, name, address);
  g_mime_message_set_subject (message, subject, "utf-8");
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, message_id);
  g_mime_message_set_mime_part (message, body);

  result = g_mime_object_to_string (GMIME_OBJECT (message), format);
  g_object_unref (body);
  g_object_unref (message);
  g_mime_format_options_free (format);

  return result;
}

/* One e-mail on its way by SMTP. */
typedef struct
{
  gint64 id;
  char *url;
  char *address;
  char *message;
  gsize offset;
} Job;

static void
job_free (Job *job)
{
  g_free (job->url);
  g_free (job->address);
  g_free (job->message);
  g_free (job);
}

static gsize
read_cb (char *buffer, gsize size, gsize n_items, void *user_data)
{
  Job *job = user_data;
  const gsize length = MIN (size * n_items, strlen (job->message) - job->offset);

  memcpy (buffer, job->message + job->offset, length);
  job->offset += length;

  return length;
}

static int
progress_cb (void *user_data, curl_off_t total_down, curl_off_t down, curl_off_t total_up, curl_off_t up)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
send_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  CURL *curl = curl_easy_init ();
  struct curl_slist *recipients = curl_slist_append (NULL, job->address);
  CURLcode code;

  curl_easy_setopt (curl, CURLOPT_URL, job->url);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, SMTP_TIMEOUT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, FROM_ADDRESS);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (curl, CURLOPT_READDATA, job);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, cancellable);
  code = curl_easy_perform (curl);

  curl_slist_free_all (recipients);
  curl_easy_cleanup (curl);

  if (code == CURLE_OK)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", curl_easy_strerror (code));
}

static void send_next (SbDemoMailer *self);

static void
note_sent (SbDemoMailer *self, gint64 id, const char *file)
{
  sb_demo_store_run (self->store, "UPDATE emails SET state = 'sent', attempts = attempts + 1, sent_at = ?, file = ?,"
                                  "  error = NULL, next_try_at = NULL WHERE id = ?", "isi",
                     g_get_real_time () / G_USEC_PER_SEC, file, id);
}

/* Waits 2, 4, 8 … seconds; after the last attempt for ever. */
static void
note_failed (SbDemoMailer *self, gint64 id, const char *message)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  sb_demo_store_run (self->store, "UPDATE emails SET state = 'failed', attempts = attempts + 1, error = ?,"
                                  "  next_try_at = CASE WHEN attempts + 1 < ? THEN ? + min (?, 2 << attempts) END "
                                  "WHERE id = ?", "siiii", message, (gint64) MAX_ATTEMPTS, now,
                     (gint64) MAX_WAIT_SECONDS, id);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SbDemoMailer *self = user_data;
  g_autoptr (GError) error = NULL;
  const Job *job = g_task_get_task_data (G_TASK (result));
  const gboolean is_sent = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_sending = FALSE;
  if (is_sent)
    note_sent (self, job->id, NULL);
  else
    note_failed (self, job->id, error->message);
  send_next (self);
}

static gboolean
retry_cb (gpointer user_data)
{
  SbDemoMailer *self = user_data;

  self->timeout_id = 0;
  send_next (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_retry (SbDemoMailer *self)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 next = sb_demo_store_get_int (self->store, "SELECT min (next_try_at) FROM emails WHERE state = 'failed'",
                                             0, "");

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (next != 0)
    self->timeout_id = g_timeout_add_seconds (MAX (next - now, 1), retry_cb, self);
}

static Job *
take_job (SbDemoMailer *self)
{
  g_autoptr (SbDemoRows) rows = NULL;
  Job *job;

  rows = sb_demo_store_query (self->store, "SELECT id, address, message FROM emails WHERE state = 'queued'"
                                           "  OR (state = 'failed' AND next_try_at <= ?) ORDER BY id LIMIT 1", "i",
                              g_get_real_time () / G_USEC_PER_SEC);
  if (!sb_demo_rows_next (rows))
    return NULL;

  job = g_new0 (Job, 1);
  job->id = sb_demo_rows_int (rows, 0);
  job->url = g_strdup (self->url);
  job->address = g_strdup (sb_demo_rows_text (rows, 1));
  job->message = g_strdup (sb_demo_rows_text (rows, 2));

  return job;
}

static void
send_next (SbDemoMailer *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->is_sending)
    return;

  job = take_job (self);
  if (job == NULL)
    {
      wait_for_retry (self);
      return;
    }

  self->is_sending = TRUE;
  task = g_task_new (NULL, self->cancellable, sent_cb, self);
  g_task_set_source_tag (task, send_next);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_run_in_thread (task, send_in_thread);
}

/* The name follows from the session, so that a file that was written just before the power went is written over and not
 * twice. */
static void
write_to_outbox (SbDemoMailer *self)
{
  g_autoptr (GError) error = NULL;
  Job *job;

  while ((job = take_job (self)) != NULL)
    {
      g_autofree char *stem = sb_demo_store_dup_text (self->store, "SELECT session_uuid || '-' || type FROM emails "
                                                                   "WHERE id = ?", "i", job->id);
      g_autofree char *name = g_strconcat (stem, ".eml", NULL);
      g_autofree char *path = g_build_filename (self->outbox, name, NULL);

      g_mkdir_with_parents (self->outbox, 0700);
      if (g_file_set_contents_full (path, job->message, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
        note_sent (self, job->id, path);
      else
        note_failed (self, job->id, error->message);
      g_clear_error (&error);
      job_free (job);
    }
}

/**
 * sb_demo_mailer_new:
 * @store: the store; must outlive the mailer
 * @smtp: (nullable): host and port of a mail server; %NULL writes to the outbox in the store's folder
 *
 * Returns: (transfer full): a mailer that carries what was left over
 */
SbDemoMailer *
sb_demo_mailer_new (SbDemoStore *store, const char *smtp)
{
  SbDemoMailer *self = g_new0 (SbDemoMailer, 1);

  g_mime_init ();
  curl_global_init (CURL_GLOBAL_DEFAULT);
  self->store = store;
  self->url = smtp == NULL ? NULL : g_strdup_printf ("smtp://%s/acme.example", smtp);
  self->outbox = g_build_filename (sb_demo_store_get_folder (store), "outbox", NULL);
  self->cancellable = g_cancellable_new ();
  g_mkdir_with_parents (self->outbox, 0700);
  sb_demo_mailer_deliver (self);

  return self;
}

/**
 * sb_demo_mailer_free:
 *
 * Frees the mailer. What is on its way by SMTP is broken off and stays queued.
 */
void
sb_demo_mailer_free (SbDemoMailer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_object_unref (self->cancellable);
  g_free (self->url);
  g_free (self->outbox);
  g_free (self);
}

/**
 * sb_demo_mailer_deliver:
 * @self: a mailer
 *
 * Carries what is queued: to the outbox before it returns, by SMTP behind the caller's back.
 */
void
sb_demo_mailer_deliver (SbDemoMailer *self)
{
  if (self->url == NULL)
    write_to_outbox (self);
  else
    send_next (self);
}
