/* Pseudo-terminals: the line discipline, jobs and hang-ups. Output depends on nothing but the system. */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define SAY(call) do { long r_ = (call); printf(" %s", r_ < 0 ? strerrorname_np(errno) : "ok"); } while (0)

static int master, slave;
static volatile sig_atomic_t caught, count;
static void handler(int signal) { caught = signal; count++; }

static void nap(int milliseconds)
{
    struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
    while (nanosleep(&time, &time) < 0) {}
}

static void show(const char *data, long length)
{
    if (length < 0) { printf("<%s>", strerrorname_np(errno)); return; }
    putchar('"');
    for (long i = 0; i < length; i++) {
        unsigned char c = data[i];
        if (isprint(c)) putchar(c); else printf("\\x%02x", c);
    }
    putchar('"');
}

static int there(int fd)
{
    struct pollfd one = { fd, POLLIN };
    return poll(&one, 1, 50) > 0 ? one.revents : 0;
}

static void echoed(void)
{
    char buffer[1000];
    printf(" shown ");
    /* The host's terminals show things a moment later. */
    struct pollfd one = { master, POLLIN };
    poll(&one, 1, 40);
    nap(4);
    fcntl(master, F_SETFL, O_NONBLOCK);
    show(buffer, read(master, buffer, sizeof buffer));
    fcntl(master, F_SETFL, 0);
}

static void got(int size)
{
    char buffer[5000];
    printf(" got ");
    show(buffer, read(slave, buffer, size));
}

static void type(const char *what, const char *text)
{
    printf("%s:", what);
    write(master, text, strlen(text));
    echoed();
}

static void open_pair(void)
{
    master = posix_openpt(O_RDWR | O_NOCTTY);
    grantpt(master);
    unlockpt(master);
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
}

static void set(struct termios *modes, int min, int time)
{
    modes->c_cc[VMIN] = min;
    modes->c_cc[VTIME] = time;
    tcsetattr(slave, TCSANOW, modes);
}

static void discipline(void)
{
    struct termios modes, raw;
    struct winsize size = { 25, 90 }, found;
    struct stat status;
    int locked = -1, number;
    master = posix_openpt(O_RDWR | O_NOCTTY);
    ioctl(master, TIOCGPTLCK, &locked);
    ioctl(master, TIOCGPTN, &number);
    printf("open: locked %d tty %d", locked, isatty(master));
    SAY(open(ptsname(master), O_RDWR | O_NOCTTY));
    unlockpt(master);
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    fstat(slave, &status);
    printf(" char %d major %d same %d tty %d", S_ISCHR(status.st_mode), major(status.st_rdev), (int)minor(status.st_rdev) == number, isatty(slave));
    tcgetattr(slave, &modes);
    printf(" modes %x %x %x %x %d\n", modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag, (int)cfgetospeed(&modes));
    SAY(ioctl(master, TIOCSWINSZ, &size));
    ioctl(slave, TIOCGWINSZ, &found);
    printf(" %d x %d\n", found.ws_row, found.ws_col);

    type("line", "hello\n"); got(100); printf("\n");
    type("carriage return", "hi\r"); got(100); printf("\n");
    type("erase", "abcd\x7f\x7fxy\n"); got(100); printf("\n");
    type("erase control", "a\x01\x02\x7f" "b\n"); got(100); printf("\n");
    type("erase tab", "ab\tc\x7f\x7f" "d\n"); got(100); printf("\n");
    type("kill", "one two\x15three\n"); got(100); printf("\n");
    type("word", "one two  \x17three four_5 \x17\x17x\n"); got(100); printf("\n");
    type("quoted", "a\x16\x03" "b\x16\x7f\n"); got(100); printf("\n");
    type("reprint", "abc\x12" "d\n"); got(100); printf("\n");
    type("end", "part\x04"); got(100); printf("\n");
    type("end of file", "\x04"); got(100); printf("\n");
    type("two lines", "one\ntwo\n"); got(2); got(100); got(100); printf("\n");
    type("unfinished", "waits");
    printf(" %x", there(slave));
    write(master, "\n", 1);
    printf(" %x", there(slave));
    ioctl(slave, FIONREAD, &number);
    printf(" %d", number);
    got(100); echoed(); printf("\n");
    modes.c_lflag &= ~ECHO;
    tcsetattr(slave, TCSANOW, &modes);
    type("not shown", "secret\n"); got(100); printf("\n");
    modes.c_lflag |= ECHO;
    modes.c_lflag &= ~(ECHOE | ECHOKE | ECHOCTL);
    tcsetattr(slave, TCSANOW, &modes);
    type("plain echo", "ab\x7f" "c\x15" "d\x01\n"); got(100); printf("\n");

    printf("output:");
    write(slave, "a\nb\tc\rd\x08", 8);
    echoed();
    modes.c_oflag &= ~OPOST;
    tcsetattr(slave, TCSANOW, &modes);
    write(slave, "a\nb", 3);
    echoed();
    modes.c_oflag |= OPOST | XTABS | OCRNL;
    tcsetattr(slave, TCSANOW, &modes);
    write(slave, "\rab\tc\n", 6);
    echoed();
    printf("\n");

    raw = modes;
    cfmakeraw(&raw);
    set(&raw, 1, 0);
    type("raw", "a\x03\r\x7f"); got(100); printf("\n");
    set(&raw, 3, 0);
    type("least", "ab");
    printf(" %x", there(slave));
    write(master, "c", 1);
    printf(" %x", there(slave));
    got(100); printf("\n");
    set(&raw, 0, 0);
    printf("nothing:"); got(100);
    set(&raw, 0, 1);
    printf(" time:"); got(100);
    set(&raw, 5, 1);
    write(master, "xy", 2);
    printf(" between:"); got(100); printf("\n");
    fcntl(slave, F_SETFL, O_NONBLOCK);
    set(&raw, 1, 0);
    printf("not now:"); got(10);
    fcntl(slave, F_SETFL, 0);
    write(master, "kept", 4);
    there(slave);
    modes.c_lflag |= ICANON;
    tcsetattr(slave, TCSANOW, &modes);
    got(100);
    write(master, "gone\n", 5);
    there(slave);
    tcflush(slave, TCIFLUSH);
    printf(" %x", there(slave) & POLLIN);
    write(master, "gone too\n", 9);
    there(slave);
    tcsetattr(slave, TCSAFLUSH, &modes);
    printf(" %x\n", there(slave) & POLLIN);
    echoed();
    printf("\nerrors:");
    SAY(ioctl(0, TIOCGPTN, &number));
    SAY(ioctl(slave, TIOCGPTN, &number));
    SAY(ioctl(slave, TIOCGPGRP, &number));
    SAY(ioctl(slave, TCGETS, (void *)8));
    SAY(tcflush(slave, 9));
    SAY(lseek(slave, 0, SEEK_SET));
    printf("\n");

    close(slave);
    char buffer[10];
    printf("slave closed: %x", there(master));
    show(buffer, read(master, buffer, 10));
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    write(slave, "back", 4);
    show(buffer, read(master, buffer, 10));
    char name[100];
    strcpy(name, ptsname(master));
    close(master);
    struct pollfd one = { slave, POLLIN | POLLOUT };
    poll(&one, 1, 0);
    printf(" master closed: %x", one.revents);
    show(buffer, read(slave, buffer, 10));
    SAY(write(slave, "x", 1));
    SAY(open(name, O_RDWR));
    printf("\n");
    close(slave);
}

