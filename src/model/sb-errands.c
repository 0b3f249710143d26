/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of what is asked for from outside: it is refused, it waits for somebody to sign in, or the learner is
 * looked for. If there is exactly one, it is asked whether to log in; if not, the search shows who there is, and what
 * the errand says besides is filled in for whoever is chosen there. One at a time; a newer one takes the place of an
 * older one.
 *
 * It does not sign in, choose an account, or begin a log-in, and it interrupts none. */

#include "config.h"

#include "sb-errands.h"

#include "sb-call-private.h"
#include "sb-format.h"
#include "sb-problem.h"

#include <glib/gi18n-lib.h>

struct _SbErrands
{
  GObject parent_instance;

  /* owned */
  SbAccountStore *accounts;
  SbDesk *desk;       /* nullable */
  SbErrand *waiting;  /* nullable: for its platform */
  SbErrand *looking;  /* nullable: its learner is being looked for */
  SbErrand *choice;   /* nullable: somebody has to choose its learner */
  GCancellable *cancellable;

  /* borrowed */
  SbErrandMomentFunc moment;
  gpointer data;

  /* state */
  guint generation;
};

enum
{
  ASK,
  SEARCH,
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbErrands, sb_errands, G_TYPE_OBJECT)

static void
say (SbErrands *self, const char *sentence)
{
  g_signal_emit (self, signals[SAID], 0, sentence);
}

/* What a reader knows a platform by. */
static char *
dup_host (const char *origin)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return sb_format_isolated (uri != NULL ? g_uri_get_host (uri) : origin);
}

