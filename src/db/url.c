/* SPDX-License-Identifier: Apache-2.0 */
#include "db/url.h"

#include <string.h>

#include "db/engine.h"

static const char *
after_prefix(const char *url, const char *prefix)
{
    size_t len = strlen(prefix);

    return strncmp(url, prefix, len) == 0 ? url + len : NULL;
}

/* The library would read "file:…" as a URI of its own and ":memory:" as no file at all. */
static bool
is_plain_path(const char *path)
{
    return path[0] != '\0' && path[0] != ':' && strncmp(path, "//", 2) != 0 &&
           strncmp(path, "file:", 5) != 0;
}

enum err
db_url_parse(const char *url, enum engine *ret_engine, const char **ret_place, char *why)
{
    const char *path = url != NULL ? after_prefix(url, "sqlite:") : NULL;

    if (path != NULL && is_plain_path(path)) {
        *ret_engine = ENGINE_SQLITE;
        *ret_place = path;
        return OK;
    }
    if (path == NULL && url != NULL &&
        (after_prefix(url, "postgresql://") != NULL || after_prefix(url, "postgres://") != NULL)) {
        *ret_engine = ENGINE_POSTGRES;
        *ret_place = url;
        return OK;
    }
    why_set(why, "a database is named by sqlite:PATH or postgresql://HOST/NAME");
    return ERR_INVALID;
}
