/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole main job in another language, from the first window to the sheet, as somebody does it who has only the keyboard,
 * or does everything that is no text with the mouse. Nothing is looked for by an English word, but by what the catalogue of
 * the language says, or by what the platform's people and courses are called. The platform says whether it worked. */

#include "config.h"

#include "sb-robot-abroad.h"

#include "sb-robot-hands.h"
#include "sb-robot-sandbox.h"
#include "sb-robot-words.h"

#define COURSE "Workplace Safety 2026"
#define ITEM "Fire Doors"

const SbRobotTraveller sb_robot_german = {
  .language = "de", .locale = "de_DE.UTF-8", .is_dark = TRUE, .is_large = TRUE,
};

const SbRobotTraveller sb_robot_arab = { .language = "ar", .locale = "ar_EG.UTF-8", .has_mouse = TRUE };

typedef struct
{
  SbRobotJob *job;
  SbRobot *robot; /* of the job */
  const SbRobotTraveller *traveller;
  const char *pictures; /* nullable */
  guint n_pictures;
} Abroad;

/* Of the whole screen: a dialog in large text may be larger than the window. */
static void
take_picture (Abroad *abroad, const char *name)
{
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;

  if (abroad->pictures == NULL)
    return;

  path = g_strdup_printf ("%s/%s-%u-%s.png", abroad->pictures, abroad->traveller->language, ++abroad->n_pictures, name);
  sb_robot_wait_for_calm (abroad->robot);
  output = sb_robot_desk_run ("import", "-window", "root", path, NULL);
}

static void
see (Abroad *abroad, const char *text)
{
  g_autofree char *pattern = sb_robot_words_dup (NULL, text);

  sb_robot_see (abroad->robot, pattern);
}

static void
see_no_longer (Abroad *abroad, const char *text)
{
  g_autofree char *pattern = sb_robot_words_dup (NULL, text);

  sb_robot_see_no_longer (abroad->robot, pattern);
}

/* With the mouse, or the Tab key and Enter. */
static void
press_called (Abroad *abroad, AtspiRole role, const char *pattern)
{
  if (abroad->traveller->has_mouse)
    sb_robot_point_at (abroad->robot, role, pattern);
  else
    {
      sb_robot_tab_to (abroad->robot, pattern);
      sb_robot_press (abroad->robot, "Return");
    }
}

static void
press (Abroad *abroad, const char *context, const char *text)
{
  g_autofree char *pattern = sb_robot_words_dup (context, text);

  press_called (abroad, ATSPI_ROLE_PUSH_BUTTON, pattern);
}

/* A button of a course or an item is called "Word: title". */
static void
press_for (Abroad *abroad, const char *context, const char *text, const char *title)
{
  g_autofree char *word = sb_robot_words_dup (context, text);
  g_autofree char *pattern = g_strdup_printf ("%s: %s", word, title);

  press_called (abroad, ATSPI_ROLE_PUSH_BUTTON, pattern);
}

/* By keyboard, entries have the focus when their turn comes. Nobody types what they do not see. */
static void
type_into (Abroad *abroad, const char *name, const char *text)
{
  g_autofree char *pattern = sb_robot_words_dup (NULL, name);

  if (abroad->traveller->has_mouse)
    sb_robot_point_at (abroad->robot, SB_ROBOT_ANY_ROLE, pattern);
  sb_robot_type (abroad->robot, text);
  sb_robot_see_in_sight (abroad->robot, SB_ROBOT_ANY_ROLE, pattern);
}

static void
sign_in (Abroad *abroad)
{
  see (abroad, "Platform address");
  type_into (abroad, "Platform address", sb_robot_platform_get_address (abroad->job->platform));
  if (!abroad->traveller->has_mouse)
    sb_robot_press (abroad->robot, "Tab");
  type_into (abroad, "User name", "tea.admin");
  if (!abroad->traveller->has_mouse)
    sb_robot_press (abroad->robot, "Tab");
  type_into (abroad, "Password", "demo");
  take_picture (abroad, "sign-in");
  if (abroad->traveller->has_mouse)
    press (abroad, NULL, "_Sign In");
  else
    sb_robot_press (abroad->robot, "Return");
  see (abroad, "1–%1$s of %2$s");
  take_picture (abroad, "all-users");
}

/* The owner of the address comes first, her namesake second. */
static void
find_learner (Abroad *abroad)
{
  g_autofree char *two = sb_robot_words_dup (NULL, "1–%1$s of %2$s");

  type_into (abroad, "Search Learners", "ana.silva@acme.example");
  sb_robot_see (abroad->robot, g_strdelimit (two, "*", '2'));
  if (abroad->traveller->has_mouse)
    {
      /* What is in the menu is to be seen; where on the screen, GTK 4.8 does not say. */
      press (abroad, NULL, "Menu for %s");
      see (abroad, "_Log In as This User");
      take_picture (abroad, "menu");
      press (abroad, NULL, "Menu for %s");
      see_no_longer (abroad, "_Log In as This User");
      sb_robot_double_click (abroad->robot, ATSPI_ROLE_LABEL, "ana.silva");
    }
  else
    {
      sb_robot_press (abroad->robot, "Down");
      sb_robot_press (abroad->robot, "Return");
    }
}

