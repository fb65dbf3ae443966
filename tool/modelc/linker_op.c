/* SPDX-License-Identifier: Apache-2.0 */
/* Operations: what goes in and out, who may call, and whether the route says the same. */
#include "tool/modelc/parser.h"

static const struct model_type *
resolve_type(struct model *model, const struct model_op *op, struct str name)
{
    const struct model_type *type;

    if (str_is_null(name))
        return NULL;
    type = model_type_named(model, name);
    if (type == NULL) {
        model_fault(model, &op->place, "no type is called `%.*s`; declare it, or mend the word",
                    STR_FMT(name));
    } else if (!model_part_may_use(op->part, type->part)) {
        model_fault(model, &op->place,
                    "`%.*s` is of part `%.*s`, to the right; move it left, or "
                    "this there",
                    STR_FMT(name), STR_FMT(type->part->name));
        type = NULL;
    }
    return type;
}

static void
resolve_role(struct model *model, struct model_op *op)
{
    const struct model_enum *roles = model_enum_named(model, STR("role"));
    struct str name = str_is_null(op->role_name) ? STR("member") : op->role_name;

    if (str_eq(name, STR("anyone")))
        return;
    for (const struct model_word *word = roles != NULL ? roles->words : NULL; word != NULL;
         word = word->next) {
        if (str_eq(word->name, name))
            op->role = word;
    }
    if (op->role == NULL)
        model_fault(model, &op->place,
                    "`%.*s` is no role; write anyone, or a word of the "
                    "enumeration `role`",
                    STR_FMT(name));
}

/* The next `{member}` of a path from `*at`; "no text" when there is none. */
static struct str
next_member(struct str path, size_t *at)
{
    const char *open = memchr(path.ptr + *at, '{', path.len - *at);
    const char *close =
        open != NULL ? memchr(open, '}', path.len - (size_t)(open - path.ptr)) : NULL;

    if (close == NULL)
        return (struct str){0};
    *at = (size_t)(close - path.ptr) + 1;
    return (struct str){.ptr = open + 1, .len = (size_t)(close - open) - 1};
}

/* Segments are words of a-z, 0-9, dash, dot and underscore, or one {member}. */
static bool
segment_is_good(struct str segment)
{
    bool member = segment.len > 2 && segment.ptr[0] == '{' && str_ends(segment, STR("}"));

    if (member)
        segment = str_slice(segment, 1, segment.len - 2);
    for (size_t i = 0; i < segment.len; i++) {
        char c = segment.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
              (!member && (c == '-' || c == '.'))))
            return false;
    }
    return segment.len > 0;
}

static bool
path_is_good(struct str path)
{
    struct str rest = str_slice(path, 1, path.len);

    while (!str_is_null(rest)) {
        struct str segment = str_cut(rest, '/', &rest);
        if (!segment_is_good(segment))
            return false;
    }
    return true;
}

static void
check_path(struct model *model, const struct model_op *op)
{
    size_t at = 0;

    if (!path_is_good(op->path)) {
        model_fault(model, &op->place, "`%.*s` is no path; write /words/{member}/words",
                    STR_FMT(op->path));
        return;
    }
    for (struct str name = next_member(op->path, &at); !str_is_null(name);
         name = next_member(op->path, &at)) {
        const struct model_field *field = op->in != NULL ? model_field_named(op->in, name) : NULL;
        if (field == NULL || field->source != SOURCE_PATH)
            model_fault(model, &op->place,
                        "the path has {%.*s}, and the input no such member; add "
                        "`%.*s … path` to it",
                        STR_FMT(name), STR_FMT(name));
    }
    for (const struct model_field *f = op->in != NULL ? op->in->fields : NULL; f != NULL;
         f = f->next) {
        bool found = false;
        at = 0;
        for (struct str name = next_member(op->path, &at); !str_is_null(name);
             name = next_member(op->path, &at))
            found = found || str_eq(name, f->name);
        if (f->source == SOURCE_PATH && !found)
            model_fault(model, &op->place,
                        "input `%.*s` has `%.*s` from the path, and the path no "
                        "{%.*s}; add it, or take another input",
                        STR_FMT(op->in->name), STR_FMT(f->name), STR_FMT(f->name));
    }
}

/* Do two paths match the same requests: equal but for the names of members? */
static bool
paths_meet(struct str a, struct str b)
{
    while (!str_is_null(a) && !str_is_null(b)) {
        struct str x = str_cut(a, '/', &a);
        struct str y = str_cut(b, '/', &b);
        bool members = str_starts(x, STR("{")) && str_starts(y, STR("{"));
        if (!members && !str_eq(x, y))
            return false;
    }
    return str_is_null(a) && str_is_null(b);
}

