/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question before something is done that counts as the learner's, for the overview and the platform's own pages
 * alike. */

#include "config.h"

#include "sb-act-question.h"

#include <glib/gi18n.h>

#include "sb-act-words.h"
#include "sb-format.h"
#include "sb-question.h"

typedef struct
{
  SbVisitPolicy *policy;
  SbAct act;
  SbActQuestionFunc answered;
  gpointer data;
  GDestroyNotify data_free;
} Asking;

static void
asking_free (Asking *asking)
{
  if (asking->data_free != NULL)
    asking->data_free (asking->data);
  g_object_unref (asking->policy);
  g_free (asking);
}

static void
answered_cb (gpointer owner, gboolean is_yes, gboolean is_checked, const char *text, gpointer data)
{
  Asking *asking = data;

  if (is_yes && is_checked)
    sb_visit_policy_stop_asking (asking->policy, asking->act);
  asking->answered (owner, is_yes, asking->data);
}

/**
 * sb_act_question_ask:
 * @parent: a widget of the window that is asked over
 * @policy: the seat belts of the log-in, which remember it if nobody wants to be asked again
 * @act: what is about to be done
 * @learner: the learner's display name
 * @what: (nullable): the name of what it is done to
 * @owner: who asks; held weakly, and told nothing when gone
 * @answered: told the answer, once
 * @data: (nullable): for @answered
 * @data_free: (nullable): frees @data, whatever becomes of the question
 */
void
sb_act_question_ask (GtkWidget *parent,
                     SbVisitPolicy *policy,
                     SbAct act,
                     const char *learner,
                     const char *what,
                     GObject *owner,
                     SbActQuestionFunc answered,
                     gpointer data,
                     GDestroyNotify data_free)
{
  g_autofree char *title = sb_act_make_question (act, learner);
  g_autofree char *name = what == NULL ? NULL : sb_format_isolated (what);
  g_autofree char *body = NULL;
  Asking *asking = g_new0 (Asking, 1);
  SbQuestion *question;

  *asking = (Asking) { g_object_ref (policy), act, answered, data, data_free };
  body = name == NULL ? g_strdup (_("It is real, and counts as the learner’s own."))
                      /* Translators: %s is something to learn, e.g. a video */
                      : g_strdup_printf (_("“%s” is then completed for good. It is real, and counts as the learner’s "
                                           "own."), name);
  question = sb_question_new (parent, title, body, sb_act_to_label (act), _("_Cancel"));
  sb_question_add_check (question, _("Do not ask _again while logged in"));
  sb_question_ask (question, owner, answered_cb, asking, (GDestroyNotify) asking_free);
}
