/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every written case of tests/fixture/writing, and from them the precision and recall of each rule
 * in each language. Its README says how a case is written. With RECORD=FILE the figures are written
 * there instead of being held against figures.tsv; with VERBOSE=1 every case that goes wrong is
 * told. With SIGHT=FILE the figures of the last round of unseen cases are added there, which is
 * done once, before anything is tuned to them.
 */
#include <stdlib.h>

#include "base/test.h"
#include "model/fold.h"
#include "practice/writing/judge.h"

#define LINE_MAX_BYTES 4096
#define ITEMS_MAX      64U
#define DRAFTS_MAX     12U
#define RESULTS_MAX    12U
#define CASES_MIN      3  /* that fire, and near misses, of each rule and language */
#define PRECISION_MIN  90 /* per cent, or the rule ships switched off */
#define ROUND_COUNT    11
#define DUTCH_MIN      200 /* cases the rules were tuned to */
#define UNSEEN_MIN     30  /* cases of a round */
#define FINDINGS_MIN   10  /* of unseen cases, for a precision that says something */

enum label { SILENT, FIRES, NEAR, OPEN };

struct figures {
    int hit, false_alarm, missed, fires, near;
};

/* By round: 0 are the cases the rules were tuned to, each other was unseen when it was written. */
static struct figures figures[ROUND_COUNT][2][RULE_COUNT];

static int written[ROUND_COUNT][2]; /* cases, those of the real quarters left out */

/* One case as it is taken apart. */
struct example {
    struct arena arena;
    enum label labels[RULE_COUNT];
    struct draft drafts[DRAFTS_MAX];
    struct draft_key_result results[DRAFTS_MAX][RESULTS_MAX];
    struct draft_link links[DRAFTS_MAX];
    struct draft_set set;
    bool whole;
};

static void
read_labels(struct example *example, struct str labels)
{
    while (!str_is_null(labels)) {
        struct str word = str_cut(labels, ' ', &labels);
        enum label label = str_starts(word, STR("!"))   ? NEAR
                           : str_starts(word, STR("?")) ? OPEN
                                                        : FIRES;
        struct str id = label == FIRES ? word : str_slice(word, 1, word.len);
        enum texts_list rule = rule_by_id(id);
        if (str_eq(word, STR("-")))
            continue;
        if (rule == RULE_COUNT) {
            printf("# no rule is called %.*s\n", STR_FMT(id));
            CHECK(false);
            continue;
        }
        example->labels[rule] = label;
    }
}

/* The words in braces behind a title, and the title without them. */
static struct str
cut_options(struct str *text)
{
    for (size_t i = text->len; i-- > 0;) {
        if (text->ptr[i] != '{' || !str_ends(*text, STR("}")))
            continue;
        struct str options = str_slice(*text, i + 1, text->len - i - 2);
        *text = str_trim(str_slice(*text, 0, i));
        return options;
    }
    return (struct str){0};
}

static void
read_objective(struct example *example, struct str text)
{
    struct draft *draft = &example->drafts[example->set.count];
    struct draft_link *link = &example->links[example->set.count];
    struct str options = cut_options(&text);

    CHECK(example->set.count < DRAFTS_MAX);
    *draft = (struct draft){
        .text = text,
        .kind = OBJECTIVE_KIND_ASPIRATIONAL,
        .whole = example->whole,
        .owned = true,
        .linked = true,
        .key_results = example->results[example->set.count],
    };
    while (!str_is_null(options)) {
        struct str option = str_trim(str_cut(options, ',', &options));
        draft->owned &= !str_eq(option, STR("no_owner"));
        draft->linked &= !str_eq(option, STR("no_link"));
        draft->top |= str_eq(option, STR("top"));
        if (str_eq(option, STR("committed")))
            draft->kind = OBJECTIVE_KIND_COMMITTED;
        link->skips |= str_eq(option, STR("skips"));
        if (str_starts(option, STR("above=")))
            link->text = str_slice(option, 6, option.len);
        if (link->skips || !str_is_null(link->text)) {
            draft->links = link;
            draft->link_count = 1;
        }
    }
    example->set.count++;
}

