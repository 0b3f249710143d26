/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The network between the programs of a trial and the platform: a proxy that passes on what it gets, or does not. It
 * knows of HTTP only where a request begins and where its reply does. A thread for each connection, and one that
 * listens. */

#include "config.h"

#include "sb-proxy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SLICE_MS 10 /* in which a change of the network is noticed */
#define BUFFER_SIZE (64 * 1024)

struct _SbProxy
{
  guint platform_port;
  SbProxyWatch watch;
  gpointer user_data;

  GMutex mutex; /* of what follows */
  int listener; /* -1: nobody listens */
  guint port;
  GThread *thread;
  GPtrArray *connections; /* GThread */

  _Atomic int network;
  _Atomic int parameter;
  _Atomic guint n_cuts;
  _Atomic gboolean is_over;
};

typedef struct
{
  SbProxy *proxy;
  int client;
  int platform; /* -1: not connected yet */
  guint n_cuts;
  char *line;   /* of the request that waits for its reply */
  gboolean is_waiting;
  gboolean is_hung;
} Connection;

static int
make_socket (guint port, gboolean listens)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  const int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;

  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (listens ? bind (fd, (struct sockaddr *) &address, sizeof address) == 0 && listen (fd, 64) == 0
              : connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;

  close (fd);

  return -1;
}

/* With a reset, so that it is noticed. */
static void
cut (int fd)
{
  const struct linger at_once = { .l_onoff = 1 };

  if (fd < 0)
    return;

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close (fd);
}

static gboolean
pass_on (int fd, const char *data, gsize size)
{
  while (size > 0)
    {
      const ssize_t n_sent = send (fd, data, size, MSG_NOSIGNAL);

      if (n_sent < 0)
        return FALSE;
      data += n_sent;
      size -= n_sent;
    }

  return TRUE;
}

static void
answer (Connection *self, int status)
{
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 %d No\r\nContent-Type: text/html\r\nContent-Length: 9\r\n%s"
                                           "Connection: close\r\n\r\n<p>No</p>",
                                           status, status == 429 ? "Retry-After: 1\r\n" : "");

  pass_on (self->client, text, strlen (text));
}

static char *
dup_request_line (const char *data, gsize size)
{
  static const char *const methods[] = { "GET ", "PUT ", "POST ", "DELETE " };
  const char *end = memchr (data, '\r', size);

  for (gsize i = 0; i < G_N_ELEMENTS (methods) && end != NULL; i++)
    if (size > strlen (methods[i]) && memcmp (data, methods[i], strlen (methods[i])) == 0)
      return g_strndup (data, end - data);

  return NULL;
}

static gboolean
connect_platform (Connection *self)
{
  if (self->platform < 0)
    self->platform = make_socket (self->proxy->platform_port, FALSE);

  return self->platform >= 0;
}

/* Each returns whether the connection goes on. */
static gboolean
handle_request (Connection *self, const char *data, gsize size)
{
  g_autofree char *line = dup_request_line (data, size);

  if (line != NULL)
    {
      g_free (self->line);
      self->line = g_steal_pointer (&line);
      self->is_waiting = TRUE;
      self->proxy->watch (self->line, FALSE, self->proxy->user_data);
    }

  switch (atomic_load (&self->proxy->network))
    {
    case SB_NETWORK_REFUSES:
    case SB_NETWORK_CUTS_REQUESTS:
      return FALSE;
    case SB_NETWORK_HANGS:
      self->is_hung = TRUE;
      return TRUE;
    case SB_NETWORK_ANSWERS:
      answer (self, atomic_load (&self->proxy->parameter));
      return FALSE;
    default:
      return connect_platform (self) && pass_on (self->platform, data, size);
    }
}

static gboolean
handle_reply (Connection *self, const char *data, gsize size)
{
  const gboolean is_first = self->is_waiting;

  if (is_first)
    {
      self->is_waiting = FALSE;
      self->proxy->watch (self->line, TRUE, self->proxy->user_data);
    }

  switch (atomic_load (&self->proxy->network))
    {
    case SB_NETWORK_REFUSES:
    case SB_NETWORK_CUTS_REQUESTS:
    case SB_NETWORK_CUTS_REPLIES:
      return FALSE;
    case SB_NETWORK_HANGS:
      self->is_hung = TRUE;
      return TRUE;
    case SB_NETWORK_ANSWERS:
      answer (self, atomic_load (&self->proxy->parameter));
      return FALSE;
    case SB_NETWORK_DELAYS:
      if (is_first)
        g_usleep (atomic_load (&self->proxy->parameter) * 1000);
      return pass_on (self->client, data, size);
    default:
      return pass_on (self->client, data, size);
    }
}

