"""Text to tokens by the package's own ``tokenizer.json`` (the format of Hugging Face's tokenizers), in the worker only.

The file is a stranger's and the library a native one: it is read after the worker has given up its rights, and what it
throws, its panics included, becomes one error of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from tokenizers import Encoding, Tokenizer

from desktop.core.packages import Operation
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.rules import harmless
from desktop.runtime.tensors import Array

MAX_TOKENIZER_BYTES = 64 << 20

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the model reads it.

    Attributes:
        text: The text, the second one (``pair``) of two: what an answer is about.
        spans: For each position start and end in ``text`` in characters; None for special tokens, padding and the
            first of two texts.
        is_read: For each position whether the model attends to it.
        is_cut: Whether the end of the text did not fit.
    """

    text: str
    spans: tuple[tuple[int, int] | None, ...]
    is_read: tuple[bool, ...]
    is_cut: bool


def read_tokenizer(data: bytes | memoryview) -> Tokenizer:
    """The tokenizer in these bytes.

    Raises:
        RunFailed: It is none, or the library does not like it.
    """
    if len(data) > MAX_TOKENIZER_BYTES:
        raise RunFailed("the tokenizer is too large")

    def read() -> Tokenizer:
        tokenizer = Tokenizer.from_str(str(data, "utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    return guarded(read)


def encode(tokenizer: Tokenizer, text: str, pair: str, operation: Operation, name: str) -> Encoding:
    """The tokens of a text or of two, cut to ``length`` and filled up where ``pad`` is not negative.

    Raises:
        BadInput: There is nothing to read, or the first of two texts alone fills the model.
    """
    length, pad = operation.args["length"], operation.args["pad"]
    cut = "only_second" if pair else "longest_first"

    def run() -> Encoding:
        tokenizer.enable_truncation(max_length=length, strategy=cut)
        return tokenizer.encode(text, pair or None)

    try:
        encoding = guarded(run)
    except RunFailed as error:
        if not pair:
            raise
        raise BadInput(name, "the first text is too long for the model") from error
    if not len(encoding.ids):
        raise BadInput(name, "the text has no word that the model knows")
    if pad >= 0:
        encoding.pad(length, pad_id=pad)
    return encoding


def tensor_of(encoding: Encoding, part: str) -> Array:
    """Ids, mask, or types of the tokens [1, length], int64."""
    values = {
        "ids": encoding.ids,
        "mask": encoding.attention_mask,
        "types": encoding.type_ids,
        "positions": range(len(encoding.ids)),
    }[part]
    return np.array(values, dtype=np.int64)[np.newaxis]


def tokens_of(encoding: Encoding, text: str, pair: str) -> Tokens:
    """What an answer needs of an encoding."""
    wanted = 1 if pair else 0
    about = pair or text
    spans: list[tuple[int, int] | None] = []
    for (start, end), sequence in zip(encoding.offsets, encoding.sequence_ids, strict=True):
        is_inside = sequence == wanted and 0 <= start < end <= len(about)
        spans.append((start, end) if is_inside else None)
    is_read = tuple(bool(flag) for flag in encoding.attention_mask)
    return Tokens(about, tuple(spans), is_read, bool(encoding.overflowing))


def guarded(work: Callable[[], T]) -> T:
    """Run native code; its exceptions share no parent, and a panic of Rust is not even an ``Exception``."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - see above
        raise RunFailed(f"tokenizer: {harmless(str(error).partition(chr(10))[0], 200)}") from None
