// Threads as programs use them: mutexes, conditions, read-write locks, barriers, thread-local storage, cancellation, many threads, robust locks, locks that
// inherit priorities, processes of threads. Everything printed is the same on every run.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void check(int error, const char *what) { if (error) { printf("%s: %s\n", what, strerror(error)); exit(1); } }

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static long counter;
static __thread int own = 5;
static int turn;

static void *count(void *arg) {
    for (int i = 0; i < 2000; i++) { pthread_mutex_lock(&mutex); counter++; pthread_mutex_unlock(&mutex); }
    own += (int)(long)arg;
    return (void *)(long)own;
}

static void mutexes(void) {
    pthread_t t[8];
    long sum = 0;
    for (long i = 0; i < 8; i++) check(pthread_create(&t[i], 0, count, (void *)i), "create");
    for (int i = 0; i < 8; i++) { void *r; check(pthread_join(t[i], &r), "join"); sum += (long)r; }
    printf("counter %ld, own %ld, here %d\n", counter, sum, own);
}

static void *ring(void *arg) {
    int me = (int)(long)arg;
    for (int round = 0; round < 50; round++) {
        pthread_mutex_lock(&mutex);
        while (turn % 6 != me) pthread_cond_wait(&cond, &mutex);
        turn++;
        pthread_cond_broadcast(&cond);
        pthread_mutex_unlock(&mutex);
    }
    return 0;
}

static void conditions(void) {
    pthread_t t[6];
    for (long i = 0; i < 6; i++) check(pthread_create(&t[i], 0, ring, (void *)i), "create");
    for (int i = 0; i < 6; i++) pthread_join(t[i], 0);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 20000000;
    if (until.tv_nsec >= 1000000000) { until.tv_sec++; until.tv_nsec -= 1000000000; }
    pthread_mutex_lock(&mutex);
    int error = pthread_cond_timedwait(&cond, &mutex, &until);
    pthread_mutex_unlock(&mutex);
    printf("turns %d, timed wait: %s\n", turn, strerror(error));
}

static long shared_value;
static void *reader(void *arg) {
    long bad = 0;
    for (int i = 0; i < 300; i++) { pthread_rwlock_rdlock(&rwlock); if (shared_value % 10) bad++; pthread_rwlock_unlock(&rwlock); }
    return (void *)bad;
}
static void *writer(void *arg) {
    for (int i = 0; i < 100; i++) {
        pthread_rwlock_wrlock(&rwlock);
        for (int k = 0; k < 10; k++) { shared_value++; if (k == 5) sched_yield(); }
        pthread_rwlock_unlock(&rwlock);
    }
    return 0;
}

static void rwlocks(void) {
    pthread_t t[6];
    long bad = 0;
    for (int i = 0; i < 6; i++) check(pthread_create(&t[i], 0, i % 2 ? writer : reader, 0), "create");
    for (int i = 0; i < 6; i++) { void *r; pthread_join(t[i], &r); bad += (long)r; }
    printf("value %ld, torn %ld\n", shared_value, bad);
}

static atomic_int arrived, serials;
static void *meet(void *arg) {
    for (int i = 0; i < 20; i++) {
        arrived++;
        if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) serials++;
        if (arrived < (i + 1) * 5) printf("too early\n");
    }
    return 0;
}

static void barriers(void) {
    pthread_t t[5];
    pthread_barrier_init(&barrier, 0, 5);
    for (int i = 0; i < 5; i++) check(pthread_create(&t[i], 0, meet, 0), "create");
    for (int i = 0; i < 5; i++) pthread_join(t[i], 0);
    printf("arrived %d, serial %d\n", arrived, serials);
}

static int cleaned;
static void cleanup(void *arg) { cleaned += (int)(long)arg; }
static void *sleeper(void *arg) {
    pthread_cleanup_push(cleanup, (void *)7L);
    sleep(1000);
    pthread_cleanup_pop(0);
    return 0;
}
static void *spinner(void *arg) {
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, 0);
    *(atomic_int *)arg = 1;
    for (;;) {}
}

static void cancellation(void) {
    pthread_t a, b;
    void *r1, *r2;
    atomic_int runs = 0;
    check(pthread_create(&a, 0, sleeper, 0), "create");
    check(pthread_create(&b, 0, spinner, (void *)&runs), "create");
    while (!runs) usleep(1000);
    pthread_cancel(a);
    pthread_cancel(b);
    pthread_join(a, &r1);
    pthread_join(b, &r2);
    printf("cancelled %d %d, cleaned %d\n", r1 == PTHREAD_CANCELED, r2 == PTHREAD_CANCELED, cleaned);
}

