/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/sign.h"

#include <sodium.h>

#include "gen/notice.h"
#include "gen/notice_sql.h"

#define KEY_NAME STR("message")
#define HEX_MAX  (2 * crypto_auth_KEYBYTES + 1)

static enum err
read_key(struct call *call, unsigned char *key)
{
    struct link_key row;
    size_t len = 0;

    TRY(q_stop_key(call, KEY_NAME, &row));
    if (sodium_hex2bin(key, crypto_auth_KEYBYTES, row.key.ptr, row.key.len, NULL, &len, NULL) !=
            0 ||
        len != crypto_auth_KEYBYTES)
        return ERR_CORRUPT;
    return OK;
}

static enum err
make_key(struct call *call)
{
    unsigned char key[crypto_auth_KEYBYTES];
    char hex[HEX_MAX];

    crypto_auth_keygen(key);
    (void)sodium_bin2hex(hex, sizeof(hex), key, sizeof(key));
    struct link_key row = {
        .name = KEY_NAME, .key = str_copy(call->arena, str_from(hex)), .created_at = call->now};
    TRY(arena_failed(call->arena));
    return q_stop_key_insert(call, &row);
}

/* HMAC-SHA-512-256 (libsodium), as base64url. */
static struct str
mac_of(struct arena *arena, struct str what, const unsigned char *key)
{
    unsigned char mac[crypto_auth_BYTES];
    size_t size = sodium_base64_ENCODED_LEN(sizeof(mac), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, size);

    (void)crypto_auth(mac, (const unsigned char *)what.ptr, what.len, key);
    if (text == NULL)
        return (struct str){0};
    return str_from(
        sodium_bin2base64(text, size, mac, sizeof(mac), sodium_base64_VARIANT_URLSAFE_NO_PADDING));
}

enum err
sign_link(struct call *call, struct str what, struct str *ret_token)
{
    unsigned char key[crypto_auth_KEYBYTES];

    if (sodium_init() < 0)
        return ERR_INTERNAL;
    enum err err = read_key(call, key);
    if (err == ERR_NOT_FOUND) {
        TRY(make_key(call));
        err = read_key(call, key);
    }
    TRY(err);
    *ret_token =
        str_fmt(call->arena, "%.*s.%.*s", STR_FMT(what), STR_FMT(mac_of(call->arena, what, key)));
    return arena_failed(call->arena);
}

enum err
sign_check(struct call *call, struct str token, struct str *ret_what)
{
    unsigned char key[crypto_auth_KEYBYTES];
    const char *dot = token.len > 0 ? memrchr(token.ptr, '.', token.len) : NULL;

    if (dot == NULL)
        return ERR_NOT_FOUND;
    struct str what = str_slice(token, 0, (size_t)(dot - token.ptr));
    struct str given = str_slice(token, what.len + 1, token.len);
    TRY(read_key(call, key));
    struct str right = mac_of(call->arena, what, key);
    TRY(arena_failed(call->arena));
    if (given.len != right.len || sodium_memcmp(given.ptr, right.ptr, right.len) != 0)
        return ERR_NOT_FOUND;
    *ret_what = what;
    return OK;
}
