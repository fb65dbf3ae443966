/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/link.h"

#include "gen/access_sql.h"
#include "practice/access/password.h"
#include "practice/access/person.h"
#include "practice/access/policy.h"
#include "practice/access/secret.h"
#include "practice/access/session.h"
#include "practice/access/throttle.h"

static enum err
check_fits(struct call *call, const struct person *person, enum link_kind kind)
{
    if (person->state == PERSON_STATE_DEACTIVATED)
        return fail(call, ERR_CONFLICT, "person_left",
                    "This person is deactivated; reactivate them first.");
    if (person->merged_into.has || str_is_null(person->email))
        return fail(call, ERR_CONFLICT, "no_address",
                    "This person has no address to sign in with; add one first.");
    if (kind == LINK_KIND_INVITATION && person->state == PERSON_STATE_ACTIVE)
        return fail(call, ERR_CONFLICT, "already_active",
                    "This person has a password already; make a link that resets it.");
    if (kind == LINK_KIND_RESET && person->state != PERSON_STATE_ACTIVE)
        return fail(call, ERR_CONFLICT, "not_active",
                    "This person has no password yet; make an invitation.");
    return OK;
}

enum err
link_make(struct call *call, const struct person *person, enum link_kind kind,
          struct link_secret *out)
{
    struct secret secret;

    TRY(check_fits(call, person, kind));
    TRY(secret_make(call, "", &secret));
    struct link row = {
        .person_id = person->id,
        .kind = kind,
        .secret_hash = secret.hash,
        .created_at = call->now,
        .expires_at = call->now + (kind == LINK_KIND_INVITATION ? LINK_INVITATION_LIFETIME
                                                                : LINK_RESET_LIFETIME),
    };
    TRY(q_link_delete_unused(call, person->id));
    TRY(q_link_insert(call, &row, &row.id));
    struct happening happening =
        credential_happening(EVENT_LINK_CREATED, &type_link, row.id, person->id);
    TRY(record(call, &happening, NULL, NULL));
    out->url =
        str_fmt(call->arena, "%.*s/link/%.*s", STR_FMT(call->public_url), STR_FMT(secret.text));
    out->expires_at = row.expires_at;
    call->secret = true;
    return arena_failed(call->arena);
}

enum err
person_link_create(struct call *call, const struct link_new *in, struct link_secret *out)
{
    struct person person;

    TRY(policy_check(call, VERB_PERSON_EDIT, &(struct subject){0}));
    TRY(person_open(call, in->id, &person));
    return link_make(call, &person, in->kind, out);
}

/* The link and its person, when it still holds. One answer for all that is wrong with it. */
static enum err
open_link(struct call *call, struct str secret, struct link *ret_link, struct person *ret_person)
{
    enum err err = q_link_by_secret(call, secret_hash(call->arena, secret), ret_link);

    if (err == OK && !ret_link->used_at.has && ret_link->expires_at > call->now) {
        TRY(q_person_get(call, ret_link->person_id, ret_person));
        if (ret_person->state == PERSON_STATE_INVITED || ret_person->state == PERSON_STATE_ACTIVE)
            return OK;
        err = ERR_NOT_FOUND;
    }
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    fault(call, "/secret", "no_such_link", "This link was used or has run out; ask for a new one.");
    return call_faults(call);
}

enum err
link_redeem_prepare(struct call *call, const struct link_redeem *in)
{
    struct link link;
    struct person person;
    struct str *hash = arena_new(call->arena, struct str);

    if (hash == NULL)
        return ERR_MEMORY;
    TRY(open_link(call, in->secret, &link, &person));
    password_check(call, "/password", in->password, &person);
    TRY(call_faults(call));
    TRY(password_hash(call, in->password, hash));
    call->prepared = hash;
    return OK;
}

/* POST /api/v1/links/redeem: the password is set, the link is used, and all sessions end. */
enum err
link_redeem(struct call *call, const struct link_redeem *in)
{
    const struct str *hash = call->prepared;
    struct link link;
    struct person person;

    TRY(open_link(call, in->secret, &link, &person));
    call->person_id = person.id;
    TRY(q_link_use(call, maybe_of(call->now), link.id));
    TRY(q_link_delete_unused(call, person.id));
    TRY(q_person_password_set(call, *hash, PERSON_STATE_ACTIVE, person.id));
    TRY(sessions_end(call, person.id, /* except_id= */ 0));
    TRY(throttle_forgive(call, person.email));
    struct happening happening = person_happening(&person, EVENT_PASSWORD_CHANGED);
    return record(call, &happening, NULL, NULL);
}
