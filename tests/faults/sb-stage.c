/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets a stage up and takes it down again: a demo platform with few learners, a network to it, an account in the
 * keyring of the desk and in settings of its own, and the environment that makes the program play there. */

#include "config.h"

#include "sb-stage.h"

#include "sb-libsecret-store.h"
#include "sb-platform.h"
#include "sb-test-wait.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static int64_t
read_clock (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);

  return now.tv_sec * INT64_C (1000000000) + now.tv_nsec;
}

static SbWorld *
make_world (const char *path, int speed, const char *folder)
{
  const int fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  SbWorld *world;

  g_assert_no_errno (fd);
  g_assert_no_errno (ftruncate (fd, sizeof *world));
  world = mmap (NULL, sizeof *world, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (world != MAP_FAILED);
  close (fd);
  *world = (SbWorld){
    .speed = speed,
    .start = read_clock (CLOCK_MONOTONIC),
    .monotonic = read_clock (CLOCK_MONOTONIC),
    .boottime = read_clock (CLOCK_BOOTTIME),
    .realtime = read_clock (CLOCK_REALTIME),
  };
  g_strlcpy (world->folder, folder, sizeof world->folder);

  return world;
}

static void
add_variable (GStrvBuilder *builder, const char *name, const char *value)
{
  g_autofree char *pair = g_strconcat (name, "=", value, NULL);

  g_strv_builder_add (builder, pair);
}

/* The clock of the wall may differ between the two; all else is the same for both. */
static void
make_worlds (SbStage *self, int speed, const char *path, const char *platform_path)
{
  self->world = make_world (path, speed, self->state_folder);
  self->platform_world = make_world (platform_path, speed, "");
  self->platform_world->start = self->world->start;
}

static void
start_platform (SbStage *self, const char *world_path, SbProxyWatch watch, gpointer user_data)
{
  const char *const arguments[] = { "--learners", self->size != NULL ? self->size->learners : "12", NULL };
  g_autoptr (GStrvBuilder) environment = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  if (self->platform_world != NULL)
    {
      add_variable (environment, SB_WORLD_VARIABLE, world_path);
      add_variable (environment, "LD_PRELOAD", g_getenv ("SWITCHBACK_FAULTS_SHIM"));
    }
  strings = g_strv_builder_end (environment);
  self->platform = sb_robot_platform_new (self->desk, self->size != NULL ? self->size->platform_folder : NULL,
                                          (const char *const *) strings, arguments);
  if (self->size != NULL)
    {
      self->origin = g_strdup (sb_robot_platform_get_address (self->platform));
      return;
    }

  self->proxy = sb_proxy_new (atoi (strrchr (sb_robot_platform_get_address (self->platform), ':') + 1), watch, user_data);
  self->origin = g_strdup_printf ("http://127.0.0.1:%u", sb_proxy_get_port (self->proxy));
}

static void
sign_in (SbStage *self)
{
  g_autoptr (SbPlatform) platform = sb_platform_for_origin (self->origin);
  g_autoptr (SbCredentials) credentials = sb_credentials_new_password (sb_account_get_user_name (self->account), "demo", NULL, NULL);
  g_autoptr (SbSecretStore) secrets = SB_SECRET_STORE (sb_libsecret_store_new ());
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  sb_platform_sign_in_async (platform, credentials, NULL, sb_test_store_result, &slot);
  signed_in = sb_test_wait_result (&slot);
  sb_platform_sign_in_finish (platform, signed_in, &error);
  g_assert_no_error (error);
  self->tokens = sb_tokens_ref (sb_platform_get_tokens (platform));

  sb_secret_store_save_async (secrets, self->account, self->tokens, NULL, sb_test_store_result, &slot);
  saved = sb_test_wait_result (&slot);
  sb_secret_store_save_finish (secrets, saved, &error);
  g_assert_no_error (error);
}

static void
write_settings (SbStage *self, const char *config_folder)
{
  g_autofree char *folder = g_build_filename (config_folder, "glib-2.0", "settings", NULL);
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autoptr (GVariant) account = g_variant_ref_sink (sb_account_to_variant (self->account));
  g_autoptr (GVariant) accounts = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE_VARDICT, &account, 1));
  g_autofree char *accounts_text = g_variant_print (accounts, FALSE);
  g_autofree char *text = g_strdup_printf ("[io/github/switchback_app/Switchback]\naccounts=%s\nactive-account='%s'\n"
                                           "last-address='%s'\n%s",
                                           accounts_text, sb_account_get_id (self->account), self->origin,
                                           self->size != NULL ? "" : "window-width=400\nwindow-height=360\n");

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Nobody watches: what moves, and how large it is, would only keep the machine busy. */
static void
write_gtk_settings (const char *config_folder)
{
  g_autofree char *folder = g_build_filename (config_folder, "gtk-4.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (path, "[Settings]\ngtk-enable-animations=0\n", -1, NULL));
}

static void
make_environment (SbStage *self, const char *world_path, const char *config_folder, const char *state_home)
{
  g_autofree char *socket_path = g_build_filename (self->folder, "hand.sock", NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->world != NULL)
    add_variable (builder, SB_WORLD_VARIABLE, world_path);
  add_variable (builder, "LD_PRELOAD", g_getenv ("SWITCHBACK_FAULTS_SHIM"));
  add_variable (builder, SB_HAND_VARIABLE,
                self->size != NULL ? self->size->module : g_getenv ("SWITCHBACK_FAULTS_HAND_MODULE"));
  add_variable (builder, SB_HAND_SOCKET_VARIABLE, socket_path);
  add_variable (builder, "XDG_CONFIG_HOME", config_folder);
  add_variable (builder, "XDG_STATE_HOME", state_home);
  add_variable (builder, "GIO_USE_PROXY_RESOLVER", "dummy");
  self->environment = g_strv_builder_end (builder);
}

/**
 * sb_stage_set_up:
 * @self: a stage with nothing on it, or a size
 * @desk: where
 * @folder: an empty folder for all that is left behind
 * @speed: so many seconds of the programs' are one of ours; 0: they see our clocks, and nothing can be done to them
 * @watch: sees what passes between program and platform
 * @user_data: for @watch
 */
void
sb_stage_set_up (SbStage *self, SbRobotDesk *desk, const char *folder, int speed, SbProxyWatch watch, gpointer user_data)
{
  g_autofree char *config_folder = g_build_filename (folder, "config", NULL);
  g_autofree char *state_home = g_build_filename (folder, "state", NULL);
  g_autofree char *world_path = g_build_filename (folder, "world", NULL);
  g_autofree char *platform_world_path = g_build_filename (folder, "platform-world", NULL);

  self->desk = desk;
  self->folder = folder;
  self->state_folder = g_build_filename (state_home, "switchback", NULL);
  g_assert_no_errno (g_mkdir_with_parents (self->state_folder, 0700));
  if (speed > 0)
    make_worlds (self, speed, world_path, platform_world_path);
  make_environment (self, world_path, config_folder, state_home);
  start_platform (self, platform_world_path, watch, user_data);
  self->account = self->size != NULL ? sb_account_new (self->origin, SB_STAGE_SUPERADMIN, "superadmin", "Superadmin",
                                                 SB_LEVEL_SUPERADMIN, NULL)
                               : sb_account_new (self->origin, SB_STAGE_ADMINISTRATOR, "tea.admin", "Tea Admin",
                                                 SB_LEVEL_POWER_USER, NULL);
  sign_in (self);
  write_settings (self, config_folder);
  write_gtk_settings (config_folder);
}

void
sb_stage_tear_down (SbStage *self)
{
  g_clear_pointer (&self->proxy, sb_proxy_free);
  g_clear_pointer (&self->platform, sb_robot_platform_free);
  if (self->world != NULL)
    {
      munmap (self->world, sizeof (SbWorld));
      munmap (self->platform_world, sizeof (SbWorld));
    }
  g_clear_object (&self->account);
  g_clear_pointer (&self->tokens, sb_tokens_unref);
  g_strfreev (self->environment);
  g_free (self->state_folder);
  g_free (self->origin);
}

/**
 * sb_stage_start_program:
 *
 * Returns: (transfer full): the program
 */
SbPuppet *
sb_stage_start_program (SbStage *self)
{
  g_autofree char *socket_path = g_build_filename (self->folder, "hand.sock", NULL);
  g_autofree char *log_path = g_build_filename (self->folder, "program.log", NULL);

  return sb_puppet_new (self->desk, (const char *const *) self->environment, socket_path, log_path);
}
