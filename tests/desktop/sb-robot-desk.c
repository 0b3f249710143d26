/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A private desktop for one test program: an X server, a window manager that composes windows with their
 * shadows, a session bus without activation (so that no portal, settings service or keyring of the machine's joins in),
 * the accessibility bus, an unlocked keyring, and a home folder. Everything started here dies with the program, also when it crashes. It knows nothing of Switchback. */

#include "config.h"

#include "sb-robot-desk.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define BACKGROUND "#e5e4e2"
#define POLL_MILLISECONDS 25
#define WAYLAND "robot"
#define PATIENCE_SECONDS 30
#define PATIENCE_WITH_SANITIZERS_SECONDS 90

struct _SbRobotDesk
{
  char *folder;
  GPtrArray *services; /* GSubprocess, in the order in which they were started */
};

static const char bus_configuration[] =
  "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
  " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
  "<busconfig><type>session</type><listen>unix:dir=%s</listen><policy context=\"default\">"
  "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>"
  "</policy></busconfig>\n";

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static gint64
get_patience (void)
{
  gboolean has_sanitizers = g_getenv ("ASAN_OPTIONS") != NULL;

  return (has_sanitizers ? PATIENCE_WITH_SANITIZERS_SECONDS : PATIENCE_SECONDS) * G_TIME_SPAN_SECOND;
}

static gboolean
wake_up (gpointer data)
{
  gboolean *is_awake = data;

  *is_awake = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * sb_robot_wait_until:
 * @condition: what is waited for
 * @data: for @condition
 *
 * Looks again and again while the main context runs, for as long as the patience lasts.
 *
 * Returns: whether the condition came true
 */
gboolean
sb_robot_wait_until (SbRobotCondition condition, gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + get_patience ();

  while (!condition (data))
    {
      gboolean is_awake = FALSE;

      if (g_get_monotonic_time () > deadline)
        return FALSE;
      g_timeout_add (POLL_MILLISECONDS, wake_up, &is_awake);
      while (!is_awake)
        g_main_context_iteration (NULL, TRUE);
    }

  return TRUE;
}

/**
 * sb_robot_desk_start:
 * @desk: a #SbRobotDesk
 * @flags: what becomes of the three standard streams
 * @environment: (nullable) (array zero-terminated=1): "NAME=value", on top of the desk's own
 * @arguments: (array zero-terminated=1): the program and its arguments
 *
 * Starts a program on the desk; failing to is the end of the test.
 *
 * Returns: (transfer full): the running program
 */
GSubprocess *
sb_robot_desk_start (SbRobotDesk        *desk,
                     GSubprocessFlags    flags,
                     const char *const  *environment,
                     const char *const  *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  for (gsize i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }

  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  if (process == NULL)
    g_error ("%s cannot be started: %s", arguments[0], error->message);

  return process;
}

static GSubprocess *
start_service (SbRobotDesk *desk, GSubprocessFlags flags, const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  GSubprocess *process;
  va_list more;

  g_ptr_array_add (arguments, (gpointer) program);
  va_start (more, program);
  for (const char *argument = va_arg (more, const char *); argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  process = sb_robot_desk_start (desk, flags, NULL, (const char *const *) arguments->pdata);
  g_ptr_array_add (desk->services, process);

  return process;
}

/**
 * sb_robot_desk_run:
 * @program: a tool
 * @...: its arguments, and %NULL
 *
 * Runs a tool to its end.
 *
 * Returns: (transfer full) (nullable): what it wrote to standard output without the last newline, or %NULL if it failed
 */
char *
sb_robot_desk_run (const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  va_list more;

  g_ptr_array_add (arguments, (gpointer) program);
  va_start (more, program);
  for (const char *argument = va_arg (more, const char *); argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  if (process == NULL)
    g_error ("%s cannot be started: %s", program, error->message);
  if (!g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error) ||
      !g_subprocess_get_successful (process))
    return NULL;

  return g_strchomp (g_steal_pointer (&output));
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  return g_data_input_stream_read_line (stream, NULL, NULL, NULL);
}

static void
make_folders (SbRobotDesk *desk)
{
  static const struct { const char *variable, *name; } folders[] = {
    { "HOME", "home" },
    { "XDG_CONFIG_HOME", "home/.config" },
    { "XDG_CACHE_HOME", "home/.cache" },
    { "XDG_DATA_HOME", "home/.local/share" },
    { "XDG_STATE_HOME", "home/.local/state" },
    { "XDG_RUNTIME_DIR", "run" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (desk->folder, folders[i].name, NULL);

      g_assert_no_errno (g_mkdir_with_parents (path, 0700));
      g_setenv (folders[i].variable, path, TRUE);
    }
}

static void
start_display (SbRobotDesk *desk)
{
  GSubprocess *server = start_service (desk, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                       "Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp",
                                       "-noreset", NULL);
  g_autofree char *number = read_line (server);
  g_autofree char *name = NULL;

  if (number == NULL)
    g_error ("Xvfb did not say which display it is");
  name = g_strconcat (":", number, NULL);
  g_setenv ("DISPLAY", name, TRUE);
}

static gboolean
has_window_manager_cb (gpointer data)
{
  g_autofree char *supported = sb_robot_desk_run ("xprop", "-root", "_NET_SUPPORTED", NULL);

  /* Before it says so, GTK would draw windows with a plain edge. */
  return supported != NULL && strstr (supported, "_GTK_FRAME_EXTENTS") != NULL;
}

static void
start_window_manager (SbRobotDesk *desk)
{
  g_autofree char *background = sb_robot_desk_run ("hsetroot", "-solid", BACKGROUND, NULL);
  g_autofree char *pointer = NULL;

  start_service (desk, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                 "env", "NO_AT_BRIDGE=1", "G_DEBUG=", "metacity", "--sm-disable", "--composite", NULL);
  /* A pointer in the middle of the screen would open tooltips. */
  pointer = sb_robot_desk_run ("xdotool", "mousemove", "1399", "999", NULL);
  if (background == NULL || pointer == NULL || !sb_robot_wait_until (has_window_manager_cb, NULL))
    g_error ("The display has no window manager");
}

static void
start_bus (SbRobotDesk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "bus.conf", NULL);
  g_autofree char *text = g_strdup_printf (bus_configuration, desk->folder);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  g_autofree char *address = NULL;
  GSubprocess *bus;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  bus = start_service (desk, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                       "dbus-daemon", "--nofork", "--print-address", option, NULL);
  address = read_line (bus);
  if (address == NULL)
    g_error ("dbus-daemon did not say where it listens");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

static gboolean
has_owner_cb (gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  gboolean has_owner = FALSE;

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "NameHasOwner", g_variant_new ("(s)", (const char *) data), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &has_owner);

  return has_owner;
}

static void
wait_for_service (const char *name)
{
  if (!sb_robot_wait_until (has_owner_cb, (gpointer) name))
    g_error ("%s is not on the bus", name);
}

/**
 * sb_robot_desk_serve:
 * @desk: a #SbRobotDesk
 * @name: what the service is called on the bus
 * @program: the service
 *
 * Starts a service of the session, and waits until it is there. It bears warnings.
 */
void
sb_robot_desk_serve (SbRobotDesk *desk, const char *name, const char *program)
{
  start_service (desk, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, "env", "G_DEBUG=",
                 program, NULL);
  wait_for_service (name);
}

static void
start_keyring (SbRobotDesk *desk)
{
  GSubprocess *keyring = start_service (desk, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                              G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                        "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", NULL);
  GOutputStream *input = g_subprocess_get_stdin_pipe (keyring);

  /* The password of the keyring that is made: the daemon reads it up to the end of its input. */
  g_assert_true (g_output_stream_write_all (input, SB_ROBOT_KEYRING_PASSWORD, strlen (SB_ROBOT_KEYRING_PASSWORD), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));
  wait_for_service ("org.freedesktop.secrets");
}

static void
set_environment (void)
{
  static const char *const unwanted[] = { "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "GNOME_KEYRING_CONTROL",
                                          "SECRET_BACKEND", "SESSION_MANAGER", "GTK_THEME", "LANGUAGE" };
  static const struct { const char *variable, *value; } wanted[] = {
    { "ADW_DISABLE_PORTAL", "1" }, { "GDK_BACKEND", "x11" }, { "GIO_USE_VFS", "local" },
    { "GSETTINGS_BACKEND", "keyfile" }, { "G_DEBUG", "fatal-criticals" }, { "GSK_RENDERER", "cairo" }, { "GTK_A11Y", "atspi" }, { "LC_ALL", "C.UTF-8" },
    { "TZ", "UTC" }, { "XDG_CURRENT_DESKTOP", "GNOME" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_unsetenv (unwanted[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_setenv (wanted[i].variable, wanted[i].value, TRUE);
}

static void
ignore_message (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

static SbRobotDesk *
set_up (gboolean is_bare)
{
  g_autoptr (SbRobotDesk) desk = g_new0 (SbRobotDesk, 1);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  /* libatspi warns of what other toolkits do otherwise; the program under test has to bear no criticals of GTK. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_handler ("dbind", G_LOG_LEVEL_WARNING, ignore_message, NULL);
  desk->services = g_ptr_array_new_with_free_func (g_object_unref);
  desk->folder = g_dir_make_tmp ("switchback-robot-XXXXXX", &error);
  g_assert_no_error (error);

  set_environment ();
  make_folders (desk);
  start_display (desk);
  start_bus (desk);
  if (!is_bare)
    {
      start_window_manager (desk);
      start_service (desk, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                     "/usr/libexec/at-spi-bus-launcher", "--launch-immediately", NULL);
      wait_for_service ("org.a11y.Bus");
    }
  else
    g_setenv ("GTK_A11Y", "none", TRUE);
  start_keyring (desk);

  return g_steal_pointer (&desk);
}

/**
 * sb_robot_desk_new:
 *
 * Sets the desktop up and makes it the one of this process and of everything it starts.
 *
 * Returns: (transfer full): a desktop
 */
SbRobotDesk *
sb_robot_desk_new (void)
{
  return set_up (FALSE);
}

/**
 * sb_robot_desk_new_bare:
 *
 * As sb_robot_desk_new(), but with a display, a bus and a keyring only: nobody looks, and nobody asks what is on the
 * screen.
 *
 * Returns: (transfer full): a desktop
 */
SbRobotDesk *
sb_robot_desk_new_bare (void)
{
  return set_up (TRUE);
}

static gboolean
is_there_cb (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * sb_robot_desk_use_wayland:
 * @desk: a #SbRobotDesk
 *
 * What is started from now on has its windows on a Wayland compositor. Its output is a window all over the desk's X
 * server, so that keys can be pressed and pictures taken as before.
 */
void
sb_robot_desk_use_wayland (SbRobotDesk *desk)
{
  static const char configuration[] = "[core]\nidle-time=0\n"
                                      "[shell]\npanel-position=none\nbackground-color=0xffe5e4e2\nanimation=none\n"
                                      "startup-animation=none\nclose-animation=none\nlocking=false\n";
  g_autofree char *socket = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), WAYLAND, NULL);
  g_autofree char *path = g_build_filename (desk->folder, "weston.ini", NULL);
  g_autofree char *option = g_strconcat ("--config=", path, NULL);

  g_assert_true (g_file_set_contents (path, configuration, -1, NULL));
  start_service (desk, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                 "weston", option, "--backend=x11-backend.so", "--use-pixman", "--fullscreen", "--width=1400",
                 "--height=1000", "--socket=" WAYLAND, NULL);
  if (!sb_robot_wait_until (is_there_cb, socket))
    g_error ("There is no Wayland compositor");
  g_setenv ("WAYLAND_DISPLAY", WAYLAND, TRUE);
  g_setenv ("GDK_BACKEND", "wayland", TRUE);
}

/**
 * sb_robot_desk_remove_tree:
 * @folder: a folder
 *
 * Removes it with all that is in it.
 */
void
sb_robot_desk_remove_tree (GFile *folder)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        sb_robot_desk_remove_tree (child);
      else
        g_file_delete (child, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

/**
 * sb_robot_desk_free:
 * @desk: (transfer full): a #SbRobotDesk
 *
 * Ends what was started, the last first, and removes the folders.
 */
void
sb_robot_desk_free (SbRobotDesk *desk)
{
  g_autoptr (GFile) folder = g_file_new_for_path (desk->folder);

  for (guint i = desk->services->len; i > 0; i--)
    {
      GSubprocess *service = g_ptr_array_index (desk->services, i - 1);

      g_subprocess_send_signal (service, SIGTERM);
      g_subprocess_wait (service, NULL, NULL);
    }
  sb_robot_desk_remove_tree (folder);
  g_ptr_array_unref (desk->services);
  g_free (desk->folder);
  g_free (desk);
}

/**
 * sb_robot_desk_get_folder:
 * @desk: a #SbRobotDesk
 *
 * Returns: a folder that goes away with the desk
 */
const char *
sb_robot_desk_get_folder (SbRobotDesk *desk)
{
  return desk->folder;
}
