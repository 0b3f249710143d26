/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window and the history: the way there and back, and what is said after a log-in, and goes on to be said when more is
 * known. */

#include "config.h"

#include "sb-window-private.h"

#include "sb-announce.h"
#include "sb-farewell.h"
#include "sb-summary-dialog.h"

#define SECONDS 8

/* Why the log-in ended, if nobody asked for it. */
#define REASON "sb-reason"

static void
say (SbWindow *self, SbFarewell *farewell)
{
  const char *reason = g_object_get_data (G_OBJECT (farewell), REASON);
  const char *sentence = sb_farewell_get_sentence (farewell);
  g_autofree char *text = reason != NULL ? g_strconcat (reason, "\n", sentence, NULL) : g_strdup (sentence);

  /* What somebody has to see to, or was not there to see, stays until they have seen it. */
  if (reason != NULL || sb_farewell_get_needs_attention (farewell))
    sb_window_add_kept_toast (self, text, 0);
  else
    sb_window_add_toast (self, text, SECONDS);
  sb_announce (GTK_WIDGET (self), text);
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
sb_window_say_farewell (SbWindow *self, SbImpersonation *impersonation, SbVisitReason reason)
{
  g_autoptr (SbFarewell) farewell = sb_farewell_new (impersonation, sb_recovery_get_ledger (self->recovery));

  g_object_set_data (G_OBJECT (farewell), REASON, (gpointer) sb_visit_reason_to_sentence (reason));
  say (self, farewell);
  watch (self, farewell, G_CALLBACK (sentence_cb));
}

/* The sheet says it as long as it stands there. */
static void
summary_cb (SbWindow *self, GParamSpec *pspec, SbFarewell *farewell)
{
  if (self->summary_dialog == NULL)
    sentence_cb (self, pspec, farewell);
}

static void
show_summary (SbWindow *self, SbImpersonation *impersonation, const SbChangeReport *changes)
{
  g_autoptr (SbFarewell) farewell = sb_farewell_new (impersonation, sb_recovery_get_ledger (self->recovery));
  g_autoptr (SbSummary) summary = sb_summary_new (impersonation, sb_desk_get_identity (self->desk), changes, farewell);
  GtkWidget *dialog = sb_summary_dialog_new (summary, GTK_WINDOW (self));

  g_set_weak_pointer (&self->summary_dialog, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  sb_announce (dialog, sb_farewell_get_sentence (farewell));
  watch (self, farewell, G_CALLBACK (summary_cb));
}

/* What was not looked at again has no sheet, nor has what ended by itself: nobody is there to read it. The history has it. */
void
sb_window_say_goodbye (SbWindow *self,
                       SbImpersonation *impersonation,
                       const SbChangeReport *changes,
                       SbVisitReason reason)
{
  if (changes != NULL && reason == SB_VISIT_REASON_NONE && g_settings_get_boolean (self->settings, "show-summary"))
    show_summary (self, impersonation, changes);
  else
    sb_window_say_farewell (self, impersonation, reason);
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

/* --- the page --- */

static void
history_left_cb (SbWindow *self)
{
  if (self->desk != NULL)
    sb_window_show_users (self);
  else
    sb_window_show_sign_in (self);
}

/* From a page where there is time to read: not while an account is signed in to, nor as a learner. */
static void
show_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);
  const char *visible = gtk_stack_get_visible_child_name (self->stack);
  g_autoptr (SbHistoryPresenter) presenter = NULL;

  if (self->visit != NULL || (g_strcmp0 (visible, "users") != 0 && g_strcmp0 (visible, "sign-in") != 0))
    return;

  presenter = sb_history_presenter_new (sb_recovery_get_ledger (self->recovery));
  sb_history_page_set_presenter (sb_window_get_history_page (self), presenter);
  gtk_stack_set_visible_child_name (self->stack, "history");
  sb_history_page_focus (self->history_page);
}

static void
toast_cb (SbWindow *self, const char *text)
{
  sb_window_add_toast (self, text, 4);
}

/* For a page that is new. */
void
sb_window_set_up_history (SbWindow *self)
{
  g_signal_connect_object (self->history_page, "left", G_CALLBACK (history_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history_page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
}

/* For sb_window_class_init(): the actions. */
void
sb_window_class_init_history (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-history", NULL, show_history);
}
