/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/session.h"

#include "gen/access_sql.h"
#include "model/page.h"
#include "practice/access/password.h"
#include "practice/access/person.h"
#include "practice/access/secret.h"
#include "practice/access/setting.h"
#include "practice/access/throttle.h"
#include "practice/access/who.h"

#define CLIENT_LENGTH_MAX 300U /* of the entity */

struct happening
credential_happening(const char *kind, const struct type *type, int64_t id, int64_t person_id)
{
    return (struct happening){
        .kind = kind,
        .type = type,
        .subject_id = id,
        .owner_id = maybe_of(person_id),
        .hidden = true,
    };
}

enum err
sessions_end(struct call *call, int64_t person_id, int64_t except_id)
{
    struct session_list rows;

    if (call->who != NULL && call->who->session_id != 0 && call->who->person_id == person_id &&
        call->who->session_id != except_id)
        call->cookie = STR("");
    TRY(q_session_of_person(call, person_id, except_id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct happening happening =
            credential_happening(EVENT_SESSION_ENDED, &type_session, rows.items[i].id, person_id);
        TRY(record(call, &happening, NULL, NULL));
    }
    return q_session_delete_of_person(call, person_id, except_id);
}

enum err
credentials_end(struct call *call, int64_t person_id)
{
    TRY(sessions_end(call, person_id, /* except_id= */ 0));
    TRY(q_token_revoke_of_person(call, maybe_of(call->now), person_id));
    return q_link_delete_of_person(call, person_id);
}

/* What prepare found out. */
struct sign_in {
    struct str email; /* normal */
    int64_t person_id;
    struct str password_hash; /* that the password was held against */
    bool matches;
};

enum err
session_create_prepare(struct call *call, const struct session_new *in)
{
    struct person person = {0};
    struct sign_in *found = arena_new(call->arena, struct sign_in);

    if (found == NULL)
        return ERR_MEMORY;
    found->email = email_normal(call->arena, in->email);
    TRY(throttle_check(call, found->email));
    enum err err = q_person_by_email(call, found->email, &person);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    found->person_id = person.id;
    found->password_hash = person.password_hash;
    found->matches = password_matches(call, in->password, person.password_hash);
    call->prepared = found;
    return OK;
}

/* May this person, found by prepare, still come in with what they showed? */
static enum err
still_matches(struct call *call, const struct sign_in *found, struct person *ret_person,
              bool *ret_matches)
{
    *ret_matches = false;
    if (!found->matches)
        return OK;
    enum err err = q_person_get(call, found->person_id, ret_person);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    *ret_matches = ret_person->state == PERSON_STATE_ACTIVE &&
                   str_eq(ret_person->password_hash, found->password_hash);
    return OK;
}

static enum err
session_begin(struct call *call, int64_t person_id, struct session *out)
{
    struct secret secret;
    struct settings settings;

    TRY(settings_load(call, &settings));
    TRY(secret_make(call, "", &secret));
    struct str client = str_is_null(call->client) ? STR("") : call->client;
    *out = (struct session){
        .person_id = person_id,
        .secret_hash = secret.hash,
        .created_at = call->now,
        .seen_at = call->now,
        .expires_at = call->now + settings.session_days * USEC_PER_DAY,
        .client = str_is_utf8(client) ? str_slice(client, 0, CLIENT_LENGTH_MAX) : STR(""),
    };
    TRY(q_session_insert(call, out, &out->id));
    call->cookie = secret.text;
    return OK;
}

static void
show(const struct session *row, bool current, struct session_view *out)
{
    *out = (struct session_view){
        .id = row->id,
        .person_id = row->person_id,
        .created_at = row->created_at,
        .seen_at = row->seen_at,
        .expires_at = row->expires_at,
        .client = row->client,
        .current = current,
    };
}

/* POST /api/v1/session: an unknown address, a wrong password and somebody who left are answered
 * alike and cost the same. */
enum err
session_create(struct call *call, const struct session_new *in, struct session_view *out)
{
    const struct sign_in *found = call->prepared;
    struct person person;
    struct session row;
    bool matches;

    (void)in; /* prepare has read it */
    TRY(throttle_check(call, found->email));
    TRY(still_matches(call, found, &person, &matches));
    if (!matches) {
        TRY(throttle_count(call, found->email));
        return refuse(call, ERR_UNSIGNED, "sign_in_failed",
                      "This address and password do not belong together.");
    }
    TRY(throttle_forgive(call, found->email));
    call->person_id = person.id;
    TRY(session_begin(call, person.id, &row));
    struct happening happening =
        credential_happening(EVENT_SESSION_CREATED, &type_session, row.id, person.id);
    TRY(record(call, &happening, NULL, NULL));
    show(&row, /* current= */ true, out);
    return OK;
}

static enum err
no_session(struct call *call)
{
    return fail(call, ERR_NOT_FOUND, "no_such_session", "There is no such session.");
}

/* A session of the one who asks. */
static enum err
open_mine(struct call *call, int64_t id, struct session *out)
{
    enum err err = q_session_get(call, id, out);

    if (err == ERR_NOT_FOUND || (err == OK && out->person_id != call->person_id))
        return no_session(call);
    return err;
}

static enum err
end_mine(struct call *call, int64_t id)
{
    struct session row;

    TRY(open_mine(call, id, &row));
    TRY(q_session_delete(call, id));
    if (id == call->who->session_id)
        call->cookie = STR("");
    struct happening happening =
        credential_happening(EVENT_SESSION_ENDED, &type_session, id, row.person_id);
    return record(call, &happening, NULL, NULL);
}

/* Who came with a token has no session to show or to end. */
static enum err
with_session(struct call *call)
{
    if (call->who->session_id != 0)
        return OK;
    return fail(call, ERR_FORBIDDEN, "no_session", "A token has no session.");
}

enum err
session_get(struct call *call, struct session_view *out)
{
    struct session row;

    TRY(with_session(call));
    TRY(open_mine(call, call->who->session_id, &row));
    show(&row, /* current= */ true, out);
    return OK;
}

enum err
session_delete(struct call *call)
{
    TRY(with_session(call));
    return end_mine(call, call->who->session_id);
}

enum err
my_session_list(struct call *call, const struct page_query *in, struct session_view_page *out)
{
    struct session_view_list rows;
    int64_t before = INT64_MAX;

    TRY(page_read(call, "my_session_list", in->after, &before, 1));
    TRY(q_session_page(call, call->person_id, before, call->now, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "my_session_list", &page_last(out)->id, 1);

    for (size_t i = 0; i < out->count; i++)
        out->items[i].current = out->items[i].id == call->who->session_id;
    return OK;
}

enum err
my_session_delete(struct call *call, const struct by_id *in)
{
    return end_mine(call, in->id);
}

/* DELETE /api/v1/me/sessions: signed out everywhere, here included. */
enum err
my_session_delete_all(struct call *call)
{
    return sessions_end(call, call->person_id, /* except_id= */ 0);
}

struct new_password {
    struct person person; /* as prepare saw it */
    bool matches;         /* the current one */
    struct str hash;      /* of the new one */
};

enum err
password_update_prepare(struct call *call, const struct password_change *in)
{
    struct new_password *found = arena_new(call->arena, struct new_password);

    if (found == NULL)
        return ERR_MEMORY;
    TRY(person_open(call, call->person_id, &found->person));
    TRY(throttle_check(call, found->person.email));
    password_check(call, "/password", in->password, &found->person);
    TRY(call_faults(call));
    found->matches = password_matches(call, in->current, found->person.password_hash);
    if (found->matches)
        TRY(password_hash(call, in->password, &found->hash));
    call->prepared = found;
    return OK;
}

/* PUT /api/v1/me/password: the other sessions end. */
enum err
password_update(struct call *call, const struct password_change *in)
{
    const struct new_password *found = call->prepared;
    struct person person;

    (void)in;
    TRY(throttle_check(call, found->person.email));
    TRY(person_open(call, call->person_id, &person));
    if (!found->matches || !str_eq(person.password_hash, found->person.password_hash)) {
        TRY(throttle_count(call, found->person.email));
        fault(call, "/current", "wrong_password", "This is not your current password.");
        return refuse(call, ERR_INVALID, "wrong_password", "This is not your current password.");
    }
    TRY(throttle_forgive(call, found->person.email));
    TRY(q_person_password_set(call, found->hash, person.state, person.id));
    TRY(sessions_end(call, person.id, call->who->session_id));
    struct happening happening = person_happening(&person, EVENT_PASSWORD_CHANGED);
    return record(call, &happening, NULL, NULL);
}
