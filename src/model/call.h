/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All that a rule knows of the world: memory, the transaction it runs in, who asks, what time it
 * is, and where to say what is wrong. It sees neither JSON nor HTTP nor SQL text.
 *
 * A call belongs to one request or job and to one thread at a time. Its arena holds everything the
 * rule returns; it is cleared when the answer is out. A write may be run again from the start (a
 * serialisation conflict, a batch that was lost), so a rule keeps nothing outside its call.
 */
#ifndef KOERS_MODEL_CALL_H
#define KOERS_MODEL_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/maybe.h"
#include "base/moment.h"
#include "base/str.h"

#define FAULT_MAX 100U /* faults told at once */

struct conn;  /* db/db.h */
struct who;   /* access: the person, with roles and units */
struct cache; /* okr: what this server remembers of what it computed */
struct heard; /* okr: how far this transaction may believe it */

/* One thing wrong with the input. */
struct fault {
    struct str pointer; /* JSON pointer into the body, or "?name" for a query member */
    const char *code;   /* stable word for programs and translations, such as "too_long" */
    struct str detail;  /* one English sentence that names the mend */
};

struct call {
    struct arena *arena;
    struct conn *conn;
    const struct who *who; /* NULL: nobody is signed in */
    int64_t person_id;     /* whose id it records; 0: the system */
    usec_t now;
    struct str request_id;
    struct str client;         /* User-Agent, for sessions */
    struct str client_address; /* where it comes from, for throttling; "no text" in a job */
    struct str public_url;     /* what links begin with, without a slash at the end */
    bool mails;                /* this server has a mail server to give mail to */
    struct str chat_hosts;     /* where chats may be posted to, comma between */
    struct maybe if_match;
    enum err (*stage)(struct call *call, struct call **out); /* for call_stage() */
    void *prepared;                                          /* what a prepare function found */
    void (*release)(struct call *call); /* set by who prepared it: gives back what no arena holds */
    struct cache *cache;                /* for what only reads; NULL: nothing is remembered */
    struct heard *heard;                /* the cache's; NULL: not yet in this transaction */
    FILE *upload; /* the body of an operation that takes a file, at its start; NULL: none */

    /* What a rule tells the edge beside its answer. */
    struct fault faults[FAULT_MAX];
    size_t fault_count;
    struct str why;               /* one sentence, set by fail() */
    const char *code;             /* stable word for `why`, or NULL */
    struct maybe current_version; /* with ERR_STALE */
    struct str cookie;  /* a session's secret to be set; empty, not NULL: to be taken away */
    usec_t retry_after; /* with ERR_TOO_MANY */
    enum err refused;   /* set by refuse(): commit, yet answer this error */
    bool secret;        /* the answer is shown once and kept nowhere */
};

/*
 * A throw-away database for an import to stage its rows in, as a call in a writing transaction with
 * an arena of its own. It is thrown away when this call's request ends. ERR_GONE where there is
 * none.
 */
enum err call_stage(struct call *call, struct call **out) MUST_USE;

/* Says why and returns `err`: `return fail(call, ERR_CONFLICT, "cycle_closed", "…")`. `code` is a
 * stable word that the client translates; the text names the mend. */
enum err fail(struct call *call, enum err err, const char *code, const char *format, ...) MUST_USE
    __attribute__((format(printf, 4, 5)));

/* Like fail(), but returns OK: what the rule wrote stays, and the answer is `err` all the same. For
 * a failed sign-in, which must be counted: `return refuse(call, ERR_UNSIGNED, "…", "…")`. */
enum err refuse(struct call *call, enum err err, const char *code, const char *format, ...) MUST_USE
    __attribute__((format(printf, 4, 5)));

/* Notes a fault of the member at `pointer` ("/title", "/units/0/weight"); the rule goes on, so that
 * all are told at once, and ends with `TRY(call_faults(call))`. */
void fault(struct call *call, const char *pointer, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with texts that need no formatting or may hold any byte; both must live as long as the
 * call. */
void fault_at(struct call *call, struct str pointer, const char *code, struct str detail);

/* ERR_INVALID when any fault was noted. */
enum err call_faults(const struct call *call) MUST_USE;

/* Compares If-Match with the version of what is about to change: OK, ERR_PRECONDITION without the
 * header, ERR_STALE (with current_version set) when somebody else was faster. */
enum err call_match(struct call *call, int64_t version) MUST_USE;

/* The number of the transaction, as events store it (conn_txid() of db/db.h); 0 on SQLite. */
enum err call_txid(struct call *call, int64_t *out) MUST_USE;

/* Does the engine plan by statistics that it has not of rows this transaction added? */
bool call_wants_statistics(const struct call *call);
/* No event at or above this transaction may be read yet (conn_txid_horizon() of db/db.h). */
enum err call_txid_horizon(struct call *call, int64_t *out) MUST_USE;

/* What the database looks like to a transaction that reads (conn_state() of db/db.h): the same to
 * the same session only if nobody committed anything in between. `number` 0: not to be said now. */
struct call_state {
    uint64_t session;
    int64_t number;
};
enum err call_state(struct call *call, struct call_state *out) MUST_USE;

/* Empties what a rule left (faults, why, cookie …) before it runs again. */
void call_reset(struct call *call);

#endif
