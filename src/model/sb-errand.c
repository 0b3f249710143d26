/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked for from outside, as a value, and as a link. Anybody can write a link and have somebody click on it,
 * so it is read strictly: known names only, each once, nothing that a reader would not see, nothing longer than
 * anybody writes. What is done with it is SbErrands' matter. */

#include "config.h"

#include "sb-errand.h"

#include "sb-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SCHEME "switchback:"

G_DEFINE_QUARK (sb-errand-error-quark, sb_errand_error)
G_DEFINE_BOXED_TYPE (SbErrand, sb_errand, sb_errand_copy, sb_errand_free)

enum
{
  FIELD_TEXT,
  FIELD_TICKET,
  FIELD_COURSE,
  FIELD_PLATFORM,
  N_FIELDS,
};

static const char *const names[N_FIELDS] = { "text", "ticket", "to", "platform" };

/**
 * sb_errand_error_to_sentence:
 * @error: an #SbErrandError
 *
 * Returns: (transfer none): the same in the user's language
 */
const char *
sb_errand_error_to_sentence (const GError *error)
{
  if (g_error_matches (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_TOO_LONG))
    return _("That is too long to be a link or a request for Switchback. Nothing was opened.");
  if (g_error_matches (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_NOBODY))
    return _("It does not say whom to look for. Nothing was opened.");
  if (g_error_matches (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_PLATFORM))
    return _("It names a platform by something that is no address. Nothing was opened.");

  return _("That is not a link that Switchback knows. Nothing was opened.");
}

/* What a reader does not see: it could make one thing look like another. */
static gboolean
is_hidden (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      /* These two join letters in many scripts. */
      return c != 0x200c && c != 0x200d;
    default:
      return FALSE;
    }
}

/* Without what stands around it; "" if there is nothing. */
static char *
dup_field (const char *value, GError **error)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    return g_strdup ("");

  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_NOT_A_LINK, "Not UTF-8");
      return NULL;
    }

  text = g_strstrip (g_strdup (value));
  if (g_utf8_strlen (text, -1) > SB_ERRAND_MAX_FIELD)
    {
      g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_TOO_LONG, "A field is too long");
      return NULL;
    }

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_hidden (g_utf8_get_char (p)))
      {
        g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_NOT_A_LINK, "A field has hidden characters");
        return NULL;
      }

  return g_steal_pointer (&text);
}

static char *
dup_unless_empty (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * sb_errand_new:
 * @text: (nullable): whom to search for
 * @ticket: (nullable): what to fill in for the ticket
 * @course: (nullable): which course to open then
 * @platform: (nullable): the address of the platform
 * @error: return location for an #SbErrandError
 *
 * Returns: (transfer full) (nullable): the errand
 */
SbErrand *
sb_errand_new (const char *text, const char *ticket, const char *course, const char *platform, GError **error)
{
  const char *values[N_FIELDS] = { text, ticket, course, platform };
  g_auto (GStrv) fields = g_new0 (char *, N_FIELDS + 1);
  g_autofree char *origin = NULL;
  SbErrand *self;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      fields[i] = dup_field (values[i], error);
      if (fields[i] == NULL)
        return NULL;
    }

  if (*fields[FIELD_TEXT] == '\0')
    {
      g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_NOBODY, "Nobody to look for");
      return NULL;
    }

  if (platform != NULL && (origin = sb_address_normalise (fields[FIELD_PLATFORM], NULL)) == NULL)
    {
      g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_PLATFORM, "Not the address of a platform");
      return NULL;
    }

  self = g_new0 (SbErrand, 1);
  self->text = g_strdup (fields[FIELD_TEXT]);
  self->ticket = dup_unless_empty (fields[FIELD_TICKET]);
  self->course = dup_unless_empty (fields[FIELD_COURSE]);
  self->origin = g_steal_pointer (&origin);

  return self;
}

/* All of it is what may stand in an address, so that nothing is read differently by whoever passed it on. */
static gboolean
is_plain (const char *link)
{
  for (const char *p = link; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || strchr ("#\"<>\\^`{|}", *p) != NULL)
      return FALSE;

  return TRUE;
}

