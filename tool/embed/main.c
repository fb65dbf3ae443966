/* SPDX-License-Identifier: Apache-2.0 */
/*
 * embed: packs files that are served into C.
 *
 *     embed --out DIR [--folder FOLDER PREFIX/]… [--file FILE PATH]…
 *
 * Writes asset.h, asset.c and asset.bin: one blob of all bytes, taken in by the assembler, since a
 * compiler takes seconds over megabytes of numbers. The first line of asset.c names the hash of
 * what went in; when it is there already, nothing is compressed again and nothing is written.
 */
#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "asset_file.h"
#include "base/buf.h"

#define OUTPUT_SIZE_MAX (256U << 20)
#define FORMAT_VERSION  "3" /* raise it when asset.c is written otherwise */

static const char header[] =
    "/* SPDX-License-Identifier: Apache-2.0 */\n"
    "/*\n"
    " * The files of the client and the description of the API, packed by tool/embed into the\n"
    " * program's read-only data.\n"
    " *\n"
    " * A coding that is not smaller than the bytes as they are is missing (\"no text\"). So is\n"
    " * identity where gzip is there and saves much: edge/asset.h inflates it. `etag` is without\n"
    " * quotes; codings are representations of their own, so put something like -gz and -br "
    "behind\n"
    " * it before quoting.\n"
    " */\n"
    "#ifndef KOERS_GEN_ASSET_H\n"
    "#define KOERS_GEN_ASSET_H\n\n"
    "#include <stdbool.h>\n"
    "#include <stddef.h>\n\n"
    "#include \"base/str.h\"\n\n"
    "enum asset_coding { ASSET_IDENTITY, ASSET_GZIP, ASSET_BROTLI, ASSET_CODING_COUNT };\n\n"
    "struct asset {\n"
    "    struct str path; /* begins with a slash */\n"
    "    const char *content_type;\n"
    "    const char *etag;\n"
    "    bool immutable; /* the name holds a hash of the content: may be cached for a year */\n"
    "    struct str body[ASSET_CODING_COUNT];\n"
    "};\n\n"
    "/* Sorted by path, byte-wise. */\n"
    "extern const struct asset all_assets[];\n"
    "extern const size_t all_assets_count;\n\n"
    "/* The asset of that path, or NULL. */\n"
    "const struct asset *asset_find(struct str path);\n\n"
    "#endif\n";

static const char finder[] = "\nconst struct asset *\n"
                             "asset_find(struct str path)\n"
                             "{\n"
                             "    size_t from = 0;\n"
                             "    size_t to = all_assets_count;\n\n"
                             "    while (from < to) {\n"
                             "        size_t middle = from + (to - from) / 2;\n"
                             "        int order = str_cmp(path, all_assets[middle].path);\n"
                             "        if (order == 0)\n"
                             "            return &all_assets[middle];\n"
                             "        if (order < 0)\n"
                             "            to = middle;\n"
                             "        else\n"
                             "            from = middle + 1;\n"
                             "    }\n"
                             "    return NULL;\n"
                             "}\n";

/* Takes over what the command line names. */
static enum err
read_arguments(struct arena *arena, int argc, char **argv, const char **out,
               struct asset_list *list)
{
    *out = NULL;
    for (int i = 1; i < argc;) {
        if (strcmp(argv[i], "--out") == 0 && i + 1 < argc) {
            *out = argv[i + 1];
            i += 2;
        } else if (strcmp(argv[i], "--folder") == 0 && i + 2 < argc) {
            TRY(asset_add_folder(arena, list, argv[i + 1], argv[i + 2]));
            i += 3;
        } else if (strcmp(argv[i], "--file") == 0 && i + 2 < argc) {
            TRY(asset_add_file(arena, list, argv[i + 1], argv[i + 2]));
            i += 3;
        } else {
            return ERR_MALFORMED;
        }
    }
    return *out != NULL ? OK : ERR_MALFORMED;
}

/* The first line of asset.c: what it was made of. */
static struct str
make_stamp(struct arena *arena, const struct asset_list *list)
{
    crypto_generichash_state state;
    unsigned char hash[ASSET_HASH_SIZE];
    char hex[2 * ASSET_HASH_SIZE + 1];

    crypto_generichash_init(&state, NULL, 0, sizeof(hash));
    for (size_t i = 0; i < list->count; i++) {
        const struct asset_file *asset = &list->items[i];
        struct str line = str_fmt(arena, FORMAT_VERSION "%.*s %.*s\n", STR_FMT(asset->path),
                                  STR_FMT(asset->hash));
        crypto_generichash_update(&state, (const unsigned char *)line.ptr, line.len);
    }
    crypto_generichash_final(&state, hash, sizeof(hash));
    sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
    return str_fmt(arena, "/* SPDX-License-Identifier: Apache-2.0 */ /* of %s */\n", hex);
}

