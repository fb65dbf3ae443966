/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The commands that move a whole organisation: `export` and `import koers` in plain text, for
 * programs and people; `backup` and `restore` packed, checked after writing, and with the database
 * made anew.
 */
#include "koers/command.h"
#include "koers/travel.h"

/* The one file that each of these commands wants; NULL after saying so. */
static const char *
file_of(const struct config *config, const char *wants)
{
    if (config->argument_count == 1)
        return config->arguments[0];
    command_failed(wants, NULL);
    return NULL;
}

int
cmd_export(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    const char *path = file_of(config, "export wants one file to write");
    int64_t rows = 0;

    if (path == NULL)
        return EXIT_USAGE;
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    int code = travel_write(db, path, /* packed= */ false, &rows);
    if (code == EXIT_FINE)
        printf("%lld rows are in %s.\n", (long long)rows, path);
    return code;
}

int
cmd_import_koers(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    const char *path =
        file_of(config, "import koers wants one file, as koers export or backup wrote it");
    int64_t rows = 0;

    if (path == NULL)
        return EXIT_USAGE;
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    int code = travel_read(db, path, &rows);
    if (code == EXIT_FINE)
        printf("%lld rows came in.\n", (long long)rows);
    return code;
}

int
cmd_backup(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    const char *path = file_of(config, "backup wants one file to write");
    int64_t rows = 0, found = 0;

    if (path == NULL)
        return EXIT_USAGE;
    if (command_open(config, /* create= */ false, &db) != OK ||
        travel_write(db, path, /* packed= */ true, &rows) != EXIT_FINE ||
        travel_verify(path, &found) != EXIT_FINE)
        return EXIT_FAILED;
    printf("%lld rows are in %s, read again and whole.\n", (long long)found, path);
    return EXIT_FINE;
}

int
cmd_restore(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    const char *path = file_of(config, "restore wants one file, as koers backup wrote it");
    int64_t rows = 0;

    if (path == NULL)
        return EXIT_USAGE;
    /* A damaged file is refused before a database is made for it. */
    if (travel_verify(path, &rows) != EXIT_FINE ||
        command_open(config, /* create= */ true, &db) != OK ||
        travel_read(db, path, &rows) != EXIT_FINE)
        return EXIT_FAILED;
    printf("%lld rows are back in %s.\n", (long long)rows, config_text(config, "db"));
    return EXIT_FINE;
}
