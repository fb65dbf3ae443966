/* SPDX-License-Identifier: Apache-2.0 */
/* What all commands share: the table in main.c lists them, one cmd_<name>.c is each. */
#ifndef KOERS_KOERS_COMMAND_H
#define KOERS_KOERS_COMMAND_H

#include "base/arena.h"
#include "db/db.h"
#include "koers/config.h"
#include "model/call.h"

/* Exit codes, as the manual promises them. */
enum exit_code {
    EXIT_FINE = 0,
    EXIT_FAILED = 1,   /* it was tried and did not succeed */
    EXIT_USAGE = 2,    /* the words of the command are off */
    EXIT_FINDINGS = 3, /* check: something does not agree */
};

struct command {
    const char *name;         /* one or two words: "user add" */
    const char *arguments;    /* for --help */
    const char *help;         /* first line is the summary */
    const char *const *takes; /* settings and flags, ended by NULL */
    int (*run)(const struct config *config);
};

int cmd_generate(const struct config *config);
int cmd_init(const struct config *config);
int cmd_serve(const struct config *config);
int cmd_user_add(const struct config *config);
int cmd_user_link(const struct config *config);
int cmd_token_create(const struct config *config);
int cmd_person_erase(const struct config *config);
int cmd_check(const struct config *config);
int cmd_export(const struct config *config);
int cmd_openapi(const struct config *config);
int cmd_import_viva(const struct config *config);
int cmd_import_csv(const struct config *config);
int cmd_import_koers(const struct config *config);
int cmd_import_people(const struct config *config);
int cmd_backup(const struct config *config);
int cmd_restore(const struct config *config);

/* Says on standard error what went wrong and returns EXIT_FAILED. */
int command_failed(const char *what, const char *why) __attribute__((nonnull(1)));

/* Opens the database of the settings, brings or verifies its schema. On failure it has said why. */
enum err command_open(const struct config *config, bool create, struct db **out) MUST_USE;
/* Opens the replica of the settings, if they name one; it need not be reachable. */
enum err command_open_replica(const struct config *config, struct db **out) MUST_USE;
void command_close(struct db **db); /* NULL-safe; usable as cleanup */
#define DB_CLEANUP __attribute__((cleanup(command_close)))

/* The first line of standard input, without its end; ERR_INVALID when there is none. */
enum err command_password(const struct config *config, struct str *out) MUST_USE;

/*
 * Runs a function as the system in one writing transaction, with an arena of its own, and again
 * from the start where the engine asks for it. What the function could not do it says by fail() or
 * fault(), which is printed.
 */
enum err command_write(struct db *db, enum err (*run)(struct call *call, void *arg),
                       void *arg) MUST_USE;

#endif
