"""What every training script writes, and the checks that come before writing.

`Graph` builds an ONNX graph node by node (opset 17, IR 8, weights as initialisers, no doc strings, no producer
paths), so that the file holds exactly what the script says. `write_model` runs the graph in onnxruntime, compares it
with the framework that trained it, and only then writes the directory of the model.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # the wheel sends usage data by default; it is read at import

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

Array = np.ndarray[Any, Any]

ROOT = Path(__file__).resolve().parent
OPSET = 17
IR_VERSION = 8
KSERVE = {"FP32": TensorProto.FLOAT, "INT64": TensorProto.INT64}
ETHER = 10**18


class Graph:
    """A growing ONNX graph: each method adds one thing and returns the name of the value that it made."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, dtype: str, shape: Sequence[int | str]) -> str:
        """Declare an input; a string in `shape` is a free dimension."""
        self.inputs.append(helper.make_tensor_value_info(name, KSERVE[dtype], list(shape)))
        return name

    def output(self, value: str, name: str, shape: Sequence[int | str]) -> None:
        """Declare `value` as the float32 output `name`."""
        self.nodes.append(helper.make_node("Identity", [value], [name], name=f"output_{name}"))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape)))

    def weight(self, name: str, value: Any, dtype: Any = np.float32) -> str:
        """Add an initialiser from an array, a tensor of PyTorch or a list."""
        array = value.detach().numpy() if hasattr(value, "detach") else np.asarray(value)
        array = np.array(array, dtype=dtype, order="C")  # keeps 0-d arrays 0-d
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """Add a node and return its first output; further outputs end in _1, _2 ..."""
        stem = f"{kind.lower()}_{len(self.nodes)}"
        names = [stem, *(f"{stem}_{i}" for i in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=stem, **attributes))
        return names[0]

    def linear(self, value: str, name: str, layer: Any) -> str:
        """Add a torch `Linear` (weight of shape out x in) as one Gemm."""
        weight = self.weight(f"{name}.weight", layer.weight)
        return self.op("Gemm", value, weight, self.weight(f"{name}.bias", layer.bias), transB=1)

    def conv(self, value: str, name: str, layer: Any) -> str:
        """Add a torch `Conv1d` or `Conv2d` with zero padding."""
        weight = self.weight(f"{name}.weight", layer.weight)
        return self.op(
            "Conv",
            value,
            weight,
            self.weight(f"{name}.bias", layer.bias),
            kernel_shape=list(layer.kernel_size),
            pads=list(layer.padding) * 2,
            strides=list(layer.stride),
            dilations=list(layer.dilation),
        )

    def model(self) -> onnx.ModelProto:
        """Return the checked model."""
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="licet"
        )
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model, full_check=True)
        return model


@dataclass(frozen=True, slots=True)
class Metric:
    """One measured number on held-out data, beside the same number of a named baseline."""

    name: str
    value: float
    baseline: float
    better: str = "higher"

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "baseline": round(self.baseline, 4),
            "better": self.better,
        }


@dataclass(frozen=True, slots=True)
class Release:
    """Everything about a model that its training script knows."""

    slug: str
    name: str
    version: str
    summary: str
    task: str
    licence: str
    price_wei: int
    tags: tuple[str, ...]
    graph: Graph
    spec: dict[str, Any]  # without format, task and tests: they are added here
    metrics: tuple[Metric, ...]
    baseline: str  # what the baseline is, in words
    test_set: str  # what the held-out data are, in words
    test_size: int
    card: dict[str, str]  # heading -> text; the table of metrics is added
    vectors: dict[str, Array]  # inputs of the test vectors, first axis = vector
    reference: Mapping[str, Array]  # the training framework's outputs for `check_inputs`
    check_inputs: Mapping[str, Array]
    rtol: float = 1e-3
    atol: float = 1e-4
    labels: tuple[str, ...] = ()
    notes: dict[str, Any] = field(default_factory=dict)


