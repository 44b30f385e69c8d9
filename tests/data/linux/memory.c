// Memory: break, mappings that move and grow, files mapped, what is beyond.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    char *start = sbrk(0);
    printf("brk %d", sbrk(1 << 20) == start);
    memset(start, 1, 1 << 20);
    printf(" %d", sbrk(-(1 << 20)) == start + (1 << 20));
    printf(" %d\n", sbrk(0) == start);
    char *big = malloc(50 << 20);
    memset(big, 7, 50 << 20);
    printf("malloc %d\n", big[12345678]);
    free(big);
    char *map = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(map, "moved");
    map = mremap(map, 1 << 20, 4 << 20, MREMAP_MAYMOVE);
    memset(map + (1 << 20), 2, 3 << 20);
    printf("mremap %s %d\n", map, map[(4 << 20) - 1]);
    printf("shrunk %d\n", mremap(map, 4 << 20, 4096, 0) == map);
    madvise(map, 4096, MADV_DONTNEED);
    printf("discarded %d\n", map[0]);
    errno = 0;
    printf("protect a hole %d", mprotect(map, 8192, PROT_READ));
    printf(" %d\n", errno);
    errno = 0;
    printf("unaligned %d", munmap(map + 1, 4096));
    printf(" %d\n", errno);
    int fd = open("/proc/self/exe", O_RDONLY);
    struct stat status;
    fstat(fd, &status);
    unsigned char *file = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    unsigned char first[4];
    printf("file %d", pread(fd, first, 4, 0) == 4 && memcmp(file, first, 4) == 0);
    file[0] = 'X';
    printf(" private %d\n", pread(fd, first, 4, 0) == 4 && first[0] == 0x7F);
    errno = 0;
    void *huge = mmap(NULL, (size_t)1 << 46, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    printf("fixed %d\n", mmap(map, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == map);
    errno = 0;
    printf("no replace %d", mmap(map, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED);
    printf(" %d\n", errno);
    (void)huge;
    *(volatile char *)(uintptr_t)8 = 1;
    return 0;
}
