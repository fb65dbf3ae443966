/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/handbook_texts.h"

#include "practice/writing/passage.h"

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

enum err
handbook_text_chapter(struct call *call, enum chapters_list at, struct handbook_chapter *out)
{
    const struct chapters_lines *en = &chapters_lists[FILE_EN][at];
    const struct chapters_lines *nl = &chapters_lists[FILE_NL][at];

    out->title_en = en->items[0];
    out->title_nl = nl->items[0];
    out->body_en = passage_of(call->arena, en->items + 1, en->count - 1);
    out->body_nl = passage_of(call->arena, nl->items + 1, nl->count - 1);
    return arena_failed(call->arena);
}
