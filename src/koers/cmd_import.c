/* SPDX-License-Identifier: Apache-2.0 */
/* koers import viva FILE…, koers import csv FILE: brings OKRs in from other tools, all or nothing.
 */
#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "gen/exchange_sql.h"
#include "edge/staging.h"
#include "koers/command.h"
#include "koers/import_report.h"
#include "koers/import_map.h"
#include "practice/exchange/okr_csv.h"
#include "practice/exchange/viva.h"
#include "practice/record/lease.h"

#define PROGRESS_EVERY (USEC_PER_SEC / 2)
#define FILE_NAMES_MAX (64U << 10)
#define STEP_TRIES     200 /* of one transaction that others get in the way of */
#define LEASE_NAME     "import"
#define LEASE_SPAN     (60 * USEC_PER_SEC)
#define PAUSE_USEC     5000 /* between two slices: the server's turn */

/* One line on a terminal that is written over; silent in its first second. */
static void
show_progress(const char *what, int64_t done)
{
    static usec_t begun; /* of a command there is one at a time */
    static usec_t last;
    usec_t now = time_monotonic();

    if (begun == 0)
        begun = now;
    if (now - begun < USEC_PER_SEC || now - last < PROGRESS_EVERY)
        return;
    last = now;
    fprintf(stderr, "\r%12lld %-16s", (long long)done, what);
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* Stages a file as a mapping says, or without one as Viva Goals wrote it. */
static enum err
stage_file(struct intake *intake, struct okr_csv *okr, const char *path)
{
    char why[VIVA_WHY_MAX] = "";
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");

    if (file == NULL) {
        command_failed(path, strerror(errno));
        return ERR_NOT_FOUND;
    }
    enum err err = okr != NULL ? okr_csv_stage(okr, intake, file, base_name(path), why)
                               : viva_stage(intake, file, base_name(path), why);
    if (err != OK)
        command_failed(why[0] != '\0' ? why : path,
                       why[0] != '\0' && err != ERR_MEMORY && err != ERR_GONE ? NULL
                                                                              : err_name(err));
    if (file != stdin)
        fclose(file);
    return err;
}

static void
say_failed(const struct call *call, enum err err)
{
    if (str_is_null(call->why)) {
        struct str why = conn_why(call->conn);
        fprintf(stderr, "koers: import: %s %.*s\n", err_name(err), STR_FMT(why));
    } else {
        fprintf(stderr, "koers: import: %.*s\n", STR_FMT(call->why));
    }
}

/* Who holds the lease: this process. */
static struct str
lease_holder(const struct call *call)
{
    return str_fmt(call->arena, "import-%ld", (long)getpid());
}

/* Of imports that write ahead there is one at a time. */
static enum err
hold_lease(struct call *call)
{
    bool held;

    TRY(lease_take(call, STR(LEASE_NAME), lease_holder(call), LEASE_SPAN, &held));
    if (!held)
        return fail(
            call, ERR_BUSY, "import_runs",
            "another import is under way; wait for its end (of one that was broken off, a minute)");
    return OK;
}

static enum err
plan(struct intake *intake, struct db *db, struct call *call)
{
    TRY(conn_begin(db, /* writes= */ false, &call->conn));
    enum err err = intake_plan(intake, call);
    if (err != OK)
        say_failed(call, err);
    conn_rollback(&call->conn);
    return err;
}

/* Names of the files as they are kept, one a line. */
static struct str
file_names(const struct config *config, struct buf *buf)
{
    for (size_t i = 0; i < config->argument_count; i++)
        buf_fmt(buf, "%s%s", i > 0 ? "\n" : "", base_name(config->arguments[i]));
    return buf_str(buf);
}

/* Somebody else was faster (PostgreSQL): waits a little, and longer the next time, and takes less.
 */
static void
give_way(struct intake *intake, int tries)
{
    usec_t spread = time_monotonic() % PAUSE_USEC;

    usleep((useconds_t)(spread + PAUSE_USEC * (tries < 20 ? tries : 20) / 4));
    if (intake != NULL && intake->slice_rows > INTAKE_SLICE_LEAST)
        intake->slice_rows /= 2;
}

/* One transaction of an import, run again where the engine asks for it. A snapshot is enough
 * (doc/decision/0260): else somebody who writes without a pause would always come first. */
struct step {
    struct intake *intake;
    struct str files;
    struct intake_cursor from;
    struct intake_cursor next;
    bool is_done;
};

static enum err
run_step(struct db *db, struct call *call, struct step *step,
         enum err (*run)(struct call *call, struct step *step))
{
    enum err err = ERR_RETRY;

    for (int i = 0; err == ERR_RETRY && i < STEP_TRIES; i++) {
        if (i > 0)
            give_way(step->intake, i);
        call_reset(call);
        TRY(conn_begin(db, /* writes= */ true, &call->conn));
        conn_settle(call->conn);
        err = run(call, step);
        if (err == OK)
            err = conn_commit(&call->conn);
        if (err != OK && err != ERR_RETRY && call->conn != NULL)
            say_failed(call, err);
        conn_rollback(&call->conn);
    }
    if (err == ERR_RETRY)
        fprintf(stderr,
                "koers: import: others kept getting in between; run it when less is going on\n");
    if (err == ERR_CONFLICT)
        fprintf(stderr,
                "koers: import: something else changed the same in between; run it again\n");
    return err;
}

static enum err
step_whole(struct call *call, struct step *step)
{
    return intake_apply(step->intake, call, step->files);
}

static enum err
step_begin(struct call *call, struct step *step)
{
    return intake_begin(step->intake, call, step->files, /* ahead= */ true);
}

static enum err
step_ahead(struct call *call, struct step *step)
{
    TRY(hold_lease(call));
    return intake_ahead(step->intake, call, step->from, &step->next);
}

static enum err
step_publish(struct call *call, struct step *step)
{
    return intake_publish(step->intake, call);
}

static enum err
step_undo(struct call *call, struct step *step)
{
    TRY(hold_lease(call));
    return intake_clear(call, &step->is_done);
}

static enum err
step_release(struct call *call, struct step *step)
{
    (void)step;
    return lease_release(call, STR(LEASE_NAME), lease_holder(call));
}

/* Takes back what an import left that never came to its end: an earlier one, or this one. */
static enum err
undo(struct db *db, struct call *call)
{
    struct step step = {0};

    while (!step.is_done) {
        TRY(run_step(db, call, &step, step_undo));
        usleep(PAUSE_USEC);
    }
    return OK;
}

/* What an earlier import wrote ahead and never showed goes before this one looks. */
static enum err
clear_unfinished(struct db *db, struct call *call, bool dry_run)
{
    struct import_run_list runs;

    TRY(conn_begin(db, /* writes= */ false, &call->conn));
    enum err err = q_import_run_pending(call, &runs);
    if (err != OK)
        say_failed(call, err);
    conn_rollback(&call->conn);
    if (err != OK || runs.count == 0)
        return err;
    if (dry_run) {
        command_failed("import",
                       "another import is under way, or was broken off; without --dry-run "
                       "what it left is taken back first");
        return ERR_BUSY;
    }
    struct step step = {0};
    TRY(undo(db, call));
    return run_step(db, call, &step, step_release);
}

/* Slice by slice, with a pause behind each, in which the server writes. */
static enum err
write_ahead(struct intake *intake, struct db *db, struct call *call, struct str files)
{
    struct step step = {.intake = intake, .files = files};

    TRY(run_step(db, call, &step, step_begin));
    while (step.from.phase != INTAKE_PHASE_DONE) {
        TRY(run_step(db, call, &step, step_ahead));
        step.from = step.next;
        if (intake->slice_rows < INTAKE_SLICE_ROWS)
            intake->slice_rows += INTAKE_SLICE_LEAST;
        usleep(PAUSE_USEC);
    }
    return run_step(db, call, &step, step_publish);
}

static enum err
apply(struct intake *intake, struct db *db, struct call *call, struct str files)
{
    struct step step = {.intake = intake, .files = files};

    if (!intake_is_large(intake))
        return run_step(db, call, &step, step_whole);
    enum err err = write_ahead(intake, db, call, files);
    if (err != OK)
        (void)!undo(db, call);
    (void)!run_step(db, call, &step, step_release);
    return err;
}

static enum err
report(const struct intake *intake, const struct config *config)
{
    const char *names[CONFIG_ARGUMENTS_MAX];
    struct import_report report = {.intake = intake,
                                   .files = names,
                                   .file_count = config->argument_count,
                                   .dry_run = config_flag(config, "dry_run")};

    for (size_t i = 0; i < config->argument_count; i++)
        names[i] = base_name(config->arguments[i]);
    return config_flag(config, "json") ? import_report_json(&report, stdout)
                                       : import_report_text(&report, stdout);
}

static enum err
import_files(struct intake *intake, struct okr_csv *okr, struct db *db, const struct config *config)
{
    struct arena arena;
    struct buf names;
    struct call call = {.arena = &arena, .now = time_now()};
    enum err err = OK;

    for (size_t i = 0; err == OK && i < config->argument_count; i++)
        err = stage_file(intake, okr, config->arguments[i]);
    if (err == OK && okr != NULL && !str_is_null(okr->problem)) {
        fprintf(stderr, "koers: import csv: %.*s\n", STR_FMT(okr->problem));
        err = ERR_CONFLICT;
    }
    if (err != OK)
        return err;
    arena_init(&arena, INTAKE_ARENA_MAX);
    buf_init(&names, FILE_NAMES_MAX);
    err = clear_unfinished(db, &call, config_flag(config, "dry_run"));
    if (err == OK)
        err = plan(intake, db, &call);
    if (err == OK && !config_flag(config, "dry_run") && intake_changes(intake))
        err = apply(intake, db, &call, file_names(config, &names));
    buf_release(&names);
    arena_release(&arena);
    if (intake->progress != NULL)
        fprintf(stderr, "\r%40s\r", "");
    return err == OK ? report(intake, config) : err;
}

/* Opens the staging area and goes through the whole of it. */
static enum err
import(struct okr_csv *okr, struct str source, struct db *db, const struct config *config)
{
    char why[DB_WHY_MAX] = "";
    struct staging staging;
    struct intake intake;

    enum err err = staging_open(&staging, config_text(config, "db"), why);
    if (err == OK) {
        intake_init(&intake, &staging.call, source);
        if (isatty(STDERR_FILENO))
            intake.progress = show_progress;
        err = import_files(&intake, okr, db, config);
        intake_release(&intake);
    } else {
        command_failed("staging area", why[0] != '\0' ? why : err_name(err));
    }
    staging_close(&staging);
    return err;
}

int
cmd_import_viva(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;

    if (config->argument_count == 0) {
        command_failed("import viva", "name one or more files, or - for standard input");
        return EXIT_USAGE;
    }
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    return import(NULL, STR(VIVA_SOURCE), db, config) == OK ? EXIT_FINE : EXIT_FAILED;
}

/* ---- any tool's CSV -----------------------------------------------------------------------------
 */

static enum err
keep_map(struct call *call, void *arg)
{
    const struct config *config = arg;

    return import_map_keep(call, config_text(config, "mapping"), config_text(config, "map"));
}

/* Keeps the columns of the file, those that were guessed too, once it is in. */
static enum err
keep_columns(struct call *call, void *arg)
{
    const struct okr_csv *okr = arg;

    return mapping_keep(&okr->mapping, call);
}

static enum err
load(struct db *db, struct call *call, const struct config *config, struct okr_csv *out)
{
    TRY(conn_begin(db, /* writes= */ false, &call->conn));
    enum err err = okr_csv_load(call, str_from(config_text(config, "mapping")), out);
    if (err != OK)
        say_failed(call, err);
    conn_rollback(&call->conn);
    return err;
}

static enum err
import_csv(struct db *db, struct call *call, const struct config *config)
{
    struct okr_csv okr;

    if (config_text(config, "map") != NULL)
        TRY(command_write(db, keep_map, (void *)(uintptr_t)config));
    TRY(load(db, call, config, &okr));
    TRY(import(&okr, okr.mapping.source, db, config));
    return config_flag(config, "dry_run") ? OK : command_write(db, keep_columns, &okr);
}

int
cmd_import_csv(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    struct arena arena;

    if (config->argument_count != 1 || config_text(config, "mapping") == NULL) {
        command_failed("import csv", "name one CSV file, and with --mapping how it is read");
        return EXIT_USAGE;
    }
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .now = time_now()};
    enum err err = import_csv(db, &call, config);
    arena_release(&arena);
    return err == OK ? EXIT_FINE : EXIT_FAILED;
}