/* A person has one user name, one address and one id, and nobody else has them. */
static gboolean
is_identified_by (SbLearner *learner, const char *text)
{
  const char *keys[] = { sb_learner_get_id (learner), sb_learner_get_user_name (learner),
                         sb_learner_get_email (learner) };
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = keys[i] != NULL ? g_utf8_casefold (keys[i], -1) : NULL;

      if (g_strcmp0 (key, wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The one who is meant; NULL if there is nobody, or if that cannot be said. */
static SbLearner *
find_only (const SbLearnerPage *page, const char *text)
{
  SbLearner *found = NULL;

  if (page->learners->len == 1 && !page->has_more)
    return g_ptr_array_index (page->learners, 0);

  for (guint i = 0; i < page->learners->len; i++)
    {
      SbLearner *learner = g_ptr_array_index (page->learners, i);

      if (!is_identified_by (learner, text))
        continue;

      if (found != NULL)
        return NULL;

      found = learner;
    }

  return found;
}

/* Takes @errand. */
static void
show_search (SbErrands *self, SbErrand *errand)
{
  g_clear_pointer (&self->choice, sb_errand_free);
  self->choice = errand;
  g_signal_emit (self, signals[SEARCH], 0, errand->text);
}

static gboolean
is_in_the_way (SbErrands *self)
{
  switch (self->moment (self->data))
    {
    case SB_ERRAND_MOMENT_LOGGED_IN:
      say (self, _("You are logged in as somebody. Switch back first, and then ask again."));
      return TRUE;
    case SB_ERRAND_MOMENT_ASKING:
      say (self, _("Answer what is asked here first, and then ask again."));
      return TRUE;
    case SB_ERRAND_MOMENT_FREE:
    case SB_ERRAND_MOMENT_SIGNED_OUT:
    case SB_ERRAND_MOMENT_SIGNING_IN:
    default:
      return FALSE;
    }
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint generation;
  g_autoptr (SbErrands) self = sb_call_end (user_data, &generation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLearnerPage) page = sb_platform_list_learners_finish (SB_PLATFORM (source), result, &error);
  g_autoptr (SbErrand) errand = NULL;
  SbLearner *only;

  if (self == NULL || generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  errand = g_steal_pointer (&self->looking);
  if (page == NULL)
    {
      g_autoptr (SbProblem) problem = sb_problem_new_for_error (error);

      say (self, problem->title);
      return;
    }

  /* Somebody may have gone on in the meantime. */
  if (is_in_the_way (self))
    return;

  only = find_only (page, errand->text);
  if (only != NULL)
    {
      g_signal_emit (self, signals[ASK], 0, only, errand);
      return;
    }

  if (page->learners->len > 0)
    say (self, _("Several people match. Choose one."));
  show_search (self, g_steal_pointer (&errand));
}

/* Takes @errand. */
static void
look (SbErrands *self, SbErrand *errand)
{
  g_autoptr (SbLearnerQuery) query = NULL;

  self->looking = errand;
  query = sb_learner_query_new ();
  sb_learner_query_set_text (query, errand->text);
  sb_call_renew_cancellable (&self->cancellable);
  sb_platform_list_learners_async (sb_desk_get_platform (self->desk), query, 1, self->cancellable, found_cb,
                                   sb_call_new (self, self->generation));
}

static gboolean
is_for (const SbErrand *errand, SbAccount *account)
{
  return (errand->origin == NULL || g_str_equal (errand->origin, sb_account_get_origin (account)))
      && (errand->account_id == NULL || g_str_equal (errand->account_id, sb_account_get_id (account)));
}

static gboolean
is_for_somebody (SbErrands *self, const SbErrand *errand)
{
  GListModel *accounts = sb_account_store_get_accounts (self->accounts);

  if (errand->origin == NULL && errand->account_id == NULL)
    return TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (SbAccount) account = g_list_model_get_item (accounts, i);

      if (is_for (errand, account))
        return TRUE;
    }

  return FALSE;
}

static void
ask_to_change (SbErrands *self)
{
  const SbErrand *errand = self->waiting;
  SbAccount *account = errand->account_id != NULL ? sb_account_store_lookup (self->accounts, errand->account_id) : NULL;
  g_autofree char *host = dup_host (account != NULL ? sb_account_get_origin (account) : errand->origin);
  /* Translators: %s is the host of a platform. */
  g_autofree char *sentence = g_strdup_printf (_("This is for your account at %s. Choose it, and it goes on."), host);

  say (self, sentence);
}

static void
refuse_platform (SbErrands *self, const SbErrand *errand)
{
  g_autofree char *host = NULL;
  g_autofree char *sentence = NULL;

  if (errand->origin == NULL)
    {
      say (self, _("That account is no longer here. Nothing was opened."));
      return;
    }

  host = dup_host (errand->origin);
  /* Translators: %s is the host of a platform. */
  sentence = g_strdup_printf (_("You have no account at %s. Nothing was opened."), host);
  say (self, sentence);
}

static void
sb_errands_dispose (GObject *object)
{
  SbErrands *self = SB_ERRANDS (object);

  sb_errands_forget (self);
  g_clear_object (&self->desk);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (sb_errands_parent_class)->dispose (object);
}

static void
sb_errands_class_init (SbErrandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_errands_dispose;

  signals[ASK] = g_signal_new ("ask", SB_TYPE_ERRANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               SB_TYPE_LEARNER, SB_TYPE_ERRAND);
  signals[SEARCH] = g_signal_new ("search", SB_TYPE_ERRANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  signals[SAID] = g_signal_new ("said", SB_TYPE_ERRANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
sb_errands_init (SbErrands *self)
{
}

/**
 * sb_errands_new:
 * @accounts: the platforms that an errand may be for
 * @moment: says whether it is a good moment
 * @data: for @moment; has to live as long
 *
 * Returns: (transfer full): somebody to run errands
 */
SbErrands *
sb_errands_new (SbAccountStore *accounts, SbErrandMomentFunc moment, gpointer data)
{
  SbErrands *self = g_object_new (SB_TYPE_ERRANDS, NULL);

  self->accounts = g_object_ref (accounts);
  self->moment = moment;
  self->data = data;

  return self;
}

/**
 * sb_errands_set_desk:
 * @self: the errands
 * @desk: (nullable): the administrator who is signed in now
 *
 * What was for another does not go on; what waits goes on with sb_errands_go_on().
 */
void
sb_errands_set_desk (SbErrands *self, SbDesk *desk)
{
  g_return_if_fail (SB_IS_ERRANDS (self));

  self->generation++;
  sb_call_cancel (&self->cancellable);
  g_clear_pointer (&self->looking, sb_errand_free);
  g_clear_pointer (&self->choice, sb_errand_free);
  g_set_object (&self->desk, desk);
}

/**
 * sb_errands_take:
 * @self: the errands
 * @errand: what is asked for
 *
 * Refuses it, or keeps it and goes on with it.
 */
void
sb_errands_take (SbErrands *self, const SbErrand *errand)
{
  g_return_if_fail (SB_IS_ERRANDS (self));

  if (is_in_the_way (self))
    return;

  if (!is_for_somebody (self, errand))
    {
      refuse_platform (self, errand);
      return;
    }

  sb_errands_forget (self);
  self->waiting = sb_errand_copy (errand);
  sb_errands_go_on (self);
}

/**
 * sb_errands_go_on:
 * @self: the errands
 *
 * Goes on with what waits, if it can; if somebody has to do something first, it says what.
 */
void
sb_errands_go_on (SbErrands *self)
{
  g_autoptr (SbErrand) errand = NULL;
  SbErrandMoment moment;

  g_return_if_fail (SB_IS_ERRANDS (self));

  if (self->waiting == NULL)
    return;

  moment = self->moment (self->data);
  if (moment == SB_ERRAND_MOMENT_SIGNING_IN)
    return;

  if (moment == SB_ERRAND_MOMENT_SIGNED_OUT || self->desk == NULL)
    {
      say (self, _("Sign in, and the learner you asked for is looked up."));
      return;
    }

  if (!is_for (self->waiting, sb_desk_get_account (self->desk)))
    {
      ask_to_change (self);
      return;
    }

  errand = g_steal_pointer (&self->waiting);
  if (errand->learner != NULL)
    g_signal_emit (self, signals[ASK], 0, errand->learner, errand);
  else if (errand->is_listing)
    show_search (self, g_steal_pointer (&errand));
  else
    look (self, g_steal_pointer (&errand));
}

/**
 * sb_errands_forget:
 *
 * Gives up what is asked for, whether it waits or is looked for.
 */
void
sb_errands_forget (SbErrands *self)
{
  g_return_if_fail (SB_IS_ERRANDS (self));

  self->generation++;
  sb_call_cancel (&self->cancellable);
  g_clear_pointer (&self->waiting, sb_errand_free);
  g_clear_pointer (&self->looking, sb_errand_free);
  g_clear_pointer (&self->choice, sb_errand_free);
}

/**
 * sb_errands_get_choice:
 * @self: the errands
 * @text: what is searched for
 *
 * Returns: (transfer none) (nullable): the errand whose learner is to be chosen in the search for @text
 */
const SbErrand *
sb_errands_get_choice (SbErrands *self, const char *text)
{
  g_return_val_if_fail (SB_IS_ERRANDS (self), NULL);

  return self->choice != NULL && g_str_equal (self->choice->text, text) ? self->choice : NULL;
}
