/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules at work: pure functions over an objective as it is typed, or over the set of a unit.
 *
 * A caller fills a draft_set, calls judge(), and reads the findings and, for each rule, how often
 * it looked and how often it had nothing to say. Which levels the organisation chose is not known
 * here: every rule runs, and the caller leaves out what is off.
 */
#ifndef KOERS_WRITING_JUDGE_H
#define KOERS_WRITING_JUDGE_H

#include "base/maybe.h"
#include "gen/okr.h"
#include "practice/writing/rule.h"
#include "practice/writing/title.h"

struct draft_key_result {
    struct str text;
    bool measured; /* kind and numbers are known; else only the title is judged */
    enum kr_kind kind;
    struct str unit_of_measure;
    struct maybe start; /* decimals */
    struct maybe target;
    struct maybe confidence;
    fraction_t contribution;
    struct title title; /* read by judge() */
};

/* A link upwards. */
struct draft_link {
    struct str text; /* of the objective above */
    bool skips;      /* it passes a unit between that has objectives in this cycle */
    struct title title;
};

struct draft {
    struct str text;
    enum objective_kind kind;
    bool whole; /* finished: what is missing is judged too; while typing only what is there */
    bool owned;
    bool top;    /* of the top unit, which has nothing to link to */
    bool linked; /* to anything above, also to what the one who asks does not see */
    struct draft_key_result *key_results;
    size_t key_result_count;
    struct draft_link *links;
    size_t link_count;
    struct title title;
};

struct draft_set {
    struct draft *items;
    size_t count;
    bool unit; /* all that a unit has in a cycle, so that the set itself is judged */
};

struct finding {
    enum texts_list rule;
    struct maybe objective;  /* place in the set; none: the set itself */
    struct maybe key_result; /* place in the objective */
    size_t at, len;          /* bytes of its title; len 0: no words in particular */
};

struct judgement {
    struct arena *arena;
    struct finding *items;
    size_t count;
    struct tally {
        int checked, passed;
    } tally[RULE_COUNT];
    enum err failed; /* ERR_MEMORY */
};

/* Reads the titles of the set and runs every rule over it, in order. ERR_MEMORY. */
enum err judge(struct arena *arena, struct draft_set *set, struct judgement *out) MUST_USE;

/* Notes that a rule looked, and what it found: `place` in `title`, which may be NULL when it is
 * about no words. For the rules. */
void judge_note(struct judgement *on, enum texts_list rule, struct maybe objective,
                struct maybe key_result, bool fires, const struct title *title,
                struct stretch place);

/* Is the title work to be done (task, output) rather than what comes of it? */
bool title_is_task(const struct title *title, struct stretch *ret_place);

/* What one title is asked. */
typedef bool title_rule(const struct title *title, struct stretch *ret_place);
title_rule title_has_abbreviation, title_has_progress, title_has_placeholder;
title_rule objective_has_number, objective_is_long, objective_has_several, objective_is_vague,
    objective_is_upkeep;
title_rule kr_is_effort, kr_has_several, kr_is_lagging;

/* Is the number at that place a target, and no date, version, name or progress? The same of a
 * number in words. */
bool number_is_target(const struct title *title, size_t at);
bool word_is_target(const struct title *title, size_t at);

/* Are the numbers at those places the two of "from 48 to 24", "between 2 and 7"? */
bool closes_range(const struct title *title, size_t first, size_t second);

/* Rules on a key result with its measure. */
bool kr_is_vague(const struct draft_key_result *kr, struct stretch *ret_place);
bool kr_lacks_baseline(const struct draft_key_result *kr, struct stretch *ret_place);
bool kr_number_differs(const struct draft_key_result *kr, struct stretch *ret_place);
bool kr_is_percent_done(const struct draft_key_result *kr);

/* Rules on what belongs together: the key results of one objective, its links, the set of a unit.
 */
void judge_together(struct judgement *on, const struct draft *draft, size_t place);
void judge_links(struct judgement *on, const struct draft *draft, size_t place);
void judge_set(struct judgement *on, const struct draft_set *set);

/*
 * points = Σ weight × passed / checked and weight = Σ weight, over the rules that `counts` admits
 * and that looked at something; the strength is points / weight, rounded half up to whole per cent,
 * and 100 only when every rule was content. None: nothing was judged.
 */
struct maybe judge_strength(const struct judgement *judgement, const bool counts[RULE_COUNT]);

/* weight × passed / checked of one rule, as a decimal. */
decimal_t judge_points(const struct judgement *judgement, enum texts_list rule);

#endif
