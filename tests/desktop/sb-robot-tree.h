/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

#ifndef HAVE_ATSPI_AUTOPTR
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiRelation, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)
#endif

/* What somebody who looks at a window sees of its accessibility tree. */

#define SB_ROBOT_ANY_ROLE ATSPI_ROLE_INVALID

AtspiAccessible *sb_robot_tree_find         (AtspiAccessible *root,
                                             AtspiRole        role,
                                             const char      *pattern) G_GNUC_WARN_UNUSED_RESULT;
AtspiAccessible *sb_robot_tree_find_above   (AtspiAccessible *node,
                                             AtspiRole        role) G_GNUC_WARN_UNUSED_RESULT;
AtspiAccessible *sb_robot_tree_find_focused (AtspiAccessible *root) G_GNUC_WARN_UNUSED_RESULT;
char            *sb_robot_tree_dup_name     (AtspiAccessible *node) G_GNUC_WARN_UNUSED_RESULT;
char            *sb_robot_tree_dup_text     (AtspiAccessible *node) G_GNUC_WARN_UNUSED_RESULT;
char            *sb_robot_tree_describe     (AtspiAccessible *root) G_GNUC_WARN_UNUSED_RESULT;
gboolean         sb_robot_tree_has_state    (AtspiAccessible *node,
                                             AtspiStateType   state);
gboolean         sb_robot_tree_get_extents  (AtspiAccessible *node,
                                             AtspiRect       *extents);
gboolean         sb_robot_tree_do           (AtspiAccessible *node,
                                             const char      *action);

G_END_DECLS
