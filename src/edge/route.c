/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/route.h"

#include "edge/answer.h"
#include "edge/asset.h"
#include "edge/calendar.h"
#include "edge/dispatch.h"
#include "edge/health.h"
#include "edge/live.h"
#include "edge/plain.h"
#include "gen/ops.h"

static const struct {
    enum http_method method;
    const char *path;
    void (*handle)(struct edge *edge, struct http_exchange *exchange);
} own_route[] = {
    {HTTP_GET, "/healthz", health_alive},
    {HTTP_GET, "/readyz", health_ready},
    {HTTP_GET, "/metrics", health_metrics},
    {HTTP_GET, "/api/v1/events", live_open},
    {HTTP_GET, "/api/v1/openapi.json", asset_handle},
    {HTTP_GET, "/calendar.ics", calendar_read},
    {HTTP_GET, "/stop", plain_stop},
    {HTTP_POST, "/stop", plain_stop_now},
    {HTTP_GET, "/quick", plain_check_in},
    {HTTP_POST, "/quick", plain_check_in_now},
};

#define OWN_COUNT (sizeof(own_route) / sizeof(own_route[0]))

static enum http_method
method_of(const struct op *op)
{
    static const enum http_method method[] = {
        [OP_GET] = HTTP_GET,     [OP_POST] = HTTP_POST,     [OP_PUT] = HTTP_PUT,
        [OP_PATCH] = HTTP_PATCH, [OP_DELETE] = HTTP_DELETE,
    };

    return method[op->method];
}

enum err
route_compile(struct edge *edge)
{
    size_t count = all_ops_count + OWN_COUNT;
    struct route *routes = arena_array(&edge->arena, count, sizeof(*routes));
    struct edge_target *targets = arena_array(&edge->arena, count, sizeof(*targets));
    size_t bad;

    if (routes == NULL || targets == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < all_ops_count; i++) {
        targets[i] = (struct edge_target){.op = all_ops[i]};
        routes[i] = (struct route){method_of(all_ops[i]), all_ops[i]->path, &targets[i]};
    }
    for (size_t i = 0; i < OWN_COUNT; i++) {
        struct edge_target *target = &targets[all_ops_count + i];
        *target = (struct edge_target){.handle = own_route[i].handle};
        routes[all_ops_count + i] = (struct route){own_route[i].method, own_route[i].path, target};
    }
    return router_new(&edge->arena, routes, count, &edge->router, &bad);
}

static bool
is_api(const struct http_target *target)
{
    return target->segment_count > 0 && str_eq(target->segments[0], STR("api"));
}

int64_t
route_upload_cap(const struct http_exchange *exchange, void *arg)
{
    const struct edge *edge = arg;
    struct route_match match;

    if (router_find(edge->router, exchange->method, exchange->target.segments,
                    exchange->target.segment_count, &match) != ROUTE_FOUND)
        return 0;
    const struct edge_target *target = match.target;
    return target->op != NULL && (target->op->flags & OP_UPLOAD) != 0 ? UPLOAD_BYTES_MAX : 0;
}

void
route_handle(struct http_exchange *exchange, void *arg)
{
    struct edge *edge = arg;
    struct route_match match;

    switch (router_find(edge->router, exchange->method, exchange->target.segments,
                        exchange->target.segment_count, &match)) {
    case ROUTE_FOUND: {
        const struct edge_target *target = match.target;
        if (target->op != NULL)
            dispatch(edge, exchange, target->op, &match);
        else
            target->handle(edge, exchange);
        return;
    }
    case ROUTE_NOT_FOUND:
        /* Everything outside the API is the client's: a file, or the page that routes by itself. */
        if (is_api(&exchange->target) && !asset_is_docs(&exchange->target))
            answer_problem(exchange, 404, "Not Found", "no_such_path", "There is no such path.");
        else
            asset_handle(edge, exchange);
        return;
    case ROUTE_METHOD_NOT_ALLOWED:
        answer_method_not_allowed(exchange, match.allow);
        return;
    case ROUTE_OPTIONS:
        answer_allow(exchange, match.allow);
        return;
    }
}

void
route_handle_admin(struct http_exchange *exchange, void *arg)
{
    struct edge *edge = arg;

    if (str_eq(exchange->target.path, STR("/metrics")))
        health_metrics_admin(edge, exchange);
    else if (str_eq(exchange->target.path, STR("/readyz")))
        health_ready_admin(edge, exchange);
    else if (str_eq(exchange->target.path, STR("/healthz")))
        health_alive(edge, exchange);
    else
        answer_problem(exchange, 404, "Not Found", "no_such_path", "There is no such path.");
}
