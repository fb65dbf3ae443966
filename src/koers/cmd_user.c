/* SPDX-License-Identifier: Apache-2.0 */
/* koers user add, koers user link, koers person erase: what an administrator does from a shell. */
#include <stdlib.h>

#include "gen/access.h"
#include "gen/access_sql.h"
#include "gen/org_sql.h"
#include "koers/command.h"
#include "practice/access/erase.h"
#include "practice/access/link.h"
#include "practice/access/password.h"
#include "practice/access/person.h"
#include "practice/notice/keep.h"
#include "practice/org/grant.h"
#include "practice/process/template.h"

struct new_user {
    struct str email;
    struct str name;
    enum role role;
    struct str password; /* "no text": invited, not active */
    struct str hash;
};

/* With its first person an organisation begins: it gets the process that comes with Koers, to be
 * changed or put to use. (An import of a whole organisation brings its own.) */
static enum err
begin_organisation(struct call *call)
{
    struct person_list people;
    int64_t template_id;

    TRY(q_person_page(call, STR(""), 0, PERSON_STATE_NULL, (struct str){0}, 1, &people));
    return people.count == 0 ? process_dare_add(call, &template_id) : OK;
}

static enum err
user_add(struct call *call, void *arg)
{
    const struct new_user *user = arg;
    struct person person;

    struct str email = email_normal(call->arena, user->email);
    if (!email_is_address(email))
        return fail(call, ERR_INVALID, "bad_email", "\"%.*s\" is no mail address.",
                    STR_FMT(user->email));
    enum err err = q_person_by_email(call, email, &person);
    if (err == OK)
        return fail(call, ERR_CONFLICT, "email_taken", "%.*s is a person already: %.*s.",
                    STR_FMT(email), STR_FMT(person.name));
    if (err != ERR_NOT_FOUND)
        return err;
    person = (struct person){.name = user->name, .email = email, .created_at = call->now};
    if (!str_is_null(user->password)) {
        password_check(call, "password", user->password, &person);
        TRY(call_faults(call));
        person.state = PERSON_STATE_ACTIVE;
        person.password_hash = user->hash;
    }
    TRY(begin_organisation(call));
    TRY(person_add(call, &person));
    return grant_add(call, person.id, user->role, maybe_none());
}

static enum err
hash_password(const struct config *config, struct new_user *user)
{
    struct call call = {.arena = config->arena};

    return password_hash(&call, user->password, &user->hash);
}

static int
user_read(const struct config *config, struct new_user *user)
{
    const char *role = config_text(config, "role");

    if (config->argument_count != 1) {
        command_failed("user add wants one mail address", NULL);
        return EXIT_USAGE;
    }
    user->email = str_from(config->arguments[0]);
    user->name = str_from(config_text(config, "name"));
    if (str_is_null(user->name)) {
        command_failed("user add wants --name NAME", NULL);
        return EXIT_USAGE;
    }
    user->role = (enum role)choice_value(role_choice, str_from(role != NULL ? role : "member"));
    if (user->role == ROLE_NULL) {
        command_failed("--role is member, leader, okr_master or admin", NULL);
        return EXIT_USAGE;
    }
    return EXIT_FINE;
}

int
cmd_user_add(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    struct new_user user = {0};

    int code = user_read(config, &user);
    if (code != EXIT_FINE)
        return code;
    if (config_flag(config, "password_stdin") &&
        (command_password(config, &user.password) != OK || hash_password(config, &user) != OK))
        return command_failed("no password on standard input", NULL);
    if (command_open(config, /* create= */ false, &db) != OK ||
        command_write(db, user_add, &user) != OK)
        return EXIT_FAILED;
    printf("Added %.*s.\n", STR_FMT(user.email));
    return EXIT_FINE;
}

struct link_order {
    struct str email;
    struct str public_url;
    char url[512];
};

static enum err
link_order_run(struct call *call, void *arg)
{
    struct link_order *order = arg;
    struct person person;
    struct link_secret secret;

    call->public_url = order->public_url;
    enum err err = q_person_by_email(call, email_normal(call->arena, order->email), &person);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_person", "There is nobody with the address %.*s.",
                    STR_FMT(order->email));
    TRY(err);
    enum link_kind kind =
        person.state == PERSON_STATE_ACTIVE ? LINK_KIND_RESET : LINK_KIND_INVITATION;
    TRY(link_make(call, &person, kind, &secret));
    snprintf(order->url, sizeof(order->url), "%.*s", STR_FMT(secret.url));
    return OK;
}

int
cmd_user_link(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    const char *public_url = config_text(config, "public_url");
    struct link_order order = {
        .public_url = str_from(public_url != NULL ? public_url : "http://127.0.0.1:8080")};

    if (config->argument_count != 1) {
        command_failed("user link wants one mail address", NULL);
        return EXIT_USAGE;
    }
    order.email = str_from(config->arguments[0]);
    if (command_open(config, /* create= */ false, &db) != OK ||
        command_write(db, link_order_run, &order) != OK)
        return EXIT_FAILED;
    printf("%s\n", order.url);
    return EXIT_FINE;
}

static enum err
erase(struct call *call, void *arg)
{
    struct str who = str_from(arg);
    struct person person;
    int64_t id;

    if (scaled_parse(who, 0, INT64_MAX / 2, &id) != OK) {
        enum err err = q_person_by_email(call, email_normal(call->arena, who), &person);
        if (err == ERR_NOT_FOUND)
            return fail(call, err, "no_such_person", "There is nobody with the address %.*s.",
                        STR_FMT(who));
        TRY(err);
        id = person.id;
    }
    TRY(person_erase(call, id));
    return notices_erase(call, id);
}

int
cmd_person_erase(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;

    if (config->argument_count != 1) {
        command_failed("person erase wants one mail address or id", NULL);
        return EXIT_USAGE;
    }
    char *who = str_cstr(config->arena, str_from(config->arguments[0]));
    if (who == NULL || command_open(config, /* create= */ false, &db) != OK ||
        command_write(db, erase, who) != OK)
        return EXIT_FAILED;
    printf("Name and address are replaced everywhere; what was done stays readable.\n");
    return EXIT_FINE;
}
