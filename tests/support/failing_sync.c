/* Preloaded into a process: while the file $FAILING_SYNC is there, no file whose name ends in the text that it holds
   can be brought to disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(int fd) {
    char link[64], file[PATH_MAX] = "", ending[256] = "";
    const char *flag = getenv("FAILING_SYNC");
    int in = flag == NULL ? -1 : open(flag, O_RDONLY | O_CLOEXEC);
    if (in < 0) return 0;
    ssize_t wanted = read(in, ending, sizeof ending - 1);
    close(in);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, file, sizeof file - 1);
    return wanted >= 0 && length >= wanted && strcmp(file + length - wanted, ending) == 0;
}

#define FAILING(call)                                                              \
    int call(int fd) {                                                             \
        static int (*real)(int);                                                   \
        if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, #call);            \
        if (fails(fd)) {                                                           \
            errno = EIO;                                                           \
            return -1;                                                             \
        }                                                                          \
        return real(fd);                                                           \
    }

FAILING(fsync)
FAILING(fdatasync)
