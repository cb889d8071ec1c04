#pragma once
// Wrappers of the Linux calls by which a process drops rights: prctl(2) and syscall(2) are variadic and the macros of a filter
// are no constants, so Swift cannot use them directly. Each returns what the kernel returns: -1 and errno when it refuses. Below them, two
// that pass descriptors to another process, which need macros as well.
// malloc.h, which the standard modules lack, serves to measure memory.
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

// linux/landlock.h describes the version of the kernel it was packaged with; these two structures are the kernel's stable
// interface as of version 6 of Landlock. Older kernels accept the shorter forms, by their size.
struct linux_landlock_ruleset {
  uint64_t handled_fs;
  uint64_t handled_net;
  uint64_t scoped;
};

struct linux_landlock_path {
  uint64_t allowed;
  int32_t parent_fd;
} __attribute__((packed));

#define LINUX_LANDLOCK_VERSION 1U
#define LINUX_LANDLOCK_RULE_PATH 1

// Calls fork(2), which Swift does not offer: allowed only while the process has one thread.
static inline int linux_fork(void) { return (int)fork(); }

// Opens a file or folder only as a reference, which needs no access rights (O_PATH, which glibc hides without _GNU_SOURCE).
static inline int linux_open_name(const char *path) { return open(path, 010000000 | O_CLOEXEC); }

// Returns the version of Landlock, from 1; -1 when the kernel has none (ENOSYS) or it is disabled (EOPNOTSUPP).
static inline int linux_landlock_abi(void) {
#ifdef SYS_landlock_create_ruleset
  return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LINUX_LANDLOCK_VERSION);
#else
  errno = ENOSYS;
  return -1;
#endif
}

// Creates a ruleset and returns its file descriptor.
static inline int linux_landlock_create(const struct linux_landlock_ruleset *ruleset, size_t size) {
#ifdef SYS_landlock_create_ruleset
  return (int)syscall(SYS_landlock_create_ruleset, ruleset, size, 0);
#else
  errno = ENOSYS;
  return -1;
#endif
}

// Allows the rights `allowed` at and beneath the path that `parent_fd` is open on.
static inline int linux_landlock_allow(int ruleset_fd, int parent_fd, uint64_t allowed) {
#ifdef SYS_landlock_add_rule
  struct linux_landlock_path rule = { allowed, parent_fd };
  return (int)syscall(SYS_landlock_add_rule, ruleset_fd, LINUX_LANDLOCK_RULE_PATH, &rule, 0);
#else
  errno = ENOSYS;
  return -1;
#endif
}

// Applies the ruleset to the calling thread, and the threads it starts from now on.
static inline int linux_landlock_restrict(int ruleset_fd) {
#ifdef SYS_landlock_restrict_self
  return (int)syscall(SYS_landlock_restrict_self, ruleset_fd, 0);
#else
  errno = ENOSYS;
  return -1;
#endif
}

static inline int linux_set_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// Returns 1 when the calling thread and its children can gain no privileges by execve any more.
static inline int linux_no_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); }

// Returns 0 without a filter, 2 with one; -1 when the kernel has no seccomp.
static inline int linux_seccomp_mode(void) { return prctl(PR_GET_SECCOMP, 0, 0, 0, 0); }

#if defined(__x86_64__)
#define LINUX_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define LINUX_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif

