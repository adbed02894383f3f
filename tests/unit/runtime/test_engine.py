"""The session: what it refuses, how it ends, and that going on prepacked changes no answer."""

import threading
import time

import numpy as np
import pytest
from onnx import TensorProto, helper

from desktop.bootstrap.hostile.graphs import external, serialized
from desktop.bootstrap.hostile.models import CORPUS
from desktop.core.errors import Cancelled
from desktop.runtime.errors import RunFailed
from desktop.runtime.worker.engine import PREPACK_BELOW_BYTES, Engine


def large_model(width: int) -> tuple[bytes, memoryview]:
    """One product with a matrix that is just too large to be prepacked at once."""
    weights = np.random.default_rng(5).random((width, width), dtype=np.float32)
    ports = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", width]) for name in "xy"]
    tensor = external("w", [width, width], location="weights.bin", offset="0", length=str(weights.nbytes))
    data = serialized([helper.make_node("MatMul", ["x", "w"], ["y"])], [tensor], ports[:1], ports[1:])
    return data, memoryview(weights.tobytes())


def test_going_on_prepacked_changes_no_answer() -> None:
    graph, weights = large_model(3000)
    assert len(weights) >= PREPACK_BELOW_BYTES
    engine = Engine(graph, weights=weights, threads=1)
    feed = {"x": np.random.default_rng(6).random((2, 3000), dtype=np.float32)}
    before = engine.run(feed)["y"]
    assert not engine.is_prepacked

    engine.prepack()

    assert engine.is_prepacked
    assert np.allclose(engine.run(feed)["y"], before, rtol=1e-4)
    assert np.allclose(
        before, feed["x"] @ np.frombuffer(weights, dtype=np.float32).reshape(3000, 3000), rtol=1e-3
    )


def test_small_weights_are_prepacked_at_once() -> None:
    graph, weights = large_model(64)

    assert Engine(graph, weights=weights, threads=1).is_prepacked


def test_cancel_without_a_run_spoils_no_later_one() -> None:
    graph, weights = large_model(64)
    engine = Engine(graph, weights=weights, threads=1)

    engine.cancel()

    assert engine.run({"x": np.ones((1, 64), dtype=np.float32)})["y"].shape == (1, 64)


def test_cancel_ends_the_run_in_progress() -> None:
    engine = Engine(CORPUS["endless_loop"](), threads=1)

    def cancel_until_heard() -> None:
        while not done.is_set():
            engine.cancel()
            time.sleep(0.01)

    done = threading.Event()
    thread = threading.Thread(target=cancel_until_heard)
    thread.start()
    try:
        with pytest.raises(Cancelled):
            engine.run({"x": np.ones(1, dtype=np.float32)})
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize(
    "feed",
    [
        {},
        {"x": np.ones((1, 64), dtype=np.float64)},
        {"x": np.ones((1, 63), dtype=np.float32)},
        {"z": np.ones((1, 64), dtype=np.float32)},
        {"x": np.ones((1, 64), dtype=np.float32), "z": np.ones(1, dtype=np.float32)},
    ],
)
def test_a_feed_that_does_not_fit_is_refused(feed: dict[str, np.ndarray]) -> None:
    graph, weights = large_model(64)

    with pytest.raises(RunFailed):
        Engine(graph, weights=weights, threads=1).run(feed)


def test_an_output_that_is_no_tensor_is_refused() -> None:
    output = helper.make_tensor_sequence_value_info("y", TensorProto.FLOAT, None)
    engine = Engine(
        serialized([helper.make_node("SequenceConstruct", ["x"], ["y"])], outputs=[output]), threads=1
    )

    with pytest.raises(RunFailed):
        engine.run({"x": np.ones(1, dtype=np.float32)})


def test_what_onnxruntime_says_arrives_on_one_printable_line() -> None:
    with pytest.raises(RunFailed) as caught:
        Engine(b"\x08\x08no model\n\x1b[31m", threads=1)

    assert caught.value.reason.isprintable()
    assert len(caught.value.reason) <= 300
