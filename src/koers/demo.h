/* SPDX-License-Identifier: Apache-2.0 */
/* The demo: a fictional organisation with two quarters of history up to the day it is made. */
#ifndef KOERS_KOERS_DEMO_H
#define KOERS_KOERS_DEMO_H

#include "base/buf.h"
#include "base/err.h"
#include "base/moment.h"

struct db;

/* Makes it in an empty database, by the rules people use; the same day gives the same organisation.
 * `report` says who can sign in and how. ERR_CONFLICT when the database has people already. */
enum err demo_make(struct db *db, usec_t now, struct buf *report) MUST_USE;

#endif
