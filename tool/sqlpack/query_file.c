/* SPDX-License-Identifier: Apache-2.0 */
#include "query_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "fragment.h"

/* Where reading stands in a file. */
struct file_reader {
    struct pack *pack;
    const struct source *source;
    const struct model_part *part;
    struct named_query *query; /* the one whose block is being read, or NULL */
    enum engine engine;        /* of the block */
    struct str rest;
    bool lost; /* nothing makes sense before the next name line */
    struct fragment_list fragments;
};

const struct param *
query_list_param(const struct named_query *query)
{
    for (size_t i = 0; i < query->param_count; i++) {
        if (query->params[i].is_list)
            return &query->params[i];
    }
    return NULL;
}

void
query_fault(struct pack *pack, struct named_query *query, const char *at, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct str text = str_vfmt(pack->arena, format, args);
    va_end(args);
    query->failed = true;
    report_fault(&pack->report, source_place(query->source, at), "%.*s", STR_FMT(text));
}

static void
file_fault(struct file_reader *reader, const char *at, const char *text)
{
    report_fault(&reader->pack->report, source_place(reader->source, at), "%s", text);
}

/* The next word of a line, or an empty text. */
static struct str
word_next(struct str *line)
{
    struct str s = str_trim(*line);
    size_t len = 0;

    while (len < s.len && s.ptr[len] != ' ' && s.ptr[len] != '\t')
        len++;
    *line = str_slice(s, len, s.len);
    return str_slice(s, 0, len);
}

static bool
is_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!((c >= 'a' && c <= 'z') || c == '_' || (i > 0 && c >= '0' && c <= '9')))
            return false;
    }
    return s.len > 0 && s.len <= MODEL_NAME_MAX;
}

static struct named_query *
query_find(const struct pack *pack, struct str name)
{
    for (size_t i = 0; i < pack->query_count; i++) {
        if (str_eq(pack->queries[i]->name, name))
            return pack->queries[i];
    }
    return NULL;
}

static struct named_query *
query_add(struct file_reader *reader, struct str name, const char *at)
{
    struct pack *pack = reader->pack;

    if (pack->query_count == PACK_QUERY_MAX) {
        file_fault(reader, at, "there are too many queries; raise PACK_QUERY_MAX");
        return NULL;
    }
    struct named_query *query = arena_new(pack->arena, struct named_query);
    if (query == NULL)
        return NULL;
    query->source = reader->source;
    query->part = reader->part;
    query->at = at;
    query->name = name;
    pack->queries[pack->query_count++] = query;
    return query;
}

static bool
parse_result(struct str word, enum result_kind *out)
{
    static const struct {
        struct str word;
        enum result_kind kind;
    } results[] = {
        {STR(":one"), RESULT_ONE},   {STR(":many"), RESULT_MANY},
        {STR(":id"), RESULT_ID},     {STR(":number"), RESULT_NUMBER},
        {STR(":exec"), RESULT_EXEC}, {STR(":changed"), RESULT_CHANGED},
    };

    for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++) {
        if (str_eq(word, results[i].word)) {
            *out = results[i].kind;
            return true;
        }
    }
    return false;
}

/* `-- name: NAME :result [TYPE] [from ENTITY]` */
static void
parse_name_line(struct file_reader *reader, struct str line)
{
    struct pack *pack = reader->pack;
    const char *at = line.ptr;
    struct str name = word_next(&line);
    struct str result = word_next(&line);

    reader->query = NULL;
    reader->lost = true;
    if (!is_name(name)) {
        file_fault(reader, at, "this is no name; use a-z, 0-9 and _, at most 63, such as unit_get");
        return;
    }
    const struct named_query *other = query_find(pack, name);
    if (other != NULL) {
        struct place place = source_place(other->source, other->at);
        report_fault(&pack->report, source_place(reader->source, at),
                     "%.*s stands at %s:%d already; choose another name", STR_FMT(name), place.file,
                     place.line);
        return;
    }
    struct named_query *query = query_add(reader, name, at);
    if (query == NULL)
        return;
    reader->query = query;
    reader->lost = false;
    reader->engine = ENGINE_SQLITE;
    if (!parse_result(result, &query->result)) {
        query_fault(pack, query, at,
                    "%.*s says no result; write :one TYPE, :many TYPE, :id, "
                    ":number, :exec or :changed",
                    STR_FMT(name));
        return;
    }
    struct str word = word_next(&line);
    if (query->result == RESULT_ONE || query->result == RESULT_MANY) {
        query->row_name = word;
        if (!is_name(word))
            query_fault(pack, query, at, "%.*s names no row type; write it behind %.*s",
                        STR_FMT(name), STR_FMT(result));
        word = word_next(&line);
    }
    if (str_eq(word, STR("from"))) {
        query->from_name = word_next(&line);
        word = word_next(&line);
    }
    if (word.len > 0)
        query_fault(pack, query, at, "\"%.*s\" means nothing here; take it away", STR_FMT(word));
}

