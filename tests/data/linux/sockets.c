/* Sockets within the system: unix(7), and TCP and UDP over the loopback. Output depends on nothing but the system. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t caught;
static void handler(int signal) { caught = signal; }

#define SAY(call) do { long r_ = (call); printf(" " "%s", r_ < 0 ? strerrorname_np(errno) : "ok"); } while (0)
#define NUM(call) do { long r_ = (call); if (r_ < 0) printf(" %s", strerrorname_np(errno)); else printf(" %ld", r_); } while (0)

static int ready(int fd)
{
    struct pollfd one = { fd, POLLIN | POLLOUT | POLLRDHUP };
    return poll(&one, 1, 0) < 0 ? -1 : one.revents;
}

static int option(int fd, int level, int name)
{
    int value = -1;
    socklen_t length = sizeof value;
    return getsockopt(fd, level, name, &value, &length) < 0 ? -errno : value;
}

static void pairs(int type, const char *name)
{
    int ends[2], value = 1;
    char buffer[300000];
    printf("%s:", name);
    SAY(socketpair(AF_UNIX, type, 0, ends));
    printf(" %x %x", ready(ends[0]), ready(ends[1]));
    NUM(send(ends[0], "hello", 5, 0));
    NUM(send(ends[0], "world!", 6, 0));
    printf(" %x", ready(ends[1]));
    ioctl(ends[1], FIONREAD, &value);
    printf(" there %d", value);
    NUM(recv(ends[1], buffer, 3, MSG_PEEK));
    NUM(recv(ends[1], buffer, 3, MSG_TRUNC));
    NUM(recv(ends[1], buffer, sizeof buffer, 0));
    NUM(recv(ends[1], buffer, sizeof buffer, MSG_DONTWAIT));
    printf("\n  options %d %d %d %d %d", option(ends[0], SOL_SOCKET, SO_TYPE), option(ends[0], SOL_SOCKET, SO_DOMAIN), option(ends[0], SOL_SOCKET, SO_PROTOCOL),
        option(ends[0], SOL_SOCKET, SO_ERROR), option(ends[0], SOL_SOCKET, SO_ACCEPTCONN));
    struct ucred cred;
    socklen_t length = sizeof cred;
    getsockopt(ends[0], SOL_SOCKET, SO_PEERCRED, &cred, &length);
    printf(" self %d", cred.pid == getpid() && cred.uid == getuid() && cred.gid == getgid());
    struct sockaddr_storage address;
    length = sizeof address;
    SAY(getpeername(ends[0], (void *)&address, &length));
    printf(" %d %d", (int)length, address.ss_family);
    SAY(shutdown(ends[0], SHUT_WR));
    printf(" %x %x", ready(ends[0]), ready(ends[1]));
    NUM(recv(ends[1], buffer, 10, MSG_DONTWAIT));
    NUM(send(ends[0], "x", 1, MSG_NOSIGNAL));
    caught = 0;
    NUM(send(ends[0], "x", 1, 0));
    printf(" signal %d", caught);
    NUM(send(ends[1], "y", 1, MSG_NOSIGNAL));
    close(ends[1]);
    printf(" %x", ready(ends[0]));
    NUM(recv(ends[0], buffer, 10, MSG_DONTWAIT));
    NUM(recv(ends[0], buffer, 10, MSG_DONTWAIT));
    close(ends[0]);
    if (type != SOCK_DGRAM) {
        socketpair(AF_UNIX, type, 0, ends);
        write(ends[0], "unread", 6);
        close(ends[1]);
        printf(" %x", ready(ends[0]));
        NUM(read(ends[0], buffer, 10));
        NUM(read(ends[0], buffer, 10));
        close(ends[0]);
    }
    socketpair(AF_UNIX, type | SOCK_NONBLOCK, 0, ends);
    memset(buffer, 'z', sizeof buffer);
    if (type != SOCK_STREAM) NUM(send(ends[0], buffer, 300000, 0));
    int sends = 0;
    while (send(ends[0], buffer, 4096, 0) > 0) sends++;
    printf(" full %d %s %d %x\n", sends > 5, strerrorname_np(errno), (fcntl(ends[0], F_GETFL) & O_NONBLOCK) != 0, ready(ends[0]) & POLLOUT);
    close(ends[0]);
    close(ends[1]);
}

static void big(void)
{
    int ends[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        char *data = malloc(1000000);
        for (int i = 0; i < 1000000; i++) data[i] = (char)(i * 7);
        long sent = write(ends[1], data, 1000000);
        _exit(sent == 1000000 ? 0 : 1);
    }
    close(ends[1]);
    char *data = malloc(1000000);
    long got = recv(ends[0], data, 600000, MSG_WAITALL), more = 0, n;
    while ((n = read(ends[0], data + got + more, 1000000 - got - more)) > 0) more += n;
    unsigned sum = 0;
    for (int i = 0; i < got + more; i++) sum = sum * 31 + (unsigned char)data[i];
    int status;
    waitpid(child, &status, 0);
    printf("big %ld %ld %u status %d\n", got, more, sum, status);
    free(data);
    close(ends[0]);
}

static void files(int type)
{
    int ends[2], one = 1;
    socketpair(AF_UNIX, type, 0, ends);
    setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &one, sizeof one);
    pid_t child = fork();
    if (child == 0) {
        int pipe_ends[2];
        pipe(pipe_ends);
        write(pipe_ends[1], "through", 7);
        char control[CMSG_SPACE(2 * sizeof(int))] = { 0 };
        struct iovec data = { "data", 4 };
        struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(2 * sizeof(int));
        memcpy(CMSG_DATA(header), pipe_ends, sizeof pipe_ends);
        sendmsg(ends[0], &message, 0);
        int bad = 99;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(header), &bad, sizeof bad);
        message.msg_controllen = CMSG_SPACE(sizeof(int));
        SAY(sendmsg(ends[0], &message, 0));
        printf("\n");
        write(ends[0], "plain", 5);
        _exit(0);
    }
    waitpid(child, 0, 0);
    char control[200], buffer[100] = "";
    struct iovec data = { buffer, sizeof buffer };
    for (int i = 0; i < 2; i++) {
        struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
        long count = recvmsg(ends[1], &message, MSG_CMSG_CLOEXEC);
        printf("message %ld %.*s flags %x control %zu", count, (int)count, buffer, message.msg_flags, message.msg_controllen);
        for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
            printf(" [%d %zu]", header->cmsg_type, header->cmsg_len);
            if (header->cmsg_type == SCM_CREDENTIALS) {
                struct ucred cred;
                memcpy(&cred, CMSG_DATA(header), sizeof cred);
                printf(" child %d", cred.pid == child && cred.uid == getuid());
            } else {
                int fds[2];
                memcpy(fds, CMSG_DATA(header), sizeof fds);
                printf(" cloexec %d", fcntl(fds[0], F_GETFD));
                NUM(read(fds[0], buffer, 7));
                printf(" %.7s", buffer);
                close(fds[0]);
                close(fds[1]);
            }
        }
        printf("\n");
    }
    close(ends[0]);
    close(ends[1]);
    socketpair(AF_UNIX, type, 0, ends);
    struct { struct cmsghdr header; int fd; } rights = { { CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS }, 1 };
    struct iovec byte = { "b", 1 };
    struct msghdr message = { .msg_iov = &byte, .msg_iovlen = 1, .msg_control = &rights, .msg_controllen = sizeof rights };
    sendmsg(ends[0], &message, 0);
    struct msghdr small = { .msg_iov = &data, .msg_iovlen = 1 };
    printf("no room %zd", recvmsg(ends[1], &small, 0));
    printf(" %x\n", small.msg_flags);
    close(ends[0]);
    close(ends[1]);
}

static socklen_t name(struct sockaddr_un *address, const char *text, int abstract)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    strcpy(address->sun_path + abstract, text);
    return offsetof(struct sockaddr_un, sun_path) + strlen(text) + 1;
}

static void names(void)
{
    struct sockaddr_un address, peer;
    socklen_t length = name(&address, "s.sock", 0), got;
    struct stat status;
    unlink("s.sock");
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), client = socket(AF_UNIX, SOCK_STREAM, 0), other;
    printf("names: %x", ready(listener));
    SAY(listen(listener, 1));
    SAY(connect(client, (void *)&address, length));
    SAY(bind(listener, (void *)&address, length));
    SAY(connect(client, (void *)&address, length));
    SAY(bind(listener, (void *)&address, length));
    stat("s.sock", &status);
    printf(" socket %d", S_ISSOCK(status.st_mode));
    SAY(listen(listener, 1));
    printf(" %d %x", option(listener, SOL_SOCKET, SO_ACCEPTCONN), ready(listener));
    SAY(connect(client, (void *)&address, length));
    printf(" %x %x", ready(listener), ready(client));
    SAY(connect(client, (void *)&address, length));
    got = sizeof peer;
    other = accept(listener, (void *)&peer, &got);
    printf(" accepted %d %d", peer.sun_family, (int)got);
    got = sizeof peer;
    getpeername(client, (void *)&peer, &got);
    printf(" peer %s %d", peer.sun_path, (int)got);
    got = sizeof peer;
    getsockname(other, (void *)&peer, &got);
    printf(" own %s %d\n", peer.sun_path, (int)got);
    write(client, "abc", 3);
    char buffer[100];
    NUM(read(other, buffer, 100));
    struct ucred cred;
    got = sizeof cred;
    getsockopt(client, SOL_SOCKET, SO_PEERCRED, &cred, &got);
    printf(" cred %d", cred.pid == getpid());
    fcntl(listener, F_SETFL, O_NONBLOCK);
    NUM(accept(listener, 0, 0));
    NUM(accept(client, 0, 0));
    int d = socket(AF_UNIX, SOCK_DGRAM, 0);
    SAY(connect(d, (void *)&address, length));
    close(listener);
    close(client);
    client = socket(AF_UNIX, SOCK_STREAM, 0);
    SAY(connect(client, (void *)&address, length));
    unlink("s.sock");
    SAY(connect(client, (void *)&address, length));
    NUM(read(client, buffer, 10));
    NUM(write(client, buffer, 10));
    printf("\n");
    close(client);
    close(other);

    length = name(&address, "hidden", 1);
    listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    client = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    printf("abstract:");
    SAY(bind(listener, (void *)&address, length));
    SAY(bind(d, (void *)&address, length));
    SAY(listen(listener, 5));
    SAY(connect(client, (void *)&address, length));
    got = sizeof peer;
    getpeername(client, (void *)&peer, &got);
    printf(" %d %s", (int)got, peer.sun_path + 1);
    close(listener);
    NUM(read(client, buffer, 1));
    close(client);
    got = sizeof peer;
    address.sun_family = AF_UNIX;
    SAY(bind(d, (void *)&address, 2));
    getsockname(d, (void *)&peer, &got);
    printf(" automatic %d %d\n", (int)got, peer.sun_path[0]);
    close(d);

    int a = socket(AF_UNIX, SOCK_DGRAM, 0), b = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    length = name(&address, "dgram-a", 1);
    bind(a, (void *)&address, length);
    printf("datagrams:");
    NUM(sendto(b, "nameless", 8, 0, (void *)&address, length));
    struct sockaddr_un own;
    socklen_t own_length = name(&own, "dgram-b", 1);
    bind(b, (void *)&own, own_length);
    NUM(sendto(b, "named", 5, 0, (void *)&address, length));
    NUM(send(b, "x", 1, 0));
    for (int i = 0; i < 2; i++) {
        got = sizeof peer;
        NUM(recvfrom(a, buffer, 100, 0, (void *)&peer, &got));
        printf(" from %d", (int)got);
    }
    NUM(sendto(a, "back", 4, 0, (void *)&own, own_length));
    NUM(recv(b, buffer, 2, 0));
    SAY(connect(b, (void *)&address, length));
    int sends = 0;
    while (send(b, "x", 1, 0) == 1) sends++;
    printf(" sends %d %s %x", sends, strerrorname_np(errno), ready(b));
    recv(a, buffer, 1, 0);
    printf(" %x", ready(b));
    close(a);
    NUM(send(b, "x", 1, 0));
    NUM(send(b, "x", 1, 0));
    close(b);
    printf("\n");
}

static void interrupted(void)
{
    int ends[2];
    char byte;
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    struct timeval time = { 0, 20000 };
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    printf("times:");
    NUM(read(ends[0], &byte, 1));
    time.tv_usec = 0;
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    time.tv_usec = 20000;
    setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
    char *block = calloc(1, 1 << 20);
    printf(" part %d", send(ends[0], block, 1 << 20, 0) < 1 << 20);
    NUM(send(ends[0], block, 1 << 20, 0));
    socklen_t length = sizeof time;
    getsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &time, &length);
    printf(" %ld.%06ld %d", (long)time.tv_sec, (long)time.tv_usec, (int)length);
    pid_t parent = getpid();
    struct sigaction action = { .sa_handler = handler };
    for (int restart = 0; restart < 2; restart++) {
        action.sa_flags = restart ? SA_RESTART : 0;
        sigaction(SIGUSR1, &action, 0);
        if (fork() == 0) {
            struct timespec nap = { 0, 20000000 };
            nanosleep(&nap, 0);
            kill(parent, SIGUSR1);
            nanosleep(&nap, 0);
            write(ends[1], "q", 1);
            _exit(0);
        }
        caught = 0;
        NUM(recv(ends[0], &byte, 1, 0));
        printf(" %d", caught);
        wait(0);
        if (!restart) read(ends[0], &byte, 1);
    }
    printf("\n");
    free(block);
    close(ends[0]);
    close(ends[1]);
}

static void tcp(int family)
{
    union { struct sockaddr_in four; struct sockaddr_in6 six; struct sockaddr any; } address = { 0 }, peer;
    socklen_t length = family == AF_INET ? sizeof address.four : sizeof address.six, got;
    int listener = socket(family, SOCK_STREAM, 0), client = socket(family, SOCK_STREAM, 0), one = 1;
    char buffer[100], text[100];
    address.any.sa_family = family;
    if (family == AF_INET) address.four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    else address.six.sin6_addr = in6addr_loopback;
    printf("tcp %d: %x %x", family, ready(listener), ready(client));
    SAY(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
    SAY(bind(listener, &address.any, length));
    SAY(listen(listener, 10));
    got = sizeof address;
    getsockname(listener, &address.any, &got);
    printf(" %d port %d", (int)got, ntohs(address.four.sin_port) >= 1024);
    NUM(recv(client, buffer, 1, 0));
    NUM(send(client, buffer, 1, MSG_NOSIGNAL));
    SAY(getpeername(client, &peer.any, &got));
    SAY(connect(client, &address.any, length));
    struct pollfd wish = { listener, POLLIN };
    poll(&wish, 1, -1);
    int server = accept4(listener, &peer.any, &got, SOCK_NONBLOCK);
    printf(" from %s", inet_ntop(family, family == AF_INET ? (void *)&peer.four.sin_addr : (void *)&peer.six.sin6_addr, text, sizeof text));
    union { struct sockaddr_in four; struct sockaddr_in6 six; struct sockaddr any; } own;
    got = sizeof own;
    getsockname(client, &own.any, &got);
    printf(" same %d", own.four.sin_port == peer.four.sin_port);
    SAY(connect(client, &address.any, length));
    NUM(read(server, buffer, 1));
    printf(" %d %d", option(client, IPPROTO_TCP, TCP_NODELAY), option(client, SOL_SOCKET, SO_KEEPALIVE));
    SAY(setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one));
    printf(" %d %d\n", option(client, IPPROTO_TCP, TCP_NODELAY), option(client, IPPROTO_TCP, 999));
    NUM(write(client, "GET /", 5));
    wish.fd = server;
    poll(&wish, 1, -1);
    NUM(recv(server, buffer, 100, MSG_PEEK));
    NUM(read(server, buffer, 100));
    NUM(send(server, "200 OK", 6, 0));
    shutdown(server, SHUT_WR);
    NUM(recv(client, buffer, 100, MSG_WAITALL));
    NUM(read(client, buffer, 1));
    printf(" %x", ready(client));
    close(server);
    close(client);
    close(listener);
    client = socket(family, SOCK_STREAM, 0);
    SAY(connect(client, &address.any, length));
    close(client);
    client = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    SAY(connect(client, &address.any, length));
    wish.fd = client;
    wish.events = POLLOUT;
    poll(&wish, 1, -1);
    printf(" %x %d %d", wish.revents, option(client, SOL_SOCKET, SO_ERROR), option(client, SOL_SOCKET, SO_ERROR));
    close(client);
    listener = socket(family, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    SAY(bind(listener, &address.any, length));
    SAY(listen(listener, 3));
    int second = socket(family, SOCK_STREAM, 0);
    SAY(bind(second, &address.any, length));
    close(second);
    client = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    SAY(connect(client, &address.any, length));
    wish.fd = client;
    poll(&wish, 1, -1);
    printf(" %x %d", wish.revents, option(client, SOL_SOCKET, SO_ERROR));
    server = accept(listener, 0, 0);
    close(client);
    wish.fd = server;
    wish.events = POLLIN | POLLRDHUP;
    poll(&wish, 1, -1);
    printf(" %x", wish.revents);
    NUM(read(server, buffer, 10));
    NUM(send(server, "x", 1, MSG_NOSIGNAL));
    wish.events = POLLIN;
    struct timespec nap = { 0, 5000000 };
    nanosleep(&nap, 0);
    NUM(send(server, "x", 1, MSG_NOSIGNAL));
    printf("\n");
    close(server);
    close(listener);
}

static void udp(void)
{
    struct sockaddr_in address = { AF_INET, 0, { htonl(INADDR_LOOPBACK) } }, from;
    socklen_t length = sizeof address, got = sizeof from;
    int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0);
    char buffer[100];
    printf("udp: %x", ready(a));
    SAY(bind(a, (void *)&address, length));
    getsockname(a, (void *)&address, &length);
    NUM(sendto(b, "hello", 5, 0, (void *)&address, length));
    NUM(sendto(b, "", 0, 0, (void *)&address, length));
    NUM(send(b, "x", 1, 0));
    NUM(recvfrom(a, buffer, 3, MSG_TRUNC, (void *)&from, &got));
    printf(" %d %x", (int)got, ntohl(from.sin_addr.s_addr));
    NUM(recvfrom(a, buffer, 100, 0, (void *)&from, &got));
    SAY(connect(b, (void *)&address, length));
    SAY(connect(a, (void *)&from, got));
    NUM(send(a, "back", 4, 0));
    NUM(recv(b, buffer, 100, 0));
    close(a);
    NUM(send(b, "x", 1, 0));
    NUM(send(b, "x", 1, 0));
    static char block[70000];
    NUM(send(b, block, 70000, 0));
    struct mmsghdr many[3] = { 0 };
    struct iovec vectors[3] = { { "one", 3 }, { "second", 6 }, { "third", 5 } };
    a = socket(AF_INET, SOCK_DGRAM, 0);
    SAY(bind(a, (void *)&address, length));
    for (int i = 0; i < 3; i++) many[i].msg_hdr = (struct msghdr){ .msg_iov = &vectors[i], .msg_iovlen = 1 };
    NUM(sendmmsg(b, many, 3, 0));
    printf(" %d %d", many[1].msg_len, many[2].msg_len);
    char places[3][4];
    for (int i = 0; i < 3; i++) { vectors[i].iov_base = places[i]; vectors[i].iov_len = 4; many[i].msg_hdr.msg_flags = 0; }
    NUM(recvmmsg(a, many, 3, MSG_WAITFORONE, 0));
    printf(" %d %d %x %x\n", many[0].msg_len, many[1].msg_len, many[0].msg_hdr.msg_flags, many[1].msg_hdr.msg_flags);
    close(a);
    close(b);
}

static void server(void)
{
    /* Several clients at once, with epoll on the server's side. */
    struct sockaddr_in address = { AF_INET, 0, { htonl(INADDR_ANY) } };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), set = epoll_create1(0), over = 0, echoed = 0;
    bind(listener, (void *)&address, length);
    listen(listener, 64);
    getsockname(listener, (void *)&address, &length);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int i = 0; i < 8; i++) {
        if (fork() == 0) {
            int client = socket(AF_INET, SOCK_STREAM, 0), sum = 0;
            if (connect(client, (void *)&address, length)) _exit(99);
            for (int j = 0; j < 20; j++) {
                unsigned char byte = i + j, back = 0;
                write(client, &byte, 1);
                read(client, &back, 1);
                sum += back == byte;
            }
            _exit(sum);
        }
    }
    struct epoll_event event = { EPOLLIN, { .fd = listener } };
    epoll_ctl(set, EPOLL_CTL_ADD, listener, &event);
    while (over < 8) {
        struct epoll_event events[4];
        int count = epoll_wait(set, events, 4, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            char buffer[64];
            if (fd == listener) {
                int client;
                while ((client = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0) {
                    event.events = EPOLLIN | EPOLLET;
                    event.data.fd = client;
                    epoll_ctl(set, EPOLL_CTL_ADD, client, &event);
                }
                continue;
            }
            for (;;) {
                long got = read(fd, buffer, sizeof buffer);
                if (got > 0) { write(fd, buffer, got); echoed += got; continue; }
                if (got == 0) { close(fd); over++; }
                break;
            }
        }
    }
    int status, right = 0;
    while (wait(&status) > 0) right += WEXITSTATUS(status) == 20;
    printf("server %d %d\n", echoed, right);
}

