/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/openapi.h"

#include "gen/openapi.h"
#include "http/server.h"

struct str
openapi_text(void)
{
    return (struct str){.ptr = openapi_json, .len = openapi_json_len};
}

void
openapi_document(struct edge *edge, struct http_exchange *exchange)
{
    const struct http_header headers[] = {
        {STR("Content-Type"), STR("application/json")},
        {STR("Cache-Control"), STR("no-cache")},
        {STR("X-Content-Type-Options"), STR("nosniff")},
    };

    (void)edge;
    http_answer_static(exchange, 200, headers, sizeof(headers) / sizeof(headers[0]),
                       openapi_text());
}
