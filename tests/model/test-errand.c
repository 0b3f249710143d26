/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a link may say, and what it may not; and what becomes of it: nothing is ever begun, changed or signed in to. */

#include "config.h"

#include "sb-api-error.h"
#include "sb-debug-info.h"
#include "sb-dropped.h"
#include "sb-errands.h"
#include "sb-model-fixtures.h"
#include "sb-test-wait.h"
#include "sb-visit-aim.h"

#include <string.h>

/* ---- links ---- */

static void
test_links (void)
{
  static const struct
  {
    const char *link;
    const char *text;
    const char *ticket;
    const char *course;
    const char *origin;
  } cases[] = {
    { "switchback:find?text=ana", "ana", NULL, NULL, NULL },
    { "SwitchBack://find?text=ana", "ana", NULL, NULL, NULL },
    { "switchback:find?text=%20Ana%20Silva%20&ticket=T-1&to=WS26", "Ana Silva", "T-1", "WS26", NULL },
    { "switchback:find?to=WS26&text=ana%2Bx@acme.example", "ana+x@acme.example", NULL, "WS26", NULL },
    { "switchback:find?text=a+b", "a+b", NULL, NULL, NULL },
    { "switchback:find?text=a%26b%3Dc", "a&b=c", NULL, NULL, NULL },
    { "switchback:find?text=%E5%90%8D", "\xe5\x90\x8d", NULL, NULL, NULL },
    { "switchback:find?text=ana&ticket=&to=%20", "ana", NULL, NULL, NULL },
    { "switchback:find?text=ana&platform=learn.acme.example", "ana", NULL, NULL, "https://learn.acme.example" },
    { "switchback:find?text=ana&platform=https%3A%2F%2FLEARN.acme.example%2Flogin", "ana", NULL, NULL,
      "https://learn.acme.example" },
    { "switchback:find?text=<b>", NULL, NULL, NULL, NULL },
    { "switchback:find?text=%3Cb%3E", "<b>", NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbErrand) errand = sb_errand_new_from_link (cases[i].link, &error);
      g_autoptr (SbErrand) again = NULL;
      g_autofree char *link = NULL;

      g_test_message ("%s", cases[i].link);
      if (cases[i].text == NULL)
        {
          g_assert_null (errand);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpstr (errand->text, ==, cases[i].text);
      g_assert_cmpstr (errand->ticket, ==, cases[i].ticket);
      g_assert_cmpstr (errand->course, ==, cases[i].course);
      g_assert_cmpstr (errand->origin, ==, cases[i].origin);
      g_assert_null (errand->learner);
      g_assert_false (errand->is_listing);

      /* Said again, it means the same. */
      link = sb_errand_to_link (errand);
      again = sb_errand_new_from_link (link, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again->text, ==, cases[i].text);
      g_assert_cmpstr (again->ticket, ==, cases[i].ticket);
      g_assert_cmpstr (again->course, ==, cases[i].course);
      g_assert_cmpstr (again->origin, ==, cases[i].origin);
    }
}

static void
test_hostile_links (void)
{
  static const struct
  {
    const char *link;
    SbErrandError code;
  } cases[] = {
    { "", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?", SB_ERRAND_ERROR_NOBODY },
    { "switchback:find/?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:///find?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback://user@find?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:Find?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:begin?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:sign-in?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "https://find?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "file:///etc/passwd", SB_ERRAND_ERROR_NOT_A_LINK },
    { "javascript:find?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { " switchback:find?text=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a b", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a\nb", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a#to", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=\xc3\xa9", SB_ERRAND_ERROR_NOT_A_LINK },
    /* Nothing that is not known, and nothing twice. */
    { "switchback:find?text=a&confirm=1", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&reason=x", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&look-only=0", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&password=x", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&text=b", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?TEXT=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?te%78t=a", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&&to=b", SB_ERRAND_ERROR_NOT_A_LINK },
    /* Nothing that a reader would not see. */
    { "switchback:find?text=a%00b", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a%0Ab", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a%1Bb", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a&ticket=%E2%80%AEevil", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a%E2%80%A8b", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=a%EF%BB%BFb", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=%FF%FE", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=%ED%A0%80", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=%", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=%4", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=%zz", SB_ERRAND_ERROR_NOT_A_LINK },
    { "switchback:find?text=", SB_ERRAND_ERROR_NOBODY },
    { "switchback:find?text=%20%20", SB_ERRAND_ERROR_NOBODY },
    { "switchback:find?ticket=T-1", SB_ERRAND_ERROR_NOBODY },
    { "switchback:find?text=a&platform=", SB_ERRAND_ERROR_PLATFORM },
    { "switchback:find?text=a&platform=http%3A%2F%2Flearn.acme.example", SB_ERRAND_ERROR_PLATFORM },
    { "switchback:find?text=a&platform=https%3A%2F%2Flearn.acme.example%40evil.example", SB_ERRAND_ERROR_PLATFORM },
    { "switchback:find?text=a&platform=javascript%3Aalert", SB_ERRAND_ERROR_PLATFORM },
    { "switchback:find?text=a&platform=file%3A%2F%2F%2Fetc", SB_ERRAND_ERROR_PLATFORM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbErrand) errand = sb_errand_new_from_link (cases[i].link, &error);

      g_test_message ("%s", cases[i].link);
      g_assert_null (errand);
      g_assert_error (error, SB_ERRAND_ERROR, (int) cases[i].code);
      g_assert_cmpstr (sb_errand_error_to_sentence (error), !=, "");
    }
}

static void
assert_length (gsize n, const char *letter, const char *field, gboolean is_taken)
{
  GString *link = g_string_new ("switchback:find?text=a");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbErrand) errand = NULL;

  if (g_str_equal (field, "text"))
    g_string_truncate (link, strlen ("switchback:find?"));
  else
    g_string_append_c (link, '&');
  g_string_append_printf (link, "%s=", field);
  for (gsize i = 0; i < n; i++)
    g_string_append (link, letter);
  text = g_string_free (link, FALSE);

  errand = sb_errand_new_from_link (text, &error);
  g_assert_true ((errand != NULL) == is_taken);
  if (!is_taken)
    g_assert_error (error, SB_ERRAND_ERROR, SB_ERRAND_ERROR_TOO_LONG);
}

static void
test_lengths (void)
{
  assert_length (200, "x", "text", TRUE);
  assert_length (201, "x", "text", FALSE);
  assert_length (201, "x", "ticket", FALSE);
  assert_length (201, "x", "to", FALSE);
  assert_length (201, "x", "platform", FALSE);
  /* Characters are counted, not bytes; but a link as a whole ends somewhere. */
  assert_length (200, "%C3%A9", "text", TRUE);
  assert_length (200, "%E5%90%8D", "text", TRUE);
  assert_length (300, "%E5%90%8D", "text", FALSE);
  assert_length (100000, "x", "text", FALSE);
}

/* ---- what becomes of them ---- */

typedef struct
{
  SbFakePlatform *platform;
  SbDesk *desk;
  SbAccountStore *accounts;
  SbErrands *errands;
  SbErrandMoment moment;
  GString *log;
} Fixture;

static SbErrandMoment
get_moment (gpointer data)
{
  return ((Fixture *) data)->moment;
}

static void
ask_cb (Fixture *f, SbLearner *learner, const SbErrand *errand)
{
  g_string_append_printf (f->log, "ask %s ticket=%s to=%s\n", sb_learner_get_id (learner), errand->ticket,
                          errand->course);
}

static void
search_cb (Fixture *f, const char *text)
{
  g_string_append_printf (f->log, "search %s\n", text);
}

static void
said_cb (Fixture *f, const char *sentence)
{
  g_string_append_printf (f->log, "said %s\n", sentence);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.switchback_app.Switchback");

  g_settings_reset (settings, "accounts");
  f->platform = sb_fake_platform_new ();
  f->desk = sb_model_desk (f->platform, sb_model_capabilities ());
  f->accounts = sb_account_store_new (settings);
  sb_account_store_add (f->accounts, sb_desk_get_account (f->desk));
  f->errands = sb_errands_new (f->accounts, get_moment, f);
  g_signal_connect_swapped (f->errands, "ask", G_CALLBACK (ask_cb), f);
  g_signal_connect_swapped (f->errands, "search", G_CALLBACK (search_cb), f);
  g_signal_connect_swapped (f->errands, "said", G_CALLBACK (said_cb), f);
  f->log = g_string_new (NULL);
  sb_fake_platform_clear_log (f->platform);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *calls = sb_fake_platform_dup_log (f->platform);

  /* Whatever it was: the platform was asked who there is, and for nothing else. */
  g_assert_null (strstr (calls, "begin"));
  g_assert_null (strstr (calls, "sign"));

  g_assert_finalize_object (f->errands);
  sb_model_assert_done (f->platform);
  g_assert_finalize_object (f->accounts);
  g_assert_finalize_object (f->desk);
  g_assert_finalize_object (f->platform);
  g_string_free (f->log, TRUE);
}

static void
take (Fixture *f, const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbErrand) errand = sb_errand_new_from_link (link, &error);

  g_assert_no_error (error);
  sb_errands_take (f->errands, errand);
}

static void
assert_log (Fixture *f, const char *expected)
{
  g_assert_cmpstr (f->log->str, ==, expected);
  g_string_truncate (f->log, 0);
}

static void
push_people (Fixture *f, gboolean has_more, ...)
{
  SbLearnerPage *page = sb_learner_page_new ();
  const char *user_name;
  guint id = 4711;
  va_list names;

  va_start (names, has_more);
  while ((user_name = va_arg (names, const char *)) != NULL)
    {
      g_autofree char *number = g_strdup_printf ("%u", id++);
      g_autofree char *email = g_strdup_printf ("%s@acme.example", user_name);

      g_ptr_array_add (page->learners, sb_model_learner (number, "Ana", "Silva", user_name, email, NULL));
    }
  va_end (names);

  page->total = page->learners->len;
  page->has_more = has_more;
  sb_fake_platform_push_answer (f->platform, SB_FAKE_LIST_LEARNERS, page, (GDestroyNotify) sb_learner_page_free);
}

static void
test_found (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *user_names[3];
    gboolean has_more;
    const char *log;
  } cases[] = {
    { "ana", { "ana.silva" }, FALSE, "ask 4711 ticket=T-1 to=WS26\n" },
    { "ana", { NULL }, FALSE, "search ana\n" },
    { "ana", { "ana.silva", "ana.silva2" }, FALSE, "said Several people match. Choose one.\nsearch ana\n" },
    { "ana", { "ana.silva" }, TRUE, "said Several people match. Choose one.\nsearch ana\n" },
    /* Who is named by what nobody else has is meant, though others begin like that. */
    { "Ana.Silva", { "ana.silva", "ana.silva2" }, FALSE, "ask 4711 ticket=T-1 to=WS26\n" },
    { "ana.silva2@acme.example", { "ana.silva", "ana.silva2" }, FALSE, "ask 4712 ticket=T-1 to=WS26\n" },
    { "4712", { "4712", "4711" }, FALSE, "said Several people match. Choose one.\nsearch 4712\n" },
  };

  sb_errands_set_desk (f->errands, f->desk);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *link = g_strdup_printf ("switchback:find?text=%s&ticket=T-1&to=WS26", cases[i].text);

      g_test_message ("%s, %" G_GSIZE_FORMAT, cases[i].text, i);
      push_people (f, cases[i].has_more, cases[i].user_names[0], cases[i].user_names[1], NULL);
      take (f, link);
      assert_log (f, "");
      sb_test_drain ();
      assert_log (f, cases[i].log);
    }
}

