/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The card before a log-in: what it says, what it wants, and what the keyboard does to it. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-confirm-dialog.h"
#include "sb-problem.h"
#include "sb-ui-fixtures.h"
#include "sb-why-button.h"

#include <string.h>

typedef struct
{
  SbFakePlatform *platform;
  GSettings *settings;
  SbDesk *desk;
  SbConfirmPresenter *presenter;
  GtkWindow *parent;
  GtkWidget *dialog;
  gpointer watch; /* the dialog, until it is finalized */
  guint n_begun;
} Fixture;

static void
begun_cb (Fixture *f)
{
  f->n_begun++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->platform = sb_fake_platform_new ();
  f->settings = sb_ui_new_settings ();
  f->parent = sb_ui_show (gtk_label_new ("parent"), 800, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->watch != NULL)
    gtk_window_destroy (GTK_WINDOW (f->dialog));
  sb_test_wait_until (f->watch == NULL);
  sb_ui_close (f->parent);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->presenter);
  g_assert_finalize_object (f->desk);
  g_assert_finalize_object (f->platform);
  g_object_unref (f->settings);
}

/* Takes both. What the platform says of the learner in full must be queued. */
static void
open_dialog (Fixture *f, SbCapabilities *capabilities, SbLearner *learner)
{
  f->desk = sb_model_desk (f->platform, capabilities);
  f->presenter = sb_confirm_presenter_new (f->desk, learner, f->settings);
  g_object_unref (learner);
  g_signal_connect_swapped (f->presenter, "begun", G_CALLBACK (begun_cb), f);
  f->dialog = sb_confirm_dialog_new (f->presenter, NULL, f->parent);
  f->watch = f->dialog;
  g_object_add_weak_pointer (G_OBJECT (f->dialog), &f->watch);
  gtk_window_present (GTK_WINDOW (f->dialog));
  sb_test_wait_until (gtk_window_is_active (GTK_WINDOW (f->dialog)));
  sb_ui_settle (f->dialog);
}

static void
open_for_ana (Fixture *f)
{
  sb_ui_push_detail (f->platform, sb_ui_ana ());
  open_dialog (f, sb_model_capabilities (), sb_ui_ana ());
  sb_test_wait_until (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
}

static void
set_text (Fixture *f, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sb_ui_child (f->dialog, row)), text);
}

static const char *
get_text (Fixture *f, const char *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (sb_ui_child (f->dialog, row)));
}

static void
test_card (Fixture *f, gconstpointer data)
{
  open_for_ana (f);
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Log in as Ana Silva?"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "ana.silva · id 4711 · Lisbon"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Ana is told now, and again when you leave"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "In the platform, and by e-mail to ana.silva@acme.example"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Everything you do is real"));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Log In as Ana Silva"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (f->dialog)), ==, "Log in as Ana Silva?");
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (f->dialog)));
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->dialog, "reason_row")));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (f->dialog, "domain_row")));
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
}

/* Until the learner in full is there, the card shows what is known, and nothing can be confirmed. */
static void
test_loading (Fixture *f, gconstpointer data)
{
  SbLearnerDetail *detail = sb_learner_detail_new ();

  sb_fake_platform_push_hold (f->platform, SB_FAKE_LOAD_LEARNER);
  open_dialog (f, sb_model_capabilities (), sb_ui_ana ());
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Log in as Ana Silva?"));
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  sb_ui_press (f->dialog, GDK_KEY_Return, 0);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);

  detail->learner = sb_ui_ana ();
  g_ptr_array_add (detail->look_alikes, sb_model_learner ("9", "Ana", "Silva", "asilva2", NULL, "Porto"));
  sb_fake_platform_release_answer (f->platform, SB_FAKE_LOAD_LEARNER, detail, (GDestroyNotify) sb_learner_detail_free);
  sb_ui_wait_text (f->dialog, "There is another Ana Silva");
  g_assert_nonnull (sb_ui_find_text (f->dialog, "asilva2, Porto. This one is in Lisbon."));
  g_assert_nonnull (sb_ui_find_text (f->dialog, "Log In as Ana Silva (Lisbon)"));
  g_assert_true (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
}

