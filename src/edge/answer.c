/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/answer.h"

#include "edge/problem.h"

void
answer_text(struct http_exchange *exchange, int status, const char *content_type, struct str text)
{
    const struct http_header headers[] = {
        {STR("Content-Type"), str_from(content_type)},
        {STR("Cache-Control"), STR("no-store")},
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("X-Request-Id"), exchange->request_id},
    };

    http_answer(exchange, status, headers, sizeof(headers) / sizeof(headers[0]), text);
}

void
answer_problem(struct http_exchange *exchange, int status, const char *title, const char *code,
               const char *detail)
{
    const struct http_header headers[] = {
        {STR("Content-Type"), STR("application/problem+json")},
        {STR("Cache-Control"), STR("no-store")},
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("X-Request-Id"), exchange->request_id},
        {STR("Retry-After"), STR("1")},
    };
    const size_t count = sizeof(headers) / sizeof(headers[0]);
    struct buf buf;

    buf_init(&buf, ANSWER_BYTES_MAX);
    problem_write_plain(&buf, status, title, code, detail, exchange->request_id);
    http_answer_buf(exchange, status, headers, status == 503 ? count : count - 1, &buf);
}

void
answer_method_not_allowed(struct http_exchange *exchange, struct str allow)
{
    struct buf buf;
    const struct http_header headers[] = {
        {STR("Content-Type"), STR("application/problem+json")},
        {STR("Allow"), allow},
        {STR("X-Request-Id"), exchange->request_id},
    };

    buf_init(&buf, ANSWER_BYTES_MAX);
    problem_write_plain(&buf, 405, "Method Not Allowed", "method_not_allowed",
                        "This path has other methods; the Allow header lists them.",
                        exchange->request_id);
    http_answer_buf(exchange, 405, headers, sizeof(headers) / sizeof(headers[0]), &buf);
}

void
answer_allow(struct http_exchange *exchange, struct str allow)
{
    const struct http_header headers[] = {{STR("Allow"), allow}};

    http_answer(exchange, 204, headers, 1, STR(""));
}
