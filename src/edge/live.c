/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/live.h"

#include <errno.h>
#include <pthread.h>
#include <stddef.h>

#include "base/log.h"
#include "db/db.h"
#include "edge/answer.h"
#include "edge/credential.h"
#include "gen/record.h"
#include "gen/record_sql.h"
#include "http/stream.h"
#include "model/call.h"
#include "model/write.h"
#include "practice/access/who.h"

/* Where a reader of the event table stands. */
struct position {
    int64_t txid;
    int64_t id;
};

struct listener {
    struct http_stream *stream;
    int64_t person_id;
    int64_t session_id; /* 0: came with a token */
    int64_t token_id;   /* 0: came with a session */
};

/* What signs somebody out: a person altogether, a token, or a session. */
enum ending_kind { ENDING_NONE, ENDING_PERSON, ENDING_TOKEN, ENDING_SESSION };

struct ending {
    enum ending_kind kind;
    int64_t id;
};

#define ENDINGS_KEPT 64U /* the newest; as many may come while one stream is opened */

struct live {
    struct edge *edge;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool woken;
    bool stopping;
    bool known; /* the position was read once */
    struct position position;
    struct listener *listeners; /* LIVE_STREAMS_MAX of them */
    size_t count;
    struct ending endings[ENDINGS_KEPT]; /* a ring */
    uint64_t ending_count;               /* of all there were */
    struct arena arena;
};

struct reading {
    struct db_work work;
    struct live *live;
    struct arena *arena;
    struct position after;
    bool newest_only; /* the first time: where does the table end? */
    struct event_list events;
};

static enum err
reading_run(struct db_work *work, struct conn *conn)
{
    struct reading *reading =
        (struct reading *)(void *)((char *)work - offsetof(struct reading, work));
    struct call call = {.arena = reading->arena, .conn = conn, .now = time_now()};
    int64_t horizon;

    TRY(conn_txid_horizon(conn, &horizon));
    if (reading->newest_only)
        return q_event_newest(&call, horizon, &reading->events);
    return q_event_since(&call, reading->after.txid, reading->after.id, horizon, LIVE_PORTION,
                         &reading->events);
}

static bool
may_see(const struct listener *listener, const struct event *event)
{
    return !event->hidden || event->person_id.value == listener->person_id ||
           event->owner_id.value == listener->person_id;
}

static struct ending
ending_of(const struct event *event)
{
    struct ending ending = {.id = event->subject_id};

    if (str_eq(event->kind, STR("person_deactivated")))
        ending.kind = ENDING_PERSON;
    else if (str_eq(event->kind, STR("token_revoked")))
        ending.kind = ENDING_TOKEN;
    else if (str_eq(event->kind, STR("session_ended")))
        ending.kind = ENDING_SESSION;
    return ending;
}

/* A person who was signed out hears no more; the client signs in again and comes back. */
static bool
ends(const struct listener *listener, struct ending ending)
{
    switch (ending.kind) {
    case ENDING_PERSON:
        return ending.id == listener->person_id;
    case ENDING_TOKEN:
        return ending.id == listener->token_id;
    case ENDING_SESSION:
        return ending.id == listener->session_id;
    case ENDING_NONE:
        break;
    }
    return false;
}

/* Was this one signed out after `seen` endings were told, while its stream was opened? Of more than
 * are kept one cannot know; then it comes back and asks again. */
static bool
ended_since(const struct live *live, const struct listener *listener, uint64_t seen)
{
    if (live->ending_count - seen > ENDINGS_KEPT)
        return true;
    for (uint64_t i = seen; i < live->ending_count; i++)
        if (ends(listener, live->endings[i % ENDINGS_KEPT]))
            return true;
    return false;
}

static void
event_write(struct buf *buf, const struct event *event)
{
    buf_clear(buf);
    buf_fmt(buf, "id: %lld-%lld\nevent: %.*s\ndata: ", (long long)event->txid, (long long)event->id,
            STR_FMT(event->kind));
    write_object(buf, &type_event, event);
    buf_append_str(buf, STR("\n\n"));
}

static void
listener_remove(struct live *live, size_t place)
{
    http_stream_close(live->listeners[place].stream);
    live->listeners[place] = live->listeners[--live->count];
}

