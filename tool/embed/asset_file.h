/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files that embed packs: what they are, and their bytes as they are, as gzip and as brotli.
 */
#ifndef KOERS_EMBED_ASSET_FILE_H
#define KOERS_EMBED_ASSET_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define ASSET_FILE_MAX  4000U        /* files in all */
#define ASSET_SIZE_MAX  (32U << 20)  /* bytes of one file */
#define ASSET_ARENA_MAX (512U << 20) /* everything, packed and unpacked */
#define ASSET_DEPTH_MAX 8            /* folders within folders */
#define ASSET_HASH_SIZE 16U /* bytes of an entity tag before it is written in hexadecimal */

enum coding { CODING_IDENTITY, CODING_GZIP, CODING_BROTLI, CODING_COUNT };

struct asset_file {
    struct str path; /* under which it is served, such as /assets/index-CTst4gJk.js */
    const char *content_type;
    struct str hash;               /* of the bytes, in hexadecimal */
    bool immutable;                /* the name has a hash of the content in it */
    struct str body[CODING_COUNT]; /* "no text": does not pay */
};

struct asset_list {
    struct asset_file *items;
    size_t count;
};

/* An empty list with room for ASSET_FILE_MAX. */
enum err asset_list_init(struct arena *arena, struct asset_list *out) MUST_USE;

/* Adds one file under a path. Source maps are left out. A failure has been told on stderr. A file
 * that is not there is told, and is no failure: a program without a client still serves. */
enum err asset_add_file(struct arena *arena, struct asset_list *list, const char *file,
                        const char *path) MUST_USE;

/* Adds all files below a folder, its own path replaced by `prefix` (which ends with a slash). A
 * folder that is not there holds nothing: it is told, and is no failure. */
enum err asset_add_folder(struct arena *arena, struct asset_list *list, const char *folder,
                          const char *prefix) MUST_USE;

/* Sorts by path, byte-wise. */
void asset_sort(struct asset_list *list);

/* Fills the codings of all files, and leaves out the bytes as they are where gzip saves much. Slow:
 * best compression. */
enum err asset_compress(struct arena *arena, struct asset_list *list) MUST_USE;

#endif