// Installs a seccomp filter that refuses with EPERM, in every thread of the process:
// - running a program: execve, execveat;
// - accessing the network or a local service: a socket other than a local one, connect, bind, and sending to an address. sendto
//   is refused with an address or with MSG_FASTOPEN; sendmsg and sendmmsg always, since a filter cannot see the address in their
//   structure. A local socket that was connected before can still be written to;
// - io_uring, whose requests no filter sees.
// All calls of another architecture or of the x32 one are refused, since their numbers have other meanings. Returns -1 and ENOSYS
// on a processor without a filter here.
static inline int linux_refuse_programs_and_network(void) {
#ifdef LINUX_AUDIT_ARCH
  enum { SOCKET = 14, SENDTO = 16, REFUSE = 22, ALLOW = 23 };  // positions in the filter below
#define LINUX_TO(target, from) (uint8_t)((target) - (from)-1)
#define LINUX_REFUSE(number, from) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, LINUX_TO(REFUSE, from), 0)
#define LINUX_ARGUMENT(index) (offsetof(struct seccomp_data, args) + 8 * (index))  // its low half: both processors are little-endian
  struct sock_filter filter[] = {
    /* 0 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    /* 1 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, LINUX_AUDIT_ARCH, 0, LINUX_TO(REFUSE, 1)),
    /* 2 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    /* 3 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, LINUX_TO(REFUSE, 3), 0),
    /* 4 */ LINUX_REFUSE(__NR_execve, 4),
    /* 5 */ LINUX_REFUSE(__NR_execveat, 5),
    /* 6 */ LINUX_REFUSE(__NR_io_uring_setup, 6),
    /* 7 */ LINUX_REFUSE(__NR_connect, 7),
    /* 8 */ LINUX_REFUSE(__NR_bind, 8),
    /* 9 */ LINUX_REFUSE(__NR_sendmsg, 9),
    /* 10 */ LINUX_REFUSE(__NR_sendmmsg, 10),
    /* 11 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, LINUX_TO(SOCKET, 11), 0),
    /* 12 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_sendto, LINUX_TO(SENDTO, 12), 0),
    /* 13 */ BPF_STMT(BPF_JMP | BPF_JA, LINUX_TO(ALLOW, 13)),
    /* 14 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LINUX_ARGUMENT(0)),
    /* 15 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, LINUX_TO(ALLOW, 15), LINUX_TO(REFUSE, 15)),
    /* 16 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LINUX_ARGUMENT(3)),
    /* 17 */ BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MSG_FASTOPEN, LINUX_TO(REFUSE, 17), 0),
    /* 18 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LINUX_ARGUMENT(4)),
    /* 19 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, LINUX_TO(REFUSE, 19)),
    /* 20 */ BPF_STMT(BPF_LD | BPF_W | BPF_ABS, LINUX_ARGUMENT(4) + 4),
    /* 21 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, LINUX_TO(ALLOW, 21), 0),
    /* 22 */ BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA)),
    /* 23 */ BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
#undef LINUX_ARGUMENT
#undef LINUX_REFUSE
#undef LINUX_TO
  struct sock_fprog program = { sizeof filter / sizeof filter[0], filter };
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
#else
  errno = ENOSYS;
  return -1;
#endif
}

// Upper bound of the descriptors in one message (SCM_MAX_FD is 253).
#define LINUX_DESCRIPTORS_MAX 64

// Sends up to LINUX_DESCRIPTORS_MAX descriptors over a local socket (SCM_RIGHTS, unix(7)), with one byte. Returns 1, or -1 and errno.
static inline long linux_send_descriptors(int socket, const int *descriptors, size_t count) {
  union { struct cmsghdr header; char bytes[CMSG_SPACE(sizeof(int) * LINUX_DESCRIPTORS_MAX)]; } control = { 0 };
  char byte = 0;
  struct iovec part = { &byte, 1 };
  struct msghdr message = { 0 };
  if (count == 0 || count > LINUX_DESCRIPTORS_MAX) {
    errno = EINVAL;
    return -1;
  }
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int) * count);
  memcpy(CMSG_DATA(header), descriptors, sizeof(int) * count);
  return sendmsg(socket, &message, MSG_NOSIGNAL);
}

// Receives descriptors that were sent so; they are closed at execve. Returns their number, 0 at the end of the stream or for a message
// without descriptors, or -1 and errno. `descriptors` has room for LINUX_DESCRIPTORS_MAX.
static inline long linux_receive_descriptors(int socket, int *descriptors) {
  union { struct cmsghdr header; char bytes[CMSG_SPACE(sizeof(int) * LINUX_DESCRIPTORS_MAX)]; } control = { 0 };
  char byte = 0;
  struct iovec part = { &byte, 1 };
  struct msghdr message = { 0 };
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  ssize_t count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (count <= 0) return count;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) return 0;
  size_t bytes = header->cmsg_len - CMSG_LEN(0);
  memcpy(descriptors, CMSG_DATA(header), bytes);
  return (long)(bytes / sizeof(int));
}

// Calls sendmmsg(2) with one empty message, which glibc hides without _GNU_SOURCE.
static inline long linux_send_messages(int descriptor, int flags) {
  struct { struct msghdr header; unsigned int length; } message = { 0 };
  return syscall(SYS_sendmmsg, descriptor, &message, 1, flags);
}
