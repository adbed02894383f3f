"""Run by test_confinement.py in a process of its own: confines itself, tries things, prints what happened."""

import ctypes
import json
import mmap
import os
import platform
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from desktop.sandbox import confine, landlock  # type: ignore[attr-defined]

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
NUMBERS = {
    "ptrace": (101, 117), "fork": (57, None), "clone3": (435, 435), "clone": (56, 220), "io_uring": (425, 425), "bpf": (321, 280),
    "userfaultfd": (323, 282), "process_vm_readv": (310, 270), "unshare": (272, 97), "keyctl": (250, 219), "perf_event": (298, 241),
    "seccomp": (317, 277), "memfd_create": (319, 279), "execve": (59, 221), "mount": (165, 40), "chroot": (161, 51), "tgkill": (234, 131),
    "vfork": (58, None), "execveat": (322, 281), "process_vm_writev": (311, 271), "prlimit64": (302, 261),
    "pidfd_open": (434, 434), "setns": (308, 268), "add_key": (248, 217), "shmget": (29, 194), "tkill": (200, 130),
    "ioctl": (16, 29), "rt_sigqueueinfo": (129, 138),
}  # fmt: skip


def call(name: str, *arguments: object) -> int:
    number = NUMBERS[name][0 if X86 else 1]
    if number is None:
        raise PermissionError(name)
    result = LIBC.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return int(result)


def forked(pid: int) -> None:
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def clone3_fork() -> None:
    arguments = (ctypes.c_uint64 * 8)()
    arguments[4] = 17  # SIGCHLD
    forked(call("clone3", arguments, ctypes.c_size_t(64)))


def clone_fork() -> None:
    forked(call("clone", ctypes.c_ulong(17), None, None, None, None))


def connect() -> None:
    SOCKET.connect(LISTENER.getsockname())


def unix_socket() -> None:
    socket.socket(socket.AF_UNIX).close()


def execute() -> None:
    argv = (ctypes.c_char_p * 2)(b"/bin/true", None)
    call("execve", b"/bin/true", argv, None)


def mprotect_exec() -> None:
    area = mmap.mmap(-1, 4096)
    address = ctypes.addressof(ctypes.c_char.from_buffer(area))
    if LIBC.mprotect(ctypes.c_void_p(address), 4096, 5):
        raise OSError(ctypes.get_errno(), "mprotect")


def make_dumpable() -> None:
    if LIBC.prctl(4, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def process_vm_readv() -> None:
    class Vector(ctypes.Structure):
        _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))

    source, target = ctypes.create_string_buffer(8), ctypes.create_string_buffer(8)
    local, remote = Vector(ctypes.addressof(target), 8), Vector(ctypes.addressof(source), 8)
    call("process_vm_readv", os.getpid(), ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)


def memory_of_parent(name: str) -> None:
    """As a stranger would: the address is a guess, so what is reached says EFAULT and not EPERM."""

    class Vector(ctypes.Structure):
        _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))

    here = ctypes.create_string_buffer(8)
    local, remote = Vector(ctypes.addressof(here), 8), Vector(4096, 8)
    call(name, os.getppid(), ctypes.byref(local), 1, ctypes.byref(remote), 1, 0)


def limit_of_parent() -> None:
    limits = (ctypes.c_uint64 * 2)()
    call("prlimit64", os.getppid(), 4, None, limits)


def raise_open_files() -> None:
    limits = (ctypes.c_uint64 * 2)(4096, 4096)
    call("prlimit64", 0, 7, limits, None)


def execute_memory() -> None:
    argv = (ctypes.c_char_p * 2)(b"x", None)
    call("execveat", INHERITED, b"", argv, None, 0x1000)  # AT_EMPTY_PATH: the inherited memory itself


def type_into_terminal() -> None:
    call("ioctl", 0, 0x5412, ctypes.c_char_p(b"x"))  # TIOCSTI


def overwrite() -> None:
    with open(VICTIM, "w") as file:  # noqa: PTH123
        file.write("gone")


