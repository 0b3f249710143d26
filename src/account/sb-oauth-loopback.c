/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Our half of a sign-in in the browser (RFC 8252, RFC 7636): the secrets that tie the answer to the question, and a
 * listener on this machine that the browser is sent to at the end. It neither opens the browser nor exchanges the code.
 *
 * One use: the first answer with the right state ends it. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-account"

#include "config.h"

#include "sb-oauth-loopback.h"

#include "sb-api-error.h"
#include "sb-wipe.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/random.h>

#define SECRET_BYTES 32

struct _SbOauthLoopback
{
  GObject parent_instance;

  /* owned */
  SoupServer *server;
  char *redirect_uri;
  char *state;
  char *verifier;
  char *challenge;

  /* state */
  GTask *task;      /* who waits */
  GSource *watch;   /* on the waiter's cancellable */
  gboolean is_used;     /* the right answer came */
  gboolean is_answered; /* and the browser has its page */
  char *code;
  GError *error;
};

static void sb_oauth_loopback_initable_init (GInitableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbOauthLoopback, sb_oauth_loopback, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, sb_oauth_loopback_initable_init))

/* RFC 4648 §5, without padding. */
static char *
base64url (const guchar *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

static char *
create_secret (GError **error)
{
  guchar bytes[SECRET_BYTES];
  char *text;

  /* Up to 256 bytes come in one piece, and a signal does not interrupt it (getrandom(2)). */
  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No random numbers to be had");
      return NULL;
    }

  text = base64url (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);

  return text;
}

static char *
create_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, (gssize) strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);

  return base64url (digest, length);
}

/* Takes as long for a near miss as for a far one. */
static gboolean
is_same_secret (const char *a, const char *b)
{
  const gsize length = strlen (a);
  guchar difference = 0;

  if (strlen (b) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= (guchar) (a[i] ^ b[i]);

  return difference == 0;
}

/* ---- the waiter ---- */

static void
clear_watch (SbOauthLoopback *self)
{
  if (self->watch == NULL)
    return;

  g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
}

static void
end_if_both_came (SbOauthLoopback *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->task == NULL || !self->is_answered)
    return;

  clear_watch (self);
  task = g_steal_pointer (&self->task);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->code), (GDestroyNotify) sb_wipe_free);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  SbOauthLoopback *self = SB_OAUTH_LOOPBACK (user_data);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  clear_watch (self);
  soup_server_disconnect (self->server);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* ---- the listener ---- */

static void
answer (SoupServerMessage *message, guint status, const char *sentence)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  char *page = g_strdup_printf ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Switchback</title></head>"
                                "<body><p>%s</p></body></html>\n", escaped);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page, strlen (page));
}

static gboolean
answered_cb (gpointer user_data)
{
  SbOauthLoopback *self = SB_OAUTH_LOOPBACK (user_data);

  self->is_answered = TRUE;
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  end_if_both_came (self);

  return G_SOURCE_REMOVE;
}

/* The page has been written, or the browser is gone. The listener must not be closed from within its own message. */
static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, answered_cb, g_object_ref (user_data), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static GError *
create_refusal (const char *reason)
{
  SbApiError code = SB_API_ERROR_INVALID;

  /* RFC 6749 §4.1.2.1 */
  if (g_str_equal (reason, "access_denied"))
    code = SB_API_ERROR_FORBIDDEN;
  else if (g_str_equal (reason, "server_error") || g_str_equal (reason, "temporarily_unavailable"))
    code = SB_API_ERROR_SERVER;

  return sb_api_error_new_for_reply (code, 0, reason, "The platform did not let the user in");
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SbOauthLoopback *self = SB_OAUTH_LOOPBACK (user_data);
  const char *state = query == NULL ? NULL : g_hash_table_lookup (query, "state");
  const char *code = query == NULL ? NULL : g_hash_table_lookup (query, "code");
  const char *reason = query == NULL ? NULL : g_hash_table_lookup (query, "error");

  if (!g_str_equal (path, "/") || soup_server_message_get_method (message) != SOUP_METHOD_GET)
    {
      answer (message, SOUP_STATUS_NOT_FOUND, _("There is nothing here."));
      return;
    }

  if (self->is_used || state == NULL || !is_same_secret (self->state, state)
      || ((code == NULL || *code == '\0') && reason == NULL))
    {
      answer (message, SOUP_STATUS_BAD_REQUEST, _("This is not the answer that Switchback is waiting for."));
      return;
    }

  self->is_used = TRUE;
  if (reason != NULL)
    self->error = create_refusal (reason);
  else
    self->code = g_strdup (code);

  answer (message, SOUP_STATUS_OK, _("You can close this page and go back to Switchback."));
  g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, 0);
}