static sem_t semaphore;
static atomic_int passed;
static void *pass(void *arg) {
    sem_wait(&semaphore);
    passed++;
    sem_post(&semaphore);
    return 0;
}

static void many(void) {
    enum { N = 64 };
    pthread_t t[N];
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setstacksize(&attr, 64 << 10);
    sem_init(&semaphore, 0, 0);
    for (int i = 0; i < N; i++) check(pthread_create(&t[i], &attr, pass, 0), "create");
    sem_post(&semaphore);
    for (int i = 0; i < N; i++) pthread_join(t[i], 0);
    printf("passed %d\n", passed);
}

static void *hold(void *arg) { pthread_mutex_lock(arg); return 0; }

static void robust(void) {
    pthread_mutexattr_t attr;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
    pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
    pthread_mutex_t *lock = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutex_init(lock, &attr);
    pthread_t t;
    pthread_create(&t, 0, hold, lock);
    pthread_join(t, 0);
    int error = pthread_mutex_lock(lock);
    printf("robust, thread gone: %s\n", strerror(error));
    pthread_mutex_consistent(lock);
    pthread_mutex_unlock(lock);
    int go[2];
    if (pipe(go)) exit(1);
    pid_t child = fork();
    if (child == 0) { pthread_mutex_lock(lock); if (write(go[1], "x", 1) != 1) _exit(1); pause(); _exit(0); }
    char c;
    if (read(go[0], &c, 1) != 1) exit(1);
    kill(child, SIGKILL);
    error = pthread_mutex_lock(lock);
    printf("robust, process killed: %s\n", strerror(error));
    pthread_mutex_consistent(lock);
    printf("unlock %d\n", pthread_mutex_unlock(lock));
    waitpid(child, 0, 0);
}

static pthread_mutex_t inherited;
static long under;
static void *inherit(void *arg) {
    for (int i = 0; i < 300; i++) { check(pthread_mutex_lock(&inherited), "lock"); under++; if (i % 30 == 0) sched_yield(); check(pthread_mutex_unlock(&inherited), "unlock"); }
    return 0;
}

static void inheritance(void) {
    pthread_mutexattr_t attr;
    pthread_mutexattr_init(&attr);
    pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
    check(pthread_mutex_init(&inherited, &attr), "init");
    pthread_t t[4];
    for (int i = 0; i < 4; i++) check(pthread_create(&t[i], 0, inherit, 0), "create");
    for (int i = 0; i < 4; i++) pthread_join(t[i], 0);
    printf("under an inherited lock %ld\n", under);
}

// A futex in memory that two processes share.
static void across(void) {
    int *words = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = fork();
    if (child == 0) {
        for (int i = 0; i < 100; i++) {
            while (__atomic_load_n(&words[0], __ATOMIC_SEQ_CST) == i) syscall(SYS_futex, &words[0], FUTEX_WAIT, i, 0, 0, 0);
            __atomic_store_n(&words[1], i + 1, __ATOMIC_SEQ_CST);
            syscall(SYS_futex, &words[1], FUTEX_WAKE, 1, 0, 0, 0);
        }
        _exit(3);
    }
    for (int i = 0; i < 100; i++) {
        __atomic_store_n(&words[0], i + 1, __ATOMIC_SEQ_CST);
        syscall(SYS_futex, &words[0], FUTEX_WAKE, 1, 0, 0, 0);
        while (__atomic_load_n(&words[1], __ATOMIC_SEQ_CST) != i + 1) syscall(SYS_futex, &words[1], FUTEX_WAIT, i, 0, 0, 0);
    }
    int status;
    waitpid(child, &status, 0);
    printf("across processes %d %d, status %x\n", words[0], words[1], status);
}

