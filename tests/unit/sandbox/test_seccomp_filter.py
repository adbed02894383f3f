"""The filter program itself, interpreted here for both architectures (the other one cannot be run)."""

import errno
import struct

import pytest

from desktop.sandbox.seccomp import RULES, assemble
from desktop.sandbox.syscalls import AARCH64, X86_64, Architecture

ALLOW, KILL = 0x7FFF0000, 0x80000000
DENY = 0x00050000 | errno.EPERM
MASK = 0xFFFFFFFF


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


@pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86-64", "arm64"])
@pytest.mark.parametrize("profile", sorted(RULES))
def test_exactly_the_named_calls_are_allowed(profile: str, architecture: Architecture) -> None:
    program = assemble(RULES[profile], architecture)
    named = {architecture.numbers[name] for name in RULES[profile] if name in architecture.numbers}

    for number in range(512):
        verdict = decide(program, architecture.audit, number)
        if number not in named:
            assert verdict == DENY, number


@pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86-64", "arm64"])
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


@pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86-64", "arm64"])
@pytest.mark.parametrize("name", ["mmap", "mprotect"])
def test_memory_never_becomes_executable(name: str, architecture: Architecture) -> None:
    program = assemble(RULES["worker"], architecture)

    assert decide(program, architecture.audit, architecture.numbers[name], (0, 4096, 3)) == ALLOW
    assert decide(program, architecture.audit, architecture.numbers[name], (0, 4096, 5)) == DENY
    assert decide(program, architecture.audit, architecture.numbers[name], (0, 4096, 7)) == DENY


def test_another_architecture_and_the_x32_table_end_the_process() -> None:
    program = assemble(RULES["worker"], X86_64)

    assert decide(program, 0x40000003, 3) == KILL  # i386
    assert decide(program, X86_64.audit, 0x40000000 | X86_64.numbers["read"]) == KILL


def test_process_control_allows_nothing_but_a_thread_name() -> None:
    program = assemble(RULES["vault"], X86_64)

    assert decide(program, X86_64.audit, X86_64.numbers["prctl"], (15,)) == ALLOW
    assert decide(program, X86_64.audit, X86_64.numbers["prctl"], (4, 1)) == DENY  # PR_SET_DUMPABLE


def test_no_profile_names_a_call_that_both_tables_lack() -> None:
    known = X86_64.numbers.keys() | AARCH64.numbers.keys()

    assert {name for rules in RULES.values() for name in rules} <= known
