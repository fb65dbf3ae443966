/* SPDX-License-Identifier: Apache-2.0 */
/* The best that zlib and brotli can do: it is done once, at build time, and served many times. */
#define ZLIB_CONST /* so that zlib takes what it only reads as const */
#include "asset_file.h"

#include <brotli/encode.h>
#include <zlib.h>

#define GZIP_WINDOW_BITS (15 + 16) /* the largest window, with a gzip header */
#define GZIP_MEMORY      9         /* zlib's largest */
#define PLAIN_MAX        4096      /* bytes of what is kept as it is beside its gzip */

/* The bytes as gzip; "no text" when that is not smaller. */
static enum err
compress_gzip(struct arena *arena, struct str bytes, struct str *out)
{
    z_stream stream = {0};

    *out = (struct str){0};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW_BITS, GZIP_MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return ERR_MEMORY;
    char *packed = arena_alloc(arena, bytes.len);
    stream.next_in = (const Bytef *)bytes.ptr;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)bytes.len;
    bool smaller = packed != NULL && deflate(&stream, Z_FINISH) == Z_STREAM_END &&
                   stream.total_out < bytes.len;
    if (smaller)
        *out = (struct str){.ptr = packed, .len = stream.total_out};
    deflateEnd(&stream);
    return packed != NULL ? OK : ERR_MEMORY;
}

static enum err
compress_brotli(struct arena *arena, struct str bytes, struct str *out)
{
    size_t size = bytes.len;
    uint8_t *packed = arena_alloc(arena, bytes.len);

    *out = (struct str){0};
    if (packed == NULL)
        return ERR_MEMORY;
    if (BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT,
                              bytes.len, (const uint8_t *)bytes.ptr, &size, packed) &&
        size < bytes.len)
        *out = (struct str){.ptr = (const char *)packed, .len = size};
    return OK;
}

/* Who takes no gzip gets it inflated: hardly anybody, and it is two thirds of all bytes. A page is
 * kept, since the server writes into it. */
static void
leave_out_plain(struct asset_file *asset)
{
    bool is_page = str_starts(str_from(asset->content_type), STR("text/html"));
    size_t plain = asset->body[CODING_IDENTITY].len;
    size_t packed = asset->body[CODING_GZIP].len; /* 0: there is none */

    if (!is_page && plain > PLAIN_MAX && packed > 0 && packed < plain / 2)
        asset->body[CODING_IDENTITY] = (struct str){0};
}

enum err
asset_compress(struct arena *arena, struct asset_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct asset_file *asset = &list->items[i];
        struct str bytes = asset->body[CODING_IDENTITY];
        if (bytes.len == 0)
            continue;
        TRY(compress_gzip(arena, bytes, &asset->body[CODING_GZIP]));
        TRY(compress_brotli(arena, bytes, &asset->body[CODING_BROTLI]));
        leave_out_plain(asset);
    }
    return OK;
}
