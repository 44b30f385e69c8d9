// Sixteen threads that lock, signal, map, make processes and threads at random, for a number of rounds; what they did is counted at the end.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 16 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_t threads[THREADS];
static pthread_barrier_t start, end;
static atomic_long handled, sent, locked_atomically;
static long locked, failures;
static int rounds;
static atomic_int word;

static void handler(int number) { int saved = errno; handled++; errno = saved; }
static void fail(const char *what) { __sync_fetch_and_add(&failures, 1); fprintf(stderr, "%s: %s\n", what, strerror(errno)); }
static void *nothing(void *arg) { return arg; }

static void *run(void *arg) {
    unsigned seed = (unsigned)(long)arg * 7919 + 1;
    int me = (int)(long)arg;
    pthread_barrier_wait(&start);
    for (int i = 0; i < rounds; i++) {
        switch (rand_r(&seed) % 10) {
            case 0: case 1: case 2:
                pthread_mutex_lock(&mutex);
                locked++;
                locked_atomically++;
                if (i % 7 == 0) pthread_cond_broadcast(&cond);
                pthread_mutex_unlock(&mutex);
                break;
            case 3: {
                struct timespec until;
                clock_gettime(CLOCK_REALTIME, &until);
                until.tv_nsec += 500000;
                if (until.tv_nsec >= 1000000000) { until.tv_nsec -= 1000000000; until.tv_sec++; }
                pthread_mutex_lock(&mutex);
                int error = pthread_cond_timedwait(&cond, &mutex, &until);
                if (error && error != ETIMEDOUT) { errno = error; fail("timedwait"); }
                pthread_mutex_unlock(&mutex);
                break;
            }
            case 4: case 5:
                sent++;
                if (pthread_kill(threads[rand_r(&seed) % THREADS], SIGUSR1)) fail("pthread_kill");
                break;
            case 6: case 7: {
                size_t size = 4096 * (1 + rand_r(&seed) % 16);
                volatile char *memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                if (memory == MAP_FAILED) { fail("mmap"); break; }
                for (size_t k = 0; k < size; k += 4096) { if (memory[k]) fail("not zero"); memory[k] = me + 1; }
                if (mprotect((void *)memory, size, PROT_READ)) fail("mprotect");
                for (size_t k = 0; k < size; k += 4096) if (memory[k] != me + 1) fail("not mine");
                if (munmap((void *)memory, size)) fail("munmap");
                break;
            }
            case 8: {
                int old = word;
                syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1 + i % 3, 0, 0, 0);
                struct timespec some = { 0, 200000 };
                syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, old, &some, 0, 0);
                word++;
                break;
            }
            default:
                if (i % 8 == 0) {
                    pid_t child = fork();
                    if (child == 0) _exit(me);
                    int status;
                    pid_t r;
                    while ((r = waitpid(child, &status, 0)) < 0 && errno == EINTR) {}
                    if (r != child || status != me << 8) fail("waitpid");
                } else if (i % 8 == 4) {
                    pthread_t made;
                    void *result;
                    if (pthread_create(&made, 0, nothing, (void *)7L) || pthread_join(made, &result) || result != (void *)7L) fail("pthread_create");
                } else kill(getpid(), SIGUSR2);
        }
    }
    pthread_barrier_wait(&end);
    return 0;
}

int main(int argc, char **argv) {
    rounds = argc > 1 ? atoi(argv[1]) : 200;
    struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };
    sigaction(SIGUSR1, &action, 0);
    sigaction(SIGUSR2, &action, 0);
    pthread_barrier_init(&start, 0, THREADS);
    pthread_barrier_init(&end, 0, THREADS);
    for (long i = 0; i < THREADS; i++) if (pthread_create(&threads[i], 0, run, (void *)i)) return 1;
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
    printf("locked %d, signals %d, failures %ld\n", locked == locked_atomically, handled > 0, failures);
    return failures != 0;
}
