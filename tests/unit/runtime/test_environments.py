"""Worker environments: fetched by hash, resumed, put in place in one step, removed, whatever ends the attempt."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.content.wheels import WheelSource, configured_index
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.devices import PackageMismatch, PackageUnavailable
from desktop.core.errors import Cancelled, DiskFull
from desktop.runtime import environments
from desktop.runtime.environments import RECORD, System, WorkerEnvironments
from tests.helpers.wheels import ENGINE_FILE, LIBRARY_FILE, Index, engine_wheel, make_wheel, write_lock

LINUX = System("linux", "x86_64", "cp311")
LIBRARY = make_wheel({"nvidia/thing/lib/libthing.so": bytes(300_000)})
WHEELS = {ENGINE_FILE: engine_wheel(), LIBRARY_FILE: LIBRARY}
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def index() -> Iterator[Index]:
    with Index(dict(WHEELS)).serving() as serving:
        yield serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_lock(tmp_path / "locks", WHEELS)
    return tmp_path


def made(folder: Path, origin: str, system: System = LINUX) -> WorkerEnvironments:
    return WorkerEnvironments(folder / "workers", folder / "locks", WheelSource(lambda: origin), system)


def install(made_of: WorkerEnvironments, cancel: CancelToken | None = None) -> list[Progress]:
    told: list[Progress] = []
    made_of.install("cuda", cancel or CancelToken(), told.append)
    return told


def state(of: WorkerEnvironments) -> str:
    return next(package.state for package in of.packages() if package.provider == "cuda")


def test_an_environment_is_fetched_checked_and_put_in_place(folder: Path, index: Index) -> None:
    environments_ = made(folder, index.url)
    assert state(environments_) == "absent"

    told = install(environments_)

    place = folder / "workers" / "cuda-9.9.9"
    assert state(environments_) == "installed"
    assert environments_.engine_for("cuda").library == place
    assert environments_.engine_version("cuda") == "9.9.9"
    assert (place / "nvidia/thing/lib/libthing.so").stat().st_size == 300_000
    assert (place / "extra/__init__.py").exists()
    assert not (place / "onnxruntime_gpu-9.9.9.data").exists()
    assert list(dict.fromkeys(one.step for one in told)) == ["fetch", "unpack"]
    assert max(one.done for one in told if one.step == "fetch") == sum(map(len, WHEELS.values()))
    assert list((folder / "workers" / ".fetched").iterdir()) == []


def test_a_download_that_broke_off_goes_on_where_it_stopped(folder: Path, index: Index) -> None:
    index.cut_after = 1000

    install(made(folder, index.url))

    assert (ENGINE_FILE, "bytes=1000-") in index.asked


def test_what_was_fetched_before_a_stop_is_there_at_the_next_attempt(folder: Path, index: Index) -> None:
    cancel = CancelToken()
    environments_ = made(folder, index.url)
    with pytest.raises(Cancelled):
        environments_.install("cuda", cancel, lambda _told: cancel.cancel())
    assert state(environments_) == "unfinished"
    index.asked.clear()

    install(environments_)

    assert state(environments_) == "installed"
    assert ENGINE_FILE not in [name for name, span in index.asked if not span]


def test_bytes_that_are_not_the_pinned_ones_are_thrown_away(folder: Path, index: Index) -> None:
    index.wheels[LIBRARY_FILE] = LIBRARY[:-1] + b"x"
    environments_ = made(folder, index.url)

    with pytest.raises(PackageMismatch):
        install(environments_)

    assert state(environments_) == "unfinished"  # the engine itself was right
    assert environments_.engine_for("cuda").library is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"files": 1}',
        b'{"files": []}',
        b"[" * 100_000,
        b'{"files":[{"filename":1,"url":2}]}',
    ],
)
def test_an_index_that_answers_nonsense_is_no_source(folder: Path, index: Index, body: bytes) -> None:
    index.page = body

    with pytest.raises(PackageUnavailable):
        install(made(folder, index.url))


def test_an_index_cannot_send_us_to_another_kind_of_address(folder: Path, index: Index) -> None:
    """What it names is fetched from the web alone; a file of this machine would be read otherwise."""
    files = [{"filename": name, "url": f"file:///etc/{name}"} for name in WHEELS]
    index.page = json.dumps({"files": files}).encode()

    with pytest.raises(PackageUnavailable):
        install(made(folder, index.url))


@pytest.mark.parametrize("origin", ["", "/nowhere", "http://127.0.0.1:9/simple"])
def test_without_a_source_nothing_is_installed(folder: Path, origin: str) -> None:
    with pytest.raises(PackageUnavailable):
        install(made(folder, origin))


def test_a_folder_of_wheels_will_do(folder: Path) -> None:
    for name, data in WHEELS.items():
        (folder / name).write_bytes(data)

    install(made(folder, str(folder)))

    assert state(made(folder, "")) == "installed"


def test_one_click_removes_it(folder: Path, index: Index) -> None:
    environments_ = made(folder, index.url)
    install(environments_)

    environments_.remove("cuda")

    assert state(environments_) == "absent"
    assert [path.name for path in (folder / "workers").iterdir()] == [".fetched"]


def test_another_lock_makes_the_old_environment_count_as_none_and_replaces_it(
    folder: Path, index: Index
) -> None:
    install(made(folder, index.url))
    index.wheels[LIBRARY_FILE] = make_wheel({"nvidia/thing/lib/libthing.so": b"new"})
    write_lock(folder / "locks", index.wheels)
    newer = made(folder, index.url)
    assert state(newer) == "absent"

    install(newer)

    assert (folder / "workers/cuda-9.9.9/nvidia/thing/lib/libthing.so").read_bytes() == b"new"
    assert len(list((folder / "workers").glob("cuda-*"))) == 1


@pytest.mark.parametrize("name", ["../out.py", "/out.py", "a/../../out.py", "a\\..\\out.py", "C:/out.py"])
def test_names_that_lead_elsewhere_are_refused(folder: Path, name: str) -> None:
    wheel = make_wheel({"onnxruntime/__init__.py": "", name: "x"})
    write_lock(folder / "locks", {ENGINE_FILE: wheel})
    (folder / ENGINE_FILE).write_bytes(wheel)

    with pytest.raises(PackageMismatch):
        install(made(folder, str(folder)))

    assert not list(folder.rglob("out.py"))
    assert not (folder / "workers/cuda-9.9.9").exists()


def test_too_little_room_is_said_before_anything_is_fetched(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = environments.shutil.disk_usage(folder)
    monkeypatch.setattr(environments.shutil, "disk_usage", lambda _path: usage._replace(free=1000))

    with pytest.raises(DiskFull):
        install(made(folder, index.url))

    assert index.asked == []


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (LINUX, "absent"),
        (System("linux", "x86_64", "cp312"), "absent"),
        (System("linux", "aarch64", "cp311"), "unsupported"),
        (System("win32", "amd64", "cp311"), "unsupported"),
        (System("darwin", "arm64", "cp311"), "unsupported"),
    ],
)
def test_only_wheels_of_this_system_count(folder: Path, system: System, expected: str) -> None:
    assert state(made(folder, "", system)) == expected


def test_the_committed_locks_name_files_by_hash_and_no_address() -> None:
    for path in (ROOT / "packaging" / "workers").glob("*.json"):
        text = path.read_text("utf-8")
        lock = json.loads(text)

        assert "://" not in text
        assert all(len(file["sha256"]) == 64 and file["size"] > 1000 for file in lock["files"])
    here = WorkerEnvironments(Path("none"), ROOT / "packaging/workers", WheelSource(str), LINUX).packages()
    windows = WorkerEnvironments(
        Path("none"), ROOT / "packaging/workers", WheelSource(str), System("win32", "amd64", "cp312")
    ).packages()
    apple = WorkerEnvironments(
        Path("none"), ROOT / "packaging/workers", WheelSource(str), System("darwin", "arm64", "cp312")
    ).packages()
    assert [p.state for p in here] == ["absent", "unsupported", "unsupported", "absent"]
    assert [p.state for p in windows] == ["unsupported", "absent", "unsupported", "unsupported"]
    assert [p.state for p in apple] == ["unsupported", "unsupported", "built-in", "unsupported"]


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from desktop.content.wheels import WheelSource
from desktop.core.cancel import CancelToken
from desktop.runtime.environments import System, WorkerEnvironments
folder = Path({folder!r})
made = WorkerEnvironments(folder / "workers", folder / "locks", WheelSource(lambda: {folder!r}), System("linux", "x86_64", "cp311"))
def told(progress):
    print(progress.step, flush=True)
    sys.stdin.readline()
made.install("cuda", CancelToken(), told)
"""


