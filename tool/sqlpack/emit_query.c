/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of a part's queries, and the tables behind them. */
#include "emit.h"

#include "render.h"
#include "schema.h"

static const char *const kind_words[] = {[VALUE_INT] = "VALUE_INT",
                                         [VALUE_BOOL] = "VALUE_BOOL",
                                         [VALUE_TEXT] = "VALUE_TEXT",
                                         [VALUE_INT_LIST] = "VALUE_INT_LIST",
                                         [VALUE_TEXT_LIST] = "VALUE_TEXT_LIST"};

/* Why a query may fail beside what every query may fail of. */
static const char *
result_note(enum result_kind result)
{
    switch (result) {
    case RESULT_ONE:
    case RESULT_NUMBER:
        return "ERR_NOT_FOUND without a row.";
    case RESULT_CHANGED:
        return "`out` is the number of rows touched.";
    case RESULT_ID:
    case RESULT_MANY:
    case RESULT_EXEC:
        break;
    }
    return NULL;
}

static void
emit_comment(const struct named_query *query, struct buf *out)
{
    const char *note = result_note(query->result);

    buf_fmt(out, "\n/*");
    for (size_t i = 0; i < query->doc_count; i++)
        buf_fmt(out, "%s%.*s", i == 0 ? " " : "\n * ", STR_FMT(query->docs[i]));
    if (note != NULL)
        buf_fmt(out, "%s%s", query->doc_count == 0 ? " " : "\n * ", note);
    if (query->doc_count == 0 && note == NULL)
        buf_fmt(out, " %s:%d", query->source->path, source_place(query->source, query->at).line);
    buf_fmt(out, " */\n");
}

/* Do queries of `part` read or take objects of `other`? */
static bool
part_names(const struct pack *pack, const struct model_part *part, const struct model_part *other)
{
    for (size_t i = 0; i < pack->query_count; i++) {
        const struct named_query *query = pack->queries[i];
        if (query->part == part && ((query->row != NULL && query->row->part == other) ||
                                    (query->from != NULL && query->from->part == other)))
            return true;
    }
    return false;
}

static void
emit_includes(struct pack *pack, const struct model_part *part, struct buf *out)
{
    buf_fmt(out, "#include \"base/err.h\"\n");
    for (const struct model_part *left = pack->model->parts; left != NULL; left = left->next)
        if (left == part || part_names(pack, part, left))
            buf_fmt(out, "#include \"gen/%.*s.h\"\n", STR_FMT(left->name));
    buf_fmt(out, "#include \"model/call.h\"\n#include \"model/query.h\"\n");
}

void
emit_prototypes(struct pack *pack, const struct model_part *part, struct buf *out)
{
    buf_fmt(
        out,
        "/* SPDX-License-Identifier: Apache-2.0 */\n"
        "/*\n"
        " * The named queries of %.*s, made by tool/sqlpack from its .sql files. They run in the\n"
        " * transaction of the call; what they yield lies in its arena.\n"
        " */\n"
        "#ifndef KOERS_GEN_%.*s_SQL_H\n"
        "#define KOERS_GEN_%.*s_SQL_H\n\n",
        STR_FMT(part->name), STR_FMT(model_upper(pack->arena, part->name)),
        STR_FMT(model_upper(pack->arena, part->name)));
    emit_includes(pack, part, out);
    for (size_t i = 0; i < pack->query_count; i++) {
        if (pack->queries[i]->part != part)
            continue;
        emit_comment(pack->queries[i], out);
        buf_fmt(out, "enum err ");
        emit_signature(pack, pack->queries[i], sizeof("enum err ") - 1, out);
        buf_fmt(out, " MUST_USE;\n");
        if (!pack->queries[i]->ahead)
            continue;
        buf_fmt(out, "/* Says that it will be asked: see query_ahead() of db/db.h. */\nvoid ");
        emit_ahead_signature(pack, pack->queries[i], sizeof("void ") - 1, out);
        buf_fmt(out, ";\n");
    }
    buf_fmt(out, "\n/* For the table of all queries; rules call the functions above. */\n");
    for (size_t i = 0; i < pack->query_count; i++) {
        const struct named_query *query = pack->queries[i];
        if (query->part == part)
            buf_fmt(out, "extern const struct bound_query query_%.*s[%zu];\n", STR_FMT(query->name),
                    query_variants(query));
    }
    buf_fmt(out, "\n#endif\n");
}

