/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/credential.h"

#include "edge/dispatch.h"
#include "http/cookie.h"
#include "practice/org/who.h"

struct credential
credential_of(const struct http_exchange *exchange)
{
    struct str cookies = http_header_find(exchange, "cookie");
    struct str authorization = http_header_find(exchange, "authorization");
    struct credential credential = {
        .session = cookie_find(cookies,
                               str_from(exchange->secure ? SESSION_COOKIE_SECURE : SESSION_COOKIE)),
    };

    if (authorization.len > 7 && strncasecmp(authorization.ptr, "bearer ", 7) == 0)
        credential.token = str_trim(str_slice(authorization, 7, authorization.len));
    return credential;
}

enum err
credential_load(struct call *call, const struct credential *credential)
{
    if (!str_is_null(credential->token))
        TRY(who_of_token(call, credential->token, &call->who));
    else if (!str_is_null(credential->session))
        TRY(who_of_session(call, credential->session, &call->who));
    if (call->who != NULL)
        call->person_id = call->who->person_id;
    return OK;
}

struct str
credential_host_of_origin(struct str origin)
{
    if (str_starts(origin, STR("https://")))
        return str_slice(origin, 8, origin.len);
    if (str_starts(origin, STR("http://")))
        return str_slice(origin, 7, origin.len);
    return (struct str){0};
}

bool
credential_same_site(const struct edge *edge, const struct http_exchange *exchange)
{
    struct str fetch_site = http_header_find(exchange, "sec-fetch-site");
    struct str origin = http_header_find(exchange, "origin");

    if (!str_is_null(fetch_site) && !str_eq(fetch_site, STR("same-origin")) &&
        !str_eq(fetch_site, STR("none")))
        return false;
    if (str_is_null(origin))
        return true;
    return str_eq(origin, edge->public_url) ||
           str_eq(credential_host_of_origin(origin), http_header_find(exchange, "host"));
}

struct str
credential_cookie(const struct http_exchange *exchange, struct str secret, int64_t max_age_s)
{
    struct cookie cookie = {
        .name = str_from(exchange->secure ? SESSION_COOKIE_SECURE : SESSION_COOKIE),
        .value = secret,
        .lifetime = secret.len > 0 ? max_age_s * USEC_PER_SEC : -1,
        .secure = exchange->secure,
        .same_site = COOKIE_LAX,
    };
    struct str text;

    return cookie_format(exchange->arena, &cookie, &text) == OK ? text : (struct str){0};
}