static const struct {
    const char *name;
    enum kr_kind kind;
} kinds[] = {
    {"increase", KR_KIND_INCREASE}, {"decrease", KR_KIND_DECREASE}, {"at_least", KR_KIND_AT_LEAST},
    {"at_most", KR_KIND_AT_MOST},   {"yes_no", KR_KIND_YES_NO},
};

static struct maybe
scaled(struct str text, int places)
{
    struct maybe value = {0};

    value.has = scaled_parse(text, places, DECIMAL_MAX, &value.value) == OK;
    return value;
}

/* "increase 10 40 points", "at_least 95 %", "yes_no". */
static void
read_measure(struct draft_key_result *kr, struct str words)
{
    struct str name = str_cut(words, ' ', &words);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (str_eq(name, str_from(kinds[i].name)))
            kr->kind = kinds[i].kind;
    CHECK(kr->kind != KR_KIND_NULL);
    kr->measured = true;
    if (kr->kind == KR_KIND_INCREASE || kr->kind == KR_KIND_DECREASE)
        kr->start = scaled(str_cut(words, ' ', &words), DECIMAL_PLACES);
    if (kr->kind != KR_KIND_YES_NO)
        kr->target = scaled(str_cut(words, ' ', &words), DECIMAL_PLACES);
    kr->unit_of_measure = str_is_null(words) ? STR("") : words;
}

static void
read_key_result(struct example *example, struct str text)
{
    if (example->set.count == 0)
        read_objective(example, STR(""));
    struct draft *draft = &example->drafts[example->set.count - 1];
    struct draft_key_result *kr = &draft->key_results[draft->key_result_count++];
    struct str options = cut_options(&text);

    CHECK(draft->key_result_count <= RESULTS_MAX);
    *kr = (struct draft_key_result){.text = text};
    while (!str_is_null(options)) {
        struct str option = str_trim(str_cut(options, ',', &options));
        if (str_starts(option, STR("confidence=")))
            kr->confidence = scaled(str_slice(option, 11, option.len), 0);
        else if (str_starts(option, STR("progress=")))
            kr->contribution = scaled(str_slice(option, 9, option.len), FRACTION_PLACES).value;
        else
            read_measure(kr, option);
    }
}

static void
read_example(struct example *example, struct str line)
{
    struct str rest;

    *example = (struct example){0};
    arena_init(&example->arena, ARENA_CEILING_USUAL);
    example->set.items = example->drafts;
    read_labels(example, str_cut(line, '\t', &rest));
    while (!str_is_null(rest)) {
        struct str item = str_cut(rest, '\t', &rest);
        struct str text = str_slice(item, 2, item.len);
        example->set.unit |= str_eq(item, STR("unit"));
        example->whole |= str_eq(item, STR("whole")) || str_eq(item, STR("unit"));
        if (str_starts(item, STR("O ")))
            read_objective(example, text);
        else if (str_starts(item, STR("K ")))
            read_key_result(example, text);
    }
}

static void
count_example(struct example *example, struct figures *of_language, struct str line)
{
    struct judgement judgement;

    CHECK_OK(judge(&example->arena, &example->set, &judgement));
    for (size_t i = 0; i < RULE_COUNT; i++) {
        struct figures *on = &of_language[i];
        enum label label = example->labels[i];
        bool fires = false;
        for (size_t k = 0; k < judgement.count; k++)
            fires = fires || judgement.items[k].rule == i;
        on->fires += label == FIRES;
        on->near += label == NEAR;
        on->hit += fires && label == FIRES;
        on->missed += !fires && label == FIRES;
        on->false_alarm += fires && (label == SILENT || label == NEAR);
        bool wrong = fires != (label == FIRES) && label != OPEN;
        if (wrong && getenv("VERBOSE") != NULL)
            printf("# %s %.*s: %.*s\n", fires ? "false alarm" : "missed",
                   STR_FMT(rule_id((enum texts_list)i)), STR_FMT(line));
    }
}

