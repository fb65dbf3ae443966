/* SPDX-License-Identifier: Apache-2.0 */
/* gen/openapi.c: the OpenAPI document as one literal a line. */
#include "tool/modelc/emit.h"

void
emit_document_header(struct buf *out)
{
    emit_banner(out, "all models", "The OpenAPI document that the server answers.");
    buf_append_str(out, STR("#ifndef KOERS_GEN_OPENAPI_H\n#define KOERS_GEN_OPENAPI_H\n\n"
                            "#include <stddef.h>\n\n"
                            "extern const char openapi_json[];\n"
                            "extern const size_t openapi_json_len;\n\n#endif\n"));
}

void
emit_document(struct buf *out, struct str document)
{
    struct str rest = document;

    emit_banner(out, "all models", "");
    buf_append_str(out, STR("#include \"gen/openapi.h\"\n\nconst char openapi_json[] =\n"));
    while (!str_is_null(rest) && rest.len > 0) {
        struct str line = str_cut(rest, '\n', &rest);
        buf_append_str(out, STR("    "));
        emit_literal(out, line);
        buf_append_str(out, STR(" \"\\n\"\n"));
    }
    buf_append_str(out, STR("    \"\";\nconst size_t openapi_json_len = sizeof(openapi_json) - "
                            "1;\n"));
}
