/* SPDX-License-Identifier: Apache-2.0 */
#include "base/idmap.h"

#define CAPACITY_FIRST 64U

void
idmap_init(struct idmap *map, struct arena *arena)
{
    *map = (struct idmap){.arena = arena};
}

/* The slot of an id, or the free one where it belongs. */
static struct idmap_slot *
slot_of(struct idmap_slot *slots, size_t capacity, int64_t id)
{
    /* Fibonacci hashing: ids lie close together, their products do not. */
    size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (capacity - 1);

    while (slots[at].id != 0 && slots[at].id != id)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static enum err
grow(struct idmap *map)
{
    size_t capacity = map->capacity > 0 ? map->capacity * 2 : CAPACITY_FIRST;
    struct idmap_slot *slots = arena_array(map->arena, capacity, sizeof(*slots));

    if (slots == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].id != 0)
            *slot_of(slots, capacity, map->slots[i].id) = map->slots[i];
    map->slots = slots;
    map->capacity = capacity;
    return OK;
}

enum err
idmap_set(struct idmap *map, int64_t id, size_t value)
{
    if (map->count * 4 >= map->capacity * 3)
        TRY(grow(map));
    struct idmap_slot *slot = slot_of(map->slots, map->capacity, id);
    map->count += slot->id == 0;
    *slot = (struct idmap_slot){.id = id, .value = value};
    return OK;
}

bool
idmap_get(const struct idmap *map, int64_t id, size_t *out)
{
    if (map->capacity == 0)
        return false;
    const struct idmap_slot *slot = slot_of(map->slots, map->capacity, id);
    if (slot->id == 0)
        return false;
    *out = slot->value;
    return true;
}
