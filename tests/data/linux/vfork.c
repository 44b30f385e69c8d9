// Processes that run in their parent's memory: vfork, and clone with CLONE_VM, with a stack of their own and without, until they execute or end.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int shared;
static char *volatile mapped;
static int word;

static int child_on_stack(void *arg) {
    shared += 100;
    *(int *)arg = getpid() == syscall(SYS_gettid);
    mapped = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(mapped, "the child's");
    return 9;
}

static int child_that_waits(void *arg) {
    while (!*(volatile int *)arg) sched_yield();
    shared = 5;
    _exit(4);
}

static void *other(void *arg) {
    while (!*(volatile int *)arg) usleep(1000);
    return (void *)(long)shared;
}

static void handler(int number) { shared = 1; }

int main(int argc, char **argv) {
    int status, own = 0;
    setvbuf(stdout, 0, _IOLBF, 0);
    if (argc > 1) return strlen(argv[1]);
    pid_t pid = vfork();
    if (pid == 0) { shared = 42; _exit(7); }
    printf("vfork saw %d", shared);
    waitpid(pid, &status, 0);
    printf(", status %x\n", status);

    pid = vfork();
    if (pid == 0) { shared = 43; execl("/proc/self/exe", "self", "four", (char *)0); _exit(1); }
    printf("exec'd after %d", shared);
    waitpid(pid, &status, 0);
    printf(", status %x\n", status);

    pid = vfork();
    if (pid == 0) { execl("/nowhere", "self", (char *)0); shared = errno; _exit(2); }
    waitpid(pid, &status, 0);
    printf("not exec'd: %s, status %x\n", strerror(shared), status);

    char *stack = malloc(65536);
    shared = 1;
    pid = clone(child_on_stack, stack + 65536, CLONE_VM | CLONE_VFORK | SIGCHLD, &own);
    printf("clone: %d %d %s", shared, own, mapped);
    waitpid(pid, &status, 0);
    printf(", status %x\n", status);

    // Without CLONE_VFORK both run; a thread of the parent too, which the child's end doesn't end.
    int go = 0, stop = 0;
    void *result;
    pthread_t thread;
    pthread_create(&thread, 0, other, &stop);
    pid = clone(child_that_waits, stack + 65536, CLONE_VM | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD, &go, 0, 0, &word);
    go = 1;
    waitpid(pid, &status, 0);
    printf("beside: %d, cleared %d, status %x\n", shared, word, status);
    stop = 1;
    pthread_join(thread, &result);
    printf("the thread saw %ld\n", (long)result);

    // A child that is killed while its parent waits for it; and signals during the wait come after it.
    signal(SIGUSR1, handler);
    pid_t parent = getpid();
    pid = vfork();
    if (pid == 0) { shared = 3; syscall(SYS_kill, parent, SIGUSR1); shared *= 2; syscall(SYS_kill, getpid(), SIGKILL); }
    waitpid(pid, &status, 0);
    printf("killed: %d, status %x\n", shared, status);
    return 0;
}
