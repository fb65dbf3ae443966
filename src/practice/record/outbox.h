/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What must reach somebody outside: a row written in the transaction that caused it, delivered
 * afterwards. So nothing is sent that did not happen, and nothing that happened is forgotten.
 *
 * Delivering is claim, send, settle: a short transaction takes some rows for OUTBOX_CLAIM_SPAN,
 * they are sent outside of any, and each is settled in a transaction of its own. Of many servers
 * one sends a row; one that dies lets go of it when the span runs out. What remains is said in
 * doc/decision/0180.
 */
#ifndef KOERS_RECORD_OUTBOX_H
#define KOERS_RECORD_OUTBOX_H

#include <stdbool.h>

#include "gen/record.h"
#include "model/call.h"

#define OUTBOX_CLAIM_SPAN   (60 * USEC_PER_SEC)
#define OUTBOX_CLAIM_MAX    20
#define OUTBOX_ATTEMPTS_MAX 15                        /* then it is given up */
#define OUTBOX_PAUSE_MAX    (6 * 3600 * USEC_PER_SEC) /* between two attempts */

struct letter {
    const char *channel; /* "mail", "slack" or "teams" */
    struct str address;  /* of a person, or of a channel's hook */
    struct str subject;
    struct str body;
    struct str html;        /* "no text": none */
    struct str stop_url;    /* "no text": none */
    struct str unique_key;  /* what it is; put in twice, it is sent once. "no text": by itself */
    struct maybe person_id; /* whom it is for */
    usec_t due_at;          /* 0: at once */
};

enum err outbox_put(struct call *call, const struct letter *letter) MUST_USE;

/* Is there anything to send, mails among it or not? In a reading transaction. */
enum err outbox_waits(struct call *call, bool mails, bool *ret_waits) MUST_USE;

/* Takes up to OUTBOX_CLAIM_MAX messages for `holder`, a name no other claim has. */
enum err outbox_claim(struct call *call, struct str holder, bool mails,
                      struct outbox_list *out) MUST_USE;

/* It went. Without effect when the claim was lost meanwhile. */
enum err outbox_settle_sent(struct call *call, struct str holder, int64_t id) MUST_USE;

/* It did not go: again after a pause that doubles from `pause_first`, or given up when it was tried
 * often enough or will never go. `*ret_dead` says which. */
enum err outbox_settle_failed(struct call *call, struct str holder, const struct outbox *row,
                              struct str why, usec_t pause_first, bool never,
                              bool *ret_dead) MUST_USE;

/* It did not go, through no fault of its own: again after a pause, behind what waits; no attempt.
 */
enum err outbox_settle_waits(struct call *call, struct str holder, const struct outbox *row,
                             struct str why, usec_t pause) MUST_USE;

/* Lets go of what was taken and not tried. What was tried and could not be settled (`except_id`,
 * else 0) keeps its claim: it may have gone. */
enum err outbox_let_go(struct call *call, struct str holder, int64_t except_id) MUST_USE;

/* The pause before the next attempt, after `attempts` failed ones: doubled each time up to
 * OUTBOX_PAUSE_MAX, then spread over 80 to 120 % by `chance` (any number). */
usec_t outbox_pause(int64_t attempts, usec_t pause_first, uint32_t chance);

#endif
