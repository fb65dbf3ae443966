/* SPDX-License-Identifier: Apache-2.0 */
/* koers import people FILE.csv: people and units from an HR export, all or nothing. */
#include <errno.h>
#include <string.h>

#include "koers/command.h"
#include "practice/exchange/people.h"

#define ARENA_MAX      (1UL << 30)
#define MAP_LINE_MAX   1000
#define SOURCE_DEFAULT "hr"

struct importing {
    const struct config *config;
    struct db *db;
    struct arena arena;
    struct call call; /* of the plan */
    struct people people;
};

static const char *
source_of(const struct config *config)
{
    const char *source = config_text(config, "source");

    return source != NULL ? source : SOURCE_DEFAULT;
}

static void
say_failed(const struct call *call, enum err err)
{
    if (!str_is_null(call->why))
        command_failed("import people", str_cstr(call->arena, call->why));
    else
        command_failed("import people", err_name(err));
}

/* "field = column" lines of --map; what they say is remembered for the source. */
static enum err
read_map(struct call *call, void *arg)
{
    const struct config *config = arg;
    const char *path = config_text(config, "map");
    struct people_column_new items[PEOPLE_FIELD_COUNT];
    struct people_columns in = {.source = str_from(source_of(config)), .columns = {.items = items}};
    char line[MAP_LINE_MAX];
    FILE *file = fopen(path, "re");

    if (file == NULL)
        return fail(call, ERR_NOT_FOUND, "no_map", "%s: %s", path, strerror(errno));
    while (fgets(line, sizeof(line), file) != NULL && in.columns.count < PEOPLE_FIELD_COUNT) {
        struct str header;
        struct str name =
            str_trim(str_cut(str_trim(str_copy(call->arena, str_from(line))), '=', &header));
        int field = choice_value(people_field_choice, name);
        if (name.len == 0 || name.ptr[0] == '#')
            continue;
        if (field <= 0 || str_is_null(header)) {
            fclose(file);
            return fail(call, ERR_INVALID, "bad_map", "%s: \"%.*s\" is no line of field = column",
                        path, STR_FMT(name));
        }
        items[in.columns.count++] = (struct people_column_new){.field = (enum people_field)field,
                                                               .header = str_trim(header)};
    }
    fclose(file);
    return people_columns_keep(call, &in);
}

static enum err
plan(struct importing *importing)
{
    const char *path = importing->config->arguments[0];
    const char *slash = strrchr(path, '/');
    char why[SHEET_WHY_MAX] = "";
    FILE *file = fopen(path, "re");

    if (file == NULL) {
        command_failed(path, strerror(errno));
        return ERR_NOT_FOUND;
    }
    struct call *call = &importing->call;
    enum err err = conn_begin(importing->db, /* writes= */ false, &call->conn);
    if (err == OK)
        err = people_begin(call, str_from(source_of(importing->config)), &importing->people);
    importing->people.leavers = config_flag(importing->config, "leavers");
    if (err == OK)
        err = people_read(&importing->people, file, slash != NULL ? slash + 1 : path, why);
    if (err == OK)
        err = people_plan(&importing->people);
    if (err != OK && why[0] != '\0')
        command_failed("import people", why);
    else if (err != OK)
        say_failed(call, err);
    conn_rollback(&call->conn);
    fclose(file);
    return err;
}

static enum err
apply(struct call *call, void *arg)
{
    struct importing *importing = arg;

    return people_apply(&importing->people, call);
}

static void
print_line(const struct people_line *line)
{
    if (line->line > 0)
        printf("line %lld: ", (long long)line->line);
    printf("%s", choice_name(import_outcome_choice, (int)line->outcome));
    if (!str_is_null(line->name))
        printf(": %.*s", STR_FMT(line->name));
    if (!str_is_null(line->column))
        printf(" [%.*s]", STR_FMT(line->column));
    if (!str_is_null(line->reason))
        printf(": %.*s", STR_FMT(line->reason));
    printf("\n");
}

static void
print_report(const struct people *people, bool dry_run)
{
    size_t units = 0;

    for (size_t i = 0; i < people->mapping.column_count; i++)
        if (people->mapping.columns[i].field == 0)
            printf("column \"%.*s\" is left aside\n", STR_FMT(people->mapping.columns[i].header));
    for (size_t i = 0; i < people->lines.count; i++)
        print_line(&people->lines.items[i]);
    for (size_t i = 0; i < people->unit_count; i++)
        units += people->units[i].id == 0 || people->units[i].made;
    printf("%s%lld created, %lld updated, %lld unchanged, %lld left, %lld refused, %lld doubtful; "
           "%zu new units.\n",
           dry_run ? "Would be: " : "", (long long)people->counts[IMPORT_OUTCOME_CREATED],
           (long long)people->counts[IMPORT_OUTCOME_UPDATED],
           (long long)people->counts[IMPORT_OUTCOME_UNCHANGED],
           (long long)people->counts[IMPORT_OUTCOME_LEFT],
           (long long)people->counts[IMPORT_OUTCOME_REFUSED],
           (long long)people->counts[IMPORT_OUTCOME_DOUBTFUL], units);
}

static enum err
import(struct importing *importing)
{
    bool dry_run = config_flag(importing->config, "dry_run");
    enum err err = OK;

    if (config_text(importing->config, "map") != NULL)
        TRY(command_write(importing->db, read_map, (void *)(uintptr_t)importing->config));
    TRY(plan(importing));
    if (str_is_null(importing->people.problem) && !dry_run && people_changes(&importing->people))
        err = command_write(importing->db, apply, importing);
    if (err == OK)
        print_report(&importing->people, dry_run);
    if (err == OK && !str_is_null(importing->people.problem)) {
        command_failed("import people", str_cstr(&importing->arena, importing->people.problem));
        return ERR_CONFLICT;
    }
    return err;
}

int
cmd_import_people(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    struct importing importing = {.config = config};

    if (config->argument_count != 1) {
        command_failed("import people", "name one CSV file");
        return EXIT_USAGE;
    }
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    importing.db = db;
    arena_init(&importing.arena, ARENA_MAX);
    importing.call = (struct call){.arena = &importing.arena, .now = time_now()};
    enum err err = import(&importing);
    arena_release(&importing.arena);
    return err == OK ? EXIT_FINE : EXIT_FAILED;
}
