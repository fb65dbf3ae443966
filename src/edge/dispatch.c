/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/dispatch.h"

#include <sodium.h>
#include <unistd.h>

#include "base/log.h"
#include "db/db.h"
#include "edge/answer.h"
#include "edge/credential.h"
#include "edge/etag.h"
#include "edge/export.h"
#include "edge/problem.h"
#include "edge/replica.h"
#include "edge/staging.h"
#include "edge/touch.h"
#include "edge/unchanged.h"
#include "http/accept.h"
#include "http/query.h"
#include "model/read.h"
#include "model/write.h"
#include "practice/access/who.h"
#include "practice/okr/cache.h"
#include "practice/record/idempotency.h"

#define COOKIE_AGE_S        (INT64_C(400) * 86400) /* the session itself ends sooner */
#define IDEMPOTENCY_KEY_MAX 200U
#define ANSWER_HEADERS_MAX  8U
#define INLINE_ROWS_MAX     50 /* of a page that is read on the serving thread */

/* A request on its way. Lives in the arena of its exchange. */
struct request {
    struct db_work work;
    struct edge *edge;
    struct http_exchange *exchange;
    const struct op *op;
    struct route_match match;
    struct http_query query;
    struct export export;
    struct credential credential;
    struct call call;
    struct str idempotency_key; /* "no text": none */
    struct staging *staging;    /* NULL: no import wanted one */
    bool preparing;
    bool on_replica;
    int status;
    struct maybe version; /* of what is answered */
    struct unchanged answer;
    struct str tag; /* of what the client has, and nothing changed since; else "no text" */
    struct buf body;
};

static struct request *
request_of(struct db_work *work)
{
    return (struct request *)(void *)((char *)work - offsetof(struct request, work));
}

static enum err
read_in(struct request *request, void *in)
{
    struct pair path[ROUTE_MEMBERS_MAX];
    struct pair *query = arena_array(request->call.arena, request->query.count, sizeof(*query));

    if (query == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < request->match.member_count; i++)
        path[i] = (struct pair){request->match.members[i].name, request->match.members[i].value};
    for (size_t i = 0; i < request->query.count; i++)
        query[i] = (struct pair){request->query.pairs[i].name, request->query.pairs[i].value};
    struct read_source source = {
        .body = request->exchange->body,
        .path = path,
        .path_count = request->op->in != NULL ? request->match.member_count : 0,
        .query = query,
        .query_count = request->query.count,
    };
    return read_input(&request->call, request->op->in, &source, in);
}

/* Who asks, and whether the route is for them at all. */
static enum err
admit(struct request *request)
{
    struct call *call = &request->call;
    const struct op *op = request->op;

    /* A sign-in with a session that has ended must work. */
    if (op->role_min == 0)
        return OK;
    TRY(credential_load(call, &request->credential));
    if (call->who == NULL)
        return ERR_UNSIGNED;
    if ((int)call->who->role_max < op->role_min)
        return fail(call, ERR_FORBIDDEN, "forbidden", "This is for another role than yours.");
    return OK;
}

static void
render(struct request *request, const void *out)
{
    const struct op *op = request->op;

    request->status = op->out == NULL ? 204 : (op->flags & OP_CREATED) != 0 ? 201 : 200;
    request->version = etag_version(op, out);
    buf_clear(&request->body);
    if (op->out == NULL)
        return;
    if ((op->flags & OP_PAGE) != 0)
        write_page(&request->body, op->out, out);
    else
        write_object(&request->body, op->out, out);
}

static struct idempotency_key
key_of(struct request *request)
{
    unsigned char hash[crypto_generichash_BYTES];
    char *hex = arena_alloc(request->call.arena, sizeof(hash) * 2 + 1);
    struct str body = request->exchange->body;

    (void)crypto_generichash(hash, sizeof(hash), (const unsigned char *)body.ptr, body.len, NULL,
                             0);
    if (hex != NULL)
        (void)sodium_bin2hex(hex, sizeof(hash) * 2 + 1, hash, sizeof(hash));
    return (struct idempotency_key){.person_id = request->call.person_id,
                                    .route = request->exchange->target.path,
                                    .key = request->idempotency_key,
                                    .body_hash = str_from(hex)};
}

