/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

void
report_fault(struct report *report, struct place place, const char *format, ...)
{
    va_list args;

    if (report->faults++ >= SOURCE_FAULT_MAX)
        return;
    va_start(args, format);
    if (place.line > 0)
        fprintf(stderr, "%s:%d: ", place.file, place.line);
    else
        fprintf(stderr, "%s: ", place.file);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

/* Reads a file without a word about failures. */
static enum err
file_read(struct arena *arena, const char *path, struct str *out)
{
    FILE *file = fopen(path, "rbe");

    if (file == NULL)
        return ERR_NOT_FOUND;
    struct stat st;
    if (fstat(fileno(file), &st) != 0 || st.st_size < 0 || st.st_size > SOURCE_SIZE_MAX) {
        fclose(file);
        return ERR_TOO_LARGE;
    }
    size_t size = (size_t)st.st_size;
    char *bytes = arena_alloc(arena, size + 1);
    bool whole = bytes != NULL && fread(bytes, 1, size, file) == size;
    fclose(file);
    if (!whole)
        return ERR_GONE;
    *out = (struct str){.ptr = bytes, .len = size};
    return OK;
}

enum err
source_read(struct arena *arena, struct report *report, const char *path, struct source *out)
{
    struct place place = {.file = path};
    struct str text = {0};
    enum err err = file_read(arena, path, &text);

    if (err != OK) {
        report_fault(report, place, "cannot be read (%s); name a file of at most %u bytes",
                     err_name(err), SOURCE_SIZE_MAX);
        return err;
    }
    if (!str_is_utf8(text)) {
        report_fault(report, place, "is not UTF-8; save it as UTF-8");
        return ERR_MALFORMED;
    }
    *out = (struct source){.path = path, .text = text};
    return OK;
}

struct place
source_place(const struct source *source, const char *at)
{
    int line = 1;

    for (const char *c = source->text.ptr; c < at; c++)
        line += *c == '\n';
    return (struct place){.file = source->path, .line = line};
}

struct str
source_stem(const struct source *source)
{
    const char *slash = strrchr(source->path, '/');
    struct str name = str_from(slash != NULL ? slash + 1 : source->path);
    struct str rest;

    return str_cut(name, '.', &rest);
}

struct str
source_folder(const struct source *source)
{
    const char *end = strrchr(source->path, '/');

    if (end == NULL)
        return STR("");
    const char *start = end;
    while (start > source->path && start[-1] != '/')
        start--;
    return (struct str){.ptr = start, .len = (size_t)(end - start)};
}

enum err
output_write(struct arena *arena, struct report *report, const char *folder, const char *name,
             const struct buf *text)
{
    const char *path = str_fmt(arena, "%s/%s", folder, name).ptr;
    struct place place = {.file = path != NULL ? path : name};
    struct str old;

    if (path == NULL || buf_failed(text) != OK) {
        report_fault(report, place, "is too large; raise OUTPUT_SIZE_MAX");
        return ERR_MEMORY;
    }
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        report_fault(report, place, "its folder cannot be made (%s); check --out", strerror(errno));
        return ERR_GONE;
    }
    if (file_read(arena, path, &old) == OK && str_eq(old, buf_str(text)))
        return OK;
    FILE *file = fopen(path, "wbe");
    bool written = file != NULL && fwrite(text->ptr, 1, text->len, file) == text->len;
    if (file == NULL || fclose(file) != 0 || !written) {
        report_fault(report, place, "cannot be written (%s); check --out and the disk",
                     strerror(errno));
        return ERR_GONE;
    }
    return OK;
}
