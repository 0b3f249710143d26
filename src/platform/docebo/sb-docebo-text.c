/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The platform's descriptions and notices may be HTML; here all of it is shown as text. This is no HTML parser and need
 * not be one: its output is never read as markup again, so the worst that a strange input can do is look strange. It
 * goes over the input once, so a hostile one costs no more than its length. */

#include "config.h"

#include "sb-docebo-text.h"

#include <string.h>

typedef struct
{
  GString *text;
  gboolean is_markup;         /* white space means nothing, as in HTML */
  gboolean has_pending_space;
  guint n_pending_breaks;
} Writer;

static void
write_char (Writer *writer, gunichar c)
{
  if (writer->text->len > 0 && writer->n_pending_breaks > 0)
    for (guint i = 0; i < MIN (writer->n_pending_breaks, 2); i++)
      g_string_append_c (writer->text, '\n');
  else if (writer->text->len > 0 && writer->has_pending_space)
    g_string_append_c (writer->text, ' ');

  writer->n_pending_breaks = 0;
  writer->has_pending_space = FALSE;
  g_string_append_unichar (writer->text, c);
}

static void
write_space (Writer *writer, gunichar c)
{
  if (writer->is_markup)
    writer->has_pending_space = TRUE;
  else if (c == '\n')
    writer->n_pending_breaks++;
  else if (c != '\r')
    writer->has_pending_space = TRUE;
}

static gboolean
is_tag_start (const char *at)
{
  return at[0] == '<' && (g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!' || at[1] == '?');
}

static gboolean
is_named (const char *tag, const char *name)
{
  const gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 && !g_ascii_isalnum (tag[length]);
}

static guint
breaks_for (const char *tag)
{
  static const char *const paragraphs[] = { "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table" };
  static const char *const lines[] = { "br", "div", "li", "tr" };

  if (*tag == '/')
    tag++;

  for (gsize i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    if (is_named (tag, paragraphs[i]))
      return 2;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (is_named (tag, lines[i]))
      return 1;

  return 0;
}

/* What is between these is no text for anybody. Returns where to go on. */
static const char *
skip_content (const char *tag, const char *end)
{
  static const char *const names[] = { "script", "style" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_named (tag, names[i]))
      {
        for (const char *at = strchr (end, '<'); at != NULL; at = strchr (at + 1, '<'))
          if (at[1] == '/' && is_named (at + 2, names[i]))
            return at;

        return end + strlen (end);
      }

  return end;
}

/* Returns the first character after a comment; one that is not closed reaches to the end. */
static const char *
skip_comment (const char *at)
{
  const char *end = strstr (at, "-->");

  return end != NULL ? end + strlen ("-->") : at + strlen (at);
}

/* @at is a '<' with a '>' somewhere after it. Returns the first character after the tag. */
static const char *
skip_tag (Writer *writer, const char *at)
{
  const guint n_breaks = breaks_for (at + 1);

  if (n_breaks == 1)
    writer->n_pending_breaks++;
  else
    writer->n_pending_breaks = MAX (writer->n_pending_breaks, n_breaks);

  return skip_content (at + 1, strchr (at, '>') + 1);
}

/* @text begins with '#'. */
static gunichar
numbered_entity (const char *text, const char **end)
{
  const gboolean is_hex = text[1] == 'x' || text[1] == 'X';
  const char *at = text + (is_hex ? 2 : 1);
  gunichar value = 0;

  for (; is_hex ? g_ascii_isxdigit (*at) : g_ascii_isdigit (*at); at++)
    {
      value = value * (is_hex ? 16 : 10) + g_ascii_xdigit_value (*at);
      if (value > 0x10ffff)
        return 0;
    }

  *end = at + 1;

  return *at == ';' && value >= 0x20 && g_unichar_validate (value) ? value : 0;
}

/* @at is a '&'. Returns the character, or 0 if it is only a '&'. */
static gunichar
entity (const char *at, const char **end)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } names[] = {
    { "amp;", '&' },      { "lt;", '<' },       { "gt;", '>' },       { "quot;", '"' },      { "apos;", '\'' },
    { "nbsp;", ' ' },     { "ndash;", 0x2013 }, { "mdash;", 0x2014 }, { "hellip;", 0x2026 }, { "bull;", 0x2022 },
    { "lsquo;", 0x2018 }, { "rsquo;", 0x2019 }, { "ldquo;", 0x201c }, { "rdquo;", 0x201d },
  };

  if (at[1] == '#')
    {
      return numbered_entity (at + 1, end);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (at + 1, names[i].name))
      {
        *end = at + 1 + strlen (names[i].name);
        return names[i].c;
      }

  return 0;
}

static gboolean
has_tag (const char *html)
{
  const char *last = strrchr (html, '>');

  for (const char *at = strchr (html, '<'); at != NULL && at < last; at = strchr (at + 1, '<'))
    if (is_tag_start (at))
      return TRUE;

  return FALSE;
}

/* Returns where to go on. */
static const char *
write_text (Writer *writer, const char *at)
{
  const char *next = g_utf8_next_char (at);
  gunichar c = g_utf8_get_char (at);
  const char *end = NULL;
  gunichar decoded = *at == '&' ? entity (at, &end) : 0;

  if (decoded != 0)
    {
      c = decoded;
      next = end;
    }

  if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    write_space (writer, c);
  else
    write_char (writer, c);

  return next;
}

/**
 * sb_docebo_plain_text:
 * @html: (nullable): text, perhaps with markup
 *
 * Drops tags, comments, scripts and styles, decodes the common entities, and turns the ends of paragraphs and lines
 * into line breaks. A text without any tag keeps its own line breaks. At most one empty line in a row is left, and none
 * at either end. A `<` that begins no tag stays.
 *
 * Returns: (transfer full) (nullable): the text, to be shown as text and never as markup; %NULL only for %NULL
 */
char *
sb_docebo_plain_text (const char *html)
{
  g_autofree char *valid = NULL;
  Writer writer = { NULL };
  const char *last_end;

  if (html == NULL)
    return NULL;

  valid = g_utf8_make_valid (html, -1);
  last_end = strrchr (valid, '>');
  writer.text = g_string_sized_new (strlen (valid));
  writer.is_markup = has_tag (valid);

  for (const char *at = valid; *at != '\0';)
    if (!is_tag_start (at) || at >= last_end)
      at = write_text (&writer, at);
    else if (g_str_has_prefix (at, "<!--"))
      at = skip_comment (at);
    else
      at = skip_tag (&writer, at);

  return g_string_free (writer.text, FALSE);
}
