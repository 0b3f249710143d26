/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-desk.h"

G_BEGIN_DECLS

/**
 * SbMeasure:
 * @id: for the file of results
 * @title: what is measured, in words
 * @unit: of the values
 * @yardstick: what stands beside it, in words
 * @set_up: makes what is needed for all runs
 * @run: measures once; a yardstick is measured right after it, so that both meet the same machine
 * @run_yardstick: measures the yardstick once
 * @tear_down: undoes @set_up
 *
 * One line of the table. A new measurement is one of these, in the list of bench.c.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *unit;
  const char *yardstick;
  gpointer (*set_up)        (SbRobotDesk *desk);
  double   (*run)           (gpointer stage);
  double   (*run_yardstick) (gpointer stage);
  void     (*tear_down)     (gpointer stage);
} SbMeasure;

extern const SbMeasure sb_measure_kill;
extern const SbMeasure sb_measure_close;

G_END_DECLS
