"""Small honest packages for each kind of input, of which one part is then replaced by a hostile one."""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
import numpy as np
import rfc8785
from onnx import ModelProto, TensorProto, helper, numpy_helper
from PIL import Image

from desktop.bootstrap.hostile.graphs import port
from desktop.bootstrap.hostile.tokenizers import tokenizer
from desktop.core import packages, zips
from desktop.core.packages import Manifest, Measured, TestsSpec
from desktop.runtime.packing import PackedModel, list_blobs
from desktop.runtime.profile import inventory
from desktop.runtime.worker.normalising import normalise

_SIDE, _SAMPLES, _STEPS, _TOKENS = 8, 800, 8, 16
_ONE = {"rtol": 1e-3, "atol": 1e-4}


def packed(kind: str, public: Mapping[str, bytes] = {}, sealed: Mapping[str, bytes] = {}) -> PackedModel:
    """The package for ``image``, ``audio``, ``text``, ``table`` or ``series``, with files added or replaced."""
    spec, graph, arrays = _BASES[kind]()
    made = normalise(graph)
    spec_json = rfc8785.dumps(spec)
    open_files = {
        packages.SPEC: spec_json,
        packages.CARD: b"# A small model that adds\n",
        packages.LICENSE: b"Apache-2.0\n",
        packages.GRAPH: made.graph,
        **({packages.LABELS: b"one\ntwo\n"} if "labels" in spec["head"] else {}),
        **_samples(kind),
        **public,
    }
    closed = {
        packages.WEIGHTS: made.weights,
        **({packages.TOKENIZER: tokenizer()} if kind == "text" else {}),
        packages.TESTS: _npz(arrays),
        **sealed,
    }
    found = inventory(_read(made.graph), len(made.weights))
    manifest = Manifest(
        format=1, name="A model", version="1", task=spec["task"], summary="s", license="Apache-2.0",
        blobs=[*list_blobs(open_files, zips.PUBLIC_PROFILE), *list_blobs(closed, zips.SEALED_PROFILE)],
        operators=list(found.operators), opset=found.opset, parameters=found.parameters,
        measured=Measured(0.0, 0.0, 0, ""), tests=TestsSpec(1, 1e-3, 1e-4),
    )  # fmt: skip
    whole = {**open_files, packages.MANIFEST: rfc8785.dumps(msgspec.to_builtins(manifest))}
    return PackedModel(whole, closed, manifest)


def _read(graph: bytes) -> ModelProto:
    model: ModelProto = ModelProto.FromString(graph)
    return model


def _samples(kind: str) -> dict[str, bytes]:
    if kind == "image":
        file = io.BytesIO()
        Image.new("L", (_SIDE, _SIDE), 128).save(file, "PNG")
        return {f"{packages.SAMPLES}grey.png": file.getvalue()}
    return {}


def _npz(arrays: Mapping[str, np.ndarray[Any, Any]]) -> bytes:
    stored = io.BytesIO()
    np.savez(stored, **arrays)  # type: ignore[arg-type] # numpy's stub takes the keyword for allow_pickle
    return stored.getvalue()


def _spec(task: str, inputs: list[dict[str, Any]], role: str, head: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": 1, "task": task, "inputs": inputs, "outputs": [{"name": "y", "role": role}],
        "head": head, "tests": {"count": 1, **_ONE},
    }  # fmt: skip


def _linear(kind: str, shape: Sequence[Any], width: int, places: int) -> tuple[ModelProto, dict[str, Any]]:
    """``y = flatten(x) w``, and a test vector of zeros for it."""
    weight = numpy_helper.from_array(np.full((width, places), 0.5, dtype=np.float32), "w")
    nodes = [
        helper.make_node("Flatten", ["x"], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "w"], ["y"]),
    ]
    graph = helper.make_graph(nodes, kind, [port("x", shape)], [port("y", [shape[0], places])], [weight])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    zeros = [1 if not isinstance(size, int) else size for size in shape]
    vectors = {"x": np.zeros(zeros, np.float32), "y": np.zeros((zeros[0], places), np.float32)}
    return model, vectors


