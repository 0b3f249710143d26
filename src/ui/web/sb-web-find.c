/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar that searches for words on the page that is shown. WebKit marks what it finds. */

#include "config.h"

#include "sb-web-find.h"

#define OPTIONS (WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE | WEBKIT_FIND_OPTIONS_WRAP_AROUND)

struct _SbWebFind
{
  AdwBin parent_instance;

  /* template widgets */
  GtkSearchBar *bar;
  GtkEditable *entry;

  /* borrowed */
  WebKitWebView *view; /* weak, nullable */
};

G_DEFINE_FINAL_TYPE (SbWebFind, sb_web_find, ADW_TYPE_BIN)

/* Nullable. */
static WebKitFindController *
get_controller (SbWebFind *self)
{
  return self->view == NULL ? NULL : webkit_web_view_get_find_controller (self->view);
}

static void
changed_cb (SbWebFind *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (self->view == NULL)
    return;

  if (*text == '\0')
    webkit_find_controller_search_finish (get_controller (self));
  else
    webkit_find_controller_search (get_controller (self), text, OPTIONS, G_MAXUINT);
}

static void
next_cb (SbWebFind *self)
{
  if (self->view != NULL)
    webkit_find_controller_search_next (get_controller (self));
}

static void
previous_cb (SbWebFind *self)
{
  if (self->view != NULL)
    webkit_find_controller_search_previous (get_controller (self));
}

/* Back to the page, not to nowhere. */
static void
closed_cb (SbWebFind *self)
{
  if (self->view == NULL || gtk_search_bar_get_search_mode (self->bar))
    return;

  webkit_find_controller_search_finish (get_controller (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sb_web_find_dispose (GObject *object)
{
  SbWebFind *self = SB_WEB_FIND (object);

  g_clear_weak_pointer (&self->view);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_WEB_FIND);

  G_OBJECT_CLASS (sb_web_find_parent_class)->dispose (object);
}

static void
sb_web_find_class_init (SbWebFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_web_find_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/switchback_app/Switchback/web/sb-web-find.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWebFind, bar);
  gtk_widget_class_bind_template_child (widget_class, SbWebFind, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
sb_web_find_init (SbWebFind *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
}

/**
 * sb_web_find_set_view:
 * @self: the bar
 * @view: (nullable): the page to search; held weakly
 *
 * Closes the bar.
 */
void
sb_web_find_set_view (SbWebFind *self, WebKitWebView *view)
{
  g_return_if_fail (SB_IS_WEB_FIND (self));

  g_set_weak_pointer (&self->view, view);
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

void
sb_web_find_open (SbWebFind *self)
{
  g_return_if_fail (SB_IS_WEB_FIND (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
