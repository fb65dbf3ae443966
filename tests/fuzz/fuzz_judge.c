/* SPDX-License-Identifier: Apache-2.0 */
/* Titles as people type them: whatever stands there, the rules end and point into the text. */
#include <stdint.h>
#include <stdlib.h>

#include "practice/writing/judge.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static void
judge_text(struct arena *arena, struct str text)
{
    struct judgement judgement;
    struct draft_link link = {.text = text};
    struct draft_key_result results[2] = {
        {.text = text,
         .measured = true,
         .kind = KR_KIND_INCREASE,
         .unit_of_measure = STR("%"),
         .start = maybe_of(0),
         .target = maybe_of(100 * DECIMAL_ONE)},
        {.text = text, .measured = true, .kind = KR_KIND_DECREASE, .target = maybe_of(-1)},
    };
    struct draft draft = {.text = text,
                          .kind = OBJECTIVE_KIND_ASPIRATIONAL,
                          .whole = true,
                          .key_results = results,
                          .key_result_count = 2,
                          .links = &link,
                          .link_count = 1};
    struct draft_set set = {.items = &draft, .count = 1, .unit = true};

    if (judge(arena, &set, &judgement) != OK)
        return;
    for (size_t i = 0; i < judgement.count; i++) {
        const struct finding *finding = &judgement.items[i];
        if (finding->at + finding->len > text.len ||
            !str_is_utf8(str_slice(text, finding->at, finding->len)))
            abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct arena arena;
    struct str text = {.ptr = (const char *)ptr, .len = len};

    if (!str_is_utf8(text))
        return 0;
    arena_init(&arena, ARENA_CEILING_USUAL);
    judge_text(&arena, text);
    arena_release(&arena);
    return 0;
}
