/* SPDX-License-Identifier: Apache-2.0 */
#include "http/internal.h"

const char *
http_fault_name(enum http_fault fault)
{
    static const char *const names[HTTP_FAULT_COUNT] = {
        [HTTP_FAULT_MALFORMED] = "malformed",
        [HTTP_FAULT_LONG_HEAD] = "long_head",
        [HTTP_FAULT_LARGE_BODY] = "large_body",
        [HTTP_FAULT_BODIES] = "bodies",
        [HTTP_FAULT_UPLOADS] = "uploads",
        [HTTP_FAULT_ANSWERS] = "answers",
        [HTTP_FAULT_LATE] = "late",
        [HTTP_FAULT_UNREAD] = "unread",
        [HTTP_FAULT_CONNECTIONS] = "connections",
    };

    return names[fault];
}

int64_t
http_fault_count(const struct http_server *server, enum http_fault fault)
{
    return atomic_load_explicit(&server->faults[fault], memory_order_relaxed);
}

void
client_fault_note(struct http_server *server, enum http_fault fault)
{
    atomic_fetch_add_explicit(&server->faults[fault], 1, memory_order_relaxed);
}