def thread() -> None:
    ran: list[int] = []
    worker = threading.Thread(target=ran.append, args=(1,))
    worker.start()
    worker.join()
    assert ran


def clock() -> None:
    assert time.time() > 0
    time.sleep(0.001)


def map_inherited() -> None:
    # By ctypes as well as by Python's own mapping: the worker uses both.
    with mmap.mmap(INHERITED, 4096) as area:
        assert area[:9] == b"inherited"


def write_inherited() -> None:
    os.write(INHERITED, b"x")


def create_below() -> None:
    with open(f"{REQUEST['writable'][0]}/made", "w") as file:  # noqa: PTH123 - nothing may be imported late
        file.write("made")


def write_given() -> None:
    os.open(REQUEST["readable"][0], os.O_WRONLY)


def open_in_thread() -> None:
    GO.set()
    OTHER.join()
    assert not OPENED, "denied"
    raise PermissionError("open")


ATTEMPTS: dict[str, Callable[[], object]] = {
    "open": lambda: os.open("/etc/hostname" if os.access("/etc/hostname", 4) else "/etc/passwd", os.O_RDONLY),
    "create": lambda: os.open(CREATED, os.O_CREAT | os.O_WRONLY),
    "unlink": lambda: os.unlink(VICTIM),  # noqa: PTH108
    "stat": lambda: os.stat("/etc/passwd"),  # noqa: PTH116
    "socket": lambda: socket.socket().close(),
    "unix_socket": unix_socket,
    "socketpair": socket.socketpair,
    "connect": connect,
    "fork": lambda: forked(call("fork") if X86 else os.fork()),
    "vfork": lambda: (_ for _ in ()).throw(PermissionError("vfork")) if not CONFINED else call("vfork"),
    "clone3_fork": clone3_fork,
    "clone_fork": clone_fork,
    "spawn": lambda: subprocess.run(["/bin/true"], check=True),
    "exec": execute,
    "ptrace": lambda: call("ptrace", ctypes.c_long(0), 0, None, None),
    "kill_parent": lambda: os.kill(os.getppid(), 0),
    "signal_parent_thread": lambda: call("tgkill", os.getppid(), os.getppid(), 0),
    "memfd_create": lambda: call("memfd_create", b"x", 0),
    "mmap_exec": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),
    "mprotect_exec": mprotect_exec,
    "io_uring": lambda: call("io_uring", 1, ctypes.create_string_buffer(120)),
    "bpf": lambda: call("bpf", 0, None, 0),
    "userfaultfd": lambda: call("userfaultfd", 0),
    "process_vm_readv": process_vm_readv,
    "unshare": lambda: call("unshare", ctypes.c_long(0x10000000)),
    "setuid": lambda: os.setuid(os.getuid()),
    "chroot": lambda: call("chroot", b"/"),
    "mount": lambda: call("mount", b"none", b"/", b"tmpfs", 0, None),
    "pipe": os.pipe,
    "make_dumpable": make_dumpable,
    "keyctl": lambda: call("keyctl", 0, -3, 1),
    "perf_event": lambda: call("perf_event", None, 0, -1, -1, 0),
    "seccomp_again": lambda: call("seccomp", 0, 0, None),
    "raise_limits": lambda: resource.setrlimit(resource.RLIMIT_CORE, (1, 1)),
    "raise_open_files": raise_open_files,
    "limit_of_parent": limit_of_parent,
    "read_parent": lambda: memory_of_parent("process_vm_readv"),
    "write_parent": lambda: memory_of_parent("process_vm_writev"),
    "execute_memory": execute_memory,
    "pidfd_of_parent": lambda: call("pidfd_open", os.getppid(), 0),
    "other_namespace": lambda: call("setns", INHERITED, 0),
    "add_key": lambda: call("add_key", b"user", b"x", b"y", ctypes.c_size_t(1), -3),
    "shared_memory_by_name": lambda: call("shmget", 0, ctypes.c_size_t(4096), 0o1600),
    "signal_thread": lambda: call("tkill", os.getppid(), 0),
    "queue_signal": lambda: call("rt_sigqueueinfo", os.getppid(), 0, ctypes.create_string_buffer(128)),
    "type_into_terminal": type_into_terminal,
    "overwrite": overwrite,
    "rename": lambda: os.rename(VICTIM, CREATED),  # noqa: PTH104
    "mkdir": lambda: os.mkdir(f"{FOLDER}/folder"),  # noqa: PTH102
    "link": lambda: os.link(VICTIM, CREATED),
    "chmod": lambda: os.chmod(VICTIM, 0o777),  # noqa: PTH101
    "truncate": lambda: os.truncate(VICTIM, 0),
    "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
    "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close(),
    "half_gigabyte": lambda: bytearray(512 << 20),
    "thread": thread,
    "random": lambda: os.urandom(16),
    "memory": lambda: bytearray(64 << 20),
    "clock": clock,
    "write_inherited": write_inherited,
    "map_inherited": map_inherited,
    "read_given": lambda: open(REQUEST["readable"][0]).read(),  # noqa: PTH123, SIM115
    "write_given": write_given,
    "create_below": create_below,
    "open_in_thread": open_in_thread,
}