/* The kinds of the parameters; a list is many of its items, or one array. */
static void
emit_kinds(const struct named_query *query, bool is_array, struct buf *out)
{
    buf_fmt(out, "static const enum value_kind %.*s_%s[] = {", STR_FMT(query->name),
            is_array ? "array_params" : "params");
    for (size_t i = 0; i < query->param_count; i++) {
        const struct param *param = &query->params[i];
        enum value_kind kind = schema_field_kind(param->kind);
        buf_fmt(out, "%s[%zu", i > 0 ? ", " : "", param->index);
        if (param->is_list && is_array)
            kind = kind == VALUE_TEXT ? VALUE_TEXT_LIST : VALUE_INT_LIST;
        else if (param->is_list)
            buf_fmt(out, " ... %zu", param->index + list_sizes[LIST_SIZES - 1] - 1);
        buf_fmt(out, "] = %s", kind_words[kind]);
    }
    buf_fmt(out, "};\n");
}

/* Those of the largest variant, whose beginning smaller ones use, and of the one with an array. */
static void
emit_param_kinds(const struct named_query *query, struct buf *out)
{
    if (query->param_count > 0)
        emit_kinds(query, /* is_array= */ false, out);
    if (query_list_param(query) != NULL)
        emit_kinds(query, /* is_array= */ true, out);
}

static void
emit_columns(const struct named_query *query, struct buf *out)
{
    if (query->column_count == 0)
        return;
    buf_fmt(out, "static const enum value_kind %.*s_kinds[] = {", STR_FMT(query->name));
    for (size_t i = 0; i < query->column_count; i++)
        buf_fmt(out, "%s%s", i > 0 ? ", " : "", kind_words[query->column_kinds[i]]);
    buf_fmt(out, "};\n");
    if (query->row == NULL)
        return;
    buf_fmt(out, "static const uint8_t %.*s_columns[] = {", STR_FMT(query->name));
    for (size_t i = 0; i < query->column_count; i++)
        buf_fmt(out, "%s%zu", i > 0 ? ", " : "", query->columns[i]);
    buf_fmt(out, "};\n");
}

/* The text for one engine; `list_size` is how long a list is, if there is one. */
static void
emit_sql(struct pack *pack, struct named_query *query, enum engine engine, size_t list_size,
         struct buf *out)
{
    buf_fmt(out, "            .sql[%s] =\n                ",
            engine == ENGINE_SQLITE ? "ENGINE_SQLITE" : "ENGINE_POSTGRES");
    emit_literal(out, render_query(pack, query, engine, list_size), "                ");
    buf_fmt(out, ",\n");
}

/* Name, number, texts and parameters of a variant that takes a list, or of a query without one. */
static void
emit_texts(struct pack *pack, struct named_query *query, size_t variant, struct buf *out)
{
    bool has_list = query_list_param(query) != NULL;
    bool is_array = has_list && variant == LIST_SIZES;
    size_t size = is_array ? 1 : list_sizes[variant];
    size_t params = has_list ? query->param_count - 1 + size : query->param_count;

    buf_fmt(out, "            .name = \"%.*s", STR_FMT(query->name));
    if (has_list && !is_array)
        buf_fmt(out, "_%zu", size);
    buf_fmt(out, "\",\n            .number = %zu,\n", query_number(pack, query) + variant);
    if (!is_array)
        emit_sql(pack, query, ENGINE_SQLITE, size, out);
    if (!has_list || is_array)
        emit_sql(pack, query, ENGINE_POSTGRES, size, out);
    if (params > 0)
        buf_fmt(out, "            .params = %.*s_%s,\n            .param_count = %zu,\n",
                STR_FMT(query->name), is_array ? "array_params" : "params", params);
}

