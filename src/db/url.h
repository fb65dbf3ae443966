/* SPDX-License-Identifier: Apache-2.0 */
/* Which engine a database URL names, and where. */
#ifndef KOERS_DB_URL_H
#define KOERS_DB_URL_H

#include "base/err.h"
#include "db/query.h"

/* "sqlite:PATH" gives the path; "postgresql://…" and "postgres://…" give the whole URL. Both point
 * into `url`. ERR_INVALID for anything else, with one line in `why` (DB_WHY_MAX bytes). */
enum err db_url_parse(const char *url, enum engine *ret_engine, const char **ret_place,
                      char *why) MUST_USE;

#endif