/* `-- param: name type` */
static void
parse_param_line(struct file_reader *reader, struct str line)
{
    struct named_query *query = reader->query;
    const char *at = line.ptr;
    struct str name = word_next(&line);
    struct str type = word_next(&line);

    if (!is_name(name) || type.len == 0 || word_next(&line).len > 0) {
        query_fault(reader->pack, query, at,
                    "a parameter needs a name and a type; write "
                    "-- param: today day");
        return;
    }
    if (query->hint_count == QUERY_HINT_MAX) {
        query_fault(reader->pack, query, at, "too many -- param: lines; at most %u",
                    QUERY_HINT_MAX);
        return;
    }
    query->hints[query->hint_count++] = (struct param_hint){.name = name, .type = type, .at = at};
}

static void
parse_engine_line(struct file_reader *reader, struct str line)
{
    if (!str_eq(str_trim(line), STR("postgres"))) {
        query_fault(reader->pack, reader->query, line.ptr,
                    "a query's second block is for "
                    "PostgreSQL; write -- engine: postgres");
        return;
    }
    if (reader->query->text[ENGINE_SQLITE].count == 0) {
        query_fault(reader->pack, reader->query, line.ptr,
                    "the block for SQLite comes first; put "
                    "it above");
        return;
    }
    reader->engine = ENGINE_POSTGRES;
}

/* Where the next query or fragment begins, or the end. */
static size_t
head_offset(struct str text)
{
    static const char *const heads[] = {"\n-- name:", "\n-- fragment:", "\n-- shared fragment:"};
    size_t first = text.len;

    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        struct str head = str_from(heads[i]);
        if (str_starts(text, str_slice(head, 1, head.len)))
            return 0;
        const char *found = memmem(text.ptr, first, head.ptr, head.len);
        if (found != NULL)
            first = (size_t)(found - text.ptr) + 1;
    }
    return first;
}

/* `-- fragment: NAME` and what follows up to the next query or fragment, into the list of the file
 * or that of the shared ones. */
static void
parse_fragment(struct file_reader *reader, struct fragment_list *list, struct str name)
{
    const struct fragment_list *known = &reader->fragments;
    struct str rest = reader->rest;
    size_t len = rest.len > 0 ? head_offset(rest) : 0;
    struct token_list text = token_cut(reader->pack->arena, str_slice(rest, 0, len));
    const struct token *last = text.count > 0 ? &text.items[text.count - 1] : NULL;

    reader->query = NULL;
    reader->rest = str_slice(rest, len, rest.len);
    if (!is_name(name) || fragment_find(known, name) != NULL)
        file_fault(reader, name.ptr,
                   "a fragment needs a name of its own, also beside the shared ones; use a-z, 0-9 "
                   "and _");
    else if (last == NULL || last->kind == TOKEN_BAD)
        file_fault(reader, name.ptr, last != NULL ? last->why : "an empty fragment; take it away");
    else if (token_is_sign(last, ";"))
        file_fault(reader, last->at, "a fragment is no statement; take the semicolon away");
    else if (list->count == FRAGMENT_MAX)
        file_fault(reader, name.ptr, "too many fragments in one file; split the file");
    else
        list->items[list->count++] = (struct fragment){
            .name = name,
            .at = name.ptr,
            .text = fragment_put_in(reader->pack->arena, known, text),
        };
}