static void
confirm (Abroad *abroad)
{
  see (abroad, "Everything you do is real");
  type_into (abroad, "Reason (optional)", SB_ROBOT_REASON);
  take_picture (abroad, "confirm");
  press (abroad, NULL, "Log In as %s");
  see (abroad, "You are logged in as");
}

static void
complete_item (Abroad *abroad)
{
  take_picture (abroad, "home");
  press_for (abroad, "course", "Resume", COURSE);
  see (abroad, "Items of the Course");
  take_picture (abroad, "course");
  press_for (abroad, NULL, "Complete", ITEM);
  see (abroad, "Complete this as %s?");
  take_picture (abroad, "question");
  press (abroad, NULL, "Complete");
  sb_robot_platform_assert (abroad->job->platform,
                            "SELECT status, actor_id, impersonator_id FROM item_states WHERE user_id = 4711 AND "
                            "item_id = (SELECT id FROM items WHERE title = '" ITEM "')",
                            "completed|4711|12");
  /* The store knows before the question is gone, and that would take what comes next. */
  see_no_longer (abroad, "Complete this as %s?");
  sb_robot_wait_for_calm (abroad->robot);
}

static void
switch_back (Abroad *abroad)
{
  if (abroad->traveller->has_mouse)
    press (abroad, NULL, "Switch Back to Your Account");
  else
    sb_robot_press (abroad->robot, "ctrl+shift+b");
  see (abroad, "You were logged in as %1$s for %2$s");
  see (abroad, "“%s” was completed");
  take_picture (abroad, "sheet");
  if (abroad->traveller->has_mouse)
    press (abroad, NULL, "_Done");
  else
    sb_robot_press (abroad->robot, "Return");
  see_no_longer (abroad, "You were logged in as %1$s for %2$s");
  see (abroad, "All Users");
}

/* As a desktop without portals says it; to a sandbox, the portals do. */
static char **
dup_environment (const SbRobotTraveller *traveller)
{
  g_autoptr (GStrvBuilder) variables = g_strv_builder_new ();
  g_autofree char *locale = sb_robot_words_dup_locale (traveller->locale);

  g_strv_builder_add (variables, locale);
  if (traveller->is_dark && sb_robot_sandbox_get_id () == NULL)
    g_strv_builder_add (variables, "ADW_DEBUG_COLOR_SCHEME=prefer-dark");

  return g_strv_builder_end (variables);
}

static void
set_dots_per_inch (int dots)
{
  g_autofree char *resource = g_strdup_printf ("Xft.dpi:\t%d\n", dots);
  g_autofree char *output = sb_robot_desk_run ("xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set",
                                               "RESOURCE_MANAGER", resource, NULL);

  g_assert_nonnull (output);
}

/* Otherwise the work would prove nothing: the text is as large and the window as dark as was asked for. */
static void
assert_set_up (Abroad *abroad)
{
  g_autofree char *name = sb_robot_words_dup (NULL, "Platform address");
  g_autoptr (AtspiAccessible) label = sb_robot_find (abroad->robot, ATSPI_ROLE_LABEL, name);
  g_autofree char *mean = NULL;
  AtspiRect place;

  g_assert_true (sb_robot_tree_get_extents (label, &place));
  g_test_message ("A line is %d pixels high", place.height);
  if (abroad->traveller->is_large)
    g_assert_cmpint (place.height, >=, 24);
  sb_robot_wait_for_calm (abroad->robot);
  mean = sb_robot_desk_run ("import", "-window", "root", "-gravity", "center", "-crop", "400x400+0+0", "-format",
                            "%[fx:mean]", "info:-", NULL);
  g_assert_nonnull (mean);
  g_test_message ("The window is %s bright", mean);
  if (abroad->traveller->is_dark)
    g_assert_cmpfloat (g_ascii_strtod (mean, NULL), <, 0.4);
  else
    g_assert_cmpfloat (g_ascii_strtod (mean, NULL), >, 0.6);
}

/**
 * sb_robot_abroad_work:
 * @desk: where to work
 * @traveller: who works
 * @pictures: (nullable): a folder for pictures of each step
 *
 * Does the main job in their language and in their way, and asserts that the platform knows of it.
 */
void
sb_robot_abroad_work (SbRobotDesk *desk, const SbRobotTraveller *traveller, const char *pictures)
{
  g_auto (GStrv) environment = NULL;
  g_autoptr (SbRobotJob) job = NULL;
  Abroad abroad = { .traveller = traveller, .pictures = pictures };

  sb_robot_words_learn (traveller->language);
  environment = dup_environment (traveller);
  set_dots_per_inch (traveller->is_large ? 192 : 96);
  job = sb_robot_job_new (desk, (const char *const *) environment);
  abroad.job = job;
  abroad.robot = job->robot;
  assert_set_up (&abroad);
  sign_in (&abroad);
  find_learner (&abroad);
  confirm (&abroad);
  complete_item (&abroad);
  switch_back (&abroad);
  sb_robot_job_assert_told (job, "switch-back");
  set_dots_per_inch (96);
  sb_robot_words_forget ();
}
