/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says after a log-in, and goes on to say when more is known. */

#include "config.h"

#include "sb-window-private.h"

#include "sb-announce.h"
#include "sb-farewell.h"

#define SECONDS 8

static void
say (SbWindow *self, SbFarewell *farewell)
{
  const char *sentence = sb_farewell_get_sentence (farewell);

  /* What somebody has to see to stays until they have seen it. */
  sb_window_add_toast (self, sentence, sb_farewell_get_needs_attention (farewell) ? 0 : SECONDS);
  sb_announce (GTK_WIDGET (self), sentence);
}

/* Whoever is logged in again is not disturbed by good news. */
static void
sentence_cb (SbWindow *self, GParamSpec *pspec, SbFarewell *farewell)
{
  if (self->visit == NULL || sb_farewell_get_needs_attention (farewell))
    say (self, farewell);
}

static void
settled_cb (SbWindow *self, GParamSpec *pspec, SbFarewell *farewell)
{
  g_ptr_array_remove (self->farewells, farewell);
}

static void
watch (SbWindow *self, SbFarewell *farewell, GCallback callback)
{
  if (sb_farewell_is_settled (farewell))
    return;

  g_signal_connect_object (farewell, "notify::sentence", callback, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (farewell, "notify::is-settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->farewells, g_object_ref (farewell));
}

/* Says how it stands with the notices of a log-in that is over, now and when the platform's record was read back. */
void
sb_window_say_farewell (SbWindow *self, SbImpersonation *impersonation)
{
  g_autoptr (SbFarewell) farewell = sb_farewell_new (impersonation, sb_recovery_get_ledger (self->recovery));

  say (self, farewell);
  watch (self, farewell, G_CALLBACK (sentence_cb));
}

/* The receipt says more, and stands as long as nobody has to see to anything. */
static void
proof_cb (SbWindow *self, GParamSpec *pspec, SbFarewell *farewell)
{
  if (sb_farewell_get_needs_attention (farewell))
    say (self, farewell);
}

/* Reads the platform's record of a log-in back that was owed, and that there is a receipt for. */
void
sb_window_read_back (SbWindow *self, SbImpersonation *impersonation)
{
  g_autoptr (SbFarewell) farewell = sb_farewell_new (impersonation, sb_recovery_get_ledger (self->recovery));

  watch (self, farewell, G_CALLBACK (proof_cb));
}
