/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Load that looks like life: people come when they come, whether or not others were answered.
 *
 *     life PORT PLAN RATE BURST SEED
 *
 * PLAN is a file. The cells of a line are apart by tabs:
 *
 *     kind NAME SHARE PAUSE         what people do, how often of RATE, thinking so many ms before
 * each next request scene NAME COOKIE REQUEST…    one of that kind: somebody's requests (client.h),
 * one after the other stream COOKIE                 somebody's event stream, open all the while
 *
 * For each line of standard input, a number of seconds, it lives for so long with RATE scenes a
 * second in the mean, and says in a line of JSON for each kind how many requests were made, how
 * long they waited in microseconds, and how many got no success. The first tenth of each minute is
 * a burst, in which people come BURST times as often as in its rest. A wait begins when somebody
 * wanted to ask: that no connection was free is part of it.
 */
#include <math.h>
#include <poll.h>

#include "base/moment.h"
#include "client.h"
#include "streams.h"
#include "waits.h"

#define KINDS_MAX    16U
#define SCENES_MAX   65536U
#define REQUESTS_MAX 32U      /* of a scene */
#define CLIENTS      128U     /* connections, all of them kept */
#define WAITS_MAX    1000000U /* of a kind, while it lives once */
#define QUEUE_MAX    65536U   /* scenes that wait for a connection */
#define LINE_MAX_LEN 16384
#define ARENA_MAX    (512U << 20)
#define MINUTE       (60 * USEC_PER_SEC)
#define BURST_LASTS  (MINUTE / 10)
#define DRAIN_MAX    (60 * USEC_PER_SEC) /* for those who still wait at the end */

struct scene {
    struct str cookie;
    struct str requests[REQUESTS_MAX];
    size_t request_count;
};

struct kind {
    struct str name;
    double share;
    usec_t pause;
    struct scene **scenes;
    size_t scene_count;
    usec_t next; /* when somebody comes again */
    int32_t *waits;
    size_t wait_count;
    uint64_t errors;
};

/* Somebody who came. */
struct visit {
    struct kind *kind;
    const struct scene *scene;
    size_t at;     /* of its requests */
    usec_t wanted; /* when the next request is made, or when the one under way was wanted */
    bool asked;
};

struct life {
    struct arena arena;
    uint16_t port;
    double rate;
    double burst;
    uint64_t chance;
    struct kind kinds[KINDS_MAX];
    size_t kind_count;
    struct client clients[CLIENTS];
    struct visit visits[CLIENTS]; /* on each of them; no scene: nobody */
    struct pollfd polls[CLIENTS + 1];
    struct visit queue[QUEUE_MAX];
    size_t queue_first;
    size_t queue_count;
    size_t here; /* visits under way */
    struct streams streams;
};

static bool
give_up(const char *why, const char *more)
{
    fprintf(stderr, "life: %s %s\n", why, more);
    return false;
}

/* ---- the plan -------------------------------------------------------------------------------- */

static struct kind *
kind_of(struct life *life, struct str name)
{
    for (size_t i = 0; i < life->kind_count; i++)
        if (str_eq(life->kinds[i].name, name))
            return &life->kinds[i];
    return NULL;
}

static bool
read_kind(struct life *life, struct str rest)
{
    if (life->kind_count == KINDS_MAX)
        return false;
    struct kind *kind = &life->kinds[life->kind_count++];
    kind->name = str_copy(&life->arena, str_cut(rest, '\t', &rest));
    kind->share = strtod(str_cstr(&life->arena, str_cut(rest, '\t', &rest)), NULL);
    kind->pause = strtoll(str_cstr(&life->arena, rest), NULL, 10) * USEC_PER_MSEC;
    kind->scenes = arena_take(&life->arena, SCENES_MAX * sizeof(struct scene *));
    kind->waits = arena_take(&life->arena, WAITS_MAX * sizeof(*kind->waits));
    return kind->share > 0 && arena_failed(&life->arena) == OK;
}

static bool
read_scene(struct life *life, struct str rest)
{
    struct kind *kind = kind_of(life, str_cut(rest, '\t', &rest));
    struct scene *scene = arena_new(&life->arena, struct scene);

    if (kind == NULL || scene == NULL || kind->scene_count == SCENES_MAX)
        return false;
    scene->cookie = str_cut(rest, '\t', &rest);
    while (!str_is_null(rest) && scene->request_count < REQUESTS_MAX)
        scene->requests[scene->request_count++] =
            client_request(&life->arena, str_cut(rest, '\t', &rest), scene->cookie);
    kind->scenes[kind->scene_count++] = scene;
    return str_is_null(rest) && scene->request_count > 0;
}

static bool
read_line(struct life *life, struct str line)
{
    struct str rest;
    struct str what = str_cut(line, '\t', &rest);

    if (str_eq(what, STR("kind")))
        return read_kind(life, rest);
    if (str_eq(what, STR("scene")))
        return read_scene(life, rest);
    return str_eq(what, STR("stream")) &&
           streams_open(&life->streams, &life->arena, life->port, rest);
}

