/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pre-flight card in words: who exactly this is, with whom they could be mistaken, what they will receive, and what
 * stands in the way. Pure functions of what is known; as long as the learner is not loaded in full, nothing is said
 * that could turn out wrong. Loading and confirming is SbConfirmPresenter's matter. */

#include "config.h"

#include "sb-preflight-private.h"

#include "sb-format.h"
#include "sb-help.h"
#include "sb-text.h"

#include <glib/gi18n-lib.h>

/* How many look-alikes are named, and how lately somebody has to have been there to be taken for still there. */
#define MAX_NAMED 3
#define RECENT_MINUTES 15

static gboolean
is_full (const SbPreflight *preflight)
{
  return preflight->look_alikes != NULL;
}

/* Two names that a reader would not tell apart. */
static gboolean
is_same_name (SbLearner *a, SbLearner *b)
{
  g_autofree char *a_folded = g_utf8_casefold (sb_learner_get_display_name (a), -1);
  g_autofree char *b_folded = g_utf8_casefold (sb_learner_get_display_name (b), -1);

  return g_utf8_collate (a_folded, b_folded) == 0;
}

/* The look-alikes that bear the same name, or those that do not. */
static GPtrArray *
pick_look_alikes (const SbPreflight *preflight, gboolean of_same_name)
{
  g_autoptr (GPtrArray) picked = g_ptr_array_new ();

  for (guint i = 0; preflight->look_alikes != NULL && i < preflight->look_alikes->len; i++)
    {
      SbLearner *other = g_ptr_array_index (preflight->look_alikes, i);

      if (is_same_name (other, preflight->learner) == of_same_name
          && (of_same_name || sb_learner_get_email (other) != NULL))
        g_ptr_array_add (picked, other);
    }

  return g_steal_pointer (&picked);
}

/* The platform names five look-alikes at most, but counts all. */
static guint
count_same_name (const SbPreflight *preflight, GPtrArray *named)
{
  return MAX (named->len, sb_learner_get_same_name_count (preflight->learner));
}

/* A user name, an address or a branch, which may be longer than anybody reads and than a label bears. What tells it
 * from @other is never cut. */
static char *
identifier (const SbPreflight *preflight, const char *text, const char *other)
{
  g_autofree char *shown = NULL;

  if (preflight->is_whole)
    return sb_format_isolated (text);

  shown = sb_text_dup_middle_cut (text, SB_FORMAT_MAX_NAME, other);

  return sb_format_isolated (shown);
}

static gsize
count_common (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;

  return n;
}

/* Of @others, what begins most like @text. */
static const char *
find_closest (const char *text, GPtrArray *others, const char *(*get) (SbLearner *))
{
  const char *closest = NULL;

  for (guint i = 0; i < others->len; i++)
    {
      const char *other = get (g_ptr_array_index (others, i));

      if (other != NULL && (closest == NULL || count_common (text, other) > count_common (text, closest)))
        closest = other;
    }

  return closest;
}

/* Whether the branch tells the learner from everybody of the same name. */
static gboolean
branch_tells_apart (const SbPreflight *preflight, GPtrArray *others)
{
  const char *branch = sb_learner_get_branch_title (preflight->learner);

  if (branch == NULL || others->len == 0 || others->len < sb_learner_get_same_name_count (preflight->learner))
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    if (g_strcmp0 (sb_learner_get_branch_title (g_ptr_array_index (others, i)), branch) == 0)
      return FALSE;

  return TRUE;
}

static char *
describe (const SbPreflight *preflight, SbLearner *learner)
{
  g_autofree char *user_name = identifier (preflight, sb_learner_get_user_name (learner),
                                           sb_learner_get_user_name (preflight->learner));
  g_autofree char *branch = NULL;

  if (sb_learner_get_branch_title (learner) == NULL)
    return g_steal_pointer (&user_name);

  branch = identifier (preflight, sb_learner_get_branch_title (learner),
                       sb_learner_get_branch_title (preflight->learner));
  /* Translators: one person among others of the same name: the user name and the branch, e.g. "asilva2, Porto". */
  return g_strdup_printf (_("%1$s, %2$s"), user_name, branch);
}

static char *
describe_address (const SbPreflight *preflight, SbLearner *learner)
{
  g_autofree char *address = identifier (preflight, sb_learner_get_email (learner),
                                         sb_learner_get_email (preflight->learner));
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (learner));

  /* Translators: an e-mail address and whose it is, e.g. "ana.silva2@acme.example (Anna Silva)". */
  return g_strdup_printf (_("%1$s (%2$s)"), address, name);
}

