// Signals of threads and processes: masks, real-time queues, waits for signals, alternate stacks, restarts, timers, job control.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t tid(void) { return syscall(SYS_gettid); }
static void handle(int number, void (*act)(int, siginfo_t *, void *), int flags) {
    struct sigaction action = { .sa_sigaction = act, .sa_flags = SA_SIGINFO | flags };
    sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, 0)) perror("sigaction");
}
static sigset_t set_of(int a, int b) { sigset_t set; sigemptyset(&set); sigaddset(&set, a); if (b) sigaddset(&set, b); return set; }

static int order[64], values[64], codes[64], seen;
static void record(int number, siginfo_t *info, void *context) {
    order[seen] = number; values[seen] = info->si_value.sival_int; codes[seen] = info->si_code; seen++;
}

static void queues(void) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, 0);
    handle(SIGRTMIN, record, 0); handle(SIGRTMIN + 1, record, 0); handle(SIGUSR1, record, 0);
    for (int i = 0; i < 3; i++) { sigqueue(getpid(), SIGRTMIN + 1, (union sigval){ .sival_int = 10 + i }); sigqueue(getpid(), SIGRTMIN, (union sigval){ .sival_int = 20 + i }); }
    kill(getpid(), SIGUSR1); kill(getpid(), SIGUSR1);
    syscall(SYS_tgkill, getpid(), tid(), SIGRTMIN);
    sigset_t pending;
    sigpending(&pending);
    printf("pending %d %d %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGRTMIN), sigismember(&pending, SIGRTMIN + 1), sigismember(&pending, SIGUSR2));
    sigprocmask(SIG_UNBLOCK, &all, 0);
    // Each handler is entered before the one before has begun: the last one delivered runs first.
    for (int i = 0; i < seen; i++) printf("%s%d:%d:%d", i ? " " : "", order[i] == SIGUSR1 ? 0 : order[i] - SIGRTMIN + 1, values[i] < 100 ? values[i] : 0, codes[i]);
    printf("\n");
    errno = 0;
    siginfo_t forged = { .si_signo = SIGUSR1, .si_code = SI_USER };
    long r = syscall(SYS_rt_sigqueueinfo, getppid(), SIGUSR1, &forged);
    printf("forged %ld %s\n", r, strerror(errno));
    r = syscall(SYS_rt_sigqueueinfo, getpid(), 99, &forged);
    printf("wrong %ld %s\n", r, strerror(errno));
}

static void waits(void) {
    sigset_t set = set_of(SIGUSR1, SIGRTMIN);
    siginfo_t info;
    sigprocmask(SIG_BLOCK, &set, 0);
    struct timespec none = { 0, 0 }, some = { 0, 10000000 };
    int r = sigtimedwait(&set, &info, &none);
    printf("%d %s\n", r, strerror(errno));
    r = sigtimedwait(&set, &info, &some);
    printf("%d %s\n", r, strerror(errno));
    sigqueue(getpid(), SIGRTMIN, (union sigval){ .sival_int = 77 });
    r = sigwaitinfo(&set, &info);
    printf("%d code %d value %d mine %d\n", r == SIGRTMIN, info.si_code, info.si_value.sival_int, info.si_pid == getpid());
    pid_t child = fork();
    if (child == 0) { usleep(20000); kill(getppid(), SIGUSR1); _exit(0); }
    r = sigwaitinfo(&set, &info);
    printf("%d code %d child's %d\n", r == SIGUSR1, info.si_code, info.si_pid == child);
    waitpid(child, 0, 0);
    // Another signal, with a handler, ends the wait.
    handle(SIGUSR2, record, SA_RESTART);
    child = fork();
    if (child == 0) { usleep(20000); kill(getppid(), SIGUSR2); _exit(0); }
    r = sigwaitinfo(&set, &info);
    printf("%d %s\n", r, strerror(errno));
    waitpid(child, 0, 0);
    sigprocmask(SIG_UNBLOCK, &set, 0);
}

static atomic_int who, hits[4];
static __thread int number;
static void mark(int signal, siginfo_t *info, void *context) { who = number; hits[number]++; }
static sem_t ready, done;
static void *listener(void *arg) {
    number = (int)(long)arg;
    sigset_t set = set_of(SIGUSR1, 0);
    if (number != 2) pthread_sigmask(SIG_BLOCK, &set, 0); else pthread_sigmask(SIG_UNBLOCK, &set, 0);
    sem_post(&ready);
    while (sem_wait(&done)) {}
    return 0;
}

