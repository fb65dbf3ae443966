/* SPDX-License-Identifier: Apache-2.0 */
#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};

static bool
is_mapped(const struct address *address)
{
    return memcmp(address->bytes, mapped, sizeof(mapped)) == 0;
}

static enum err
parse_as(int family, struct str text, struct address *out)
{
    char zero_ended[ADDRESS_TEXT_MAX];
    struct address address = {0};

    if (text.len == 0 || text.len >= sizeof(zero_ended) || memchr(text.ptr, 0, text.len) != NULL)
        return ERR_INVALID;
    memcpy(zero_ended, text.ptr, text.len);
    zero_ended[text.len] = 0;
    if (family == AF_INET)
        memcpy(address.bytes, mapped, sizeof(mapped));
    if (inet_pton(family, zero_ended, address.bytes + (family == AF_INET ? 12 : 0)) != 1)
        return ERR_INVALID;
    *out = address;
    return OK;
}

static bool
is_port(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len >= 1 && text.len <= 5;
}

enum err
address_parse(struct str text, struct address *out)
{
    struct str rest;

    if (str_starts(text, STR("["))) {
        struct str inner = str_cut(str_slice(text, 1, text.len), ']', &rest);
        if (str_is_null(rest))
            return ERR_INVALID;
        if (rest.len > 0 && (rest.ptr[0] != ':' || !is_port(str_slice(rest, 1, rest.len))))
            return ERR_INVALID;
        return parse_as(AF_INET6, inner, out);
    }
    struct str host = str_cut(text, ':', &rest);
    if (str_is_null(rest))
        return parse_as(AF_INET, text, out);
    if (is_port(rest) && memchr(host.ptr, '.', host.len) != NULL)
        return parse_as(AF_INET, host, out);
    return parse_as(AF_INET6, text, out);
}

static bool
bit_of(const struct address *address, unsigned bit)
{
    return (address->bytes[bit / 8] >> (7 - bit % 8) & 1) != 0;
}

enum err
address_range_parse(struct str text, struct address_range *out)
{
    struct str bits;
    struct str base = str_cut(text, '/', &bits);
    struct address_range range = {.bits = 128};
    unsigned prefix = 0;

    TRY(address_parse(base, &range.base));
    if (!str_is_null(bits)) {
        unsigned width = memchr(base.ptr, ':', base.len) == NULL ? 32 : 128;
        if (bits.len == 0 || bits.len > 3 || !is_port(bits))
            return ERR_INVALID;
        for (size_t i = 0; i < bits.len; i++)
            prefix = prefix * 10 + (unsigned)(bits.ptr[i] - '0');
        if (prefix > width)
            return ERR_INVALID;
        range.bits = prefix + (128 - width);
    }
    for (unsigned bit = range.bits; bit < 128; bit++)
        if (bit_of(&range.base, bit))
            return ERR_INVALID;
    *out = range;
    return OK;
}

bool
address_in(const struct address *address, const struct address_range *range)
{
    unsigned whole = range->bits / 8;
    unsigned left = range->bits % 8;

    if (memcmp(address->bytes, range->base.bytes, whole) != 0)
        return false;
    return left == 0 || (address->bytes[whole] ^ range->base.bytes[whole]) >> (8 - left) == 0;
}

bool
address_in_any(const struct address *address, const struct address_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (address_in(address, &ranges[i]))
            return true;
    return false;
}

struct address
address_from_socket(const struct sockaddr *socket_address)
{
    struct address address = {0};

    if (socket_address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, socket_address, sizeof(in));
        memcpy(address.bytes, mapped, sizeof(mapped));
        memcpy(address.bytes + 12, &in.sin_addr, 4);
    } else if (socket_address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, socket_address, sizeof(in6));
        memcpy(address.bytes, &in6.sin6_addr, 16);
    }
    return address;
}

/* Puts a number in decimal digits there; returns what is behind them. */
static char *
byte_put(char *to, unsigned byte)
{
    if (byte >= 100)
        *to++ = (char)('0' + byte / 100);
    if (byte >= 10)
        *to++ = (char)('0' + byte / 10 % 10);
    *to++ = (char)('0' + byte % 10);
    return to;
}

/* By hand, since each line of the access log has one: inet_ntop() takes ten times as long. */
static struct str
format_mapped(const struct address *address, char *text)
{
    char *end = text;

    for (unsigned i = 12; i < 16; i++) {
        end = byte_put(end, address->bytes[i]);
        *end++ = '.';
    }
    *--end = '\0';
    return (struct str){.ptr = text, .len = (size_t)(end - text)};
}

struct str
address_format(const struct address *address, char text[static ADDRESS_TEXT_MAX])
{
    if (is_mapped(address))
        return format_mapped(address, text);
    inet_ntop(AF_INET6, address->bytes, text, ADDRESS_TEXT_MAX);
    return str_from(text);
}