/* What follows the "?" of a link that is one; NULL if it is none. */
static const char *
find_query (const char *link)
{
  if (g_ascii_strncasecmp (link, SCHEME, strlen (SCHEME)) != 0)
    return NULL;

  link += strlen (SCHEME);
  if (g_str_has_prefix (link, "//"))
    link += strlen ("//");

  return g_str_has_prefix (link, "find?") ? link + strlen ("find?") : NULL;
}

static gboolean
read_pair (const char *pair, char **fields)
{
  const char *equals = strchr (pair, '=');

  for (guint i = 0; equals != NULL && i < N_FIELDS; i++)
    if (strlen (names[i]) == (gsize) (equals - pair) && strncmp (pair, names[i], (gsize) (equals - pair)) == 0)
      {
        if (fields[i] != NULL)
          return FALSE;

        fields[i] = g_uri_unescape_string (equals + 1, NULL);
        return fields[i] != NULL;
      }

  return FALSE;
}

/**
 * sb_errand_new_from_link:
 * @link: `switchback:find?text=…&ticket=…&to=…&platform=…`; all but the text may be missing
 * @error: return location for an #SbErrandError
 *
 * Returns: (transfer full) (nullable): the errand
 */
SbErrand *
sb_errand_new_from_link (const char *link, GError **error)
{
  g_auto (GStrv) pairs = NULL;
  char *fields[N_FIELDS] = { NULL };
  const char *query;
  gboolean is_known = TRUE;
  SbErrand *self = NULL;

  g_return_val_if_fail (link != NULL, NULL);

  if (strlen (link) > SB_ERRAND_MAX_LINK)
    {
      g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_TOO_LONG, "The link is too long");
      return NULL;
    }

  query = find_query (link);
  if (query == NULL || !is_plain (link))
    {
      g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_NOT_A_LINK, "Not one of our links");
      return NULL;
    }

  pairs = g_strsplit (query, "&", -1);
  for (guint i = 0; is_known && pairs[i] != NULL; i++)
    is_known = read_pair (pairs[i], fields);

  if (is_known)
    self = sb_errand_new (fields[FIELD_TEXT], fields[FIELD_TICKET], fields[FIELD_COURSE], fields[FIELD_PLATFORM],
                          error);
  else
    g_set_error_literal (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_NOT_A_LINK, "Something in the link is not known");

  for (guint i = 0; i < N_FIELDS; i++)
    g_free (fields[i]);

  return self;
}

/**
 * sb_errand_new_for_learner:
 * @account_id: whose learner
 * @learner: somebody who is known already
 *
 * Returns: (transfer full): the errand
 */
SbErrand *
sb_errand_new_for_learner (const char *account_id, SbLearner *learner)
{
  SbErrand *self = g_new0 (SbErrand, 1);

  self->text = g_strdup (sb_learner_get_display_name (learner));
  self->account_id = g_strdup (account_id);
  self->learner = g_object_ref (learner);

  return self;
}

SbErrand *
sb_errand_copy (const SbErrand *self)
{
  SbErrand *copy = g_new0 (SbErrand, 1);

  copy->text = g_strdup (self->text);
  copy->ticket = g_strdup (self->ticket);
  copy->course = g_strdup (self->course);
  copy->origin = g_strdup (self->origin);
  copy->account_id = g_strdup (self->account_id);
  g_set_object (&copy->learner, self->learner);
  copy->is_listing = self->is_listing;

  return copy;
}

void
sb_errand_free (SbErrand *self)
{
  g_free (self->text);
  g_free (self->ticket);
  g_free (self->course);
  g_free (self->origin);
  g_free (self->account_id);
  g_clear_object (&self->learner);
  g_free (self);
}

/**
 * sb_errand_to_link:
 * @self: an errand that somebody put into words
 *
 * Returns: (transfer full): a link that is read as @self
 */
char *
sb_errand_to_link (const SbErrand *self)
{
  const char *values[N_FIELDS] = { self->text, self->ticket, self->course, self->origin };
  GString *link = g_string_new (SCHEME "find");
  char separator = '?';

  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (values[i] == NULL)
        continue;

      g_string_append_c (link, separator);
      g_string_append (link, names[i]);
      g_string_append_c (link, '=');
      g_string_append_uri_escaped (link, values[i], NULL, FALSE);
      separator = '&';
    }

  return g_string_free (link, FALSE);
}