static void masks(void) {
    pthread_t t[3];
    sem_init(&ready, 0, 0); sem_init(&done, 0, 0);
    sigset_t set = set_of(SIGUSR1, 0);
    pthread_sigmask(SIG_BLOCK, &set, 0);
    handle(SIGUSR1, mark, SA_RESTART);
    for (long i = 1; i <= 3; i++) pthread_create(&t[i - 1], 0, listener, (void *)i);
    for (int i = 0; i < 3; i++) sem_wait(&ready);
    for (int i = 0; i < 20; i++) { who = 0; kill(getpid(), SIGUSR1); while (!who) usleep(500); }
    printf("process-directed: %d %d %d %d\n", hits[0], hits[1], hits[2], hits[3]);
    // To one that holds it back: waits for that thread alone.
    pthread_kill(t[0], SIGUSR1);
    usleep(10000);
    sigset_t pending;
    sigpending(&pending);
    printf("held back: %d %d\n", hits[1], sigismember(&pending, SIGUSR1));
    pthread_kill(t[1], SIGUSR1);
    while (hits[2] < 21) usleep(500);
    for (int i = 0; i < 3; i++) sem_post(&done);
    for (int i = 0; i < 3; i++) pthread_join(t[i], 0);
    printf("gone: %s, %s\n", strerror(pthread_kill(pthread_self(), 0)), strerror(syscall(SYS_tgkill, getpid(), 999999, 0) ? errno : 0));
    pthread_sigmask(SIG_UNBLOCK, &set, 0);
}

static __thread sigjmp_buf back;
static atomic_int on_own;
static __thread char *stack_start;
static void overflowed(int signal, siginfo_t *info, void *context) {
    char here;
    on_own += &here >= stack_start && &here < stack_start + 65536;
    siglongjmp(back, 1);
}
static int recurse(int n) { volatile char frame[4096]; frame[0] = n; return recurse(n + 1) + frame[0]; }
static void *deep(void *arg) {
    stack_start = malloc(65536);
    stack_t stack = { .ss_sp = stack_start, .ss_size = 65536 }, old;
    sigaltstack(&stack, &old);
    int fresh = old.ss_flags == SS_DISABLE;
    for (int i = 0; i < 3; i++) if (!sigsetjmp(back, 1)) recurse(0);
    return (void *)(long)fresh;
}

static void stacks(void) {
    handle(SIGSEGV, overflowed, SA_ONSTACK);
    pthread_t t[4];
    long fresh = 0;
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, 128 << 10);
    for (int i = 0; i < 4; i++) pthread_create(&t[i], &attr, deep, 0);
    for (int i = 0; i < 4; i++) { void *r; pthread_join(t[i], &r); fresh += (long)r; }
    printf("overflows on alternate stacks %d, fresh %ld\n", on_own, fresh);
    signal(SIGSEGV, SIG_DFL);
}

static pthread_t target;
static void *interrupter(void *arg) { usleep(20000); pthread_kill(target, SIGUSR2); if (arg) { usleep(20000); if (write((int)(long)arg, "x", 1) != 1) perror("write"); } return 0; }

static void restarts(void) {
    int ends[2];
    char c = 0;
    pthread_t t;
    target = pthread_self();
    if (pipe(ends)) exit(1);
    handle(SIGUSR2, record, 0);
    pthread_create(&t, 0, interrupter, 0);
    long r = read(ends[0], &c, 1);
    printf("read %ld %s\n", r, strerror(errno));
    pthread_join(t, 0);
    handle(SIGUSR2, record, SA_RESTART);
    pthread_create(&t, 0, interrupter, (void *)(long)ends[1]);
    r = read(ends[0], &c, 1);
    printf("read %ld %c\n", r, c);
    pthread_join(t, 0);
    pthread_create(&t, 0, interrupter, 0);
    struct timespec wish = { 1000, 0 }, left = { 0 };
    r = nanosleep(&wish, &left);
    printf("nanosleep %ld %s %d\n", r, strerror(errno), left.tv_sec > 0);
    pthread_join(t, 0);
    seen = 0;
    handle(SIGUSR2, record, SA_RESETHAND | SA_NODEFER);
    raise(SIGUSR2);
    struct sigaction now;
    sigaction(SIGUSR2, 0, &now);
    printf("reset %d %d\n", seen, now.sa_handler == SIG_DFL);
    sigset_t none, usr = set_of(SIGUSR1, 0);
    sigemptyset(&none);
    handle(SIGUSR1, record, 0);
    sigprocmask(SIG_BLOCK, &usr, 0);
    raise(SIGUSR1);
    seen = 0;
    r = sigsuspend(&none);
    sigset_t after;
    sigprocmask(SIG_SETMASK, 0, &after);
    printf("sigsuspend %ld %s %d %d\n", r, strerror(errno), seen, sigismember(&after, SIGUSR1));
    sigprocmask(SIG_UNBLOCK, &usr, 0);
}

