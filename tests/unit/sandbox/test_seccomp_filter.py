"""The filter program itself, interpreted here for both architectures (the other one cannot be run)."""

import errno
import json
import struct
from pathlib import Path

import pytest

from desktop.sandbox.seccomp import RULES, assemble
from desktop.sandbox.syscalls import AARCH64, X86_64, Architecture

ALLOW, KILL = 0x7FFF0000, 0x80000000
DENY = 0x00050000 | errno.EPERM
MASK = 0xFFFFFFFF
BOTH = pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86-64", "arm64"])
# Every call of the two architectures: tests/data/vectors/SOURCES.md.
TABLES = json.loads((Path(__file__).resolve().parents[2] / "data" / "vectors" / "syscalls.json").read_text())
OFFICIAL: dict[int, dict[str, int]] = {X86_64.audit: TABLES["x86-64"], AARCH64.audit: TABLES["arm64"]}
FOREIGN = {
    "i386": 0x40000003, "arm": 0x40000028, "x86-64": X86_64.audit, "arm64": AARCH64.audit, "riscv64": 0xC00000F3,
    "big-endian arm64": 0x800000B7, "none": 0,
}  # fmt: skip
# What no confined process may do, whichever it is: by name, so that a wrong number cannot hide it.
_NEVER = """
    socket connect bind listen accept accept4 sendto sendmsg sendmmsg recvmsg socketpair execve execveat fork vfork
    ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd pidfd_send_signal kill tkill tgkill
    rt_sigqueueinfo rt_tgsigqueueinfo io_uring_setup io_uring_enter io_uring_register userfaultfd bpf perf_event_open
    keyctl add_key request_key mount umount2 pivot_root chroot unshare setns setuid setgid setresuid setgroups capset
    prlimit64 setrlimit seccomp landlock_create_ruleset landlock_restrict_self init_module finit_module kexec_load
    unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat mkdir mkdirat mknod mknodat chmod fchmod
    fchmodat chown fchownat truncate setxattr removexattr openat2 open_by_handle_at name_to_handle_at open_tree
    move_mount fsopen fanotify_init inotify_init1 quotactl reboot swapon settimeofday clock_settime shmget msgget semget
    mq_open modify_ldt iopl ioperm syslog personality acct nfsservctl migrate_pages move_pages kcmp
    pkey_mprotect remap_file_pages vmsplice splice tee sendfile copy_file_range memfd_secret
"""
NEVER = _NEVER.split()


def decide(program: bytes, audit: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """Run the classic BPF program over one call; the value it returns to the kernel."""
    data = struct.pack("=IIQ6Q", number, audit, 0, *(arguments + (0,) * 6)[:6])
    code = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at, accumulator = 0, 0
    while True:
        kind, if_true, if_false, k = code[at]
        at += 1
        if kind == 0x20:
            accumulator = struct.unpack_from("=I", data, k)[0]
        elif kind == 0x06:
            return int(k)
        else:
            taken = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: bool(accumulator & k)}[kind]
            at += if_true if taken else if_false


@BOTH
@pytest.mark.parametrize("profile", sorted(RULES))
def test_exactly_the_named_calls_are_allowed(profile: str, architecture: Architecture) -> None:
    program = assemble(RULES[profile], architecture)
    named = {architecture.numbers[name] for name in RULES[profile] if name in architecture.numbers}

    for number in range(512):
        verdict = decide(program, architecture.audit, number)
        if number not in named:
            assert verdict == DENY, number


@BOTH
def test_threads_may_be_made_and_processes_may_not(architecture: Architecture) -> None:
    program = assemble(RULES["worker"], architecture)
    clone = architecture.numbers["clone"]

    assert decide(program, architecture.audit, clone, (0x3D0F00,)) == ALLOW  # pthread_create's flags
    assert decide(program, architecture.audit, clone, (17,)) == DENY  # fork
    assert (
        decide(program, architecture.audit, clone, (0x3D0F00 | 0x40000000,)) == DENY
    )  # new network namespace
    clone3 = architecture.numbers["clone3"]
    assert decide(program, architecture.audit, clone3) == 0x00050000 | errno.ENOSYS