static bool
read_plan(struct life *life, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[LINE_MAX_LEN];
    bool fine = file != NULL;

    while (fine && fgets(line, sizeof(line), file) != NULL) {
        fine = read_line(life, str_trim(str_from(line))) && arena_failed(&life->arena) == OK;
        if (!fine)
            (void)give_up("a line of the plan is not understood, or not answered:", line);
    }
    if (file != NULL)
        fclose(file);
    for (size_t i = 0; fine && i < life->kind_count; i++)
        fine = life->kinds[i].scene_count > 0;
    return fine;
}

/* ---- chance ---------------------------------------------------------------------------------- */

/* The finaliser of SplitMix64 (Steele et al. 2014) over a counter. */
static uint64_t
chance(struct life *life)
{
    uint64_t x = life->chance += UINT64_C(0x9e3779b97f4a7c15);

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* How many scenes of a kind come in a second, at this moment of the minute. */
static double
rate_at(const struct life *life, const struct kind *kind, usec_t since)
{
    double quiet = life->rate / (1 + (life->burst - 1) * BURST_LASTS / MINUTE);

    return kind->share * (since % MINUTE < BURST_LASTS ? quiet * life->burst : quiet);
}

/* From one to the next who comes: nobody knows of the others. */
static usec_t
time_between(struct life *life, double rate)
{
    double even = ((double)(chance(life) >> 11) + 1) / 9007199254740993.0; /* above 0, below 1 */

    return (usec_t)(-log(even) / rate * USEC_PER_SEC);
}

/* ---- visits ---------------------------------------------------------------------------------- */

static void
note(struct kind *kind, usec_t wait, bool fine)
{
    if (kind->wait_count < WAITS_MAX)
        kind->waits[kind->wait_count++] = (int32_t)(wait < INT32_MAX ? wait : INT32_MAX);
    kind->errors += !fine;
}

/* Those who come up to now get in line. */
static void
arrive(struct life *life, usec_t begun, usec_t now)
{
    for (size_t i = 0; i < life->kind_count; i++) {
        struct kind *kind = &life->kinds[i];
        for (; kind->next <= now;
             kind->next += time_between(life, rate_at(life, kind, kind->next - begun))) {
            struct visit visit = {.kind = kind,
                                  .scene = kind->scenes[chance(life) % kind->scene_count],
                                  .wanted = kind->next};
            if (life->queue_count == QUEUE_MAX)
                note(kind, 0, false);
            else
                life->queue[(life->queue_first + life->queue_count++) % QUEUE_MAX] = visit;
        }
    }
}

static void
leave(struct life *life, size_t place)
{
    life->visits[place].scene = NULL;
    life->here--;
}

static void
connect_anew(struct life *life, size_t place)
{
    client_close(&life->clients[place]);
    life->clients[place].fd = client_connect(life->port);
}

/* A connection that was lost is an error of the request. */
static void
lose(struct life *life, size_t place, usec_t now)
{
    struct visit *visit = &life->visits[place];

    note(visit->kind, now - visit->wanted, false);
    connect_anew(life, place);
    leave(life, place);
}

static void
ask(struct life *life, size_t place, usec_t now)
{
    struct visit *visit = &life->visits[place];

    visit->asked = true;
    if (!client_refresh(&life->clients[place]) ||
        !client_ask(&life->clients[place], visit->scene->requests[visit->at]))
        lose(life, place, now);
}

/* The first error of a kind is told in full. */
static void
tell_error(const struct visit *visit, const struct client *client)
{
    const struct str *request = &visit->scene->requests[visit->at];

    if (visit->kind->errors == 0)
        fprintf(stderr, "life: %.*s\n%.*s\n", STR_FMT(str_cut(*request, '\r', &(struct str){0})),
                (int)client->whole, client->bytes);
}

static void
answered(struct life *life, size_t place, usec_t now)
{
    struct visit *visit = &life->visits[place];
    const struct client *client = &life->clients[place];

    if (!client_is_fine(client))
        tell_error(visit, client);
    note(visit->kind, now - visit->wanted, client_is_fine(client));
    visit->asked = false;
    visit->wanted = now + visit->kind->pause;
    if (++visit->at == visit->scene->request_count)
        leave(life, place);
}

static void
hear(struct life *life, size_t place, usec_t now)
{
    bool over = false;

    if (!client_hear(&life->clients[place], &over))
        lose(life, place, now);
    else if (over)
        answered(life, place, now);
}

/* Who is in line takes what is free; who has thought asks. */
static void
go_on(struct life *life, usec_t now)
{
    for (size_t i = 0; i < CLIENTS; i++) {
        struct visit *visit = &life->visits[i];
        if (visit->scene == NULL && life->queue_count > 0) {
            *visit = life->queue[life->queue_first];
            life->queue_first = (life->queue_first + 1) % QUEUE_MAX;
            life->queue_count--;
            life->here++;
        }
        if (visit->scene != NULL && !visit->asked && visit->wanted <= now)
            ask(life, i, now);
    }
}

/* Milliseconds until somebody comes or has thought. */
static int
time_left(const struct life *life, usec_t now, usec_t end)
{
    usec_t next = now < end ? end : now + USEC_PER_SEC;

    for (size_t i = 0; i < life->kind_count && now < end; i++)
        next = life->kinds[i].next < next ? life->kinds[i].next : next;
    for (size_t i = 0; i < CLIENTS; i++) {
        const struct visit *visit = &life->visits[i];
        if (visit->scene != NULL && !visit->asked && visit->wanted < next)
            next = visit->wanted;
    }
    return next > now ? (int)((next - now) / USEC_PER_MSEC) + 1 : 0;
}

static bool
wait_and_hear(struct life *life, usec_t now, usec_t end)
{
    for (size_t i = 0; i < CLIENTS; i++)
        life->polls[i] = (struct pollfd){.fd = life->visits[i].asked ? life->clients[i].fd : -1,
                                         .events = POLLIN};
    life->polls[CLIENTS] = (struct pollfd){.fd = life->streams.epoll, .events = POLLIN};
    if (poll(life->polls, CLIENTS + 1, time_left(life, now, end)) < 0)
        return false;
    for (size_t i = 0; i < CLIENTS; i++)
        if (life->polls[i].revents != 0)
            hear(life, i, time_monotonic());
    return life->polls[CLIENTS].revents == 0 || streams_hear(&life->streams, 0);
}

static bool
live(struct life *life, usec_t lasts)
{
    usec_t begun = time_monotonic();
    usec_t end = begun + lasts;
    usec_t now = begun;

    for (size_t i = 0; i < life->kind_count; i++) {
        struct kind *kind = &life->kinds[i];
        kind->wait_count = kind->errors = 0;
        kind->next = begun + time_between(life, rate_at(life, kind, 0));
    }
    while (now < end || ((life->queue_count > 0 || life->here > 0) && now < end + DRAIN_MAX)) {
        if (now < end)
            arrive(life, begun, now);
        go_on(life, now);
        if (!wait_and_hear(life, now, end))
            return false;
        now = time_monotonic();
    }
    return true;
}

/* ---- what is said ---------------------------------------------------------------------------- */

static void
say(struct life *life)
{
    printf("{\"kinds\":{");
    for (size_t i = 0; i < life->kind_count; i++) {
        struct kind *kind = &life->kinds[i];
        struct waits waits = waits_of(kind->waits, kind->wait_count);
        printf("%s\"%.*s\":{\"count\":%zu,\"p50\":%d,\"p95\":%d,\"p99\":%d,\"errors\":%llu}",
               i > 0 ? "," : "", STR_FMT(kind->name), kind->wait_count, waits.p50, waits.p95,
               waits.p99, (unsigned long long)kind->errors);
    }
    printf("},\"streams\":{\"count\":%zu,\"events\":%llu,\"errors\":%llu}}\n", life->streams.count,
           (unsigned long long)life->streams.events, (unsigned long long)life->streams.ended);
    fflush(stdout);
    life->streams.events = 0;
}

static bool
run_rounds(struct life *life)
{
    char line[64];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        double seconds = strtod(line, NULL);
        if (seconds <= 0)
            return give_up("no number of seconds:", line);
        if (!live(life, (usec_t)(seconds * USEC_PER_SEC)))
            return give_up("it cannot be heard what is answered", "");
        say(life);
    }
    return true;
}

