/* SPDX-License-Identifier: Apache-2.0 */
#include "dump.h"

#include "emit.h"
#include "query_file.h"

#define DUMP_TEXT_MAX   (1U << 20)
#define DUMP_ENTITY_MAX 500U

/* Entities, each behind those it refers to as far as that can be. */
struct dump_order {
    const struct model_type *entities[DUMP_ENTITY_MAX];
    size_t count;
};

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
    /* The condition always holds: it lets `after` be the first parameter here as well. */
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next)
        buf_fmt(out, "%s%.*s", f == entity->fields ? " WHERE :after >= 0 ORDER BY " : ", ",
                STR_FMT(f->name));
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

static void
write_analyze(const struct model_type *entity, struct buf *out)
{
    struct str name = entity->name;

    buf_fmt(out,
            "-- name: analyze_%.*s :exec\n"
            "-- Statistics of rows that came in all at once.\n"
            "ANALYZE %.*s;\n\n",
            STR_FMT(name), STR_FMT(name));
}

static bool
is_placed(const struct dump_order *order, const struct model_type *entity)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->entities[i] == entity)
            return true;
    return false;
}

/* The entity that a member refers to, or NULL. */
static const struct model_type *
referred(const struct model_field *field)
{
    return field->kind == FIELD_ID ? field->refers : NULL;
}

/* May it come next: is all it refers to placed, or (in a circle) all it cannot do without? */
static bool
may_follow(const struct dump_order *order, const struct model_type *entity, bool circle)
{
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next) {
        const struct model_type *other = referred(f);
        if (other == NULL || other == entity || is_placed(order, other))
            continue;
        if (!circle || (f->flags & FIELD_NULLABLE) == 0)
            return false;
    }
    return true;
}

/* The first entity that may come next; NULL when there is none. */
static const struct model_type *
next_entity(const struct model *model, const struct dump_order *order, bool circle)
{
    for (const struct model_type *type = model->types; type != NULL; type = type->next)
        if (type->form == FORM_ENTITY && !is_placed(order, type) && may_follow(order, type, circle))
            return type;
    return NULL;
}

static void
order_entities(const struct model *model, struct dump_order *out)
{
    out->count = 0;
    while (out->count < DUMP_ENTITY_MAX) {
        const struct model_type *next = next_entity(model, out, /* circle= */ false);
        if (next == NULL)
            next = next_entity(model, out, /* circle= */ true);
        if (next == NULL)
            return;
        out->entities[out->count++] = next;
    }
}

/* Entities that are in no order: a circle of references that can never be null, or too many. */
static void
check_order(struct pack *pack, const struct dump_order *order)
{
    for (const struct model_type *type = pack->model->types; type != NULL; type = type->next)
        if (type->form == FORM_ENTITY && !is_placed(order, type))
            report_fault(&pack->report,
                         (struct place){.file = type->place.file, .line = (int)type->place.line},
                         "%.*s and what it refers to refer to each other; let one reference be "
                         "nullable",
                         STR_FMT(type->name));
}

/* Is the reference set later? `at` is the place of its entity. */
static bool
is_later(const struct dump_order *order, size_t at, const struct model_field *field)
{
    const struct model_type *other = referred(field);

    for (size_t i = at; other != NULL && i < order->count; i++)
        if (order->entities[i] == other)
            return true;
    return false;
}

static void
write_rejoins(const struct dump_order *order, size_t at, struct buf *out)
{
    const struct model_type *entity = order->entities[at];

    for (const struct model_field *f = entity->fields; f != NULL; f = f->next)
        if (is_later(order, at, f))
            buf_fmt(out,
                    "-- name: rejoin_%.*s_%.*s :exec\n"
                    "-- A reference, once what it refers to is back.\n"
                    "UPDATE %.*s SET %.*s = :%.*s WHERE id = :id;\n\n",
                    STR_FMT(entity->name), STR_FMT(f->name), STR_FMT(entity->name),
                    STR_FMT(f->name), STR_FMT(f->name));
}

void
dump_add(struct pack *pack)
{
    struct dump_order order;
    struct buf text;

    order_entities(pack->model, &order);
    check_order(pack, &order);
    buf_init(&text, DUMP_TEXT_MAX);
    for (const struct model_part *part = pack->model->parts; part != NULL; part = part->next) {
        struct source *source = arena_new(pack->arena, struct source);
        if (source == NULL)
            break;
        buf_clear(&text);
        for (size_t i = 0; i < order.count; i++) {
            if (order.entities[i]->part != part)
                continue;
            write_query(order.entities[i], &text);
            write_insert(order.entities[i], &text);
            write_count(order.entities[i], &text);
            write_analyze(order.entities[i], &text);
            write_rejoins(&order, i, &text);
        }
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
        "/* A reference that is set once all rows are there: the id it refers to, then its row's. "
        "*/\n"
        "struct dump_later {\n"
        "    const char *member;\n"
        "    const struct bound_query *set;\n"
        "};\n\n"
        "/* All rows of one entity, out and in again. The first parameter of `rows` is the last\n"
        " * id seen where the entity has one (keyed), else how many rows were seen; the second,\n"
        " * how many there may be. `insert` takes a member each, in the order of the type;\n"
        " * `restored` (NULL unless keyed) lets new ids go on behind the last; `analyze` takes\n"
        " * statistics, where the engine plans by them; `laters` ends with a member NULL. */\n"
        "struct dump {\n"
        "    const struct type *type;\n"
        "    const struct bound_query *rows;\n"
        "    const struct bound_query *insert;\n"
        "    const struct bound_query *restored;\n"
        "    const struct bound_query *analyze;\n"
        "    const struct dump_later *laters;\n"
        "    bool keyed;\n"
        "};\n\n"
        "/* Each entity behind those it refers to. */\n"
        "extern const struct dump all_dumps[];\n"
        "extern const size_t all_dumps_count;\n\n");
}

static void
write_row(const struct dump_order *order, size_t at, struct buf *out)
{
    const struct model_type *entity = order->entities[at];
    struct str name = entity->name;

    buf_fmt(out, "    {&type_%.*s, &query_dump_%.*s[0], &query_restore_%.*s[0],\n     ",
            STR_FMT(name), STR_FMT(name), STR_FMT(name));
    if (dump_is_keyed(entity))
        buf_fmt(out, "&query_restored_%.*s[0], ", STR_FMT(name));
    else
        buf_fmt(out, "NULL, ");
    buf_fmt(out, "&query_analyze_%.*s[0],\n", STR_FMT(name));
    buf_fmt(out, "     (const struct dump_later[]){");
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next)
        if (is_later(order, at, f))
            buf_fmt(out, "{\"%.*s\", &query_rejoin_%.*s_%.*s[0]}, ", STR_FMT(f->name),
                    STR_FMT(name), STR_FMT(f->name));
    buf_fmt(out, "{0}}, %s},\n", dump_is_keyed(entity) ? "true" : "false");
}

void
emit_dumps(const struct pack *pack, struct buf *out)
{
    struct dump_order order;

    order_entities(pack->model, &order);
    buf_fmt(out, "\nconst struct dump all_dumps[] = {\n");
    for (size_t i = 0; i < order.count; i++)
        write_row(&order, i, out);
    buf_fmt(out, "    {0},\n};\n"
                 "const size_t all_dumps_count = sizeof(all_dumps) / sizeof(all_dumps[0]) - 1;\n");
}
