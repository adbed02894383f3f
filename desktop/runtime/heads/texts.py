"""Text in: characters to ids. Text out: a stranger's labels, made harmless."""

import unicodedata

import numpy as np

from desktop.core.packages import Operation
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads.shapes import Operations
from desktop.runtime.tensors import Array

MAX_TEXT_CHARS = 4 << 20
MAX_LABELS = 100_000
MAX_LABEL_CHARS = 200
_SHOWN_CONTROLS = {"\n", "\t"}
OPERATIONS: Operations = {
    "tokenize": {"part": "token_part", "length": "length", "pad": "integer"},
    "lowercase": {},
    "utf8_bytes": {"length": "length", "pad": "integer", "offset": "integer"},
}


def text_tensor(text: str, operations: list[Operation], name: str) -> Array:
    """Ids [1, length], int64.

    Raises:
        BadInput: An empty text, or one that is far too long.
    """
    if not text or len(text) > MAX_TEXT_CHARS:
        raise BadInput(name, "the text is empty or too long")
    ids: Array | None = None
    for operation in operations:
        args = operation.args
        if operation.op == "lowercase":
            text = text.lower()
        elif operation.op == "utf8_bytes":
            data = text.encode("utf-8", "replace")[: args["length"]]
            ids = np.full(args["length"], args["pad"], dtype=np.int64)
            ids[: len(data)] = np.frombuffer(data, dtype=np.uint8).astype(np.int64) + args["offset"]
    if ids is None:
        raise BadInput(name, "the model does not say how to read text")
    return ids[np.newaxis]


def is_cut(text: str, operations: list[Operation]) -> bool:
    """Whether the end of a text does not fit into its bytes."""
    if any(operation.op == "lowercase" for operation in operations):
        text = text.lower()
    lengths = [operation.args["length"] for operation in operations if operation.op == "utf8_bytes"]
    return bool(lengths) and len(text.encode("utf-8", "replace")) > min(lengths)


def clean_text(text: str, limit: int) -> str:
    """Text that may be shown: no control, format or private characters but line ends and tabs, cut to ``limit``."""
    kept = (
        c for c in text[: 2 * limit] if c in _SHOWN_CONTROLS or not unicodedata.category(c).startswith("C")
    )
    return "".join(kept)[:limit]


def read_labels(data: bytes | memoryview) -> list[str]:
    """One label per line; hostile text.

    Raises:
        RunFailed: Not UTF-8, or too many.
    """
    try:
        lines = str(data, "utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise RunFailed("labels are not UTF-8") from error
    if lines and not lines[-1].strip():
        lines.pop()
    if len(lines) > MAX_LABELS:
        raise RunFailed(f"{len(lines)} labels")
    return [" ".join(clean_text(line, MAX_LABEL_CHARS).split()) for line in lines]
