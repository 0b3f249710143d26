/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdatomic.h>
#include <stdint.h>

/* What the probe (sb-probe.c) notes inside the program that is measured: one file that the program writes and
 * switchback-bench reads while it does (sb-probe-log.c), both by mapping it. */

#define SB_PROBE_LOG_VARIABLE "SWITCHBACK_BENCH_LOG"         /* the path of the file; without it the probe does nothing */
#define SB_PROBE_OBJECTS_VARIABLE "SWITCHBACK_BENCH_OBJECTS" /* count the objects that are alive, which slows things down */

#define SB_PROBE_CAPACITY (1 << 19)
#define SB_PROBE_TEXT_SIZE 44

/**
 * SbProbeKind:
 * @SB_PROBE_SLEEP: the main loop has nothing to do and waits
 * @SB_PROBE_WAKE: it has something to do
 * @SB_PROBE_MAP: a window is mapped; text: its class
 * @SB_PROBE_FRAME: a frame is painted; text: the class of its window; value: how many rows of learners are on it
 * @SB_PROBE_REQUEST: a request is sent; text: method and path, as of the next
 * @SB_PROBE_REPLY: the last byte of its reply is read; value: how many bytes its body has
 * @SB_PROBE_LIST: learners were added to the list; value: how many there are now
 * @SB_PROBE_STARTUP: the application has started up, GTK with it
 *
 * All of the main thread.
 */
typedef enum
{
  SB_PROBE_SLEEP,
  SB_PROBE_WAKE,
  SB_PROBE_MAP,
  SB_PROBE_FRAME,
  SB_PROBE_REQUEST,
  SB_PROBE_REPLY,
  SB_PROBE_LIST,
  SB_PROBE_STARTUP,
} SbProbeKind;

typedef struct
{
  int64_t time; /* g_get_monotonic_time(), which is the same clock for all processes, but in nanoseconds */
  int32_t kind;
  int32_t value;
  char text[SB_PROBE_TEXT_SIZE];
} SbProbeRecord;

typedef struct
{
  _Atomic uint32_t n_records;  /* all before are whole */
  _Atomic uint32_t n_lost;     /* there was no place for them */
  _Atomic int32_t n_rows;      /* of learners that have a widget, seen or not, at the last frame */
  _Atomic int64_t n_objects;   /* alive; the next: of our own classes */
  _Atomic int64_t n_own_objects;
  SbProbeRecord records[SB_PROBE_CAPACITY];
} SbProbePages;
