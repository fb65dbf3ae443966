/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list as a file: any operation that answers pages also answers CSV or XLSX, with the same
 * filters and rights, all pages of it.
 *
 *     GET /api/v1/objectives?cycle_id=3&format=xlsx&columns=title:Doelstelling,unit_name
 *
 * The operation runs page after page in one transaction; a page's memory is given back before the
 * next, and rows go to a file, so that memory does not grow with the list.
 */
#ifndef KOERS_EDGE_EXPORT_H
#define KOERS_EDGE_EXPORT_H

#include "http/query.h"
#include "http/server.h"
#include "model/op.h"
#include "sheet/sheet.h"

struct export
{
    enum sheet_format format; /* 0: the answer is JSON */
    struct str columns;
    struct sheet *sheet;
    int fd;
    int64_t size;
};

/* Takes `format` and `columns` out of the query of an operation that answers pages. ERR_MALFORMED,
 * with a fault, for a format there is not. */
enum err export_take(struct call *call, const struct op *op, struct http_query *query,
                     struct export *out) MUST_USE;

/* Runs the operation to the end of its list. May be called again: it then begins anew. */
enum err export_run(struct export *export, const struct op *op, struct call *call,
                    void *in) MUST_USE;

/* Answers with the file, which the exchange takes over. */
void export_answer(struct export *export, const struct op *op, struct http_exchange *exchange,
                   const struct call *call);

/* Gives up what was not answered. */
void export_release(struct export *export);

#endif
