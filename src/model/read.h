/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From what was sent to the input struct of an operation: one reader for all of them, which follows
 * the descriptor. It tells everything that is wrong at once, as faults of the call, up to
 * FAULT_MAX.
 *
 * | code             | what is wrong |
 * |------------------|---------------|
 * | unknown          | there is no such member, or it does not belong here |
 * | repeated         | the member comes twice |
 * | missing          | a required member is absent |
 * | wrong_type       | another kind of JSON value is expected |
 * | null_not_allowed | the member cannot be null |
 * | bad_number       | a query member that should be a number is none |
 * | too_many_decimals | more than the kind of number keeps |
 * | out_of_range     | a number or day beyond its limits |
 * | bad_day, bad_time | not of the form 2026-11-23, or 2026-11-23T18:01:51Z, or no day that exists
 * | | not_one_of       | not a word of the enumeration | | bad_text         | not UTF-8, or control
 * characters other than line feed and tab | | too_short, too_long | code points of a text, or items
 * of a list |
 *
 * A pointer is a JSON pointer (RFC 6901) into the body, or "?name" for a member of the query.
 *
 * Texts lose white space at both ends (every character of Unicode that is only space) before their
 * length is counted, unless the field is FIELD_VERBATIM. They are views of the source wherever
 * possible, so the source must live as long as the call.
 */
#ifndef KOERS_MODEL_READ_H
#define KOERS_MODEL_READ_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "model/call.h"
#include "model/type.h"

/* A member as path, query or headers carry it, percent-decoded. */
struct pair {
    struct str name;
    struct str value;
};

struct read_source {
    struct str body; /* JSON; empty is taken for {} */
    const struct pair *path;
    size_t path_count;
    const struct pair *query;
    size_t query_count;
    const struct pair *header; /* named as the fields are; others are passed over */
    size_t header_count;
};

/*
 * Fills `out`, a struct of `type`, whole: what is absent has its default or is null. `type` NULL is
 * an operation without input: then anything sent is unknown and `out` is not touched.
 *
 * ERR_NOT_FOUND when a member of the path cannot name anything; ERR_MALFORMED when the body is not
 * JSON (the call says where) or the query is at fault; ERR_INVALID when the body is at fault;
 * ERR_TOO_LARGE when it is nested too deep or needs more memory than a call may take.
 */
enum err read_input(struct call *call, const struct type *type, const struct read_source *source,
                    void *out) MUST_USE;

#endif
