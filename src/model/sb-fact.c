/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of the pre-flight card. A value that never changes, as an object because a list shows it. */

#include "config.h"

#include "sb-confirm-presenter.h"

struct _SbFact
{
  GObject parent_instance;

  SbFactKind kind;
  char *icon_name;
  char *title;
  char *subtitle;
  char *whole;      /* nullable */
  const char *help; /* nullable */
};

typedef enum
{
  PROP_KIND = 1,
  PROP_ICON_NAME,
  PROP_TITLE,
  PROP_SUBTITLE,
} SbFactProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

G_DEFINE_FINAL_TYPE (SbFact, sb_fact, G_TYPE_OBJECT)

static void
sb_fact_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SbFact *self = SB_FACT (object);

  switch ((SbFactProperty) property_id)
    {
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_fact_finalize (GObject *object)
{
  SbFact *self = SB_FACT (object);

  g_free (self->icon_name);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->whole);

  G_OBJECT_CLASS (sb_fact_parent_class)->finalize (object);
}

static void
sb_fact_class_init (SbFactClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sb_fact_get_property;
  object_class->finalize = sb_fact_finalize;

  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, SB_FACT_INFO, SB_FACT_BLOCKER, SB_FACT_INFO, read_only);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, read_only);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_only);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, read_only);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sb_fact_init (SbFact *self)
{
}

/**
 * sb_fact_new:
 * @kind: how much it matters
 * @icon_name: the name of a symbolic icon
 * @title: what is so
 * @subtitle: more of it; may be empty
 *
 * Returns: (transfer full): a fact
 */
SbFact *
sb_fact_new (SbFactKind kind, const char *icon_name, const char *title, const char *subtitle)
{
  SbFact *self;

  g_return_val_if_fail (icon_name != NULL && title != NULL && subtitle != NULL, NULL);

  self = g_object_new (SB_TYPE_FACT, NULL);
  self->kind = kind;
  self->icon_name = g_strdup (icon_name);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);

  return self;
}

SbFactKind
sb_fact_get_kind (SbFact *self)
{
  g_return_val_if_fail (SB_IS_FACT (self), SB_FACT_INFO);

  return self->kind;
}

/**
 * sb_fact_get_icon_name:
 *
 * Returns: (transfer none): the name of a symbolic icon
 */
const char *
sb_fact_get_icon_name (SbFact *self)
{
  g_return_val_if_fail (SB_IS_FACT (self), NULL);

  return self->icon_name;
}

/**
 * sb_fact_get_title:
 *
 * Returns: (transfer none): what is so; plain text, never markup
 */
const char *
sb_fact_get_title (SbFact *self)
{
  g_return_val_if_fail (SB_IS_FACT (self), NULL);

  return self->title;
}

/**
 * sb_fact_get_subtitle:
 *
 * Returns: (transfer none): more of it; plain text, may be empty
 */
const char *
sb_fact_get_subtitle (SbFact *self)
{
  g_return_val_if_fail (SB_IS_FACT (self), NULL);

  return self->subtitle;
}

/**
 * sb_fact_get_whole:
 *
 * Returns: (transfer none) (nullable): the subtitle without anything left out, if something was
 */
const char *
sb_fact_get_whole (SbFact *self)
{
  g_return_val_if_fail (SB_IS_FACT (self), NULL);

  return self->whole;
}

/**
 * sb_fact_get_help:
 *
 * Returns: (transfer none) (nullable): where the help explains it, a topic of sb-help.h
 */
const char *
sb_fact_get_help (SbFact *self)
{
  g_return_val_if_fail (SB_IS_FACT (self), NULL);

  return self->help;
}

/**
 * sb_fact_set_whole:
 * @whole: the subtitle without anything left out
 *
 * For whoever makes @self, before anybody has it.
 */
void
sb_fact_set_whole (SbFact *self, const char *whole)
{
  g_return_if_fail (SB_IS_FACT (self));

  g_free (self->whole);
  self->whole = g_str_equal (whole, self->subtitle) ? NULL : g_strdup (whole);
}

/**
 * sb_fact_set_help:
 * @help: a topic of sb-help.h
 *
 * For whoever makes @self, before anybody has it.
 */
void
sb_fact_set_help (SbFact *self, const char *help)
{
  g_return_if_fail (SB_IS_FACT (self));

  self->help = help;
}