@pytest.mark.parametrize("steps", [1, 3, 4])
def test_a_killed_attempt_leaves_nothing_that_counts_and_the_next_one_succeeds(
    folder: Path, steps: int
) -> None:
    """After the first piece, and before the first and the second wheel is unpacked."""
    for name, data in WHEELS.items():
        (folder / name).write_bytes(data)
    code = KILLED.format(root=str(ROOT), folder=str(folder))
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018
        for step in range(steps):
            assert process.stdout.readline()
            if step < steps - 1:
                process.stdin.write("\n")
        os.kill(process.pid, signal.SIGKILL)
    environments_ = made(folder, str(folder))
    assert state(environments_) != "installed"
    assert environments_.engine_for("cuda").library is None

    install(environments_)

    assert state(environments_) == "installed"
    assert not list((folder / "workers").glob(".unpacking-*"))


def test_an_environment_without_its_record_counts_as_none(folder: Path, index: Index) -> None:
    environments_ = made(folder, index.url)
    install(environments_)
    (folder / "workers/cuda-9.9.9" / RECORD).write_text("{}")

    assert state(environments_) == "absent"


def test_the_index_of_this_machines_tools_is_taken_unless_it_holds_a_password() -> None:
    assert (
        configured_index({"PIP_INDEX_URL": "https://index.example/simple"}.get)
        == "https://index.example/simple"
    )
    assert configured_index({"PIP_INDEX_URL": "https://a:b@index.example/simple"}.get) == ""
    assert configured_index({}.get) == ""
