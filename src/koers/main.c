/* SPDX-License-Identifier: Apache-2.0 */
/* koers: the command line. The table below is all it can do. */
#include <string.h>
#include <sys/stat.h>

#include "koers/command.h"

#define VERSION "0.1.0"

#define TAKES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct command command_table[] = {
    {"init", "", "Make the database, or bring its schema up to date.", TAKES("db", "demo"),
     cmd_init},
    {"serve", "", "Serve Koers until SIGTERM or SIGINT.",
     TAKES("db", "listen", "admin_listen", "admin_token", "public_url", "trusted_proxies",
           "tls_cert", "tls_key", "threads", "workers", "drain_s", "timeout_ms", "smtp_url",
           "smtp_user", "smtp_password", "smtp_password_file", "smtp_tls", "smtp_ca", "mail_from",
           "mail_retry_s", "chat_hosts", "log_level", "max_connections", "request_timeout_ms",
           "max_body_kib", "bodies_mib", "uploads_mib", "answers_mib", "sums_mib", "replica"),
     cmd_serve},
    {"user add", "EMAIL", "Add a person who can sign in.",
     TAKES("db", "name", "role", "password_stdin"), cmd_user_add},
    {"user link", "EMAIL", "Print a one-time link with which a person sets a new password.",
     TAKES("db", "public_url"), cmd_user_link},
    {"token create", "", "Make a bearer token for a person and print it alone.",
     TAKES("db", "user", "name"), cmd_token_create},
    {"person erase", "EMAIL_OR_ID", "Replace a leaver's name and address everywhere.", TAKES("db"),
     cmd_person_erase},
    {"check", "", "Check schema and references, and compute every stored number again.",
     TAKES("db", "numbers", "cycle"), cmd_check},
    {"export", "FILE", "Write everything to a file, as JSON lines.", TAKES("db"), cmd_export},
    {"import koers", "FILE", "Bring a whole organisation in, as koers export wrote it.",
     TAKES("db"), cmd_import_koers},
    {"import people", "FILE", "Bring in people and units from an HR export (CSV), all or nothing.",
     TAKES("db", "dry_run", "source", "map", "leavers"), cmd_import_people},
    {"import csv", "FILE", "Bring in OKRs from any tool's CSV file, read as a mapping says.",
     TAKES("db", "dry_run", "json", "mapping", "map"), cmd_import_csv},
    {"import viva", "FILE…", "Bring in exports of Viva Goals (CSV or ZIP), all or nothing.",
     TAKES("db", "dry_run", "json"), cmd_import_viva},
    {"backup", "FILE", "Write everything to a packed file and check it, while a server serves.",
     TAKES("db"), cmd_backup},
    {"restore", "FILE", "Make a database of a backup; one that is damaged is refused.", TAKES("db"),
     cmd_restore},
    {"generate", "", "Fill an empty database with a made-up organisation of any size.",
     TAKES("db", "people", "years", "seed", "no_process", "password_stdin"), cmd_generate},
    {"openapi", "", "Print the description of the API (OpenAPI 3.1).", TAKES("db"), cmd_openapi},
};

#define COMMAND_COUNT (sizeof(command_table) / sizeof(command_table[0]))

static void
help_all(FILE *out)
{
    fprintf(out,
            "Koers %s: strategy, OKRs and the practice that keeps them alive.\n\n"
            "koers COMMAND [FLAGS] [ARGUMENTS]\n\n",
            VERSION);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-14s %-12s %s\n", command_table[i].name, command_table[i].arguments,
                command_table[i].help);
    fprintf(out, "\nkoers COMMAND --help tells of one. Settings come from flags, then the "
                 "environment (KOERS_LISTEN …), then koers.conf.\n"
                 "A database is sqlite:PATH or postgresql://USER@HOST/NAME.\n");
}

static int
help_one(const struct command *command)
{
    printf("koers %s [FLAGS] %s\n\n%s\n\n", command->name, command->arguments, command->help);
    config_help(stdout, command->takes);
    return EXIT_FINE;
}

static bool
is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

/* How many words of argv are the command's name; 0 when they are not. */
static int
words_of(const struct command *command, int argc, char **argv)
{
    struct str second;
    struct str first = str_cut(str_from(command->name), ' ', &second);

    if (argc < 1 || !str_eq(str_from(argv[0]), first))
        return 0;
    if (str_is_null(second))
        return 1;
    return argc > 1 && str_eq(str_from(argv[1]), second) ? 2 : 0;
}

static int
run(const struct command *command, int argc, char **argv)
{
    struct arena arena;
    struct config config;

    for (int i = 0; i < argc; i++)
        if (is_help(argv[i]))
            return help_one(command);
    arena_init(&arena, ARENA_CEILING_USUAL);
    int code = EXIT_USAGE;
    if (config_load(&config, &arena, argc, argv, command->takes, stderr) == OK) {
        if (command->arguments[0] != '\0' || config.argument_count == 0)
            code = command->run(&config);
        else
            fprintf(stderr, "koers: %s takes no arguments, only flags: not \"%s\"\n", command->name,
                    config.arguments[0]);
    }
    arena_release(&arena);
    return code;
}

int
main(int argc, char **argv)
{
    if (argc < 2 || is_help(argv[1])) {
        help_all(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_USAGE : EXIT_FINE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("koers %s\n", VERSION);
        return EXIT_FINE;
    }
    (void)umask(S_IRWXG | S_IRWXO); /* a database holds password hashes, as an export does */
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        int words = words_of(&command_table[i], argc - 1, argv + 1);
        if (words > 0)
            return run(&command_table[i], argc - 1 - words, argv + 1 + words);
    }
    fprintf(stderr, "koers: there is no command \"%s\"; koers --help lists them\n", argv[1]);
    return EXIT_USAGE;
}