/* What was filled in is for whoever is chosen in this very search. */
static void
test_choice (Fixture *f, gconstpointer data)
{
  const SbErrand *choice;

  sb_errands_set_desk (f->errands, f->desk);
  push_people (f, FALSE, "ana.silva", "ana.silva2", NULL);
  take (f, "switchback:find?text=ana&ticket=T-1");
  sb_test_drain ();

  g_assert_null (sb_errands_get_choice (f->errands, "joao"));
  choice = sb_errands_get_choice (f->errands, "ana");
  g_assert_nonnull (choice);
  g_assert_cmpstr (choice->ticket, ==, "T-1");

  sb_errands_forget (f->errands);
  g_assert_null (sb_errands_get_choice (f->errands, "ana"));
}

static void
test_failed (Fixture *f, gconstpointer data)
{
  sb_errands_set_desk (f->errands, f->desk);
  sb_model_push_error (f->platform, SB_FAKE_LIST_LEARNERS, SB_API_ERROR_SERVER, 500, NULL);
  take (f, "switchback:find?text=ana");
  sb_test_drain ();
  g_assert_true (g_str_has_prefix (f->log->str, "said "));
  g_assert_null (sb_errands_get_choice (f->errands, "ana"));
}

/* Kept until somebody is signed in. */
static void
test_signed_out (Fixture *f, gconstpointer data)
{
  f->moment = SB_ERRAND_MOMENT_SIGNED_OUT;
  take (f, "switchback:find?text=ana");
  assert_log (f, "said Sign in, and the learner you asked for is looked up.\n");

  f->moment = SB_ERRAND_MOMENT_SIGNING_IN;
  sb_errands_go_on (f->errands);
  assert_log (f, "");

  push_people (f, FALSE, "ana.silva", NULL);
  f->moment = SB_ERRAND_MOMENT_FREE;
  sb_errands_set_desk (f->errands, f->desk);
  sb_errands_go_on (f->errands);
  sb_test_drain ();
  assert_log (f, "ask 4711 ticket=(null) to=(null)\n");

  /* Once. */
  sb_errands_go_on (f->errands);
  sb_test_drain ();
  assert_log (f, "");
}

