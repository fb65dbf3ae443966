/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/live.h"

#include <pthread.h>
#include <stddef.h>

#include "base/log.h"
#include "base/thread.h"
#include "base/wait.h"
#include "db/db.h"
#include "edge/answer.h"
#include "edge/credential.h"
#include "gen/record.h"
#include "gen/record_sql.h"
#include "gen/review_sql.h"
#include "http/stream.h"
#include "model/call.h"
#include "model/write.h"
#include "practice/access/who.h"

/* Where a listener stands in the event table. */
struct position {
    int64_t txid;
    int64_t id;
};

struct listener {
    struct http_stream *stream;
    int64_t person_id;
    int64_t session_id;   /* 0: came with a token */
    int64_t token_id;     /* 0: came with a session */
    struct position told; /* up to here it needs nothing any more */
    usec_t sent;          /* monotonic: when something went out last */
    bool waits;           /* something is put that is to go out */
};

struct live {
    struct edge *edge;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool woken;
    bool stopping;
    struct listener *listeners; /* LIVE_STREAMS_MAX of them */
    size_t count;
    struct http_stream **due; /* room for as many */
    struct arena arena;
};

struct reading {
    struct db_work work;
    struct arena *arena;
    struct position after;
    struct event_list events;
    struct event_reader_list readers; /* of the hidden ones */
};

/* Who else may hear of the hidden ones among `count` events, at most LIVE_PORTION. */
static enum err
readers_of_some(struct call *call, const struct event *events, size_t count,
                struct event_reader_list *out)
{
    struct id_list hidden = {.items = arena_array(call->arena, count, sizeof(int64_t))};

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        if (events[i].hidden)
            hidden.items[hidden.count++] = events[i].id;
    return q_event_reader_list(call, &hidden, out);
}

static enum err
readers_of(struct call *call, const struct event_list *events, struct event_reader_list *out)
{
    for (size_t from = 0; from < events->count; from += LIVE_PORTION) {
        size_t left = events->count - from;
        struct event_reader_list some;
        TRY(readers_of_some(call, &events->items[from], left < LIVE_PORTION ? left : LIVE_PORTION,
                            &some));
        struct event_reader *all =
            arena_array(call->arena, out->count + some.count, sizeof(*out->items));
        TRY(arena_failed(call->arena));
        for (size_t i = 0; i < out->count + some.count; i++)
            all[i] = i < out->count ? out->items[i] : some.items[i - out->count];
        *out = (struct event_reader_list){all, out->count + some.count};
    }
    return OK;
}

static enum err
reading_run(struct db_work *work, struct conn *conn)
{
    struct reading *reading =
        (struct reading *)(void *)((char *)work - offsetof(struct reading, work));
    struct call call = {.arena = reading->arena, .conn = conn, .now = time_now()};
    int64_t horizon;

    reading->readers = (struct event_reader_list){0};
    TRY(conn_txid_horizon(conn, &horizon));
    TRY(q_event_since(&call, reading->after.txid, reading->after.id, horizon, LIVE_PORTION,
                      &reading->events));
    return readers_of(&call, &reading->events, &reading->readers);
}

static bool
may_see(const struct listener *listener, const struct event *event,
        const struct event_reader_list *readers)
{
    if (!event->hidden || event->person_id.value == listener->person_id ||
        event->owner_id.value == listener->person_id)
        return true;
    for (size_t i = 0; i < readers->count; i++)
        if (readers->items[i].event_id == event->id &&
            readers->items[i].person_id == listener->person_id)
            return true;
    return false;
}

static struct position
position_of(const struct event *event)
{
    return (struct position){event->txid, event->id};
}

static bool
is_before(struct position one, struct position other)
{
    return one.txid != other.txid ? one.txid < other.txid : one.id < other.id;
}

