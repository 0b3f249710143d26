/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all pages of one log-in share: an ephemeral network session, so that cookies, cache and storage are in memory and
 * go with it; a web context of its own, so that no process serves two learners; the learner's cookie; the filter and the
 * script of the guard. WebKit's sandbox is on by default in this version of its interface and is left so.
 *
 * A page's script asks before it sends (sb-web-script.js). Since that is a matter of manners, what must not be fetched
 * from an address at all is also in a content filter, which is enforced outside of the page. To let one such request
 * pass, the filter is taken away until the script says that the request is done, or another page is loaded. */

#include "config.h"

#include "sb-web-session.h"

#include <glib/gstdio.h>

#define FILTER_NAME "guard"
#define HANDLER "switchback"
#define MAX_ADDRESS (64 * 1024)

struct _SbWebSession
{
  GObject parent_instance;

  /* owned */
  SbWebGuard *guard;
  WebKitNetworkSession *network;
  WebKitWebContext *context;
  WebKitUserContentManager *content;
  WebKitSettings *settings;
  WebKitUserContentFilter *filter; /* nullable until it is compiled */
  char *folder;                    /* of the filter while it is compiled, and no longer */
  GTask *entering;                 /* nullable */

  /* state */
  guint generation;                /* of the filter */
  gboolean is_passing;             /* the filter is away for one request */
};

enum
{
  JUDGE,
  DOWNLOAD_STARTED,
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbWebSession, sb_web_session, G_TYPE_OBJECT)

static void
remove_folder (SbWebSession *self)
{
  g_autoptr (GDir) dir = self->folder == NULL ? NULL : g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
apply_filter (SbWebSession *self)
{
  webkit_user_content_manager_remove_all_filters (self->content);
  if (self->filter != NULL && !self->is_passing)
    webkit_user_content_manager_add_filter (self->content, self->filter);
}

/* The script knows what is held back from the start of each page. */
static void
add_script (SbWebSession *self)
{
  g_autofree char *held = sb_web_guard_make_held (self->guard);
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/io/github/switchback_app/Switchback/web/sb-web-script.js",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *source = g_strdup_printf ("(%.*s)(%s);", (int) g_bytes_get_size (bytes),
                                             (const char *) g_bytes_get_data (bytes, NULL), held);
  g_autoptr (WebKitUserScript) script = webkit_user_script_new (source, WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES,
                                                                WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, NULL,
                                                                NULL);

  webkit_user_content_manager_remove_all_scripts (self->content);
  webkit_user_content_manager_add_script (self->content, script);
}

static void
finish_entering (SbWebSession *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->entering);

  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

typedef struct
{
  SbWebSession *self;
  guint generation;
} Compiling;

static void
compiled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Compiling *compiling = user_data;
  g_autoptr (SbWebSession) self = compiling->self;
  GError *error = NULL;
  g_autoptr (WebKitUserContentFilter) filter
    = webkit_user_content_filter_store_save_finish (WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (compiling->generation != self->generation)
    {
      g_clear_error (&error);
      return;
    }

  remove_folder (self);
  if (filter == NULL)
    {
      finish_entering (self, error);
      return;
    }

  g_clear_pointer (&self->filter, webkit_user_content_filter_unref);
  self->filter = g_steal_pointer (&filter);
  apply_filter (self);
  finish_entering (self, NULL);
}

/* Until the new filter is there, the old one stays. */
static void
compile_filter (SbWebSession *self)
{
  g_autofree char *json = sb_web_guard_make_filter (self->guard);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (WebKitUserContentFilterStore) store = NULL;
  Compiling *compiling;
  GError *error = NULL;

  remove_folder (self);
  self->folder = g_dir_make_tmp ("switchback-filter-XXXXXX", &error);
  if (self->folder == NULL)
    {
      finish_entering (self, error);
      return;
    }

  compiling = g_new0 (Compiling, 1);
  compiling->self = g_object_ref (self);
  compiling->generation = ++self->generation;
  store = webkit_user_content_filter_store_new (self->folder);
  webkit_user_content_filter_store_save (store, FILTER_NAME, bytes, NULL, compiled_cb, compiling);
}

static void
guard_changed_cb (SbWebSession *self)
{
  add_script (self);
  compile_filter (self);
}

