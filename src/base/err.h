/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What can go wrong, in one list. Everything that can fail returns `enum err` and is declared
 * MUST_USE, so that the compiler insists that callers look. Errors of engines and libraries become
 * one of these once, at the border where they enter; above it nobody sees an errno or an SQLSTATE.
 */
#ifndef KOERS_BASE_ERR_H
#define KOERS_BASE_ERR_H

enum err {
    OK = 0,

    /* What the person who asks can mend. */
    ERR_INVALID,      /* the input breaks a rule; the faults say which (422, 400) */
    ERR_MALFORMED,    /* the input is not even of the form (400) */
    ERR_UNSIGNED,     /* nobody is signed in (401) */
    ERR_FORBIDDEN,    /* not for this person (403) */
    ERR_NOT_FOUND,    /* there is none, or it must not seem to exist (404) */
    ERR_CONFLICT,     /* the state of things forbids it (409) */
    ERR_STALE,        /* somebody changed it in between (412) */
    ERR_PRECONDITION, /* If-Match is missing (428) */
    ERR_TOO_LARGE,    /* over a limit that has a name (413) */
    ERR_TOO_MANY,     /* throttled (429) */

    /* What passes by itself. */
    ERR_BUSY,  /* full queue, lock or serialisation failure: try again (503) */
    ERR_GONE,  /* database, disk or peer out of reach: try again later (503) */
    ERR_RETRY, /* internal to db/: the transaction must be run again */

    /* Ours. */
    ERR_MEMORY,   /* an arena or buffer reached its ceiling */
    ERR_CORRUPT,  /* stored data contradicts itself or the schema */
    ERR_INTERNAL, /* a defect: logged once with the request id (500) */
};

#define MUST_USE __attribute__((warn_unused_result))

/* Passes an error on. The only macro of Koers that changes control flow. */
#define TRY(expression)                                                                            \
    do {                                                                                           \
        enum err try_err_ = (expression);                                                          \
        if (try_err_ != OK)                                                                        \
            return try_err_;                                                                       \
    } while (0)

/* The name of an error as logs show it, such as "not_found"; static storage. */
const char *err_name(enum err err);

#endif