/* ---- object ---- */

static gboolean
sb_oauth_loopback_initable_real_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  SbOauthLoopback *self = SB_OAUTH_LOOPBACK (initable);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoslist (GUri) uris = NULL;

  self->verifier = create_secret (error);
  self->state = self->verifier == NULL ? NULL : create_secret (error);
  if (self->state == NULL)
    return FALSE;
  self->challenge = create_challenge (self->verifier);

  self->server = soup_server_new ("server-header", NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  if (!soup_server_listen (self->server, address, 0, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->redirect_uri = g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uris->data));

  return TRUE;
}

static void
sb_oauth_loopback_initable_init (GInitableIface *iface)
{
  iface->init = sb_oauth_loopback_initable_real_init;
}

static void
sb_oauth_loopback_dispose (GObject *object)
{
  SbOauthLoopback *self = SB_OAUTH_LOOPBACK (object);

  clear_watch (self);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (sb_oauth_loopback_parent_class)->dispose (object);
}

static void
sb_oauth_loopback_finalize (GObject *object)
{
  SbOauthLoopback *self = SB_OAUTH_LOOPBACK (object);

  g_free (self->redirect_uri);
  sb_wipe_free (self->state);
  sb_wipe_free (self->verifier);
  g_free (self->challenge);
  sb_wipe_free (self->code);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sb_oauth_loopback_parent_class)->finalize (object);
}

static void
sb_oauth_loopback_class_init (SbOauthLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_oauth_loopback_dispose;
  object_class->finalize = sb_oauth_loopback_finalize;
}

static void
sb_oauth_loopback_init (SbOauthLoopback *self)
{
}

/**
 * sb_oauth_loopback_new:
 * @error: return location for an error, if this machine has no free port or no random numbers
 *
 * Makes the secrets and starts to listen, on 127.0.0.1 and nothing else.
 *
 * Returns: (transfer full) (nullable): a listener, for use in this thread
 */
SbOauthLoopback *
sb_oauth_loopback_new (GError **error)
{
  return g_initable_new (SB_TYPE_OAUTH_LOOPBACK, NULL, error, NULL);
}

/**
 * sb_oauth_loopback_get_redirect_uri:
 * @self: a listener
 *
 * Returns: where the platform is to send the browser; owned by @self
 */
const char *
sb_oauth_loopback_get_redirect_uri (SbOauthLoopback *self)
{
  g_return_val_if_fail (SB_IS_OAUTH_LOOPBACK (self), NULL);

  return self->redirect_uri;
}

/**
 * sb_oauth_loopback_get_state:
 * @self: a listener
 *
 * Returns: what the answer must bring back; owned by @self
 */
const char *
sb_oauth_loopback_get_state (SbOauthLoopback *self)
{
  g_return_val_if_fail (SB_IS_OAUTH_LOOPBACK (self), NULL);

  return self->state;
}

/**
 * sb_oauth_loopback_get_verifier:
 * @self: a listener
 *
 * Returns: the PKCE verifier, which goes with the code; owned by @self
 */
const char *
sb_oauth_loopback_get_verifier (SbOauthLoopback *self)
{
  g_return_val_if_fail (SB_IS_OAUTH_LOOPBACK (self), NULL);

  return self->verifier;
}

/**
 * sb_oauth_loopback_get_challenge:
 * @self: a listener
 *
 * Returns: the verifier's S256 challenge, which goes with the question; owned by @self
 */
const char *
sb_oauth_loopback_get_challenge (SbOauthLoopback *self)
{
  g_return_val_if_fail (SB_IS_OAUTH_LOOPBACK (self), NULL);

  return self->challenge;
}

/**
 * sb_oauth_loopback_wait_async:
 * @self: a listener that nobody waits for, or has waited for
 * @cancellable: (nullable): a cancellable; cancelling stops the listener
 * @callback: what to call when the browser came back
 * @user_data: for @callback
 */
void
sb_oauth_loopback_wait_async (SbOauthLoopback *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (SB_IS_OAUTH_LOOPBACK (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, sb_oauth_loopback_wait_async);

  if (cancellable != NULL)
    {
      self->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->watch, g_main_context_get_thread_default ());
    }

  end_if_both_came (self);
}

/**
 * sb_oauth_loopback_wait_finish:
 * @self: a listener
 * @result: what the callback was given
 * @error: return location for %SB_API_ERROR_FORBIDDEN with the reason `access_denied` if the user said no in the
 *   browser, another #SbApiError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the code, to be freed with sb_wipe_free()
 */
char *
sb_oauth_loopback_wait_finish (SbOauthLoopback *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, sb_oauth_loopback_wait_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
