/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A leaver's right to be forgotten. Their name and address are replaced everywhere Koers keeps them
 * as such: in their own row, in imported names merged into it, in the history of both; whatever
 * they could sign in with goes, and so do messages to them. What they did stays, done by "Former
 * colleague 123", so that the history of objectives can still be read.
 *
 * What people wrote about them in free text (titles, descriptions, notes) is not touched: only
 * people can tell what a text says.
 */
#ifndef KOERS_ACCESS_ERASE_H
#define KOERS_ACCESS_ERASE_H

#include "model/call.h"

/* Erases a person. ERR_NOT_FOUND; ERR_CONFLICT when it was done before, when this is a name that
 * became a person (erase that one) or the last administrator. For the command, so it asks nobody's
 * leave. */
enum err person_erase(struct call *call, int64_t id) MUST_USE;

#endif
