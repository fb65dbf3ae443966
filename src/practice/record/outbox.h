/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What must reach somebody outside: a row written in the transaction that caused it, delivered by a
 * job afterwards. So nothing is sent that did not happen, and nothing that happened is forgotten.
 */
#ifndef KOERS_RECORD_OUTBOX_H
#define KOERS_RECORD_OUTBOX_H

#include "gen/record.h"
#include "model/call.h"

struct letter {
    const char *channel; /* "mail" */
    struct str address;
    struct str subject;
    struct str body;
    usec_t due_at; /* 0: at once */
};

enum err outbox_put(struct call *call, const struct letter *letter) MUST_USE;

#endif