/* A log-in is never interrupted, nor a question; also if they come while it is being looked. */
static void
test_in_the_way (Fixture *f, gconstpointer data)
{
  sb_errands_set_desk (f->errands, f->desk);
  f->moment = SB_ERRAND_MOMENT_LOGGED_IN;
  take (f, "switchback:find?text=ana");
  assert_log (f, "said You are logged in as somebody. Switch back first, and then ask again.\n");
  f->moment = SB_ERRAND_MOMENT_ASKING;
  take (f, "switchback:find?text=ana");
  assert_log (f, "said Answer what is asked here first, and then ask again.\n");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS), ==, 0);

  f->moment = SB_ERRAND_MOMENT_FREE;
  push_people (f, FALSE, "ana.silva", NULL);
  take (f, "switchback:find?text=ana");
  f->moment = SB_ERRAND_MOMENT_LOGGED_IN;
  sb_test_drain ();
  assert_log (f, "said You are logged in as somebody. Switch back first, and then ask again.\n");
  f->moment = SB_ERRAND_MOMENT_FREE;
  sb_errands_go_on (f->errands);
  sb_test_drain ();
  assert_log (f, "");
}

/* The newer takes the place of the older, also if the answer to the older comes last. */
static void
test_newer (Fixture *f, gconstpointer data)
{
  sb_errands_set_desk (f->errands, f->desk);
  sb_fake_platform_push_hold (f->platform, SB_FAKE_LIST_LEARNERS);
  take (f, "switchback:find?text=ana&ticket=T-1");
  push_people (f, FALSE, "joao", NULL);
  take (f, "switchback:find?text=joao&ticket=T-2");
  sb_test_drain ();
  assert_log (f, "ask 4711 ticket=T-2 to=(null)\n");
}