def say(value: object) -> None:
    sys.stdout.write(f"{value}\n")
    sys.stdout.flush()


def parent() -> None:
    child = subprocess.Popen(
        [sys.executable, __file__, "--child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    say(child.pid)
    time.sleep(60)


def child() -> None:
    # Standard input is not read: only the death signal can end this process in time.
    confine("worker")
    say("confined")
    time.sleep(60)


def wait_and_open() -> None:
    GO.wait()
    try:
        os.open("/etc/passwd", os.O_RDONLY)
        OPENED.append(1)
    except PermissionError:
        pass


if sys.argv[1] == "--parent":
    parent()
elif sys.argv[1] == "--child":
    child()
else:
    REQUEST = json.loads(sys.argv[1])
    CONFINED = REQUEST["profile"] != "nothing"
    LISTENER = socket.create_server(("127.0.0.1", 0))
    SOCKET = socket.socket()  # made before: only connecting itself is tried
    INHERITED = os.memfd_create("inherited")
    os.write(INHERITED, b"inherited" + bytes(4096))
    FOLDER = tempfile.mkdtemp()
    os.chmod(FOLDER, 0o777)  # noqa: PTH101
    VICTIM, CREATED = f"{FOLDER}/victim", f"{FOLDER}/created"
    open(VICTIM, "w").close()  # noqa: PTH123
    GO, OPENED, OTHER = threading.Event(), [], threading.Thread(target=wait_and_open)
    STATUS = open("/proc/thread-self/status")  # noqa: PTH123, SIM115 - read after confinement
    if REQUEST["uid"] is not None:
        os.setgroups([])
        os.setgid(REQUEST["uid"])
        os.setuid(REQUEST["uid"])
    if "thread_first" in REQUEST["attempts"]:
        REQUEST["attempts"].remove("thread_first")
        OTHER.start()
    answers: dict[str, object] = {"landlock_abi": landlock.abi_version()}
    if CONFINED:
        answers["level"] = asdict(
            confine(
                REQUEST["profile"],
                readable=[Path(p) for p in REQUEST["readable"]],
                writable=[Path(p) for p in REQUEST["writable"]],
                memory_bytes=256 << 20,
            )
        )
    for name in REQUEST["attempts"]:
        try:
            ATTEMPTS[name]()
        except (OSError, MemoryError, ValueError) as error:  # ValueError: how setrlimit says EPERM
            answers[name] = "denied"
            if isinstance(error, OSError) and error.errno in {22, 2, 3, 14, 11}:
                answers[name] = f"reached the kernel: {error}"
        else:
            answers[name] = "done"
    STATUS.seek(0)
    answers["status"] = dict(
        line.split(":\t")
        for line in STATUS.read().splitlines()
        if line.startswith(("NoNewPrivs", "Seccomp:"))
    )
    say(json.dumps(answers))
    os._exit(0)
