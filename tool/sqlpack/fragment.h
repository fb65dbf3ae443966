/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts that several queries share: `-- fragment: NAME` for those of its file, `-- shared fragment:
 * NAME` also for those of all files behind it. Put in where {NAME} stands.
 */
#ifndef KOERS_SQLPACK_FRAGMENT_H
#define KOERS_SQLPACK_FRAGMENT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "token.h"

#define FRAGMENT_MAX 50U /* of one file, and shared ones of all */

struct fragment {
    struct str name;
    const char *at;
    struct token_list text; /* earlier fragments already put in */
};

struct fragment_list {
    struct fragment items[FRAGMENT_MAX];
    size_t count;
    const struct fragment_list *shared; /* NULL: this is the list of the shared ones */
};

/* The fragment of that name, of the file or shared, or NULL. */
const struct fragment *fragment_find(const struct fragment_list *list, struct str name);

/* The tokens with every {NAME} of a fragment replaced by its tokens; other braces stay. */
struct token_list fragment_put_in(struct arena *arena, const struct fragment_list *list,
                                  struct token_list text);

#endif
