/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/handbook_texts.h"

#include "base/buf.h"

#define BODY_BYTES 40000

enum { FILE_EN, FILE_NL };

const struct handbook_text_setting handbook_text_settings[] = {
    {"aspirational_factor", "0.7"},
    {"cadence_days", "14"},
    {"grace_days", "3"},
    {"key_results_per_objective_max", "5"},
    {"objectives_per_unit_max", "5"},
    {"published_measure", "reason"},
    {"review_required", "committed"},
};
const size_t handbook_text_setting_count =
    sizeof(handbook_text_settings) / sizeof(handbook_text_settings[0]);

/* Paragraphs stand apart by an empty line, lines of one list do not. */
static struct str
body_of(struct call *call, const struct chapters_lines *lines)
{
    struct buf body;

    buf_init(&body, BODY_BYTES);
    for (size_t i = 1; i < lines->count; i++) {
        bool item = str_starts(lines->items[i], STR("- "));
        bool before = str_starts(lines->items[i - 1], STR("- "));
        if (i > 1)
            buf_fmt(&body, item && before ? "\n" : "\n\n");
        buf_append(&body, lines->items[i].ptr, lines->items[i].len);
    }
    struct str out = str_copy(call->arena, buf_str(&body));
    buf_release(&body);
    return out;
}

enum err
handbook_text_chapter(struct call *call, enum chapters_list at, struct handbook_chapter *out)
{
    const struct chapters_lines *en = &chapters_lists[FILE_EN][at];
    const struct chapters_lines *nl = &chapters_lists[FILE_NL][at];

    out->title_en = en->items[0];
    out->title_nl = nl->items[0];
    out->body_en = body_of(call, en);
    out->body_nl = body_of(call, nl);
    return arena_failed(call->arena);
}