/* The first few of @learners, and how many there are besides; @n may be more than are known. */
static char *
list_people (const SbPreflight *preflight, GPtrArray *learners, guint n,
             char *(*describe_one) (const SbPreflight *, SbLearner *))
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  guint shown = MIN (learners->len, MAX_NAMED);

  for (guint i = 0; i < shown; i++)
    g_ptr_array_add (parts, describe_one (preflight, g_ptr_array_index (learners, i)));

  g_ptr_array_add (parts, NULL);
  /* Translators: what stands between people in a list. */
  list = g_strjoinv (C_("list of people", "; "), (char **) parts->pdata);
  if (n <= shown)
    return g_steal_pointer (&list);

  /* Translators: the first people of a list, and how many there are besides. */
  return g_strdup_printf (ngettext ("%1$s; and %2$u more", "%1$s; and %2$u more", n - shown), list, n - shown);
}

/* The branch or the user name of this one, whichever tells them from @others. */
static char *
make_what_differs (const SbPreflight *preflight, GPtrArray *others)
{
  const gboolean is_branch = branch_tells_apart (preflight, others);
  const char *text = is_branch ? sb_learner_get_branch_title (preflight->learner)
                               : sb_learner_get_user_name (preflight->learner);

  return identifier (preflight, text,
                     find_closest (text, others, is_branch ? sb_learner_get_branch_title : sb_learner_get_user_name));
}

/* How this one differs, as a sentence that follows the list of the others. */
static char *
make_difference (const SbPreflight *preflight, GPtrArray *others)
{
  g_autofree char *list = list_people (preflight, others, count_same_name (preflight, others), describe);
  g_autofree char *branch = NULL;
  g_autofree char *user_name = NULL;

  if (branch_tells_apart (preflight, others))
    {
      branch = make_what_differs (preflight, others);
      /* Translators: the first are other people of the same name, the second is a branch, e.g. "asilva2, Porto. This
       * one is in Lisbon." */
      return g_strdup_printf (_("%1$s. This one is in %2$s."), list, branch);
    }

  user_name = make_what_differs (preflight, others);
  if (others->len == 0)
    /* Translators: %s is a user name. */
    return g_strdup_printf (_("This one’s user name is %s."), user_name);

  /* Translators: the first are other people of the same name, the second is a user name, e.g. "asilva2, Porto. This
   * one’s user name is ana.silva." */
  return g_strdup_printf (_("%1$s. This one’s user name is %2$s."), list, user_name);
}

/* The same, and nothing cut. */
static SbPreflight
get_whole (const SbPreflight *preflight)
{
  SbPreflight whole = *preflight;

  whole.is_whole = TRUE;

  return whole;
}

static SbFact *
make_same_name_fact (const SbPreflight *preflight)
{
  g_autoptr (GPtrArray) others = pick_look_alikes (preflight, TRUE);
  guint n = count_same_name (preflight, others);
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (preflight->learner));
  const SbPreflight preflight_whole = get_whole (preflight);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *whole = NULL;
  SbFact *fact;

  if (n == 0)
    return NULL;

  if (n == 1)
    /* Translators: %s is the name of a person. */
    title = g_strdup_printf (_("There is another %s"), name);
  else
    /* Translators: %1$u is a number of people, %2$s the name that all of them bear. */
    title = g_strdup_printf (ngettext ("There is %1$u other person named %2$s", "There are %1$u others named %2$s", n),
                             n, name);

  subtitle = make_difference (preflight, others);
  whole = make_difference (&preflight_whole, others);
  fact = sb_fact_new (SB_FACT_WARNING, "dialog-warning-symbolic", title, subtitle);
  sb_fact_set_whole (fact, whole);

  return fact;
}

static char *
make_address_sentence (const SbPreflight *preflight, GPtrArray *others)
{
  g_autofree char *list = list_people (preflight, others, others->len, describe_address);

  if (others->len == 1)
    /* Translators: %s is an e-mail address with the name of its owner. */
    return g_strdup_printf (_("%s is nearly the same address"), list);

  /* Translators: %s are e-mail addresses with the names of their owners. */
  return g_strdup_printf (_("%s are nearly the same address"), list);
}

static SbFact *
make_address_fact (const SbPreflight *preflight)
{
  g_autoptr (GPtrArray) others = pick_look_alikes (preflight, FALSE);
  const SbPreflight preflight_whole = get_whole (preflight);
  g_autofree char *subtitle = NULL;
  g_autofree char *whole = NULL;
  SbFact *fact;

  if (others->len == 0)
    return NULL;

  subtitle = make_address_sentence (preflight, others);
  whole = make_address_sentence (&preflight_whole, others);
  fact = sb_fact_new (SB_FACT_WARNING, "dialog-warning-symbolic",
                      others->len == 1 ? _("Somebody’s address is easily mistaken for this")
                                       : _("Other addresses are easily mistaken for this"),
                      subtitle);
  sb_fact_set_whole (fact, whole);

  return fact;
}

