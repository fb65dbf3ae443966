/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/command.h"

#include <stddef.h>

#include "gen/migration.h"

#define PASSWORD_BYTES_MAX 4096

int
command_failed(const char *what, const char *why)
{
    fprintf(stderr, "koers: %s%s%s\n", what, why != NULL && why[0] != '\0' ? ": " : "",
            why != NULL ? why : "");
    return EXIT_FAILED;
}

/* What a database is opened with, and a replica alike; `place` is the setting that says where. */
static struct db_options
options_of(const struct config *config, const char *place)
{
    return (struct db_options){
        .url = config_text(config, place),
        .query_count = (unsigned)all_query_count,
        .workers = (unsigned)config_number(config, "workers"),
        .timeout_ms = (unsigned)config_number(config, "timeout_ms"),
    };
}

enum err
command_open(const struct config *config, bool create, struct db **out)
{
    char why[DB_WHY_MAX] = "";
    struct db_options options = options_of(config, "db");

    options.create = create;
    enum err err = db_open(out, &options, why);
    if (err != OK) {
        command_failed(options.url, why);
        return err;
    }
    err = db_migrate(*out, all_migrations, all_migrations_count, MIGRATE_APPLY, why);
    if (err != OK) {
        command_failed(options.url, why);
        db_close(*out);
        *out = NULL;
    }
    return err;
}

enum err
command_open_replica(const struct config *config, struct db **out)
{
    char why[DB_WHY_MAX] = "";
    struct db_options options = options_of(config, "replica");

    options.replica = true;
    enum err err = options.url != NULL ? db_open(out, &options, why) : OK;
    if (err != OK)
        command_failed("replica", why);
    return err;
}

void
command_close(struct db **db)
{
    if (*db != NULL)
        db_close(*db);
    *db = NULL;
}

enum err
command_password(const struct config *config, struct str *out)
{
    char line[PASSWORD_BYTES_MAX];

    if (fgets(line, sizeof(line), stdin) == NULL)
        return ERR_INVALID;
    *out = str_copy(config->arena, str_slice(str_from(line), 0, strcspn(line, "\r\n")));
    return OK;
}

struct command_work {
    struct db_work work;
    struct call call;
    struct arena arena;
    enum err (*run)(struct call *call, void *arg);
    void *arg;
};

static enum err
work_run(struct db_work *work, struct conn *conn)
{
    struct command_work *command =
        (struct command_work *)(void *)((char *)work - offsetof(struct command_work, work));

    arena_clear(&command->arena);
    call_reset(&command->call);
    command->call.conn = conn;
    return command->run(&command->call, command->arg);
}

static void
say_faults(const struct call *call, enum err err, const char *database)
{
    if (!str_is_null(call->why))
        fprintf(stderr, "koers: %.*s\n", STR_FMT(call->why));
    else if (call->fault_count == 0)
        fprintf(stderr, "koers: %s %s\n", err_name(err), database);
    for (size_t i = 0; i < call->fault_count; i++)
        fprintf(stderr, "koers: %.*s: %.*s\n", STR_FMT(call->faults[i].pointer),
                STR_FMT(call->faults[i].detail));
}

enum err
command_write(struct db *db, enum err (*run)(struct call *call, void *arg), void *arg)
{
    struct command_work command = {.work = {.run = work_run}, .run = run, .arg = arg};

    arena_init(&command.arena, ARENA_CEILING_USUAL);
    command.call = (struct call){.arena = &command.arena, .now = time_now()};
    enum err err = db_run_write(db, &command.work);
    if (err != OK)
        say_faults(&command.call, err, command.work.why);
    arena_release(&command.arena);
    return err;
}
