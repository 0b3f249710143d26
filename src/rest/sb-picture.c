/* SPDX-FileCopyrightText: 2026 The Switchback authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A look at a picture before anybody unpacks it: that it is what it claims to be, because a decoder goes by the bytes
 * and knows many more formats than the two that we want; and how large it gets, because two megabytes of PNG can be
 * gigabytes of pixels. Whether it is a good picture is the decoder's matter. */

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "sb-rest"

#include "config.h"

#include "sb-picture.h"

#include "sb-api-error.h"

#include <string.h>

static guint
read_16 (const guchar *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint
read_32 (const guchar *at)
{
  return read_16 (at) << 16 | read_16 (at + 2);
}

/* ISO/IEC 15948 §5.2, §11.2.2: the signature, then at once the header with width and height. */
static gboolean
measure_png (const guchar *data, gsize length, guint *width, guint *height)
{
  static const guchar start[] = "\211PNG\r\n\032\n\0\0\0\015IHDR";
  const gsize start_length = sizeof start - 1;

  if (length < start_length + 8 || memcmp (data, start, start_length) != 0)
    return FALSE;

  *width = read_32 (data + start_length);
  *height = read_32 (data + start_length + 4);

  return TRUE;
}

/* Frame headers are C0 to CF, but C4, C8 and CC are something else. */
static gboolean
is_frame_header (guchar marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* ITU T.81, annex B: segments, each with its length, up to the one that heads the frame. */
static gboolean
measure_jpeg (const guchar *data, gsize length, guint *width, guint *height)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;

  while (at + 9 <= length && data[at] == 0xff)
    {
      const guchar marker = data[at + 1];
      const guint segment = read_16 (data + at + 2);

      if (marker == 0xff) /* padding */
        {
          at++;
          continue;
        }

      if (is_frame_header (marker))
        {
          *height = read_16 (data + at + 5);
          *width = read_16 (data + at + 7);
          return TRUE;
        }

      if (segment < 2)
        return FALSE;

      at += 2 + segment;
    }

  return FALSE;
}

/**
 * sb_picture_check:
 * @bytes: a picture, still packed
 * @error: return location for an %SB_API_ERROR_PROTOCOL
 *
 * Returns: %TRUE if @bytes begin like a PNG or JPEG of a size that can be unpacked
 */
gboolean
sb_picture_check (GBytes *bytes, GError **error)
{
  gsize length;
  const guchar *data;
  guint width = 0;
  guint height = 0;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  if (!measure_png (data, length, &width, &height) && !measure_jpeg (data, length, &width, &height))
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The picture is neither PNG nor JPEG"));
      return FALSE;
    }

  if (width == 0 || height == 0 || (guint64) width * height > SB_PICTURE_MAX_PIXELS)
    {
      g_propagate_error (error, sb_api_error_new (SB_API_ERROR_PROTOCOL, "The picture has %u × %u pixels", width,
                                                  height));
      return FALSE;
    }

  return TRUE;
}