static enum err
run_rule(struct request *request, const void *in)
{
    const struct op *op = request->op;
    void *out = arena_alloc(request->call.arena, op->out_size);

    if (out == NULL)
        return ERR_MEMORY;
    TRY(op->run(&request->call, in, out));
    if (request->call.refused != OK)
        return OK;
    TRY(arena_failed(request->call.arena));
    render(request, out);
    return buf_failed(&request->body);
}

/* The stored answer of the same key, or the rule and its answer stored. */
static enum err
run_once(struct request *request, const void *in)
{
    struct call *call = &request->call;
    struct idempotency stored;

    if (str_is_null(request->idempotency_key) || call->person_id == 0)
        return run_rule(request, in);
    struct idempotency_key key = key_of(request);
    enum err err = idempotency_find(call, &key, &stored);
    if (err == OK) {
        request->status = (int)stored.status;
        request->version = stored.version;
        buf_clear(&request->body);
        buf_append_str(&request->body, stored.body);
        return OK;
    }
    if (err != ERR_NOT_FOUND)
        return err;
    TRY(run_rule(request, in));
    if (call->refused != OK)
        return OK;
    return idempotency_store(call, &key, request->status, request->version,
                             buf_str(&request->body));
}

/* Is it remembered what the client has of such an answer? Of an export nothing is. */
static bool
looks_back(const struct request *request)
{
    return (request->op->flags & OP_DAILY) != 0 && request->export.format == 0;
}

/* Has the client what would be built? */
static enum err
look_back(struct request *request)
{
    struct str wanted = http_header_find(request->exchange, "if-none-match");

    request->answer = (struct unchanged){0};
    request->tag = (struct str){0};
    if (!looks_back(request))
        return OK;
    TRY(unchanged_look(request->edge, &request->call, request->exchange, &request->answer,
                       &request->tag));
    if (!str_is_null(request->tag) && !accept_has(wanted, request->tag))
        request->tag = (struct str){0};
    return OK;
}

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct request *request = request_of(work);
    struct call *call = &request->call;
    void *in = NULL;

    cache_unhear(call);
    call_reset(call);
    call->conn = conn;
    if (looks_back(request))
        conn_state_ahead(conn);
    TRY(admit(request));
    TRY(look_back(request));
    if (!str_is_null(request->tag))
        return OK;
    if (request->op->in != NULL)
        in = arena_alloc(call->arena, request->op->in->size);
    TRY(arena_failed(call->arena));
    TRY(read_in(request, in));
    if (request->export.format != 0)
        return export_run(&request->export, request->op, call, in);
    if (request->preparing)
        return request->op->prepare(call, in);
    return run_once(request, in);
}

/* A fault of the query is one of the form of the request (400), also where only the rule saw it. */
static bool
is_of_query(const struct call *call)
{
    return call->fault_count > 0 && str_starts(call->faults[0].pointer, STR("?"));
}

/* What is ours: also a key that was broken where no rule had looked. */
static void
log_failure(const struct request *request, enum err err)
{
    const struct call *call = &request->call;
    bool is_key = err == ERR_CONFLICT && call->code == NULL;
    bool passes = is_key || err == ERR_BUSY || err == ERR_GONE;

    if (is_key || problem_is_ours(err))
        log_line(passes ? LOG_WARNING : LOG_ERROR, "failed",
                 log_str("op", str_from(request->op->name)),
                 log_str("error", str_from(err_name(err))), log_str("why", call->why),
                 log_str("database", str_from(request->work.why)),
                 log_str("request_id", call->request_id));
}