static void
cookie_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbWebSession) self = user_data;
  GError *error = NULL;

  if (webkit_cookie_manager_add_cookie_finish (WEBKIT_COOKIE_MANAGER (source), result, &error))
    compile_filter (self);
  else
    finish_entering (self, error);
}

/* A page may send what it likes here; what it says is judged like any other request, and answered to that page. */
static char *
dup_member (JSCValue *message, const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);
  g_autofree char *text = value != NULL && jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;

  return text != NULL && strlen (text) <= MAX_ADDRESS && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text)
                                                                                           : NULL;
}

/* A page says that a request of its script's is over, and whether it was one that the platform has not refused. */
static void
request_done (SbWebSession *self, JSCValue *message, const char *address)
{
  g_autoptr (JSCValue) is_done = jsc_value_object_get_property (message, "isDone");

  if (self->is_passing)
    {
      self->is_passing = FALSE;
      apply_filter (self);
    }
  if (address != NULL)
    g_signal_emit (self, signals[ANSWERED], 0, address, jsc_value_to_boolean (is_done));
}

static gboolean
message_cb (WebKitUserContentManager *content, JSCValue *message, WebKitScriptMessageReply *reply, gpointer user_data)
{
  SbWebSession *self = SB_WEB_SESSION (user_data);
  g_autofree char *method = NULL;
  g_autofree char *address = NULL;

  if (!jsc_value_is_object (message))
    return FALSE;

  method = dup_member (message, "method");
  address = dup_member (message, "address");
  if (g_strcmp0 (method, "done") == 0)
    {
      request_done (self, message, address);
      sb_web_session_answer (reply, TRUE);
    }
  else if (method == NULL || address == NULL)
    sb_web_session_answer (reply, FALSE);
  else
    g_signal_emit (self, signals[JUDGE], 0, method, address, reply);

  return TRUE;
}

static void
download_started_cb (SbWebSession *self, WebKitDownload *download)
{
  g_signal_emit (self, signals[DOWNLOAD_STARTED], 0, download);
}

static void
sb_web_session_dispose (GObject *object)
{
  SbWebSession *self = SB_WEB_SESSION (object);

  self->generation++;
  remove_folder (self);
  if (self->content != NULL)
    webkit_user_content_manager_unregister_script_message_handler (self->content, HANDLER, NULL);
  g_clear_pointer (&self->filter, webkit_user_content_filter_unref);
  g_clear_object (&self->content);
  g_clear_object (&self->settings);
  g_clear_object (&self->network);
  g_clear_object (&self->context);
  g_clear_object (&self->guard);

  G_OBJECT_CLASS (sb_web_session_parent_class)->dispose (object);
}

