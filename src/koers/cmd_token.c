/* SPDX-License-Identifier: Apache-2.0 */
/* koers token create: a bearer token for a person, printed alone so that scripts can take it. */
#include <stdio.h>

#include "gen/access.h"
#include "gen/access_sql.h"
#include "koers/command.h"
#include "practice/access/person.h"
#include "practice/access/token.h"

struct token_order {
    struct str email;
    struct str name;
    char secret[128];
};

static enum err
token_order_run(struct call *call, void *arg)
{
    struct token_order *order = arg;
    struct person person;
    struct token_secret token;

    enum err err = q_person_by_email(call, email_normal(call->arena, order->email), &person);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_person", "There is nobody with the address %.*s.",
                    STR_FMT(order->email));
    TRY(err);
    TRY(token_make(call, person.id, order->name, maybe_none(), &token));
    snprintf(order->secret, sizeof(order->secret), "%.*s", STR_FMT(token.secret));
    return OK;
}

int
cmd_token_create(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    const char *name = config_text(config, "name");
    struct token_order order = {.email = str_from(config_text(config, "user")),
                                .name = str_from(name != NULL ? name : "command line")};

    if (str_is_null(order.email)) {
        command_failed("token create wants --user EMAIL", NULL);
        return EXIT_USAGE;
    }
    if (command_open(config, /* create= */ false, &db) != OK ||
        command_write(db, token_order_run, &order) != OK)
        return EXIT_FAILED;
    printf("%s\n", order.secret);
    return EXIT_FINE;
}
