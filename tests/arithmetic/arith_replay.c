/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads organisations as lines on stdin and prints every number the arithmetic has for them, so
 * that another implementation can be held against it. README.md in this folder has both formats.
 *
 * Objectives are worked out as soon as their last line is read: children lie before their parents.
 * It is a test program that trusts its input; a line it cannot read ends it with status 2.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice/okr/expected.h"
#include "practice/okr/forecast.h"
#include "practice/okr/measure.h"
#include "practice/okr/progress.h"
#include "practice/okr/ratio.h"
#include "practice/okr/rollup.h"
#include "practice/okr/rules.h"
#include "practice/okr/score.h"
#include "practice/okr/status.h"

#define LINE_MAX_BYTES 1024
#define FIELD_MAX      20
#define OBJECTIVE_MAX  4096
#define ITEM_MAX       512
#define LIST_MAX       64

struct replay_objective {
    int64_t id;
    enum objective_kind kind;
    struct status_life life;
    enum status status;
    struct rollup rollup;
    bool has_data;
};

struct replay_key_result {
    bool open; /* lines about it may follow */
    int64_t id;
    weight_t weight;
    struct status_life life;
    struct measure measure;
    struct milestone milestones[LIST_MAX];
    struct interim_target interims[LIST_MAX];
    struct reading readings[LIST_MAX];
    size_t reading_count;
};

/* Everything read so far of one organisation; the last objective and key result are being read. */
struct organisation {
    struct okr_rules rules;
    day_t today;
    struct replay_objective objectives[OBJECTIVE_MAX];
    size_t objective_count;
    bool objective_open;
    struct rollup_item items[ITEM_MAX];
    size_t item_count;
    int64_t outdated_count;
    struct replay_key_result key_result;
};

struct line {
    int number;
    char *fields[FIELD_MAX];
    int count;
    int at;
};

static const char *const kr_kind_name[] = {
    "",      "increase", "decrease",   "at_least", "at_most",
    "range", "yes_no",   "milestones", "zones",    NULL,
};
static const char *const rule_name[] = {"-", "latest", "worst", "share", NULL};
static const char *const objective_kind_name[] = {"", "committed", "aspirational", NULL};
static const char *const status_name[] = {
    "",         "draft",   "closed",   "dropped", "postponed", "not_started",
    "outdated", "no_data", "on_track", "behind",  "at_risk",
};
static const char *const colour_name[] = {"", "red", "amber", "green"};

_Noreturn static void
line_bad(const struct line *line, const char *why)
{
    fprintf(stderr, "line %d: %s\n", line->number, why);
    exit(2);
}

static void
line_split(struct line *line, char *text)
{
    line->count = 0;
    line->at = 0;
    for (char *field = strsep(&text, " \n"); field != NULL; field = strsep(&text, " \n")) {
        if (*field == '\0')
            continue;
        if (line->count == FIELD_MAX)
            line_bad(line, "too many fields");
        line->fields[line->count++] = field;
    }
}

static const char *
next_word(struct line *line)
{
    if (line->at == line->count)
        line_bad(line, "a field is missing");
    return line->fields[line->at++];
}

static int64_t
next_int(struct line *line)
{
    const char *word = next_word(line);
    char *end;
    int64_t value = strtoll(word, &end, 10);

    if (end == word || *end != '\0')
        line_bad(line, "a number was expected");
    return value;
}

static struct maybe
next_maybe(struct line *line)
{
    if (line->at < line->count && strcmp(line->fields[line->at], "-") == 0) {
        line->at++;
        return maybe_none();
    }
    return maybe_of(next_int(line));
}

static unsigned
next_choice(struct line *line, const char *const *names)
{
    const char *word = next_word(line);

    for (unsigned i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], word) == 0)
            return i;
    line_bad(line, "an unknown word");
}

static struct status_life
next_life(struct line *line)
{
    const char *word = next_word(line);

    return (struct status_life){
        .draft = strchr(word, 'd') != NULL,
        .closed = strchr(word, 'c') != NULL,
        .dropped = strchr(word, 'x') != NULL,
        .postponed = strchr(word, 'p') != NULL,
    };
}

