/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/book.h"

#include "gen/migration.h"

#define PORTION (BULK_BYTES / 2) /* bytes of one entity that wait; the rest is room for a row */

enum err
book_open(struct book *book, struct call *call)
{
    if (all_dumps_count > BOOK_ENTITIES_MAX)
        return fail(call, ERR_INTERNAL, "too_many_entities", "The book has room for %u entities.",
                    BOOK_ENTITIES_MAX);
    book->call = call;
    for (size_t i = 0; i < all_dumps_count; i++) {
        put_release(&book->puts[i]);
        book->last_id[i] = book->kept_id[i];
    }
    return OK;
}

static size_t
place_of(const struct type *type)
{
    size_t place = 0;

    while (all_dumps[place].type != type)
        place++;
    return place;
}

int64_t
book_id(struct book *book, const struct type *type)
{
    return ++book->last_id[place_of(type)];
}

/* Everything up to an entity, so that its rows find what they refer to. */
static enum err
write_up_to(struct book *book, size_t place)
{
    for (size_t i = 0; i <= place; i++)
        if (book->puts[i].dump != NULL)
            TRY(bulk_write(&book->puts[i].bulk));
    return OK;
}

enum err
book_put(struct book *book, const struct type *type, const void *row)
{
    size_t place = place_of(type);
    struct put *put = &book->puts[place];

    if (put->dump == NULL)
        TRY(put_open(put, book->call, &all_dumps[place]));
    if (bulk_waiting(&put->bulk) >= PORTION)
        TRY(write_up_to(book, place));
    return put_row(put, row);
}

enum err
book_record(struct book *book, const struct happening *happening, const void *before,
            const void *after)
{
    struct event event = record_event(book->call, happening);
    struct change_list changes;

    event.id = book_id(book, &type_event);
    TRY(call_txid(book->call, &event.txid));
    TRY(book_put(book, &type_event, &event));
    TRY(record_changes(book->call, happening, before, after, &changes));
    for (size_t i = 0; i < changes.count; i++) {
        changes.items[i].id = book_id(book, &type_change);
        changes.items[i].event_id = event.id;
        TRY(book_put(book, &type_change, &changes.items[i]));
    }
    return OK;
}

int64_t
book_count(const struct book *book, const struct type *type)
{
    return book->kept_id[place_of(type)];
}

enum err
book_close(struct book *book)
{
    for (size_t i = 0; i < all_dumps_count; i++)
        TRY(put_close(&book->puts[i]));
    for (size_t i = 0; i < all_dumps_count; i++)
        book->kept_id[i] = book->last_id[i];
    return OK;
}

enum err
book_analyze(struct book *book, struct call *call)
{
    for (size_t i = 0; i < all_dumps_count; i++)
        if (book->kept_id[i] > 0)
            TRY(put_analyze(call, &all_dumps[i]));
    return OK;
}

void
book_release(struct book *book)
{
    for (size_t i = 0; i < BOOK_ENTITIES_MAX; i++)
        put_release(&book->puts[i]);
}
