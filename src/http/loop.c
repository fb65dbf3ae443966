/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The thread that turns the library's event loop, a round at a time: it sleeps until something is
 * to be done, does all of it, and says so before it sleeps again. The library has threads of its
 * own, which do not say.
 */
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "http/internal.h"

#define THREAD_STACK (1U << 20)

/* The library takes care of SIGPIPE in its own threads only. */
static void
pipe_block(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static void *
turn(void *server_thread)
{
    struct http_thread *thread = server_thread;
    const struct http_options *options = &thread->server->options;

    pipe_block();
    while (!thread->over) {
        thread->woken = false; /* what is resumed from here on wakes it anew */
        (void)MHD_run_wait(thread->daemon, -1);
        if (options->rest != NULL)
            options->rest(options->arg);
    }
    return NULL;
}

/* A descriptor of ours among those that the library sleeps over: what bears no mark it passes over,
 * and since the edge counts nobody has to read it. */
static enum err
bell_hang(struct http_thread *thread)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.ptr = NULL};
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(thread->daemon, MHD_DAEMON_INFO_EPOLL_FD);

    thread->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (thread->bell < 0)
        return ERR_GONE;
    if (epoll_ctl(info->epoll_fd, EPOLL_CTL_ADD, thread->bell, &event) == 0)
        return OK;
    close(thread->bell);
    return ERR_GONE;
}

/* Once is enough until it has looked. */
static void
ring(struct http_thread *thread)
{
    if (!atomic_exchange(&thread->woken, true))
        (void)eventfd_write(thread->bell, 1);
}

enum err
loop_start(struct http_thread *thread)
{
    pthread_attr_t attributes;

    TRY(bell_hang(thread));
    int failed = pthread_attr_init(&attributes);
    if (failed == 0) {
        (void)pthread_attr_setstacksize(&attributes, THREAD_STACK);
        failed = pthread_create(&thread->loop, &attributes, turn, thread);
        (void)pthread_attr_destroy(&attributes);
    }
    if (failed != 0)
        close(thread->bell);
    return failed == 0 ? OK : ERR_GONE;
}

void
loop_resume(struct http_thread *thread, struct MHD_Connection *library)
{
    MHD_resume_connection(library);
    ring(thread);
}

void
loop_resume_later(struct http_thread *thread, struct MHD_Connection *library)
{
    MHD_resume_connection(library);
    thread->due = true;
}

void
loop_wake(struct http_server *server)
{
    for (unsigned i = 0; i < server->options.threads; i++)
        if (server->threads[i].due && atomic_exchange(&server->threads[i].due, false))
            ring(&server->threads[i]);
}

void
loop_stop(struct http_thread *thread)
{
    const struct http_options *options = &thread->server->options;

    thread->over = true;
    ring(thread);
    pthread_join(thread->loop, NULL);
    MHD_stop_daemon(thread->daemon); /* ends what is still open, which is logged */
    close(thread->bell);
    if (options->rest != NULL)
        options->rest(options->arg);
}
