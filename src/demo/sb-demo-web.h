/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sb-demo-request.h"

G_BEGIN_DECLS

extern const char *const sb_demo_web_style;
extern const char *const sb_demo_web_script;

/* The pages behind the addresses of sb-demo-web.c. */
void sb_demo_web_show_sign_in         (SbDemoRequest *request);
void sb_demo_web_sign_in              (SbDemoRequest *request);
void sb_demo_web_sign_out             (SbDemoRequest *request);
void sb_demo_web_show_authorize       (SbDemoRequest *request);
void sb_demo_web_authorize            (SbDemoRequest *request);

void sb_demo_web_show_home            (SbDemoRequest *request);
void sb_demo_web_show_course          (SbDemoRequest *request);
void sb_demo_web_show_player          (SbDemoRequest *request);
void sb_demo_web_play                 (SbDemoRequest *request);
void sb_demo_web_complete             (SbDemoRequest *request);
void sb_demo_web_show_certificate     (SbDemoRequest *request);

void sb_demo_web_show_notifications   (SbDemoRequest *request);
void sb_demo_web_show_notification    (SbDemoRequest *request);
void sb_demo_web_show_bell            (SbDemoRequest *request);
void sb_demo_web_see_all              (SbDemoRequest *request);
void sb_demo_web_show_help            (SbDemoRequest *request);
void sb_demo_web_upload               (SbDemoRequest *request);
void sb_demo_web_show_profile         (SbDemoRequest *request);
void sb_demo_web_change_password      (SbDemoRequest *request);
void sb_demo_web_show_notes           (SbDemoRequest *request);
void sb_demo_web_hear_of_notes        (SbDemoRequest *request);
void sb_demo_web_show_paper           (SbDemoRequest *request);
void sb_demo_web_show_catalogue       (SbDemoRequest *request);
void sb_demo_web_buy                  (SbDemoRequest *request);

void sb_demo_web_show_learners        (SbDemoRequest *request);
void sb_demo_web_show_learners_script (SbDemoRequest *request);

G_END_DECLS
