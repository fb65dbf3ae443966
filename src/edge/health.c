/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/health.h"

#include <sodium.h>
#include <stddef.h>

#include "db/db.h"
#include "edge/answer.h"
#include "edge/credential.h"
#include "edge/metrics.h"
#include "json/writer.h"

static bool
is_admin(const struct edge *edge, const struct http_exchange *exchange)
{
    struct str shown = credential_of(exchange).token;

    return !str_is_null(edge->admin_token) && shown.len == edge->admin_token.len &&
           sodium_memcmp(shown.ptr, edge->admin_token.ptr, shown.len) == 0;
}

void
health_alive(struct edge *edge, struct http_exchange *exchange)
{
    (void)edge;
    answer_text(exchange, 200, "text/plain", STR("ok\n"));
}

/* A question to the database. */
struct asking {
    struct db_work work;
    struct edge *edge;
    struct http_exchange *exchange;
    bool details;
};

static void
ready_answer(const struct asking *asking, enum err err)
{
    enum engine engine = db_engine(asking->edge->options.db);
    struct buf buf;

    if (err != OK) {
        answer_problem(asking->exchange, 503, "Service Unavailable", "gone",
                       asking->details ? asking->work.why : "The database is out of reach.");
        return;
    }
    buf_init(&buf, ANSWER_BYTES_MAX);
    struct json_writer json = json_writer_of(&buf);
    json_begin_object(&json);
    json_name(&json, STR("status"));
    json_string(&json, STR("ok"));
    if (asking->details) {
        json_name(&json, STR("database"));
        json_string(&json, STR("ok"));
        json_name(&json, STR("engine"));
        json_string(&json, engine == ENGINE_SQLITE ? STR("sqlite") : STR("postgresql"));
    }
    json_end_object(&json);
    answer_text(asking->exchange, 200, "application/json", buf_str(&buf));
    buf_release(&buf);
}

static void
asking_done(struct db_work *work, enum err outcome)
{
    ready_answer((struct asking *)(void *)((char *)work - offsetof(struct asking, work)), outcome);
}

static void
ready(struct edge *edge, struct http_exchange *exchange, bool details)
{
    struct db *db = edge->options.db;
    struct asking *asking = arena_new(exchange->arena, struct asking);

    if (atomic_load(&edge->leaving)) {
        answer_problem(exchange, 503, "Service Unavailable", "stopping", "The server is stopping.");
        return;
    }
    if (asking == NULL) {
        answer_problem(exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
        return;
    }
    *asking = (struct asking){.work = {.run = db_ping_run, .done = asking_done},
                              .edge = edge,
                              .exchange = exchange,
                              .details = details};
    if (db_reads_inline(db)) {
        ready_answer(asking, db_run_read(db, &asking->work));
        return;
    }
    http_suspend(exchange);
    enum err err = db_queue_read(db, &asking->work);
    if (err != OK)
        ready_answer(asking, err);
}

void
health_ready(struct edge *edge, struct http_exchange *exchange)
{
    ready(edge, exchange, is_admin(edge, exchange));
}

void
health_ready_admin(struct edge *edge, struct http_exchange *exchange)
{
    ready(edge, exchange, /* details= */ true);
}

void
health_metrics_admin(struct edge *edge, struct http_exchange *exchange)
{
    struct buf buf;

    buf_init(&buf, ANSWER_BYTES_MAX);
    metrics_write(edge, &buf);
    answer_text(exchange, 200, "text/plain; version=0.0.4", buf_str(&buf));
    buf_release(&buf);
}

void
health_metrics(struct edge *edge, struct http_exchange *exchange)
{
    if (is_admin(edge, exchange))
        health_metrics_admin(edge, exchange);
    else
        answer_problem(exchange, 404, "Not Found", "no_such_path", "There is no such path.");
}