static void
run_file(const char *name, int round, size_t language)
{
    static struct example example;
    char path[512];
    char bytes[LINE_MAX_BYTES];

    snprintf(path, sizeof(path), "%s/%s", CASES, name);
    FILE *file = fopen(path, "re");
    CHECK(file != NULL);
    while (file != NULL && fgets(bytes, sizeof(bytes), file) != NULL) {
        struct str line = str_trim(str_from(bytes));
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        read_example(&example, line);
        count_example(&example, figures[round][language], line);
        arena_release(&example.arena);
        written[round][language] += strstr(name, "real") == NULL;
    }
    if (file != NULL)
        (void)fclose(file);
}

/* Per cent, rounded down; 100 of none. */
static int
share(int part, int rest)
{
    return part + rest == 0 ? 100 : part * 100 / (part + rest);
}

static const char *const languages[] = {"en", "nl"};

static const struct {
    const char *name;
    int round;
    size_t language;
} files[] = {
    {"en-real.tsv", 0, 0},
    {"en.tsv", 0, 0},
    {"en-later.tsv", 0, 0},
    {"en-set.tsv", 0, 0},
    {"nl.tsv", 0, 1},
    {"nl-later.tsv", 0, 1},
    {"nl-set.tsv", 0, 1},
    {"unseen-1-en-real.tsv", 1, 0},
    {"unseen-1-en.tsv", 1, 0},
    {"unseen-1-nl.tsv", 1, 1},
    {"unseen-2-en.tsv", 2, 0},
    {"unseen-2-nl.tsv", 2, 1},
    {"unseen-3-en.tsv", 3, 0},
    {"unseen-3-nl.tsv", 3, 1},
    {"unseen-4-en.tsv", 4, 0},
    {"unseen-4-nl.tsv", 4, 1},
    {"unseen-5-en.tsv", 5, 0},
    {"unseen-5-en-real.tsv", 5, 0},
    {"unseen-5-nl.tsv", 5, 1},
    {"unseen-6-en.tsv", 6, 0},
    {"unseen-6-nl.tsv", 6, 1},
    {"unseen-7-en.tsv", 7, 0},
    {"unseen-8-en.tsv", 8, 0},
    {"unseen-8-nl.tsv", 8, 1},
    {"unseen-9-en.tsv", 9, 0},
    {"unseen-9-nl.tsv", 9, 1},
    {"unseen-10-en.tsv", 10, 0},
    {"unseen-10-nl.tsv", 10, 1},
};

TEST(case__all_are_judged)
{
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        run_file(files[i].name, files[i].round, files[i].language);
    CHECK(written[0][1] >= DUTCH_MIN);
    for (int round = 1; round < ROUND_COUNT; round++)
        CHECK(written[round][0] + written[round][1] >= UNSEEN_MIN);
}

TEST(case__every_rule_has_some_that_fire_and_some_that_must_not)
{
    for (size_t language = 0; language < 2; language++)
        for (size_t i = 0; i < RULE_COUNT; i++) {
            const struct figures *on = &figures[0][language][i];
            if (on->fires >= CASES_MIN && on->near >= CASES_MIN)
                continue;
            printf("# %s %.*s: %d fire, %d near misses\n", languages[language],
                   STR_FMT(rule_id((enum texts_list)i)), on->fires, on->near);
            CHECK(false);
        }
}

static bool
is_right_or_off(const struct figures *on, enum texts_list rule)
{
    return share(on->hit, on->false_alarm) >= PRECISION_MIN ||
           rule_table[rule].level == WRITING_LEVEL_OFF;
}

/* What the rounds from one to another came to, as the rules are today. */
static struct figures
sum_of(int first, int last, size_t language, size_t rule)
{
    struct figures sum = {0};

    for (int round = first; round <= last; round++) {
        sum.hit += figures[round][language][rule].hit;
        sum.false_alarm += figures[round][language][rule].false_alarm;
        sum.missed += figures[round][language][rule].missed;
    }
    return sum;
}