static void
push(struct live *live, const struct event *event, struct buf *buf)
{
    struct ending ending = ending_of(event);

    if (ending.kind != ENDING_NONE)
        live->endings[live->ending_count++ % ENDINGS_KEPT] = ending;
    event_write(buf, event);
    for (size_t i = 0; i < live->count;) {
        struct listener *listener = &live->listeners[i];
        bool gone = ends(listener, ending) || !http_stream_alive(listener->stream) ||
                    (may_see(listener, event) && !http_stream_push(listener->stream, buf_str(buf)));
        if (gone)
            listener_remove(live, i);
        else
            i++;
    }
}

/* Reads and pushes until nothing new is there. */
static void
catch_up(struct live *live, struct buf *buf)
{
    for (;;) {
        struct reading reading = {.work = {.run = reading_run},
                                  .arena = &live->arena,
                                  .after = live->position,
                                  .newest_only = !live->known};
        arena_clear(&live->arena);
        if (db_run_read(live->edge->options.db, &reading.work) != OK)
            return; /* the database is away; the next wake-up tries again */
        live->known = true;
        if (reading.events.count == 0)
            return;
        const struct event *last = &reading.events.items[reading.events.count - 1];
        pthread_mutex_lock(&live->lock);
        for (size_t i = 0; !reading.newest_only && i < reading.events.count; i++)
            push(live, &reading.events.items[i], buf);
        live->position = (struct position){last->txid, last->id};
        pthread_mutex_unlock(&live->lock);
    }
}

/* Waits for a commit, or a while. False when it is time to end. */
static bool
wait_for_news(struct live *live)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LIVE_WAIT_MS / 1000;
    pthread_mutex_lock(&live->lock);
    while (!live->woken && !live->stopping)
        if (pthread_cond_timedwait(&live->wake, &live->lock, &until) == ETIMEDOUT)
            break;
    live->woken = false;
    bool goes_on = !live->stopping;
    pthread_mutex_unlock(&live->lock);
    return goes_on;
}

static void *
live_thread(void *arg)
{
    struct live *live = arg;
    struct buf buf;

    buf_init(&buf, HTTP_STREAM_BUFFER_MAX);
    do
        catch_up(live, &buf);
    while (wait_for_news(live));
    buf_release(&buf);
    return NULL;
}

static void
on_commit(void *arg)
{
    struct live *live = arg;

    pthread_mutex_lock(&live->lock);
    live->woken = true;
    pthread_cond_signal(&live->wake);
    pthread_mutex_unlock(&live->lock);
}

enum err
live_init(struct edge *edge)
{
    struct live *live = arena_new(&edge->arena, struct live);

    if (live == NULL)
        return ERR_MEMORY;
    *live = (struct live){.edge = edge};
    live->listeners = arena_array(&edge->arena, LIVE_STREAMS_MAX, sizeof(*live->listeners));
    if (live->listeners == NULL)
        return ERR_MEMORY;
    arena_init(&live->arena, ARENA_CEILING_USUAL);
    pthread_mutex_init(&live->lock, NULL);
    pthread_cond_init(&live->wake, NULL);
    edge->live = live;
    db_on_commit(edge->options.db, on_commit, live);
    return OK;
}

enum err
live_start(struct edge *edge)
{
    struct live *live = edge->live;

    return pthread_create(&live->thread, NULL, live_thread, live) == 0 ? OK : ERR_GONE;
}

void
live_stop(struct edge *edge)
{
    struct live *live = edge->live;

    if (live == NULL)
        return;
    pthread_mutex_lock(&live->lock);
    live->stopping = true;
    pthread_cond_signal(&live->wake);
    pthread_mutex_unlock(&live->lock);
    pthread_join(live->thread, NULL);
    while (live->count > 0)
        listener_remove(live, live->count - 1);
}

void
live_release(struct edge *edge)
{
    struct live *live = edge->live;

    if (live == NULL)
        return;
    arena_release(&live->arena);
    pthread_cond_destroy(&live->wake);
    pthread_mutex_destroy(&live->lock);
    edge->live = NULL;
}

struct opening {
    struct db_work work;
    struct edge *edge;
    struct http_exchange *exchange;
    struct credential credential;
    struct call call;
    uint64_t endings_seen; /* before it was looked who asks */
    struct position after; /* of Last-Event-ID */
    bool replay;
    struct event_list missed;
};

static struct opening *
opening_of(struct db_work *work)
{
    return (struct opening *)(void *)((char *)work - offsetof(struct opening, work));
}

