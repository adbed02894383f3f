"""A seccomp-BPF allowlist, assembled here and loaded by ctypes; everything unnamed answers EPERM.

Format: Linux Documentation/userspace-api/seccomp_filter.rst. Arguments are compared by their low 32 bits: each
argument that is looked at is an int, or has its flags there.
"""

import ctypes
import errno
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from desktop.sandbox.libc import libc
from desktop.sandbox.syscalls import Architecture, this_architecture

_LOAD, _JUMP_EQUAL, _JUMP_GREATER_OR_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_X32_BIT = 0x40000000  # the x32 numbers of x86-64: a second table, refused whole

_SYS_SECCOMP = {0xC000003E: 317, 0xC00000B7: 277}
_SET_MODE_FILTER, _FLAG_TSYNC = 1, 1

_PROT_EXEC = 4
_CLONE_THREAD = 0x00010000
_CLONE_NEW_NAMESPACES = 0x7E020080
_F_DUPFD_CLOEXEC, _F_ADD_SEALS, _F_GET_SEALS, _F_GETFD, _F_GETFL = 1030, 1033, 1034, 1, 3
_PR_SET_NAME = 15


@dataclass(frozen=True, slots=True)
class Allow:
    """The call is allowed with any arguments."""


@dataclass(frozen=True, slots=True)
class AllowBits:
    """Allowed where the argument has every bit of ``required`` and none of ``refused``."""

    argument: int
    required: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class AllowValues:
    """Allowed where the argument is one of these values."""

    argument: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Not done; the caller gets this errno."""

    code: int


Rule: TypeAlias = Allow | AllowBits | AllowValues | Answer
_Instruction: TypeAlias = tuple[int, int, int, int]

_ANYTHING = Allow()

# What a Python process with numpy and onnxruntime needs once everything is imported (traced, then cut down):
# memory, threads, clocks, and the descriptors that it already has.
_RUNNING: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "read", "write", "close", "fstat", "lseek", "ftruncate", "munmap", "mremap", "madvise", "brk",
            "futex", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
            "clock_gettime", "clock_nanosleep", "nanosleep", "sched_yield", "sched_getaffinity", "getpid", "gettid",
            "rseq", "set_robust_list", "getrandom", "exit", "exit_group",
        ),
        _ANYTHING,
    ),
    "mmap": AllowBits(2, refused=_PROT_EXEC),
    "mprotect": AllowBits(2, refused=_PROT_EXEC),
    # clone3 hides its flags behind a pointer: allowing it would allow fork. With ENOSYS glibc falls back to clone.
    "clone3": Answer(errno.ENOSYS),
    "clone": AllowBits(0, required=_CLONE_THREAD, refused=_CLONE_NEW_NAMESPACES),
    "fcntl": AllowValues(1, (_F_DUPFD_CLOEXEC, _F_GETFD, _F_GETFL, _F_ADD_SEALS, _F_GET_SEALS)),
    "prctl": AllowValues(0, (_PR_SET_NAME,)),
}  # fmt: skip

# Landlock decides which paths; seccomp cannot read them.
_FILES: dict[str, Rule] = dict.fromkeys(
    (
        "openat",
        "newfstatat",
        "getdents64",
        "pread64",
        "pwrite64",
        "readv",
        "writev",
        "fsync",
        "fdatasync",
        "fallocate",
    ),
    _ANYTHING,
)

# What libcuda and the ROCm runtime call while they work, from their public sources and traces of others
# (NVIDIA/open-gpu-kernel-modules, gVisor's nvproxy): ioctl is the driver's whole interface, and its compiler makes code
# at run time. Never run on a GPU of ours; docs/threat-model.md says so.
_DRIVER: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "ioctl", "mmap", "mprotect", "poll", "ppoll", "eventfd2", "pipe2", "dup", "access", "faccessat", "readlink",
            "readlinkat", "stat", "lstat", "statx", "open", "uname", "sysinfo", "getuid", "geteuid", "getgid", "getegid",
            "getppid", "getrusage", "memfd_create", "mlock", "munlock", "mbind", "get_mempolicy", "set_mempolicy",
            "sched_setaffinity", "membarrier", "msync", "clock_getres",
        ),
        _ANYTHING,
    ),
    "fcntl": _ANYTHING,
}  # fmt: skip

RULES: Mapping[str, Mapping[str, Rule]] = {
    "worker": _RUNNING,
    "worker-gpu": {**_RUNNING, **_FILES, **_DRIVER},
    "sealer": {**_RUNNING, **_FILES},
    "vault": {name: rule for name, rule in _RUNNING.items() if name != "ftruncate"},
}


def assemble(rules: Mapping[str, Rule], architecture: Architecture) -> bytes:
    """The filter program for one architecture, as an array of ``struct sock_filter``."""
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 1, 0, architecture.audit),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_GREATER_OR_EQUAL, 0, 1, _X32_BIT),
        (_RETURN, 0, 0, _KILL_PROCESS),
    ]
    for name, rule in rules.items():
        number = architecture.numbers.get(name)
        if number is not None:
            body = list(_body(rule))
            program += [(_JUMP_EQUAL, 0, len(body), number), *body]
    program.append((_RETURN, 0, 0, _ERRNO | errno.EPERM))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _body(rule: Rule) -> Iterable[_Instruction]:
    """The instructions that decide about one call; each path through them returns."""
    refuse = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    allow = (_RETURN, 0, 0, _ALLOW)
    match rule:
        case Allow():
            yield allow
        case Answer(code):
            yield (_RETURN, 0, 0, _ERRNO | code)
        case AllowValues(argument, values):
            yield (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)
            for value in values:
                yield (_JUMP_EQUAL, 0, 1, value)
                yield allow
            yield refuse
        case AllowBits(argument, required, refused):
            yield (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)
            for bit in (1 << place for place in range(32)):
                if required & bit:
                    yield (_JUMP_SET, 1, 0, bit)
                    yield refuse
            if refused:
                yield (_JUMP_SET, 0, 1, refused)
                yield refuse
            yield allow


def install(profile: str) -> bool:
    """Load the profile's filter for every thread of this process; False where the kernel or machine has none.

    Needs no_new_privs. It cannot be undone.
    """
    architecture = this_architecture()
    if architecture is None:
        return False
    program = assemble(RULES[profile], architecture)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    header = Program(len(program) // 8, ctypes.addressof(buffer))
    call = ctypes.c_long(_SYS_SECCOMP[architecture.audit])
    # TSYNC: a filter on one thread only would leave the others free.
    return bool(libc().syscall(call, _SET_MODE_FILTER, _FLAG_TSYNC, ctypes.byref(header)) == 0)
