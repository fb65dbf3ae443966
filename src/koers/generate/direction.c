/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/direction.h"

#include "gen/okr.h"
#include "gen/strategy.h"

#define SESSION_AHEAD   35 /* days from a session of the board to the quarter it is for */
#define PUBLISHED_AFTER 3  /* days */
#define CLOSED_AFTER    7  /* days from the end of a quarter to its closing */
#define THEME_YEARS     3

/* ---- cycles ----------------------------------------------------------------------------------
 */

static int
year_of(const struct world *world, int quarter)
{
    int year, number;

    world_quarter_name(world, quarter, &year, &number);
    return year;
}

/* The planned one belongs to a year as well. */
static int
year_count(const struct world *world)
{
    return year_of(world, world->quarter_count) - year_of(world, 0) + 1;
}

int64_t
cycle_id_of(const struct world *world, int quarter)
{
    return year_count(world) + quarter + 1;
}

static enum err
record_cycle(struct book *book, const struct cycle *before, const struct cycle *after, day_t day)
{
    struct happening happening = {.kind =
                                      before == NULL ? EVENT_CYCLE_CREATED : EVENT_CYCLE_UPDATED,
                                  .type = &type_cycle,
                                  .subject_id = after->id,
                                  .cycle_id = maybe_of(after->id)};

    book->call->now = day * USEC_PER_DAY;
    return book_record(book, &happening, before, after);
}

/* The row as it stays, and how it came there: planned, opened on its first day, closed. */
static enum err
write_cycle(struct book *book, const struct world *world, struct cycle *row)
{
    day_t today = world->order.today;
    struct cycle before = *row;

    before.state = CYCLE_STATE_PLANNED;
    before.version = 1;
    before.created_at = world->founded * USEC_PER_DAY;
    struct cycle after = before;
    TRY(record_cycle(book, NULL, &after, world->founded));
    if (row->start_day <= today) {
        after.state = CYCLE_STATE_OPEN;
        after.version++;
        TRY(record_cycle(book, &before, &after, row->start_day));
    }
    if (row->end_day + CLOSED_AFTER <= today) {
        before = after;
        after.state = CYCLE_STATE_CLOSED;
        after.version++;
        TRY(record_cycle(book, &before, &after, row->end_day + CLOSED_AFTER));
    }
    return book_put(book, &type_cycle, &after);
}

static enum err
write_year(struct book *book, const struct world *world, int year)
{
    int first = 0;
    int last = world->quarter_count;
    int at, number;

    while (year_of(world, first) < year)
        first++;
    while (year_of(world, last) > year)
        last--;
    world_quarter_name(world, last, &at, &number);
    struct cycle row = {
        .id = book_id(book, &type_cycle),
        .name = str_fmt(book->call->arena, "FY%d", year),
        .type = CYCLE_TYPE_YEAR,
        .start_day = world_quarter_start(world, first),
        .end_day = world_quarter_start(world, last + 4 - number + 1) - 1,
    };
    return write_cycle(book, world, &row);
}

static enum err
write_quarter(struct book *book, const struct world *world, int quarter)
{
    int year, number;

    world_quarter_name(world, quarter, &year, &number);
    struct cycle row = {
        .id = book_id(book, &type_cycle),
        .parent_id = maybe_of(year - year_of(world, 0) + 1),
        .name = str_fmt(book->call->arena, "FY%d Q%d", year, number),
        .type = CYCLE_TYPE_QUARTER,
        .start_day = world_quarter_start(world, quarter),
        .end_day = world_quarter_start(world, quarter + 1) - 1,
    };
    return write_cycle(book, world, &row);
}

enum err
cycles_write(struct book *book, const struct world *world)
{
    int first = year_of(world, 0);

    for (int i = 0; i < year_count(world); i++)
        TRY(write_year(book, world, first + i));
    for (int quarter = 0; quarter <= world->quarter_count; quarter++)
        TRY(write_quarter(book, world, quarter));
    return OK;
}

/* ---- strategy --------------------------------------------------------------------------------
 */

