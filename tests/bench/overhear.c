/* SPDX-License-Identifier: Apache-2.0 */
#include "overhear.h"

#include "db/sqlite.h"

static struct overhearing *
overhearing_of(struct conn *conn)
{
    return (struct overhearing *)(uintptr_t)conn->db->ops;
}

static const struct value *
values_copy(struct arena *arena, const struct value *values, size_t count)
{
    struct value *copy = arena_array(arena, count, sizeof(*copy));

    for (size_t i = 0; copy != NULL && i < count; i++) {
        copy[i] = values[i];
        copy[i].text = str_copy(arena, values[i].text);
    }
    return copy;
}

/* Of a list its items, too. */
static const struct value *
params_copy(struct arena *arena, const struct value *params, size_t count)
{
    struct value *copy = arena_array(arena, count, sizeof(*copy));

    for (size_t i = 0; copy != NULL && i < count; i++) {
        copy[i] = params[i];
        copy[i].text = str_copy(arena, params[i].text);
        if (params[i].items != NULL)
            copy[i].items = values_copy(arena, params[i].items, (size_t)params[i].number);
    }
    return copy;
}

/* SQLite begins to run a statement. That Koers asks it whether something changed is its own affair:
 * a loop that does the same work does it each time. */
static int
hear(unsigned what, void *context, void *statement, void *text)
{
    struct overhearing *o = context;
    const char *sql = sqlite3_sql(statement);

    (void)what;
    (void)text;
    if (o->list == NULL || strncmp(sql, "PRAGMA ", strlen("PRAGMA ")) == 0)
        return 0;
    bool is_query = o->query != NULL && strcmp(sql, o->query->sql[ENGINE_SQLITE]) == 0;
    if (o->list->count == OVERHEARD_MAX ||
        (!is_query && sqlite3_bind_parameter_count(statement) > 0)) {
        o->failed = true;
        return 0;
    }
    o->list->items[o->list->count++] = (struct overheard){
        .sql = str_cstr(o->arena, str_from(sql)),
        .query = is_query ? o->query : NULL,
        .params = is_query ? o->params : NULL,
    };
    o->query = NULL;
    return 0;
}

/* PostgreSQL runs what a query says, when it is opened. */
static void
hear_query(struct overhearing *o, const struct query *query, const struct value *params)
{
    if (o->list->count == OVERHEARD_MAX) {
        o->failed = true;
        return;
    }
    o->list->items[o->list->count++] = (struct overheard){
        .sql = query->sql[ENGINE_POSTGRES],
        .query = query,
        .params = params_copy(o->arena, params, query->param_count),
    };
}

/* SQLite says itself what begins: hear() takes the query, or finds that there was none. */
static void
await_query(struct overhearing *o, struct rows *rows, const struct value *params)
{
    (void)sqlite3_trace_v2(sqlite_conn(rows->conn)->handle, SQLITE_TRACE_STMT, hear, o);
    if (o->list == NULL)
        return;
    o->failed |= o->query != NULL;
    o->query = rows->query;
    o->params = params_copy(o->arena, params, rows->query->param_count);
}

static enum err
rows_open_heard(struct rows *rows, const struct value *params)
{
    struct overhearing *o = overhearing_of(rows->conn);

    /* Others, such as who looks for new events after a commit, are none of the request's. */
    if (rows->conn->writes != o->writes)
        return o->inner->rows_open(rows, params);
    if (o->inner->engine == ENGINE_SQLITE)
        await_query(o, rows, params);
    else if (o->list != NULL)
        hear_query(o, rows->query, params);
    return o->inner->rows_open(rows, params);
}

void
overhear(struct overhearing *overhearing, struct db *db, bool writes, struct arena *arena)
{
    *overhearing =
        (struct overhearing){.ops = *db->ops, .inner = db->ops, .writes = writes, .arena = arena};
    overhearing->ops.rows_open = rows_open_heard;
    db->ops = &overhearing->ops;
}

void
overhear_begin(struct overhearing *overhearing, struct overheard_list *list)
{
    list->count = 0;
    overhearing->failed = false;
    overhearing->query = NULL;
    overhearing->list = list;
}

bool
overhear_end(struct overhearing *overhearing)
{
    overhearing->list = NULL;
    return !overhearing->failed && arena_failed(overhearing->arena) == OK;
}

bool
overheard_same(const struct overheard_list *a, const struct overheard_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i].sql, b->items[i].sql) != 0)
            return false;
    return true;
}