static void
check_rounds(const char *which, int first, int last)
{
    printf("# %-24s %s  %9s %7s\n", which, "", "precision", "recall");
    for (size_t i = 0; i < RULE_COUNT; i++)
        for (size_t language = 0; language < 2; language++) {
            struct figures on = sum_of(first, last, language, i);
            printf("# %-24.*s %s  %8d%% %6d%%  %3d hit %3d false %3d missed\n",
                   STR_FMT(rule_id((enum texts_list)i)), languages[language],
                   share(on.hit, on.false_alarm), share(on.hit, on.missed), on.hit, on.false_alarm,
                   on.missed);
            CHECK(is_right_or_off(&on, (enum texts_list)i));
        }
}

TEST(case__a_rule_that_is_often_wrong_ships_switched_off)
{
    check_rounds("tuned to", 0, 0);
    check_rounds("once unseen", 1, ROUND_COUNT - 1);
}

static void
write_figures(const char *path)
{
    FILE *file = fopen(path, "we");

    CHECK(file != NULL);
    if (file == NULL)
        return;
    fprintf(file,
            "# SPDX-License-Identifier: Apache-2.0\n"
            "# rule, language, precision and recall in per cent, as reached on these cases.\n");
    for (size_t i = 0; i < RULE_COUNT; i++)
        for (size_t language = 0; language < 2; language++) {
            const struct figures *on = &figures[0][language][i];
            fprintf(file, "%.*s\t%s\t%d\t%d\n", STR_FMT(rule_id((enum texts_list)i)),
                    languages[language], share(on->hit, on->false_alarm),
                    share(on->hit, on->missed));
        }
    (void)fclose(file);
}

TEST(case__the_recorded_figures_do_not_fall)
{
    char path[512];
    char line[200];
    char id[64];
    char word[8];
    int precision;
    int recall;
    int lines = 0;

    if (getenv("RECORD") != NULL) {
        write_figures(getenv("RECORD"));
        return;
    }
    snprintf(path, sizeof(path), "%s/figures.tsv", CASES);
    FILE *file = fopen(path, "re");
    CHECK(file != NULL);
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (sscanf(line, "%63[a-z_]\t%7[a-z]\t%d\t%d", id, word, &precision, &recall) != 4)
            continue;
        enum texts_list rule = rule_by_id(str_from(id));
        size_t language = strcmp(word, "nl") == 0;
        CHECK(rule < RULE_COUNT);
        if (rule == RULE_COUNT)
            continue;
        const struct figures *on = &figures[0][language][rule];
        CHECK(share(on->hit, on->false_alarm) >= precision);
        CHECK(share(on->hit, on->missed) >= recall);
        lines++;
    }
    if (file != NULL)
        (void)fclose(file);
    CHECK_INT(lines, 2 * RULE_COUNT);
}

static void
add_sight(const char *path)
{
    FILE *file = fopen(path, "ae");

    CHECK(file != NULL);
    for (size_t i = 0; file != NULL && i < RULE_COUNT; i++)
        for (size_t language = 0; language < 2; language++) {
            const struct figures *on = &figures[ROUND_COUNT - 1][language][i];
            if (on->hit + on->false_alarm + on->missed > 0)
                fprintf(file, "%d\t%.*s\t%s\t%d\t%d\t%d\n", ROUND_COUNT - 1,
                        STR_FMT(rule_id((enum texts_list)i)), languages[language], on->hit,
                        on->false_alarm, on->missed);
        }
    if (file != NULL)
        (void)fclose(file);
}

static struct figures at_sight[ROUND_COUNT][2][RULE_COUNT];

/* How often a rule was right on cases it had not seen, counted back from the last round until there
 * are enough findings: what came before was mended since. */
