/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What may leave the web view, as tables: where to, what it does, and which seat belts are on. */

#include "config.h"

#include "sb-act-words.h"
#include "sb-json.h"
#include "sb-web-guard.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  SbVisitPolicy *policy;
  SbWebGuard *guard;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer is_look_only)
{
  g_autoptr (SbWebEntry) entry = sb_web_entry_new ("https://learn.example", "https://learn.example/home", "token", "s");

  g_strfreev (entry->origins);
  entry->origins = g_strsplit ("https://scorm.example:8443", " ", -1);
  sb_web_entry_add_rule (entry, SB_ACT_NONE, "POST", "/search");
  sb_web_entry_add_rule (entry, SB_ACT_OPEN_NOTICE, "*", "/notices/*");
  sb_web_entry_add_rule (entry, SB_ACT_OPEN_NOTICE, "post", "/api/notices/**");
  sb_web_entry_add_rule (entry, SB_ACT_COMPLETE, "POST", "/course/*/complete");
  sb_web_entry_add_rule (entry, SB_ACT_START, NULL, "/course/*/play/**");
  sb_web_entry_add_rule (entry, SB_ACT_CHANGE, "GET", "/logout");
  sb_web_entry_add_rule (entry, SB_ACT_SEND_MESSAGE, "POST", "/messages");
  sb_web_entry_add_rule (entry, SB_ACT_CHANGE, NULL, "not a path");
  g_assert_cmpuint (entry->rules->len, ==, 7);

  f->policy = sb_visit_policy_new (GPOINTER_TO_INT (is_look_only));
  f->guard = sb_web_guard_new (entry, f->policy);
  g_signal_connect_swapped (f->guard, "changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->guard);
  g_assert_finalize_object (f->policy);
}

typedef struct
{
  const char *method;
  const char *address;
  SbWebTarget target;
  SbAct act;
  SbWebDecision free;      /* not in look only */
  SbWebDecision look_only;
} Case;

#define OURS "https://learn.example"
#define PAGE SB_WEB_TARGET_PAGE
#define FRAME SB_WEB_TARGET_FRAME
#define CALL SB_WEB_TARGET_CALL
#define WAITING SB_WEB_TARGET_WAITING

static const Case cases[] = {
  /* looking */
  { "GET", OURS "/", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", OURS, PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", "https://LEARN.example:443/x?y#z", CALL, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "HEAD", OURS "/x", CALL, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "OPTIONS", OURS "/x", CALL, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "POST", OURS "/search", CALL, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", OURS "/notices", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", OURS "/notices/", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", OURS "/api/notices/9", CALL, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },

  /* the bell */
  { "GET", OURS "/notices/9", PAGE, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },
  { "GET", OURS "/notices/9/", FRAME, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },
  { "GET", OURS "/NOTICES/9?from=mail", CALL, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },
  { "GET", OURS "/%6Eotices/9", PAGE, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },
  { "GET", OURS "/notices/9/reply", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "POST", OURS "/api/notices", CALL, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },
  { "POST", OURS "/api/notices/9/read", CALL, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },

  /* acts that count as the learner's, and changes that do not */
  { "POST", OURS "/course/3/complete", PAGE, SB_ACT_COMPLETE, SB_WEB_ASK, SB_WEB_HOLD },
  { "GET", OURS "/course/3/complete", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "POST", OURS "/messages", CALL, SB_ACT_SEND_MESSAGE, SB_WEB_ASK, SB_WEB_HOLD },
  { "GET", OURS "/course/3/play/4", PAGE, SB_ACT_START, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "POST", OURS "/course/3/play/4/5", CALL, SB_ACT_START, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "GET", OURS "/logout", PAGE, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "POST", OURS "/x", CALL, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "PROPFIND", OURS "/x", CALL, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "DELETE", "https://scorm.example:8443/x", CALL, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },

  /* whatever sends it: a form into a frame, a request that the page waits for, a beacon */
  { "POST", OURS "/course/3/complete", FRAME, SB_ACT_COMPLETE, SB_WEB_ASK, SB_WEB_HOLD },
  { "POST", OURS "/course/3/complete", WAITING, SB_ACT_COMPLETE, SB_WEB_ASK, SB_WEB_HOLD },
  { "POST", OURS "/x", FRAME, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "POST", OURS "/x", WAITING, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "PUT", OURS "/x", CALL, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "PATCH", OURS "/x", CALL, SB_ACT_CHANGE, SB_WEB_ALLOW, SB_WEB_HOLD },
  { "POST", OURS "/notices/9", FRAME, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },
  { "POST", OURS "/notices/9", WAITING, SB_ACT_OPEN_NOTICE, SB_WEB_HOLD, SB_WEB_HOLD },

  /* elsewhere: a page is not ours to show, what a page shows inside itself is */
  { "GET", "https://scorm.example:8443/", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", "https://scorm.example/", PAGE, SB_ACT_NONE, SB_WEB_OUTSIDE, SB_WEB_OUTSIDE },
  { "GET", "https://learn.example.evil.example/", PAGE, SB_ACT_NONE, SB_WEB_OUTSIDE, SB_WEB_OUTSIDE },
  { "GET", "https://learn.example@evil.example/", PAGE, SB_ACT_NONE, SB_WEB_OUTSIDE, SB_WEB_OUTSIDE },
  { "GET", "http://learn.example/", PAGE, SB_ACT_NONE, SB_WEB_OUTSIDE, SB_WEB_OUTSIDE },
  { "GET", "mailto:help@learn.example", PAGE, SB_ACT_NONE, SB_WEB_OUTSIDE, SB_WEB_OUTSIDE },
  { "GET", "tel:123", PAGE, SB_ACT_NONE, SB_WEB_OUTSIDE, SB_WEB_OUTSIDE },
  { "POST", "https://video.example/", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "https://video.example/", FRAME, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "POST", "https://video.example/", CALL, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },

  /* the cookie's host, but not its origin */
  { "GET", "https://learn.example:8443/", FRAME, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "http://learn.example/pixel", CALL, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },

  /* not fetched, or not to be */
  { "GET", "about:blank", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", "about:srcdoc", FRAME, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", "about:memory", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "blob:https://learn.example/1", PAGE, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", "data:text/html,x", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "data:text/html,x", FRAME, SB_ACT_NONE, SB_WEB_ALLOW, SB_WEB_ALLOW },
  { "GET", "file:///etc/passwd", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "javascript:alert(1)", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "switchback:x", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
  { "GET", "not an address", PAGE, SB_ACT_NONE, SB_WEB_REFUSE, SB_WEB_REFUSE },
};

static void
test_judge (Fixture *f, gconstpointer is_look_only)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      SbAct act = SB_N_ACTS;
      SbWebDecision decision = sb_web_guard_judge (f->guard, c->method, c->address, c->target, &act);

      g_test_message ("%s %s", c->method, c->address);
      g_assert_cmpint (act, ==, c->act);
      g_assert_cmpint (decision, ==, is_look_only != NULL ? c->look_only : c->free);
    }
}

static const struct
{
  SbAct act;
  SbVerdict free;
  SbVerdict answered; /* after "for the rest of this session" */
  SbVerdict look_only;
} verdicts[] = {
  { SB_ACT_NONE, SB_VERDICT_ALLOW, SB_VERDICT_ALLOW, SB_VERDICT_ALLOW },
  { SB_ACT_OPEN_NOTICE, SB_VERDICT_HOLD, SB_VERDICT_HOLD, SB_VERDICT_HOLD },
  { SB_ACT_START, SB_VERDICT_ALLOW, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
  { SB_ACT_COMPLETE, SB_VERDICT_ASK, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
  { SB_ACT_SUBMIT, SB_VERDICT_ASK, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
  { SB_ACT_ACCEPT_POLICY, SB_VERDICT_ASK, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
  { SB_ACT_ENROL, SB_VERDICT_ASK, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
  { SB_ACT_SEND_MESSAGE, SB_VERDICT_ASK, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
  { SB_ACT_CHANGE, SB_VERDICT_ALLOW, SB_VERDICT_ALLOW, SB_VERDICT_HOLD },
};

static void
test_policy (Fixture *f, gconstpointer data)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (verdicts) == SB_N_ACTS);

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autofree char *question = sb_act_make_question (verdicts[i].act, "Ana Silva");

      g_assert_cmpint (sb_visit_policy_judge (f->policy, verdicts[i].act), ==, verdicts[i].free);
      g_assert_cmpint (sb_visit_policy_is_recorded (f->policy, verdicts[i].act), ==,
                       verdicts[i].act != SB_ACT_NONE && verdicts[i].act != SB_ACT_CHANGE);
      sb_visit_policy_stop_asking (f->policy, verdicts[i].act);
      g_assert_cmpint (sb_visit_policy_judge (f->policy, verdicts[i].act), ==, verdicts[i].answered);
      g_assert_nonnull (strstr (question, "Ana Silva"));
      g_assert_cmpuint (strlen (sb_act_to_label (verdicts[i].act)), >, 0);
      g_assert_cmpuint (strlen (sb_act_to_held (verdicts[i].act)), >, 0);
    }

  g_assert_cmpuint (f->n_changed, ==, 5);
  sb_visit_policy_set_look_only (f->policy, TRUE);
  sb_visit_policy_set_look_only (f->policy, TRUE);
  g_assert_cmpuint (f->n_changed, ==, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    g_assert_cmpint (sb_visit_policy_judge (f->policy, verdicts[i].act), ==, verdicts[i].look_only);

  /* What was answered is remembered. */
  g_object_set (f->policy, "look-only", FALSE, NULL);
  g_assert_cmpint (sb_visit_policy_judge (f->policy, SB_ACT_SUBMIT), ==, SB_VERDICT_ALLOW);
}

static gboolean
has_type (JsonObject *trigger, const char *type)
{
  JsonArray *types;

  if (!json_object_has_member (trigger, "resource-type"))
    return TRUE;

  types = json_object_get_array_member (trigger, "resource-type");
  for (guint i = 0; i < json_array_get_length (types); i++)
    if (g_str_equal (json_array_get_string_element (types, i), type))
      return TRUE;

  return FALSE;
}

/* Whether the filter would hold @address back, as the web view's own engine would find out. */
static gboolean
is_filtered (Fixture *f, const char *address, const char *type)
{
  g_autofree char *text = sb_web_guard_make_filter (f->guard);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) root = sb_json_parse (bytes, NULL);
  JsonArray *rules = json_node_get_array (root);
  gboolean is_blocked = FALSE;

  g_assert_cmpuint (json_array_get_length (rules), >, 0);
  for (guint i = 0; i < json_array_get_length (rules); i++)
    {
      JsonObject *rule = json_array_get_object_element (rules, i);
      JsonObject *trigger = json_object_get_object_member (rule, "trigger");
      const char *action = json_object_get_string_member (json_object_get_object_member (rule, "action"), "type");
      const char *pattern = json_object_get_string_member (trigger, "url-filter");

      /* What the engine does not know (alternatives, counts) makes it refuse the whole list. */
      g_assert_null (strpbrk (pattern, "|{}"));
      if (has_type (trigger, type) && g_regex_match_simple (pattern, address, G_REGEX_CASELESS, 0))
        is_blocked = g_str_equal (action, "block");
    }

  return is_blocked;
}

static void
test_filter (Fixture *f, gconstpointer is_look_only)
{
  g_assert_true (is_filtered (f, OURS "/notices/9", "raw"));
  g_assert_true (is_filtered (f, OURS "/Notices/9/", "image"));
  g_assert_true (is_filtered (f, OURS "/notices/9?a=b", "script"));
  /* A page can be allowed once, so it is decided about by itself. */
  g_assert_false (is_filtered (f, OURS "/notices/9", "top-document"));
  g_assert_false (is_filtered (f, OURS "/notices", "raw"));
  g_assert_false (is_filtered (f, OURS "/notices/", "raw"));
  g_assert_false (is_filtered (f, OURS "/notices/9/reply", "raw"));
  g_assert_false (is_filtered (f, "https://other.example/notices/9", "raw"));
  /* The same address is also read. */
  g_assert_false (is_filtered (f, OURS "/api/notices/9", "raw"));
  g_assert_cmpint (is_filtered (f, OURS "/course/3/play/4", "raw"), ==, is_look_only != NULL);
  g_assert_cmpint (is_filtered (f, OURS "/logout", "image"), ==, is_look_only != NULL);
  g_assert_false (is_filtered (f, OURS "/course/3/complete", "raw"));

  /* Beacons and pings can only change something. */
  g_assert_cmpint (is_filtered (f, OURS "/x", "ping"), ==, is_look_only != NULL);

  /* A page from elsewhere is not shown, but a page may show things from there; nothing else on the cookie's host. */
  g_assert_false (is_filtered (f, OURS "/", "top-document"));
  g_assert_false (is_filtered (f, "https://scorm.example:8443/x", "top-document"));
  g_assert_true (is_filtered (f, "https://other.example/", "top-document"));
  g_assert_true (is_filtered (f, "https://scorm.example/", "top-document"));
  g_assert_false (is_filtered (f, "https://other.example/", "child-document"));
  g_assert_false (is_filtered (f, "https://other.example/", "image"));
  g_assert_true (is_filtered (f, "https://learn.example:8443/", "child-document"));
  g_assert_true (is_filtered (f, "http://learn.example/pixel", "image"));
  g_assert_false (is_filtered (f, "https://learn.example.other.example/pixel", "image"));
}

static void
test_held (Fixture *f, gconstpointer is_look_only)
{
  g_autofree char *held = sb_web_guard_make_held (f->guard);

  g_assert_nonnull (strstr (held, "/api/notices"));
  g_assert_cmpint (strstr (held, "/messages") != NULL, ==, is_look_only != NULL);
  /* In look only, everything is. */
  g_assert_cmpint (g_str_has_prefix (held, "[\"\","), ==, is_look_only != NULL);
}

static void
test_host (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *address;
    const char *host;
    gboolean is_platform;
  } hosts[] = {
    { OURS "/course/3", "learn.example", TRUE },
    { "https://scorm.example:8443/", "scorm.example", TRUE },
    { "https://learn.example:8443/", "learn.example", FALSE },
    { "https://learn.example@evil.example/", "evil.example", FALSE },
    { "about:blank", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      gboolean is_platform;
      g_autofree char *host = sb_web_guard_dup_host (f->guard, hosts[i].address, &is_platform);

      g_assert_cmpstr (host, ==, hosts[i].host);
      g_assert_cmpint (is_platform, ==, hosts[i].is_platform);
    }
}

static void
test_words (void)
{
  g_assert_cmpint (sb_act_from_string ("open-notice"), ==, SB_ACT_OPEN_NOTICE);
  g_assert_cmpint (sb_act_from_string ("send-message"), ==, SB_ACT_SEND_MESSAGE);
  g_assert_cmpint (sb_act_from_string ("none"), ==, SB_ACT_NONE);
  g_assert_cmpint (sb_act_from_string ("dance"), ==, SB_ACT_CHANGE);
  g_assert_cmpint (sb_act_from_string (NULL), ==, SB_ACT_CHANGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/web-guard/judge", Fixture, GINT_TO_POINTER (FALSE), set_up, test_judge, tear_down);
  g_test_add ("/web-guard/judge/look-only", Fixture, GINT_TO_POINTER (TRUE), set_up, test_judge, tear_down);
  g_test_add ("/web-guard/policy", Fixture, GINT_TO_POINTER (FALSE), set_up, test_policy, tear_down);
  g_test_add ("/web-guard/filter", Fixture, GINT_TO_POINTER (FALSE), set_up, test_filter, tear_down);
  g_test_add ("/web-guard/filter/look-only", Fixture, GINT_TO_POINTER (TRUE), set_up, test_filter, tear_down);
  g_test_add ("/web-guard/held", Fixture, GINT_TO_POINTER (FALSE), set_up, test_held, tear_down);
  g_test_add ("/web-guard/held/look-only", Fixture, GINT_TO_POINTER (TRUE), set_up, test_held, tear_down);
  g_test_add ("/web-guard/host", Fixture, GINT_TO_POINTER (FALSE), set_up, test_host, tear_down);
  g_test_add_func ("/web-guard/words", test_words);

  return g_test_run ();
}
