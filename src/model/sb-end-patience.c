/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long somebody who switches back is kept waiting. A platform that does not answer is tried for minutes; after ten
 * seconds one may leave, while the tries go on. It decides what is said above the page, and ends nothing itself. */

#include "config.h"

#include "sb-end-patience.h"

#include "sb-help.h"

#include <glib/gi18n-lib.h>

#define WAIT_MS 10000

struct _SbEndPatience
{
  GObject parent_instance;

  /* owned */
  SbVisitPresenter *visit;

  /* state */
  guint wait_ms;
  guint timeout_id;
  gboolean is_slow; /* the end that is under way takes too long */
};

enum
{
  PROP_VISIT = 1,
  PROP_WAIT_MS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SbEndPatience, sb_end_patience, G_TYPE_OBJECT)

static void
say (SbEndPatience *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
timeout_cb (gpointer user_data)
{
  SbEndPatience *self = user_data;

  self->timeout_id = 0;
  self->is_slow = TRUE;
  say (self);

  return G_SOURCE_REMOVE;
}

static void
update (SbEndPatience *self)
{
  gboolean is_ending;

  g_object_get (self->visit, "is-ending", &is_ending, NULL);
  if (is_ending && self->timeout_id == 0 && !self->is_slow)
    self->timeout_id = g_timeout_add (self->wait_ms, timeout_cb, self);
  else if (!is_ending)
    {
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      self->is_slow = FALSE;
    }

  say (self);
}

static void
sb_end_patience_constructed (GObject *object)
{
  SbEndPatience *self = SB_END_PATIENCE (object);

  G_OBJECT_CLASS (sb_end_patience_parent_class)->constructed (object);

  g_return_if_fail (self->visit != NULL);
  g_signal_connect_object (self->visit, "notify::is-ending", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit, "notify::end-problem", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
}

static void
sb_end_patience_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbEndPatience *self = SB_END_PATIENCE (object);

  if (property_id == PROP_VISIT)
    self->visit = g_value_dup_object (value);
  else if (property_id == PROP_WAIT_MS)
    self->wait_ms = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sb_end_patience_dispose (GObject *object)
{
  SbEndPatience *self = SB_END_PATIENCE (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->visit);

  G_OBJECT_CLASS (sb_end_patience_parent_class)->dispose (object);
}

static void
sb_end_patience_class_init (SbEndPatienceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_end_patience_constructed;
  object_class->set_property = sb_end_patience_set_property;
  object_class->dispose = sb_end_patience_dispose;

  properties[PROP_VISIT] = g_param_spec_object ("visit", NULL, NULL, SB_TYPE_VISIT_PRESENTER, flags);
  /**
   * SbEndPatience:wait-ms:
   *
   * How long to wait, in milliseconds; tests make it short.
   */
  properties[PROP_WAIT_MS] = g_param_spec_uint ("wait-ms", NULL, NULL, 1, 600000, WAIT_MS, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SbEndPatience::changed:
   *
   * sb_end_patience_dup_problem() may have another answer.
   */
  changed_signal = g_signal_new ("changed", SB_TYPE_END_PATIENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_end_patience_init (SbEndPatience *self)
{
}

/**
 * sb_end_patience_new:
 * @visit: a log-in
 *
 * Returns: (transfer full): somebody who waits for its end
 */
SbEndPatience *
sb_end_patience_new (SbVisitPresenter *visit)
{
  return g_object_new (SB_TYPE_END_PATIENCE, "visit", visit, NULL);
}

/**
 * sb_end_patience_dup_problem:
 * @self: the patience
 *
 * Returns: (transfer full) (nullable): why one may leave although the platform has not confirmed the end
 */
SbProblem *
sb_end_patience_dup_problem (SbEndPatience *self)
{
  SbProblem *problem = NULL;

  g_return_val_if_fail (SB_IS_END_PATIENCE (self), NULL);

  if (!self->is_slow)
    {
      g_object_get (self->visit, "end-problem", &problem, NULL);
      return problem;
    }

  problem = g_new0 (SbProblem, 1);
  problem->title = g_strdup (_("The platform has not answered yet"));
  problem->body = g_strdup (_("Switchback goes on trying. You need not wait for it: the learner is told as soon as the "
                              "platform answers."));
  problem->details = g_strdup ("");
  problem->help = SB_HELP_BACK_NOT_ANSWERED;

  return problem;
}
