/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A notification in the platform. Reading one here never marks it as read there. */

#include "config.h"

#include "sb-notice.h"

#include "sb-text.h"

struct _SbNotice
{
  GObject parent_instance;

  char *id;
  char *subject;
  char *text;
  char *session_uuid;
  gboolean is_read;
  GDateTime *date;
};

G_DEFINE_FINAL_TYPE (SbNotice, sb_notice, G_TYPE_OBJECT)

static void
sb_notice_finalize (GObject *object)
{
  SbNotice *self = SB_NOTICE (object);

  g_free (self->id);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->session_uuid);
  g_clear_pointer (&self->date, g_date_time_unref);

  G_OBJECT_CLASS (sb_notice_parent_class)->finalize (object);
}

static void
sb_notice_class_init (SbNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_notice_finalize;
}

static void
sb_notice_init (SbNotice *self)
{
}

/* An empty string and a missing one mean the same to whoever shows it. */
static char *
dup_non_empty (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

/**
 * sb_notice_new:
 * @fields: what it is made of; copied
 *
 * Returns: (transfer full): a new one
 */
SbNotice *
sb_notice_new (const SbNoticeFields *fields)
{
  SbNotice *self = g_object_new (SB_TYPE_NOTICE, NULL);

  self->id = g_strdup (fields->id);
  self->subject = sb_text_dup_line (fields->subject != NULL ? fields->subject : "");
  self->text = g_strdup (fields->text != NULL ? fields->text : "");
  self->session_uuid = dup_non_empty (fields->session_uuid);
  self->is_read = fields->is_read;
  self->date = fields->date != NULL ? g_date_time_ref (fields->date) : NULL;

  return self;
}

/**
 * sb_notice_get_id:
 *
 * Returns: (transfer none): the platform's id of the notification
 */
const char *
sb_notice_get_id (SbNotice *self)
{
  g_return_val_if_fail (SB_IS_NOTICE (self), NULL);

  return self->id;
}

/**
 * sb_notice_get_subject:
 *
 * Returns: (transfer none): its subject, in plain text
 */
const char *
sb_notice_get_subject (SbNotice *self)
{
  g_return_val_if_fail (SB_IS_NOTICE (self), NULL);

  return self->subject;
}

/**
 * sb_notice_get_text:
 *
 * Returns: (transfer none): what it says, in plain text
 */
const char *
sb_notice_get_text (SbNotice *self)
{
  g_return_val_if_fail (SB_IS_NOTICE (self), NULL);

  return self->text;
}

/**
 * sb_notice_get_session_uuid:
 *
 * Returns: (transfer none) (nullable): the log-in that it tells of
 */
const char *
sb_notice_get_session_uuid (SbNotice *self)
{
  g_return_val_if_fail (SB_IS_NOTICE (self), NULL);

  return self->session_uuid;
}

/**
 * sb_notice_get_is_read:
 *
 * Returns: whether the learner has opened it
 */
gboolean
sb_notice_get_is_read (SbNotice *self)
{
  g_return_val_if_fail (SB_IS_NOTICE (self), FALSE);

  return self->is_read;
}

/**
 * sb_notice_get_date:
 *
 * Returns: (transfer none) (nullable): when it was sent
 */
GDateTime *
sb_notice_get_date (SbNotice *self)
{
  g_return_val_if_fail (SB_IS_NOTICE (self), NULL);

  return self->date;
}