static struct figures
newest_sight(size_t language, size_t rule)
{
    struct figures sum = {0};

    for (int round = ROUND_COUNT; round-- > 1 && sum.hit + sum.false_alarm < FINDINGS_MIN;) {
        sum.hit += at_sight[round][language][rule].hit;
        sum.false_alarm += at_sight[round][language][rule].false_alarm;
    }
    return sum;
}

static void
read_sight(const char *line)
{
    char id[64];
    char word[8];
    int round;
    struct figures on = {0};

    if (sscanf(line, "%d\t%63[a-z_]\t%7[a-z]\t%d\t%d\t%d", &round, id, word, &on.hit,
               &on.false_alarm, &on.missed) != 6)
        return;
    enum texts_list rule = rule_by_id(str_from(id));
    CHECK(rule < RULE_COUNT && round > 0 && round < ROUND_COUNT);
    if (rule < RULE_COUNT && round > 0 && round < ROUND_COUNT)
        at_sight[round][strcmp(word, "nl") == 0][rule] = on;
}

TEST(case__a_rule_that_was_often_wrong_on_unseen_cases_ships_switched_off)
{
    char path[512];
    char line[200];

    if (getenv("SIGHT") != NULL)
        add_sight(getenv("SIGHT"));
    snprintf(path, sizeof(path), "%s/unseen.tsv", CASES);
    FILE *file = fopen(path, "re");
    CHECK(file != NULL);
    while (file != NULL && fgets(line, sizeof(line), file) != NULL)
        read_sight(line);
    if (file != NULL)
        (void)fclose(file);
    for (size_t i = 0; i < RULE_COUNT; i++)
        for (size_t language = 0; language < 2; language++) {
            struct figures on = newest_sight(language, i);
            printf("# %-24.*s %s  %8d%% on %d unseen findings\n",
                   STR_FMT(rule_id((enum texts_list)i)), languages[language],
                   share(on.hit, on.false_alarm), on.hit + on.false_alarm);
            CHECK(is_right_or_off(&on, (enum texts_list)i));
        }
}

/* Every round was judged before anything was tuned to it, and its figures were kept. */
TEST(case__every_round_has_its_figures)
{
    for (int round = 1; round < ROUND_COUNT; round++) {
        int found = 0;
        for (size_t i = 0; i < RULE_COUNT; i++)
            found += at_sight[round][0][i].hit + at_sight[round][1][i].hit;
        CHECK(found > 0);
    }
}

/* Texts are whole, and lists are written as fold() writes: else their words would never be met. */
TEST(words__are_folded_and_texts_whole)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    for (size_t language = 0; language < 2; language++) {
        for (size_t list = 0; list < WORDS_COUNT; list++)
            for (size_t i = 0; i < words_lists[language][list].count; i++) {
                struct str word = words_lists[language][list].items[i];
                CHECK(str_eq(fold(&arena, word), word));
            }
        for (size_t rule = 0; rule < RULE_COUNT; rule++)
            CHECK_INT(texts_lists[language][rule].count, RULE_TEXT_COUNT);
    }
    arena_release(&arena);
}

/* Does the guide have a row of the table with this rule and its name? */
static bool
guide_has(struct str guide, enum texts_list rule)
{
    char row[200];

    snprintf(row, sizeof(row), "| `%.*s` | %.*s |", STR_FMT(rule_id(rule)),
             STR_FMT(rule_text(rule, LANGUAGE_EN, RULE_NAME)));
    return memmem(guide.ptr, guide.len, row, strlen(row)) != NULL;
}

TEST(guide__lists_every_rule)
{
    static char bytes[1 << 16];
    FILE *file = fopen(GUIDE, "re");

    CHECK(file != NULL);
    if (file == NULL)
        return;
    struct str guide = {.ptr = bytes, .len = fread(bytes, 1, sizeof(bytes), file)};
    (void)fclose(file);
    for (size_t i = 0; i < RULE_COUNT; i++)
        CHECK(guide_has(guide, (enum texts_list)i));
}

TEST_MAIN()
