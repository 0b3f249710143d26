/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* It answers from a thread of its own, because a program calls some of this and waits, while the test waits for the
 * program. What both threads look at is behind a lock. */

#include "config.h"

#include "sb-fake-login.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

#define LOGIN_PATH "/org/freedesktop/login1"
#define SESSION_PATH LOGIN_PATH "/session/_31"
#define SAVER "org.freedesktop.ScreenSaver"
#define MANAGER "org.gnome.SessionManager"
#define CLIENT_PRIVATE "org.gnome.SessionManager.ClientPrivate"
#define CLIENT_PATH "/org/gnome/SessionManager/Client"

static const char introspection[] =
  "<node>"
  "<interface name='org.freedesktop.login1.Manager'>"
  "<method name='GetSession'><arg type='s'/><arg type='o' direction='out'/></method>"
  "<method name='Inhibit'><arg type='s'/><arg type='s'/><arg type='s'/><arg type='s'/>"
  "<arg type='h' direction='out'/></method>"
  "</interface>"
  "<interface name='org.gnome.SessionManager'>"
  "<method name='RegisterClient'><arg type='s'/><arg type='s'/><arg type='o' direction='out'/></method>"
  "<method name='UnregisterClient'><arg type='o'/></method>"
  "<method name='Inhibit'><arg type='s'/><arg type='u'/><arg type='s'/><arg type='u'/>"
  "<arg type='u' direction='out'/></method>"
  "<method name='Uninhibit'><arg type='u'/></method>"
  "</interface>"
  "<interface name='org.gnome.SessionManager.ClientPrivate'>"
  "<method name='EndSessionResponse'><arg type='b'/><arg type='s'/></method>"
  "</interface>"
  "</node>";

struct _SbFakeLogin
{
  char *address;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *bus;
  GDBusNodeInfo *node;

  GMutex mutex;
  GCond cond;
  gboolean is_ready;
  GArray *delays;         /* int: the ends that logind keeps; the other end is gone when nobody delays any more */
  GHashTable *inhibitors; /* guint cookie → char *reason */
  guint n_cookies;
};

/* ---- methods ---- */

static void
take_delay (SbFakeLogin *self, GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_mutex_lock (&self->mutex);
  g_array_append_val (self->delays, fds[0]);
  g_mutex_unlock (&self->mutex);
  g_unix_fd_list_append (list, fds[1], NULL);
  close (fds[1]);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), list);
}

