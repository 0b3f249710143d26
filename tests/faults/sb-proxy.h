/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbNetwork:
 * @SB_NETWORK_GOOD: everything is passed on
 * @SB_NETWORK_REFUSES: nobody listens, and who was connected is cut off
 * @SB_NETWORK_HANGS: nothing is passed on, and nobody is told
 * @SB_NETWORK_CUTS_REQUESTS: cut before a request is passed on
 * @SB_NETWORK_CUTS_REPLIES: cut when the platform has acted, before its reply is passed on
 * @SB_NETWORK_DELAYS: replies come late
 * @SB_NETWORK_ANSWERS: somebody on the way answers with an error: a request is not passed on, a reply that is on its
 *   way is replaced
 *
 * What the network between program and platform does.
 */
typedef enum
{
  SB_NETWORK_GOOD,
  SB_NETWORK_REFUSES,
  SB_NETWORK_HANGS,
  SB_NETWORK_CUTS_REQUESTS,
  SB_NETWORK_CUTS_REPLIES,
  SB_NETWORK_DELAYS,
  SB_NETWORK_ANSWERS,
} SbNetwork;

typedef struct _SbProxy SbProxy;

/**
 * SbProxyWatch:
 * @line: the first line of a request
 * @is_answered: whether the platform has acted on it; if not, it does not know of it yet
 * @user_data: as given
 *
 * Called in a thread of the proxy's, which waits, for each request before it is passed on and for each reply before it
 * is.
 */
typedef void (*SbProxyWatch) (const char *line,
                              gboolean    is_answered,
                              gpointer    user_data);

SbProxy *sb_proxy_new         (guint         platform_port,
                               SbProxyWatch  watch,
                               gpointer      user_data) G_GNUC_WARN_UNUSED_RESULT;
void     sb_proxy_free        (SbProxy      *self);
guint    sb_proxy_get_port    (SbProxy      *self);
void     sb_proxy_set_network (SbProxy      *self,
                               SbNetwork     network,
                               int           parameter);

G_END_DECLS
