/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>

#include "base/log.h"
#include "db/db.h"
#include "edge/asset.h"
#include "edge/credential.h"
#include "edge/edge.h"
#include "edge/live.h"
#include "edge/metrics.h"
#include "edge/replica.h"
#include "edge/route.h"
#include "edge/unchanged.h"
#include "http/guard.h"
#include "http/server.h"

#define EDGE_ARENA_MAX (8U << 20)
#define TRUSTED_MAX    32U
#define ADMIN_THREADS  1U

/* "127.0.0.1:8080", "[::1]:8080", "localhost:8080" or ":8080" into host and port. */
static enum err
split_listen(struct arena *arena, const char *text, const char **host, uint16_t *port)
{
    struct str whole = str_from(text);
    const char *colon = strrchr(text, ':');
    int64_t number;

    if (colon == NULL)
        return ERR_INVALID;
    struct str before = str_slice(whole, 0, (size_t)(colon - text));
    struct str after = str_from(colon + 1);
    if (scaled_parse(after, 0, UINT16_MAX, &number) != OK || number < 0)
        return ERR_INVALID;
    if (before.len >= 2 && before.ptr[0] == '[' && before.ptr[before.len - 1] == ']')
        before = str_slice(before, 1, before.len - 2);
    *host = before.len > 0 ? str_cstr(arena, before) : NULL;
    *port = (uint16_t)number;
    return OK;
}

static enum err
read_trusted(struct arena *arena, const char *text, struct address_range **out, size_t *count)
{
    struct str rest = text != NULL ? str_from(text) : (struct str){0};

    *out = arena_array(arena, TRUSTED_MAX, sizeof(**out));
    *count = 0;
    if (*out == NULL)
        return ERR_MEMORY;
    while (!str_is_null(rest)) {
        struct str one = str_trim(str_cut(rest, ',', &rest));
        if (one.len == 0)
            continue;
        if (*count == TRUSTED_MAX || address_range_parse(one, &(*out)[(*count)++]) != OK)
            return ERR_INVALID;
    }
    return OK;
}

static void
log_exchange(const struct http_log *entry, void *arg)
{
    char client[ADDRESS_TEXT_MAX];

    metrics_note(arg, entry->status);
    log_line_later(LOG_INFO, "request", log_str("method", entry->method),
                   log_str("path", entry->path), log_int("status", entry->status),
                   log_int("bytes", entry->bytes), log_int("micros", entry->duration),
                   log_str("client", address_format(&entry->client, client)),
                   log_str("request_id", entry->request_id));
}

static enum err
start_main(struct edge *edge, const char **ret_why)
{
    const struct edge_options *options = &edge->options;
    struct http_options http = {
        .threads = options->threads,
        .connection_max = options->connection_max,
        .timeout_ms = options->request_timeout_ms,
        .body_max = options->body_max,
        .body_budget = options->body_budget,
        .upload_budget = options->upload_budget,
        .answer_budget = options->answer_budget,
        .cert_path = options->cert_path,
        .key_path = options->key_path,
        .handle = route_handle,
        .upload_cap = route_upload_cap,
        .log = log_exchange,
        .arg = edge,
    };
    struct address_range *trusted;

    *ret_why = "listen must be HOST:PORT, such as 127.0.0.1:8080.";
    TRY(split_listen(&edge->arena, options->listen, &http.host, &http.port));
    *ret_why = "trusted_proxies must be addresses or ranges such as 10.0.0.0/8, comma between.";
    TRY(read_trusted(&edge->arena, options->trusted_proxies, &trusted, &http.trusted_count));
    http.trusted = trusted;
    return http_server_start(&http, &edge->server, ret_why);
}

static enum err
start_admin(struct edge *edge, const char **ret_why)
{
    struct http_options http = {
        .threads = ADMIN_THREADS, .handle = route_handle_admin, .arg = edge};

    if (edge->options.admin_listen == NULL)
        return OK;
    *ret_why = "admin_listen must be HOST:PORT, such as 127.0.0.1:9090.";
    TRY(split_listen(&edge->arena, edge->options.admin_listen, &http.host, &http.port));
    return http_server_start(&http, &edge->admin_server, ret_why);
}

/* As the origin that a browser names: without the slash at its end. */
static enum err
read_public_url(struct str text, struct str *out)
{
    *out = text;
    if (str_is_null(text))
        return OK;
    if (str_ends(text, STR("/")))
        out->len--;
    struct str host = credential_host_of_origin(*out);
    return host.len > 0 && guard_is_host(host) ? OK : ERR_INVALID;
}

static enum err
start(const struct edge_options *options, struct edge *out, const char **ret_why)
{
    *ret_why = "The library for random numbers and hashes does not start.";
    if (sodium_init() < 0)
        return ERR_GONE;
    *ret_why = "public_url must begin with https:// or http:// and end with the host or its port, "
               "such as https://koers.example.org; Koers has no path of its own.";
    TRY(read_public_url(str_from(options->public_url), &out->public_url));
    out->admin_token = str_from(options->admin_token);
    *ret_why = "The routes of the operations contradict each other.";
    TRY(route_compile(out));
    *ret_why = "The threads do not start.";
    TRY(log_start());
    TRY(asset_init(out));
    TRY(live_init(out));
    TRY(unchanged_init(out));
    TRY(replica_init(out));
    TRY(db_start(options->db));
    TRY(live_start(out));
    TRY(replica_start(out));
    enum err err = start_main(out, ret_why);
    if (err == OK)
        err = start_admin(out, ret_why);
    if (err != OK) {
        live_stop(out);
        replica_stop(out);
        db_stop(options->db);
        live_release(out);
        replica_release(out);
        unchanged_release(out);
        asset_release(out);
    }
    return err;
}

enum err
edge_start(const struct edge_options *options, struct edge *out, const char **ret_why)
{
    *out = (struct edge){.options = *options, .begun = time_monotonic()};
    arena_init(&out->arena, EDGE_ARENA_MAX);
    enum err err = start(options, out, ret_why);
    if (err != OK) {
        log_stop();
        arena_release(&out->arena);
    }
    return err;
}

uint16_t
edge_port(const struct edge *edge)
{
    return http_server_port(edge->server);
}

/* What was begun is finished: every suspended exchange has its answer when the database has no work
 * left. */
static void
drain(void *arg)
{
    struct edge *edge = arg;

    replica_stop(edge);
    db_stop(edge->options.db);
}

struct str
edge_public_url(const struct edge *edge, const struct http_exchange *exchange)
{
    if (!str_is_null(edge->public_url))
        return edge->public_url;
    return str_fmt(exchange->arena, "%s://%.*s", exchange->secure ? "https" : "http",
                   STR_FMT(http_header_find(exchange, "host")));
}

void
edge_leave(struct edge *edge)
{
    atomic_store(&edge->leaving, true);
    http_server_leave(edge->server);
}

enum err
edge_stop(struct edge *edge)
{
    if (edge->admin_server != NULL)
        TRY(http_server_stop(edge->admin_server, NULL, NULL));
    live_stop(edge);
    TRY(http_server_stop(edge->server, drain, edge));
    live_release(edge);
    replica_release(edge);
    unchanged_release(edge);
    asset_release(edge);
    log_stop();
    arena_release(&edge->arena);
    return OK;
}
