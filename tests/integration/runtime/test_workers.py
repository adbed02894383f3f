"""The worker as a process: confined, stoppable, killable, and never able to hurt its host."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper
from onnx.backend.test.loader import load_model_tests

from desktop.bootstrap.hostile.models import CORPUS
from desktop.core import zips
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, ChildDied, ChildTimeout
from desktop.core.runs import SampleInput, SandboxLevel
from desktop.runtime.errors import ModelOutOfMemory, RunFailed
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PlainModel
from desktop.runtime.packing import open_packed
from desktop.runtime.tensors import Array
from desktop.runtime.workers import Limits, Worker
from tests.integration.runtime.conftest import MODELS, Pack

LIMITS = Limits(verify_s=30.0, load_s=30.0, run_s=30.0, memory_bytes=1 << 30)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="procfs")


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[PlainModel]:
    path = tmp_path / "endless.onnx"
    path.write_bytes(CORPUS["endless_loop"]())
    model = ModelHost(LIMITS).open_plain(path)
    yield model
    model.close()


ONE: dict[str, Any] = {"x": np.ones(1, dtype=np.float32)}


def descriptors(pid: int) -> set[str]:
    """What the process's open descriptors lead to."""
    found: set[str] = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.add(str(link.readlink()))
        except FileNotFoundError:
            continue  # the one that listed the directory
    return found


@linux
def test_the_running_worker_is_confined_by_its_own_report_and_by_the_kernel_s(host: ModelHost) -> None:
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")
    try:
        status = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{model.pid}/status").read_text().splitlines()
            if ":\t" in line
        )
        tasks = [
            Path(f"/proc/{model.pid}/task/{task.name}/status").read_text()
            for task in Path(f"/proc/{model.pid}/task").iterdir()
        ]
        level = model.level
    finally:
        model.close()

    if level.level != "strict":
        pytest.skip(f"this kernel lacks {level.missing}")
    assert status["Seccomp"] == "2"
    assert status["NoNewPrivs"] == "1"
    assert all("Seccomp:\t2" in task for task in tasks)


_AS_NOBODY = """
import os
os.environ["TOKENIZERS_PARALLELISM"] = "false"
import desktop.sandbox.linux
from desktop.runtime.worker import child, server
from desktop.runtime.worker.modelling import ModelDesk
from desktop.runtime.worker.rehearsal import rehearse
rehearse()
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
child.main()
"""


@linux
@pytest.mark.skipif(
    os.getuid() != 0, reason="only root can become someone else; an ordinary user tests it anyway"
)
def test_an_ordinary_user_s_worker_is_confined_as_well_and_works(host: ModelHost, monkeypatch: Any) -> None:
    command = [sys.executable, "-P", "-c", _AS_NOBODY]
    monkeypatch.setattr("desktop.processes.child_command", lambda _name: command)
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")
    try:
        owner = next(
            line for line in Path(f"/proc/{model.pid}/status").read_text().splitlines() if "Uid" in line
        )
        with np.load(MODELS / "handwritten-digits" / "tests.npz") as stored:
            got = model.run_tensors({"image": stored["image"]})["logits"]
            assert np.allclose(got, stored["logits"], rtol=1e-3, atol=1e-4)
        level = model.level
    finally:
        model.close()

    assert owner.split()[1:] == ["65534"] * 4
    monkeypatch.undo()
    assert level == host_level(host)


def host_level(host: ModelHost) -> SandboxLevel:
    """What confines the worker of the user who runs the tests."""
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")
    try:
        return model.level
    finally:
        model.close()


@linux
def test_the_worker_holds_no_file_but_what_it_inherited(host: ModelHost) -> None:
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")
    try:
        held = descriptors(model.pid)
    finally:
        model.close()

    files = {name for name in held if not name.startswith(("pipe:", "/memfd:licet-exchange"))}
    assert files <= {str(MODELS / "handwritten-digits" / "model.onnx")}


def test_cancelling_ends_an_endless_run_and_the_model_lives_on(endless: PlainModel) -> None:
    token = CancelToken()
    threading.Timer(0.3, token.cancel).start()

    with pytest.raises(Cancelled):
        endless.run_tensors(ONE, token)

    assert endless.is_alive
    with pytest.raises(ChildTimeout):
        endless.run_tensors(ONE, timeout_s=0.2)
    assert endless.is_alive