static void
answer_failure(struct request *request, enum err err)
{
    struct call *call = &request->call;
    if (err == ERR_INVALID && is_of_query(call))
        err = ERR_MALFORMED;
    struct http_header headers[ANSWER_HEADERS_MAX];
    size_t count = 0;
    int status = problem_status(err);

    log_failure(request, err);
    buf_clear(&request->body);
    problem_write(&request->body, err, call);
    headers[count++] = (struct http_header){STR("Content-Type"), STR("application/problem+json")};
    headers[count++] = (struct http_header){STR("Cache-Control"), STR("no-store")};
    headers[count++] = (struct http_header){STR("X-Content-Type-Options"), STR("nosniff")};
    headers[count++] = (struct http_header){STR("X-Request-Id"), call->request_id};
    if (status == 401)
        headers[count++] = (struct http_header){STR("WWW-Authenticate"), STR("Bearer")};
    if (status == 429)
        headers[count++] = (struct http_header){
            STR("Retry-After"),
            str_fmt(call->arena, "%lld", (long long)(call->retry_after / USEC_PER_SEC + 1))};
    if (status == 503)
        headers[count++] = (struct http_header){STR("Retry-After"), STR("1")};
    export_release(&request->export);
    http_answer_buf(request->exchange, status, headers, count, &request->body);
}

static void
answer_success(struct request *request)
{
    struct call *call = &request->call;
    struct http_exchange *exchange = request->exchange;
    struct http_header headers[ANSWER_HEADERS_MAX];
    size_t count = 0;

    headers[count++] = (struct http_header){STR("X-Request-Id"), call->request_id};
    headers[count++] = (struct http_header){STR("X-Content-Type-Options"), STR("nosniff")};
    headers[count++] = (struct http_header){STR("Cache-Control"), STR("private, no-cache")};
    if (!str_is_null(call->cookie))
        headers[count++] = (struct http_header){
            STR("Set-Cookie"), credential_cookie(exchange, call->cookie, COOKIE_AGE_S)};
    struct str wrote =
        op_reads(request->op) ? (struct str){0} : replica_cookie(request->edge, exchange);
    if (!str_is_null(wrote))
        headers[count++] = (struct http_header){STR("Set-Cookie"), wrote};
    if (request->op->out != NULL) {
        bool built = str_is_null(request->tag);
        struct str etag =
            built ? etag_of(call->arena, request->version, buf_str(&request->body)) : request->tag;
        if (built)
            unchanged_keep(request->edge, &request->answer, etag);
        else
            atomic_fetch_add_explicit(&request->edge->unchanged_count, 1, memory_order_relaxed);
        headers[count++] = (struct http_header){STR("Content-Type"), STR("application/json")};
        headers[count++] = (struct http_header){STR("ETag"), etag};
        if (request->op->method == OP_GET &&
            accept_has(http_header_find(exchange, "if-none-match"), etag)) {
            request->status = 304;
            buf_clear(&request->body);
        }
    }
    http_answer_buf(exchange, request->status, headers, count, &request->body);
}

/* What lies outside the request's arena. */
static void
give_back(struct request *request)
{
    cache_unhear(&request->call);
    if (request->call.release != NULL)
        request->call.release(&request->call);
    if (request->staging != NULL)
        staging_close(request->staging);
    if (request->call.upload != NULL)
        fclose(request->call.upload);
    request->call.release = NULL;
    request->staging = NULL;
    request->call.upload = NULL;
}

/* Ends the request; the exchange, and with it the request, is gone afterwards. */
static void
finish(struct request *request, enum err err)
{
    give_back(request);
    if (request->call.who != NULL && request->call.who->stale)
        touch_later(request->edge, &request->call);
    if (err != OK)
        answer_failure(request, err);
    else if (request->export.format != 0)
        export_answer(&request->export, request->op, request->exchange, &request->call);
    else
        answer_success(request);
}

