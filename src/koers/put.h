/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of one entity, put into the database as they are: with their ids, and asking no rule. What
 * imports of a whole organisation and made ones are written with (db/bulk.h).
 *
 * Order of calls: put_open() · put_row() for each · put_close().
 */
#ifndef KOERS_KOERS_PUT_H
#define KOERS_KOERS_PUT_H

#include "db/bulk.h"
#include "model/call.h"
#include "model/type.h"

struct dump;

struct put {
    struct call *call;
    const struct dump *dump;
    struct bulk bulk;
};

enum err put_open(struct put *put, struct call *call, const struct dump *dump) MUST_USE;
/* Texts are borrowed until this returns. */
enum err put_row(struct put *put, const void *row) MUST_USE;
/* New ids go on behind those that were put in. */
enum err put_close(struct put *put) MUST_USE;
/* Statistics of all that was put in, where the engine plans by them and has none yet. */
enum err put_analyze(struct call *call, const struct dump *dump) MUST_USE;
/* After an error; throws away what waits. */
void put_release(struct put *put);

#endif
