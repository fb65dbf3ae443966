/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/secret.h"

#include <sodium.h>

#define SECRET_BYTES 32U
#define BASE64       sodium_base64_VARIANT_URLSAFE_NO_PADDING

struct str
secret_hash(struct arena *arena, struct str text)
{
    unsigned char hash[crypto_generichash_BYTES];
    char *hex = arena_alloc(arena, 2 * sizeof(hash) + 1);

    if (hex == NULL)
        return (struct str){0};
    (void)crypto_generichash(hash, sizeof(hash), (const unsigned char *)text.ptr, text.len, NULL,
                             0);
    return str_from(sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash)));
}

enum err
secret_make(struct call *call, const char *prefix, struct secret *out)
{
    unsigned char bytes[SECRET_BYTES];
    char text[sodium_base64_ENCODED_LEN(SECRET_BYTES, BASE64)];

    if (sodium_init() < 0)
        return ERR_INTERNAL;
    randombytes_buf(bytes, sizeof(bytes));
    (void)sodium_bin2base64(text, sizeof(text), bytes, sizeof(bytes), BASE64);
    out->text = str_fmt(call->arena, "%s%s", prefix, text);
    out->hash = secret_hash(call->arena, out->text);
    sodium_memzero(bytes, sizeof(bytes));
    sodium_memzero(text, sizeof(text));
    return arena_failed(call->arena);
}
