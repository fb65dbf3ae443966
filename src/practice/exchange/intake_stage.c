/* SPDX-License-Identifier: Apache-2.0 */
/* From typed rows to the staging area. */
#include "gen/exchange_sql.h"
#include "practice/exchange/intake_part.h"
#include "practice/exchange/intake_row.h"

#define SAME_MAX 100000 /* rows without an id that are alike */

void
intake_init(struct intake *intake, struct call *stage, struct str source)
{
    *intake = (struct intake){.stage = stage,
                              .source = source,
                              .slice_rows = INTAKE_SLICE_ROWS,
                              .row_max = INTAKE_ROW_MAX};
    arena_init(&intake->arena, INTAKE_ARENA_MAX);
    intake_names_init(&intake->names, &intake->arena, source);
}

void
intake_release(struct intake *intake)
{
    arena_release(&intake->arena);
}

/* What the report calls a column. */
static struct str
heading_of(const struct intake *intake, enum intake_column column)
{
    return intake->headings[column].len > 0 ? intake->headings[column]
                                            : str_from(intake_column_name[column]);
}

static enum err
stage_doubts(struct intake *intake, const struct intake_row *row, struct str title)
{
    for (size_t i = 0; i < row->doubt_count; i++) {
        bool last = i + 1 == row->doubt_count;
        struct stage_finding finding = {
            .kind = row->refused && last ? FINDING_KIND_REFUSED : FINDING_KIND_DOUBTFUL,
            .file = intake->file,
            .line = row->row.line,
            .place = heading_of(intake, row->doubts[i].column),
            .title = title,
            .reason = row->doubts[i].reason,
        };
        TRY(q_stage_finding_insert(intake->stage, &finding));
    }
    return OK;
}

/* A row that cannot be kept, counted as what it says it is. */
static enum err
turn_away(struct intake *intake, struct intake_row *row, const struct intake_cells *cells,
          struct str reason)
{
    enum intake_kind kind =
        row->row.type == ROW_TYPE_KEY_RESULT || row->row.type == ROW_TYPE_DELIVERABLE
            ? INTAKE_KEY_RESULTS
            : INTAKE_OBJECTIVES;

    intake->counts[kind][INTAKE_REFUSED]++;
    if (!row->refused) {
        if (row->doubt_count == INTAKE_DOUBT_MAX)
            row->doubt_count--;
        row->doubts[row->doubt_count++] =
            (struct intake_doubt){.column = INTAKE_ID, .reason = reason};
        row->refused = true;
    }
    return stage_doubts(intake, row, str_trim(cells->cells[INTAKE_TITLE]));
}

/*
 * Makes the key of a row one of its own: rows without an id that are alike are told apart by their
 * order. `*ret_reason` says why a row with an id cannot be kept.
 */
static enum err
settle_key(struct intake *intake, struct intake_row *row, bool has_id, struct str *ret_reason)
{
    struct str key = row->row.foreign_key;
    struct stage_key other;

    *ret_reason = (struct str){0};
    for (int n = 2; n < SAME_MAX; n++) {
        enum err err = q_stage_row_by_key(intake->stage, row->row.foreign_key, &other);
        if (err == ERR_NOT_FOUND)
            return OK;
        TRY(err);
        if (has_id) {
            *ret_reason = str_fmt(intake->stage->arena,
                                  "The Id stands already on line %lld%s; the first row is kept.",
                                  (long long)other.line,
                                  other.file != intake->file ? " of an earlier file" : "");
            return OK;
        }
        row->row.foreign_key = str_fmt(intake->stage->arena, "%.*s.%d", STR_FMT(key), n);
    }
    return ERR_TOO_LARGE;
}

static enum err
stage_parts(struct intake *intake, const struct intake_row *row, int64_t row_id)
{
    for (size_t i = 0; i < row->links.count; i++) {
        struct stage_link link = {.row_id = row_id,
                                  .place = (int64_t)i,
                                  .parent_key = row->links.items[i].key,
                                  .parent_title = row->links.items[i].title,
                                  .weight = row->links.items[i].weight,
                                  .period = row->row.period};
        TRY(q_stage_link_insert(intake->stage, &link));
    }
    for (size_t i = 0; i < row->interim_count; i++) {
        struct stage_interim interim = row->interims[i];
        interim.row_id = row_id;
        TRY(q_stage_interim_insert(intake->stage, &interim));
    }
    for (size_t i = 0; i < row->check_in_count; i++) {
        struct stage_check_in check_in = row->check_ins[i];
        check_in.row_id = row_id;
        TRY(intake_name_add(&intake->names, FOREIGN_KIND_PERSON, check_in.person));
        TRY(q_stage_check_in_insert(intake->stage, &check_in));
    }
    return OK;
}

