/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What threads have used and given back is not the program's any more. */

#include "config.h"

#include "sb-memory.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_THREADS 8
#define N_BLOCKS 24
#define PICTURE_SIZE (400 * 1024)

/* All of them are at it at the same time, so that none takes the heap of one that is done. */
static gint n_waiting;

static gpointer
decode_pictures (gpointer data)
{
  char *blocks[N_BLOCKS];

  for (guint i = 0; i < N_BLOCKS; i++)
    {
      blocks[i] = malloc (PICTURE_SIZE);
      memset (blocks[i], i, PICTURE_SIZE);
    }

  g_atomic_int_dec_and_test (&n_waiting);
  while (g_atomic_int_get (&n_waiting) > 0)
    g_usleep (1000);

  for (guint i = 0; i < N_BLOCKS; i++)
    free (blocks[i]);

  return NULL;
}

static void
run_threads (void)
{
  GThread *threads[N_THREADS];

  g_atomic_int_set (&n_waiting, N_THREADS);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("decode", decode_pictures, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

static guint
count_heaps (void)
{
  char *text = NULL;
  size_t size;
  FILE *file = open_memstream (&text, &size);
  guint n = 0;

  g_assert_nonnull (file);
  g_assert_cmpint (malloc_info (0, file), ==, 0);
  fclose (file);
  for (const char *p = strstr (text, "<heap nr="); p != NULL; p = strstr (p + 1, "<heap nr="))
    n++;
  free (text);

  return n;
}

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  unsigned long total, resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &total, &resident), ==, 2);

  return resident * sysconf (_SC_PAGESIZE);
}

static void
test_given_back (void)
{
  gsize before;

  run_threads ();
  before = get_resident ();
  for (guint i = 0; i < 4; i++)
    run_threads ();

  g_assert_cmpuint (count_heaps (), <=, 2);
  g_assert_cmpuint (get_resident (), <, before + 2 * N_BLOCKS * PICTURE_SIZE / 10);
  /* Of the 75 MiB that were in use at once. */
  g_assert_cmpuint (get_resident (), <, 40 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  sb_memory_set_up ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/memory/given-back", test_given_back);

  return g_test_run ();
}
