/* SPDX-License-Identifier: Apache-2.0 */
/* What the emitters share: literals, signatures, numbers. */
#include "emit.h"

#define LITERAL_WIDTH                                                                              \
    70U /* bytes of text in a line of a literal, before it is broken at a blank                    \
         */

size_t
query_variants(const struct named_query *query)
{
    return query_list_param(query) != NULL ? LIST_SIZES + 1 : 1;
}

size_t
query_number(const struct pack *pack, const struct named_query *query)
{
    size_t number = 0;

    for (size_t i = 0; i < pack->query_count && pack->queries[i] != query; i++)
        number += query_variants(pack->queries[i]);
    return number;
}

size_t
query_number_count(const struct pack *pack)
{
    return query_number(pack, NULL);
}

static void
emit_char(struct buf *out, char c)
{
    if (c == '\n')
        buf_append(out, "\\n", 2);
    else if (c == '\t')
        buf_append(out, "\\t", 2);
    else if ((unsigned char)c < 0x20)
        buf_fmt(out, "\\%03o", (unsigned)(unsigned char)c);
    else if (c == '"' || c == '\\')
        buf_fmt(out, "\\%c", c);
    else
        buf_append_char(out, c);
}

void
emit_literal(struct buf *out, struct str text, const char *indent)
{
    size_t width = 0;

    buf_append_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        emit_char(out, c);
        width++;
        bool breaks = c == '\n' || (width >= LITERAL_WIDTH && (c == ' ' || c == ','));
        if (breaks && i + 1 < text.len) {
            buf_fmt(out, "\"\n%s\"", indent);
            width = 0;
        }
    }
    buf_append_char(out, '"');
}

/* The C type of a parameter, with the blank that separates it from its name. */
static struct str
param_type(struct pack *pack, const struct param *param)
{
    static const char *const names[] = {
        [FIELD_ID] = "int64_t ",
        [FIELD_INT] = "int64_t ",
        [FIELD_BOOL] = "bool ",
        [FIELD_TEXT] = "struct str ",
        [FIELD_DECIMAL] = "decimal_t ",
        [FIELD_FRACTION] = "fraction_t ",
        [FIELD_WEIGHT] = "weight_t ",
        [FIELD_TIME] = "usec_t ",
        [FIELD_DAY] = "day_t ",
        [FIELD_ID_LIST] = "const struct id_list *",
        [FIELD_TEXT_LIST] = "const struct text_list *",
    };

    if (param->kind == FIELD_ENUM)
        return str_fmt(pack->arena, "enum %.*s ", STR_FMT(param->choices->name));
    if (param->is_nullable && param->kind != FIELD_TEXT)
        return STR("struct maybe ");
    return str_from(names[param->kind]);
}

/* The type of what a query gives back, or "no text". */
static struct str
result_type(struct pack *pack, const struct named_query *query)
{
    switch (query->result) {
    case RESULT_ONE:
        return str_fmt(pack->arena, "struct %.*s *", STR_FMT(query->row->name));
    case RESULT_MANY:
        return str_fmt(pack->arena, "struct %.*s_list *", STR_FMT(query->row->name));
    case RESULT_NUMBER:
        return STR("struct maybe *");
    case RESULT_ID:
    case RESULT_CHANGED:
        return STR("int64_t *");
    case RESULT_EXEC:
        break;
    }
    return (struct str){0};
}

/* One more parameter of a prototype, on a new line when this one is full. */
static void
emit_argument(struct buf *out, size_t *column, size_t indent, struct str type, struct str name)
{
    size_t width = type.len + name.len + 2;

    if (*column + width > 98) {
        buf_fmt(out, ",\n%*s", (int)indent, "");
        *column = indent + width - 2;
    } else {
        buf_append(out, ", ", 2);
        *column += width;
    }
    buf_append_str(out, type);
    buf_append_str(out, name);
}

/* `q_NAMESUFFIX(struct call *call, PARAMETERS, RESULT)`. */
static void
emit_head(struct pack *pack, const struct named_query *query, const char *suffix, struct str result,
          size_t before, struct buf *out)
{
    size_t indent = before + sizeof("q_(") - 1 + query->name.len + strlen(suffix);
    size_t column = indent + sizeof("struct call *call") - 1;

    buf_fmt(out, "q_%.*s%s(struct call *call", STR_FMT(query->name), suffix);
    if (query->from != NULL) {
        struct str type = str_fmt(pack->arena, "const struct %.*s *", STR_FMT(query->from->name));
        emit_argument(out, &column, indent, type, STR("in"));
    }
    for (size_t i = 0; i < query->param_count; i++) {
        const struct param *param = &query->params[i];
        if (!param->from_object)
            emit_argument(out, &column, indent, param_type(pack, param), param->name);
    }
    if (result.ptr != NULL)
        emit_argument(out, &column, indent, result, STR("out"));
    buf_append_char(out, ')');
}

void
emit_signature(struct pack *pack, const struct named_query *query, size_t before, struct buf *out)
{
    emit_head(pack, query, "", result_type(pack, query), before, out);
}

void
emit_ahead_signature(struct pack *pack, const struct named_query *query, size_t before,
                     struct buf *out)
{
    emit_head(pack, query, "_ahead", (struct str){0}, before, out);
}
