/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/import_report.h"

#include "gen/exchange_sql.h"
#include "json/writer.h"

#define PORTION    200
#define LINE_BYTES (256U << 10)

static const char *const kind_names[INTAKE_KIND_COUNT] = {
    [INTAKE_CYCLES] = "cycles",           [INTAKE_UNITS] = "units",
    [INTAKE_PEOPLE] = "people",           [INTAKE_OBJECTIVES] = "objectives",
    [INTAKE_KEY_RESULTS] = "key results", [INTAKE_LINKS] = "links",
    [INTAKE_CHECK_INS] = "check-ins",
};

static const char *const action_names[INTAKE_ACTION_COUNT] = {
    [INTAKE_CREATED] = "created",
    [INTAKE_UPDATED] = "updated",
    [INTAKE_UNCHANGED] = "unchanged",
    [INTAKE_REFUSED] = "refused",
};

static const struct {
    enum finding_kind kind;
    const char *name;
    const char *heading;
} sections[] = {
    {FINDING_KIND_REFUSED, "refused", "Refused rows"},
    {FINDING_KIND_DOUBTFUL, "doubtful", "Doubtful rows"},
    {FINDING_KIND_RENAMED, "renamed", "Titles that change"},
    {FINDING_KIND_DIFFERS, "differs", "Numbers that differ from Progress % by more than a point"},
};

/* Hands every finding of a kind to `say`, in the order they were made. */
static enum err
each_finding(const struct import_report *report, enum finding_kind kind,
             void (*say)(const struct import_report *report, const struct stage_finding *finding,
                         void *arg),
             void *arg)
{
    struct call *stage = report->intake->stage;
    struct stage_finding_list page = {.count = 1};

    for (int64_t after = 0; page.count > 0;) {
        arena_clear(stage->arena);
        TRY(q_stage_finding_page(stage, kind, after, PORTION, &page));
        for (size_t i = 0; i < page.count; i++) {
            say(report, &page.items[i], arg);
            after = page.items[i].id;
        }
    }
    return OK;
}

static const char *
file_of(const struct import_report *report, const struct stage_finding *finding)
{
    return (size_t)finding->file < report->file_count ? report->files[finding->file] : "";
}

/* ---- for people ---------------------------------------------------------------------------------
 */

static void
say_text(const struct import_report *report, const struct stage_finding *f, void *arg)
{
    FILE *out = arg;

    fprintf(out, "  %s", file_of(report, f));
    if (f->line > 0)
        fprintf(out, ":%lld", (long long)f->line);
    fprintf(out, "%s%.*s: ", f->place.len > 0 ? ", " : "", STR_FMT(f->place));
    if (f->kind == FINDING_KIND_RENAMED)
        fprintf(out, "\"%.*s\" becomes \"%.*s\"\n", STR_FMT(f->old_value), STR_FMT(f->new_value));
    else if (f->kind == FINDING_KIND_DIFFERS)
        fprintf(out, "%.*s in the file, %.*s here: \"%.*s\". %.*s\n", STR_FMT(f->old_value),
                STR_FMT(f->new_value), STR_FMT(f->title), STR_FMT(f->reason));
    else
        fprintf(out, "\"%.*s\": %.*s\n", STR_FMT(f->title), STR_FMT(f->reason));
}

enum err
import_report_text(const struct import_report *report, FILE *out)
{
    const struct intake *intake = report->intake;

    fprintf(out, "%-12s", report->dry_run ? "would be" : "");
    for (int action = 0; action < INTAKE_ACTION_COUNT; action++)
        fprintf(out, " %10s", action_names[action]);
    fprintf(out, "\n");
    for (int kind = 0; kind < INTAKE_KIND_COUNT; kind++) {
        fprintf(out, "%-12s", kind_names[kind]);
        for (int action = 0; action < INTAKE_ACTION_COUNT; action++)
            fprintf(out, " %10lld", (long long)intake->counts[kind][action]);
        if (kind == INTAKE_KEY_RESULTS && intake->made_of_progress > 0)
            fprintf(out, "  (%lld of objectives with progress of their own)",
                    (long long)intake->made_of_progress);
        fprintf(out, "\n");
    }
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
        struct maybe count;
        TRY(q_stage_finding_count(intake->stage, sections[i].kind, &count));
        if (count.value == 0)
            continue;
        fprintf(out, "\n%s (%lld)\n", sections[i].heading, (long long)count.value);
        TRY(each_finding(report, sections[i].kind, say_text, out));
    }
    if (report->dry_run)
        fprintf(out, "\nNothing was written (dry run).\n");
    return OK;
}

/* ---- for programs -------------------------------------------------------------------------------
 */

struct json_out {
    FILE *out;
    struct buf buf;
    bool comma;
};

static void
flush(struct json_out *json)
{
    struct str text = buf_str(&json->buf);

    fwrite(text.ptr != NULL ? text.ptr : "", 1, text.len, json->out);
    buf_clear(&json->buf);
}

static void
member(struct json_writer *writer, const char *name, struct str text)
{
    json_name(writer, str_from(name));
    json_string(writer, text);
}

static void
say_json(const struct import_report *report, const struct stage_finding *f, void *arg)
{
    struct json_out *json = arg;
    struct json_writer writer = json_writer_of(&json->buf);

    writer.comma = json->comma;
    json_begin_object(&writer);
    member(&writer, "file", str_from(file_of(report, f)));
    json_name(&writer, STR("line"));
    json_int(&writer, f->line);
    member(&writer, "column", f->place);
    member(&writer, "title", f->title);
    member(&writer, "reason", f->reason);
    if (!str_is_null(f->new_value)) {
        member(&writer, "old", f->old_value);
        member(&writer, "new", f->new_value);
    }
    json_end_object(&writer);
    json->comma = true;
    flush(json);
}

static void
counts_json(const struct intake *intake, struct json_writer *writer)
{
    json_name(writer, STR("counts"));
    json_begin_object(writer);
    for (int kind = 0; kind < INTAKE_KIND_COUNT; kind++) {
        json_name(writer, str_from(kind_names[kind]));
        json_begin_object(writer);
        for (int action = 0; action < INTAKE_ACTION_COUNT; action++) {
            json_name(writer, str_from(action_names[action]));
            json_int(writer, intake->counts[kind][action]);
        }
        json_end_object(writer);
    }
    json_end_object(writer);
}

static enum err
report_json(const struct import_report *report, struct json_out *json)
{
    struct json_writer writer = json_writer_of(&json->buf);

    json_begin_object(&writer);
    json_name(&writer, STR("dry_run"));
    json_bool(&writer, report->dry_run);
    counts_json(report->intake, &writer);
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
        json_name(&writer, str_from(sections[i].name));
        json_begin_array(&writer);
        json->comma = false;
        TRY(each_finding(report, sections[i].kind, say_json, json));
        json_end_array(&writer);
        flush(json);
    }
    json_end_object(&writer);
    flush(json);
    fprintf(json->out, "\n");
    return buf_failed(&json->buf);
}

enum err
import_report_json(const struct import_report *report, FILE *out)
{
    struct json_out json = {.out = out};

    buf_init(&json.buf, LINE_BYTES);
    enum err err = report_json(report, &json);
    buf_release(&json.buf);
    return err;
}
