/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/archive.h"
#include "practice/exchange/viva.h"
#include "practice/exchange/viva_csv.h"

#define COPY_BYTES (64U << 10)

/* An archive is read from its end. What comes through a pipe and may be one is copied first. */
static enum err
seekable(FILE *file, FILE **out)
{
    static char bytes[COPY_BYTES]; /* of a command there is one at a time */
    int first = 0;

    *out = file;
    if (fseek(file, 0, SEEK_SET) == 0)
        return OK;
    first = getc(file);
    if (first != EOF)
        ungetc(first, file);
    if (first != 'P')
        return OK;
    FILE *copy = tmpfile();
    if (copy == NULL)
        return ERR_GONE;
    for (size_t len; (len = fread(bytes, 1, sizeof(bytes), file)) > 0;)
        if (fwrite(bytes, 1, len, copy) != len) {
            fclose(copy);
            return ERR_GONE;
        }
    *out = copy;
    rewind(copy);
    return OK;
}

enum err
viva_stage(struct intake *intake, FILE *file, const char *name, char *why)
{
    const struct viva_csv_sink sink = {.take = intake_take, .arg = intake};
    FILE *from;

    TRY(seekable(file, &from));
    enum err err = archive_is(from) ? viva_zip_stage(intake, from, name, why)
                                    : viva_csv_read(from, name, &sink, why);
    if (from != file)
        fclose(from);
    if (err == OK)
        intake_next_file(intake);
    return err;
}
