/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/staging.h"

#include <stdlib.h>
#include <unistd.h>

#include "gen/migration.h"

static const char *const file_names[] = {"stage.db", "stage.db-wal", "stage.db-shm",
                                         "stage.db-journal"};

/* The folder of a SQLite database's file, else the one for temporary files. */
static struct str
place_of(const char *url)
{
    struct str path = str_from(url);
    const char *temporary = getenv("TMPDIR");

    if (!str_starts(path, STR("sqlite:")))
        return str_from(temporary != NULL && temporary[0] != '\0' ? temporary : "/var/tmp");
    path = str_slice(path, 7, path.len);
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    return path.len > 0 ? path : STR("./");
}

static enum err
open_db(struct staging *staging, char *why)
{
    char url[STAGING_PATH_MAX + 64];

    snprintf(url, sizeof(url), "sqlite:%s/%s", staging->folder, file_names[0]);
    struct db_options options = {
        .url = url, .query_count = (unsigned)all_query_count, .create = true};
    enum err err = db_open(&staging->db, &options, why);
    if (err == OK)
        err = db_migrate(staging->db, all_migrations, all_migrations_count, MIGRATE_APPLY, why);
    return err;
}

/* Once it is open its names are not needed: whatever ends this process, nothing stays behind. */
static void
forget_names(const struct staging *staging)
{
    for (size_t i = 0; i < sizeof(file_names) / sizeof(file_names[0]); i++) {
        char path[STAGING_PATH_MAX + 64];
        snprintf(path, sizeof(path), "%s/%s", staging->folder, file_names[i]);
        (void)unlink(path);
    }
    (void)rmdir(staging->folder);
}

enum err
staging_open(struct staging *staging, const char *url, char *why)
{
    struct str place = place_of(url);

    *staging = (struct staging){0};
    arena_init(&staging->arena, ARENA_CEILING_USUAL);
    int len = snprintf(staging->folder, sizeof(staging->folder), "%.*s/koers-import-XXXXXX",
                       STR_FMT(place));
    if (len < 0 || (size_t)len >= sizeof(staging->folder) || mkdtemp(staging->folder) == NULL) {
        snprintf(why, DB_WHY_MAX, "cannot make a folder for the staging area");
        return ERR_GONE;
    }
    staging->call = (struct call){.arena = &staging->arena, .now = time_now()};
    enum err err = open_db(staging, why);
    if (err == OK)
        err = conn_begin(staging->db, /* writes= */ true, &staging->call.conn);
    forget_names(staging);
    return err;
}

void
staging_close(struct staging *staging)
{
    conn_rollback(&staging->call.conn);
    if (staging->db != NULL)
        db_close(staging->db);
    staging->db = NULL;
    arena_release(&staging->arena);
}
