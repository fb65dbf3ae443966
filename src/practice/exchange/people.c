/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/undo.h"

#include "gen/exchange_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"

static enum err
may(struct call *call)
{
    return policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0});
}

/* Before the transaction: the file is read and compared, which takes as long as it takes. */
enum err
people_import_prepare(struct call *call, const struct people_file *in)
{
    struct people *people = arena_new(call->arena, struct people);
    char why[SHEET_WHY_MAX] = "";
    struct str name = str_is_null(in->file) ? STR("people.csv") : in->file;

    TRY(may(call));
    TRY(arena_failed(call->arena));
    if (call->upload == NULL)
        return fail(call, ERR_INVALID, "no_file", "Send the file as the body of the request.");
    TRY(people_begin(call, in->source, people));
    people->leavers = in->leavers;
    rewind(call->upload);
    enum err err = people_read(people, call->upload, str_cstr(call->arena, name), why);
    if (err == ERR_MALFORMED || err == ERR_TOO_LARGE)
        return fail(call, ERR_INVALID, "not_a_table", "%s", why);
    TRY(err);
    TRY(people_plan(people));
    call->prepared = people;
    return OK;
}

static enum err
report(const struct people *people, struct call *call, struct people_report *out)
{
    const struct mapping *mapping = &people->mapping;
    struct people_column *columns =
        arena_array(call->arena, mapping->column_count, sizeof(*columns));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < mapping->column_count; i++)
        columns[i] = (struct people_column){.header = mapping->columns[i].header,
                                            .field = (enum people_field)mapping->columns[i].field};
    *out = (struct people_report){
        .import_id = people->import_id != 0 ? maybe_of(people->import_id) : maybe_none(),
        .problem = people->problem,
        .columns = {.items = columns, .count = people->mapping.column_count},
        .created_count = people->counts[IMPORT_OUTCOME_CREATED],
        .updated_count = people->counts[IMPORT_OUTCOME_UPDATED],
        .unchanged_count = people->counts[IMPORT_OUTCOME_UNCHANGED],
        .left_count = people->counts[IMPORT_OUTCOME_LEFT],
        .refused_count = people->counts[IMPORT_OUTCOME_REFUSED],
        .doubtful_count = people->counts[IMPORT_OUTCOME_DOUBTFUL],
        .lines = {people->lines.items, people->lines.count < PEOPLE_LINES_SHOWN
                                           ? people->lines.count
                                           : PEOPLE_LINES_SHOWN},
    };
    for (size_t i = 0; i < people->unit_count; i++)
        out->unit_count += people->units[i].id == 0 || people->units[i].made;
    return OK;
}

/* POST /api/v1/imports/people/{source} */
enum err
people_import(struct call *call, const struct people_file *in, struct people_report *out)
{
    struct people *people = call->prepared;

    people->import_id = 0;
    if (!in->dry_run && !str_is_null(people->problem))
        return fail(call, ERR_CONFLICT, "cannot_import", "%.*s", STR_FMT(people->problem));
    if (!in->dry_run && people_changes(people))
        TRY(people_apply(people, call));
    return report(people, call, out);
}

enum err
people_columns_get(struct call *call, const struct people_source *in,
                   struct people_column_page *out)
{
    struct mapping mapping;
    int64_t at = 0;

    TRY(may(call));
    TRY(page_read(call, "people_columns_get", in->after, &at, 1));
    TRY(mapping_load(call, &people_mapping, in->source, &mapping));
    const struct import_column_list *known = &mapping.known;
    out->items = arena_array(call->arena, known->count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (; (size_t)at < known->count && (int64_t)out->count < in->limit; at++)
        out->items[out->count++] = (struct people_column){
            .header = known->items[at].header,
            .field = (enum people_field)choice_value(people_field_choice, known->items[at].field)};
    if ((size_t)at < known->count)
        out->next = page_write(call, "people_columns_get", &at, 1);
    return OK;
}

enum err
people_columns_set(struct call *call, const struct people_columns *in)
{
    TRY(may(call));
    return people_columns_keep(call, in);
}

enum err
people_columns_keep(struct call *call, const struct people_columns *in)
{
    struct str source = str_fmt(call->arena, "%s%.*s", people_mapping.stem, STR_FMT(in->source));

    TRY(arena_failed(call->arena));
    TRY(q_import_column_clear(call, source));
    for (size_t i = 0; i < in->columns.count; i++) {
        struct import_column row = {
            .source = source,
            .field = str_from(choice_name(people_field_choice, (int)in->columns.items[i].field)),
            .header = in->columns.items[i].header};
        TRY(q_import_column_insert(call, &row));
    }
    return OK;
}

enum err
import_list(struct call *call, const struct page_query *in, struct import_view_page *out)
{
    struct import_view_list rows;
    struct import_run_list newest;
    int64_t before = INT64_MAX;

    TRY(policy_check(call, VERB_OKR_IMPORT, &(struct subject){0}));
    TRY(page_read(call, "import_list", in->after, &before, 1));
    TRY(q_import_page(call, before, in->limit + 1, &rows));
    TRY(q_import_run_newest(call, &newest));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "import_list", &page_last(out)->id, 1);
    for (size_t i = 0; i < out->count && newest.count > 0; i++)
        out->items[i].may_undo =
            out->items[i].id == newest.items[0].id &&
            policy_allows(call->who, undo_verb(newest.items[0].source), &(struct subject){0});
    return OK;
}

enum err
import_undo(struct call *call, struct people_undone *out)
{
    struct people_lines lines = {0};

    TRY(undo_newest(call, out, &lines));
    out->lines.items = lines.items;
    out->lines.count = lines.count < PEOPLE_LINES_SHOWN ? lines.count : PEOPLE_LINES_SHOWN;
    return OK;
}