def test_a_wish_to_stop_that_comes_before_the_run_begins_is_heard_when_it_does(tmp_path: Path) -> None:
    """While an input is read there is nothing yet that could be ended; the model must not be killed for that."""
    path = tmp_path / "endless.onnx"
    path.write_bytes(CORPUS["endless_loop"]())
    model = ModelHost(LIMITS).open_plain(path)
    token = CancelToken()
    # Reading a hundred thousand texts takes longer than the watchdog needs to see the token.
    texts = np.full(200_000, "long", dtype=object)
    threading.Timer(0.03, token.cancel).start()

    with pytest.raises((Cancelled, RunFailed)):
        model.run_tensors({**ONE, "unknown": texts}, token)

    with pytest.raises(ChildTimeout):
        model.run_tensors(ONE, timeout_s=0.0)
    assert model.is_alive
    model.close()


def test_a_token_that_is_already_set_runs_nothing(endless: PlainModel) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        endless.run_tensors(ONE, token)


def test_what_does_not_stop_when_asked_is_killed(tmp_path: Path) -> None:
    """onnxruntime cannot be asked to stop while it loads."""
    path = tmp_path / "bomb.onnx"
    path.write_bytes(CORPUS["expansion_bomb"]())
    host = ModelHost(Limits(load_s=0.5, memory_bytes=1 << 30))

    with pytest.raises((ChildTimeout, ModelOutOfMemory)):
        host.open_plain(path)


def test_a_killed_worker_is_said_and_the_next_model_gets_a_fresh_one(host: ModelHost, pack: Pack) -> None:
    packed = pack("handwritten-digits")
    model = open_packed(packed, host)
    inputs: Any = {"image": SampleInput(model.samples[0])}
    os.kill(model.pid, signal.SIGKILL)

    with pytest.raises(ChildDied):
        model.run(inputs, {}, CancelToken())
    with pytest.raises(ChildDied):
        model.run(inputs, {}, CancelToken())

    assert not model.is_alive
    model.close()
    again = open_packed(packed, host)
    try:
        assert again.run(inputs, {}, CancelToken()).value
    finally:
        again.close()


def test_a_worker_killed_while_it_runs_is_said_at_once(endless: PlainModel) -> None:
    threading.Timer(0.3, lambda: os.kill(endless.pid, signal.SIGKILL)).start()

    with pytest.raises(ChildDied) as caught:
        endless.run_tensors(ONE)

    assert caught.value.exit_code == -signal.SIGKILL


