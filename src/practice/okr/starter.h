/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The templates that Koers brings along, in every language of the client: an organisation is
 * offered those in its own. They are rows like all others, so that it may change or archive them.
 */
#ifndef KOERS_OKR_STARTER_H
#define KOERS_OKR_STARTER_H

#include "gen/okr.h"
#include "model/call.h"

#define STARTERS            4
#define STARTER_KEY_RESULTS 4
#define STARTER_STEPS       5

/* A step, with the days from the first of the cycle to the one it is due on. */
struct starter_step {
    const char *title;
    int64_t due_after;
};

/* Numbers that only the organisation can know are left open; an interim target is a day of which
 * the value is open as well. */
struct starter_key_result {
    const char *title;
    const char *hint;
    enum kr_kind kind;
    const char *unit;
    struct starter_step steps[STARTER_STEPS]; /* up to the first without a title */
    int64_t interim_day;                      /* 0: none */
};

struct starter {
    const char *name;
    const char *title;
    const char *description;
    const char *hint;
    enum objective_kind kind;
    struct starter_key_result
        key_results[STARTER_KEY_RESULTS]; /* up to the first without a title */
};

extern const struct starter starters_en[STARTERS];
extern const struct starter starters_nl[STARTERS];

/* Brings them into an organisation that has no templates yet. */
enum err starters_bring(struct call *call) MUST_USE;

/* Takes those away that nobody changed. */
enum err starters_withdraw(struct call *call) MUST_USE;

#endif
