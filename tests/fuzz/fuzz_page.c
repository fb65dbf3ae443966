/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cursors that did not come from us. The first byte says how many numbers and whether a text are
 * asked for. What is accepted must be written the same way again; and whatever bytes there are, a
 * cursor made of them must come back whole.
 */
#include <stdint.h>
#include <stdlib.h>

#include "model/call.h"
#include "model/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static void
must(bool holds)
{
    if (!holds)
        abort();
}

static void
check_foreign(struct call *call, struct str after, size_t count, bool has_text)
{
    int64_t numbers[PAGE_NUMBER_MAX] = {0};
    struct str text = {0};

    enum err err = has_text ? page_read_text(call, "list", after, &text, numbers, count)
                            : page_read(call, "list", after, numbers, count);
    must(err == OK || (err == ERR_INVALID && call->fault_count == 1));
    if (err != OK)
        return;
    struct str again = has_text ? page_write_text(call, "list", text, numbers, count)
                                : page_write(call, "list", numbers, count);
    must(str_eq(again, after));
}

static void
check_own(struct call *call, struct str bytes)
{
    int64_t numbers[2] = {0};
    int64_t got[2] = {0};
    struct str got_text = {0};

    memcpy(numbers, bytes.ptr, bytes.len < sizeof(numbers) ? bytes.len : sizeof(numbers));
    struct str text = str_slice(bytes, 0, PAGE_TEXT_MAX);
    struct str next = page_write_text(call, "list", text, numbers, 2);
    must(next.len <= PAGE_CURSOR_MAX);
    enum err err = page_read_text(call, "list", next, &got_text, got, 2);
    must((err == OK) == str_is_utf8(text));
    must(err != OK || (str_eq(got_text, text) && got[0] == numbers[0] && got[1] == numbers[1]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    static struct call call;
    struct arena arena;

    if (len == 0)
        return 0;
    arena_init(&arena, ARENA_CEILING_USUAL);
    call = (struct call){.arena = &arena};
    struct str rest = {(const char *)ptr + 1, len - 1};
    check_foreign(&call, rest, ptr[0] % (PAGE_NUMBER_MAX + 1), (ptr[0] & 0x80) != 0);
    call_reset(&call);
    check_own(&call, rest);
    arena_release(&arena);
    return 0;
}
