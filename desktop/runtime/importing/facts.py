"""What the worker tells the host of a model file: plain values, bounded, believed by nobody.

The worker makes them from a stranger's file, so the host decodes them strictly and cleans each text again.
"""

from typing import Any

import msgspec

from desktop.runtime.errors import RunFailed
from desktop.runtime.rules import harmless

MAX_PORTS = 64
MAX_LABELS = 20_000
MAX_HINTS = 200
MAX_LABEL_CHARS = 200
_MAX_DEPTH = 6


class PortFacts(msgspec.Struct, frozen=True):
    """One input or output.

    Attributes:
        name: As the file names it.
        kind: ``tensor``, ``zipmap`` (a sequence of maps, as scikit-learn's exports end) or ``other``.
        dtype: KServe's name; ``BYTES`` for texts; empty for a type that the profile does not know.
        dims: Size of each axis, or None where it is free.
        maker: Of an output: the operator that makes it, looked for behind Identity, Cast, Reshape and Squeeze.
    """

    name: str
    kind: str
    dtype: str
    dims: list[int | None]
    maker: str = ""


class Hint(msgspec.Struct, frozen=True):
    """A value that some convention tells, under the key of the question that it answers."""

    key: str
    value: Any
    source: str


class ModelFacts(msgspec.Struct, frozen=True):
    """A model file, read and understood as far as its own conventions go.

    Attributes:
        exporter: Producer's name and version, as written.
        operators: Nodes by operator, functions counted as they are written.
        external: Names of the files that hold its weights, as written; not yet looked for.
        hints: What metadata, side files and operators tell, the strongest first.
        unread: Names of side files that could not be understood, with the reason.
    """

    exporter: str
    inputs: list[PortFacts]
    outputs: list[PortFacts]
    operators: dict[str, int]
    external: list[str]
    hints: list[Hint]
    unread: dict[str, str] = {}


def decode_facts(message: object) -> ModelFacts:
    """The facts in a worker's answer, every text on one line and short.

    Raises:
        RunFailed: Not the shape of facts.
    """
    try:
        facts = msgspec.convert(message, ModelFacts)
    except msgspec.ValidationError as error:
        raise RunFailed("no facts") from error
    if max(len(facts.inputs), len(facts.outputs)) > MAX_PORTS or len(facts.hints) > MAX_HINTS:
        raise RunFailed("too many facts")
    hints = [Hint(harmless(h.key, 60), clean(h.value), harmless(h.source, 60)) for h in facts.hints]
    return msgspec.structs.replace(
        facts,
        exporter=harmless(facts.exporter, 80),
        operators={harmless(name, 60): count for name, count in list(facts.operators.items())[:400]},
        hints=hints,
        unread={harmless(k, 80): harmless(v, 200) for k, v in list(facts.unread.items())[:20]},
    )


def clean(value: Any, depth: int = 0) -> Any:
    """A hint's value as plain JSON with harmless texts.

    Raises:
        RunFailed: Of another type, nested deeper, or longer than a hint can be.
    """
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return harmless(value, 1000)
        case list() if depth < _MAX_DEPTH and len(value) <= MAX_LABELS:
            return [clean(item, depth + 1) for item in value]
        case dict() if depth < _MAX_DEPTH and len(value) <= MAX_LABELS:
            return {harmless(str(key), 60): clean(item, depth + 1) for key, item in value.items()}
    raise RunFailed("no hint")


def label_lines(values: list[Any]) -> list[str]:
    """Class names as lines of ``labels.txt``: one line each, none empty.

    Raises:
        ValueError: None, too many, or something that is no text or number.
    """
    if not 0 < len(values) <= MAX_LABELS:
        raise ValueError(f"{len(values)} labels")
    if not all(isinstance(v, str | int | float) for v in values):
        raise ValueError("a label that is no text")
    return [harmless(str(v), MAX_LABEL_CHARS).strip() or f"class {i}" for i, v in enumerate(values)]
