/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/plain.h"

#include <sodium.h>

#include "base/log.h"
#include "db/db.h"
#include "edge/answer.h"
#include "http/query.h"
#include "http/server.h"
#include "practice/notice/leaf.h"

#define NONCE_BYTES    16
#define PAGE_BYTES_MAX (64U << 10)

struct plain {
    struct db_work work;
    struct edge *edge;
    struct http_exchange *exchange;
    struct call call;
    struct str token;
    struct leaf_form form;
    struct leaf leaf;
    enum err (*run)(struct plain *plain);
};

static enum err
run_stop(struct plain *plain)
{
    return leaf_stop(&plain->call, plain->token, &plain->leaf);
}

static enum err
run_stop_now(struct plain *plain)
{
    return leaf_stop_now(&plain->call, plain->token, &plain->leaf);
}

static enum err
run_check_in(struct plain *plain)
{
    return leaf_check_in(&plain->call, plain->token, &plain->leaf);
}

static enum err
run_check_in_now(struct plain *plain)
{
    return leaf_check_in_now(&plain->call, plain->token, &plain->form, &plain->leaf);
}

static struct plain *
plain_of(struct db_work *work)
{
    return (struct plain *)(void *)((char *)work - offsetof(struct plain, work));
}

/* What a page says was refused is not kept either, however far it had come: an error undoes it. */
static enum err
run(struct db_work *work, struct conn *conn)
{
    struct plain *plain = plain_of(work);

    call_reset(&plain->call);
    plain->leaf = (struct leaf){0};
    plain->call.conn = conn;
    plain->call.person_id = 0;
    plain->call.who = NULL;
    TRY(plain->run(plain));
    return plain->leaf.status == 422 ? ERR_INVALID : OK;
}

static void
write_page(struct buf *out, const struct leaf *leaf, const char *nonce)
{
    buf_fmt(out,
            "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
            "<meta name=\"robots\" content=\"noindex\"><title>%.*s · Koers</title>"
            "<style nonce=\"%s\">",
            leaf->language == LANGUAGE_NL ? "nl" : "en", STR_FMT(leaf->title), nonce);
    buf_append_str(
        out, STR(":root{color-scheme:light dark}"
                 "body{margin:0;font:16px/1.5 system-ui,sans-serif;background:Canvas;"
                 "color:CanvasText}"
                 "main{max-width:32rem;margin:0 auto;padding:2rem 1.25rem}"
                 "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}"
                 "label{display:block;margin:1rem 0 .25rem;font-weight:600}"
                 "input,select,textarea{box-sizing:border-box;width:100%;min-height:2.75rem;"
                 "padding:.5rem .75rem;font:inherit;border:1px solid #767676;border-radius:.4rem}"
                 "button{margin:1.25rem 0;min-height:2.75rem;padding:.5rem 1.25rem;font:inherit;"
                 "font-weight:600;border:0;border-radius:.4rem;background:#2b5fc7;color:#fff}"
                 "a{color:LinkText}[role=alert]{border-left:4px solid #c4432b;padding-left:.75rem}"
                 "</style></head><body><main>"));
    buf_append_str(out, leaf->body);
    buf_append_str(out, STR("</main></body></html>\n"));
}

static void
answer_leaf(struct plain *plain)
{
    unsigned char bytes[NONCE_BYTES];
    char nonce[2 * NONCE_BYTES + 1];
    struct buf page;

    randombytes_buf(bytes, sizeof(bytes));
    (void)sodium_bin2hex(nonce, sizeof(nonce), bytes, sizeof(bytes));
    buf_init(&page, PAGE_BYTES_MAX);
    write_page(&page, &plain->leaf, nonce);
    const struct http_header headers[] = {
        {STR("Content-Type"), STR("text/html; charset=utf-8")},
        {STR("Cache-Control"), STR("no-store")},
        {STR("Content-Security-Policy"),
         str_fmt(plain->call.arena,
                 "default-src 'none'; style-src 'nonce-%s'; form-action 'self'; "
                 "frame-ancestors 'none'; base-uri 'none'",
                 nonce)},
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("Referrer-Policy"), STR("no-referrer")},
    };
    http_answer_buf(plain->exchange, plain->leaf.status, headers,
                    sizeof(headers) / sizeof(headers[0]), &page);
}

static void
done(struct db_work *work, enum err outcome)
{
    struct plain *plain = plain_of(work);

    if (outcome == OK || (outcome == ERR_INVALID && plain->leaf.status == 422)) {
        answer_leaf(plain);
        return;
    }
    log_line(LOG_ERROR, "failed", log_str("op", plain->exchange->target.path),
             log_str("error", str_from(err_name(outcome))), log_str("why", plain->call.why),
             log_str("database", str_from(work->why)),
             log_str("request_id", plain->call.request_id));
    answer_problem(plain->exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
}

/* The token stands in the query, which is not logged. */
static bool
read_request(struct plain *plain)
{
    struct http_query query;
    struct http_query form;
    struct arena *arena = plain->exchange->arena;

    if (http_query_parse(arena, plain->exchange->target.query, &query) != OK ||
        http_query_parse(arena, plain->exchange->body, &form) != OK)
        return false;
    plain->token = http_query_find(&query, STR("t"));
    plain->form = (struct leaf_form){
        .value = http_query_find(&form, STR("value")),
        .confidence = http_query_find(&form, STR("confidence")),
        .note = http_query_find(&form, STR("note")),
        .count = http_query_find(&form, STR("count")),
    };
    return str_is_null(plain->form.note) || str_is_utf8(plain->form.note);
}

static void
start(struct edge *edge, struct http_exchange *exchange, enum err (*task)(struct plain *plain),
      bool writes)
{
    struct plain *plain = arena_new(exchange->arena, struct plain);

    if (plain == NULL) {
        answer_problem(exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
        return;
    }
    *plain = (struct plain){
        .work = {.run = run, .done = done},
        .edge = edge,
        .exchange = exchange,
        .run = task,
        .call = {.arena = exchange->arena,
                 .now = time_now(),
                 .request_id = exchange->request_id,
                 .public_url = edge_public_url(edge, exchange)},
    };
    if (!read_request(plain)) {
        answer_problem(exchange, 400, "Bad Request", "bad_form", "This form cannot be read.");
        return;
    }
    http_suspend(exchange);
    enum err err = writes ? db_queue_write(edge->options.db, &plain->work)
                          : db_queue_read(edge->options.db, &plain->work);
    if (err != OK)
        done(&plain->work, err);
}

void
plain_stop(struct edge *edge, struct http_exchange *exchange)
{
    start(edge, exchange, run_stop, /* writes= */ false);
}

void
plain_stop_now(struct edge *edge, struct http_exchange *exchange)
{
    start(edge, exchange, run_stop_now, /* writes= */ true);
}

void
plain_check_in(struct edge *edge, struct http_exchange *exchange)
{
    start(edge, exchange, run_check_in, /* writes= */ false);
}

void
plain_check_in_now(struct edge *edge, struct http_exchange *exchange)
{
    start(edge, exchange, run_check_in_now, /* writes= */ true);
}
