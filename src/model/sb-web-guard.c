/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What may leave the web view. A request is judged by where it goes, what the connector says that it does, and the seat
 * belts of the log-in. It is a seat belt and no wall: a page's script that wants to get around it can, and a platform
 * may remember a visit by itself. The learner's cookie is none of its business; that goes to one origin and no other. */

#include "config.h"

#include "sb-web-guard.h"

#include "sb-json.h"
#include "sb-uri.h"

struct _SbWebGuard
{
  GObject parent_instance;

  /* owned */
  SbWebEntry *entry;
  SbVisitPolicy *policy;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbWebGuard, sb_web_guard, G_TYPE_OBJECT)

static void
policy_changed_cb (SbWebGuard *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sb_web_guard_finalize (GObject *object)
{
  SbWebGuard *self = SB_WEB_GUARD (object);

  g_clear_pointer (&self->entry, sb_web_entry_unref);
  g_clear_object (&self->policy);

  G_OBJECT_CLASS (sb_web_guard_parent_class)->finalize (object);
}

static void
sb_web_guard_class_init (SbWebGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_web_guard_finalize;

  /**
   * SbWebGuard::changed:
   *
   * sb_web_guard_make_filter() may give another filter than before.
   */
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_WEB_GUARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_web_guard_init (SbWebGuard *self)
{
}

/**
 * sb_web_guard_new:
 * @entry: the platform's pages
 * @policy: the seat belts of the log-in
 *
 * Returns: (transfer full): a guard for one log-in
 */
SbWebGuard *
sb_web_guard_new (SbWebEntry *entry, SbVisitPolicy *policy)
{
  SbWebGuard *self = g_object_new (SB_TYPE_WEB_GUARD, NULL);

  self->entry = sb_web_entry_ref (entry);
  self->policy = g_object_ref (policy);
  g_signal_connect_object (policy, "changed", G_CALLBACK (policy_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * sb_web_guard_get_entry:
 *
 * Returns: (transfer none): the platform's pages
 */
SbWebEntry *
sb_web_guard_get_entry (SbWebGuard *self)
{
  g_return_val_if_fail (SB_IS_WEB_GUARD (self), NULL);

  return self->entry;
}

/**
 * sb_web_guard_get_policy:
 *
 * Returns: (transfer none): the seat belts
 */
SbVisitPolicy *
sb_web_guard_get_policy (SbWebGuard *self)
{
  g_return_val_if_fail (SB_IS_WEB_GUARD (self), NULL);

  return self->policy;
}

/* What is not fetched from anywhere. A page of its own may be empty, or one that a script of the platform's wrote. */
static gboolean
is_local (const char *scheme, const char *address, SbWebTarget target)
{
  if (g_str_equal (scheme, "about"))
    return g_str_has_prefix (address, "about:blank") || g_str_has_prefix (address, "about:srcdoc");

  return g_str_equal (scheme, "blob") || (g_str_equal (scheme, "data") && target != SB_WEB_TARGET_PAGE);
}

/* The cookie belongs to a host, not to its port: nothing else on the platform's host may have it (RFC 6265 §8.5). */
static gboolean
is_same_host (SbWebGuard *self, const char *address)
{
  g_autoptr (GUri) ours = g_uri_parse (self->entry->origin, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) theirs = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return ours != NULL && theirs != NULL && g_uri_get_host (theirs) != NULL
      && g_ascii_strcasecmp (g_uri_get_host (ours), g_uri_get_host (theirs)) == 0;
}

/* Elsewhere is a matter of the desktop's browser; only what a page of the platform's shows inside itself stays. */
static SbWebDecision
judge_elsewhere (SbWebGuard *self, const char *method, const char *address, const char *scheme, SbWebTarget target)
{
  const char *const opened[] = { "http", "https", "mailto", "tel", NULL };

  if (target != SB_WEB_TARGET_PAGE)
    return is_same_host (self, address) || !g_str_has_prefix (scheme, "http") ? SB_WEB_REFUSE : SB_WEB_ALLOW;

  return g_str_equal (method, "GET") && g_strv_contains (opened, scheme) ? SB_WEB_OUTSIDE : SB_WEB_REFUSE;
}

/**
 * sb_web_guard_judge:
 * @self: a guard
 * @method: the request's method, in upper case
 * @address: where it goes, absolute
 * @target: what it is for
 * @act: (out): return location for what it does in the learner's name
 *
 * Returns: what becomes of the request
 */
SbWebDecision
sb_web_guard_judge (SbWebGuard *self, const char *method, const char *address, SbWebTarget target, SbAct *act)
{
  g_autofree char *scheme = NULL;
  g_autofree char *origin = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (SB_IS_WEB_GUARD (self), SB_WEB_REFUSE);
  g_return_val_if_fail (method != NULL && address != NULL && act != NULL, SB_WEB_REFUSE);

  *act = SB_ACT_NONE;
  scheme = g_uri_parse_scheme (address);
  if (scheme == NULL)
    return SB_WEB_REFUSE;

  if (is_local (scheme, address, target))
    return SB_WEB_ALLOW;

  origin = sb_uri_dup_origin (address);
  if (origin == NULL || !sb_web_entry_has_origin (self->entry, origin))
    return judge_elsewhere (self, method, address, scheme, target);

  uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  *act = sb_web_entry_find_act (self->entry, method, g_uri_get_path (uri));
  switch (sb_visit_policy_judge (self->policy, *act))
    {
    case SB_VERDICT_ALLOW:
      return SB_WEB_ALLOW;
    case SB_VERDICT_ASK:
      return SB_WEB_ASK;
    case SB_VERDICT_HOLD:
    default:
      return SB_WEB_HOLD;
    }
}

/* In the filter's own regular expressions, which know neither alternatives nor counts. */
static char *
dup_pattern (const char *origin, const char *path)
{
  g_autofree char *escaped_origin = g_regex_escape_string (origin, -1);
  g_autoptr (GString) pattern = g_string_new ("^");
  g_auto (GStrv) segments = g_strsplit (path + 1, "/", -1);

  g_string_append (pattern, escaped_origin);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      g_autofree char *escaped = g_regex_escape_string (segments[i], -1);

      if (g_str_equal (segments[i], "**"))
        return g_string_free (g_steal_pointer (&pattern), FALSE);

      g_string_append_printf (pattern, "/%s", g_str_equal (segments[i], "*") ? "[^/?#]+" : escaped);
    }
  g_string_append (pattern, "/?([?#].*)?$");

  return g_string_free (g_steal_pointer (&pattern), FALSE);
}

/* All that a page may ask for but pages, which are decided about one by one. */
static const char *const parts[] = { "image", "style-sheet", "script", "font", "raw", "svg-document", "media", NULL };

static const char *const pages[] = { "top-document", NULL };

/* What is sent in the background: always a POST. */
static const char *const pings[] = { "ping", NULL };

static void
add_rule (JsonBuilder *builder, const char *action, const char *pattern, const char *const *types)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "trigger");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "url-filter");
  json_builder_add_string_value (builder, pattern);
  if (types != NULL)
    {
      json_builder_set_member_name (builder, "resource-type");
      json_builder_begin_array (builder);
      for (guint i = 0; types[i] != NULL; i++)
        json_builder_add_string_value (builder, types[i]);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, action);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Pages from elsewhere, however a page is sent there, and all that is on the cookie's host but not at its origin. */
static void
add_elsewhere (SbWebGuard *self, JsonBuilder *builder)
{
  g_autoptr (GUri) uri = g_uri_parse (self->entry->origin, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = g_regex_escape_string (g_uri_get_host (uri), -1);
  g_autofree char *elsewhere = g_strdup_printf ("^https?://%s(:[0-9]+)?/", host);
  g_autofree char *origin = g_regex_escape_string (self->entry->origin, -1);
  g_autofree char *ours = g_strdup_printf ("^%s/", origin);

  add_rule (builder, "block", "^https?://", pages);
  add_rule (builder, "block", elsewhere, NULL);
  add_rule (builder, "ignore-previous-rules", ours, NULL);
  for (guint i = 0; self->entry->origins[i] != NULL; i++)
    {
      g_autofree char *other = g_regex_escape_string (self->entry->origins[i], -1);
      g_autofree char *theirs = g_strdup_printf ("^%s/", other);

      add_rule (builder, "ignore-previous-rules", theirs, NULL);
    }
}

/**
 * sb_web_guard_make_filter:
 * @self: a guard
 *
 * What is held back whatever a page's script does to get around our questions: pages from elsewhere; addresses that
 * open a notification by being fetched; and, in look only, those that change something by being fetched, and what is
 * sent in the background. A rule for another method than GET is not among them, because the filter would hold back the
 * reading of the same address as well.
 *
 * Returns: (transfer full): a list of content blockers, in JSON
 */
char *
sb_web_guard_make_filter (SbWebGuard *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (SB_IS_WEB_GUARD (self), NULL);

  json_builder_begin_array (builder);
  add_elsewhere (self, builder);
  if (sb_visit_policy_get_look_only (self->policy))
    add_rule (builder, "block", "^https?://", pings);
  for (guint i = 0; i < self->entry->rules->len; i++)
    {
      const SbWebRule *rule = g_ptr_array_index (self->entry->rules, i);
      g_autofree char *pattern = NULL;

      if ((rule->method != NULL && !g_str_equal (rule->method, "GET"))
          || sb_visit_policy_judge (self->policy, rule->act) != SB_VERDICT_HOLD)
        continue;

      pattern = dup_pattern (self->entry->origin, rule->path);
      add_rule (builder, "block", pattern, parts);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return sb_json_to_string (root);
}

/**
 * sb_web_guard_make_held:
 * @self: a guard
 *
 * Where a page's script must not send anything by itself, also when nobody can be asked any more.
 *
 * Returns: (transfer full): a list of regular expressions, in JSON, which is also a list in JavaScript
 */
char *
sb_web_guard_make_held (SbWebGuard *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (SB_IS_WEB_GUARD (self), NULL);

  json_builder_begin_array (builder);
  if (sb_visit_policy_get_look_only (self->policy))
    json_builder_add_string_value (builder, "");
  for (guint i = 0; i < self->entry->rules->len; i++)
    {
      const SbWebRule *rule = g_ptr_array_index (self->entry->rules, i);
      g_autofree char *pattern = dup_pattern (self->entry->origin, rule->path);

      if ((rule->method == NULL || g_str_equal (rule->method, "POST"))
          && sb_visit_policy_judge (self->policy, rule->act) == SB_VERDICT_HOLD)
        json_builder_add_string_value (builder, pattern);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return sb_json_to_string (root);
}

/**
 * sb_web_guard_dup_host:
 * @self: a guard
 * @address: an address
 * @is_platform: (out): return location for whether it is one of the platform's
 *
 * Returns: (transfer full): the host of @address, to be shown as the part that counts; "" if it has none
 */
char *
sb_web_guard_dup_host (SbWebGuard *self, const char *address, gboolean *is_platform)
{
  g_autofree char *origin = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (SB_IS_WEB_GUARD (self), NULL);
  g_return_val_if_fail (address != NULL && is_platform != NULL, NULL);

  origin = sb_uri_dup_origin (address);
  *is_platform = origin != NULL && sb_web_entry_has_origin (self->entry, origin);
  uri = origin == NULL ? NULL : g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri == NULL ? "" : g_uri_get_host (uri));
}
