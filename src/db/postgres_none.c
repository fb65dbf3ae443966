/* SPDX-License-Identifier: Apache-2.0 */
/* Stands in for PostgreSQL until its files are here. */
#include "db/engine.h"

enum err
postgres_open(struct db **out, const struct db_options *options, const char *place, char *why)
{
    (void)out;
    (void)options;
    why_set(why, "%s: PostgreSQL is not built in", place);
    return ERR_GONE;
}
