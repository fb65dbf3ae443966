/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules by name: what each looks at, the level it ships with, what it counts for. Their words
 * (name, reason, mend, weak, strong) are data: texts/en.txt and texts/nl.txt, whose sections are
 * the enumeration RULE_….
 *
 * A rule that was right in fewer than nine of ten of its cases ships switched off; test_case.c
 * holds that against tests/fixture/writing.
 */
#ifndef KOERS_WRITING_RULE_H
#define KOERS_WRITING_RULE_H

#include "gen/access.h"
#include "gen/writing.h"
#include "practice/writing/texts.h"

struct rule {
    enum writing_scope scope;
    enum writing_level level; /* it ships with */
    int weight;               /* in the strength */
    const char *at;           /* the member it is about, of the objective or key result */
};

/* Five texts of a rule, in the order of texts/en.txt. */
enum rule_text { RULE_NAME, RULE_REASON, RULE_MEND, RULE_WEAK, RULE_STRONG, RULE_TEXT_COUNT };

/* By enum texts_list. */
extern const struct rule rule_table[RULE_COUNT];

/* The id, such as objective_number. */
struct str rule_id(enum texts_list rule);

/* The rule of that id; RULE_COUNT when there is none. */
enum texts_list rule_by_id(struct str id);

struct str rule_text(enum texts_list rule, enum language language, enum rule_text which);

#endif