@BOTH
@pytest.mark.parametrize("name", ["mmap", "mprotect"])
def test_memory_never_becomes_executable(name: str, architecture: Architecture) -> None:
    program = assemble(RULES["worker"], architecture)

    assert decide(program, architecture.audit, architecture.numbers[name], (0, 4096, 3)) == ALLOW
    assert decide(program, architecture.audit, architecture.numbers[name], (0, 4096, 5)) == DENY
    assert decide(program, architecture.audit, architecture.numbers[name], (0, 4096, 7)) == DENY


@BOTH
def test_each_number_is_the_kernel_s(architecture: Architecture) -> None:
    official = OFFICIAL[architecture.audit]

    assert {
        name: number for name, number in architecture.numbers.items() if official.get(name) != number
    } == {}


@BOTH
@pytest.mark.parametrize("profile", sorted(RULES))
def test_no_profile_can_speak_to_others_change_files_or_raise_itself(
    profile: str, architecture: Architecture
) -> None:
    program = assemble(RULES[profile], architecture)
    known = OFFICIAL[architecture.audit]
    wanted = {name: known[name] for name in NEVER if name in known}

    # With arguments of every kind: what looks at arguments must not let one through by chance.
    for arguments in ((), (MASK,) * 6, (0x10000,) * 6, (1030,) * 6, (15,) * 6):
        verdicts = {
            name: decide(program, architecture.audit, number, arguments) for name, number in wanted.items()
        }
        assert {name for name, verdict in verdicts.items() if verdict != DENY} == set()
    assert len(wanted) > 90


@BOTH
@pytest.mark.parametrize("profile", ["worker", "vault"])
def test_worker_and_vault_open_nothing_at_all(profile: str, architecture: Architecture) -> None:
    program = assemble(RULES[profile], architecture)
    known = OFFICIAL[architecture.audit]

    for name in (
        "open",
        "openat",
        "creat",
        "stat",
        "newfstatat",
        "statx",
        "ioctl",
        "memfd_create",
        "pipe2",
        "dup",
        "poll",
    ):
        if name in known:
            assert decide(program, architecture.audit, known[name]) == DENY, name


@BOTH
def test_the_driver_s_calls_are_the_gpu_s_alone(architecture: Architecture) -> None:
    ioctl = OFFICIAL[architecture.audit]["ioctl"]
    allowed = {
        p for p in RULES if decide(assemble(RULES[p], architecture), architecture.audit, ioctl) == ALLOW
    }

    assert allowed == {"worker-gpu"}


@BOTH
def test_a_call_of_another_architecture_ends_the_process(architecture: Architecture) -> None:
    """Whatever its number: another table gives every number another meaning."""
    program = assemble(RULES["worker"], architecture)
    foreign = [audit for audit in FOREIGN.values() if audit != architecture.audit]

    assert {decide(program, audit, number) for audit in foreign for number in range(512)} == {KILL}
    assert len(foreign) == len(FOREIGN) - 1


def test_the_x32_table_ends_the_process() -> None:
    program = assemble(RULES["worker"], X86_64)

    assert decide(program, X86_64.audit, 0x40000000 | X86_64.numbers["read"]) == KILL


@BOTH
@pytest.mark.parametrize("profile", sorted(RULES))
def test_no_jump_leads_out_of_the_program_and_the_last_word_is_a_refusal(
    profile: str, architecture: Architecture
) -> None:
    program = assemble(RULES[profile], architecture)
    code = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]

    assert len(code) < 4096  # BPF_MAXINSNS
    for at, (kind, if_true, if_false, _k) in enumerate(code):
        if kind in (0x15, 0x35, 0x45):
            assert at + 1 + max(if_true, if_false) < len(code)
    assert code[-1] == (0x06, 0, 0, DENY)


def test_process_control_allows_nothing_but_a_thread_name() -> None:
    program = assemble(RULES["vault"], X86_64)

    assert decide(program, X86_64.audit, X86_64.numbers["prctl"], (15,)) == ALLOW
    assert decide(program, X86_64.audit, X86_64.numbers["prctl"], (4, 1)) == DENY  # PR_SET_DUMPABLE


def test_no_profile_names_a_call_that_both_tables_lack() -> None:
    known = X86_64.numbers.keys() | AARCH64.numbers.keys()

    assert {name for rules in RULES.values() for name in rules} <= known
