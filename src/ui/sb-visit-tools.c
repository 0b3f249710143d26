/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Below the bar: the switch between the overview and the platform's own pages, and look only. Which view is shown is the
 * visit page's matter, by its action visit.view. */

#include "config.h"

#include "sb-visit-tools.h"

#include "sb-web-page.h"

/* As style.css has them. */
#define MARGINS (2 * 9)
#define SPACING 6

struct _SbVisitTools
{
  AdwBin parent_instance;

  /* template widgets */
  GtkOrientable *center_box;
  GtkWidget *look_only_box;
  GtkSwitch *look_only_switch;
  GtkWidget *views_box;

  /* owned */
  GBinding *binding;
};

G_DEFINE_FINAL_TYPE (SbVisitTools, sb_visit_tools, ADW_TYPE_BIN)

static void
sb_visit_tools_dispose (GObject *object)
{
  SbVisitTools *self = SB_VISIT_TOOLS (object);

  g_clear_object (&self->binding);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_VISIT_TOOLS);

  G_OBJECT_CLASS (sb_visit_tools_parent_class)->dispose (object);
}

static void
sb_visit_tools_class_init (SbVisitToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_visit_tools_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/switchback_app/Switchback/sb-visit-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, SbVisitTools, center_box);
  gtk_widget_class_bind_template_child (widget_class, SbVisitTools, look_only_box);
  gtk_widget_class_bind_template_child (widget_class, SbVisitTools, look_only_switch);
  gtk_widget_class_bind_template_child (widget_class, SbVisitTools, views_box);
}

static void
sb_visit_tools_init (SbVisitTools *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->views_box, sb_web_page_is_available ());
}

/**
 * sb_visit_tools_set_policy:
 * @self: the tools
 * @policy: (nullable): the seat belts of the log-in, or %NULL after it
 */
void
sb_visit_tools_set_policy (SbVisitTools *self, SbVisitPolicy *policy)
{
  g_return_if_fail (SB_IS_VISIT_TOOLS (self));

  if (self->binding != NULL)
    g_binding_unbind (self->binding);
  g_clear_object (&self->binding);
  if (policy != NULL)
    self->binding = g_object_ref (g_object_bind_property (policy, "look-only", self->look_only_switch, "active",
                                                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE));
}

/**
 * sb_visit_tools_set_width:
 * @self: the tools
 * @width: how wide the page is, in pixels
 *
 * Puts the switches below one another where their words are too long to stand side by side.
 */
void
sb_visit_tools_set_width (SbVisitTools *self, int width)
{
  gboolean is_too_wide;
  int views, look_only;

  g_return_if_fail (SB_IS_VISIT_TOOLS (self));

  gtk_widget_measure (self->views_box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &views, NULL, NULL);
  gtk_widget_measure (self->look_only_box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &look_only, NULL, NULL);
  is_too_wide = views > 0 && MARGINS + views + SPACING + look_only > width;
  gtk_orientable_set_orientation (self->center_box,
                                  is_too_wide ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->look_only_box, is_too_wide ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_margin_top (self->look_only_box, is_too_wide ? SPACING : 0);
}
