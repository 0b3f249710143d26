/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the C library keeps the program's memory. glibc gives each thread a heap of its own, up to eight for each
 * processor; and as soon as one large block was freed, it takes blocks of that size from these heaps, too. Pictures are
 * decoded and replies are read in threads that come and go: after some log-ins each of the heaps was as large as the most
 * that any thread ever needed, and none of that was given back, though nothing was in it. */

#include "config.h"

#include "sb-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* What is larger is the kernel's, and goes back to it when it is freed: a picture, a page of two hundred. */
#define LARGE (128 * 1024)

/**
 * sb_memory_set_up:
 *
 * To be called first in the program, before there is a second thread. Another C library is left as it is.
 */
void
sb_memory_set_up (void)
{
#ifdef __GLIBC__
  /* One for the main loop, one for all who work beside it. */
  mallopt (M_ARENA_MAX, 2);

  /* Said, they stay as they are. */
  mallopt (M_MMAP_THRESHOLD, LARGE);
  mallopt (M_TRIM_THRESHOLD, 2 * LARGE);
#endif
}
