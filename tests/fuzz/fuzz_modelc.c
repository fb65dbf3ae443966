/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Models, good and bad: parts are separated by a line of dashes. A bad one must say why, and from a
 * good one everything must be made.
 */
#include <stdint.h>
#include <stdlib.h>

#include "tool/modelc/emit.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static void
must(bool holds)
{
    if (!holds)
        abort();
}

/* The text before a line "---"; `*rest` becomes what follows it. */
static struct str
cut_part(struct str text, struct str *rest)
{
    const char *line = text.len > 0 ? memmem(text.ptr, text.len, "\n---\n", 5) : NULL;
    size_t before = line != NULL ? (size_t)(line - text.ptr) + 1 : text.len;

    *rest = line != NULL ? str_slice(text, before + 4, text.len) : (struct str){0};
    return str_slice(text, 0, before);
}

static void
emit_all(const struct model *model)
{
    struct buf out;
    struct buf document;

    buf_init(&out, EMIT_FILE_MAX);
    buf_init(&document, EMIT_FILE_MAX);
    for (const struct model_part *part = model->parts; part != NULL; part = part->next) {
        emit_header(&out, model, part);
        emit_table(&out, model, part);
    }
    emit_types(&out, model);
    emit_ops(&out, model);
    emit_openapi(&document, model);
    must(out.len > 0 && document.len > 0);
    buf_release(&out);
    buf_release(&document);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct str rest = {.ptr = (const char *)ptr, .len = len};
    struct arena arena;
    struct model model;

    arena_init(&arena, ARENA_CEILING_USUAL);
    model_init(&model, &arena);
    while (!str_is_null(rest)) {
        struct str part = cut_part(rest, &rest);
        model_parse(&model, "fuzz.model", part);
    }
    model_link(&model);
    if (model_failed(&model) == OK)
        emit_all(&model);
    else
        must(model.fault_count == 0 || model_report(&model).len > 0);
    model_release(&model);
    arena_release(&arena);
    return 0;
}
