/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done in the learner's name in the platform's own pages goes on record as what is done in the overview does:
 * when the platform has answered that it is done. Which acts do is SbVisitPolicy's to say. Of an act there is on record
 * what it was, and the course and item or the path of the request: nothing of what stood on a page. */

#include "config.h"

#include "sb-web-acts.h"

#include "sb-ledger.h"

/* More than any page has under way at the same time. */
#define MAX_WAITING 64

typedef struct
{
  char *address;
  SbAct act;
} Waiting;

struct _SbWebActs
{
  GObject parent_instance;

  /* owned */
  SbImpersonation *impersonation;
  SbVisitPolicy *policy;
  SbVisitPresenter *visit; /* nullable */
  GQueue waiting;          /* (element-type Waiting) sent, and not answered yet */
  GHashTable *started;     /* paths: to load a page again is not to start again */
};

G_DEFINE_FINAL_TYPE (SbWebActs, sb_web_acts, G_TYPE_OBJECT)

static void
waiting_free (Waiting *waiting)
{
  g_free (waiting->address);
  g_free (waiting);
}

static void
sb_web_acts_finalize (GObject *object)
{
  SbWebActs *self = SB_WEB_ACTS (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) waiting_free);
  g_hash_table_unref (self->started);
  g_clear_object (&self->impersonation);
  g_clear_object (&self->policy);
  g_clear_object (&self->visit);

  G_OBJECT_CLASS (sb_web_acts_parent_class)->finalize (object);
}

static void
sb_web_acts_class_init (SbWebActsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_web_acts_finalize;
}

static void
sb_web_acts_init (SbWebActs *self)
{
  g_queue_init (&self->waiting);
  self->started = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sb_web_acts_new:
 * @impersonation: the log-in
 * @policy: its seat belts
 * @visit: (nullable): what knows the learner's courses; without it, a path stands for them
 *
 * Returns: (transfer full): nothing on record yet
 */
SbWebActs *
sb_web_acts_new (SbImpersonation *impersonation, SbVisitPolicy *policy, SbVisitPresenter *visit)
{
  SbWebActs *self = g_object_new (SB_TYPE_WEB_ACTS, NULL);

  self->impersonation = g_object_ref (impersonation);
  self->policy = g_object_ref (policy);
  g_set_object (&self->visit, visit);

  return self;
}

static SbActKind
find_kind (SbAct act)
{
  switch (act)
    {
    case SB_ACT_OPEN_NOTICE:
      return SB_ACT_NOTICE_OPENED;
    case SB_ACT_START:
      return SB_ACT_ITEM_STARTED;
    case SB_ACT_COMPLETE:
      return SB_ACT_ITEM_COMPLETED;
    case SB_ACT_SUBMIT:
      return SB_ACT_SUBMITTED;
    case SB_ACT_ACCEPT_POLICY:
      return SB_ACT_POLICY_ACCEPTED;
    case SB_ACT_ENROL:
      return SB_ACT_ENROLMENT_CHANGED;
    case SB_ACT_SEND_MESSAGE:
      return SB_ACT_MESSAGE_SENT;
    case SB_ACT_NONE:
    case SB_ACT_CHANGE:
    case SB_N_ACTS:
    default:
      return SB_ACT_OTHER;
    }
}

static char *
dup_path (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri == NULL ? "" : g_uri_get_path (uri));
}

static void
note (SbWebActs *self, const char *address, SbAct act)
{
  g_autofree char *path = dup_path (address);
  SbLedgerAct *done;

  if (act == SB_ACT_START && !g_hash_table_add (self->started, g_strdup (path)))
    return;

  done = self->visit != NULL ? sb_visit_presenter_make_act (self->visit, find_kind (act), path)
                             : sb_ledger_act_new (find_kind (act), NULL, NULL, NULL, path);
  sb_impersonation_note_act (self->impersonation, done);
}

/**
 * sb_web_acts_let_go:
 * @self: the record of the pages
 * @address: where a request of a page goes that may
 * @act: what it does
 *
 * To be called before the request is sent.
 */
void
sb_web_acts_let_go (SbWebActs *self, const char *address, SbAct act)
{
  g_autofree char *path = NULL;
  Waiting *waiting;

  g_return_if_fail (SB_IS_WEB_ACTS (self));
  g_return_if_fail (address != NULL);

  path = dup_path (address);
  if (self->visit != NULL)
    sb_visit_presenter_see_page (self->visit, path);
  if (!sb_visit_policy_is_recorded (self->policy, act))
    return;

  waiting = g_new0 (Waiting, 1);
  waiting->address = g_strdup (address);
  waiting->act = act;
  g_queue_push_tail (&self->waiting, waiting);
  if (self->waiting.length > MAX_WAITING)
    waiting_free (g_queue_pop_head (&self->waiting));
}

/**
 * sb_web_acts_answered:
 * @self: the record of the pages
 * @address: where a request went that sb_web_acts_let_go() was told of, or any other
 * @is_done: whether the platform has done what it was asked for
 */
void
sb_web_acts_answered (SbWebActs *self, const char *address, gboolean is_done)
{
  g_return_if_fail (SB_IS_WEB_ACTS (self));
  g_return_if_fail (address != NULL);

  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      Waiting *waiting = link->data;

      if (!g_str_equal (waiting->address, address))
        continue;

      g_queue_delete_link (&self->waiting, link);
      if (is_done)
        note (self, waiting->address, waiting->act);
      waiting_free (waiting);
      return;
    }
}