static enum err
opening_run(struct db_work *work, struct conn *conn)
{
    struct opening *opening = opening_of(work);
    struct live *live = opening->edge->live;
    int64_t horizon;

    call_reset(&opening->call);
    opening->call.conn = conn;
    pthread_mutex_lock(&live->lock);
    opening->endings_seen = live->ending_count;
    pthread_mutex_unlock(&live->lock);
    TRY(credential_load(&opening->call, &opening->credential));
    if (opening->call.who == NULL)
        return ERR_UNSIGNED;
    if (!opening->replay)
        return OK;
    TRY(conn_txid_horizon(conn, &horizon));
    return q_event_since(&opening->call, opening->after.txid, opening->after.id, horizon,
                         LIVE_REPLAY_MAX, &opening->missed);
}

/* Gives what was missed again, then joins. An event may come twice around the seam; clients only
 * fetch again what they show, so twice does no harm and a gap would. */
static void
join(struct opening *opening)
{
    const struct http_header headers[] = {{STR("Cache-Control"), STR("no-store")},
                                          {STR("X-Accel-Buffering"), STR("no")}};
    struct live *live = opening->edge->live;
    struct listener listener = {.person_id = opening->call.who->person_id,
                                .session_id = opening->call.who->session_id,
                                .token_id = opening->call.who->token_id};
    struct event_list missed = opening->missed;
    uint64_t endings_seen = opening->endings_seen; /* the opening goes with its exchange */
    struct buf buf;

    pthread_mutex_lock(&live->lock);
    bool full = live->count == LIVE_STREAMS_MAX || live->stopping;
    pthread_mutex_unlock(&live->lock);
    if (full) {
        answer_problem(opening->exchange, 503, "Service Unavailable", "too_many_streams",
                       "Too many live connections; the page works without, reload it later.");
        return;
    }
    buf_init(&buf, HTTP_STREAM_BUFFER_MAX);
    buf_append_str(&buf, STR("retry: 3000\n: koers\n\n"));
    for (size_t i = 0; i < missed.count; i++) {
        struct buf one;
        if (!may_see(&listener, &missed.items[i]))
            continue;
        buf_init(&one, HTTP_STREAM_BUFFER_MAX);
        event_write(&one, &missed.items[i]);
        buf_append_str(&buf, buf_str(&one));
        buf_release(&one);
    }
    listener.stream = http_stream_open(opening->exchange, headers, 2);
    if (listener.stream != NULL) {
        (void)http_stream_push(listener.stream, buf_str(&buf));
        pthread_mutex_lock(&live->lock);
        if (live->count < LIVE_STREAMS_MAX && !live->stopping &&
            !ended_since(live, &listener, endings_seen))
            live->listeners[live->count++] = listener;
        else
            http_stream_close(listener.stream);
        pthread_mutex_unlock(&live->lock);
    }
    buf_release(&buf);
}

static void
opening_finish(struct opening *opening, enum err outcome)
{
    if (outcome == ERR_UNSIGNED)
        answer_problem(opening->exchange, 401, "Unauthorized", "unsigned", "Sign in first.");
    else if (outcome != OK)
        answer_problem(opening->exchange, 503, "Service Unavailable", "gone",
                       "The database is out of reach; try again in a moment.");
    else
        join(opening);
}

static void
opening_done(struct db_work *work, enum err outcome)
{
    opening_finish(opening_of(work), outcome);
}

/* "12-4711", as event_write() gave it. */
static bool
position_read(struct str text, struct position *out)
{
    struct str id;
    struct str txid = str_cut(text, '-', &id);

    return scaled_parse(txid, 0, INT64_MAX / 2, &out->txid) == OK && !str_is_null(id) &&
           scaled_parse(id, 0, INT64_MAX / 2, &out->id) == OK;
}

void
live_open(struct edge *edge, struct http_exchange *exchange)
{
    struct opening *opening = arena_new(exchange->arena, struct opening);
    struct str last = http_header_find(exchange, "last-event-id");

    if (opening == NULL) {
        answer_problem(exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
        return;
    }
    *opening = (struct opening){.work = {.run = opening_run, .done = opening_done},
                                .edge = edge,
                                .exchange = exchange,
                                .credential = credential_of(exchange),
                                .call = {.arena = exchange->arena, .now = time_now()}};
    opening->replay = last.len > 0 && position_read(last, &opening->after);
    if (db_reads_inline(edge->options.db)) {
        opening_finish(opening, db_run_read(edge->options.db, &opening->work));
        return;
    }
    http_suspend(exchange);
    enum err err = db_queue_read(edge->options.db, &opening->work);
    if (err != OK)
        opening_finish(opening, err);
}
