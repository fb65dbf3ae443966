/* SPDX-License-Identifier: Apache-2.0 */
/* The units, people and roles of a made-up organisation. */
#ifndef KOERS_GENERATE_PEOPLE_H
#define KOERS_GENERATE_PEOPLE_H

#include "koers/generate/book.h"
#include "koers/generate/world.h"

#define GENERATE_NAME   "Aldermere"
#define GENERATE_DOMAIN "aldermere.example"
#define GENERATE_ADMIN  "admin@" GENERATE_DOMAIN

/* `password_hash` is the administrator's; "no text": nobody can sign in yet. */
enum err people_write(struct book *book, const struct world *world,
                      struct str password_hash) MUST_USE;

#endif