static void
test_blocked (Fixture *f, gconstpointer data)
{
  SbLearnerFields fields = { .id = "5", .user_name = "new", .first_name = "Nora", .last_name = "New",
                             .level = SB_LEVEL_USER, .is_active = TRUE };
  GtkWidget *why;

  sb_ui_push_detail (f->platform, sb_learner_new (&fields));
  open_dialog (f, sb_model_capabilities (), sb_learner_new (&fields));
  sb_ui_wait_text (f->dialog, "The log-in is not possible");
  g_assert_nonnull (sb_ui_find_text (f->dialog, sb_refusal_to_sentence (SB_REFUSAL_NEVER_SIGNED_IN)));
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  g_assert_false (gtk_widget_get_mapped (sb_ui_child (f->dialog, "entries")));

  /* The keyboard is not in a field that cannot be seen, and comes to the explanation. */
  sb_ui_settle (f->dialog);
  g_assert_false (sb_ui_has_focus (sb_ui_child (f->dialog, "entries")));
  why = sb_ui_find (f->dialog, SB_TYPE_WHY_BUTTON, 0);
  g_assert_nonnull (why);
  g_assert_true (gtk_widget_get_mapped (why));
  g_assert_cmpstr (sb_why_button_get_help (SB_WHY_BUTTON (why)), ==, "refusals#never-signed-in");
  sb_ui_press (f->dialog, GDK_KEY_Tab, 0);
  g_assert_true (sb_ui_has_focus (why));
  sb_ui_press (f->dialog, GDK_KEY_Escape, 0);
  sb_test_wait_until (f->watch == NULL);
}

static void
test_reason (Fixture *f, gconstpointer data)
{
  SbCapabilities *capabilities = sb_model_capabilities ();

  capabilities->is_reason_required = TRUE;
  sb_ui_push_detail (f->platform, sb_ui_ana ());
  open_dialog (f, capabilities, sb_ui_ana ());
  sb_ui_wait_text (f->dialog, "Reason");
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  set_text (f, "reason_row", "   ");
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  set_text (f, "reason_row", "Certificate does not open");
  g_assert_true (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
}

static void
test_reason_setting (Fixture *f, gconstpointer data)
{
  g_settings_set_boolean (f->settings, "reason-required", TRUE);
  sb_ui_push_detail (f->platform, sb_ui_ana ());
  open_dialog (f, sb_model_capabilities (), sb_ui_ana ());
  sb_ui_settle (f->dialog);
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
}

static void
test_domain (Fixture *f, gconstpointer data)
{
  SbCapabilities *capabilities = sb_model_capabilities ();
  AdwComboRow *row;
  g_autofree char *domain = NULL;

  g_ptr_array_add (capabilities->domains, sb_domain_new ("acme", "ACME"));
  g_ptr_array_add (capabilities->domains, sb_domain_new ("emca", "EMCA"));
  sb_ui_push_detail (f->platform, sb_ui_ana ());
  open_dialog (f, capabilities, sb_ui_ana ());
  row = ADW_COMBO_ROW (sb_ui_child (f->dialog, "domain_row"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (row)));
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  adw_combo_row_set_selected (row, 2);
  g_assert_true (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  g_object_get (f->presenter, "domain", &domain, NULL);
  g_assert_cmpstr (domain, ==, "emca");
  adw_combo_row_set_selected (row, 0);
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
}

static void
test_enter (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = NULL;

  open_for_ana (f);
  set_text (f, "reason_row", "Certificate does not open");
  set_text (f, "ticket_row", "HD-1");
  sb_fake_platform_push_hold (f->platform, SB_FAKE_BEGIN);
  sb_ui_press (f->dialog, GDK_KEY_Return, 0);
  sb_test_wait_until (sb_fake_platform_count_held (f->platform, SB_FAKE_BEGIN) == 1);
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  g_assert_false (gtk_widget_is_sensitive (sb_ui_child (f->dialog, "entries")));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (sb_ui_child (f->dialog, "confirm_spinner"))));
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->dialog, "cancel_button")));
  sb_ui_settle (f->dialog);

  uuid = sb_ui_dup_begin_uuid (f->platform);
  sb_fake_platform_release_answer (f->platform, SB_FAKE_BEGIN, sb_model_session (uuid, "4711"),
                                   (GDestroyNotify) sb_session_unref);
  sb_test_wait_until (f->watch == NULL);
  g_assert_cmpuint (f->n_begun, ==, 1);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 1);
}

