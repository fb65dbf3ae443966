/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/password.h"

#include <pthread.h>
#include <sodium.h>

#include "model/fold.h"

/* Of a password nobody knows: whoever has none is held against it, so that it costs the same. */
static const char nobodys_hash[] = "$argon2id$v=19$m=19456,t=2,p=1$nQHCk7wFdC0FMTam6moXiw$Ky+/"
                                   "Ou97XWm3oCX9sQ/siLs5GC/e+1iy+QCWVhl8NxA";

/* How many may hash now. The one thing here that threads share: memory is what it guards. */
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t freed;
    int free;
} turn = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, PASSWORD_AT_ONCE};

static void
turn_take(void)
{
    pthread_mutex_lock(&turn.mutex);
    while (turn.free == 0)
        pthread_cond_wait(&turn.freed, &turn.mutex);
    turn.free--;
    pthread_mutex_unlock(&turn.mutex);
}

static void
turn_give(void)
{
    pthread_mutex_lock(&turn.mutex);
    turn.free++;
    pthread_cond_signal(&turn.freed);
    pthread_mutex_unlock(&turn.mutex);
}

enum err
password_hash(struct call *call, struct str password, struct str *out)
{
    char hash[crypto_pwhash_STRBYTES];

    if (sodium_init() < 0)
        return ERR_INTERNAL;
    turn_take();
    int failed = crypto_pwhash_str_alg(hash, password.ptr, password.len, PASSWORD_PASSES,
                                       PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13);
    turn_give();
    if (failed != 0)
        return ERR_MEMORY;
    *out = str_copy(call->arena, str_from(hash));
    return arena_failed(call->arena);
}

bool
password_matches(struct call *call, struct str password, struct str hash)
{
    const char *stored = str_is_null(hash) ? nobodys_hash : str_cstr(call->arena, hash);

    if (stored == NULL || sodium_init() < 0)
        return false;
    turn_take();
    int failed = crypto_pwhash_str_verify(stored, password.ptr, password.len);
    turn_give();
    return failed == 0 && !str_is_null(hash);
}

static bool
is_one_character(struct str text)
{
    for (size_t i = 1; i < text.len; i++)
        if (text.ptr[i] != text.ptr[0])
            return false;
    return true;
}

static bool
is_known_of(struct arena *arena, struct str password, const struct person *person)
{
    struct str folded = fold(arena, password);
    struct str domain;
    struct str email = str_is_null(person->email) ? STR("") : person->email;

    return str_eq(folded, fold(arena, person->name)) || str_eq(folded, fold(arena, email)) ||
           str_eq(folded, fold(arena, str_cut(email, '@', &domain)));
}

void
password_check(struct call *call, const char *pointer, struct str password,
               const struct person *person)
{
    if (str_utf8_count(password) < PASSWORD_LENGTH_MIN)
        fault(call, pointer, "too_short", "Choose at least %u characters.", PASSWORD_LENGTH_MIN);
    else if (is_one_character(password))
        fault(call, pointer, "too_simple", "Choose something else than one character repeated.");
    else if (is_known_of(call->arena, password, person))
        fault(call, pointer, "too_simple", "Choose something else than your name or address.");
}