/* Whom an e-mail goes to. */
static char *
make_notice_sentence (const SbPreflight *preflight)
{
  const char *email = sb_learner_get_email (preflight->learner);
  g_autoptr (GPtrArray) others = pick_look_alikes (preflight, FALSE);
  g_autofree char *address = identifier (preflight, email, find_closest (email, others, sb_learner_get_email));

  /* Translators: %s is an e-mail address. */
  return g_strdup_printf (_("In the platform, and by e-mail to %s"), address);
}

static SbFact *
make_notice_fact (const SbPreflight *preflight)
{
  g_autofree char *name = sb_format_name (sb_learner_get_first_name (preflight->learner));
  /* Translators: %s is the first name of a person. */
  g_autofree char *title = g_strdup_printf (_("%s is told now, and again when you leave"), name);
  const char *email = sb_learner_get_email (preflight->learner);
  g_autofree char *subtitle = NULL;
  g_autofree char *whole = NULL;
  SbFact *fact;

  if (!preflight->capabilities->sends_email)
    subtitle = g_strdup (_("In the platform only: it sends no e-mail"));
  else if (email != NULL)
    {
      const SbPreflight preflight_whole = get_whole (preflight);

      subtitle = make_notice_sentence (preflight);
      whole = make_notice_sentence (&preflight_whole);
    }
  else if (is_full (preflight))
    /* Translators: %s is the first name of a person. */
    subtitle = g_strdup_printf (_("In the platform only: %s has no e-mail address"), name);
  else
    subtitle = g_strdup (_("In the platform"));

  fact = sb_fact_new (SB_FACT_INFO, "preferences-system-notifications-symbolic", title, subtitle);
  if (whole != NULL)
    sb_fact_set_whole (fact, whole);

  return fact;
}

static SbFact *
make_access_fact (const SbPreflight *preflight)
{
  GDateTime *last_access = sb_learner_get_last_access (preflight->learner);
  g_autofree char *name = NULL;
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (last_access == NULL)
    return NULL;

  when = sb_format_when (last_access, preflight->now);
  if (g_date_time_difference (preflight->now, last_access) >= RECENT_MINUTES * G_TIME_SPAN_MINUTE)
    {
      /* Translators: %s is a time, e.g. "yesterday, 14:02" or "3 November". */
      title = g_strdup_printf (_("Last signed in: %s"), when);
      return sb_fact_new (SB_FACT_INFO, "document-open-recent-symbolic", title, "");
    }

  name = sb_format_name (sb_learner_get_first_name (preflight->learner));
  /* Translators: %s is the first name of a person. */
  title = g_strdup_printf (_("%s may be at work there right now"), name);
  /* Translators: %s is a time, e.g. "5 minutes ago". */
  subtitle = g_strdup_printf (_("Last seen: %s"), when);
  return sb_fact_new (SB_FACT_WARNING, "document-open-recent-symbolic", title, subtitle);
}

static SbFact *
make_real_fact (const SbPreflight *preflight)
{
  g_autofree char *name = sb_format_name (sb_learner_get_first_name (preflight->learner));
  /* Translators: %s is the first name of a person. */
  g_autofree char *subtitle = g_strdup_printf (_("What you complete is completed by %s"), name);

  return sb_fact_new (SB_FACT_INFO, "document-edit-symbolic", _("Everything you do is real"), subtitle);
}

static SbFact *
make_blocker_fact (const SbPreflight *preflight)
{
  SbRefusal refusal = sb_preflight_check (preflight);
  const char *sentence = sb_refusal_to_sentence (refusal);
  const char *contact = preflight->capabilities->contact;
  g_autofree char *isolated = NULL;
  g_autofree char *subtitle = NULL;
  SbFact *fact;

  if (refusal == SB_REFUSAL_NONE)
    return NULL;

  if (contact != NULL && *contact != '\0')
    {
      isolated = sb_format_isolated (contact);
      /* Translators: the first is a sentence or two on a rule, the second an address for questions about rules. */
      subtitle = g_strdup_printf (_("%1$s Questions: %2$s"), sentence, isolated);
    }

  fact = sb_fact_new (SB_FACT_BLOCKER, "action-unavailable-symbolic", _("The log-in is not possible"),
                      subtitle != NULL ? subtitle : sentence);
  sb_fact_set_help (fact, sb_help_get_topic_for_refusal (refusal));

  return fact;
}

static void
add_fact (GPtrArray *facts, SbFact *fact)
{
  if (fact != NULL)
    g_ptr_array_add (facts, fact);
}

/**
 * sb_preflight_check:
 *
 * Returns: the rule that stands in the way, as far as it is known
 */
SbRefusal
sb_preflight_check (const SbPreflight *preflight)
{
  SbRefusal refusal = sb_rules_check (preflight->administrator, preflight->capabilities, preflight->learner);

  /* Somebody from among the recent people comes without the time of their last access. */
  if (refusal == SB_REFUSAL_NEVER_SIGNED_IN && !is_full (preflight))
    return SB_REFUSAL_NONE;

  return refusal;
}