/* One struct bound_query. */
static void
emit_variant(struct pack *pack, struct named_query *query, size_t variant, struct buf *out)
{
    struct str name = query->name;

    buf_fmt(out, "    {\n        .query = {\n");
    emit_texts(pack, query, variant, out);
    if (query->column_count > 0)
        buf_fmt(out, "            .columns = %.*s_kinds,\n            .column_count = %zu,\n",
                STR_FMT(name), query->column_count);
    buf_fmt(out, "            .writes = %s,\n        },\n", query->writes ? "true" : "false");
    if (query->row != NULL)
        buf_fmt(out, "        .row = &type_%.*s,\n        .columns = %.*s_columns,\n",
                STR_FMT(query->row->name), STR_FMT(name));
    buf_fmt(out, "    },\n");
}

static void
emit_table(struct pack *pack, struct named_query *query, struct buf *out)
{
    emit_param_kinds(query, out);
    emit_columns(query, out);
    buf_fmt(out, "const struct bound_query query_%.*s[%zu] = {\n", STR_FMT(query->name),
            query_variants(query));
    for (size_t i = 0; i < query_variants(query); i++)
        emit_variant(pack, query, i, out);
    buf_fmt(out, "};\n\n");
}

/* The value of one parameter, as an expression. */
static void
emit_value(const struct named_query *query, const struct param *param, struct buf *out)
{
    struct str name = param->name;

    if (param->from_object)
        buf_fmt(out, "field_value(&type_%.*s.fields[%zu], in)", STR_FMT(query->from->name),
                param->field);
    else if (param->kind == FIELD_ENUM)
        buf_fmt(out, "value_text(str_from(choice_name(%.*s_choice, (int)%.*s)))",
                STR_FMT(param->choices->name), STR_FMT(name));
    else if (param->kind == FIELD_TEXT)
        buf_fmt(out, "value_text(%.*s)", STR_FMT(name));
    else if (param->kind == FIELD_BOOL)
        buf_fmt(out, "%s(%.*s)", param->is_nullable ? "value_maybe_bool" : "value_bool",
                STR_FMT(name));
    else
        buf_fmt(out, "%s(%.*s)", param->is_nullable ? "value_maybe" : "value_int", STR_FMT(name));
}

/* `query_list_ids(call, BEFORE, NAME, &list)`, which may fail. */
static void
emit_list_call(const struct param *list, struct buf *out)
{
    buf_fmt(out, "%s(call, %zu, %.*s, &list)",
            list->kind == FIELD_TEXT_LIST ? "query_list_texts" : "query_list_ids", list->index,
            STR_FMT(list->name));
}

/* Fills what stands before the list. */
static void
emit_list_others(const struct named_query *query, struct buf *out)
{
    for (size_t i = 0; i < query->param_count; i++) {
        if (query->params[i].is_list)
            continue;
        buf_fmt(out, "    list.params[%zu] = ", query->params[i].index);
        emit_value(query, &query->params[i], out);
        buf_fmt(out, ";\n");
    }
}

/* Declares and fills `params`, where there are any. */
static void
emit_plain_params(const struct named_query *query, struct buf *out)
{
    if (query->param_count == 0)
        return;
    buf_fmt(out, "    const struct value params[] = {\n");
    for (size_t i = 0; i < query->param_count; i++) {
        buf_fmt(out, "        ");
        emit_value(query, &query->params[i], out);
        buf_fmt(out, ",\n");
    }
    buf_fmt(out, "    };\n\n");
}

/* Declares and fills `list` or `params`, for emit_call(). */
static void
emit_params(const struct named_query *query, struct buf *out)
{
    const struct param *list = query_list_param(query);

    if (list == NULL) {
        emit_plain_params(query, out);
        return;
    }
    buf_fmt(out, "    struct query_list list;\n\n    TRY(");
    emit_list_call(list, out);
    buf_fmt(out, ");\n");
    emit_list_others(query, out);
}