/* A comment line: a head line of a query, or its documentation. */
static void
parse_comment(struct file_reader *reader, struct str line)
{
    struct named_query *query = reader->query;
    struct str text = str_trim(str_slice(line, 2, line.len));

    if (str_starts(text, STR("name:"))) {
        parse_name_line(reader, str_trim(str_slice(text, 5, text.len)));
        return;
    }
    if (str_starts(text, STR("fragment:"))) {
        parse_fragment(reader, &reader->fragments, str_trim(str_slice(text, 9, text.len)));
        return;
    }
    if (str_starts(text, STR("shared fragment:"))) {
        parse_fragment(reader, &reader->pack->fragments, str_trim(str_slice(text, 16, text.len)));
        return;
    }
    if (query == NULL)
        return; /* a comment of the file */
    if (str_starts(text, STR("param:"))) {
        parse_param_line(reader, str_trim(str_slice(text, 6, text.len)));
    } else if (str_starts(text, STR("engine:"))) {
        parse_engine_line(reader, str_trim(str_slice(text, 7, text.len)));
    } else if (str_starts(text, STR("not null:"))) {
        query->not_null = str_trim(str_slice(text, 9, text.len));
    } else if (str_eq(text, STR("partial"))) {
        query->partial = true;
    } else if (str_eq(text, STR("ahead"))) {
        query->ahead = true;
    } else if (query->text[ENGINE_SQLITE].count == 0 && text.len > 0) {
        if (query->doc_count == QUERY_DOC_MAX)
            query_fault(reader->pack, query, line.ptr, "too many lines of comment; at most %u",
                        QUERY_DOC_MAX);
        else
            query->docs[query->doc_count++] = text;
    }
}

/* The text of a query, from where the reader stands to its semicolon. */
static void
parse_statement(struct file_reader *reader)
{
    struct named_query *query = reader->query;
    struct pack *pack = reader->pack;
    const char *at = reader->rest.ptr;
    struct token_list tokens = token_cut_statement(pack->arena, &reader->rest);
    const struct token *last = tokens.count > 0 ? &tokens.items[tokens.count - 1] : NULL;

    reader->lost = true;
    if (query == NULL) {
        file_fault(reader, at, "SQL without a name; put -- name: NAME :result above it");
        return;
    }
    if (last != NULL && last->kind == TOKEN_BAD) {
        query_fault(pack, query, last->at, "%s", last->why);
        return;
    }
    if (last == NULL || !token_is_sign(last, ";")) {
        query_fault(pack, query, at, "%.*s does not end; end it with a semicolon",
                    STR_FMT(query->name));
        return;
    }
    if (query->text[reader->engine].count > 0) {
        query_fault(pack, query, at, "%.*s has a second statement; give it a name of its own",
                    STR_FMT(query->name));
        return;
    }
    tokens.count--;
    reader->lost = false;
    query->text[reader->engine] = fragment_put_in(pack->arena, &reader->fragments, tokens);
}

/* What a file leaves open once it is read. */
static void
finish_queries(struct file_reader *reader, size_t first)
{
    struct pack *pack = reader->pack;

    for (size_t i = first; i < pack->query_count; i++) {
        struct named_query *query = pack->queries[i];
        if (query->text[ENGINE_SQLITE].count == 0 && !query->failed)
            query_fault(pack, query, query->at, "%.*s has no SQL; write it below",
                        STR_FMT(query->name));
        if (query->text[ENGINE_POSTGRES].count == 0)
            query->text[ENGINE_POSTGRES] = query->text[ENGINE_SQLITE];
    }
}

void
query_file_parse(struct pack *pack, const struct source *source)
{
    struct file_reader reader = {
        .pack = pack,
        .source = source,
        .part = model_part_named(pack->model, source_folder(source)),
        .rest = source->text,
        .fragments = {.shared = &pack->fragments},
    };
    if (reader.part == NULL) {
        report_fault(&pack->report, (struct place){.file = source->path},
                     "lies in no part's folder; put it into src/practice/<part>");
        return;
    }
    size_t first = pack->query_count;
    while (reader.rest.len > 0) {
        size_t blank = strspn(reader.rest.ptr, " \t\r\n");
        reader.rest = str_slice(reader.rest, blank, reader.rest.len);
        if (str_starts(reader.rest, STR("--"))) {
            struct str line = str_cut(reader.rest, '\n', &reader.rest);
            parse_comment(&reader, line);
        } else if (reader.rest.len > 0) {
            parse_statement(&reader);
        }
        if (reader.lost && reader.rest.len > 0)
            reader.rest = str_slice(reader.rest, head_offset(reader.rest), reader.rest.len);
        reader.lost = false;
    }
    finish_queries(&reader, first);
}

void
query_file_read(struct pack *pack, const char *path)
{
    struct source *source = arena_new(pack->arena, struct source);

    if (source != NULL && source_read(pack->arena, &pack->report, path, source) == OK)
        query_file_parse(pack, source);
}
