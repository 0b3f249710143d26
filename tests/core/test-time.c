/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Times as platforms write them, sensible and absurd. */

#include "sb-boot-time.h"
#include "sb-test-wait.h"
#include "sb-time.h"

typedef struct
{
  const char *text;
  const char *expected; /* RFC 3339, or NULL for no time */
} Case;

static const Case cases[] = {
  { "2026-11-22 14:02:03", "2026-11-22T14:02:03Z" },
  { "2026-11-22T14:02:03Z", "2026-11-22T14:02:03Z" },
  { "2026-11-22T14:02:03.250Z", "2026-11-22T14:02:03Z" },
  { "2026-11-22T14:02:03+05:30", "2026-11-22T08:32:03Z" },
  { "2024-02-29 00:00:00", "2024-02-29T00:00:00Z" },
  { "2026-02-29 00:00:00", NULL },
  { "2026-11-22", NULL },
  { "14:02:03", NULL },
  { "2026-11-22 25:00:00", NULL },
  { "2026-11-22 14:02:03 Europe/Lisbon", NULL },
  { "tomorrow at half past two", NULL },
  { "", NULL },
  /* No time that somewhere on earth is before the first or after the last that GLib can hold. */
  { "0001-01-01 00:00:00", NULL },
  { "0002-01-01T00:00:00+14:00", NULL },
  { "9999-12-31 23:59:59", NULL },
  { "9998-12-31T23:59:59-14:00", NULL },
  { "99999999-12-31 23:59:59", NULL },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = sb_time_parse (cases[i].text);
      g_autofree char *text = time == NULL ? NULL : sb_time_to_rfc3339 (time);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* What was parsed can be shown wherever the user is. */
static void
test_everywhere (void)
{
  static const char *const extremes[] = { "0002-01-01 00:00:00", "9998-12-31 23:59:59" };

  for (guint i = 0; i < G_N_ELEMENTS (extremes); i++)
    for (int hours = -14; hours <= 14; hours++)
      {
        g_autoptr (GDateTime) time = sb_time_parse (extremes[i]);
        g_autoptr (GTimeZone) zone = g_time_zone_new_offset (hours * 3600);
        g_autoptr (GDateTime) there = NULL;

        g_assert_nonnull (time);
        there = g_date_time_to_timezone (time, zone);
        g_assert_nonnull (there);
      }
}

static void
test_wire (void)
{
  g_autoptr (GDateTime) time = sb_time_parse ("2026-11-22T14:02:03+05:30");
  g_autofree char *wire = sb_time_to_wire (time);

  g_assert_cmpstr (wire, ==, "2026-11-22 08:32:03");
}

static void
test_compare (void)
{
  g_autoptr (GDateTime) early = sb_time_parse ("2026-11-22 14:02:03");
  g_autoptr (GDateTime) late = sb_time_parse ("2026-11-22 14:02:04");

  g_assert_cmpint (sb_time_compare (early, late), <, 0);
  g_assert_cmpint (sb_time_compare (late, early), >, 0);
  g_assert_cmpint (sb_time_compare (early, early), ==, 0);
  g_assert_cmpint (sb_time_compare (NULL, early), <, 0);
  g_assert_cmpint (sb_time_compare (early, NULL), >, 0);
  g_assert_cmpint (sb_time_compare (NULL, NULL), ==, 0);
}

static gboolean
reached_cb (gpointer user_data)
{
  guint *n_reached = user_data;

  ++*n_reached;

  return G_SOURCE_REMOVE;
}

/* What is past is reached at once, what is to come is waited for, and what is taken away is never reached. */
static void
test_boot_source (void)
{
  const gint64 start = sb_boot_time_now ();
  const gint64 at[] = { 0, start, start + 20 * G_TIME_SPAN_MILLISECOND, start + G_TIME_SPAN_DAY };
  g_autoptr (GSource) never = NULL;
  guint n_reached = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (at); i++)
    {
      g_autoptr (GSource) source = sb_boot_time_source_new (at[i]);

      g_source_set_callback (source, reached_cb, &n_reached, NULL);
      g_source_attach (source, NULL);
      g_clear_pointer (&never, g_source_unref);
      never = g_source_ref (source);
    }

  sb_test_wait_until (n_reached == 3);
  g_assert_cmpint (sb_boot_time_now (), >=, at[2]);
  g_source_destroy (never);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/everywhere", test_everywhere);
  g_test_add_func ("/time/wire", test_wire);
  g_test_add_func ("/time/compare", test_compare);

  g_test_add_func ("/time/boot-source", test_boot_source);

  return g_test_run ();
}
