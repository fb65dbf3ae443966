/* SPDX-License-Identifier: Apache-2.0 */
/* koers generate: an empty database becomes a made-up organisation of the size one asks for. */
#include "koers/command.h"
#include "koers/generate/generate.h"
#include "koers/generate/people.h"
#include "practice/access/password.h"

static int
order_read(const struct config *config, struct generate_order *order)
{
    struct world_order *world = &order->world;

    world->people = config_number(config, "people");
    world->years = config_number(config, "years");
    world->seed = (uint64_t)config_number(config, "seed");
    world->today = day_of(time_now());
    order->process = !config_flag(config, "no_process");
    if (world->people < 1 || world->people > WORLD_PEOPLE_MAX) {
        fprintf(stderr, "koers: generate wants --people N, from 1 to %d\n", WORLD_PEOPLE_MAX);
        return EXIT_USAGE;
    }
    if (world->years < 1 || world->years > WORLD_YEARS_MAX) {
        fprintf(stderr, "koers: --years is 1 to %d\n", WORLD_YEARS_MAX);
        return EXIT_USAGE;
    }
    return EXIT_FINE;
}

/* Nobody else can sign in: people of a made-up organisation have no password. */
static enum err
password_read(const struct config *config, struct generate_order *order)
{
    struct call call = {.arena = config->arena};
    const struct person admin = {.email = STR(GENERATE_ADMIN)};
    struct str password;

    if (!config_flag(config, "password_stdin"))
        return OK;
    TRY(command_password(config, &password));
    password_check(&call, "password", password, &admin);
    if (call.fault_count > 0)
        fprintf(stderr, "koers: password: %.*s\n", STR_FMT(call.faults[0].detail));
    TRY(call_faults(&call));
    return password_hash(&call, password, &order->password_hash);
}

static void
say_how(const struct config *config, const struct generate_order *order,
        const struct generate_result *made)
{
    const char *db = config_text(config, "db");

    printf("%s, made up: %lld people in %lld units, %lld objectives with %lld key results in %lld "
           "quarters, %lld check-ins.\n",
           GENERATE_NAME, (long long)order->world.people, (long long)made->units,
           (long long)made->objectives, (long long)made->key_results,
           4 * (long long)order->world.years, (long long)made->check_ins);
    if (str_is_null(order->password_hash))
        printf("A link with which the administrator sets a password:\n"
               "  koers user link %s --db %s\n",
               GENERATE_ADMIN, db);
    else
        printf("Sign in as %s with the password you gave.\n", GENERATE_ADMIN);
}

int
cmd_generate(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    struct generate_order order = {0};
    struct generate_result made;

    int code = order_read(config, &order);
    if (code != EXIT_FINE)
        return code;
    if (password_read(config, &order) != OK)
        return command_failed("no password that would do on standard input", NULL);
    if (command_open(config, /* create= */ true, &db) != OK)
        return EXIT_FAILED;
    if (generate_make(db, &order, &made) != OK)
        return command_failed("The organisation was not made", made.why);
    say_how(config, &order, &made);
    return EXIT_FINE;
}
