/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may act on a log-in: one process at a time holds a lock on a file beside the ledger. The kernel lets it go when
 * the process dies, however it dies, and only then; so that the guard, a second instance and the next start can tell a
 * log-in that somebody is working in from one that was left behind. */

#include "config.h"

#include "sb-session-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _SbSessionLock
{
  char *path;
  int fd; /* -1: the file cannot be made */
};

/* Whether the file that we have locked is still the one that others would lock. */
static gboolean
is_in_place (int fd, const char *path)
{
  struct stat ours;
  struct stat theirs;

  return fstat (fd, &ours) == 0 && stat (path, &theirs) == 0 && ours.st_dev == theirs.st_dev
      && ours.st_ino == theirs.st_ino;
}

static int
lock_file (int fd)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);

  return result;
}

/**
 * sb_session_lock_try:
 * @folder: the ledger's folder
 * @uuid: which log-in
 * @role: what for
 *
 * Takes the lock if nobody has it. Where there can be no locks, since the disk is full or read-only, everybody gets
 * one: ends may be repeated, so two are better than none.
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL if somebody has it
 */
SbSessionLock *
sb_session_lock_try (const char *folder, const char *uuid, SbSessionRole role)
{
  g_autofree char *locks = g_build_filename (folder, "locks", NULL);
  g_autofree char *name = g_strconcat (uuid, role == SB_SESSION_ROLE_GUARD ? ".guard" : ".owner", NULL);
  g_autofree char *path = g_build_filename (locks, name, NULL);
  SbSessionLock *self;
  int fd;

  /* It becomes a file's name. */
  g_return_val_if_fail (g_uuid_string_is_valid (uuid), NULL);

  g_mkdir_with_parents (locks, 0700);
  while ((fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) >= 0)
    {
      if (lock_file (fd) != 0 && errno == EWOULDBLOCK)
        {
          close (fd);
          return NULL;
        }

      if (is_in_place (fd, path))
        break;

      close (fd);
    }

  if (fd < 0)
    g_debug ("There is no lock for log-in %s: %s", uuid, g_strerror (errno));

  self = g_new0 (SbSessionLock, 1);
  self->path = g_steal_pointer (&path);
  self->fd = fd;

  return self;
}

/**
 * sb_session_lock_remove:
 * @self: (transfer full): a lock
 *
 * Lets it go for good: the log-in is over.
 */
void
sb_session_lock_remove (SbSessionLock *self)
{
  if (self->fd >= 0)
    g_unlink (self->path);

  sb_session_lock_release (self);
}

/**
 * sb_session_lock_release:
 * @self: (transfer full): a lock
 *
 * Lets somebody else have it.
 */
void
sb_session_lock_release (SbSessionLock *self)
{
  if (self->fd >= 0)
    close (self->fd);

  g_free (self->path);
  g_free (self);
}
