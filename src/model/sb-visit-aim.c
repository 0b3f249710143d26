/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The course that somebody wanted to see when they asked for a log-in. Which courses the learner has is known only
 * inside: as soon as it is, the course is found among them, or it is said why not. Nothing is opened here. */

#include "config.h"

#include "sb-visit-aim.h"

#include "sb-format.h"
#include "sb-visit-presenter-private.h"

#include <glib/gi18n-lib.h>

struct _SbVisitAim
{
  GObject parent_instance;

  /* owned */
  SbVisitPresenter *visit;
  char *course;
};

enum
{
  FOUND,
  MISSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbVisitAim, sb_visit_aim, G_TYPE_OBJECT)

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *a_folded = a != NULL ? g_utf8_casefold (a, -1) : NULL;
  g_autofree char *b_folded = g_utf8_casefold (b, -1);

  return a != NULL && g_utf8_collate (a_folded, b_folded) == 0;
}

static SbCourse *
find_by (GPtrArray *courses, const char *(*get) (SbCourse *), const char *wanted, guint *n_found)
{
  SbCourse *found = NULL;

  *n_found = 0;
  for (guint i = 0; i < courses->len; i++)
    if (is_same (get (g_ptr_array_index (courses, i)), wanted))
      {
        found = g_ptr_array_index (courses, i);
        (*n_found)++;
      }

  return *n_found == 1 ? found : NULL;
}

/**
 * sb_course_find:
 * @courses: (element-type SbCourse): a learner's courses
 * @wanted: the id, the code or the name of one, in this order; case does not matter
 * @n_found: (out): how many there are
 *
 * Returns: (transfer none) (nullable): the only one
 */
SbCourse *
sb_course_find (GPtrArray *courses, const char *wanted, guint *n_found)
{
  const char *(*const keys[]) (SbCourse *) = { sb_course_get_id, sb_course_get_code, sb_course_get_name };
  g_autofree char *text = g_strstrip (g_strdup (wanted));

  *n_found = 0;
  for (guint i = 0; *n_found == 0 && i < G_N_ELEMENTS (keys); i++)
    {
      SbCourse *found = find_by (courses, keys[i], text, n_found);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static char *
make_sentence (SbVisitAim *self, SbCourse *course, guint n_found)
{
  g_autofree char *name = sb_format_isolated (sb_learner_get_first_name (sb_visit_presenter_get_learner (self->visit)));
  g_autofree char *wanted = sb_format_isolated (course != NULL ? sb_course_get_name (course) : self->course);

  if (course != NULL)
    /* Translators: the first is the first name of a person, the second the name of a course. */
    return g_strdup_printf (_("%1$s cannot enter “%2$s” now"), name, wanted);

  if (n_found > 1)
    /* Translators: the first is the first name of a person, the second the name of several courses. */
    return g_strdup_printf (_("%1$s has several courses called “%2$s”"), name, wanted);

  /* Translators: the first is the first name of a person, the second the id, code or name of a course. */
  return g_strdup_printf (_("%1$s is not enrolled in “%2$s”"), name, wanted);
}

static void
look (SbVisitAim *self)
{
  const SbLoading loading = self->visit->parts[SB_VISIT_PART_COURSES].loading;
  g_autofree char *sentence = NULL;
  SbCourse *course;
  guint n_found;

  if (loading != SB_LOADING_READY && loading != SB_LOADING_EMPTY)
    return;

  course = sb_course_find (self->visit->all_courses, self->course, &n_found);
  if (course == NULL || !sb_course_get_can_enter (course))
    sentence = make_sentence (self, course, n_found);

  g_signal_handlers_disconnect_by_data (self->visit, self);
  if (sentence != NULL)
    g_signal_emit (self, signals[MISSED], 0, sentence);
  else
    g_signal_emit (self, signals[FOUND], 0, sb_course_get_id (course));
}

static void
sb_visit_aim_finalize (GObject *object)
{
  SbVisitAim *self = SB_VISIT_AIM (object);

  g_clear_object (&self->visit);
  g_free (self->course);

  G_OBJECT_CLASS (sb_visit_aim_parent_class)->finalize (object);
}

static void
sb_visit_aim_class_init (SbVisitAimClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_visit_aim_finalize;

  signals[FOUND] = g_signal_new ("found", SB_TYPE_VISIT_AIM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[MISSED] = g_signal_new ("missed", SB_TYPE_VISIT_AIM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
sb_visit_aim_init (SbVisitAim *self)
{
}

/**
 * sb_visit_aim_new:
 * @visit: a log-in
 * @course: the id, code or name of a course
 *
 * Returns: (transfer full): an aim, not started yet
 */
SbVisitAim *
sb_visit_aim_new (SbVisitPresenter *visit, const char *course)
{
  SbVisitAim *self = g_object_new (SB_TYPE_VISIT_AIM, NULL);

  self->visit = g_object_ref (visit);
  self->course = g_strdup (course);

  return self;
}

/**
 * sb_visit_aim_start:
 * @self: an aim
 *
 * Looks for the course as soon as the courses are there, which may be now.
 */
void
sb_visit_aim_start (SbVisitAim *self)
{
  g_return_if_fail (SB_IS_VISIT_AIM (self));

  g_signal_connect_object (self->visit, "notify::courses-loading", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}