static void
test_platform (Fixture *f, gconstpointer data)
{
  g_autoptr (SbAccount) other = sb_account_new ("https://other.example", "1", "tea", "Tea", 1, NULL);
  g_autofree char *own = g_strdup_printf ("switchback:find?text=ana&platform=%s",
                                          sb_account_get_origin (sb_desk_get_account (f->desk)));

  sb_errands_set_desk (f->errands, f->desk);
  push_people (f, FALSE, "ana.silva", NULL);
  take (f, own);
  sb_test_drain ();
  assert_log (f, "ask 4711 ticket=(null) to=(null)\n");

  take (f, "switchback:find?text=ana&platform=other.example");
  assert_log (f, "said You have no account at other.example. Nothing was opened.\n");

  /* It does not change the account by itself. */
  sb_account_store_add (f->accounts, other);
  take (f, "switchback:find?text=ana&platform=other.example");
  assert_log (f, "said This is for your account at other.example. Choose it, and it goes on.\n");
  sb_test_drain ();
  assert_log (f, "");
  g_assert_cmpuint (sb_fake_platform_count_calls (f->platform, SB_FAKE_LIST_LEARNERS), ==, 1);
}

/* Of the desktop's search: there is nobody to look for. */
static void
test_learner (Fixture *f, gconstpointer data)
{
  g_autoptr (SbLearner) ana = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);
  g_autoptr (SbErrand) errand
      = sb_errand_new_for_learner (sb_account_get_id (sb_desk_get_account (f->desk)), ana);
  g_autoptr (SbErrand) foreign = sb_errand_new_for_learner ("nobody", ana);

  sb_errands_set_desk (f->errands, f->desk);
  sb_errands_take (f->errands, errand);
  assert_log (f, "ask 4711 ticket=(null) to=(null)\n");
  sb_errands_take (f->errands, foreign);
  assert_log (f, "said That account is no longer here. Nothing was opened.\n");
}

