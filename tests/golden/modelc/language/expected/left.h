/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/modelc from left.model; edits are lost. */
/* What stands to the left. */
#ifndef KOERS_GEN_LEFT_H
#define KOERS_GEN_LEFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/type.h"

struct call; /* model/call.h */

/* What a person is. */
enum role {
    ROLE_NULL = 0,
    ROLE_MEMBER,
    ROLE_ADMIN,
};
extern const struct choice role_choice[]; /* 2 words */

struct owner;
struct owner_list {
    struct owner *items;
    size_t count;
};
struct owner_page {
    struct owner *items;
    size_t count;
    struct str next;
};

struct owner_ref;
struct owner_ref_list {
    struct owner_ref *items;
    size_t count;
};
struct owner_ref_page {
    struct owner_ref *items;
    size_t count;
    struct str next;
};

/* Somebody. */
struct owner {
    int64_t id;
    /* With "quotes" and a \ and a comment's end * / in it. */
    struct str name;
    struct str secret;
};
extern const struct type type_owner;

struct owner_ref {
    int64_t id;
    /* With "quotes" and a \ and a comment's end * / in it. */
    struct str name;
};
extern const struct type type_owner_ref;


#endif
