/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/outbox.h"

#include <unistd.h>

#include "gen/record_sql.h"

#define MESSAGE_ID_BYTES 16U

/* Random, so that it says nothing and is nobody else's. */
static enum err
message_id_make(struct arena *arena, struct str *out)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[MESSAGE_ID_BYTES];
    char *text = arena_alloc(arena, 2 * sizeof(bytes) + 1);

    if (text == NULL)
        return ERR_MEMORY;
    if (getentropy(bytes, sizeof(bytes)) != 0)
        return ERR_INTERNAL;
    for (size_t i = 0; i < sizeof(bytes); i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    text[2 * sizeof(bytes)] = '\0';
    *out = str_from(text);
    return OK;
}

enum err
outbox_put(struct call *call, const struct letter *letter)
{
    struct outbox row = {
        .channel = str_from(letter->channel),
        .address = letter->address,
        .subject = letter->subject,
        .body = letter->body,
        .html = letter->html,
        .stop_url = letter->stop_url,
        .unique_key = letter->unique_key,
        .person_id = letter->person_id,
        .created_at = call->now,
        .due_at = letter->due_at != 0 ? letter->due_at : call->now,
    };

    TRY(message_id_make(call->arena, &row.message_id));
    return q_outbox_insert(call, &row);
}

enum err
outbox_waits(struct call *call, bool mails, bool *ret_waits)
{
    struct outbox_list rows;

    TRY(q_outbox_waits(call, OUTBOX_CLAIM_SPAN, mails, &rows));
    *ret_waits = rows.count > 0;
    return OK;
}

enum err
outbox_claim(struct call *call, struct str holder, bool mails, struct outbox_list *out)
{
    int64_t changed;

    TRY(q_outbox_claim(call, holder, OUTBOX_CLAIM_SPAN, mails, OUTBOX_CLAIM_MAX, &changed));
    return q_outbox_claimed(call, holder, out);
}

enum err
outbox_settle_sent(struct call *call, struct str holder, int64_t id)
{
    int64_t changed;

    return q_outbox_sent(call, maybe_of(call->now), id, holder, &changed);
}

usec_t
outbox_pause(int64_t attempts, usec_t pause_first, uint32_t chance)
{
    usec_t pause = pause_first;

    for (int64_t i = 0; i < attempts && pause < OUTBOX_PAUSE_MAX; i++)
        pause *= 2;
    if (pause > OUTBOX_PAUSE_MAX)
        pause = OUTBOX_PAUSE_MAX;
    return pause / 100 * (80 + chance % 41);
}

enum err
outbox_settle_failed(struct call *call, struct str holder, const struct outbox *row, struct str why,
                     usec_t pause_first, bool never, bool *ret_dead)
{
    int64_t changed;
    uint32_t chance = 0;

    *ret_dead = never || row->attempts + 1 >= OUTBOX_ATTEMPTS_MAX;
    if (*ret_dead)
        return q_outbox_dead(call, maybe_of(call->now), why, row->id, holder, &changed);
    if (getentropy(&chance, sizeof(chance)) != 0)
        return ERR_INTERNAL;
    return q_outbox_later(call, outbox_pause(row->attempts, pause_first, chance), why, row->id,
                          holder, &changed);
}

enum err
outbox_settle_waits(struct call *call, struct str holder, const struct outbox *row, struct str why,
                    usec_t pause)
{
    int64_t changed;

    return q_outbox_put_off(call, pause, why, row->id, holder, &changed);
}

enum err
outbox_let_go(struct call *call, struct str holder, int64_t except_id)
{
    return q_outbox_let_go(call, holder, except_id);
}