/* ---- what is dropped ---- */

static void
test_dropped (void)
{
  static const struct
  {
    const char *text;
    const char *search;
  } cases[] = {
    { "ana.silva@acme.example", "ana.silva@acme.example" },
    { "  Ana Silva \n", "Ana Silva" },
    { "\r\n\r\nAna Silva\r\nLisbon", "Ana Silva" },
    { "Ana Silva <ana@acme.example>", "ana@acme.example" },
    { "\"Silva, Ana\" <ana@acme.example>,", "ana@acme.example" },
    { "<ana@acme.example>", "ana@acme.example" },
    { "mailto:ana%2Bx@acme.example?subject=Hi", "ana+x@acme.example" },
    { "MAILTO:ana@acme.example,ben@acme.example", "ana@acme.example" },
    { "(ana.silva),", "ana.silva" },
    { "“Ana”", "“Ana”" },
    { "João d’Ávila", "João d’Ávila" },
    { "a <b> c", "a <b> c" },
    { "a\tb", "a b" },
    { "", NULL },
    { " \n\t", NULL },
    { "<>", NULL },
    { "\xff\xfe", NULL },
  };
  g_autofree char *long_text = g_strnfill (201, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *search = sb_dropped_dup_search (cases[i].text);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (search, ==, cases[i].search);
    }

  g_assert_null (sb_dropped_dup_search (long_text));
}

/* ---- what helps to find a bug ---- */

static void
test_debug_info (Fixture *f, gconstpointer data)
{
  static const char *const above[] = { "GTK 4.8.3", NULL };
  g_autoptr (SbAccount) other = sb_account_new ("https://other.example", "u-1234", "tea.other", "Tea Other", 1, "client-77");
  g_autofree char *info = NULL;

  sb_account_store_add (f->accounts, other);
  info = sb_debug_info_make (f->accounts, above);
  g_assert_nonnull (strstr (info, "Switchback " VERSION));
  g_assert_nonnull (strstr (info, "GTK 4.8.3\n"));
  g_assert_nonnull (strstr (info, "libsoup 3."));
  g_assert_nonnull (strstr (info, "Sandbox: "));
  g_assert_nonnull (strstr (info, "Platform: other.example\n"));

  /* Nobody is in it. */
  g_assert_null (strcasestr (info, "tea"));
  g_assert_null (strstr (info, "u-1234"));
  g_assert_null (strstr (info, "client-77"));
}

/* ---- courses ---- */

static GPtrArray *
make_courses (void)
{
  static const SbCourseFields fields[] = {
    { .id = "31", .code = "WS26", .name = "Workplace Safety", .can_enter = TRUE },
    { .id = "32", .code = "31", .name = "Fire Doors", .can_enter = TRUE },
    { .id = "33", .code = "F-1", .name = "First Aid", .can_enter = TRUE },
    { .id = "34", .code = "F-2", .name = "First Aid", .can_enter = TRUE },
    { .id = "35", .name = "Étiquette", .can_enter = FALSE },
  };
  GPtrArray *courses = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (courses, sb_course_new (&fields[i]));

  return courses;
}

