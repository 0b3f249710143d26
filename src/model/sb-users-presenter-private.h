/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-growing-list.h"
#include "sb-kept-learners.h"
#include "sb-reconnect.h"
#include "sb-users-presenter.h"

G_BEGIN_DECLS

/* What the list and the people at hand share. */

struct _SbUsersPresenter
{
  GObject parent_instance;

  /* owned */
  SbDesk *desk;
  GSettings *settings; /* nullable */
  SbPagedList *list;
  SbGrowingList *shown; /* the beginning of the list */
  SbKeptLearners *recents;
  SbKeptLearners *favourites;
  SbReconnect *reconnect;
  SbLearnerQuery *query;   /* what the controls say; the list's own may be a moment behind */
  SbProblem *problem;      /* nullable */
  SbProblem *more_problem; /* nullable */
  char *summary;

  /* state */
  SbUsersView view;
  gboolean is_loading;
  gboolean has_filters;
  guint debounce_ms;
  guint debounce_id;
  guint retry_unit_ms; /* see sb_reconnect_new() */
};

G_END_DECLS
