/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/hook.h"

#include <curl/curl.h>
#include <stdio.h>

#define HOOK_TIMEOUT_S     15L
#define CONNECT_TIMEOUT_MS 10000L

/* Scheme, host and port of a URL, as libcurl itself will read it. */
struct place {
    char *scheme;
    char *host;
    char *port;
    char *user;
};

static bool
host_matches(struct str pattern, struct str host)
{
    if (!str_starts(pattern, STR("*.")))
        return pattern.len == host.len && strncasecmp(pattern.ptr, host.ptr, host.len) == 0;
    struct str tail = str_slice(pattern, 1, pattern.len - 1);
    return host.len > tail.len &&
           strncasecmp(host.ptr + host.len - tail.len, tail.ptr, tail.len) == 0;
}

static bool
entry_allows(struct arena *arena, struct str entry, const struct place *place)
{
    if (str_starts(entry, STR("http://127.0.0.1:")))
        return str_eq(entry, str_fmt(arena, "%s://%s:%s", place->scheme, place->host, place->port));
    return strcmp(place->scheme, "https") == 0 && strcmp(place->port, "443") == 0 &&
           host_matches(entry, str_from(place->host));
}

static bool
list_allows(struct arena *arena, struct str allowed, const struct place *place)
{
    while (!str_is_null(allowed)) {
        struct str entry = str_trim(str_cut(allowed, ',', &allowed));
        if (entry.len > 0 && entry_allows(arena, entry, place))
            return true;
    }
    return false;
}

bool
hook_allowed(struct arena *arena, struct str allowed, struct str url)
{
    struct place place = {0};
    CURLU *parts = curl_url();
    const char *text = str_cstr(arena, url);
    bool read = parts != NULL && text != NULL &&
                curl_url_set(parts, CURLUPART_URL, text, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_SCHEME, &place.scheme, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_HOST, &place.host, 0) == CURLUE_OK &&
                curl_url_get(parts, CURLUPART_PORT, &place.port, CURLU_DEFAULT_PORT) == CURLUE_OK;
    bool bare = curl_url_get(parts, CURLUPART_USER, &place.user, 0) == CURLUE_NO_USER;
    bool allows = read && bare && list_allows(arena, allowed, &place);

    curl_free(place.scheme);
    curl_free(place.host);
    curl_free(place.port);
    curl_free(place.user);
    curl_url_cleanup(parts);
    return allows;
}

struct str
hook_host(struct arena *arena, struct str url)
{
    struct place place = {0};
    struct str host = STR("");
    CURLU *parts = curl_url();
    const char *text = str_cstr(arena, url);

    if (parts != NULL && text != NULL && curl_url_set(parts, CURLUPART_URL, text, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &place.host, 0) == CURLUE_OK) {
        bool port = curl_url_get(parts, CURLUPART_PORT, &place.port, 0) == CURLUE_OK;
        host = str_fmt(arena, "%s%s%s", place.host, port ? ":" : "", port ? place.port : "");
    }
    curl_free(place.host);
    curl_free(place.port);
    curl_url_cleanup(parts);
    return host;
}

/* What they answer is not for us. */
static size_t
pass_over(char *bytes, size_t size, size_t count, void *arg)
{
    (void)bytes;
    (void)arg;
    return size * count;
}

static void
post_options(CURL *curl, const char *url, struct str json, const struct curl_slist *head)
{
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, head);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)json.len);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json.ptr);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, pass_over);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, HOOK_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

/* 408, 425 and 429 ask for another try; other 4xx say that the hook is not there any more. */
static enum mail_outcome
judge(CURLcode code, long answer)
{
    if (code == CURLE_OK && answer >= 200 && answer < 300)
        return MAIL_SENT;
    if (code != CURLE_OK || answer >= 500 || answer == 408 || answer == 425 || answer == 429)
        return MAIL_LATER;
    return MAIL_NEVER;
}

enum mail_outcome
hook_post(struct arena *arena, struct str url, struct str json, char *why)
{
    CURL *curl = curl_easy_init();
    struct curl_slist *head = curl_slist_append(NULL, "Content-Type: application/json");
    const char *text = str_cstr(arena, url);
    enum mail_outcome outcome = MAIL_LATER;
    long answer = 0;

    snprintf(why, MAIL_WHY_MAX, "out of memory");
    if (curl != NULL && head != NULL && text != NULL) {
        post_options(curl, text, json, head);
        CURLcode code = curl_easy_perform(curl);
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
        outcome = judge(code, answer);
        if (code != CURLE_OK)
            snprintf(why, MAIL_WHY_MAX, "%s", curl_easy_strerror(code));
        else
            snprintf(why, MAIL_WHY_MAX, "the hook answered %ld", answer);
    }
    curl_slist_free_all(head);
    curl_easy_cleanup(curl);
    return outcome;
}
