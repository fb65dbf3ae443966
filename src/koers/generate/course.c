/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/course.h"

#include "gen/checkin.h"
#include "practice/okr/measuring.h"
#include "practice/okr/progress.h"
#include "practice/okr/score.h"

#define CADENCE       14
#define WORKING_DAYS  5
#define STEPS         6      /* check-ins to where it ends */
#define WOBBLE        160000 /* of the aim, up and down together, in parts per million */
#define NOTED         30     /* of a hundred */
#define SAID          8      /* where the owner says how it stands */
#define GOOD          70000  /* so far before the line is a good note, so far behind a bad one */
#define BAD           (-70000)
#define WHOLE_NUMBERS (20 * DECIMAL_ONE) /* a distance from which values have no decimals */
#define CLEAR_EVERY   64
#define ZONE_COUNT    4
#define HALF_SURE     5
#define SURENESS      100000 /* parts per million for a point of confidence */
#define STEPS_MAX     64     /* of one key result, to tell questions of chance apart */

struct course {
    struct quarter *quarter;
    struct book *book; /* NULL: nothing is written */
    day_t day;
};

/* One check-in that is about to be made. */
struct turn {
    struct measured *measured;
    const struct aim *aim;
    int64_t of;        /* for questions of chance */
    fraction_t before; /* how far before where it should be */
    struct check_in row;
};

/* Where it stands after so many check-ins, of what was aimed for. */
static fraction_t
reached(const struct course *course, const struct turn *turn)
{
    int64_t count = turn->measured->row.check_in_count + 1;
    int64_t wobble =
        chance_below(world_seed(course->quarter->world), CHANCE_STEP, turn->of, WOBBLE);

    return turn->measured->end * count / STEPS + wobble - WOBBLE / 2;
}

/* As people write it: whole numbers where the distance is large, else a decimal. */
static decimal_t
rounded(decimal_t value, decimal_t distance)
{
    decimal_t step =
        distance >= WHOLE_NUMBERS || distance <= -WHOLE_NUMBERS ? DECIMAL_ONE : DECIMAL_ONE / 10;

    value = value / step * step;
    return value > 0 ? value : 0;
}

static decimal_t
value_of(const struct key_result *row, fraction_t at)
{
    static const decimal_t zones[ZONE_COUNT] = {0, 3 * DECIMAL_ONE / 10, 7 * DECIMAL_ONE / 10,
                                                DECIMAL_ONE};

    if (row->kind == KR_KIND_YES_NO)
        return at >= FRACTION_ONE * 4 / 5 ? DECIMAL_ONE : 0;
    if (row->kind == KR_KIND_ZONES) {
        int64_t zone = at * ZONE_COUNT / FRACTION_ONE;
        return zones[zone < 0 ? 0 : zone < ZONE_COUNT ? zone : ZONE_COUNT - 1];
    }
    decimal_t from = maybe_or(row->start_value, row->worst_value.value);
    decimal_t distance = row->target_value.value - from;
    return rounded(from + distance * at / FRACTION_ONE, distance);
}

static int64_t
confidence_of(const struct course *course, const struct turn *turn)
{
    int64_t luck = chance_below(world_seed(course->quarter->world), CHANCE_CONFIDENCE, turn->of, 3);
    int64_t points = HALF_SURE + turn->before / SURENESS + luck;

    return points < 0 ? 0 : points < CONFIDENCE_MAX ? points : CONFIDENCE_MAX;
}

static struct str
note_of(const struct course *course, const struct turn *turn)
{
    const struct world *world = course->quarter->world;
    enum generate_words_list mood = turn->before > GOOD  ? GENERATE_WORDS_NOTE_GOOD
                                    : turn->before < BAD ? GENERATE_WORDS_NOTE_BAD
                                                         : GENERATE_WORDS_NOTE_STEADY;
    bool must = confidence_needs_reason(turn->measured->row.confidence, turn->row.confidence);

    if (!must && !chance_of(world_seed(world), CHANCE_NOTE, turn->of, NOTED))
        return (struct str){0};
    return wording_line(world->units[turn->aim->unit].place->language, mood,
                        chance_below(world_seed(world), CHANCE_NOTE, -turn->of, INT32_MAX));
}

static enum own_status
own_status_of(const struct course *course, const struct turn *turn)
{
    if (!chance_of(world_seed(course->quarter->world), CHANCE_SAID, turn->of, SAID))
        return OWN_STATUS_NULL;
    return turn->before < BAD ? OWN_STATUS_AT_RISK
           : turn->before < 0 ? OWN_STATUS_BEHIND
                              : OWN_STATUS_ON_TRACK;
}