/* Do the three files of an earlier run stand there, made of the same? */
static bool
is_done(struct arena *arena, const char *folder, struct str stamp)
{
    const char *table = str_fmt(arena, "%s/asset.c", folder).ptr;
    const char *blob = str_fmt(arena, "%s/asset.bin", folder).ptr;
    char line[256] = "";
    FILE *file = table != NULL ? fopen(table, "re") : NULL;

    if (file == NULL)
        return false;
    bool has_blob = blob != NULL && access(blob, F_OK) == 0;
    bool same = fgets(line, sizeof(line), file) != NULL && str_eq(str_from(line), stamp);
    fclose(file);
    return same && has_blob;
}

static enum err
write_file(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wbe");
    bool written = file != NULL && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;

    if (file == NULL || fclose(file) != 0 || !written) {
        fprintf(stderr, "%s: cannot be written (%s)\n", path, strerror(errno));
        return ERR_GONE;
    }
    return OK;
}

/* One row of the table; what it points at is appended to the blob. */
static void
emit_asset(const struct asset_file *asset, struct buf *blob, struct buf *out)
{
    static const char *const names[] = {"ASSET_IDENTITY", "ASSET_GZIP", "ASSET_BROTLI"};

    buf_fmt(out,
            "    {\n        .path = {\"%.*s\", %zu},\n        .content_type = \"%s\",\n"
            "        .etag = \"%.*s\",\n        .immutable = %s,\n",
            STR_FMT(asset->path), asset->path.len, asset->content_type, STR_FMT(asset->hash),
            asset->immutable ? "true" : "false");
    for (size_t i = 0; i < CODING_COUNT; i++) {
        if (asset->body[i].ptr == NULL)
            continue;
        buf_fmt(out, "        .body[%s] = {asset_bytes + %zu, %zu},\n", names[i], blob->len,
                asset->body[i].len);
        buf_append_str(blob, asset->body[i]);
    }
    buf_fmt(out, "    },\n");
}

static void
emit_table(const struct asset_list *list, struct str stamp, const char *blob_path, struct buf *blob,
           struct buf *out)
{
    buf_append_str(out, stamp);
    buf_fmt(out,
            "/* Made by tool/embed. */\n"
            "#include \"gen/asset.h\"\n\n"
            "extern const char asset_bytes[] __attribute__((visibility(\"hidden\")));\n"
            "__asm__(\".pushsection .rodata\\n\"\n"
            "        \".balign 16\\n\"\n"
            "        \".globl asset_bytes\\n\"\n"
            "        \".hidden asset_bytes\\n\"\n"
            "        \"asset_bytes:\\n\"\n"
            "        \".incbin \\\"%s\\\"\\n\"\n"
            "        \".byte 0\\n\"\n"
            "        \".popsection\\n\");\n\n"
            "const struct asset all_assets[] = {\n",
            blob_path);
    for (size_t i = 0; i < list->count; i++)
        emit_asset(&list->items[i], blob, out);
    /* C has no empty tables. */
    buf_fmt(out, "    {.path = {0}},\n};\nconst size_t all_assets_count = %zu;\n%s", list->count,
            finder);
}

/* Compresses and writes the three files. */
static enum err
write_all(struct arena *arena, struct asset_list *list, const char *folder, struct str stamp)
{
    char real[PATH_MAX];
    struct buf blob;
    struct buf table;

    if (realpath(folder, real) == NULL) {
        fprintf(stderr, "%s: %s\n", folder, strerror(errno));
        return ERR_GONE;
    }
    TRY(asset_compress(arena, list));
    const char *blob_path = str_fmt(arena, "%s/asset.bin", real).ptr;
    buf_init(&blob, OUTPUT_SIZE_MAX);
    buf_init(&table, OUTPUT_SIZE_MAX);
    emit_table(list, stamp, blob_path, &blob, &table);
    enum err err = arena_failed(arena);
    if (err == OK && (buf_failed(&blob) != OK || buf_failed(&table) != OK))
        err = ERR_MEMORY;
    if (err == OK)
        err = write_file(blob_path, buf_str(&blob));
    if (err == OK)
        err = write_file(str_fmt(arena, "%s/asset.h", real).ptr, str_from(header));
    if (err == OK) /* last: its stamp says that the others are done */
        err = write_file(str_fmt(arena, "%s/asset.c", real).ptr, buf_str(&table));
    buf_release(&blob);
    buf_release(&table);
    return err;
}

static enum err
run(struct arena *arena, int argc, char **argv)
{
    struct asset_list list;
    const char *folder;

    TRY(asset_list_init(arena, &list));
    TRY(read_arguments(arena, argc, argv, &folder, &list));
    asset_sort(&list);
    struct str stamp = make_stamp(arena, &list);
    return is_done(arena, folder, stamp) ? OK : write_all(arena, &list, folder, stamp);
}

int
main(int argc, char **argv)
{
    struct arena arena;

    arena_init(&arena, ASSET_ARENA_MAX);
    enum err err = run(&arena, argc, argv);
    if (err == ERR_MALFORMED)
        fprintf(stderr, "usage: embed --out DIR [--folder FOLDER PREFIX/]… [--file FILE PATH]…\n");
    else if (err != OK)
        fprintf(stderr, "embed: %s\n", err_name(err));
    arena_release(&arena);
    return err == OK ? 0 : 1;
}