static void
login_called_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *method,
                 GVariant *parameters,
                 GDBusMethodInvocation *invocation,
                 gpointer user_data)
{
  const char *what, *mode;

  if (g_str_equal (method, "GetSession"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", SESSION_PATH));
      return;
    }

  g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  take_delay (user_data, invocation);
}

static void
manager_called_cb (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *method,
                   GVariant *parameters,
                   GDBusMethodInvocation *invocation,
                   gpointer user_data)
{
  SbFakeLogin *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_str_equal (method, "RegisterClient"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", CLIENT_PATH));
  else if (g_str_equal (method, "Inhibit"))
    {
      const char *reason;
      guint32 flags;

      g_variant_get (parameters, "(&su&su)", NULL, NULL, &reason, &flags);
      self->n_cookies++;
      g_hash_table_insert (self->inhibitors, GUINT_TO_POINTER (self->n_cookies),
                           g_strdup_printf ("%u %s", flags, reason));
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", self->n_cookies));
    }
  else if (g_str_equal (method, "Uninhibit"))
    {
      guint32 cookie;

      g_variant_get (parameters, "(u)", &cookie);
      g_hash_table_remove (self->inhibitors, GUINT_TO_POINTER (cookie));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable login_vtable = { .method_call = login_called_cb };
static const GDBusInterfaceVTable manager_vtable = { .method_call = manager_called_cb };

static void
export (SbFakeLogin *self, const char *path, const char *interface, const GDBusInterfaceVTable *vtable)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (self->bus, path, g_dbus_node_info_lookup_interface (self->node, interface), vtable,
                                     self, NULL, &error);
  g_assert_no_error (error);
}

static void
own (SbFakeLogin *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                            "org.freedesktop.DBus", "RequestName",
                                                            g_variant_new ("(su)", name, 0), NULL,
                                                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

static void
emit (SbFakeLogin *self, const char *path, const char *interface, const char *signal, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, path, interface, signal, parameters, &error);
  g_assert_no_error (error);
}

static gpointer
run (gpointer user_data)
{
  SbFakeLogin *self = user_data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->bus = g_dbus_connection_new_for_address_sync (self->address,
                                                      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                        | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                      NULL, NULL, &error);
  g_assert_no_error (error);
  export (self, LOGIN_PATH, "org.freedesktop.login1.Manager", &login_vtable);
  export (self, "/org/gnome/SessionManager", MANAGER, &manager_vtable);
  export (self, CLIENT_PATH, CLIENT_PRIVATE, &manager_vtable);
  own (self, "org.freedesktop.login1");
  own (self, SAVER);
  own (self, MANAGER);

  g_mutex_lock (&self->mutex);
  self->is_ready = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_main_loop_run (self->loop);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

SbFakeLogin *
sb_fake_login_new (const char *bus_address)
{
  SbFakeLogin *self = g_new0 (SbFakeLogin, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->address = g_strdup (bus_address);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->delays = g_array_new (FALSE, FALSE, sizeof (int));
  self->inhibitors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->node = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);

  self->thread = g_thread_new ("fake-login", run, self);
  g_mutex_lock (&self->mutex);
  while (!self->is_ready)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  return self;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

void
sb_fake_login_free (SbFakeLogin *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_dbus_node_info_unref (self->node);
  for (guint i = 0; i < self->delays->len; i++)
    close (g_array_index (self->delays, int, i));
  g_array_unref (self->delays);
  g_hash_table_unref (self->inhibitors);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->address);
  g_free (self);
}

/* How many hold up a sleep at this moment. */
guint
sb_fake_login_count_delays (SbFakeLogin *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint n = 0;

  for (guint i = 0; i < self->delays->len; i++)
    {
      struct pollfd end = { .fd = g_array_index (self->delays, int, i), .events = POLLIN };

      poll (&end, 1, 0);
      if ((end.revents & POLLHUP) == 0)
        n++;
    }

  return n;
}

/* Those that keep the session from ending: the flags and the reason of each, a line for each. */
char *
sb_fake_login_dup_inhibitors (SbFakeLogin *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer reason;

  g_hash_table_iter_init (&iter, self->inhibitors);
  while (g_hash_table_iter_next (&iter, NULL, &reason))
    g_string_append_printf (text, "%s\n", (const char *) reason);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
sb_fake_login_ask_to_lock (SbFakeLogin *self)
{
  emit (self, SESSION_PATH, "org.freedesktop.login1.Session", "Lock", NULL);
}

void
sb_fake_login_set_locked_hint (SbFakeLogin *self, gboolean is_locked)
{
  GVariantBuilder changed;

  g_variant_builder_init (&changed, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&changed, "{sv}", "LockedHint", g_variant_new_boolean (is_locked));
  emit (self, SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(sa{sv}as)", "org.freedesktop.login1.Session", &changed, NULL));
}

void
sb_fake_login_set_screen_saver (SbFakeLogin *self, gboolean is_active)
{
  emit (self, "/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", g_variant_new ("(b)", is_active));
}

void
sb_fake_login_prepare_for_sleep (SbFakeLogin *self, gboolean is_before)
{
  emit (self, LOGIN_PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", g_variant_new ("(b)", is_before));
}

/* The session asks each client whether it may end. */
void
sb_fake_login_log_out (SbFakeLogin *self)
{
  emit (self, CLIENT_PATH, CLIENT_PRIVATE, "QueryEndSession", g_variant_new ("(u)", 0));
}
