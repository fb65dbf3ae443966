/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/ending.h"

#include "gen/closing.h"
#include "practice/okr/score.h"

#define CLOSED_AFTER  2 /* days from the last one of the quarter, or up to two more */
#define CLOSED_DAYS   3
#define WRITTEN       70 /* of a hundred post-mortems */
#define WRITTEN_AFTER 9  /* days */
#define CLEAR_EVERY   64

static day_t
closed_on(const struct quarter *quarter, const struct aim *aim)
{
    return quarter->end + CLOSED_AFTER +
           chance_below(world_seed(quarter->world), CHANCE_WRITTEN, aim->unit, CLOSED_DAYS);
}

static struct maybe
suggested(struct maybe contribution, enum objective_kind kind)
{
    return contribution.has ? maybe_of(score_suggest(contribution.value, kind)) : maybe_none();
}

void
ending_score(struct quarter *quarter)
{
    for (size_t i = 0; i < quarter->aim_count; i++) {
        struct aim *aim = &quarter->aims[i];
        struct objective *row = &aim->row;
        row->state = OBJECTIVE_STATE_CLOSED;
        row->closed_at =
            maybe_of(world_moment(quarter->world, closed_on(quarter, aim), row->id + aim->unit));
        row->score = suggested(row->progress, row->kind);
        row->version++;
        for (size_t k = aim->first; k < aim->first + aim->count; k++)
            quarter->measured[k].row.score =
                suggested(maybe_of(quarter->measured[k].row.contribution), row->kind);
    }
}

static enum err
score_key_results(struct quarter *quarter, struct book *book, const struct aim *aim)
{
    struct happening happening =
        quarter_happening(aim, EVENT_KEY_RESULT_SCORED, /* hidden= */ false);

    happening.type = &type_key_result_score;
    for (size_t k = aim->first; k < aim->first + aim->count; k++) {
        const struct key_result *row = &quarter->measured[k].row;
        const struct key_result_score before = {0};
        const struct key_result_score after = {.score = row->score};
        happening.subject_id = row->id;
        TRY(book_record(book, &happening, &before, &after));
    }
    return OK;
}

static enum err
record_post_mortem(struct book *book, const struct aim *aim, const struct post_mortem *before,
                   const struct post_mortem *after)
{
    struct happening happening = quarter_happening(
        aim, before == NULL ? EVENT_POST_MORTEM_OPENED : EVENT_POST_MORTEM_UPDATED,
        /* hidden= */ false);

    happening.type = &type_post_mortem;
    happening.subject_id = after->id;
    return book_record(book, &happening, before, after);
}

/* Of a missed promise; most are written within days. */
static enum err
look_back(const struct quarter *quarter, struct book *book, const struct aim *aim)
{
    const struct world *world = quarter->world;
    enum language language = world->units[aim->unit].place->language;
    int64_t of = aim->row.id;
    const struct post_mortem opened = {
        .id = book_id(book, &type_post_mortem),
        .objective_id = of,
        .opened_at = book->call->now,
        .version = 1,
    };
    struct post_mortem row = opened;

    TRY(record_post_mortem(book, aim, NULL, &opened));
    usec_t written_at = opened.opened_at + WRITTEN_AFTER * USEC_PER_DAY;
    if (day_of(written_at) < world->order.today &&
        chance_of(world_seed(world), CHANCE_WRITTEN, of, WRITTEN)) {
        row.happened = wording_part(language, GENERATE_WORDS_POST_MORTEM, of, 0);
        row.because = wording_part(language, GENERATE_WORDS_POST_MORTEM, of, 1);
        row.changes = wording_part(language, GENERATE_WORDS_POST_MORTEM, of, 2);
        row.written_at = maybe_of(written_at);
        row.version = 2;
        book->call->now = written_at;
        TRY(record_post_mortem(book, aim, &opened, &row));
    }
    return book_put(book, &type_post_mortem, &row);
}

static enum err
close_aim(struct quarter *quarter, struct book *book, const struct aim *aim)
{
    const struct objective *row = &aim->row;
    struct objective before = *row;
    struct happening happening =
        quarter_happening(aim, EVENT_OBJECTIVE_CLOSED, /* hidden= */ false);
    bool met = row->progress.has && score_is_met(row->progress.value);
    const struct closing closing = {
        .id = book_id(book, &type_closing),
        .objective_id = row->id,
        .contribution = row->progress,
        .ambition = row->score.has && score_asks_ambition(row->score.value, row->kind)
                        ? AMBITION_ENOUGH
                        : AMBITION_NULL,
    };
    const struct objective_day kept = {
        .id = book_id(book, &type_objective_day),
        .objective_id = row->id,
        .day = closed_on(quarter, aim),
        .kind = row->kind,
        .state = row->state,
    };

    before.score = maybe_none();
    book->call->now = row->closed_at.value;
    book->call->person_id = row->owner_id.value;
    TRY(book_put(book, &type_objective_day, &kept));
    TRY(book_put(book, &type_closing, &closing));
    TRY(book_record(book, &happening, &before, row));
    TRY(score_key_results(quarter, book, aim));
    return row->kind == OBJECTIVE_KIND_COMMITTED && !met ? look_back(quarter, book, aim) : OK;
}

enum err
ending_write(struct quarter *quarter, struct book *book)
{
    for (size_t i = 0; i < quarter->aim_count; i++) {
        TRY(close_aim(quarter, book, &quarter->aims[i]));
        if (i % CLEAR_EVERY == 0)
            arena_clear(book->call->arena);
    }
    return OK;
}
