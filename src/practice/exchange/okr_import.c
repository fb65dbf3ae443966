/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bringing OKRs in over HTTP. Before the transaction the file is staged and compared, in arenas and
 * a database of its own; the transaction only writes. What is too large for one is the command's.
 */
#include "gen/exchange_sql.h"
#include "practice/access/policy.h"
#include "practice/exchange/okr_csv.h"
#include "practice/exchange/viva.h"

#define ROWS_MAX    100000
#define LINES_SHOWN 5000
#define SCRATCH_MAX (256UL << 20)

struct job {
    struct intake intake;
    struct okr_csv okr;
    struct arena scratch; /* of the calls that plan and write; they clear it as they go */
    struct str problem;
};

static void
release(struct call *call)
{
    struct job *job = call->prepared;

    intake_release(&job->intake);
    arena_release(&job->scratch);
}

/* The same transaction with the scratch arena; what it says is brought back by bring_back(). */
static struct call
call_of(struct job *job, const struct call *call)
{
    struct call out = *call;

    arena_clear(&job->scratch);
    out.arena = &job->scratch;
    return out;
}

static enum err
bring_back(struct call *call, const struct call *from, enum err err)
{
    call->code = from->code;
    call->why = str_copy(call->arena, from->why);
    return err;
}

/* Who may not make people brings none in. */
static void
limit_people(const struct call *call, struct intake *intake)
{
    bool makes = policy_allows(call->who, VERB_PERSON_EDIT, &(struct subject){0});

    if (!makes && intake->new_people != NEW_PERSON_RULE_REFUSE)
        intake->new_people = NEW_PERSON_RULE_LEAVE_OUT;
}

static enum err
stage(struct call *call, struct job *job, const struct okr_file *in)
{
    char why[SHEET_WHY_MAX] = "";
    struct str name = str_is_null(in->file) ? STR("okrs.csv") : in->file;
    const char *path = str_cstr(call->arena, name);
    bool is_viva = str_eq(in->source, STR(VIVA_SOURCE));
    enum err err = OK;

    TRY(arena_failed(call->arena));
    job->intake.row_max = ROWS_MAX;
    if (is_viva) {
        err = viva_stage(&job->intake, call->upload, path, why);
    } else {
        TRY(okr_csv_load(call, in->source, &job->okr));
        job->intake.source = job->okr.mapping.source;
        err = okr_csv_stage(&job->okr, &job->intake, call->upload, path, why);
        job->problem = job->okr.problem;
    }
    limit_people(call, &job->intake);
    if (job->intake.node_count >= ROWS_MAX)
        return fail(call, ERR_INVALID, "too_many_rows",
                    "The file holds more than %d rows; an administrator can bring it in with the "
                    "command koers import.",
                    ROWS_MAX);
    if (err == ERR_MALFORMED || err == ERR_TOO_LARGE)
        return fail(call, ERR_INVALID, "not_a_table", "%s", why);
    return err;
}

static enum err
plan(struct call *call, struct job *job)
{
    struct call target = call_of(job, call);
    enum err err = intake_plan(&job->intake, &target);

    if (err == ERR_INVALID && !str_is_null(target.why)) {
        job->problem = str_copy(call->arena, target.why);
        return arena_failed(call->arena);
    }
    if (err != OK)
        return bring_back(call, &target, err);
    if (str_is_null(job->problem) && intake_is_large(&job->intake))
        job->problem = STR("This brings more than 4,000 new objectives and key results; an "
                           "administrator can bring it in with the command koers import.");
    return OK;
}

enum err
okr_import_prepare(struct call *call, const struct okr_file *in)
{
    struct call *staging;

    TRY(policy_check(call, VERB_OKR_IMPORT, &(struct subject){0}));
    if (call->upload == NULL)
        return fail(call, ERR_INVALID, "no_file", "Send the file as the body of the request.");
    TRY(call_stage(call, &staging));
    struct job *job = arena_new(call->arena, struct job);
    TRY(arena_failed(call->arena));
    intake_init(&job->intake, staging, STR(VIVA_SOURCE));
    arena_init(&job->scratch, SCRATCH_MAX);
    call->prepared = job;
    call->release = release;
    TRY(stage(call, job, in));
    return str_is_null(job->problem) ? plan(call, job) : OK;
}

/* ---- the report ---------------------------------------------------------------------------------
 */

static enum err
show_columns(struct call *call, const struct mapping *mapping, struct okr_report *out)
{
    out->columns.items = arena_array(call->arena, mapping->column_count, sizeof(struct okr_column));
    TRY(arena_failed(call->arena));
    for (; out->columns.count < mapping->column_count; out->columns.count++)
        out->columns.items[out->columns.count] = (struct okr_column){
            .header = mapping->columns[out->columns.count].header,
            .field = (enum okr_field)mapping->columns[out->columns.count].field};
    return OK;
}

