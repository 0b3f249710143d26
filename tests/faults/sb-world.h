/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdatomic.h>
#include <stdint.h>

/* The world that the programs of a trial live in, as their shim (sb-shim.c) shows it to them: one file that all of them
 * map. Time in it runs faster than ours, can jump, and the wall clock can be set; a disk can be full. Written by the
 * trial alone. */

#define SB_WORLD_VARIABLE "SWITCHBACK_FAULTS_WORLD" /* the path of the file */
#define SB_HAND_VARIABLE "SWITCHBACK_FAULTS_HAND"   /* the module that the program gets besides */
#define SB_HAND_SOCKET_VARIABLE "SWITCHBACK_FAULTS_SOCKET"

#define SB_WORLD_FOLDER_SIZE 512

typedef enum
{
  SB_DISK_GOOD,
  SB_DISK_FULL,
  SB_DISK_READ_ONLY,
} SbDiskState;

typedef struct
{
  int64_t speed;         /* so many of their seconds are one of ours */
  int64_t start;         /* of the world, by our monotonic clock, in nanoseconds, as are the next */
  int64_t monotonic;     /* what each of the clocks showed then */
  int64_t boottime;
  int64_t realtime;
  _Atomic int64_t jump;  /* how much time has gone by besides, by every clock */
  _Atomic int64_t shift; /* how wrong the wall clock is */
  _Atomic int disk;      /* an SbDiskState, of what is in the next */
  char folder[SB_WORLD_FOLDER_SIZE];
} SbWorld;
