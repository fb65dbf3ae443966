/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a process needs to start: flags, environment (KOERS_*) and koers.conf, in that order. One
 * table in config.c names every setting with type, default and help; --help and the documentation
 * are made from it. Settings of the organisation are not here but in the database.
 */
#ifndef KOERS_KOERS_CONFIG_H
#define KOERS_KOERS_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

#define CONFIG_ARGUMENTS_MAX 1000U

enum config_type { CONFIG_TEXT, CONFIG_NUMBER, CONFIG_FLAG };

struct config_row {
    const char *name; /* as in koers.conf; the flag has dashes for underscores */
    enum config_type type;
    const char *initial; /* NULL: none */
    const char *meta;    /* what stands for the value in --help */
    const char *help;
    bool command_only; /* a flag of some commands, neither in koers.conf nor in the environment */
};

/* The table, ended by a NULL name. */
extern const struct config_row config_table[];

struct config {
    struct arena *arena;
    const char *values[64]; /* by row; NULL: not set */
    const char *arguments[CONFIG_ARGUMENTS_MAX];
    size_t argument_count;
};

/*
 * Reads flags and arguments behind the command's words, then fills in from the environment, the
 * file and the defaults. `takes` lists the settings the command has, ended by NULL. A fault is said
 * on `errors`, and what would be right with it.
 */
enum err config_load(struct config *config, struct arena *arena, int argc, char **argv,
                     const char *const *takes, FILE *errors) MUST_USE;

/* NULL where nothing is set. */
const char *config_text(const struct config *config, const char *name);
int64_t config_number(const struct config *config, const char *name);
bool config_flag(const struct config *config, const char *name);

/* One aligned line a setting, for --help. */
void config_help(FILE *out, const char *const *takes);

#endif