def test_a_model_that_eats_memory_is_stopped_by_its_limit(tmp_path: Path) -> None:
    """The size is known only while it runs: an input says it."""
    graph = helper.make_graph(
        [helper.make_node("ConstantOfShape", ["s"], ["a"]), helper.make_node("ReduceSum", ["a"], ["y"])],
        "g",
        [helper.make_tensor_value_info("s", TensorProto.INT64, [2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
    )
    path = tmp_path / "eater.onnx"
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path.write_bytes(model.SerializeToString())
    host = ModelHost(Limits(memory_bytes=1 << 30))
    assert host.verify_plain(path).ok
    eater = host.open_plain(path)

    try:
        with pytest.raises((ModelOutOfMemory, RunFailed)):
            eater.run_tensors({"s": np.array([1 << 16, 1 << 15], dtype=np.int64)})
        assert eater.run_tensors({"s": np.array([2, 3], dtype=np.int64)})["y"].item() == 0
    finally:
        eater.close()


@linux
def test_the_worker_ends_when_the_host_only_closes_the_pipe(host: ModelHost) -> None:
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")
    watch = os.pidfd_open(model.pid)

    model.close()

    import select

    assert select.select([watch], [], [], 10.0)[0]
    os.close(watch)


@linux
def test_closing_a_model_gives_its_sealed_memory_back(host: ModelHost, pack: Pack) -> None:
    """Nothing but the worker may hold the weights: no mapping or descriptor of them stays in the host."""
    model = open_packed(pack("handwritten-digits"), host)

    maps = Path("/proc/self/maps").read_text()
    held = descriptors(os.getpid())

    assert "licet-packing" not in maps
    assert not any("licet-packing" in name for name in held)
    assert "licet-packing" in Path(f"/proc/{model.pid}/maps").read_text()
    model.close()


@linux
def test_a_warm_worker_loads_what_is_written_after_it_was_confined(
    host: ModelHost, pack: Pack, tmp_path: Path
) -> None:
    packed = pack("tumour-diagnosis")
    public = tmp_path / "public.zip"
    public.write_bytes(zips.build(packed.public_files, zips.PUBLIC_PROFILE))
    memory = os.memfd_create("licet-test", os.MFD_CLOEXEC)
    worker = host.warm(memory)
    worker.wait_ready()
    sealed = zips.build(packed.sealed_files, zips.SEALED_PROFILE)
    os.write(memory, sealed)
    os.close(memory)

    model = worker.open(public, len(sealed))

    assert model.self_test().ok
    assert not any(
        line.endswith("public.zip") for line in Path(f"/proc/{model.pid}/maps").read_text().splitlines()
    )
    model.close()


def test_no_plaintext_is_written_anywhere(
    host: ModelHost, pack: Pack, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    model = open_packed(pack("handwritten-digits"), host)
    model.self_test()
    model.close()

    assert list(tmp_path.rglob("*")) == []


def test_an_unknown_device_is_answered_with_the_one_in_use_and_why(host: ModelHost) -> None:
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx", device="cuda")
    device = model.device
    model.close()

    assert device.asked == "cuda"
    assert device.used == "cpu"
    assert device.reason


def test_several_threads_take_turns(host: ModelHost) -> None:
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")
    with np.load(MODELS / "handwritten-digits" / "tests.npz") as stored:
        images, expected = stored["image"], stored["logits"]
    wrong: list[int] = []

    def work(at: int) -> None:
        for _ in range(10):
            got = model.run_tensors({"image": images[at : at + 1]})["logits"]
            if not np.allclose(got, expected[at : at + 1], rtol=1e-3, atol=1e-4):
                wrong.append(at)

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    model.close()

    assert wrong == []


def test_telemetry_is_off_in_the_worker(host: ModelHost, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    model = host.open_plain(MODELS / "handwritten-digits" / "model.onnx")

    tasks = [Path(p, "comm").read_text() for p in Path(f"/proc/{model.pid}/task").iterdir()]
    model.close()

    assert not list(tmp_path.rglob("*onnxruntime*"))
    assert not any("telemetry" in name.lower() or "upload" in name.lower() for name in tasks)


class Bench:
    """One worker that loads model after model from a memory."""

    def __init__(self) -> None:
        self._memory = os.memfd_create("parity")
        self._worker = Worker(LIMITS, self._memory)

    def run(self, data: bytes, feed: dict[str, Array]) -> dict[str, Array]:
        os.ftruncate(self._memory, len(data))
        os.pwrite(self._memory, data, 0)
        return PlainModel(self._worker, len(data), "cpu").run_tensors(feed)

    def close(self) -> None:
        self._worker.close()
        os.close(self._memory)


def _bare(data: bytes, feed: dict[str, Array]) -> list[Array] | None:
    """What onnxruntime itself gives, or None where it refuses or gives no tensors."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        values = session.run(None, feed)
    except Exception:  # noqa: BLE001 - whatever it raises: this case is not for comparing
        return None
    return (
        values
        if all(isinstance(value, np.ndarray) and value.dtype.kind in "biufO" for value in values)
        else None
    )


# onnx makes its own test data with overflows on purpose.
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_onnx_s_own_node_tests_give_in_the_sandbox_what_they_give_outside() -> None:
    """Every seventh of the 1,884: so the system calls that the worker has left are enough for the operators."""
    bench = Bench()
    compared, different = 0, []
    for case in load_model_tests(kind="node")[::7]:
        if case.model is None or not case.data_sets or "random" in case.name or "bernoulli" in case.name:
            continue
        names = [value.name for value in case.model.graph.input]
        feed = dict(zip(names, case.data_sets[0][0], strict=False))
        if not all(isinstance(value, np.ndarray) and value.dtype.kind in "biufO" for value in feed.values()):
            continue
        data = case.model.SerializeToString()
        expected = _bare(data, feed)
        if expected is None:
            continue
        compared += 1
        try:
            got = list(bench.run(data, feed).values())
        except AppError as error:
            different.append(f"{case.name}: {type(error).__name__} {error.__dict__}")
            continue
        if not all(_same(a, b) for a, b in zip(got, expected, strict=True)):
            different.append(case.name)
    bench.close()

    assert different == []
    assert compared > 100


def _same(a: Array, b: Array) -> bool:
    if a.dtype.kind == "O":
        return a.tolist() == b.tolist()
    return (
        a.shape == b.shape and a.dtype == b.dtype and np.allclose(a, b, rtol=1e-4, atol=1e-5, equal_nan=True)
    )


def test_an_output_that_is_an_input_comes_back_unharmed(tmp_path: Path, host: ModelHost) -> None:
    """Both lie in the same shared memory."""
    ports = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n"]) for n in ("x", "a", "b")]
    graph = helper.make_graph(
        [helper.make_node("Identity", ["x"], ["a"]), helper.make_node("Neg", ["x"], ["b"])],
        "g",
        ports[:1],
        ports[1:],
    )
    path = tmp_path / "same.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    values = np.arange(1_000_000, dtype=np.float32)

    got = host.run_tensors(path, {"x": values})

    assert np.array_equal(got["a"], values)
    assert np.array_equal(got["b"], -values)
