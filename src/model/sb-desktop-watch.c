/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Hears that the screen is locked and that the machine is about to sleep or has woken, and can hold up a sleep for as
 * long as an end takes. What follows from that is decided elsewhere.
 *
 * It listens to logind on the system bus (org.freedesktop.login1(5)) and to the screen savers on the session bus, all
 * of which say ActiveChanged. Where a bus or a service is not there, as in a sandbox, nothing is heard, and nothing is
 * said about it: GtkApplication listens to the portal there. No service is started for this. */

#include "config.h"

#include "sb-desktop-watch.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_MANAGER "org.freedesktop.login1.Manager"
#define LOGIN_SESSION "org.freedesktop.login1.Session"

/* logind waits for five seconds, unless the machine's administrator has said otherwise; who is late is not waited
 * for. */
#define RELEASE_AFTER_MS 4000

static const char *const screen_savers[] = {
  "org.freedesktop.ScreenSaver",
  "org.gnome.ScreenSaver",
  "org.cinnamon.ScreenSaver",
  "org.mate.ScreenSaver",
};

struct _SbDesktopWatch
{
  GObject parent_instance;

  /* owned */
  GDBusConnection *system_bus;  /* nullable until it is there, or if it never is */
  GDBusConnection *session_bus; /* likewise */
  GArray *system_ids;           /* (element-type guint): subscriptions */
  GArray *session_ids;
  GCancellable *cancellable;
  char *why;                    /* nullable: a sleep need not wait */

  /* state */
  int delay_fd;      /* -1: nothing holds up a sleep */
  guint release_id;
  gboolean is_asking; /* for a delay */
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbDesktopWatch, sb_desktop_watch, G_TYPE_OBJECT)

static void ask_for_delay (SbDesktopWatch *self);

static void
say (SbDesktopWatch *self, SbDesktopEvent event)
{
  g_debug ("Desktop event %d", event);
  g_signal_emit (self, signals[EVENT], 0, event);
}

static void
subscribe (GDBusConnection *bus,
           GArray *ids,
           const char *sender,
           const char *interface,
           const char *signal,
           const char *path,
           const char *argument,
           GDBusSignalCallback callback,
           SbDesktopWatch *self)
{
  /* The callbacks come in this thread, and none after the subscription has ended. */
  guint id = g_dbus_connection_signal_subscribe (bus, sender, interface, signal, path, argument,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);

  g_array_append_val (ids, id);
}

/* ---- sleep ---- */

static void
release_delay (SbDesktopWatch *self)
{
  g_clear_handle_id (&self->release_id, g_source_remove);
  if (self->delay_fd >= 0)
    close (self->delay_fd);
  self->delay_fd = -1;
}

static gboolean
release_cb (gpointer user_data)
{
  SbDesktopWatch *self = SB_DESKTOP_WATCH (user_data);

  self->release_id = 0;
  release_delay (self);

  return G_SOURCE_REMOVE;
}

static void
delayed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDesktopWatch) self = SB_DESKTOP_WATCH (user_data);
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result,
                                                                               &error);
  gint32 index;
  int fd;

  self->is_asking = FALSE;
  if (reply == NULL)
    {
      g_debug ("A sleep cannot be held up: %s", error->message);
      return;
    }

  g_variant_get (reply, "(h)", &index);
  fd = fds != NULL ? g_unix_fd_list_get (fds, index, &error) : -1;
  if (self->why != NULL && self->delay_fd < 0)
    self->delay_fd = fd;
  else if (fd >= 0)
    close (fd);
}

static void
ask_for_delay (SbDesktopWatch *self)
{
  if (self->system_bus == NULL || self->why == NULL || self->delay_fd >= 0 || self->is_asking)
    return;

  self->is_asking = TRUE;
  g_dbus_connection_call_with_unix_fd_list (self->system_bus, LOGIN_NAME, LOGIN_PATH, LOGIN_MANAGER, "Inhibit",
                                            g_variant_new ("(ssss)", "sleep", "Switchback", self->why, "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL,
                                            delayed_cb, g_object_ref (self));
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer user_data)
{
  g_autoptr (SbDesktopWatch) self = g_object_ref (SB_DESKTOP_WATCH (user_data));
  gboolean is_before;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &is_before);
  if (is_before)
    {
      if (self->delay_fd >= 0 && self->release_id == 0)
        self->release_id = g_timeout_add (RELEASE_AFTER_MS, release_cb, self);
      say (self, SB_DESKTOP_SUSPENDING);
      return;
    }

  g_clear_handle_id (&self->release_id, g_source_remove);
  ask_for_delay (self);
  say (self, SB_DESKTOP_WOKEN);
}

/* ---- the lock ---- */

static void
lock_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *parameters,
         gpointer user_data)
{
  say (SB_DESKTOP_WATCH (user_data), SB_DESKTOP_LOCKED);
}

/* Some desktops lock by themselves, without logind's asking, and only tell it so. */
static void
session_changed_cb (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;
  gboolean is_locked;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;

  changed = g_variant_get_child_value (parameters, 1);
  if (g_variant_lookup (changed, "LockedHint", "b", &is_locked) && is_locked)
    say (SB_DESKTOP_WATCH (user_data), SB_DESKTOP_LOCKED);
}

