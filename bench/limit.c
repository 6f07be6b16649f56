/* What the machine can do at most: one thread, one epoll. Whatever a client sends after its handshake goes to all
   others as one WebSocket text frame. It checks nothing, stores nothing and forgets nobody; nobody should run it. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 65536
static int state[MOST], clients[MOST], count;
static const char accepted[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

static void forget(int fd) {
    for (int i = 0; i < count; i++)
        if (clients[i] == fd) { clients[i] = clients[--count]; break; }
    close(fd);
}

int main(int argc, char **argv) {
    int door = socket(AF_INET, SOCK_STREAM, 0), one = 1, poll = epoll_create1(0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[argc - 1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(door, (struct sockaddr *)&address, sizeof address) || listen(door, 4096)) { perror("limit"); return 1; }
    struct epoll_event event = {.events = EPOLLIN, .data.fd = door}, found[256];
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &event);
    static char in[65536], out[65540];
    for (;;) {
        int ready = epoll_wait(poll, found, 256, -1);
        for (int i = 0; i < ready; i++) {
            int fd = found[i].data.fd;
            if (fd == door) {
                int client = accept4(door, 0, 0, SOCK_NONBLOCK);
                if (client < 0 || client >= MOST) continue;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                event.data.fd = client;
                state[client] = 0;
                epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
                continue;
            }
            ssize_t size = recv(fd, in, sizeof in, 0);
            if (size <= 0) { forget(fd); continue; }
            if (!state[fd]) {
                state[fd] = 1;
                clients[count++] = fd;
                send(fd, accepted, sizeof accepted - 1, MSG_NOSIGNAL);
                continue;
            }
            int head = size < 126 ? 2 : 4;
            out[0] = (char)0x81;
            out[1] = size < 126 ? (char)size : 126;
            if (head == 4) { out[2] = (char)(size >> 8); out[3] = (char)size; }
            memcpy(out + head, in, size);
            for (int j = 0; j < count; j++) send(clients[j], out, head + size, MSG_NOSIGNAL);
        }
    }
}
