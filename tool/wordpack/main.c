/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wordpack: packs lists of words and texts into C, so that they are data and yet checked.
 *
 *     wordpack --out DIR --name NAME --prefix PREFIX FILE.txt…
 *
 * Each file is a language and holds the same sections in the same order:
 *
 *     # a comment: a hash and a space
 *     [task_verb]
 *     implement
 *     set up
 *
 * Writes NAME.h and NAME.c: an enumeration PREFIX_TASK_VERB … PREFIX_COUNT, and the table
 * NAME_lists[file][section]. A section that one file lacks is refused: a rule that knows only one
 * language cannot be built.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#define FILE_MAX     8U
#define SECTION_MAX  128U
#define FILE_BYTES   (1U << 20)
#define OUTPUT_BYTES (4U << 20)

struct source {
    const char *path;
    struct str text;
    struct str sections[SECTION_MAX];
    size_t section_count;
};

struct job {
    struct arena arena;
    const char *out;
    const char *name;
    const char *prefix;
    struct source sources[FILE_MAX];
    size_t source_count;
};

static enum err
read_arguments(struct job *job, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char **option = strcmp(argv[i], "--out") == 0      ? &job->out
                              : strcmp(argv[i], "--name") == 0   ? &job->name
                              : strcmp(argv[i], "--prefix") == 0 ? &job->prefix
                                                                 : NULL;
        if (option != NULL && i + 1 < argc)
            *option = argv[++i];
        else if (option == NULL && job->source_count < FILE_MAX)
            job->sources[job->source_count++].path = argv[i];
        else
            return ERR_MALFORMED;
    }
    bool whole = job->out != NULL && job->name != NULL && job->prefix != NULL;
    return whole && job->source_count > 0 ? OK : ERR_MALFORMED;
}

static enum err
read_text(struct job *job, struct source *source)
{
    FILE *file = fopen(source->path, "re");
    char *text = arena_alloc(&job->arena, FILE_BYTES);

    if (file == NULL || text == NULL) {
        fprintf(stderr, "%s: cannot be read\n", source->path);
        if (file != NULL)
            (void)fclose(file);
        return ERR_GONE;
    }
    source->text = (struct str){.ptr = text, .len = fread(text, 1, FILE_BYTES, file)};
    (void)fclose(file);
    if (source->text.len == FILE_BYTES || !str_is_utf8(source->text)) {
        fprintf(stderr, "%s: too long, or no UTF-8\n", source->path);
        return ERR_MALFORMED;
    }
    return OK;
}

/* The next line that says something; "no text" at the end. */
static struct str
next_line(struct str *rest)
{
    while (!str_is_null(*rest)) {
        struct str line = str_trim(str_cut(*rest, '\n', rest));
        if (line.len > 0 && !str_starts(line, STR("# ")))
            return line;
    }
    return (struct str){0};
}

static bool
is_heading(struct str line)
{
    return str_starts(line, STR("[")) && str_ends(line, STR("]"));
}

static enum err
find_sections(struct source *source)
{
    struct str rest = source->text;

    for (struct str line = next_line(&rest); !str_is_null(line); line = next_line(&rest)) {
        if (!is_heading(line) && source->section_count > 0)
            continue;
        if (!is_heading(line) || source->section_count == SECTION_MAX) {
            fprintf(stderr, "%s: `%.*s` stands in no section, or there are too many\n",
                    source->path, STR_FMT(line));
            return ERR_MALFORMED;
        }
        source->sections[source->section_count++] = str_slice(line, 1, line.len - 2);
    }
    return OK;
}

/* All files must hold the sections of the first one, in its order. */
static enum err
compare_sections(const struct job *job)
{
    const struct source *first = &job->sources[0];

    for (size_t i = 1; i < job->source_count; i++) {
        const struct source *other = &job->sources[i];
        size_t count = first->section_count > other->section_count ? first->section_count
                                                                   : other->section_count;
        for (size_t at = 0; at < count; at++) {
            struct str want = at < first->section_count ? first->sections[at] : STR("(none)");
            struct str got = at < other->section_count ? other->sections[at] : STR("(none)");
            if (str_eq(want, got))
                continue;
            fprintf(stderr, "%s: section %zu is [%.*s], and [%.*s] in %s\n", other->path, at + 1,
                    STR_FMT(got), STR_FMT(want), first->path);
            return ERR_MALFORMED;
        }
    }
    return OK;
}

static void
emit_upper(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_append_char(out, text.ptr[i] >= 'a' && text.ptr[i] <= 'z' ? (char)(text.ptr[i] - 32)
                                                                      : text.ptr[i]);
}