static void
sb_web_session_class_init (SbWebSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_web_session_dispose;

  signals[JUDGE] = g_signal_new ("judge", SB_TYPE_WEB_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_STRING, G_TYPE_STRING, WEBKIT_TYPE_SCRIPT_MESSAGE_REPLY);
  signals[DOWNLOAD_STARTED] = g_signal_new ("download-started", SB_TYPE_WEB_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, WEBKIT_TYPE_DOWNLOAD);
  signals[ANSWERED] = g_signal_new ("answered", SB_TYPE_WEB_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
sb_web_session_init (SbWebSession *self)
{
  self->network = webkit_network_session_new_ephemeral ();
  self->context = webkit_web_context_new ();
  self->content = webkit_user_content_manager_new ();
  self->settings = webkit_settings_new ();

  webkit_network_session_set_persistent_credential_storage_enabled (self->network, FALSE);
  webkit_network_session_set_tls_errors_policy (self->network, WEBKIT_TLS_ERRORS_POLICY_FAIL);
  webkit_web_context_set_cache_model (self->context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_settings_set_user_agent_with_application_details (self->settings, "Switchback", VERSION);
  g_signal_connect_object (self->network, "download-started", G_CALLBACK (download_started_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->content, "script-message-with-reply-received::" HANDLER, G_CALLBACK (message_cb), self,
                           0);
  webkit_user_content_manager_register_script_message_handler_with_reply (self->content, HANDLER, NULL);
}

/**
 * sb_web_session_new:
 * @guard: what decides about requests, and knows the way in
 * @is_software_rendered: whether to do without the graphics card
 *
 * Returns: (transfer full): a session with nothing in it
 */
SbWebSession *
sb_web_session_new (SbWebGuard *guard, gboolean is_software_rendered)
{
  SbWebSession *self = g_object_new (SB_TYPE_WEB_SESSION, NULL);

  self->guard = g_object_ref (guard);
  g_signal_connect_object (guard, "changed", G_CALLBACK (guard_changed_cb), self, G_CONNECT_SWAPPED);
  sb_web_session_set_software_rendered (self, is_software_rendered);
  add_script (self);

  return self;
}

SbWebGuard *
sb_web_session_get_guard (SbWebSession *self)
{
  g_return_val_if_fail (SB_IS_WEB_SESSION (self), NULL);

  return self->guard;
}

/**
 * sb_web_session_set_software_rendered:
 *
 * For pages that stay blank because of a graphics driver.
 */
void
sb_web_session_set_software_rendered (SbWebSession *self, gboolean is_software_rendered)
{
  g_return_if_fail (SB_IS_WEB_SESSION (self));

  webkit_settings_set_hardware_acceleration_policy (self->settings,
                                                    is_software_rendered ? WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER
                                                                         : WEBKIT_HARDWARE_ACCELERATION_POLICY_ALWAYS);
}

/**
 * sb_web_session_enter_async:
 *
 * Puts the learner's cookie and the filter in place. No page may be loaded before that.
 */
void
sb_web_session_enter_async (SbWebSession *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  SbWebEntry *entry;
  g_autoptr (GUri) uri = NULL;
  SoupCookie *cookie;

  g_return_if_fail (SB_IS_WEB_SESSION (self));
  g_return_if_fail (self->entering == NULL);

  self->entering = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->entering, sb_web_session_enter_async);

  entry = sb_web_guard_get_entry (self->guard);
  uri = g_uri_parse (entry->origin, G_URI_FLAGS_NONE, NULL);
  /* Without a leading dot: for this host alone. Without an age: for this session. */
  cookie = soup_cookie_new (entry->cookie_name, entry->cookie_value, g_uri_get_host (uri), "/", -1);
  soup_cookie_set_http_only (cookie, TRUE);
  soup_cookie_set_secure (cookie, g_str_equal (g_uri_get_scheme (uri), "https"));
  soup_cookie_set_same_site_policy (cookie, SOUP_SAME_SITE_POLICY_LAX);
  webkit_cookie_manager_add_cookie (webkit_network_session_get_cookie_manager (self->network), cookie, NULL,
                                    cookie_added_cb, g_object_ref (self));
  soup_cookie_free (cookie);
}

gboolean
sb_web_session_enter_finish (SbWebSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == sb_web_session_enter_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sb_web_session_new_view:
 * @self: a session that was entered
 * @related: (nullable): the view that opens it as a new window
 *
 * Returns: (transfer floating): a view
 */
WebKitWebView *
sb_web_session_new_view (SbWebSession *self, WebKitWebView *related)
{
  g_return_val_if_fail (SB_IS_WEB_SESSION (self), NULL);

  if (related != NULL)
    return g_object_new (WEBKIT_TYPE_WEB_VIEW,
                         "related-view", related,
                         "settings", self->settings,
                         "user-content-manager", self->content,
                         NULL);

  return g_object_new (WEBKIT_TYPE_WEB_VIEW,
                       "network-session", self->network,
                       "web-context", self->context,
                       "settings", self->settings,
                       "user-content-manager", self->content,
                       NULL);
}

/**
 * sb_web_session_let_one_pass:
 *
 * Takes the filter away for a request that the administrator has allowed on purpose.
 */
void
sb_web_session_let_one_pass (SbWebSession *self)
{
  g_return_if_fail (SB_IS_WEB_SESSION (self));

  self->is_passing = TRUE;
  apply_filter (self);
}

/**
 * sb_web_session_answer:
 * @reply: what the "judge" signal gave
 * @is_allowed: whether the page's script may send its request
 */
void
sb_web_session_answer (WebKitScriptMessageReply *reply, gboolean is_allowed)
{
  g_autoptr (JSCContext) context = jsc_context_new ();
  g_autoptr (JSCValue) value = jsc_value_new_boolean (context, is_allowed);

  webkit_script_message_reply_return_value (reply, value);
}