static void
done(struct db_work *work, enum err outcome)
{
    struct request *request = request_of(work);
    struct edge *edge = request->edge;

    if (outcome == OK && request->preparing) {
        request->preparing = false;
        outcome = db_queue_write(edge->options.db, &request->work);
        if (outcome == OK)
            return;
    }
    if (request->on_replica && replica_turns_back(edge, outcome, work->why)) {
        request->on_replica = false;
        outcome = db_queue_read(edge->options.db, &request->work);
        if (outcome == OK)
            return;
    }
    finish(request, outcome == OK ? request->call.refused : outcome);
}

/* Many rows take milliseconds, which all others of a serving thread would wait for. A limit that is
 * no number is the rule's to refuse. */
static bool
asks_for_many(const struct http_query *query)
{
    int64_t limit;

    for (size_t i = 0; i < query->count; i++)
        if (str_eq(query->pairs[i].name, STR("limit")) &&
            scaled_parse(query->pairs[i].value, 0, INT32_MAX, &limit) == OK)
            return limit > INLINE_ROWS_MAX;
    return false;
}

/* Hands the request to whoever runs it. */
static void
start(struct request *request)
{
    struct db *db = request->edge->options.db;
    const struct op *op = request->op;
    bool reads = op_reads(op);
    enum err err;

    bool is_long =
        (op->flags & OP_LONG) != 0 || request->export.format != 0 || asks_for_many(&request->query);
    if (reads && !is_long && db_reads_inline(db)) {
        finish(request, db_run_read(db, &request->work));
        return;
    }
    request->work.is_long = reads && is_long;
    if (reads && (op->flags & OP_LONG) != 0)
        arena_ceiling_set(request->exchange->arena, ARENA_CEILING_LONG);
    http_suspend(request->exchange);
    request->preparing = op->prepare != NULL;
    request->on_replica = reads && replica_takes(request->edge, request->exchange);
    if (request->on_replica && db_queue_read(request->edge->options.replica, &request->work) == OK)
        return;
    request->on_replica = false;
    if (reads || request->preparing)
        err = db_queue_read(db, &request->work);
    else
        err = db_queue_write(db, &request->work);
    if (err != OK)
        finish(request, err);
}

static bool
is_type(struct str content_type, struct str wanted)
{
    struct str parameters;
    struct str type = str_trim(str_cut(content_type, ';', &parameters));

    return type.len == wanted.len && strncasecmp(type.ptr, wanted.ptr, wanted.len) == 0;
}

/* What can be refused before anybody is asked. */
static bool
refuse_early(struct edge *edge, struct http_exchange *exchange, const struct op *op)
{
    struct str type = http_header_find(exchange, "content-type");

    if (op->method != OP_GET && !credential_same_site(edge, exchange)) {
        answer_problem(exchange, 403, "Forbidden", "cross_site",
                       "This request was made by another site; open Koers itself.");
        return true;
    }
    struct str coding = str_trim(http_header_find(exchange, "content-encoding"));
    if (exchange->body_size > 0 && coding.len > 0 && !str_eq(coding, STR("identity"))) {
        answer_problem(exchange, 415, "Unsupported Media Type", "packed",
                       "Send the body as it is, without Content-Encoding.");
        return true;
    }
    if ((op->flags & OP_UPLOAD) != 0) {
        if (exchange->body_size == 0 || is_type(type, STR("text/csv")) ||
            is_type(type, STR("application/zip")))
            return false;
        answer_problem(exchange, 415, "Unsupported Media Type", "not_csv",
                       "Send the file itself as text/csv or application/zip.");
        return true;
    }
    if (exchange->body.len > 0 && !is_type(type, STR("application/json"))) {
        answer_problem(exchange, 415, "Unsupported Media Type", "not_json",
                       "Send the body as application/json.");
        return true;
    }
    return false;
}

