/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Errors as the outside sees them: application/problem+json after RFC 9457. The only place that
 * knows it.
 *
 *     {"type":"about:blank","title":"Not Found","status":404,
 *      "detail":"There is no such objective.",
 *      "code":"no_such_objective","request_id":"…","errors":[{"pointer":"/title","code":"too_long",
 *      "detail":"…"}],"current_version":7}
 */
#ifndef KOERS_EDGE_PROBLEM_H
#define KOERS_EDGE_PROBLEM_H

#include "base/buf.h"
#include "model/call.h"

/* The HTTP status of an error. */
int problem_status(enum err err);

/* Does this say that something is wrong with us, so that it belongs in the log? */
bool problem_is_ours(enum err err);

/* Writes the document for what a call ended with. Of a fault of ours it says no more than the
 * request id. */
void problem_write(struct buf *buf, enum err err, const struct call *call);

/* The same for what never became a call: unknown paths, wrong methods, other content types. */
void problem_write_plain(struct buf *buf, int status, const char *title, const char *code,
                         const char *detail, struct str request_id);

#endif