def _input(kind: str, operations: list[dict[str, Any]], dtype: str = "FP32", **more: Any) -> dict[str, Any]:
    return {"name": "x", "kind": kind, "dtype": dtype, "axes": [], "preprocess": operations, **more}


def _image() -> tuple[dict[str, Any], ModelProto, dict[str, Any]]:
    model, vectors = _linear("image", [1, 1, _SIDE, _SIDE], _SIDE * _SIDE, 2)
    resize = {"op": "resize", "args": {"height": _SIDE, "width": _SIDE, "mode": "bilinear"}}
    scale = {"op": "scale", "args": {"factor": 1 / 255, "offset": 0}}
    head = {"type": "image-classification", "labels": "labels.txt"}
    axes = [{"type": "batch"}, {"type": "channel", "size": 1}, *({"type": t, "size": _SIDE} for t in "yx")]
    inputs = [_input("image", [{"op": "to_grayscale", "args": {}}, resize, scale], axes=axes)]
    return _spec("image-classification", inputs, "scores", head), model, vectors


def _audio() -> tuple[dict[str, Any], ModelProto, dict[str, Any]]:
    model, vectors = _linear("audio", [1, _SAMPLES], _SAMPLES, 2)
    operations = [
        {"op": "mono", "args": {}},
        {"op": "resample", "args": {"rate": 8000}},
        {"op": "fit", "args": {"length": _SAMPLES, "fill": "zero"}},
    ]
    head = {"type": "audio-classification", "labels": "labels.txt"}
    return _spec("audio-classification", [_input("audio", operations)], "scores", head), model, vectors


def _table() -> tuple[dict[str, Any], ModelProto, dict[str, Any]]:
    model, vectors = _linear("table", ["n", 2], 2, 1)
    columns = [
        {"name": "amount", "type": "number"},
        {"name": "kind", "type": "category", "choices": ["car", "home"], "default": "car"},
    ]
    inputs = [_input("table", [{"op": "columns", "args": {}}], columns=columns)]
    return _spec("tabular-regression", inputs, "value", {"type": "table-regression"}), model, vectors


def _series() -> tuple[dict[str, Any], ModelProto, dict[str, Any]]:
    model, vectors = _linear("series", [1, _STEPS], _STEPS, 2)
    head = {"type": "forecast", "horizon": 2, "step": {"unit": "day", "count": 1}}
    inputs = [_input("series", [{"op": "last", "args": {"count": _STEPS}}])]
    return _spec("time-series-forecasting", inputs, "value", head), model, vectors


def _text() -> tuple[dict[str, Any], ModelProto, dict[str, Any]]:
    table = numpy_helper.from_array(np.ones((4, 2), dtype=np.float32), "table")
    nodes = [
        helper.make_node("Gather", ["table", "x"], ["rows"]),
        helper.make_node("ReduceMean", ["rows"], ["y"], axes=[1], keepdims=0),
    ]
    ports = [port("x", [1, _TOKENS], TensorProto.INT64)]
    graph = helper.make_graph(nodes, "text", ports, [port("y", [1, 2])], [table])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    tokens = {"op": "tokenize", "args": {"part": "ids", "length": _TOKENS, "pad": 0}}
    head = {"type": "text-classification", "labels": "labels.txt"}
    inputs = [_input("text", [tokens], "INT64")]
    vectors = {"x": np.zeros((1, _TOKENS), np.int64), "y": np.ones((1, 2), np.float32)}
    return _spec("text-classification", inputs, "scores", head), model, vectors


_BASES = {
    "image": cache(_image),
    "audio": cache(_audio),
    "table": cache(_table),
    "series": cache(_series),
    "text": cache(_text),
}
