"""What a confined process can still do, tried from inside real ones."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desktop.core.errors import Bug
from desktop.sandbox import confine

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Landlock and seccomp are Linux's"
)

_ROOT = Path(__file__).resolve().parents[3]
_PROBE = Path(__file__).with_name("probe.py")
_NOBODY = 65534

_USERS = ["me", "nobody"] if os.getuid() == 0 else ["me"]


def probe(
    profile: str, user: str, *arguments: str, readable: str = "", writable: str = ""
) -> dict[str, object]:
    """Confine a fresh process and let it try everything; its answers by the name of the attempt."""
    request = {
        "profile": profile,
        "uid": _NOBODY if user == "nobody" else None,
        "readable": [readable] if readable else [],
        "writable": [writable] if writable else [],
        "attempts": arguments,
    }
    done = subprocess.run(
        [sys.executable, str(_PROBE), json.dumps(request)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=_ROOT,
        env={"PYTHONPATH": str(_ROOT), "PATH": os.environ["PATH"]},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


DENIED = [
    "open", "create", "unlink", "stat", "socket", "unix_socket", "socketpair", "connect", "fork", "vfork", "clone3_fork",
    "clone_fork", "spawn", "exec", "ptrace", "kill_parent", "signal_parent_thread", "memfd_create", "mmap_exec",
    "mprotect_exec", "io_uring", "bpf", "userfaultfd", "process_vm_readv", "unshare", "setuid", "chroot", "mount", "pipe",
    "make_dumpable", "keyctl", "perf_event", "seccomp_again", "raise_limits", "raise_open_files", "limit_of_parent",
    "read_parent", "write_parent", "execute_memory", "pidfd_of_parent", "other_namespace", "add_key",
    "shared_memory_by_name", "signal_thread", "queue_signal", "type_into_terminal", "overwrite", "rename", "mkdir", "link",
    "chmod", "truncate", "udp", "netlink",
]  # fmt: skip
# What a profile's own allowance opens, and Landlock narrows: tested apart.
_OPENED = {
    "worker": set(),
    "vault": set(),
    "sealer": {"open", "create", "stat"},
    # A driver looks at files, compiles code and speaks to its nodes; of files it still gets none of the person's.
    "worker-gpu": {"stat", "memfd_create", "mmap_exec", "mprotect_exec", "pipe", "type_into_terminal"},
}


@pytest.mark.parametrize("user", _USERS)
@pytest.mark.parametrize("profile", sorted(_OPENED))
def test_every_dangerous_call_fails(profile: str, user: str) -> None:
    wanted = [name for name in DENIED if name not in _OPENED[profile]]

    answers = probe(profile, user, *wanted)

    assert {name: answers[name] for name in wanted if answers[name] != "denied"} == {}


@pytest.mark.parametrize("user", _USERS)
@pytest.mark.parametrize("profile", sorted(_OPENED))
def test_memory_threads_random_numbers_and_inherited_descriptors_still_work(profile: str, user: str) -> None:
    wanted = ["thread", "random", "memory", "clock", "write_inherited", "map_inherited"]

    answers = probe(profile, user, *wanted)

    assert {name: answers[name] for name in wanted} == dict.fromkeys(wanted, "done")


def test_the_attempts_succeed_without_confinement() -> None:
    """The probe itself can fail to be denied; otherwise the tests above prove nothing."""
    wanted = ["open", "create", "unlink", "stat", "socket", "connect", "fork", "clone3_fork", "clone_fork", "spawn", "ptrace",
              "memfd_create", "mmap_exec", "mprotect_exec", "pipe", "process_vm_readv", "limit_of_parent", "raise_open_files",
              "pidfd_of_parent", "signal_thread", "overwrite", "mkdir", "chmod", "truncate", "udp", "netlink",
              "shared_memory_by_name"]  # fmt: skip

    answers = probe("nothing", "me", *wanted)

    assert {name: answers[name] for name in wanted} == dict.fromkeys(wanted, "done")


@pytest.mark.parametrize("user", _USERS)
def test_the_sealer_reads_only_what_it_was_given(tmp_path: Path, user: str) -> None:
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:  # one more beside xdist
        if parent.owner() == tmp_path.owner() and parent != Path(tempfile.gettempdir()):
            parent.chmod(0o755)
    (tmp_path / "given").write_text("yes")

    answers = probe("sealer", user, "read_given", "write_given", "open", readable=str(tmp_path / "given"))

    assert answers["read_given"] == "done"
    assert answers["write_given"] == "denied"
    assert answers["open"] == "denied"


def test_the_sealer_writes_only_below_the_given_directory(tmp_path: Path) -> None:
    answers = probe("sealer", "me", "create_below", "create", "open", writable=str(tmp_path))

    assert answers["create_below"] == "done"
    assert answers["create"] == "denied"
    assert (tmp_path / "made").read_text() == "made"


def test_the_report_names_what_the_kernel_confirms() -> None:
    answers = probe("worker", "me")

    level = answers["level"]
    assert isinstance(level, dict)
    if level["level"] != "strict":
        pytest.skip(f"this kernel lacks {level['missing']}")
    assert answers["status"] == {"NoNewPrivs": "1", "Seccomp": "2"}
    assert {"no_new_privs", "seccomp", "landlock-files"} <= set(level["active"])


def test_with_other_threads_running_landlock_is_claimed_only_where_it_reaches_them() -> None:
    answers = probe("worker", "me", "thread_first", "open_in_thread")

    assert answers["open_in_thread"] == "denied"  # seccomp reaches every thread
    level = answers["level"]
    assert isinstance(level, dict)
    if answers["landlock_abi"] < 8:  # type: ignore[operator]
        assert "landlock-files" in level["missing"]
        assert level["level"] == "reduced"


def test_added_memory_is_limited() -> None:
    assert probe("worker", "me", "half_gigabyte")["half_gigabyte"] == "denied"


def test_a_confined_child_dies_with_its_parent() -> None:
    """The parent is killed, so it can tidy nothing up."""
    parent = subprocess.Popen(
        [sys.executable, str(_PROBE), "--parent"],
        stdout=subprocess.PIPE,
        cwd=_ROOT,
        env={"PYTHONPATH": str(_ROOT)},
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    watch = os.pidfd_open(child)

    parent.send_signal(signal.SIGKILL)

    parent.wait()
    parent.stdout.close()
    import select

    assert select.select([watch], [], [], 10.0)[0], "the child outlived its parent"
    os.close(watch)


def test_an_unknown_profile_is_refused_before_anything_is_given_up() -> None:
    with pytest.raises(Bug):
        confine("everything")
    assert Path(__file__).read_text()


def test_the_gpu_s_level_has_a_name_of_its_own_and_is_never_called_strict() -> None:
    level = probe("worker-gpu", "me")["level"]

    assert isinstance(level, dict)
    if "landlock-files" not in level["active"]:
        pytest.skip(f"this kernel lacks {level['missing']}")
    assert level["level"] == "gpu"
