/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sb-capabilities.h"

#include "sb-text.h"

/**
 * sb_platform_info_new:
 * @title: the platform's name
 * @language: (nullable): its default language
 *
 * Returns: (transfer full): what a platform says of itself
 */
SbPlatformInfo *
sb_platform_info_new (const char *title, const char *language)
{
  SbPlatformInfo *self = g_new0 (SbPlatformInfo, 1);

  self->title = sb_text_dup_line (title);
  self->language = g_strdup (language);

  return self;
}

void
sb_platform_info_free (SbPlatformInfo *self)
{
  g_free (self->title);
  g_free (self->language);
  g_free (self);
}

/**
 * sb_domain_new:
 *
 * Returns: (transfer full): a domain
 */
SbDomain *
sb_domain_new (const char *id, const char *title)
{
  SbDomain *self = g_new0 (SbDomain, 1);

  self->id = g_strdup (id);
  self->title = sb_text_dup_line (title != NULL && *title != '\0' ? title : id);

  return self;
}

void
sb_domain_free (SbDomain *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

/**
 * sb_capabilities_new:
 *
 * Returns: (transfer full): a platform that can do nothing; to be filled before it is shared
 */
SbCapabilities *
sb_capabilities_new (void)
{
  SbCapabilities *self = g_atomic_rc_box_new0 (SbCapabilities);

  self->domains = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_domain_free);

  return self;
}

SbCapabilities *
sb_capabilities_ref (SbCapabilities *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sb_capabilities_clear (SbCapabilities *self)
{
  g_ptr_array_unref (self->domains);
  g_free (self->contact);
}

void
sb_capabilities_unref (SbCapabilities *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) sb_capabilities_clear);
}

/**
 * sb_capabilities_needs_domain:
 *
 * Returns: %TRUE if there is a choice of domains to be made before a log-in
 */
gboolean
sb_capabilities_needs_domain (const SbCapabilities *self)
{
  return self->domains->len > 1;
}