static void
print_maybe(struct maybe value)
{
    if (value.has)
        printf(" %" PRId64, value.value);
    else
        printf(" -");
}

/* A computing that fails here was not refused before, which is a defect. */
static void
must(enum err err, const char *what, int64_t id)
{
    if (err == OK)
        return;
    fprintf(stderr, "%s of %" PRId64 ": %s\n", what, id, err_name(err));
    exit(1);
}

static const char *
outcome_of(enum objective_kind kind, fraction_t contribution, fraction_t score)
{
    if (kind == OBJECTIVE_KIND_COMMITTED)
        return score_is_met(contribution) ? "met" : "missed";
    return colour_name[score_colour_of(score)];
}

static bool
key_result_is_refused(const struct replay_key_result *kr, enum objective_kind kind)
{
    enum measure_fault faults[MEASURE_FAULTS_MAX];
    size_t count = measure_check(&kr->measure, kind, faults);

    if (count == 0)
        return false;
    printf("refused kr %" PRId64, kr->id);
    for (size_t i = 0; i < count; i++)
        printf(" %s", measure_fault_text(faults[i])->code);
    putchar('\n');
    return true;
}

static void
key_result_refuse_readings(struct replay_key_result *kr)
{
    size_t kept = 0;

    for (size_t i = 0; i < kr->reading_count; i++) {
        enum measure_fault fault = progress_check(&kr->measure, kr->readings[i].value);

        if (fault == MEASURE_FINE)
            kr->readings[kept++] = kr->readings[i];
        else
            printf("refused checkin %" PRId64 " %s\n", kr->readings[i].id,
                   measure_fault_text(fault)->code);
    }
    kr->reading_count = kept;
}

static void
key_result_print_forecast(const struct replay_key_result *kr)
{
    decimal_t value;
    enum forecast_reason reason =
        forecast_of(&kr->measure, kr->readings, kr->reading_count, &value);

    if (reason == FORECAST_GIVEN)
        printf(" %" PRId64, value);
    else
        printf(" %s", forecast_reason_code(reason));
}

static struct replay_objective *
current_objective(struct organisation *org)
{
    return &org->objectives[org->objective_count - 1];
}

/* Works out the key result that was being read and makes it an item of its objective. */
static void
key_result_close(struct organisation *org)
{
    struct replay_key_result *kr = &org->key_result;
    struct progress progress;
    fraction_t e;

    if (!kr->open)
        return;
    kr->open = false;
    struct replay_objective *objective = current_objective(org);

    if (key_result_is_refused(kr, objective->kind))
        return;
    key_result_refuse_readings(kr);
    must(progress_of(&kr->measure, kr->readings, kr->reading_count, org->rules.cadence_days,
                     &progress),
         "progress", kr->id);
    must(expected_of(&kr->measure, org->today, &e), "expected", kr->id);

    fraction_t mark = expected_mark(e, objective->kind, &org->rules);
    struct status_key_result input = {
        .life = kr->life,
        .kind = kr->measure.kind,
        .no_data = progress.no_data,
        .gap = mark - progress.contribution,
    };
    input.life.draft = objective->life.draft;
    input.life.closed = kr->life.closed || objective->life.closed;
    input.life.start_day = kr->measure.start_day;
    input.life.end_day = kr->measure.end_day;
    if (kr->reading_count > 0)
        input.last_day = maybe_of(kr->readings[kr->reading_count - 1].day);
    enum status status = status_of_key_result(&input, org->today, &org->rules);
    fraction_t score = score_suggest(progress.contribution, objective->kind);

    printf("kr %" PRId64 " %" PRId64 " %" PRId64 " %d %" PRId64 " %" PRId64 " %" PRId64 " %s",
           kr->id, progress.raw, progress.contribution, progress.no_data, e, mark, input.gap,
           status_name[status]);
    key_result_print_forecast(kr);
    printf(" %" PRId64 " %s\n", score, outcome_of(objective->kind, progress.contribution, score));
    if (kr->life.dropped)
        return;
    org->outdated_count += status == STATUS_OUTDATED;
    objective->has_data = objective->has_data || !progress.no_data;
    org->items[org->item_count++] = (struct rollup_item){
        .weight = kr->weight,
        .contribution = maybe_of(progress.contribution),
        .expected = maybe_of(e),
    };
}

