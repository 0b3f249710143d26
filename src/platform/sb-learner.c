/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A learner as the platform describes them, in a list or in full. It never changes: a reload makes new ones. */

#include "config.h"

#include "sb-learner.h"

#include "sb-text.h"

#include <string.h>

struct _SbLearner
{
  GObject parent_instance;

  char *words; /* what all the following point into: there may be twenty thousand learners */
  char *id;
  char *user_name;
  char *first_name;
  char *display_name;
  char *email;
  char *avatar_url;
  char *branch_id;
  char *branch_title;
  char *branch_path;
  SbLevel level;
  gboolean is_active;
  GDateTime *last_access;
  GDateTime *created_at;
  guint same_name_count;
};

G_DEFINE_FINAL_TYPE (SbLearner, sb_learner, G_TYPE_OBJECT)

static void
sb_learner_finalize (GObject *object)
{
  SbLearner *self = SB_LEARNER (object);

  g_free (self->words);
  g_clear_pointer (&self->last_access, g_date_time_unref);
  g_clear_pointer (&self->created_at, g_date_time_unref);

  G_OBJECT_CLASS (sb_learner_parent_class)->finalize (object);
}

static void
sb_learner_class_init (SbLearnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_learner_finalize;
}

static void
sb_learner_init (SbLearner *self)
{
}

/* An empty string and a missing one mean the same to whoever shows it. */
static char *
dup_non_empty (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

static char *
make_display_name (const SbLearnerFields *fields)
{
  g_autofree char *first = sb_text_dup_line (fields->first_name != NULL ? fields->first_name : "");
  g_autofree char *last = sb_text_dup_line (fields->last_name != NULL ? fields->last_name : "");

  if (*first != '\0' && *last != '\0')
    return g_strdup_printf ("%s %s", first, last);

  if (*first != '\0' || *last != '\0')
    return g_strdup (*first != '\0' ? first : last);

  return sb_text_dup_line (fields->user_name != NULL && *fields->user_name != '\0' ? fields->user_name : fields->id);
}

/* One block instead of nine, each of which would have its own rounding up. */
static void
pack_words (SbLearner *self)
{
  char **const places[] = { &self->id,         &self->user_name, &self->first_name,   &self->display_name, &self->email,
                            &self->avatar_url, &self->branch_id, &self->branch_title, &self->branch_path };
  gsize size = 0;
  char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    size += *places[i] != NULL ? strlen (*places[i]) + 1 : 0;

  end = self->words = g_malloc (size);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *word = *places[i];

      if (word == NULL)
        continue;

      *places[i] = end;
      end = g_stpcpy (end, word) + 1;
    }
}

/**
 * sb_learner_new:
 * @fields: what the learner is made of; copied
 *
 * Returns: (transfer full): a learner
 */
SbLearner *
sb_learner_new (const SbLearnerFields *fields)
{
  SbLearner *self = g_object_new (SB_TYPE_LEARNER, NULL);

  g_return_val_if_fail (fields->id != NULL, NULL);

  self->id = g_strdup (fields->id);
  self->user_name = sb_text_dup_line (fields->user_name != NULL ? fields->user_name : "");
  self->first_name = sb_text_dup_non_empty_line (fields->first_name);
  self->display_name = make_display_name (fields);
  self->email = sb_text_dup_non_empty_line (fields->email);
  self->avatar_url = dup_non_empty (fields->avatar_url);
  self->branch_id = dup_non_empty (fields->branch_id);
  self->branch_title = sb_text_dup_non_empty_line (fields->branch_title);
  self->branch_path = sb_text_dup_non_empty_line (fields->branch_path);
  pack_words (self);
  self->level = fields->level;
  self->is_active = fields->is_active;
  self->last_access = fields->last_access != NULL ? g_date_time_ref (fields->last_access) : NULL;
  self->created_at = fields->created_at != NULL ? g_date_time_ref (fields->created_at) : NULL;
  self->same_name_count = fields->same_name_count;

  return self;
}

