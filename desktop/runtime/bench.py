"""How near the sandbox comes to bare onnxruntime: two ratios, each the median of five interleaved pairs.

The models are made here, with random weights: their speed does not depend on what they have learned.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
import onnxruntime
import rfc8785
from onnx import NodeProto, TensorProto, helper, numpy_helper

from desktop.core import packages, zips
from desktop.core.cancel import CancelToken
from desktop.core.packages import Axis, Head, InputSpec, Manifest, Measured, OutputSpec, Spec, TestsSpec
from desktop.core.runs import SeriesInput
from desktop.processes import child_environment
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import list_blobs
from desktop.runtime.tensors import Array
from desktop.runtime.threads import inference_threads

_PAIRS = 5
_RUNS_PER_PAIR = 20
_LAYERS, MLP_WIDTH = 25, 2048  # 25 x 2048 x 2048 x 4 bytes = 420 MB
_CHANNELS, _SIDE, _CONVOLUTIONS = 16, 224, 32

# The plain model in a fresh process, timed after the import, as the benchmark's definition says.
_PLAIN = """
import json, sys, time
import numpy, onnxruntime
path, width, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
feed = {"x": numpy.ones((1, width), dtype=numpy.float32)}
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
started = time.perf_counter()
session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
session.run(None, feed)
print(time.perf_counter() - started)
"""


class SealedOpener(Protocol):
    """Vault and sealer, as far as this benchmark goes; handed in, because siblings do not import each other."""

    def prepare(self, public: Path, sealed: Path) -> None:
        """Seal this plaintext part. Once, not timed."""

    def start(self) -> Callable[[], PackageModel]:
        """Start a sealer and a worker, confined and ready; the function returned unseals and opens the model."""


def run_vs_raw(host: ModelHost, folder: Path) -> float:
    """One inference of a CNN through worker and shared memory, over ``InferenceSession.run`` with equal options."""
    path = folder / "cnn.onnx"
    path.write_bytes(_cnn())
    feed = {"x": np.random.default_rng(1).random((1, 3, _SIDE, _SIDE), dtype=np.float32)}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = inference_threads()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    raw = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    model = host.open_plain(path)
    try:
        sides: tuple[Callable[[], Any], ...] = (
            lambda: raw.run(None, feed),
            lambda: model.run_tensors(feed),
        )
        for run in sides * 3:
            run()
        ratios = []
        for _ in range(_PAIRS):
            taken: list[list[float]] = [[], []]
            for _ in range(_RUNS_PER_PAIR):
                for times, run in zip(taken, sides, strict=True):
                    times.append(_seconds(run))
            # The least of each side: other programs on the machine only ever add.
            ratios.append(min(taken[1]) / min(taken[0]))
        return statistics.median(ratios)
    finally:
        model.close()


def sealed_load_vs_plain(folder: Path, opener: SealedOpener) -> dict[str, float]:
    """Click to first result of a 420 MB sealed model, over loading and running the plain one in a fresh process.

    Args:
        folder: Takes about 850 MB of files.
        opener: Seals once, then opens for each pair.

    Returns:
        ``sealed_load_vs_plain`` with a warm pair, ``sealed_load_vs_plain_cold`` without, and the medians in seconds.
    """
    plain = folder / "plain.onnx"
    public, sealed = folder / "public.zip", folder / "sealed.zip"
    write_mlp(plain, public, sealed)
    opener.prepare(public, sealed)
    warm, cold, bare = [], [], []
    for _ in range(_PAIRS):
        bare.append(_plain_seconds(plain))
        warm.append(_sealed_seconds(opener, warm=True))
        cold.append(_sealed_seconds(opener, warm=False))
    return {
        "sealed_load_vs_plain": statistics.median(a / b for a, b in zip(warm, bare, strict=True)),
        "sealed_load_vs_plain_cold": statistics.median(a / b for a, b in zip(cold, bare, strict=True)),
        "sealed_load_s": statistics.median(warm),
        "plain_load_s": statistics.median(bare),
    }


def write_mlp(plain: Path, public: Path, sealed: Path) -> None:
    """The 420 MB model as one ordinary file, and as a package with its sealed part still in plain."""
    weights = _mlp_weights()
    plain.write_bytes(_mlp(weights, inline=True))
    _write_package(weights, public, sealed)


def _seconds(run: Callable[[], Any]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _plain_seconds(path: Path) -> float:
    threads = inference_threads()
    done = subprocess.run(
        [sys.executable, "-c", _PLAIN, str(path), str(MLP_WIDTH), str(threads)],
        capture_output=True,
        check=True,
        env=child_environment(),
    )
    return float(done.stdout)


def _sealed_seconds(opener: SealedOpener, *, warm: bool) -> float:
    """From the click to the first result; a warm pair is ready before the click."""
    clicked = time.perf_counter()
    open_model = opener.start()
    if warm:
        clicked = time.perf_counter()
    model = open_model()
    try:
        model.run({"x": SeriesInput((1.0,) * MLP_WIDTH)}, {}, CancelToken())
        return time.perf_counter() - clicked
    finally:
        model.close()


def _cnn() -> bytes:
    random = np.random.default_rng(2)
    nodes: list[NodeProto] = []
    weights: list[TensorProto] = []
    channels, value = 3, "x"
    for layer in range(_CONVOLUTIONS):
        kernel = random.standard_normal((_CHANNELS, channels, 3, 3)).astype(np.float32) * 0.1
        weights.append(numpy_helper.from_array(kernel, f"w{layer}"))
        # Halved once: thirty-two layers then take about 17 ms on one core.
        strides = [2, 2] if layer == 1 else [1, 1]
        nodes.append(
            helper.make_node("Conv", [value, f"w{layer}"], [f"c{layer}"], pads=[1, 1, 1, 1], strides=strides)
        )
        nodes.append(helper.make_node("Relu", [f"c{layer}"], [f"r{layer}"]))
        channels, value = _CHANNELS, f"r{layer}"
    nodes.append(helper.make_node("GlobalAveragePool", [value], ["y"]))
    ports = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, _SIDE, _SIDE]),
        helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", _CHANNELS, 1, 1]),
    ]
    return _serialized(nodes, ports, weights)


def _mlp_weights() -> list[Array]:
    random = np.random.default_rng(3)
    scale = np.float32(1 / MLP_WIDTH)
    return [random.random((MLP_WIDTH, MLP_WIDTH), dtype=np.float32) * scale for _ in range(_LAYERS)]


def _mlp(weights: Sequence[Array], *, inline: bool) -> bytes:
    nodes, tensors = [], []
    value = "x"
    for layer, array in enumerate(weights):
        if inline:
            tensor = numpy_helper.from_array(array, f"w{layer}")
        else:
            tensor = TensorProto(
                name=f"w{layer}",
                data_type=TensorProto.FLOAT,
                dims=array.shape,
                data_location=TensorProto.EXTERNAL,
            )
            entries = (
                ("location", packages.WEIGHTS),
                ("offset", str(layer * array.nbytes)),
                ("length", str(array.nbytes)),
            )
            for key, text in entries:
                entry = tensor.external_data.add()
                entry.key, entry.value = key, text
        tensors.append(tensor)
        nodes.append(helper.make_node("MatMul", [value, f"w{layer}"], [f"m{layer}"]))
        nodes.append(helper.make_node("Relu", [f"m{layer}"], [f"r{layer}"]))
        value = f"r{layer}"
    nodes.append(helper.make_node("Identity", [value], ["y"]))
    ports = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", MLP_WIDTH]) for name in ("x", "y")]
    return _serialized(nodes, ports, tensors)


def _serialized(nodes: Sequence[NodeProto], ports: Sequence[Any], tensors: Sequence[TensorProto]) -> bytes:
    graph = helper.make_graph(list(nodes), "graph", [ports[0]], [ports[1]], list(tensors))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString(deterministic=True))


def _write_package(weights: Sequence[Array], public: Path, sealed: Path) -> None:
    """The same model as a package, without the packer's own runs."""
    tests = TestsSpec(0, 1e-3, 1e-4)
    axes = [Axis("batch"), Axis("feature", size=MLP_WIDTH)]
    spec = Spec(
        1,
        "feature-extraction",
        [InputSpec("x", "tensor", "FP32", axes)],
        [OutputSpec("y", "tensor")],
        Head("tensor"),
        tests,
    )
    files: dict[str, bytes] = {
        packages.SPEC: rfc8785.dumps(msgspec.to_builtins(spec)),
        packages.CARD: b"# Benchmark\n",
        packages.LICENSE: b"none\n",
        packages.GRAPH: _mlp(weights, inline=False),
    }
    hidden = {packages.WEIGHTS: b"".join(array.tobytes() for array in weights)}
    blobs = [*list_blobs(files, zips.PUBLIC_PROFILE), *list_blobs(hidden, zips.SEALED_PROFILE)]
    operators = ["Identity", "MatMul", "Relu"]
    measured = Measured(0.0, 0.0, 0, "")
    parameters = sum(array.size for array in weights)
    manifest = Manifest(
        1, "Benchmark", "1", spec.task, "", "none", blobs, operators, 17, parameters, measured, tests
    )
    files[packages.MANIFEST] = rfc8785.dumps(msgspec.to_builtins(manifest))
    public.write_bytes(zips.build(files, zips.PUBLIC_PROFILE))
    with sealed.open("wb") as file:
        for piece in zips.pieces(hidden, zips.SEALED_PROFILE):
            file.write(piece)
