/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a quarter, and what the rules would have left when they were begun and published. */
#include "koers/generate/quarter.h"

#define CLEAR_EVERY 64

/* What it was before anything happened to it. */
static struct objective
as_begun(const struct objective *row)
{
    struct objective begun = *row;

    begun.state = OBJECTIVE_STATE_DRAFT;
    begun.published_at = maybe_none();
    begun.closed_at = maybe_none();
    begun.score = maybe_none();
    begun.version = 1;
    return begun;
}

static enum err
keep_day(struct book *book, const struct objective *row, day_t day, enum objective_state state)
{
    const struct objective_day kept = {
        .id = book_id(book, &type_objective_day),
        .objective_id = row->id,
        .day = day,
        .kind = row->kind,
        .state = state,
    };

    return book_put(book, &type_objective_day, &kept);
}

/* On the day it is begun, with nothing said of it. */
static enum err
begin_key_result(struct quarter *quarter, struct book *book, const struct aim *aim,
                 const struct key_result *row)
{
    struct happening happening =
        quarter_happening(aim, EVENT_KEY_RESULT_CREATED, /* hidden= */ true);
    struct key_result_day kept = {0};

    happening.type = &type_key_result;
    happening.subject_id = row->id;
    type_copy(&type_key_result, row, &type_key_result_day, &kept);
    kept.id = book_id(book, &type_key_result_day);
    kept.key_result_id = row->id;
    kept.day = quarter_begun(quarter, aim);
    kept.current_value = kept.raw = kept.confidence = kept.last_check_in_day = maybe_none();
    kept.contribution = maybe_of(0);
    kept.own_status = OWN_STATUS_NULL;
    kept.check_in_count = 0;
    TRY(book_put(book, &type_key_result, row));
    TRY(book_put(book, &type_key_result_day, &kept));
    return book_record(book, &happening, NULL, row);
}

static enum err
begin(struct quarter *quarter, struct book *book, const struct aim *aim)
{
    struct objective begun = as_begun(&aim->row);
    struct happening happening =
        quarter_happening(aim, EVENT_OBJECTIVE_CREATED, /* hidden= */ true);

    book->call->now = aim->row.created_at;
    book->call->person_id = aim->row.created_by.value;
    TRY(book_put(book, &type_objective, &aim->row));
    TRY(keep_day(book, &aim->row, quarter_begun(quarter, aim), OBJECTIVE_STATE_DRAFT));
    TRY(book_record(book, &happening, NULL, &begun));
    for (size_t i = aim->first; i < aim->first + aim->count; i++)
        TRY(begin_key_result(quarter, book, aim, &quarter->measured[i].row));
    return OK;
}

static enum err
write_link(struct quarter *quarter, struct book *book, const struct aim *aim,
           const struct aim_link *link)
{
    const struct aim *parent = &quarter->aims[link->parent];
    struct alignment row = {
        .id = book_id(book, &type_alignment),
        .child_id = aim->row.id,
        .kind = link->kind,
        .weight = WEIGHT_USUAL,
        .valid_from = book->call->now,
        .version = 1,
    };
    struct happening happening =
        quarter_happening(aim, EVENT_ALIGNMENT_CREATED, aim->row.state == OBJECTIVE_STATE_DRAFT);

    if (link->of_key_result)
        row.parent_kr_id = maybe_of(quarter->measured[parent->first].row.id);
    else
        row.parent_id = maybe_of(parent->row.id);
    happening.type = &type_alignment;
    happening.subject_id = row.id;
    TRY(book_put(book, &type_alignment, &row));
    return book_record(book, &happening, NULL, &row);
}

/* Published, and linked upward. */
static enum err
publish(struct quarter *quarter, struct book *book, const struct aim *aim)
{
    struct objective before = as_begun(&aim->row);
    struct objective after = before;
    struct happening happening =
        quarter_happening(aim, EVENT_OBJECTIVE_PUBLISHED, /* hidden= */ false);

    book->call->now = maybe_or(aim->row.published_at, aim->row.created_at);
    book->call->person_id = aim->row.created_by.value;
    if (aim->row.state != OBJECTIVE_STATE_DRAFT) {
        after.state = OBJECTIVE_STATE_PUBLISHED;
        after.published_at = aim->row.published_at;
        after.version = 2;
        TRY(keep_day(book, &aim->row, quarter_published(quarter, aim), OBJECTIVE_STATE_PUBLISHED));
        TRY(book_record(book, &happening, &before, &after));
    }
    for (size_t i = 0; i < QUARTER_LINKS_MAX; i++)
        if (aim->links[i].parent >= 0)
            TRY(write_link(quarter, book, aim, &aim->links[i]));
    return OK;
}

enum err
quarter_write(struct quarter *quarter, struct book *book)
{
    for (size_t i = 0; i < quarter->aim_count; i++) {
        TRY(begin(quarter, book, &quarter->aims[i]));
        if (i % CLEAR_EVERY == 0)
            arena_clear(book->call->arena);
    }
    for (size_t i = 0; i < quarter->aim_count; i++) {
        TRY(publish(quarter, book, &quarter->aims[i]));
        if (i % CLEAR_EVERY == 0)
            arena_clear(book->call->arena);
    }
    return OK;
}
