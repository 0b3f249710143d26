/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts the guard's decisions before the administrator: what is held back stands in a strip until it is allowed or let go;
 * what counts as the learner's is a question, one at a time; what leads elsewhere is a question, too, and then a matter of
 * the desktop's browser, which is given the address and nothing else. Each request is answered once. */

#include "config.h"

#include "sb-web-asker.h"

#include <glib/gi18n.h>

#include "sb-act-question.h"
#include "sb-act-words.h"
#include "sb-format.h"
#include "sb-help.h"
#include "sb-question.h"

typedef struct
{
  char *method;
  char *address;
  SbWebTarget target;
  SbAct act;
  SbWebAnswerFunc answer;
  gpointer data;
} Wish;

struct _SbWebAsker
{
  GObject parent_instance;

  /* owned */
  SbWebSession *session;
  SbWebPresenter *presenter;
  Wish *held;     /* nullable */
  char *pass;     /* nullable: "METHOD address" of what may go, once, when a page tries again */
  GQueue waiting; /* (element-type Wish) to be asked about, the first is being asked about */

  /* borrowed */
  GtkWidget *parent; /* weak */
};

enum
{
  HELD,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbWebAsker, sb_web_asker, G_TYPE_OBJECT)

/* Frees @wish. */
static void
answer (SbWebAsker *self, Wish *wish, gboolean is_allowed)
{
  if (is_allowed)
    sb_web_acts_let_go (sb_web_presenter_get_acts (self->presenter), wish->address, wish->act);
  wish->answer (is_allowed, wish->data);
  g_free (wish->method);
  g_free (wish->address);
  g_free (wish);
}

/* In place of an answer that was given already. */
static void
answered_cb (gboolean is_allowed, gpointer data)
{
}

/* Another one takes its place: nobody can allow what they are no longer told of. */
static void
hold (SbWebAsker *self, Wish *wish)
{
  Wish *old = g_steal_pointer (&self->held);

  if (old != NULL)
    answer (self, old, FALSE);

  self->held = wish;
  /* A page must not stand still for as long as a strip does. */
  if (wish->target == SB_WEB_TARGET_WAITING)
    {
      wish->answer (FALSE, wish->data);
      wish->answer = answered_cb;
    }
  g_signal_emit (self, signals[HELD], 0, sb_act_to_held (wish->act), sb_help_get_topic_for_held (wish->act));
}

/* Whether this is what the administrator has allowed since it was tried first. */
static gboolean
has_pass (SbWebAsker *self, const Wish *wish)
{
  g_autofree char *wanted = g_strconcat (wish->method, " ", wish->address, NULL);

  if (g_strcmp0 (self->pass, wanted) != 0)
    return FALSE;

  g_clear_pointer (&self->pass, g_free);

  return TRUE;
}

static const char *
get_learner_name (SbWebAsker *self)
{
  SbImpersonation *impersonation = sb_web_presenter_get_impersonation (self->presenter);

  return sb_learner_get_display_name (sb_impersonation_get_learner (impersonation));
}

static void ask_next (SbWebAsker *self);
static void decide (SbWebAsker *self, Wish *wish);

static void
asked_cb (gpointer owner, gboolean is_allowed, gpointer data)
{
  g_autoptr (SbWebAsker) self = g_object_ref (owner);
  Wish *wish = g_queue_pop_head (&self->waiting);
  GQueue rest = self->waiting;

  g_return_if_fail (wish != NULL);

  answer (self, wish, is_allowed);

  /* With this answer, the others may need no question. */
  g_queue_init (&self->waiting);
  for (Wish *next = g_queue_pop_head (&rest); next != NULL; next = g_queue_pop_head (&rest))
    decide (self, next);
}

static void
ask_next (SbWebAsker *self)
{
  const Wish *wish = g_queue_peek_head (&self->waiting);

  if (wish != NULL && self->parent != NULL)
    sb_act_question_ask (self->parent, sb_web_guard_get_policy (sb_web_session_get_guard (self->session)), wish->act,
                         get_learner_name (self), NULL, G_OBJECT (self), asked_cb, NULL, NULL);
}

/* Takes @wish. */
static void
decide (SbWebAsker *self, Wish *wish)
{
  SbWebDecision decision = sb_web_guard_judge (sb_web_session_get_guard (self->session), wish->method, wish->address,
                                               wish->target, &wish->act);

  if ((decision == SB_WEB_ASK || decision == SB_WEB_HOLD) && has_pass (self, wish))
    {
      if (wish->target == SB_WEB_TARGET_WAITING)
        sb_web_session_let_one_pass (self->session);
      decision = SB_WEB_ALLOW;
    }

  switch (decision)
    {
    case SB_WEB_ALLOW:
      answer (self, wish, TRUE);
      break;
    case SB_WEB_ASK:
      g_queue_push_tail (&self->waiting, wish);
      if (self->waiting.length == 1)
        ask_next (self);
      break;
    case SB_WEB_HOLD:
      hold (self, wish);
      break;
    case SB_WEB_OUTSIDE:
      sb_web_asker_go_outside (self, wish->address);
      answer (self, wish, FALSE);
      break;
    case SB_WEB_REFUSE:
    default:
      g_signal_emit (self, signals[REFUSED], 0, wish->address);
      answer (self, wish, FALSE);
    }
}

static void
outside_cb (gpointer owner, gboolean is_yes, gboolean is_checked, const char *text, gpointer data)
{
  SbWebAsker *self = owner;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (!is_yes || self->parent == NULL)
    return;

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (self->parent));
  g_app_info_launch_default_for_uri_async (data, G_APP_LAUNCH_CONTEXT (context), NULL, NULL, NULL);
}