static bool
prepare(struct life *life, char **argv)
{
    life->port = (uint16_t)strtoul(argv[1], NULL, 10);
    life->rate = strtod(argv[3], NULL);
    life->burst = strtod(argv[4], NULL);
    life->chance = strtoull(argv[5], NULL, 10);
    if (life->rate <= 0 || life->burst < 1)
        return give_up("RATE is above 0, BURST at least 1", "");
    if (!streams_init(&life->streams) || !read_plan(life, argv[2]))
        return give_up("nobody can live by this plan:", argv[2]);
    for (size_t i = 0; i < CLIENTS; i++)
        if (!client_open(&life->clients[i], &life->arena, life->port))
            return give_up("the server is not there", "");
    return true;
}

int
main(int argc, char **argv)
{
    static struct life life;
    bool fine = false;

    arena_init(&life.arena, ARENA_MAX);
    if (argc != 6)
        fprintf(stderr, "usage: life PORT PLAN RATE BURST SEED\n");
    else
        fine = prepare(&life, argv) && run_rounds(&life);
    for (size_t i = 0; i < CLIENTS; i++)
        if (life.clients[i].bytes != NULL)
            client_close(&life.clients[i]);
    streams_release(&life.streams);
    arena_release(&life.arena);
    return fine ? 0 : 1;
}
