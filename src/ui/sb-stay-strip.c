/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question before a log-in ends by itself, in a strip under the bar: a countdown, Stay, Switch Back. The countdown is
 * said when the question comes and in the last minute, and is silent in between. */

#include "config.h"

#include "sb-stay-strip.h"

#include "sb-focus.h"
#include "sb-strip.h"

struct _SbStayStrip
{
  AdwBin parent_instance;

  /* template widgets */
  GtkButton *stay_button;
  SbStrip *strip;

  /* owned */
  SbVisitWatch *watch;
  GSignalGroup *signals;

  /* state */
  guint stage; /* of what was said last; 0: nothing */
};

G_DEFINE_FINAL_TYPE (SbStayStrip, sb_stay_strip, ADW_TYPE_BIN)

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_focus (SbStayStrip *self)
{
  GtkWidget *focus = sb_get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
update (SbStayStrip *self)
{
  const SbVisitQuestion *question = self->watch != NULL ? sb_visit_watch_get_question (self->watch) : NULL;
  gboolean had_focus = has_focus (self);

  if (question == NULL)
    {
      self->stage = 0;
      sb_strip_set_text (self->strip, NULL, NULL);
      if (had_focus)
        g_signal_emit (self, signals[ANSWERED], 0);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->stay_button), question->can_stay);
  sb_strip_set_text (self->strip, question->title, question->body);
  if (question->stage != self->stage)
    sb_strip_announce (self->strip);
  self->stage = question->stage;
}

static void
stay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbStayStrip *self = SB_STAY_STRIP (widget);

  if (self->watch != NULL)
    sb_visit_watch_stay (self->watch);
}

static void
sb_stay_strip_dispose (GObject *object)
{
  SbStayStrip *self = SB_STAY_STRIP (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->watch);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_STAY_STRIP);

  G_OBJECT_CLASS (sb_stay_strip_parent_class)->dispose (object);
}

static void
sb_stay_strip_class_init (SbStayStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_stay_strip_dispose;

  signals[ANSWERED] = g_signal_new ("answered", SB_TYPE_STAY_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    0);

  g_type_ensure (SB_TYPE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-stay-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SbStayStrip, stay_button);
  gtk_widget_class_bind_template_child (widget_class, SbStayStrip, strip);
  gtk_widget_class_install_action (widget_class, "stay.stay", NULL, stay);
}

static void
sb_stay_strip_init (SbStayStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (SB_TYPE_VISIT_WATCH);
  g_signal_group_connect_swapped (self->signals, "notify::question", G_CALLBACK (update), self);
}

/**
 * sb_stay_strip_set_watch:
 * @self: a strip
 * @watch: (nullable): what asks, or %NULL if nobody does
 */
void
sb_stay_strip_set_watch (SbStayStrip *self, SbVisitWatch *watch)
{
  g_return_if_fail (SB_IS_STAY_STRIP (self));

  g_signal_group_set_target (self->signals, watch);
  g_set_object (&self->watch, watch);
  update (self);
}
