/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/unchanged.h"

#include <pthread.h>
#include <sodium.h>

#include "http/server.h"
#include "practice/access/who.h"

#define QUARTER (15 * 60 * USEC_PER_SEC)

/* An answer in its place; whoever comes after it with the same place drives it out. */
struct place {
    struct unchanged answer;
    char tag[UNCHANGED_TAG_MAX + 1];
};

struct unchanged_table {
    pthread_mutex_t lock;
    struct place places[UNCHANGED_PLACES];
};

enum err
unchanged_init(struct edge *edge)
{
    struct unchanged_table *table = arena_new(&edge->arena, struct unchanged_table);

    if (table == NULL)
        return ERR_MEMORY;
    pthread_mutex_init(&table->lock, NULL);
    edge->unchanged = table;
    return OK;
}

void
unchanged_release(struct edge *edge)
{
    if (edge->unchanged != NULL)
        pthread_mutex_destroy(&edge->unchanged->lock);
    edge->unchanged = NULL;
}

static void
add_bytes(crypto_generichash_state *hash, const void *bytes, size_t len)
{
    (void)crypto_generichash_update(hash, bytes, len);
}

static void
add_number(crypto_generichash_state *hash, int64_t number)
{
    add_bytes(hash, &number, sizeof(number));
}

/* With its length before it, so that two texts are not taken for two others. */
static void
add_text(crypto_generichash_state *hash, struct str text)
{
    add_number(hash, str_is_null(text) ? -1 : (int64_t)text.len);
    if (text.len > 0)
        add_bytes(hash, text.ptr, text.len);
}

static void
add_numbers(crypto_generichash_state *hash, const int64_t *numbers, size_t count)
{
    add_number(hash, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        add_number(hash, numbers[i]);
}

/* All that a rule can ask of who asks. */
static void
add_who(crypto_generichash_state *hash, const struct who *who)
{
    const int64_t ids[] = {who->person_id, who->session_id, who->token_id, (int64_t)who->role_max};

    add_numbers(hash, ids, sizeof(ids) / sizeof(ids[0]));
    add_number(hash, (int64_t)who->role_count);
    for (size_t i = 0; i < who->role_count; i++) {
        add_number(hash, (int64_t)who->roles[i].role);
        add_text(hash, who->roles[i].unit_path);
    }
    add_numbers(hash, who->units, who->unit_count);
    add_numbers(hash, who->stands_for, who->stands_for_count);
}

static void
key_write(struct unchanged *answer, const struct conn_state *state, const struct who *who,
          const struct http_exchange *exchange)
{
    crypto_generichash_state hash;

    (void)crypto_generichash_init(&hash, NULL, 0, UNCHANGED_KEY);
    add_number(&hash, (int64_t)state->session);
    add_text(&hash, exchange->target.path);
    add_text(&hash, exchange->target.query);
    add_who(&hash, who);
    (void)crypto_generichash_final(&hash, answer->key, UNCHANGED_KEY);
}

static struct place *
place_of(struct unchanged_table *table, const struct unchanged *answer)
{
    uint64_t number;

    memcpy(&number, answer->key, sizeof(number));
    return &table->places[number % UNCHANGED_PLACES];
}

static bool
is_same(const struct unchanged *one, const struct unchanged *other)
{
    return memcmp(one->key, other->key, UNCHANGED_KEY) == 0 && one->number == other->number &&
           one->quarter == other->quarter;
}

enum err
unchanged_look(struct edge *edge, struct call *call, const struct http_exchange *exchange,
               struct unchanged *out, struct str *ret_tag)
{
    struct unchanged_table *table = edge->unchanged;
    struct conn_state state;

    *out = (struct unchanged){.quarter = call->now / QUARTER};
    *ret_tag = (struct str){0};
    TRY(conn_state(call->conn, &state));
    if (state.number == 0)
        return OK;
    out->number = state.number;
    key_write(out, &state, call->who, exchange);
    pthread_mutex_lock(&table->lock);
    const struct place *place = place_of(table, out);
    if (is_same(&place->answer, out))
        *ret_tag = str_copy(call->arena, str_from(place->tag));
    pthread_mutex_unlock(&table->lock);
    return OK;
}

void
unchanged_keep(struct edge *edge, const struct unchanged *answer, struct str tag)
{
    struct unchanged_table *table = edge->unchanged;

    if (answer->number == 0 || tag.len == 0 || tag.len > UNCHANGED_TAG_MAX)
        return;
    pthread_mutex_lock(&table->lock);
    struct place *place = place_of(table, answer);
    place->answer = *answer;
    memcpy(place->tag, tag.ptr, tag.len);
    place->tag[tag.len] = '\0';
    pthread_mutex_unlock(&table->lock);
}
