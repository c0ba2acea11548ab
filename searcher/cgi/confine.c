/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Landlock keeps the process to the folders of the index; a filter of system calls (seccomp) to
 * those that reading and answering need. By the kernel's own interfaces: each start of a CGI
 * program would pay for a library's work of making the same filter again. */
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

/* ---- Landlock: linux/landlock.h, of which Debian 12 has the second version only ---- */

#define LANDLOCK_ABI_QUERY 1u /* LANDLOCK_CREATE_RULESET_VERSION */
#define LANDLOCK_PATH_BENEATH 1
#define FS_READ_FILE (1ull << 2)
#define FS_READ_DIR (1ull << 3)
#define NET_ALL 3ull   /* bind and connect, since 4 */
#define SCOPE_ALL 3ull /* abstract sockets and signals, since 6 */

typedef struct {
    uint64_t fs, net, scope;
} Ruleset;

typedef struct {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed)) PathRule;

/* Every right over files that a version knows. */
static uint64_t rights_of(long abi)
{
    uint64_t rights = (1ull << 13) - 1;
    if (abi >= 2)
        rights |= 1ull << 13; /* refer */
    if (abi >= 3)
        rights |= 1ull << 14; /* truncate */
    if (abi >= 5)
        rights |= 1ull << 15; /* ioctl on devices */
    return rights;
}

static void confine_files(const char *const *dirs)
{
#ifdef __NR_landlock_create_ruleset
    long abi = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_ABI_QUERY);
    if (abi < 1)
        return;
    const Ruleset ruleset = {rights_of(abi), abi >= 4 ? NET_ALL : 0, abi >= 6 ? SCOPE_ALL : 0};
    size_t size = abi >= 6 ? sizeof ruleset : abi >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    int rules = (int)syscall(__NR_landlock_create_ruleset, &ruleset, size, 0);
    if (rules < 0)
        return;
    for (; *dirs; dirs++) {
        PathRule rule = {FS_READ_FILE | FS_READ_DIR, open(*dirs, O_PATH | O_CLOEXEC)};
        if (rule.parent < 0)
            continue;
        syscall(__NR_landlock_add_rule, rules, LANDLOCK_PATH_BENEATH, &rule, 0);
        close(rule.parent);
    }
    syscall(__NR_landlock_restrict_self, rules, 0);
    close(rules);
#else
    (void)dirs;
#endif
}

/* ---- seccomp ---- */

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCH
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW_HALF(n) (offsetof(struct seccomp_data, args) + (n) * sizeof(uint64_t))
#else
#define LOW_HALF(n) (offsetof(struct seccomp_data, args) + (n) * sizeof(uint64_t) + 4)
#endif
#define WRITING                                                                                    \
    (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND) /* O_TMPFILE wants one of the first */

/* Allowed where none of the bits is set in an argument; any, where bits is 0. */
typedef struct {
    uint32_t number, argument, bits;
} Call;

#define ALLOW(name)                                                                                \
    {                                                                                              \
        __NR_##name, 0, 0                                                                          \
    }
#define ALLOW_WITHOUT(name, n, bits)                                                               \
    {                                                                                              \
        __NR_##name, n, bits                                                                       \
    }

static const Call calls[] = {
    /* the index */
    ALLOW(pread64),
    ALLOW(read),
    ALLOW(brk),
    ALLOW_WITHOUT(openat, 2, WRITING),
    ALLOW(close),
    ALLOW(fstat),
    ALLOW(newfstatat),
    ALLOW(statx),
    ALLOW(lseek),
    ALLOW(readv),
    ALLOW(getdents64),
    ALLOW(faccessat),
    ALLOW(readlinkat),
    ALLOW(fcntl),
    ALLOW(fadvise64),
    /* memory, none of it to be run */
    ALLOW_WITHOUT(mmap, 2, PROT_EXEC),
    ALLOW_WITHOUT(mprotect, 2, PROT_EXEC),
    ALLOW(munmap),
    ALLOW(mremap),
    ALLOW(madvise),
    ALLOW(sysinfo), /* how much of it a sort may take */
    /* the answer, to what is open already */
    ALLOW(write),
    ALLOW(writev),
    ALLOW(accept),
    ALLOW(accept4),
    ALLOW(shutdown),
    ALLOW(getpeername),
    ALLOW(getsockname),
    ALLOW(getsockopt),
    ALLOW(setsockopt),
    ALLOW(recvfrom),
    ALLOW(ppoll),
    ALLOW(pselect6),
    /* time and signals */
    ALLOW(clock_gettime),
    ALLOW(clock_nanosleep),
    ALLOW(nanosleep),
    ALLOW(gettimeofday),
    ALLOW(setitimer),
    ALLOW(rt_sigaction),
    ALLOW(rt_sigprocmask),
    ALLOW(rt_sigreturn),
    ALLOW(sigaltstack),
    ALLOW(restart_syscall),
    ALLOW(getpid),
    ALLOW(gettid),
    ALLOW(tgkill),
    ALLOW(futex),
    ALLOW(sched_yield),
    ALLOW(getrandom),
    ALLOW(exit),
    ALLOW(exit_group),
#ifdef __x86_64__
    ALLOW_WITHOUT(open, 1, WRITING),
    ALLOW(stat),
    ALLOW(lstat),
    ALLOW(access),
    ALLOW(readlink),
    ALLOW(poll),
    ALLOW(select),
    ALLOW(time),
#endif
};

