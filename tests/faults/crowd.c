/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A crowd: many connections that mean no good, each opened again when it is closed.
 *
 *     crowd PORT COUNT PAUSE_MS PIECE WAYS OPENING
 *
 * A connection sends OPENING ("\r" and "\n" spelled so), then each PAUSE_MS so many bytes as PIECE
 * says, for ever. WAYS are letters: `h` closes its own half after the opening, `r` reads a byte at
 * a time where others read what there is. Each line of standard input is answered by a line of
 * JSON; its end ends the crowd.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* So many are opened in one turn: the server is to suffer from what they do, not from SYNs. */
#define OPENED_MAX  1000
#define COUNT_MAX   16384
#define PIECE_MAX   (64U << 10)
#define OPENING_MAX 4096U
#define STATUS_MAX  600
#define RECEIVE_MIN 1024

struct member {
    int fd;      /* -1: closed */
    size_t sent; /* of the opening */
    bool told;   /* its status was counted */
};

struct crowd {
    struct sockaddr_in to;
    const char *ways;
    char opening[OPENING_MAX];
    size_t opening_len;
    char piece[PIECE_MAX];
    size_t piece_len;
    struct member members[COUNT_MAX];
    size_t count;
    size_t opened_now;
    long opened;
    long closed;
    long answers[STATUS_MAX];
};

static int
number(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

/* "a\r\nb" with its line breaks. */
static size_t
unescape(const char *text, char *to)
{
    size_t len = 0;

    for (; *text != '\0' && len < OPENING_MAX; text++) {
        if (text[0] == '\\' && (text[1] == 'r' || text[1] == 'n'))
            to[len++] = *++text == 'r' ? '\r' : '\n';
        else
            to[len++] = *text;
    }
    return len;
}

static void
member_open(struct crowd *crowd, struct member *member)
{
    int least = RECEIVE_MIN;

    *member = (struct member){.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)};
    if (member->fd < 0)
        return;
    if (strchr(crowd->ways, 'r') != NULL)
        setsockopt(member->fd, SOL_SOCKET, SO_RCVBUF, &least, sizeof(least));
    if (connect(member->fd, (struct sockaddr *)&crowd->to, sizeof(crowd->to)) != 0 &&
        errno != EINPROGRESS) {
        close(member->fd);
        member->fd = -1;
        return;
    }
    crowd->opened++;
    crowd->opened_now++;
}

static void
member_close(struct crowd *crowd, struct member *member)
{
    close(member->fd);
    member->fd = -1;
    crowd->closed++;
}

/* False when the server has closed. */
static bool
member_hear(struct crowd *crowd, struct member *member)
{
    char bytes[PIECE_MAX];
    size_t wanted = strchr(crowd->ways, 'r') != NULL && member->told ? 1 : sizeof(bytes);
    ssize_t got = recv(member->fd, bytes, member->told ? wanted : 12, MSG_DONTWAIT);

    if (got == 12 && !member->told && memcmp(bytes, "HTTP/1.", 7) == 0) {
        int status = number(bytes + 9);
        crowd->answers[status > 0 && status < STATUS_MAX ? status : 0]++;
        member->told = true;
    }
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == ENOTCONN));
}

static bool
member_say(struct crowd *crowd, struct member *member)
{
    bool opening = member->sent < crowd->opening_len;
    const char *bytes = opening ? crowd->opening + member->sent : crowd->piece;
    size_t size = opening ? crowd->opening_len - member->sent : crowd->piece_len;

    if (size == 0)
        return true;
    ssize_t sent = send(member->fd, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0 && opening) {
        member->sent += (size_t)sent;
        if (member->sent == crowd->opening_len && strchr(crowd->ways, 'h') != NULL)
            shutdown(member->fd, SHUT_WR);
    }
    /* Who has ended its half says no more. */
    return sent > 0 || errno == EAGAIN || errno == ENOTCONN || strchr(crowd->ways, 'h') != NULL;
}

static void
turn(struct crowd *crowd)
{
    crowd->opened_now = 0;
    for (size_t i = 0; i < crowd->count; i++) {
        struct member *member = &crowd->members[i];
        if (member->fd < 0 && crowd->opened_now < OPENED_MAX)
            member_open(crowd, member);
        else if (member->fd >= 0 && (!member_hear(crowd, member) || !member_say(crowd, member)))
            member_close(crowd, member);
    }
}

static void
report(const struct crowd *crowd)
{
    const char *comma = "";
    size_t open = 0;

    for (size_t i = 0; i < crowd->count; i++)
        open += crowd->members[i].fd >= 0;
    printf("{\"open\":%zu,\"opened\":%ld,\"closed\":%ld,\"answers\":{", open, crowd->opened,
           crowd->closed);
    for (int i = 0; i < STATUS_MAX; i++) {
        if (crowd->answers[i] == 0)
            continue;
        printf("%s\"%d\":%ld", comma, i, crowd->answers[i]);
        comma = ",";
    }
    printf("}}\n");
    fflush(stdout);
}

static bool
descriptors_raise(size_t wanted)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return false;
    if (limit.rlim_cur < wanted)
        limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= wanted;
}

int
main(int argc, char **argv)
{
    static struct crowd crowd;
    struct pollfd asked = {.fd = STDIN_FILENO, .events = POLLIN};
    char line[16];

    if (argc != 7) {
        fputs("crowd PORT COUNT PAUSE_MS PIECE WAYS OPENING\n", stderr);
        return 2;
    }
    crowd.to = (struct sockaddr_in){.sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)number(argv[1])),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    crowd.count = (size_t)number(argv[2]);
    crowd.piece_len = (size_t)number(argv[4]);
    crowd.ways = argv[5];
    crowd.opening_len = unescape(argv[6], crowd.opening);
    memset(crowd.piece, 'x', sizeof(crowd.piece));
    if (crowd.count > COUNT_MAX || crowd.piece_len > PIECE_MAX ||
        !descriptors_raise(crowd.count + 16)) {
        fputs("crowd: too many of them\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < crowd.count; i++)
        crowd.members[i].fd = -1;
    for (;;) {
        turn(&crowd);
        if (poll(&asked, 1, number(argv[3])) <= 0)
            continue;
        if (fgets(line, sizeof(line), stdin) == NULL)
            return 0;
        report(&crowd);
    }
}
