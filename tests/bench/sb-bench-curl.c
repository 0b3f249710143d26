/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* libcurl on connections that stay open, as those of the program do. It runs in this process: the start of one of its
 * own would make the yardstick longer than what is measured by it. */

#include "config.h"

#include "sb-bench-curl.h"

#include "sb-bench-stage.h"

#include <curl/curl.h>

#define MAX_CONNECTIONS 8L

typedef struct
{
  SbRequest *request;
  CURL *handle;
  struct curl_slist *headers;
  GString *reply;
} Exchange;

struct _SbBenchCurl
{
  char *origin;
  CURLM *multi;         /* keeps the connections */
  GPtrArray *exchanges; /* of one run */
  gboolean was_run;
};

static void
exchange_free (Exchange *self)
{
  curl_easy_cleanup (self->handle);
  curl_slist_free_all (self->headers);
  g_string_free (self->reply, TRUE);
  sb_request_unref (self->request);
  g_free (self);
}

/**
 * sb_bench_curl_new:
 * @origin: of the platform
 *
 * Returns: (transfer full): a curl without a connection yet
 */
SbBenchCurl *
sb_bench_curl_new (const char *origin)
{
  SbBenchCurl *self = g_new0 (SbBenchCurl, 1);

  curl_global_init (CURL_GLOBAL_DEFAULT);
  self->origin = g_strdup (origin);
  self->multi = curl_multi_init ();
  curl_multi_setopt (self->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, MAX_CONNECTIONS);
  self->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_free);

  return self;
}

void
sb_bench_curl_free (SbBenchCurl *self)
{
  g_ptr_array_unref (self->exchanges);
  curl_multi_cleanup (self->multi);
  g_free (self->origin);
  g_free (self);
}

static size_t
read_cb (char *data, size_t size, size_t n, void *exchange)
{
  g_string_append_len (((Exchange *) exchange)->reply, data, size * n);

  return size * n;
}

static void
add_header (Exchange *self, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ": ", value, NULL);

  self->headers = curl_slist_append (self->headers, line);
}

/**
 * sb_bench_curl_add:
 * @request: (transfer full): what to send in the next run, beside what was added before
 * @token: the access token
 */
void
sb_bench_curl_add (SbBenchCurl *self, SbRequest *request, const char *token)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  GBytes *body = sb_request_get_body (request);
  g_autofree char *url = sb_request_dup_url (request, self->origin);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);

  if (self->was_run)
    g_ptr_array_set_size (self->exchanges, 0);
  self->was_run = FALSE;

  exchange->request = request;
  exchange->reply = g_string_new (NULL);
  exchange->handle = curl_easy_init ();
  add_header (exchange, "Authorization", authorization);
  curl_easy_setopt (exchange->handle, CURLOPT_URL, url);
  curl_easy_setopt (exchange->handle, CURLOPT_PROXY, "");
  curl_easy_setopt (exchange->handle, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (exchange->handle, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt (exchange->handle, CURLOPT_CUSTOMREQUEST, sb_request_get_method_name (request));
  if (body != NULL)
    {
      add_header (exchange, "Content-Type", sb_request_get_content_type (request));
      curl_easy_setopt (exchange->handle, CURLOPT_POSTFIELDSIZE, (long) g_bytes_get_size (body));
      curl_easy_setopt (exchange->handle, CURLOPT_COPYPOSTFIELDS, g_bytes_get_data (body, NULL));
    }
  curl_easy_setopt (exchange->handle, CURLOPT_HTTPHEADER, exchange->headers);
  curl_easy_setopt (exchange->handle, CURLOPT_WRITEFUNCTION, read_cb);
  curl_easy_setopt (exchange->handle, CURLOPT_WRITEDATA, exchange);
  g_ptr_array_add (self->exchanges, exchange);
}

/**
 * sb_bench_curl_run:
 *
 * Sends all that was added side by side. That one fails is an error.
 *
 * Returns: until the last byte of the last reply, in milliseconds
 */
double
sb_bench_curl_run (SbBenchCurl *self)
{
  const gint64 began_at = sb_bench_now ();
  gint64 ended_at;
  int n_running = 1;
  int n_left;
  CURLMsg *message;

  self->was_run = TRUE;
  for (guint i = 0; i < self->exchanges->len; i++)
    curl_multi_add_handle (self->multi, ((Exchange *) g_ptr_array_index (self->exchanges, i))->handle);
  while (n_running > 0)
    {
      curl_multi_perform (self->multi, &n_running);
      if (n_running > 0)
        curl_multi_poll (self->multi, NULL, 0, 1000, NULL);
    }
  ended_at = sb_bench_now ();

  while ((message = curl_multi_info_read (self->multi, &n_left)) != NULL)
    if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK)
      g_error ("curl: %s", curl_easy_strerror (message->data.result));
  for (guint i = 0; i < self->exchanges->len; i++)
    curl_multi_remove_handle (self->multi, ((Exchange *) g_ptr_array_index (self->exchanges, i))->handle);

  return (ended_at - began_at) / 1e6;
}

/**
 * sb_bench_curl_get_reply:
 * @place: of a request in the last run
 *
 * Returns: (transfer none): the body of its reply
 */
GString *
sb_bench_curl_get_reply (SbBenchCurl *self, guint place)
{
  return ((Exchange *) g_ptr_array_index (self->exchanges, place))->reply;
}
