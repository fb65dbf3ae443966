/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/calendar.h"

#include "base/log.h"
#include "db/db.h"
#include "edge/answer.h"
#include "edge/etag.h"
#include "edge/touch.h"
#include "http/accept.h"
#include "http/query.h"
#include "http/server.h"
#include "practice/feed/read.h"

struct reader {
    struct db_work work;
    struct edge *edge;
    struct http_exchange *exchange;
    struct call call;
    struct str secret;
    struct feed_text feed;
};

static struct reader *
reader_of(struct db_work *work)
{
    return (struct reader *)(void *)((char *)work - offsetof(struct reader, work));
}

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct reader *reader = reader_of(work);

    call_reset(&reader->call);
    reader->call.conn = conn;
    buf_release(&reader->feed.text);
    return feed_read(&reader->call, reader->secret, &reader->feed);
}

static void
answer_calendar(struct reader *reader)
{
    struct http_exchange *exchange = reader->exchange;
    struct maybe none = {0};
    struct str etag = etag_of(exchange->arena, none, buf_str(&reader->feed.text));
    const struct http_header headers[] = {
        {STR("Content-Type"), STR("text/calendar; charset=utf-8")},
        {STR("Content-Disposition"), STR("inline; filename=\"koers.ics\"")},
        {STR("Cache-Control"), STR("private, no-cache")},
        {STR("ETag"), etag},
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("Referrer-Policy"), STR("no-referrer")},
    };
    size_t count = sizeof(headers) / sizeof(headers[0]);

    if (accept_has(http_header_find(exchange, "if-none-match"), etag)) {
        buf_release(&reader->feed.text);
        http_answer(exchange, 304, headers, count, STR(""));
    } else {
        http_answer_buf(exchange, 200, headers, count, &reader->feed.text);
    }
}

static void
done(struct db_work *work, enum err outcome)
{
    struct reader *reader = reader_of(work);

    if (outcome == OK) {
        if (reader->feed.touch)
            touch_feed_later(reader->edge, reader->feed.id);
        answer_calendar(reader);
        return;
    }
    buf_release(&reader->feed.text);
    if (outcome == ERR_NOT_FOUND) {
        answer_problem(reader->exchange, 404, "Not Found", "no_such_feed",
                       "There is no such calendar. It may have been ended; make a new address "
                       "in Koers.");
        return;
    }
    log_line(LOG_ERROR, "failed", log_str("op", STR("calendar")),
             log_str("error", str_from(err_name(outcome))), log_str("why", reader->call.why),
             log_str("database", str_from(work->why)),
             log_str("request_id", reader->call.request_id));
    answer_problem(reader->exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
}

void
calendar_read(struct edge *edge, struct http_exchange *exchange)
{
    struct http_query query;
    struct reader *reader = arena_new(exchange->arena, struct reader);

    if (reader == NULL) {
        answer_problem(exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
        return;
    }
    *reader = (struct reader){
        .work = {.run = run, .done = done},
        .edge = edge,
        .exchange = exchange,
        .call = {.arena = exchange->arena,
                 .now = time_now(),
                 .request_id = exchange->request_id,
                 .public_url = edge_public_url(edge, exchange)},
    };
    if (http_query_parse(exchange->arena, exchange->target.query, &query) == OK)
        reader->secret = http_query_find(&query, STR("t"));
    if (str_is_null(reader->secret)) {
        done(&reader->work, ERR_NOT_FOUND);
        return;
    }
    http_suspend(exchange);
    enum err err = db_queue_read(edge->options.db, &reader->work);
    if (err != OK)
        done(&reader->work, err);
}
