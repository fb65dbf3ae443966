/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/mapping.h"

#include "gen/exchange_sql.h"
#include "model/fold.h"

enum err
mapping_load(struct call *call, const struct mapping_kind *kind, struct str name,
             struct mapping *out)
{
    *out = (struct mapping){.kind = kind,
                            .arena = call->arena,
                            .source = str_fmt(call->arena, "%s%.*s", kind->stem, STR_FMT(name))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < MAPPING_FIELDS_MAX; i++)
        out->column_of[i] = MAPPING_NONE;
    TRY(q_import_columns(call, out->source, &out->known));
    TRY(q_import_words(call, out->source, &out->words));
    out->remembered = out->known.count > 0;
    for (size_t i = 0; i < out->known.count; i++) {
        const struct import_column *column = &out->known.items[i];
        int field = choice_value(kind->choices, column->field);
        if (field > 0 && !str_is_null(column->constant))
            out->constant_of[field] = column->constant;
    }
    return OK;
}

static int
guess_of(const struct mapping *mapping, struct str header)
{
    struct str folded = fold(mapping->arena, header);

    for (size_t i = 0; i < mapping->kind->guess_count; i++)
        if (str_eq(folded, str_from(mapping->kind->guesses[i].name)))
            return mapping->kind->guesses[i].field;
    return 0;
}

static int
field_of(const struct mapping *mapping, struct str header)
{
    if (!mapping->remembered)
        return guess_of(mapping, header);
    for (size_t i = 0; i < mapping->known.count; i++)
        if (header.len > 0 && str_eq(mapping->known.items[i].header, header))
            return choice_value(mapping->kind->choices, mapping->known.items[i].field);
    return 0;
}

enum err
mapping_head(struct mapping *mapping, const struct str *cells, size_t count)
{
    mapping->columns = arena_array(mapping->arena, count, sizeof(*mapping->columns));
    TRY(arena_failed(mapping->arena));
    mapping->column_count = count;
    for (size_t i = 0; i < MAPPING_FIELDS_MAX; i++)
        mapping->column_of[i] = MAPPING_NONE;
    for (size_t i = 0; i < count; i++) {
        struct mapping_column *column = &mapping->columns[i];
        column->header = str_copy(mapping->arena, cells[i]);
        int field = field_of(mapping, column->header);
        if (field <= 0 || mapping->column_of[field] != MAPPING_NONE)
            continue; /* of two columns the first */
        column->field = field;
        mapping->column_of[field] = i;
    }
    return arena_failed(mapping->arena);
}

bool
mapping_has(const struct mapping *mapping, int field)
{
    return mapping->column_of[field] != MAPPING_NONE || !str_is_null(mapping->constant_of[field]);
}

struct str
mapping_cell(const struct mapping *mapping, int field, const struct str *cells, size_t count)
{
    size_t at = mapping->column_of[field];
    const char *name = choice_name(mapping->kind->choices, field);

    if (at == MAPPING_NONE || at >= count)
        return mapping->constant_of[field];
    struct str cell = str_trim(cells[at]);
    for (size_t i = 0; i < mapping->words.count; i++) {
        const struct import_word *word = &mapping->words.items[i];
        if (str_eq(word->field, str_from(name)) && str_eq(word->word, cell))
            return word->meaning;
    }
    return cell;
}

struct str
mapping_header(const struct mapping *mapping, int field)
{
    size_t at = field > 0 ? mapping->column_of[field] : MAPPING_NONE;

    return at != MAPPING_NONE ? mapping->columns[at].header : (struct str){0};
}

enum err
mapping_keep(const struct mapping *mapping, struct call *call)
{
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct mapping_column *column = &mapping->columns[i];
        struct import_column row = {
            .source = mapping->source,
            .field = str_from(choice_name(mapping->kind->choices, column->field)),
            .header = column->header};
        if (column->field > 0)
            TRY(q_import_column_insert(call, &row));
    }
    return OK;
}
