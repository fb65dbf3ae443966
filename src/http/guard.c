/* SPDX-License-Identifier: Apache-2.0 */
#include "http/guard.h"

#include <strings.h>

#define CONTENT_LENGTH_DIGITS 15U

static const struct refusal bad_method = {400, "The method is not a token.", HTTP_FAULT_MALFORMED};
static const struct refusal bad_name = {400, "A header's name is not a token.",
                                        HTTP_FAULT_MALFORMED};
static const struct refusal bad_value = {400, "A header's value has a control character.",
                                         HTTP_FAULT_MALFORMED};
static const struct refusal bad_layout = {
    400, "A header is folded, or a line does not end in CR LF.", HTTP_FAULT_MALFORMED};
static const struct refusal no_host = {400, "The Host header is missing.", HTTP_FAULT_MALFORMED};
static const struct refusal bad_host = {400, "The Host header is repeated or not a host.",
                                        HTTP_FAULT_MALFORMED};
static const struct refusal bad_length = {400, "Content-Length is repeated or not a number.",
                                          HTTP_FAULT_MALFORMED};
static const struct refusal bad_coding = {400, "The only transfer coding read is chunked, once.",
                                          HTTP_FAULT_MALFORMED};
static const struct refusal two_lengths = {400, "Content-Length and Transfer-Encoding together.",
                                           HTTP_FAULT_MALFORMED};
static const struct refusal too_many = {431, "The request has too many headers.",
                                        HTTP_FAULT_LONG_HEAD};
static const struct refusal too_long = {431, "The headers of the request are too long.",
                                        HTTP_FAULT_LONG_HEAD};

static bool
is_token_char(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return true;
    return c != 0 && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

bool
guard_is_token(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!is_token_char(text.ptr[i]))
            return false;
    return text.len > 0;
}

static bool
has_control(struct str value)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if ((c < ' ' && c != '\t') || c == 0x7F)
            return true;
    }
    return false;
}

bool
guard_is_host(struct str value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c <= ' ' || c == 0x7F || strchr("/\\@?#,\"<>", c) != NULL)
            return false;
    }
    return true;
}

static bool
is_number(struct str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
    return value.len > 0 && value.len <= CONTENT_LENGTH_DIGITS;
}

bool
guard_is_named(const struct http_header *header, struct str name)
{
    return header->name.len == name.len && strncasecmp(header->name.ptr, name.ptr, name.len) == 0;
}

/* How the head says where its body ends, and for whom it is. */
struct framing {
    unsigned hosts;
    unsigned lengths;
    unsigned codings;
};

static const struct refusal *
framing_note(struct framing *framing, const struct http_header *header)
{
    if (guard_is_named(header, STR("Host"))) {
        if (++framing->hosts > 1 || !guard_is_host(header->value))
            return &bad_host;
    } else if (guard_is_named(header, STR("Content-Length"))) {
        if (++framing->lengths > 1 || !is_number(header->value))
            return &bad_length;
    } else if (guard_is_named(header, STR("Transfer-Encoding"))) {
        if (++framing->codings > 1 || header->value.len != 7 ||
            strncasecmp(header->value.ptr, "chunked", 7) != 0)
            return &bad_coding;
    }
    return NULL;
}

static const struct refusal *
framing_judge(const struct framing *framing, struct str version)
{
    bool old = str_eq(version, STR("HTTP/1.0"));

    if (framing->hosts == 0 && !old)
        return &no_host;
    if (framing->codings > 0 && old)
        return &bad_coding;
    if (framing->codings > 0 && framing->lengths > 0)
        return &two_lengths;
    return NULL;
}

const struct refusal *
guard_head(const struct http_exchange *exchange, struct str version)
{
    struct framing framing = {0};
    size_t bytes = 0;

    if (!guard_is_token(exchange->method_text))
        return &bad_method;
    if (exchange->header_count > HTTP_HEADERS_MAX)
        return &too_many;
    for (size_t i = 0; i < exchange->header_count; i++) {
        const struct http_header *header = &exchange->headers[i];
        bytes += header->name.len + header->value.len + 4;
        if (bytes > HTTP_HEADER_BYTES_MAX)
            return &too_long;
        if (!guard_is_token(header->name))
            return &bad_name;
        if (has_control(header->value))
            return &bad_value;
        const struct refusal *refusal = framing_note(&framing, header);
        if (refusal != NULL)
            return refusal;
    }
    if (!guard_is_laid_out(exchange, version))
        return &bad_layout;
    return framing_judge(&framing, version);
}

int64_t
guard_content_length(const struct http_exchange *exchange)
{
    struct str text = http_header_find(exchange, "Content-Length");
    int64_t length = 0;

    if (str_is_null(text))
        return -1;
    for (size_t i = 0; i < text.len; i++)
        length = length * 10 + (text.ptr[i] - '0');
    return length;
}