static void
replay_close(struct organisation *org)
{
    weight_t weights[ITEM_MAX];

    if (!org->objective_open)
        return;
    key_result_close(org);
    org->objective_open = false;
    struct replay_objective *objective = current_objective(org);

    must(rollup_of(org->items, org->item_count, &objective->rollup), "roll-up", objective->id);

    struct maybe progress = objective->rollup.progress;
    struct maybe e = objective->rollup.expected;
    struct maybe mark = maybe_none();
    struct status_objective input = {
        .life = objective->life,
        .outdated_count = org->outdated_count,
        .has_data = objective->has_data,
    };
    if (progress.has) {
        mark = maybe_of(expected_mark(e.value, objective->kind, &org->rules));
        input.gap = maybe_of(mark.value - progress.value);
    }
    objective->status = status_of_objective(&input, org->today, &org->rules);
    for (size_t i = 0; i < org->item_count; i++)
        weights[i] = org->items[i].weight;

    printf("objective %" PRId64, objective->id);
    print_maybe(progress);
    print_maybe(e);
    print_maybe(mark);
    print_maybe(input.gap);
    printf(" %s %" PRId64, status_name[objective->status], org->outdated_count);
    if (progress.has) {
        fraction_t score = score_suggest(progress.value, objective->kind);

        printf(" %" PRId64 " %s", score, outcome_of(objective->kind, progress.value, score));
    } else {
        printf(" - -");
    }
    printf(" %" PRId64 "\n", rollup_weight_default(weights, org->item_count));
}

static void
organisation_print_means(const struct organisation *org)
{
    static struct rollup_objective list[OBJECTIVE_MAX];
    size_t count = 0;

    for (size_t i = 0; i < org->objective_count; i++) {
        const struct replay_objective *objective = &org->objectives[i];

        if (objective->status != STATUS_DRAFT)
            list[count++] = (struct rollup_objective){objective->kind, objective->status,
                                                      objective->rollup.progress};
    }
    for (enum objective_kind kind = OBJECTIVE_KIND_COMMITTED; kind <= OBJECTIVE_KIND_ASPIRATIONAL;
         kind++) {
        struct rollup_spread spread;

        must(rollup_spread_of(kind, list, count, &spread), "spread", 0);
        printf("mean %s %" PRId64, objective_kind_name[kind], spread.count);
        print_maybe(spread.mean);
        for (enum status status = STATUS_CLOSED; status <= STATUS_AT_RISK; status++)
            printf(" %s=%" PRId64, status_name[status], spread.by_status[status]);
        putchar('\n');
    }
    puts("end");
}

static void
read_rules(struct organisation *org, struct line *line)
{
    org->rules.mark_committed = next_int(line);
    org->rules.mark_aspirational = next_int(line);
    org->rules.gap_on_track = next_int(line);
    org->rules.gap_behind = next_int(line);
    org->rules.start_grace = next_int(line);
    org->rules.cadence_days = next_int(line);
    org->rules.grace_days = next_int(line);
}

static void
read_today(struct organisation *org, struct line *line)
{
    org->today = next_int(line);
}

static void
read_objective(struct organisation *org, struct line *line)
{
    replay_close(org);
    if (org->objective_count == OBJECTIVE_MAX)
        line_bad(line, "too many objectives");
    org->objective_open = true;
    org->item_count = 0;
    org->outdated_count = 0;
    struct replay_objective *objective = &org->objectives[org->objective_count++];

    *objective = (struct replay_objective){.id = next_int(line)};
    objective->kind = (enum objective_kind)next_choice(line, objective_kind_name);
    objective->life = next_life(line);
    objective->life.start_day = next_int(line);
    objective->life.end_day = next_int(line);
}

