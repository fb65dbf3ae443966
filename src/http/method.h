/* SPDX-License-Identifier: Apache-2.0 */
/* The methods of HTTP that Koers answers. The first five stand in the order of `enum op_method`. */
#ifndef KOERS_HTTP_METHOD_H
#define KOERS_HTTP_METHOD_H

#include "base/str.h"

enum http_method {
    HTTP_GET,
    HTTP_POST,
    HTTP_PUT,
    HTTP_PATCH,
    HTTP_DELETE,
    HTTP_HEAD,
    HTTP_OPTIONS,
    HTTP_METHOD_OTHER, /* a token that is none of these */
};

/* Methods are case-sensitive: "get" is another method than "GET" (RFC 9110, 9.1). */
enum http_method http_method_parse(struct str text);

/* "GET" …; "" for HTTP_METHOD_OTHER. Static storage. */
const char *http_method_name(enum http_method method);

#endif
