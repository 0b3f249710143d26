/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tries again by itself what failed because the platform could not be reached: after 2, 4, 8, 16 and then every 30 units
 * of time. Anything else that goes wrong waits for the user. The network monitor is not asked: it is known to be wrong. */

#include "config.h"

#include "sb-reconnect.h"

#include "sb-api-error.h"

#define FIRST_WAIT 2
#define LONGEST_WAIT 30

struct _SbReconnect
{
  GSourceFunc retry;
  gpointer user_data;
  guint unit_ms;
  guint wait; /* the next one, in units */
  guint timeout_id;
};

/**
 * sb_reconnect_new:
 * @unit_ms: the unit of time, in milliseconds; 1000 but for tests
 * @retry: called when it is time to try again; its return value is ignored
 * @user_data: for @retry; must outlive this
 *
 * Returns: (transfer full): what tries again
 */
SbReconnect *
sb_reconnect_new (guint unit_ms, GSourceFunc retry, gpointer user_data)
{
  SbReconnect *self = g_new0 (SbReconnect, 1);

  self->retry = retry;
  self->user_data = user_data;
  self->unit_ms = unit_ms;
  self->wait = FIRST_WAIT;

  return self;
}

void
sb_reconnect_free (SbReconnect *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_free (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  SbReconnect *self = user_data;

  self->timeout_id = 0;
  self->wait = MIN (self->wait * 2, LONGEST_WAIT);
  self->retry (self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * sb_reconnect_set_error:
 * @self: what tries again
 * @error: (nullable): how the last try ended; %NULL for well, which makes the next wait a short one again
 */
void
sb_reconnect_set_error (SbReconnect *self, const GError *error)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);

  if (g_error_matches (error, SB_API_ERROR, SB_API_ERROR_NETWORK)
      || g_error_matches (error, SB_API_ERROR, SB_API_ERROR_TIMEOUT))
    self->timeout_id = g_timeout_add (self->wait * self->unit_ms, timeout_cb, self);
  else if (error == NULL)
    self->wait = FIRST_WAIT;
}
