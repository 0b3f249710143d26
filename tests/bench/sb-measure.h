/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-robot-desk.h"

G_BEGIN_DECLS

#define SB_MEASURE_MAX_FIGURES 24

/**
 * SbScale:
 * @small: learners of a platform where it does not matter how many there are
 * @medium: of one that is ten times smaller than the next
 * @large: of the largest
 * @rows: how far is scrolled
 * @log_ins: of a working day
 *
 * How much is measured on: real sizes, or, to see that it runs, tiny ones.
 */
typedef struct
{
  int small;
  int medium;
  int large;
  int rows;
  int log_ins;
} SbScale;

/**
 * SbFigure:
 * @id: for the file of results
 * @title: what is measured, in words
 * @unit: of the values
 * @yardstick: (nullable): what stands beside it, in words
 * @goal: (nullable): what docs/performance.md wants, in words; nothing here judges by it
 * @can_be_none: whether 0 is a value like any other
 *
 * One line of the table.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *unit;
  const char *yardstick;
  const char *goal;
  gboolean can_be_none;
} SbFigure;

/**
 * SbValue:
 *
 * What one run says of a figure: nothing, if it is left as it is (NAN).
 */
typedef struct
{
  double value;
  double beside; /* the yardstick's, measured right after, so that both meet the same machine */
} SbValue;

/**
 * SbMeasure:
 * @id: what it is asked for by
 * @figures: what it measures
 * @n_figures: how many that are
 * @max_runs: more would take too long, or say nothing new; 0: as many as are asked for
 * @set_up: makes what is needed for all runs; %NULL: this machine lacks what it takes, which it has said
 * @run: measures once, values in the order of @figures
 * @tear_down: undoes @set_up
 *
 * A new measurement is one of these, in a file of its own and in the list of bench.c.
 */
typedef struct
{
  const char *id;
  const SbFigure *figures;
  guint n_figures;
  int max_runs;
  gpointer (*set_up)    (SbRobotDesk   *desk,
                         const SbScale *scale);
  void     (*run)       (gpointer       stage,
                         SbValue       *values);
  void     (*tear_down) (gpointer       stage);
} SbMeasure;

extern const SbMeasure sb_measure_start;
extern const SbMeasure sb_measure_page;
extern const SbMeasure sb_measure_instructions;
extern const SbMeasure sb_measure_search;
extern const SbMeasure sb_measure_log_in;
extern const SbMeasure sb_measure_scroll;
extern const SbMeasure sb_measure_day;
extern const SbMeasure sb_measure_platform;
extern const SbMeasure sb_measure_fill;
extern const SbMeasure sb_measure_browser;
extern const SbMeasure sb_measure_kill;
extern const SbMeasure sb_measure_close;
extern const SbMeasure sb_measure_button;

G_END_DECLS
