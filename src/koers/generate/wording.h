/* SPDX-License-Identifier: Apache-2.0 */
/* What made-up people and units are called and say, out of words/en.txt and nl.txt. */
#ifndef KOERS_GENERATE_WORDING_H
#define KOERS_GENERATE_WORDING_H

#include "base/arena.h"
#include "base/str.h"
#include "gen/okr.h"
#include "koers/generate_words.h"

/* Where a part of the organisation lives. */
struct place {
    const char *country;
    const char *region; /* how numbers are written */
    const char *zone;
    enum language language;
};

extern const struct place wording_places[];
extern const size_t wording_place_count;

/* The line of a section at `at`, over and over from the first one. */
struct str wording_line(enum language language, enum generate_words_list section, int64_t at);
/* Its part `part`, from 0, between bars; "no text" where it has fewer. */
struct str wording_part(enum language language, enum generate_words_list section, int64_t at,
                        int part);
int64_t wording_count(enum language language, enum generate_words_list section);

/* A line that is a name: what comes after the last one gets a number. */
struct str wording_name(struct arena *arena, enum language language,
                        enum generate_words_list section, int64_t at);

/* How a key result is measured, by a line of [measure]: title, unit of measure, kind and values. */
enum err wording_measure(enum language language, int64_t at, struct key_result *out) MUST_USE;

#endif
