/* SPDX-License-Identifier: Apache-2.0 */
#include "tool/modelc/model.h"
int
main(int argc, char **argv)
{
    struct arena a;
    struct model m;
    arena_init(&a, ARENA_CEILING_USUAL);
    model_init(&m, &a);
    for (int i = 1; i < argc; i++)
        if (model_read(&m, argv[i]) != OK) {
            fprintf(stderr, "%s: cannot\n", argv[i]);
            return 1;
        }
    model_link(&m);
    int rc = model_failed(&m) != OK;
    if (rc)
        fprintf(stderr, "%.*s", STR_FMT(model_report(&m)));
    size_t t = 0, o = 0;
    for (const struct model_type *x = m.types; x; x = x->next)
        t++;
    for (const struct model_op *x = m.ops; x; x = x->next)
        o++;
    printf("%zu types %zu ops, arena %zu\n", t, o, a.used);
    model_release(&m);
    arena_release(&a);
    return rc;
}
