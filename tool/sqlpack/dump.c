/* SPDX-License-Identifier: Apache-2.0 */
#include "dump.h"

#include "emit.h"
#include "query_file.h"

#define DUMP_TEXT_MAX (1U << 20)

bool
dump_is_keyed(const struct model_type *entity)
{
    return model_field_named(entity, STR("id")) != NULL;
}

static void
write_query(const struct model_type *entity, struct buf *out)
{
    buf_fmt(out, "-- name: dump_%.*s :many %.*s\n", STR_FMT(entity->name), STR_FMT(entity->name));
    buf_fmt(out, "-- Every row, a portion at a time, for exports.\n-- param: after int\n");
    buf_fmt(out, "SELECT * FROM %.*s\n", STR_FMT(entity->name));
    if (dump_is_keyed(entity)) {
        buf_fmt(out, " WHERE id > :after ORDER BY id LIMIT :limit;\n\n");
        return;
    }
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next)
        buf_fmt(out, "%s%.*s", f == entity->fields ? " ORDER BY " : ", ", STR_FMT(f->name));
    buf_fmt(out, " LIMIT :limit OFFSET :after;\n\n");
}

/* Puts a row back as it was dumped, its id included. */
static void
write_insert(const struct model_type *entity, struct buf *out)
{
    buf_fmt(out, "-- name: restore_%.*s :exec from %.*s\n", STR_FMT(entity->name),
            STR_FMT(entity->name));
    buf_fmt(out, "-- One row, its id included, for imports of exports.\nINSERT INTO %.*s (",
            STR_FMT(entity->name));
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next)
        buf_fmt(out, "%s%.*s", f == entity->fields ? "" : ", ", STR_FMT(f->name));
    buf_fmt(out, ")\nVALUES (");
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next)
        buf_fmt(out, "%s:%.*s", f == entity->fields ? "" : ", ", STR_FMT(f->name));
    buf_fmt(out, ");\n\n");
}

/* PostgreSQL counts ids apart from the rows; SQLite sees those it is given. */
static void
write_count(const struct model_type *entity, struct buf *out)
{
    struct str name = entity->name;

    if (!dump_is_keyed(entity))
        return;
    buf_fmt(out,
            "-- name: restored_%.*s :number\n"
            "-- The greatest id; on PostgreSQL new ids go on behind it.\n"
            "SELECT max(id) FROM %.*s;\n\n"
            "-- engine: postgres\n"
            "SELECT setval(pg_get_serial_sequence('%.*s', 'id'), coalesce(max(id), 1), "
            "max(id) IS NOT NULL) FROM %.*s;\n\n",
            STR_FMT(name), STR_FMT(name), STR_FMT(name), STR_FMT(name));
}

/* Calls `take` for every entity of a part, in the order of the model. */
static void
each_entity(const struct pack *pack, const struct model_part *part, struct buf *out,
            void (*take)(const struct model_type *entity, struct buf *out))
{
    for (const struct model_type *type = pack->model->types; type != NULL; type = type->next)
        if (type->form == FORM_ENTITY && type->part == part)
            take(type, out);
}

void
dump_add(struct pack *pack)
{
    struct buf text;

    buf_init(&text, DUMP_TEXT_MAX);
    for (const struct model_part *part = pack->model->parts; part != NULL; part = part->next) {
        struct source *source = arena_new(pack->arena, struct source);
        if (source == NULL)
            break;
        buf_clear(&text);
        each_entity(pack, part, &text, write_query);
        each_entity(pack, part, &text, write_insert);
        each_entity(pack, part, &text, write_count);
        source->path = str_fmt(pack->arena, "%.*s/dump.sql", STR_FMT(part->name)).ptr;
        source->text = str_copy(pack->arena, buf_str(&text));
        if (source->text.len > 0)
            query_file_parse(pack, source);
    }
    buf_release(&text);
}

void
emit_dump_header(struct buf *out)
{
    buf_fmt(
        out,
        "/* All rows of one entity, out and in again. The first parameter of `rows` is the last\n"
        " * id seen where the entity has one (keyed), else how many rows were seen; the second,\n"
        " * how many there may be. `insert` takes a member each, in the order of the type;\n"
        " * `restored` (NULL unless keyed) lets new ids go on behind the last. */\n"
        "struct dump {\n"
        "    const struct type *type;\n"
        "    const struct bound_query *rows;\n"
        "    const struct bound_query *insert;\n"
        "    const struct bound_query *restored;\n"
        "    bool keyed;\n"
        "};\n\n"
        "extern const struct dump all_dumps[];\n"
        "extern const size_t all_dumps_count;\n\n");
}

static void
write_row(const struct model_type *entity, struct buf *out)
{
    struct str name = entity->name;

    buf_fmt(out, "    {&type_%.*s, &query_dump_%.*s[0], &query_restore_%.*s[0], ", STR_FMT(name),
            STR_FMT(name), STR_FMT(name));
    if (dump_is_keyed(entity))
        buf_fmt(out, "&query_restored_%.*s[0], true},\n", STR_FMT(name));
    else
        buf_fmt(out, "NULL, false},\n");
}

void
emit_dumps(struct pack *pack, struct buf *out)
{
    buf_fmt(out, "\nconst struct dump all_dumps[] = {\n");
    for (const struct model_part *part = pack->model->parts; part != NULL; part = part->next)
        each_entity(pack, part, out, write_row);
    buf_fmt(out, "    {0},\n};\n"
                 "const size_t all_dumps_count = sizeof(all_dumps) / sizeof(all_dumps[0]) - 1;\n");
}
