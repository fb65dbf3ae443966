/* SPDX-License-Identifier: Apache-2.0 */
#include "model/zone.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/arena.h"
#include "model/tzif.h"

#define ZONE_FOLDER "/usr/share/zoneinfo/"
#define ZONE_CACHE_MAX                                                                             \
    (16U << 20) /* bytes of all zones together; the 600 of 2025 take under 4 MiB */

struct zone {
    const struct zone *next;
    struct str name;
    struct tzif tzif;
};

/*
 * The one thing that outlives its call: what a file said is the same for everyone. Zones are only
 * ever added, at the head and whole, so readers walk the list without a lock.
 */
static _Atomic(const struct zone *) zone_first;
static pthread_mutex_t zone_lock = PTHREAD_MUTEX_INITIALIZER;
static struct arena zone_arena = {.ceiling = ZONE_CACHE_MAX};

static const struct zone *
cache_find(struct str name)
{
    const struct zone *zone = atomic_load_explicit(&zone_first, memory_order_acquire);

    while (zone != NULL && !str_eq(zone->name, name))
        zone = zone->next;
    return zone;
}

/* Only names that stay within the folder and are written as IANA writes them; no other trees of the
 * folder, one of which counts leap seconds. */
static bool
is_name(struct str name)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";

    if (name.len == 0 || name.len > ZONE_NAME_MAX || name.ptr[0] < 'A' || name.ptr[0] > 'Z')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (memchr(allowed, name.ptr[i], sizeof(allowed) - 1) == NULL)
            return false;
    return true;
}

/* Reads a whole file of at most `room` bytes; "no text" when there is none or it is larger. */
static struct str
file_read(struct str name, char *bytes, size_t room)
{
    char path[sizeof(ZONE_FOLDER) + ZONE_NAME_MAX];
    size_t len = 0;
    ssize_t got;

    memcpy(path, ZONE_FOLDER, sizeof(ZONE_FOLDER) - 1);
    memcpy(path + sizeof(ZONE_FOLDER) - 1, name.ptr, name.len);
    path[sizeof(ZONE_FOLDER) - 1 + name.len] = '\0';
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return (struct str){0};
    do {
        got = read(fd, bytes + len, room - len);
        len += got > 0 ? (size_t)got : 0;
    } while ((got > 0 && len < room) || (got < 0 && errno == EINTR));
    (void)close(fd);
    return got == 0 ? (struct str){.ptr = bytes, .len = len} : (struct str){0};
}

/* With the lock held. A file that is no zone leaves nothing behind: it is tried on scratch first.
 */
static const struct zone *
cache_add(struct str name, struct str file)
{
    struct arena scratch;
    struct tzif tzif;

    arena_init(&scratch, ZONE_CACHE_MAX);
    enum err err = tzif_read(&scratch, file, &tzif);
    arena_release(&scratch);
    struct zone *zone = err == OK ? arena_new(&zone_arena, struct zone) : NULL;
    if (zone == NULL || tzif_read(&zone_arena, file, &zone->tzif) != OK)
        return NULL;
    zone->name = str_copy(&zone_arena, name);
    if (str_is_null(zone->name))
        return NULL;
    zone->next = atomic_load_explicit(&zone_first, memory_order_relaxed);
    atomic_store_explicit(&zone_first, zone, memory_order_release);
    return zone;
}

/* Reads a zone that nobody asked for yet. Apart from zone_find(), which every request calls and
 * which needs no room for a file. */
__attribute__((noinline)) static const struct zone *
zone_load(struct str name)
{
    char bytes[TZIF_SIZE_MAX];
    struct str file = file_read(name, bytes, sizeof(bytes));

    if (str_is_null(file))
        return NULL;
    (void)pthread_mutex_lock(&zone_lock);
    const struct zone *zone = cache_find(name);
    if (zone == NULL)
        zone = cache_add(name, file);
    (void)pthread_mutex_unlock(&zone_lock);
    return zone;
}

/* The zone of that name, or NULL. */
static const struct zone *
zone_find(struct str name)
{
    const struct zone *zone = cache_find(name);

    return zone != NULL || !is_name(name) ? zone : zone_load(name);
}

static int64_t
second_of(usec_t moment)
{
    return moment / USEC_PER_SEC - (moment % USEC_PER_SEC < 0);
}

bool
zone_exists(struct str zone)
{
    return zone_find(zone) != NULL;
}

enum err
zone_offset(struct str zone, usec_t moment, int *out)
{
    const struct zone *found = zone_find(zone);

    if (found == NULL)
        return ERR_CORRUPT;
    *out = tzif_offset(&found->tzif, second_of(moment));
    return OK;
}

enum err
zone_day(struct str zone, usec_t moment, day_t *out)
{
    int offset;

    TRY(zone_offset(zone, moment, &offset));
    *out = day_of(moment + offset * USEC_PER_SEC);
    return OK;
}

/* The first second with the later offset, between one with the earlier and one with the later. */
static int64_t
change_between(const struct tzif *tzif, int64_t before, int64_t after)
{
    int32_t offset = tzif_offset(tzif, before);

    while (after - before > 1) {
        int64_t middle = before + (after - before) / 2;
        if (tzif_offset(tzif, middle) == offset)
            before = middle;
        else
            after = middle;
    }
    return after;
}

/* Midnight by the clock of the day before, unless the clock changed by then; else midnight by the
 * new clock, unless the change passed over it; else the change. */
static int64_t
day_begin(const struct tzif *tzif, day_t day)
{
    int64_t midnight = day * USEC_PER_DAY / USEC_PER_SEC;
    int64_t a_day = USEC_PER_DAY / USEC_PER_SEC;
    int32_t offset_before = tzif_offset(tzif, midnight - a_day);
    int32_t offset_after = tzif_offset(tzif, midnight + a_day);
    int64_t by_old = midnight - offset_before;
    int64_t by_new = midnight - offset_after;

    if (tzif_offset(tzif, by_old) == offset_before)
        return by_old;
    if (tzif_offset(tzif, by_new) == offset_after)
        return by_new;
    return change_between(tzif, midnight - a_day, by_old);
}

enum err
zone_day_begin(struct str zone, day_t day, usec_t *out)
{
    const struct zone *found = zone_find(zone);

    if (found == NULL)
        return ERR_CORRUPT;
    *out = day_begin(&found->tzif, day) * USEC_PER_SEC;
    return OK;
}
