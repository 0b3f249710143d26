/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before the C library into the programs of a trial (LD_PRELOAD), and nowhere else: shows them the clocks, and
 * the disk, of the trial's world (sb-world.h), if there is one. What they wait for is waited for by their clocks. Into
 * a program that draws windows it loads the hand (sb-hand.c) as well. It calls nothing but the C library. */

#include "sb-world.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C (1000000000)
#define MILLISECOND INT64_C (1000000)
#define LONGEST_SLICE 25 /* ms of ours, so that a jump is noticed */

#define EXPORT __attribute__ ((visibility ("default")))

/* The C library's own; looked for once, because looking takes longer than most of them do. */
#define REAL(name)                                           \
  ({                                                         \
    static __typeof__ (&name) real_function;                 \
                                                             \
    if (real_function == NULL)                               \
      real_function = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name); \
    real_function;                                           \
  })

static const SbWorld *world;

__attribute__ ((constructor)) static void
enter_world (void)
{
  const char *path = getenv (SB_WORLD_VARIABLE);
  const char *hand = getenv (SB_HAND_VARIABLE);
  int fd = path == NULL ? -1 : open (path, O_RDONLY | O_CLOEXEC);
  void *map = fd < 0 ? MAP_FAILED : mmap (NULL, sizeof (SbWorld), PROT_READ, MAP_SHARED, fd, 0);

  if (fd >= 0)
    close (fd);
  if (map != MAP_FAILED)
    world = map;

  if (hand != NULL && dlsym (RTLD_DEFAULT, "gtk_window_get_toplevels") != NULL && dlopen (hand, RTLD_NOW) == NULL)
    fprintf (stderr, "%s\n", dlerror ());
}

/* ---- clocks ---- */

static int64_t
to_nanoseconds (const struct timespec *time)
{
  return time->tv_sec * SECOND + time->tv_nsec;
}

static int64_t
read_clock (clockid_t id)
{
  struct timespec now;

  REAL (clock_gettime) (id, &now);

  return to_nanoseconds (&now);
}

/* By our clock, which nobody sets. */
static int64_t
get_age (void)
{
  return (read_clock (CLOCK_MONOTONIC) - world->start) * world->speed + atomic_load (&world->jump);
}

static int
is_shown (clockid_t id, int64_t *value)
{
  switch (id)
    {
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
      *value = world->monotonic + get_age ();
      return 1;
    case CLOCK_BOOTTIME:
      *value = world->boottime + get_age ();
      return 1;
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
      *value = world->realtime + get_age () + atomic_load (&world->shift);
      return 1;
    default:
      return 0;
    }
}

EXPORT int
clock_gettime (clockid_t id, struct timespec *time)
{
  int64_t value;

  if (world == NULL || !is_shown (id, &value))
    return REAL (clock_gettime) (id, time);

  time->tv_sec = value / SECOND;
  time->tv_nsec = value % SECOND;

  return 0;
}