static atomic_int rings;
static void ring(int signal, siginfo_t *info, void *context) { rings++; }
static void timers(void) {
    handle(SIGALRM, ring, 0); handle(SIGVTALRM, ring, 0); handle(SIGPROF, ring, 0);
    struct itimerval periodic = { { 0, 5000 }, { 0, 5000 } }, none = { 0 }, was;
    setitimer(ITIMER_REAL, &periodic, 0);
    while (rings < 5) usleep(1000);
    setitimer(ITIMER_REAL, &none, &was);
    printf("real: period %ld, running %d\n", (long)was.it_interval.tv_usec, was.it_value.tv_usec > 0);
    for (int which = ITIMER_VIRTUAL; which <= ITIMER_PROF; which++) {
        rings = 0;
        setitimer(which, &periodic, 0);
        for (volatile long i = 0; rings < 3; i++) {}
        setitimer(which, &none, 0);
        getitimer(which, &was);
        printf("of the processor: %d %ld\n", rings >= 3, (long)was.it_value.tv_usec);
    }
    alarm(100);
    unsigned before = alarm(0);
    printf("alarm %d %u\n", before == 100 || before == 99, alarm(0));
    rings = 0;
    sigset_t blocked = set_of(SIGALRM, 0), none_blocked;
    sigemptyset(&none_blocked);
    sigprocmask(SIG_BLOCK, &blocked, 0);
    alarm(1);
    while (!rings) sigsuspend(&none_blocked);
    sigprocmask(SIG_UNBLOCK, &blocked, 0);
    printf("rang %d\n", rings);
    struct itimerval bad = { { 0, 0 }, { 0, 1000000 } };
    int r = setitimer(ITIMER_REAL, &bad, 0);
    printf("%d %s\n", r, strerror(errno));
    r = setitimer(7, &none, 0);
    printf("%d %s\n", r, strerror(errno));
}

static atomic_long *progress;
static void *work(void *arg) { for (;;) progress[(long)arg]++; }

static siginfo_t news;
static atomic_int told;
static void child_news(int signal, siginfo_t *info, void *context) { news = *info; told++; }

static void jobs(void) {
    int ends[2];
    if (pipe(ends)) exit(1);
    handle(SIGCHLD, child_news, SA_RESTART);
    pid_t child = fork();
    if (child == 0) {
        static atomic_long counts[3];
        progress = counts;
        pthread_t t;
        for (long i = 0; i < 2; i++) pthread_create(&t, 0, work, (void *)i);
        while (!counts[0] || !counts[1]) usleep(1000);
        if (write(ends[1], "x", 1) != 1) _exit(1);
        for (;;) pause();
    }
    char c;
    if (read(ends[0], &c, 1) != 1) exit(1);
    int status;
    kill(child, SIGSTOP);
    pid_t r = waitpid(child, &status, WUNTRACED);
    printf("stopped %d %d %d\n", r == child, WIFSTOPPED(status), WSTOPSIG(status) == SIGSTOP);
    while (told < 1) usleep(1000);
    printf("told %d %d %d\n", news.si_code == CLD_STOPPED, news.si_status == SIGSTOP, news.si_pid == child);
    kill(child, SIGCONT);
    r = waitpid(child, &status, WCONTINUED);
    printf("continued %d %d\n", r == child, WIFCONTINUED(status));
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGKILL);
    r = waitpid(child, &status, 0);
    printf("killed %d %d %d\n", r == child, WIFSIGNALED(status), WTERMSIG(status));
    while (news.si_code != CLD_KILLED) usleep(1000);
    printf("told %d %d\n", news.si_status, news.si_pid == child);
    signal(SIGCHLD, SIG_IGN);
    child = fork();
    if (child == 0) _exit(1);
    r = waitpid(child, &status, 0);
    printf("nothing left %d %s\n", r, strerror(errno));
    signal(SIGCHLD, SIG_DFL);
}

int main(void) {
    setvbuf(stdout, 0, _IOLBF, 0);
    queues();
    waits();
    masks();
    stacks();
    restarts();
    timers();
    jobs();
    return 0;
}
