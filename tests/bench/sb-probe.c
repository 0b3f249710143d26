/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sits in the program that is measured, which is the one that is shipped, and notes what happens when: loaded into it by
 * the shim of the trials (tests/faults/sb-shim.c), it hooks itself to signals of GTK and libsoup and stands around the
 * main loop's poll(). It changes nothing; a note is a clock read and 64 bytes. Under callgrind it says as well where one
 * part of the work ends and the next begins. */

#include "config.h"

#include "sb-probe.h"

#include <adwaita.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_CALLGRIND
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_DUMP_STATS_AT(label)
#endif

static SbProbePages *pages;
static GPollFunc real_poll;
static GtkWidget *learners; /* the list on the page All Users, with its rows as children */

static void
note (SbProbeKind kind, int value, const char *text)
{
  const uint32_t n = atomic_load_explicit (&pages->n_records, memory_order_relaxed);
  struct timespec now;
  SbProbeRecord *record;

  if (n >= SB_PROBE_CAPACITY)
    {
      atomic_fetch_add (&pages->n_lost, 1);
      return;
    }

  record = &pages->records[n];
  clock_gettime (CLOCK_MONOTONIC, &now);
  record->time = now.tv_sec * INT64_C (1000000000) + now.tv_nsec;
  record->kind = kind;
  record->value = value;
  g_strlcpy (record->text, text, sizeof record->text);
  atomic_store_explicit (&pages->n_records, n + 1, memory_order_release);
}

/* ---- the main loop ---- */

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  note (SB_PROBE_SLEEP, timeout, "");
  n_ready = real_poll (fds, n_fds, timeout);
  note (SB_PROBE_WAKE, n_ready, "");

  return n_ready;
}

/* ---- the screen ---- */

static int
count_rows (void)
{
  int n_alive = 0;
  int n_seen = 0;

  if (learners == NULL || !gtk_widget_get_mapped (learners))
    return 0;

  for (GtkWidget *row = gtk_widget_get_first_child (learners); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      n_alive++;
      n_seen += gtk_widget_get_mapped (row);
    }
  atomic_store (&pages->n_rows, n_alive);

  return n_seen;
}

static void
painted_cb (GdkFrameClock *clock, gpointer window)
{
  CALLGRIND_DUMP_STATS_AT ("frame");
  note (SB_PROBE_FRAME, count_rows (), G_OBJECT_TYPE_NAME (window));
}

static void
find_learners (GtkWidget *view)
{
  GtkWidget *child = gtk_widget_get_first_child (view);

  while (child != NULL && strcmp (G_OBJECT_TYPE_NAME (child), "GtkColumnListView") != 0)
    child = gtk_widget_get_next_sibling (child);
  if (child == NULL)
    return;

  g_set_weak_pointer (&learners, child);
}

static gboolean
is_on_users_page (GtkWidget *widget)
{
  while (widget != NULL && strcmp (G_OBJECT_TYPE_NAME (widget), "SbUsersPage") != 0)
    widget = gtk_widget_get_parent (widget);

  return widget != NULL;
}

static gboolean
map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_WINDOW (widget))
    {
      note (SB_PROBE_MAP, 0, G_OBJECT_TYPE_NAME (widget));
      g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), widget, 0);
    }
  else if (GTK_IS_COLUMN_VIEW (widget) && is_on_users_page (widget))
    find_learners (widget);

  return TRUE;
}

/* ---- the list ---- */

static gboolean
items_changed_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *list = g_value_get_object (&values[0]);

  if (strcmp (G_OBJECT_TYPE_NAME (list), "SbPagedList") == 0 && g_value_get_uint (&values[3]) > 0)
    {
      CALLGRIND_DUMP_STATS_AT ("list");
      note (SB_PROBE_LIST, g_list_model_get_n_items (G_LIST_MODEL (list)), "");
    }

  return TRUE;
}

/* ---- the network ---- */

/* By name: the program has libsoup, the yardstick has not, and should not get it from here. */
static struct
{
  const char *(*get_method) (gpointer message);
  GUri *(*get_uri) (gpointer message);
  gpointer (*get_response_headers) (gpointer message);
  gint64 (*get_content_length) (gpointer headers);
} soup;

