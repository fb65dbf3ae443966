/* SPDX-License-Identifier: Apache-2.0 */
#include "db/engine.h"

const char *
db_fault_name(enum db_fault fault)
{
    static const char *const names[DB_FAULT_COUNT] = {
        [DB_FAULT_FULL] = "full",
        [DB_FAULT_READ_ONLY] = "read_only",
        [DB_FAULT_REPLACED] = "replaced",
        [DB_FAULT_DAMAGED] = "damaged",
        [DB_FAULT_FILE] = "file",
        [DB_FAULT_HELD] = "held",
        [DB_FAULT_SLOW] = "slow",
        [DB_FAULT_UNREACHABLE] = "unreachable",
        [DB_FAULT_CROWDED] = "crowded",
        [DB_FAULT_MEMORY] = "memory",
        [DB_FAULT_UNCONFIRMED] = "unconfirmed",
    };

    return names[fault];
}

int64_t
db_fault_count(const struct db *db, enum db_fault fault)
{
    return atomic_load_explicit(&db->faults[fault], memory_order_relaxed);
}

void
fault_note(struct db *db, enum db_fault fault)
{
    atomic_fetch_add_explicit(&db->faults[fault], 1, memory_order_relaxed);
}
