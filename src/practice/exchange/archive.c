/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/archive.h"

#include <stdarg.h>
#include <unistd.h>
#include <zip.h>

#define PORTION_BYTES (64U << 10)
#define MARK_BYTES    4

bool
archive_is(FILE *file)
{
    static const struct str marks[] = {{"PK\x03\x04", MARK_BYTES}, {"PK\x05\x06", MARK_BYTES}};
    char begin[MARK_BYTES];

    if (fseek(file, 0, SEEK_SET) != 0)
        return false;
    size_t len = fread(begin, 1, sizeof(begin), file);
    rewind(file);
    struct str text = {.ptr = begin, .len = len};
    return str_eq(text, marks[0]) || str_eq(text, marks[1]);
}

static enum err say(struct archive *archive, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static enum err
say(struct archive *archive, enum err err, const char *format, ...)
{
    va_list args;

    if (archive->why[0] != '\0')
        return err;
    va_start(args, format);
    vsnprintf(archive->why, ARCHIVE_WHY_MAX, format, args);
    va_end(args);
    return err;
}

static enum err
say_too_large(struct archive *archive)
{
    return say(archive, ERR_TOO_LARGE, "%s: unpacks into more than %lld GiB", archive->name,
               (long long)(ARCHIVE_BYTES_MAX >> 30));
}

/* ---- opening ------------------------------------------------------------------------------------
 */

/* libzip closes what it reads from, so it gets a descriptor of its own. */
static enum err
source_of(FILE *file, struct archive *archive, zip_source_t **out)
{
    zip_error_t error;
    int fd = dup(fileno(file));
    FILE *copy = fd >= 0 ? fdopen(fd, "r") : NULL;

    if (copy == NULL) {
        if (fd >= 0)
            close(fd);
        return ERR_GONE;
    }
    if (fseek(copy, 0, SEEK_END) == 0)
        archive->packed = ftell(copy);
    rewind(copy);
    zip_error_init(&error);
    *out = zip_source_filep_create(copy, 0, /* to its end= */ -1, &error);
    zip_error_fini(&error);
    if (*out != NULL)
        return OK;
    fclose(copy);
    return ERR_MEMORY;
}

/* What its files say they unpack into is refused before any is read; that they say the truth is
 * seen while they are read. */
static enum err
check_declared(struct archive *archive)
{
    int64_t declared = 0;
    zip_stat_t stat;

    for (int64_t i = 0; i < archive->file_count; i++) {
        if (zip_stat_index(archive->zip, (zip_uint64_t)i, 0, &stat) != 0 ||
            (stat.valid & ZIP_STAT_SIZE) == 0)
            continue;
        if (stat.size > (zip_uint64_t)(ARCHIVE_BYTES_MAX - declared))
            return say_too_large(archive);
        declared += (int64_t)stat.size;
    }
    return OK;
}

enum err
archive_open(struct archive *archive, FILE *file, const char *name, char *why)
{
    zip_source_t *source;
    zip_error_t error;

    *archive = (struct archive){.name = name, .why = why};
    TRY(source_of(file, archive, &source));
    zip_error_init(&error);
    archive->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive->zip == NULL) {
        zip_source_free(source);
        say(archive, ERR_MALFORMED, "%s: cannot be read as a ZIP (%s); is it cut off?", name,
            zip_error_strerror(&error));
        zip_error_fini(&error);
        return ERR_MALFORMED;
    }
    zip_error_fini(&error);
    archive->file_count = zip_get_num_entries(archive->zip, 0);
    if (archive->file_count > ARCHIVE_FILES_MAX)
        return say(archive, ERR_TOO_LARGE, "%s: holds more than %d files", name, ARCHIVE_FILES_MAX);
    return check_declared(archive);
}

void
archive_close(struct archive *archive)
{
    if (archive->zip != NULL)
        zip_discard(archive->zip);
    archive->zip = NULL;
}

void
archive_rewind(struct archive *archive)
{
    archive->unpacked = 0;
}

/* ---- files --------------------------------------------------------------------------------------
 */

struct str
archive_name(struct archive *archive, int64_t file, struct arena *arena)
{
    struct str name = str_from(zip_get_name(archive->zip, (zip_uint64_t)file, ZIP_FL_ENC_RAW));
    struct str last = name;

    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '/' || name.ptr[i] == '\\')
            last = str_slice(name, i + 1, name.len);
    if (last.len == 0 || last.len > ARCHIVE_WHY_MAX / 4 || !str_is_utf8(last))
        return str_fmt(arena, "file %lld", (long long)file + 1);
    return str_copy(arena, last);
}

/* More than a text can unfold into: a trap, or no export. */
static enum err
count(struct archive *archive, int64_t bytes)
{
    archive->unpacked += bytes;
    if (archive->unpacked > ARCHIVE_BYTES_MAX)
        return say_too_large(archive);
    if (archive->unpacked > ARCHIVE_BYTES_FREE &&
        archive->unpacked / ARCHIVE_RATIO_MAX > archive->packed)
        return say(archive, ERR_TOO_LARGE,
                   "%s: unpacks into more than %d times its size, as no export does; it was not "
                   "read further",
                   archive->name, ARCHIVE_RATIO_MAX);
    return OK;
}

static enum err
read_portions(struct archive *archive, int64_t number, zip_file_t *file,
              enum err (*take)(void *arg, struct str portion), void *arg)
{
    char portion[PORTION_BYTES];
    zip_int64_t len;

    while ((len = zip_fread(file, portion, sizeof(portion))) > 0) {
        TRY(count(archive, len));
        TRY(take(arg, (struct str){.ptr = portion, .len = (size_t)len}));
    }
    if (len < 0)
        return say(archive, ERR_MALFORMED, "%s: its file %lld is broken or cut off (%s)",
                   archive->name, (long long)number + 1,
                   zip_error_strerror(zip_file_get_error(file)));
    return OK;
}

enum err
archive_read(struct archive *archive, int64_t file, enum err (*take)(void *arg, struct str portion),
             void *arg)
{
    zip_stat_t stat;

    if (zip_stat_index(archive->zip, (zip_uint64_t)file, 0, &stat) == 0 &&
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return say(archive, ERR_MALFORMED,
                   "%s: is encrypted; unpack it and pack it again without a password",
                   archive->name);
    zip_file_t *opened = zip_fopen_index(archive->zip, (zip_uint64_t)file, 0);
    if (opened == NULL)
        return say(archive, ERR_MALFORMED, "%s: its file %lld cannot be unpacked (%s)",
                   archive->name, (long long)file + 1, zip_strerror(archive->zip));
    enum err err = read_portions(archive, file, opened, take, arg);
    zip_fclose(opened);
    return err;
}