static enum err
show_counts(struct call *call, const struct intake *intake, struct okr_report *out)
{
    static const struct {
        enum intake_kind kind;
        enum import_thing thing;
    } things[] = {
        {INTAKE_OBJECTIVES, IMPORT_THING_OBJECTIVES},
        {INTAKE_KEY_RESULTS, IMPORT_THING_KEY_RESULTS},
        {INTAKE_CHECK_INS, IMPORT_THING_CHECK_INS},
        {INTAKE_LINKS, IMPORT_THING_LINKS},
        {INTAKE_CYCLES, IMPORT_THING_CYCLES},
        {INTAKE_UNITS, IMPORT_THING_UNITS},
        {INTAKE_PEOPLE, IMPORT_THING_PEOPLE},
    };

    out->counts.items = arena_array(call->arena, INTAKE_KIND_COUNT, sizeof(struct okr_count));
    TRY(arena_failed(call->arena));
    for (; out->counts.count < INTAKE_KIND_COUNT; out->counts.count++) {
        const int64_t *counts = intake->counts[things[out->counts.count].kind];
        out->counts.items[out->counts.count] =
            (struct okr_count){.thing = things[out->counts.count].thing,
                               .created = counts[INTAKE_CREATED],
                               .updated = counts[INTAKE_UPDATED],
                               .unchanged = counts[INTAKE_UNCHANGED],
                               .refused = counts[INTAKE_REFUSED]};
    }
    return OK;
}

static void
show_line(struct call *call, const struct stage_finding *row, struct okr_line *out)
{
    *out = (struct okr_line){.line = row->line,
                             .kind = row->kind,
                             .title = str_copy(call->arena, row->title),
                             .column = str_copy(call->arena, row->place),
                             .reason = str_copy(call->arena, row->reason),
                             .old_value = str_copy(call->arena, row->old_value),
                             .new_value = str_copy(call->arena, row->new_value)};
}

/* Findings of one kind, copied out of the staging area's arena. */
static enum err
show_findings(struct call *call, struct call *staging, enum finding_kind kind,
              struct okr_report *out)
{
    struct stage_finding_list page = {.count = 1};

    for (int64_t after = 0; page.count > 0 && out->lines.count < LINES_SHOWN;) {
        arena_clear(staging->arena);
        TRY(q_stage_finding_page(staging, kind, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count && out->lines.count < LINES_SHOWN; i++) {
            show_line(call, &page.items[i], &out->lines.items[out->lines.count++]);
            after = page.items[i].id;
        }
    }
    return arena_failed(call->arena);
}

static enum err
report(struct call *call, const struct job *job, struct okr_report *out)
{
    static const enum finding_kind kinds[] = {FINDING_KIND_REFUSED, FINDING_KIND_DOUBTFUL,
                                              FINDING_KIND_RENAMED, FINDING_KIND_DIFFERS};
    struct call *staging = job->intake.stage;
    struct maybe counts[2];

    *out = (struct okr_report){.problem = job->problem};
    if (job->intake.import_id != 0)
        out->import_id = maybe_of(job->intake.import_id);
    TRY(show_columns(call, &job->okr.mapping, out));
    TRY(show_counts(call, &job->intake, out));
    TRY(q_stage_finding_count(staging, FINDING_KIND_REFUSED, &counts[0]));
    TRY(q_stage_finding_count(staging, FINDING_KIND_DOUBTFUL, &counts[1]));
    out->refused_count = counts[0].value;
    out->doubtful_count = counts[1].value;
    out->lines.items = arena_array(call->arena, LINES_SHOWN, sizeof(struct okr_line));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        TRY(show_findings(call, staging, kinds[i], out));
    return OK;
}

/* ---- writing ------------------------------------------------------------------------------------
 */

static enum err
apply(struct call *call, struct job *job, struct str file)
{
    struct import_run_list pending;

    TRY(q_import_run_pending(call, &pending));
    if (pending.count > 0)
        return fail(
            call, ERR_CONFLICT, "import_runs",
            "A large import is under way, or was broken off; bring this in when it is done.");
    struct call target = call_of(job, call);
    return bring_back(call, &target, intake_apply(&job->intake, &target, file));
}

/* POST /api/v1/imports/okrs/{source} */
enum err
okr_import(struct call *call, const struct okr_file *in, struct okr_report *out)
{
    struct job *job = call->prepared;
    struct str file = str_is_null(in->file) ? STR("okrs.csv") : in->file;

    job->intake.import_id = 0;
    if (!in->dry_run && !str_is_null(job->problem))
        return fail(call, ERR_CONFLICT, "cannot_import", "%.*s", STR_FMT(job->problem));
    if (!in->dry_run && intake_changes(&job->intake)) {
        TRY(apply(call, job, file));
        TRY(str_is_null(job->okr.mapping.source) ? OK : mapping_keep(&job->okr.mapping, call));
    }
    return report(call, job, out);
}