static enum err
read_head(struct request *request)
{
    struct http_exchange *exchange = request->exchange;
    struct call *call = &request->call;
    struct str if_match = http_header_find(exchange, "if-match");

    TRY(http_query_parse(exchange->arena, exchange->target.query, &request->query));
    if (!str_is_null(request->query.repeated)) {
        fault_at(call, str_fmt(call->arena, "?%.*s", STR_FMT(request->query.repeated)), "repeated",
                 STR("This member of the query comes twice; send it once."));
        return ERR_MALFORMED;
    }
    TRY(export_take(call, request->op, &request->query, &request->export));
    if (!str_is_null(if_match)) {
        int64_t version;
        if (if_match_version(if_match, &version) != OK)
            return fail(call, ERR_MALFORMED, "bad_if_match",
                        "If-Match must be the ETag of what you last saw.");
        call->if_match = maybe_of(version);
    }
    /* What a key would have to be compared with is a file; imports find out themselves that they
     * were there before. */
    if (request->op->method == OP_POST && !op_reads(request->op) &&
        (request->op->flags & OP_UPLOAD) == 0)
        request->idempotency_key = http_header_find(exchange, "idempotency-key");
    if (request->idempotency_key.len > IDEMPOTENCY_KEY_MAX)
        return fail(call, ERR_MALFORMED, "bad_idempotency_key",
                    "An Idempotency-Key has at most %u characters.", IDEMPOTENCY_KEY_MAX);
    return OK;
}

/* The file that came, for the rule to read; ours to close. */
static enum err
open_upload(struct request *request)
{
    if (request->exchange->body_fd < 0)
        return OK;
    int fd = dup(request->exchange->body_fd);
    request->call.upload = fd >= 0 ? fdopen(fd, "r") : NULL;
    if (request->call.upload != NULL)
        return OK;
    if (fd >= 0)
        close(fd);
    return ERR_BUSY;
}

static enum err
open_staging(struct call *call, struct call **out)
{
    struct request *request = (struct request *)((char *)call - offsetof(struct request, call));
    char why[DB_WHY_MAX] = "";

    if (request->staging == NULL) {
        request->staging = arena_new(call->arena, struct staging);
        if (request->staging == NULL)
            return ERR_MEMORY;
        enum err err = staging_open(request->staging, request->edge->options.url, why);
        if (err != OK)
            log_line(LOG_ERROR, "staging_failed", log_str("why", str_from(why)));
        TRY(err);
    }
    *out = &request->staging->call;
    return OK;
}

static struct str
address_text(struct http_exchange *exchange)
{
    char *text = arena_alloc(exchange->arena, ADDRESS_TEXT_MAX);

    return text != NULL ? address_format(&exchange->client, text) : STR("");
}

void
dispatch(struct edge *edge, struct http_exchange *exchange, const struct op *op,
         const struct route_match *match)
{
    if (refuse_early(edge, exchange, op))
        return;
    struct request *request = arena_new(exchange->arena, struct request);
    if (request == NULL) {
        answer_problem(exchange, 503, "Service Unavailable", "busy", "Try again in a moment.");
        return;
    }
    *request = (struct request){
        .work = {.run = run, .done = done},
        .edge = edge,
        .exchange = exchange,
        .op = op,
        .match = *match,
        .export = {.fd = -1},
        .credential = credential_of(exchange),
        .call = {.arena = exchange->arena,
                 .now = time_now(),
                 .cache = op_reads(op) ? edge->options.cache : NULL,
                 .stage = open_staging,
                 .request_id = exchange->request_id,
                 .client = http_header_find(exchange, "user-agent"),
                 .client_address = address_text(exchange),
                 .public_url = edge_public_url(edge, exchange),
                 .mails = edge->options.mails,
                 .chat_hosts = str_from(edge->options.chat_hosts)},
    };
    buf_init(&request->body, ANSWER_BYTES_MAX);
    enum err err = read_head(request);
    if (err == OK)
        err = open_upload(request);
    if (err != OK)
        finish(request, err);
    else
        start(request);
}