static void futexes(void) {
    int word = 5, other = 0;
    struct timespec t = {0, 5000000}, past = {0, 0}, wrong = {0, 2000000000};
    #define F(...) do { errno = 0; long r = syscall(SYS_futex, __VA_ARGS__); printf("%ld %s\n", r, r < 0 ? strerror(errno) : "-"); } while (0)
    F(&word, FUTEX_WAIT, 4, 0, 0, 0);
    F(&word, FUTEX_WAIT, 5, &t, 0, 0);
    F(&word, FUTEX_WAIT, 5, &wrong, 0, 0);
    F((char *)&word + 1, FUTEX_WAIT, 5, &t, 0, 0);
    F(0, FUTEX_WAIT, 5, &t, 0, 0);
    F(&word, FUTEX_WAIT_BITSET, 5, &past, 0, 1);
    F(&word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 5, &past, 0, 1);
    F(&word, FUTEX_WAIT_BITSET, 5, &past, 0, 0);
    F(&word, FUTEX_WAKE_BITSET, 5, 0, 0, 0);
    F(&word, FUTEX_WAKE, 100, 0, 0, 0);
    F(&word, FUTEX_CMP_REQUEUE, 1, 1L, &other, 4);
    F(&word, FUTEX_CMP_REQUEUE, 1, 1L, &other, 5);
    F(&word, FUTEX_WAKE_OP, 1, 1L, &other, FUTEX_OP(FUTEX_OP_ADD, 7, FUTEX_OP_CMP_EQ, 0));
    F(&word, FUTEX_WAKE_OP, 1, 1L, &other, FUTEX_OP(FUTEX_OP_ANDN, 2, FUTEX_OP_CMP_GT, -3));
    F(&word, 99, 0, 0, 0, 0);
    int lock = 0;
    F(&lock, FUTEX_UNLOCK_PI, 0, 0, 0, 0);
    F(&lock, FUTEX_LOCK_PI, 0, 0, 0, 0);
    printf("%d\n", lock == syscall(SYS_gettid));
    F(&lock, FUTEX_LOCK_PI, 0, 0, 0, 0);
    F(&lock, FUTEX_TRYLOCK_PI, 0, 0, 0, 0);
    F(&lock, FUTEX_UNLOCK_PI, 0, 0, 0, 0);
    printf("%d %d\n", other, lock);
}

static void *forker(void *arg) {
    pid_t child = fork();
    if (child == 0) _exit(getpid() == syscall(SYS_gettid) ? 40 : 41);
    int status;
    waitpid(child, &status, 0);
    return (void *)(long)WEXITSTATUS(status);
}

static void processes(void) {
    pthread_t t[4];
    long sum = 0;
    for (int i = 0; i < 4; i++) check(pthread_create(&t[i], 0, forker, 0), "create");
    for (int i = 0; i < 4; i++) { void *r; pthread_join(t[i], &r); sum += (long)r; }
    printf("children of threads %ld\n", sum);
    extern char **environ;
    char *args[] = { "/proc/self/exe", "spawned", "x", 0 };
    pid_t pid;
    int error = posix_spawn(&pid, "/proc/self/exe", 0, 0, args, environ), status = 0;
    if (!error) waitpid(pid, &status, 0);
    printf("spawn %d, status %x\n", error, status);
    error = posix_spawn(&pid, "/nowhere", 0, 0, args, environ);
    printf("spawn of nothing: %s\n", strerror(error));
}

static void *execute(void *arg) {
    char *args[] = { "/proc/self/exe", "executed", "y", 0 };
    execv("/proc/self/exe", args);
    return 0;
}
static void *forever(void *arg) { if (arg) for (;;) {} pause(); return 0; }
static void *leave(void *arg) { usleep(20000); exit(17); }
static void *leave_last(void *arg) { usleep(20000); printf("the last\n"); fflush(stdout); return 0; }

// Processes whose threads end in every way.
static int ending(const char *how, void (*run)(void)) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) { run(); _exit(99); }
    int status;
    waitpid(child, &status, 0);
    printf("%s: %x\n", how, status);
    return status;
}

static void with_others(void *(*what)(void *)) {
    pthread_t t;
    pthread_create(&t, 0, forever, 0);
    pthread_create(&t, 0, forever, (void *)1);
    pthread_create(&t, 0, what, 0);
    pthread_join(t, 0);
}
static void by_exec(void) { with_others(execute); }
static void by_exit(void) { with_others(leave); }
static void by_last(void) { pthread_t t; pthread_create(&t, 0, leave_last, 0); pthread_exit(0); }
static void *fault(void *arg) { *(volatile int *)8 = 1; return 0; }
static void by_fault(void) { with_others(fault); }
static void *abort_it(void *arg) { abort(); }
static void by_abort(void) { with_others(abort_it); }

int main(int argc, char **argv) {
    if (argc > 1) {
        printf("%s: %d\n", argv[1], getpid() == syscall(SYS_gettid));
        return 21;
    }
    setvbuf(stdout, 0, _IOLBF, 0);
    mutexes();
    conditions();
    rwlocks();
    barriers();
    cancellation();
    many();
    futexes();
    robust();
    inheritance();
    across();
    processes();
    ending("exec in a thread", by_exec);
    ending("exit in a thread", by_exit);
    ending("the first thread first", by_last);
    ending("a fault in a thread", by_fault);
    ending("abort in a thread", by_abort);
    return 0;
}
