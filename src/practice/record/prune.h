/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What record forgets, and what it never does. Answers kept for repeated requests live a day, what
 * was delivered a month, what was given up a quarter. Events and field history stay: they are how
 * any past day can be seen. (access/prune.h forgets the events of signing in, which nobody should
 * be able to look up for ever, and is what a job calls.)
 */
#ifndef KOERS_RECORD_PRUNE_H
#define KOERS_RECORD_PRUNE_H

#include "model/call.h"

#define PRUNE_ROWS_MAX 1000 /* of one kind in one transaction, so that no write waits long */

/* Deletes up to PRUNE_ROWS_MAX rows of each kind; `*ret_count` grows by how many. */
enum err record_prune(struct call *call, int64_t *ret_count) MUST_USE;

#endif
