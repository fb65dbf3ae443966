/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Load: makes a list of requests in turn over several connections, one under way on each.
 *
 *     load PORT COOKIE CLIENTS REQUEST…      each as client.h has it
 *
 * For each line of standard input, a number, it makes so many requests and says in a line of JSON
 * how long that took and how long they waited. Any answer that is no success ends it.
 */
#include <poll.h>

#include "base/moment.h"
#include "client.h"
#include "waits.h"

#define CLIENTS_MAX 256
#define ROUND_MAX   100000 /* requests */
#define REQUEST_MAX 256

struct load {
    struct client clients[CLIENTS_MAX];
    struct pollfd polls[CLIENTS_MAX];
    nfds_t client_count;
    struct str requests[REQUEST_MAX];
    size_t request_count;
    size_t asked; /* over all rounds */
    usec_t asked_at[CLIENTS_MAX];
    int32_t waits[ROUND_MAX]; /* of each request of a round, in microseconds */
    uint64_t bytes;
};

static bool
ask_next(struct load *load, nfds_t place)
{
    load->asked_at[place] = time_monotonic();
    return client_ask(&load->clients[place], load->requests[load->asked++ % load->request_count]);
}

static bool
is_fine(const struct client *client)
{
    if (client_is_fine(client))
        return true;
    fprintf(stderr, "load: %.*s\n", (int)client->whole, client->bytes);
    return false;
}

static bool
make_requests(struct load *load, int64_t wanted)
{
    int64_t asked = 0;
    int64_t heard = 0;

    for (nfds_t i = 0; i < load->client_count; i++) {
        if (!client_refresh(&load->clients[i]))
            return false;
        load->polls[i].fd = load->clients[i].fd;
    }
    for (nfds_t i = 0; i < load->client_count && asked < wanted; i++, asked++)
        if (!ask_next(load, i))
            return false;
    while (heard < wanted) {
        if (poll(load->polls, load->client_count, -1) < 0)
            return false;
        for (nfds_t i = 0; i < load->client_count; i++) {
            bool over = false;
            if (load->polls[i].revents == 0)
                continue;
            if (!client_hear(&load->clients[i], &over))
                return false;
            if (!over)
                continue;
            load->waits[heard++] = (int32_t)(time_monotonic() - load->asked_at[i]);
            load->bytes += load->clients[i].whole;
            if (!is_fine(&load->clients[i]) || (asked < wanted && !ask_next(load, i)))
                return false;
            asked += asked < wanted;
        }
    }
    return true;
}

static bool
run_rounds(struct load *load)
{
    char line[64];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        int64_t wanted = strtoll(line, NULL, 10);
        usec_t begun = time_monotonic();
        load->bytes = 0;
        if (wanted < 1 || wanted > ROUND_MAX || !make_requests(load, wanted))
            return false;
        usec_t micros = time_monotonic() - begun;
        struct waits waits = waits_of(load->waits, (size_t)wanted);
        printf(
            "{\"requests\":%lld,\"micros\":%lld,\"bytes\":%llu,\"p50\":%d,\"p95\":%d,\"p99\":%d}\n",
            (long long)wanted, (long long)micros, (unsigned long long)load->bytes, waits.p50,
            waits.p95, waits.p99);
        fflush(stdout);
    }
    return true;
}

static bool
prepare(struct load *load, struct arena *arena, char **argv, int request_count)
{
    uint16_t port = (uint16_t)strtoul(argv[1], NULL, 10);

    load->client_count = strtoul(argv[3], NULL, 10);
    if (load->client_count < 1 || load->client_count > CLIENTS_MAX || request_count > REQUEST_MAX)
        return false;
    load->request_count = (size_t)request_count;
    for (int i = 0; i < request_count; i++)
        load->requests[i] = client_request(arena, str_from(argv[4 + i]), str_from(argv[2]));
    for (nfds_t i = 0; i < load->client_count; i++) {
        if (!client_open(&load->clients[i], arena, port))
            return false;
        load->polls[i] = (struct pollfd){.fd = load->clients[i].fd, .events = POLLIN};
    }
    return arena_failed(arena) == OK;
}

int
main(int argc, char **argv)
{
    static struct load load;
    struct arena arena;
    bool fine = false;

    arena_init(&arena, (size_t)CLIENTS_MAX * CLIENT_ANSWER_MAX * 2);
    if (argc < 5)
        fprintf(stderr, "usage: load PORT COOKIE CLIENTS REQUEST…\n");
    else
        fine = prepare(&load, &arena, argv, argc - 4) && run_rounds(&load);
    arena_release(&arena);
    return fine ? 0 : 1;
}
