// Signals: faults that are handled, the alternate stack, masks, waiting, and what a handler leaves of the registers.
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf back;
static volatile int count;
static char stack[65536];

static void fault(int signal, siginfo_t *info, void *context)
{
    char here;
    count++;
    printf("signal %d code %d address %d on the stack %d\n", signal, info->si_code, info->si_addr == (void *)0x1234560,
           &here >= stack && &here < stack + sizeof stack);
    siglongjmp(back, 1);
}

static void count_it(int signal) { count++; }

int main(void)
{
    struct sigaction action = {0};
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    volatile int zero = 0;
    action.sa_sigaction = fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    printf("sigaltstack %d\n", sigaltstack(&alternate, NULL));
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGFPE, &action, NULL);
    sigaction(SIGILL, &action, NULL);
    sigaction(SIGTRAP, &action, NULL);
    if (!sigsetjmp(back, 1)) *(volatile int *)0x1234560 = 1;
    if (!sigsetjmp(back, 1)) __asm__ volatile("xorl %%edx, %%edx; movl $1, %%eax; xorl %%ecx, %%ecx; divl %%ecx" ::: "eax", "ecx", "edx");
    if (!sigsetjmp(back, 1)) __asm__ volatile("ud2");
    if (!sigsetjmp(back, 1)) __asm__ volatile("int3");
    if (!sigsetjmp(back, 1)) __asm__ volatile("hlt");
    char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[0] = 1;
    mprotect(page, 4096, PROT_READ);
    if (!sigsetjmp(back, 1)) page[0] = 2;
    printf("count %d page %d\n", count, page[0]);

    double x = 1.5;
    struct sigaction counting = {.sa_handler = count_it};
    sigaction(SIGUSR1, &counting, NULL);
    count = 0;
    for (int i = 0; i < 200; i++)
    {
        x = sqrt(x * x);
        raise(SIGUSR1);
    }

    printf("x %g count %d\n", x, count);
    errno = 0;
    ssize_t written = write(1, (void *)16, 5);
    printf("write %zd errno %d\n", written, errno);
    sigset_t set, waiting, none;
    sigemptyset(&none);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    sigpending(&waiting);
    count = 0;
    errno = 0;
    int suspended = sigsuspend(&none);
    printf("pending %d suspended %d errno %d count %d\n", sigismember(&waiting, SIGUSR1), suspended, errno, count);
    sigprocmask(SIG_BLOCK, NULL, &waiting);
    printf("masked again %d\n", sigismember(&waiting, SIGUSR1));
    fflush(stdout);
    abort();
}
