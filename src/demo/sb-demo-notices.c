/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a learner is told when somebody comes in as them and when that somebody leaves: one notification and, if they
 * have an address, one e-mail, stored in the transaction of the session itself. The store's unique indices see to it
 * that nobody is told twice. Carrying the e-mail is sb-demo-mailer.c's matter. */

#include "config.h"

#include "sb-demo-notices.h"

#include "sb-demo-mailer.h"

typedef struct
{
  const char *language;
  const char *subject;
  const char *begin;        /* who, when */
  const char *begin_reason; /* why; behind the sentence above */
  const char *end_subject;
  const char *end;          /* who, when */
  const char *short_begin;  /* who */
  const char *short_end;    /* who */
  const char *levels[2];    /* Power User, Superadmin */
} Texts;

static const Texts texts[] = {
  { "en", "Your account was accessed", "%s (%s) logged in to your account at %s.", " Reason: %s",
    "Your account was left", "%s (%s) left your account at %s.", "%s logged in to your account.",
    "%s left your account.", { "training administrator", "platform administrator" } },
  { "de", "Auf Ihr Konto wurde zugegriffen", "%s (%s) hat sich um %s in Ihrem Konto angemeldet.", " Grund: %s",
    "Ihr Konto wurde verlassen", "%s (%s) hat Ihr Konto um %s verlassen.", "%s hat sich in Ihrem Konto angemeldet.",
    "%s hat Ihr Konto verlassen.", { "Schulungsadministration", "Plattformadministration" } },
  { "es", "Se ha accedido a su cuenta", "%s (%s) ha entrado en su cuenta a las %s.", " Motivo: %s",
    "Se ha salido de su cuenta", "%s (%s) ha salido de su cuenta a las %s.", "%s ha entrado en su cuenta.",
    "%s ha salido de su cuenta.", { "administración de formación", "administración de la plataforma" } },
};

static const Texts *
find_texts (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_has_prefix (language, texts[i].language))
      return &texts[i];

  return &texts[0];
}

/* What the learner is told, put together. */
typedef struct
{
  gint64 user_id;
  const char *subject;
  char *short_message;
  char *full_message;
  char *address;
  char *name;
} Notice;

