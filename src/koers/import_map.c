/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/import_map.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "practice/exchange/mapping.h"
#include "practice/exchange/okr_mapping.h"

#define LINE_BYTES  1000
#define COLUMNS_MAX 60U
#define WORDS_MAX   200U

struct map_file {
    struct call *call;
    const char *path;
    struct okr_mapping_new out;
};

static enum err
bad_line(struct map_file *map, struct str line)
{
    return fail(map->call, ERR_INVALID, "bad_map", "%s: \"%.*s\" is no line of a mapping",
                map->path, STR_FMT(line));
}

/* What is no field: how the file is written. */
static bool
take_rule(struct map_file *map, struct str name, struct str value)
{
    const struct {
        const char *name;
        const struct choice *choices;
        int *member;
    } rules[] = {
        {"day_order", day_order_choice, (int *)&map->out.day_order},
        {"decimal_sign", decimal_sign_choice, (int *)&map->out.decimal_sign},
        {"new_units", new_unit_rule_choice, (int *)&map->out.new_units},
        {"new_people", new_person_rule_choice, (int *)&map->out.new_people},
    };

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        int choice = choice_value(rules[i].choices, value);
        if (!str_eq(name, str_from(rules[i].name)) || choice <= 0)
            continue;
        *rules[i].member = choice;
        return true;
    }
    return false;
}

static bool
take_column(struct map_file *map, struct str name, struct str value)
{
    int field = choice_value(okr_field_choice, name);
    bool quoted = value.len > 2 && value.ptr[0] == '"' && str_ends(value, STR("\""));
    struct okr_column_new column = {.field = (enum okr_field)field};

    if (field <= 0 || value.len == 0 || map->out.columns.count == COLUMNS_MAX)
        return false;
    if (quoted)
        column.constant = str_slice(value, 1, value.len - 2);
    else
        column.header = value;
    map->out.columns.items[map->out.columns.count++] = column;
    return true;
}

/* "status: Green = on_track" */
static bool
take_word(struct map_file *map, struct str name, struct str value)
{
    struct str word;
    int field = choice_value(okr_field_choice, str_trim(str_cut(name, ':', &word)));

    if (field <= 0 || str_is_null(word) || str_trim(word).len == 0 || value.len == 0 ||
        map->out.words.count == WORDS_MAX)
        return false;
    map->out.words.items[map->out.words.count++] = (struct okr_word_new){
        .field = (enum okr_field)field, .word = str_trim(word), .meaning = value};
    return true;
}

static enum err
take_line(struct map_file *map, struct str line)
{
    struct str value;
    struct str name = str_trim(str_cut(line, '=', &value));

    value = str_trim(value);
    if (line.len == 0 || line.ptr[0] == '#')
        return OK;
    if (take_rule(map, name, value) || take_word(map, name, value) || take_column(map, name, value))
        return OK;
    return bad_line(map, line);
}

enum err
import_map_keep(struct call *call, const char *name, const char *path)
{
    struct map_file map = {.call = call,
                           .path = path,
                           .out = {.source = str_from(name),
                                   .day_order = DAY_ORDER_YMD,
                                   .decimal_sign = DECIMAL_SIGN_POINT,
                                   .new_units = NEW_UNIT_RULE_MAKE,
                                   .new_people = NEW_PERSON_RULE_MAKE}};
    char line[LINE_BYTES];
    enum err err = OK;
    FILE *file = fopen(path, "re");

    if (file == NULL)
        return fail(call, ERR_NOT_FOUND, "no_map", "%s: %s", path, strerror(errno));
    map.out.columns.items = arena_array(call->arena, COLUMNS_MAX, sizeof(*map.out.columns.items));
    map.out.words.items = arena_array(call->arena, WORDS_MAX, sizeof(*map.out.words.items));
    while (err == OK && arena_failed(call->arena) == OK && fgets(line, sizeof(line), file) != NULL)
        err = take_line(&map, str_trim(str_copy(call->arena, str_from(line))));
    fclose(file);
    TRY(err);
    TRY(arena_failed(call->arena));
    return okr_mapping_keep(call, &map.out);
}
