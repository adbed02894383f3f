"""Fit before paying, with real packages in real workers: estimated, run, and the two compared."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper

from desktop.core import packages, zips
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled, InvalidPackage
from desktop.core.fit import Fit
from desktop.core.runs import SampleInput
from desktop.runtime.fitting import FitTrial
from desktop.runtime.host import ModelHost
from desktop.runtime.packing import PackedModel, open_packed, pack_directory
from tests.helpers.cli import licet

Pack = Callable[[str], PackedModel]
MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"
ARCHITECTURES = {
    "convolutions": "handwritten-digits",
    "dense": "tumour-diagnosis",
    "text": "programming-language",
}


def public_file(packed: PackedModel, folder: Path) -> Path:
    path = folder / "public.zip"
    path.write_bytes(zips.build(packed.public_files, zips.PUBLIC_PROFILE))
    return path


def tried(packed: PackedModel, folder: Path, **limits: float) -> Fit:
    return FitTrial(**limits).measure(public_file(packed, folder), "cpu", CancelToken())  # type: ignore[arg-type]


def really(packed: PackedModel, host: ModelHost, sample: str) -> tuple[float, float, int]:
    """(load ms, median run ms, bytes) of the real thing."""
    model = open_packed(packed, host)
    try:
        name = next(port.name for port in model.spec.inputs if port.source is None)
        inputs = {name: SampleInput(sample)}
        seconds = [model.run(dict(inputs), {}, CancelToken()).seconds for _ in range(8)][1:]
        return model.load_s * 1000, sorted(seconds)[3] * 1000, model.added_bytes
    finally:
        model.close()


@pytest.mark.parametrize("kind", sorted(ARCHITECTURES))
def test_what_is_estimated_with_empty_weights_is_what_comes_with_the_real_ones(
    kind: str, pack: Pack, host: ModelHost, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    packed = pack(ARCHITECTURES[kind])

    fit = tried(packed, tmp_path)

    assert (fit.outcome, fit.can_run) == ("runs", True)
    assert fit.figures is not None
    assert fit.sample.startswith("samples/")
    load_ms, run_ms, memory = really(packed, host, fit.sample)
    ratios = {
        "time": run_ms / fit.figures.run_ms,
        "memory": memory / fit.figures.memory_bytes,
        "load": load_ms / fit.figures.load_ms,
    }
    for name, ratio in ratios.items():
        record_property("figure", f"{kind}: real {name} over estimated {ratio:.2f}")
    # No timing decides here; memory is a property of the graph and its weights.
    assert 0.5 < ratios["memory"] < 2.0


def test_the_same_for_a_small_transformer(
    transformer: PackedModel, host: ModelHost, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    fit = tried(transformer, tmp_path)

    assert fit.figures is not None
    assert fit.sample == ""
    assert "made-up-input" in fit.unknown
    model = open_packed(transformer, host)
    seconds, _peak = model.measure(7)
    record_property(
        "figure", f"transformer: real time over estimated {seconds * 1000 / fit.figures.run_ms:.2f}"
    )
    record_property(
        "figure",
        f"transformer: real memory over estimated {model.added_bytes / fit.figures.memory_bytes:.2f}",
    )
    assert 0.5 < model.added_bytes / fit.figures.memory_bytes < 2.0
    model.close()


def test_a_sealed_architecture_cannot_be_tried(tmp_path: Path, host: ModelHost) -> None:
    fit = tried(pack_directory(MODELS / "sunspots", host, seal_graph=True), tmp_path)

    assert (fit.outcome, fit.can_run, fit.figures) == ("sealed", None, None)


def test_a_model_that_is_larger_than_the_memory_is_not_even_loaded(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.fitting.available_bytes", lambda: 1000)

    fit = tried(pack("handwritten-digits"), tmp_path)

    assert (fit.outcome, fit.can_run, fit.figures) == ("memory", False, None)


def test_a_trial_that_takes_too_long_is_ended(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.watchdog.GRACE_S", 0.0)
    monkeypatch.setattr("desktop.runtime.watchdog._TICK_S", 0.001)

    assert tried(pack("handwritten-digits"), tmp_path, timeout_s=0.0).outcome == "time"


def test_a_trial_can_be_stopped(pack: Pack, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()

    with pytest.raises(Cancelled):
        FitTrial().measure(public_file(pack("handwritten-digits"), tmp_path), "cpu", cancel)


def test_a_package_that_breaks_the_rules_is_not_run(pack: Pack, tmp_path: Path) -> None:
    files = dict(pack("handwritten-digits").public_files)
    files[packages.GRAPH] = files[packages.GRAPH][:-1]
    path = tmp_path / "public.zip"
    path.write_bytes(zips.build(files, zips.PUBLIC_PROFILE))

    with pytest.raises(InvalidPackage):
        FitTrial().measure(path, "cpu", CancelToken())


def test_what_weights_decide_is_named(branching: PackedModel, tmp_path: Path) -> None:
    assert "data-dependent" in tried(branching, tmp_path).unknown


def test_the_command_says_the_same(pack: Pack, tmp_path: Path) -> None:
    path = public_file(pack("handwritten-digits"), tmp_path)

    told = licet("fit", path, "--json", data_dir=tmp_path / "data").json

    assert (told["outcome"], told["can_run"], told["device"]["used"]) == ("runs", True, "cpu")
    assert told["figures"]["memory_bytes"] > 0
    assert told["claimed"]["machine"]
    assert told["sample"].startswith("samples/")


# Small models of architectures that the samples do not have.


def write_model(
    folder: Path, nodes: list[NodeProto], weights: dict[str, np.ndarray], shape: list[int]
) -> Path:
    """A directory that can be packed: one input of whole numbers or floats, one output, one test vector."""
    is_tokens = nodes[0].op_type == "Gather"
    kind = TensorProto.INT64 if is_tokens else TensorProto.FLOAT
    ports = [
        helper.make_tensor_value_info("x", kind, shape),
        helper.make_tensor_value_info("y", TensorProto.FLOAT, None),
    ]
    tensors = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    model = helper.make_model(
        helper.make_graph(nodes, "g", ports[:1], ports[1:], tensors),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )
    folder.mkdir()
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    x = np.arange(np.prod(shape)).reshape(shape) % 7
    x = x.astype(np.int64 if is_tokens else np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    np.savez(folder / "tests.npz", x=x, y=session.run(None, {"x": x})[0])
    axes = [{"type": "batch"}, *({"type": "index", "size": side} for side in shape[1:])]
    spec = {
        "format": 1, "task": "feature-extraction",
        "inputs": [{"name": "x", "kind": "tensor", "dtype": "INT64" if is_tokens else "FP32", "axes": axes}],
        "outputs": [{"name": "y", "role": "tensor"}], "head": {"type": "tensor"}, "params": [],
        "tests": {"count": 1, "rtol": 1e-3, "atol": 1e-4},
    }  # fmt: skip
    listing = {"name": "x", "version": "1", "summary": "x", "task": "feature-extraction", "licence": "MIT"}
    (folder / "spec.json").write_text(json.dumps(spec))
    (folder / "listing.json").write_text(json.dumps(listing))
    (folder / "card.md").write_text("# x\n")
    (folder / "LICENSE").write_text("MIT\n")
    return folder


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory, host: ModelHost) -> PackedModel:
    """Two layers of attention and a dense block each, over 64 tokens."""
    random = np.random.default_rng(1)
    width, steps = 128, 64
    weights = {"table": random.standard_normal((2000, width)).astype(np.float32)}
    nodes = [helper.make_node("Gather", ["table", "x"], ["h0"])]
    value = "h0"
    for layer in range(2):
        names = [f"{name}{layer}" for name in ("q", "k", "v", "o")]
        for name in names:
            weights[f"w{name}"] = (random.standard_normal((width, width)) / 12).astype(np.float32)
        weights[f"up{layer}"] = (random.standard_normal((width, 4 * width)) / 12).astype(np.float32)
        weights[f"down{layer}"] = (random.standard_normal((4 * width, width)) / 24).astype(np.float32)
        q, k, v, o = names
        nodes += [
            *(helper.make_node("MatMul", [value, f"w{name}"], [name]) for name in (q, k, v)),
            helper.make_node("Transpose", [k], [f"t{layer}"], perm=[0, 2, 1]),
            helper.make_node("MatMul", [q, f"t{layer}"], [f"s{layer}"]),
            helper.make_node("Softmax", [f"s{layer}"], [f"p{layer}"], axis=-1),
            helper.make_node("MatMul", [f"p{layer}", v], [f"a{layer}"]),
            helper.make_node("MatMul", [f"a{layer}", f"w{o}"], [f"b{layer}"]),
            helper.make_node("MatMul", [f"b{layer}", f"up{layer}"], [f"u{layer}"]),
            helper.make_node("Relu", [f"u{layer}"], [f"r{layer}"]),
            helper.make_node("MatMul", [f"r{layer}", f"down{layer}"], [f"h{layer + 1}"]),
        ]
        value = f"h{layer + 1}"
    nodes.append(helper.make_node("Identity", [value], ["y"]))
    folder = write_model(tmp_path_factory.mktemp("t") / "model", nodes, weights, [1, steps])
    return pack_directory(folder, host)


@pytest.fixture(scope="module")
def branching(tmp_path_factory: pytest.TempPathFactory, host: ModelHost) -> PackedModel:
    """What is not zero decides how much is computed."""
    random = np.random.default_rng(1)
    weights = {"w": random.standard_normal((8, 8)).astype(np.float32)}
    nodes = [
        helper.make_node("MatMul", ["x", "w"], ["m"]),
        helper.make_node("NonZero", ["m"], ["z"]),
        helper.make_node("Shape", ["z"], ["s"]),
        helper.make_node("Cast", ["s"], ["c"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["c", "zero"], ["y"]),
    ]
    weights["zero"] = np.array([0], dtype=np.int64)
    return pack_directory(write_model(tmp_path_factory.mktemp("b") / "model", nodes, weights, [1, 8]), host)
