/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One member that is no object and no list, from the text that stands for it: the inside of a JSON
 * string or number, or a member of path or query. Kinds, limits and words are the field's. Whoever
 * reads inputs (model/read.h) or files (CSV, exports) has the same rules and the same complaints.
 */
#ifndef KOERS_MODEL_SCALAR_H
#define KOERS_MODEL_SCALAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/type.h"

#define ID_MAX INT64_C(9007199254740991) /* 2^53 - 1: what JavaScript has exactly */

/* What is wrong with a value: a code of model/read.h and a sentence that names the mend. */
struct wrong {
    const char *code;
    struct str detail;
};

/*
 * Sets the member of `object` from well-formed UTF-8. False when it breaks a rule of its field,
 * with
 * `*ret_wrong` set and the member as it was. A text is kept as a view of `text`.
 */
bool scalar_set(struct arena *arena, const struct field *field, struct str text, void *object,
                struct wrong *ret_wrong);

/* The same text without white space at its ends, whatever Unicode counts as that. */
struct str scalar_trim(struct str text);

#endif
