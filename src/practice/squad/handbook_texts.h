/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The built-in handbook, from handbook/en.txt and handbook/nl.txt: a section is a chapter, its
 * first line the title, every further line a paragraph or, with "- " before it, a line of a list.
 */
#ifndef KOERS_SQUAD_HANDBOOK_TEXTS_H
#define KOERS_SQUAD_HANDBOOK_TEXTS_H

#include "gen/squad.h"
#include "model/call.h"
#include "practice/squad/chapters.h"

struct handbook_text_setting {
    const char *name;
    const char *value;
};

/* What the built-in handbook wants of the organisation's settings. */
extern const struct handbook_text_setting handbook_text_settings[];
extern const size_t handbook_text_setting_count;

/* Fills in titles and bodies. */
enum err handbook_text_chapter(struct call *call, enum chapters_list at,
                               struct handbook_chapter *out) MUST_USE;

#endif
