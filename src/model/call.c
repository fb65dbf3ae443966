/* SPDX-License-Identifier: Apache-2.0 */
#include "model/call.h"

enum err
fail(struct call *call, enum err err, const char *code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    call->why = str_vfmt(call->arena, format, args);
    va_end(args);
    call->code = code;
    return err;
}

enum err
refuse(struct call *call, enum err err, const char *code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    call->why = str_vfmt(call->arena, format, args);
    va_end(args);
    call->code = code;
    call->refused = err;
    return OK;
}

void
fault_at(struct call *call, struct str pointer, const char *code, struct str detail)
{
    if (call->fault_count == FAULT_MAX)
        return;
    call->faults[call->fault_count++] =
        (struct fault){.pointer = pointer, .code = code, .detail = detail};
}

void
fault(struct call *call, const char *pointer, const char *code, const char *format, ...)
{
    va_list args;

    if (call->fault_count == FAULT_MAX)
        return;
    va_start(args, format);
    struct str detail = str_vfmt(call->arena, format, args);
    va_end(args);
    fault_at(call, str_copy(call->arena, str_from(pointer)), code, detail);
}

enum err
call_faults(const struct call *call)
{
    return call->fault_count > 0 ? ERR_INVALID : OK;
}

enum err
call_match(struct call *call, int64_t version)
{
    if (!call->if_match.has)
        return fail(call, ERR_PRECONDITION, "if_match_missing",
                    "Send the ETag of what you have seen as If-Match.");
    if (call->if_match.value == version)
        return OK;
    call->current_version = maybe_of(version);
    return fail(call, ERR_STALE, "stale", "Somebody changed this in the meantime; load it again.");
}

void
call_reset(struct call *call)
{
    call->fault_count = 0;
    call->why = (struct str){0};
    call->code = NULL;
    call->current_version = maybe_none();
    call->cookie = (struct str){0};
    call->retry_after = 0;
    call->refused = OK;
    call->secret = false;
}

enum err
call_stage(struct call *call, struct call **out)
{
    return call->stage != NULL ? call->stage(call, out) : ERR_GONE;
}
