/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How one enters a platform's own pages as a learner, and which of their requests do something in the learner's name.
 * It says what a request does; whether it may is SbWebGuard's to decide. */

#include "config.h"

#include "sb-web-entry.h"

#include "sb-wipe.h"

G_DEFINE_BOXED_TYPE (SbWebEntry, sb_web_entry, sb_web_entry_ref, sb_web_entry_unref)

static void
rule_free (SbWebRule *rule)
{
  g_free (rule->method);
  g_free (rule->path);
  g_free (rule);
}

/**
 * sb_web_entry_new:
 * @origin: the pages' origin
 * @address: where to begin, at @origin
 * @cookie_name: the cookie that brings the learner's token
 * @cookie_value: the token
 *
 * Returns: (transfer full): an entry without rules, to be filled before anybody else sees it
 */
SbWebEntry *
sb_web_entry_new (const char *origin, const char *address, const char *cookie_name, const char *cookie_value)
{
  SbWebEntry *self = g_atomic_rc_box_new0 (SbWebEntry);

  self->origin = g_strdup (origin);
  self->address = g_strdup (address);
  self->cookie_name = g_strdup (cookie_name);
  self->cookie_value = g_strdup (cookie_value);
  self->origins = g_new0 (char *, 1);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);

  return self;
}

SbWebEntry *
sb_web_entry_ref (SbWebEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sb_web_entry_clear (SbWebEntry *self)
{
  g_free (self->origin);
  g_free (self->address);
  g_free (self->cookie_name);
  sb_wipe_free (self->cookie_value);
  g_strfreev (self->origins);
  g_ptr_array_unref (self->rules);
}

void
sb_web_entry_unref (SbWebEntry *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) sb_web_entry_clear);
}

/**
 * sb_web_entry_add_rule:
 * @self: an entry that nobody else has yet
 * @act: what the request does
 * @method: (nullable): its method; %NULL or "*" for any
 * @path: its path, see #SbWebRule; ignored unless it begins with a slash
 */
void
sb_web_entry_add_rule (SbWebEntry *self, SbAct act, const char *method, const char *path)
{
  SbWebRule *rule;

  g_return_if_fail (self != NULL);

  if (path == NULL || path[0] != '/')
    return;

  rule = g_new0 (SbWebRule, 1);
  rule->act = act;
  rule->method = method == NULL || g_str_equal (method, "*") ? NULL : g_ascii_strup (method, -1);
  rule->path = g_strdup (path);
  g_ptr_array_add (self->rules, rule);
}

/* Segment by segment, as a server walks it: an empty one at the end does not count, and case does not, either. */
static gboolean
path_matches (const char *pattern, const char *path)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);
  guint n_given = g_strv_length (given);
  guint i;

  if (n_given > 2 && *given[n_given - 1] == '\0')
    n_given--;

  for (i = 0; wanted[i] != NULL; i++)
    {
      if (g_str_equal (wanted[i], "**"))
        return i <= n_given;
      if (i >= n_given || (g_str_equal (wanted[i], "*") && *given[i] == '\0'))
        return FALSE;
      if (!g_str_equal (wanted[i], "*") && g_ascii_strcasecmp (wanted[i], given[i]) != 0)
        return FALSE;
    }

  return i == n_given;
}

static gboolean
is_safe (const char *method)
{
  return g_str_equal (method, "GET") || g_str_equal (method, "HEAD") || g_str_equal (method, "OPTIONS");
}

/**
 * sb_web_entry_find_act:
 * @self: an entry
 * @method: the request's method, in upper case
 * @path: its path, without query, not escaped
 *
 * Returns: what the first rule that matches says; without one, %SB_ACT_CHANGE if the method may change something
 *   (RFC 9110 §9.2.1), else %SB_ACT_NONE
 */
SbAct
sb_web_entry_find_act (const SbWebEntry *self, const char *method, const char *path)
{
  g_return_val_if_fail (self != NULL && method != NULL && path != NULL, SB_ACT_CHANGE);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const SbWebRule *rule = g_ptr_array_index (self->rules, i);

      if ((rule->method == NULL || g_str_equal (rule->method, method)) && path_matches (rule->path, path))
        return rule->act;
    }

  return is_safe (method) ? SB_ACT_NONE : SB_ACT_CHANGE;
}

/**
 * sb_web_entry_has_origin:
 * @self: an entry
 * @origin: scheme, host and port
 *
 * Returns: whether @origin belongs to the platform
 */
gboolean
sb_web_entry_has_origin (const SbWebEntry *self, const char *origin)
{
  g_return_val_if_fail (self != NULL && origin != NULL, FALSE);

  return g_str_equal (self->origin, origin) || g_strv_contains ((const char *const *) self->origins, origin);
}