/**
 * sb_learner_get_id:
 *
 * Returns: (transfer none): the platform's id
 */
const char *
sb_learner_get_id (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->id;
}

/**
 * sb_learner_get_user_name:
 *
 * Returns: (transfer none): the name that they sign in with; may be empty
 */
const char *
sb_learner_get_user_name (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->user_name;
}

/**
 * sb_learner_get_first_name:
 *
 * Returns: (transfer none): the first name, or the whole name of somebody who has none
 */
const char *
sb_learner_get_first_name (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->first_name != NULL ? self->first_name : self->display_name;
}

/**
 * sb_learner_get_display_name:
 *
 * Returns: (transfer none): the name to show, never empty
 */
const char *
sb_learner_get_display_name (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->display_name;
}

/**
 * sb_learner_get_email:
 *
 * Returns: (transfer none) (nullable): the e-mail address
 */
const char *
sb_learner_get_email (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->email;
}

/**
 * sb_learner_get_avatar_url:
 *
 * Returns: (transfer none) (nullable): the address of a picture, as the platform gave it
 */
const char *
sb_learner_get_avatar_url (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->avatar_url;
}

/**
 * sb_learner_get_branch_id:
 *
 * Returns: (transfer none) (nullable): the id of the branch
 */
const char *
sb_learner_get_branch_id (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->branch_id;
}

/**
 * sb_learner_get_branch_title:
 *
 * Returns: (transfer none) (nullable): the name of the branch
 */
const char *
sb_learner_get_branch_title (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->branch_title;
}

/**
 * sb_learner_get_branch_path:
 *
 * Returns: (transfer none) (nullable): the names of the branches from the top, only of a learner in full
 */
const char *
sb_learner_get_branch_path (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->branch_path;
}

SbLevel
sb_learner_get_level (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), SB_LEVEL_UNKNOWN);

  return self->level;
}

gboolean
sb_learner_get_is_active (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), FALSE);

  return self->is_active;
}

/**
 * sb_learner_get_last_access:
 *
 * Returns: (transfer none) (nullable): when they were last at the platform, or %NULL for never
 */
GDateTime *
sb_learner_get_last_access (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->last_access;
}

/**
 * sb_learner_get_created_at:
 *
 * Returns: (transfer none) (nullable): when the account was made
 */
GDateTime *
sb_learner_get_created_at (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  return self->created_at;
}

/**
 * sb_learner_get_same_name_count:
 *
 * Returns: how many others bear exactly this name, as far as the platform says
 */
guint
sb_learner_get_same_name_count (SbLearner *self)
{
  g_return_val_if_fail (SB_IS_LEARNER (self), 0);

  return self->same_name_count;
}

/**
 * sb_learner_to_variant:
 *
 * Returns: (transfer floating): enough of the learner to show them among the recent ones
 */
GVariant *
sb_learner_to_variant (SbLearner *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (SB_IS_LEARNER (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (self->id));
  g_variant_builder_add (&builder, "{sv}", "user-name", g_variant_new_string (self->user_name));
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (self->display_name));
  if (self->branch_title != NULL)
    g_variant_builder_add (&builder, "{sv}", "branch", g_variant_new_string (self->branch_title));

  return g_variant_builder_end (&builder);
}

/**
 * sb_learner_new_from_variant:
 * @variant: what sb_learner_to_variant() made
 *
 * Returns: (transfer full) (nullable): the learner, or %NULL if @variant is none
 */
SbLearner *
sb_learner_new_from_variant (GVariant *variant)
{
  SbLearnerFields fields = { NULL };

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT)
      || !g_variant_lookup (variant, "id", "&s", &fields.id) || *fields.id == '\0'
      || !g_variant_lookup (variant, "user-name", "&s", &fields.user_name)
      || !g_variant_lookup (variant, "name", "&s", &fields.first_name))
    return NULL;

  g_variant_lookup (variant, "branch", "&s", &fields.branch_title);
  fields.is_active = TRUE;

  return sb_learner_new (&fields);
}
