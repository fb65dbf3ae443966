/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/generate.h"

#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "gen/checkin.h"
#include "gen/process_sql.h"
#include "koers/empty.h"
#include "koers/generate/course.h"
#include "koers/generate/direction.h"
#include "koers/generate/ending.h"
#include "koers/generate/people.h"
#include "practice/notice/tell.h"
#include "practice/okr/starter.h"
#include "practice/process/start.h"
#include "practice/process/template.h"

#define BYTES_PER_PERSON 8192U /* of the plan, and of a quarter in memory */
#define TOLD_DAYS        7
#define TOLD_HOUR        16 /* in UTC: the morning has come in all places */

/* All that is made, a transaction after the other. */
struct making {
    struct db_work work;
    struct call call;
    struct arena arena;         /* of the call */
    struct arena lasting;       /* of the plan */
    struct arena quarter_arena; /* of the quarter that is made */
    const struct generate_order *order;
    struct generate_result *result;
    struct world world;
    struct book book;
    int quarter;
    enum err (*step)(struct making *making);
};

/* ---- steps -----------------------------------------------------------------------------------
 */

static enum err
found(struct making *m)
{
    m->call.now = world_moment(&m->world, m->world.founded, 0);
    TRY(empty_check(&m->call, /* starters= */ true));
    TRY(starters_bring(&m->call));
    TRY(book_open(&m->book, &m->call));
    TRY(people_write(&m->book, &m->world, m->order->password_hash));
    TRY(strategies_write(&m->book, &m->world));
    TRY(cycles_write(&m->book, &m->world));
    return book_close(&m->book);
}

/* Played once to know how it ends, since a row is written as it stays, and once to write it. */
static enum err
make_quarter(struct making *m)
{
    struct quarter quarter;

    arena_clear(&m->quarter_arena);
    TRY(book_open(&m->book, &m->call));
    TRY(quarter_plan(&quarter, &m->quarter_arena, &m->world, m->quarter, &m->book));
    TRY(course_play(&quarter, NULL));
    TRY(quarter_roll_up(&quarter));
    if (quarter.is_over)
        ending_score(&quarter);
    TRY(quarter_write(&quarter, &m->book));
    TRY(course_play(&quarter, &m->book));
    if (quarter.is_over)
        TRY(ending_write(&quarter, &m->book));
    return book_close(&m->book);
}

/* The rules that come now look at everything at once. */
static enum err
analyze(struct making *m)
{
    return book_analyze(&m->book, &m->call);
}

static usec_t
midnight(const struct making *m)
{
    return m->order->world.today * USEC_PER_DAY;
}

/* The process that comes with Koers, put to use by the rules where that is wanted. */
static enum err
bring_process(struct making *m)
{
    struct process_version version;
    struct process process = {.cycle_id = cycle_id_of(&m->world, m->world.quarter_count - 1)};
    int64_t template_id;

    m->call.now = midnight(m);
    m->call.person_id = world_admin(&m->world);
    TRY(process_dare_add(&m->call, &template_id));
    if (!m->order->process)
        return OK;
    TRY(q_process_version_newest(&m->call, template_id, &version));
    process.version_id = version.id;
    return process_begin(&m->call, &process);
}

/* Of what happened nobody is told; but everybody was told, in the mornings of the last week, of
 * what was due. */
static enum err
tell(struct making *m)
{
    day_t today = m->order->world.today;
    int64_t done;

    TRY(hear_from_now(&m->call));
    for (day_t day = today - TOLD_DAYS; day < today; day++) {
        m->call.now = day * USEC_PER_DAY + TOLD_HOUR * 3600 * USEC_PER_SEC;
        TRY(remind_mornings(&m->call, &done));
    }
    return OK;
}

/* ---- transactions ------------------------------------------------------------------------------
 */

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct making *m = (struct making *)(void *)((char *)work - offsetof(struct making, work));

    arena_clear(&m->arena);
    call_reset(&m->call);
    m->call.conn = conn;
    m->call.person_id = world_admin(&m->world);
    enum err err = m->step(m);
    book_release(&m->book);
    return err;
}

static enum err
transact(struct making *m, struct db *db, enum err (*step)(struct making *making))
{
    m->step = step;
    return db_run_write(db, &m->work);
}

static enum err
make_all(struct making *m, struct db *db)
{
    TRY(world_plan(&m->world, &m->lasting, &m->order->world));
    TRY(transact(m, db, found));
    for (m->quarter = 0; m->quarter < m->world.quarter_count; m->quarter++) {
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "\rquarter %d of %d", m->quarter + 1, m->world.quarter_count);
        TRY(transact(m, db, make_quarter));
    }
    TRY(transact(m, db, analyze));
    TRY(transact(m, db, bring_process));
    return transact(m, db, tell);
}

static void
say_why(const struct making *m, enum err err)
{
    struct str why = str_from(m->work.why);

    if (!str_is_null(m->call.why))
        why = m->call.why;
    else if (why.len == 0)
        why = str_from(err_name(err));
    snprintf(m->result->why, sizeof(m->result->why), "%.*s", STR_FMT(why));
}

enum err
generate_make(struct db *db, const struct generate_order *order, struct generate_result *out)
{
    struct making making = {.work = {.run = run, .settled = true}, .order = order, .result = out};
    size_t bytes = (size_t)order->world.people * BYTES_PER_PERSON + ARENA_CEILING_USUAL;

    *out = (struct generate_result){0};
    arena_init(&making.arena, bytes);
    arena_init(&making.lasting, bytes);
    arena_init(&making.quarter_arena, bytes);
    making.call.arena = &making.arena;
    enum err err = make_all(&making, db);
    if (err != OK)
        say_why(&making, err);
    out->units = making.world.unit_count;
    out->objectives = book_count(&making.book, &type_objective);
    out->key_results = book_count(&making.book, &type_key_result);
    out->check_ins = book_count(&making.book, &type_check_in);
    arena_release(&making.quarter_arena);
    arena_release(&making.lasting);
    arena_release(&making.arena);
    return err;
}
