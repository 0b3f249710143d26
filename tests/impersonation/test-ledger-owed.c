/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the ledger can say before anybody has signed in, and the names that are learnt late. */

#include "config.h"

#include "sb-ledger.h"

typedef struct
{
  SbLedger *ledger;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "switchback", NULL);

  f->ledger = sb_ledger_new (folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->ledger);
}

static char *
begin (Fixture *f, const char *origin, const char *administrator_id, const char *learner_name)
{
  g_autoptr (SbIdentity) administrator = sb_identity_new (&(SbIdentityFields){ .id = administrator_id });
  g_autoptr (SbLearner) learner = sb_learner_new (&(SbLearnerFields){ .id = "4711", .first_name = learner_name });
  g_autoptr (SbBeginRequest) request = sb_begin_request_new ("4711", "", "", NULL);
  g_autoptr (SbLedgerEntry) entry = sb_ledger_entry_new_planned (origin, administrator, learner, request);
  g_autoptr (GError) error = NULL;

  sb_ledger_begin (f->ledger, entry, &error);
  g_assert_no_error (error);

  return g_strdup (request->uuid);
}

static void
take (Fixture *f, const char *uuid, SbImpersonationEvent event)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_take_event (f->ledger, uuid, event, SB_END_SWITCH_BACK, NULL, &error);
  g_assert_no_error (error);
}

static void
end (Fixture *f, const char *uuid)
{
  take (f, uuid, SB_IMPERSONATION_EVENT_BEGUN);
  take (f, uuid, SB_IMPERSONATION_EVENT_END);
  take (f, uuid, SB_IMPERSONATION_EVENT_END_CONFIRMED);
}

static guint
count (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = sb_ledger_list_all_unfinished (f->ledger, &error);

  g_assert_no_error (error);

  return entries->len;
}

static void
test_all_accounts (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpuint (count (f), ==, 0);
  first = begin (f, "https://one.example", "12", "Ana");
  second = begin (f, "https://two.example", "13", "Bo");
  g_assert_cmpuint (count (f), ==, 2);
  end (f, first);
  g_assert_cmpuint (count (f), ==, 1);
}

static void
assert_named (Fixture *f, const char *uuid, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedgerEntry) entry = NULL;
  g_auto (SbLedgerVerdict) verdict = { 0 };

  entry = sb_ledger_load (f->ledger, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->learner_name, ==, name);
  g_assert_true (sb_ledger_check (f->ledger, &verdict, &error));
  g_assert_cmpint (verdict.fault, ==, SB_LEDGER_FAULT_NONE);
}

/* Before the end and after it; a name that is there is not changed, and the history stays whole. */
static void
test_name (Fixture *f, gconstpointer data)
{
  g_autofree char *open = begin (f, "https://one.example", "12", NULL);
  g_autofree char *over = begin (f, "https://one.example", "12", NULL);
  g_autoptr (GError) error = NULL;

  assert_named (f, open, "4711");
  g_assert_true (sb_ledger_name_learner (f->ledger, open, "Ana Silva", &error));
  g_assert_true (sb_ledger_name_learner (f->ledger, open, "Somebody Else", &error));
  assert_named (f, open, "Ana Silva");

  end (f, over);
  g_assert_true (sb_ledger_name_learner (f->ledger, over, "Ana Silva", &error));
  assert_named (f, over, "Ana Silva");
  end (f, open);
  assert_named (f, open, "Ana Silva");

  g_assert_false (sb_ledger_name_learner (f->ledger, "1b4e28ba-2fa1-41d2-883f-0016d3cca427", "Nobody", &error));
  g_assert_error (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/ledger/owed/all-accounts", Fixture, NULL, set_up, test_all_accounts, tear_down);
  g_test_add ("/ledger/owed/name", Fixture, NULL, set_up, test_name, tear_down);

  return g_test_run ();
}
