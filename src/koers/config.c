/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"

#define LINE_MAX_BYTES 4096

const struct config_row config_table[] = {
    /* clang-format off */
    {"config",          CONFIG_TEXT,   NULL,              "FILE",      "where settings are read from; else ./koers.conf, then /etc/koers/koers.conf", false},
    {"db",              CONFIG_TEXT,   "sqlite:koers.db", "URL",       "the database: sqlite:PATH or postgresql://USER@HOST/NAME", false},
    {"replica",         CONFIG_TEXT,   NULL,              "URL",       "a standby of that PostgreSQL; who has not just written reads from it", false},
    {"listen",          CONFIG_TEXT,   "127.0.0.1:8080",  "HOST:PORT", "where to serve; port 0 takes a free one", false},
    {"admin_listen",    CONFIG_TEXT,   NULL,              "HOST:PORT", "where /metrics and the details of /readyz are served to anybody", false},
    {"admin_token",     CONFIG_TEXT,   NULL,              "TEXT",      "bearer token that may see them on the main port too", false},
    {"public_url",      CONFIG_TEXT,   NULL,              "URL",       "how people reach Koers, for links and origin checks; else what the request says", false},
    {"trusted_proxies", CONFIG_TEXT,   NULL,              "RANGES",    "proxies whose X-Forwarded-For and -Proto count, such as 10.0.0.0/8,127.0.0.1", false},
    {"tls_cert",        CONFIG_TEXT,   NULL,              "FILE",      "certificate chain, PEM; with tls_key Koers speaks TLS itself", false},
    {"tls_key",         CONFIG_TEXT,   NULL,              "FILE",      "private key, PEM", false},
    {"threads",         CONFIG_NUMBER, "0",               "N",         "serving threads; 0 is one a core", false},
    {"workers",         CONFIG_NUMBER, "0",               "N",         "workers for long reads, passwords and PostgreSQL; 0 is a sensible number", false},
    {"drain_s",         CONFIG_NUMBER, "0",               "S",         "how long a stop says so in /readyz and serves on, so that a balancer sees it", false},
    {"timeout_ms",      CONFIG_NUMBER, "10000",           "MS",        "longest statement on PostgreSQL, and longest wait for it", false},
    {"max_connections", CONFIG_NUMBER, "16384",           "N",         "connections at once; who holds one idle is cut off early when seven eighths are taken", false},
    {"request_timeout_ms", CONFIG_NUMBER, "30000",        "MS",        "how long a request may take to arrive, and an idle connection stays", false},
    {"max_body_kib",    CONFIG_NUMBER, "1024",            "KIB",       "longest body of a request; files that are imported may have 32 MiB", false},
    {"bodies_mib",      CONFIG_NUMBER, "32",              "MIB",       "memory for all bodies that are arriving", false},
    {"uploads_mib",     CONFIG_NUMBER, "512",             "MIB",       "disk for all files that are arriving", false},
    {"answers_mib",     CONFIG_NUMBER, "256",             "MIB",       "memory for all large answers that are going out", false},
    {"sums_mib",        CONFIG_NUMBER, "80",              "MIB",       "memory for what was computed of units and objectives, and for rows of lists; 0: each is computed anew", false},
    {"smtp_url",        CONFIG_TEXT,   NULL,              "URL",       "the server that takes our mail: smtp://HOST:587 or smtps://HOST; without it none is sent", false},
    {"smtp_user",       CONFIG_TEXT,   NULL,              "NAME",      "who signs in there; without it nobody does", false},
    {"smtp_password",   CONFIG_TEXT,   NULL,              "TEXT",      "the password; better in smtp_password_file", false},
    {"smtp_password_file", CONFIG_TEXT, NULL,             "FILE",      "a file whose first line is the password", false},
    {"smtp_tls",        CONFIG_TEXT,   "required",        "POLICY",    "required, offered (where the server has it) or none", false},
    {"smtp_ca",         CONFIG_TEXT,   NULL,              "FILE",      "certificates that vouch for the mail server, PEM; else the system's", false},
    {"mail_from",       CONFIG_TEXT,   NULL,              "ADDRESS",   "whom mail is from: Koers <koers@example.org>", false},
    {"mail_retry_s",    CONFIG_NUMBER, "60",              "S",         "pause before a message that did not go is tried again; it doubles each time", false},
    {"chat_hosts",      CONFIG_TEXT,   "hooks.slack.com,*.logic.azure.com,*.api.powerplatform.com,*.webhook.office.com", "HOSTS", "where messages to a chat may be posted, comma between", false},
    {"log_level",       CONFIG_TEXT,   "info",            "LEVEL",     "debug, info, warning or error", false},
    {"demo",            CONFIG_FLAG,   NULL,              NULL,        "also make a fictional organisation to try things on", true},
    {"people",          CONFIG_NUMBER, "0",               "N",         "how many people, from 1 to 1000000", true},
    {"years",           CONFIG_NUMBER, "5",               "N",         "how many years of OKRs lie behind, from 1 to 10", true},
    {"seed",            CONFIG_NUMBER, "1",               "N",         "another number makes another organisation of that size", true},
    {"no_process",      CONFIG_FLAG,   NULL,              NULL,        "leave the process to be put to use by hand", true},
    {"dry_run",         CONFIG_FLAG,   NULL,              NULL,        "say what would happen and write nothing", true},
    {"source",          CONFIG_TEXT,   NULL,              "NAME",      "what an HR export comes from; its columns are remembered by this name [hr]", true},
    {"mapping",         CONFIG_TEXT,   NULL,              "NAME",      "how a file of OKRs is read; kept by this name", true},
    {"map",             CONFIG_TEXT,   NULL,              "FILE",      "lines of field = column that say which column holds what", true},
    {"leavers",         CONFIG_FLAG,   NULL,              NULL,        "more than a fifth of the people are missing, and really left", true},
    {"json",            CONFIG_FLAG,   NULL,              NULL,        "report as JSON", true},
    {"name",            CONFIG_TEXT,   NULL,              "NAME",      "the person's name, or what the token is for", true},
    {"role",            CONFIG_TEXT,   NULL,              "ROLE",      "member, leader, okr_master or admin, for the whole organisation", true},
    {"password_stdin",  CONFIG_FLAG,   NULL,              NULL,        "read the password from standard input", true},
    {"user",            CONFIG_TEXT,   NULL,              "EMAIL",     "the person the token acts for", true},
    {"numbers",         CONFIG_FLAG,   NULL,              NULL,        "only recompute numbers", true},
    {"cycle",           CONFIG_TEXT,   NULL,              "NAME",      "only this cycle", true},
    {NULL,              CONFIG_TEXT,   NULL,              NULL,        NULL, false},
    /* clang-format on */
};

