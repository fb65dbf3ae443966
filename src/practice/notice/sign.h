/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Links that do one thing for one person without signing in, because only who got the message has
 * them: what they do is written in them and signed with a key of the organisation's database.
 *
 *     stop.17.check_in_due.mail.<MAC>
 *
 * A link says all it means, so it needs no row; it cannot be changed, or made by anybody else.
 */
#ifndef KOERS_NOTICE_SIGN_H
#define KOERS_NOTICE_SIGN_H

#include "model/call.h"

/* `what` and its MAC. Makes the key the first time: in a writing transaction. */
enum err sign_link(struct call *call, struct str what, struct str *ret_token) MUST_USE;

/* The part that was signed. ERR_NOT_FOUND for what nobody here signed. */
enum err sign_check(struct call *call, struct str token, struct str *ret_what) MUST_USE;

#endif