static void
check_route(struct model *model, const struct model_op *op)
{
    for (const struct model_op *other = model->ops; other != op; other = other->next) {
        if (other->method == op->method && paths_meet(other->path, op->path))
            model_fault(model, &op->place, "`%.*s` has this route already (%s:%u); choose another",
                        STR_FMT(other->name), other->place.file, other->place.line);
    }
}

/* A page is asked for by `limit` and `after`. */
static void
check_page(struct model *model, const struct model_op *op)
{
    const struct model_field *limit;
    const struct model_field *after;

    if ((op->flags & OP_PAGE) == 0)
        return;
    limit = op->in != NULL ? model_field_named(op->in, STR("limit")) : NULL;
    after = op->in != NULL ? model_field_named(op->in, STR("after")) : NULL;
    if (limit == NULL || after == NULL) {
        model_fault(model, &op->place,
                    "it answers a page, and its input has no `limit` and `after`; "
                    "add them");
        return;
    }
    if (limit->source != SOURCE_QUERY || limit->kind != FIELD_INT || !limit->has_initial ||
        limit->min != 1 || limit->max > MODEL_PAGE_MAX)
        model_fault(model, &limit->place, "the limit of a page; write `limit int 1..%d = %d query`",
                    MODEL_PAGE_MAX, MODEL_PAGE_INITIAL);
    if (after->source != SOURCE_QUERY || after->kind != FIELD_TEXT ||
        (after->flags & FIELD_NULLABLE) == 0)
        model_fault(model, &after->place,
                    "the cursor of a page; write `after text? 1..2000 query`");
}

/* What the method forbids. */
static bool
takes_body(const struct model_type *type)
{
    for (const struct model_field *f = type->fields; f != NULL; f = f->next)
        if (f->source == SOURCE_BODY)
            return true;
    return false;
}

static void
check_method(struct model *model, const struct model_op *op)
{
    bool asks = (op->flags & OP_READS) != 0;
    bool reads = op->method == OP_GET || asks;
    bool bodiless = op->method == OP_GET || op->method == OP_DELETE;

    for (const struct model_field *f = op->in != NULL ? op->in->fields : NULL; f != NULL;
         f = f->next) {
        if (bodiless && f->source == SOURCE_BODY) {
            model_fault(model, &op->place,
                        "GET and DELETE have no body, and `%.*s` comes in it; "
                        "make it a `query` member",
                        STR_FMT(f->name));
            break;
        }
    }
    if (reads && ((op->flags & (OP_IF_MATCH | OP_CREATED)) != 0 || op->prepare))
        model_fault(model, &op->place,
                    "if-match, created and prepare belong to writes; take them "
                    "away");
    if ((op->flags & OP_UPLOAD) != 0 &&
        (op->method != OP_POST || (op->in != NULL && takes_body(op->in))))
        model_fault(model, &op->place,
                    "upload belongs to a POST whose members all come in path and query; the body "
                    "is the file");
    if (asks && op->method != OP_POST)
        model_fault(model, &op->place, "reads belongs to a POST that writes nothing; take it away");
    if (op->method != OP_GET && (op->flags & (OP_LONG | OP_PAGE | OP_DAILY)) != 0)
        model_fault(model, &op->place, "long, daily and pages belong to GET; take them away");
    if (reads && op->out == NULL)
        model_fault(model, &op->place, "a read that answers nothing; add `out TYPE`");
    if ((op->flags & OP_CREATED) != 0 && (op->method != OP_POST || op->out == NULL))
        model_fault(model, &op->place,
                    "created belongs to a POST that answers what it made; mend the "
                    "method, or add `out TYPE`");
    if (op->prepare && op->in == NULL)
        model_fault(model, &op->place,
                    "prepare without an input has nothing to prepare; take it "
                    "away");
}

void
link_ops(struct model *model)
{
    bool types_are_whole = model->fault_count == 0;

    for (struct model_op *op = model->ops; op != NULL; op = op->next) {
        unsigned faults_before = model->fault_count;
        op->in = resolve_type(model, op, op->in_name);
        op->out = resolve_type(model, op, op->out_name);
        resolve_role(model, op);
        if (op->in != NULL && op->in->form != FORM_INPUT && op->in->form != FORM_PATCH)
            model_fault(model, &op->place, "`%.*s` does not go in; name an input or a patch",
                        STR_FMT(op->in->name));
        if (op->out != NULL && op->out->form != FORM_ENTITY && op->out->form != FORM_VIEW)
            model_fault(model, &op->place, "`%.*s` does not come out; name a view or an entity",
                        STR_FMT(op->out->name));
        if (!types_are_whole || model->fault_count > faults_before)
            continue; /* the rest would be told of what is not meant */
        check_path(model, op);
        check_route(model, op);
        check_page(model, op);
        check_method(model, op);
    }
}