static void
test_find_course (void)
{
  static const struct
  {
    const char *wanted;
    const char *id; /* NULL: none, or several */
    guint n_found;
  } cases[] = {
    { "31", "31", 1 }, { "ws26", "31", 1 }, { " WS26 ", "31", 1 }, { "workplace safety", "31", 1 },
    { "First Aid", NULL, 2 }, { "f-2", "34", 1 }, { "étiquette", "35", 1 }, { "Workplace", NULL, 0 }, { "99", NULL, 0 },
  };
  g_autoptr (GPtrArray) courses = make_courses ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_found;
      SbCourse *course = sb_course_find (courses, cases[i].wanted, &n_found);

      g_test_message ("%s", cases[i].wanted);
      g_assert_cmpuint (n_found, ==, cases[i].n_found);
      g_assert_cmpstr (course != NULL ? sb_course_get_id (course) : NULL, ==, cases[i].id);
    }
}

static void
keep (GString *log, const char *text)
{
  g_string_append_printf (log, "%s\n", text);
}

static void
test_aim (void)
{
  static const struct
  {
    const char *wanted;
    const char *log;
  } cases[] = {
    { "WS26", "31\n" },
    { "Workplace", "Ana is not enrolled in “Workplace”\n" },
    { "First Aid", "Ana has several courses called “First Aid”\n" },
    { "35", "Ana cannot enter “Étiquette” now\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbFakePlatform) platform = sb_fake_platform_new ();
      g_autoptr (SbLearner) ana = sb_model_learner ("4711", "Ana", "Silva", "ana.silva", NULL, NULL);
      g_autoptr (SbImpersonation) impersonation = sb_model_visit (platform, ana);
      g_autoptr (SbVisitPresenter) visit = sb_visit_presenter_new (impersonation, NULL);
      g_autoptr (SbVisitAim) aim = sb_visit_aim_new (visit, cases[i].wanted);
      g_autoptr (SbVisitAim) late = sb_visit_aim_new (visit, cases[i].wanted);
      g_autoptr (GString) log = g_string_new (NULL);

      g_signal_connect_swapped (aim, "found", G_CALLBACK (keep), log);
      g_signal_connect_swapped (aim, "missed", G_CALLBACK (keep), log);
      sb_visit_aim_start (aim);
      sb_model_push_error (platform, SB_FAKE_LIST_COURSES, SB_API_ERROR_NETWORK, 0, NULL);
      sb_visit_presenter_load_courses (visit);
      sb_test_drain ();
      g_assert_cmpstr (log->str, ==, "");

      /* It is found as soon as it can be, and once. */
      for (guint n = 0; n < 2; n++)
        {
          sb_fake_platform_push_answer (platform, SB_FAKE_LIST_COURSES, make_courses (),
                                        (GDestroyNotify) g_ptr_array_unref);
          sb_visit_presenter_load_courses (visit);
          sb_test_drain ();
          g_assert_cmpstr (log->str, ==, cases[i].log);
        }

      /* At once, if the courses are there. */
      g_string_truncate (log, 0);
      g_signal_connect_swapped (late, "found", G_CALLBACK (keep), log);
      g_signal_connect_swapped (late, "missed", G_CALLBACK (keep), log);
      sb_visit_aim_start (late);
      g_assert_cmpstr (log->str, ==, cases[i].log);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/errand/links", test_links);
  g_test_add_func ("/errand/hostile-links", test_hostile_links);
  g_test_add_func ("/errand/lengths", test_lengths);

#define ADD(path, function) g_test_add ("/errand/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("found", test_found);
  ADD ("choice", test_choice);
  ADD ("failed", test_failed);
  ADD ("signed-out", test_signed_out);
  ADD ("in-the-way", test_in_the_way);
  ADD ("newer", test_newer);
  ADD ("platform", test_platform);
  ADD ("learner", test_learner);

  ADD ("debug-info", test_debug_info);
  g_test_add_func ("/errand/dropped", test_dropped);
  g_test_add_func ("/errand/find-course", test_find_course);
  g_test_add_func ("/errand/aim", test_aim);

  return g_test_run ();
}