/**
 * sb_preflight_make_facts:
 *
 * Returns: (transfer full) (element-type SbFact): the lines of the card, what matters most first
 */
GPtrArray *
sb_preflight_make_facts (const SbPreflight *preflight)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_possible = sb_preflight_check (preflight) == SB_REFUSAL_NONE;

  add_fact (facts, make_blocker_fact (preflight));
  add_fact (facts, make_same_name_fact (preflight));
  add_fact (facts, make_address_fact (preflight));
  /* What will happen is said only where it can. */
  if (is_possible)
    add_fact (facts, make_notice_fact (preflight));
  add_fact (facts, make_access_fact (preflight));
  if (is_possible)
    add_fact (facts, make_real_fact (preflight));

  return g_steal_pointer (&facts);
}

/**
 * sb_preflight_make_identification:
 *
 * Returns: (transfer full): who exactly, e.g. "ana.silva · id 4711 · Lisbon"
 */
char *
sb_preflight_make_identification (const SbPreflight *preflight)
{
  SbLearner *learner = preflight->learner;
  g_autoptr (GPtrArray) others = pick_look_alikes (preflight, TRUE);
  const char *text = sb_learner_get_user_name (learner);
  g_autofree char *user_name = identifier (preflight, text, find_closest (text, others, sb_learner_get_user_name));
  g_autofree char *id = identifier (preflight, sb_learner_get_id (learner), NULL);
  g_autofree char *branch = NULL;

  if (sb_learner_get_branch_title (learner) == NULL)
    /* Translators: who somebody is: the user name and the id at the platform. */
    return g_strdup_printf (_("%1$s · id %2$s"), user_name, id);

  branch = sb_format_name (sb_learner_get_branch_title (learner));
  /* Translators: who somebody is: the user name, the id at the platform, and the branch. */
  return g_strdup_printf (_("%1$s · id %2$s · %3$s"), user_name, id, branch);
}

/**
 * sb_preflight_make_confirm_label:
 *
 * Returns: (transfer full): what the button says; with what tells the learner from others of the same name
 */
char *
sb_preflight_make_confirm_label (const SbPreflight *preflight)
{
  g_autoptr (GPtrArray) others = pick_look_alikes (preflight, TRUE);
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (preflight->learner));
  g_autofree char *difference = NULL;

  if (count_same_name (preflight, others) == 0)
    /* Translators: a button; %s is the name of a person. */
    return g_strdup_printf (_("Log In as %s"), name);

  difference = make_what_differs (preflight, others);
  /* Translators: a button; the first is the name of a person, the second a branch or a user name that tells them from
   * somebody of the same name. */
  return g_strdup_printf (_("Log In as %1$s (%2$s)"), name, difference);
}

/**
 * sb_preflight_make_begin_problem:
 * @impersonation: a log-in that did not become one
 * @error: what went wrong
 *
 * Says beyond @error what has become of the log-in: refused, begun and ended again, or perhaps still open.
 *
 * Returns: (transfer full) (nullable): the problem, or %NULL if it was given up and the platform has never heard of it
 */
SbProblem *
sb_preflight_make_begin_problem (SbImpersonation *impersonation, const GError *error)
{
  SbLearner *learner = sb_impersonation_get_learner (impersonation);
  g_autofree char *name = sb_format_name (sb_learner_get_display_name (learner));
  SbRefusal refusal = sb_refusal_from_error (error);
  SbProblem *problem;

  if (sb_impersonation_get_state (impersonation) == SB_IMPERSONATION_REFUSED)
    return refusal != SB_REFUSAL_NONE && refusal != SB_REFUSAL_OTHER ? sb_problem_new_for_refusal (refusal, error)
                                                                     : sb_problem_new_for_error (error);

  problem = g_new0 (SbProblem, 1);
  problem->details = g_strdup (error->message);
  problem->remedy = SB_REMEDY_RETRY;
  problem->help = SB_HELP_TROUBLES_OWED;
  if (sb_impersonation_get_state (impersonation) == SB_IMPERSONATION_OWED)
    {
      problem->title = g_strdup (_("The log-in may still be open"));
      /* Translators: %s is the name of a person. */
      problem->body
          = g_strdup_printf (_("The platform did not say whether it logged you in as %s, and could not be told "
                                "to end it. They may have been told that you came, but not that you left. Try "
                                "again: what is open is ended first."),
                             name);
    }
  else
    {
      problem->title = g_strdup (_("The log-in was ended at once"));
      /* Translators: %s is the name of a person. */
      problem->body
          = g_strdup_printf (_("The platform had logged you in as %s, and has ended it again. They are told of "
                                "both, although nothing was done."),
                             name);
    }

  return problem;
}
