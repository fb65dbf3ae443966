/* SPDX-License-Identifier: Apache-2.0 */
/* What people were told, as it was written: each notice of the inbox and each message of the outbox
 * is a row. */
#ifndef KOERS_HALF_YEAR_TOLD_H
#define KOERS_HALF_YEAR_TOLD_H

#include "gen/notice.h"
#include "world.h"

struct saying {
    usec_t at;
    int person;
    bool mail; /* else the inbox */
    enum notice_kind kind;
    int64_t subject_id;
    int64_t count;      /* of a step: days after its deadline */
    day_t due_day;      /* 0: none */
    struct str about;   /* what subject_id is the id of */
    struct str unit;    /* its name, or "-" */
    struct str subject; /* as it was said */
    struct str why;
};

struct saying_list {
    struct saying *items;
    size_t count;
    struct arena arena;            /* their texts */
    int64_t notice_id, message_id; /* the newest that were seen */
};

void told_init(struct saying_list *list);
void told_release(struct saying_list *list);

/* Adds what was written since it last looked, at the moment it is now. */
void told_look(struct saying_list *list, struct world *world);

/* The golden file: a summary, then a line for each, by moment and person. */
void told_write(const struct saying_list *list, const struct world *world, struct buf *buf);

#endif
