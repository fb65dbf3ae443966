/* SPDX-License-Identifier: Apache-2.0 */
/*
 * modelc [--out DIR] [--openapi FILE] PART.model …
 *
 * Reads the models of all parts, from left to right, and writes what is made of them. Without an
 * option it only checks. A file is written when all is well, and left alone when it says the same
 * already, so that nothing is compiled again for nothing.
 */
#include "tool/modelc/emit.h"

struct command {
    const char *folder;
    const char *openapi;
    char **files;
    int file_count;
};

static void
close_file(FILE **file)
{
    if (*file != NULL)
        fclose(*file);
}

/* Does the file hold exactly these bytes? */
static bool
holds(const char *path, struct str text)
{
    __attribute__((cleanup(close_file))) FILE *file = fopen(path, "rb");

    if (file == NULL)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (getc(file) != (unsigned char)text.ptr[i])
            return false;
    }
    return getc(file) == EOF;
}

static enum err
write_file(const char *path, const struct buf *text)
{
    struct str bytes = buf_str(text);
    FILE *file;
    bool good;

    TRY(buf_failed(text));
    if (holds(path, bytes))
        return OK;
    file = fopen(path, "wb");
    if (file == NULL) {
        fprintf(stderr, "modelc: %s cannot be written; is the folder there?\n", path);
        return ERR_GONE;
    }
    good = fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    good = fclose(file) == 0 && good;
    if (!good)
        fprintf(stderr, "modelc: %s could not be written whole; is the disk full?\n", path);
    return good ? OK : ERR_GONE;
}

/* Writes DIR/NAME.SUFFIX and empties the buffer for the next one. */
static enum err
write_generated(const struct model *model, const char *folder, struct str name, const char *suffix,
                struct buf *text)
{
    struct str path = str_fmt(model->arena, "%s/%.*s.%s", folder, STR_FMT(name), suffix);

    if (str_is_null(path))
        return ERR_MEMORY;
    TRY(write_file(path.ptr, text));
    buf_clear(text);
    return OK;
}

static enum err
write_folder(const struct model *model, const char *folder, struct buf *text)
{
    for (const struct model_part *part = model->parts; part != NULL; part = part->next) {
        emit_header(text, model, part);
        TRY(write_generated(model, folder, part->name, "h", text));
        emit_table(text, model, part);
        TRY(write_generated(model, folder, part->name, "c", text));
    }
    emit_types_header(text);
    TRY(write_generated(model, folder, STR("types"), "h", text));
    emit_types(text, model);
    TRY(write_generated(model, folder, STR("types"), "c", text));
    emit_ops_header(text);
    TRY(write_generated(model, folder, STR("ops"), "h", text));
    emit_ops(text, model);
    return write_generated(model, folder, STR("ops"), "c", text);
}

static enum err
write_all(const struct model *model, const struct command *command)
{
    struct buf text;
    enum err err = OK;

    buf_init(&text, EMIT_FILE_MAX);
    if (command->openapi != NULL) {
        emit_openapi(&text, model);
        err = write_file(command->openapi, &text);
        buf_clear(&text);
    }
    if (err == OK && command->folder != NULL)
        err = write_folder(model, command->folder, &text);
    buf_release(&text);
    return err == OK ? arena_failed(model->arena) : err;
}

static enum err
run(struct model *model, const struct command *command)
{
    for (int i = 0; i < command->file_count; i++) {
        enum err err = model_read(model, command->files[i]);
        if (err != OK) {
            fprintf(stderr,
                    "modelc: %s cannot be read (%s); it must be a file of at most %u bytes\n",
                    command->files[i], err_name(err), MODEL_FILE_MAX);
            return err;
        }
    }
    model_link(model);
    if (model_failed(model) != OK) {
        fprintf(stderr, "%.*s", STR_FMT(model_report(model)));
        return model_failed(model);
    }
    return write_all(model, command);
}

static bool
read_command(int argc, char **argv, struct command *out)
{
    int at = 1;

    for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2) {
        if (strcmp(argv[at], "--out") == 0)
            out->folder = argv[at + 1];
        else if (strcmp(argv[at], "--openapi") == 0)
            out->openapi = argv[at + 1];
        else
            return false;
    }
    out->files = argv + at;
    out->file_count = argc - at;
    return out->file_count > 0 && strncmp(argv[at], "--", 2) != 0;
}

int
main(int argc, char **argv)
{
    struct command command = {0};
    struct arena arena;
    struct model model;
    enum err err;

    if (!read_command(argc, argv, &command)) {
        fprintf(stderr, "usage: modelc [--out DIR] [--openapi FILE] PART.model …\n");
        return 2;
    }
    arena_init(&arena, ARENA_CEILING_USUAL);
    model_init(&model, &arena);
    err = run(&model, &command);
    if (err == ERR_MEMORY)
        fprintf(stderr, "modelc: the model is larger than its memory; split it\n");
    model_release(&model);
    arena_release(&arena);
    return err == OK ? 0 : 1;
}
