/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/token.h"

#include "gen/access_sql.h"
#include "model/page.h"
#include "practice/access/secret.h"
#include "practice/access/session.h"

enum err
token_make(struct call *call, int64_t person_id, struct str name, struct maybe expires_at,
           struct token_secret *out)
{
    struct secret secret;

    TRY(secret_make(call, "koers_", &secret));
    struct token row = {
        .person_id = person_id,
        .name = name,
        .secret_hash = secret.hash,
        .created_at = call->now,
        .expires_at = expires_at,
    };
    TRY(q_token_insert(call, &row, &row.id));
    struct happening happening =
        credential_happening(EVENT_TOKEN_CREATED, &type_token, row.id, person_id);
    TRY(record(call, &happening, NULL, NULL));
    *out = (struct token_secret){
        .id = row.id,
        .person_id = person_id,
        .name = name,
        .created_at = row.created_at,
        .expires_at = expires_at,
        .secret = secret.text,
    };
    call->secret = true;
    return OK;
}

enum err
my_token_create(struct call *call, const struct token_new *in, struct token_secret *out)
{
    if (in->expires_at.has && in->expires_at.value <= call->now)
        fault(call, "/expires_at", "in_the_past", "Choose a moment that is still to come.");
    TRY(call_faults(call));
    return token_make(call, call->person_id, in->name, in->expires_at, out);
}

enum err
my_token_list(struct call *call, const struct page_query *in, struct token_view_page *out)
{
    struct token_view_list rows;
    int64_t before = INT64_MAX;

    TRY(page_read(call, "my_token_list", in->after, &before, 1));
    TRY(q_token_page(call, call->person_id, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "my_token_list", &page_last(out)->id, 1);

    return OK;
}

enum err
my_token_delete(struct call *call, const struct by_id *in)
{
    struct token row;
    enum err err = q_token_get(call, in->id, &row);

    if (err == ERR_NOT_FOUND || (err == OK && row.person_id != call->person_id))
        return fail(call, ERR_NOT_FOUND, "no_such_token", "There is no such token.");
    TRY(err);
    if (row.revoked_at.has)
        return OK;
    TRY(q_token_revoke(call, maybe_of(call->now), row.id));
    struct happening happening =
        credential_happening(EVENT_TOKEN_REVOKED, &type_token, row.id, row.person_id);
    return record(call, &happening, NULL, NULL);
}