def run(model: onnx.ModelProto | Path, inputs: Mapping[str, Array]) -> dict[str, Array]:
    """Run a model on the CPU and return its outputs by name."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    source = str(model) if isinstance(model, Path) else model.SerializeToString()
    session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, dict(inputs)), strict=True))


def write_model(release: Release) -> None:
    """Check the graph against the training framework and write the model's directory.

    Raises:
        SystemExit: the ONNX file and the trained model disagree, or a metric does not beat its baseline.
    """
    folder = ROOT / release.slug
    folder.mkdir(exist_ok=True)
    model = release.graph.model()
    got = run(model, release.check_inputs)
    difference = max(float(np.max(np.abs(got[name] - want))) for name, want in release.reference.items())
    for name, want in release.reference.items():
        if not np.allclose(got[name], want, rtol=release.rtol, atol=release.atol):
            raise SystemExit(f"{release.slug}: {name} differs by {difference:.3g} from the trained model")
    for metric in release.metrics:
        gain = metric.value - metric.baseline
        if not (gain > 0 if metric.better == "higher" else gain < 0):
            raise SystemExit(f"{release.slug}: {metric.name} does not beat its baseline")

    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    if release.labels:
        (folder / "labels.txt").write_text(
            "".join(f"{label}\n" for label in release.labels), encoding="utf-8"
        )
    np.savez(folder / "tests.npz", **release.vectors, **run(model, release.vectors))
    count = len(next(iter(release.vectors.values())))
    tests = {"count": count, "rtol": release.rtol, "atol": release.atol}
    _write_json(folder / "spec.json", {"format": 1, "task": release.task, **release.spec, "tests": tests})
    metrics = [metric.as_json() for metric in release.metrics]
    parameters = sum(int(np.prod(weight.dims)) for weight in release.graph.weights)
    _write_json(
        folder / "metrics.json",
        {
            "test_set": release.test_set,
            "test_size": release.test_size,
            "baseline": release.baseline,
            "metrics": metrics,
            "notes": release.notes,
            "onnx_vs_training": {
                "max_abs_difference": float(f"{difference:.3g}"),
                "compared": len(next(iter(release.check_inputs.values()))),
            },
            "parameters": parameters,
            "model_bytes": (folder / "model.onnx").stat().st_size,
        },
    )
    _write_json(
        folder / "listing.json",
        {
            "name": release.name,
            "version": release.version,
            "summary": release.summary,
            "task": release.task,
            "licence": release.licence,
            "price": str(release.price_wei),
            "tags": list(release.tags),
            "metrics": metrics,
        },
    )
    (folder / "card.md").write_text(_card(release, parameters), encoding="utf-8")
    print(f"{release.slug}: {parameters} parameters, ONNX differs from training by {difference:.2g}")
    for metric in release.metrics:
        print(f"  {metric.name}: {metric.value:.4f} (baseline {metric.baseline:.4f})")
    for name, note in release.notes.items():
        print(f"  {name}: {note}")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _card(release: Release, parameters: int) -> str:
    """Return a Hugging Face model card: YAML front matter, then prose, then the measured table."""
    results = "".join(
        f"      - type: {json.dumps(m.name)}\n        value: {m.value:.4f}\n        name: {json.dumps(m.name)}\n"
        for m in release.metrics
    )
    head = (
        f"---\nlicense: {release.licence.lower()}\nlibrary_name: onnx\npipeline_tag: {release.task}\ntags:\n"
        + "".join(f"  - {tag}\n" for tag in release.tags)
        + f"model-index:\n  - name: {json.dumps(release.name)}\n    results:\n"
        f"    - task:\n        type: {release.task}\n      dataset:\n"
        f"        name: {json.dumps(release.test_set)}\n        type: held-out\n      metrics:\n{results}---\n\n"
    )
    table = "| metric | this model | baseline | better |\n|---|---|---|---|\n" + "".join(
        f"| {m.name} | {m.value:.4f} | {m.baseline:.4f} | {m.better} |\n" for m in release.metrics
    )
    notes = "".join(f"- {name}: {note}\n" for name, note in release.notes.items())
    body = f"# {release.name}\n\n{release.summary}\n\n"
    body += "".join(f"## {heading}\n\n{text.strip()}\n\n" for heading, text in release.card.items())
    body += (
        f"## Measured\n\nHeld-out data: {release.test_set} ({release.test_size}). Baseline: {release.baseline}.\n\n"
        f"{table}\n{notes}{chr(10) if notes else ''}"
        f"{parameters:,} parameters. `train.py` in this directory trains the model again and measures it again.\n"
    )
    return head + body
