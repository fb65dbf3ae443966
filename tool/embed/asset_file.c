/* SPDX-License-Identifier: Apache-2.0 */
#include "asset_file.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    struct str ending;
    const char *content_type;
} content_types[] = {
    {STR(".css"), "text/css; charset=utf-8"},
    {STR(".html"), "text/html; charset=utf-8"},
    {STR(".ico"), "image/x-icon"},
    {STR(".js"), "text/javascript; charset=utf-8"},
    {STR(".json"), "application/json"},
    {STR(".png"), "image/png"},
    {STR(".svg"), "image/svg+xml"},
    {STR(".txt"), "text/plain; charset=utf-8"},
    {STR(".webmanifest"), "application/manifest+json"},
    {STR(".woff2"), "font/woff2"},
};

#define VITE_HASH_LENGTH 8 /* characters of base64url behind the dash of name-CTst4gJk.js */

static enum err
complain(const char *file, const char *what)
{
    fprintf(stderr, "%s: %s\n", file, what);
    return ERR_INVALID;
}

enum err
asset_list_init(struct arena *arena, struct asset_list *out)
{
    *out = (struct asset_list){.items = arena_array(arena, ASSET_FILE_MAX, sizeof(*out->items))};
    return out->items != NULL ? OK : ERR_MEMORY;
}

/* Is there such a file? Says so when there is none. */
static bool
is_there(const char *file)
{
    if (access(file, F_OK) == 0)
        return true;
    fprintf(stderr, "%s: is not there, so the program will be without it\n", file);
    return false;
}

static const char *
content_type_of(struct str path)
{
    for (size_t i = 0; i < sizeof(content_types) / sizeof(content_types[0]); i++) {
        if (str_ends(path, content_types[i].ending))
            return content_types[i].content_type;
    }
    return NULL;
}

static bool
is_hash_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/* Does the bundler's name say that the content never changes: /assets/NAME-HASH.ENDING? */
static bool
is_hashed_name(struct str path)
{
    const char *dot = memrchr(path.ptr, '.', path.len);

    if (!str_starts(path, STR("/assets/")) || dot == NULL ||
        dot - path.ptr <= VITE_HASH_LENGTH + (ptrdiff_t)sizeof("/assets/") - 1)
        return false;
    for (int i = 1; i <= VITE_HASH_LENGTH; i++) {
        if (!is_hash_char(dot[-i]))
            return false;
    }
    return dot[-VITE_HASH_LENGTH - 1] == '-';
}

static enum err
read_bytes(struct arena *arena, const char *path, struct str *out)
{
    FILE *file = fopen(path, "rbe");
    struct stat st;

    if (file == NULL)
        return complain(path, strerror(errno));
    bool fits =
        fstat(fileno(file), &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= ASSET_SIZE_MAX;
    size_t size = fits ? (size_t)st.st_size : 0;
    char *bytes = fits ? arena_alloc(arena, size + 1) : NULL;
    bool whole = bytes != NULL && fread(bytes, 1, size, file) == size;
    fclose(file);
    if (!whole)
        return complain(path, "cannot be read whole, or is larger than ASSET_SIZE_MAX");
    *out = (struct str){.ptr = bytes, .len = size};
    return OK;
}

static struct str
hash_of(struct arena *arena, struct str bytes)
{
    unsigned char hash[ASSET_HASH_SIZE];
    char hex[2 * ASSET_HASH_SIZE + 1];

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)bytes.ptr, bytes.len, NULL, 0);
    sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
    return str_copy(arena, str_from(hex));
}

enum err
asset_add_file(struct arena *arena, struct asset_list *list, const char *file, const char *path)
{
    struct asset_file asset = {.path = str_copy(arena, str_from(path))};

    if (str_ends(str_from(file), STR(".map")) || !is_there(file))
        return OK;
    asset.content_type = content_type_of(str_from(file));
    if (asset.content_type == NULL)
        return complain(file, "has an unknown ending; add it to content_types of tool/embed");
    if (list->count == ASSET_FILE_MAX)
        return complain(file, "is one file too many; raise ASSET_FILE_MAX");
    TRY(read_bytes(arena, file, &asset.body[CODING_IDENTITY]));
    asset.hash = hash_of(arena, asset.body[CODING_IDENTITY]);
    asset.immutable = is_hashed_name(asset.path);
    list->items[list->count++] = asset;
    return OK;
}

static enum err add_entry(struct arena *arena, struct asset_list *list, const char *file,
                          const char *path, int depth);

/* Adds what lies in a folder. */
static enum err
add_folder(struct arena *arena, struct asset_list *list, const char *folder, const char *prefix,
           int depth)
{
    DIR *dir = opendir(folder);
    enum err err = OK;

    if (dir == NULL)
        return complain(folder, strerror(errno));
    for (struct dirent *entry; err == OK && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        const char *file = str_fmt(arena, "%s/%s", folder, entry->d_name).ptr;
        const char *path = str_fmt(arena, "%s%s", prefix, entry->d_name).ptr;
        err = file != NULL && path != NULL ? add_entry(arena, list, file, path, depth) : ERR_MEMORY;
    }
    closedir(dir);
    return err;
}

static enum err
add_entry(struct arena *arena, struct asset_list *list, const char *file, const char *path,
          int depth)
{
    struct stat st;

    if (stat(file, &st) != 0)
        return complain(file, strerror(errno));
    if (!S_ISDIR(st.st_mode))
        return asset_add_file(arena, list, file, path);
    if (depth == ASSET_DEPTH_MAX)
        return complain(file, "is too deep; raise ASSET_DEPTH_MAX");
    const char *prefix = str_fmt(arena, "%s/", path).ptr;
    return prefix != NULL ? add_folder(arena, list, file, prefix, depth + 1) : ERR_MEMORY;
}

enum err
asset_add_folder(struct arena *arena, struct asset_list *list, const char *folder,
                 const char *prefix)
{
    return is_there(folder) ? add_folder(arena, list, folder, prefix, /* depth= */ 0) : OK;
}

static int
compare_paths(const void *a, const void *b)
{
    return str_cmp(((const struct asset_file *)a)->path, ((const struct asset_file *)b)->path);
}

void
asset_sort(struct asset_list *list)
{
    qsort(list->items, list->count, sizeof(*list->items), compare_paths);
}