static void
test_escape (Fixture *f, gconstpointer data)
{
  open_for_ana (f);
  sb_ui_press (f->dialog, GDK_KEY_Escape, 0);
  sb_test_wait_until (f->watch == NULL);
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_BEGIN), ==, 0);
  g_assert_cmpuint (f->n_begun, ==, 0);
}

/* What may have begun when the user gave up is ended. */
static void
test_escape_while_starting (Fixture *f, gconstpointer data)
{
  open_for_ana (f);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_BEGIN);
  sb_ui_activate (f->dialog, "confirm.confirm", NULL);
  sb_test_wait_until (sb_fake_platform_count_held (f->platform, SB_FAKE_BEGIN) == 1);
  sb_ui_push_end (f->platform, "0b0e8b1e-8d8e-4b1e-9a67-6a1d3a4a5a6b");
  sb_ui_press (f->dialog, GDK_KEY_Escape, 0);
  sb_test_wait_until (f->watch == NULL);
  sb_test_wait_until (sb_fake_platform_count_calls (f->platform, SB_FAKE_END) == 1);
  sb_test_drain ();
  g_assert_cmpuint (f->n_begun, ==, 0);
}

static void
test_failure (Fixture *f, gconstpointer data)
{
  open_for_ana (f);
  set_text (f, "reason_row", "Certificate does not open");
  set_text (f, "ticket_row", "HD-1");
  sb_model_push_error (f->platform, SB_FAKE_BEGIN, SB_API_ERROR_FORBIDDEN, 403, "notifications_off");
  sb_ui_press (f->dialog, GDK_KEY_Return, 0);
  sb_test_wait_until (gtk_revealer_get_child_revealed (GTK_REVEALER (sb_ui_child (f->dialog, "problem_revealer"))));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (sb_ui_child (f->dialog, "problem_label"))),
                            sb_refusal_to_sentence (SB_REFUSAL_NOTIFICATIONS_OFF)));
  g_assert_cmpstr (get_text (f, "reason_row"), ==, "Certificate does not open");
  g_assert_cmpstr (get_text (f, "ticket_row"), ==, "HD-1");
  g_assert_true (gtk_widget_is_sensitive (sb_ui_child (f->dialog, "entries")));
  g_assert_true (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
  g_assert_true (sb_ui_has_focus (sb_ui_child (f->dialog, "reason_row")));
}

static void
test_load_fails (Fixture *f, gconstpointer data)
{
  sb_model_push_error (f->platform, SB_FAKE_LOAD_LEARNER, SB_API_ERROR_SERVER, 500, NULL);
  open_dialog (f, sb_model_capabilities (), sb_ui_ana ());
  sb_test_wait_until (gtk_revealer_get_child_revealed (GTK_REVEALER (sb_ui_child (f->dialog, "problem_revealer"))));
  g_assert_false (sb_ui_is_enabled (f->dialog, "confirm.confirm"));
}

#define ADD(name, func) g_test_add ("/ui/confirm/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sb_ui_init (&argc, &argv);

  ADD ("card", test_card);
  ADD ("loading", test_loading);
  ADD ("blocked", test_blocked);
  ADD ("reason", test_reason);
  ADD ("reason-setting", test_reason_setting);
  ADD ("domain", test_domain);
  ADD ("enter", test_enter);
  ADD ("escape", test_escape);
  ADD ("escape-while-starting", test_escape_while_starting);
  ADD ("failure", test_failure);
  ADD ("load-fails", test_load_fails);

  return sb_ui_run ();
}