static void
read_key_result(struct organisation *org, struct line *line)
{
    struct replay_key_result *kr = &org->key_result;

    key_result_close(org);
    if (!org->objective_open || org->item_count == ITEM_MAX)
        line_bad(line, "no objective, or too many items");
    *kr = (struct replay_key_result){.open = true, .id = next_int(line), .weight = next_int(line)};
    kr->measure.kind = (enum kr_kind)next_choice(line, kr_kind_name);
    kr->measure.rule = (enum period_rule)next_choice(line, rule_name);
    kr->life = next_life(line);
    kr->measure.start_day = next_int(line);
    kr->measure.end_day = next_int(line);
    kr->measure.due_day = next_maybe(line);
    kr->measure.start_value = next_maybe(line);
    kr->measure.target_value = next_maybe(line);
    kr->measure.low_value = next_maybe(line);
    kr->measure.high_value = next_maybe(line);
    kr->measure.worst_value = next_maybe(line);
    kr->measure.tolerance = next_maybe(line);
    kr->measure.milestones = kr->milestones;
    kr->measure.interims = kr->interims;
}

static struct replay_key_result *
open_key_result(struct organisation *org, const struct line *line, size_t count)
{
    if (!org->key_result.open || count == LIST_MAX)
        line_bad(line, "no key result, or too long a list");
    return &org->key_result;
}

static void
read_milestone(struct organisation *org, struct line *line)
{
    struct replay_key_result *kr =
        open_key_result(org, line, org->key_result.measure.milestone_count);
    struct milestone *milestone = &kr->milestones[kr->measure.milestone_count++];

    milestone->weight = next_int(line);
    milestone->done = next_int(line) != 0;
    milestone->due_day = next_maybe(line);
}

static void
read_interim(struct organisation *org, struct line *line)
{
    struct replay_key_result *kr =
        open_key_result(org, line, org->key_result.measure.interim_count);
    struct interim_target *interim = &kr->interims[kr->measure.interim_count++];

    interim->day = next_int(line);
    interim->value = next_int(line);
}

static void
read_check_in(struct organisation *org, struct line *line)
{
    struct replay_key_result *kr = open_key_result(org, line, org->key_result.reading_count);
    struct reading *reading = &kr->readings[kr->reading_count++];

    reading->id = next_int(line);
    reading->day = next_int(line);
    reading->value = next_int(line);
}

/* A child is an item when it is published or closed; its numbers may be null. */
static void
read_child(struct organisation *org, struct line *line)
{
    int64_t id = next_int(line);
    weight_t weight = next_int(line);

    key_result_close(org);
    if (!org->objective_open || org->item_count == ITEM_MAX)
        line_bad(line, "no objective, or too many items");
    for (size_t i = 0; i + 1 < org->objective_count; i++) {
        const struct replay_objective *child = &org->objectives[i];

        if (child->id != id || child->status == STATUS_DRAFT || child->status == STATUS_DROPPED)
            continue;
        org->items[org->item_count++] = (struct rollup_item){
            .weight = weight,
            .contribution = child->rollup.progress,
            .expected = child->rollup.expected,
        };
        struct replay_objective *parent = current_objective(org);
        parent->has_data = parent->has_data || child->has_data;
    }
}

static void
read_end(struct organisation *org, struct line *line)
{
    (void)line;
    replay_close(org);
    organisation_print_means(org);
    org->objective_count = 0;
}

static const struct {
    const char *word;
    void (*read)(struct organisation *org, struct line *line);
} readers[] = {
    {"rules", read_rules},      {"today", read_today},         {"objective", read_objective},
    {"kr", read_key_result},    {"milestone", read_milestone}, {"interim", read_interim},
    {"checkin", read_check_in}, {"child", read_child},         {"end", read_end},
};

static void
read_line(struct organisation *org, struct line *line)
{
    const char *word = next_word(line);

    for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
        if (strcmp(readers[i].word, word) != 0)
            continue;
        readers[i].read(org, line);
        if (line->at != line->count)
            line_bad(line, "too many fields");
        return;
    }
    line_bad(line, "an unknown kind of line");
}

int
main(void)
{
    static struct organisation org;
    static char text[LINE_MAX_BYTES];
    struct line line = {0};

    org.rules = okr_rules_usual;
    while (fgets(text, sizeof(text), stdin) != NULL) {
        line.number++;
        line_split(&line, text);
        if (line.count > 0)
            read_line(&org, &line);
    }
    return ferror(stdin) || fflush(stdout) != 0;
}
