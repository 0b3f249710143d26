/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where an error becomes a sentence. It goes by the domain, the code and the platform's machine-readable
 * reason, never by a message, and says what happened, what to do next, which button helps, and where the help has more
 * of it. It knows neither what the user was doing nor where the sentence will stand. */

#include "config.h"

#include "sb-problem.h"

#include "sb-api-error.h"
#include "sb-guard-line.h"
#include "sb-help.h"
#include "sb-ledger.h"
#include "sb-secret-store.h"
#include "sb-web-sandbox.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  int code;
  const char *title;
  const char *body;
  SbRemedy remedy;
  const char *help;
} CodeText;

typedef struct
{
  const char *reason;
  const char *title;
  const char *body;
  SbRemedy remedy;
  const char *help;
} ReasonText;

G_DEFINE_BOXED_TYPE (SbProblem, sb_problem, sb_problem_copy, sb_problem_free)

static const CodeText api_texts[] = {
  { SB_API_ERROR_NETWORK, N_("The platform cannot be reached"),
    N_("Check your network connection, then try again."), SB_REMEDY_RETRY, SB_HELP_TROUBLES_NETWORK },
  { SB_API_ERROR_HOST_UNKNOWN, N_("There is nothing at this address"),
    N_("No host of this name could be found. Check the address for typing mistakes, and whether you are online."),
    SB_REMEDY_CHECK_ADDRESS, SB_HELP_TROUBLES_ADDRESS },
  { SB_API_ERROR_TIMEOUT, N_("The platform does not answer"),
    N_("It was asked, but did not answer in time. Try again in a moment."), SB_REMEDY_RETRY, SB_HELP_TROUBLES_NETWORK },
  { SB_API_ERROR_TLS, N_("The connection is not secure"),
    N_("The platform’s certificate is not trusted, so nothing was sent. If this network asks you to log in first, do "
       "that; otherwise tell those who run the platform."),
    SB_REMEDY_RETRY, SB_HELP_TROUBLES_CERTIFICATE },
  { SB_API_ERROR_INSECURE, N_("This address is not secure"),
    N_("Anybody on the way could read what is sent to an address that begins with “http:”. Use one that begins with "
       "“https:”."),
    SB_REMEDY_CHECK_ADDRESS, SB_HELP_TROUBLES_ADDRESS },
  { SB_API_ERROR_NOT_A_PLATFORM, N_("This is not a learning platform"),
    N_("Something answers at this address, but not a platform that this program knows. Check the address."),
    SB_REMEDY_CHECK_ADDRESS, SB_HELP_TROUBLES_ADDRESS },
  { SB_API_ERROR_UNAUTHORIZED, N_("You are signed out"),
    N_("The platform does not accept your sign-in any more. Sign in again to go on."), SB_REMEDY_SIGN_IN,
    SB_HELP_TROUBLES_SIGN_IN },
  { SB_API_ERROR_CREDENTIALS, N_("Wrong user name or password"),
    N_("The platform does not accept this user name with this password. Check both, and whether Caps Lock is on."),
    SB_REMEDY_CHECK_PASSWORD, SB_HELP_TROUBLES_SIGN_IN },
  { SB_API_ERROR_FORBIDDEN, N_("The platform does not allow this"),
    N_("Your account may not do this. Ask a Superadmin of the platform which permission is missing."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_PERMISSION },
  { SB_API_ERROR_NOT_FOUND, N_("This is not there any more"),
    N_("The platform does not know it, or does not show it to you. Reload to see what is there now."),
    SB_REMEDY_RETRY, SB_HELP_TROUBLES_CHANGED },
  { SB_API_ERROR_CONFLICT, N_("Something has changed in the meantime"),
    N_("At the platform this is not as it was when you looked. Reload to see how it is now."), SB_REMEDY_RETRY,
    SB_HELP_TROUBLES_CHANGED },
  { SB_API_ERROR_INVALID, N_("The platform did not accept this"),
    N_("Something in what was sent is missing or not as the platform wants it. Check what you entered."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_CHANGED },
  { SB_API_ERROR_RATE_LIMITED, N_("The platform is too busy"),
    N_("It asks for fewer requests, and waiting a little did not help. Try again in a minute."), SB_REMEDY_RETRY,
    SB_HELP_TROUBLES_NETWORK },
  { SB_API_ERROR_SERVER, N_("The platform has a problem"),
    N_("Something went wrong at the platform, not here. Try again later; if it stays so, tell those who run it."),
    SB_REMEDY_RETRY, SB_HELP_TROUBLES_NETWORK },
  { SB_API_ERROR_PROTOCOL, N_("The answer makes no sense"),
    N_("The platform sent something that this program does not understand. Try again; if it stays so, report it with "
       "the details."),
    SB_REMEDY_RETRY, SB_HELP_TROUBLES_ANSWER },
};

static const CodeText secret_texts[] = {
  { SB_SECRET_ERROR_LOCKED, N_("The keyring is locked"),
    N_("Your sign-in is kept in it. Unlock the keyring, or sign in again."), SB_REMEDY_SIGN_IN,
    SB_HELP_TROUBLES_KEYRING },
  { SB_SECRET_ERROR_UNAVAILABLE, N_("There is no keyring"),
    N_("Your sign-in cannot be kept on this computer. You can work as usual, and will be asked to sign in next time."),
    SB_REMEDY_SIGN_IN, SB_HELP_TROUBLES_KEYRING },
  { SB_SECRET_ERROR_DENIED, N_("The keyring may not be used"),
    N_("Access to the keyring, where your sign-in is kept, was denied. Sign in again."), SB_REMEDY_SIGN_IN,
    SB_HELP_TROUBLES_KEYRING },
};

static const CodeText ledger_texts[] = {
  { SB_LEDGER_ERROR_FULL, N_("There is no room left on the disk"),
    N_("A log-in is put on record before it begins, so that it is ended whatever happens. Make room, then try again."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_RECORD },
  { SB_LEDGER_ERROR_READ_ONLY, N_("The record of log-ins cannot be written"),
    N_("Its folder is read-only. A log-in is put on record before it begins, so that it is ended whatever happens. Ask "
       "whoever looks after this computer."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_RECORD },
  { SB_LEDGER_ERROR_DAMAGED, N_("The record of log-ins is damaged"),
    N_("It is set aside, and a new one is begun. Try again; what may still be open at the platform is ended."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_RECORD },
  { SB_LEDGER_ERROR_BUSY, N_("Switchback is busy elsewhere"),
    N_("Another Switchback on this computer is writing its record of log-ins, or ending this one. Try again in a "
       "moment."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_BUSY },
  { SB_LEDGER_ERROR_OVER, N_("This log-in is over"),
    N_("Another Switchback on this computer has ended it."), SB_REMEDY_NONE, SB_HELP_TROUBLES_EXPIRED },
  { SB_LEDGER_ERROR_UNKNOWN, N_("This log-in is not on record"),
    N_("Somebody has removed it from the record of log-ins. What may still be open at the platform is ended."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_RECORD },
  { SB_LEDGER_ERROR_FAILED, N_("The log-in cannot be put on record"),
    N_("A log-in is put on record before it begins, so that it is ended whatever happens. Ask whoever looks after this "
       "computer, and give them the details."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_RECORD },
};

static const CodeText guard_texts[] = {
  { SB_GUARD_ERROR_NOT_STARTED, N_("The guard of log-ins cannot be started"),
    N_("It ends a log-in if Switchback cannot, and without it no log-in begins. Install Switchback again, or ask whoever "
       "looks after this computer."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_GUARD },
};

static const CodeText web_sandbox_texts[] = {
  { SB_WEB_SANDBOX_ERROR_ABSENT, N_("The platform’s own pages cannot be shown here"),
    N_("Web pages are shown in a sandbox of their own, and this desktop makes none for Flatpaks. Work in the overview, or "
       "ask whoever looks after this computer for the desktop’s portals."),
    SB_REMEDY_RETRY },
};

/* What the platform's reasons say beyond the rules of a log-in, which are sb_refusal_to_sentence()'s. */
static const ReasonText reason_texts[] = {
  { "account_inactive", N_("Your account is not active"),
    N_("The platform knows you, but your account is switched off. Ask a Superadmin of the platform to activate it."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_SIGN_IN },
  { "invalid_client", N_("The platform does not know this client"),
    N_("The client ID or its secret is wrong. Those who run the platform can tell you both."),
    SB_REMEDY_CHECK_ADDRESS, SB_HELP_TROUBLES_SIGN_IN },
  { "access_denied", N_("The sign-in was declined"),
    N_("In the browser, access was not granted. Try again, and allow it there."), SB_REMEDY_RETRY,
    SB_HELP_TROUBLES_SIGN_IN },
  { "not_enrolled", N_("Not enrolled in this course"),
    N_("The learner is not enrolled in this course any more. Go back to see their courses as they are now."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_COURSE },
  { "course_locked", N_("The course is locked"),
    N_("The learner cannot enter this course now, so you cannot either."), SB_REMEDY_NONE, SB_HELP_TROUBLES_COURSE },
  { "item_locked", N_("This is locked"),
    N_("The learner has to do something else first, so you have to, too."), SB_REMEDY_NONE, SB_HELP_TROUBLES_COURSE },
  { "not_completable", N_("This cannot be marked as completed"),
    N_("The platform completes it by itself when the learner has worked through it."), SB_REMEDY_NONE,
    SB_HELP_TROUBLES_COURSE },
  { "password_inside", N_("Not while logged in as somebody else"),
    N_("Nobody can change the password of a person they are logged in as."), SB_REMEDY_NONE,
    SB_HELP_INSIDE_NOT_ALLOWED },
  { "payment_inside", N_("Not while logged in as somebody else"),
    N_("Nobody can pay for a person they are logged in as."), SB_REMEDY_NONE, SB_HELP_INSIDE_NOT_ALLOWED },
  { "uuid_taken", N_("The log-in could not be begun"),
    N_("The platform has another log-in under the same number. Try again; a new number will be used."),
    SB_REMEDY_RETRY, SB_HELP_TROUBLES_ANSWER },
  { "web_not_offered", N_("The platform’s own pages cannot be shown here"),
    N_("The platform does not say how one enters them as the learner. What the overview shows can be used all the same."),
    SB_REMEDY_NONE, SB_HELP_TROUBLES_PAGES },
  { "session_not_found", N_("The platform does not know this log-in"),
    N_("It never began there, or is long over. Nothing is open."), SB_REMEDY_NONE, SB_HELP_TROUBLES_EXPIRED },
};

/* Literal sentences, one for each rule (docs/platform-api.md, section 5). */
static const char *const refusal_sentences[] = {
  [SB_REFUSAL_NONE] = NULL,
  [SB_REFUSAL_NOT_OFFERED]
  = N_("This platform does not offer logging in as somebody else. Ask those who run it whether it can be switched on."),
  [SB_REFUSAL_NOT_AN_ADMINISTRATOR]
  = N_("You do not administer this platform. Ask a Superadmin of the platform to make you a Power User."),
  [SB_REFUSAL_PERMISSION_MISSING]
  = N_("Your account lacks the permission to log in as other people. Ask a Superadmin of the platform to grant it."),
  [SB_REFUSAL_NOT_ASSIGNED]
  = N_("This person is not in a branch that you administer. Ask a Superadmin of the platform to assign them to you."),
  [SB_REFUSAL_SUPERADMIN]
  = N_("Nobody can log in as a Superadmin. Ask this person to look into it themselves."),
  [SB_REFUSAL_POWER_USER]
  = N_("A Power User cannot log in as another Power User. Ask a Superadmin of the platform to do it."),
  [SB_REFUSAL_SELF] = N_("This is you. There is no need to log in as yourself."),
  [SB_REFUSAL_NESTED]
  = N_("You are logged in as somebody else already. Switch back to your account first."),
  [SB_REFUSAL_NEVER_SIGNED_IN]
  = N_("This person has never signed in. The platform only allows logging in as people who have signed in at least "
       "once."),
  [SB_REFUSAL_INACTIVE]
  = N_("The account of this person is not active. Activate it at the platform, or ask a Superadmin to do so."),
  [SB_REFUSAL_NOTIFICATIONS_OFF]
  = N_("Notifications are off at this platform, so this person could not be told. Ask a Superadmin to switch them on."),
  [SB_REFUSAL_USER_NOT_FOUND]
  = N_("This person is not at the platform any more, or not among the users you may see. Reload the list; if they are "
       "missing, ask a Superadmin."),
  [SB_REFUSAL_REASON_REQUIRED] = N_("The platform wants a reason for every log-in. Write why you log in."),
  [SB_REFUSAL_DOMAIN_REQUIRED] = N_("The platform has several domains. Choose the one in which to log in."),
  [SB_REFUSAL_SESSION_OVER] = N_("This log-in is over already. Log in again if there is more to do."),
  [SB_REFUSAL_OTHER]
  = N_("A rule of the platform stands in the way. Ask a Superadmin of the platform, and give them the details."),
};

/**
 * sb_refusal_to_sentence:
 * @refusal: a rule
 *
 * Returns: (transfer none) (nullable): what the rule is and whom to ask, in the user's language; %NULL for
 *   %SB_REFUSAL_NONE
 */
const char *
sb_refusal_to_sentence (SbRefusal refusal)
{
  if (refusal == SB_REFUSAL_NONE)
    return NULL;

  if ((guint) refusal >= G_N_ELEMENTS (refusal_sentences))
    refusal = SB_REFUSAL_OTHER;

  return _(refusal_sentences[refusal]);
}

static char *
make_details (const GError *error)
{
  g_autoptr (GString) text = g_string_new (error->message);
  guint status = sb_api_error_get_status (error);
  const char *reason = sb_api_error_get_reason (error);

  if (status != 0 && reason != NULL)
    g_string_append_printf (text, " (status %u, reason %s)", status, reason);
  else if (status != 0)
    g_string_append_printf (text, " (status %u)", status);
  else if (reason != NULL)
    g_string_append_printf (text, " (reason %s)", reason);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static SbProblem *
problem_new (const GError *error, const char *title, const char *body, SbRemedy remedy, const char *help)
{
  SbProblem *self = g_new0 (SbProblem, 1);

  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->details = make_details (error);
  self->remedy = remedy;
  self->help = help;

  return self;
}

static SbProblem *
problem_for_code (const GError *error, const CodeText *texts, gsize n_texts)
{
  for (gsize i = 0; i < n_texts; i++)
    if (texts[i].code == error->code)
      return problem_new (error, _(texts[i].title), _(texts[i].body), texts[i].remedy, texts[i].help);

  return NULL;
}

static SbProblem *
problem_for_reason (const GError *error)
{
  const char *reason = sb_api_error_get_reason (error);
  SbRefusal refusal;

  if (reason == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (reason_texts); i++)
    if (g_str_equal (reason_texts[i].reason, reason))
      return problem_new (error, _(reason_texts[i].title), _(reason_texts[i].body), reason_texts[i].remedy,
                          reason_texts[i].help);

  refusal = sb_refusal_from_error (error);
  if (refusal == SB_REFUSAL_NONE || refusal == SB_REFUSAL_OTHER)
    return NULL;

  return sb_problem_new_for_refusal (refusal, error);
}

/**
 * sb_problem_new_for_error:
 * @error: any error
 *
 * Returns: (transfer full) (nullable): what happened and what to do, in the user's language, or %NULL if the operation
 *   was cancelled, of which nothing is to be said
 */
SbProblem *
sb_problem_new_for_error (const GError *error)
{
  SbProblem *problem = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  if (error->domain == SB_API_ERROR)
    {
      problem = problem_for_reason (error);
      if (problem == NULL)
        problem = problem_for_code (error, api_texts, G_N_ELEMENTS (api_texts));
    }
  else if (error->domain == SB_SECRET_ERROR)
    problem = problem_for_code (error, secret_texts, G_N_ELEMENTS (secret_texts));
  else if (error->domain == SB_LEDGER_ERROR)
    problem = problem_for_code (error, ledger_texts, G_N_ELEMENTS (ledger_texts));
  else if (error->domain == SB_GUARD_ERROR)
    problem = problem_for_code (error, guard_texts, G_N_ELEMENTS (guard_texts));
  else if (error->domain == SB_WEB_SANDBOX_ERROR)
    problem = problem_for_code (error, web_sandbox_texts, G_N_ELEMENTS (web_sandbox_texts));

  if (problem != NULL)
    return problem;

  return problem_new (error, _("Something went wrong"), _("Try again; if it stays so, report it with the details."),
                      SB_REMEDY_RETRY, SB_HELP_TROUBLES_ANSWER);
}

/**
 * sb_problem_new_for_refusal:
 * @refusal: a rule, not %SB_REFUSAL_NONE
 * @error: (nullable): the error that it was found in
 *
 * For whoever knows that an error answers a log-in, where also an error without a reason means a rule.
 *
 * Returns: (transfer full): the rule as a problem
 */
SbProblem *
sb_problem_new_for_refusal (SbRefusal refusal, const GError *error)
{
  SbProblem *self;

  g_return_val_if_fail (refusal != SB_REFUSAL_NONE, NULL);

  self = g_new0 (SbProblem, 1);
  self->title = g_strdup (_("The log-in is not possible"));
  self->body = g_strdup (sb_refusal_to_sentence (refusal));
  self->details = error != NULL ? make_details (error) : g_strdup ("");
  self->help = sb_help_get_topic_for_refusal (refusal);

  return self;
}

/**
 * sb_problem_new_inside:
 * @error: any error of a call that acts as a learner
 *
 * As sb_problem_new_for_error(), but a token that is not accepted is the learner's: the administrator is still signed
 * in, and has to switch back.
 *
 * Returns: (transfer full) (nullable): what happened and what to do, or %NULL if the operation was cancelled
 */
SbProblem *
sb_problem_new_inside (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (!g_error_matches (error, SB_API_ERROR, SB_API_ERROR_UNAUTHORIZED))
    return sb_problem_new_for_error (error);

  return problem_new (error, _("The log-in has run out"),
                      _("The platform does not accept it any more, most likely because its time is up. Switch back to "
                        "your account, so that the learner is told that you left."),
                      SB_REMEDY_NONE, SB_HELP_TROUBLES_EXPIRED);
}

/**
 * sb_problem_copy:
 *
 * Returns: (transfer full): a copy
 */
SbProblem *
sb_problem_copy (const SbProblem *self)
{
  SbProblem *copy = g_new0 (SbProblem, 1);

  copy->title = g_strdup (self->title);
  copy->body = g_strdup (self->body);
  copy->details = g_strdup (self->details);
  copy->remedy = self->remedy;
  copy->help = self->help;

  return copy;
}

void
sb_problem_free (SbProblem *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self->details);
  g_free (self);
}
