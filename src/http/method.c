/* SPDX-License-Identifier: Apache-2.0 */
#include "http/method.h"

static const char *const names[] = {
    [HTTP_GET] = "GET",         [HTTP_POST] = "POST",     [HTTP_PUT] = "PUT",
    [HTTP_PATCH] = "PATCH",     [HTTP_DELETE] = "DELETE", [HTTP_HEAD] = "HEAD",
    [HTTP_OPTIONS] = "OPTIONS", [HTTP_METHOD_OTHER] = "",
};

enum http_method
http_method_parse(struct str text)
{
    for (int method = HTTP_GET; method < HTTP_METHOD_OTHER; method++)
        if (str_eq(text, str_from(names[method])))
            return (enum http_method)method;
    return HTTP_METHOD_OTHER;
}

const char *
http_method_name(enum http_method method)
{
    return names[method];
}
