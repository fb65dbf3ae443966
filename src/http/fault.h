/* SPDX-License-Identifier: Apache-2.0 */
/* What clients do that a server must not suffer from, counted by kind. */
#ifndef KOERS_HTTP_FAULT_H
#define KOERS_HTTP_FAULT_H

#include <stdint.h>

enum http_fault {
    HTTP_FAULT_NONE,        /* ours, or nobody's */
    HTTP_FAULT_MALFORMED,   /* no clean HTTP, or left off before the head was whole */
    HTTP_FAULT_LONG_HEAD,   /* 431 */
    HTTP_FAULT_LARGE_BODY,  /* 413 */
    HTTP_FAULT_BODIES,      /* 503: bodies under way take all the memory that they may */
    HTTP_FAULT_UPLOADS,     /* 503: uploads under way take all the disk that they may */
    HTTP_FAULT_ANSWERS,     /* 503: answers nobody reads take all the memory that they may */
    HTTP_FAULT_LATE,        /* cut off: the request did not come in time */
    HTTP_FAULT_UNREAD,      /* cut off: the answer was not read in time */
    HTTP_FAULT_CONNECTIONS, /* cut off early: nearly all connections are taken */
    HTTP_FAULT_COUNT,
};

struct http_server;

/* The word for programs; NULL for HTTP_FAULT_NONE. */
const char *http_fault_name(enum http_fault fault);

/* How often since the start. */
int64_t http_fault_count(const struct http_server *server, enum http_fault fault);

#endif
