/* SPDX-License-Identifier: Apache-2.0 */
/* gen/ops.c: the operations of all parts as edge/ finds and calls them. */
#include "tool/modelc/emit.h"

void
emit_ops_header(struct buf *out)
{
    emit_banner(out, "all models", "The operations of all parts, left to right.");
    buf_append_str(out, STR("#ifndef KOERS_GEN_OPS_H\n#define KOERS_GEN_OPS_H\n\n"
                            "#include <stddef.h>\n\n#include \"model/op.h\"\n\n"
                            "extern const struct op *const all_ops[];\n"
                            "extern const size_t all_ops_count;\n\n#endif\n"));
}

/* One function with the signature of struct op around the rule with its own. */
static void
emit_wrapper(struct buf *out, const struct model_op *op)
{
    buf_fmt(out, "\nstatic enum err\nrun_%.*s(struct call *call, const void *in, void *out)\n{\n",
            STR_FMT(op->name));
    if (op->in == NULL)
        buf_append_str(out, STR("    (void)in;\n"));
    if (op->out == NULL)
        buf_append_str(out, STR("    (void)out;\n"));
    buf_fmt(out, "    return %.*s(call%s%s);\n}\n", STR_FMT(op->name), op->in != NULL ? ", in" : "",
            op->out != NULL ? ", out" : "");
    if (op->prepare)
        buf_fmt(out,
                "\nstatic enum err\nprepare_%.*s(struct call *call, const void *in)\n{\n"
                "    return %.*s_prepare(call, in);\n}\n",
                STR_FMT(op->name), STR_FMT(op->name));
}

static void
emit_op_flags(struct buf *out, unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {{OP_LONG, "OP_LONG"},  {OP_IF_MATCH, "OP_IF_MATCH"}, {OP_CREATED, "OP_CREATED"},
                 {OP_PAGE, "OP_PAGE"},  {OP_READS, "OP_READS"},       {OP_UPLOAD, "OP_UPLOAD"},
                 {OP_DAILY, "OP_DAILY"}};
    const char *before = "    .flags = ";

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if ((flags & names[i].flag) == 0)
            continue;
        buf_fmt(out, "%s%s", before, names[i].name);
        before = " | ";
    }
    if (flags != 0)
        buf_append_str(out, STR(",\n"));
}

static void
emit_row(struct buf *out, const struct model_op *op)
{
    static const char *const methods[] = {"OP_GET", "OP_POST", "OP_PUT", "OP_PATCH", "OP_DELETE"};

    buf_fmt(out,
            "\nstatic const struct op op_%.*s = {\n    .name = \"%.*s\",\n    .path = \"%.*s\",\n"
            "    .method = %s,\n",
            STR_FMT(op->name), STR_FMT(op->name), STR_FMT(op->path), methods[op->method]);
    if (op->role != NULL) {
        buf_append_str(out, STR("    .role_min = ROLE_"));
        emit_upper(out, op->role->name);
        buf_append_str(out, STR(",\n"));
    }
    emit_op_flags(out, op->flags);
    if (op->in != NULL)
        buf_fmt(out, "    .in = &type_%.*s,\n", STR_FMT(op->in->name));
    if (op->out != NULL)
        buf_fmt(out, "    .out = &type_%.*s,\n    .out_size = sizeof(struct %.*s%s),\n",
                STR_FMT(op->out->name), STR_FMT(op->out->name),
                (op->flags & OP_PAGE) != 0 ? "_page" : "");
    if (op->prepare)
        buf_fmt(out, "    .prepare = prepare_%.*s,\n", STR_FMT(op->name));
    buf_fmt(out, "    .run = run_%.*s,\n};\n", STR_FMT(op->name));
}

void
emit_ops(struct buf *out, const struct model *model)
{
    emit_banner(out, "all models", "");
    buf_append_str(out, STR("#include \"gen/ops.h\"\n\n"));
    for (const struct model_part *part = model->parts; part != NULL; part = part->next)
        buf_fmt(out, "#include \"gen/%.*s.h\"\n", STR_FMT(part->name));
    for (const struct model_op *op = model->ops; op != NULL; op = op->next) {
        emit_wrapper(out, op);
        emit_row(out, op);
    }
    buf_append_str(out, STR("\nconst struct op *const all_ops[] = {\n"));
    for (const struct model_op *op = model->ops; op != NULL; op = op->next)
        buf_fmt(out, "    &op_%.*s,\n", STR_FMT(op->name));
    if (model->ops == NULL)
        buf_append_str(out, STR("    NULL,\n"));
    buf_fmt(out, "};\nconst size_t all_ops_count = %s;\n",
            model->ops != NULL ? "sizeof(all_ops) / sizeof(all_ops[0])" : "0");
}