/* Of a hung connection nothing is read any more but that the client leaves it. */
static gboolean
move (Connection *self, char *buffer)
{
  struct pollfd fds[] = { { self->client, POLLIN, 0 }, { self->is_hung ? -1 : self->platform, POLLIN, 0 } };
  ssize_t n_read;

  if (poll (fds, G_N_ELEMENTS (fds), SLICE_MS) < 0)
    return errno == EINTR;

  if (fds[0].revents != 0)
    {
      n_read = recv (self->client, buffer, BUFFER_SIZE, 0);
      if (n_read <= 0 || (!self->is_hung && !handle_request (self, buffer, n_read)))
        return FALSE;
    }
  if (fds[1].revents != 0)
    {
      n_read = recv (self->platform, buffer, BUFFER_SIZE, 0);
      if (n_read <= 0 || !handle_reply (self, buffer, n_read))
        return FALSE;
    }

  return TRUE;
}

static gpointer
serve_thread (gpointer user_data)
{
  Connection *self = user_data;
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);

  while (!atomic_load (&self->proxy->is_over) && atomic_load (&self->proxy->n_cuts) == self->n_cuts
         && move (self, buffer))
    continue;

  cut (self->client);
  cut (self->platform);
  g_free (self->line);
  g_free (self);

  return NULL;
}

static void
accept_one (SbProxy *self)
{
  const int client = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
  Connection *connection;

  if (client < 0)
    return;

  connection = g_new0 (Connection, 1);
  connection->proxy = self;
  connection->client = client;
  connection->platform = -1;
  connection->n_cuts = atomic_load (&self->n_cuts);
  g_ptr_array_add (self->connections, g_thread_new ("proxy-connection", serve_thread, connection));
}

static gpointer
listen_thread (gpointer user_data)
{
  SbProxy *self = user_data;

  while (!atomic_load (&self->is_over))
    {
      struct pollfd fd = { self->listener, POLLIN, 0 };

      if (poll (&fd, 1, SLICE_MS) != 1)
        continue;

      g_mutex_lock (&self->mutex);
      if (self->listener == fd.fd)
        accept_one (self);
      g_mutex_unlock (&self->mutex);
    }

  return NULL;
}

/**
 * sb_proxy_new:
 * @platform_port: where the platform listens on this machine
 * @watch: sees what passes
 * @user_data: for @watch
 *
 * Returns: (transfer full): a good network
 */
SbProxy *
sb_proxy_new (guint platform_port, SbProxyWatch watch, gpointer user_data)
{
  SbProxy *self = g_new0 (SbProxy, 1);
  struct sockaddr_in address;
  socklen_t length = sizeof address;

  self->platform_port = platform_port;
  self->watch = watch;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  self->connections = g_ptr_array_new ();
  self->listener = make_socket (0, TRUE);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *) &address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->thread = g_thread_new ("proxy", listen_thread, self);

  return self;
}

void
sb_proxy_free (SbProxy *self)
{
  atomic_store (&self->is_over, TRUE);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->connections->len; i++)
    g_thread_join (self->connections->pdata[i]);
  g_ptr_array_unref (self->connections);
  if (self->listener >= 0)
    close (self->listener);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint
sb_proxy_get_port (SbProxy *self)
{
  return self->port;
}

/**
 * sb_proxy_set_network:
 * @self: a proxy
 * @network: how it is from now on
 * @parameter: the delay in milliseconds, or the status, or 0
 *
 * May be called from any thread. What hangs goes on hanging when the network is good again.
 */
void
sb_proxy_set_network (SbProxy *self, SbNetwork network, int parameter)
{
  g_mutex_lock (&self->mutex);
  atomic_store (&self->parameter, parameter);
  atomic_store (&self->network, network);
  if (network == SB_NETWORK_REFUSES)
    {
      atomic_fetch_add (&self->n_cuts, 1);
      if (self->listener >= 0)
        close (self->listener);
      self->listener = -1;
    }
  else if (self->listener < 0)
    self->listener = make_socket (self->port, TRUE);
  g_mutex_unlock (&self->mutex);
}