static enum err
stage_names(struct intake *intake, const struct stage_row *row)
{
    TRY(intake_name_add(&intake->names, FOREIGN_KIND_CYCLE, row->period));
    TRY(intake_name_add_lines(&intake->names, FOREIGN_KIND_UNIT, row->units));
    TRY(intake_name_add_lines(&intake->names, FOREIGN_KIND_PERSON, row->owners));
    return intake_name_add(&intake->names, FOREIGN_KIND_PERSON, row->creator);
}

enum err
intake_take(void *arg, const struct intake_cells *cells)
{
    struct intake *intake = arg;
    struct intake_row row;
    struct str reason;
    int64_t row_id;

    arena_clear(intake->stage->arena);
    TRY(intake_row_read(intake->stage->arena, cells, &row));
    if (row.refused)
        return turn_away(intake, &row, cells, STR(""));
    if (intake->node_count == intake->row_max)
        return ERR_TOO_LARGE;
    TRY(settle_key(intake, &row, str_trim(cells->cells[INTAKE_ID]).len > 0, &reason));
    if (!str_is_null(reason))
        return turn_away(intake, &row, cells, reason);
    row.row.file = intake->file;
    TRY(q_stage_row_insert(intake->stage, &row.row, &row_id));
    if (row_id != (int64_t)intake->node_count + 1)
        return ERR_INTERNAL; /* the staging area was not empty */
    intake->node_count++;
    if (intake->node_count % INTAKE_PORTION == 0)
        intake_tell(intake, "rows read", (int64_t)intake->node_count);
    TRY(stage_names(intake, &row.row));
    TRY(stage_parts(intake, &row, row_id));
    return stage_doubts(intake, &row, row.row.title);
}

enum err
intake_record_keep(struct intake *intake, struct str owner_key, int64_t line,
                   const struct cell_record *record)
{
    struct stage_record row = {.owner_key = owner_key,
                               .day = record->day,
                               .person = record->user,
                               .note = record->note,
                               .metric = record->metric,
                               .status = record->status,
                               .value = record->value,
                               .at = record->at,
                               .line = line};

    return q_stage_record_insert(intake->stage, &row);
}

enum err
intake_records_take(struct intake *intake, struct str owner_key, struct arena *arena,
                    struct cell_record_list *out)
{
    struct stage_record_list found;

    *out = (struct cell_record_list){0};
    if (owner_key.len == 0)
        return OK;
    TRY(q_stage_record_of(intake->stage, owner_key, CELL_ITEMS_MAX, &found));
    if (found.count == 0)
        return OK;
    out->items = arena_array(arena, found.count, sizeof(*out->items));
    TRY(arena_failed(arena));
    for (; out->count < found.count; out->count++) {
        const struct stage_record *row = &found.items[out->count];
        out->items[out->count] = (struct cell_record){.day = str_copy(arena, row->day),
                                                      .user = str_copy(arena, row->person),
                                                      .note = str_copy(arena, row->note),
                                                      .metric = str_copy(arena, row->metric),
                                                      .status = str_copy(arena, row->status),
                                                      .value = str_copy(arena, row->value),
                                                      .at = str_copy(arena, row->at)};
    }
    arena_clear(intake->stage->arena);
    TRY(q_stage_record_delete(intake->stage, owner_key));
    return arena_failed(arena);
}

enum err
intake_records_end(struct intake *intake)
{
    struct stage_record_list page = {.count = 1};

    for (int64_t after = 0; page.count > 0; after = page.items[page.count - 1].id) {
        arena_clear(intake->stage->arena);
        TRY(q_stage_record_left(intake->stage, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count; i++) {
            struct stage_finding finding = {
                .kind = FINDING_KIND_REFUSED,
                .file = intake->file,
                .line = page.items[i].line,
                .place = heading_of(intake, INTAKE_CHECKINS),
                .title = page.items[i].note,
                .reason = STR("A check-in of something that is not in the file.")};
            intake->counts[INTAKE_CHECK_INS][INTAKE_REFUSED]++;
            TRY(q_stage_finding_insert(intake->stage, &finding));
        }
        if (page.count == 0)
            break;
    }
    return OK;
}

void
intake_next_file(struct intake *intake)
{
    intake->file++;
}

enum err
intake_note(struct intake *intake, int64_t line, struct str title, struct str reason)
{
    struct stage_finding finding = {.kind = FINDING_KIND_DOUBTFUL,
                                    .file = intake->file,
                                    .line = line,
                                    .place = STR(""),
                                    .title = title,
                                    .reason = reason};

    return q_stage_finding_insert(intake->stage, &finding);
}

enum err
intake_find(struct intake *intake, const struct intake_finding *finding)
{
    struct stage_row row;

    TRY(q_stage_row_get(intake->stage, finding->row_id, &row));
    struct stage_finding line = {.kind = finding->kind,
                                 .file = row.file,
                                 .line = row.line,
                                 .place = heading_of(intake, finding->column),
                                 .title = row.title,
                                 .reason = finding->reason,
                                 .old_value = finding->old_value,
                                 .new_value = finding->new_value};
    return q_stage_finding_insert(intake->stage, &line);
}