static void
sb_web_asker_dispose (GObject *object)
{
  SbWebAsker *self = SB_WEB_ASKER (object);
  Wish *wish;

  g_clear_weak_pointer (&self->parent);
  wish = g_steal_pointer (&self->held);
  if (wish != NULL)
    answer (self, wish, FALSE);
  while ((wish = g_queue_pop_head (&self->waiting)) != NULL)
    answer (self, wish, FALSE);
  g_clear_object (&self->session);
  g_clear_object (&self->presenter);
  g_clear_pointer (&self->pass, g_free);

  G_OBJECT_CLASS (sb_web_asker_parent_class)->dispose (object);
}

static void
sb_web_asker_class_init (SbWebAskerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_web_asker_dispose;

  /**
   * SbWebAsker::held:
   * @what: (nullable): a sentence that says what is held back, or %NULL if nothing is any more
   * @topic: (nullable): where the help says why
   */
  signals[HELD] = g_signal_new ("held", SB_TYPE_WEB_ASKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[REFUSED] = g_signal_new ("refused", SB_TYPE_WEB_ASKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
}

static void
sb_web_asker_init (SbWebAsker *self)
{
  g_queue_init (&self->waiting);
}

/**
 * sb_web_asker_new:
 * @session: the pages
 * @presenter: the way into them
 * @parent: the widget that is asked over; held weakly
 *
 * Returns: (transfer full): an asker with nothing to ask
 */
SbWebAsker *
sb_web_asker_new (SbWebSession *session, SbWebPresenter *presenter, GtkWidget *parent)
{
  SbWebAsker *self = g_object_new (SB_TYPE_WEB_ASKER, NULL);

  self->session = g_object_ref (session);
  self->presenter = g_object_ref (presenter);
  g_signal_connect_object (session, "answered", G_CALLBACK (sb_web_asker_answered), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->parent, parent);

  return self;
}

/**
 * sb_web_asker_judge:
 * @self: an asker
 * @method: the request's method
 * @address: where it goes
 * @target: what it is for
 * @answer_func: told whether it may go, at once or later, but once
 * @data: for @answer_func
 *
 * Decides about a request.
 */
void
sb_web_asker_judge (SbWebAsker *self,
                    const char *method,
                    const char *address,
                    SbWebTarget target,
                    SbWebAnswerFunc answer_func,
                    gpointer data)
{
  Wish *wish;

  g_return_if_fail (SB_IS_WEB_ASKER (self));

  wish = g_new0 (Wish, 1);
  wish->method = g_strdup (method);
  wish->address = g_strdup (address);
  wish->target = target;
  wish->answer = answer_func;
  wish->data = data;
  decide (self, wish);
}

/**
 * sb_web_asker_answer_held:
 * @self: an asker
 * @is_allowed: whether the administrator allows what is held back, this once
 */
void
sb_web_asker_answer_held (SbWebAsker *self, gboolean is_allowed)
{
  Wish *wish;

  g_return_if_fail (SB_IS_WEB_ASKER (self));

  wish = g_steal_pointer (&self->held);
  if (wish == NULL)
    return;

  g_signal_emit (self, signals[HELD], 0, NULL, NULL);
  if (is_allowed && wish->target == SB_WEB_TARGET_CALL)
    sb_web_session_let_one_pass (self->session);
  if (is_allowed && wish->target == SB_WEB_TARGET_WAITING)
    sb_web_asker_let_again (self, wish->method, wish->address);
  /* What could not wait was answered, and is tried again. */
  answer (self, wish, is_allowed && wish->target != SB_WEB_TARGET_WAITING);
}

/**
 * sb_web_asker_let_again:
 * @self: an asker
 * @method: a method
 * @address: an address
 *
 * Nothing is asked when this is judged once more: it is the same request.
 */
void
sb_web_asker_let_again (SbWebAsker *self, const char *method, const char *address)
{
  g_return_if_fail (SB_IS_WEB_ASKER (self));

  g_free (self->pass);
  self->pass = g_strconcat (method, " ", address, NULL);
}

/**
 * sb_web_asker_answered:
 * @self: an asker
 * @address: where a request went
 * @is_done: whether the platform has done what it was asked for
 */
void
sb_web_asker_answered (SbWebAsker *self, const char *address, gboolean is_done)
{
  g_return_if_fail (SB_IS_WEB_ASKER (self));

  if (self->presenter != NULL)
    sb_web_acts_answered (sb_web_presenter_get_acts (self->presenter), address, is_done);
}

/**
 * sb_web_asker_go_outside:
 * @self: an asker
 * @address: an address that is not the platform's
 *
 * Asks whether to open it in the desktop's browser.
 */
void
sb_web_asker_go_outside (SbWebAsker *self, const char *address)
{
  gboolean is_platform;
  g_autofree char *host = NULL;
  g_autofree char *title = NULL;
  SbQuestion *question;

  g_return_if_fail (SB_IS_WEB_ASKER (self));

  if (self->parent == NULL)
    return;

  host = sb_web_guard_dup_host (sb_web_session_get_guard (self->session), address, &is_platform);
  /* Translators: %s is the name of another web site's host */
  title = *host == '\0' ? g_strdup (_("Open this outside of the platform?"))
                        : g_strdup_printf (_("Leave for %s?"), host);
  question = sb_question_new (self->parent, title, _("This leads away from the platform. It opens in your own browser, "
                                                     "where you are yourself and not the learner."),
                              _("_Open in Browser"), _("_Stay"));
  sb_question_ask (question, G_OBJECT (self), outside_cb, g_strdup (address), g_free);
}