static void
notice_clear (Notice *notice)
{
  g_free (notice->short_message);
  g_free (notice->full_message);
  g_free (notice->address);
  g_free (notice->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Notice, notice_clear)

static char *
dup_full_name (const char *first_name, const char *last_name)
{
  return g_strstrip (g_strjoin (" ", first_name, last_name, NULL));
}

/* The formats are those of the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
write_texts (Notice *notice, const Texts *words, gboolean is_begin, const char *who, const char *level,
             const char *clock, const char *reason)
{
  g_autofree char *sentence = g_strdup_printf (is_begin ? words->begin : words->end, who, level, clock);
  g_autofree char *because = NULL;

  if (is_begin && reason != NULL && *reason != '\0')
    because = g_strdup_printf (words->begin_reason, reason);

  notice->subject = is_begin ? words->subject : words->end_subject;
  notice->full_message = g_strconcat (sentence, because, NULL);
  notice->short_message = g_strdup_printf (is_begin ? words->short_begin : words->short_end, who);
}
#pragma GCC diagnostic pop

static gboolean
read_notice (SbDemoRequest *request, const char *uuid, gboolean is_begin, Notice *notice)
{
  g_autoptr (SbDemoRows) rows = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *who = NULL;
  const Texts *words;

  rows = sb_demo_store_query (request->store,
                              "SELECT u.id, u.email, u.first_name, u.last_name, u.language, a.first_name, a.last_name,"
                              "  a.level = 'super_admin', s.reason, s.started_at, s.ended_at FROM sessions s "
                              "JOIN users u ON u.id = s.user_id JOIN users a ON a.id = s.administrator_id "
                              "WHERE s.uuid = ?", "s", uuid);
  if (!sb_demo_rows_next (rows))
    return FALSE;

  words = find_texts (sb_demo_rows_text (rows, 4));
  time = g_date_time_new_from_unix_utc (sb_demo_rows_int (rows, is_begin ? 9 : 10));
  clock = g_date_time_format (time, "%H:%M UTC");
  who = dup_full_name (sb_demo_rows_text (rows, 5), sb_demo_rows_text (rows, 6));

  notice->user_id = sb_demo_rows_int (rows, 0);
  notice->address = g_strdup (sb_demo_rows_text (rows, 1));
  notice->name = dup_full_name (sb_demo_rows_text (rows, 2), sb_demo_rows_text (rows, 3));
  write_texts (notice, words, is_begin, who, words->levels[sb_demo_rows_int (rows, 7) != 0], clock,
               sb_demo_rows_text (rows, 8));

  return TRUE;
}

/**
 * sb_demo_notices_store:
 * @request: a request, inside a transaction that has stored the session
 * @uuid: the session
 * @type: %SB_DEMO_NOTICE_BEGIN or %SB_DEMO_NOTICE_END
 *
 * Stores the learner's notification and e-mail.
 */
void
sb_demo_notices_store (SbDemoRequest *request, const char *uuid, const char *type)
{
  g_auto (Notice) notice = { 0 };

  if (!read_notice (request, uuid, g_str_equal (type, SB_DEMO_NOTICE_BEGIN), &notice))
    return;

  sb_demo_store_run (request->store, "INSERT INTO notifications (user_id, type, subject, short_message, full_message,"
                                     "  created_at, session_uuid) VALUES (?, ?, ?, ?, ?, ?, ?)", "issssis",
                     notice.user_id, type, notice.subject, notice.short_message, notice.full_message, request->now,
                     uuid);

  if (*notice.address != '\0')
    {
      g_autofree char *message_id = g_strdup_printf ("%s.%s@acme.example", uuid, type);
      g_autofree char *message = sb_demo_mailer_compose (notice.name, notice.address, notice.subject,
                                                         notice.full_message, message_id, request->now);

      sb_demo_store_run (request->store, "INSERT INTO emails (user_id, session_uuid, type, address, subject,"
                                         "  message_id, message, state, attempts, created_at) "
                                         "VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', 0, ?)", "issssssi",
                         notice.user_id, uuid, type, notice.address, notice.subject, message_id, message,
                         request->now);
    }
}

static void
add_email (SbDemoRequest *request, JsonBuilder *builder, const char *uuid, const char *type)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store,
                                                     "SELECT state, coalesce (sent_at, created_at), address "
                                                     "FROM emails WHERE session_uuid = ? AND type = ?", "ss", uuid, type);
  const gboolean is_there = sb_demo_rows_next (rows);

  json_builder_set_member_name (builder, "email");
  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "state", is_there ? sb_demo_rows_text (rows, 0) : "none");
  sb_demo_json_add_open_time (builder, "at", is_there ? sb_demo_rows_int (rows, 1) : 0);
  sb_demo_json_add_string (builder, "address", is_there ? sb_demo_rows_text (rows, 2) : NULL);
  json_builder_end_object (builder);
}

/**
 * sb_demo_notices_add_json:
 * @request: a request
 * @builder: a builder inside of a record's `notices`
 * @uuid: the session
 * @type: %SB_DEMO_NOTICE_BEGIN or %SB_DEMO_NOTICE_END
 *
 * Adds `begin` or `end`: what became of the notice; null if there is none yet.
 */
void
sb_demo_notices_add_json (SbDemoRequest *request, JsonBuilder *builder, const char *uuid, const char *type)
{
  g_autoptr (SbDemoRows) rows = sb_demo_store_query (request->store, "SELECT id, created_at FROM notifications "
                                                                     "WHERE session_uuid = ? AND type = ?", "ss", uuid,
                                                     type);

  json_builder_set_member_name (builder, g_str_equal (type, SB_DEMO_NOTICE_BEGIN) ? "begin" : "end");
  if (!sb_demo_rows_next (rows))
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "platform");
  json_builder_begin_object (builder);
  sb_demo_json_add_string (builder, "state", "delivered");
  sb_demo_json_add_open_time (builder, "at", sb_demo_rows_int (rows, 1));
  sb_demo_json_add_id (builder, "id", sb_demo_rows_int (rows, 0));
  json_builder_end_object (builder);
  add_email (request, builder, uuid, type);
  json_builder_end_object (builder);
}
