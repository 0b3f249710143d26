/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* To be included before GTK, in this folder only: takes the limit away that keeps the other files to what our floor has. What
 * is deprecated in the GTK that is built on is warned of here, and what only newer ones have is asked for by version. */
#undef GDK_VERSION_MIN_REQUIRED
#undef GDK_VERSION_MAX_ALLOWED
#undef ADW_VERSION_MIN_REQUIRED
#undef ADW_VERSION_MAX_ALLOWED
