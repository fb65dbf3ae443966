/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/okr_mapping.h"

#include "gen/exchange_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/exchange/okr_csv.h"

static enum err
may(struct call *call)
{
    return policy_check(call, VERB_OKR_IMPORT, &(struct subject){0});
}

static struct str
source_of(struct call *call, struct str name)
{
    return str_fmt(call->arena, "%s%.*s", okr_mapping_kind.stem, STR_FMT(name));
}

static struct str
word_of(enum okr_field field)
{
    return str_from(choice_name(okr_field_choice, (int)field));
}

/* ---- keeping ------------------------------------------------------------------------------------
 */

/* What the words of a field may mean; other fields take any text. */
static const struct {
    enum okr_field field;
    const char *meanings[8];
} meanings[] = {
    {OKR_FIELD_TYPE, {"objective", "key_result", "deliverable", "check_in"}},
    {OKR_FIELD_STATUS, {"not_started", "on_track", "behind", "at_risk", "postponed", "closed"}},
    {OKR_FIELD_KIND, {"committed", "aspirational"}},
    {OKR_FIELD_TARGET_TYPE, {"increase", "decrease", "at_least", "at_most", "range"}},
};

/* Faults what is no meaning of the field, and names those there are. */
static void
check_meaning(struct call *call, const char *list, size_t place, const char *member,
              enum okr_field field, struct str meaning)
{
    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        struct str known = {0};
        if (meanings[i].field != field)
            continue;
        for (size_t j = 0; meanings[i].meanings[j] != NULL; j++) {
            if (str_eq(meaning, str_from(meanings[i].meanings[j])))
                return;
            known = str_fmt(call->arena, "%.*s%s%s", STR_FMT(known), j > 0 ? ", " : "",
                            meanings[i].meanings[j]);
        }
        struct str at = str_fmt(call->arena, "/%s/%zu/%s", list, place, member);
        fault_at(call, at, "unknown_meaning",
                 str_fmt(call->arena, "Take one of %.*s.", STR_FMT(known)));
    }
}

static void
check_columns(struct call *call, const struct okr_mapping_new *in)
{
    bool seen[OKR_FIELD_COUNT] = {0};

    for (size_t i = 0; i < in->columns.count; i++) {
        const struct okr_column_new *column = &in->columns.items[i];
        struct str at = str_fmt(call->arena, "/columns/%zu", i);
        if (seen[column->field])
            fault_at(call, at, "twice", STR("This field is held by another column already."));
        seen[column->field] = true;
        if (str_is_null(column->header) == str_is_null(column->constant))
            fault_at(call, at, "header_or_constant",
                     STR("Name either a column or what holds for every row."));
        if (!str_is_null(column->constant))
            check_meaning(call, "columns", i, "constant", column->field, column->constant);
    }
    for (size_t i = 0; i < in->words.count; i++)
        check_meaning(call, "words", i, "meaning", in->words.items[i].field,
                      in->words.items[i].meaning);
}

static enum err
clear(struct call *call, struct str source)
{
    TRY(q_import_column_clear(call, source));
    TRY(q_import_word_clear(call, source));
    return q_import_mapping_delete(call, source);
}

enum err
okr_mapping_keep(struct call *call, const struct okr_mapping_new *in)
{
    struct str source = source_of(call, in->source);
    struct import_mapping mapping = {.source = source,
                                     .day_order = in->day_order,
                                     .decimal_sign = in->decimal_sign,
                                     .new_units = in->new_units,
                                     .new_people = in->new_people};

    check_columns(call, in);
    TRY(call_faults(call));
    TRY(arena_failed(call->arena));
    TRY(clear(call, source));
    TRY(q_import_mapping_set(call, &mapping));
    for (size_t i = 0; i < in->columns.count; i++) {
        const struct okr_column_new *column = &in->columns.items[i];
        struct import_column row = {.source = source,
                                    .field = word_of(column->field),
                                    .header =
                                        str_is_null(column->header) ? STR("") : column->header,
                                    .constant = column->constant};
        TRY(q_import_column_insert(call, &row));
    }
    for (size_t i = 0; i < in->words.count; i++) {
        struct import_word row = {.source = source,
                                  .field = word_of(in->words.items[i].field),
                                  .word = in->words.items[i].word,
                                  .meaning = in->words.items[i].meaning};
        TRY(q_import_word_insert(call, &row));
    }
    return OK;
}

/* ---- operations ---------------------------------------------------------------------------------
 */

enum err
okr_mapping_set(struct call *call, const struct okr_mapping_new *in)
{
    TRY(may(call));
    return okr_mapping_keep(call, in);
}

enum err
okr_mapping_delete(struct call *call, const struct okr_mapping_source *in)
{
    struct import_mapping known;
    struct str source = source_of(call, in->source);

    TRY(may(call));
    TRY(arena_failed(call->arena));
    TRY(q_import_mapping_get(call, source, &known));
    return clear(call, source);
}

enum err
okr_mapping_list(struct call *call, const struct page_query *in, struct okr_mapping_ref_page *out)
{
    struct import_mapping_list rows;
    struct str after = STR("");
    size_t stem = strlen(okr_mapping_kind.stem);

    TRY(may(call));
    TRY(page_read_text(call, "okr_mapping_list", in->after, &after, NULL, 0));
    TRY(q_import_mapping_page(call, after, in->limit + 1, &rows));
    out->items = arena_array(call->arena, rows.count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (; out->count < rows.count && (int64_t)out->count < in->limit; out->count++)
        out->items[out->count].source =
            str_slice(rows.items[out->count].source, stem, rows.items[out->count].source.len);
    if (out->count < rows.count)
        out->next =
            page_write_text(call, "okr_mapping_list", rows.items[out->count - 1].source, NULL, 0);
    return OK;
}

static enum err
show_columns(struct call *call, const struct mapping *mapping, struct okr_mapping *out)
{
    out->columns.items = arena_array(call->arena, mapping->known.count, sizeof(struct okr_column));
    out->words.items = arena_array(call->arena, mapping->words.count, sizeof(struct okr_word));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < mapping->known.count; i++) {
        const struct import_column *row = &mapping->known.items[i];
        int field = choice_value(okr_field_choice, row->field);
        if (field > 0)
            out->columns.items[out->columns.count++] = (struct okr_column){
                .header = row->header, .field = (enum okr_field)field, .constant = row->constant};
    }
    for (size_t i = 0; i < mapping->words.count; i++) {
        const struct import_word *row = &mapping->words.items[i];
        int field = choice_value(okr_field_choice, row->field);
        if (field > 0)
            out->words.items[out->words.count++] = (struct okr_word){
                .field = (enum okr_field)field, .word = row->word, .meaning = row->meaning};
    }
    return OK;
}

enum err
okr_mapping_get(struct call *call, const struct okr_mapping_source *in, struct okr_mapping *out)
{
    struct mapping mapping;
    struct import_mapping known;

    TRY(may(call));
    TRY(mapping_load(call, &okr_mapping_kind, in->source, &mapping));
    TRY(q_import_mapping_get(call, mapping.source, &known));
    *out = (struct okr_mapping){.source = in->source,
                                .day_order = known.day_order,
                                .decimal_sign = known.decimal_sign,
                                .new_units = known.new_units,
                                .new_people = known.new_people};
    return show_columns(call, &mapping, out);
}