/* A person who was signed out hears no more; the client signs in again and comes back. */
static bool
ends(const struct listener *listener, const struct event *event)
{
    if (str_eq(event->kind, STR("person_deactivated")))
        return event->subject_id == listener->person_id;
    if (str_eq(event->kind, STR("token_revoked")))
        return event->subject_id == listener->token_id;
    return str_eq(event->kind, STR("session_ended")) && event->subject_id == listener->session_id;
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

/* Tells one listener; false when it is to hear no more. */
static bool
tell(struct listener *listener, const struct event *event, const struct event_reader_list *readers,
     struct str text)
{
    listener->told = position_of(event);
    if (ends(listener, event) || !http_stream_alive(listener->stream))
        return false;
    if (!may_see(listener, event, readers))
        return true;
    listener->waits = true;
    return http_stream_put(listener->stream, text);
}

/* Who joined since and stands before what was read waits for the next reading. */
static void
push(struct live *live, const struct reading *reading, const struct event *event, struct buf *buf)
{
    event_write(buf, event);
    for (size_t i = 0; i < live->count;) {
        struct listener *listener = &live->listeners[i];
        bool next = !is_before(listener->told, reading->after) &&
                    is_before(listener->told, position_of(event));
        if (next && !tell(listener, event, &reading->readers, buf_str(buf)))
            listener_remove(live, i);
        else
            i++;
    }
}

/* Where the listener stands that was told least; false when nobody listens. */
static bool
least_told(struct live *live, struct position *out)
{
    pthread_mutex_lock(&live->lock);
    bool any = live->count > 0;
    for (size_t i = 0; i < live->count; i++)
        if (i == 0 || is_before(live->listeners[i].told, *out))
            *out = live->listeners[i].told;
    pthread_mutex_unlock(&live->lock);
    return any;
}

/* Whom to send what was put: who heard nothing for a while at once, the others when that is over,
 * with what has come until then. Returns when that is, INT64_MAX when nothing waits. */
static usec_t
due_take(struct live *live, size_t *ret_count)
{
    const usec_t now = time_monotonic();
    usec_t next = INT64_MAX;
    size_t count = 0;

    for (size_t i = 0; i < live->count; i++) {
        struct listener *listener = &live->listeners[i];
        usec_t at = listener->sent + LIVE_PAUSE_MS * USEC_PER_MSEC;
        if (!listener->waits)
            continue;
        if (at <= now) {
            live->due[count++] = listener->stream;
            listener->waits = false;
            listener->sent = now;
        } else if (at < next) {
            next = at;
        }
    }
    *ret_count = count;
    return next;
}

/* Without the lock, so that who joins waits for no socket; nobody leaves but by this thread. */
static usec_t
send_due(struct live *live)
{
    size_t count;

    pthread_mutex_lock(&live->lock);
    usec_t next = due_take(live, &count);
    pthread_mutex_unlock(&live->lock);
    http_streams_send(live->due, count);
    return next;
}

/* Reads and puts until nothing new is there. */
static void
catch_up(struct live *live, struct buf *buf)
{
    struct reading reading = {.work = {.run = reading_run}, .arena = &live->arena};

    while (least_told(live, &reading.after)) {
        arena_clear(&live->arena);
        if (db_run_read(live->edge->options.db, &reading.work) != OK)
            return; /* the database is away; the next wake-up tries again */
        if (reading.events.count == 0)
            return;
        pthread_mutex_lock(&live->lock);
        for (size_t i = 0; i < reading.events.count; i++)
            push(live, &reading, &reading.events.items[i], buf);
        pthread_mutex_unlock(&live->lock);
    }
}

/* Waits for a commit, or a while, at most until `due`. False when it is time to end. */
static bool
wait_for_news(struct live *live, usec_t due)
{
    const usec_t look = time_monotonic() + LIVE_WAIT_MS * USEC_PER_MSEC;
    const usec_t until = due < look ? due : look;

    pthread_mutex_lock(&live->lock);
    while (!live->woken && !live->stopping && wait_until(&live->wake, &live->lock, until))
        continue;
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
    while (wait_for_news(live, send_due(live)));
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
    live->due = arena_array(&edge->arena, LIVE_STREAMS_MAX, sizeof(struct http_stream *));
    if (live->listeners == NULL || live->due == NULL)
        return ERR_MEMORY;
    arena_init(&live->arena, ARENA_CEILING_USUAL);
    pthread_mutex_init(&live->lock, NULL);
    wait_init(&live->wake);
    edge->live = live;
    db_on_commit(edge->options.db, on_commit, live);
    return OK;
}

enum err
live_start(struct edge *edge)
{
    struct live *live = edge->live;

    return thread_start(&live->thread, "live", live_thread, live);
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
    struct position after; /* of Last-Event-ID */
    bool replay;
    bool left_out; /* more than is given again, or it stood where this database never was */
    struct event_list missed;
    struct event_reader_list readers; /* of the hidden ones */
    struct position told; /* the end of the table as it was when it was looked who asks */
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
    struct event_list newest;
    int64_t horizon;

    call_reset(&opening->call);
    opening->call.conn = conn;
    TRY(credential_load(&opening->call, &opening->credential));
    if (opening->call.who == NULL)
        return ERR_UNSIGNED;
    TRY(conn_txid_horizon(conn, &horizon));
    TRY(q_event_newest(&opening->call, horizon, &newest));
    opening->told = newest.count > 0 ? position_of(&newest.items[0]) : (struct position){0};
    if (!opening->replay)
        return OK;
    opening->readers = (struct event_reader_list){0};
    TRY(q_event_since(&opening->call, opening->after.txid, opening->after.id, horizon,
                      LIVE_REPLAY_MAX + 1, &opening->missed));
    opening->left_out =
        opening->missed.count > LIVE_REPLAY_MAX || is_before(opening->told, opening->after);
    if (opening->left_out)
        opening->missed.count = 0;
    return readers_of(&opening->call, &opening->missed, &opening->readers);
}

/* Where the stream stands, which a client keeps and comes back with: without it one that heard
 * nothing yet would lose what happens while it is away. */
static void
position_write(struct buf *buf, struct position at)
{
    buf_fmt(buf, "id: %lld-%lld\n\n", (long long)at.txid, (long long)at.id);
}

/* What was missed, as far as the listener may see it. */
static void
missed_write(struct buf *buf, const struct listener *listener, const struct opening *opening)
{
    const struct event_list *missed = &opening->missed;
    struct buf one;

    buf_init(&one, HTTP_STREAM_BUFFER_MAX);
    for (size_t i = 0; i < missed->count; i++) {
        if (!may_see(listener, &missed->items[i], &opening->readers))
            continue;
        event_write(&one, &missed->items[i]);
        buf_append_str(buf, buf_str(&one));
    }
    buf_release(&one);
}

/* How a stream begins: with what was missed, or where that is too much, with word that it is not
 * told again, so that the client reads anew what it shows. */
static void
beginning_write(struct buf *buf, const struct listener *listener, const struct opening *opening)
{
    const struct str opened = STR("retry: 3000\n: koers\n\n");

    buf_append_str(buf, opened);
    if (!opening->left_out)
        missed_write(buf, listener, opening);
    position_write(buf, opening->told);
    if (!opening->left_out && buf_failed(buf) == OK)
        return;
    buf_clear(buf);
    buf_append_str(buf, opened);
    buf_append_str(buf, STR("event: left_out\ndata: {}\n\n"));
    position_write(buf, opening->told);
}

/* Among the listeners, and what was written since it stood at `told` comes next: also that somebody
 * signed it out meanwhile. */
static void
listener_add(struct live *live, const struct listener *listener)
{
    pthread_mutex_lock(&live->lock);
    if (live->count < LIVE_STREAMS_MAX && !live->stopping) {
        live->listeners[live->count++] = *listener;
        live->woken = true;
        pthread_cond_signal(&live->wake);
    } else {
        http_stream_close(listener->stream);
    }
    pthread_mutex_unlock(&live->lock);
}

/* Gives what was missed again, then joins. The opening goes with its exchange, which ends when the
 * stream is opened. */
static void
join(struct opening *opening)
{
    const struct http_header header = {STR("X-Accel-Buffering"), STR("no")};
    struct live *live = opening->edge->live;
    struct listener listener = {.person_id = opening->call.who->person_id,
                                .session_id = opening->call.who->session_id,
                                .token_id = opening->call.who->token_id,
                                .told = opening->told};
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
    beginning_write(&buf, &listener, opening);
    listener.stream = http_stream_open(opening->exchange, &header, 1);
    if (listener.stream != NULL) {
        (void)http_stream_push(listener.stream, buf_str(&buf));
        listener_add(live, &listener);
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
    opening->left_out = last.len > 0 && !opening->replay;
    if (db_reads_inline(edge->options.db)) {
        opening_finish(opening, db_run_read(edge->options.db, &opening->work));
        return;
    }
    http_suspend(exchange);
    enum err err = db_queue_read(edge->options.db, &opening->work);
    if (err != OK)
        opening_finish(opening, err);
}
