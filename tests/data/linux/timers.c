/* Timers that send signals, and signals that are read. Output depends on nothing but the system. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAY(call) do { long r_ = (call); printf(" %s", r_ < 0 ? strerrorname_np(errno) : "ok"); } while (0)

static volatile sig_atomic_t count, code, value, overrun;

static void handler(int signal, siginfo_t *info, void *context)
{
    count++;
    code = info->si_code;
    value = info->si_value.sival_int;
    overrun = info->si_overrun;
}

static void nap(int milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    while (nanosleep(&time, &time) < 0) {}
}

static void wait_for(int least)
{
    while (count < least) nap(1);
}

static void posix_timers(void)
{
    struct sigaction action = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO };
    sigaction(SIGALRM, &action, 0);
    sigaction(SIGRTMIN + 3, &action, 0);
    timer_t timer;
    printf("default:");
    SAY(timer_create(CLOCK_MONOTONIC, 0, &timer));
    struct itimerspec once = { { 0, 0 }, { 0, 2000000 } }, left;
    SAY(timer_settime(timer, 0, &once, 0));
    wait_for(1);
    printf(" code %d", code);
    timer_gettime(timer, &left);
    printf(" left %ld\n", left.it_value.tv_nsec);
    SAY(timer_delete(timer));
    SAY(timer_delete(timer));

    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN + 3, .sigev_value.sival_int = 4711 };
    count = 0;
    timer_create(CLOCK_REALTIME, &event, &timer);
    struct itimerspec often = { { 0, 1000000 }, { 0, 1000000 } };
    timer_settime(timer, 0, &often, 0);
    wait_for(3);
    printf("\nperiodic: code %d value %d", code, value);
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 3);
    sigprocmask(SIG_BLOCK, &set, &old);
    nap(20);
    count = 0;
    sigset_t waiting;
    sigpending(&waiting);
    printf(" pending %d", sigismember(&waiting, SIGRTMIN + 3));
    siginfo_t info;
    sigwaitinfo(&set, &info);
    printf(" code %d overrun %d same %d", info.si_code, info.si_overrun >= 5, timer_getoverrun(timer) == info.si_overrun);
    memset(&often, 0, sizeof often);
    timer_settime(timer, 0, &often, &left);
    printf(" was %ld", left.it_interval.tv_nsec);
    sigtimedwait(&set, 0, &(struct timespec){ 0, 0 });
    sigprocmask(SIG_SETMASK, &old, 0);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct itimerspec moment = { { 0, 0 }, now };
    count = 0;
    timer_settime(timer, TIMER_ABSTIME, &moment, 0);
    wait_for(1);
    printf(" past %d\n", count);

    event.sigev_notify = SIGEV_NONE;
    timer_t silent;
    timer_create(CLOCK_MONOTONIC, &event, &silent);
    struct itimerspec both = { { 0, 5000000 }, { 100, 0 } };
    timer_settime(silent, 0, &both, 0);
    timer_gettime(silent, &left);
    printf("silent: %d %ld", left.it_value.tv_sec >= 99, left.it_interval.tv_nsec);
    event.sigev_notify = SIGEV_THREAD_ID;
    event._sigev_un._tid = getpid();
    timer_t mine;
    SAY(timer_create(CLOCK_BOOTTIME, &event, &mine));
    count = 0;
    timer_settime(mine, 0, &once, 0);
    wait_for(1);
    event._sigev_un._tid = 1;
    SAY(timer_create(CLOCK_MONOTONIC, &event, &mine));
    event.sigev_notify = 77;
    SAY(timer_create(CLOCK_MONOTONIC, &event, &mine));
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = 99;
    SAY(timer_create(CLOCK_MONOTONIC, &event, &mine));
    SAY(timer_create(77, 0, &mine));
    struct itimerspec wrong = { { 0, 0 }, { 0, 1000000000 } };
    SAY(timer_settime(timer, 0, &wrong, 0));
    SAY(syscall(SYS_timer_settime, 12345, 0, &once, 0));
    SAY(syscall(SYS_timer_getoverrun, 12345));
    printf("\n");
    if (fork() == 0) {
        SAY(timer_gettime(timer, &left));
        printf("\n");
        _exit(0);
    }
    wait(0);
}

static void signal_files(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN + 1);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, 0);
    int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC), poller = epoll_create1(0);
    struct signalfd_siginfo info[4];
    struct pollfd one = { fd, POLLIN | POLLOUT };
    printf("file: %d", poll(&one, 1, 0));
    SAY(read(fd, info, sizeof info));
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR1);
    printf(" %d", poll(&one, 1, -1));
    printf(" %x", one.revents);
    sigqueue(getpid(), SIGRTMIN + 1, (union sigval){ .sival_int = 5 });
    sigqueue(getpid(), SIGRTMIN + 1, (union sigval){ .sival_int = 6 });
    SAY(read(fd, info, 100));
    long got = read(fd, info, sizeof info);
    printf(" %ld:", got / (long)sizeof info[0]);
    for (long i = 0; i < got / (long)sizeof info[0]; i++)
        printf(" [%d code %d pid %d int %d]", info[i].ssi_signo == SIGUSR1 ? 1 : (int)info[i].ssi_signo - SIGRTMIN + 100, info[i].ssi_code, info[i].ssi_pid == getpid(), info[i].ssi_int);
    struct epoll_event wish = { EPOLLIN, { .u32 = 9 } }, found;
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &wish);
    pid_t child = fork();
    if (child == 0) _exit(3);
    printf(" epoll %d", epoll_wait(poller, &found, 1, -1));
    read(fd, info, sizeof info[0]);
    printf(" child %d %d %d\n", info[0].ssi_signo == SIGCHLD, info[0].ssi_pid == child, info[0].ssi_status);
    waitpid(child, 0, 0);
    int blocking = signalfd(-1, &set, 0);
    pid_t self = getpid();
    if (fork() == 0) {
        nap(10);
        kill(self, SIGUSR1);
        _exit(0);
    }
    do {
        read(blocking, info, sizeof info[0]);
    } while (info[0].ssi_signo == SIGCHLD);
    printf("waited for %d\n", info[0].ssi_signo == SIGUSR1);
    wait(0);
    sigdelset(&set, SIGUSR1);
    printf("other set");
    SAY(signalfd(fd, &set, 0) == fd ? 0 : -1);
    SAY(signalfd(1, &set, 0));
    SAY(signalfd(99, &set, 0));
    SAY(signalfd(-1, &set, 77));
    SAY(write(fd, info, sizeof info));
    struct timex times = { 0 };
    int state = adjtimex(&times);
    printf(" clock %d\n", state >= 0 && times.tick == 10000);
}

int main(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    posix_timers();
    signal_files();
    return 0;
}