int64_t
theme_count(void)
{
    return wording_count(LANGUAGE_EN, GENERATE_WORDS_THEME);
}

static enum err
write_themes(struct book *book)
{
    for (int64_t i = 0; i < theme_count(); i++) {
        const struct theme row = {
            .id = book_id(book, &type_theme),
            .name = wording_part(LANGUAGE_EN, GENERATE_WORDS_THEME, i, 0),
            .state = THEME_STATE_CURRENT,
            .created_at = book->call->now,
        };
        TRY(book_put(book, &type_theme, &row));
    }
    return OK;
}

static struct happening
happening_of(const struct strategy *row, const char *kind)
{
    return (struct happening){.kind = kind,
                              .type = &type_strategy,
                              .subject_id = row->id,
                              .owner_id = row->created_by,
                              .hidden = row->state == STRATEGY_STATE_DRAFT};
}

/* The themes of one version; each is owned by whoever leads one of the units below the top. */
static enum err
write_version_themes(struct book *book, const struct world *world, const struct strategy *strategy,
                     int year)
{
    for (int64_t i = 0; i < theme_count(); i++) {
        struct strategy_theme row = {
            .id = book_id(book, &type_strategy_theme),
            .strategy_id = strategy->id,
            .theme_id = i + 1,
            .name = wording_part(LANGUAGE_EN, GENERATE_WORDS_THEME, i, 0),
            .owner_id = maybe_of(world_leader(i % world->unit_count)),
            .from_year = year,
            .until_year = year + THEME_YEARS,
            .success = wording_part(LANGUAGE_EN, GENERATE_WORDS_THEME, i, 1),
            .rank = i,
            .version = 1,
        };
        struct happening happening = happening_of(strategy, EVENT_STRATEGY_THEME_CREATED);
        happening.type = &type_strategy_theme;
        happening.subject_id = row.id;
        TRY(book_put(book, &type_strategy_theme, &row));
        TRY(book_record(book, &happening, NULL, &row));
    }
    return OK;
}

static enum err
write_strategy(struct book *book, const struct world *world, int quarter)
{
    day_t day = world_quarter_start(world, quarter) - SESSION_AHEAD;
    struct call *call = book->call;
    int year, number;

    world_quarter_name(world, quarter, &year, &number);
    call->now = world_moment(world, day, quarter);
    struct strategy row = {
        .id = book_id(book, &type_strategy),
        .name = str_fmt(call->arena, "Board session %d Q%d", year, number),
        .session_day = day,
        .state = STRATEGY_STATE_DRAFT,
        .mission = wording_line(LANGUAGE_EN, GENERATE_WORDS_MISSION, 0),
        .starting_point = wording_line(LANGUAGE_EN, GENERATE_WORDS_STARTING_POINT, 0),
        .change_note = wording_line(LANGUAGE_EN, GENERATE_WORDS_CHANGE_NOTE, quarter / 4),
        .created_by = maybe_of(call->person_id),
        .created_at = call->now,
        .version = 1,
    };
    if (row.id == 1)
        TRY(write_themes(book));
    else
        row.based_on_id = maybe_of(row.id - 1);
    struct happening created = happening_of(&row, EVENT_STRATEGY_CREATED);
    TRY(book_record(book, &created, NULL, &row));
    const struct strategy draft = row;
    row.state = STRATEGY_STATE_PUBLISHED;
    row.published_by = maybe_of(call->person_id);
    row.published_at = maybe_of(call->now + PUBLISHED_AFTER * USEC_PER_DAY);
    row.version = 2;
    TRY(book_put(book, &type_strategy, &row));
    TRY(write_version_themes(book, world, &draft, year));
    call->now = row.published_at.value;
    struct happening published = happening_of(&row, EVENT_STRATEGY_PUBLISHED);
    return book_record(book, &published, &draft, &row);
}

enum err
strategies_write(struct book *book, const struct world *world)
{
    for (int quarter = 0; quarter < world->quarter_count; quarter += 4)
        TRY(write_strategy(book, world, quarter));
    return OK;
}
