/* SPDX-License-Identifier: Apache-2.0 */
/* An operation as edge/ sees it: where it lives, what goes in and out, the function that is it. */
#ifndef KOERS_MODEL_OP_H
#define KOERS_MODEL_OP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/call.h"
#include "model/type.h"

enum op_method { OP_GET, OP_POST, OP_PUT, OP_PATCH, OP_DELETE };

enum op_flag {
    OP_LONG = 1 << 0,     /* a read that is handed to a worker */
    OP_IF_MATCH = 1 << 1, /* If-Match is required */
    OP_CREATED = 1 << 2,  /* 201 instead of 200 */
    OP_PAGE = 1 << 3,     /* `out` is the type of the items of a page */
    OP_READS = 1 << 4,    /* a POST that asks and writes nothing: it runs as a GET does */
    OP_UPLOAD = 1 << 5, /* the body is a file (text/csv), which the rule reads from call->upload */
    OP_DAILY = 1 << 6,  /* a GET that answers from rows, from who asks and from the day alone */
};

struct op {
    const char *name;
    const char *path; /* with {members} */
    enum op_method method;
    int role_min; /* 0: anyone; else enum role */
    unsigned flags;
    const struct type *in;  /* NULL: nothing goes in */
    const struct type *out; /* NULL: nothing comes out */
    size_t out_size;        /* bytes of the out struct, a page included */
    enum err (*prepare)(struct call *call, const void *in); /* or NULL */
    enum err (*run)(struct call *call, const void *in, void *out);
};

/* Does it only read, so that a snapshot will do? */
static inline bool
op_reads(const struct op *op)
{
    return op->method == OP_GET || (op->flags & OP_READS) != 0;
}

/* The struct every T_page is laid out like. */
struct page {
    void *items;
    size_t count;
    struct str next; /* what `after` takes; "no text" at the end */
};

#endif
