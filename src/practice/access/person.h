/* SPDX-License-Identifier: Apache-2.0 */
/*
 * People. Operations are declared in gen/access.h; here stands what accounts, units, imports and
 * commands need of them.
 *
 * A person is `imported` without an address, `invited` with one, `active` with a password, and
 * `deactivated` when they left. Addresses are stored as email_normal() writes them.
 */
#ifndef KOERS_ACCESS_PERSON_H
#define KOERS_ACCESS_PERSON_H

#include "gen/access.h"
#include "model/call.h"
#include "practice/record/record.h"

#define PERSON_MANAGERS_MAX 100 /* steps from anybody to the top */

/* The address in the one form in which it is stored and looked up: ASCII letters small. */
struct str email_normal(struct arena *arena, struct str email);

/* Has it the form of an address: something, an @, and something, without white space? Whether mail
 * arrives only mail can tell. */
bool email_is_address(struct str email);

/* ERR_NOT_FOUND, saying so, without such a person. */
enum err person_open(struct call *call, int64_t id, struct person *out) MUST_USE;

/* Somebody whom a body names and who is here. Notes at `pointer` who left, or is somebody else now;
 * ERR_INVALID, with a fault of it, without such a person. */
enum err person_here(struct call *call, int64_t id, const char *pointer,
                     struct person *out) MUST_USE;

/* Notes at `pointer` when this is nobody one can give work to. */
enum err person_check(struct call *call, struct maybe id, const char *pointer) MUST_USE;

/* The same, also when they cannot sign in. */
enum err person_check_account(struct call *call, int64_t id, const char *pointer) MUST_USE;

/* What an event on a person carries. */
struct happening person_happening(const struct person *row, const char *kind);

/* Adds a person with event and history: fills `folded`, `state` (from the address, unless it is
 * set), what an entity has by default and is left zero, and the id. The address must be normal. */
enum err person_add(struct call *call, struct person *row) MUST_USE;

/* Writes the difference: row, version, event and history. `after` gets its version and `folded`. */
enum err person_save(struct call *call, const char *event, const struct person *before,
                     struct person *after) MUST_USE;

/* Would this manager make a circle: is `id` the manager, or above them? */
enum err person_manager_loop(struct call *call, int64_t id, int64_t manager_id, bool *out) MUST_USE;

/* Takes out of a row what is shown to administrators and the person alone. */
void person_veil(const struct call *call, struct person *row);

/* Deactivates somebody: sessions and tokens end, all they did stays. ERR_CONFLICT for the last
 * administrator. */
enum err person_leave(struct call *call, const struct person *before) MUST_USE;

/* ERR_CONFLICT when without `except_person` (0: nobody) and `except_grant` (0: none) nobody who can
 * sign in would be an administrator of the whole organisation any more. Where there is none
 * already, as in one that was just imported, there is none to lose. */
enum err admin_remains(struct call *call, int64_t except_person, int64_t except_grant) MUST_USE;

#endif