EXPORT int
gettimeofday (struct timeval *restrict time, void *restrict zone)
{
  struct timespec now;

  if (world == NULL)
    return REAL (gettimeofday) (time, zone);

  clock_gettime (CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;

  return 0;
}

EXPORT time_t
time (time_t *result)
{
  struct timespec now;

  if (world == NULL)
    return REAL (time) (result);

  clock_gettime (CLOCK_REALTIME, &now);
  if (result != NULL)
    *result = now.tv_sec;

  return now.tv_sec;
}

/* ---- timers on the boot clock ---- */

#define MAX_TIMERS 8

static struct
{
  int fd;
  int64_t at; /* by their clock; 0: none */
} timers[MAX_TIMERS];
static _Atomic int n_timers;
static _Atomic int64_t armed_for; /* the jump that they were set for */

static void
arm (int fd, int64_t at)
{
  const int64_t left = (at - world->boottime - get_age ()) / world->speed;
  const int64_t real = read_clock (CLOCK_BOOTTIME) + (left > 1 ? left : 1);
  const struct itimerspec spec = { .it_value = { .tv_sec = real / SECOND, .tv_nsec = real % SECOND } };

  REAL (timerfd_settime) (fd, TFD_TIMER_ABSTIME, &spec, NULL);
}

/* Descriptors are used again, so that a timer that was closed is overwritten at the latest by its follower. */
EXPORT int
timerfd_settime (int fd, int flags, const struct itimerspec *spec, struct itimerspec *old)
{
  int place = 0;

  if (world == NULL || (flags & TFD_TIMER_ABSTIME) == 0 || to_nanoseconds (&spec->it_value) == 0)
    return REAL (timerfd_settime) (fd, flags, spec, old);

  while (place < n_timers && timers[place].fd != fd)
    place++;
  if (place == MAX_TIMERS)
    place = 0;
  timers[place].fd = fd;
  timers[place].at = to_nanoseconds (&spec->it_value);
  if (place == n_timers)
    n_timers++;
  arm (fd, timers[place].at);

  return 0;
}

/* Of the descriptors that are waited for: others may be something else by now. */
static void
rearm (const struct pollfd *fds, nfds_t n_fds)
{
  const int64_t jump = atomic_load (&world->jump);

  if (atomic_load (&armed_for) == jump)
    return;

  for (int i = 0; i < n_timers; i++)
    for (nfds_t j = 0; j < n_fds; j++)
      if (fds[j].fd == timers[i].fd)
        {
          arm (timers[i].fd, timers[i].at);
          atomic_store (&armed_for, jump);
        }
}

/* ---- waiting ---- */

/* In slices: while it waits, time may jump. @left is in nanoseconds of theirs, and negative if there is no end. */
static int
poll_by_their_clock (struct pollfd *fds, nfds_t n_fds, int64_t left, const sigset_t *mask)
{
  const int64_t deadline = get_age () + left;

  for (;;)
    {
      const int64_t ours = left < 0 ? LONGEST_SLICE * MILLISECOND : (deadline - get_age ()) / world->speed;
      const int64_t slice = ours < 0 ? 0 : ours > LONGEST_SLICE * MILLISECOND ? LONGEST_SLICE * MILLISECOND : ours;
      const struct timespec wait = { .tv_nsec = slice };
      int n_ready;

      rearm (fds, n_fds);
      n_ready = REAL (ppoll) (fds, n_fds, &wait, mask);
      if (n_ready != 0 || (left >= 0 && get_age () >= deadline))
        return n_ready;
    }
}

EXPORT int
poll (struct pollfd *fds, nfds_t n_fds, int timeout)
{
  if (world == NULL || timeout == 0 || (timeout < 0 && n_timers == 0))
    return REAL (poll) (fds, n_fds, timeout);

  return poll_by_their_clock (fds, n_fds, timeout * MILLISECOND, NULL);
}

EXPORT int
ppoll (struct pollfd *fds, nfds_t n_fds, const struct timespec *timeout, const sigset_t *mask)
{
  if (world == NULL || (timeout != NULL && to_nanoseconds (timeout) == 0) || (timeout == NULL && n_timers == 0))
    return REAL (ppoll) (fds, n_fds, timeout, mask);

  return poll_by_their_clock (fds, n_fds, timeout == NULL ? -1 : to_nanoseconds (timeout), mask);
}

/* ---- the disk ---- */

static int
get_disk_error (const char *path)
{
  const int disk = world == NULL ? SB_DISK_GOOD : atomic_load (&world->disk);

  if (disk == SB_DISK_GOOD || strncmp (path, world->folder, strlen (world->folder)) != 0)
    return 0;

  return disk == SB_DISK_FULL ? ENOSPC : EROFS;
}

static int
get_file_error (int fd)
{
  char link[32];
  char path[4096];
  ssize_t length;

  if (world == NULL || atomic_load (&world->disk) == SB_DISK_GOOD)
    return 0;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return 0;
  path[length] = '\0';

  return get_disk_error (path);
}

static int
refuse_open (const char *path, int flags)
{
  int error = 0;

  if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0)
    error = get_disk_error (path);
  /* A full disk lets what is there be opened. */
  if (error == ENOSPC && ((flags & O_CREAT) == 0 || access (path, F_OK) == 0))
    error = 0;
  if (error != 0)
    errno = error;

  return error != 0;
}

#define DEFINE_OPEN(name)                                   \
  EXPORT int                                                \
  name (const char *path, int flags, ...)                   \
  {                                                         \
    mode_t mode = 0;                                        \
    va_list more;                                           \
                                                            \
    va_start (more, flags);                                 \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0)               \
      mode = va_arg (more, mode_t);                         \
    va_end (more);                                          \
                                                            \
    return refuse_open (path, flags) ? -1 : REAL (name) (path, flags, mode); \
  }

DEFINE_OPEN (open)
DEFINE_OPEN (open64)

#define DEFINE_WRITE(type, name, parameters, arguments)    \
  EXPORT type                                              \
  name parameters                                          \
  {                                                        \
    const int error = get_file_error (fd);                 \
                                                           \
    if (error == 0)                                        \
      return REAL (name) arguments;                        \
    errno = error;                                         \
                                                           \
    return -1;                                             \
  }

DEFINE_WRITE (ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
DEFINE_WRITE (ssize_t, pwrite, (int fd, const void *data, size_t size, off_t offset), (fd, data, size, offset))
DEFINE_WRITE (ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t offset), (fd, data, size, offset))
DEFINE_WRITE (int, ftruncate, (int fd, off_t size), (fd, size))
DEFINE_WRITE (int, ftruncate64, (int fd, off64_t size), (fd, size))
