"""The tiny decoder of tests/data/writer as a package: it writes text that looks like Python's documentation."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime

from tests.helpers.tiny_models import npz, write

DATA = Path(__file__).parents[1] / "data" / "writer"
CONTEXT = 128
CACHES = [f"{layer}.{part}" for layer in (0, 1) for part in ("key", "value")]
PARAMS = [
    {"name": "max_new_tokens", "type": "integer", "default": 40, "min": 1, "max": 4096},
    {"name": "temperature", "type": "number", "default": 0.0, "min": 0.0, "max": 2.0},
    {"name": "top_k", "type": "integer", "default": 0, "min": 0, "max": 1000},
    {"name": "seed", "type": "integer", "default": 0, "min": 0, "max": 1000000},
]


def expected() -> list[dict[str, Any]]:
    """What PyTorch wrote: prompt, its tokens, the tokens behind it, and their text."""
    answers: list[dict[str, Any]] = json.loads((DATA / "expected.json").read_text("utf-8"))
    return answers


def spec_of(**head: Any) -> dict[str, Any]:
    """spec.json of the decoder; ``head`` are further fields of its head."""

    def text(name: str, part: str, **more: str) -> dict[str, Any]:
        operation = {"op": "tokenize", "args": {"part": part, "length": CONTEXT, "pad": -1}}
        return {"name": name, "kind": "text", "dtype": "INT64", "axes": [], "preprocess": [operation], **more}

    axes: list[dict[str, Any]] = [
        {"type": "batch"},
        {"type": "feature", "size": 2},
        {"type": "time"},
        {"type": "feature", "size": 14},
    ]
    caches = [
        {
            "name": f"past_key_values.{n}",
            "kind": "cache",
            "dtype": "FP32",
            "axes": axes,
            "source": "input_ids",
        }
        for n in CACHES
    ]
    return {
        "format": 1,
        "task": "text-generation",
        "inputs": [
            text("input_ids", "ids"),
            text("attention_mask", "mask", source="input_ids"),
            text("position_ids", "positions", source="input_ids"),
            *caches,
        ],
        "outputs": [
            {"name": "logits", "role": "logits"},
            *({"name": f"present.{n}", "role": f"past_key_values.{n}"} for n in CACHES),
        ],
        "head": {"type": "generation", **head},
        "params": PARAMS,
        "tests": {"count": 1, "rtol": 1e-3, "atol": 1e-3},
    }


def writer(folder: Path, model: onnx.ModelProto | None = None, **head: Any) -> Path:
    """The decoder's folder, to be packed; ``model`` takes the place of its own."""
    made = model or onnx.load(DATA / "model.onnx")
    feed: dict[str, Any] = {
        "input_ids": np.array([[72, 73, 74]]),
        "attention_mask": np.array([[1, 1, 1]]),
        "position_ids": np.array([[0, 1, 2]]),
    }
    feed |= {f"past_key_values.{n}": np.zeros((1, 2, 0, 14), dtype=np.float32) for n in CACHES}
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    outputs = dict(zip([port.name for port in session.get_outputs()], session.run(None, feed), strict=True))
    return write(
        folder,
        spec_of(**head),
        made,
        tokenizer__json=(DATA / "tokenizer.json").read_bytes(),
        tests__npz=npz(**feed, **outputs),
    )
