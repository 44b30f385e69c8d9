/* eventfd, timerfd, pidfd and waitid. Output depends on nothing but the system. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *say(long result) { return result < 0 ? strerrorname_np(errno) : "ok"; }

static int ready(int fd)
{
    struct pollfd one = { fd, POLLIN | POLLOUT };
    return poll(&one, 1, 0) < 0 ? -1 : one.revents;
}

static void events(void)
{
    uint64_t value = 3;
    int event = eventfd(2, EFD_NONBLOCK | EFD_CLOEXEC);
    printf("new %x", ready(event));
    printf(" %zd %x", write(event, &value, 8), ready(event));
    printf(" %zd %llu", read(event, &value, 8), (unsigned long long)value);
    printf(" %x %s", ready(event), say(read(event, &value, 8)));
    value = ~0ull;
    printf(" %s", say(write(event, &value, 8)));
    value = ~0ull - 1;
    printf(" %zd %x", write(event, &value, 8), ready(event));
    value = 1;
    printf(" %s", say(write(event, &value, 8)));
    printf(" %s %s", say(write(event, &value, 4)), say(read(event, &value, 7)));
    printf(" %s\n", say(eventfd(0, 16)));
    int semaphore = eventfd(3, EFD_SEMAPHORE);
    for (int i = 0; i < 3; i++) {
        read(semaphore, &value, 8);
        printf("one %llu, %x\n", (unsigned long long)value, ready(semaphore));
    }
    int there = eventfd(0, 0), back = eventfd(0, 0);
    pid_t child = fork();
    if (child == 0) {
        for (uint64_t i = 1; i <= 50; i++) {
            uint64_t got;
            read(there, &got, 8);
            got += i;
            write(back, &got, 8);
        }
        _exit(0);
    }
    uint64_t sum = 0;
    for (uint64_t i = 1; i <= 50; i++) {
        uint64_t got = i * 2;
        write(there, &got, 8);
        read(back, &got, 8);
        sum += got;
    }
    waitpid(child, 0, 0);
    printf("ping-pong %llu\n", (unsigned long long)sum);
    int set = epoll_create1(0);
    struct epoll_event wish = { .events = EPOLLIN | EPOLLET }, got;
    epoll_ctl(set, EPOLL_CTL_ADD, there, &wish);
    value = 1;
    write(there, &value, 8);
    printf("edge %d", epoll_wait(set, &got, 1, -1));
    printf(" %d", epoll_wait(set, &got, 1, 0));
    write(there, &value, 8);
    printf(" %d\n", epoll_wait(set, &got, 1, -1));
}

static void timers(void)
{
    uint64_t times;
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct itimerspec setting = { { 0, 0 }, { 0, 1000000 } }, old;
    printf("unset %x %s", ready(timer), say(read(timer, &times, 8)));
    timerfd_settime(timer, 0, &setting, 0);
    struct pollfd one = { timer, POLLIN };
    printf(" %d", poll(&one, 1, -1));
    printf(" %x", ready(timer));
    timerfd_gettime(timer, &old);
    printf(" left %ld.%ld", (long)old.it_value.tv_sec, old.it_value.tv_nsec);
    printf(" %zd", read(timer, &times, 8));
    printf(" %llu %x\n", (unsigned long long)times, ready(timer));

    setting.it_interval.tv_nsec = 1000000;
    timerfd_settime(timer, 0, &setting, &old);
    struct timespec nap = { 0, 12000000 };
    nanosleep(&nap, 0);
    read(timer, &times, 8);
    printf("periodic %d", times >= 10);
    timerfd_gettime(timer, &old);
    printf(" %d %ld", old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= 1000000, old.it_interval.tv_nsec);
    fcntl(timer, F_SETFL, 0);
    int good = 0;
    for (int i = 0; i < 5; i++) good += read(timer, &times, 8) == 8 && times >= 1;
    memset(&setting, 0, sizeof setting);
    timerfd_settime(timer, 0, &setting, &old);
    printf(" %d %ld", good, old.it_interval.tv_nsec);
    timerfd_gettime(timer, &old);
    printf(" stopped %ld %ld\n", old.it_value.tv_nsec, old.it_interval.tv_nsec);

    for (int i = 0; i < 2; i++) {
        int clock = i ? CLOCK_REALTIME : CLOCK_MONOTONIC;
        int absolute = timerfd_create(clock, 0);
        struct timespec now;
        clock_gettime(clock, &now);
        struct itimerspec moment = { { 0, 0 }, now };
        timerfd_settime(absolute, TFD_TIMER_ABSTIME, &moment, 0);
        printf("past %zd", read(absolute, &times, 8));
        moment.it_value.tv_sec++;
        moment.it_value.tv_nsec = 0;
        clock_gettime(clock, &now);
        moment.it_value = now;
        moment.it_value.tv_nsec += 3000000;
        if (moment.it_value.tv_nsec >= 1000000000) { moment.it_value.tv_nsec -= 1000000000; moment.it_value.tv_sec++; }
        timerfd_settime(absolute, TFD_TIMER_ABSTIME, &moment, 0);
        read(absolute, &times, 8);
        clock_gettime(clock, &now);
        printf(" not early %d\n", now.tv_sec > moment.it_value.tv_sec || now.tv_nsec >= moment.it_value.tv_nsec);
        close(absolute);
    }
    struct itimerspec wrong = { { 0, 0 }, { 0, 1000000000 } };
    printf("errors %s", say(timerfd_settime(timer, 0, &wrong, 0)));
    wrong.it_value.tv_nsec = -1;
    printf(" %s", say(timerfd_settime(timer, 0, &wrong, 0)));
    printf(" %s", say(timerfd_settime(timer, 8, &setting, 0)));
    printf(" %s", say(timerfd_settime(1, 0, &setting, 0)));
    printf(" %s", say(timerfd_settime(99, 0, &setting, 0)));
    printf(" %s", say(timerfd_create(2, 0)));
    printf(" %s", say(timerfd_create(1, 1)));
    printf(" %s", say(write(timer, &times, 8)));
    printf(" %s\n", say(read(timer, &times, 4)));
}

static void show(const char *what, int result, siginfo_t *info)
{
    printf("%s: %s signo %d code %d status %d pid %d\n", what, say(result), info->si_signo, info->si_code, info->si_status, info->si_pid > 0);
}

static void processes(void)
{
    siginfo_t info;
    int hold[2], word[2];
    pipe(hold);
    pid_t child = fork();
    if (child == 0) {
        char byte;
        close(hold[1]);
        read(hold[0], &byte, 1);
        _exit(7);
    }
    int pidfd = syscall(SYS_pidfd_open, child, 0);
    printf("alive %x %s", ready(pidfd), say(syscall(SYS_pidfd_send_signal, pidfd, 0, 0, 0)));
    int copy = syscall(SYS_pidfd_getfd, pidfd, hold[0], 0);
    write(hold[1], "z", 1);
    struct pollfd one = { pidfd, POLLIN };
    printf(" over %d %x", poll(&one, 1, -1), one.revents);
    memset(&info, 0, sizeof info);
    int result = waitid(P_PIDFD, pidfd, &info, WEXITED | WNOWAIT);
    printf(" same %d\n", info.si_pid == child);
    show("left", result, &info);
    show("taken", waitid(P_PIDFD, pidfd, &info, WEXITED), &info);
    printf("gone %s", say(waitid(P_PIDFD, pidfd, &info, WEXITED)));
    printf(" %s", say(syscall(SYS_pidfd_send_signal, pidfd, SIGTERM, 0, 0)));
    printf(" %s", say(syscall(SYS_pidfd_open, child, 0)));
    printf(" copy %s\n", say(fcntl(copy, F_GETFD)));

    child = fork();
    if (child == 0) for (;;) pause();
    pidfd = syscall(SYS_pidfd_open, child, 0);
    memset(&info, 0, sizeof info);
    show("none", waitid(P_PID, child, &info, WEXITED | WNOHANG), &info);
    kill(child, SIGSTOP);
    show("stopped", waitid(P_PID, child, &info, WSTOPPED), &info);
    kill(child, SIGCONT);
    show("continued", waitid(P_ALL, 0, &info, WCONTINUED), &info);
    syscall(SYS_pidfd_send_signal, pidfd, SIGTERM, 0, 0);
    show("killed", waitid(P_PGID, 0, &info, WEXITED), &info);
    printf("errors %s", say(waitid(P_ALL, 0, &info, 0)));
    printf(" %s", say(waitid(P_ALL, 0, &info, WEXITED)));
    printf(" %s", say(waitid(P_PID, -1, &info, WEXITED)));
    printf(" %s", say(waitid(P_PIDFD, 1, &info, WEXITED)));
    printf(" %s", say(waitid(9, 1, &info, WEXITED)));
    printf(" %s", say(syscall(SYS_pidfd_open, 0, 0)));
    printf(" %s", say(syscall(SYS_pidfd_open, getpid(), 1)));
    printf(" %s\n", say(syscall(SYS_pidfd_getfd, 1, 0, 0)));
}

int main(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    events();
    timers();
    processes();
    return 0;
}