static int
row_of(struct str name)
{
    for (int i = 0; config_table[i].name != NULL; i++) {
        const char *row = config_table[i].name;
        bool same = strlen(row) == name.len;
        for (size_t j = 0; same && j < name.len; j++)
            same = row[j] == name.ptr[j] || (row[j] == '_' && name.ptr[j] == '-');
        if (same)
            return i;
    }
    return -1;
}

static bool
is_taken(const char *name, const char *const *takes)
{
    for (; *takes != NULL; takes++)
        if (strcmp(name, *takes) == 0)
            return true;
    return strcmp(name, "config") == 0;
}

static enum err
put(struct config *config, int row, const char *value, const char *from, FILE *errors)
{
    int64_t number;

    if (config_table[row].type == CONFIG_NUMBER &&
        (scaled_parse(str_from(value), 0, INT32_MAX, &number) != OK || number < 0)) {
        fprintf(errors, "koers: %s: %s must be a whole number, 0 or more, not \"%s\"\n", from,
                config_table[row].name, value);
        return ERR_INVALID;
    }
    if (config->values[row] == NULL)
        config->values[row] = str_cstr(config->arena, str_from(value));
    return OK;
}

/* One flag, with its value behind '=' or in the next word. `*at` moves on when that is taken. */
static enum err
read_flag(struct config *config, int argc, char **argv, int *at, const char *const *takes,
          FILE *errors)
{
    struct str value;
    struct str name = str_cut(str_from(argv[*at] + 2), '=', &value);
    int row = row_of(name);

    if (row < 0 || !is_taken(config_table[row].name, takes)) {
        fprintf(errors, "koers: there is no flag --%.*s here; --help lists them\n", STR_FMT(name));
        return ERR_INVALID;
    }
    if (config_table[row].type == CONFIG_FLAG) {
        config->values[row] = "true";
        return OK;
    }
    if (str_is_null(value) && *at + 1 == argc) {
        fprintf(errors, "koers: --%.*s wants a value\n", STR_FMT(name));
        return ERR_INVALID;
    }
    config->values[row] = NULL; /* of one flag given twice the last holds */
    return put(config, row, str_is_null(value) ? argv[++*at] : value.ptr, "flag", errors);
}

