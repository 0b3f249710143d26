/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place of the platform's own pages. The browser in it is made the first time that one of them is opened, out of the
 * module; until then this keeps what it was told. */

#include "config.h"

#include "sb-web-page.h"

#include <glib/gi18n.h>

#include "sb-problem-page.h"
#include "sb-web-module.h"

struct _SbWebPage
{
  AdwBin parent_instance;

  /* borrowed */
  const SbWebModule *module; /* nullable until it is loaded */
  GtkWidget *browser;        /* with @module; our child */

  /* owned */
  SbWebPresenter *presenter;

  /* state */
  gboolean is_narrow;
  gboolean is_software_rendered;
};

G_DEFINE_FINAL_TYPE (SbWebPage, sb_web_page, ADW_TYPE_BIN)

enum
{
  PROP_SOFTWARE_RENDERED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  TOAST,
  SIGNED_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toast_cb (SbWebPage *self, const char *sentence)
{
  g_signal_emit (self, signals[TOAST], 0, sentence);
}

static void
signed_out_cb (SbWebPage *self)
{
  g_signal_emit (self, signals[SIGNED_OUT], 0);
}

static void
show_failure (SbWebPage *self, const GError *error)
{
  const SbProblem problem = { (char *) _("The platform’s own pages cannot be shown here"),
                              (char *) _("The part of Switchback that shows web pages cannot be loaded. Work in the "
                                         "overview, or install Switchback again."),
                              error->message, SB_REMEDY_NONE, NULL };
  GtkWidget *page = g_object_new (SB_TYPE_PROBLEM_PAGE, NULL);

  sb_problem_page_set_problem (SB_PROBLEM_PAGE (page), &problem);
  adw_bin_set_child (ADW_BIN (self), page);
}

static void
make_browser (SbWebPage *self)
{
  g_autoptr (GError) error = NULL;
  const SbWebModule *module = sb_web_module_load (&error);

  if (module == NULL)
    {
      g_warning ("The web pages' module cannot be loaded: %s", error->message);
      show_failure (self, error);
      return;
    }

  self->module = module;
  self->browser = module->make ();
  g_object_bind_property (self, "software-rendered", self->browser, "software-rendered",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->browser, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browser, "signed-out", G_CALLBACK (signed_out_cb), self, G_CONNECT_SWAPPED);
  module->set_narrow (self->browser, self->is_narrow);
  module->set_presenter (self->browser, self->presenter);
  adw_bin_set_child (ADW_BIN (self), self->browser);
}

static void
sb_web_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SOFTWARE_RENDERED:
      g_value_set_boolean (value, SB_WEB_PAGE (object)->is_software_rendered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_web_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SbWebPage *self = SB_WEB_PAGE (object);

  switch (property_id)
    {
    case PROP_SOFTWARE_RENDERED:
      if (self->is_software_rendered == g_value_get_boolean (value))
        break;
      self->is_software_rendered = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sb_web_page_dispose (GObject *object)
{
  SbWebPage *self = SB_WEB_PAGE (object);

  self->browser = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->presenter);

  G_OBJECT_CLASS (sb_web_page_parent_class)->dispose (object);
}

static void
sb_web_page_class_init (SbWebPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_web_page_get_property;
  object_class->set_property = sb_web_page_set_property;
  object_class->dispose = sb_web_page_dispose;

  properties[PROP_SOFTWARE_RENDERED] = g_param_spec_boolean ("software-rendered", NULL, NULL, FALSE,
                                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                             | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", SB_TYPE_WEB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[SIGNED_OUT] = g_signal_new ("signed-out", SB_TYPE_WEB_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
sb_web_page_init (SbWebPage *self)
{
}

/* Whether pages are offered at all: not in a program that is built or installed without the module. */
gboolean
sb_web_page_is_available (void)
{
  return sb_web_module_is_there ();
}

/**
 * sb_web_page_set_presenter:
 * @self: the page
 * @presenter: (nullable): the way in; %NULL ends what is there, and all that it remembers
 */
void
sb_web_page_set_presenter (SbWebPage *self, SbWebPresenter *presenter)
{
  g_return_if_fail (SB_IS_WEB_PAGE (self));

  g_set_object (&self->presenter, presenter);
  if (self->browser != NULL)
    self->module->set_presenter (self->browser, presenter);
}

/**
 * sb_web_page_remember:
 * @self: the page
 * @settings: the program's settings
 *
 * A machine whose driver leaves pages empty does so the next time, too.
 */
void
sb_web_page_remember (SbWebPage *self, GSettings *settings)
{
  g_return_if_fail (SB_IS_WEB_PAGE (self));

  g_settings_bind (settings, "draw-without-graphics-card", self, "software-rendered", G_SETTINGS_BIND_DEFAULT);
}

/**
 * sb_web_page_open:
 * @self: the page
 * @address: (nullable): one of the platform's pages; %NULL for where one was, or the first
 */
void
sb_web_page_open (SbWebPage *self, const char *address)
{
  g_return_if_fail (SB_IS_WEB_PAGE (self));

  if (self->presenter == NULL)
    return;

  if (self->browser == NULL)
    make_browser (self);
  if (self->browser != NULL)
    self->module->open (self->browser, address);
}

/**
 * sb_web_page_refresh:
 * @self: the page
 *
 * Shows what has changed elsewhere: loads the pages again.
 */
void
sb_web_page_refresh (SbWebPage *self)
{
  g_return_if_fail (SB_IS_WEB_PAGE (self));

  if (self->browser != NULL)
    self->module->refresh (self->browser);
}

void
sb_web_page_set_narrow (SbWebPage *self, gboolean is_narrow)
{
  g_return_if_fail (SB_IS_WEB_PAGE (self));

  self->is_narrow = is_narrow;
  if (self->browser != NULL)
    self->module->set_narrow (self->browser, is_narrow);
}

void
sb_web_page_focus (SbWebPage *self)
{
  g_return_if_fail (SB_IS_WEB_PAGE (self));

  if (self->browser != NULL)
    self->module->focus (self->browser);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
