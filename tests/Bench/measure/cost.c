/* usage: cost FILE COMMAND [ARGS...]. Runs a command to its end and writes to FILE: status, CPU seconds, wall seconds, peak KiB.
   CPU and peak are those of the command and of what it waited for. A program of its own and small: the peak of a child counts
   the memory that its parent had when it was forked. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(struct timeval t)
{
    return t.tv_sec + t.tv_usec * 1e-6;
}

int main(int argc, char **argv)
{
    struct timespec start, end;
    struct rusage usage;
    int status = 0;
    if (argc < 3)
        return 2;

    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child == 0)
    {
        execvp(argv[2], argv + 2);
        _exit(127);
    }

    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return 2;

    clock_gettime(CLOCK_MONOTONIC, &end);
    FILE *out = fopen(argv[1], "w");
    if (out == NULL)
        return 2;

    fprintf(out, "%d %.6f %.6f %ld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
            (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9, usage.ru_maxrss);
    return fclose(out) == 0 ? 0 : 2;
}
