// Processes: pipes, fork and exec in numbers, exit statuses, groups, what is told of children.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int children;

static void child_over(int signal, siginfo_t *info, void *context) { children += info->si_code == CLD_EXITED; }

int main(int argc, char **argv)
{
    if (argc > 1)
    {
        // The program once more: a descriptor that was to be closed is.
        _exit(fcntl(atoi(argv[1]), F_GETFD) == -1 && errno == EBADF ? 3 : 4);
    }

    int ends[2], status;
    long total = 0;
    char buffer[4096];
    ssize_t count;
    if (pipe(ends) != 0) return 1;
    if (fork() == 0)
    {
        close(ends[0]);
        for (int i = 0; i < 20000; i++) count = write(ends[1], "0123456789", 10);
        _exit(5);
    }

    close(ends[1]);
    while ((count = read(ends[0], buffer, sizeof buffer)) > 0) total += count;
    wait(&status);
    printf("read %ld, status %d\n", total, WEXITSTATUS(status));

    struct sigaction action = {.sa_sigaction = child_over, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigaction(SIGCHLD, &action, NULL);
    int marked = open("/dev/null", O_RDONLY | O_CLOEXEC);
    char number[16];
    sprintf(number, "%d", marked);
    for (int i = 0; i < 20; i++)
    {
        if (fork() == 0)
        {
            execl("/proc/self/exe", "again", number, (char *)NULL);
            _exit(99);
        }
    }

    int right = 0;
    while (wait(&status) > 0) right += WIFEXITED(status) && WEXITSTATUS(status) == 3;
    printf("right %d, last error %d, told of some %d\n", right, errno, children > 0);

    pid_t victim = fork();
    if (victim == 0) for (;;) pause();
    kill(victim, SIGSTOP);
    printf("stopped %d", waitpid(victim, &status, WUNTRACED) == victim && WIFSTOPPED(status));
    kill(victim, SIGCONT);
    printf(", continued %d", waitpid(victim, &status, WCONTINUED) == victim && WIFCONTINUED(status));
    kill(victim, SIGKILL);
    printf(", killed %d\n", waitpid(victim, &status, 0) == victim && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

    volatile int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    volatile int *own = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0)
    {
        *shared = 11;
        *own = 12;
        _exit(0);
    }

    wait(&status);
    printf("shared %d own %d\n", *shared, *own);
    signal(SIGPIPE, SIG_IGN);
    if (pipe(ends) != 0) return 1;
    close(ends[0]);
    count = write(ends[1], "x", 1);
    printf("write %zd error %d\n", count, errno);
    printf("exec %d error %d\n", execl("/nonexistent", "x", (char *)NULL), errno);
    fflush(stdout);
    signal(SIGPIPE, SIG_DFL);
    count = write(ends[1], "x", 1);
    return 7;
}
