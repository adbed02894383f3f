"""System call numbers of the two architectures that Licet supports on Linux.

Source: Linux 6.18, arch/x86/entry/syscalls/syscall_64.tbl and scripts/syscall.tbl (arm64). A name that an
architecture lacks (arm64 has no ``poll``) is absent from its table and cannot be called there.
"""

import platform
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Architecture:
    """An audit architecture (linux/audit.h) with its numbers."""

    audit: int
    numbers: dict[str, int]


X86_64 = Architecture(
    0xC000003E,
    {
        "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10,
        "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "pread64": 17,
        "pwrite64": 18, "readv": 19, "writev": 20, "sched_yield": 24, "mremap": 25, "madvise": 28,
        "nanosleep": 35, "getpid": 39, "clone": 56, "exit": 60, "fcntl": 72, "fsync": 74, "fdatasync": 75,
        "ftruncate": 77, "getrusage": 98, "sigaltstack": 131, "prctl": 157, "gettid": 186, "futex": 202,
        "sched_getaffinity": 204, "restart_syscall": 219, "clock_gettime": 228, "clock_nanosleep": 230,
        "exit_group": 231, "openat": 257, "newfstatat": 262, "set_robust_list": 273, "fallocate": 285,
        "getrandom": 318, "membarrier": 324, "rseq": 334, "clone3": 435, "getdents64": 217,
        "open": 2, "stat": 4, "lstat": 6, "ioctl": 16, "access": 21, "msync": 26, "dup": 32, "uname": 63,
        "readlink": 89, "sysinfo": 99, "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110,
        "mlock": 149, "munlock": 150, "sched_setaffinity": 203, "clock_getres": 229, "mbind": 237,
        "set_mempolicy": 238, "get_mempolicy": 239, "readlinkat": 267, "faccessat": 269, "ppoll": 271,
        "eventfd2": 290, "pipe2": 293, "memfd_create": 319, "statx": 332,
    },
)  # fmt: skip

AARCH64 = Architecture(
    0xC00000B7,
    {
        "fcntl": 25, "ftruncate": 46, "fallocate": 47, "openat": 56, "close": 57, "getdents64": 61, "lseek": 62,
        "read": 63, "write": 64, "readv": 65, "writev": 66, "pread64": 67, "pwrite64": 68, "ppoll": 73,
        "newfstatat": 79, "fstat": 80, "fsync": 82, "fdatasync": 83, "exit": 93, "exit_group": 94, "futex": 98,
        "set_robust_list": 99, "nanosleep": 101, "clock_gettime": 113, "clock_nanosleep": 115,
        "sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128, "sigaltstack": 132,
        "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "getrusage": 165, "prctl": 167,
        "getpid": 172, "gettid": 178, "brk": 214, "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222,
        "mprotect": 226, "madvise": 233, "getrandom": 278, "membarrier": 283, "rseq": 293, "clone3": 435,
        "eventfd2": 19, "dup": 23, "ioctl": 29, "faccessat": 48, "pipe2": 59, "readlinkat": 78, "clock_getres": 114,
        "sched_setaffinity": 122, "uname": 160, "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176,
        "getegid": 177, "sysinfo": 179, "msync": 227, "mlock": 228, "munlock": 229, "mbind": 235, "get_mempolicy": 236,
        "set_mempolicy": 237, "memfd_create": 279, "statx": 291,
    },
)  # fmt: skip

_MACHINES = {"x86_64": X86_64, "amd64": X86_64, "aarch64": AARCH64, "arm64": AARCH64}


def this_architecture() -> Architecture | None:
    """The table of this machine, or None where Licet has none (then there is no seccomp filter)."""
    return _MACHINES.get(platform.machine().lower())