#define CALLS (sizeof calls / sizeof *calls)
#define RUN_MAX 3 /* so many are compared one after the other */

/* The answers stand at the end, once each: jumps go there. */
enum { NEXT, TO_ALLOW, TO_DENY, TO_FORBID };

typedef struct {
    struct sock_filter code[8 + CALLS * 5];
    uint8_t yes[8 + CALLS * 5], no[8 + CALLS * 5]; /* answers to jump to */
    unsigned short len;
} Filter;

static void put(Filter *filter, uint16_t code, uint32_t k, uint8_t yes, uint8_t no)
{
    filter->code[filter->len] = (struct sock_filter) {code, 0, 0, k};
    filter->yes[filter->len] = yes;
    filter->no[filter->len++] = no;
}

static void put_call(Filter *filter, const Call *call, bool last)
{
    uint8_t otherwise = last ? TO_DENY : NEXT;
    if (!call->bits) {
        put(filter, BPF_JMP | BPF_JEQ | BPF_K, call->number, TO_ALLOW, otherwise);
        return;
    }
    put(filter, BPF_JMP | BPF_JEQ | BPF_K, call->number, NEXT, otherwise);
    if (!last)
        filter->code[filter->len - 1].jf = 2;
    put(filter, BPF_LD | BPF_W | BPF_ABS, LOW_HALF(call->argument), NEXT, NEXT);
    put(filter, BPF_JMP | BPF_JSET | BPF_K, call->bits, TO_FORBID, TO_ALLOW);
}

/* A tree of comparisons: the kernel walks the filter once for each number that it knows when it is
 * set, and a list of sixty costs it twice as much. */
static void put_tree(Filter *filter, const Call *from, size_t n)
{
    if (n <= RUN_MAX) {
        for (size_t i = 0; i < n; i++)
            put_call(filter, &from[i], i + 1 == n);
        return;
    }
    unsigned short split = filter->len;
    put(filter, BPF_JMP | BPF_JGE | BPF_K, from[n / 2].number, NEXT, NEXT);
    put_tree(filter, from + n / 2, n - n / 2);
    filter->code[split].jf = (uint8_t)(filter->len - split - 1);
    put_tree(filter, from, n / 2);
}

static void put_answers(Filter *filter)
{
    unsigned short end = filter->len;
    for (unsigned short i = 0; i < end; i++) {
        struct sock_filter *code = &filter->code[i];
        if (filter->yes[i] != NEXT)
            code->jt = (uint8_t)(end - i - 1 + filter->yes[i] - TO_ALLOW);
        if (filter->no[i] != NEXT)
            code->jf = (uint8_t)(end - i - 1 + filter->no[i] - TO_ALLOW);
    }
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW, NEXT, NEXT);
    /* as on a kernel that has no such call: the C library then does without */
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS, NEXT, NEXT);
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES, NEXT, NEXT);
}

/* Jumps reach over 255 at most. */
_Static_assert(CALLS * 3 < UINT8_MAX, "a filter of more calls needs longer jumps");

static int by_number(const void *a, const void *b)
{
    const Call *left = a, *right = b;
    return (left->number > right->number) - (left->number < right->number);
}

static void confine_calls(void)
{
    Call sorted[CALLS];
    Filter filter = {.len = 0};
    memcpy(sorted, calls, sizeof calls);
    qsort(sorted, CALLS, sizeof *sorted, by_number);
    put(&filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch), NEXT, NEXT);
    put(&filter, BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, NEXT, NEXT);
    filter.code[filter.len - 1].jt = 1;
    put(&filter, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, NEXT, NEXT);
    put(&filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr), NEXT, NEXT);
    put_tree(&filter, sorted, CALLS);
    put_answers(&filter);
    const struct sock_fprog program = {filter.len, filter.code};
    /* without the brakes that some kernels put on a filtered process; not every kernel knows that
     */
    if (syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) !=
        0)
        syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}
#else
static void confine_calls(void)
{
}
#endif

void ng_confine(const char *const *dirs)
{
#ifdef SANITIZED
    (void)dirs;
    (void)confine_files;
    (void)confine_calls;
#else
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    confine_files(dirs);
    confine_calls();
#endif
}
