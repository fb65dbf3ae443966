/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of calendars: made, listed, ended by the person they are of. */
#include "gen/feed.h"

#include "gen/feed_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/secret.h"
#include "practice/feed/read.h"
#include "practice/record/record.h"

#define FEEDS_MAX 50

static enum err
tell(struct call *call, const char *kind, const struct calendar_feed *feed)
{
    struct happening happening = {
        .kind = kind,
        .type = &type_calendar_feed,
        .subject_id = feed->id,
        .owner_id = maybe_of(feed->person_id),
        .hidden = true, /* which calendars somebody reads is nobody's business */
    };

    return record(call, &happening, NULL, NULL);
}

static enum err
check_unit(struct call *call, const struct calendar_feed_new *in, struct unit *unit)
{
    *unit = (struct unit){0};
    if (!in->unit_id.has)
        return OK;
    enum err err = q_unit_get(call, in->unit_id.value, unit);
    if (err != ERR_NOT_FOUND)
        return err;
    fault(call, "/unit_id", "no_such_unit", "There is no such unit.");
    return OK;
}

static enum err
check_count(struct call *call)
{
    struct maybe count;

    TRY(q_calendar_feed_count(call, call->person_id, &count));
    if (count.value >= FEEDS_MAX)
        return fail(call, ERR_CONFLICT, "too_many_feeds",
                    "You have %d calendar addresses. End one that is no longer read.", FEEDS_MAX);
    return OK;
}

/* POST /api/v1/me/calendar-feeds */
enum err
my_calendar_feed_create(struct call *call, const struct calendar_feed_new *in,
                        struct calendar_feed_secret *out)
{
    struct secret secret;
    struct unit unit;

    TRY(check_unit(call, in, &unit));
    TRY(call_faults(call));
    TRY(check_count(call));
    TRY(secret_make(call, "", &secret));
    struct calendar_feed row = {.person_id = call->person_id,
                                .unit_id = in->unit_id,
                                .secret_hash = secret.hash,
                                .created_at = call->now};
    TRY(q_calendar_feed_insert(call, &row, &row.id));
    TRY(tell(call, EVENT_CALENDAR_FEED_CREATED, &row));
    *out = (struct calendar_feed_secret){
        .id = row.id,
        .person_id = row.person_id,
        .unit_id = row.unit_id,
        .created_at = row.created_at,
        .unit_name = unit.name,
        .url = str_fmt(call->arena, "%.*s/calendar.ics?t=%.*s", STR_FMT(call->public_url),
                       STR_FMT(secret.text)),
    };
    /* The scheme that calendar programs listen to. */
    out->webcal_url = str_fmt(call->arena, "webcal://%.*s", STR_FMT(feed_behind_scheme(out->url)));
    call->secret = true;
    return arena_failed(call->arena);
}

/* GET /api/v1/me/calendar-feeds */
enum err
my_calendar_feed_list(struct call *call, const struct page_query *in,
                      struct calendar_feed_view_page *out)
{
    struct calendar_feed_view_list rows;
    int64_t before = INT64_MAX;

    TRY(page_read(call, "my_calendar_feed_list", in->after, &before, 1));
    TRY(q_calendar_feed_page(call, call->person_id, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "my_calendar_feed_list", &page_last(out)->id, 1);
    return OK;
}

/* DELETE /api/v1/me/calendar-feeds/{id} */
enum err
my_calendar_feed_delete(struct call *call, const struct by_id *in)
{
    struct calendar_feed row;
    enum err err = q_calendar_feed_get(call, in->id, &row);

    if (err == ERR_NOT_FOUND || (err == OK && row.person_id != call->person_id))
        return fail(call, ERR_NOT_FOUND, "no_such_feed", "There is no such calendar address.");
    TRY(err);
    TRY(q_calendar_feed_delete(call, row.id));
    return tell(call, EVENT_CALENDAR_FEED_ENDED, &row);
}