static enum err
read_arguments(struct config *config, int argc, char **argv, const char *const *takes, FILE *errors)
{
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) == 0 && argv[i][2] != '\0') {
            TRY(read_flag(config, argc, argv, &i, takes, errors));
        } else if (config->argument_count < CONFIG_ARGUMENTS_MAX) {
            config->arguments[config->argument_count++] = argv[i];
        } else {
            fprintf(errors, "koers: more than %u arguments\n", CONFIG_ARGUMENTS_MAX);
            return ERR_INVALID;
        }
    }
    return OK;
}

static enum err
read_environment(struct config *config, FILE *errors)
{
    for (int i = 0; config_table[i].name != NULL; i++) {
        char name[64] = "KOERS_";
        size_t length = strlen(name);
        if (config_table[i].command_only)
            continue;
        for (const char *c = config_table[i].name; *c != '\0'; c++)
            name[length++] = (char)toupper((unsigned char)*c);
        const char *value = getenv(name);
        if (value != NULL)
            TRY(put(config, i, value, name, errors));
    }
    return OK;
}

/* "name = value"; empty lines and what follows # at the start of a line are passed over. */
static enum err
read_line(struct config *config, struct str line, const char *path, int number, FILE *errors)
{
    struct str value;

    line = str_trim(line);
    if (line.len == 0 || line.ptr[0] == '#')
        return OK;
    struct str name = str_trim(str_cut(line, '=', &value));
    int row = row_of(name);
    if (str_is_null(value) || row < 0 || config_table[row].command_only) {
        fprintf(errors, "koers: %s:%d: \"%.*s\" is no setting; write name = value\n", path, number,
                STR_FMT(name));
        return ERR_INVALID;
    }
    const char *text = str_cstr(config->arena, str_trim(value));
    return text != NULL ? put(config, row, text, path, errors) : ERR_MEMORY;
}

static enum err
read_file(struct config *config, const char *path, bool required, FILE *errors)
{
    char line[LINE_MAX_BYTES];
    enum err err = OK;
    FILE *file = fopen(path, "re");

    if (file == NULL) {
        if (required)
            fprintf(errors, "koers: cannot read %s\n", path);
        return required ? ERR_NOT_FOUND : OK;
    }
    for (int number = 1; err == OK && fgets(line, sizeof(line), file) != NULL; number++)
        err = read_line(config, str_from(line), path, number, errors);
    fclose(file);
    return err;
}

enum err
config_load(struct config *config, struct arena *arena, int argc, char **argv,
            const char *const *takes, FILE *errors)
{
    *config = (struct config){.arena = arena};
    TRY(read_arguments(config, argc, argv, takes, errors));
    TRY(read_environment(config, errors));
    const char *path = config_text(config, "config");
    TRY(read_file(config, path != NULL ? path : "koers.conf", path != NULL, errors));
    if (path == NULL)
        TRY(read_file(config, "/etc/koers/koers.conf", /* required= */ false, errors));
    for (int i = 0; config_table[i].name != NULL; i++)
        if (config->values[i] == NULL)
            config->values[i] = config_table[i].initial;
    return arena_failed(arena);
}

const char *
config_text(const struct config *config, const char *name)
{
    int row = row_of(str_from(name));

    return row >= 0 ? config->values[row] : NULL;
}

int64_t
config_number(const struct config *config, const char *name)
{
    const char *text = config_text(config, name);
    int64_t number = 0;

    if (text != NULL && scaled_parse(str_from(text), 0, INT32_MAX, &number) != OK)
        return 0;
    return number;
}

bool
config_flag(const struct config *config, const char *name)
{
    return config_text(config, name) != NULL;
}

void
config_help(FILE *out, const char *const *takes)
{
    for (int i = 0; config_table[i].name != NULL; i++) {
        const struct config_row *row = &config_table[i];
        char flag[64];
        if (!is_taken(row->name, takes))
            continue;
        snprintf(flag, sizeof(flag), "--%s%s%s", row->name, row->meta != NULL ? " " : "",
                 row->meta != NULL ? row->meta : "");
        for (char *c = flag; *c != '\0' && *c != ' '; c++)
            *c = *c == '_' ? '-' : *c;
        fprintf(out, "  %-28s %s", flag, row->help);
        fprintf(out, row->initial != NULL ? " [%s]\n" : "\n", row->initial);
    }
}
