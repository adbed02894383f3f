"""Models of a few numbers with their package folders, for tests that run a real worker."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

LISTING = {"name": "Test", "version": "1", "summary": "s", "task": "", "licence": "Apache-2.0"}


def write(folder: Path, spec: dict[str, Any], model: onnx.ModelProto, **files: bytes) -> Path:
    """A model's directory, its test vectors computed by the graph itself."""
    folder.mkdir(exist_ok=True)
    (folder / "spec.json").write_text(json.dumps(spec))
    (folder / "listing.json").write_text(json.dumps(LISTING | {"task": spec["task"]}))
    (folder / "card.md").write_text("# Test\n")
    (folder / "LICENSE").write_text("Apache-2.0\n")
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def npz(**arrays: Any) -> bytes:
    stored = io.BytesIO()
    np.savez(stored, **arrays)
    return stored.getvalue()


VECTORS = {"[PAD]": (0, 0), "[UNK]": (0, 0), "red": (3, 4), "blue": (0, 5), "green": (5, 0)}
MEANINGS: dict[str, tuple[float, ...]] = {
    "[PAD]": (0, 0, 0, 0),
    "[UNK]": (0.02, 0.02, 0.02, 0.02),
    **dict.fromkeys(("cat", "kitten", "dog", "puppy", "animal", "purrs", "barks"), (1, 0, 0, 0.1)),
    **dict.fromkeys(("car", "engine", "wheel", "drive", "vehicle", "fuel"), (0, 1, 0, 0.1)),
    **dict.fromkeys(("bread", "soup", "cook", "meal", "eat", "oven"), (0, 0, 1, 0.1)),
}
"""Words that mean like things have like vectors: animals, vehicles, food."""


def embedder(folder: Path, vectors: dict[str, tuple[float, ...]] | None = None, length: int = 6) -> Path:
    """Words to vectors, averaged by the head over what is read; any word that is not known is ``[UNK]``."""
    words = dict(vectors or VECTORS)
    table = np.array(list(words.values()), dtype=np.float32)
    width = table.shape[1]
    ports = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, length]) for name in ("ids", "mask")]
    out = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, length, width])
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["rows"]),
        helper.make_node("Cast", ["mask"], ["read"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["read", "last"], ["wide"]),
        helper.make_node("Mul", ["rows", "wide"], ["hidden"]),
    ]
    weights = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([2]), "last")]
    graph = helper.make_graph(nodes, "g", ports, [out], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    ids = np.array([[2, 3, *[0] * (length - 2)]])
    mask = np.array([[1, 1, *[0] * (length - 2)]])

    def port(name: str, part: str, **more: str) -> dict[str, Any]:
        operation = {"op": "tokenize", "args": {"part": part, "length": length, "pad": 0}}
        return {"name": name, "kind": "text", "dtype": "INT64", "axes": [], "preprocess": [operation], **more}

    spec = {
        "format": 1,
        "task": "feature-extraction",
        "inputs": [port("ids", "ids"), port("mask", "mask", source="ids")],
        "outputs": [{"name": "hidden", "role": "hidden"}],
        "head": {"type": "embedding", "layout": "mean", "unit_length": True},
        "tests": {"count": 1, "rtol": 1e-4, "atol": 1e-5},
    }
    return write(
        folder, spec, model,
        tokenizer__json=tokenizer.to_str().encode(),
        tests__npz=npz(ids=ids, mask=mask, hidden=table[ids] * mask[:, :, None]),
    )  # fmt: skip
