/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that leaves what is on the screen as it is: a strip above it that says so, with buttons. */

#include "config.h"

#include "sb-strip.h"

#include "sb-announce.h"
#include "sb-why-button.h"

struct _SbStrip
{
  AdwBin parent_instance;

  /* template widgets */
  AdwBin *buttons_bin;
  GtkLabel *body_label;
  GtkRevealer *revealer;
  GtkLabel *title_label;
  SbWhyButton *why_button;
};

G_DEFINE_FINAL_TYPE (SbStrip, sb_strip, ADW_TYPE_BIN)

enum
{
  PROP_BUTTONS = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
sb_strip_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbStrip *self = SB_STRIP (object);

  switch (property_id)
    {
    case PROP_BUTTONS:
      adw_bin_set_child (self->buttons_bin, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_strip_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_STRIP);

  G_OBJECT_CLASS (sb_strip_parent_class)->dispose (object);
}

static void
sb_strip_class_init (SbStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sb_strip_set_property;
  object_class->dispose = sb_strip_dispose;

  properties[PROP_BUTTONS] = g_param_spec_object ("buttons", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SB_TYPE_WHY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SbStrip, body_label);
  gtk_widget_class_bind_template_child (widget_class, SbStrip, buttons_bin);
  gtk_widget_class_bind_template_child (widget_class, SbStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, SbStrip, title_label);
  gtk_widget_class_bind_template_child (widget_class, SbStrip, why_button);
}

static void
sb_strip_init (SbStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sb_strip_set_text:
 * @self: a strip
 * @title: (nullable): what to say, or %NULL to hide the strip
 * @body: (nullable): more of it
 *
 * Shows it, and says nothing to a screen reader.
 */
void
sb_strip_set_text (SbStrip *self, const char *title, const char *body)
{
  g_return_if_fail (SB_IS_STRIP (self));

  if (title != NULL)
    {
      gtk_label_set_text (self->title_label, title);
      gtk_label_set_text (self->body_label, body);
    }

  gtk_revealer_set_reveal_child (self->revealer, title != NULL);
}

/**
 * sb_strip_announce:
 * @self: a strip
 *
 * Says what it shows to a screen reader.
 */
void
sb_strip_announce (SbStrip *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SB_IS_STRIP (self));

  text = g_strconcat (gtk_label_get_text (self->title_label), " ", gtk_label_get_text (self->body_label), NULL);
  sb_announce (GTK_WIDGET (self), text);
}

/**
 * sb_strip_set_problem:
 * @self: a strip
 * @problem: (nullable): what to say, also to a screen reader, or %NULL to hide the strip
 */
void
sb_strip_set_problem (SbStrip *self, const SbProblem *problem)
{
  g_return_if_fail (SB_IS_STRIP (self));

  if (problem == NULL)
    {
      sb_strip_set_text (self, NULL, NULL);
      return;
    }

  sb_strip_set_text (self, problem->title, problem->body);
  sb_why_button_set_help (self->why_button, problem->help);
  sb_announce (GTK_WIDGET (self), problem->title);
}
