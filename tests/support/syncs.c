/* Preloaded into a process: writes a line with call and file to $SYNCS_LOG for every call that waits for the disk,
   and for every write to standard output, so that one can see what was on disk before it was answered. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ssize_t (*real_write)(int, const void *, size_t);

static ssize_t plain_write(int fd, const void *bytes, size_t count) {
    if (real_write == NULL) real_write = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return real_write(fd, bytes, count);
}

static void note(const char *call, int fd) {
    char link[64], file[PATH_MAX] = "?", line[PATH_MAX + 64];
    const char *log = getenv("SYNCS_LOG");
    if (log == NULL) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, file, sizeof file - 1);
    if (length >= 0) file[length] = '\0';
    int n = snprintf(line, sizeof line, "%s %s\n", call, file);
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (out < 0 || plain_write(out, line, n) != n) abort();
    close(out);
}

#define COUNTED(call)                                                              \
    int call(int fd) {                                                             \
        static int (*real)(int);                                                   \
        if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, #call);            \
        note(#call, fd);                                                           \
        return real(fd);                                                           \
    }

COUNTED(fsync)
COUNTED(fdatasync)
COUNTED(syncfs)

ssize_t write(int fd, const void *bytes, size_t count) {
    if (fd == STDOUT_FILENO) note("write", fd);
    return plain_write(fd, bytes, count);
}

void sync(void) {
    static void (*real)(void);
    if (real == NULL) real = (void (*)(void))dlsym(RTLD_NEXT, "sync");
    note("sync", -1);
    real();
}
