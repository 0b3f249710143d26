/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts the program with a log of its own, tells its hand what to do, and never waits long: the program may have been
 * killed, or stopped, at any moment. It is started without GSubprocess, because a thread of the trial kills it. */

#include "config.h"

#include "sb-puppet.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE_MS 400

struct _SbPuppet
{
  int pid;
  int status;
  gboolean is_dead;
  int listener;
  int hand;       /* -1: it has not reached out yet */
  int patience_ms;
  guint n_unheard; /* answers that came too late to be waited for */
};

static int
listen_at (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  g_assert_cmpuint (strlen (path), <, sizeof address.sun_path);
  strcpy (address.sun_path, path);
  unlink (path);
  g_assert_no_errno (bind (fd, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (fd, 4));

  return fd;
}

static int
start (const char *const *environment, const char *log_path)
{
  g_auto (GStrv) variables = g_get_environ ();
  char *arguments[] = { (char *) g_getenv ("SWITCHBACK_PROGRAM"), NULL };
  int pid;

  for (gsize i = 0; environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);

      variables = g_environ_setenv (variables, pair[0], pair[1], TRUE);
    }

  pid = fork ();
  g_assert_no_errno (pid);
  if (pid == 0)
    {
      const int log = open (log_path, O_WRONLY | O_CREAT | O_APPEND, 0600);
      const int nothing = open ("/dev/null", O_RDONLY);

      dup2 (nothing, STDIN_FILENO);
      dup2 (log, STDOUT_FILENO);
      dup2 (log, STDERR_FILENO);
      execve (arguments[0], arguments, variables);
      _exit (127);
    }

  return pid;
}

/**
 * sb_puppet_new:
 * @desk: where it is used
 * @environment: (array zero-terminated=1): "NAME=value", with that which makes the hand reach out to @socket_path
 * @socket_path: where it does
 * @log_path: what the program says is added there
 *
 * Returns: (transfer full): a program that is being started
 */
SbPuppet *
sb_puppet_new (SbRobotDesk *desk, const char *const *environment, const char *socket_path, const char *log_path)
{
  SbPuppet *self = g_new0 (SbPuppet, 1);

  self->hand = -1;
  self->patience_ms = PATIENCE_MS;
  self->listener = listen_at (socket_path);
  self->pid = start (environment, log_path);

  return self;
}

void
sb_puppet_free (SbPuppet *self)
{
  if (sb_puppet_is_alive (self))
    {
      sb_puppet_signal (self, SIGKILL);
      waitpid (self->pid, &self->status, 0);
    }
  close (self->listener);
  if (self->hand >= 0)
    close (self->hand);
  g_free (self);
}

int
sb_puppet_get_pid (SbPuppet *self)
{
  return self->pid;
}

gboolean
sb_puppet_is_alive (SbPuppet *self)
{
  if (!self->is_dead && waitpid (self->pid, &self->status, WNOHANG) == self->pid)
    self->is_dead = TRUE;

  return !self->is_dead;
}

/**
 * sb_puppet_signal:
 *
 * May be called from another thread, as long as nobody has seen it dead.
 */
void
sb_puppet_signal (SbPuppet *self, int number)
{
  if (!self->is_dead)
    kill (self->pid, number);
}

/**
 * sb_puppet_dup_ending:
 *
 * Returns: (transfer full): how it ended, such as "exit 0" or "signal 9"
 */
char *
sb_puppet_dup_ending (SbPuppet *self)
{
  if (sb_puppet_is_alive (self))
    return g_strdup ("alive");

  return WIFSIGNALED (self->status) ? g_strdup_printf ("signal %d", WTERMSIG (self->status))
                                    : g_strdup_printf ("exit %d", WEXITSTATUS (self->status));
}

static gboolean
wait_readable (int fd, int patience_ms)
{
  struct pollfd poll_fd = { fd, POLLIN, 0 };

  return poll (&poll_fd, 1, patience_ms) == 1;
}

static gboolean
read_answer (SbPuppet *self, gboolean *is_yes)
{
  char letter;
  char first = '\0';

  do
    {
      if (!wait_readable (self->hand, self->patience_ms) || read (self->hand, &letter, 1) != 1)
        return FALSE;
      if (first == '\0')
        first = letter;
    }
  while (letter != '\n');
  *is_yes = first == 'y';

  return TRUE;
}

/**
 * sb_puppet_set_patience:
 * @milliseconds: how long to wait for an answer; to be long where the program is busy rather than stopped, because what
 *   is told twice may be done twice
 */
void
sb_puppet_set_patience (SbPuppet *self, int milliseconds)
{
  self->patience_ms = milliseconds;
}

/**
 * sb_puppet_tell:
 * @self: a program
 * @format: a line for sb-hand.c
 * @...: for @format
 *
 * Returns: whether it could be done; %FALSE also if the program is dead, stopped or not ready yet
 */
gboolean
sb_puppet_tell (SbPuppet *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  gboolean is_yes = FALSE;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (self->hand < 0)
    {
      struct pollfd fd = { self->listener, POLLIN, 0 };

      if (poll (&fd, 1, 20) == 1)
        self->hand = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
      if (self->hand < 0)
        return FALSE;
    }

  while (self->n_unheard > 0 && read_answer (self, &is_yes))
    self->n_unheard--;
  if (self->n_unheard > 0)
    return FALSE;

  text = g_strconcat (line, "\n", NULL);
  if (send (self->hand, text, strlen (text), MSG_NOSIGNAL) < 0)
    return FALSE;
  self->n_unheard = 1;
  if (!read_answer (self, &is_yes))
    return FALSE;
  self->n_unheard = 0;

  return is_yes;
}