static enum err
take_turn(const struct course *course, struct turn *turn)
{
    const struct quarter *quarter = course->quarter;
    struct key_result *row = &turn->measured->row;
    const struct measure_lists none = {0};
    const struct measure measure =
        measure_of_row(row, (struct measuring_period){quarter->start, quarter->end}, &none);
    fraction_t at = reached(course, turn);

    turn->before = at - (course->day - quarter->start) * FRACTION_ONE / WORLD_QUARTER_DAYS;
    turn->row = (struct check_in){
        .key_result_id = row->id,
        .person_id = maybe_of(maybe_or(row->owner_id, turn->aim->row.owner_id.value)),
        .day = course->day,
        .value = value_of(row, at),
        .own_status = own_status_of(course, turn),
        .version = 1,
    };
    turn->row.confidence = maybe_of(confidence_of(course, turn));
    turn->row.note = note_of(course, turn);
    turn->row.created_at = world_moment(quarter->world, course->day, turn->of);
    return progress_raw(&measure, turn->row.value, &turn->row.raw);
}

/* What the key result shows from now on. */
static void
advance(struct turn *turn)
{
    struct key_result *row = &turn->measured->row;
    fraction_t raw = turn->row.raw;

    row->check_in_count++;
    row->current_value = maybe_of(turn->row.value);
    row->raw = maybe_of(raw);
    row->contribution = raw < 0 ? 0 : raw < FRACTION_ONE ? raw : FRACTION_ONE;
    row->confidence = turn->row.confidence;
    row->own_status = turn->row.own_status;
    row->last_check_in_day = maybe_of(turn->row.day);
}

static enum err
write_turn(const struct course *course, struct turn *turn)
{
    struct book *book = course->book;
    const struct key_result *row = &turn->measured->row;
    struct happening happening =
        quarter_happening(turn->aim, EVENT_CHECK_IN_CREATED, /* hidden= */ false);
    struct key_result_day kept = {0};

    type_copy(&type_key_result, row, &type_key_result_day, &kept);
    kept.id = book_id(book, &type_key_result_day);
    kept.key_result_id = row->id;
    kept.day = course->day;
    kept.contribution = maybe_of(row->contribution);
    turn->row.id = book_id(book, &type_check_in);
    happening.type = &type_key_result;
    happening.subject_id = row->id;
    book->call->now = turn->row.created_at;
    book->call->person_id = turn->row.person_id.value;
    TRY(book_put(book, &type_check_in, &turn->row));
    TRY(book_put(book, &type_key_result_day, &kept));
    return book_record(book, &happening, NULL, NULL);
}

static enum err
check_in(struct course *course, struct measured *measured)
{
    struct turn turn = {
        .measured = measured,
        .aim = &course->quarter->aims[measured->aim],
        .of = measured->row.id * STEPS_MAX + measured->row.check_in_count,
    };

    TRY(take_turn(course, &turn));
    advance(&turn);
    return course->book != NULL ? write_turn(course, &turn) : OK;
}

/* The two-weekly day of a unit, counted from the start of a quarter, which is a Monday. */
static day_t
offset_of(const struct world *world, int64_t unit)
{
    int64_t nth = chance_below(world_seed(world), CHANCE_WEEKDAY, unit, 2 * WORKING_DAYS);

    return nth / WORKING_DAYS * 7 + nth % WORKING_DAYS;
}

static enum err
play_day(struct course *course)
{
    struct quarter *quarter = course->quarter;
    day_t since = course->day - quarter->start;

    for (size_t i = 0; i < quarter->aim_count; i++) {
        const struct aim *aim = &quarter->aims[i];
        if (since % CADENCE != offset_of(quarter->world, aim->unit))
            continue;
        for (size_t k = aim->first; k < aim->first + aim->count; k++)
            if (quarter->measured[k].row.check_in_count < quarter->measured[k].stops_after)
                TRY(check_in(course, &quarter->measured[k]));
        if (course->book != NULL && i % CLEAR_EVERY == 0)
            arena_clear(course->book->call->arena);
    }
    return OK;
}

/* Nothing has been said yet. */
static void
rewind_all(struct quarter *quarter)
{
    for (size_t i = 0; i < quarter->measured_count; i++) {
        struct key_result *row = &quarter->measured[i].row;
        row->current_value = row->raw = row->confidence = row->last_check_in_day = maybe_none();
        row->own_status = OWN_STATUS_NULL;
        row->contribution = 0;
        row->check_in_count = 0;
    }
}

enum err
course_play(struct quarter *quarter, struct book *book)
{
    struct course course = {.quarter = quarter, .book = book};

    rewind_all(quarter);
    for (course.day = quarter->start; course.day < quarter->until; course.day++)
        TRY(play_day(&course));
    return OK;
}