/* `FUNCTION(call, query, params, count` */
static void
emit_call_head(const struct named_query *query, const char *function, struct buf *out)
{
    struct str name = query->name;

    if (query_list_param(query) != NULL)
        buf_fmt(out, "%s(call, &query_%.*s[list.size], list.params, list.count", function,
                STR_FMT(name));
    else if (query->param_count > 0)
        buf_fmt(out, "%s(call, query_%.*s, params, %zu", function, STR_FMT(name),
                query->param_count);
    else
        buf_fmt(out, "%s(call, query_%.*s, NULL, 0", function, STR_FMT(name));
}

/* `FUNCTION(call, query, params, count, LAST)`. */
static void
emit_call(const struct named_query *query, const char *function, const char *last, struct buf *out)
{
    emit_call_head(query, function, out);
    buf_fmt(out, ", %s)", last);
}

/* The end of the function: runs the query and shapes what it yields. */
static void
emit_result(const struct named_query *query, struct buf *out)
{
    switch (query->result) {
    case RESULT_ONE:
        buf_fmt(out, "    return ");
        emit_call(query, "query_one", "out", out);
        buf_fmt(out, ";\n");
        break;
    case RESULT_MANY:
        buf_fmt(out, "    struct list rows = {0};\n    TRY(");
        emit_call(query, "query_many", "&rows", out);
        buf_fmt(out,
                ");\n    *out = (struct %.*s_list){.items = rows.items, .count = rows.count};\n"
                "    return OK;\n",
                STR_FMT(query->row->name));
        break;
    case RESULT_NUMBER:
        buf_fmt(out, "    return ");
        emit_call(query, "query_number", "out", out);
        buf_fmt(out, ";\n");
        break;
    case RESULT_ID:
        buf_fmt(out, "    return ");
        emit_call(query, "query_insert", "out", out);
        buf_fmt(out, ";\n");
        break;
    case RESULT_EXEC:
    case RESULT_CHANGED:
        buf_fmt(out, "    return ");
        emit_call(query, "query_run", query->result == RESULT_EXEC ? "NULL" : "out", out);
        buf_fmt(out, ";\n");
        break;
    }
}

static void
emit_function(struct pack *pack, const struct named_query *query, struct buf *out)
{
    buf_fmt(out, "enum err\n");
    emit_signature(pack, query, 0, out);
    buf_fmt(out, "\n{\n");
    emit_params(query, out);
    emit_result(query, out);
    buf_fmt(out, "}\n\n");
}

/* The function that says the query ahead. What it lacks memory for is not said. */
static void
emit_ahead(struct pack *pack, const struct named_query *query, struct buf *out)
{
    const struct param *list = query_list_param(query);

    buf_fmt(out, "void\n");
    emit_ahead_signature(pack, query, 0, out);
    buf_fmt(out, "\n{\n");
    if (list != NULL)
        buf_fmt(out, "    struct query_list list;\n\n");
    buf_fmt(out, "    if (!query_goes_ahead(call)");
    if (list != NULL) {
        buf_fmt(out, " || ");
        emit_list_call(list, out);
        buf_fmt(out, " != OK");
    }
    buf_fmt(out, ")\n        return;\n");
    if (list != NULL)
        emit_list_others(query, out);
    else
        emit_plain_params(query, out);
    buf_fmt(out, "    ");
    emit_call_head(query, "query_say_ahead", out);
    buf_fmt(out, ");\n}\n\n");
}

void
emit_queries(struct pack *pack, const struct model_part *part, struct buf *out)
{
    buf_fmt(out,
            "/* SPDX-License-Identifier: Apache-2.0 */\n"
            "/* Made by tool/sqlpack from the .sql files of %.*s. */\n"
            "#include \"gen/%.*s_sql.h\"\n\n"
            "#include \"model/query_list.h\"\n\n",
            STR_FMT(part->name), STR_FMT(part->name));
    for (size_t i = 0; i < pack->query_count; i++) {
        if (pack->queries[i]->part != part)
            continue;
        emit_table(pack, pack->queries[i], out);
        emit_function(pack, pack->queries[i], out);
        if (pack->queries[i]->ahead)
            emit_ahead(pack, pack->queries[i], out);
    }
}
