/* SPDX-License-Identifier: Apache-2.0 */
/* koers openapi: prints the description of the API, as /api/v1/openapi.json serves it. */
#include "edge/asset.h"
#include "koers/command.h"

int
cmd_openapi(const struct config *config)
{
    struct arena arena;
    struct str document = STR("");

    (void)config;
    arena_init(&arena, ARENA_CEILING_USUAL);
    enum err err = asset_identity(&arena, asset_find(STR("/api/v1/openapi.json")), &document);
    fwrite(document.ptr, 1, document.len, stdout);
    arena_release(&arena);
    return err == OK ? EXIT_FINE : EXIT_FAILED;
}
