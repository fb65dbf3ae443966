/* SPDX-License-Identifier: Apache-2.0 */
/* koers openapi: prints the description of the API, as /api/v1/openapi.json serves it. */
#include "edge/openapi.h"
#include "koers/command.h"

int
cmd_openapi(const struct config *config)
{
    struct str document = openapi_text();

    (void)config;
    fwrite(document.ptr, 1, document.len, stdout);
    return EXIT_FINE;
}