static void
emit_header(const struct job *job, struct buf *out)
{
    const struct source *first = &job->sources[0];

    buf_fmt(out,
            "/* SPDX-License-Identifier: Apache-2.0 */\n/* Made by tool/wordpack. */\n"
            "#ifndef KOERS_%s_LISTS_H\n#define KOERS_%s_LISTS_H\n\n"
            "#include \"base/str.h\"\n\nenum %s_list {\n",
            job->prefix, job->prefix, job->name);
    for (size_t i = 0; i < first->section_count; i++) {
        buf_fmt(out, "    %s_", job->prefix);
        emit_upper(out, first->sections[i]);
        buf_fmt(out, ",\n");
    }
    buf_fmt(out,
            "    %s_COUNT,\n};\n\n"
            "struct %s_lines {\n    struct str section;\n    const struct str *items;\n"
            "    size_t count;\n};\n\n"
            "/* By file, in the order of the command line, and section. */\n"
            "extern const struct %s_lines %s_lists[%zu][%s_COUNT];\n\n#endif\n",
            job->prefix, job->name, job->name, job->name, job->source_count, job->prefix);
}

static void
emit_literal(struct buf *out, struct str line)
{
    buf_fmt(out, "    {\"");
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == '"' || line.ptr[i] == '\\')
            buf_append_char(out, '\\');
        buf_append_char(out, line.ptr[i]);
    }
    buf_fmt(out, "\", %zu},\n", line.len);
}

static void
emit_lines(const struct source *source, size_t file, struct buf *out)
{
    struct str rest = source->text;
    size_t section = 0;

    for (struct str line = next_line(&rest); !str_is_null(line); line = next_line(&rest)) {
        if (!is_heading(line)) {
            emit_literal(out, line);
            continue;
        }
        buf_fmt(out, "%sstatic const struct str lines_%zu_%zu[] = {\n",
                section > 0 ? "    {0},\n};\n" : "", file, section);
        section++;
    }
    buf_fmt(out, "    {0},\n};\n");
}

static void
emit_table(const struct job *job, struct buf *out)
{
    buf_fmt(out,
            "/* SPDX-License-Identifier: Apache-2.0 */\n/* Made by tool/wordpack. */\n"
            "#include \"%s.h\"\n\n",
            job->name);
    for (size_t i = 0; i < job->source_count; i++)
        emit_lines(&job->sources[i], i, out);
    buf_fmt(out, "\nconst struct %s_lines %s_lists[%zu][%s_COUNT] = {\n", job->name, job->name,
            job->source_count, job->prefix);
    for (size_t i = 0; i < job->source_count; i++) {
        const struct source *source = &job->sources[i];
        buf_fmt(out, "    {\n");
        for (size_t at = 0; at < source->section_count; at++)
            buf_fmt(out,
                    "        {{\"%.*s\", %zu}, lines_%zu_%zu, "
                    "sizeof(lines_%zu_%zu) / sizeof(struct str) - 1},\n",
                    STR_FMT(source->sections[at]), source->sections[at].len, i, at, i, at);
        buf_fmt(out, "    },\n");
    }
    buf_fmt(out, "};\n");
}

static enum err
write_file(struct job *job, const char *end, struct buf *bytes)
{
    const char *path = str_fmt(&job->arena, "%s/%s.%s", job->out, job->name, end).ptr;
    FILE *file = path != NULL && buf_failed(bytes) == OK ? fopen(path, "we") : NULL;
    bool written = file != NULL && fwrite(bytes->ptr, 1, bytes->len, file) == bytes->len;

    if (file == NULL || fclose(file) != 0 || !written) {
        fprintf(stderr, "wordpack: %s.%s cannot be written\n", job->name, end);
        return ERR_GONE;
    }
    buf_clear(bytes);
    return OK;
}

static enum err
pack(struct job *job)
{
    struct buf bytes;

    for (size_t i = 0; i < job->source_count; i++) {
        TRY(read_text(job, &job->sources[i]));
        TRY(find_sections(&job->sources[i]));
    }
    TRY(compare_sections(job));
    buf_init(&bytes, OUTPUT_BYTES);
    emit_header(job, &bytes);
    enum err err = write_file(job, "h", &bytes);
    if (err == OK) {
        emit_table(job, &bytes);
        err = write_file(job, "c", &bytes);
    }
    buf_release(&bytes);
    return err;
}

int
main(int argc, char **argv)
{
    struct job job = {0};

    arena_init(&job.arena, (size_t)FILE_MAX * FILE_BYTES * 2);
    enum err err = read_arguments(&job, argc, argv);
    if (err != OK)
        fprintf(stderr, "usage: wordpack --out DIR --name NAME --prefix PREFIX FILE.txt...\n");
    else
        err = pack(&job);
    arena_release(&job.arena);
    return err == OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
