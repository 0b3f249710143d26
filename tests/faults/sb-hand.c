/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody at the real program, as fast as a trial needs it: loaded into it by the shim, it does what the trial says
 * line by line, and answers each line with "yes" or "no". It presses what is on the screen and can be pressed, nothing
 * else.
 *
 *   click ACTION [TARGET]      the button that has this action
 *   can ACTION [TARGET]        whether there is such a button, and it can be pressed
 *   press LABEL                the button with this label, as it is in the code
 *   act TYPE ACTION [TARGET]   an action of a widget, as a menu or a key would activate it
 *   fill NAME TEXT             the entry that a .ui file calls so
 *   sees TYPE                  whether there is a widget of this class on the screen
 *   scroll TYPE PIXELS         from now on, so far down at each frame, until it says 0
 *   close                      the window's close button
 *   texts                      what there is to read, for a log */

#include "config.h"

#include "sb-world.h"

#include <adwaita.h>
#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib-unix.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

typedef struct
{
  gboolean (*judge) (GtkWidget *widget, char **words);
  char **words;
} Look;

static GtkWidget *
look_below (GtkWidget *widget, const Look *look)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (look->judge (widget, look->words))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = look_below (child, look);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A modal window hides those below from the hand, as from anybody. */
static GtkWidget *
find (gboolean (*judge) (GtkWidget *widget, char **words), char **words)
{
  const Look look = { judge, words };
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = look_below (window, &look);
    }

  return found;
}

static gboolean
has_modal (GtkWidget *widget)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkRoot *root = gtk_widget_get_root (widget);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_ROOT (window) != root && gtk_window_get_modal (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_button_for (GtkWidget *widget, char **words)
{
  GVariant *target;

  if (!GTK_IS_ACTIONABLE (widget)
      || g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), words[1]) != 0
      || !gtk_widget_is_sensitive (widget))
    return FALSE;

  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));

  return words[2] == NULL
      || (target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE_STRING)
          && g_str_equal (g_variant_get_string (target, NULL), words[2]));
}

static gboolean
is_of_type (GtkWidget *widget, char **words)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), words[1]);
}

static gboolean
is_entry_called (GtkWidget *widget, char **words)
{
  return GTK_IS_EDITABLE (widget) && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), words[1]) == 0;
}

static GtkWidget *
find_button (char **words)
{
  GtkWidget *button = find (is_button_for, words);

  return button != NULL && !has_modal (button) ? button : NULL;
}

static gboolean
can_click (char **words)
{
  return find_button (words) != NULL;
}

static gboolean
click (char **words)
{
  GtkWidget *button = find_button (words);

  if (button == NULL)
    return FALSE;

  g_signal_emit_by_name (button, "clicked");

  return TRUE;
}

static gboolean
has_label (GtkWidget *widget, char **words)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  g_autofree char *wanted = g_strjoinv (" ", words + 1);

  return g_strcmp0 (label, wanted) == 0 && gtk_widget_is_sensitive (widget);
}

static gboolean
press (char **words)
{
  GtkWidget *button = find (has_label, words);

  if (button == NULL || has_modal (button))
    return FALSE;

  g_signal_emit_by_name (button, "clicked");

  return TRUE;
}

static gboolean
act (char **words)
{
  GtkWidget *widget = find (is_of_type, words);

  if (widget == NULL || has_modal (widget))
    return FALSE;

  return words[3] == NULL ? gtk_widget_activate_action (widget, words[2], NULL)
                          : gtk_widget_activate_action (widget, words[2], "s", words[3]);
}

static gboolean
fill (char **words)
{
  GtkWidget *entry = find (is_entry_called, words);

  if (entry == NULL || !gtk_widget_is_sensitive (entry))
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (entry), words[2]);

  return TRUE;
}

static int pixels_a_frame;

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pixels_a_frame);

  return pixels_a_frame != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* As somebody who does not let the scroll bar go. */
static gboolean
scroll (char **words)
{
  GtkWidget *widget = find (is_of_type, words);
  GtkWidget *window = widget != NULL ? gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  const gboolean is_new = pixels_a_frame == 0;

  if (window == NULL)
    return FALSE;

  pixels_a_frame = atoi (words[2]);
  if (is_new && pixels_a_frame != 0)
    gtk_widget_add_tick_callback (window, scroll_cb,
                                  gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)), NULL);

  return TRUE;
}

static gboolean
close_window (char **words)
{
  char *wanted[] = { NULL, (char *) "SbWindow", NULL };
  GtkWidget *window = find (is_of_type, wanted);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));

  return window != NULL;
}

static gboolean
see (char **words)
{
  return find (is_of_type, words) != NULL;
}

static gboolean
collect_text (GtkWidget *widget, char **words)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_printerr ("hand: “%s”\n", gtk_label_get_text (GTK_LABEL (widget)));

  return FALSE;
}

static gboolean
read_texts (char **words)
{
  return find (collect_text, words) == NULL;
}

static const struct
{
  const char *word;
  guint n_words; /* at least */
  gboolean (*func) (char **words);
} commands[] = {
  { "click", 2, click }, { "act", 3, act },          { "fill", 3, fill },
  { "sees", 2, see },    { "close", 1, close_window }, { "texts", 1, read_texts },
  { "can", 2, can_click }, { "press", 2, press },    { "scroll", 3, scroll },
};

static gboolean
run (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (words[0], commands[i].word) == 0 && g_strv_length (words) >= commands[i].n_words)
      return gtk_is_initialized () && commands[i].func (words);

  return FALSE;
}

static gboolean
told_cb (int fd, GIOCondition condition, gpointer data)
{
  GString *text = data;
  char buffer[256];
  const ssize_t n_read = read (fd, buffer, sizeof buffer);
  char *end;

  if (n_read <= 0)
    return n_read < 0 && (errno == EINTR || errno == EAGAIN);

  g_string_append_len (text, buffer, n_read);
  while ((end = strchr (text->str, '\n')) != NULL)
    {
      const char *answer;

      *end = '\0';
      answer = run (text->str) ? "yes\n" : "no\n";
      g_string_erase (text, 0, end + 1 - text->str);
      if (write (fd, answer, strlen (answer)) < 0)
        return FALSE;
    }

  return TRUE;
}

__attribute__ ((constructor)) static void
reach_out (void)
{
  const char *path = g_getenv (SB_HAND_SOCKET_VARIABLE);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd;

  if (path == NULL || strlen (path) >= sizeof address.sun_path)
    return;

  strcpy (address.sun_path, path);
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    g_unix_fd_add (fd, G_IO_IN | G_IO_HUP, told_cb, g_string_new (NULL));
}