static void jobs(void)
{
    int words[2];
    struct sigaction action = { .sa_handler = handler };
    open_pair();
    pipe(words);
    pid_t shell = fork();
    if (shell == 0) {
        char buffer[100];
        int fd, number;
        close(master);
        setsid();
        printf("session:");
        SAY(open("/dev/tty", O_RDWR));
        SAY(ioctl(slave, TIOCGSID, &number));
        SAY(ioctl(slave, TIOCSCTTY, 0));
        SAY(ioctl(slave, TIOCSCTTY, 0));
        fd = open("/dev/tty", O_RDWR);
        printf(" tty %d %d %d", isatty(fd), tcgetsid(fd) == getpid(), tcgetpgrp(fd) == getpid());
        printf("\n");
        sigaction(SIGINT, &action, 0);
        sigaction(SIGQUIT, &action, 0);
        sigaction(SIGWINCH, &action, 0);
        write(words[1], "1", 1);
        printf("interrupt: ");
        show(buffer, read(slave, buffer, 100));
        printf(" %d", caught);
        write(words[1], "2", 1);
        printf(" quit: ");
        show(buffer, read(slave, buffer, 100));
        printf(" %d", caught);
        write(words[1], "3", 1);
        printf(" size: ");
        show(buffer, read(slave, buffer, 100));
        printf(" %d\n", caught);

        pid_t job = fork();
        if (job == 0) {
            setpgid(0, 0);
            signal(SIGINT, SIG_DFL);
            printf("job:");
            fflush(stdout);
            read(slave, buffer, 100);
            struct termios modes;
            tcgetattr(slave, &modes);
            printf(" read %.5s", buffer);
            fflush(stdout);
            for (;;) pause();
        }
        setpgid(job, job);
        int status;
        waitpid(job, &status, WUNTRACED);
        printf(" stopped %d by %d", WIFSTOPPED(status), WSTOPSIG(status));
        SAY(tcsetpgrp(slave, job));
        printf(" front %d", tcgetpgrp(slave) == job);
        fflush(stdout);
        kill(-job, SIGCONT);
        write(words[1], "4", 1);
        nap(100);
        signal(SIGTTOU, SIG_IGN);
        write(words[1], "5", 1);
        waitpid(job, &status, WUNTRACED);
        printf(" stopped %d by %d", WIFSTOPPED(status), WSTOPSIG(status));
        fflush(stdout);
        kill(-job, SIGCONT);
        write(words[1], "6", 1);
        waitpid(job, &status, 0);
        printf(" killed by %d", WTERMSIG(status));
        SAY(tcsetpgrp(slave, getpgrp()));
        SAY(tcsetpgrp(slave, 4194300));
        signal(SIGTTOU, SIG_DFL);
        printf("\n");

        action.sa_handler = SIG_DFL;
        sigaction(SIGHUP, &action, 0);
        action.sa_handler = handler;
        sigaction(SIGCONT, &action, 0);
        sigaction(SIGHUP, &action, 0);
        close(fd);
        caught = count = 0;
        write(words[1], "7", 1);
        while (count < 2) nap(1);
        printf("hung up %d ", count);
        show(buffer, read(slave, buffer, 100));
        SAY(open("/dev/tty", O_RDWR));
        printf("\n");
        exit(0);
    }
    close(slave);
    char word;
    while (word = 0, read(words[0], &word, 1) == 1) {
        nap(20);
        struct winsize size = { 10, 20 };
        if (word == '1') write(master, "typed\x03", 6);
        if (word == '2') write(master, "\x1c", 1);
        if (word == '3') { ioctl(master, TIOCSWINSZ, &size); }
        if (word == '4') write(master, "input\n", 6);
        if (word == '5') write(master, "\x1a", 1);
        if (word == '6') write(master, "\x03", 1);
        if (word == '7') { close(master); break; }
    }
    waitpid(shell, 0, 0);
}

int main(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    discipline();
    jobs();
    return 0;
}