static void errors(void)
{
    struct sockaddr_in address = { AF_INET, htons(9), { htonl(0x01020304) } };
    printf("errors:");
    SAY(socket(99, SOCK_STREAM, 0));
    SAY(socket(AF_INET, SOCK_STREAM, 17));
    SAY(socket(AF_INET, 77, 0));
    SAY(socket(AF_UNIX, SOCK_RAW + 1, 0));
    SAY(socket(AF_UNIX, SOCK_STREAM, 5));
    int tcp_socket = socket(AF_INET, SOCK_STREAM, 0), pair[2];
    SAY(bind(tcp_socket, (void *)&address, sizeof address));
    SAY(bind(tcp_socket, (void *)&address, 3));
    SAY(connect(tcp_socket, (void *)&address, 3));
    SAY(socketpair(AF_INET, SOCK_STREAM, 0, pair));
    SAY(listen(0, 1));
    SAY(listen(99, 1));
    SAY(accept(tcp_socket, 0, 0));
    SAY(send(0, "x", 1, 0));
    SAY(shutdown(tcp_socket, 1));
    SAY(shutdown(tcp_socket, 7));
    SAY(setsockopt(tcp_socket, SOL_SOCKET, 9999, pair, 4));
    SAY(setsockopt(tcp_socket, SOL_SOCKET, SO_KEEPALIVE, pair, 2));
    SAY(socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)8));
    int fd = dup(0);
    printf(" next %d\n", fd - tcp_socket);
}

int main(void)
{
    setvbuf(stdout, 0, _IONBF, 0);
    struct sigaction action = { .sa_handler = handler };
    sigaction(SIGPIPE, &action, 0);
    pairs(SOCK_STREAM, "stream");
    pairs(SOCK_DGRAM, "datagram");
    pairs(SOCK_SEQPACKET, "sequenced");
    big();
    files(SOCK_STREAM);
    files(SOCK_DGRAM);
    files(SOCK_SEQPACKET);
    names();
    interrupted();
    tcp(AF_INET);
    tcp(AF_INET6);
    udp();
    server();
    errors();
    return 0;
}
