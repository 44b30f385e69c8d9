/* poll, select and epoll on pipes: what is ready, what wakes, what is refused. Output depends on nothing but the system. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *say(int result) { return result < 0 ? strerrorname_np(errno) : "ok"; }
static volatile sig_atomic_t caught;
static void handler(int signal) { caught = signal; }

static void nap(int milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    nanosleep(&time, 0);
}

static void show_poll(const char *what, int fd, short events, int timeout)
{
    struct pollfd one = { fd, events, 0x7fff };
    int result = poll(&one, 1, timeout);
    printf("%s: %d %x\n", what, result, result < 0 ? 0 : one.revents);
}

static void polls(void)
{
    int ends[2];
    char buffer[65536];
    pipe(ends);
    show_poll("empty reader", ends[0], POLLIN | POLLOUT, 0);
    show_poll("empty writer", ends[1], POLLIN | POLLOUT | POLLWRNORM, 0);
    write(ends[1], "x", 1);
    show_poll("reader", ends[0], POLLIN | POLLRDNORM, 0);
    memset(buffer, 'x', sizeof buffer);
    write(ends[1], buffer, 65535);
    show_poll("full writer", ends[1], POLLOUT, 0);
    read(ends[0], buffer, 100);
    show_poll("nearly full writer", ends[1], POLLOUT, 0);
    read(ends[0], buffer, 8192);
    show_poll("writer again", ends[1], POLLOUT, 0);
    show_poll("no descriptor", 77, POLLIN, 0);
    show_poll("left out", -5, POLLIN, 0);
    int copy = dup(ends[0]);
    close(ends[0]);
    close(ends[1]);
    show_poll("hung up with bytes", copy, POLLIN, 0);
    while (read(copy, buffer, sizeof buffer) > 0) {}
    show_poll("hung up", copy, POLLIN, -1);
    pipe(ends);
    close(ends[0]);
    show_poll("nobody reads", ends[1], POLLOUT, -1);
    struct timespec wrong = { 0, 1000000000 };
    printf("wrong time %s\n", say(ppoll(0, 0, &wrong, 0)));
    printf("nothing %d\n", poll(0, 0, 10));
    printf("bad pointer %s\n", say(poll((struct pollfd *)8, 1, 0)));
}

static void wakes(void)
{
    int there[2], back[2];
    pipe(there);
    pipe(back);
    if (fork() == 0) {
        for (int i = 0; i < 20; i++) {
            struct pollfd both[2] = { { there[0], POLLIN }, { 0, 0 } };
            poll(both, 1, -1);
            char byte;
            read(there[0], &byte, 1);
            if (i % 4 == 0) nap(5);
            write(back[1], &byte, 1);
        }
        _exit(0);
    }
    int sum = 0;
    for (int i = 0; i < 20; i++) {
        char byte = (char)i;
        write(there[1], &byte, 1);
        fd_set set;
        FD_ZERO(&set);
        FD_SET(back[0], &set);
        struct timeval time = { 20, 0 };
        int result = select(back[0] + 1, &set, 0, 0, &time);
        read(back[0], &byte, 1);
        sum += byte + result * 100 + FD_ISSET(back[0], &set) * 1000;
    }
    wait(0);
    printf("woken %d\n", sum);
}

static void selects(void)
{
    int ends[2];
    pipe(ends);
    fd_set read_set, write_set, except_set;
    FD_ZERO(&read_set); FD_ZERO(&write_set); FD_ZERO(&except_set);
    FD_SET(ends[0], &read_set); FD_SET(ends[1], &write_set); FD_SET(ends[0], &except_set);
    struct timeval none = { 0, 0 };
    int result = select(ends[1] + 1, &read_set, &write_set, &except_set, &none);
    printf("select %d: %d %d %d\n", result, !!FD_ISSET(ends[0], &read_set), !!FD_ISSET(ends[1], &write_set), !!FD_ISSET(ends[0], &except_set));
    write(ends[1], "abc", 3);
    FD_ZERO(&read_set);
    FD_SET(ends[0], &read_set); FD_SET(ends[1], &write_set);
    struct timeval time = { 100, 0 };
    result = select(ends[1] + 1, &read_set, &write_set, 0, &time);
    printf("select %d: %d %d, less time %d\n", result, !!FD_ISSET(ends[0], &read_set), !!FD_ISSET(ends[1], &write_set), time.tv_sec < 100 || time.tv_usec <= 0);
    FD_ZERO(&read_set);
    FD_SET(99, &read_set);
    printf("no descriptor %s\n", say(select(100, &read_set, 0, 0, &none)));
    printf("negative %s\n", say(select(-1, 0, 0, 0, &none)));
    struct timeval wrong = { -1, 0 };
    printf("wrong time %s\n", say(syscall(SYS_select, 0, 0, 0, 0, &wrong)));
    struct timeval odd = { 0, 20000 };
    printf("a while %d %ld\n", select(0, 0, 0, 0, &odd), (long)odd.tv_usec);
    close(ends[1]);
    FD_ZERO(&read_set);
    FD_SET(ends[0], &read_set);
    printf("hung up %d\n", select(ends[0] + 1, &read_set, 0, 0, 0));
}

static void interrupted(void)
{
    struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
    sigaction(SIGUSR1, &action, 0);
    sigset_t block, old, empty;
    sigemptyset(&empty);
    sigemptyset(&block);
    sigaddset(&block, SIGUSR1);
    sigprocmask(SIG_BLOCK, &block, &old);
    kill(getpid(), SIGUSR1);
    struct timespec time = { 0, 10000000 };
    caught = 0;
    printf("held back %d %d\n", pselect(0, 0, 0, 0, &time, 0), caught);
    struct timespec longer = { 50, 0 };
    printf("let in %s %d\n", say(pselect(0, 0, 0, 0, &longer, &empty)), caught);
    sigset_t now;
    sigprocmask(SIG_BLOCK, 0, &now);
    printf("held back again %d\n", sigismember(&now, SIGUSR1));
    caught = 0;
    kill(getpid(), SIGUSR1);
    printf("ppoll %s %d\n", say(ppoll(0, 0, &longer, &empty)), caught);
    caught = 0;
    kill(getpid(), SIGUSR1);
    int set = epoll_create1(0);
    struct epoll_event event;
    printf("epoll_pwait %s %d\n", say(epoll_pwait(set, &event, 1, -1, &empty)), caught);
    sigprocmask(SIG_SETMASK, &old, 0);
    pid_t parent = getpid();
    if (fork() == 0) {
        nap(30);
        kill(parent, SIGUSR1);
        _exit(0);
    }
    caught = 0;
    printf("poll %s %d\n", say(poll(0, 0, 60000)), caught);
    wait(0);
    signal(SIGUSR2, SIG_IGN);
    kill(getpid(), SIGUSR2);
    printf("ignored %d\n", poll(0, 0, 5));
}

static void show_wait(const char *what, int set, int timeout)
{
    struct epoll_event events[8];
    int count = epoll_wait(set, events, 8, timeout);
    printf("%s: %s", what, count < 0 ? say(count) : "");
    for (int i = 0; i < count; i++) printf("[%x %llu]", events[i].events, (unsigned long long)events[i].data.u64);
    printf("\n");
}

static int control(int set, int operation, int fd, unsigned events, unsigned long long data)
{
    struct epoll_event event = { .events = events, .data.u64 = data };
    return epoll_ctl(set, operation, fd, &event);
}

static void epolls(void)
{
    int set = epoll_create1(EPOLL_CLOEXEC), a[2], b[2];
    char buffer[65536] = "";
    pipe2(a, O_NONBLOCK);
    pipe2(b, O_NONBLOCK);
    printf("add %s", say(control(set, EPOLL_CTL_ADD, a[0], EPOLLIN, 1)));
    printf(" %s", say(control(set, EPOLL_CTL_ADD, b[0], EPOLLIN | EPOLLET, 0x123456789abcdefULL)));
    printf(" %s\n", say(control(set, EPOLL_CTL_ADD, a[0], EPOLLIN, 1)));
    show_wait("nothing", set, 0);
    write(a[1], "12", 2);
    write(b[1], "12", 2);
    show_wait("both", set, -1);
    show_wait("level only", set, 0);
    write(b[1], "3", 1);
    show_wait("both again", set, 0);
    read(b[0], buffer, 1);
    show_wait("level only", set, 0);
    read(a[0], buffer, 10);
    show_wait("nothing", set, 0);
    control(set, EPOLL_CTL_MOD, b[0], EPOLLIN | EPOLLET, 3);
    show_wait("asked anew", set, 0);
    control(set, EPOLL_CTL_MOD, b[0], EPOLLIN | EPOLLONESHOT, 4);
    show_wait("once", set, 0);
    write(b[1], "4", 1);
    show_wait("silent", set, 0);
    control(set, EPOLL_CTL_MOD, b[0], EPOLLIN | EPOLLONESHOT, 5);
    show_wait("once more", set, 0);
    printf("delete %s", say(epoll_ctl(set, EPOLL_CTL_DEL, b[0], 0)));
    printf(" %s\n", say(epoll_ctl(set, EPOLL_CTL_DEL, b[0], 0)));
    control(set, EPOLL_CTL_ADD, a[1], EPOLLOUT | EPOLLET, 6);
    show_wait("writer", set, 0);
    memset(buffer, 1, sizeof buffer);
    write(a[1], buffer, sizeof buffer);
    show_wait("full", set, 0);
    read(a[0], buffer, sizeof buffer);
    show_wait("emptied", set, 0);
    write(a[1], "x", 1);
    int copy = dup(a[0]);
    close(a[0]);
    show_wait("closed, but open by another number", set, 0);
    close(copy);
    show_wait("closed, and nobody reads", set, 0);
    close(a[1]);
    show_wait("all closed", set, 0);
    control(set, EPOLL_CTL_ADD, b[0], 0, 7);
    close(b[1]);
    show_wait("hang-up unasked", set, 0);

    FILE *file = tmpfile();
    printf("errors %s", say(control(set, EPOLL_CTL_ADD, set, EPOLLIN, 0)));
    printf(" %s", say(control(set, EPOLL_CTL_ADD, 99, EPOLLIN, 0)));
    printf(" %s", say(control(99, EPOLL_CTL_ADD, b[0], EPOLLIN, 0)));
    printf(" %s", say(control(b[0], EPOLL_CTL_ADD, set, EPOLLIN, 0)));
    printf(" %s", say(control(set, EPOLL_CTL_MOD, 0, EPOLLIN, 0)));
    printf(" %s", say(control(set, 9, b[0], EPOLLIN, 0)));
    printf(" %s", say(control(set, EPOLL_CTL_MOD, b[0], EPOLLIN | EPOLLEXCLUSIVE, 0)));
    printf(" %s", say(epoll_ctl(set, EPOLL_CTL_ADD, b[0], 0)));
    printf(" %s", say(epoll_create(0)));
    printf(" %s", say(epoll_create1(1)));
    struct epoll_event event;
    printf(" %s", say(epoll_wait(set, &event, 0, 0)));
    printf(" %s", say(epoll_wait(b[0], &event, 1, 0)));
    printf(" %s\n", say(epoll_wait(set, (void *)8, 1, 0)));
    if (file) fclose(file);
}

static void nested(void)
{
    int sets[10], ends[2], i;
    pipe(ends);
    for (i = 0; i < 10; i++) sets[i] = epoll_create1(0);
    control(sets[0], EPOLL_CTL_ADD, ends[0], EPOLLIN, 100);
    for (i = 1; i < 10; i++) {
        if (control(sets[i], EPOLL_CTL_ADD, sets[i - 1], EPOLLIN, i) < 0) break;
    }
    printf("nested %d %s\n", i, say(-1));
    printf("circle %s\n", say(control(sets[0], EPOLL_CTL_ADD, sets[i - 1], EPOLLIN, 9)));
    show_wait("outer, nothing", sets[i - 1], 0);
    if (fork() == 0) {
        nap(20);
        write(ends[1], "x", 1);
        _exit(0);
    }
    show_wait("outer", sets[i - 1], -1);
    show_wait("inner", sets[0], 0);
    show_poll("set", sets[i - 1], POLLIN | POLLOUT, 0);
    char byte;
    read(ends[0], &byte, 1);
    show_poll("set", sets[i - 1], POLLIN | POLLOUT, 0);
    wait(0);
    close(sets[0]);
    show_wait("inner closed", sets[1], 0);
}

static void shared(void)
{
    /* Several processes wait in one set: each byte is one's. */
    int set = epoll_create1(0), work[2], done[2], count = 0;
    pipe2(work, O_NONBLOCK);
    pipe(done);
    control(set, EPOLL_CTL_ADD, work[0], EPOLLIN, 0);
    for (int i = 0; i < 4; i++) {
        if (fork() == 0) {
            close(done[0]);
            close(work[1]);
            for (;;) {
                struct epoll_event event;
                char byte;
                epoll_wait(set, &event, 1, -1);
                ssize_t got = read(work[0], &byte, 1);
                if (got == 1) write(done[1], &byte, 1);
                if (got == 0) _exit(0);
            }
        }
    }
    close(done[1]);
    for (int i = 0; i < 50; i++) write(work[1], "x", 1);
    close(work[1]);
    char byte;
    while (read(done[0], &byte, 1) == 1) count++;
    while (wait(0) > 0) {}
    printf("shared %d\n", count);
}

int main(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    polls();
    wakes();
    selects();
    interrupted();
    epolls();
    nested();
    shared();
    return 0;
}
