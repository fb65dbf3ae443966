/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/throttle.h"

#include <arpa/inet.h>

#include "gen/access_sql.h"

#define SUBJECT_MAX 300U /* of the entity */

usec_t
throttle_span(int64_t failures, int64_t free)
{
    usec_t span = USEC_PER_SEC;

    if (failures <= free)
        return 0;
    for (int64_t i = free + 1; i < failures && span < THROTTLE_SPAN_MAX; i++)
        span *= 2;
    return span < THROTTLE_SPAN_MAX ? span : THROTTLE_SPAN_MAX;
}

struct str
throttle_network(struct arena *arena, struct str address)
{
    unsigned char bytes[16];
    char text[INET6_ADDRSTRLEN];
    const char *given = str_cstr(arena, address);

    if (given == NULL || inet_pton(AF_INET6, given, bytes) != 1)
        return address;
    memset(bytes + 8, 0, 8);
    if (inet_ntop(AF_INET6, bytes, text, sizeof(text)) == NULL)
        return address;
    return str_fmt(arena, "%s/64", text);
}

/* The two that are counted, each with its free failures. */
struct counted {
    struct str subject; /* "no text": nobody knows */
    int64_t free;
};

static void
counted_both(struct call *call, struct str email, struct counted out[2])
{
    struct str account = str_fmt(call->arena, "account %.*s", STR_FMT(email));

    out[0] = (struct counted){str_slice(account, 0, SUBJECT_MAX), THROTTLE_FREE_ACCOUNT};
    out[1] = (struct counted){.free = THROTTLE_FREE_ADDRESS};
    if (!str_is_null(call->client_address)) {
        struct str network = throttle_network(call->arena, call->client_address);
        out[1].subject = str_fmt(call->arena, "client %.*s", STR_FMT(network));
    }
}

/* What is remembered of it: nothing when that is too long ago. `changed_at` moves along with what
 * is forgotten, so that who fails all the time is forgotten as fast. */
static enum err
remember(struct call *call, struct str subject, struct throttle *out)
{
    enum err err = q_throttle_get(call, subject, out);

    if (err == ERR_NOT_FOUND || (err == OK && out->changed_at < call->now - THROTTLE_LIFETIME)) {
        *out = (struct throttle){.subject = subject};
        return OK;
    }
    TRY(err);
    int64_t forgotten = (call->now - out->changed_at) / THROTTLE_FORGETS_ONE;
    if (forgotten > 0) {
        out->failures = forgotten < out->failures ? out->failures - forgotten : 0;
        out->changed_at += forgotten * THROTTLE_FORGETS_ONE;
    }
    return OK;
}

enum err
throttle_check(struct call *call, struct str email)
{
    struct counted counted[2];
    struct throttle row;

    counted_both(call, email, counted);
    for (size_t i = 0; i < 2; i++) {
        if (str_is_null(counted[i].subject))
            continue;
        TRY(remember(call, counted[i].subject, &row));
        usec_t wait = maybe_or(row.blocked_until, 0) - call->now;
        if (wait <= 0)
            continue;
        call->retry_after = wait;
        return fail(call, ERR_TOO_MANY, "too_many_failures",
                    "Too many failed attempts; wait %lld s and try again.",
                    (long long)(wait / USEC_PER_SEC + 1));
    }
    return OK;
}

enum err
throttle_count(struct call *call, struct str email)
{
    struct counted counted[2];
    struct throttle row;

    counted_both(call, email, counted);
    for (size_t i = 0; i < 2; i++) {
        if (str_is_null(counted[i].subject))
            continue;
        TRY(remember(call, counted[i].subject, &row));
        if (row.failures++ == 0)
            row.changed_at = call->now;
        usec_t span = throttle_span(row.failures, counted[i].free);
        row.blocked_until = span > 0 ? maybe_of(call->now + span) : maybe_none();
        TRY(q_throttle_put(call, &row));
    }
    return OK;
}

enum err
throttle_forget(struct call *call, struct str email)
{
    struct counted counted[2];

    counted_both(call, email, counted);
    return q_throttle_delete(call, counted[0].subject);
}

enum err
throttle_forgive(struct call *call, struct str email)
{
    struct counted counted[2];
    struct throttle account;
    struct throttle client;

    counted_both(call, email, counted);
    TRY(remember(call, counted[0].subject, &account));
    TRY(q_throttle_delete(call, counted[0].subject));
    if (account.failures == 0 || str_is_null(counted[1].subject))
        return OK;
    TRY(remember(call, counted[1].subject, &client));
    if (client.failures <= account.failures)
        return q_throttle_delete(call, counted[1].subject);
    client.failures -= account.failures;
    return q_throttle_put(call, &client);
}
