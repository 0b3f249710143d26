/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a hostile server can make of JSON, and the strictness of the reader. */

#include "sb-api-error.h"
#include "sb-json-reader.h"
#include "sb-json.h"
#include "sb-wipe.h"

#include <string.h>

#define DEEP 4000000

static JsonNode *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return sb_json_parse (bytes, error);
}

typedef struct
{
  const char *name;
  const char *text;
} Case;

/* json-glib takes all of these but the last. */
static const Case refused[] = {
  { "comment", "/* */ {}" },          { "line-comment", "{} // x" }, { "single-quotes", "{'a': 1}" },
  { "assignment", "var a = {};" },    { "hexadecimal", "[0x10]" },   { "empty", "" },
  { "white-space", " \n" },           { "half", "{\"a\": " },        { "open-string", "{\"a" },
  { "open-escape", "{\"a\\" },
};

static void
test_refused (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (test->text, strlen (test->text), &error);

  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
  g_assert_null (root);
}

/* Each of these makes a scanner that knows only double quotes believe that the brackets are inside a string. */
static const Case hidden[] = {
  { "plain", "" },
  { "comment", "/*\"*/" },
  { "line-comment", "//\"\n" },
  { "single-quotes", "['\"'," },
  { "escape", "[\"\\\"\"," },
};

static void
test_hidden_nesting (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GString) text = g_string_new (test->text);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_string_set_size (text, strlen (test->text) + DEEP);
  memset (text->str + strlen (test->text), '[', DEEP);
  root = parse (text->str, text->len, &error);

  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

static void
test_depth (void)
{
  g_autofree char *deepest = g_strnfill (SB_JSON_MAX_DEPTH * 2, ']');
  g_autofree char *too_deep = g_strnfill ((SB_JSON_MAX_DEPTH + 1) * 2, ']');
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  memset (deepest, '[', SB_JSON_MAX_DEPTH);
  root = parse (deepest, strlen (deepest), &error);
  g_assert_no_error (error);
  g_assert_nonnull (root);

  memset (too_deep, '[', SB_JSON_MAX_DEPTH + 1);
  g_assert_null (parse (too_deep, strlen (too_deep), &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

/* Three bytes of text are three hundred of memory. */
static void
test_many_values (void)
{
  g_autoptr (GString) text = g_string_new ("[0");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SB_JSON_MAX_VALUES; i++)
    g_string_append (text, ",0");
  g_string_append_c (text, ']');

  g_assert_null (parse (text->str, text->len, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

static void
test_nul (void)
{
  static const char text[] = "{\"a\": 1}\0[[[[";
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, sizeof text, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

/* What an answer holds may be a token, also where it is not JSON. */
static void
test_message_repeats_nothing (void)
{
  static const char *const texts[] = { "{\"a\": eetrue.e}", "{\"a\" \"secret\"}", "{\"a\": \"secret", "{\"secret\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, "secret"));
      g_assert_null (strstr (error->message, "eetrue"));
    }
}

static SbJsonReader *
read_object (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, strlen (text), &error);

  g_assert_no_error (error);

  return sb_json_reader_new (root);
}

static void
test_long_string (void)
{
  g_autofree char *longest = g_strnfill (SB_JSON_MAX_STRING, 'a');
  g_autofree char *too_long = g_strnfill (SB_JSON_MAX_STRING + 1, 'a');
  g_autofree char *text = g_strdup_printf ("{\"a\": \"%s\", \"b\": \"%s\"}", longest, too_long);
  g_autoptr (SbJsonReader) reader = read_object (text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sb_json_reader_optional_string (reader, "a"), ==, longest);
  g_assert_cmpstr (sb_json_reader_optional_text (reader, "b"), ==, too_long);
  g_assert_true (sb_json_reader_finish (reader, NULL));

  g_assert_null (sb_json_reader_optional_string (reader, "b"));
  g_assert_false (sb_json_reader_finish (reader, &error));
  g_assert_error (error, SB_API_ERROR, SB_API_ERROR_PROTOCOL);
}

static const Case never[] = {
  { "empty", "" },
  { "mysql", "0000-00-00 00:00:00" },
  { "dot-net", "0001-01-01T00:00:00" },
  { "end-of-time", "9999-12-31 23:59:59" },
};

static void
test_never (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *text = g_strdup_printf ("{\"a\": \"%s\"}", test->text);
  g_autoptr (SbJsonReader) reader = read_object (text);

  g_assert_null (sb_json_reader_optional_time (reader, "a"));
  g_assert_true (sb_json_reader_finish (reader, NULL));

  g_assert_null (sb_json_reader_require_time (reader, "a"));
  g_assert_false (sb_json_reader_finish (reader, NULL));
}

static void
test_object_string (void)
{
  g_autofree char *text = sb_json_object_string ("plain", "a", "none", NULL, "hard", "\"\\\n\001\177é", "flag",
                                                 SB_JSON_TRUE, NULL);
  g_autoptr (SbJsonReader) reader = read_object (text);

  g_assert_cmpstr (sb_json_reader_require_string (reader, "plain"), ==, "a");
  g_assert_false (sb_json_reader_has_value (reader, "none"));
  g_assert_cmpstr (sb_json_reader_require_string (reader, "hard"), ==, "\"\\\n\001\177é");
  g_assert_true (sb_json_reader_optional_bool (reader, "flag", FALSE));
  g_assert_true (sb_json_reader_finish (reader, NULL));
}

static void
test_empty_object_string (void)
{
  g_autofree char *text = sb_json_object_string ("none", NULL, NULL);

  g_assert_cmpstr (text, ==, "{}");
}

static void
add_cases (const char *path, const Case *cases, gsize n, GTestDataFunc function)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = g_strconcat (path, cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], function);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_cases ("/json/refused/", refused, G_N_ELEMENTS (refused), test_refused);
  add_cases ("/json/hidden-nesting/", hidden, G_N_ELEMENTS (hidden), test_hidden_nesting);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/many-values", test_many_values);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/message-repeats-nothing", test_message_repeats_nothing);
  g_test_add_func ("/json/reader/long-string", test_long_string);
  add_cases ("/json/reader/never/", never, G_N_ELEMENTS (never), test_never);
  g_test_add_func ("/json/object-string", test_object_string);
  g_test_add_func ("/json/object-string/empty", test_empty_object_string);

  return g_test_run ();
}
