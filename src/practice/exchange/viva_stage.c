/* SPDX-License-Identifier: Apache-2.0 */
/* From typed rows to the staging area. */
#include "gen/exchange_sql.h"
#include "practice/exchange/viva_csv.h"
#include "practice/exchange/viva_part.h"

#define SAME_MAX 100000 /* rows without an id that are alike */

void
viva_init(struct viva *viva, struct call *stage)
{
    *viva = (struct viva){.stage = stage, .slice_rows = VIVA_SLICE_ROWS};
    arena_init(&viva->arena, VIVA_ARENA_MAX);
    viva_names_init(&viva->names, &viva->arena);
}

void
viva_release(struct viva *viva)
{
    arena_release(&viva->arena);
}

static enum err
stage_doubts(struct viva *viva, const struct viva_row *row, struct str title)
{
    for (size_t i = 0; i < row->doubt_count; i++) {
        bool last = i + 1 == row->doubt_count;
        struct stage_finding finding = {
            .kind = row->refused && last ? FINDING_KIND_REFUSED : FINDING_KIND_DOUBTFUL,
            .file = viva->file,
            .line = row->row.line,
            .place = str_from(viva_column_name[row->doubts[i].column]),
            .title = title,
            .reason = row->doubts[i].reason,
        };
        TRY(q_stage_finding_insert(viva->stage, &finding));
    }
    return OK;
}

/* A row that cannot be kept, counted as what it says it is. */
static enum err
turn_away(struct viva *viva, struct viva_row *row, const struct viva_cells *cells,
          struct str reason)
{
    enum viva_kind kind =
        row->row.type == ROW_TYPE_KEY_RESULT || row->row.type == ROW_TYPE_DELIVERABLE
            ? VIVA_KEY_RESULTS
            : VIVA_OBJECTIVES;

    viva->counts[kind][VIVA_REFUSED]++;
    if (!row->refused) {
        if (row->doubt_count == VIVA_DOUBT_MAX)
            row->doubt_count--;
        row->doubts[row->doubt_count++] = (struct viva_doubt){.column = VIVA_ID, .reason = reason};
        row->refused = true;
    }
    return stage_doubts(viva, row, str_trim(cells->cells[VIVA_TITLE]));
}

/*
 * Makes the key of a row one of its own: rows without an id that are alike are told apart by their
 * order. `*ret_reason` says why a row with an id cannot be kept.
 */
static enum err
settle_key(struct viva *viva, struct viva_row *row, bool has_id, struct str *ret_reason)
{
    struct str key = row->row.foreign_key;
    struct stage_key other;

    *ret_reason = (struct str){0};
    for (int n = 2; n < SAME_MAX; n++) {
        enum err err = q_stage_row_by_key(viva->stage, row->row.foreign_key, &other);
        if (err == ERR_NOT_FOUND)
            return OK;
        TRY(err);
        if (has_id) {
            *ret_reason = str_fmt(
                viva->stage->arena, "The Id stands already on line %lld%s; the first row is kept.",
                (long long)other.line, other.file != viva->file ? " of an earlier file" : "");
            return OK;
        }
        row->row.foreign_key = str_fmt(viva->stage->arena, "%.*s.%d", STR_FMT(key), n);
    }
    return ERR_TOO_LARGE;
}

static enum err
stage_parts(struct viva *viva, const struct viva_row *row, int64_t row_id)
{
    for (size_t i = 0; i < row->links.count; i++) {
        struct stage_link link = {.row_id = row_id,
                                  .place = (int64_t)i,
                                  .parent_key = row->links.items[i].key,
                                  .parent_title = row->links.items[i].title,
                                  .weight = row->links.items[i].weight,
                                  .period = row->row.period};
        TRY(q_stage_link_insert(viva->stage, &link));
    }
    for (size_t i = 0; i < row->check_in_count; i++) {
        struct stage_check_in check_in = row->check_ins[i];
        check_in.row_id = row_id;
        TRY(viva_name_add(&viva->names, FOREIGN_KIND_PERSON, check_in.person));
        TRY(q_stage_check_in_insert(viva->stage, &check_in));
    }
    return OK;
}

static enum err
stage_names(struct viva *viva, const struct stage_row *row)
{
    TRY(viva_name_add(&viva->names, FOREIGN_KIND_CYCLE, row->period));
    TRY(viva_name_add_lines(&viva->names, FOREIGN_KIND_UNIT, row->units));
    TRY(viva_name_add_lines(&viva->names, FOREIGN_KIND_PERSON, row->owners));
    return viva_name_add(&viva->names, FOREIGN_KIND_PERSON, row->creator);
}

static enum err
take(void *arg, const struct viva_cells *cells)
{
    struct viva *viva = arg;
    struct viva_row row;
    struct str reason;
    int64_t row_id;

    arena_clear(viva->stage->arena);
    TRY(viva_row_read(viva->stage->arena, cells, &row));
    if (row.refused)
        return turn_away(viva, &row, cells, STR(""));
    if (viva->node_count == VIVA_ROW_MAX)
        return ERR_TOO_LARGE;
    TRY(settle_key(viva, &row, str_trim(cells->cells[VIVA_ID]).len > 0, &reason));
    if (!str_is_null(reason))
        return turn_away(viva, &row, cells, reason);
    row.row.file = viva->file;
    TRY(q_stage_row_insert(viva->stage, &row.row, &row_id));
    if (row_id != (int64_t)viva->node_count + 1)
        return ERR_INTERNAL; /* the staging area was not empty */
    viva->node_count++;
    if (viva->node_count % VIVA_PORTION == 0)
        viva_tell(viva, "rows read", (int64_t)viva->node_count);
    TRY(stage_names(viva, &row.row));
    TRY(stage_parts(viva, &row, row_id));
    return stage_doubts(viva, &row, row.row.title);
}

enum err
viva_stage(struct viva *viva, FILE *file, const char *name, char *why)
{
    struct viva_csv_sink sink = {.take = take, .arg = viva};

    TRY(viva_csv_read(file, name, &sink, why));
    viva->file++;
    return OK;
}

enum err
viva_find(struct viva *viva, const struct viva_finding *finding)
{
    struct stage_row row;

    TRY(q_stage_row_get(viva->stage, finding->row_id, &row));
    struct stage_finding line = {.kind = finding->kind,
                                 .file = row.file,
                                 .line = row.line,
                                 .place = str_from(finding->place),
                                 .title = row.title,
                                 .reason = finding->reason,
                                 .old_value = finding->old_value,
                                 .new_value = finding->new_value};
    return q_stage_finding_insert(viva->stage, &line);
}
