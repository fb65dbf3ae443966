/* SPDX-License-Identifier: Apache-2.0 */
/* koers check: is the schema ours, does every reference lead somewhere, is every stored number what
 * its parts say? */
#include <stddef.h>

#include "gen/okr_sql.h"
#include "koers/command.h"
#include "practice/exchange/check.h"

#define REPORT_MAX (64U << 20)

struct checking {
    struct db_work work;
    struct call call;
    struct arena arena;
    struct str cycle; /* "no text": all of them */
    struct buf report;
    struct check_result result;
};

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct checking *checking =
        (struct checking *)(void *)((char *)work - offsetof(struct checking, work));
    struct maybe cycle_id = maybe_none();
    struct cycle cycle;

    call_reset(&checking->call);
    checking->call.conn = conn;
    buf_clear(&checking->report);
    if (!str_is_null(checking->cycle)) {
        enum err err = q_cycle_by_name(&checking->call, checking->cycle, &cycle);
        if (err == ERR_NOT_FOUND)
            return fail(&checking->call, err, "no_such_cycle", "There is no cycle \"%.*s\".",
                        STR_FMT(checking->cycle));
        TRY(err);
        cycle_id = maybe_of(cycle.id);
    }
    return check_numbers(&checking->call, cycle_id, &checking->report, &checking->result);
}

/* The engine's own view: pages, indexes, references. */
static int
check_engine(struct db *db)
{
    char why[DB_WHY_MAX] = "";

    if (db_check(db, why) == OK) {
        printf("The schema is this program's, and every reference leads somewhere.\n");
        return EXIT_FINE;
    }
    printf("The database is damaged: %s\n", why);
    return EXIT_FINDINGS;
}

static int
check_stored_numbers(struct db *db, struct str cycle)
{
    struct checking checking = {.work = {.run = run}, .cycle = cycle};
    int code = EXIT_FINE;

    arena_init(&checking.arena, ARENA_CEILING_USUAL);
    buf_init(&checking.report, REPORT_MAX);
    checking.call = (struct call){.arena = &checking.arena, .now = time_now()};
    enum err err = db_run_read(db, &checking.work);
    fwrite(checking.report.ptr, 1, checking.report.len, stdout);
    if (err != OK) {
        const char *why = checking.call.why.ptr;
        code =
            command_failed("The numbers were not checked", why != NULL ? why : checking.work.why);
    } else {
        printf("%lld key results, %lld objectives and %lld sums of units computed again: %lld "
               "differences.\n",
               (long long)checking.result.key_results, (long long)checking.result.objectives,
               (long long)checking.result.sums, (long long)checking.result.differences);
        code = checking.result.differences > 0 ? EXIT_FINDINGS : EXIT_FINE;
    }
    buf_release(&checking.report);
    arena_release(&checking.arena);
    return code;
}

int
cmd_check(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    int damage = EXIT_FINE;

    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    if (!config_flag(config, "numbers"))
        damage = check_engine(db);
    int numbers = check_stored_numbers(db, str_from(config_text(config, "cycle")));
    return damage != EXIT_FINE ? damage : numbers;
}
