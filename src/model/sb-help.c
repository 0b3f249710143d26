/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where something stands in the help. The pages are in docs/help; on the web they are one manual (build-aux/make-manual),
 * whose anchors are made from the same topics. What a problem's topic is, is decided where the problem is made. */

#include "config.h"

#include "sb-help.h"

#include <string.h>

#define WEB_ADDRESS "https://github.com/switchback-app/switchback/blob/main/docs/manual.md"

static const char *const refusal_topics[] = {
  [SB_REFUSAL_NONE] = SB_HELP_REFUSALS,
  [SB_REFUSAL_NOT_OFFERED] = SB_HELP_REFUSALS_NOT_OFFERED,
  [SB_REFUSAL_NOT_AN_ADMINISTRATOR] = SB_HELP_REFUSALS_NOT_AN_ADMINISTRATOR,
  [SB_REFUSAL_PERMISSION_MISSING] = SB_HELP_REFUSALS_PERMISSION_MISSING,
  [SB_REFUSAL_NOT_ASSIGNED] = SB_HELP_REFUSALS_NOT_ASSIGNED,
  [SB_REFUSAL_SUPERADMIN] = SB_HELP_REFUSALS_SUPERADMIN,
  [SB_REFUSAL_POWER_USER] = SB_HELP_REFUSALS_POWER_USER,
  [SB_REFUSAL_SELF] = SB_HELP_REFUSALS_SELF,
  [SB_REFUSAL_NESTED] = SB_HELP_REFUSALS_NESTED,
  [SB_REFUSAL_NEVER_SIGNED_IN] = SB_HELP_REFUSALS_NEVER_SIGNED_IN,
  [SB_REFUSAL_INACTIVE] = SB_HELP_REFUSALS_INACTIVE,
  [SB_REFUSAL_NOTIFICATIONS_OFF] = SB_HELP_REFUSALS_NOTIFICATIONS_OFF,
  [SB_REFUSAL_USER_NOT_FOUND] = SB_HELP_REFUSALS_USER_NOT_FOUND,
  [SB_REFUSAL_REASON_REQUIRED] = SB_HELP_REFUSALS_REASON_REQUIRED,
  [SB_REFUSAL_DOMAIN_REQUIRED] = SB_HELP_REFUSALS_DOMAIN_REQUIRED,
  [SB_REFUSAL_SESSION_OVER] = SB_HELP_REFUSALS_SESSION_OVER,
  [SB_REFUSAL_OTHER] = SB_HELP_REFUSALS_OTHER,
};

/**
 * sb_help_get_topic_for_refusal:
 * @refusal: a rule
 *
 * Returns: (transfer none): where the help explains it
 */
const char *
sb_help_get_topic_for_refusal (SbRefusal refusal)
{
  if ((guint) refusal >= G_N_ELEMENTS (refusal_topics))
    return SB_HELP_REFUSALS_OTHER;

  return refusal_topics[refusal];
}

/**
 * sb_help_get_topic_for_held:
 * @act: an act that was held back
 *
 * Returns: (transfer none): where the help says why
 */
const char *
sb_help_get_topic_for_held (SbAct act)
{
  return act == SB_ACT_OPEN_NOTICE ? SB_HELP_INSIDE_BELL : SB_HELP_INSIDE_LOOK_ONLY;
}

/**
 * sb_help_make_address:
 * @topic: one of the topics
 *
 * Returns: (transfer full): its address for a help viewer, e.g. "help:switchback/troubles#owed"
 */
char *
sb_help_make_address (const char *topic)
{
  g_return_val_if_fail (topic != NULL, NULL);

  return g_strconcat ("help:switchback/", topic, NULL);
}

/**
 * sb_help_make_web_address:
 * @topic: one of the topics
 *
 * Returns: (transfer full): its address on the web
 */
char *
sb_help_make_web_address (const char *topic)
{
  char *address;

  g_return_val_if_fail (topic != NULL, NULL);

  if (g_str_equal (topic, SB_HELP_INDEX))
    return g_strdup (WEB_ADDRESS);

  address = g_strconcat (WEB_ADDRESS "#", topic, NULL);
  g_strdelimit (address + strlen (WEB_ADDRESS "#"), "#", '-');

  return address;
}

/**
 * sb_help_is_installed:
 * @data_folders: where data of programs is, as g_get_system_data_dirs() says
 *
 * Returns: whether a help viewer finds the pages. It does not say whether there is a help viewer.
 */
gboolean
sb_help_is_installed (const char *const *data_folders)
{
  g_return_val_if_fail (data_folders != NULL, FALSE);

  for (gsize i = 0; data_folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (data_folders[i], "help", "C", "switchback", "index.page", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}