static void
active_changed_cb (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer user_data)
{
  gboolean is_active;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &is_active);
  if (is_active)
    say (SB_DESKTOP_WATCH (user_data), SB_DESKTOP_LOCKED);
}

/* ---- the buses ---- */

static void
session_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDesktopWatch) self = SB_DESKTOP_WATCH (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *path;

  if (reply == NULL)
    {
      g_debug ("There is no session to be locked: %s", error->message);
      return;
    }

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  g_variant_get (reply, "(&o)", &path);
  subscribe (self->system_bus, self->system_ids, LOGIN_NAME, LOGIN_SESSION, "Lock", path, NULL, lock_cb, self);
  subscribe (self->system_bus, self->system_ids, LOGIN_NAME, "org.freedesktop.DBus.Properties", "PropertiesChanged",
             path, LOGIN_SESSION, session_changed_cb, self);
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDesktopWatch) self = SB_DESKTOP_WATCH (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  const char *session = g_getenv ("XDG_SESSION_ID");

  if (bus == NULL)
    {
      g_debug ("There is no system bus: %s", error->message);
      return;
    }

  self->system_bus = g_steal_pointer (&bus);
  subscribe (self->system_bus, self->system_ids, LOGIN_NAME, LOGIN_MANAGER, "PrepareForSleep", LOGIN_PATH, NULL,
             prepare_for_sleep_cb, self);

  /* What a service manager has started knows no session of its own; logind then takes the one with the display. */
  g_dbus_connection_call (self->system_bus, LOGIN_NAME, LOGIN_PATH, LOGIN_MANAGER, "GetSession",
                          g_variant_new ("(s)", session != NULL ? session : "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, session_found_cb, g_object_ref (self));
  ask_for_delay (self);
}

static void
session_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDesktopWatch) self = SB_DESKTOP_WATCH (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_debug ("There is no session bus: %s", error->message);
      return;
    }

  self->session_bus = g_steal_pointer (&bus);
  for (gsize i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    subscribe (self->session_bus, self->session_ids, screen_savers[i], screen_savers[i], "ActiveChanged", NULL, NULL,
               active_changed_cb, self);
}

static void
unsubscribe (GDBusConnection *bus, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    g_dbus_connection_signal_unsubscribe (bus, g_array_index (ids, guint, i));
  g_array_set_size (ids, 0);
}

static void
sb_desktop_watch_dispose (GObject *object)
{
  SbDesktopWatch *self = SB_DESKTOP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  sb_desktop_watch_allow_sleep (self);
  unsubscribe (self->system_bus, self->system_ids);
  unsubscribe (self->session_bus, self->session_ids);
  g_clear_object (&self->system_bus);
  g_clear_object (&self->session_bus);

  G_OBJECT_CLASS (sb_desktop_watch_parent_class)->dispose (object);
}

static void
sb_desktop_watch_finalize (GObject *object)
{
  SbDesktopWatch *self = SB_DESKTOP_WATCH (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->system_ids);
  g_array_unref (self->session_ids);

  G_OBJECT_CLASS (sb_desktop_watch_parent_class)->finalize (object);
}

static void
sb_desktop_watch_class_init (SbDesktopWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_desktop_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_desktop_watch_finalize;

  /**
   * SbDesktopWatch::event:
   * @event: an #SbDesktopEvent
   *
   * Something happens. The same may be said more than once, by several services.
   */
  signals[EVENT] = g_signal_new ("event", SB_TYPE_DESKTOP_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_INT);
}

static void
sb_desktop_watch_init (SbDesktopWatch *self)
{
  self->delay_fd = -1;
  self->cancellable = g_cancellable_new ();
  self->system_ids = g_array_new (FALSE, FALSE, sizeof (guint));
  self->session_ids = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * sb_desktop_watch_new:
 *
 * Begins to listen. What happens before the buses have answered is not heard.
 *
 * Returns: (transfer full): a watch
 */
SbDesktopWatch *
sb_desktop_watch_new (void)
{
  SbDesktopWatch *self = g_object_new (SB_TYPE_DESKTOP_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_cb, g_object_ref (self));

  return self;
}

/**
 * sb_desktop_watch_delay_sleep:
 * @self: a watch
 * @why: a sentence for the user, whom the desktop may ask
 *
 * From now on a sleep waits for us, until sb_desktop_watch_allow_sleep() or until little of the time that it waits is
 * left; so %SB_DESKTOP_SUSPENDING comes while something can still be done.
 */
void
sb_desktop_watch_delay_sleep (SbDesktopWatch *self, const char *why)
{
  g_return_if_fail (SB_IS_DESKTOP_WATCH (self));
  g_return_if_fail (why != NULL);

  g_free (self->why);
  self->why = g_strdup (why);
  ask_for_delay (self);
}

/**
 * sb_desktop_watch_allow_sleep:
 *
 * A sleep does not wait for us, or no longer.
 */
void
sb_desktop_watch_allow_sleep (SbDesktopWatch *self)
{
  g_return_if_fail (SB_IS_DESKTOP_WATCH (self));

  g_clear_pointer (&self->why, g_free);
  release_delay (self);
}