static gboolean
find_soup (void)
{
  soup.get_method = dlsym (RTLD_DEFAULT, "soup_message_get_method");
  soup.get_uri = dlsym (RTLD_DEFAULT, "soup_message_get_uri");
  soup.get_response_headers = dlsym (RTLD_DEFAULT, "soup_message_get_response_headers");
  soup.get_content_length = dlsym (RTLD_DEFAULT, "soup_message_headers_get_content_length");

  return soup.get_content_length != NULL;
}

static gboolean
message_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer kind)
{
  gpointer message = g_value_get_object (&values[0]);
  g_autofree char *text = NULL;
  int size = 0;

  if (GPOINTER_TO_INT (kind) == SB_PROBE_REPLY)
    {
      CALLGRIND_DUMP_STATS_AT ("reply");
      size = soup.get_content_length (soup.get_response_headers (message));
    }
  text = g_strdup_printf ("%s %s", soup.get_method (message), g_uri_get_path (soup.get_uri (message)));
  note (GPOINTER_TO_INT (kind), size, text);

  return TRUE;
}

/* ---- objects ---- */

static GObject *(*real_constructor) (GType type, guint n_properties, GObjectConstructParam *properties);
static void (*real_finalize) (GObject *object);

static void
count_object (GObject *object, int difference)
{
  atomic_fetch_add (&pages->n_objects, difference);
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (object), "Sb"))
    atomic_fetch_add (&pages->n_own_objects, difference);
}

static GObject *
construct (GType type, guint n_properties, GObjectConstructParam *properties)
{
  GObject *object = real_constructor (type, n_properties, properties);

  count_object (object, 1);

  return object;
}

static void
finalize (GObject *object)
{
  count_object (object, -1);
  real_finalize (object);
}

/* Before there is any other class, so that all of them inherit it. */
static void
count_objects (void)
{
  GObjectClass *klass = g_type_class_ref (G_TYPE_OBJECT);

  real_constructor = klass->constructor;
  real_finalize = klass->finalize;
  klass->constructor = construct;
  klass->finalize = finalize;
}

/* ---- setting up ---- */

static void
hook (GType type, const char *signal, GSignalEmissionHook func, int data)
{
  g_autoptr (GTypeClass) klass = G_TYPE_IS_CLASSED (type) ? g_type_class_ref (type) : NULL;

  if (G_TYPE_IS_INTERFACE (type))
    g_type_default_interface_ref (type);
  g_signal_add_emission_hook (g_signal_lookup (signal, type), 0, func, GINT_TO_POINTER (data), NULL);
}

/* GTK's classes cannot be had before it is initialised, which the application does when it starts up. */
static gboolean
started_up_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  note (SB_PROBE_STARTUP, 0, "");
  hook (GTK_TYPE_WIDGET, "map", map_cb, 0);

  return FALSE;
}

static void
watch_network (void)
{
  GType (*get_type) (void) = dlsym (RTLD_DEFAULT, "soup_message_get_type");

  if (get_type == NULL || !find_soup ())
    return;

  hook (get_type (), "starting", message_cb, SB_PROBE_REQUEST);
  hook (get_type (), "got-body", message_cb, SB_PROBE_REPLY);
}

__attribute__ ((constructor)) static void
sit_down (void)
{
  const char *path = g_getenv (SB_PROBE_LOG_VARIABLE);
  const int fd = path == NULL ? -1 : open (path, O_RDWR | O_CLOEXEC);

  if (fd < 0)
    return;

  pages = mmap (NULL, sizeof *pages, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close (fd);
  if (pages == MAP_FAILED)
    return;

  if (g_getenv (SB_PROBE_OBJECTS_VARIABLE) != NULL)
    count_objects ();
  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  hook (G_TYPE_LIST_MODEL, "items-changed", items_changed_cb, 0);
  watch_network ();
  hook (G_TYPE_APPLICATION, "startup", started_up_cb, 0);
}
