/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/modelc from all models; edits are lost. */
#include "gen/ops.h"

#include "gen/left.h"
#include "gen/right.h"

static enum err
run_thing_list(struct call *call, const void *in, void *out)
{
    return thing_list(call, in, out);
}

static const struct op op_thing_list = {
    .name = "thing_list",
    .path = "/api/v1/things",
    .method = OP_GET,
    .role_min = ROLE_MEMBER,
    .flags = OP_LONG | OP_PAGE,
    .in = &type_thing_query,
    .out = &type_thing_view,
    .out_size = sizeof(struct thing_view_page),
    .run = run_thing_list,
};

static enum err
run_thing_create(struct call *call, const void *in, void *out)
{
    return thing_create(call, in, out);
}

static enum err
prepare_thing_create(struct call *call, const void *in)
{
    return thing_create_prepare(call, in);
}

static const struct op op_thing_create = {
    .name = "thing_create",
    .path = "/api/v1/things",
    .method = OP_POST,
    .role_min = ROLE_MEMBER,
    .flags = OP_CREATED,
    .in = &type_thing_new,
    .out = &type_thing_view,
    .out_size = sizeof(struct thing_view),
    .prepare = prepare_thing_create,
    .run = run_thing_create,
};

static enum err
run_thing_get(struct call *call, const void *in, void *out)
{
    return thing_get(call, in, out);
}

static const struct op op_thing_get = {
    .name = "thing_get",
    .path = "/api/v1/things/{id}",
    .method = OP_GET,
    .in = &type_by_id,
    .out = &type_thing_view,
    .out_size = sizeof(struct thing_view),
    .run = run_thing_get,
};

static enum err
run_thing_update(struct call *call, const void *in, void *out)
{
    return thing_update(call, in, out);
}

static const struct op op_thing_update = {
    .name = "thing_update",
    .path = "/api/v1/things/{id}",
    .method = OP_PATCH,
    .role_min = ROLE_MEMBER,
    .flags = OP_IF_MATCH,
    .in = &type_thing_patch,
    .out = &type_thing_view,
    .out_size = sizeof(struct thing_view),
    .run = run_thing_update,
};

static enum err
run_thing_delete(struct call *call, const void *in, void *out)
{
    (void)out;
    return thing_delete(call, in);
}

static const struct op op_thing_delete = {
    .name = "thing_delete",
    .path = "/api/v1/things/{id}",
    .method = OP_DELETE,
    .role_min = ROLE_ADMIN,
    .flags = OP_IF_MATCH,
    .in = &type_by_id,
    .run = run_thing_delete,
};

static enum err
run_thing_clear(struct call *call, const void *in, void *out)
{
    (void)in;
    (void)out;
    return thing_clear(call);
}

static const struct op op_thing_clear = {
    .name = "thing_clear",
    .path = "/api/v1/things",
    .method = OP_DELETE,
    .role_min = ROLE_MEMBER,
    .run = run_thing_clear,
};

static enum err
run_thing_count(struct call *call, const void *in, void *out)
{
    (void)in;
    return thing_count(call, out);
}

static const struct op op_thing_count = {
    .name = "thing_count",
    .path = "/api/v1/things/count",
    .method = OP_GET,
    .role_min = ROLE_MEMBER,
    .out = &type_owner,
    .out_size = sizeof(struct owner),
    .run = run_thing_count,
};

const struct op *const all_ops[] = {
    &op_thing_list,
    &op_thing_create,
    &op_thing_get,
    &op_thing_update,
    &op_thing_delete,
    &op_thing_clear,
    &op_thing_count,
};
const size_t all_ops_count = sizeof(all_ops) / sizeof(all_ops[0]);
